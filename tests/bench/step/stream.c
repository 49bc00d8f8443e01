#include "stream.h"

#include "reference.h"

#include <stdlib.h>
#include <string.h>

/* A million cases are looked at in turn; and one of them for a long time, with a pause now and then in which
 * deadlines pass. Both come to a deadline in a thousand steps or so. */
static const bench_stream kinds[BENCH_STREAMS] = {
    {.name = "one case, mixed", .n_cases = 1, .mixed = 1, .seed = 0x6f6d627564313201},
    {.name = "one case, uniform", .n_cases = 1, .mixed = 0, .seed = 0x6f6d627564313202},
    {.name = "many cases, mixed", .n_cases = 0, .mixed = 1, .seed = 0x6f6d627564313203},
    {.name = "many cases, uniform", .n_cases = 0, .mixed = 0, .seed = 0x6f6d627564313204},
};

enum { PAUSE_ONE_IN = 500, SYMBOLS_MAX = 64 };
#define PAUSE     (8 * 24 * BENCH_HOUR)
#define SPAN      (3 * BENCH_HOUR)       /* from the first input to the last, without the pauses */
#define BEGINNING INT64_C(1600000000000) /* of every stream: milliseconds since 1970 */

typedef struct draw { /* what inputs are drawn with */
  const bench_workload *w;
  uint64_t random;
  uint8_t n_symbols[2][2][16]; /* [process][mode][state] that the state has a rule for */
  uint8_t symbols[2][2][16][SYMBOLS_MAX];
  uint32_t openings[SYMBOLS_MAX]; /* rows that open a case */
  uint32_t n_openings;
} draw;

/* splitmix64, by Sebastiano Vigna */
static uint64_t next(draw *d) {
  uint64_t z = (d->random += UINT64_C(0x9e3779b97f4a7c15));
  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

static uint32_t below(draw *d, uint32_t n) {
  return (uint32_t)((next(d) >> 32) * n >> 32);
}

static void add_symbol(draw *d, const bench_row *row, unsigned mode) {
  uint8_t symbol = (uint8_t)(row->happens * d->w->n_actors + row->actor - 1);
  uint8_t *n = &d->n_symbols[row->process][mode][row->from];
  uint8_t *symbols = d->symbols[row->process][mode][row->from];
  if (!memchr(symbols, symbol, *n)) symbols[(*n)++] = symbol;
}

static void prepare(draw *d, const bench_workload *w, uint64_t seed) {
  memset(d, 0, sizeof *d);
  d->w = w;
  d->random = seed;
  for (uint32_t i = 1; i < w->n_rows; i++) {
    const bench_row *row = &w->rows[i];
    if (row->kind != BENCH_ACT) continue;
    if (row->from == 0) d->openings[d->n_openings++] = i;
    for (unsigned mode = 0; mode < w->n_modes; mode++)
      if (row->modes >> mode & 1) add_symbol(d, row, mode);
  }
}

static bench_input draw_opening(draw *d) {
  const bench_row *row = &d->w->rows[d->openings[below(d, d->n_openings)]];
  unsigned mode = row->modes == 3 ? below(d, 2) : row->modes >> 1;
  return (bench_input){.where = (uint8_t)((unsigned)BENCH_OPENS | (unsigned)row->process << 1 | mode),
                       .action = row->happens,
                       .actor = row->actor,
                       .facts = (uint8_t)below(d, d->w->n_processes > 1 ? 256 : 1u << d->w->fact_bits)};
}

static bench_input draw_step(draw *d, const bench_view *v, int mixed) {
  uint32_t symbol;
  if (mixed && below(d, 10) < 7)
    symbol = d->symbols[v->process][v->mode][v->state][below(d, d->n_symbols[v->process][v->mode][v->state])];
  else
    symbol = below(d, (uint32_t)d->w->n_actions * d->w->n_actors);
  return (bench_input){.where = (uint8_t)(v->process << 1 | v->mode),
                       .action = (uint8_t)(symbol / d->w->n_actors),
                       .actor = (uint8_t)(symbol % d->w->n_actors + 1),
                       .facts = (uint8_t)below(d, 1u << d->w->fact_bits)};
}

static int by_time(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static int open_all(bench_stream *s, draw *d, reference_case *cases) {
  int64_t *at = malloc(s->n_cases * sizeof *at);
  if (!at) return 0;
  for (uint32_t i = 0; i < s->n_cases; i++)
    at[i] = BEGINNING - (int64_t)below(d, (uint32_t)d->w->opened_within);
  qsort(at, s->n_cases, sizeof *at, by_time);
  for (uint32_t i = 0; i < s->n_cases; i++) {
    bench_out out;
    s->openings[i] = draw_opening(d);
    s->openings[i].target = i;
    s->openings[i].now = at[i];
    reference_step(d->w, &cases[i], &s->openings[i], &out);
  }
  free(at);
  return 1;
}

static void fill(bench_stream *s, draw *d, reference_case *cases) {
  int64_t clock = BEGINNING * 1000; /* microseconds */
  uint32_t tick = (uint32_t)(SPAN * 1000 / (int64_t)s->n);
  for (size_t i = 0; i < s->n; i++) {
    uint32_t target = below(d, s->n_cases);
    const bench_view *v = &cases[target].view;
    clock += below(d, 2 * tick);
    if (s->n_cases == 1 && below(d, PAUSE_ONE_IN) == 0) clock += PAUSE * 1000;
    bench_input in = d->w->ended(v->process, v->state) ? draw_opening(d) : draw_step(d, v, s->mixed);
    in.target = target;
    in.now = clock / 1000;
    bench_out out;
    s->accepted += reference_step(d->w, &cases[target], &in, &out) != BENCH_REFUSED;
    s->opened += in.where & BENCH_OPENS ? 1 : 0;
    s->fired += out.n_fired;
    s->inputs[i] = in;
  }
}

int stream_make(bench_stream *s, const bench_workload *w, unsigned i, size_t n, uint32_t cases) {
  draw *d = malloc(sizeof *d);
  *s = kinds[i];
  if (s->n_cases == 0) s->n_cases = cases;
  s->n = n;
  s->openings = malloc(s->n_cases * sizeof *s->openings);
  s->inputs = malloc(n * sizeof *s->inputs);
  reference_case *state = malloc(s->n_cases * sizeof *state);
  int made = d && s->openings && s->inputs && state;
  if (made) {
    prepare(d, w, s->seed);
    made = open_all(s, d, state);
    if (made) fill(s, d, state);
  }
  free(state);
  free(d);
  if (!made) stream_free(s);
  return made;
}

void stream_free(bench_stream *s) {
  free(s->openings);
  free(s->inputs);
  s->openings = s->inputs = NULL;
}
