#include "course.h"

#include <string.h>

#define DAY INT64_C(86400000)

static const int64_t grids[] = {DAY, DAY / 24, DAY / 24 / 60, 1000, 1};
#define GRIDS (sizeof grids / sizeof *grids)

/* ---- the instants of a course: a system of differences ---- */

typedef struct difference { /* at[a] - at[b] <= most */
  uint32_t a, b;
  int64_t most;
} difference;

typedef struct moving { /* an instant that moves along with now: how far is settled when now is */
  uint32_t before, after, from, to;
} moving;

typedef struct value { /* of a fact, as it is given once */
  uint16_t fact, dim;
  uint64_t mask;
  int64_t lo, hi, at;
} value;

typedef struct bond { /* less + gap <= more */
  uint32_t less, more;
  int64_t gap;
} bond;

typedef struct telling { /* of one course */
  const automaton *m;
  arena *a;
  uint32_t n_instants;
  difference *differences;
  size_t n_differences, cap_differences;
  moving *movings;
  size_t n_movings, cap_movings;
  uint32_t *of_var, *of_moment; /* [var], [fact]: the instant it is now; EXPLORE_NONE: unset */
  uint32_t opening, origin;
  value *values;
  size_t n_values, cap_values;
  uint32_t *of_fact; /* [fact]: its value now */
  bond *bonds;
  size_t n_bonds, cap_bonds;
  course_step *steps;
  uint32_t *step_at; /* [step]: its instant */
  uint32_t **given;  /* [step][i]: the value or, of a moment, the instant that was given */
  size_t n_steps;
  int64_t *at; /* [instant], once it is solved */
} telling;

static void differ(telling *t, uint32_t a, uint32_t b, int64_t most) {
  if (a != EXPLORE_NONE && b != EXPLORE_NONE)
    *ARENA_PUSH(t->a, t->differences, t->n_differences, t->cap_differences) = (difference){a, b, most};
}

static void elapse(telling *t, uint16_t state) {
  uint32_t before = t->of_var[ZONE_NOW], now = t->n_instants++;
  differ(t, before, now, 0);
  for (size_t s = 0; s < t->m->n_stopped; s++) {
    const stopped *stop = &t->m->stopped[s];
    bool moves = false;
    for (uint16_t k = 0; k < stop->due->n_excluded; k++) moves |= stop->due->excluded[k] == state;
    if (!moves || t->of_var[stop->var] == EXPLORE_NONE) continue;
    uint32_t was = t->of_var[stop->var], is = t->n_instants++;
    differ(t, was, is, 0);
    *ARENA_PUSH(t->a, t->movings, t->n_movings, t->cap_movings) = (moving){was, is, before, now};
    t->of_var[stop->var] = is;
  }
  t->of_var[ZONE_NOW] = now;
}

static void redo(telling *t, const zone_op *op, uint16_t state) {
  if (op == NULL) return;
  redo(t, op->before, state);
  switch (op->kind) {
  case ZONE_DIFFER: differ(t, t->of_var[op->a], t->of_var[op->b], op->c); break;
  case ZONE_ELAPSE: elapse(t, state); break;
  case ZONE_CHOOSE: t->of_var[op->a] = t->n_instants++; break;
  case ZONE_COPY: t->of_var[op->a] = t->of_var[op->b]; break;
  }
}

/* The longest way through DIFFERENCES in units of GRID (Bellman and Ford), from the opening on: the earliest
 * instants that satisfy all of them. False: none do. */
static int64_t floored(int64_t x, int64_t by) {
  return x >= 0 ? x / by : -((-x + by - 1) / by);
}

#define FAR (INT64_MIN / 4)

static bool earliest(telling *t, int64_t grid) {
  for (uint32_t i = 0; i < t->n_instants; i++) t->at[i] = i == t->opening ? 0 : FAR;
  bool more = true;
  for (uint32_t round = 0; more && round <= t->n_instants; round++) {
    more = false;
    for (size_t k = 0; k < t->n_differences; k++) { /* at[b] >= at[a] - most */
      const difference *d = &t->differences[k];
      if (t->at[d->a] == FAR) continue;
      int64_t least = t->at[d->a] - floored(d->most, grid);
      if (least > t->at[d->b]) t->at[d->b] = least, more = true;
    }
  }
  return !more && t->at[t->opening] == 0;
}

/* On the coarsest of these grids that will do, so that people can read it. */
static bool solve_instants(telling *t) {
  t->at = ARENA_ARRAY(t->a, t->n_instants, int64_t);
  for (size_t g = 0; g < GRIDS; g++) {
    if (!earliest(t, grids[g])) continue;
    for (uint32_t i = 0; i < t->n_instants; i++)
      if (t->at[i] != FAR) t->at[i] *= grids[g];
    return true;
  }
  return false;
}

/* The latest instants that satisfy all differences, to the millisecond; those that may be as late as they
 * like keep what they have. */
static void move_latest(telling *t) {
  int64_t *late = ARENA_ARRAY(t->a, t->n_instants, int64_t);
  for (uint32_t i = 0; i < t->n_instants; i++) late[i] = i == t->opening ? 0 : INT64_MAX;
  bool more = true;
  for (uint32_t round = 0; more && round <= t->n_instants; round++) {
    more = false;
    for (size_t k = 0; k < t->n_differences; k++) {
      const difference *d = &t->differences[k];
      if (late[d->b] == INT64_MAX || late[d->b] + d->most >= late[d->a]) continue;
      late[d->a] = late[d->b] + d->most;
      more = true;
    }
  }
  for (uint32_t i = 0; i < t->n_instants; i++)
    if (late[i] != INT64_MAX) t->at[i] = late[i];
}

/* What moves along moves by as much as now has in the solution so far. */
static bool solve_along(telling *t) {
  const int64_t *first = t->at;
  size_t own = t->n_differences;
  for (size_t i = 0; i < t->n_movings; i++) {
    const moving *v = &t->movings[i];
    int64_t by = first[v->to] - first[v->from];
    differ(t, v->after, v->before, by);
    differ(t, v->before, v->after, -by);
    differ(t, v->to, v->from, by);
    differ(t, v->from, v->to, -by);
  }
  bool solved = solve_instants(t);
  t->n_differences = own;
  return solved;
}

/* With instants that move along there are four to a difference: how far now moves is taken from a solution
 * without them, the earliest or the latest, and then they follow. */
static bool solve(telling *t) {
  if (!solve_instants(t)) return false;
  if (t->n_movings == 0 || solve_along(t)) return true;
  if (!solve_instants(t)) return false;
  move_latest(t);
  return solve_along(t);
}

/* ---- the values of facts ---- */

/* The least value of the cells in the mask that is at least LEAST; false: there is none. */
static bool fit(const telling *t, value *v, int64_t least) {
  if (least < v->lo) least = v->lo;
  if (v->dim != OMBUD_NONE) {
    const cells_dim *d = &t->m->cells.dims[v->dim];
    unsigned i = 0;
    for (; i < d->n; i++) {
      int64_t last = i + 1u < d->n ? d->from[i + 1] - 1 : d->last;
      if (v->mask >> i & 1u && last >= least) break;
    }
    if (i == d->n) return false;
    if (d->from[i] > least) least = d->from[i];
  }
  v->at = least;
  return least <= v->hi;
}

static bool solve_values(telling *t) {
  for (size_t i = 0; i < t->n_values; i++)
    if (!fit(t, &t->values[i], t->values[i].lo)) return false;
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < t->n_bonds; i++) {
      value *less = &t->values[t->bonds[i].less], *high = &t->values[t->bonds[i].more];
      if (less->at + t->bonds[i].gap <= high->at) continue;
      if (!fit(t, high, less->at + t->bonds[i].gap)) return false;
      more = true;
    }
  }
  return true;
}

static uint32_t *given_of(telling *t, const plan_cell *cell) {
  const plan *p = t->m->plan;
  uint32_t *list = ARENA_ARRAY(t->a, cell->n_gives, uint32_t);
  for (uint16_t i = 0; i < cell->n_gives; i++) {
    uint16_t fact = cell->gives[i], var = t->m->var_of_fact[fact];
    if (p->facts[fact].type == OMBUD_MOMENT) {
      list[i] = t->of_moment[fact] = var != OMBUD_NONE ? t->of_var[var] : t->n_instants++;
      continue;
    }
    const value v = {.fact = fact,
                     .dim = t->m->cells.dim_of[fact],
                     .mask = UINT64_MAX,
                     .lo = p->facts[fact].lo,
                     .hi = p->facts[fact].hi};
    list[i] = t->of_fact[fact] = (uint32_t)t->n_values;
    *ARENA_PUSH(t->a, t->values, t->n_values, t->cap_values) = v;
  }
  return list;
}

static void keep_bounds(telling *t) {
  const plan *p = t->m->plan;
  for (uint16_t o = 0; o < p->n_orders; o++) {
    uint16_t less = p->orders[o].less, more = p->orders[o].more;
    if (p->facts[less].type == OMBUD_MOMENT)
      differ(t, t->of_moment[less], t->of_moment[more], -(int64_t)p->orders[o].gap);
    else if (t->of_fact[less] != EXPLORE_NONE && t->of_fact[more] != EXPLORE_NONE)
      *ARENA_PUSH(t->a, t->bonds, t->n_bonds, t->cap_bonds) =
          (bond){t->of_fact[less], t->of_fact[more], p->orders[o].gap};
  }
}

static void judge_by(telling *t, const ranges *r) {
  for (uint16_t i = 0; i < r->n; i++) {
    uint32_t v = t->of_fact[t->m->cells.dims[r->at[i].dim].fact];
    if (v != EXPLORE_NONE && t->values != NULL) t->values[v].mask &= r->at[i].mask;
  }
}

/* ---- step by step ---- */

typedef struct pick { /* one branch of what follows from a spot */
  uint32_t left;
  happening happened;
  ranges judged;
  const zone_op *ops;
  uint16_t to;
  bool found;
} pick;

static bool choose(void *data, const happening *h, spot *next) {
  pick *p = data;
  if (p->left-- > 0) return true;
  p->happened = *h;
  p->judged = *h->judged;
  p->ops = next->zone.last;
  p->to = next->state;
  p->found = true;
  return false;
}

static bool tell_step(telling *t, const explore *x, uint32_t number) {
  const node *n = &x->nodes[number];
  pick p = {.left = n->branch};
  const follower f = {.data = &p, .reach = choose};
  spot s;
  explore_load(x, n->parent, &s);
  s.zone.log = t->a;
  automaton_follow(t->m, &s, x->silent, &f);
  if (!p.found) return false;
  const happening *h = &p.happened;
  redo(t, p.ops, h->from);
  if (h->cell != NULL) t->given[t->n_steps] = given_of(t, h->cell);
  keep_bounds(t);
  judge_by(t, &p.judged);
  t->step_at[t->n_steps] = t->of_var[ZONE_NOW];
  t->steps[t->n_steps++] = (course_step){.kind = h->kind,
                                         .actor = h->actor,
                                         .name = h->name,
                                         .from = h->from,
                                         .to = p.to,
                                         .rule = h->rule,
                                         .out = h->out,
                                         .n_given = h->cell == NULL ? 0 : h->cell->n_gives};
  if (h->from == 0) t->opening = t->origin = t->of_var[ZONE_NOW];
  if (h->cell == NULL) return true;
  ombud_given *given = ARENA_ARRAY(t->a, h->cell->n_gives, ombud_given);
  for (uint16_t i = 0; i < h->cell->n_gives; i++) given[i].fact = h->cell->gives[i];
  t->steps[t->n_steps - 1].given = given;
  return true;
}

static bool tell_way(telling *t, const explore *x, uint32_t n) {
  if (x->nodes[n].parent != EXPLORE_NONE) return tell_way(t, x, x->nodes[n].parent) && tell_step(t, x, n);
  if (x->prior == NULL) return true;
  if (!tell_way(t, x->prior, x->nodes[n].branch)) return false;
  t->origin = t->of_var[ZONE_NOW];
  return true;
}

static size_t length_of(const explore *x, uint32_t n) {
  size_t before = x->prior != NULL ? length_of(x->prior, x->nodes[n].branch) : 0;
  if (x->nodes[n].parent != EXPLORE_NONE) return length_of(x, x->nodes[n].parent) + 1;
  return before;
}

static telling *begin(const automaton *m, size_t n_steps, arena *a) {
  const plan *p = m->plan;
  telling *t = ARENA_NEW(a, telling);
  *t = (telling){.m = m, .a = a, .n_instants = 1};
  size_t n_vars = m->n_vars + 1u + m->n_stopped; /* with those that stay behind; automaton_step.c */
  t->of_var = ARENA_ARRAY(a, n_vars, uint32_t);
  t->of_moment = ARENA_ARRAY(a, p->n_facts, uint32_t);
  t->of_fact = ARENA_ARRAY(a, p->n_facts, uint32_t);
  memset(t->of_var, 0xFF, n_vars * sizeof *t->of_var);
  memset(t->of_moment, 0xFF, p->n_facts * sizeof *t->of_moment);
  memset(t->of_fact, 0xFF, p->n_facts * sizeof *t->of_fact);
  t->of_var[ZONE_NOW] = 0;
  t->steps = ARENA_ARRAY(a, n_steps, course_step);
  t->step_at = ARENA_ARRAY(a, n_steps, uint32_t);
  t->given = ARENA_ARRAY(a, n_steps, uint32_t *);
  return t;
}

static void settle_steps(telling *t) {
  int64_t opening = t->at[t->opening];
  for (size_t i = 0; i < t->n_steps; i++) {
    course_step *s = &t->steps[i];
    s->at = t->at[t->step_at[i]] - opening;
    for (uint16_t k = 0; k < s->n_given; k++) {
      ombud_given *g = (ombud_given *)&s->given[k];
      bool moment = t->m->plan->facts[g->fact].type == OMBUD_MOMENT;
      int64_t at = moment ? t->at[t->given[i][k]] : t->values[t->given[i][k]].at;
      g->value = !moment ? at : at == FAR ? s->at : at - opening;
    }
  }
}

/* Moments that may lie anywhere are told as lying ahead, where that can be. */
static bool solve_kindly(telling *t) {
  size_t own = t->n_differences;
  for (size_t i = 0; i < t->n_steps; i++)
    for (uint16_t k = 0; k < t->steps[i].n_given; k++)
      if (t->m->plan->facts[t->steps[i].given[k].fact].type == OMBUD_MOMENT)
        differ(t, t->step_at[i], t->given[i][k], 0);
  if (solve(t)) return true;
  t->n_differences = own;
  for (uint32_t i = 0; i < t->n_instants; i++) differ(t, t->opening, i, 1000 * DAY);
  return solve(t);
}

static course *finish(telling *t, uint32_t last, size_t n_steps) {
  if (!solve_kindly(t)) return NULL;
  settle_steps(t);
  course *c = ARENA_NEW(t->a, course);
  *c = (course){.process = t->m->number,
                .mode = t->m->mode,
                .n = n_steps,
                .steps = t->steps,
                .until = t->at[last] - t->at[t->opening],
                .round = n_steps};
  return c;
}

/* The case rests until it is looked at: in one of the parts that what runs falls into. */
static course *finish_at_rest(telling *t, const explore *x, uint32_t n, const finale *f) {
  part *parts = x->parts;
  spot s;
  explore_load(x, n, &s);
  s.zone.log = t->a;
  size_t n_parts = automaton_parts(t->m, &s, parts);
  for (size_t i = 0; i < n_parts; i++) {
    telling one = *t;
    size_t n_vars = t->m->n_vars + 1u + t->m->n_stopped;
    one.of_var = memcpy(ARENA_ARRAY(t->a, n_vars, uint32_t), t->of_var, n_vars * sizeof *t->of_var);
    one.differences = ARENA_ARRAY(t->a, t->n_differences, difference);
    if (t->n_differences > 0)
      memcpy(one.differences, t->differences, t->n_differences * sizeof *t->differences);
    one.cap_differences = one.n_differences;
    zone rest;
    automaton_rest(t->m, s.state, &parts[i], &rest);
    redo(&one, rest.last, s.state);
    differ(&one, one.origin, one.of_var[ZONE_NOW], -f->least);
    course *c = finish(&one, one.of_var[ZONE_NOW], t->n_steps);
    if (c != NULL) return c;
  }
  return NULL;
}

course *course_make(const explore *x, uint32_t n, const finale *f, arena *a) {
  telling *t = begin(x->m, length_of(x, n), a);
  if (!tell_way(t, x, n) || t->n_steps == 0) return NULL;
  if (f->fact != OMBUD_NONE && t->of_fact[f->fact] != EXPLORE_NONE)
    t->values[t->of_fact[f->fact]].lo = t->values[t->of_fact[f->fact]].hi = f->value;
  if (f->facts != NULL) judge_by(t, f->facts);
  if (!solve_values(t)) return NULL;
  if (f->round > 0 && f->round < t->n_steps)
    differ(t, t->step_at[t->n_steps - 1 - f->round], t->step_at[t->n_steps - 1], -f->lasting);
  if (f->rests) return finish_at_rest(t, x, n, f);
  uint32_t last = t->step_at[t->n_steps - 1];
  differ(t, t->origin, last, -f->least);
  return finish(t, last, t->n_steps);
}

course *course_make_round(const explore *x, uint32_t n, size_t round, arena *a) {
  for (size_t g = 0; g < GRIDS; g++) {
    const finale f = {.fact = OMBUD_NONE, .round = round, .lasting = grids[g]};
    course *c = course_make(x, n, &f, a);
    if (c == NULL) continue;
    c->round = c->n - round;
    return c;
  }
  return NULL;
}
