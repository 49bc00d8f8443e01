/* What a column says in one state: its entry, or the contest of several. */
#include <string.h>

#include "lower_column.h"

/* ---- reasons where no rule speaks ---- */

/* Where else it would be permitted, the nearest first: by whom else here, under which other mode, in which
 * other state, by whom else there, anywhere. STATE may be OMBUD_NONE: one of which there is nothing to say.
 */
uint16_t column_silence(const making *m, uint16_t state) {
  bool known = state != OMBUD_NONE;
  uint32_t own = known && m->own[state] != NULL && plan_cell_permits(m->own[state]->cell);
  if (known && m->others[state] & OTHER_ACTOR) return OMBUD_ANOTHER_ACTOR;
  if (known && m->others[state] & OTHER_MODE) return OMBUD_ANOTHER_MODE;
  if (m->by[column_at(m, m->mode, m->actor, m->action)] > own) return OMBUD_ANOTHER_STATE;
  if (m->in_mode[(size_t)m->mode * column_process(m)->n_actions + m->action] > own)
    return OMBUD_ANOTHER_ACTOR;
  return m->in_all[m->action] > own ? OMBUD_ANOTHER_MODE : OMBUD_NOT_PERMITTED;
}

static ombud_entry silent_of(uint16_t reason) {
  return (ombud_entry){.rule = OMBUD_NO_RULE, .to = reason, .kind = OMBUD_ENTRY_SILENT};
}

uint32_t column_entry_silent(const making *m, uint16_t reason) {
  ombud_entry entry = silent_of(reason);
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
        (due->anchors[i].kind == AT_FACT && column_given(cell, due->anchors[i].index) < OMBUD_GIVEN_MAX))
      return true;
  return false;
}

static bool is_plain(const making *m, const plan_cell *cell, const ombud_entry *e, uint16_t state) {
  if (m->l->at.n_spent > 0) return false;
  const plan_row *row = column_row(m, e->to == OMBUD_NONE ? state : e->to);
  for (uint16_t i = 0; i < row->n_timers; i++) {
    const instant *due = &row->timers[i].due;
    if (e->to == OMBUD_NONE ? counts_from_action(m, cell, due) : !counts_from_now(m, due)) return false;
  }
  return e->to == OMBUD_NONE || row->n_timers == 0 || m->l->rows[row - column_process(m)->rows].wake != 0;
}

/* What a step has to know of the entry where it governs in STATE. */
static uint8_t flags_of(const making *m, const plan_cell *cell, const ombud_entry *entry, uint16_t state) {
  if (entry->kind == OMBUD_ENTRY_DENY) return 0;
  unsigned moves = entry->to != OMBUD_NONE ? OMBUD_ENTRY_MOVES : 0;
  return (uint8_t)(OMBUD_ENTRY_YES | moves | (is_plain(m, cell, entry, state) ? 0 : OMBUD_ENTRY_ASK));
}

/* The entry by itself. */
static uint32_t settled(const making *m, const plan_cell *cell, const ombud_entry *of, uint16_t state) {
  ombud_entry entry = *of;
  entry.when = 0;
  entry.flags = flags_of(m, cell, of, state);
  return pool_put(&m->l->entries, &entry, 1);
}

/* The entries among which guards choose in STATE; where none of them does, the one that follows. */
static uint32_t choice(const making *m, const plan_cell *cell, list x, uint16_t state) {
  ombud_entry *run = ARENA_ARRAY(m->l->arena, x.n + 1, ombud_entry);
  for (uint32_t i = 0; i < x.n; i++) {
    run[i] = x.at[i];
    run[i].flags = flags_of(m, cell, &x.at[i], state);
  }
  run[x.n] = silent_of(column_silence(m, state));
  return pool_put(&m->l->entries, run, x.n + 1);
}

bool column_gives_same(const plan_cell *a, const plan_cell *b) {
  uint16_t n = a == NULL ? 0 : a->n_gives, k = b == NULL ? 0 : b->n_gives;
  return n == k && (n == 0 || memcmp(a->gives, b->gives, n * sizeof *a->gives) == 0);
}

static bool is_settled(const making *m, const plan_cell *cell, list x) {
  if (x.n != 1 || x.at[0].when != 0 || cell->counted) return false;
  return x.at[0].kind == OMBUD_ENTRY_DENY || column_gives_same(cell, m->gives);
}

uint16_t column_gives(lowering *l, const plan_cell *cell) {
  return cell == NULL || cell->n_gives == 0 ? 0 : (uint16_t)pool_put(&l->gives, cell->gives, cell->n_gives);
}

uint32_t column_entry_open(making *m, uint16_t state) {
  if (m->own[state] == NULL) return column_entry_silent(m, column_silence(m, state));
  lowering *l = m->l;
  const plan_cell *cell = m->own[state]->cell;
  list x = list_of(m, cell);
  if (x.n == 0) return column_entry_silent(m, column_silence(m, state));
  if (is_settled(m, cell, x)) return settled(m, cell, &x.at[0], state);
  ombud_contest *contest = ARENA_NEW(l->arena, ombud_contest);
  bool chosen = m->chooses && column_is_foldable(m, state);
  contest->held = chosen ? (uint16_t)column_guards(m, cell) : OMBUD_NONE;
  contest->entries = chosen ? choice(m, cell, x, state) : pool_put(&l->entries, x.at, x.n);
  contest->n_entries = (uint16_t)x.n;
  contest->reason = column_silence(m, state);
  contest->count =
      cell->counted ? l->at.counts[m->actor * column_process(m)->n_actions + m->action] : OMBUD_NONE;
  contest->gives = column_gives(l, cell);
  contest->n_gives = (uint8_t)cell->n_gives;
  ombud_entry entry = {
      .rule = pool_put(&l->contests, contest, 1), .kind = OMBUD_ENTRY_CONTEST, .flags = OMBUD_ENTRY_ASK};
  return pool_put(&l->entries, &entry, 1);
}

uint32_t column_entry_class(making *m, uint16_t state, unsigned k) {
  if (!column_is_foldable(m, state)) return column_entry_open(m, state);
  const plan_cell *cell = m->own[state]->cell;
  list x = list_of(m, cell);
  for (uint32_t i = 0; i < x.n; i++)
    if (column_holds(m, cell->entries[i].guard, k)) return settled(m, cell, &x.at[i], state);
  return column_entry_silent(m, column_silence(m, state));
}
