/* What would have made a refused input acceptable: the cold path. Each answer changes one thing and
 * judges again, so it cannot disagree with ombud_step. */
#include "core.h"

/*@ // A view that core_look has filled.
    predicate explains(core_view *v) = stands(v) && a_slot(v->process, v->cell.count) &&
      v->mode < n_modes(v->policy) && v->state < n_states(v->process) && v->n_fresh <= OMBUD_GIVEN_MAX; */

/*@ requires sees(v) && a_slot(v->process, v->cell.count);
    assigns \nothing; */
static int is_accepted(const core_view *v, ombud_time t) {
  return core_govern(v, t).reason == OMBUD_REASON_NONE;
}

/* The input IN under MODE, where V stands. */
/*@ requires explains(v) && is_input(in) && is_called(v->policy, v->process, in) && mode < n_modes(v->policy);
    requires \valid(other) && \separated(other, v) && \separated(other, in);
    assigns other->policy, other->process, other->slots, other->n_fresh, other->mode, other->state,
      other->actor, other->action, other->row, other->cell, other->n_missing, other->n_unasked,
      other->fresh_slots[0 .. OMBUD_GIVEN_MAX], other->fresh_values[0 .. OMBUD_GIVEN_MAX];
    ensures explains(other) && lands(other) && other->policy == v->policy && other->process == v->process; */
static void look(core_view *other, const core_view *v, uint8_t mode, const ombud_input *in) {
  other->policy = v->policy;
  other->process = v->process;
  other->slots = v->slots;
  other->n_fresh = 0;
  core_look(other, mode, v->state, in);
}

/*@ requires explains(v) && is_input(in) && is_called(v->policy, v->process, in);
    assigns \nothing; */
static uint32_t other_actors(const core_view *v, const ombud_input *in, ombud_time t) {
  uint32_t mask = 0;
  core_view other;
  ombud_input as = {.given = in->given, .n_given = in->n_given, .action = in->action};
  /*@ CONST is_policy(v->policy); */
  /*@ loop invariant 0 < as.actor && is_input(&as) && as.action < n_actions(v->process);
      loop assigns as.actor, other, mask; */
  for (as.actor = 1; as.actor < v->policy->n_actors; as.actor++) {
    /*@ TABLES as.actor < OMBUD_ACTORS_MAX; */
    look(&other, v, v->mode, &as);
    if (as.actor != in->actor && is_accepted(&other, t)) mask |= UINT32_C(1) << as.actor;
  }
  return mask;
}

/*@ requires explains(v) && is_input(in) && is_called(v->policy, v->process, in);
    assigns \nothing; */
static uint32_t other_modes(const core_view *v, const ombud_input *in, ombud_time t) {
  uint32_t mask = 0;
  core_view other;
  /*@ CONST is_policy(v->policy); */
  /*@ loop assigns m, other, mask; */
  for (uint8_t m = 0; m < v->policy->n_modes; m++) {
    const ombud_row *row = core_row(v->process, m, v->state);
    /*@ TABLES is_row(row) && m < OMBUD_MODES_MAX; */
    if (m == v->mode || !(row->flags & OMBUD_ROW_EXISTS)) continue;
    look(&other, v, m, in);
    if (is_accepted(&other, t)) mask |= UINT32_C(1) << m;
  }
  return mask;
}

/* What the cell says changes with time at the bounds of its windows and nowhere else. */
/*@ requires explains(v) && \valid(why) && \separated(v, why) && is_time(t);
    assigns why->earlier, why->later; */
static void other_times(const core_view *v, ombud_time t, ombud_time horizon, ombud_why *why) {
  /* Before the state was entered something else held; where that instant is not kept nothing is claimed. */
  /*@ TABLES is_slot(v->process, v->process->entry); */
  /*@ CONST is_process(v->process); */
  uint16_t slot = v->process->entry;
  ombud_time entry = !v->slots            ? OMBUD_TIME_MIN
                     : slot != OMBUD_NONE ? core_clamp(v->slots[slot])
                                          : OMBUD_NEVER;
  /*@ loop assigns i, why->earlier, why->later; */
  for (unsigned i = 0; i < 2u * v->cell.n_entries; i++) {
    const ombud_entry *of = core_entry(v, i / 2);
    uint32_t instant = i % 2 ? core_when(v, of)->until : core_when(v, of)->from;
    ombud_time bound = core_bound(v, instant, OMBUD_UNSET);
    if (bound == OMBUD_UNSET || bound == CORE_NOT_YET) continue;
    if (bound <= t && bound - 1 >= entry && bound - 1 > why->earlier && is_accepted(v, bound - 1))
      why->earlier = bound - 1;
    if (bound > t && bound < horizon && bound < why->later && is_accepted(v, bound)) why->later = bound;
  }
}

/* ---- one fact alone ---- */

/*@ requires \valid(end) && *end >= x;
    assigns *end;
    ensures x <= *end <= \old(*end); */
static void cut(int64_t at, int64_t x, int64_t *end) {
  if (at > x && at - 1 < *end) *end = at - 1;
}

/* Where an instant that counts from the moment in SLOT may cross T as that moment moves: the moment
 * at which it does, and where another of its anchors takes over. */
/*@ requires sees(v) && \valid(end) && \separated(v, end) && *end >= x && is_time(t);
    assigns *end;
    ensures x <= *end <= \old(*end); */
static void cut_instant(const core_view *v, uint32_t instant, uint16_t slot, ombud_time t, int64_t x,
                        int64_t *end) {
  const ombud_instant *at = &v->policy->instants[instant];
  /*@ TABLES \valid_read(at); */
  const ombud_anchor *anchors = v->policy->anchors + at->anchors;
  /*@ TABLES \valid_read(anchors + (0 .. at->n_anchors - 1)); */
  int moves = 0;
  /*@ loop assigns i, moves; */
  for (unsigned i = 0; i < at->n_anchors; i++) moves |= anchors[i].slot == slot;
  if (!moves) return;
  cut(core_add(core_add(t, -core_clamp(at->offset)), 1), x, end);
  /*@ loop invariant x <= *end <= \at(*end, Pre); loop assigns i, *end; */
  for (unsigned i = 0; i < at->n_anchors; i++) {
    int64_t other;
    /*@ TABLES anchors[i].slot < v->process->n_slots; */
    /*@ CONST is_process(v->process); */
    if (anchors[i].slot == slot || !core_read(v, anchors[i].slot, &other) || other == OMBUD_UNSET) continue;
    cut(other, x, end);
    cut(core_add(other, 1), x, end);
  }
}

/* The last value from X to HI up to which the cell says the same, whatever it says. */
/*@ requires sees(v) && x <= hi && is_time(t);
    assigns \nothing;
    ensures x <= \result <= hi; */
static int64_t same_until(const core_view *v, uint16_t slot, ombud_time t, int64_t x, int64_t hi) {
  /*@ loop invariant x <= hi <= \at(hi, Pre); loop assigns i, hi; */
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_when *when = core_when(v, core_entry(v, i));
    const ombud_test *test = when->guard ? &v->policy->tests[when->guard] : NULL;
    /*@ loop invariant x <= hi <= \at(hi, Pre); loop assigns more, test, hi; */
    for (int more = test != NULL; more; more = test++->last != 2) {
      /*@ TABLES \valid_read(test); */
      if (test->slot != slot) continue;
      cut(test->lo, x, &hi);
      if (test->hi >= x && test->hi < hi) hi = test->hi;
    }
    if (when->from) cut_instant(v, when->from, slot, t, x, &hi);
    if (when->until) cut_instant(v, when->until, slot, t, x, &hi);
  }
  return hi;
}

/* What the fact's type and the declared bounds to other facts leave of its values. */
/*@ requires sees(v) && is_fact(v->policy, v->process, fact) && \valid(lo) && \valid(hi) &&
      \separated(v, lo, hi);
    assigns *lo, *hi;
    ensures *lo > OMBUD_UNSET; */
static void allowed(const core_view *v, uint16_t fact, int64_t *lo, int64_t *hi) {
  const ombud_fact *of = &v->policy->facts[fact];
  *lo = of->lo == OMBUD_UNSET ? OMBUD_UNSET + 1 : of->lo;
  *hi = of->hi;
  /*@ loop invariant *lo > OMBUD_UNSET; loop assigns i, *lo, *hi; */
  for (unsigned i = 0; i < v->policy->n_orders; i++) {
    const ombud_order *order = &v->policy->orders[i];
    /*@ TABLES \valid_read(order) && order->gap <= 1 && is_fact(v->policy, v->process, order->less) &&
          is_fact(v->policy, v->process, order->more); */
    /*@ CONST is_process(v->process); */
    if (order->less != fact && order->more != fact) continue;
    uint16_t slot = v->process->facts[order->less == fact ? order->more : order->less];
    int64_t other = OMBUD_UNSET;
    if (slot == OMBUD_NONE || !core_read(v, slot, &other) || other == OMBUD_UNSET) continue;
    if (order->less == fact && other - order->gap < *hi) *hi = other - order->gap;
    if (order->more != fact) continue;
    if (other > INT64_MAX - order->gap)
      *hi = OMBUD_UNSET; /* nothing is more */
    else if (other + order->gap > *lo)
      *lo = other + order->gap;
  }
}

/* The lowest run of the fact's values with which the input would be accepted; 0: there is none. */
/*@ requires explains(v) && is_input(in) && is_called(v->policy, v->process, in) && is_time(t);
    requires is_fact(v->policy, v->process, fact) && v->process->facts[fact] != OMBUD_NONE;
    requires \valid(why) && \separated(v, why);
    assigns why->lo, why->hi; */
static int would_help(const core_view *v, const ombud_input *in, uint16_t fact, ombud_time t,
                      ombud_why *why) {
  core_view other;
  look(&other, v, v->mode, in);
  /*@ CONST is_process(v->process); */
  uint16_t slot = v->process->facts[fact];
  unsigned at = core_index(other.fresh_slots, other.n_fresh, slot);
  if (at == other.n_fresh) {
    if (v->policy->facts[fact].type == OMBUD_MOMENT) return 0; /* what has been is not to be wished away */
    other.fresh_slots[other.n_fresh++] = slot;
  } else if (other.fresh_values[at] == OMBUD_UNSET) {
    other.n_missing--;
  }
  int64_t x, hi;
  int found = 0;
  /*@ loop invariant sees(&other) && a_slot(other.process, other.cell.count);
      loop assigns x, found, other.fresh_values[0 .. OMBUD_GIVEN_MAX], why->lo, why->hi; */
  for (allowed(v, fact, &x, &hi); x <= hi; x++) {
    int64_t end = same_until(v, slot, t, x, hi);
    other.fresh_values[at] = x;
    if (is_accepted(&other, t)) {
      if (!found) why->lo = x;
      why->hi = end;
      found = 1;
    } else if (found) {
      return 1;
    }
    if (end == hi) return found;
    /*@ assert proved: end < hi; */
    x = end;
  }
  return 0;
}

/* The fact in IN that the action does not give here; the last, where there are several. */
/*@ requires sees(v) && is_input(in);
    assigns \nothing; */
static uint16_t unasked(const core_view *v, const ombud_input *in) {
  uint16_t fact = OMBUD_NONE;
  /*@ loop assigns i, fact; */
  for (unsigned i = 0; i < in->n_given; i++) {
    const uint16_t *gives = &v->policy->gives[v->cell.gives];
    /*@ TABLES \valid_read(gives + (0 .. v->cell.n_gives - 1)); */
    if (core_index(gives, v->cell.n_gives, in->given[i].fact) == v->cell.n_gives) fact = in->given[i].fact;
  }
  return fact;
}

/* Those that the action gives come first: the person refused can change them. */
/*@ requires explains(v) && is_input(in) && is_called(v->policy, v->process, in) && is_time(t);
    requires \valid(why) && \separated(why, v) && \separated(why, in);
    assigns why->lo, why->hi; */
static uint16_t one_fact(const core_view *v, const ombud_input *in, ombud_time t, ombud_why *why) {
  if (why->reason == OMBUD_FACT_UNASKED) return v->n_unasked == 1 ? unasked(v, in) : OMBUD_NONE;
  /*@ loop assigns i, why->lo, why->hi; */
  for (unsigned i = 0; i < v->cell.n_gives; i++) {
    uint16_t fact = core_gives(v, i);
    /*@ TABLES is_fact(v->policy, v->process, fact) && v->process->facts[fact] != OMBUD_NONE; */
    if (would_help(v, in, fact, t, why)) return fact;
  }
  /*@ loop assigns fact, why->lo, why->hi; */
  for (uint16_t fact = 0; fact < v->policy->n_facts; fact++) {
    /*@ TABLES is_fact(v->policy, v->process, fact); */
    if (v->process->facts[fact] != OMBUD_NONE && would_help(v, in, fact, t, why)) return fact;
  }
  return OMBUD_NONE;
}

/*@ requires explains(v) && is_input(in) && is_called(v->policy, v->process, in) && is_time(t);
    requires \valid(why) && \separated(why, v) && \separated(why, in);
    assigns *why; */
static void explain(const core_view *v, const ombud_input *in, ombud_time t, ombud_time horizon,
                    ombud_why *why) {
  core_verdict verdict = core_judge(v, t);
  *why = (ombud_why){.rule = OMBUD_NO_RULE,
                     .earlier = OMBUD_UNSET,
                     .later = OMBUD_NEVER,
                     .lo = 1, /* no value at all, unless a fact is found that has some */
                     .fact = OMBUD_NONE,
                     .reason = verdict.reason};
  if (verdict.reason == OMBUD_REASON_NONE) return;
  if (verdict.entry) why->rule = verdict.entry->rule;
  why->actors = other_actors(v, in, t);
  why->modes = other_modes(v, in, t);
  other_times(v, t, horizon, why);
  why->fact = one_fact(v, in, t, why);
}

/*@ requires \valid_read(policy) && \valid_read(c) && is_input(in) && \valid(why);
    requires \valid_read(slots_of(c) + (0 .. slots_in(policy, c) - 1));
    requires \separated(why, in) && \separated(why, c);
    assigns *why;
    ensures an_error_changes_nothing: \result != OMBUD_OK ==> *why == \old(*why); */
ombud_status ombud_explain(const ombud_policy *policy, const ombud_case *c, const ombud_input *in,
                           ombud_time now, ombud_why *why) {
  core_view v;
  ombud_status status = core_see(&v, policy, c);
  if (!status) status = core_check(&v, in, now, NULL);
  if (status) return status;
  ombud_time t = now > c->now ? now : c->now;
  if (c->wake <= t) return OMBUD_BEHIND;

  ombud_time horizon = core_deadline(&v, c, OMBUD_NO_RULE);
  core_look(&v, c->mode, c->state, in);
  explain(&v, in, t, horizon, why);
  return OMBUD_OK;
}

/*@ requires \valid_read(policy) && is_input(in) && \valid(why) && \separated(why, in);
    assigns *why;
    ensures an_error_changes_nothing: \result != OMBUD_OK ==> *why == \old(*why); */
ombud_status ombud_explain_open(const ombud_policy *policy, uint8_t process, uint8_t mode,
                                const ombud_input *in, ombud_time now, ombud_why *why) {
  core_view v;
  ombud_status status = core_see_state(&v, policy, process, mode, 0);
  if (!status) status = core_check(&v, in, now, NULL);
  if (status) return status;

  core_look(&v, mode, 0, in);
  explain(&v, in, now, OMBUD_NEVER, why);
  return OMBUD_OK;
}
