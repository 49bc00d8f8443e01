/* How long a step takes: each workload's streams, run by all contenders side by side.
 *
 *   bench [--inputs N] [--cases N] [--rounds N] [--stream 1…4] [--check]
 *
 * With --check nothing is timed: every outcome is only compared with the reference. Exit status 1: an outcome
 * is not as the rules say, or there is no memory; 2: wrong usage. A target that is missed is told of and is
 * no error. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct options {
  unsigned long inputs, cases, rounds, stream; /* stream 0: all */
  int check;
} options;

/* Ratios to the nested switch that are aimed at: one case mixed, one case uniform, many cases mixed. */
static const struct target {
  const char *contender;
  double ratio[BENCH_STREAMS];
} targets[] = {
    {"inline", {0.35, 1.0, 0.8, 0}}, {"take", {0.75, 1.3, 1.0, 0}}, {"batch", {0.35, 0.8, 0.35, 0}}};

/* 0: none. */
static double target_of(const char *contender, unsigned stream) {
  for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
    if (!strcmp(targets[i].contender, contender)) return targets[i].ratio[stream];
  return 0;
}

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
    char *end;
    if (!number || i + 1 == argc) return 0;
    *number = strtoul(argv[++i], &end, 10);
    if (*end || *number == 0 || *number > UINT32_MAX) return 0;
  }
  return o->rounds <= BENCH_ROUNDS_MAX && o->stream <= BENCH_STREAMS;
}

/* Answers how many targets were missed. */
static unsigned show(const bench_field *f, const bench_stream *s, unsigned stream) {
  unsigned missed = 0;
  printf("\n%s, %s: %.0f %% accepted, %.1f %% open a case; %.2f deadlines fired in a hundred steps\n",
         f->workload->name, s->name, 100 * (double)s->accepted / (double)s->n,
         100 * (double)s->opened / (double)s->n, 100 * (double)s->fired / (double)s->n);
  printf("  %-26s %8s %8s %8s  %6s  %s\n", "ns per step", "min", "median", "max", "ratio", "bytes of a case");
  for (unsigned k = 0; k < f->n; k++) {
    const bench_result *r = &f->results[k];
    double target = target_of(r->contender->name, stream);
    printf("  %-26s %8.2f %8.2f %8.2f  %6.2f  %zu", r->contender->title, r->min, r->median, r->max, r->ratio,
           r->contender->case_size);
    if (target > 0) printf("  %s: target %.2f", r->ratio <= target ? "met" : "MISSED", target);
    missed += target > 0 && r->ratio > target;
    printf("\n");
  }
  return missed;
}

/* 0: something is wrong, which stderr tells. */
static int run(const bench_workload *w, unsigned stream, const options *o, unsigned *missed) {
  bench_stream s;
  bench_field f;
  if (!stream_make(&s, w, stream, o->inputs, (uint32_t)o->cases)) {
    fprintf(stderr, "bench: no memory for a stream\n");
    return 0;
  }
  int good = field_make(&f, w, s.n_cases);
  if (good) {
    good = field_check(&f, &s) && (o->check || field_time(&f, &s, (unsigned)o->rounds));
    if (good && o->check)
      printf("%s, %s: %u contenders agree on %zu inputs\n", w->name, s.name, f.n, s.n);
    else if (good)
      *missed += show(&f, &s, stream);
    field_free(&f);
  }
  stream_free(&s);
  return good;
}

int main(int argc, char **argv) {
  const bench_workload *const workloads[] = {&machine12_workload, &douyin_workload};
  options o;
  unsigned missed = 0;
  if (!options_read(&o, argc, argv)) {
    fprintf(stderr,
            "usage: bench [--inputs N] [--cases N] [--rounds N, at most %d] [--stream 1…%d] [--check]\n",
            BENCH_ROUNDS_MAX, BENCH_STREAMS);
    return 2;
  }
  for (unsigned w = 0; w < 2; w++)
    for (unsigned i = 0; i < BENCH_STREAMS; i++)
      if ((o.stream == 0 || o.stream == i + 1) && !run(workloads[w], i, &o, &missed)) return 1;
  if (o.check) return 0;
  printf(
      "\nEvery outcome was compared with a plain search through the rules. All hand over an accepted step's\n"
      "effects with their arguments worked out. Ratios are to the nested switch, the median over the "
      "rounds.\n");
  if (missed) printf("MISSED: %u targets\n", missed);
  return 0;
}
