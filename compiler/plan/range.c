/* Rule 11: every amount that an effect is given is proved to lie in 0 … 2^63-1, and every step on the way to
 * it to fit 64 bits.
 *
 * What is known of the facts are their ranges, narrowed by the guard that governs, and the bounds between
 * them (postage <= paid). An expression is bounded by linear forms over the facts; a minimum is one of its
 * two sides, a division is its quotient less a rounding error below 1. The proof searches for a substitution
 * of bounds that leaves a constant of the right sign. It may fail for what is true, and never succeeds for
 * what is not. */
#include "planner.h"

__extension__ typedef __int128 wide;

#define TERMS_MAX   12
#define SEARCH_MAX  20000u /* substitutions tried for one amount */
#define CHOICES_MAX 10u    /* sides taken in one amount: every way through them is tried */
#define WIDE_MAX    ((wide)1 << 100)

typedef struct linear { /* (constant + sum of factor * fact) / divisor, divisor > 0 */
  wide constant, divisor;
  size_t n;
  struct {
    uint16_t fact;
    wide factor;
  } term[TERMS_MAX];
  bool lost; /* an intermediate was too large: proves nothing */
} linear;

typedef struct proof {
  const model *m;
  int64_t *lo, *hi; /* of each fact, under the guard */
  bool *read;       /* facts in the amount or the guard: they are there, others need not be */
  unsigned tries;
} proof;

static bool is_small(wide x) {
  return x < WIDE_MAX && x > -WIDE_MAX;
}

static void add_term(linear *l, uint16_t fact, wide factor) {
  size_t i = 0;
  while (i < l->n && l->term[i].fact != fact) i++;
  if (i == TERMS_MAX) {
    l->lost = true;
    return;
  }
  if (i == l->n) l->term[l->n++].fact = fact, l->term[i].factor = 0;
  l->term[i].factor += factor;
  l->lost |= !is_small(l->term[i].factor);
  if (l->term[i].factor == 0) l->term[i] = l->term[--l->n];
}

static linear constant(wide c) {
  return (linear){.constant = c, .divisor = 1};
}

static wide times(wide a, wide b, bool *lost) {
  wide x = a < 0 ? -a : a, y = b < 0 ? -b : b;
  if (y != 0 && x >= WIDE_MAX / y) {
    *lost = true;
    return 0;
  }
  return a * b;
}

static linear scale(linear l, wide by) {
  l.constant = times(l.constant, by, &l.lost);
  for (size_t i = 0; i < l.n; i++) l.term[i].factor = times(l.term[i].factor, by, &l.lost);
  return l;
}

/* A + sign * B over a common divisor. */
static linear sum(linear a, linear b, int sign) {
  wide da = a.divisor, db = b.divisor;
  if (da != db) {
    a = scale(a, db);
    b = scale(b, da);
    a.divisor = times(da, db, &a.lost);
  }
  a.lost |= b.lost;
  a.constant += sign * b.constant;
  for (size_t i = 0; i < b.n; i++) add_term(&a, b.term[i].fact, sign * b.term[i].factor);
  a.lost |= !is_small(a.constant);
  return a;
}

/* ---- is a linear form never negative? ---- */

static bool is_never_negative(proof *p, linear l) {
  if (l.lost || p->tries++ > SEARCH_MAX) return false;
  /* The plain interval often settles it. */
  wide low = l.constant;
  bool over = false;
  for (size_t i = 0; i < l.n; i++)
    low +=
        times(l.term[i].factor, l.term[i].factor > 0 ? p->lo[l.term[i].fact] : p->hi[l.term[i].fact], &over);
  if (!over && low >= 0) return true;
  /* Else trade one fact for another that bounds it in the direction that matters. */
  for (size_t k = 0; k < p->m->n_orders; k++) {
    const model_order *o = &p->m->orders[k];
    for (size_t i = 0; i < l.n; i++) {
      wide f = l.term[i].factor;
      if (!p->read[o->less] || !p->read[o->more]) continue;
      bool upward = f < 0 && l.term[i].fact == o->less;   /* -less >= -(more - gap) */
      bool downward = f > 0 && l.term[i].fact == o->more; /* more >= less + gap */
      if (!upward && !downward) continue;
      linear next = l;
      add_term(&next, l.term[i].fact, -f);
      add_term(&next, upward ? o->more : o->less, f);
      next.constant += (upward ? -f : f) * (wide)o->strict;
      if (is_never_negative(p, next)) return true;
    }
  }
  return false;
}

/* ---- from expressions to linear bounds ----
 *
 * CHOICES says for each min and max met, in order, which side to take. Where the goal needs one side only,
 * some choice has to succeed; where it needs both, every choice has to. */

typedef struct bounding {
  proof *p;
  uint64_t choices;
  unsigned n;     /* choices used so far */
  uint64_t every; /* bit i: choice i has to succeed both ways */
} bounding;

static linear bound(bounding *b, const expr *e, bool lower);

static linear bound_pick(bounding *b, const expr *e, bool lower) {
  unsigned i = b->n++;
  if (i >= CHOICES_MAX) return (linear){.lost = true, .divisor = 1};
  /* min >= x needs both sides to be >= x; min <= x needs one. For max the other way round. */
  bool both = (e->kind == EX_MIN) == lower;
  if (both) b->every |= UINT64_C(1) << i;
  const expr *side = b->choices >> i & 1 ? e->right : e->left;
  return bound(b, side, lower);
}

static bool constant_of(const expr *e, int64_t *out) {
  if (e->kind != EX_CONST) return false;
  *out = e->value;
  return true;
}

/* ---- ranges, where no linear form helps ---- */

typedef struct interval {
  wide lo, hi;
  bool lost;
} interval;

static interval corners(interval x, interval y) {
  interval r = {.lost = x.lost || y.lost};
  for (int i = 0; i < 4; i++) {
    wide v = times(i & 1 ? x.hi : x.lo, i & 2 ? y.hi : y.lo, &r.lost);
    if (i == 0 || v < r.lo) r.lo = v;
    if (i == 0 || v > r.hi) r.hi = v;
  }
  return r;
}

static wide least(wide a, wide b) {
  return a < b ? a : b;
}

static wide most(wide a, wide b) {
  return a > b ? a : b;
}

static interval interval_of(const proof *p, const expr *e) {
  interval x = {0}, y = {0};
  if (e->left != NULL) x = interval_of(p, e->left);
  if (e->right != NULL) y = interval_of(p, e->right);
  interval r = {.lost = x.lost || y.lost};
  switch (e->kind) {
  case EX_CONST: r.lo = r.hi = e->value; break;
  case EX_FACT: r.lo = p->lo[e->fact], r.hi = p->hi[e->fact]; break;
  case EX_ADD: r.lo = x.lo + y.lo, r.hi = x.hi + y.hi; break;
  case EX_SUB: r.lo = x.lo - y.hi, r.hi = x.hi - y.lo; break;
  case EX_MUL: r = corners(x, y); break;
  case EX_DIV: r.lo = x.lo / e->value - (x.lo < 0), r.hi = x.hi / e->value + (x.hi > 0); break;
  case EX_MIN: r.lo = least(x.lo, y.lo), r.hi = least(x.hi, y.hi); break;
  case EX_MAX: r.lo = most(x.lo, y.lo), r.hi = most(x.hi, y.hi); break;
  }
  r.lost |= !is_small(r.lo) || !is_small(r.hi);
  return r;
}

static linear bound_product(bounding *b, const expr *e, bool lower) {
  int64_t k;
  if (constant_of(e->right, &k)) return scale(bound(b, e->left, lower), k); /* none is below 0 */
  if (constant_of(e->left, &k)) return scale(bound(b, e->right, lower), k);
  /* Two amounts that vary: only their ranges count. */
  interval all = corners(interval_of(b->p, e->left), interval_of(b->p, e->right));
  linear l = constant(0);
  l.constant = lower ? all.lo : all.hi;
  l.lost = all.lost;
  return l;
}

/* x / d lies within 1 of its rounding: down takes off up to (d-1)/d, up adds as much, half at most 1/2. And
 * whatever the rounding, it is not negative where x is not: the other choice. */
static linear bound_quotient(bounding *b, const expr *e, bool lower) {
  unsigned i = b->n;
  bool by_sign = lower && i < CHOICES_MAX && (b->choices >> i & 1);
  if (lower && i < CHOICES_MAX) b->n++;
  linear l = bound(b, e->left, lower);
  if (by_sign) {
    bool fits = is_never_negative(b->p, l);
    l = constant(0);
    l.lost = !fits;
    return l;
  }
  wide d = e->value, off = 0;
  if (lower && e->round == OMBUD_ROUND_DOWN) off = -(d - 1);
  if (!lower && e->round == OMBUD_ROUND_UP) off = d - 1;
  if (e->round == OMBUD_ROUND_HALF_UP || e->round == OMBUD_ROUND_HALF_EVEN) off = (lower ? -1 : 1) * (d / 2);
  l = sum(l, constant(off), 1);
  l.divisor = times(l.divisor, d, &l.lost);
  return l;
}

static linear bound(bounding *b, const expr *e, bool lower) {
  linear l = constant(0);
  switch (e->kind) {
  case EX_CONST: return constant(e->value);
  case EX_FACT: add_term(&l, e->fact, 1); return l;
  case EX_ADD: return sum(bound(b, e->left, lower), bound(b, e->right, lower), 1);
  case EX_SUB: return sum(bound(b, e->left, lower), bound(b, e->right, !lower), -1);
  case EX_MUL: return bound_product(b, e, lower);
  case EX_DIV: return bound_quotient(b, e, lower);
  case EX_MIN:
  case EX_MAX: return bound_pick(b, e, lower);
  }
  return l;
}

/* E >= 0 (lower), or 2^63-1 - E >= 0; FLOOR is 0 or -(2^63-1). */
static bool holds_with(proof *p, const expr *e, bool lower, int64_t floor, uint64_t choices, bounding *b) {
  *b = (bounding){.p = p, .choices = choices};
  linear l = bound(b, e, lower);
  linear goal = lower ? sum(l, constant(floor), -1) : sum(constant(INT64_MAX), l, -1);
  goal.constant += goal.divisor - 1; /* amounts are whole: what is more than -1 is 0 or more */
  return is_never_negative(p, goal);
}

/* Walks the choices: for one that needs both sides both must hold, for the others either. */
static bool holds(proof *p, const expr *e, bool lower, int64_t floor, uint64_t choices, unsigned fixed) {
  bounding b;
  bool fine = holds_with(p, e, lower, floor, choices, &b);
  if (b.n <= fixed) return fine;
  bool left = holds(p, e, lower, floor, choices, fixed + 1);
  bool every = b.every >> fixed & 1;
  if (every != left) return left;
  return holds(p, e, lower, floor, choices | UINT64_C(1) << fixed, fixed + 1);
}

static bool is_within(proof *p, const expr *e, int64_t floor) {
  p->tries = 0;
  if (!holds(p, e, true, floor, 0, 0)) return false;
  p->tries = 0;
  return holds(p, e, false, floor, 0, 0);
}

/* x * c / d is worked out as a whole (OMBUD_OP_SCALE), so its product alone need not fit. */
static bool is_scaling(const expr *e) {
  int64_t k;
  if (e->kind != EX_DIV || e->left->kind != EX_MUL) return false;
  bool fits = constant_of(e->left->right, &k) || constant_of(e->left->left, &k);
  return fits && k > 0 && k <= INT32_MAX && e->value <= INT32_MAX;
}

/* The part of E that may not fit, or NULL. */
static const expr *first_wild(proof *p, const expr *e) {
  if (e->kind == EX_CONST || e->kind == EX_FACT) return NULL;
  const expr *inner = is_scaling(e) ? e->left->left->kind == EX_CONST ? first_wild(p, e->left->right)
                                                                      : first_wild(p, e->left->left)
                                    : first_wild(p, e->left);
  if (inner == NULL && e->kind != EX_DIV) inner = first_wild(p, e->right);
  if (inner != NULL) return inner;
  return is_within(p, e, -INT64_MAX) ? NULL : e;
}

static void mark_read(proof *p, const expr *e) {
  if (e == NULL) return;
  if (e->kind == EX_FACT) p->read[e->fact] = true;
  mark_read(p, e->left);
  mark_read(p, e->right);
}

/* Whether some number in E has no lower bound. */
static bool lacks_floor(const model *m, const expr *e) {
  if (e == NULL) return false;
  if (e->kind == EX_FACT) return m->facts[e->fact].lo < INT64_MIN / 2;
  return lacks_floor(m, e->left) || lacks_floor(m, e->right);
}

static void check_arg(proof *p, const model *m, const call *c, uint16_t i) {
  const expr *e = c->args[i];
  const struct model_param *q = &m->effects[c->effect].params[i];
  if (q->type != OMBUD_MONEY && q->type != OMBUD_NUMBER) return;
  const expr *wild = first_wild(p, e);
  if (wild != NULL) {
    diag_report(m->diags, DIAG_E258, wild->at, "this may not fit 64 bits on the way to '%s'", q->name);
    diag_remark(m->diags,
                lacks_floor(m, wild)
                    ? N_("declare bounds of the facts in it, such as 'nights : number >= 0 and <= 365'")
                    : N_("declare an upper bound of the facts in it, such as 'paid : money <= 100000000'"));
  } else if (q->type == OMBUD_MONEY && !is_within(p, e, 0)) { /* it fits: it is below 0 that it may be */
    diag_report(m->diags, DIAG_E258, e->at, "it is not certain that '%s' is 0 or more", q->name);
    diag_remark(m->diags,
                "declare bounds of the facts, such as 'postage : money <= paid', or write max(0, …)");
  }
}

static void check_calls(proof *p, const model *m, const outcome *o) {
  for (uint16_t i = 0; i < o->n_calls; i++)
    for (uint16_t k = 0; k < o->calls[i].n_args; k++) {
      mark_read(p, o->calls[i].args[k]);
      check_arg(p, m, &o->calls[i], k);
    }
}

/* ---- under the guards ---- */

static void reset(proof *p) {
  for (size_t i = 0; i < p->m->n_facts; i++) {
    p->lo[i] = p->m->facts[i].lo;
    p->hi[i] = p->m->facts[i].hi;
    p->read[i] = false;
  }
}

static void check_guarded(model *m, proof *p, const plan_guard *g, const outcome *o) {
  if (o->n_calls == 0) return;
  reset(p);
  if (g == NULL) {
    check_calls(p, m, o);
    return;
  }
  for (uint32_t b = 0; b < g->n_boxes; b++) {
    reset(p);
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      const plan_test *x = &g->boxes[b].tests[t];
      p->lo[x->fact] = x->lo;
      p->hi[x->fact] = x->hi;
      p->read[x->fact] = true;
    }
    check_calls(p, m, o);
  }
}

void range_check(model *m, uint16_t process, const plan *out) {
  proof p = {.m = m};
  p.lo = ARENA_ARRAY(m->arena, m->n_facts, int64_t);
  p.hi = ARENA_ARRAY(m->arena, m->n_facts, int64_t);
  p.read = ARENA_ARRAY(m->arena, m->n_facts, bool);
  const plan_process *q = &out->processes[process];
  const plan_cell *last = NULL;
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_cell *c = q->places[i].cell;
    if (c == last) continue;
    last = c;
    for (uint32_t k = 0; k < c->n_entries; k++) check_guarded(m, &p, c->entries[k].known, &c->entries[k].out);
  }
  for (size_t i = 0; i < m->processes[process].n_deadlines; i++)
    check_guarded(m, &p, NULL, &m->processes[process].deadlines[i].out);
}
