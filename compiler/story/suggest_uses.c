/* What of a case the rules of its process look at: values that guards compare with, times that they count. */
#include <stdlib.h>

#include "core.h"
#include "suggest_part.h"

#define BOXES_MAX 200u

/* ---- gathering ---- */

static void cut(uses *u, uint16_t slot, int64_t at) {
  slot_use *s = &u->slots[slot];
  for (size_t i = 0; i < s->n_cuts; i++)
    if (s->cuts[i] == at) return;
  *ARENA_PUSH(u->arena, s->cuts, s->n_cuts, s->cap_cuts) = at;
}

static void offset(uses *u, uint16_t slot, int64_t by) {
  slot_use *s = &u->slots[slot];
  for (size_t i = 0; i < s->n_offsets; i++)
    if (s->offsets[i] == by) return;
  *ARENA_PUSH(u->arena, s->offsets, s->n_offsets, s->cap_offsets) = by;
  int64_t size = by < 0 ? -by : by;
  if (size > u->longest) u->longest = size;
}

static void see_guard(uses *u, uint32_t guard) {
  if (guard == 0) return;
  bool first = true;
  for (const ombud_test *t = &u->tables->tests[guard];; t++) {
    if (first && u->n_boxes < BOXES_MAX)
      *ARENA_PUSH(u->arena, u->boxes, u->n_boxes, u->cap_boxes) = (uint32_t)(t - u->tables->tests);
    slot_use *s = &u->slots[t->slot];
    if (s->kind == SLOT_UNUSED) s->kind = SLOT_VALUE;
    if (t->lo > INT64_MIN) cut(u, t->slot, t->lo);
    if (t->hi < INT64_MAX) cut(u, t->slot, t->hi + 1);
    first = t->last > 0;
    if (t->last == 2) return;
  }
}

/* Of a window the last millisecond before it and its first count as well: somebody has to try then. */
static void see_instant(uses *u, uint32_t instant, bool window) {
  if (instant == 0) return;
  const ombud_instant *at = &u->tables->instants[instant];
  for (uint16_t i = 0; i < at->n_anchors; i++) {
    uint16_t slot = u->tables->anchors[at->anchors + i].slot;
    u->slots[slot].kind = SLOT_TIME;
    offset(u, slot, at->offset);
    cut(u, slot, at->offset);
    if (window) cut(u, slot, at->offset - 1);
    if (window) cut(u, slot, at->offset + 1);
  }
}

static void see_cell(uses *u, const core_cell *cell) {
  for (uint16_t i = 0; i < cell->n_entries; i++) {
    const ombud_entry *e = &u->tables->entries[cell->entries + i];
    const ombud_when *when = &u->tables->whens[e->when];
    see_guard(u, when->guard);
    see_instant(u, when->from, true);
    see_instant(u, when->until, true);
    if (cell->count == OMBUD_NONE || when->limit == 0) continue;
    u->slots[cell->count].kind = SLOT_COUNT;
    cut(u, cell->count, when->limit);
  }
}

static void see_tables(uses *u) {
  const ombud_policy *p = u->tables;
  const ombud_process *q = &p->processes[u->process];
  size_t rows = (size_t)p->n_modes * q->n_states;
  for (size_t r = 0; r < rows; r++)
    for (uint8_t actor = 1; actor < p->n_actors; actor++)
      for (uint16_t action = 0; action < q->n_actions; action++) {
        core_cell cell =
            core_cell_of(p, q, (uint8_t)(r / q->n_states), (uint16_t)(r % q->n_states), actor, action);
        see_cell(u, &cell);
      }
  for (size_t r = 0; r < rows; r++)
    for (unsigned i = 0; i < q->rows[r].n_timers; i++)
      see_instant(u, p->timers[q->rows[r].timers + i].due, false);
}

static int by_size(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* Bounds that follow from others are among them, so that counting them is enough. */
static void see_orders(uses *u) {
  const ombud_process *q = &u->tables->processes[u->process];
  for (uint16_t i = 0; i < u->tables->n_orders; i++) {
    const ombud_order *o = &u->tables->orders[i];
    u->rank[o->more]++;
    if (q->facts[o->less] != OMBUD_NONE) u->slots[q->facts[o->less]].ordered = true;
    if (q->facts[o->more] != OMBUD_NONE) u->slots[q->facts[o->more]].ordered = true;
  }
}

uses *uses_find(arena *a, const ombud_policy *tables, uint16_t process) {
  const ombud_process *q = &tables->processes[process];
  uses *u = ARENA_NEW(a, uses);
  *u = (uses){.tables = tables, .arena = a, .process = process};
  u->slots = ARENA_ARRAY(a, q->n_slots, slot_use);
  u->rank = ARENA_ARRAY(a, tables->n_facts, uint16_t);
  see_tables(u);
  see_orders(u);
  for (uint16_t i = 0; i < q->n_spent; i++) u->slots[q->spent[i].slot].kind = SLOT_SPENT;
  for (uint16_t i = 0; i < q->n_slots; i++) {
    slot_use *s = &u->slots[i];
    if (s->n_cuts > 0) qsort(s->cuts, s->n_cuts, sizeof *s->cuts, by_size);
    if (s->n_offsets > 0) qsort(s->offsets, s->n_offsets, sizeof *s->offsets, by_size);
  }
  return u;
}

/* ---- telling cases apart ---- */

static uint64_t mix(uint64_t h, uint64_t x) {
  h = (h ^ x) * UINT64_C(0x9E3779B97F4A7C15);
  return h ^ (h >> 29);
}

static uint64_t passed(const slot_use *s, int64_t value) {
  size_t lo = 0, hi = s->n_cuts;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (s->cuts[mid] <= value)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo + 2;
}

/* Which of the timers that run is the first, so that cases in which others come first are others. */
static uint64_t first_timer(const uses *u, const ombud_case *c) {
  core_view v;
  core_see(&v, u->tables, c);
  for (unsigned i = 0; i < v.row->n_timers; i++)
    if (c->armed >> i & 1u && core_instant(&v, core_timer(&v, i)->due) <= c->wake) return i + 1;
  return 0;
}

static uint64_t coarse_of(const slot_use *s, int64_t value, ombud_time now) {
  if (value == OMBUD_UNSET) return 0;
  switch (s->kind) {
  case SLOT_VALUE: return s->ordered ? (uint64_t)value : passed(s, value);
  case SLOT_TIME: return passed(s, now - value);
  case SLOT_COUNT: return (uint64_t)(value < s->cuts[s->n_cuts - 1] ? value : s->cuts[s->n_cuts - 1]) + 2;
  case SLOT_SPENT: return value > 0 ? 2 : 1;
  case SLOT_UNUSED: break;
  }
  return s->ordered ? (uint64_t)value : 1;
}

static uint64_t exact_of(const slot_use *s, int64_t value, ombud_time now) {
  if (value == OMBUD_UNSET) return 0;
  if (s->kind == SLOT_TIME) return (uint64_t)(now - value);
  if (s->kind == SLOT_SPENT) return (uint64_t)value;
  return coarse_of(s, value, now);
}

/* Counts of what somebody may do where the case is. */
static uint64_t counts_here(const uses *u, const ombud_case *c, uint64_t h) {
  const ombud_process *q = &u->tables->processes[u->process];
  for (uint8_t actor = 1; actor < u->tables->n_actors; actor++)
    for (uint16_t action = 0; action < q->n_actions; action++) {
      uint16_t slot = core_cell_of(u->tables, q, c->mode, c->state, actor, action).count;
      if (slot != OMBUD_NONE) h = mix(h, coarse_of(&u->slots[slot], core_slots(c)[slot], c->now));
    }
  return h;
}

uint64_t uses_turn(const uses *u, const ombud_case *c, turns by) {
  if (by == TURNS_BREADTH) return 1;
  uint64_t h = mix(1, c->state);
  if (by == TURNS_COUNTS) return counts_here(u, c, h);
  for (uint16_t i = 0; by == TURNS_FACTS && i < u->tables->processes[u->process].n_slots; i++)
    if (u->slots[i].kind == SLOT_VALUE) h = mix(h, coarse_of(&u->slots[i], core_slots(c)[i], c->now));
  return h;
}

void uses_hash(const uses *u, const ombud_case *c, uint64_t *coarse, uint64_t *exact) {
  const int64_t *slots = core_slots(c);
  uint64_t h = mix(mix(mix(1, c->state), c->armed), first_timer(u, c)), x = h;
  for (uint16_t i = 0; i < u->tables->processes[u->process].n_slots; i++) {
    h = mix(h, coarse_of(&u->slots[i], slots[i], c->now));
    x = mix(x, exact_of(&u->slots[i], slots[i], c->now));
  }
  *coarse = h;
  *exact = x;
}
