#define _POSIX_C_SOURCE 200809L
#include "measure.h"
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  size_t n = argc > 1 ? strtoul(argv[1], 0, 10) : 10000000;
  uint32_t cases = argc > 2 ? (uint32_t)strtoul(argv[2], 0, 10) : 1000000;
  unsigned rounds = argc > 3 ? (unsigned)strtoul(argv[3], 0, 10) : 5;
  const bench_workload *ws[] = {&machine12_workload, &douyin_workload};
  for (int w = 0; w < 2; w++)
    for (unsigned i = 0; i < BENCH_STREAMS; i++) {
      bench_stream s;
      bench_field f;
      if (!stream_make(&s, ws[w], i, n, cases)) return 1;
      if (!field_make(&f, ws[w], s.n_cases)) return 1;
      printf("%s, %s: accepted %.3f, opened %.4f, fired %.5f\n", ws[w]->name, s.name,
             (double)s.accepted / (double)n, (double)s.opened / (double)n, (double)s.fired / (double)n);
      if (!field_check(&f, &s)) return 1;
      if (!field_time(&f, &s, rounds)) return 1;
      for (unsigned k = 0; k < f.n; k++)
        printf("  %-22s %7.2f %7.2f %7.2f  %5.2f  %zu\n", f.contenders[k]->title, f.results[k].min,
               f.results[k].median, f.results[k].max, f.results[k].ratio, f.contenders[k]->case_size);
      field_free(&f);
      stream_free(&s);
    }
}
