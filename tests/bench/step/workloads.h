/* The workloads, and who contends in each. */
#ifndef BENCH_WORKLOADS_H
#define BENCH_WORKLOADS_H

#include "bench.h"

/* A row of either workload, and what its list says of it. */
#define BENCH_ACT_ROW(name_, process_, modes_, from_, action, actor_, mask, facts_, to_)                     \
  {                                                                                                          \
    .name = (name_), .kind = BENCH_ACT, .process = (process_), .modes = (modes_), .from = (from_),           \
    .to = (to_), .happens = (action), .actor = (actor_), .fact_mask = (mask), .facts = (facts_)              \
  }
#define BENCH_DUE_ROW(name_, kind_, process_, modes_, state, hours, event, to_)                              \
  {                                                                                                          \
    .name = (name_), .after = (hours)*BENCH_HOUR, .kind = (kind_), .process = (process_), .modes = (modes_), \
    .from = (state), .to = (to_), .happens = (event)                                                         \
  }

extern const bench_workload machine12_workload, douyin_workload;

enum { BENCH_CONTENDERS_MAX = 16 };

/* Fills LIST with those that are built in here (a peer whose tool is missing is not) and answers how many
 * they are. The first is the one that the others are compared with. */
unsigned machine12_contenders(const bench_contender *list[BENCH_CONTENDERS_MAX]);
unsigned douyin_contenders(const bench_contender *list[BENCH_CONTENDERS_MAX]);

#endif
