/* How long a step takes by how many facts its guards read: policies of generate.awk, for 1 to 8 facts, and
 * one with more guards than can be worked out ahead, side by side. Half of the steps have the facts that the
 * state's guard asks for, the other half have one of them wrong. Exit status 1: an outcome is not as the
 * rules say, or there is no memory. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include "ombud.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FACTS_MAX = 8, FIELDS, STEPS = 50000, ROUNDS = 7, BEGIN = 0, GO = 1, ROOM = 16 };

extern const ombud_policy guards1_policy, guards2_policy, guards3_policy, guards4_policy, guards5_policy,
    guards6_policy, guards7_policy, guards8_policy, guards9_policy;

static const struct kind { /* as run generates them */
  const ombud_policy *policy;
  unsigned n_facts, n_states, bits;
} kinds[FIELDS] = {{&guards1_policy, 1, 8, 3}, {&guards2_policy, 2, 8, 3}, {&guards3_policy, 3, 8, 3},
                   {&guards4_policy, 4, 8, 3}, {&guards5_policy, 5, 8, 3}, {&guards6_policy, 6, 8, 3},
                   {&guards7_policy, 7, 8, 3}, {&guards8_policy, 8, 8, 3}, {&guards9_policy, 8, 80, 7}};

typedef union guards_case {
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + ROOM];
} guards_case;

typedef struct guards_input {
  ombud_given given[FACTS_MAX];
  ombud_input in;
  ombud_folded folded;
} guards_input;

typedef struct field { /* a policy with its stream */
  const ombud_policy *policy;
  guards_input inputs[1 << FACTS_MAX];
  uint8_t stream[STEPS]; /* which of them */
  unsigned accepted;
} field;

static ombud_event events[ROOM];
static ombud_effect effects[ROOM];
static ombud_out out = {.events = events, .effects = effects, .events_max = ROOM, .effects_max = ROOM};

static int make(field *f, const struct kind *kind, uint32_t random) {
  unsigned n = kind->n_facts;
  f->policy = kind->policy;
  f->accepted = 0;
  for (unsigned mask = 0; mask < 1u << n; mask++) {
    guards_input *one = &f->inputs[mask];
    for (unsigned i = 0; i < n; i++)
      one->given[i] = (ombud_given){.fact = (uint16_t)i, .value = mask >> i & 1};
    one->in = (ombud_input){.given = one->given, .n_given = (uint8_t)n, .actor = 1, .action = GO};
    if (ombud_fold_input(f->policy, 0, 0, &one->in, 0, &one->folded) != OMBUD_OK) return 0;
  }
  for (unsigned i = 0, state = 0; i < STEPS; i++) {
    unsigned mask = 0;
    for (unsigned k = 0; k < n; k++) mask |= (state >> k % kind->bits & 1) << k;
    random = random * 1664525u + 1013904223u;
    if (random >> 31)
      mask ^= 1u << (random >> 16) % n; /* NOLINT(clang-analyzer-core.DivideZero): there are facts */
    else {
      state = (state + 1) % kind->n_states;
      f->accepted++;
    }
    f->stream[i] = (uint8_t)mask;
  }
  return 1;
}

static int step(guards_case *c, const field *f, const guards_input *one) {
  return ombud_step(f->policy, &c->head, &one->in, 1, &out) == OMBUD_OK;
}

static int take(guards_case *c, const field *f, const guards_input *one) {
  uint32_t taken = ombud_take(&c->head, &one->folded, 1);
  return taken == OMBUD_ASK ? step(c, f, one) : (taken & OMBUD_TAKEN_YES) != 0;
}

/* Nanoseconds a step; less than 0: an outcome is wrong. */
static double run(const field *f, int (*one)(guards_case *, const field *, const guards_input *)) {
  static guards_case c;
  struct timespec from, to;
  ombud_input begin = {.actor = 1, .action = BEGIN};
  unsigned accepted = 0;
  if (ombud_open(f->policy, &c.head, 0, 0, &begin, 0, &out) != OMBUD_OK) return -1;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (unsigned i = 0; i < STEPS; i++) accepted += (unsigned)one(&c, f, &f->inputs[f->stream[i]]);
  clock_gettime(CLOCK_MONOTONIC, &to);
  if (accepted != f->accepted) return -1;
  return (1e9 * (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec)) / STEPS;
}

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static int measure(const field *fields, const char *title,
                   int (*one)(guards_case *, const field *, const guards_input *)) {
  double ns[FIELDS][ROUNDS], largest = 0;
  unsigned at = 0;
  for (unsigned round = 0; round < ROUNDS; round++)
    for (unsigned k = 0; k < FIELDS; k++) {
      unsigned n = (k + round) % FIELDS; /* another one is the first each time */
      ns[n][round] = run(&fields[n], one);
      if (ns[n][round] < 0) return 0;
    }
  printf("%-35s%8s %8s %8s\n", title, "min", "median", "max");
  for (unsigned n = 0; n < FIELDS; n++) {
    qsort(ns[n], ROUNDS, sizeof ns[n][0], by_size);
    double median = ns[n][ROUNDS / 2], ratio = n ? median / ns[n - 1][ROUNDS / 2] : 0;
    printf("  facts %u, states %2u                %8.2f %8.2f %8.2f\n", kinds[n].n_facts, kinds[n].n_states,
           ns[n][0], median, ns[n][ROUNDS - 1]);
    if (ratio > largest) largest = ratio, at = n;
  }
  printf("  the largest ratio between neighbours: %.2f, in row %u\n", largest, at + 1);
  return 1;
}

int main(void) {
  field *fields = calloc(FIELDS, sizeof *fields);
  int good = fields != NULL;
  for (unsigned n = 0; good && n < FIELDS; n++) good = make(&fields[n], &kinds[n], n);
  good = good && measure(fields, "ns per step, generic step", take) &&
         measure(fields, "ns per step, step with a report", step);
  free(fields);
  if (!good) fprintf(stderr, "guards: an outcome is not as the rules say, or there is no memory\n");
  return good ? 0 : 1;
}
