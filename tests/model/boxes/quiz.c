/* A table as z3 reads it: r0, r1, … say whether a rule speaks at the facts f0, f1, … and the times t0, t1, …;
 * e0, e1, … whether it does with some other values of the facts to be forgotten. */
#define _POSIX_C_SOURCE 200809L
#include "quiz.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* z3 works while the next tables are made. What it is told comes through a pipe and its answers go to a file
 * without a name: whatever becomes of this program, nothing is left behind. */
void quiz_begin(quiz *q) {
  char command[64];
  *q = (quiz){.answers = tmpfile()};
  if (q->answers == NULL) abort();
  snprintf(command, sizeof command, "exec z3 -in -t:10000 >&%d", fileno(q->answers));
  q->text = popen(command, "w");
  if (q->text == NULL) abort();
}

static void put_number(FILE *out, int64_t n) {
  if (n < 0)
    fprintf(out, "(- %" PRIu64 ")", -(uint64_t)n);
  else
    fprintf(out, "%" PRId64, n);
}

/* Facts in FREE are called g0, g1, …: values beside those of f0, f1, … */
static void put_fact(FILE *out, uint32_t free, uint16_t f) {
  fprintf(out, "%c%u", free >> f & 1 ? 'g' : 'f', f);
}

static void put_cond(FILE *out, const cond *c, uint32_t free) {
  static const char *const signs[] = {[CMP_EQ] = "=",  [CMP_NE] = "distinct", [CMP_LT] = "<",
                                      [CMP_LE] = "<=", [CMP_GT] = ">",        [CMP_GE] = ">="};
  static const char *const joins[] = {[COND_NO] = "not", [COND_BOTH] = "and", [COND_EITHER] = "or"};
  fprintf(out, "(%s ", c->kind == COND_IS ? signs[c->compare] : joins[c->kind]);
  if (c->kind == COND_IS) {
    put_fact(out, free, c->fact);
    putc(' ', out);
    put_number(out, c->value);
  } else {
    put_cond(out, c->left, free);
  }
  if (c->kind == COND_BOTH || c->kind == COND_EITHER) {
    putc(' ', out);
    put_cond(out, c->right, free);
  }
  putc(')', out);
}

static void put_range(FILE *out, int64_t lo, int64_t hi, const char *name, unsigned i) {
  fputs(" (<= ", out);
  put_number(out, lo);
  fprintf(out, " %s%u ", name, i);
  put_number(out, hi);
  putc(')', out);
}

/* Ranges and bounds, as terms of a conjunction; with FREE those only that have to do with it. */
static void put_bounds(FILE *out, const table *t, uint32_t free) {
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t); f++) {
    if (!t->read[f] || (free && !(free >> f & 1))) continue;
    put_range(out, t->facts[f].lo, t->facts[f].hi, free ? "g" : "f", f);
  }
  for (size_t i = 0; i < t->m.n_orders; i++) {
    const model_order *o = &t->m.orders[i];
    if (!t->read[o->less] || !t->read[o->more]) continue;
    if (free && !(free >> o->less & 1) && !(free >> o->more & 1)) continue;
    fputs(o->strict ? " (< " : " (<= ", out);
    put_fact(out, free, o->less);
    putc(' ', out);
    put_fact(out, free, o->more);
    putc(')', out);
  }
}

/* Guard and window of rule I, as terms of a conjunction. */
static void put_rule(FILE *out, const table *t, size_t i, uint32_t free) {
  const say *s = &t->says[i];
  fputs(" true ", out);
  if (s->guard != NULL) put_cond(out, s->guard, free);
  if (s->from != NULL) {
    fprintf(out, " (>= t%u ", t->from_of[i]);
    put_number(out, s->from->offset);
    putc(')', out);
  }
  if (s->until != NULL) {
    fprintf(out, " (< t%u ", t->until_of[i]);
    put_number(out, s->until->offset);
    putc(')', out);
  }
}

/* Named as constants: the questions then are mere assumptions, and z3 goes on with what it has learned. */
static void put_rules(FILE *out, const table *t) {
  for (size_t i = 0; i < t->n_says; i++) {
    fprintf(out, "(declare-const r%zu Bool)(assert (= r%zu (and", i, i);
    put_rule(out, t, i, 0);
    fputs(")))\n", out);
  }
}

static void put_forgetting(FILE *out, const table *t, uint32_t free) {
  for (size_t i = 0; i < t->n_says; i++) {
    fprintf(out, "(define-fun e%zu () Bool (exists (", i);
    for (uint16_t f = 0; f < TABLE_FACTS_OF(t); f++)
      if (free >> f & 1) fprintf(out, "(g%u Int)", f);
    fputs(") (and", out);
    put_bounds(out, t, free);
    put_rule(out, t, i, free);
    fputs(")))\n", out);
  }
}

void quiz_open(quiz *q, const table *t, const uint16_t *forget, size_t n) {
  uint32_t free = 0;
  fputs("(push)\n", q->text);
  for (unsigned f = 0; f < t->m.n_facts; f++) fprintf(q->text, "(declare-const f%u Int)", f);
  for (unsigned k = 0; k < TABLE_ANCHORS; k++) fprintf(q->text, "(declare-const t%u Int)", k);
  fputs("(assert (and true", q->text);
  put_bounds(q->text, t, 0);
  for (unsigned k = 0; k < TABLE_ANCHORS; k++)
    if (t->timed[k]) put_range(q->text, -INT64_MAX, INT64_MAX, "t", k);
  fputs("))\n", q->text);
  put_rules(q->text, t);
  for (size_t k = 0; k < n; k++) free |= UINT32_C(1) << forget[k];
  if (free) put_forgetting(q->text, t, free);
}

static void note(quiz *q, uint64_t seed, question one, bool empty) {
  if (q->len == q->cap) {
    q->cap = q->cap ? 2 * q->cap : 1024;
    q->at = realloc(q->at, q->cap * sizeof *q->at);
    if (q->at == NULL) abort();
  }
  q->at[q->len++] = (asked){seed, one, empty};
}

void quiz_ask(quiz *q, uint64_t seed, question one, bool empty) {
  note(q, seed, one, empty);
  fputs("(check-sat-assuming (", q->text);
  for (unsigned i = 0; i < TABLE_RULES; i++) {
    if (one.speak >> i & 1) fprintf(q->text, " r%u", i);
    if (one.silent >> i & 1) fprintf(q->text, " (not r%u)", i);
  }
  fputs("))\n", q->text);
}

/* The values that a mask has, as a disjunction of ranges. */
static void put_mask(FILE *out, const table *t, const dim *d, uint64_t mask) {
  fputs(" (or false", out);
  for (uint8_t i = 0; i < d->n_cells; i++) {
    if (!(mask >> i & 1)) continue;
    int64_t end = i + 1 < d->n_cells ? d->from[i + 1] - 1 : d->last;
    if (d->since == NULL)
      put_range(out, d->from[i], end, "f", d->fact);
    else
      put_range(out, d->from[i], end, "t", (unsigned)table_anchor(t, d->since));
  }
  putc(')', out);
}

void quiz_compare(quiz *q, uint64_t seed, const table *t, const space *s, const boxes *a, uint8_t of,
                  bool forgets) {
  note(q, seed, (question){.compares = true, .forgets = forgets, .of = of}, true);
  fprintf(q->text, "(push)(assert (distinct %c%u (or false", forgets ? 'e' : 'r', of);
  for (size_t i = 0; i < a->len; i++) {
    fputs(" (and true", q->text);
    for (size_t d = 0; d < s->n_dims; d++) put_mask(q->text, t, &s->dims[d], a->at[i].mask[d]);
    putc(')', q->text);
  }
  fputs(")))(check-sat)(pop)\n", q->text);
}

void quiz_close(quiz *q) {
  fputs("(pop)\n", q->text);
}

quiz_result quiz_end(quiz *q, void (*tell)(const asked *a, const char *answer)) {
  quiz_result r = {0};
  if (pclose(q->text) != 0 || fseek(q->answers, 0, SEEK_SET) != 0) abort();
  char line[256];
  for (size_t i = 0; i < q->len; i++) {
    if (fgets(line, sizeof line, q->answers) == NULL) strcpy(line, "nothing\n");
    if (strcmp(line, q->at[i].empty ? "unsat\n" : "sat\n") == 0) continue;
    if (strcmp(line, "unknown\n") == 0)
      r.unknown++;
    else if (r.differences++ < 3)
      tell(&q->at[i], line);
  }
  fclose(q->answers);
  free(q->at);
  return r;
}
