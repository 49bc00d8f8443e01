#include "dump_tables.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core.h"
#include "emit_extent.h"
#include "emit_text.h"

typedef struct dump { /* where the listing is: slots and states mean something in a process only */
  const ombud_policy *policy;
  const ombud_words *words;
  const ombud_process *process;
  const ombud_process_word *names;
  FILE *out;
  arena *arena;
  const extents *n;
} dump;

static const char *name_of(const ombud_word *word) {
  return word->name ? word->name : "any";
}

/* ---- what a slot keeps ---- */

static void dump_slot(const dump *d, uint16_t slot) {
  const ombud_process *p = d->process;
  for (size_t i = 0; i < d->policy->n_facts; i++)
    if (p->facts[i] == slot) {
      fputs(d->words->facts[i].name, d->out);
      return;
    }
  for (size_t i = 0; i < p->n_names; i++)
    if (p->occurs[i] == slot) {
      fprintf(d->out, "last(%s)", d->names->names[i].name);
      return;
    }
  for (size_t i = 0; i < p->n_spent; i++)
    if (p->spent[i].slot == slot) {
      fputs("not_counted(", d->out);
      dump_slot(d, p->spent[i].anchor);
      putc(')', d->out);
      return;
    }
  fputs(slot == p->entry ? "entry" : "count", d->out);
}

static void dump_slots(const dump *d) {
  for (uint16_t slot = 0; slot < d->process->n_slots; slot++) {
    fprintf(d->out, "  slot %u: ", (unsigned)slot);
    dump_slot(d, slot);
    putc('\n', d->out);
  }
  for (size_t i = 0; i < d->process->n_spent; i++) {
    const ombud_spent *spent = &d->process->spent[i];
    fprintf(d->out, "  slot %u adds up the time since slot %u in:", (unsigned)spent->slot,
            (unsigned)spent->anchor);
    for (size_t s = 0; s < d->process->n_states; s++)
      if (spent->states[s / 32] >> s % 32 & 1u) fprintf(d->out, " %s", d->names->states[s].name);
    putc('\n', d->out);
  }
}

/* ---- guards, instants, effects ---- */

static void dump_guard(const dump *d, uint32_t guard) {
  if (guard == 0) return;
  fputs(" when ", d->out);
  for (const ombud_test *t = &d->policy->tests[guard];; t++) {
    text_int64(d->out, t->lo);
    fputs(" <= ", d->out);
    dump_slot(d, t->slot);
    fputs(" <= ", d->out);
    text_int64(d->out, t->hi);
    if (t->last == 2) break;
    fputs(t->last ? " or " : " and ", d->out);
  }
}

static void dump_instant(const dump *d, const char *before, uint32_t instant) {
  if (instant == 0) return;
  const ombud_instant *i = &d->policy->instants[instant];
  fprintf(d->out, "%s ", before);
  text_duration(d->out, i->offset, "");
  fputs(i->earliest ? " after earliest(" : " after latest(", d->out);
  for (size_t n = 0; n < i->n_anchors; n++) {
    const ombud_anchor *anchor = &d->policy->anchors[i->anchors + n];
    if (n) fputs(", ", d->out);
    dump_slot(d, anchor->slot);
    if (anchor->spent != OMBUD_NONE) {
      fputs(" + ", d->out);
      dump_slot(d, anchor->spent);
    }
  }
  putc(')', d->out);
}

static void dump_op(const dump *d, const ombud_op *op) {
  const int64_t *number = &d->policy->numbers[op->number];
  static const char *const names[] = {[OMBUD_OP_ADD] = "+",
                                      [OMBUD_OP_SUB] = "-",
                                      [OMBUD_OP_MUL] = "*",
                                      [OMBUD_OP_MIN] = "min",
                                      [OMBUD_OP_MAX] = "max"};
  static const char *const rounds[] = {[OMBUD_ROUND_DOWN] = "down",
                                       [OMBUD_ROUND_UP] = "up",
                                       [OMBUD_ROUND_HALF_UP] = "half_up",
                                       [OMBUD_ROUND_HALF_EVEN] = "half_even"};
  if (op->code == OMBUD_OP_CONST)
    text_int64(d->out, *number);
  else if (op->code == OMBUD_OP_SLOT)
    dump_slot(d, op->slot);
  else if (op->code == OMBUD_OP_SCALE)
    fprintf(d->out, "scale(%" PRId64 " / %" PRId64 " %s)", number[0], number[1], rounds[op->round]);
  else
    fputs(names[op->code], d->out);
}

/* Arguments as they are worked out: operands, then what is done with them. */
static void dump_calls(const dump *d, uint32_t first) {
  for (uint32_t c = first; c != 0; c = d->policy->calls[c].last ? 0 : c + 1) {
    const ombud_call *call = &d->policy->calls[c];
    fprintf(d->out, " do %s/%u(", d->words->effects[call->effect].name, (unsigned)call->n_args);
    for (uint32_t o = 0; o < call->n_ops; o++) {
      if (o) putc(' ', d->out);
      dump_op(d, &d->policy->ops[call->ops + o]);
    }
    putc(')', d->out);
  }
}

static void dump_outcome(const dump *d, uint16_t target, uint32_t calls) {
  if (target != OMBUD_NONE) fprintf(d->out, " -> %s", d->names->states[target].name);
  dump_calls(d, calls);
}

static void dump_origin(const dump *d, uint32_t rule) {
  fputs("  # ", d->out);
  text_origin(d->out, d->words, rule);
  putc('\n', d->out);
}

/* ---- entries and timers ---- */

static void dump_entry(const dump *d, const ombud_entry *entry) {
  static const char *const kinds[] = {
      [OMBUD_ENTRY_MAY] = "may", [OMBUD_ENTRY_MUST] = "must", [OMBUD_ENTRY_DENY] = "may not"};
  fprintf(d->out, "        %s", kinds[entry->kind]);
  const ombud_when *when = &d->policy->whens[entry->when];
  bool denies = entry->kind == OMBUD_ENTRY_DENY;
  dump_outcome(d, denies ? OMBUD_NONE : entry->to, entry->calls);
  if (denies) fprintf(d->out, " because %s", ombud_reason_name(d->policy, d->words, entry->to));
  dump_instant(d, " from", when->from);
  dump_instant(d, " until", when->until);
  dump_guard(d, when->guard);
  if (when->limit) fprintf(d->out, " at most %u", (unsigned)when->limit);
  dump_origin(d, entry->rule);
}

static void dump_cell(const dump *d, size_t actor, size_t action, const core_cell *cell) {
  fprintf(d->out, "      %s %s", d->words->actors[actor].name, d->names->names[action].name);
  for (size_t i = 0; i < cell->n_gives; i++)
    fprintf(d->out, "%s%s", i ? ", " : " gives ", d->words->facts[d->policy->gives[cell->gives + i]].name);
  if (cell->count != OMBUD_NONE) fprintf(d->out, " counted in slot %u", (unsigned)cell->count);
  putc('\n', d->out);
  for (size_t i = 0; i < cell->n_entries; i++) dump_entry(d, &d->policy->entries[cell->entries + i]);
}

static void dump_timer(const dump *d, const ombud_timer *timer) {
  static const char *const kinds[] = {[OMBUD_ACTED] = "acted",
                                      [OMBUD_DEEMED] = "deemed",
                                      [OMBUD_FELL_DUE] = "falls due",
                                      [OMBUD_REMINDED] = "remind"};
  bool reminds = timer->kind == OMBUD_REMINDED;
  fprintf(d->out, "      %s", kinds[timer->kind]);
  for (size_t actor = 0; actor < d->policy->n_actors; actor++)
    if (reminds && timer->calls >> actor & 1u) fprintf(d->out, " %s", d->words->actors[actor].name);
  fprintf(d->out, reminds ? " of %s" : " %s", d->names->names[timer->name].name);
  dump_outcome(d, timer->target, reminds ? 0 : timer->calls);
  dump_instant(d, " at", timer->due);
  dump_origin(d, timer->rule);
}

static void dump_row(const dump *d, size_t mode, size_t state) {
  const ombud_process *p = d->process;
  const ombud_row *row = &p->rows[mode * p->n_states + state];
  if (!(row->flags & OMBUD_ROW_EXISTS)) return;
  fprintf(d->out, "    %s%s\n", d->names->states[state].name, row->flags & OMBUD_ROW_END ? " ends" : "");
  for (uint8_t actor = 1; actor < d->policy->n_actors; actor++)
    for (uint16_t action = 0; action < p->n_actions; action++) {
      core_cell cell = core_cell_of(d->policy, p, (uint8_t)mode, (uint16_t)state, actor, action);
      if (cell.n_entries) dump_cell(d, actor, action, &cell);
    }
  for (size_t t = 0; t < row->n_timers; t++) dump_timer(d, &d->policy->timers[row->timers + t]);
}

/* ---- how columns are kept ---- */

/* Bases of a process's columns tell them apart: equal columns have one. */
static int by_base(const void *left, const void *right) {
  const uint32_t *l = left, *r = right;
  return (*l > *r) - (*l < *r);
}

static size_t distinct_columns(const dump *d) {
  size_t n = 0, cap = 0, distinct = 0;
  uint32_t *bases = NULL;
  for (size_t i = 0; i < extents_places(d->policy, d->process); i++) {
    const ombud_column *column = &d->policy->columns[d->process->columns[i]];
    for (unsigned k = 0; k < extents_run(d->policy, column); k++)
      *ARENA_PUSH(d->arena, bases, n, cap) = column[k].cells;
  }
  if (n > 0) qsort(bases, n, sizeof *bases, by_base);
  for (size_t i = 0; i < n; i++) distinct += i == 0 || bases[i] != bases[i - 1];
  return distinct;
}

/* Sparse ones lie in one another's gaps; the gaps that are left count for the process before them. */
static void dump_columns(const dump *d) {
  size_t n = distinct_columns(d), all = n * d->process->n_states, kept = 0;
  if (d->process->flags & OMBUD_PROCESS_DENSE) {
    fprintf(d->out, "  %zu columns, dense: %zu bytes\n", n, all * sizeof *d->policy->dense);
    return;
  }
  for (size_t i = 0; i < d->n->cells; i++) kept += d->n->cell_process[i] == d->process - d->policy->processes;
  fprintf(d->out, "  %zu columns, sparse: %zu of %zu cells, %zu bytes\n", n, kept, all,
          kept * sizeof *d->policy->cells);
}

static void dump_process(const dump *d) {
  fprintf(d->out, "\nprocess %s\n", d->names->name);
  dump_columns(d);
  dump_slots(d);
  for (size_t mode = 0; mode < d->policy->n_modes; mode++) {
    fprintf(d->out, "  mode %s\n", name_of(&d->words->modes[mode]));
    for (size_t state = 0; state < d->process->n_states; state++) dump_row(d, mode, state);
  }
}

static void dump_facts(const dump *d) {
  for (size_t i = 0; i < d->policy->n_facts; i++) {
    const ombud_fact *fact = &d->policy->facts[i];
    fprintf(d->out, "fact %s: %s ", d->words->facts[i].name, text_type(fact->type));
    text_int64(d->out, fact->lo);
    fputs(" … ", d->out);
    text_int64(d->out, fact->hi);
    putc('\n', d->out);
  }
  for (size_t i = 0; i < d->policy->n_orders; i++) {
    const ombud_order *order = &d->policy->orders[i];
    fprintf(d->out, "bound %s %s %s\n", d->words->facts[order->less].name,
            order->gap ? "<" : "<=", d->words->facts[order->more].name);
  }
}

void dump_tables(arena *a, const ombud_policy *policy, const ombud_words *words, FILE *out) {
  extents n = extents_of(a, policy);
  dump d = {.policy = policy, .words = words, .out = out, .arena = a, .n = &n};
  fprintf(out, "policy %s, abi %" PRIu32 "\n", words->name, policy->abi);
  fprintf(out, "a case has %u slots; a call brings about at most %" PRIu32 " events, %" PRIu32 " effects\n",
          (unsigned)policy->case_slots, policy->max_events, policy->max_effects);
  fprintf(out, "%zu bytes without words\n", extents_bytes(&n, policy));
  dump_facts(&d);
  for (size_t p = 0; p < policy->n_processes; p++) {
    d.process = &policy->processes[p];
    d.names = &words->processes[p];
    dump_process(&d);
  }
}
