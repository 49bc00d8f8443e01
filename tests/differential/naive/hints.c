#include "hints.h"

#include <string.h>

static naive_outcome judge(const hints *h, const naive_case *c, const naive_input *in, int64_t t) {
  naive_look l = {.p = h->naive, .c = c, .in = in, .mode = c->mode, .state = c->state, .t = t};
  return naive_judge(&l);
}

static bool is_accepted(const hints *h, const naive_case *c, const naive_input *in, int64_t t) {
  return judge(h, c, in, t).reason == NULL;
}

/* ---- another actor, another mode ---- */

static bool are_actors_right(const hints *h, const naive_input *in, uint32_t mask, int64_t t) {
  for (size_t a = 1; a < h->naive->n_actors; a++) {
    naive_input other = *in;
    other.actor = h->naive->actors[a];
    bool self = strcmp(other.actor, in->actor) == 0;
    if ((mask >> a & 1) != (!self && is_accepted(h, h->c, &other, t))) return false;
  }
  return true;
}

static bool are_modes_right(const hints *h, const naive_input *in, uint32_t mask, int64_t t) {
  for (size_t m = 0; m < h->naive->n_modes; m++) {
    naive_case other = *h->c;
    other.mode = m;
    bool exists = m != h->c->mode && (h->naive->state_modes[h->c->state] >> m & 1);
    if ((mask >> m & 1) != (exists && is_accepted(h, &other, in, t))) return false;
  }
  return true;
}

/* ---- another time ---- */

/* Where a window of any rule about this action begins or ends. */
static bool is_bound_right(const hints *h, const naive_input *in, const ombud_why *why, int64_t t, int64_t at,
                           int64_t horizon) {
  bool was = at <= t && at - 1 >= h->c->entered && is_accepted(h, h->c, in, at - 1);
  bool will = at > t && at < horizon && is_accepted(h, h->c, in, at);
  return (!was || why->earlier >= at - 1) && (!will || why->later <= at);
}

/* The first deadline that is no reminder. */
static int64_t horizon_of(const hints *h) {
  int64_t first = INT64_MAX;
  for (size_t i = 0; i < h->naive->n_timers; i++)
    if (h->c->armed[i] && !h->naive->timers[i].reminder && naive_due_of(h->naive, h->c, i) < first)
      first = naive_due_of(h->naive, h->c, i);
  return first;
}

static bool are_all_bounds_right(const hints *h, const naive_input *in, const ombud_why *why, int64_t t) {
  naive_look l = {.p = h->naive, .c = h->c, .in = in, .mode = h->c->mode, .state = h->c->state, .t = t};
  naive_judge(&l);
  for (size_t i = 0; i < h->naive->n_sentences; i++) {
    const naive_sentence *s = &h->naive->sentences[i];
    if (!naive_in(h->naive, &s->scope, l.mode, l.state) || strcmp(s->act->action.name, in->action) != 0)
      continue;
    naive_window w = naive_window_of(h->naive, s->rule);
    naive_instant from = w.has_from ? naive_when(&l, &w.from, NULL) : (naive_instant){INSTANT_UNSET, 0};
    naive_instant until = w.has_until ? naive_when(&l, &w.until, NULL) : (naive_instant){INSTANT_UNSET, 0};
    if (from.kind == INSTANT_SET && !is_bound_right(h, in, why, t, from.at, horizon_of(h))) return false;
    if (until.kind == INSTANT_SET && !is_bound_right(h, in, why, t, until.at, horizon_of(h))) return false;
  }
  return true;
}

static bool are_times_right(const hints *h, const naive_input *in, const ombud_why *why, int64_t t) {
  if (!are_all_bounds_right(h, in, why, t)) return false;
  if (why->later != OMBUD_NEVER && (why->later <= t || !is_accepted(h, h->c, in, why->later))) return false;
  return why->earlier == OMBUD_UNSET || (why->earlier < t && is_accepted(h, h->c, in, why->earlier));
}

/* ---- another value ---- */

/* IN with another value of FACT, or the case, where the action does not give it. */
static bool helps(const hints *h, const naive_input *in, size_t fact, bool given, int64_t value, int64_t t) {
  naive_input other = *in;
  static naive_case changed;
  changed = *h->c;
  if (given)
    other.facts[fact] = value;
  else
    changed.facts[fact] = value;
  return is_accepted(h, &changed, &other, t);
}

/* The value may stand beside the others: given now, or remembered. */
static bool is_possible(const hints *h, const naive_input *in, size_t fact, int64_t value) {
  const naive_policy *p = h->naive;
  for (size_t i = 0; i < p->n_points; i++) {
    bool fits = p->points[i][fact] == value;
    for (size_t f = 0; f < p->n_facts; f++) {
      int64_t other = in->facts[f] != NAIVE_UNSET ? in->facts[f] : h->c->facts[f];
      bool apart = naive_is(p, f, "moment") || naive_is(p, f, "text");
      fits &= f == fact || apart || other == NAIVE_UNSET || p->points[i][f] == other;
    }
    if (fits) return true;
  }
  return false;
}

static bool is_value_right(const hints *h, const naive_input *in, const ombud_why *why, int64_t t) {
  size_t fact = why->fact;
  if (why->reason == OMBUD_FACT_UNASKED || why->lo > why->hi) {
    naive_input other = *in;
    other.facts[fact] = NAIVE_UNSET;
    return in->facts[fact] != NAIVE_UNSET && is_accepted(h, h->c, &other, t);
  }
  naive_look l = {.p = h->naive, .c = h->c, .in = in, .mode = h->c->mode, .state = h->c->state, .t = t};
  naive_judge(&l);
  bool given = l.gives >> fact & 1;
  if (!helps(h, in, fact, given, why->lo, t) || !helps(h, in, fact, given, why->hi, t)) return false;
  if (naive_is(h->naive, fact, "text")) return true;
  bool moment = naive_is(h->naive, fact, "moment");
  if (!moment && (!is_possible(h, in, fact, why->lo) || !is_possible(h, in, fact, why->hi))) return false;
  for (int side = 0; side < 2; side++) {
    if (side ? why->hi >= OMBUD_TIME_MAX : why->lo <= OMBUD_TIME_MIN) continue;
    int64_t next = side ? why->hi + 1 : why->lo - 1;
    bool possible = moment || is_possible(h, in, fact, next);
    if (possible && helps(h, in, fact, given, next, t)) return false;
  }
  return true;
}

/* No single value that the action gives would have done. */
static bool is_no_value_right(const hints *h, const naive_input *in, int64_t t) {
  naive_look l = {.p = h->naive, .c = h->c, .in = in, .mode = h->c->mode, .state = h->c->state, .t = t};
  naive_judge(&l);
  for (size_t f = 0; f < h->naive->n_facts; f++) {
    if (!(l.gives >> f & 1) || naive_is(h->naive, f, "moment")) continue;
    for (int64_t v = 0; v <= 4; v++)
      if (is_possible(h, in, f, v) && helps(h, in, f, true, v, t)) return false;
  }
  return true;
}

const char *hints_explained(const hints *h, const naive_input *in, const ombud_input *x) {
  int64_t t = h->tables->now;
  ombud_why why;
  if (ombud_explain(h->policy, h->tables, x, t, &why) != OMBUD_OK) return "ombud_explain fails";
  naive_outcome o = judge(h, h->c, in, t);
  if (!o.reason) return why.reason == OMBUD_REASON_NONE ? NULL : "ombud_explain explains what is accepted";
  if (why.reason == OMBUD_REASON_NONE) return "ombud_explain calls it accepted";
  if (!are_actors_right(h, in, why.actors, t)) return "ombud_explain is wrong about actors";
  if (!are_modes_right(h, in, why.modes, t)) return "ombud_explain is wrong about modes";
  if (!are_times_right(h, in, &why, t)) return "ombud_explain is wrong about times";
  if (why.fact != OMBUD_NONE && !is_value_right(h, in, &why, t)) return "ombud_explain is wrong about a fact";
  if (why.fact == OMBUD_NONE && why.reason != OMBUD_FACT_UNASKED && !is_no_value_right(h, in, t))
    return "ombud_explain overlooks a fact";
  return NULL;
}

/* ---- what may be done ---- */

static int64_t deadline_of(const hints *h, const ast_rule *rule) {
  for (size_t i = 0; i < h->naive->n_timers; i++) {
    const naive_timer *timer = &h->naive->timers[i];
    if (timer->rule == rule && !timer->reminder && h->c->armed[i] && rule->kind == RULE_MUST)
      return naive_due_of(h->naive, h->c, i);
  }
  return OMBUD_NEVER;
}

static bool is_same_option(const ombud_option *a, const ombud_option *b) {
  return a->verdict == b->verdict && a->reason == b->reason && a->rule == b->rule && a->by == b->by;
}

/* What is said before the facts are known has to hold for all that they can be: 1 accepted, 2 refused. */
static unsigned all_answers(const hints *h, const naive_input *in) {
  unsigned answers = 0;
  const naive_policy *p = h->naive;
  naive_look l = {.p = h->naive, .c = h->c, .in = in, .mode = h->c->mode, .state = h->c->state};
  naive_judge(&l);
  for (size_t i = 0; i < p->n_points; i++) {
    naive_input other = *in;
    bool fits = true;
    for (size_t f = 0; f < p->n_facts; f++) {
      bool apart = naive_is(p, f, "moment") || naive_is(p, f, "text"), given = l.gives >> f & 1;
      if (given && naive_is(p, f, "moment")) return 3;
      other.facts[f] = !given ? NAIVE_UNSET : apart ? 1 : p->points[i][f];
      fits &= given || apart || h->c->facts[f] == NAIVE_UNSET || h->c->facts[f] == p->points[i][f];
    }
    if (fits) answers |= is_accepted(h, h->c, &other, h->tables->now) ? 1 : 2;
  }
  return answers;
}

/* Up to .until the answer stands, if nothing is due that would change it. */
static bool does_it_stand(const hints *h, const ombud_option *now, uint8_t actor) {
  ombud_option later[64];
  size_t n;
  ombud_time last = now->until == OMBUD_NEVER ? h->tables->now + 1000000000 : now->until - 1;
  if (last <= h->tables->now || last >= ombud_due(h->tables)) return true;
  ombud_time half = h->tables->now + (last - h->tables->now) / 2;
  for (int i = 0; i < 2; i++) {
    if (ombud_can(h->policy, h->tables, actor, i ? last : half, later, 64, &n) != OMBUD_OK) return false;
    if (!is_same_option(now, &later[now->action])) return false;
  }
  return true;
}

const char *hints_allowed(const hints *h, const naive_input *in, const ombud_input *x) {
  ombud_option options[64];
  size_t n;
  int64_t t = h->tables->now;
  if (ombud_can(h->policy, h->tables, x->actor, t, options, 64, &n) != OMBUD_OK) return "ombud_can fails";
  const ombud_option *option = &options[x->action];
  naive_outcome o = judge(h, h->c, in, t);
  bool asked = o.reason && (strcmp(o.reason, "fact_missing") == 0 || strcmp(o.reason, "fact_unasked") == 0);
  bool must = option->verdict == OMBUD_MUST, may = option->verdict == OMBUD_MAY || must;
  if (option->verdict == OMBUD_MAY_NOT && !o.reason) return "ombud_can forbids what is accepted";
  if (may && o.reason && !asked) return "ombud_can permits what is refused";
  unsigned answers = all_answers(h, in);
  if (may && answers == 2) return "ombud_can permits what is always refused";
  if (may && !o.reason && !o.several) {
    int64_t by = deadline_of(h, o.rule);
    if ((by != OMBUD_NEVER) != must || option->by != by) return "ombud_can is wrong about the deadline";
  }
  return does_it_stand(h, option, x->actor) ? NULL : "ombud_can changes its mind before it said";
}
