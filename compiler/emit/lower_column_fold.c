/* Which facts decide, and how: into classes, each with a column of its own, or by whole guards. */
#include <string.h>

#include "lower_column.h"

uint8_t column_given(const plan_cell *cell, uint16_t fact) {
  for (uint16_t i = 0; cell != NULL && i < cell->n_gives; i++)
    if (cell->gives[i] == fact) return (uint8_t)i;
  return OMBUD_GIVEN_MAX;
}

bool column_is_foldable(const making *m, uint16_t state) {
  if (m->own[state] == NULL) return false;
  const plan_cell *cell = m->own[state]->cell;
  if (cell->n_entries == 0 || cell->counted || !column_gives_same(cell, m->gives)) return false;
  bool guarded = false;
  for (uint32_t i = 0; i < cell->n_entries; i++) {
    const plan_entry *e = &cell->entries[i];
    if (e->from != NULL || e->until != NULL || e->limit != 0) return false;
    guarded |= e->guard != NULL;
  }
  return guarded;
}

/* False where there are too many. Bounds that a value given now never crosses are left out. */
static bool add_fold(making *m, uint16_t fact, int64_t bound) {
  const ombud_fact *of = &m->l->p->facts[fact];
  uint8_t given = column_given(m->gives, fact);
  if (given < OMBUD_GIVEN_MAX && (bound <= of->lo || bound > of->hi)) return true;
  unsigned at = 0;
  while (at < m->n_folds &&
         (m->fold_facts[at] < fact || (m->fold_facts[at] == fact && m->folds[at].bound < bound)))
    at++;
  if (at < m->n_folds && m->fold_facts[at] == fact && m->folds[at].bound == bound) return true;
  if (m->n_folds == CLASSES_MAX) return false;
  memmove(&m->folds[at + 1], &m->folds[at], (m->n_folds - at) * sizeof *m->folds);
  memmove(&m->fold_facts[at + 1], &m->fold_facts[at], (m->n_folds - at) * sizeof *m->fold_facts);
  memset(&m->folds[at], 0, sizeof *m->folds);
  m->folds[at].bound = bound;
  m->folds[at].slot = m->l->at.facts[fact];
  m->folds[at].given = given;
  m->fold_facts[at] = fact;
  m->n_folds++;
  return true;
}

static bool add_folds(making *m, const plan_guard *guard) {
  for (uint32_t b = 0; guard != NULL && b < guard->n_boxes; b++)
    for (uint16_t t = 0; t < guard->boxes[b].n_tests; t++) {
      const plan_test *test = &guard->boxes[b].tests[t];
      if (test->lo > INT64_MIN && !add_fold(m, test->fact, test->lo)) return false;
      if (test->hi < INT64_MAX && !add_fold(m, test->fact, test->hi + 1)) return false;
    }
  return true;
}

/* Bounds of one fact count up its classes; the next fact's weigh as much as all the classes before. */
static bool weigh(making *m) {
  unsigned weight = 1, bounds = 0;
  for (unsigned i = 0; i < m->n_folds; i++) {
    if (i > 0 && m->fold_facts[i] != m->fold_facts[i - 1]) {
      weight *= bounds + 1;
      bounds = 0;
    }
    m->folds[i].weight = (uint8_t)weight;
    bounds++;
    if (weight * (bounds + 1) > CLASSES_MAX) return false;
  }
  m->n_classes = m->n_folds == 0 ? 0 : weight * (bounds + 1);
  return true;
}

static bool fold_facts(making *m) {
  for (size_t i = 0; i < m->n_touched; i++) {
    uint16_t state = m->touched[i];
    if (!column_is_foldable(m, state)) continue;
    const plan_cell *cell = m->own[state]->cell;
    for (uint32_t e = 0; e < cell->n_entries; e++)
      if (!add_folds(m, cell->entries[e].guard)) return false;
  }
  return weigh(m);
}

/* ---- whole guards ---- */

static bool asks_kept(const making *m, const plan_guard *guard) {
  for (uint32_t b = 0; guard != NULL && b < guard->n_boxes; b++)
    for (uint16_t t = 0; t < guard->boxes[b].n_tests; t++)
      if (column_given(m->gives, guard->boxes[b].tests[t].fact) == OMBUD_GIVEN_MAX) return true;
  return false;
}

static bool stand_at(const making *m, const plan_cell *cell, unsigned at) {
  for (uint32_t i = 0; i < cell->n_entries; i++)
    if (m->guards[at + i] != lower_guard(m->l, cell->entries[i].guard)) return false;
  return true;
}

/* m->n_guards: nowhere. */
unsigned column_guards(const making *m, const plan_cell *cell) {
  for (unsigned at = 0; at + cell->n_entries <= m->n_guards; at++)
    if (stand_at(m, cell, at)) return at;
  return m->n_guards;
}

static void list_guards(making *m) {
  for (size_t i = 0; i < m->n_touched; i++) {
    if (!column_is_foldable(m, m->touched[i])) continue;
    const plan_cell *cell = m->own[m->touched[i]]->cell;
    if (column_guards(m, cell) < m->n_guards) continue;
    if (m->n_guards + cell->n_entries > GUARDS_MAX) {
      m->n_guards = 0;
      m->asks = true;
      return;
    }
    for (uint32_t e = 0; e < cell->n_entries; e++) {
      m->guards[m->n_guards++] = lower_guard(m->l, cell->entries[e].guard);
      m->asks |= asks_kept(m, cell->entries[e].guard);
    }
  }
}

void column_fold(making *m) {
  m->n_folds = m->n_classes = m->n_guards = 0;
  m->asks = false;
  m->chooses = !fold_facts(m);
  if (m->chooses) {
    m->n_folds = m->n_classes = 0;
    list_guards(m);
  }
  for (unsigned i = 0; i < m->n_folds; i++) m->asks |= m->folds[i].given == OMBUD_GIVEN_MAX;
}

/* ---- classes ---- */

/* A value of the fact in class K; of a fact without bounds any. */
static int64_t sample(const making *m, uint16_t fact, unsigned k) {
  int64_t value = column_given(m->gives, fact) < OMBUD_GIVEN_MAX ? m->l->p->facts[fact].lo : OMBUD_UNSET;
  unsigned bounds = 0, weight = 1, first = 0;
  for (unsigned i = 0; i < m->n_folds; i++)
    if (m->fold_facts[i] == fact) {
      if (bounds++ == 0) first = i;
      weight = m->folds[i].weight;
    }
  if (bounds == 0) return value;
  unsigned class = k / weight % (bounds + 1);
  return class == 0 ? m->folds[first].bound - 1 : m->folds[first + class - 1].bound;
}

bool column_holds(const making *m, const plan_guard *guard, unsigned k) {
  if (guard == NULL) return true;
  for (uint32_t b = 0; b < guard->n_boxes; b++) {
    bool all = true;
    for (uint16_t t = 0; t < guard->boxes[b].n_tests && all; t++) {
      const plan_test *test = &guard->boxes[b].tests[t];
      int64_t value = sample(m, test->fact, k);
      all = test->lo <= value && value <= test->hi;
    }
    if (all) return true;
  }
  return false;
}
