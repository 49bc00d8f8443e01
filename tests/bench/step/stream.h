/* Streams of inputs, made beforehand in memory: the same for every contender, and from a seed that never
 * changes. */
#ifndef BENCH_STREAM_H
#define BENCH_STREAM_H

#include "bench.h"

typedef struct bench_stream {
  const char *name;
  uint32_t n_cases;
  int mixed; /* 70 % of the symbols are drawn from those that the state has a rule for; 0: all are uniform */
  uint64_t seed;
  bench_input *openings; /* [n_cases] */
  bench_input *inputs;   /* [n] */
  size_t n;
  size_t accepted, opened, fired; /* of the n inputs */
} bench_stream;

enum { BENCH_STREAMS = 4 };

/* The I-th of the four kinds, with N inputs for one case, or for CASES of them picked at random. 0: no
 * memory. */
int stream_make(bench_stream *s, const bench_workload *w, unsigned i, size_t n, uint32_t cases);
void stream_free(bench_stream *s);

#endif
