/* The facts that a model in Promela has, and which of their values. */
#include <stdlib.h>

#include "promela.h"

#define VALUE_MAX INT64_C(2000000000) /* they fit an int, with room */

typedef struct cuts {
  promela *m;
  uint32_t *group; /* [fact]: facts tied by bounds have the same */
  int64_t **at;    /* [fact] */
  size_t *len, *cap;
} cuts;

static void cut(cuts *c, uint16_t fact, int64_t value) {
  const ombud_fact *f = &c->m->plan->facts[fact];
  if (value < f->lo || value > f->hi) return;
  *ARENA_PUSH(c->m->arena, c->at[fact], c->len[fact], c->cap[fact]) = value;
}

static void cut_wanted(void *data, uint16_t fact, int64_t value) {
  cuts *c = data;
  c->m->tracked[fact] = true;
  cut(c, fact, value);
  if (value < INT64_MAX) cut(c, fact, value + 1);
}

static void cut_guards(cuts *c, const plan_entry *e) {
  for (uint32_t b = 0; e->guard != NULL && b < e->guard->n_boxes; b++)
    for (uint16_t t = 0; t < e->guard->boxes[b].n_tests; t++) {
      const plan_test *test = &e->guard->boxes[b].tests[t];
      c->m->tracked[test->fact] = true;
      cut(c, test->fact, test->lo);
      if (test->hi < INT64_MAX) cut(c, test->fact, test->hi + 1);
    }
}

/* With a fact goes all that bounds tie to it. */
static void tie(cuts *c) {
  const plan *p = c->m->plan;
  for (uint16_t f = 0; f < p->n_facts; f++) c->group[f] = f;
  for (bool more = true; more;) {
    more = false;
    for (uint16_t o = 0; o < p->n_orders; o++) {
      uint16_t a = p->orders[o].less, b = p->orders[o].more;
      uint32_t least = c->group[a] < c->group[b] ? c->group[a] : c->group[b];
      more |= c->group[a] != c->group[b] || c->m->tracked[a] != c->m->tracked[b];
      c->group[a] = c->group[b] = least;
      c->m->tracked[a] = c->m->tracked[b] = c->m->tracked[a] || c->m->tracked[b];
    }
  }
}

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* What the fact's group begins with or is cut at, and as many values on as there are facts in it. */
static void choose(cuts *c, uint16_t fact) {
  promela *m = c->m;
  const ombud_fact *f = &m->plan->facts[fact];
  int64_t *all = NULL, size = 0, least = 0;
  size_t len = 0, cap = 0, n = 0;
  for (uint16_t g = 0; g < m->plan->n_facts; g++) {
    if (c->group[g] != c->group[fact]) continue;
    size++;
    for (size_t i = 0; i < c->len[g]; i++) *ARENA_PUSH(m->arena, all, len, cap) = c->at[g][i];
    if (m->plan->facts[g].lo > -VALUE_MAX) *ARENA_PUSH(m->arena, all, len, cap) = m->plan->facts[g].lo;
  }
  for (size_t i = 0; i < len; i++)
    if (all[i] < least) least = all[i];
  *ARENA_PUSH(m->arena, all, len, cap) = least - size;
  int64_t *values = ARENA_ARRAY(m->arena, len * (size_t)size, int64_t);
  for (size_t i = 0; i < len; i++)
    for (int64_t k = 0; k < size; k++)
      if (all[i] + k >= f->lo && all[i] + k <= f->hi) values[n++] = all[i] + k;
  if (n > 0) qsort(values, n, sizeof *values, by_value);
  m->values[fact] = values;
  for (size_t i = 0; i < n; i++)
    if (i == 0 || values[i] != values[i - 1]) values[m->n_values[fact]++] = values[i];
  if (n > 0 && (values[0] < -VALUE_MAX || values[m->n_values[fact] - 1] > VALUE_MAX))
    promela_refuse(m, "values of '%s' are too large", m->plan->words->facts[fact].name);
}

void promela_find_facts(promela *m) {
  uint16_t n = m->plan->n_facts;
  cuts c = {.m = m,
            .group = ARENA_ARRAY(m->arena, n, uint32_t),
            .at = ARENA_ARRAY(m->arena, n, int64_t *),
            .len = ARENA_ARRAY(m->arena, n, size_t),
            .cap = ARENA_ARRAY(m->arena, n, size_t)};
  m->tracked = ARENA_ARRAY(m->arena, n, bool);
  m->values = ARENA_ARRAY(m->arena, n, int64_t *);
  m->n_values = ARENA_ARRAY(m->arena, n, size_t);
  for (size_t i = 0; i < m->n_places; i++)
    for (uint32_t e = 0; e < m->places[i].cell->n_entries; e++)
      cut_guards(&c, &m->places[i].cell->entries[e]);
  promela_wanted(m, cut_wanted, &c);
  tie(&c);
  for (uint16_t f = 0; f < n; f++)
    if (m->tracked[f]) choose(&c, f);
}
