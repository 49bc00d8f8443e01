/* How long the shared arrays of a policy are, and whose their rows are. A policy does not say it: the runtime
 * only follows indices from one array to the next, and so does this. */
#ifndef EMIT_EXTENT_H
#define EMIT_EXTENT_H

#include <stddef.h>

#include "arena.h"
#include "ombud.h"

typedef struct extents {
  size_t columns, dense, cells, entries, contests, timers, whens, tests, instants, anchors, calls, ops,
      numbers, folds, gives;
  /* the process whose states and actions a row speaks of; OMBUD_NONE: none */
  uint16_t *column_process, *cell_process, *entry_process, *timer_process;
} extents;

extents extents_of(arena *a, const ombud_policy *policy);

/* Places of a process: modes x actors (without the clock) x actions. */
size_t extents_places(const ombud_policy *policy, const ombud_process *process);

/* How many columns a column stands for: itself, and those that its folds lead to. */
unsigned extents_run(const ombud_policy *policy, const ombud_column *column);

/* Bytes of all tables but words, on this machine. */
size_t extents_bytes(const extents *e, const ombud_policy *policy);

#endif
