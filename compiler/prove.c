#include "prove.h"

#include "course.h"

#define ATTEMPTS_MAX 50u /* answers of a search that are made concrete before it is given up */

/* ---- what a claim has to remember of a course ---- */

enum { SEEN_NAME = 1 }; /* what the state was to come after has happened; the case was in `from` */

static bool may_equal(const automaton *m, const happening *h, const expr *e, int64_t wanted) {
  if (e->kind == EX_CONST) return e->value == wanted;
  uint16_t dim = e->kind == EX_FACT ? m->cells.dim_of[e->fact] : OMBUD_NONE;
  if (dim == OMBUD_NONE) return true;
  const plan_test test = {.fact = e->fact, .lo = wanted, .hi = wanted};
  const plan_box box = {1, &test};
  ranges facts = *h->judged;
  return ranges_meet(&m->cells, &facts, &box);
}

static unsigned calls_of(const automaton *m, const promise *q, const happening *h) {
  unsigned n = 0;
  for (uint16_t i = 0; i < h->out->n_calls; i++) {
    const call *c = &h->out->calls[i];
    if (c->effect != q->effect.effect) continue;
    bool meant = true;
    for (uint16_t k = 0; !q->any_args && k < c->n_args; k++)
      meant &= may_equal(m, h, c->args[k], q->effect.args[k]->value);
    n += meant;
  }
  return n;
}

static uint8_t see(const explore *x, uint8_t seen, const happening *h, uint16_t state) {
  const promise *q = x->data;
  switch (q->kind) {
  case CLAIM_ENDS_WITHIN: return seen;
  case CLAIM_NEVER_ACT:
    return h->kind == OMBUD_ACTED && h->name == q->name && q->actors >> h->actor & 1u ? EXPLORE_HIT : seen;
  case CLAIM_NEVER_DO: return calls_of(x->m, q, h) > 0 ? EXPLORE_HIT : seen;
  case CLAIM_ONCE: {
    unsigned n = seen + calls_of(x->m, q, h);
    return n > 1 ? EXPLORE_HIT : (uint8_t)n;
  }
  case CLAIM_CAN_REACH:
    if (q->from == OMBUD_NONE || state == q->from) seen = SEEN_NAME;
    return seen == SEEN_NAME && state == q->state ? EXPLORE_HIT : seen;
  case CLAIM_ONLY_AFTER:
    if (h->name == q->name) seen = SEEN_NAME;
    return seen != SEEN_NAME && state == q->state ? EXPLORE_HIT : seen;
  }
  return seen;
}

/* Whether a case can still be on its way so long after the opening, with nothing due. */
static bool lasts(explore *x, uint32_t n, const spot *s) {
  const promise *q = x->data;
  (void)n;
  if (s->state == 0 || x->m->rows[s->state].end) return false;
  size_t n_parts = automaton_parts(x->m, s, x->parts);
  for (size_t i = 0; i < n_parts; i++) {
    zone rest;
    automaton_rest(x->m, s->state, &x->parts[i], &rest);
    if (!rest.empty && zone_most(&rest, ZONE_NOW, ZONE_OPEN) >= q->within) return true;
  }
  return false;
}

/* ---- whether a course really is what it was found as ---- */

static bool is_called(const promise *q, const ombud_effect *e) {
  if (e->effect != q->effect.effect) return false;
  for (uint8_t k = 0; !q->any_args && k < e->n_args; k++)
    if (e->args[k] != q->effect.args[k]->value) return false;
  return true;
}

static bool is_answer(const promise *q, const played *p) {
  bool seen = q->kind == CLAIM_CAN_REACH && q->from == OMBUD_NONE;
  bool about_calls = q->kind == CLAIM_NEVER_DO || q->kind == CLAIM_ONCE;
  unsigned calls = 0;
  for (size_t i = 0; i < p->n_events; i++) {
    const ombud_event *e = &p->events[i];
    if (q->kind == CLAIM_NEVER_ACT && e->kind == OMBUD_ACTED && e->name == q->name &&
        q->actors >> e->actor & 1u)
      return true;
    for (uint32_t k = p->effect_of[i]; about_calls && k < p->effect_of[i + 1]; k++)
      calls += is_called(q, &p->effects[k]);
    seen |= q->kind == CLAIM_ONLY_AFTER ? e->name == q->name : e->to == q->from;
    if (q->kind == CLAIM_CAN_REACH && seen && e->to == q->state) return true;
    if (q->kind == CLAIM_ONLY_AFTER && !seen && e->to == q->state) return true;
  }
  if (q->kind == CLAIM_NEVER_DO) return calls > 0;
  if (q->kind == CLAIM_ONCE) return calls > 1;
  return q->kind == CLAIM_ENDS_WITHIN && !p->ended;
}

/* The value that a fact must have for the call to be the one that is meant. */
static void want_value(const promise *q, const explore *x, finale *f) {
  const plan *p = x->m->plan;
  const plan_process *process = x->m->process;
  if (q->kind != CLAIM_NEVER_DO || q->any_args) return;
  for (uint16_t k = 0; k < q->effect.n_args; k++)
    for (size_t i = 0; i < process->n_places; i++) {
      const plan_cell *cell = process->places[i].cell;
      for (uint32_t e = 0; e < cell->n_entries; e++)
        for (uint16_t c = 0; c < cell->entries[e].out.n_calls; c++) {
          const call *at = &cell->entries[e].out.calls[c];
          if (at->effect != q->effect.effect || at->args[k]->kind != EX_FACT) continue;
          if (p->facts[at->args[k]->fact].type == OMBUD_MOMENT) continue;
          f->fact = at->args[k]->fact;
          f->value = q->effect.args[k]->value;
        }
    }
}

static const course *confirm(const explore *x, const ombud_policy *tables, const promise *q, arena *a) {
  finale f = {.fact = OMBUD_NONE};
  if (q->kind == CLAIM_ENDS_WITHIN) f.rests = true, f.least = q->within;
  want_value(q, x, &f);
  course *c = course_make(x, x->hit, &f, a);
  played p;
  if (c == NULL || !course_play(x->m->plan, tables, c, a, &p)) return NULL;
  return is_answer(q, &p) ? c : NULL;
}

/* ---- the verdict ---- */

typedef struct search {
  const automaton *m;
  const ombud_policy *tables;
  const promise *q;
  uint32_t budget;
  bool forward;
  size_t n_states;
  bool certain; /* nothing was left out */
} search;

static const course *search_answer(search *s, arena *a, arena *result) {
  explore x;
  explore_init(&x, s->m, a);
  x.silent = s->q->silent, x.budget = s->budget, x.data = s->q;
  x.total = s->q->kind == CLAIM_ENDS_WITHIN;
  x.forward = s->forward;
  x.see = see;
  x.answers = x.total ? lasts : NULL;
  const course *found = NULL;
  s->certain = true;
  for (unsigned attempt = 0; found == NULL && attempt < ATTEMPTS_MAX; attempt++) {
    explore_run(&x);
    if (x.hit == EXPLORE_NONE) break;
    found = confirm(&x, s->tables, s->q, result);
    if (found == NULL) s->certain = false;
    if (!x.total) x.nodes[x.hit].covered = true;
    x.hit = EXPLORE_NONE;
  }
  s->certain &= !x.exhausted;
  s->n_states += x.n_nodes;
  return found;
}

/* The longest way first, since that decides a time limit soonest; then, where it breaks, the shortest course
 * that does. */
static const course *search_both(search *s, arena *result) {
  arena *a = arena_new();
  s->forward = s->q->kind == CLAIM_ENDS_WITHIN;
  const course *found = search_answer(s, a, result);
  arena_free(a);
  if (found == NULL || !s->forward) return found;
  a = arena_new();
  s->forward = false;
  const course *shortest = search_answer(s, a, result);
  arena_free(a);
  return shortest != NULL ? shortest : found;
}

verdict prove_promise(const plan *p, const ombud_policy *tables, const promise *q, uint8_t mode,
                      uint32_t budget) {
  arena *a = arena_new();
  search s = {.m = automaton_make(a, p, q->process, mode), .tables = tables, .q = q, .budget = budget};
  const course *found = search_both(&s, p->arena);
  verdict v = {.kind = VERDICT_UNDECIDED, .course = found, .n_states = s.n_states};
  bool wanted = q->kind == CLAIM_CAN_REACH;
  if (found != NULL)
    v.kind = wanted ? VERDICT_PROVED : VERDICT_REFUTED;
  else if (s.certain)
    v.kind = wanted ? VERDICT_REFUTED : VERDICT_PROVED;
  arena_free(a);
  return v;
}
