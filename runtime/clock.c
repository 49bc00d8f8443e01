/* Time: what is armed, what falls due, and what an occurrence does to both. */
#include "core.h"

/* How long the case has been in its state, of the time since the anchor; 0 before the anchor. */
static int64_t time_here(const core_view *v, const ombud_spent *spent, ombud_time t) {
  int64_t anchor = v->slots[spent->anchor], entry = v->slots[v->process->entry];
  return core_passed(entry > anchor ? entry : anchor, t);
}

static void leave(const core_view *v, ombud_case *c, ombud_time t) {
  for (unsigned i = 0; i < v->process->n_spent; i++) {
    const ombud_spent *spent = &v->process->spent[i];
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

static int occurred(const core_view *v, const occurrence *it, uint16_t slot) {
  return slot == it->occurs || core_index(v->fresh_slots, it->n, slot) < it->n;
}

/* An anchor that occurs starts afresh. Where the case stays in a state whose time is left out, what
 * lies between the anchor and now must not be taken off when it leaves: hence the debt. */
static void restart(const core_view *v, ombud_case *c, const occurrence *it, ombud_time t) {
  for (unsigned i = 0; i < v->process->n_spent; i++) {
    const ombud_spent *spent = &v->process->spent[i];
    if (occurred(v, it, spent->anchor))
      core_slots(c)[spent->slot] = core_is_in(spent, c->state) ? -time_here(v, spent, t) : 0;
  }
}

static int counts_from(const core_view *v, const occurrence *it, const ombud_timer *timer) {
  const ombud_instant *due = &v->policy->instants[timer->due];
  for (unsigned k = 0; k < due->n_anchors; k++)
    if (occurred(v, it, v->policy->anchors[due->anchors + k].slot)) return 1;
  return 0;
}

/* All of the state's deadlines where IT is NULL, else those that count from what occurred. A reminder of what
 * is past already helps nobody; a deadline that is past fires at once (rule 6). */
static void arm(const core_view *v, ombud_case *c, const occurrence *it, ombud_time t) {
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
static void take(core_view *v, ombud_case *c, uint16_t name, uint16_t target, ombud_time t) {
  int64_t *slots = core_slots(c);
  occurrence it = {v->process->occurs[name], v->n_fresh};
  int moves = target != OMBUD_NONE;
  if (moves) leave(v, c, t);
  for (unsigned i = 0; i < it.n; i++) slots[v->fresh_slots[i]] = v->fresh_values[i];
  v->n_fresh = 0; /* they are stored now */
  if (it.occurs != OMBUD_NONE) slots[it.occurs] = t;
  if (moves) {
    c->state = target;
    c->armed = 0;
    v->row = core_row(v->process, c->mode, target);
    if (v->process->entry != OMBUD_NONE) slots[v->process->entry] = t;
  }
  restart(v, c, &it, t);
  arm(v, c, moves ? NULL : &it, t);
  c->wake = OMBUD_TIME_MIN; /* unknown: core_catch_up works it out */
}

/* One line of the history, by whatever it came about: EVENT says what, when, who and by which rule. */
void core_happen(core_view *v, ombud_case *c, ombud_event *event, uint32_t calls, uint16_t target,
                 ombud_out *out) {
  uint32_t first = out->n_effects;
  event->from = c->state;
  event->first_effect = (uint16_t)first;
  core_emit(v, calls, out); /* by the facts as given, before they are stored */
  event->n_effects = (uint16_t)(out->n_effects - first);
  if (event->kind != OMBUD_REMINDED) take(v, c, event->name, target, event->at);
  event->to = c->state;
  if (out->n_events < out->events_max) out->events[out->n_events++] = *event;
}

static void fire(core_view *v, ombud_case *c, const ombud_timer *timer, ombud_time due, ombud_out *out) {
  uint32_t calls = timer->calls;
  if (due > c->now) c->now = due;
  ombud_event event = {.at = c->now, .rule = timer->rule, .name = timer->name, .kind = timer->kind};
  if (timer->kind == OMBUD_REMINDED) {
    event.reminded = calls;
    calls = 0;
  }
  core_happen(v, c, &event, calls, timer->target, out);
}

/* The one of these deadlines that falls due first, of equals the first in the row, and when. Where there is
 * none that is OMBUD_NEVER. */
static unsigned next(const core_view *v, uint32_t these, ombud_time *due) {
  unsigned first = 0;
  *due = OMBUD_NEVER;
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    if (!(these >> i & 1u)) continue;
    ombud_time at = core_instant(v, core_timer(v, i)->due);
    if (at == OMBUD_UNSET || at >= *due) continue;
    first = i;
    *due = at;
  }
  return first;
}

/* T is not before c->now. The wake instant kept in the head spares this loop whenever nothing is due. That
 * nothing goes round for ever the compiler has proved (LANGUAGE, rule 18); the room in OUT ends it in any
 * case. */
void core_catch_up(core_view *v, ombud_case *c, ombud_time t, ombud_out *out) {
  if (c->wake <= t) {
    ombud_time due;
    unsigned i = next(v, c->armed, &due);
    for (; due <= t && out->n_events < out->events_max; i = next(v, c->armed, &due)) {
      c->armed &= ~(UINT32_C(1) << i);
      fire(v, c, core_timer(v, i), due, out);
    }
    c->wake = due;
  }
  c->now = t;
}

/* When the armed deadline of RULE falls due. With OMBUD_NO_RULE: until when, if nobody acts, everything stays
 * as it is, which is the first deadline that leaves the state or moves an instant that something counts from.
 */
ombud_time core_deadline(const core_view *v, const ombud_case *c, uint32_t rule) {
  uint32_t these = c->armed;
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    const ombud_timer *timer = core_timer(v, i);
    int changes = timer->target != OMBUD_NONE || v->process->occurs[timer->name] != OMBUD_NONE;
    int counts = rule == OMBUD_NO_RULE ? changes : timer->rule == rule;
    if (!counts || timer->kind == OMBUD_REMINDED) these &= ~(UINT32_C(1) << i);
  }
  ombud_time due;
  next(v, these, &due);
  return due;
}
