#include "hypothesis.h"

#include <string.h>

#include "emit_extent.h"

const ombud_policy *hypothesis_number(const compilation *c) {
  ombud_policy *p = ARENA_NEW(c->arena, ombud_policy);
  extents n = extents_of(c->arena, c->policy);
  *p = *c->policy;
  ombud_entry *entries = ARENA_ARRAY(c->arena, n.entries, ombud_entry);
  for (uint32_t i = 0; i < n.entries; i++) {
    entries[i] = p->entries[i];
    bool says = entries[i].kind != OMBUD_ENTRY_CONTEST && entries[i].kind != OMBUD_ENTRY_SILENT;
    if (says) entries[i].rule = i;
  }
  p->entries = entries;
  /* Settled facts lead to copies of entries; the general way, which does not know of these, is gone always.
   */
  ombud_column *columns = ARENA_ARRAY(c->arena, n.columns, ombud_column);
  for (size_t i = 0; i < n.columns; i++) {
    columns[i] = p->columns[i];
    columns[i].flags |= OMBUD_COLUMN_ASK;
  }
  p->columns = columns;
  return p;
}

/* ---- a case as plain data ---- */

int64_t *hypothesis_slots(ombud_case *c) {
  return (int64_t *)(void *)c + sizeof *c / sizeof(int64_t);
}

ombud_case *hypothesis_copy(const hypothesis *h, const ombud_case *c) {
  size_t size = ombud_case_size(h->of->policy);
  void *copy = ARENA_ARRAY(h->of->arena, size / sizeof(int64_t), int64_t);
  memcpy(copy, c, size);
  return copy;
}

int64_t hypothesis_value(int64_t told) {
  return told == HYPOTHESIS_NEVER ? OMBUD_UNSET : told;
}

/* With that timer alone armed, the instant of waking is its own. */
ombud_time hypothesis_due(const hypothesis *h, const ombud_case *c, unsigned i) {
  ombud_case *alone = hypothesis_copy(h, c);
  alone->armed = UINT32_C(1) << i;
  alone->now = alone->wake = OMBUD_TIME_MIN;
  ombud_catch_up(h->of->policy, alone, OMBUD_TIME_MIN, h->room);
  return alone->wake;
}

/* ---- the plan ---- */

const plan_row *hypothesis_row(const hypothesis *h, uint16_t state) {
  const plan_process *q = &h->of->plan->processes[h->process];
  return &q->rows[(size_t)h->mode * q->n_states + state];
}

const plan_cell *hypothesis_cell(const hypothesis *h, uint16_t state, uint16_t actor, uint16_t action) {
  const plan_process *q = &h->of->plan->processes[h->process];
  return plan_cell_at(q, (uint32_t)h->mode * q->n_states + state, actor, action);
}

/* ---- entering ---- */

static ombud_out *room_of(const compilation *c) {
  const ombud_policy *p = c->policy;
  ombud_out *out = ARENA_NEW(c->arena, ombud_out);
  *out = (ombud_out){.events = ARENA_ARRAY(c->arena, p->max_events, ombud_event),
                     .effects = ARENA_ARRAY(c->arena, p->max_effects, ombud_effect),
                     .events_max = p->max_events,
                     .effects_max = p->max_effects};
  return out;
}

static void fill(hypothesis *h, ombud_case *c) {
  const ombud_policy *p = h->of->policy;
  const ombud_process *q = &p->processes[h->process];
  int64_t *slots = hypothesis_slots(c);
  for (uint16_t i = 0; i < p->case_slots; i++) slots[i] = OMBUD_UNSET;
  for (uint16_t f = 0; f < p->n_facts; f++) {
    bool moment = p->facts[f].type == OMBUD_MOMENT, told = h->facts[f] != OMBUD_UNSET;
    if (q->facts[f] == OMBUD_NONE) continue;
    slots[q->facts[f]] = moment && !told ? HYPOTHESIS_FAR
                         : moment        ? hypothesis_value(h->facts[f])
                                         : h->facts[f];
  }
  for (uint16_t k = 0; k < q->n_names; k++) {
    if (q->occurs[k] == OMBUD_NONE) continue;
    bool never = h->since[k] == HYPOTHESIS_NEVER;
    slots[q->occurs[k]] = h->since[k] == OMBUD_UNSET ? 0 : never ? OMBUD_UNSET : -h->since[k];
  }
  if (q->entry != OMBUD_NONE) slots[q->entry] = 0;
}

/* All that has something to count from, but for reminders of what was past at the entry (rule 15). */
static uint32_t arm(const hypothesis *h, const ombud_case *c) {
  const plan_row *row = hypothesis_row(h, h->state);
  uint32_t armed = 0;
  for (unsigned i = 0; i < row->n_timers; i++) {
    ombud_time due = hypothesis_due(h, c, i);
    bool past = row->timers[i].kind == OMBUD_REMINDED && due < 0;
    if (due != OMBUD_NEVER && !past) armed |= UINT32_C(1) << i;
  }
  return armed;
}

static void remember(hypothesis *h) {
  ombud_event *events = ARENA_ARRAY(h->of->arena, h->room->n_events, ombud_event);
  h->n_events = 0;
  for (uint32_t i = 0; i < h->room->n_events; i++)
    if (h->room->events[i].kind != OMBUD_REMINDED) events[h->n_events++] = h->room->events[i];
  h->events = events;
}

void hypothesis_enter(hypothesis *h) {
  const ombud_policy *p = h->of->policy;
  if (h->room == NULL) h->room = room_of(h->of);
  h->stands = h->state;
  h->n_events = 0;
  h->entered = h->base = NULL;
  if (h->state == 0) return;
  ombud_case *c =
      (ombud_case *)(void *)ARENA_ARRAY(h->of->arena, ombud_case_size(p) / sizeof(int64_t), int64_t);
  *c = (ombud_case){.fingerprint = p->fingerprint,
                    .process = (uint8_t)h->process,
                    .mode = h->mode,
                    .state = h->state,
                    .wake = OMBUD_TIME_MIN}; /* unknown: catching up works it out */
  fill(h, c);
  c->armed = arm(h, c);
  h->entered = hypothesis_copy(h, c);
  ombud_catch_up(p, c, h->after, h->room);
  h->base = c;
  h->stands = c->state;
  remember(h);
}
