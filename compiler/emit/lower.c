#include "lower.h"

#include <string.h>

#include "lower_part.h"

/* ---- slots ---- */

static uint16_t *slots_of(arena *a, size_t n) {
  uint16_t *list = ARENA_ARRAY(a, n, uint16_t);
  for (size_t i = 0; i < n; i++) list[i] = OMBUD_NONE;
  return list;
}

static void take(layout *at, uint16_t *slot) {
  if (*slot == OMBUD_NONE) *slot = (uint16_t)at->n_slots++;
}

static bool same_spending(const spending *s, const anchor *since, const instant *i) {
  if (s->since.kind != since->kind || s->since.index != since->index || s->n_states != i->n_excluded)
    return false;
  return memcmp(s->states, i->excluded, i->n_excluded * sizeof *i->excluded) == 0;
}

uint16_t lower_spent_slot(const layout *at, const anchor *since, const instant *i) {
  for (size_t k = 0; i->n_excluded > 0 && k < at->n_spent; k++)
    if (same_spending(&at->spent[k], since, i)) return at->spent[k].slot;
  return OMBUD_NONE;
}

static void take_instant(lowering *l, const instant *i) {
  layout *at = &l->at;
  for (uint16_t k = 0; i != NULL && k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    switch (a->kind) {
    case AT_ENTRY: take(at, &at->entry); continue; /* in the state itself nothing is left out */
    case AT_NAME: take(at, &at->occurs[a->index]); break;
    case AT_FACT: take(at, &at->facts[a->index]); break;
    }
    if (i->n_excluded == 0 || lower_spent_slot(at, a, i) != OMBUD_NONE) continue;
    take(at, &at->entry);
    *ARENA_PUSH(l->arena, at->spent, at->n_spent, at->cap_spent) =
        (spending){*a, i->excluded, i->n_excluded, (uint16_t)at->n_slots++};
  }
}

/* Facts that some action gives, in the order of their numbers; then what is counted from; then what is
 * counted. */
static void lay_out(lowering *l) {
  layout *at = &l->at;
  const plan_process *q = l->q;
  size_t n_columns = (size_t)l->p->n_actors * q->n_actions;
  *at = (layout){.facts = slots_of(l->arena, l->p->n_facts),
                 .occurs = slots_of(l->arena, q->n_names),
                 .counts = slots_of(l->arena, n_columns),
                 .entry = OMBUD_NONE};
  bool *given = ARENA_ARRAY(l->arena, l->p->n_facts, bool);
  for (size_t i = 0; i < q->n_places; i++)
    for (uint16_t k = 0; k < q->places[i].cell->n_gives; k++) given[q->places[i].cell->gives[k]] = true;
  for (uint16_t f = 0; f < l->p->n_facts; f++)
    if (given[f]) take(at, &at->facts[f]);
  for (size_t i = 0; i < q->n_places; i++)
    for (uint32_t k = 0; k < q->places[i].cell->n_entries; k++) {
      const plan_entry *e = &q->places[i].cell->entries[k];
      take_instant(l, e->from);
      take_instant(l, e->until);
      if (e->from != NULL || e->until != NULL) take(at, &at->entry); /* for ombud_why.earlier */
    }
  for (size_t r = 0; r < (size_t)l->p->n_modes * q->n_states; r++)
    for (uint16_t t = 0; t < q->rows[r].n_timers; t++) take_instant(l, &q->rows[r].timers[t].due);
  for (size_t i = 0; i < q->n_places; i++)
    if (q->places[i].cell->counted)
      take(at, &at->counts[q->places[i].actor * q->n_actions + q->places[i].action]);
}

/* ---- rows ---- */

/* 0, which is no time ahead, where the number cannot be kept: then no entry that leads here is plain. The
 * straight way reads it for whatever state it meets, so it is a number of the tables always. */
static uint16_t lower_wake(lowering *l, const plan_row *r) {
  int64_t first = r->timers[0].due.offset;
  for (uint16_t i = 1; i < r->n_timers; i++)
    if (r->timers[i].due.offset < first) first = r->timers[i].due.offset;
  uint32_t number = lower_number(l, first);
  return number <= UINT16_MAX ? (uint16_t)number : 0;
}

static void lower_row(lowering *l, const plan_row *r, ombud_row *out) {
  if (r->exists) out->flags = (uint8_t)(OMBUD_ROW_EXISTS | (r->end ? OMBUD_ROW_END : 0));
  if (r->n_timers == 0) return;
  ombud_timer *list = ARENA_ARRAY(l->arena, r->n_timers, ombud_timer);
  for (uint16_t i = 0; i < r->n_timers; i++) {
    const plan_timer *t = &r->timers[i];
    list[i].rule = t->rule;
    list[i].due = lower_instant(l, &t->due);
    list[i].calls = t->kind == OMBUD_REMINDED ? t->reminded : lower_calls(l, &t->out);
    list[i].target = t->out.target;
    list[i].name = t->name;
    list[i].kind = t->kind;
  }
  out->timers = pool_put(&l->timers, list, r->n_timers);
  out->n_timers = (uint8_t)r->n_timers;
  out->wake = lower_wake(l, r);
}

static const ombud_spent *lower_spent(lowering *l) {
  ombud_spent *list = ARENA_ARRAY(l->arena, l->at.n_spent, ombud_spent);
  for (size_t i = 0; i < l->at.n_spent; i++) {
    const spending *s = &l->at.spent[i];
    uint32_t *bits = ARENA_ARRAY(l->arena, (size_t)l->q->n_states / 32 + 1, uint32_t);
    for (uint16_t k = 0; k < s->n_states; k++) bits[s->states[k] / 32] |= UINT32_C(1) << s->states[k] % 32;
    list[i].slot = s->slot;
    list[i].anchor = s->since.kind == AT_NAME ? l->at.occurs[s->since.index] : l->at.facts[s->since.index];
    list[i].states = bits;
  }
  return list;
}

static uint8_t lower_flags(const lowering *l) {
  unsigned most = 0; /* timers of one state */
  bool occurs = false;
  for (size_t r = 0; r < (size_t)l->p->n_modes * l->q->n_states; r++)
    if (l->rows[r].n_timers > most) most = l->rows[r].n_timers;
  for (uint16_t i = 0; i < l->q->n_actions; i++) occurs |= l->at.occurs[i] != OMBUD_NONE;
  return (uint8_t)((most > 0 ? OMBUD_PROCESS_TIMERS : 0) |
                   (l->at.entry != OMBUD_NONE ? OMBUD_PROCESS_ENTRY : 0) |
                   (occurs ? OMBUD_PROCESS_OCCURS : 0) | (l->dense ? OMBUD_PROCESS_DENSE : 0) |
                   (most < 2 ? OMBUD_PROCESS_FEW : 0));
}

static lower_excess lower_process(lowering *l, const plan_process *q, ombud_process *out) {
  l->q = q;
  l->guard_of = l->list_of = (map){.arena = l->arena};
  lay_out(l);
  size_t n_rows = (size_t)l->p->n_modes * q->n_states,
         n_columns = (size_t)(l->p->n_actors - 1) * q->n_actions;
  if ((uint64_t)n_rows * n_columns > LOWER_CELLS_MAX) return LOWER_CELLS;
  if (l->at.n_slots > LOWER_SLOTS_MAX) return LOWER_SLOTS;
  ombud_row *rows = ARENA_ARRAY(l->arena, n_rows, ombud_row);
  for (size_t r = 0; r < n_rows; r++) lower_row(l, &q->rows[r], &rows[r]);
  l->rows = rows;
  out->columns = lower_columns(l);
  if (out->columns == NULL) return LOWER_COLUMNS;
  out->rows = rows;
  out->facts = l->at.facts;
  out->occurs = l->at.occurs;
  out->spent = lower_spent(l);
  out->n_states = q->n_states;
  out->n_actions = q->n_actions;
  out->n_names = q->n_names;
  out->n_spent = (uint16_t)l->at.n_spent;
  out->n_slots = (uint16_t)l->at.n_slots;
  out->entry = l->at.entry;
  out->flags = lower_flags(l);
  return LOWER_FITS;
}

static void start_pools(lowering *l) {
  static const ombud_test no_test = {.slot = OMBUD_NONE, .last = 2};
  static const ombud_instant no_instant;
  static const ombud_when always;
  static const ombud_call no_call;
  static const int64_t never = INT64_MIN; /* as the straight way reads it, of a row without deadlines */
  struct {
    pool *pool;
    size_t size;
    const void *first; /* index 0 means none */
  } all[] = {
      {&l->whens, sizeof(ombud_when), &always},
      {&l->tests, sizeof(ombud_test), &no_test},
      {&l->instants, sizeof(ombud_instant), &no_instant},
      {&l->calls, sizeof(ombud_call), &no_call},
      {&l->numbers, sizeof(int64_t), &never},
      {&l->anchors, sizeof(ombud_anchor), NULL},
      {&l->ops, sizeof(ombud_op), NULL},
      {&l->gives, sizeof(uint16_t), NULL},
      {&l->entries, sizeof(ombud_entry), NULL},
      {&l->contests, sizeof(ombud_contest), NULL},
      {&l->folds, sizeof(ombud_fold), NULL},
      {&l->columns, sizeof(ombud_column), NULL},
      {&l->denses, sizeof(uint16_t), NULL},
      {&l->timers, sizeof(ombud_timer), NULL},
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    *all[i].pool = (pool){.arena = l->arena, .size = all[i].size};
    if (all[i].first != NULL) pool_put(all[i].pool, all[i].first, 1);
  }
}

const ombud_policy *lower(const plan *p, bool sparse, uint16_t *process, lower_excess *excess) {
  lowering *l = ARENA_NEW(p->arena, lowering);
  *l = (lowering){.p = p, .sparse = sparse, .arena = p->arena, .comb = {.arena = p->arena}};
  start_pools(l);
  ombud_process *processes = ARENA_ARRAY(p->arena, p->n_processes, ombud_process);
  ombud_policy *out = ARENA_NEW(p->arena, ombud_policy);
  for (uint16_t i = 0; i < p->n_processes; i++) {
    *process = i;
    *excess = lower_process(l, &p->processes[i], &processes[i]);
    if (*excess != LOWER_FITS) return NULL;
    if (processes[i].n_slots > out->case_slots) out->case_slots = processes[i].n_slots;
  }
  out->abi = OMBUD_ABI;
  out->n_processes = p->n_processes;
  out->n_facts = p->n_facts;
  out->n_effects = p->n_effects;
  out->n_reasons = p->n_reasons;
  out->n_orders = p->n_orders;
  out->n_modes = p->n_modes;
  out->n_actors = p->n_actors;
  out->max_events = p->max_events;
  out->max_effects = p->max_effects;
  out->processes = processes;
  out->facts = p->facts;
  out->orders = p->orders;
  out->columns = (const ombud_column *)(const void *)l->columns.data;
  out->cells = l->comb.cells;
  out->dense = (const uint16_t *)(const void *)l->denses.data;
  out->entries = (const ombud_entry *)(const void *)l->entries.data;
  out->contests = (const ombud_contest *)(const void *)l->contests.data;
  out->timers = (const ombud_timer *)(const void *)l->timers.data;
  out->whens = (const ombud_when *)(const void *)l->whens.data;
  out->tests = (const ombud_test *)(const void *)l->tests.data;
  out->instants = (const ombud_instant *)(const void *)l->instants.data;
  out->anchors = (const ombud_anchor *)(const void *)l->anchors.data;
  out->calls = (const ombud_call *)(const void *)l->calls.data;
  out->ops = (const ombud_op *)(const void *)l->ops.data;
  out->numbers = (const int64_t *)(const void *)l->numbers.data;
  out->folds = (const ombud_fold *)(const void *)l->folds.data;
  out->gives = (const uint16_t *)(const void *)l->gives.data;
  out->fingerprint = fingerprint_of(out, p->words);
  return out;
}
