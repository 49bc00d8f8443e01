/* What each actor's each action comes to in each state: entries, and the columns that lead to them.
 *
 * A column has one state's answer after another. It is kept as what most states say and the cells of those
 * that say something else, so tables grow with the rules and not with states x actions. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lower.h"
#include "lower_part.h"

#define CLASSES_MAX 16 /* columns that the facts of one action may be folded to */
#define NO_PLACE    SIZE_MAX

/* Small tables have an element for each state of each column, which spares a step to look whose it is. */
#define DENSE_STATES_MAX  256
#define DENSE_ENTRIES_MAX 256
#define DENSE_BYTES_MAX   4096 /* before equal columns are put together: a part of the fastest cache */

typedef struct list { /* the entries of one cell of the plan, with their conditions */
  const ombud_entry *at;
  uint32_t n;
} list;

typedef struct making {
  lowering *l;
  list *lists; /* of the plan's cells; lowering.list_of has their numbers */
  size_t n_lists, cap_lists;
  size_t *places,
      *next_place; /* [column], [place]: the first and the next of one actor's action in one mode */
  size_t *permits, *next_permit;   /* [action], [place]: those where somebody may do it, in whichever mode */
  uint32_t *by, *in_mode, *in_all; /* how many permit: [column], [mode * n_actions + action], [action] */

  size_t n_asked; /* states of the mode in which the question comes up */

  /* the column that is being made */
  uint8_t mode;
  uint16_t actor, action;
  const plan_cell *gives; /* the cell whose facts the column has; NULL: none */
  const plan_place **own; /* [state]; NULL: no rule speaks there */
  uint8_t *others;        /* [state]: who else may */
  bool *is_touched;       /* [state] */
  uint16_t *touched;      /* states of which there is something to say */
  size_t n_touched;
  ombud_cell *cells; /* room for all states */
  ombud_fold folds[CLASSES_MAX];
  uint16_t fold_facts[CLASSES_MAX];
  unsigned n_folds, n_classes;
} making;

enum { OTHER_ACTOR = 1, OTHER_MODE = 2 };

static const plan_process *process_of(const making *m) {
  return m->l->q;
}

static size_t column_at(const making *m, uint8_t mode, uint16_t actor, uint16_t action) {
  return ((size_t)mode * (m->l->p->n_actors - 1u) + (actor - 1u)) * process_of(m)->n_actions + action;
}

static const plan_row *row_of(const making *m, uint16_t state) {
  return &process_of(m)->rows[(size_t)m->mode * process_of(m)->n_states + state];
}

/* ---- reasons where no rule speaks ---- */

/* Where else it would be permitted, the nearest first: by whom else here, under which other mode, in which
 * other state, by whom else there, anywhere. STATE may be OMBUD_NONE: one of which there is nothing to say.
 */
static uint16_t silence(const making *m, uint16_t state) {
  bool known = state != OMBUD_NONE;
  uint32_t own = known && m->own[state] != NULL && plan_cell_permits(m->own[state]->cell);
  if (known && m->others[state] & OTHER_ACTOR) return OMBUD_ANOTHER_ACTOR;
  if (known && m->others[state] & OTHER_MODE) return OMBUD_ANOTHER_MODE;
  if (m->by[column_at(m, m->mode, m->actor, m->action)] > own) return OMBUD_ANOTHER_STATE;
  if (m->in_mode[(size_t)m->mode * process_of(m)->n_actions + m->action] > own) return OMBUD_ANOTHER_ACTOR;
  return m->in_all[m->action] > own ? OMBUD_ANOTHER_MODE : OMBUD_NOT_PERMITTED;
}

static uint32_t silent_entry(const making *m, uint16_t reason) {
  ombud_entry entry = {.rule = OMBUD_NO_RULE, .to = reason, .kind = OMBUD_ENTRY_SILENT};
  return pool_put(&m->l->entries, &entry, 1);
}

/* ---- entries ---- */

static uint32_t lower_when(lowering *l, const plan_entry *e) {
  ombud_when *when = ARENA_NEW(l->arena, ombud_when);
  when->guard = lower_guard(l, e->guard);
  when->from = lower_instant(l, e->from);
  when->until = lower_instant(l, e->until);
  when->limit = e->limit;
  return pool_put(&l->whens, when, 1);
}

static list list_of(making *m, const plan_cell *cell) {
  lowering *l = m->l;
  uint32_t known = map_get(&l->list_of, cell);
  if (known != MAP_NONE) return m->lists[known];
  ombud_entry *at = ARENA_ARRAY(l->arena, cell->n_entries, ombud_entry);
  for (uint32_t i = 0; i < cell->n_entries; i++) {
    const plan_entry *e = &cell->entries[i];
    at[i].rule = e->rule;
    at[i].when = lower_when(l, e);
    at[i].calls = lower_calls(l, &e->out);
    at[i].to = e->out.deny ? (uint16_t)(OMBUD_REASON_FIRST + e->out.reason) : e->out.target;
    at[i].kind = e->kind;
  }
  list made = {at, cell->n_entries};
  map_put(&l->list_of, cell, (uint32_t)m->n_lists);
  *ARENA_PUSH(l->arena, m->lists, m->n_lists, m->cap_lists) = made;
  return made;
}

/* Which of the facts that the cell's action gives; OMBUD_GIVEN_MAX: none. */
static uint8_t given_at(const plan_cell *cell, uint16_t fact) {
  for (uint16_t i = 0; cell != NULL && i < cell->n_gives; i++)
    if (cell->gives[i] == fact) return (uint8_t)i;
  return OMBUD_GIVEN_MAX;
}

static bool is_given(const plan_cell *cell, uint16_t fact) {
  return given_at(cell, fact) < OMBUD_GIVEN_MAX;
}

/* Whether all that a deadline counts from occurs just now: the entry, or the action that leads to it. */
static bool counts_from_now(const making *m, const instant *due) {
  for (uint16_t i = 0; i < due->n_anchors; i++)
    if (due->anchors[i].kind == AT_FACT ||
        (due->anchors[i].kind == AT_NAME && due->anchors[i].index != m->action))
      return false;
  return due->offset > 0;
}

static bool counts_from_action(const making *m, const plan_cell *cell, const instant *due) {
  for (uint16_t i = 0; i < due->n_anchors; i++)
    if ((due->anchors[i].kind == AT_NAME && due->anchors[i].index == m->action) ||
        (due->anchors[i].kind == AT_FACT && is_given(cell, due->anchors[i].index)))
      return true;
  return false;
}

static bool is_plain(const making *m, const plan_cell *cell, const ombud_entry *e, uint16_t state) {
  if (m->l->at.n_spent > 0) return false;
  const plan_row *row = row_of(m, e->to == OMBUD_NONE ? state : e->to);
  for (uint16_t i = 0; i < row->n_timers; i++) {
    const instant *due = &row->timers[i].due;
    if (e->to == OMBUD_NONE ? counts_from_action(m, cell, due) : !counts_from_now(m, due)) return false;
  }
  return e->to == OMBUD_NONE || row->n_timers == 0 || m->l->rows[row - process_of(m)->rows].wake != 0;
}

/* The entry by itself, as it governs in STATE. */
static uint32_t settled(const making *m, const plan_cell *cell, const ombud_entry *of, uint16_t state) {
  ombud_entry entry = *of;
  entry.when = 0;
  if (entry.kind != OMBUD_ENTRY_DENY) {
    bool plain = is_plain(m, cell, of, state), moves = entry.to != OMBUD_NONE;
    entry.flags =
        (uint8_t)(OMBUD_ENTRY_YES | (moves ? OMBUD_ENTRY_MOVES : 0) | (plain ? 0 : OMBUD_ENTRY_ASK));
  }
  return pool_put(&m->l->entries, &entry, 1);
}

static bool same_gives(const plan_cell *a, const plan_cell *b) {
  uint16_t n = a == NULL ? 0 : a->n_gives, k = b == NULL ? 0 : b->n_gives;
  return n == k && (n == 0 || memcmp(a->gives, b->gives, n * sizeof *a->gives) == 0);
}

static bool is_settled(const making *m, const plan_cell *cell, list x) {
  if (x.n != 1 || x.at[0].when != 0 || cell->counted) return false;
  return x.at[0].kind == OMBUD_ENTRY_DENY || same_gives(cell, m->gives);
}

static uint16_t lower_gives(lowering *l, const plan_cell *cell) {
  return cell == NULL || cell->n_gives == 0 ? 0 : (uint16_t)pool_put(&l->gives, cell->gives, cell->n_gives);
}

/* The answer while the facts are open. */
static uint32_t open_entry(making *m, uint16_t state) {
  if (m->own[state] == NULL) return silent_entry(m, silence(m, state));
  lowering *l = m->l;
  const plan_cell *cell = m->own[state]->cell;
  list x = list_of(m, cell);
  if (x.n == 0) return silent_entry(m, silence(m, state));
  if (is_settled(m, cell, x)) return settled(m, cell, &x.at[0], state);
  ombud_contest *contest = ARENA_NEW(l->arena, ombud_contest);
  contest->entries = pool_put(&l->entries, x.at, x.n);
  contest->n_entries = (uint16_t)x.n;
  contest->reason = silence(m, state);
  contest->count = cell->counted ? l->at.counts[m->actor * process_of(m)->n_actions + m->action] : OMBUD_NONE;
  contest->gives = lower_gives(l, cell);
  contest->n_gives = (uint8_t)cell->n_gives;
  ombud_entry entry = {
      .rule = pool_put(&l->contests, contest, 1), .kind = OMBUD_ENTRY_CONTEST, .flags = OMBUD_ENTRY_ASK};
  return pool_put(&l->entries, &entry, 1);
}

/* ---- folding ---- */

/* Whether facts alone decide among the entries, and those that the column gives. */
static bool is_foldable(making *m, uint16_t state) {
  if (m->own[state] == NULL) return false;
  const plan_cell *cell = m->own[state]->cell;
  if (cell->n_entries == 0 || cell->counted || !same_gives(cell, m->gives)) return false;
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
  uint8_t given = given_at(m->gives, fact);
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

/* Which fold stands for the guard; the number of folds: none. */
static unsigned fold_of_guard(const making *m, const plan_guard *guard) {
  unsigned at = 0;
  while (at < m->n_folds && (guard == NULL || m->folds[at].bound != lower_guard(m->l, guard))) at++;
  return at;
}

static bool fold_facts(making *m) {
  for (size_t i = 0; i < m->n_touched; i++) {
    uint16_t state = m->touched[i];
    if (!is_foldable(m, state)) continue;
    const plan_cell *cell = m->own[state]->cell;
    for (uint32_t e = 0; e < cell->n_entries; e++)
      if (!add_folds(m, cell->entries[e].guard)) return false;
  }
  return weigh(m);
}

/* Where facts have too many classes: what each guard says, however many facts it asks about. */
static bool fold_guards(making *m) {
  m->n_folds = 0;
  for (size_t i = 0; i < m->n_touched; i++) {
    uint16_t state = m->touched[i];
    if (!is_foldable(m, state)) continue;
    const plan_cell *cell = m->own[state]->cell;
    for (uint32_t e = 0; e < cell->n_entries; e++) {
      unsigned at = fold_of_guard(m, cell->entries[e].guard);
      if (cell->entries[e].guard == NULL || at < m->n_folds) continue;
      if (2u << m->n_folds > CLASSES_MAX) return false;
      memset(&m->folds[at], 0, sizeof *m->folds);
      m->folds[at].bound = lower_guard(m->l, cell->entries[e].guard);
      m->folds[at].given = OMBUD_FOLD_GUARD;
      m->folds[at].weight = (uint8_t)(1u << m->n_folds++);
    }
  }
  m->n_classes = 1u << m->n_folds;
  return true;
}

static void fold(making *m) {
  m->n_folds = m->n_classes = 0;
  if (fold_facts(m) || fold_guards(m)) return;
  m->n_folds = m->n_classes = 0;
}

/* A value of the fact in class K; of a fact without bounds any. */
static int64_t sample(const making *m, uint16_t fact, unsigned k) {
  int64_t value = is_given(m->gives, fact) ? m->l->p->facts[fact].lo : OMBUD_UNSET;
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

static bool holds(const making *m, const plan_guard *guard, unsigned k) {
  if (guard == NULL) return true;
  if (m->folds[0].given == OMBUD_FOLD_GUARD) return k >> fold_of_guard(m, guard) & 1;
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

/* The answer where the facts are of class K. */
static uint32_t class_entry(making *m, uint16_t state, unsigned k) {
  if (!is_foldable(m, state)) return open_entry(m, state);
  const plan_cell *cell = m->own[state]->cell;
  list x = list_of(m, cell);
  for (uint32_t i = 0; i < x.n; i++)
    if (holds(m, cell->entries[i].guard, k)) return settled(m, cell, &x.at[i], state);
  return silent_entry(m, silence(m, state));
}

/* ---- columns ---- */

static uint16_t follows(const making *m, uint32_t entry, uint16_t state) {
  const ombud_entry *e = (const ombud_entry *)(const void *)m->l->entries.data + entry;
  return e->flags & OMBUD_ENTRY_MOVES ? e->to : state;
}

static bool is_asked(const making *m, uint16_t state) {
  return row_of(m, state)->exists && !row_of(m, state)->end;
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
    for (uint16_t s = 0; s < process_of(m)->n_states; s++)
      if (is_asked(m, s) && !m->is_touched[s]) cells[n++] = (ombud_cell){s, s, silent};
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (cells[i].entry != other || cells[i].target != cells[i].state) cells[kept++] = cells[i];
  qsort(cells, kept, sizeof *cells, by_state);
  ombud_column column;
  memset(&column, 0, sizeof column);
  column.cells = comb_lay(&m->l->comb, cells, kept, process_of(m)->n_states);
  column.other = other;
  return column;
}

/* One element for each state, those in which nothing is asked too. */
static ombud_column write_column(making *m, const ombud_cell *cells, size_t n, uint32_t silent) {
  uint16_t run[DENSE_STATES_MAX];
  uint16_t n_states = process_of(m)->n_states;
  ombud_entry nowhere = {
      .rule = OMBUD_NO_RULE, .to = OMBUD_ENDED, .kind = OMBUD_ENTRY_SILENT, .flags = OMBUD_ENTRY_ASK};
  uint32_t ended = silent_entry(m, OMBUD_ENDED), none = pool_put(&m->l->entries, &nowhere, 1);
  for (uint16_t s = 0; s < n_states; s++) {
    uint32_t entry = is_asked(m, s) ? silent : row_of(m, s)->exists ? ended : none;
    run[s] = (uint16_t)(s | entry << 8);
  }
  for (size_t i = 0; i < n; i++) run[cells[i].state] = (uint16_t)(cells[i].target | cells[i].entry << 8);
  ombud_column column;
  memset(&column, 0, sizeof column);
  column.cells = pool_put(&m->l->denses, run, n_states);
  column.other = silent;
  return column;
}

static bool is_bounded(const making *m) {
  for (uint16_t i = 0; i < m->l->p->n_orders; i++)
    if (is_given(m->gives, m->l->p->orders[i].less) || is_given(m->gives, m->l->p->orders[i].more))
      return true;
  return false;
}

/* K: the class of facts, or -1 while they are open. */
static ombud_column make_column(making *m, int k) {
  size_t n = 0;
  for (size_t i = 0; i < m->n_touched; i++) {
    uint16_t state = m->touched[i];
    if (!is_asked(m, state)) continue;
    uint32_t entry = k < 0 ? open_entry(m, state) : class_entry(m, state, (unsigned)k);
    m->cells[n++] = (ombud_cell){state, follows(m, entry, state), entry};
  }
  uint32_t silent = silent_entry(m, silence(m, OMBUD_NONE));
  ombud_column column =
      m->l->dense ? write_column(m, m->cells, n, silent) : lay_column(m, m->cells, n, silent);
  column.gives = lower_gives(m->l, m->gives);
  column.n_gives = (uint8_t)(m->gives == NULL ? 0 : m->gives->n_gives);
  column.flags = is_bounded(m) ? OMBUD_COLUMN_BOUNDED : 0;
  for (unsigned i = 0; i < m->n_folds; i++)
    if (m->folds[i].given >= OMBUD_GIVEN_MAX) column.flags |= OMBUD_COLUMN_KEPT;
  column.n_folds = (uint8_t)m->n_folds;
  if (m->n_folds > 0) column.folds = (uint16_t)pool_put(&m->l->folds, m->folds, m->n_folds);
  return column;
}

static void touch(making *m, uint16_t state) {
  if (!m->is_touched[state]) m->touched[m->n_touched++] = state;
  m->is_touched[state] = true;
}

/* The states of which this column has something of its own to say, and what stands there. */
static void gather(making *m) {
  const plan_process *q = process_of(m);
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
  fold(m);
  for (unsigned k = 0; k <= m->n_classes; k++) run[k] = make_column(m, (int)k - 1);
  forget(m);
  return pool_put(&m->l->columns, run, m->n_classes + 1);
}

static void find_places(making *m) {
  const plan_process *q = process_of(m);
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
