#include <assert.h>
#include <inttypes.h>

#include "emit.h"
#include "emit_text.h"

static const char *const kinds[] = {
    [OMBUD_ENTRY_MAY] = "OMBUD_ENTRY_MAY",         [OMBUD_ENTRY_MUST] = "OMBUD_ENTRY_MUST",
    [OMBUD_ENTRY_DENY] = "OMBUD_ENTRY_DENY",       [OMBUD_ENTRY_SILENT] = "OMBUD_ENTRY_SILENT",
    [OMBUD_ENTRY_CONTEST] = "OMBUD_ENTRY_CONTEST",
};

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

/* ---- what all processes share: entries, contests, columns, cells, timers ---- */

static const char *const entry_flags[] = {
    [0] = "OMBUD_ENTRY_MOVES", [1] = "OMBUD_ENTRY_ASK", [7] = "OMBUD_ENTRY_YES"};

static const char *const column_flags[] = {"OMBUD_COLUMN_BOUNDED", "OMBUD_COLUMN_KEPT", "OMBUD_COLUMN_ASK",
                                           "OMBUD_COLUMN_CHOOSES"};

static const char *const process_flags[] = {"OMBUD_PROCESS_TIMERS", "OMBUD_PROCESS_ENTRY",
                                            "OMBUD_PROCESS_OCCURS", "OMBUD_PROCESS_DENSE",
                                            "OMBUD_PROCESS_FEW"};

static void emit_flags(const emission *e, uint16_t flags, const char *const *names, unsigned n) {
  const char *before = ", .flags = ";
  for (unsigned i = 0; i < n; i++)
    if (flags >> i & 1) {
      assert(names[i]);
      fprintf(e->out, "%s%s", before, names[i]);
      before = " | ";
    }
}

static void emit_to(const emission *e, const ombud_entry *entry, uint16_t process) {
  bool goes = entry->kind == OMBUD_ENTRY_MAY || entry->kind == OMBUD_ENTRY_MUST;
  if (goes) emit_field(e, "to", process == OMBUD_NONE ? NULL : e->symbols->states[process], entry->to);
  if (!goes && entry->kind != OMBUD_ENTRY_CONTEST) fprintf(e->out, ", .to = %s", reason_symbol(e, entry->to));
}

static void emit_entries(const emission *e, const extents *n) {
  if (!emit_begin(e, "ombud_entry", "entries", n->entries)) return;
  for (size_t i = 0; i < n->entries; i++) {
    const ombud_entry *entry = &e->policy->entries[i];
    fprintf(e->out, "  [%zu] = {.kind = %s", i, kinds[entry->kind]);
    emit_flags(e, entry->flags, entry_flags, 8);
    if (entry->rule == OMBUD_NO_RULE)
      fputs(", .rule = OMBUD_NO_RULE", e->out);
    else
      fprintf(e->out, ", .rule = %" PRIu32, entry->rule);
    unless_zero(e, "when", entry->when);
    unless_zero(e, "calls", entry->calls);
    emit_to(e, entry, n->entry_process[i]);
    fputs("},", e->out);
    if (entry->kind == OMBUD_ENTRY_SILENT || entry->kind == OMBUD_ENTRY_CONTEST)
      putc('\n', e->out);
    else
      emit_origin(e, entry->rule);
  }
  emit_end(e);
}

static void emit_contests(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_contest", "contests", n)) return;
  for (size_t i = 0; i < n; i++) {
    const ombud_contest *x = &e->policy->contests[i];
    fprintf(e->out, "  [%zu] = {.entries = %" PRIu32 ", .n_entries = %u", i, x->entries,
            (unsigned)x->n_entries);
    if (x->n_gives) fprintf(e->out, ", .gives = %u, .n_gives = %u", (unsigned)x->gives, (unsigned)x->n_gives);
    emit_field(e, "count", NULL, x->count);
    emit_field(e, "held", NULL, x->held);
    fprintf(e->out, ", .reason = %s},\n", reason_symbol(e, x->reason));
  }
  emit_end(e);
}

static void emit_whens(const emission *e, size_t n) {
  emit_begin(e, "ombud_when", "whens", n);
  for (size_t i = 0; i < n; i++) {
    const ombud_when *when = &e->policy->whens[i];
    fprintf(e->out, "  [%zu] = {.guard = %" PRIu32, i, when->guard);
    unless_zero(e, "from", when->from);
    unless_zero(e, "until", when->until);
    unless_zero(e, "limit", when->limit);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

static void emit_folds(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_fold", "folds", n)) return;
  for (size_t i = 0; i < n; i++) {
    const ombud_fold *fold = &e->policy->folds[i];
    fprintf(e->out, "  [%zu] = {.bound = ", i);
    text_int64(e->out, fold->bound);
    fprintf(e->out, ", .slot = %u, .given = ", (unsigned)fold->slot);
    if (fold->given >= OMBUD_GIVEN_MAX)
      fputs("OMBUD_GIVEN_MAX", e->out);
    else
      fprintf(e->out, "%u", (unsigned)fold->given);
    fprintf(e->out, ", .weight = %u},\n", (unsigned)fold->weight);
  }
  emit_end(e);
}

static void emit_columns(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_column", "columns", n)) return;
  for (size_t i = 0; i < n; i++) {
    const ombud_column *column = &e->policy->columns[i];
    fprintf(e->out, "  [%zu] = {.cells = %" PRIu32 ", .other = %" PRIu32, i, column->cells, column->other);
    if (column->n_gives)
      fprintf(e->out, ", .gives = %u, .n_gives = %u", (unsigned)column->gives, (unsigned)column->n_gives);
    if (column->n_folds)
      fprintf(e->out, ", .folds = %u, .n_folds = %u", (unsigned)column->folds, (unsigned)column->n_folds);
    emit_flags(e, column->flags, column_flags, 4);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

/* The rules that an entry stands for, each once, in the order in which they are asked. */
static void emit_entry_origin(const emission *e, const ombud_entry *entry) {
  const ombud_policy *p = e->policy;
  bool several = entry->kind == OMBUD_ENTRY_CONTEST;
  const ombud_contest *of = several ? &p->contests[entry->rule] : NULL;
  uint32_t n = several ? of->n_entries : entry->kind != OMBUD_ENTRY_SILENT, last = OMBUD_NO_RULE;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t rule = several ? p->entries[of->entries + i].rule : entry->rule;
    if (rule == last) continue;
    fputs(last == OMBUD_NO_RULE ? " /* " : "; ", e->out);
    text_origin(e->out, e->words, rule);
    last = rule;
  }
  fputs(n ? " */\n" : "\n", e->out);
}

static bool begins_column(const emission *e, const extents *n, size_t at) {
  for (size_t i = 0; i < n->columns; i++) {
    const ombud_process *process = &e->policy->processes[n->column_process[i]];
    if (process->flags & OMBUD_PROCESS_DENSE && e->policy->columns[i].cells == at) return true;
  }
  return false;
}

/* A line a column, an element a state; which columns are whose stands with the process. */
static void emit_dense(const emission *e, const extents *n) {
  if (!emit_begin(e, "uint16_t", "dense", n->dense)) return;
  for (size_t i = 0; i < n->dense; i++) {
    if (begins_column(e, n, i)) fprintf(e->out, "%s  /* %zu: */", i ? "\n" : "", i);
    fprintf(e->out, " %u | %u << 8,", e->policy->dense[i] & 0xFFu, (unsigned)(e->policy->dense[i] >> 8));
  }
  putc('\n', e->out);
  emit_end(e);
}

static void emit_cells(const emission *e, const extents *n) {
  if (!emit_begin(e, "ombud_cell", "cells", n->cells)) return;
  for (size_t i = 0; i < n->cells; i++) {
    const ombud_cell *cell = &e->policy->cells[i];
    uint16_t process = n->cell_process[i];
    if (process == OMBUD_NONE) {
      fprintf(e->out, "  [%zu] = {.state = OMBUD_NONE},\n", i);
      continue;
    }
    const char *const *states = e->symbols->states[process];
    fprintf(e->out, "  [%zu] = {.state = ", i);
    emit_name(e, states[cell->state], cell->state);
    emit_field(e, "target", states, cell->target);
    fprintf(e->out, ", .entry = %" PRIu32 "},", cell->entry);
    emit_entry_origin(e, &e->policy->entries[cell->entry]);
  }
  emit_end(e);
}

static void emit_reminded(const emission *e, uint32_t actors) {
  const char *before = ", .calls = ";
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
    if (timer->kind == OMBUD_REMINDED)
      emit_reminded(e, timer->calls);
    else
      unless_zero(e, "calls", timer->calls);
    fputs("},", e->out);
    emit_origin(e, timer->rule);
  }
  emit_end(e);
}

/* ---- what each process has of its own ---- */

static void emit_process_columns(const emission *e, size_t p) {
  const ombud_process *process = &e->policy->processes[p];
  if (process->n_actions == 0) return;
  fprintf(e->out, "static const uint16_t %s_columns[] OMBUD_TIGHT(uint16_t) = {\n", e->symbols->tables[p]);
  size_t at = 0;
  for (size_t mode = 0; mode < e->policy->n_modes; mode++)
    for (size_t actor = 1; actor < e->policy->n_actors; actor++)
      for (size_t action = 0; action < process->n_actions; action++)
        fprintf(e->out, "  %u, /* %s: %s %s */\n", (unsigned)process->columns[at++],
                e->words->modes[mode].name ? e->words->modes[mode].name : "any", e->words->actors[actor].name,
                e->words->processes[p].names[action].name);
  emit_end(e);
}

static void emit_rows(const emission *e, size_t p) {
  const ombud_process *process = &e->policy->processes[p];
  const char *name = e->symbols->tables[p];
  fprintf(e->out, "static const ombud_row %s_rows[%zu] OMBUD_TIGHT(ombud_row) = {\n", name,
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
      unless_zero(e, "wake", row->wake);
      fputs("},\n", e->out);
    }
  emit_end(e);
}

static void emit_slots(const emission *e, const char *process, const char *list, const char *const *names,
                       const uint16_t *slots, size_t n) {
  if (n == 0) return;
  fprintf(e->out, "static const uint16_t %s_%s[] OMBUD_TIGHT(uint16_t) = {\n", process, list);
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
  fprintf(e->out, "static const ombud_spent %s_elapsed[] OMBUD_TIGHT(ombud_spent) = {\n",
          e->symbols->tables[p]);
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
  const char *name = e->symbols->tables[p];
  fputs("  ", e->out);
  emit_index(e, e->symbols->processes[p], p);
  fprintf(e->out, "{.columns = %s%s, .rows = %s_rows,\n", process->n_actions ? name : "NULL",
          process->n_actions ? "_columns" : "", name);
  fprintf(e->out, "    .facts = %s%s, .occurs = %s%s, .spent = %s%s,\n", e->policy->n_facts ? name : "NULL",
          e->policy->n_facts ? "_slots" : "", process->n_names ? name : "NULL",
          process->n_names ? "_occurs" : "", process->n_spent ? name : "NULL",
          process->n_spent ? "_elapsed" : "");
  fprintf(e->out, "    .n_states = %u, .n_actions = %u, .n_names = %u, .n_spent = %u, .n_slots = %u",
          (unsigned)process->n_states, (unsigned)process->n_actions, (unsigned)process->n_names,
          (unsigned)process->n_spent, (unsigned)process->n_slots);
  emit_field(e, "entry", NULL, process->entry);
  emit_flags(e, process->flags, process_flags, 5);
  fputs("},\n", e->out);
}

void emit_processes(const emission *e, const extents *n) {
  emit_whens(e, n->whens);
  emit_entries(e, n);
  emit_contests(e, n->contests);
  emit_folds(e, n->folds);
  emit_dense(e, n);
  emit_cells(e, n);
  emit_columns(e, n->columns);
  emit_timers(e, n);
  for (size_t p = 0; p < e->policy->n_processes; p++) {
    const ombud_process *process = &e->policy->processes[p];
    const char *name = e->symbols->tables[p];
    emit_process_columns(e, p);
    emit_rows(e, p);
    emit_slots(e, name, "slots", e->symbols->facts, process->facts, e->policy->n_facts);
    emit_slots(e, name, "occurs", e->symbols->names[p], process->occurs, process->n_names);
    emit_elapsed(e, p);
  }
  if (!emit_begin(e, "ombud_process", "process_tables", e->policy->n_processes)) return;
  for (size_t p = 0; p < e->policy->n_processes; p++) emit_table(e, p);
  emit_end(e);
}
