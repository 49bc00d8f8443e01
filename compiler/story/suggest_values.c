/* What to try: values of facts on both sides of what they are compared with, and the instants at which
 * something changes. */
#include "core.h"
#include "parse.h"
#include "suggest_part.h"

#define OPTIONS_MAX 64u /* ranges of one fact that are tried */
#define DAY         INT64_C(86400000)

typedef struct option_range { /* values that nothing tells apart, and the one to take of them */
  int64_t lo, hi, want;
} option_range;

typedef struct options_of {
  size_t n;
  option_range at[OPTIONS_MAX];
} options_of;

typedef struct choice {
  const uses *u;
  const ombud_case *c;
  const uint16_t *gives;
  uint16_t n;
  options_of of[OMBUD_GIVEN_MAX];
  size_t picked[OMBUD_GIVEN_MAX];
  combos *out;
} choice;

static void offer(options_of *o, int64_t lo, int64_t hi, int64_t want) {
  for (size_t i = 0; i < o->n; i++)
    if (o->at[i].want == want) return;
  if (o->n < OPTIONS_MAX) o->at[o->n++] = (option_range){lo, hi, want};
}

/* ---- the ranges of one fact ---- */

static int64_t clamp(int64_t x, int64_t lo, int64_t hi) {
  return x < lo ? lo : x > hi ? hi : x;
}

/* A value that reads well where no rule asks for one: 9900 paid, of which 800 for the postage. */
static int64_t plain(const uses *u, uint16_t fact) {
  if (u->tables->facts[fact].type == OMBUD_YES_NO || u->tables->facts[fact].type == OMBUD_TEXT) return 1;
  if (u->tables->facts[fact].type == OMBUD_CHOICE) return 0;
  bool least = false;
  for (uint16_t i = 0; i < u->tables->n_orders; i++) least |= u->tables->orders[i].less == fact;
  int64_t unit = u->tables->facts[fact].type == OMBUD_MONEY ? 100 : 1;
  if (least && u->rank[fact] == 0) return 8 * unit;
  int64_t value = 99 * unit;
  for (uint16_t i = 1; i < u->rank[fact] && i < 8; i++) value *= 10;
  return value;
}

/* Next to a cut is where mistakes are. */
static void offer_values(const uses *u, const slot_use *s, uint16_t fact, options_of *o) {
  const ombud_fact *f = &u->tables->facts[fact];
  int64_t lo = f->lo, want = plain(u, fact);
  for (size_t i = 0; i <= s->n_cuts; i++) {
    int64_t hi = i < s->n_cuts ? s->cuts[i] - 1 : f->hi;
    if (hi > f->hi) hi = f->hi;
    if (hi < lo) continue;
    offer(o, lo, hi, s->n_cuts == 0 ? clamp(want, lo, hi) : lo > f->lo ? lo : hi);
    if (hi == f->hi) return;
    lo = hi + 1;
  }
}

/* So that what counts from it is due now, in a moment, long ago, or long after. */
static void offer_moments(const uses *u, const slot_use *s, ombud_time now, options_of *o) {
  int64_t most = PARSE_DURATION_MAX, far = (2 * u->longest / DAY + 2) * DAY;
  if (far > most / 4) far = most / 4;
  offer(o, now + far, most, now + far);
  for (size_t i = 0; i < s->n_offsets && i < 4; i++) {
    int64_t due = now - s->offsets[i];
    if (due <= -most || due >= most - DAY) continue;
    offer(o, due + 1, most, due + 1);
    offer(o, due, most, due);
    offer(o, due + DAY / 2, most, due + DAY / 2);
  }
  offer(o, now, most, now);
  offer(o, now - far, most, now - far);
}

static void offer_all(choice *x, size_t i, ombud_time now) {
  const ombud_process *q = &x->u->tables->processes[x->u->process];
  uint16_t fact = x->gives[i], slot = q->facts[fact];
  static const slot_use nothing;
  const slot_use *s = slot == OMBUD_NONE ? &nothing : &x->u->slots[slot];
  if (x->u->tables->facts[fact].type == OMBUD_MOMENT)
    offer_moments(x->u, s, now, &x->of[i]);
  else if (x->u->tables->facts[fact].type == OMBUD_TEXT)
    offer(&x->of[i], 1, 1, 1);
  else
    offer_values(x->u, s, fact, &x->of[i]);
}

/* ---- together ---- */

static size_t place_of(const choice *x, uint16_t fact) {
  size_t i = 0;
  while (i < x->n && x->gives[i] != fact) i++;
  return i;
}

/* Raises values until every bound between facts holds; false where one cannot be raised so far. */
static bool settle(const choice *x, ombud_given *g) {
  const ombud_policy *p = x->u->tables;
  bool again = true;
  for (size_t round = 0; again && round <= x->n; round++) {
    again = false;
    for (uint16_t i = 0; i < p->n_orders; i++) {
      const ombud_order *o = &p->orders[i];
      size_t less = place_of(x, o->less), more = place_of(x, o->more);
      if (less == x->n && more == x->n) continue;
      int64_t a = less < x->n ? g[less].value : x->c ? ombud_fact_value(p, x->c, o->less) : OMBUD_UNSET;
      int64_t b = more < x->n ? g[more].value : x->c ? ombud_fact_value(p, x->c, o->more) : OMBUD_UNSET;
      if (a == OMBUD_UNSET || b == OMBUD_UNSET || (o->gap ? a < b : a <= b)) continue;
      if (more == x->n || a > x->of[more].at[x->picked[more]].hi - o->gap) return false;
      g[more].value = a + o->gap;
      again = true;
    }
  }
  return !again;
}

static bool is_same(const ombud_given *a, const ombud_given *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (a[i].value != b[i].value) return false;
  return true;
}

static void take(choice *x) {
  combos *out = x->out;
  if (out->n == COMBOS_MAX) return;
  ombud_given *g = out->at[out->n];
  for (int low = 0; low < 2; low++) { /* first as they read well, then as low as may be */
    for (size_t i = 0; i < x->n; i++) {
      const option_range *r = &x->of[i].at[x->picked[i]];
      g[i] = (ombud_given){x->gives[i], low ? r->lo : r->want};
    }
    if (!settle(x, g)) continue;
    for (size_t k = 0; k < out->n; k++)
      if (is_same(out->at[k], g, x->n)) return;
    out->n++;
    return;
  }
}

static void take_all(choice *x) {
  for (;;) {
    take(x);
    size_t i = x->n;
    while (i > 0 && ++x->picked[i - 1] == x->of[i - 1].n) x->picked[--i] = 0;
    if (i == 0) return;
  }
}

/* One choice, and all that differ from it in one fact: that is how a condition is shown to decide. */
static void take_near(choice *x) {
  take(x);
  for (size_t i = 0; i < x->n; i++) {
    size_t kept = x->picked[i];
    for (size_t k = 0; k < x->of[i].n; k++) {
      x->picked[i] = k;
      if (k != kept) take(x);
    }
    x->picked[i] = kept;
  }
}

/* Values with which this box of a guard holds, where they can be. */
static void pick_box(choice *x, uint32_t box, bool others_last) {
  const ombud_process *q = &x->u->tables->processes[x->u->process];
  for (size_t i = 0; i < x->n; i++) x->picked[i] = others_last ? x->of[i].n - 1 : 0;
  for (const ombud_test *t = &x->u->tables->tests[box];; t++) {
    for (size_t i = 0; i < x->n; i++) {
      if (q->facts[x->gives[i]] != t->slot) continue;
      for (size_t k = 0; k < x->of[i].n; k++)
        if (t->lo <= x->of[i].at[k].lo && x->of[i].at[k].hi <= t->hi) x->picked[i] = k;
    }
    if (t->last) return;
  }
}

static void take_some(choice *x) {
  for (int last = 0; last < 2; last++) {
    for (size_t i = 0; i < x->n; i++) x->picked[i] = last ? x->of[i].n - 1 : 0;
    take_near(x);
  }
  for (size_t b = 0; b < x->u->n_boxes; b++) {
    pick_box(x, x->u->boxes[b], false);
    take_near(x);
    pick_box(x, x->u->boxes[b], true);
    take_near(x);
  }
}

void values_of(const uses *u, const ombud_case *c, ombud_time now, const uint16_t *gives, uint16_t n_gives,
               combos *out) {
  choice x = {.u = u, .c = c, .gives = gives, .n = n_gives, .out = out};
  size_t all = 1;
  out->n = 0;
  for (size_t i = 0; i < x.n; i++) {
    offer_all(&x, i, now);
    if (all <= COMBOS_MAX) all *= x.of[i].n;
  }
  if (all <= 96)
    take_all(&x);
  else
    take_some(&x);
}

/* ---- instants ---- */

static void wait_for(ombud_time t, ombud_time now, ombud_time *out, size_t *n) {
  if (t <= now || t > PARSE_DURATION_MAX) return;
  size_t i = *n;
  for (size_t k = 0; k < *n; k++)
    if (out[k] == t) return;
  if (*n == TIMES_MAX) return;
  for (; i > 0 && out[i - 1] > t; i--) out[i] = out[i - 1];
  out[i] = t;
  ++*n;
}

static void wait_for_windows(const uses *u, const ombud_case *c, ombud_time *out, size_t *n) {
  core_view v;
  core_see(&v, u->tables, c);
  for (uint8_t actor = 1; actor < u->tables->n_actors; actor++) {
    for (uint16_t action = 0; action < v.process->n_actions; action++) {
      v.cell = core_cell_of(v.policy, v.process, c->mode, c->state, actor, action);
      for (uint16_t i = 0; i < v.cell.n_entries; i++) {
        const ombud_when *when = core_when(&v, core_entry(&v, i));
        for (int k = 0; k < 2; k++) {
          uint32_t bound = k ? when->until : when->from;
          ombud_time t = bound == 0 ? OMBUD_UNSET : core_instant(&v, bound);
          if (t == OMBUD_UNSET || t == CORE_NOT_YET || t > c->wake) continue;
          wait_for(t - 1, c->now, out, n);
          wait_for(t, c->now, out, n);
        }
      }
    }
  }
}

size_t values_times(const uses *u, const ombud_case *c, bool hard, ombud_time *out) {
  size_t n = 0;
  if (c->wake != OMBUD_NEVER) {
    wait_for(c->wake - 1, c->now, out, &n);
    wait_for(c->wake, c->now, out, &n);
  }
  wait_for_windows(u, c, out, &n);
  if (!hard) return n;
  wait_for(c->now + 3600000, c->now, out, &n);
  wait_for(c->now + DAY, c->now, out, &n);
  if (c->wake != OMBUD_NEVER) wait_for(c->now + (c->wake - c->now) / 2, c->now, out, &n);
  for (size_t i = 0; i < u->tables->processes[u->process].n_slots; i++)
    for (size_t k = 0; k < u->slots[i].n_offsets; k++)
      if (core_slots(c)[i] != OMBUD_UNSET)
        wait_for(core_add(core_slots(c)[i], u->slots[i].offsets[k]), c->now, out, &n);
  return n;
}
