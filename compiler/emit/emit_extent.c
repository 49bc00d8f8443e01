#include "emit_extent.h"

#include <stdbool.h>

static void reach(size_t *extent, size_t end) {
  if (end > *extent) *extent = end;
}

size_t extents_places(const ombud_policy *policy, const ombud_process *process) {
  return (size_t)policy->n_modes * (policy->n_actors - 1u) * process->n_actions;
}

static size_t rows_of(const ombud_policy *policy, const ombud_process *process) {
  return (size_t)policy->n_modes * process->n_states;
}

unsigned extents_run(const ombud_policy *policy, const ombud_column *column) {
  if (column->flags & OMBUD_COLUMN_CHOOSES) return 1;
  unsigned last = column->n_folds > 0;
  for (unsigned i = 0; i < column->n_folds; i++) last += policy->folds[column->folds + i].weight;
  return last + 1;
}

static void reach_instant(extents *e, const ombud_policy *policy, uint32_t instant) {
  if (instant == 0) return;
  reach(&e->instants, (size_t)instant + 1);
  const ombud_instant *i = &policy->instants[instant];
  reach(&e->anchors, (size_t)i->anchors + i->n_anchors);
}

static void reach_guard(extents *e, const ombud_policy *policy, uint32_t guard) {
  if (guard == 0) return;
  while (policy->tests[guard].last != 2) guard++;
  reach(&e->tests, (size_t)guard + 1);
}

static void reach_when(extents *e, const ombud_policy *policy, uint32_t when) {
  const ombud_when *w = &policy->whens[when];
  reach(&e->whens, (size_t)when + 1);
  reach_instant(e, policy, w->from);
  reach_instant(e, policy, w->until);
  reach_guard(e, policy, w->guard);
}

static void reach_op(extents *e, const ombud_policy *policy, size_t op) {
  reach(&e->ops, op + 1);
  uint8_t code = policy->ops[op].code;
  size_t numbers = code == OMBUD_OP_SCALE ? 2 : code == OMBUD_OP_CONST ? 1 : 0;
  reach(&e->numbers, policy->ops[op].number + numbers);
}

static void reach_calls(extents *e, const ombud_policy *policy, uint32_t first) {
  if (first == 0) return;
  uint32_t c = first;
  do {
    const ombud_call *call = &policy->calls[c];
    for (size_t k = 0; k < call->n_ops; k++) reach_op(e, policy, call->ops + k);
  } while (!policy->calls[c++].last);
  reach(&e->calls, c);
}

static void claim(uint16_t *owners, size_t first, size_t n, uint16_t process) {
  for (size_t i = first; i < first + n; i++) owners[i] = process;
}

/* ---- once to see how far they go, once to see whose they are ---- */

static void walk_entry(extents *e, const ombud_policy *policy, uint32_t entry, uint16_t p) {
  const ombud_entry *x = &policy->entries[entry];
  reach(&e->entries, (size_t)entry + 1);
  if (e->entry_process != NULL && x->kind != OMBUD_ENTRY_SILENT) e->entry_process[entry] = p;
  if (x->kind == OMBUD_ENTRY_CONTEST) {
    const ombud_contest *contest = &policy->contests[x->rule];
    reach(&e->contests, (size_t)x->rule + 1);
    reach(&e->gives, (size_t)contest->gives + contest->n_gives);
    uint32_t n = contest->n_entries + (contest->held != OMBUD_NONE ? 1u : 0u);
    for (uint32_t i = 0; i < n; i++) walk_entry(e, policy, contest->entries + i, p);
  } else {
    reach_when(e, policy, x->when);
    reach_calls(e, policy, x->calls);
  }
}

static void walk_column(extents *e, const ombud_policy *policy, const ombud_process *process, size_t column,
                        uint16_t p) {
  const ombud_column *x = &policy->columns[column];
  reach(&e->columns, column + 1);
  reach(&e->gives, (size_t)x->gives + x->n_gives);
  reach(&e->folds, (size_t)x->folds + x->n_folds);
  for (unsigned i = 0; x->flags & OMBUD_COLUMN_CHOOSES && i < x->n_folds; i++)
    reach_guard(e, policy, (uint32_t)policy->folds[x->folds + i].bound);
  walk_entry(e, policy, x->other, p);
  bool dense = process->flags & OMBUD_PROCESS_DENSE;
  reach(dense ? &e->dense : &e->cells, (size_t)x->cells + process->n_states);
  if (e->column_process != NULL) e->column_process[column] = p;
  for (uint16_t state = 0; state < process->n_states; state++) {
    if (dense) walk_entry(e, policy, policy->dense[x->cells + state] >> 8, p);
    const ombud_cell *cell = dense ? NULL : &policy->cells[x->cells + state];
    if (cell == NULL || cell->state != state) continue;
    walk_entry(e, policy, cell->entry, p);
    if (e->cell_process != NULL) e->cell_process[x->cells + state] = p;
  }
}

static void walk_row(extents *e, const ombud_policy *policy, const ombud_row *row, uint16_t p) {
  reach(&e->timers, (size_t)row->timers + row->n_timers);
  reach(&e->numbers, (size_t)row->wake + 1);
  if (e->timer_process != NULL) claim(e->timer_process, row->timers, row->n_timers, p);
  for (size_t t = row->timers; t < (size_t)row->timers + row->n_timers; t++) {
    const ombud_timer *timer = &policy->timers[t];
    reach_instant(e, policy, timer->due);
    if (timer->kind != OMBUD_REMINDED) reach_calls(e, policy, timer->calls);
  }
}

static void walk(extents *e, const ombud_policy *policy) {
  for (uint16_t p = 0; p < policy->n_processes; p++) {
    const ombud_process *process = &policy->processes[p];
    for (size_t i = 0; i < extents_places(policy, process); i++)
      for (unsigned k = 0; k < extents_run(policy, &policy->columns[process->columns[i]]); k++)
        walk_column(e, policy, process, (size_t)process->columns[i] + k, p);
    for (size_t i = 0; i < rows_of(policy, process); i++) walk_row(e, policy, &process->rows[i], p);
  }
}

static uint16_t *nobody(arena *a, size_t n) {
  uint16_t *owners = ARENA_ARRAY(a, n, uint16_t);
  claim(owners, 0, n, OMBUD_NONE);
  return owners;
}

extents extents_of(arena *a, const ombud_policy *policy) {
  extents e = {.whens = 1, .numbers = 1}; /* those that say `always` and `at once` are there always */
  walk(&e, policy);
  e.column_process = nobody(a, e.columns);
  e.cell_process = nobody(a, e.cells);
  e.entry_process = nobody(a, e.entries);
  e.timer_process = nobody(a, e.timers);
  walk(&e, policy);
  return e;
}

static size_t process_bytes(const ombud_policy *policy, const ombud_process *process) {
  return sizeof *process + extents_places(policy, process) * sizeof *process->columns +
         rows_of(policy, process) * sizeof *process->rows + policy->n_facts * sizeof *process->facts +
         process->n_names * sizeof *process->occurs +
         process->n_spent * (sizeof *process->spent + (process->n_states + 31u) / 32 * sizeof(uint32_t));
}

size_t extents_bytes(const extents *e, const ombud_policy *p) {
  size_t bytes = sizeof *p + p->n_facts * sizeof *p->facts + p->n_orders * sizeof *p->orders;
  bytes += e->columns * sizeof *p->columns + e->cells * sizeof *p->cells + e->dense * sizeof *p->dense +
           e->entries * sizeof *p->entries + e->contests * sizeof *p->contests +
           e->timers * sizeof *p->timers + e->whens * sizeof *p->whens;
  bytes += e->tests * sizeof *p->tests + e->instants * sizeof *p->instants + e->anchors * sizeof *p->anchors +
           e->calls * sizeof *p->calls + e->ops * sizeof *p->ops + e->numbers * sizeof *p->numbers;
  bytes += e->folds * sizeof *p->folds + e->gives * sizeof *p->gives;
  for (uint16_t i = 0; i < p->n_processes; i++) bytes += process_bytes(p, &p->processes[i]);
  return bytes;
}
