/* How long a step takes: each workload's streams, run by all contenders side by side.
 *
 *   bench [--inputs N] [--cases N] [--rounds N] [--stream 1…4] [--json FILE] [--xstate FOLDER] [--check]
 *
 * With --xstate, XState runs too: FOLDER has xstate.mjs and finds the package. With --check nothing is timed:
 * every outcome is only compared with the reference. Exit status 1: an outcome is not as the rules say, or
 * there is no memory; 2: wrong usage. A target that is missed is told of and is no error. */
#include "report.h"
#include "xstate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct options {
  unsigned long inputs, cases, rounds, stream; /* stream 0: all */
  const char *json, *xstate;
  int check;
} options;

static int options_read(options *o, int argc, char **argv) {
  *o = (options){.inputs = 2000000, .cases = 1000000, .rounds = 5};
  for (int i = 1; i < argc; i++) {
    unsigned long *number = !strcmp(argv[i], "--inputs")   ? &o->inputs
                            : !strcmp(argv[i], "--cases")  ? &o->cases
                            : !strcmp(argv[i], "--rounds") ? &o->rounds
                            : !strcmp(argv[i], "--stream") ? &o->stream
                                                           : NULL;
    if (!strcmp(argv[i], "--check")) {
      o->check = 1;
      continue;
    }
    const char **name = !strcmp(argv[i], "--json")     ? &o->json
                        : !strcmp(argv[i], "--xstate") ? &o->xstate
                                                       : NULL;
    if (name && i + 1 < argc) {
      *name = argv[++i];
      continue;
    }
    char *end;
    if (!number || i + 1 == argc) return 0;
    *number = strtoul(argv[++i], &end, 10);
    if (*end || *number == 0 || *number > UINT32_MAX) return 0;
  }
  return o->rounds <= BENCH_ROUNDS_MAX && o->stream <= BENCH_STREAMS;
}

/* 0: something is wrong, which stderr tells. */
static int run(const bench_workload *w, unsigned stream, const options *o, bench_report *report) {
  bench_stream s;
  bench_field f;
  if (!stream_make(&s, w, stream, o->inputs, (uint32_t)o->cases)) {
    fprintf(stderr, "bench: no memory for a stream\n");
    return 0;
  }
  int good = field_make(&f, w, s.n_cases);
  if (good) {
    good = field_check(&f, &s) && (o->check || field_time(&f, &s, (unsigned)o->rounds));
    if (good && o->xstate && !o->check) good = xstate_add(&f, o->xstate, stream, (unsigned)o->rounds);
    if (good && o->check)
      printf("%s, %s: %u contenders agree on %zu inputs\n", w->name, s.name, f.n, s.n);
    else if (good)
      report_field(report, &f, &s, stream, (unsigned)o->rounds);
    field_free(&f);
  }
  stream_free(&s);
  return good;
}

int main(int argc, char **argv) {
  const bench_workload *const workloads[] = {&machine12_workload, &douyin_workload};
  options o;
  bench_report report;
  if (!options_read(&o, argc, argv)) {
    fprintf(stderr,
            "usage: bench [--inputs N] [--cases N] [--rounds N, at most %d] [--stream 1…%d]\n"
            "       [--json FILE] [--xstate FOLDER] [--check]\n",
            BENCH_ROUNDS_MAX, BENCH_STREAMS);
    return 2;
  }
  if (!report_begin(&report, o.check ? NULL : o.json, o.inputs, o.cases, o.rounds)) return 1;
  for (unsigned w = 0; w < 2; w++)
    for (unsigned i = 0; i < BENCH_STREAMS; i++)
      if ((o.stream == 0 || o.stream == i + 1) && !run(workloads[w], i, &o, &report)) return 1;
  if (o.check) return 0;
  return report_end(&report) ? 0 : 1;
}
