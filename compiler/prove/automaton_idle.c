/* Actions that nothing follows from, as far as a question goes: they lead nowhere, no time counts from them,
 * and what they give is read by nothing that matters. A question about time need not follow how often
 * somebody asked. */
#include "automaton.h"

typedef struct interest {
  automaton *m;
  bool *wanted; /* [dim]: what matters reads it */
} interest;

static bool calls(const outcome *o, uint16_t effect) {
  for (uint16_t i = 0; i < o->n_calls; i++)
    if (o->calls[i].effect == effect) return true;
  return false;
}

static bool is_asked_about(const promise *q, const plan_place *at, const outcome *o) {
  if (q == NULL) return false;
  switch (q->kind) {
  case CLAIM_NEVER_ACT: return q->name == at->action;
  case CLAIM_NEVER_DO:
  case CLAIM_CAN_DO:
  case CLAIM_ONCE: return calls(o, q->effect.effect);
  case CLAIM_ONLY_AFTER: return q->name == OMBUD_NONE ? calls(o, q->effect.effect) : q->name == at->action;
  case CLAIM_ENDS_WITHIN:
  case CLAIM_CAN_REACH: break;
  }
  return false;
}

bool automaton_counts_from(const automaton *m, unsigned kind, uint16_t index) {
  if ((kind == AT_NAME ? m->var_of_name[index] : m->var_of_fact[index]) != OMBUD_NONE) return true;
  for (size_t s = 0; s < m->n_stopped; s++)
    if (m->stopped[s].anchor.kind == kind && m->stopped[s].anchor.index == index) return true;
  return false;
}

static bool matters(const interest *x, const plan_place *at) {
  const automaton *m = x->m;
  if (automaton_counts_from(m, AT_NAME, at->action)) return true;
  for (uint16_t i = 0; i < at->cell->n_gives; i++) {
    uint16_t fact = at->cell->gives[i], dim = m->cells.dim_of[fact];
    if (automaton_counts_from(m, AT_FACT, fact) || (dim != OMBUD_NONE && x->wanted[dim])) return true;
  }
  for (uint32_t k = 0; k < at->cell->n_entries; k++) {
    const plan_entry *e = &at->cell->entries[k];
    if (e->kind == OMBUD_ENTRY_DENY) continue;
    if (e->out.target != OMBUD_NONE || is_asked_about(m->about, at, &e->out)) return true;
  }
  return false;
}

static void want(const interest *x, uint16_t fact) {
  if (x->m->cells.dim_of[fact] != OMBUD_NONE) x->wanted[x->m->cells.dim_of[fact]] = true;
}

static void want_guards(const interest *x, const plan_cell *cell) {
  for (uint32_t k = 0; k < cell->n_entries; k++) {
    const plan_guard *g = cell->entries[k].guard;
    for (uint32_t b = 0; g != NULL && b < g->n_boxes; b++)
      for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) want(x, g->boxes[b].tests[t].fact);
  }
}

/* A question for certain values of an argument reads the facts that it is made of. */
static void want_arguments(const interest *x) {
  const promise *q = x->m->about;
  if (q == NULL || q->any_args) return;
  for (size_t d = 0; d < x->m->cells.n_dims; d++) x->wanted[d] = true;
}

/* What may be given depends on what it is bounded by. */
static void want_bounds(const interest *x) {
  const cells *c = &x->m->cells;
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < c->n_orders; i++) {
      bool *less = &x->wanted[c->orders[i].less], *high = &x->wanted[c->orders[i].more];
      more |= *less != *high;
      *less = *high = *less || *high;
    }
  }
}

void automaton_find_idle(automaton *m) {
  const plan_process *q = m->process;
  interest x = {m, ARENA_ARRAY(m->arena, m->cells.n_dims, bool)};
  for (size_t i = 0; i < q->n_places; i++)
    m->idle[q->places[i].actor * q->n_actions + q->places[i].action] = true;
  for (size_t d = 0; m->about == NULL && d < m->cells.n_dims; d++) x.wanted[d] = true;
  want_arguments(&x);
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < q->n_places; i++) {
      const plan_place *at = &q->places[i];
      bool *idle = &m->idle[at->actor * q->n_actions + at->action];
      if (*idle && matters(&x, at)) *idle = false, more = true;
    }
    for (size_t i = 0; more && i < q->n_places; i++)
      if (!m->idle[q->places[i].actor * q->n_actions + q->places[i].action])
        want_guards(&x, q->places[i].cell);
    want_bounds(&x);
  }
}

bool automaton_leaves_out(const automaton *m, const plan_place *at) {
  return m->about != NULL && m->idle[at->actor * m->process->n_actions + at->action];
}
