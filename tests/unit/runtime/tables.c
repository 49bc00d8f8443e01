#include "tables.h"

#include <stdlib.h>

typedef struct place { /* of one process */
  uint8_t mode, actor;
  uint16_t action, state;
} place;

typedef struct building {
  tables *t;
  const ombud_policy *policy;
  const plain_tables *plain;
  const ombud_process *process;
  const uint32_t *index;
  uint32_t n_columns, n_cells, n_contests;
} building;

static uint32_t bounded(uint32_t n, uint32_t max) {
  if (n > max) abort(); /* no test is to be told of by what it overwrites */
  return n;
}

static const plain_cell *cell_at(const building *b, place at) {
  const ombud_process *q = b->process;
  size_t row = (size_t)at.mode * q->n_states + at.state;
  size_t i = (row * (b->policy->n_actors - 1u) + at.actor - 1u) * q->n_actions + at.action;
  return &b->plain->cells[b->index[i]];
}

static int permits(const building *b, place at) {
  const plain_cell *cell = cell_at(b, at);
  for (unsigned i = 0; i < cell->n_entries; i++)
    if (b->plain->entries[cell->entries + i].kind != OMBUD_ENTRY_DENY) return 1;
  return 0;
}

/* ---- the reason where no rule speaks ---- */

/* Whether AT's action is permitted in some other place that is like it in what is not left open. */
static int elsewhere(const building *b, place at, int any_actor, int any_mode, int any_state) {
  for (uint8_t mode = 0; mode < b->policy->n_modes; mode++)
    for (uint8_t actor = 1; actor < b->policy->n_actors; actor++)
      for (uint16_t state = 0; state < b->process->n_states; state++) {
        if ((mode != at.mode && !any_mode) || (actor != at.actor && !any_actor)) continue;
        if (state != at.state && !any_state) continue;
        if (mode == at.mode && actor == at.actor && state == at.state) continue;
        if (permits(b, (place){mode, actor, at.action, state})) return 1;
      }
  return 0;
}

static uint16_t silence(const building *b, place at) {
  if (cell_at(b, at)->reason) return cell_at(b, at)->reason;
  if (elsewhere(b, at, 1, 0, 0)) return OMBUD_ANOTHER_ACTOR;
  if (elsewhere(b, at, 0, 1, 0)) return OMBUD_ANOTHER_MODE;
  if (elsewhere(b, at, 0, 0, 1)) return OMBUD_ANOTHER_STATE;
  if (elsewhere(b, at, 1, 0, 1)) return OMBUD_ANOTHER_ACTOR;
  return elsewhere(b, at, 1, 1, 1) ? OMBUD_ANOTHER_MODE : OMBUD_NOT_PERMITTED;
}

/* ---- entries ---- */

static int is_unconditional(const plain_entry *e) {
  return !e->guard && !e->from && !e->until && !e->limit;
}

static void write_entries(building *b) {
  b->t->whens[0] = (ombud_when){0};
  for (uint32_t i = 0; i < bounded(b->plain->n_entries, TABLES_MAX - 1); i++) {
    const plain_entry *e = &b->plain->entries[i];
    b->t->whens[i + 1] = (ombud_when){e->guard, e->from, e->until, e->limit};
    b->t->entries[i] = (ombud_entry){.rule = e->rule,
                                     .when = is_unconditional(e) ? 0 : i + 1,
                                     .calls = e->calls,
                                     .to = e->kind == OMBUD_ENTRY_DENY ? e->reason : e->target,
                                     .kind = e->kind};
  }
}

/* Permissions are left to the general way, which tests of this form are about. */
static ombud_entry settled(const building *b, uint32_t plain) {
  ombud_entry e = b->t->entries[plain];
  if (e.kind == OMBUD_ENTRY_DENY) return e;
  e.flags = OMBUD_ENTRY_YES | OMBUD_ENTRY_ASK;
  if (e.to != OMBUD_NONE) e.flags |= OMBUD_ENTRY_MOVES;
  return e;
}

static ombud_entry contest(building *b, place at, const plain_cell *cell) {
  uint32_t number = b->n_contests++;
  b->t->contests[bounded(number, TABLES_MAX - 1)] = (ombud_contest){.held = OMBUD_NONE,
                                                                    .entries = cell->entries,
                                                                    .n_entries = cell->n_entries,
                                                                    .reason = silence(b, at),
                                                                    .count = cell->count,
                                                                    .gives = cell->gives,
                                                                    .n_gives = (uint8_t)cell->n_gives};
  return (ombud_entry){.rule = number, .kind = OMBUD_ENTRY_CONTEST, .flags = OMBUD_ENTRY_ASK};
}

static ombud_entry entry_at(building *b, place at) {
  const plain_cell *cell = cell_at(b, at);
  if (cell->n_entries == 0)
    return (ombud_entry){.rule = OMBUD_NO_RULE, .to = silence(b, at), .kind = OMBUD_ENTRY_SILENT};
  int plain = cell->n_entries == 1 && cell->n_gives == 0 && cell->count == OMBUD_NONE;
  if (plain && is_unconditional(&b->plain->entries[cell->entries])) return settled(b, cell->entries);
  return contest(b, at, cell);
}

/* ---- columns ---- */

static void write_column(building *b, place at) {
  uint32_t column = b->n_columns++, first = b->n_cells;
  b->n_cells += b->process->n_states;
  bounded(b->n_cells, TABLES_MAX);
  b->t->index[column] = (uint16_t)column;
  b->t->columns[column] = (ombud_column){.cells = first};
  for (at.state = 0; at.state < b->process->n_states; at.state++) {
    uint32_t cell = first + at.state, entry = b->plain->n_entries + cell;
    b->t->entries[entry] = entry_at(b, at);
    const ombud_entry *e = &b->t->entries[entry];
    b->t->cells[cell] = (ombud_cell){at.state, e->flags & OMBUD_ENTRY_MOVES ? e->to : at.state, entry};
  }
}

void tables_build(tables *t, ombud_policy *policy, const plain_tables *plain) {
  building b = {.t = t, .policy = policy, .plain = plain};
  write_entries(&b);
  bounded(policy->n_processes, TABLES_PROCESSES_MAX);
  for (uint16_t i = 0; i < policy->n_processes; i++) {
    t->processes[i] = policy->processes[i];
    t->processes[i].columns = &t->index[b.n_columns];
    b.process = &t->processes[i];
    b.index = plain->index[i];
    for (uint8_t mode = 0; mode < policy->n_modes; mode++)
      for (uint8_t actor = 1; actor < policy->n_actors; actor++)
        for (uint16_t action = 0; action < b.process->n_actions; action++)
          write_column(&b, (place){mode, actor, action, 0});
  }
  policy->processes = t->processes;
  policy->columns = t->columns;
  policy->cells = t->cells;
  policy->entries = t->entries;
  policy->contests = t->contests;
  policy->whens = t->whens;
}
