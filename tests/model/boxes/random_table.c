#include "random_table.h"

#include <string.h>

/* splitmix64. What the dice begin with must not be a multiple of what is added here: one seed's rolls would
 * be the next one's, one roll later. Never two rolls among the arguments of one call: C does not say which
 * comes first. */
unsigned dice_roll(dice *d, unsigned sides) {
  uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return (unsigned)((z ^ z >> 31) % sides);
}

static unsigned roll(table *t, unsigned sides) {
  return dice_roll(&t->d, sides);
}

/* ---- facts and their bounds ---- */

static model_fact random_fact(table *t) {
  static const struct {
    uint8_t type;
    int64_t lo, hi;
  } kinds[] = {
      {OMBUD_YES_NO, 0, 1},
      {OMBUD_CHOICE, 0, 2},
      {OMBUD_CHOICE, 0, 5},
      {OMBUD_CHOICE, 0, 0},
      {OMBUD_MONEY, 0, INT64_MAX},
      {OMBUD_MONEY, 0, INT64_MAX},
      {OMBUD_MONEY, 1, 12},
      {OMBUD_MONEY, 0, 5000000},
      {OMBUD_NUMBER, -INT64_MAX, INT64_MAX},
      {OMBUD_NUMBER, -INT64_MAX, INT64_MAX},
      {OMBUD_NUMBER, -5, 5},
      {OMBUD_NUMBER, 0, 9},
      {OMBUD_NUMBER, 1, 30},
      {OMBUD_NUMBER, -INT64_MAX, 3},
  };
  unsigned k = roll(t, sizeof kinds / sizeof kinds[0]);
  return (model_fact){.type = kinds[k].type, .lo = kinds[k].lo, .hi = kinds[k].hi};
}

typedef int8_t bounds[TABLE_FACTS][TABLE_FACTS]; /* 0: i <= j, 1: i < j, -1: unrelated */

/* All that follows from B. False where a fact would be less than itself. */
static bool close_bounds(bounds b, size_t n) {
  for (size_t k = 0; k < n; k++)
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++) {
        if (b[i][k] < 0 || b[k][j] < 0) continue;
        int8_t both = b[i][k] > b[k][j] ? b[i][k] : b[k][j];
        if (both > b[i][j]) b[i][j] = both;
      }
  for (size_t i = 0; i < n; i++)
    if (b[i][i] > 0) return false;
  return true;
}

static void bound(table *t, bounds b, uint16_t less, uint16_t more, bool strict) {
  bounds with;
  memcpy(with, b, sizeof with);
  if (with[less][more] < (int8_t)strict) with[less][more] = (int8_t)strict;
  if (!close_bounds(with, t->m.n_facts)) return;
  memcpy(b, with, sizeof with);
  t->written[t->n_written++] = (model_order){less, more, strict};
}

/* A chain over the facts of one type, some of it left out, and perhaps one bound across or back. */
static void bind_facts(table *t, uint8_t type, bounds b) {
  uint16_t chain[TABLE_FACTS], n = 0;
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t); f++)
    if (t->facts[f].type == type) chain[n++] = f;
  for (uint16_t i = n; i > 1; i--) {
    unsigned j = roll(t, i);
    uint16_t f = chain[j];
    chain[j] = chain[i - 1];
    chain[i - 1] = f;
  }
  for (uint16_t i = 0; i + 1 < n; i++)
    if (roll(t, 4)) bound(t, b, chain[i], chain[i + 1], roll(t, 3) == 0);
  if (n < 2 || roll(t, 3)) return;
  uint16_t less = chain[roll(t, n)], more = chain[roll(t, n)];
  if (less != more) bound(t, b, less, more, roll(t, 4) == 0);
}

/* The compiler narrows ranges by the bounds between facts, and refuses those that leave no value. */
static void narrow(table *t) {
  model_fact tight[TABLE_FACTS];
  memcpy(tight, t->facts, sizeof tight);
  for (size_t round = 0; round < t->m.n_facts; round++)
    for (size_t i = 0; i < t->n_written; i++) {
      model_fact *less = &tight[t->written[i].less], *more = &tight[t->written[i].more];
      if (less->hi > more->hi - t->written[i].strict) less->hi = more->hi - t->written[i].strict;
      if (more->lo < less->lo + t->written[i].strict) more->lo = less->lo + t->written[i].strict;
    }
  for (size_t f = 0; f < t->m.n_facts; f++)
    if (tight[f].lo > tight[f].hi) return;
  memcpy(t->facts, tight, sizeof tight);
}

static void random_facts(table *t) {
  t->m.n_facts = roll(t, 48) ? 1 + roll(t, 7) : TABLE_FACTS - roll(t, 6);
  for (size_t f = 0; f < t->m.n_facts; f++) t->facts[f] = random_fact(t);
  bounds b;
  memset(b, -1, sizeof b);
  if (roll(t, 4)) bind_facts(t, OMBUD_MONEY, b);
  if (roll(t, 4)) bind_facts(t, OMBUD_NUMBER, b);
  for (uint16_t i = 0; i < TABLE_FACTS_OF(t); i++)
    for (uint16_t j = 0; j < TABLE_FACTS_OF(t); j++) {
      if (i == j || b[i][j] < 0) continue;
      if (b[i][j] > 0 && roll(t, 2)) t->orders[t->m.n_orders++] = (model_order){i, j, false};
      t->orders[t->m.n_orders++] = (model_order){i, j, b[i][j] > 0};
      if (roll(t, 4) == 0) t->orders[t->m.n_orders++] = (model_order){i, j, false};
    }
  if (roll(t, 5)) narrow(t); /* the sets need not rely on it */
}

/* ---- guards ---- */

static int64_t within(const model_fact *f, int64_t value) {
  return value < f->lo ? f->lo : value > f->hi ? f->hi : value;
}

static int64_t random_constant(table *t, const model_fact *f) {
  switch (roll(t, 16)) {
  case 0: return f->lo;
  case 1: return f->hi;
  case 2: return f->lo < f->hi ? f->lo + 1 : f->lo;
  case 3: return f->lo < f->hi ? f->hi - 1 : f->hi;
  case 4: return f->lo > -INT64_MAX ? f->lo - 1 : f->lo;
  case 5: return f->hi < INT64_MAX ? f->hi + 1 : f->hi;
  case 6: return t->near + roll(t, 8);
  default: return within(f, t->near + roll(t, 8));
  }
}

static const cond *keep(table *t, cond c) {
  cond *kept = ARENA_NEW(t->m.arena, cond);
  *kept = c;
  return kept;
}

static const cond *test(table *t, uint16_t fact, ast_compare compare, int64_t value) {
  t->read[fact] = true;
  return keep(t, (cond){.kind = COND_IS, .compare = compare, .fact = fact, .value = value});
}

static const cond *no(table *t, const cond *c) {
  return keep(t, (cond){.kind = COND_NO, .left = c});
}

/* NULL: nothing is there yet to be joined with. */
static const cond *both(table *t, const cond *left, const cond *right) {
  if (left == NULL) return right;
  return keep(t, (cond){.kind = COND_BOTH, .left = left, .right = right});
}

static const cond *either(table *t, const cond *left, const cond *right) {
  if (left == NULL) return right;
  return keep(t, (cond){.kind = COND_EITHER, .left = left, .right = right});
}

static const cond *random_cond(table *t, unsigned depth) {
  unsigned kind = depth == 0 ? 0 : roll(t, 8);
  if (kind < 2) {
    uint16_t f = (uint16_t)roll(t, (unsigned)t->m.n_facts);
    bool ordered = t->facts[f].type == OMBUD_NUMBER || t->facts[f].type == OMBUD_MONEY;
    ast_compare compare = (ast_compare)roll(t, ordered ? 6 : 2);
    return test(t, f, compare, random_constant(t, &t->facts[f]));
  }
  const cond *left = random_cond(t, depth - 1);
  if (kind == 2) return no(t, left);
  const cond *right = random_cond(t, depth - 1);
  return kind < 6 ? both(t, left, right) : either(t, left, right);
}

/* One fact cut in many places: every other range of it, or single values of it. */
static const cond *comb(table *t, uint16_t f, unsigned teeth, bool values) {
  int64_t at = t->near, step = 1 + (int64_t)roll(t, 3);
  if (at > t->facts[f].hi - 200) at = t->facts[f].hi - 200;
  if (at < t->facts[f].lo) at = t->facts[f].lo;
  const cond *c = NULL;
  for (unsigned k = 0; k < teeth; k++, at += step) {
    const cond *tooth = test(t, f, values ? CMP_EQ : CMP_GE, at);
    if (!values) tooth = both(t, tooth, test(t, f, roll(t, 2) ? CMP_LT : CMP_LE, at += step));
    c = either(t, c, tooth);
  }
  return roll(t, 3) ? c : both(t, c, random_cond(t, 1));
}

/* A fact that is to be large and one that is to be small: what bounds between them may forbid. */
static const cond *squeeze(table *t) {
  const model_order *o = &t->orders[roll(t, (unsigned)t->m.n_orders)];
  int64_t at = within(&t->facts[o->less], t->near + roll(t, 8));
  const cond *less = test(t, o->less, roll(t, 3) ? CMP_GE : CMP_EQ, at);
  int64_t end = at + 2 - (int64_t)roll(t, 4);
  const cond *more = test(t, o->more, roll(t, 3) ? CMP_LE : CMP_EQ, end);
  const cond *c = both(t, less, more);
  return roll(t, 2) ? c : both(t, random_cond(t, 1), c);
}

/* Pieces of chains: each link bounds the next, from one end to the other. */
static const cond *squeeze_chain(table *t) {
  uint16_t first = t->written[roll(t, (unsigned)t->n_written)].less, f = first;
  const cond *c = NULL;
  int64_t at = within(&t->facts[f], t->near + roll(t, 4));
  for (unsigned link = 0; link < 3; link++) {
    const model_order *next = NULL;
    for (size_t i = 0; i < t->n_written; i++)
      if (t->written[i].less == f && t->written[i].more != first) next = &t->written[i];
    if (next == NULL) break;
    /* In between any few values will do, so that no single bound fails. */
    f = next->more;
    c = both(t, c, test(t, f, CMP_NE, at + roll(t, 3)));
  }
  const cond *ends = both(t, test(t, first, CMP_GE, at), test(t, f, CMP_LE, at + roll(t, 3)));
  return c == NULL ? ends : both(t, c, ends);
}

/* Everywhere but at a few points, each with a value of its own for every fact: of each point any fact may be
 * the one that differs, which makes for many combinations. */
static const cond *few_points(table *t) {
  const cond *points = NULL;
  for (unsigned k = 2 + roll(t, 7); k > 0; k--) {
    const cond *point = NULL;
    for (uint16_t f = 0; f < TABLE_FACTS_OF(t) && f < 6; f++)
      if (t->facts[f].lo + 8 < t->facts[f].hi || t->facts[f].lo < 0)
        point = both(t, point, test(t, f, CMP_EQ, within(&t->facts[f], t->near + k)));
    if (point != NULL) points = either(t, points, point);
  }
  return points == NULL ? random_cond(t, 2) : no(t, points);
}

/* All facts there are: a space may have too many of them. */
static const cond *every_fact(table *t) {
  const cond *c = NULL;
  for (uint16_t f = 0; f < TABLE_FACTS_OF(t); f++) {
    int64_t value = random_constant(t, &t->facts[f]);
    const cond *one = test(t, f, roll(t, 2) ? CMP_EQ : CMP_NE, value);
    c = roll(t, 4) ? either(t, c, one) : both(t, c, one);
  }
  return c;
}

/* Something that has to do with the guards before. */
static const cond *related(table *t) {
  const cond *other = t->says[roll(t, (unsigned)t->n_says)].guard, *c = NULL;
  if (other == NULL) return random_cond(t, 2);
  switch (roll(t, 5)) {
  case 0: return no(t, other);
  case 1: return both(t, other, random_cond(t, 1));
  case 2: return either(t, random_cond(t, 1), other);
  case 3: return both(t, random_cond(t, 1), no(t, other));
  }
  for (size_t i = 0; i < t->n_says; i++) /* whatever the others leave */
    if (t->says[i].guard != NULL) c = either(t, c, t->says[i].guard);
  return no(t, c);
}

static const cond *random_guard(table *t) {
  uint16_t f = (uint16_t)roll(t, (unsigned)t->m.n_facts);
  bool wide = t->facts[f].lo < -1000 || t->facts[f].hi - 1000 > t->facts[f].lo;
  unsigned kind = roll(t, 16);
  if (t->m.n_facts > 7 && t->n_says == 0) return every_fact(t);
  if (kind == 0) return NULL;
  if (kind <= 4 && t->n_says > 0) return related(t);
  if (kind <= 7 && t->m.n_orders > 0) return squeeze(t);
  if (kind <= 9 && t->n_written > 0) return squeeze_chain(t);
  if (kind == 11) return roll(t, 3) ? every_fact(t) : few_points(t);
  if (kind == 10 && wide) {
    unsigned teeth = 3 + roll(t, 31);
    return comb(t, f, teeth, roll(t, 4) == 0);
  }
  return random_cond(t, 1 + roll(t, 4));
}

/* ---- windows ---- */

/* None counts from the same as another, though they are much alike. */
static instant random_instant(table *t, uint8_t *of) {
  static const anchor entry[] = {{AT_ENTRY, 0}}, name[] = {{AT_NAME, 0}},
                      two[] = {{AT_NAME, 0}, {AT_FACT, 0}};
  static const uint16_t states[] = {1, 2};
  static const instant kinds[TABLE_ANCHORS] = {
      {.n_anchors = 1, .anchors = entry},
      {.n_anchors = 1, .anchors = name},
      {.n_anchors = 2, .anchors = two},
      {.n_anchors = 2, .anchors = two, .earliest = true},
      {.n_anchors = 1, .anchors = name, .n_excluded = 2, .excluded = states}};
  *of = (uint8_t)(roll(t, 2) ? roll(t, 2) : roll(t, TABLE_ANCHORS));
  t->timed[*of] = true;
  instant i = kinds[*of];
  i.offset = (int64_t)roll(t, 5) - 1;
  if (roll(t, 20) == 0) i.offset = roll(t, 2) ? INT64_MAX : -INT64_MAX;
  anchor *own = ARENA_ARRAY(t->m.arena, i.n_anchors, anchor);
  memcpy(own, i.anchors, i.n_anchors * sizeof *own);
  i.anchors = own;
  return i;
}

static void random_window(table *t, size_t rule) {
  say *s = &t->says[rule];
  instant *ends = ARENA_ARRAY(t->m.arena, 2, instant);
  unsigned kind = roll(t, 4);
  if (kind & 1) {
    ends[0] = random_instant(t, &t->from_of[rule]);
    s->from = &ends[0];
  }
  if (kind & 2) {
    ends[1] = random_instant(t, &t->until_of[rule]);
    s->until = &ends[1];
  }
}

void random_table(table *t, arena *a, uint64_t seed) {
  static const int64_t nears[] = {0, 0, 1, -4, 3, 1000, INT64_MAX - 9};
  *t = (table){.d = {seed * UINT64_C(0xD1342543DE82EF95) + 1}};
  t->m = (model){.arena = a, .facts = t->facts, .orders = t->orders};
  random_facts(t);
  t->near = nears[roll(t, sizeof nears / sizeof nears[0])];
  size_t rules = 1 + roll(t, TABLE_RULES);
  bool timed = roll(t, 3) == 0;
  while (t->n_says < rules) {
    const cond *guard = random_guard(t);
    t->says[t->n_says].guard = guard;
    if (timed) random_window(t, t->n_says);
    t->n_says++;
  }
}
