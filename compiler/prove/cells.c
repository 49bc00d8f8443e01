#include "cells.h"

#include <stdlib.h>
#include <string.h>

/* ---- cutting ---- */

typedef struct cuts { /* of one fact: first values of cells, not sorted yet */
  int64_t *at;
  size_t len, cap;
} cuts;

static void cut(arena *a, cuts *list, const ombud_fact *f, int64_t at) {
  if (at <= f->lo || at > f->hi) return;
  *ARENA_PUSH(a, list->at, list->len, list->cap) = at;
}

static void cut_guard(arena *a, const plan *p, cuts *of, bool *read, const plan_guard *g) {
  for (uint32_t b = 0; g != NULL && b < g->n_boxes; b++)
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      const plan_test *test = &g->boxes[b].tests[t];
      read[test->fact] = true;
      cut(a, &of[test->fact], &p->facts[test->fact], test->lo);
      if (test->hi < INT64_MAX) cut(a, &of[test->fact], &p->facts[test->fact], test->hi + 1);
    }
}

/* A promise may ask for one value of a fact that an effect is given. */
static void cut_promises(arena *a, const plan *p, uint16_t process, cuts *of, bool *read) {
  for (size_t i = 0; i < p->n_promises; i++) {
    const promise *q = &p->promises[i];
    if (q->process != process || (q->kind != CLAIM_NEVER_DO && q->kind != CLAIM_CAN_DO) || q->any_args)
      continue;
    for (uint16_t f = 0; f < p->n_facts; f++)
      for (uint16_t k = 0; k < q->effect.n_args; k++) {
        int64_t value = q->effect.args[k]->value;
        if (!read[f]) continue;
        cut(a, &of[f], &p->facts[f], value);
        if (value < INT64_MAX) cut(a, &of[f], &p->facts[f], value + 1);
      }
  }
}

/* With a < b a value of one says something of the other: both are cut alike, so that it is not lost when one
 * of them is given again. */
static void share_cuts(arena *a, const plan *p, cuts *of, const bool *read) {
  size_t *own = ARENA_ARRAY(a, p->n_facts, size_t);
  for (uint16_t f = 0; f < p->n_facts; f++) own[f] = of[f].len;
  for (uint16_t o = 0; o < p->n_orders; o++) {
    uint16_t less = p->orders[o].less, more = p->orders[o].more;
    int64_t gap = p->orders[o].gap;
    if (!read[less] || !read[more]) continue;
    for (size_t i = 0; i < own[less]; i++) cut(a, &of[more], &p->facts[more], of[less].at[i] + gap);
    for (size_t i = 0; i < own[more]; i++) cut(a, &of[less], &p->facts[less], of[more].at[i] - gap);
  }
}

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static void fill_dim(cells_dim *d, const plan *p, uint16_t fact, cuts *list) {
  d->fact = fact;
  d->from[0] = p->facts[fact].lo;
  d->last = p->facts[fact].hi;
  d->n = 1;
  if (list->len > 0) qsort(list->at, list->len, sizeof *list->at, by_value);
  for (size_t i = 0; i < list->len && d->n < CELLS_MAX; i++)
    if (list->at[i] != d->from[d->n - 1]) d->from[d->n++] = list->at[i];
}

static void keep_orders(arena *a, const plan *p, cells *c) {
  c->orders = ARENA_ARRAY(a, p->n_orders, ombud_order);
  for (uint16_t o = 0; o < p->n_orders; o++) {
    uint16_t less = c->dim_of[p->orders[o].less], more = c->dim_of[p->orders[o].more];
    if (less != OMBUD_NONE && more != OMBUD_NONE)
      c->orders[c->n_orders++] = (ombud_order){less, more, p->orders[o].gap};
  }
}

cells cells_make(arena *a, const plan *p, uint16_t process) {
  cells c = {.dim_of = ARENA_ARRAY(a, p->n_facts, uint16_t)};
  cuts *of = ARENA_ARRAY(a, p->n_facts, cuts);
  bool *read = ARENA_ARRAY(a, p->n_facts, bool);
  const plan_process *q = &p->processes[process];
  const plan_cell *before = NULL;
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_cell *cell = q->places[i].cell;
    for (uint32_t k = 0; cell != before && k < cell->n_entries; k++)
      cut_guard(a, p, of, read, cell->entries[k].guard);
    before = cell;
  }
  cut_promises(a, p, process, of, read);
  share_cuts(a, p, of, read);
  c.dims = ARENA_ARRAY(a, p->n_facts, cells_dim);
  for (uint16_t f = 0; f < p->n_facts; f++) {
    c.dim_of[f] = OMBUD_NONE;
    if (!read[f]) continue;
    c.dim_of[f] = (uint16_t)c.n_dims;
    fill_dim(&c.dims[c.n_dims++], p, f, &of[f]);
  }
  keep_orders(a, p, &c);
  return c;
}

/* ---- ranges ---- */

static int64_t last_of(const cells_dim *d, unsigned cell) {
  return cell + 1u < d->n ? d->from[cell + 1] - 1 : d->last;
}

uint64_t cells_all(const cells *c, uint16_t dim) {
  return c->dims[dim].n == 64 ? UINT64_MAX : (UINT64_C(1) << c->dims[dim].n) - 1;
}

/* The cells in which a test can hold; CERTAIN: in which it cannot fail. */
static uint64_t cells_of(const cells_dim *d, const plan_test *t, bool certain) {
  uint64_t mask = 0;
  for (unsigned i = 0; i < d->n; i++) {
    int64_t from = d->from[i], last = last_of(d, i);
    bool in = certain ? t->lo <= from && last <= t->hi : t->lo <= last && from <= t->hi;
    if (in) mask |= UINT64_C(1) << i;
  }
  return mask;
}

static uint16_t place_of(const ranges *r, uint16_t dim) {
  uint16_t i = 0;
  while (i < r->n && r->at[i].dim < dim) i++;
  return i;
}

uint64_t ranges_of(const cells *c, const ranges *r, uint16_t dim) {
  uint16_t i = place_of(r, dim);
  return i < r->n && r->at[i].dim == dim ? r->at[i].mask : cells_all(c, dim);
}

void ranges_drop(ranges *r, uint16_t dim) {
  uint16_t i = place_of(r, dim);
  if (i == r->n || r->at[i].dim != dim) return;
  r->n--;
  memmove(&r->at[i], &r->at[i + 1], (size_t)(r->n - i) * sizeof r->at[0]);
}

/* Where there is no room the fact is not known: the ranges are larger than they should be, never smaller. */
static void put(ranges *r, uint16_t dim, uint64_t mask) {
  uint16_t i = place_of(r, dim);
  if (i == r->n || r->at[i].dim != dim) {
    if (r->n == RANGES_MAX) return;
    memmove(&r->at[i + 1], &r->at[i], (size_t)(r->n - i) * sizeof r->at[0]);
    r->n++;
  }
  r->at[i] = (struct range){dim, mask};
}

static int64_t least(const cells_dim *d, uint64_t mask) {
  return d->from[__builtin_ctzll(mask)];
}

static int64_t greatest(const cells_dim *d, uint64_t mask) {
  return last_of(d, 63u - (unsigned)__builtin_clzll(mask));
}

int64_t cells_least(const cells *c, uint16_t dim, uint64_t mask) {
  return least(&c->dims[dim], mask);
}

int64_t cells_greatest(const cells *c, uint16_t dim, uint64_t mask) {
  return greatest(&c->dims[dim], mask);
}

/* Bounds between facts, closed under what follows from them, hold somewhere if they do for each pair. */
static bool can_be(const cells *c, const ranges *r) {
  for (size_t i = 0; i < c->n_orders; i++) {
    const ombud_order *o = &c->orders[i];
    uint64_t less = ranges_of(c, r, o->less), more = ranges_of(c, r, o->more);
    if (least(&c->dims[o->less], less) + o->gap > greatest(&c->dims[o->more], more)) return false;
  }
  return true;
}

static bool narrow(const cells *c, ranges *r, uint16_t dim, uint64_t mask) {
  uint64_t was = ranges_of(c, r, dim), now = was & mask;
  if (now == 0) return false;
  if (now != was) put(r, dim, now);
  return true;
}

bool ranges_restrict(const cells *c, ranges *r, uint16_t dim, uint64_t mask) {
  return narrow(c, r, dim, mask) && can_be(c, r);
}

bool ranges_meet(const cells *c, ranges *r, const plan_box *b) {
  for (uint16_t t = 0; t < b->n_tests; t++) {
    uint16_t dim = c->dim_of[b->tests[t].fact];
    if (!narrow(c, r, dim, cells_of(&c->dims[dim], &b->tests[t], false))) return false;
  }
  return can_be(c, r);
}

size_t ranges_minus(const cells *c, const ranges *r, const plan_box *b, ranges *parts) {
  size_t n = 0;
  ranges rest = *r;
  for (uint16_t t = 0; t < b->n_tests; t++) {
    uint16_t dim = c->dim_of[b->tests[t].fact];
    parts[n] = rest;
    if (ranges_restrict(c, &parts[n], dim, ~cells_of(&c->dims[dim], &b->tests[t], true))) n++;
    if (!narrow(c, &rest, dim, cells_of(&c->dims[dim], &b->tests[t], false))) break;
  }
  return n;
}

void ranges_renew(const cells *c, ranges *r, uint16_t dim) {
  const cells_dim *d = &c->dims[dim];
  uint64_t mask = ranges_of(c, r, dim);
  for (size_t i = 0; i < c->n_orders; i++) {
    const ombud_order *o = &c->orders[i];
    if (o->less == dim) {
      const plan_test up = {.lo = least(d, mask) + o->gap, .hi = INT64_MAX};
      narrow(c, r, o->more, cells_of(&c->dims[o->more], &up, false));
    } else if (o->more == dim) {
      const plan_test down = {.lo = INT64_MIN, .hi = greatest(d, mask) - o->gap};
      narrow(c, r, o->less, cells_of(&c->dims[o->less], &down, false));
    }
  }
  ranges_drop(r, dim);
}

bool ranges_within(const cells *c, const ranges *inner, const ranges *outer) {
  for (uint16_t i = 0; i < outer->n; i++)
    if (ranges_of(c, inner, outer->at[i].dim) & ~outer->at[i].mask) return false;
  return true;
}

bool ranges_outside(const cells *c, const ranges *r, const ranges *list, size_t n, ranges *out) {
  if (n == 0) {
    *out = *r;
    return true;
  }
  ranges rest = *r;
  for (uint16_t i = 0; i < list->n; i++) {
    ranges without = rest;
    if (ranges_restrict(c, &without, list->at[i].dim, ~list->at[i].mask) &&
        ranges_outside(c, &without, list + 1, n - 1, out))
      return true;
    if (!ranges_restrict(c, &rest, list->at[i].dim, list->at[i].mask))
      return false; /* all of it has been gone through */
  }
  return false;
}
