/* What the parts of lowering share. */
#ifndef LOWER_PART_H
#define LOWER_PART_H

#include "comb.h"
#include "map.h"
#include "plan.h"
#include "pool.h"

typedef struct spending { /* `not counting`: time in some states since an anchor */
  anchor since;
  const uint16_t *states;
  uint16_t n_states, slot;
} spending;

typedef struct layout {     /* the slots of one process's cases */
  uint16_t *facts, *occurs; /* by fact, by name */
  uint16_t *counts;         /* [actor * n_actions + action] */
  uint16_t entry;
  uint32_t n_slots; /* more than LOWER_SLOTS_MAX: their numbers are worth nothing, and lower() refuses */
  spending *spent;
  size_t n_spent, cap_spent;
} layout;

typedef struct lowering {
  const plan *p;
  arena *arena;
  pool whens, tests, instants, anchors, calls, ops, numbers, gives, entries, contests, folds, columns, denses,
      timers;
  map guard_of, list_of;
  comb comb;
  layout at; /* of the process that is being lowered */
  const plan_process *q;
  ombud_row *rows;
  bool sparse; /* wanted for all */
  bool dense;  /* its columns have an element for each state */
} lowering;

/* lower.c: the slot with the time to leave out since an anchor of the instant; OMBUD_NONE: none is */
uint16_t lower_spent_slot(const layout *at, const anchor *since, const instant *i);

/* lower_terms.c: each answers an index into the tables; 0 for what is not there */
uint32_t lower_instant(lowering *l, const instant *i);
uint32_t lower_guard(lowering *l, const plan_guard *g);
uint32_t lower_calls(lowering *l, const outcome *o);
uint32_t lower_number(lowering *l, int64_t number);

/* lower_columns.c: [mode][(actor - 1) * n_actions + action]; NULL where they are too many for their numbers
 */
const uint16_t *lower_columns(lowering *l);

#endif
