/* The step as plainly as it can be said: a search through a workload's rows. What every contender is checked
 * with, and what the streams are made with. */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include "bench.h"

typedef struct reference_case {
  bench_view view;
  int64_t entered; /* when the state was */
  unsigned fired;  /* how many of the state's deadlines have fired, reminders included */
} reference_case;

/* Answers the row; *OUT has what fired and what effects there are. */
uint32_t reference_step(const bench_workload *w, reference_case *c, const bench_input *in, bench_out *out);

#endif
