/* XState, which runs in a process of its own, as two more contenders. */
#ifndef BENCH_XSTATE_H
#define BENCH_XSTATE_H

#include "measure.h"

/* Runs FOLDER/xstate.mjs with node, on a stream of the same kind that is shorter and, of a workload with
 * several processes, has the last process alone; adds the results to F, whose first contender's ratios
 * theirs are to. 0: an outcome is not as the rules say, or node fails; stderr tells. */
int xstate_add(bench_field *f, const char *folder, unsigned stream, unsigned rounds);

#endif
