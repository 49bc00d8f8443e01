/* What each actor's each action comes to in each state: entries, and the columns that lead to them.
 *
 * A column has one state's answer after another. It is kept as what most states say and the cells of those
 * that say something else, so tables grow with the rules and not with states x actions. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lower.h"
#include "lower_column.h"

#define NO_PLACE SIZE_MAX

/* Small tables have an element for each state of each column, which spares a step to look whose it is. */
#define DENSE_STATES_MAX  256
#define DENSE_ENTRIES_MAX 256
#define DENSE_BYTES_MAX   4096 /* before equal columns are put together: a part of the fastest cache */

/* ---- columns ---- */

static uint16_t follows(const making *m, uint32_t entry, uint16_t state) {
  const ombud_entry *e = (const ombud_entry *)(const void *)m->l->entries.data + entry;
  return e->flags & OMBUD_ENTRY_MOVES ? e->to : state;
}

static bool is_asked(const making *m, uint16_t state) {
  return column_row(m, state)->exists && !column_row(m, state)->end;
}

/* The entry that more states have than any other, if more than half of them do (a vote by Boyer and Moore).
 */
static uint32_t most(const ombud_cell *cells, size_t n, size_t *how_many) {
  uint32_t best = 0;
  size_t votes = 0;
  for (size_t i = 0; i < n; i++) {
    if (votes == 0) best = cells[i].entry;
    votes = cells[i].entry == best ? votes + 1 : votes - 1;
  }
  *how_many = 0;
  for (size_t i = 0; i < n; i++) *how_many += cells[i].entry == best && cells[i].target == cells[i].state;
  return best;
}

static int by_state(const void *a, const void *b) {
  const ombud_cell *x = a, *y = b;
  return (x->state > y->state) - (x->state < y->state);
}

/* CELLS, with room for all states, are what the touched ones say; the others say SILENT. */
static ombud_column lay_column(making *m, ombud_cell *cells, size_t n, uint32_t silent) {
  size_t others = m->n_asked - n, n_best;
  uint32_t best = most(cells, n, &n_best), other = n_best > others ? best : silent;
  if (other != silent)
    for (uint16_t s = 0; s < column_process(m)->n_states; s++)
      if (is_asked(m, s) && !m->is_touched[s]) cells[n++] = (ombud_cell){s, s, silent};
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (cells[i].entry != other || cells[i].target != cells[i].state) cells[kept++] = cells[i];
  qsort(cells, kept, sizeof *cells, by_state);
  ombud_column column;
  memset(&column, 0, sizeof column);
  column.cells = comb_lay(&m->l->comb, cells, kept, column_process(m)->n_states);
  column.other = other;
  return column;
}

/* One element for each state, those in which nothing is asked too. */
static ombud_column write_column(making *m, const ombud_cell *cells, size_t n, uint32_t silent) {
  uint16_t run[DENSE_STATES_MAX];
  uint16_t n_states = column_process(m)->n_states;
  ombud_entry nowhere = {
      .rule = OMBUD_NO_RULE, .to = OMBUD_ENDED, .kind = OMBUD_ENTRY_SILENT, .flags = OMBUD_ENTRY_ASK};
  uint32_t ended = column_entry_silent(m, OMBUD_ENDED), none = pool_put(&m->l->entries, &nowhere, 1);
  for (uint16_t s = 0; s < n_states; s++) {
    uint32_t entry = is_asked(m, s) ? silent : column_row(m, s)->exists ? ended : none;
    run[s] = (uint16_t)(s | entry << 8);
  }
  for (size_t i = 0; i < n; i++) run[cells[i].state] = (uint16_t)(cells[i].target | cells[i].entry << 8);
  ombud_column column;
  memset(&column, 0, sizeof column);
  column.cells = pool_put(&m->l->denses, run, n_states);
  column.other = silent;
  return column;
}

static bool is_given(const making *m, uint16_t fact) {
  return column_given(m->gives, fact) < OMBUD_GIVEN_MAX;
}

static bool is_bounded(const making *m) {
  for (uint16_t i = 0; i < m->l->p->n_orders; i++)
    if (is_given(m, m->l->p->orders[i].less) || is_given(m, m->l->p->orders[i].more)) return true;
  return false;
}

/* Bounds, or guards. */
static void put_folds(making *m, ombud_column *column) {
  ombud_fold guards[GUARDS_MAX];
  unsigned n = m->chooses ? m->n_guards : m->n_folds;
  memset(guards, 0, sizeof guards);
  for (unsigned i = 0; i < m->n_guards; i++) guards[i].bound = m->guards[i];
  column->n_folds = (uint8_t)n;
  if (n > 0) column->folds = (uint16_t)pool_put(&m->l->folds, m->chooses ? guards : m->folds, n);
}

/* K: the class of facts, or -1 while they are open. */
static ombud_column make_column(making *m, int k) {
  size_t n = 0;
  for (size_t i = 0; i < m->n_touched; i++) {
    uint16_t state = m->touched[i];
    if (!is_asked(m, state)) continue;
    uint32_t entry = k < 0 ? column_entry_open(m, state) : column_entry_class(m, state, (unsigned)k);
    m->cells[n++] = (ombud_cell){state, follows(m, entry, state), entry};
  }
  uint32_t silent = column_entry_silent(m, column_silence(m, OMBUD_NONE));
  ombud_column column =
      m->l->dense ? write_column(m, m->cells, n, silent) : lay_column(m, m->cells, n, silent);
  column.gives = column_gives(m->l, m->gives);
  column.n_gives = (uint8_t)(m->gives == NULL ? 0 : m->gives->n_gives);
  column.flags = is_bounded(m) ? OMBUD_COLUMN_BOUNDED : 0;
  if (m->asks) column.flags |= OMBUD_COLUMN_KEPT;
  if (m->chooses) column.flags |= OMBUD_COLUMN_CHOOSES;
  put_folds(m, &column);
  return column;
}

static void touch(making *m, uint16_t state) {
  if (!m->is_touched[state]) m->touched[m->n_touched++] = state;
  m->is_touched[state] = true;
}

/* The states of which this column has something of its own to say, and what stands there. */
static void gather(making *m) {
  const plan_process *q = column_process(m);
  assert(q->n_states > 0); /* the start */
  m->gives = NULL;
  for (size_t i = m->places[column_at(m, m->mode, m->actor, m->action)]; i != NO_PLACE;
       i = m->next_place[i]) {
    const plan_place *at = &q->places[i];
    uint16_t state = (uint16_t)(at->row % q->n_states);
    touch(m, state);
    m->own[state] = at;
    if (m->gives == NULL && plan_cell_permits(at->cell)) m->gives = at->cell;
  }
  for (size_t i = m->permits[m->action]; i != NO_PLACE; i = m->next_permit[i]) {
    const plan_place *at = &q->places[i];
    uint16_t state = (uint16_t)(at->row % q->n_states);
    bool here = at->row / q->n_states == m->mode;
    if (here == (at->actor == m->actor)) continue;
    touch(m, state);
    m->others[state] |= here ? OTHER_ACTOR : OTHER_MODE;
  }
}

static void forget(making *m) {
  for (size_t i = 0; i < m->n_touched; i++) {
    m->own[m->touched[i]] = NULL;
    m->others[m->touched[i]] = 0;
    m->is_touched[m->touched[i]] = false;
  }
  m->n_touched = 0;
}

static uint32_t make_columns(making *m) {
  ombud_column run[CLASSES_MAX + 1];
  gather(m);
  column_fold(m);
  for (unsigned k = 0; k <= m->n_classes; k++) run[k] = make_column(m, (int)k - 1);
  forget(m);
  return pool_put(&m->l->columns, run, m->n_classes + 1);
}

static void find_places(making *m) {
  const plan_process *q = column_process(m);
  for (size_t i = q->n_places; i-- > 0;) {
    const plan_place *at = &q->places[i];
    uint8_t mode = (uint8_t)(at->row / q->n_states);
    size_t column = column_at(m, mode, at->actor, at->action);
    m->next_place[i] = m->places[column];
    m->places[column] = i;
    if (!plan_cell_permits(at->cell)) continue;
    m->next_permit[i] = m->permits[at->action];
    m->permits[at->action] = i;
    m->by[column]++;
    m->in_mode[(size_t)mode * q->n_actions + at->action]++;
    m->in_all[at->action]++;
  }
}

static size_t *no_places(arena *a, size_t n) {
  size_t *first = ARENA_ARRAY(a, n, size_t);
  for (size_t i = 0; i < n; i++) first[i] = NO_PLACE;
  return first;
}

static making start(lowering *l) {
  arena *a = l->arena;
  const plan_process *q = l->q;
  size_t n_columns = (size_t)l->p->n_modes * (l->p->n_actors - 1u) * q->n_actions;
  return (making){.l = l,
                  .places = no_places(a, n_columns),
                  .next_place = no_places(a, q->n_places),
                  .permits = no_places(a, q->n_actions),
                  .next_permit = no_places(a, q->n_places),
                  .by = ARENA_ARRAY(a, n_columns, uint32_t),
                  .in_mode = ARENA_ARRAY(a, (size_t)l->p->n_modes * q->n_actions, uint32_t),
                  .in_all = ARENA_ARRAY(a, q->n_actions, uint32_t),
                  .own = ARENA_ARRAY(a, q->n_states, const plan_place *),
                  .others = ARENA_ARRAY(a, q->n_states, uint8_t),
                  .touched = ARENA_ARRAY(a, q->n_states, uint16_t),
                  .is_touched = ARENA_ARRAY(a, q->n_states, bool),
                  .cells = ARENA_ARRAY(a, q->n_states, ombud_cell)};
}

static bool make_all(making *m, uint16_t *columns) {
  lowering *l = m->l;
  for (m->mode = 0; m->mode < l->p->n_modes; m->mode++) {
    m->n_asked = 0;
    for (uint16_t s = 0; s < l->q->n_states; s++) m->n_asked += is_asked(m, s);
    for (m->actor = 1; m->actor < l->p->n_actors; m->actor++)
      for (m->action = 0; m->action < l->q->n_actions; m->action++) {
        uint32_t first = make_columns(m);
        if (l->dense && l->entries.len > DENSE_ENTRIES_MAX) return false;
        if (l->columns.len > LOWER_COLUMNS_MAX || l->gives.len > LOWER_COLUMNS_MAX ||
            l->folds.len > LOWER_COLUMNS_MAX)
          return false;
        columns[column_at(m, m->mode, m->actor, m->action)] = (uint16_t)first;
      }
  }
  return true;
}

const uint16_t *lower_columns(lowering *l) {
  making m = start(l);
  size_t n = (size_t)l->p->n_modes * (l->p->n_actors - 1u) * l->q->n_actions;
  uint16_t *columns = ARENA_ARRAY(l->arena, n, uint16_t);
  find_places(&m);
  l->dense = !l->sparse && l->q->n_states <= DENSE_STATES_MAX &&
             n * l->q->n_states * sizeof(uint16_t) <= DENSE_BYTES_MAX;
  if (l->dense && make_all(&m, columns)) return columns;
  l->dense = false;
  return make_all(&m, columns) ? columns : NULL;
}
