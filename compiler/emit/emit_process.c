#include <inttypes.h>

#include "emit.h"
#include "emit_text.h"

static const char *const kinds[] = {[OMBUD_ENTRY_MAY] = "OMBUD_ENTRY_MAY",
                                    [OMBUD_ENTRY_MUST] = "OMBUD_ENTRY_MUST",
                                    [OMBUD_ENTRY_DENY] = "OMBUD_ENTRY_DENY"};

static const char *const event_kinds[] = {[OMBUD_ACTED] = "OMBUD_ACTED",
                                          [OMBUD_DEEMED] = "OMBUD_DEEMED",
                                          [OMBUD_FELL_DUE] = "OMBUD_FELL_DUE",
                                          [OMBUD_REMINDED] = "OMBUD_REMINDED"};

static const char *const built_in[] = {
    [OMBUD_REASON_NONE] = "OMBUD_REASON_NONE",   [OMBUD_ENDED] = "OMBUD_ENDED",
    [OMBUD_TOO_EARLY] = "OMBUD_TOO_EARLY",       [OMBUD_TOO_LATE] = "OMBUD_TOO_LATE",
    [OMBUD_TOO_OFTEN] = "OMBUD_TOO_OFTEN",       [OMBUD_ANOTHER_ACTOR] = "OMBUD_ANOTHER_ACTOR",
    [OMBUD_ANOTHER_MODE] = "OMBUD_ANOTHER_MODE", [OMBUD_ANOTHER_STATE] = "OMBUD_ANOTHER_STATE",
    [OMBUD_FACT_MISSING] = "OMBUD_FACT_MISSING", [OMBUD_NOT_PERMITTED] = "OMBUD_NOT_PERMITTED",
    [OMBUD_FACT_UNASKED] = "OMBUD_FACT_UNASKED"};

static const char *reason_symbol(const emission *e, uint16_t reason) {
  return reason < OMBUD_REASON_FIRST ? built_in[reason] : e->symbols->reasons[reason - OMBUD_REASON_FIRST];
}

static void unless_zero(const emission *e, const char *member, uint32_t number) {
  if (number) fprintf(e->out, ", .%s = %" PRIu32, member, number);
}

static void emit_origin(const emission *e, uint32_t rule) {
  fputs(" /* ", e->out);
  text_origin(e->out, e->words, rule);
  fputs(" */\n", e->out);
}

/* ---- what all processes share: cells, entries, timers ---- */

static void emit_cells(const emission *e, size_t n) {
  emit_begin(e, "ombud_cell", "cells", n);
  for (size_t i = 0; i < n; i++) {
    const ombud_cell *cell = &e->policy->cells[i];
    fprintf(e->out, "  [%zu] = {.entries = %" PRIu32 ", .n_entries = %u", i, cell->entries,
            (unsigned)cell->n_entries);
    if (cell->n_gives)
      fprintf(e->out, ", .gives = %" PRIu32 ", .n_gives = %u", cell->gives, (unsigned)cell->n_gives);
    emit_field(e, "count", NULL, cell->count);
    if (cell->reason) emit_field(e, "reason", built_in, cell->reason);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

static void emit_entries(const emission *e, const extents *n) {
  if (!emit_begin(e, "ombud_entry", "entries", n->entries)) return;
  for (size_t i = 0; i < n->entries; i++) {
    const ombud_entry *entry = &e->policy->entries[i];
    uint16_t process = n->entry_process[i];
    fprintf(e->out, "  [%zu] = {.kind = %s, .rule = %" PRIu32, i, kinds[entry->kind], entry->rule);
    unless_zero(e, "guard", entry->guard);
    unless_zero(e, "from", entry->from);
    unless_zero(e, "until", entry->until);
    if (entry->n_calls) fprintf(e->out, ", .calls = %" PRIu32, entry->calls);
    unless_zero(e, "n_calls", entry->n_calls);
    emit_field(e, "target", process == OMBUD_NONE ? NULL : e->symbols->states[process], entry->target);
    if (entry->reason) fprintf(e->out, ", .reason = %s", reason_symbol(e, entry->reason));
    unless_zero(e, "limit", entry->limit);
    fputs("},", e->out);
    emit_origin(e, entry->rule);
  }
  emit_end(e);
}

static void emit_reminded(const emission *e, uint32_t actors) {
  const char *before = ", .reminded = ";
  for (size_t i = 0; i < e->policy->n_actors; i++)
    if (actors >> i & 1u) {
      fprintf(e->out, "%sUINT32_C(1) << %s", before, e->symbols->actors[i]);
      before = " | ";
    }
}

static void emit_timers(const emission *e, const extents *n) {
  if (!emit_begin(e, "ombud_timer", "timers", n->timers)) return;
  for (size_t i = 0; i < n->timers; i++) {
    const ombud_timer *timer = &e->policy->timers[i];
    uint16_t process = n->timer_process[i];
    fprintf(e->out, "  [%zu] = {.kind = %s, .rule = %" PRIu32 ", .due = %" PRIu32, i,
            event_kinds[timer->kind], timer->rule, timer->due);
    emit_field(e, "name", process == OMBUD_NONE ? NULL : e->symbols->names[process], timer->name);
    emit_field(e, "target", process == OMBUD_NONE ? NULL : e->symbols->states[process], timer->target);
    if (timer->n_calls) fprintf(e->out, ", .calls = %" PRIu32, timer->calls);
    unless_zero(e, "n_calls", timer->n_calls);
    emit_reminded(e, timer->reminded);
    fputs("},", e->out);
    emit_origin(e, timer->rule);
  }
  emit_end(e);
}

/* ---- what each process has of its own ---- */

/* The rules of a cell, each once, in the order in which they are asked. */
static void emit_cell_origin(const emission *e, const ombud_cell *cell) {
  if (cell->n_entries == 0) {
    putc('\n', e->out);
    return;
  }
  uint32_t last = OMBUD_NO_RULE;
  for (size_t i = 0; i < cell->n_entries; i++) {
    uint32_t rule = e->policy->entries[cell->entries + i].rule;
    if (rule == last) continue;
    fputs(last == OMBUD_NO_RULE ? " /* " : "; ", e->out);
    text_origin(e->out, e->words, rule);
    last = rule;
  }
  fputs(" */\n", e->out);
}

static void emit_cell_row(const emission *e, size_t p, size_t mode, size_t state, size_t first) {
  const ombud_process *process = &e->policy->processes[p];
  const char *name = e->words->processes[p].name;
  for (size_t actor = 1; actor < e->policy->n_actors; actor++)
    for (size_t action = 0; action < process->n_actions; action++) {
      uint32_t cell = process->cells[first + (actor - 1) * process->n_actions + action];
      if (cell == 0) continue;
      fprintf(e->out, "  [%s_at(", name);
      emit_name(e, e->symbols->modes[mode], mode);
      fprintf(e->out, ", %s, %s, %s)] = %" PRIu32 ",", e->symbols->states[p][state],
              e->symbols->actors[actor], e->symbols->names[p][action], cell);
      emit_cell_origin(e, &e->policy->cells[cell]);
    }
}

static bool all_zero(const uint32_t *cells, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (cells[i]) return false;
  return true;
}

/* One array without inner dimensions, because the runtime walks it as one. */
static void emit_process_cells(const emission *e, size_t p) {
  const ombud_process *process = &e->policy->processes[p];
  const char *name = e->words->processes[p].name;
  size_t columns = (e->policy->n_actors - 1u) * (size_t)process->n_actions, at = 0;
  if (columns == 0) return;
  fprintf(e->out, "#define %s_at(mode, state, actor, action) \\\n", name);
  fprintf(e->out, "  ((((size_t)(mode) * %u + (state)) * %u + (actor) - 1) * %u + (action))\n",
          (unsigned)process->n_states, e->policy->n_actors - 1u, (unsigned)process->n_actions);
  size_t n = extents_cells(e->policy, process);
  fprintf(e->out, "static const uint32_t %s_cells[%zu] = {\n", name, n);
  if (all_zero(process->cells, n)) fputs("  0\n", e->out); /* C has no empty initialiser */
  for (size_t mode = 0; mode < e->policy->n_modes; mode++)
    for (size_t state = 0; state < process->n_states; state++, at += columns)
      emit_cell_row(e, p, mode, state, at);
  emit_end(e);
}

static void emit_rows(const emission *e, size_t p) {
  const ombud_process *process = &e->policy->processes[p];
  const char *name = e->words->processes[p].name;
  fprintf(e->out, "static const ombud_row %s_rows[%zu] = {\n", name,
          (size_t)e->policy->n_modes * process->n_states);
  for (size_t mode = 0; mode < e->policy->n_modes; mode++)
    for (size_t state = 0; state < process->n_states; state++) {
      const ombud_row *row = &process->rows[mode * process->n_states + state];
      if (!(row->flags & OMBUD_ROW_EXISTS)) continue;
      fputs("  [", e->out);
      emit_name(e, e->symbols->modes[mode], mode);
      fprintf(e->out, " * %u + %s] = {.flags = OMBUD_ROW_EXISTS", (unsigned)process->n_states,
              e->symbols->states[p][state]);
      if (row->flags & OMBUD_ROW_END) fputs(" | OMBUD_ROW_END", e->out);
      if (row->n_timers) fprintf(e->out, ", .timers = %" PRIu32, row->timers);
      unless_zero(e, "n_timers", row->n_timers);
      fputs("},\n", e->out);
    }
  emit_end(e);
}

static void emit_slots(const emission *e, const char *process, const char *list, const char *const *names,
                       const uint16_t *slots, size_t n) {
  if (n == 0) return;
  fprintf(e->out, "static const uint16_t %s_%s[] = {\n", process, list);
  for (size_t i = 0; i < n; i++) {
    fputs("  ", e->out);
    emit_index(e, names[i], i);
    emit_number(e, slots[i]);
    fputs(",\n", e->out);
  }
  emit_end(e);
}

static void emit_elapsed(const emission *e, size_t p) {
  const ombud_process *process = &e->policy->processes[p];
  if (process->n_spent == 0) return;
  fprintf(e->out, "static const ombud_spent %s_elapsed[] = {\n", e->words->processes[p].name);
  for (size_t i = 0; i < process->n_spent; i++) {
    const ombud_spent *spent = &process->spent[i];
    fprintf(e->out, "  {.slot = %u, .anchor = %u, .states = (const uint32_t[]){", (unsigned)spent->slot,
            (unsigned)spent->anchor);
    for (size_t w = 0; w < (process->n_states + 31u) / 32; w++)
      fprintf(e->out, "%s0x%08" PRIx32 "u", w ? ", " : "", spent->states[w]);
    fputs("}}, /* not counting", e->out);
    for (size_t state = 0; state < process->n_states; state++)
      if (spent->states[state / 32] >> state % 32 & 1u)
        fprintf(e->out, " %s", e->words->processes[p].states[state].name);
    fputs(" */\n", e->out);
  }
  emit_end(e);
}

static void emit_table(const emission *e, size_t p) {
  const ombud_process *process = &e->policy->processes[p];
  const char *name = e->words->processes[p].name;
  fputs("  ", e->out);
  emit_index(e, e->symbols->processes[p], p);
  fprintf(e->out, "{.cells = %s%s, .rows = %s_rows,\n", process->n_actions ? name : "NULL",
          process->n_actions ? "_cells" : "", name);
  fprintf(e->out, "    .facts = %s%s, .occurs = %s%s, .spent = %s%s,\n", e->policy->n_facts ? name : "NULL",
          e->policy->n_facts ? "_slots" : "", process->n_names ? name : "NULL",
          process->n_names ? "_occurs" : "", process->n_spent ? name : "NULL",
          process->n_spent ? "_elapsed" : "");
  fprintf(e->out, "    .n_states = %u, .n_actions = %u, .n_names = %u, .n_spent = %u, .n_slots = %u",
          (unsigned)process->n_states, (unsigned)process->n_actions, (unsigned)process->n_names,
          (unsigned)process->n_spent, (unsigned)process->n_slots);
  emit_field(e, "entry", NULL, process->entry);
  fputs("},\n", e->out);
}

void emit_processes(const emission *e, const extents *n) {
  emit_entries(e, n);
  emit_timers(e, n);
  emit_cells(e, n->cells);
  for (size_t p = 0; p < e->policy->n_processes; p++) {
    const ombud_process *process = &e->policy->processes[p];
    const char *name = e->words->processes[p].name;
    emit_process_cells(e, p);
    emit_rows(e, p);
    emit_slots(e, name, "slots", e->symbols->facts, process->facts, e->policy->n_facts);
    emit_slots(e, name, "occurs", e->symbols->names[p], process->occurs, process->n_names);
    emit_elapsed(e, p);
  }
  if (!emit_begin(e, "ombud_process", "process_tables", e->policy->n_processes)) return;
  for (size_t p = 0; p < e->policy->n_processes; p++) emit_table(e, p);
  emit_end(e);
}
