#include "prove.h"

#include "course.h"

#define ATTEMPTS_MAX 50u /* answers of a search that are made concrete before it is given up */

/* ---- what a claim has to remember of a course ---- */

enum { SEEN_NAME = 1 }; /* what the state was to come after has happened; the case was in `from` */

typedef struct interval {
  int64_t lo, hi;
  bool known; /* false: a step on the way leaves 64 bits */
} interval;

typedef struct given { /* what is known of the facts */
  const automaton *m;
  const ranges *r; /* NULL: each is as small as can be … */
  uint16_t fact;   /* … but for this one */
  int64_t at;
} given;

static interval of_fact(const given *g, uint16_t fact) {
  const ombud_fact *f = &g->m->plan->facts[fact];
  uint16_t dim = g->m->cells.dim_of[fact];
  if (f->type == OMBUD_MOMENT) return (interval){0};
  if (g->r == NULL && fact == g->fact) return (interval){g->at, g->at, true};
  if (g->r == NULL) return (interval){f->lo, f->lo, true};
  if (dim == OMBUD_NONE) return (interval){f->lo, f->hi, true};
  return (interval){cells_least(&g->m->cells, dim, ranges_of(&g->m->cells, g->r, dim)),
                    cells_greatest(&g->m->cells, dim, ranges_of(&g->m->cells, g->r, dim)), true};
}

static interval product(interval a, interval b) {
  interval out = {INT64_MAX, INT64_MIN, true};
  for (unsigned i = 0; i < 4; i++) {
    int64_t x;
    if (__builtin_mul_overflow(i & 1u ? a.lo : a.hi, i & 2u ? b.lo : b.hi, &x)) return (interval){0};
    if (x < out.lo) out.lo = x;
    if (x > out.hi) out.hi = x;
  }
  return out;
}

/* However it is rounded: outwards. Divisors are constants above 0. */
static interval quotient(interval a, int64_t by) {
  return (interval){a.lo / by - (a.lo % by < 0), a.hi / by + (a.hi % by > 0), true};
}

/* The values that E can have. Bounds between facts are left out of account. */
static interval values_of(const given *g, const expr *e) {
  interval none = {0}, out = {.known = true};
  interval a = e->left != NULL ? values_of(g, e->left) : none,
           b = e->right != NULL ? values_of(g, e->right) : none;
  if ((e->left != NULL && !a.known) || (e->right != NULL && !b.known)) return none;
  switch (e->kind) {
  case EX_ADD:
    out.known = !__builtin_add_overflow(a.lo, b.lo, &out.lo) && !__builtin_add_overflow(a.hi, b.hi, &out.hi);
    break;
  case EX_SUB:
    out.known = !__builtin_sub_overflow(a.lo, b.hi, &out.lo) && !__builtin_sub_overflow(a.hi, b.lo, &out.hi);
    break;
  case EX_MUL: return product(a, b);
  case EX_DIV: return quotient(a, e->value);
  case EX_MIN: out.lo = a.lo < b.lo ? a.lo : b.lo, out.hi = a.hi < b.hi ? a.hi : b.hi; break;
  case EX_MAX: out.lo = a.lo > b.lo ? a.lo : b.lo, out.hi = a.hi > b.hi ? a.hi : b.hi; break;
  case EX_CONST: return (interval){e->value, e->value, true};
  case EX_FACT: return of_fact(g, e->fact);
  }
  return out;
}

static bool may_equal(const automaton *m, const happening *h, const expr *e, int64_t wanted) {
  const given g = {.m = m, .r = h->judged};
  interval v = values_of(&g, e);
  if (v.known && (wanted < v.lo || wanted > v.hi)) return false;
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
  case CLAIM_NEVER_DO:
  case CLAIM_CAN_DO: return calls_of(x->m, q, h) > 0 ? EXPLORE_HIT : seen;
  case CLAIM_ONCE: {
    unsigned n = seen + calls_of(x->m, q, h);
    return n > 1 ? EXPLORE_HIT : (uint8_t)n;
  }
  case CLAIM_CAN_REACH:
    if (q->from == OMBUD_NONE || state == q->from) seen = SEEN_NAME;
    return seen == SEEN_NAME && state == q->state ? EXPLORE_HIT : seen;
  case CLAIM_ONLY_AFTER:
    if (q->name == OMBUD_NONE ? calls_of(x->m, q, h) > 0 : h->name == q->name) seen = SEEN_NAME;
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

/* A round that can be gone for ever takes longer than any time. */
static bool lasts_or_goes_round(explore *x, uint32_t n, const spot *s) {
  uint32_t *round = x->marks;
  if (lasts(x, n, s)) return true;
  *round = s->state == 0 ? EXPLORE_NONE : explore_round(x, n, s);
  return *round != EXPLORE_NONE;
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
  bool about_calls =
      q->effect.effect != OMBUD_NONE && q->kind != CLAIM_NEVER_ACT && q->kind != CLAIM_CAN_REACH;
  unsigned calls = 0;
  for (size_t i = 0; i < p->n_events; i++) {
    const ombud_event *e = &p->events[i];
    if (q->kind == CLAIM_NEVER_ACT && e->kind == OMBUD_ACTED && e->name == q->name &&
        q->actors >> e->actor & 1u)
      return true;
    for (uint32_t k = p->effect_of[i]; about_calls && k < p->effect_of[i + 1]; k++)
      calls += is_called(q, &p->effects[k]);
    bool first = q->name == OMBUD_NONE ? calls > 0 : e->name == q->name;
    seen |= q->kind == CLAIM_ONLY_AFTER ? first : e->to == q->from;
    if (q->kind == CLAIM_CAN_REACH && seen && e->to == q->state) return true;
    if (q->kind == CLAIM_ONLY_AFTER && !seen && e->to == q->state) return true;
  }
  if (q->kind == CLAIM_NEVER_DO || q->kind == CLAIM_CAN_DO) return calls > 0;
  if (q->kind == CLAIM_ONCE) return calls > 1;
  return q->kind == CLAIM_ENDS_WITHIN && !p->ended;
}

/* A course, with facts given so that the case is what F asks for. */
static const course *confirm_with(const explore *x, const ombud_policy *tables, const promise *q,
                                  const finale *f, arena *a) {
  course *c = course_make(x, x->hit, f, a);
  played p;
  if (c == NULL || !course_play(x->m->plan, tables, c, a, &p)) return NULL;
  return is_answer(q, &p) ? c : NULL;
}

/* The least value of FACT with which E, that rises or falls with it, comes to WANTED, or past it. */
static int64_t value_for(const automaton *m, const expr *e, uint16_t fact, int64_t wanted) {
  given g = {.m = m, .fact = fact};
  int64_t lo = m->plan->facts[fact].lo, hi = m->plan->facts[fact].hi;
  g.at = lo;
  interval first = values_of(&g, e);
  g.at = hi;
  interval last = values_of(&g, e);
  bool falls = first.known && last.known && first.lo > last.lo;
  while (lo < hi) {
    g.at = (int64_t)((uint64_t)lo + ((uint64_t)hi - (uint64_t)lo) / 2);
    interval v = values_of(&g, e);
    if (!v.known || (falls ? v.lo <= wanted : v.hi >= wanted))
      hi = g.at;
    else
      lo = g.at + 1;
  }
  return lo;
}

typedef struct asking { /* for values of facts with which an effect is called as is asked for */
  const explore *x;
  const ombud_policy *tables;
  const promise *q;
  arena *a;
} asking;

/* With the other facts as small as can be. Where a division is rounded the next value may be the one. */
static const course *confirm_argument(const asking *k, const expr *whole, const expr *e, int64_t wanted) {
  if (e == NULL) return NULL;
  if (e->kind == EX_FACT && k->x->m->plan->facts[e->fact].type != OMBUD_MOMENT) {
    int64_t value = value_for(k->x->m, whole, e->fact, wanted);
    for (int next = 0; next < 2 && value <= k->x->m->plan->facts[e->fact].hi - next; next++) {
      const finale f = {.fact = e->fact, .value = value + next};
      const course *c = confirm_with(k->x, k->tables, k->q, &f, k->a);
      if (c != NULL) return c;
    }
  }
  const course *c = confirm_argument(k, whole, e->left, wanted);
  return c != NULL ? c : confirm_argument(k, whole, e->right, wanted);
}

static const course *confirm_calls(const asking *k, const outcome *o) {
  const call *wanted = &k->q->effect;
  const course *c = NULL;
  for (uint16_t i = 0; i < o->n_calls; i++)
    for (uint16_t n = 0; c == NULL && o->calls[i].effect == wanted->effect && n < wanted->n_args; n++)
      c = confirm_argument(k, o->calls[i].args[n], o->calls[i].args[n], wanted->args[n]->value);
  return c;
}

/* The effect of the last event is what was found. */
static const course *confirm_values(const explore *x, const ombud_policy *tables, const promise *q,
                                    arena *a) {
  const asking k = {x, tables, q, a};
  const automaton *m = x->m;
  const course *c = NULL;
  uint16_t from = x->nodes[x->nodes[x->hit].parent].state;
  for (size_t i = m->places[from]; c == NULL && i < m->places[from + 1]; i++)
    for (uint32_t e = 0; c == NULL && e < m->process->places[i].cell->n_entries; e++)
      c = confirm_calls(&k, &m->process->places[i].cell->entries[e].out);
  for (uint16_t t = 0; c == NULL && t < m->rows[from].n_timers; t++)
    c = confirm_calls(&k, &m->rows[from].timers[t].out);
  return c;
}

static const course *confirm(const explore *x, const ombud_policy *tables, const promise *q, arena *a) {
  finale f = {.fact = OMBUD_NONE};
  if (q->kind == CLAIM_ENDS_WITHIN) f.rests = true, f.least = q->within;
  const course *c = confirm_with(x, tables, q, &f, a);
  if (c != NULL || (q->kind != CLAIM_NEVER_DO && q->kind != CLAIM_CAN_DO) || q->any_args) return c;
  return confirm_values(x, tables, q, a);
}

/* A course to the round that begins at node ROUND, and once through it. */
static const course *confirm_round(const explore *x, const ombud_policy *tables, uint32_t round, arena *a) {
  const course *c = course_make_round(x, x->hit, x->nodes[x->hit].depth - x->nodes[round].depth, a);
  played p;
  return c != NULL && course_play(x->m->plan, tables, c, a, &p) ? c : NULL;
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
  bool limited;
} search;

static const course *search_answer(search *s, arena *a, arena *result) {
  explore x;
  explore_init(&x, s->m, a);
  x.silent = s->q->silent, x.budget = s->budget, x.data = s->q;
  x.total = s->q->kind == CLAIM_ENDS_WITHIN;
  x.forward = s->forward;
  x.see = see;
  uint32_t round = EXPLORE_NONE;
  x.answers = !x.total ? NULL : s->forward ? lasts_or_goes_round : lasts;
  x.marks = &round;
  const course *found = NULL;
  s->certain = true;
  for (unsigned attempt = 0; found == NULL && attempt < ATTEMPTS_MAX; attempt++) {
    explore_run(&x);
    if (x.hit == EXPLORE_NONE) break;
    found = round != EXPLORE_NONE ? confirm_round(&x, s->tables, round, result)
                                  : confirm(&x, s->tables, s->q, result);
    if (found != NULL) break;
    s->certain = false;
    explore_pass_over(&x);
  }
  s->certain &= !x.exhausted;
  s->limited |= x.exhausted && x.n_nodes < x.budget;
  s->n_states += x.n_nodes;
  return found;
}

#define SHORT_BUDGET 2000u /* to find a course that ends, where a round is known that goes on for ever */

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
  if (found->round < found->n) s->budget = SHORT_BUDGET;
  const course *shortest = search_answer(s, a, result);
  arena_free(a);
  return shortest != NULL ? shortest : found;
}

/* Whether what Q speaks of cannot happen even where time is left out of account: a much smaller search. */
static bool is_impossible_untimed(const plan *p, const promise *q, uint8_t mode) {
  if (q->kind == CLAIM_ENDS_WITHIN) return false;
  arena *a = arena_new();
  automaton *m = automaton_make(a, p, q->process, mode, q);
  m->coarse = true;
  explore x;
  explore_init(&x, m, a);
  x.silent = q->silent, x.budget = PROVE_BUDGET_OF(m->process->n_states), x.data = q, x.see = see;
  explore_run(&x);
  bool never = x.hit == EXPLORE_NONE && !x.exhausted;
  arena_free(a);
  return never;
}

/* ---- what is plain without a search ---- */

static bool brings_about(const promise *q, const plan_place *at, const outcome *o) {
  if (q->kind == CLAIM_NEVER_ACT) return at != NULL && q->name == at->action && q->actors >> at->actor & 1u;
  for (uint16_t i = 0; i < o->n_calls; i++)
    if (o->calls[i].effect == q->effect.effect) return true;
  return false;
}

/* Whether some rule permits or does what Q speaks of. */
static bool is_written(const plan *p, const promise *q, uint8_t mode) {
  const plan_process *process = &p->processes[q->process];
  for (size_t i = 0; i < process->n_places; i++) {
    const plan_place *at = &process->places[i];
    for (uint32_t k = 0; at->row / process->n_states == mode && k < at->cell->n_entries; k++)
      if (at->cell->entries[k].kind != OMBUD_ENTRY_DENY && brings_about(q, at, &at->cell->entries[k].out))
        return true;
  }
  const plan_row *rows = &process->rows[(size_t)mode * process->n_states];
  for (uint16_t s = 0; s < process->n_states; s++)
    for (uint16_t t = 0; t < rows[s].n_timers; t++)
      if (brings_about(q, NULL, &rows[s].timers[t].out)) return true;
  return false;
}

static bool is_plain(const plan *p, const promise *q, uint8_t mode) {
  switch (q->kind) {
  case CLAIM_NEVER_ACT:
  case CLAIM_NEVER_DO:
  case CLAIM_ONCE:
  case CLAIM_CAN_DO: return !is_written(p, q, mode);
  case CLAIM_ENDS_WITHIN:
  case CLAIM_CAN_REACH:
  case CLAIM_ONLY_AFTER: break;
  }
  return false;
}

verdict prove_promise(const plan *p, const ombud_policy *tables, const promise *q, uint8_t mode,
                      uint32_t budget) {
  if (is_plain(p, q, mode))
    return (verdict){.kind = q->kind == CLAIM_CAN_DO ? VERDICT_REFUTED : VERDICT_PROVED};
  arena *a = arena_new();
  search s = {.m = automaton_make(a, p, q->process, mode, q), .tables = tables, .q = q, .budget = budget};
  const course *found = search_both(&s, p->arena);
  verdict v = {.kind = VERDICT_UNDECIDED, .course = found, .n_states = s.n_states, .limited = s.limited};
  bool wanted = q->kind == CLAIM_CAN_REACH || q->kind == CLAIM_CAN_DO;
  if (found != NULL)
    v.kind = wanted ? VERDICT_PROVED : VERDICT_REFUTED;
  else if (s.certain || is_impossible_untimed(p, q, mode))
    v.kind = wanted ? VERDICT_REFUTED : VERDICT_PROVED;
  arena_free(a);
  return v;
}
