/* The sets of facts and times in which rules speak (boxes.h), held against z3: what is empty, what lies
 * within what, what all rules together leave, and what is left of a set when some facts are forgotten.
 *
 * usage: test_boxes [FROM COUNT]     seeds of random tables of rules */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "boxes.h"
#include "random_table.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define TABLES 300 /* the same as below takes too long there */
#else
#define TABLES 4000
#endif

typedef struct quiz {
  FILE *questions;
  const char *path;
  struct asked {
    uint64_t seed;
    bool empty; /* what boxes.c says */
  } * at;
  size_t n, cap;
  unsigned empty, by_bounds, full, windows, forgotten, too_large, bad_witnesses, bad_limits;
} quiz;

/* ---- a table for z3 ---- */

static void put_number(FILE *out, int64_t n) {
  if (n < 0)
    fprintf(out, "(- %" PRIu64 ")", -(uint64_t)n);
  else
    fprintf(out, "%" PRId64, n);
}

static void put_test(FILE *out, const char *sign, char kind, unsigned number, int64_t value) {
  fprintf(out, "(%s %c%u ", sign, kind, number);
  put_number(out, value);
  putc(')', out);
}

static void put_cond(FILE *out, const cond *c) {
  static const char *const signs[] = {[CMP_EQ] = "=",  [CMP_NE] = "distinct", [CMP_LT] = "<",
                                      [CMP_LE] = "<=", [CMP_GT] = ">",        [CMP_GE] = ">="};
  if (c->kind == COND_IS) {
    put_test(out, signs[c->compare], 'f', c->fact, c->value);
    return;
  }
  fputs(c->kind == COND_NO ? "(not " : c->kind == COND_BOTH ? "(and " : "(or ", out);
  put_cond(out, c->left);
  putc(' ', out);
  if (c->kind != COND_NO) put_cond(out, c->right);
  putc(')', out);
}

static void put_rule(FILE *out, const table *t, size_t i) {
  const say *s = &t->says[i];
  fprintf(out, "(define-fun r%zu (", i);
  for (unsigned f = 0; f < TABLE_FACTS; f++) fprintf(out, "(f%u Int)", f);
  for (unsigned k = 0; k < TABLE_ANCHORS; k++) fprintf(out, "(t%u Int)", k);
  fputs(") Bool (and true ", out);
  if (s->guard != NULL) put_cond(out, s->guard);
  if (s->from != NULL) put_test(out, ">=", 't', t->from_of[i], s->from->offset);
  if (s->until != NULL) put_test(out, "<", 't', t->until_of[i], s->until->offset);
  fputs("))\n", out);
}

static void put_fact(FILE *out, const table *t, unsigned f, char name) {
  fprintf(out, "(declare-const %c%u Int)", name, f);
  if (f >= t->m.n_facts || !t->read[f]) return;
  fputs("(assert (and ", out);
  fprintf(out, "(<= ");
  put_number(out, t->facts[f].lo);
  fprintf(out, " %c%u)(<= %c%u ", name, f, name, f);
  put_number(out, t->facts[f].hi);
  fputs(")))\n", out);
}

/* Facts that no guard reads play no part, nor do their bounds. A fact that is forgotten (g) may have any
 * value. */
static void put_table(FILE *out, const table *t) {
  fputs("(push)\n", out);
  for (unsigned f = 0; f < TABLE_FACTS; f++) put_fact(out, t, f, 'f'), put_fact(out, t, f, 'g');
  for (unsigned k = 0; k < TABLE_ANCHORS; k++) {
    fprintf(out, "(declare-const t%u Int)", k);
    fprintf(out, "(assert (and (>= t%u (- %" PRId64 ")) (<= t%u %" PRId64 ")))\n", k, INT64_MAX, k,
            INT64_MAX);
  }
  for (size_t o = 0; o < t->m.n_orders; o++) {
    const model_order *w = &t->orders[o];
    if (t->read[w->less] && t->read[w->more])
      fprintf(out, "(assert (%s f%u f%u))\n", w->strict ? "<" : "<=", w->less, w->more);
  }
  for (size_t i = 0; i < t->n_says; i++) put_rule(out, t, i);
}

/* ---- questions ---- */

/* Rule I speaks, whatever the facts in FORGOTTEN are. */
static const char *speaks(const table *t, size_t i, unsigned forgotten) {
  const char *text = arena_printf(t->m.arena, "(r%zu", i);
  for (unsigned f = 0; f < TABLE_FACTS; f++)
    text = arena_printf(t->m.arena, "%s %c%u", text, forgotten >> f & 1u ? 'g' : 'f', f);
  for (unsigned k = 0; k < TABLE_ANCHORS; k++) text = arena_printf(t->m.arena, "%s t%u", text, k);
  return arena_printf(t->m.arena, "%s)", text);
}

static void ask(quiz *q, uint64_t seed, bool empty, const char *formula) {
  if (q->n == q->cap) {
    q->cap = q->cap ? 2 * q->cap : 1024;
    q->at = realloc(q->at, q->cap * sizeof *q->at);
    if (q->at == NULL) abort();
  }
  q->at[q->n++] = (struct asked){seed, empty};
  fprintf(q->questions, "(push)(assert %s)(check-sat)(pop)\n", formula);
}

static unsigned anchor_of(const table *t, const instant *since) {
  for (size_t i = 0; i < t->n_says; i++) {
    if (t->says[i].from != NULL && instant_same_anchor(since, t->says[i].from)) return t->from_of[i];
    if (t->says[i].until != NULL && instant_same_anchor(since, t->says[i].until)) return t->until_of[i];
  }
  abort();
}

/* A witness is a point within all bounds at which the rule speaks. */
static bool is_witness(const table *t, const space *s, const int64_t *values, size_t rule) {
  int64_t facts[TABLE_FACTS] = {0}, times[TABLE_ANCHORS] = {0};
  for (size_t d = 0; d < s->n_dims; d++) {
    if (s->dims[d].since == NULL)
      facts[s->dims[d].fact] = values[d];
    else
      times[anchor_of(t, s->dims[d].since)] = values[d];
  }
  return table_allows(t, facts) && table_speaks(t, rule, facts, times);
}

static bool is_crowded(const table *t) {
  int64_t cuts[BOXES_CELLS_MAX];
  for (uint16_t f = 0; f < t->m.n_facts; f++)
    if (t->read[f] && table_cuts(t, f, cuts, BOXES_CELLS_MAX) >= BOXES_CELLS_MAX) return true;
  return false;
}

static void ask_of_one(quiz *q, const table *t, space *s, const boxes *set, size_t i, uint64_t seed) {
  int64_t values[BOXES_FACTS_MAX];
  const boxes all = boxes_all(s);
  bool empty = boxes_is_empty(s, set, values);
  ask(q, seed, empty, speaks(t, i, 0));
  q->empty += empty;
  q->by_bounds += empty && set->len > 0;
  q->full += boxes_contain(s, set, &all);
  q->windows += t->says[i].from != NULL || t->says[i].until != NULL;
  if (!empty && !s->too_large && !is_witness(t, s, values, i)) q->bad_witnesses++;
}

static void ask_of_two(quiz *q, const table *t, space *s, const boxes *sets, size_t i, size_t j,
                       uint64_t seed) {
  const boxes both = boxes_and(s, &sets[i], &sets[j]);
  const char *ri = speaks(t, i, 0), *rj = speaks(t, j, 0);
  if (i < j) ask(q, seed, boxes_is_empty(s, &both, NULL), arena_printf(t->m.arena, "(and %s %s)", ri, rj));
  ask(q, seed, boxes_contain(s, &sets[i], &sets[j]), arena_printf(t->m.arena, "(and %s (not %s))", rj, ri));
}

/* With some facts forgotten, in what J leaves. */
static void ask_forgotten(quiz *q, table *t, space *s, const boxes *sets, size_t i, size_t j, uint64_t seed) {
  uint16_t free_facts[TABLE_FACTS];
  unsigned n = 0, mask = 0;
  for (uint16_t f = 0; f < t->m.n_facts; f++)
    if (dice_roll(&t->d, 2)) free_facts[n++] = f, mask |= 1u << f;
  const boxes wide = boxes_forget(s, &sets[i], free_facts, n), rest = boxes_minus(s, &wide, &sets[j]);
  ask(q, seed, boxes_is_empty(s, &rest, NULL),
      arena_printf(t->m.arena, "(and %s (not %s))", speaks(t, i, mask), speaks(t, j, 0)));
  q->forgotten += n > 0;
}

static void ask_table(quiz *q, table *t, uint64_t seed) {
  const cond *guards[TABLE_RULES];
  const say *says[TABLE_RULES];
  space s;
  boxes sets[TABLE_RULES], all, any = {0};
  for (size_t i = 0; i < t->n_says; i++) says[i] = &t->says[i], guards[i] = t->says[i].guard;
  space_init(&s, &t->m, t->m.arena, guards, t->n_says);
  space_cut_windows(&s, says, t->n_says);
  for (size_t i = 0; i < t->n_says; i++) {
    const boxes guard = boxes_of(&s, guards[i]), window = boxes_of_window(&s, says[i]);
    sets[i] = boxes_and(&s, &guard, &window);
    any = boxes_or(&s, &any, &sets[i]);
  }
  all = boxes_all(&s);
  const boxes rest = boxes_minus(&s, &all, &any);
  q->bad_limits += is_crowded(t) && !s.too_large;
  if (s.too_large) {
    q->too_large++;
    return;
  }
  put_table(q->questions, t);
  const char *left = "(not (or false";
  for (size_t i = 0; i < t->n_says; i++) {
    ask_of_one(q, t, &s, &sets[i], i, seed);
    for (size_t j = 0; j < t->n_says; j++)
      if (i != j) ask_of_two(q, t, &s, sets, i, j, seed);
    ask_forgotten(q, t, &s, sets, i, (i + 1) % t->n_says, seed);
    left = arena_printf(t->m.arena, "%s %s", left, speaks(t, i, 0));
  }
  ask(q, seed, boxes_is_empty(&s, &rest, NULL), arena_printf(t->m.arena, "%s))", left));
  fputs("(pop)\n", q->questions);
  if (s.too_large) abort(); /* what was answered is worth nothing */
}

/* ---- answers ---- */

static void tell(uint64_t seed, bool empty, const char *answer) {
  static table t;
  arena *a = arena_new();
  random_table(&t, a, seed);
  printf("# seed %" PRIu64 ": boxes say %s, z3 says %s\n", seed, empty ? "empty" : "not empty", answer);
  table_print(&t);
  arena_free(a);
}

static unsigned compare(const quiz *q) {
  char line[256], command[96];
  unsigned different = 0;
  snprintf(command, sizeof command, "z3 -smt2 %s", q->path);
  FILE *answers = popen(command, "r");
  if (answers == NULL) abort();
  for (size_t i = 0; i < q->n; i++) {
    if (fgets(line, sizeof line, answers) == NULL) strcpy(line, "nothing\n");
    line[strcspn(line, "\n")] = '\0';
    if (strcmp(line, q->at[i].empty ? "unsat" : "sat") != 0 && different++ == 0)
      tell(q->at[i].seed, q->at[i].empty, line);
  }
  pclose(answers);
  return different;
}

static void result(bool fine, const char *what, unsigned n) {
  printf("%sok - %s: %u\n", fine ? "" : "not ", what, n);
}

int main(int argc, char **argv) {
  if (system("z3 --version >/dev/null 2>&1") != 0) {
    puts("ok - sets of facts # SKIP z3 is not installed");
    return 0;
  }
  bool some = argc > 2;
  uint64_t from = some ? strtoull(argv[1], NULL, 10) : 1, count = some ? strtoull(argv[2], NULL, 10) : TABLES;
  char path[] = "/tmp/test_boxes.XXXXXX";
  int file = mkstemp(path);
  quiz q = {.questions = file < 0 ? NULL : fdopen(file, "w"), .path = path};
  if (q.questions == NULL) abort();
  for (uint64_t seed = from; seed < from + count; seed++) {
    static table t;
    arena *a = arena_new();
    random_table(&t, a, seed);
    ask_table(&q, &t, seed);
    arena_free(a);
  }
  if (fclose(q.questions) != 0) abort();
  unsigned different = compare(&q);
  unlink(path);
  printf("# %" PRIu64 " tables, %zu questions\n", count, q.n);
  result(different == 0, "differences", different);
  result(q.bad_witnesses == 0, "witnesses that are none", q.bad_witnesses);
  result(q.bad_limits == 0, "limits that are not met", q.bad_limits);
  if (!some) {
    result(q.empty > 0, "empty sets", q.empty);
    result(q.by_bounds > 0, "… empty by bounds between facts alone", q.by_bounds);
    result(q.full > 0, "full sets", q.full);
    result(q.windows > 0, "sets with windows", q.windows);
    result(q.forgotten > 0, "sets with facts forgotten", q.forgotten);
    result((TABLES < 4000 || q.too_large > 0) && q.too_large * 10 < TABLES, "tables beyond the limits",
           q.too_large);
  }
  free(q.at);
  return different > 0 || q.bad_witnesses > 0 || q.bad_limits > 0;
}
