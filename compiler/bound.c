/* How long a case can take from a state to its end. */
#include "course.h"
#include "prove.h"

typedef struct worst {
  int64_t time;  /* the longest so far to an end; -1: none was found */
  uint32_t end;  /* where that was */
  bool rests;    /* without bound: the case can rest at the hit for ever */
  uint32_t pump; /* without bound: from this node to the hit, and so on; EXPLORE_NONE */
} worst;

static bool is_older_by_a_round(const explore *x, uint32_t before, const spot *now) {
  const node *n = &x->nodes[before];
  if (n->state != now->state || n->armed != now->armed || n->n_counts != now->n_counts) return false;
  spot was;
  explore_load(x, before, &was);
  for (uint16_t i = 0; i < was.n_counts; i++)
    if (was.counts[i].count != now->counts[i].count || was.counts[i].times != now->counts[i].times)
      return false;
  return ranges_within(&x->m->cells, &was.facts, &now->facts) && zone_within_later(&was.zone, &now->zone, 1);
}

/* A round on which time passes and which can be gone on where it began can be gone for ever: each case at its
 * beginning is one that a round has led to. */
static uint32_t find_round(const explore *x, uint32_t n, const spot *s) {
  for (uint32_t i = x->nodes[n].parent; i != EXPLORE_NONE; i = x->nodes[i].parent)
    if (is_older_by_a_round(x, i, s)) return i;
  return EXPLORE_NONE;
}

static bool is_endless(explore *x, uint32_t n, const spot *s) {
  worst *w = x->marks;
  if (s->state == 0) return false;
  if (x->m->rows[s->state].end) {
    int64_t time = zone_most(&s->zone, ZONE_NOW, ZONE_OPEN);
    if (time > w->time) w->time = time, w->end = n;
    return false;
  }
  size_t n_parts = automaton_parts(x->m, s, x->parts);
  for (size_t i = 0; i < n_parts; i++) {
    zone rest;
    automaton_rest(x->m, s->state, &x->parts[i], &rest);
    w->rests |= !rest.empty && zone_most(&rest, ZONE_NOW, ZONE_OPEN) >= ZONE_FREE;
  }
  if (!w->rests) w->pump = find_round(x, n, s);
  return w->rests || w->pump != EXPLORE_NONE;
}

static uint8_t see_entering(const explore *x, uint8_t seen, const happening *h, uint16_t state) {
  (void)x, (void)seen, (void)state;
  return h->out->target != OMBUD_NONE;
}

/* Every way of entering the state, as a root of its own. False: none. */
static bool add_roots(explore *x, const explore *before, uint16_t state) {
  bool any = false;
  for (uint32_t i = 0; i < before->n_nodes; i++) {
    if (before->nodes[i].state != state || !before->nodes[i].seen) continue;
    spot s;
    explore_load(before, i, &s);
    s.seen = 0;
    zone_become(&s.zone, ZONE_OPEN, ZONE_NOW);
    zone_forget_least_total(&s.zone);
    explore_add(x, &s, EXPLORE_NONE, i, true);
    any = true;
  }
  return any;
}

static const course *told(const explore *x, const ombud_policy *tables, uint32_t n, const finale *f,
                          arena *a) {
  course *c = course_make(x, n, f, a);
  played p;
  return c != NULL && course_play(x->m->plan, tables, c, a, &p) ? c : NULL;
}

static bound judge(const explore *x, const ombud_policy *tables, const worst *w, arena *a) {
  finale f = {.fact = OMBUD_NONE};
  if (x->hit != EXPLORE_NONE) {
    f.rests = w->rests;
    const course *c = told(x, tables, x->hit, &f, a);
    if (c == NULL) return (bound){.kind = BOUND_UNDECIDED};
    if (w->pump != EXPLORE_NONE)
      ((course *)c)->round = c->n - (x->nodes[x->hit].depth - x->nodes[w->pump].depth);
    return (bound){.kind = BOUND_NONE, .course = c};
  }
  if (x->exhausted || w->time < 0) return (bound){.kind = BOUND_UNDECIDED};
  f.least = w->time;
  const course *c = told(x, tables, w->end, &f, a);
  return (bound){.kind = c != NULL ? BOUND_EXACT : BOUND_AT_MOST, .time = w->time, .course = c};
}

static const promise any_time = {
    .kind = CLAIM_ENDS_WITHIN, .any_args = true, .effect = {.effect = OMBUD_NONE}};

bound prove_bound(const plan *p, const ombud_policy *tables, uint16_t process, uint8_t mode, uint32_t silent,
                  uint16_t state, uint32_t budget) {
  arena *a = arena_new();
  automaton *m = automaton_make(a, p, process, mode, &any_time);
  worst w = {.time = -1, .pump = EXPLORE_NONE};
  explore before, x;
  bound b = {.kind = BOUND_UNREACHED};
  explore_init(&x, m, a);
  x.silent = silent, x.budget = budget, x.forward = true, x.answers = is_endless, x.marks = &w;
  bool reached = true;
  if (state == 0) {
    x.total = true;
  } else {
    explore_init(&before, m, a);
    before.budget = budget, before.see = see_entering;
    explore_run(&before);
    x.prior = &before;
    reached = add_roots(&x, &before, state);
    x.exhausted = before.exhausted;
  }
  if (reached) {
    if (x.hit == EXPLORE_NONE && !x.exhausted) explore_run(&x);
    b = judge(&x, tables, &w, p->arena);
  } else if (before.exhausted) {
    b.kind = BOUND_UNDECIDED;
  }
  arena_free(a);
  return b;
}
