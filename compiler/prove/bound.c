/* How long a case can take from a state to its end. */
#include "course.h"
#include "prove.h"

typedef struct worst {
  int64_t time;  /* the longest so far to an end; -1: none was found */
  uint32_t end;  /* where that was */
  bool rests;    /* without bound: the case can rest at the hit for ever */
  uint32_t pump; /* without bound: from this node to the hit, and so on; EXPLORE_NONE */
} worst;

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
  if (!w->rests) w->pump = explore_round(x, n, s);
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

/* Only what happens on the tables too. */
static const course *played_out(const explore *x, const ombud_policy *tables, course *c, arena *a) {
  played p;
  return c != NULL && course_play(x->m->plan, tables, c, a, &p) ? c : NULL;
}

static bound judge(const explore *x, const ombud_policy *tables, const worst *w, arena *a) {
  finale f = {.fact = OMBUD_NONE, .rests = w->rests};
  if (x->hit != EXPLORE_NONE) {
    course *c = w->pump == EXPLORE_NONE
                    ? course_make(x, x->hit, &f, a)
                    : course_make_round(x, x->hit, x->nodes[x->hit].depth - x->nodes[w->pump].depth, a);
    bound none = {
        .kind = BOUND_NONE, .course = played_out(x, tables, c, a), .runs = x->nodes[x->hit].armed != 0};
    return none.course != NULL ? none : (bound){.kind = BOUND_UNDECIDED};
  }
  if (x->exhausted || w->time < 0) return (bound){.kind = BOUND_UNDECIDED};
  f.least = w->time;
  const course *c = played_out(x, tables, course_make(x, w->end, &f, a), a);
  return (bound){.kind = c != NULL ? BOUND_EXACT : BOUND_AT_MOST, .time = w->time, .course = c};
}

static const promise any_time = {
    .kind = CLAIM_ENDS_WITHIN, .any_args = true, .effect = {.effect = OMBUD_NONE}};

bound prove_bound(const plan *p, const ombud_policy *tables, uint16_t process, uint8_t mode, uint32_t silent,
                  uint16_t state, uint32_t budget, arena *to) {
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
    b = judge(&x, tables, &w, to);
  } else if (before.exhausted) {
    b.kind = BOUND_UNDECIDED;
  }
  arena_free(a);
  return b;
}
