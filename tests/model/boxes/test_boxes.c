/* The sets in which rules speak (boxes.h), held against z3: what is empty, what contains what, what is left
 * uncovered, and what remains of a set when some facts are forgotten.
 *
 * usage: test_boxes [FROM COUNT]     seeds; without them those of every run */
#include <inttypes.h>
#include <stdlib.h>

#include "boxes.h"
#include "quiz.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define TABLES 300 /* the same as below takes too long there */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(undefined_behavior_sanitizer)
#define TABLES 300
#endif
#endif
#ifndef TABLES
#define TABLES 4200
#endif
#define COMPARED_MAX 24u /* boxes of a set that z3 compares with it as a whole */

typedef struct tally {
  unsigned bad_witnesses, bad_limits, told;
  unsigned empty, by_bounds, full, windows, forgets, many_cells, many_dims, many_boxes;
} tally;

typedef struct trial { /* one table */
  tally *count;
  quiz *quiz;
  const table *t;
  uint64_t seed;
  space s;
  boxes sets[TABLE_RULES];
} trial;

static void complain(trial *x, unsigned *count, const char *what) {
  ++*count;
  if (x->count->told++ >= 3) return;
  printf("# seed %" PRIu64 ": %s\n", x->seed, what);
  table_print(x->t);
}

/* ---- spaces and their limits ---- */

static bool make_space(trial *x) {
  const cond *guards[TABLE_RULES];
  const say *says[TABLE_RULES];
  for (size_t i = 0; i < x->t->n_says; i++) says[i] = &x->t->says[i], guards[i] = says[i]->guard;
  space_init(&x->s, &x->t->m, x->t->m.arena, guards, x->t->n_says);
  space_cut_windows(&x->s, says, x->t->n_says);
  return !x->s.too_large;
}

static void make_sets(trial *x) {
  for (size_t i = 0; i < x->t->n_says; i++) {
    boxes guard = boxes_of(&x->s, x->t->says[i].guard), window = boxes_of_window(&x->s, &x->t->says[i]);
    x->sets[i] = boxes_and(&x->s, &guard, &window);
  }
}

/* A space is refused if and only if there are too many facts and anchors, or too many ranges of one. */
static void check_refusal(trial *x, bool refused) {
  const table *t = x->t;
  size_t dims = 0, most = 0;
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t); f++) {
    if (!t->read[f]) continue;
    int64_t cuts[BOXES_CELLS_MAX];
    size_t n = table_cuts(t, f, cuts, BOXES_CELLS_MAX) + 1;
    dims++;
    most = n > most ? n : most;
  }
  for (size_t k = 0; k < TABLE_ANCHORS; k++) dims += t->timed[k];
  x->count->many_cells += refused && most > BOXES_CELLS_MAX;
  x->count->many_dims += refused && dims > BOXES_FACTS_MAX;
  if (refused != (most > BOXES_CELLS_MAX || dims > BOXES_FACTS_MAX))
    complain(x, &x->count->bad_limits,
             refused ? "refused below the limits" : "not refused beyond the limits");
}

/* A set that grows to its limit one box at a time takes at least this much work. */
static void check_work(trial *x) {
  if (!x->s.too_large) return;
  x->count->many_boxes++;
  if (x->s.work < BOXES_MAX / 2 * (BOXES_MAX - 1))
    complain(x, &x->count->bad_limits, "given up long before the limits");
}

/* ---- questions ---- */

static void check_witness(trial *x, question q, const int64_t *values) {
  const table *t = x->t;
  int64_t facts[TABLE_FACTS] = {0}, times[TABLE_ANCHORS] = {0};
  for (size_t d = 0; d < x->s.n_dims; d++) {
    const dim *one = &x->s.dims[d];
    if (one->since == NULL) facts[one->fact] = values[d];
    if (one->since != NULL) times[table_anchor(t, one->since)] = values[d];
  }
  bool fits = table_allows(t, facts);
  for (size_t i = 0; i < t->n_says; i++) {
    bool speaks = table_speaks(t, i, facts, times);
    if ((q.speak >> i & 1 && !speaks) || (q.silent >> i & 1 && speaks)) fits = false;
  }
  if (!fits) complain(x, &x->count->bad_witnesses, "a witness that is none");
}

static void ask(trial *x, question q, const boxes *set) {
  int64_t values[BOXES_FACTS_MAX];
  bool empty = boxes_is_empty(&x->s, set, values);
  if (x->s.too_large) return;
  x->count->by_bounds += empty && set->len > 0;
  if (!empty) check_witness(x, q, values);
  quiz_ask(x->quiz, x->seed, q, empty);
}

static question both_of(size_t speak, size_t silent) {
  return (question){.speak = UINT32_C(1) << speak, .silent = UINT32_C(1) << silent};
}

static void ask_alone(trial *x, size_t i, const boxes *all) {
  bool full = boxes_contain(&x->s, &x->sets[i], all);
  if (!x->s.too_large) quiz_ask(x->quiz, x->seed, (question){.silent = UINT32_C(1) << i}, full);
  x->count->full += full && !x->s.too_large;
  x->count->empty += boxes_is_empty(&x->s, &x->sets[i], NULL);
  ask(x, (question){.speak = UINT32_C(1) << i}, &x->sets[i]);
  if (x->sets[i].len <= COMPARED_MAX)
    quiz_compare(x->quiz, x->seed, x->t, &x->s, &x->sets[i], (uint8_t)i, false);
}

static void ask_pair(trial *x, size_t i, size_t j) {
  bool within = boxes_contain(&x->s, &x->sets[j], &x->sets[i]);
  if (!x->s.too_large) quiz_ask(x->quiz, x->seed, both_of(i, j), within);
  if (i < j) return;
  boxes shared = boxes_and(&x->s, &x->sets[i], &x->sets[j]);
  question q = {.speak = UINT32_C(1) << i | UINT32_C(1) << j};
  ask(x, q, &shared);
  for (size_t k = 0; k < x->t->n_says; k++) {
    if (k == i || k == j) continue;
    shared = boxes_minus(&x->s, &shared, &x->sets[k]);
    q.silent |= UINT32_C(1) << k;
  }
  if (q.silent != 0) ask(x, q, &shared);
}

static void ask_together(trial *x, const boxes *all) {
  boxes any = {0};
  for (size_t i = 0; i < x->t->n_says; i++) any = boxes_or(&x->s, &any, &x->sets[i]);
  boxes rest = boxes_minus(&x->s, all, &any);
  ask(x, (question){.silent = (UINT32_C(1) << x->t->n_says) - 1}, &rest);
}

static void ask_all(trial *x) {
  boxes all = boxes_all(&x->s);
  for (size_t i = 0; i < x->t->n_says; i++) ask_alone(x, i, &all);
  for (size_t i = 0; i < x->t->n_says; i++)
    for (size_t j = 0; j < x->t->n_says; j++)
      if (i != j) ask_pair(x, i, j);
  ask_together(x, &all);
}

/* ---- forgetting ---- */

/* In a space of its own: it is cut in more places. */
static void try_forgetting(trial *x, const uint16_t *facts, size_t n) {
  make_space(x);
  space_cut_free(&x->s, facts, n);
  for (size_t d = 0; d < x->s.n_dims; d++)
    if (x->s.too_large && x->s.dims[d].n_cells == BOXES_CELLS_MAX) return;
  make_sets(x);
  for (size_t i = 0; i < x->t->n_says; i++) {
    boxes some = boxes_forget(&x->s, &x->sets[i], facts, n);
    if (x->s.too_large || some.len > COMPARED_MAX) continue;
    quiz_compare(x->quiz, x->seed, x->t, &x->s, &some, (uint8_t)i, true);
    x->count->forgets++;
  }
  check_work(x);
}

/* No set of boxes tells that a forgotten fact lies between two others with room for one value. */
static bool is_squeezed(const table *t, uint16_t f, uint32_t forgotten) {
  uint32_t below = 0, above = 0;
  for (size_t i = 0; i < t->m.n_orders; i++) {
    const model_order *o = &t->m.orders[i];
    if (o->strict && o->more == f) below |= UINT32_C(1) << o->less;
    if (o->strict && o->less == f) above |= UINT32_C(1) << o->more;
  }
  for (uint16_t k = 0; k < TABLE_FACTS_OF(t); k++)
    if (!t->read[k]) forgotten |= UINT32_C(1) << k;
  return (below & ~forgotten) && (above & ~forgotten);
}

/* Of the first few facts only: z3 takes its time with many of them at once. */
static size_t facts_to_forget(const table *t, dice *d, uint16_t *facts) {
  uint32_t bits = 0;
  size_t n = 0;
  if (dice_roll(d, 5) < 2) return 0;
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t) && f < 7; f++)
    if (t->read[f] && dice_roll(d, 3) == 0) bits |= UINT32_C(1) << f;
  if (t->n_written > 0 && dice_roll(d, 2)) { /* one that others bound has most to tell */
    uint16_t f = t->written[dice_roll(d, (unsigned)t->n_written)].more;
    bits = t->read[f] ? UINT32_C(1) << f : bits;
  }
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t);) {
    bool drop = bits >> f & 1 && is_squeezed(t, f, bits);
    if (drop) bits &= ~(UINT32_C(1) << f);
    f = drop ? 0 : (uint16_t)(f + 1); /* those before it may be squeezed now */
  }
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t); f++)
    if (bits >> f & 1) facts[n++] = f;
  return n;
}

/* ---- tables ---- */

static void try_seed(tally *count, quiz *q, uint64_t seed) {
  static table t;
  arena *a = arena_new();
  random_table(&t, a, seed);
  trial x = {.count = count, .quiz = q, .t = &t, .seed = seed};
  for (size_t k = 0; k < TABLE_ANCHORS; k++) count->windows += t.timed[k];
  bool fits = make_space(&x);
  check_refusal(&x, !fits);
  if (fits) {
    dice d = {seed + 77};
    uint16_t facts[TABLE_FACTS];
    size_t n = facts_to_forget(&t, &d, facts);
    quiz_open(q, &t, facts, n);
    make_sets(&x);
    if (!x.s.too_large) ask_all(&x);
    check_work(&x);
    if (n > 0) try_forgetting(&x, facts, n);
    quiz_close(q);
  }
  arena_free(a);
}

static void tell_difference(const asked *a, const char *answer) {
  static table t;
  arena *own = arena_new();
  random_table(&t, own, a->seed);
  printf("# seed %" PRIu64 ": the boxes say %s, z3 says %s# where these speak:", a->seed,
         a->empty ? "unsat" : "sat", answer);
  for (unsigned i = 0; i < TABLE_RULES; i++) {
    if (a->q.speak >> i & 1) printf(" r%u", i);
    if (a->q.silent >> i & 1) printf(" not r%u", i);
  }
  if (a->q.compares) printf(" either r%u or its set%s", a->q.of, a->q.forgets ? ", facts forgotten" : "");
  putchar('\n');
  table_print(&t);
  arena_free(own);
}

static void tell(bool ok, const char *what, unsigned n) {
  printf("%sok - %s: %u\n", ok ? "" : "not ", what, n);
}

/* A run of few tables need not have everything. */
static bool report_reach(const tally *t, bool whole) {
  const struct {
    const char *what;
    unsigned n;
  } rows[] = {{"empty sets", t->empty},
              {"sets empty by bounds between facts alone", t->by_bounds},
              {"full sets", t->full},
              {"anchors that windows count from", t->windows},
              {"sets with facts forgotten", t->forgets},
              {"tables with too many ranges of a fact", t->many_cells},
              {"tables with too many facts and anchors", t->many_dims},
              {"tables with too many combinations", t->many_boxes}};
  bool fine = true;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    tell(rows[i].n > 0 || !whole, rows[i].what, rows[i].n);
    fine &= rows[i].n > 0 || !whole;
  }
  return fine;
}

int main(int argc, char **argv) {
  if (system("z3 --version >/dev/null 2>&1") != 0) {
    puts("ok - sets of facts and times # SKIP z3 is not installed");
    return 0;
  }
  uint64_t from = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : TABLES;
  tally t = {0};
  quiz q;
  quiz_begin(&q);
  for (uint64_t i = 0; i < count; i++) try_seed(&t, &q, from + i);
  size_t questions = q.len;
  quiz_result r = quiz_end(&q, tell_difference);
  printf("# %" PRIu64 " tables, %zu questions\n", count, questions);
  tell(r.differences == 0, "differences", r.differences);
  tell(r.unknown == 0, "questions that z3 cannot decide", r.unknown);
  tell(t.bad_witnesses == 0, "witnesses that are none", t.bad_witnesses);
  tell(t.bad_limits == 0, "tables refused without a reason, or taken in spite of one", t.bad_limits);
  bool reached = report_reach(&t, argc <= 2 && TABLES > 1000);
  return r.differences || r.unknown || t.bad_witnesses || t.bad_limits || !reached;
}
