/* Money that can be paid twice in one case, where no promise speaks of it. */
#include <string.h>

#include "proofs.h"

static bool pays(const outcome *o, uint16_t effect, unsigned least) {
  unsigned n = 0;
  for (uint16_t i = 0; o != NULL && i < o->n_calls; i++) n += o->calls[i].effect == effect;
  return n >= least;
}

static bool is_promised(const proofs *x, uint16_t process, uint8_t mode, uint16_t effect) {
  for (size_t i = 0; i < x->p->n_promises; i++) {
    const promise *q = &x->p->promises[i];
    bool speaks = q->kind == CLAIM_ONCE || q->kind == CLAIM_NEVER_DO;
    if (speaks && q->any_args && q->silent == 0 && q->process == process && q->effect.effect == effect &&
        q->modes >> mode & 1u)
      return true;
  }
  return false;
}

static bool has_amount(const model_effect *e) {
  for (uint16_t i = 0; i < e->n_params; i++)
    if (e->params[i].type == OMBUD_MONEY) return true;
  return false;
}

/* A quick look at what leads where: false is certain. */
static bool may_pay_twice(const explore *all, uint16_t effect, arena *a) {
  bool *paid = ARENA_ARRAY(a, all->n_nodes, bool), any = false;
  for (size_t i = 0; i < all->n_edges; i++) {
    if (pays(all->edges[i].out, effect, 2)) return true;
    if (pays(all->edges[i].out, effect, 1)) paid[all->edges[i].to] = any = true;
  }
  for (bool more = any; more;) {
    more = false;
    for (size_t i = 0; i < all->n_edges; i++) {
      const struct explore_edge *e = &all->edges[i];
      if (!paid[e->from]) continue;
      if (pays(e->out, effect, 1)) return true;
      more |= !paid[e->to];
      paid[e->to] = true;
    }
  }
  return false;
}

static void report(proofs *x, const promise *q, const course *c) {
  const char *name = x->m->effects[q->effect.effect].sym.name;
  const course_step *last = &c->steps[c->n - 1];
  diag_report(x->m->diags, DIAG_W315, x->m->rules[last->rule].at, "'%s' can come about twice in one case",
              name);
  proofs_tell(x, c);
  diag_remark(x->m->diags, "if that must not be, 'promise %s : once %s' has it proved",
              x->m->processes[q->process].sym.name, name);
}

void twice_check(proofs *x, uint16_t process, uint8_t mode, const explore *all) {
  arena *a = arena_new();
  for (uint16_t e = 0; e < (uint16_t)x->m->n_effects; e++) {
    if (!has_amount(&x->m->effects[e]) || is_promised(x, process, mode, e) || !may_pay_twice(all, e, a))
      continue;
    const promise q = {.kind = CLAIM_ONCE,
                       .process = process,
                       .modes = UINT32_C(1) << mode,
                       .name = OMBUD_NONE,
                       .state = OMBUD_NONE,
                       .from = OMBUD_NONE,
                       .any_args = true,
                       .effect = {.effect = e}};
    verdict v = prove_promise(x->p, x->tables, &q, mode, PROVE_BUDGET_OF(x->p->processes[process].n_states));
    if (v.kind == VERDICT_REFUTED) report(x, &q, v.course);
  }
  arena_free(a);
}
