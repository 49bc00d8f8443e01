/* Time: what is armed, what falls due, and what an occurrence does to both. */
#include "core.h"

/* How long the case has been in its state, of the time since the anchor; 0 before the anchor. */
/*@ requires sees(v) && v->slots != \null && \valid_read(spent) && spent->anchor < n_slots(v->process)
      && is_time(t);
    assigns \nothing;
    ensures 0 <= \result <= OMBUD_TIME_MAX; */
static int64_t time_here(const core_view *v, const ombud_spent *spent, ombud_time t) {
  /*@ TABLES v->process->entry < v->process->n_slots; */
  /*@ CONST is_process(v->process); */
  int64_t anchor = v->slots[spent->anchor], entry = v->slots[v->process->entry];
  return core_passed(entry > anchor ? entry : anchor, t);
}

/*@ requires sees(v) && v->slots == slots_of(c) && \valid_read(c) && c->state < n_states(v->process) &&
      is_time(t);
    requires \valid(slots_of(c) + (0 .. n_slots(v->process) - 1));
    assigns slots_of(c)[0 .. n_slots(v->process) - 1]; */
static void leave(const core_view *v, ombud_case *c, ombud_time t) {
  /*@ loop assigns i, slots_of(c)[0 .. n_slots(v->process) - 1]; */
  for (unsigned i = 0; i < v->process->n_spent; i++) {
    const ombud_spent *spent = &v->process->spent[i];
    /*@ TABLES is_spent(v->process, spent); */
    /*@ CONST is_process(v->process); */
    if (!core_is_in(spent, c->state) || v->slots[spent->anchor] == OMBUD_UNSET) continue;
    int64_t before = v->slots[spent->slot];
    core_slots(c)[spent->slot] = core_add(before == OMBUD_UNSET ? 0 : before, time_here(v, spent, t));
  }
}

/* What has just occurred: an action or event that is kept in slot OCCURS, and N moments that it gave. */
typedef struct occurrence {
  uint16_t occurs;
  unsigned n;
} occurrence;

/*@ requires \valid_read(v) && \valid_read(it) && it->n <= OMBUD_GIVEN_MAX + 1;
    assigns \nothing; */
static int occurred(const core_view *v, const occurrence *it, uint16_t slot) {
  return slot == it->occurs || core_index(v->fresh_slots, it->n, slot) < it->n;
}

/* An anchor that occurs starts afresh. Where the case stays in a state whose time is left out, what
 * lies between the anchor and now must not be taken off when it leaves: hence the debt. */
/*@ requires sees(v) && v->slots == slots_of(c) && \valid_read(c) && c->state < n_states(v->process) &&
      is_time(t);
    requires \valid(slots_of(c) + (0 .. n_slots(v->process) - 1));
    requires \valid_read(it) && it->n <= OMBUD_GIVEN_MAX + 1;
    assigns slots_of(c)[0 .. n_slots(v->process) - 1]; */
static void restart(const core_view *v, ombud_case *c, const occurrence *it, ombud_time t) {
  /*@ loop assigns i, slots_of(c)[0 .. n_slots(v->process) - 1]; */
  for (unsigned i = 0; i < v->process->n_spent; i++) {
    const ombud_spent *spent = &v->process->spent[i];
    /*@ TABLES is_spent(v->process, spent); */
    /*@ CONST is_process(v->process); */
    if (occurred(v, it, spent->anchor))
      core_slots(c)[spent->slot] = core_is_in(spent, c->state) ? -time_here(v, spent, t) : 0;
  }
}

/*@ requires sees(v) && \valid_read(it) && it->n <= OMBUD_GIVEN_MAX + 1 && \valid_read(timer);
    assigns \nothing; */
static int counts_from(const core_view *v, const occurrence *it, const ombud_timer *timer) {
  const ombud_instant *due = &v->policy->instants[timer->due];
  /*@ TABLES \valid_read(due); */
  /*@ loop assigns k; */
  for (unsigned k = 0; k < due->n_anchors; k++) {
    const ombud_anchor *anchor = &v->policy->anchors[due->anchors + k];
    /*@ TABLES \valid_read(anchor); */
    if (occurred(v, it, anchor->slot)) return 1;
  }
  return 0;
}

/* All of the state's deadlines where IT is NULL, else those that count from what occurred. A reminder of what
 * is past already helps nobody; a deadline that is past fires at once (rule 6). */
/*@ requires stands(v) && \valid(c);
    requires it == \null || (\valid_read(it) && it->n <= OMBUD_GIVEN_MAX + 1 && \separated(it, c));
    assigns c->armed; */
static void arm(const core_view *v, ombud_case *c, const occurrence *it, ombud_time t) {
  /*@ TABLES v->row->n_timers <= OMBUD_TIMERS_MAX; */
  /*@ loop assigns i, c->armed; */
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    const ombud_timer *timer = core_timer(v, i);
    if (it && !counts_from(v, it, timer)) continue;
    ombud_time due = core_instant(v, timer->due);
    c->armed |= UINT32_C(1) << i;
    if (due == OMBUD_UNSET || (timer->kind == OMBUD_REMINDED && due < t)) c->armed ^= UINT32_C(1) << i;
  }
}

/* What arms is read from the slots as they then are, so the order matters: leave, store, occur,
 * enter, arm. */
/*@ requires \valid(v) && stands(v) && lands(v) && v->slots == slots_of(c) && \valid(c) && is_time(t);
    requires \valid(slots_of(c) + (0 .. n_slots(v->process) - 1)) && \valid_read(v->process->occurs + name);
    requires c->mode < n_modes(v->policy) && c->state < n_states(v->process) && \separated(v, c);
    requires \separated(v, slots_of(c) + (0 .. n_slots(v->process) - 1));
    assigns c->state, c->armed, c->wake, slots_of(c)[0 .. n_slots(v->process) - 1], v->row, v->n_fresh;
    ensures \valid_read(v->row) && c->state < n_states(v->process) && v->n_fresh == 0;
    ensures target == OMBUD_NONE ? c->state == \old(c->state) : c->state == target;
    ensures c->wake == OMBUD_TIME_MIN; */
static void take(core_view *v, ombud_case *c, uint16_t name, uint16_t target, ombud_time t) {
  int64_t *slots = core_slots(c);
  occurrence it = {v->process->occurs[name], v->n_fresh};
  int moves = target != OMBUD_NONE;
  if (moves) leave(v, c, t);
  /*@ loop invariant i <= it.n; loop assigns i, slots[0 .. n_slots(v->process) - 1]; */
  for (unsigned i = 0; i < it.n; i++) slots[v->fresh_slots[i]] = v->fresh_values[i];
  v->n_fresh = 0; /* they are stored now */
  if (it.occurs != OMBUD_NONE) {
    /*@ TABLES it.occurs < v->process->n_slots; */
    /*@ CONST is_process(v->process); */
    slots[it.occurs] = t;
  }
  if (moves) {
    /*@ TABLES 0 < target < v->process->n_states; */
    /*@ CONST is_process(v->process); */
    c->state = target;
    c->armed = 0;
    v->row = core_row(v->process, c->mode, target);
    /*@ TABLES is_row(v->row) && is_slot(v->process, v->process->entry); */
    /*@ CONST is_process(v->process); */
    if (v->process->entry != OMBUD_NONE) slots[v->process->entry] = t;
  }
  restart(v, c, &it, t);
  arm(v, c, moves ? NULL : &it, t);
  c->wake = OMBUD_TIME_MIN; /* unknown: core_catch_up works it out */
}

/* One line of the history, by whatever it came about: EVENT says what, when, who and by which rule. */
/*@ requires works(v, c, out) && \valid_read(event) && is_time(event->at);
    requires event->kind != OMBUD_REMINDED ==> \valid_read(v->process->occurs + event->name);
    assigns c->state, c->armed, c->wake, slots_of(c)[0 .. n_slots(v->process) - 1], v->row, v->n_fresh,
      out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures works(v, c, out) && same_room{Old, Here}(out);
    ensures \old(out->n_events) < out->events_max ==> out->n_events == \old(out->n_events) + 1; */
void core_happen(core_view *v, ombud_case *c, const ombud_event *event, uint32_t calls, uint16_t target,
                 ombud_out *out) {
  uint32_t first = out->n_effects;
  ombud_event line = *event;
  line.from = c->state;
  line.first_effect = (uint16_t)first;
  core_emit(v, calls, out); /* by the facts as given, before they are stored */
  line.n_effects = (uint16_t)(out->n_effects - first);
  /*@ split target; */
  if (line.kind != OMBUD_REMINDED) take(v, c, line.name, target, line.at);
  line.to = c->state;
  if (out->n_events < out->events_max) out->events[out->n_events++] = line;
}

/*@ requires works(v, c, out) && \valid_read(timer) && is_time(due) && is_time(c->now);
    assigns c->state, c->armed, c->wake, slots_of(c)[0 .. n_slots(v->process) - 1], v->row, v->n_fresh,
      c->now, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 ..
      out->events_max - 1];
    ensures works(v, c, out) && same_room{Old, Here}(out) && c->now == (due > \old(c->now) ? due :
      \old(c->now));
    ensures \old(out->n_events) < out->events_max ==> out->n_events == \old(out->n_events) + 1; */
static void fire(core_view *v, ombud_case *c, const ombud_timer *timer, ombud_time due, ombud_out *out) {
  uint32_t calls = timer->calls;
  if (due > c->now) c->now = due;
  ombud_event event = {.at = c->now, .rule = timer->rule, .name = timer->name, .kind = timer->kind};
  /*@ TABLES is_name(v->process, timer->name); */
  if (timer->kind == OMBUD_REMINDED) {
    event.reminded = calls;
    calls = 0;
  }
  core_happen(v, c, &event, calls, timer->target, out);
}

/* The one of these deadlines that falls due first, of equals the first in the row, and when. Where there is
 * none that is OMBUD_NEVER. */
/*@ requires stands(v) && \valid(due);
    assigns *due;
    ensures *due == OMBUD_NEVER || (is_time(*due) && \result < v->row->n_timers); */
static unsigned next(const core_view *v, uint32_t these, ombud_time *due) {
  unsigned first = 0;
  *due = OMBUD_NEVER;
  /*@ TABLES v->row->n_timers <= OMBUD_TIMERS_MAX; */
  /*@ loop invariant *due == OMBUD_NEVER || (is_time(*due) && first < v->row->n_timers);
      loop assigns i, first, *due; */
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    if (!(these >> i & 1u)) continue;
    ombud_time at = core_instant(v, core_timer(v, i)->due);
    if (at == OMBUD_UNSET || at >= *due) continue;
    first = i;
    *due = at;
  }
  return first;
}

/*@ requires \valid(c) && i < OMBUD_TIMERS_MAX;
    assigns c->armed; */
static void disarm(ombud_case *c, unsigned i) {
  c->armed &= ~(UINT32_C(1) << i);
}

/* T is not before c->now. The wake instant kept in the head spares this loop whenever nothing is due. That
 * nothing goes round for ever the compiler has proved (LANGUAGE, rule 18); the room in OUT ends it in any
 * case. */
/*@ requires works(v, c, out) && is_time(c->now) && c->now <= t && is_time(t);
    assigns c->state, c->armed, c->wake, slots_of(c)[0 .. n_slots(v->process) - 1], v->row, v->n_fresh,
      c->now, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 ..
      out->events_max - 1];
    ensures works(v, c, out) && same_room{Old, Here}(out) && c->now == t;
    ensures caught_up: c->wake > c->now || out->n_events >= out->events_max;
    ensures not_due: \old(c->wake) > t ==> same_head{Old, Here}(c) && same_slots{Old, Here}(c,
      n_slots(v->process)) && out->n_events == \old(out->n_events) && out->n_effects ==
      \old(out->n_effects); */
void core_catch_up(core_view *v, ombud_case *c, ombud_time t, ombud_out *out) {
  if (c->wake <= t) {
    ombud_time due;
    unsigned i = next(v, c->armed, &due);
    /*@ loop invariant works(v, c, out) && same_room{Pre, Here}(out);
        loop invariant is_time(c->now) && c->now <= t;
        loop invariant due == OMBUD_NEVER || (is_time(due) && i < v->row->n_timers);
        loop assigns i, due, c->state, c->armed, c->wake, slots_of(c)[0 .. n_slots(v->process) - 1],
          v->row, v->n_fresh, c->now, out->n_effects, out->n_events,
          \at(out->effects, Pre)[0 .. \at(out->effects_max, Pre) - 1],
          \at(out->events, Pre)[0 .. \at(out->events_max, Pre) - 1]; */
    for (; due <= t && out->n_events < out->events_max; i = next(v, c->armed, &due)) {
      /*@ TABLES v->row->n_timers <= OMBUD_TIMERS_MAX; */
      disarm(c, i);
      fire(v, c, core_timer(v, i), due, out);
    }
    c->wake = due;
  }
  c->now = t;
}

/* When the armed deadline of RULE falls due. With OMBUD_NO_RULE: until when, if nobody acts, everything stays
 * as it is, which is the first deadline that leaves the state or moves an instant that something counts from.
 */
/*@ requires stands(v) && \valid_read(c);
    assigns \nothing;
    ensures \result == OMBUD_NEVER || is_time(\result); */
ombud_time core_deadline(const core_view *v, const ombud_case *c, uint32_t rule) {
  uint32_t these = c->armed;
  /*@ TABLES v->row->n_timers <= OMBUD_TIMERS_MAX; */
  /*@ loop assigns i, these; */
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    const ombud_timer *timer = core_timer(v, i);
    /*@ TABLES is_name(v->process, timer->name); */
    int changes = timer->target != OMBUD_NONE || v->process->occurs[timer->name] != OMBUD_NONE;
    int counts = rule == OMBUD_NO_RULE ? changes : timer->rule == rule;
    if (!counts || timer->kind == OMBUD_REMINDED) these &= ~(UINT32_C(1) << i);
  }
  ombud_time due;
  next(v, these, &due);
  return due;
}
