#include "finding.h"
#include "core.h"

#include <inttypes.h>
#include <string.h>

#include "duration.h"
#include "translate.h"

/* ---- which facts, cut where ---- */

static axis *axis_of(const hypothesis *h, finding *v, uint16_t fact) {
  if (h->facts[fact] != OMBUD_UNSET) return NULL;
  for (size_t i = 0; i < v->n_axes; i++)
    if (v->axes[i].fact == fact) return &v->axes[i];
  if (v->n_axes == FINDING_AXES_MAX) {
    v->too_many = true;
    return NULL;
  }
  const ombud_fact *f = &h->of->policy->facts[fact];
  axis *a = ARENA_PUSH(h->of->arena, v->axes, v->n_axes, v->cap_axes);
  *a = (axis){.fact = fact, .n = 1, .from = {f->lo}, .last = f->hi};
  if (f->type == OMBUD_MOMENT) {
    a->from[0] = -HYPOTHESIS_FAR;
    a->last = HYPOTHESIS_FAR;
  }
  if (a->from[0] == OMBUD_UNSET) a->from[0]++;
  return a;
}

/* Makes VALUE the first of a range. */
static void cut(finding *v, axis *a, int64_t value) {
  if (value <= a->from[0] || value > a->last) return;
  uint8_t i = a->n;
  while (a->from[i - 1] > value) i--;
  if (a->from[i - 1] == value) return;
  if (a->n == FINDING_RANGES_MAX) {
    v->too_many = true;
    return;
  }
  memmove(&a->from[i + 1], &a->from[i], (size_t)(a->n - i) * sizeof a->from[0]);
  a->from[i] = value;
  a->n++;
}

static void cut_guard(const hypothesis *h, finding *v, const plan_guard *g) {
  for (uint32_t b = 0; g != NULL && b < g->n_boxes; b++)
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      const plan_test *test = &g->boxes[b].tests[t];
      axis *a = axis_of(h, v, test->fact);
      if (a == NULL) continue;
      cut(v, a, test->lo);
      if (test->hi < INT64_MAX) cut(v, a, test->hi + 1);
    }
}

/* The instant is past where the moment, and whatever else it counts from, lies no later than this. */
static int64_t last_past(const hypothesis *h, const instant *i) {
  return h->after - i->offset;
}

static void cut_instant(const hypothesis *h, finding *v, const instant *i) {
  for (uint16_t k = 0; i != NULL && k < i->n_anchors; k++) {
    axis *a = i->anchors[k].kind == AT_FACT ? axis_of(h, v, i->anchors[k].index) : NULL;
    if (a != NULL) cut(v, a, last_past(h, i) + 1);
  }
}

static bool is_given(const hypothesis *h, const finding *v, uint16_t fact) {
  const uint16_t *gives;
  uint16_t n = ombud_gives(h->of->policy, (uint8_t)h->process, h->mode, h->stands, (uint8_t)v->actor,
                           v->action, &gives);
  for (uint16_t i = 0; i < n; i++)
    if (gives[i] == fact) return true;
  return false;
}

/* The case is still there: no deadline that counts from the moment has passed. */
static void keep_ahead(const hypothesis *h, finding *v, const plan_row *row) {
  for (uint16_t t = 0; t < row->n_timers; t++) {
    const instant *due = &row->timers[t].due;
    for (uint16_t k = 0; row->timers[t].kind != OMBUD_REMINDED && k < due->n_anchors; k++)
      for (size_t i = 0; due->anchors[k].kind == AT_FACT && i < v->n_axes; i++) {
        axis *a = &v->axes[i];
        if (a->fact != due->anchors[k].index || is_given(h, v, a->fact)) continue;
        int64_t least = last_past(h, due) + 1;
        while (a->n > 1 && a->from[1] <= least) {
          memmove(&a->from[0], &a->from[1], (size_t)(a->n - 1) * sizeof a->from[0]);
          a->n--;
        }
        if (a->from[0] < least) a->from[0] = least;
      }
  }
}

static void lay_axes(const hypothesis *h, finding *v) {
  const plan_cell *cell = hypothesis_cell(h, h->stands, v->actor, v->action);
  for (uint16_t i = 0; cell != NULL && i < cell->n_gives; i++) axis_of(h, v, cell->gives[i]);
  for (uint32_t i = 0; cell != NULL && i < cell->n_entries; i++) {
    cut_guard(h, v, cell->entries[i].guard);
    cut_instant(h, v, cell->entries[i].from);
    cut_instant(h, v, cell->entries[i].until);
  }
  keep_ahead(h, v, hypothesis_row(h, h->state));
  keep_ahead(h, v, hypothesis_row(h, h->stands));
}

/* ---- a point in each combination of ranges ---- */

static int64_t end_of(const axis *a, unsigned range) {
  return range + 1u < a->n ? a->from[range + 1] - 1 : a->last;
}

typedef struct search { /* values of facts, each between two ends */
  const hypothesis *h;
  int64_t *at;     /* [fact] */
  int64_t *end_at; /* [fact] */
} search;

/* Numbers read better near 0 than at the end of their range. */
static void begin(search *s, const finding *v, const uint8_t *range, bool near_zero) {
  uint16_t n = s->h->of->policy->n_facts;
  for (uint16_t f = 0; f < n; f++) s->at[f] = s->end_at[f] = s->h->facts[f];
  for (size_t i = 0; i < v->n_axes; i++) {
    const axis *a = &v->axes[i];
    s->at[a->fact] = a->from[range[i]];
    s->end_at[a->fact] = end_of(a, range[i]);
    if (near_zero && s->at[a->fact] < 0) s->at[a->fact] = s->end_at[a->fact] < 0 ? s->end_at[a->fact] : 0;
  }
}

/* Bounds between facts only ever raise the greater one, so from the lowest values a point is found if there
 * is one. */
static bool settle(search *s) {
  const ombud_policy *p = s->h->of->policy;
  for (bool moved = true; moved;) {
    moved = false;
    for (uint16_t i = 0; i < p->n_orders; i++) {
      const ombud_order *o = &p->orders[i];
      if (s->at[o->less] == OMBUD_UNSET || s->at[o->more] == OMBUD_UNSET) continue;
      if (s->at[o->less] > INT64_MAX - o->gap) return false;
      int64_t least = s->at[o->less] + o->gap;
      if (s->at[o->more] >= least) continue;
      if (least > s->end_at[o->more]) return false;
      s->at[o->more] = least;
      moved = true;
    }
  }
  return true;
}

static const int64_t *point_in(const hypothesis *h, const finding *v, const uint8_t *range) {
  size_t n = h->of->policy->n_facts;
  search s = {h, ARENA_ARRAY(h->of->arena, n, int64_t), ARENA_ARRAY(h->of->arena, n, int64_t)};
  begin(&s, v, range, true);
  if (settle(&s)) return s.at;
  begin(&s, v, range, false);
  return settle(&s) ? s.at : NULL;
}

/* ---- asking the runtime ---- */

ombud_case *finding_case(const hypothesis *h, const finding *v, const int64_t *facts) {
  if (h->base == NULL) return NULL;
  ombud_case *c = hypothesis_copy(h, h->base);
  for (size_t i = 0; i < v->n_axes; i++) {
    uint16_t fact = v->axes[i].fact;
    uint16_t slot = h->of->policy->processes[h->process].facts[fact];
    if (slot != OMBUD_NONE && !is_given(h, v, fact)) hypothesis_slots(c)[slot] = facts[fact];
  }
  c->wake = OMBUD_TIME_MIN; /* moments may have moved */
  ombud_catch_up(h->of->policy, c, h->after, h->room);
  return c;
}

ombud_input finding_input(const hypothesis *h, const finding *v, const int64_t *facts, ombud_given *given) {
  const uint16_t *gives;
  uint16_t n = ombud_gives(h->of->policy, (uint8_t)h->process, h->mode, h->stands, (uint8_t)v->actor,
                           v->action, &gives);
  ombud_input in = {.given = given, .actor = (uint8_t)v->actor, .action = v->action};
  for (uint16_t i = 0; i < n; i++) {
    bool moment = h->of->policy->facts[gives[i]].type == OMBUD_MOMENT;
    if (!moment || facts[gives[i]] != HYPOTHESIS_NEVER)
      given[in.n_given++] = (ombud_given){gives[i], facts[gives[i]]};
  }
  return in;
}

/* The rule whose window is shut is named only when asked for. */
static bool try_at(const hypothesis *h, const finding *v, const int64_t *facts, answer *out) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = finding_input(h, v, facts, given);
  ombud_case *c = finding_case(h, v, facts);
  ombud_why why;
  ombud_status s = c != NULL
                       ? ombud_explain(h->numbered, c, &in, h->after, &why)
                       : ombud_explain_open(h->numbered, (uint8_t)h->process, h->mode, &in, h->after, &why);
  if (s != OMBUD_OK) return false;
  *out = (answer){.reason = why.reason, .entry = why.rule, .facts = facts};
  if (why.reason != OMBUD_REASON_NONE) return true;
  if (c == NULL)
    c = (ombud_case *)(void *)ARENA_ARRAY(h->of->arena, ombud_case_size(h->of->policy) / 8, int64_t);
  s = h->base != NULL ? ombud_step(h->numbered, c, &in, h->after, h->room)
                      : ombud_open(h->numbered, c, (uint8_t)h->process, h->mode, &in, h->after, h->room);
  out->reason = h->room->reason;
  out->entry = h->room->rule;
  return s >= OMBUD_OK;
}

/* ---- putting together what has the same answer ---- */

typedef struct grid { /* [combination of ranges, counted as next() does]: its answer, from 1; 0: there is no
                         such case */
  const finding *v;
  const uint32_t *answer;
  size_t weight[FINDING_AXES_MAX]; /* of a step along each axis */
} grid;

/* Whether each combination in B has this answer; those that no case can have count as having it. */
static bool is_all(const grid *g, const answer_box *b, size_t from, size_t at, uint32_t wanted) {
  if (from == g->v->n_axes) return g->answer[at] == wanted || g->answer[at] == 0;
  for (unsigned i = 0; i < g->v->axes[from].n; i++)
    if (b->mask[from] >> i & 1 && !is_all(g, b, from + 1, at + i * g->weight[from], wanted)) return false;
  return true;
}

/* As wide as it gets, so that a condition says no more than it must. */
static void widen(const grid *g, answer_box *b, uint32_t wanted) {
  for (size_t i = g->v->n_axes; i-- > 0;)
    for (unsigned k = 0; k < g->v->axes[i].n; k++) {
      answer_box more = *b;
      if (b->mask[i] >> k & 1) continue;
      more.mask[i] = UINT64_C(1) << k;
      if (is_all(g, &more, 0, 0, wanted)) b->mask[i] |= UINT64_C(1) << k;
    }
}

static bool is_covered(const finding *v, const answer *a, const uint8_t *range) {
  for (size_t b = 0; b < a->n_boxes; b++) {
    size_t i = 0;
    while (i < v->n_axes && a->boxes[b].mask[i] >> range[i] & 1) i++;
    if (i == v->n_axes) return true;
  }
  return false;
}

static uint32_t number_of(const hypothesis *h, finding *v, const answer *found) {
  for (size_t i = 0; i < v->n_answers; i++)
    if (v->answers[i].reason == found->reason && v->answers[i].entry == found->entry) return (uint32_t)i + 1;
  *ARENA_PUSH(h->of->arena, v->answers, v->n_answers, v->cap_answers) = *found;
  return (uint32_t)v->n_answers;
}

static bool next(const finding *v, uint8_t *range) {
  for (size_t i = v->n_axes; i-- > 0;) {
    if (++range[i] < v->axes[i].n) return true;
    range[i] = 0;
  }
  return false;
}

static void try_all(const hypothesis *h, finding *v, uint32_t *answers) {
  uint8_t range[FINDING_AXES_MAX] = {0};
  size_t at = 0;
  do {
    answer found;
    const int64_t *facts = point_in(h, v, range);
    if (facts != NULL && try_at(h, v, facts, &found)) answers[at] = number_of(h, v, &found);
    at++;
  } while (next(v, range));
}

static void cover_all(const hypothesis *h, finding *v, const grid *g) {
  uint8_t range[FINDING_AXES_MAX] = {0};
  size_t at = 0;
  do {
    uint32_t number = g->answer[at++];
    if (number == 0 || is_covered(v, &v->answers[number - 1], range)) continue;
    answer *a = &v->answers[number - 1];
    answer_box *b = ARENA_PUSH(h->of->arena, a->boxes, a->n_boxes, a->cap_boxes);
    *b = (answer_box){0};
    for (size_t i = 0; i < v->n_axes; i++) b->mask[i] = UINT64_C(1) << range[i];
    widen(g, b, number);
  } while (next(v, range));
}

void finding_ask(const hypothesis *h, uint16_t actor, uint16_t action, finding *v) {
  *v = (finding){.actor = actor, .action = action};
  grid g = {.v = v};
  lay_axes(h, v);
  size_t n = 1;
  for (size_t i = v->n_axes; i-- > 0 && n <= FINDING_CASES_MAX;) {
    g.weight[i] = n;
    n *= v->axes[i].n;
  }
  if (n > FINDING_CASES_MAX) v->too_many = true;
  if (v->too_many) return;
  uint32_t *answers = ARENA_ARRAY(h->of->arena, n, uint32_t);
  g.answer = answers;
  try_all(h, v, answers);
  cover_all(h, v, &g);
}

bool finding_some(const finding *v) {
  for (size_t i = 0; i < v->n_answers; i++)
    if (v->answers[i].reason == OMBUD_REASON_NONE) return true;
  return false;
}

bool finding_all(const finding *v) {
  for (size_t i = 0; i < v->n_answers; i++)
    if (v->answers[i].reason != OMBUD_REASON_NONE) return false;
  return v->n_answers > 0;
}

/* A cell's entries lie in the tables as they lie in the plan. */
const plan_entry *finding_entry(const hypothesis *h, const finding *v, const answer *a) {
  const ombud_policy *p = h->of->policy;
  const ombud_process *q = &p->processes[h->process];
  const plan_cell *cell = hypothesis_cell(h, h->stands, v->actor, v->action);
  if (a->entry == OMBUD_NO_RULE || cell == NULL) return NULL;
  core_cell at = core_cell_of(p, q, h->mode, h->stands, (uint8_t)v->actor, v->action);
  return &cell->entries[a->entry - at.entries];
}

/* ---- conditions in words ---- */

bool finding_speaks_of_moments(const hypothesis *h, const finding *v) {
  for (size_t i = 0; i < v->n_axes; i++)
    if (h->of->policy->facts[v->axes[i].fact].type == OMBUD_MOMENT && v->axes[i].n > 1) return true;
  return false;
}

static const char *number_words(const hypothesis *h, uint16_t fact, int64_t value) {
  const ombud_words *w = h->of->words;
  char buf[48];
  switch ((ombud_type)h->of->policy->facts[fact].type) {
  case OMBUD_YES_NO: return value ? "yes" : "no";
  case OMBUD_CHOICE: return w->choices[w->fact_choices[fact]].options[value].name;
  case OMBUD_MOMENT:
    if (value == 0) return "0";
    return arena_printf(h->of->arena, "%s%s", value < 0 ? "-" : "",
                        duration_write(value < 0 ? -value : value, buf));
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_TEXT:
  case OMBUD_ACTOR: break;
  }
  return arena_printf(h->of->arena, "%" PRId64, value);
}

/* A run of values. Of moments `> 2d` reads better than `>= 2d1ms`. */
static const char *run_words(const hypothesis *h, const axis *x, unsigned first, unsigned last) {
  arena *a = h->of->arena;
  bool moment = h->of->policy->facts[x->fact].type == OMBUD_MOMENT;
  const char *name = h->of->words->facts[x->fact].name;
  int64_t lo = x->from[first], hi = end_of(x, last);
  const char *above = moment ? arena_printf(a, "%s > %s", name, number_words(h, x->fact, lo - 1))
                             : arena_printf(a, "%s >= %s", name, number_words(h, x->fact, lo));
  const char *below = arena_printf(a, "%s <= %s", name, number_words(h, x->fact, hi));
  if (lo == hi) return arena_printf(a, "%s = %s", name, number_words(h, x->fact, lo));
  if (first == 0) return below;
  return last + 1u == x->n ? above : arena_printf(a, "%s and %s", above, below);
}

static const char *axis_words(const hypothesis *h, const axis *x, uint64_t mask, bool alone) {
  uint8_t type = h->of->policy->facts[x->fact].type;
  bool each = type == OMBUD_YES_NO || type == OMBUD_CHOICE;
  const char *text = "";
  size_t n = 0;
  for (unsigned i = 0; i < x->n; i++) {
    if (!(mask >> i & 1)) continue;
    unsigned last = i;
    while (!each && last + 1u < x->n && mask >> (last + 1) & 1) last++;
    for (int64_t value = x->from[i]; each && value <= end_of(x, i); value++)
      text = arena_printf(h->of->arena, "%s%s%s = %s", text, n++ ? _(" or ") : "",
                          h->of->words->facts[x->fact].name, number_words(h, x->fact, value));
    if (!each)
      text = arena_printf(h->of->arena, "%s%s%s", text, n++ ? _(" or ") : "", run_words(h, x, i, last));
    i = last;
  }
  return n > 1 && !alone ? arena_printf(h->of->arena, "(%s)", text) : text;
}

static uint64_t whole(const axis *x) {
  return x->n == 64 ? UINT64_MAX : (UINT64_C(1) << x->n) - 1;
}

bool finding_hangs_on(const finding *v, const answer *a, size_t i) {
  for (size_t b = 0; b < a->n_boxes; b++)
    if (a->boxes[b].mask[i] != whole(&v->axes[i])) return true;
  return false;
}

const char *finding_condition(const hypothesis *h, const finding *v, const answer *a) {
  const char *text = "";
  for (size_t b = 0; b < a->n_boxes; b++) {
    size_t n = 0, cut = 0;
    for (size_t i = 0; i < v->n_axes; i++) cut += a->boxes[b].mask[i] != whole(&v->axes[i]);
    for (size_t i = 0; i < v->n_axes; i++) {
      uint64_t mask = a->boxes[b].mask[i];
      if (mask == whole(&v->axes[i])) continue;
      text = arena_printf(h->of->arena, "%s%s%s", text,
                          n++     ? _(" and ")
                          : *text ? _(" or ")
                                  : "",
                          axis_words(h, &v->axes[i], mask, cut == 1 && a->n_boxes == 1));
    }
  }
  return text;
}
