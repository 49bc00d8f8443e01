/* What a random table means, worked out point by point: nothing here knows of cells or boxes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random_table.h"

static bool holds(const cond *c, const int64_t *facts) {
  switch (c->kind) {
  case COND_NO: return !holds(c->left, facts);
  case COND_BOTH: return holds(c->left, facts) && holds(c->right, facts);
  case COND_EITHER: return holds(c->left, facts) || holds(c->right, facts);
  case COND_IS: break;
  }
  int64_t v = facts[c->fact];
  switch (c->compare) {
  case CMP_EQ: return v == c->value;
  case CMP_NE: return v != c->value;
  case CMP_LT: return v < c->value;
  case CMP_LE: return v <= c->value;
  case CMP_GT: return v > c->value;
  case CMP_GE: return v >= c->value;
  }
  abort();
}

bool table_speaks(const table *t, size_t i, const int64_t *facts, const int64_t *times) {
  const say *s = &t->says[i];
  if (s->guard != NULL && !holds(s->guard, facts)) return false;
  if (s->from != NULL && times[t->from_of[i]] < s->from->offset) return false;
  return s->until == NULL || times[t->until_of[i]] < s->until->offset;
}

size_t table_anchor(const table *t, const instant *since) {
  for (size_t i = 0; i < t->n_says; i++) {
    const say *s = &t->says[i];
    if (s->from != NULL && instant_same_anchor(since, s->from)) return t->from_of[i];
    if (s->until != NULL && instant_same_anchor(since, s->until)) return t->until_of[i];
  }
  abort();
}

bool table_allows(const table *t, const int64_t *facts) {
  for (size_t f = 0; f < t->m.n_facts; f++)
    if (t->read[f] && (facts[f] < t->facts[f].lo || facts[f] > t->facts[f].hi)) return false;
  for (size_t i = 0; i < t->m.n_orders; i++) {
    const model_order *o = &t->orders[i];
    if (!t->read[o->less] || !t->read[o->more]) continue;
    if (facts[o->less] > facts[o->more] || (o->strict && facts[o->less] == facts[o->more])) return false;
  }
  return true;
}

/* ---- cuts ---- */

typedef struct cut_list {
  int64_t lo, hi, *at;
  size_t len, max;
} cut_list;

static void cut(cut_list *l, int64_t value) {
  if (value <= l->lo || value > l->hi) return;
  for (size_t i = 0; i < l->len && i < l->max; i++)
    if (l->at[i] == value) return;
  if (l->len < l->max) l->at[l->len] = value;
  l->len++;
}

static void cut_by(cut_list *l, const cond *c, uint16_t fact) {
  if (c == NULL) return;
  cut_by(l, c->left, fact);
  cut_by(l, c->right, fact);
  if (c->kind != COND_IS || c->fact != fact) return;
  bool equal = c->compare == CMP_EQ || c->compare == CMP_NE;
  if (equal || c->compare == CMP_LT || c->compare == CMP_GE) cut(l, c->value);
  if (c->value < INT64_MAX && (equal || c->compare == CMP_LE || c->compare == CMP_GT)) cut(l, c->value + 1);
}

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

size_t table_cuts(const table *t, uint16_t fact, int64_t *cuts, size_t max) {
  cut_list l = {.lo = t->facts[fact].lo, .hi = t->facts[fact].hi, .at = cuts, .max = max};
  for (size_t i = 0; i < t->n_says; i++) cut_by(&l, t->says[i].guard, fact);
  if (l.len <= max) qsort(cuts, l.len, sizeof *cuts, by_value);
  return l.len;
}

/* ---- in words ---- */

static void print_cond(const cond *c) {
  static const char *const signs[] = {
      [CMP_EQ] = "=", [CMP_NE] = "!=", [CMP_LT] = "<", [CMP_LE] = "<=", [CMP_GT] = ">", [CMP_GE] = ">="};
  switch (c->kind) {
  case COND_IS: printf("f%u %s %" PRId64, c->fact, signs[c->compare], c->value); return;
  case COND_NO: printf("not "); break;
  case COND_BOTH:
  case COND_EITHER: break;
  }
  putchar('(');
  print_cond(c->left);
  if (c->right != NULL) {
    printf(c->kind == COND_BOTH ? " and " : " or ");
    print_cond(c->right);
  }
  putchar(')');
}

void table_print(const table *t) {
  static const char *const types[] = {[OMBUD_YES_NO] = "yes_no",
                                      [OMBUD_CHOICE] = "choice",
                                      [OMBUD_MONEY] = "money",
                                      [OMBUD_NUMBER] = "number"};
  for (size_t f = 0; f < t->m.n_facts; f++)
    printf("# f%zu : %s >= %" PRId64 " and <= %" PRId64 "%s\n", f, types[t->facts[f].type], t->facts[f].lo,
           t->facts[f].hi, t->read[f] ? "" : " (that no guard reads)");
  for (size_t i = 0; i < t->n_written; i++)
    printf("# f%u %s f%u\n", t->written[i].less, t->written[i].strict ? "<" : "<=", t->written[i].more);
  for (size_t i = 0; i < t->n_says; i++) {
    const say *s = &t->says[i];
    printf("# r%zu speaks", i);
    if (s->from != NULL) printf(" from %" PRId64 " after t%u", s->from->offset, t->from_of[i]);
    if (s->until != NULL) printf(" until %" PRId64 " after t%u", s->until->offset, t->until_of[i]);
    if (s->guard != NULL) printf(" when ");
    if (s->guard != NULL) print_cond(s->guard);
    putchar('\n');
  }
}
