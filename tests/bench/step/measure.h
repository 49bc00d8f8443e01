/* A stream, and what each contender did on it. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "stream.h"
#include "workloads.h"

enum { BENCH_ROUNDS_MAX = 99 };

typedef struct bench_result {
  const bench_contender *contender;
  double ns[BENCH_ROUNDS_MAX]; /* a step, in each round */
  double min, median, max;     /* of them */
  double ratio;                /* median of the rounds' ratios to the first contender */
} bench_result;

typedef struct bench_field { /* those who run on one stream */
  const bench_workload *workload;
  const bench_contender *contenders[BENCH_CONTENDERS_MAX];
  void *cases[BENCH_CONTENDERS_MAX];
  uint64_t sums[BENCH_CONTENDERS_MAX]; /* of the outcomes that were checked */
  bench_result results[BENCH_CONTENDERS_MAX];
  unsigned n;
} bench_field;

/* All answer 0 where it went wrong, having said so on stderr. */
int field_make(bench_field *f, const bench_workload *w, uint32_t n_cases);
void field_free(bench_field *f);

/* Every outcome of every contender, and every case afterwards, compared with the reference. */
int field_check(bench_field *f, const bench_stream *s);

/* ROUNDS rounds, in which another contender is the first each time; a check sum that is not the checked one
 * is an error. */
int field_time(bench_field *f, const bench_stream *s, unsigned rounds);

/* Works out the K-th result from its rounds. */
void field_sum_up(bench_field *f, unsigned k, unsigned rounds);

#endif
