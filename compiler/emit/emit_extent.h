/* How long the shared arrays of a policy are, and whose their rows are. A policy does not say it: the runtime
 * only follows indices from one array to the next, and so does this. */
#ifndef EMIT_EXTENT_H
#define EMIT_EXTENT_H

#include <stddef.h>

#include "arena.h"
#include "ombud.h"

typedef struct extents {
  size_t cells, entries, timers, tests, instants, anchors, calls, ops, gives;
  uint16_t *entry_process; /* [entry]: the process whose states and actions it speaks of; OMBUD_NONE: none */
  uint16_t *timer_process; /* [timer] */
} extents;

extents extents_of(arena *a, const ombud_policy *policy);

/* Cells of a process: modes x states x actors (without the clock) x actions. */
size_t extents_cells(const ombud_policy *policy, const ombud_process *process);

#endif
