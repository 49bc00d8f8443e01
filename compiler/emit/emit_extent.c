#include "emit_extent.h"

static void reach(size_t *extent, size_t end) {
  if (end > *extent) *extent = end;
}

size_t extents_cells(const ombud_policy *policy, const ombud_process *process) {
  return (size_t)policy->n_modes * process->n_states * (policy->n_actors - 1u) * process->n_actions;
}

static size_t rows_of(const ombud_policy *policy, const ombud_process *process) {
  return (size_t)policy->n_modes * process->n_states;
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

static void reach_calls(extents *e, const ombud_policy *policy, uint32_t first, uint16_t n) {
  reach(&e->calls, (size_t)first + n);
  for (size_t c = first; c < (size_t)first + n; c++)
    reach(&e->ops, (size_t)policy->calls[c].ops + policy->calls[c].n_ops);
}

static void reach_cell(extents *e, const ombud_policy *policy, uint32_t cell) {
  const ombud_cell *c = &policy->cells[cell];
  reach(&e->cells, (size_t)cell + 1);
  reach(&e->gives, (size_t)c->gives + c->n_gives);
  reach(&e->entries, (size_t)c->entries + c->n_entries);
  for (size_t i = c->entries; i < (size_t)c->entries + c->n_entries; i++) {
    const ombud_entry *entry = &policy->entries[i];
    reach_guard(e, policy, entry->guard);
    reach_instant(e, policy, entry->from);
    reach_instant(e, policy, entry->until);
    reach_calls(e, policy, entry->calls, entry->n_calls);
  }
}

static void reach_row(extents *e, const ombud_policy *policy, const ombud_row *row) {
  reach(&e->timers, (size_t)row->timers + row->n_timers);
  for (size_t t = row->timers; t < (size_t)row->timers + row->n_timers; t++) {
    reach_instant(e, policy, policy->timers[t].due);
    reach_calls(e, policy, policy->timers[t].calls, policy->timers[t].n_calls);
  }
}

static void claim(uint16_t *owners, size_t first, size_t n, uint16_t process) {
  for (size_t i = first; i < first + n; i++) owners[i] = process;
}

static void claim_all(extents *e, const ombud_policy *policy, uint16_t p) {
  const ombud_process *process = &policy->processes[p];
  for (size_t i = 0; i < extents_cells(policy, process); i++) {
    const ombud_cell *cell = &policy->cells[process->cells[i]];
    if (process->cells[i]) claim(e->entry_process, cell->entries, cell->n_entries, p);
  }
  for (size_t i = 0; i < rows_of(policy, process); i++)
    claim(e->timer_process, process->rows[i].timers, process->rows[i].n_timers, p);
}

extents extents_of(arena *a, const ombud_policy *policy) {
  extents e = {.cells = 1}; /* the cell that is none is there always */
  for (size_t p = 0; p < policy->n_processes; p++) {
    const ombud_process *process = &policy->processes[p];
    for (size_t i = 0; i < extents_cells(policy, process); i++)
      if (process->cells[i]) reach_cell(&e, policy, process->cells[i]);
    for (size_t i = 0; i < rows_of(policy, process); i++) reach_row(&e, policy, &process->rows[i]);
  }
  e.entry_process = ARENA_ARRAY(a, e.entries, uint16_t);
  e.timer_process = ARENA_ARRAY(a, e.timers, uint16_t);
  claim(e.entry_process, 0, e.entries, OMBUD_NONE);
  claim(e.timer_process, 0, e.timers, OMBUD_NONE);
  for (uint16_t p = 0; p < policy->n_processes; p++) claim_all(&e, policy, p);
  return e;
}
