#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include "measure.h"

#include "reference.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int field_make(bench_field *f, const bench_workload *w, uint32_t n_cases) {
  memset(f, 0, sizeof *f);
  f->workload = w;
  f->n = w == &machine12_workload ? machine12_contenders(f->contenders) : douyin_contenders(f->contenders);
  for (unsigned i = 0; i < f->n; i++) {
    f->results[i].contender = f->contenders[i];
    f->cases[i] = f->contenders[i]->create(n_cases);
    if (f->cases[i]) continue;
    fprintf(stderr, "bench: no memory for the cases of '%s'\n", f->contenders[i]->title);
    field_free(f);
    return 0;
  }
  return 1;
}

void field_free(bench_field *f) {
  for (unsigned i = 0; i < f->n; i++) {
    if (f->cases[i]) f->contenders[i]->destroy(f->cases[i]);
    f->cases[i] = NULL;
  }
}

/* ---- every outcome ---- */

static int same_out(const bench_out *a, const bench_out *b) {
  if (a->n_fired != b->n_fired || a->n_effects != b->n_effects) return 0;
  for (uint32_t i = 0; i < a->n_fired; i++)
    if (a->fired[i].row != b->fired[i].row || a->fired[i].at != b->fired[i].at) return 0;
  for (uint32_t i = 0; i < a->n_effects; i++)
    if (a->effects[i].effect != b->effects[i].effect || a->effects[i].args[0] != b->effects[i].args[0] ||
        a->effects[i].args[1] != b->effects[i].args[1])
      return 0;
  return 1;
}

static int same_view(const bench_workload *w, const bench_view *a, const bench_view *b) {
  if (a->process != b->process || a->mode != b->mode || a->state != b->state || a->wake != b->wake) return 0;
  for (unsigned i = 0; i < w->n_facts; i++)
    if (a->facts[i] != b->facts[i]) return 0;
  return 1;
}

static void tell(const bench_workload *w, const char *who, uint32_t row, const bench_out *out,
                 const bench_view *v) {
  fprintf(stderr, "  %s: %s; fired %" PRIu32 ", effects %" PRIu32 "; then state %u of process %u in mode %u",
          who, row < w->n_rows ? w->rows[row].name : "an error", out->n_fired, out->n_effects, v->state,
          v->process, v->mode);
  fprintf(stderr, ", next due at %" PRId64 ", facts", v->wake);
  for (unsigned i = 0; i < w->n_facts; i++) {
    if (v->facts[i] == BENCH_UNSET)
      fprintf(stderr, " -");
    else
      fprintf(stderr, " %" PRId64, v->facts[i]);
  }
  fprintf(stderr, "\n");
}

/* One contender's answer to one input, compared. */
static int check_one(bench_field *f, unsigned k, const bench_input *in, const reference_case *c, uint32_t row,
                     const bench_out *out) {
  const bench_contender *who = f->contenders[k];
  bench_out its;
  bench_view view;
  uint32_t token;
  uint32_t its_row = who->step(f->cases[k], in, &its, &token);
  who->view(f->cases[k], in->target, &view);
  f->sums[k] = bench_add(f->sums[k], token);
  if (its_row == row && same_out(&its, out) && same_view(f->workload, &view, &c->view)) return 1;
  fprintf(stderr,
          "bench: %s: '%s' does not do as the rules say with action %u of actor %u, facts %u, at %" PRId64
          "\n",
          f->workload->name, who->title, in->action, in->actor, in->facts, in->now);
  tell(f->workload, "it", its_row, &its, &view);
  tell(f->workload, "the rules", row, out, &c->view);
  return 0;
}

static int check_inputs(bench_field *f, reference_case *cases, const bench_input *in, size_t n) {
  for (size_t i = 0; i < n; i++) {
    bench_out out;
    uint32_t row = reference_step(f->workload, &cases[in[i].target], &in[i], &out);
    for (unsigned k = 0; k < f->n; k++)
      if (!check_one(f, k, &in[i], &cases[in[i].target], row, &out)) return 0;
  }
  return 1;
}

int field_check(bench_field *f, const bench_stream *s) {
  reference_case *cases = calloc(s->n_cases, sizeof *cases);
  if (!cases) {
    fprintf(stderr, "bench: no memory\n");
    return 0;
  }
  int good = check_inputs(f, cases, s->openings, s->n_cases);
  memset(f->sums, 0, sizeof f->sums); /* timed are the inputs after the openings */
  good = good && check_inputs(f, cases, s->inputs, s->n);
  free(cases);
  return good;
}

/* ---- time ---- */

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int time_one(bench_field *f, unsigned k, const bench_stream *s, unsigned round) {
  const bench_contender *who = f->contenders[k];
  if (who->gather && !who->gather(f->cases[k], s->inputs, s->n)) {
    fprintf(stderr, "bench: no memory\n");
    return 0;
  }
  who->open(f->cases[k], s->openings, s->n_cases);
  double begun = now_ns();
  uint64_t sum = who->run(f->cases[k], s->inputs, s->n);
  f->results[k].ns[round] = (now_ns() - begun) / (double)s->n;
  if (sum == f->sums[k]) return 1;
  fprintf(stderr, "bench: %s, %s: '%s' does otherwise when it is timed than when it is checked\n",
          f->workload->name, s->name, who->title);
  return 0;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *sorted, unsigned n) {
  qsort(sorted, n, sizeof *sorted, by_size);
  return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

void field_sum_up(bench_field *f, unsigned k, unsigned rounds) {
  bench_result *r = &f->results[k];
  double sorted[BENCH_ROUNDS_MAX];
  for (unsigned i = 0; i < rounds; i++) sorted[i] = r->ns[i] / f->results[0].ns[i];
  r->ratio = median(sorted, rounds);
  memcpy(sorted, r->ns, rounds * sizeof *sorted);
  r->median = median(sorted, rounds);
  r->min = sorted[0];
  r->max = sorted[rounds - 1];
}

int field_time(bench_field *f, const bench_stream *s, unsigned rounds) {
  for (unsigned round = 0; round < rounds; round++)
    for (unsigned i = 0; i < f->n; i++)
      if (!time_one(f, (round + i) % f->n, s, round)) return 0;
  for (unsigned k = 0; k < f->n; k++) field_sum_up(f, k, rounds);
  return 1;
}
