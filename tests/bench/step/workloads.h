/* The workloads, and who contends in each. */
#ifndef BENCH_WORKLOADS_H
#define BENCH_WORKLOADS_H

#include "bench.h"

extern const bench_workload machine12_workload, douyin_workload;

enum { BENCH_CONTENDERS_MAX = 16 };

/* Fills LIST with those that are built in here (a peer whose tool is missing is not) and answers how many
 * they are. The first is the one that the others are compared with. */
unsigned machine12_contenders(const bench_contender *list[BENCH_CONTENDERS_MAX]);
unsigned douyin_contenders(const bench_contender *list[BENCH_CONTENDERS_MAX]);

#endif
