/* Time: what is armed, what falls due, and what an occurrence does to both. */
#include "core.h"

/* How long the case has been in its state, of the time since the anchor; 0 before the anchor. */
static int64_t time_here(const core_view *v, const ombud_spent *spent, ombud_time t) {
  int64_t anchor = v->slots[spent->anchor];
  int64_t entry = v->process->entry == OMBUD_NONE ? OMBUD_UNSET : v->slots[v->process->entry];
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

/* Whether the instant in SLOT has just occurred: the action or event itself, or a moment it gave. */
static int occurred(const core_view *v, uint16_t occurs, uint16_t slot) {
  if (slot == occurs) return 1;
  for (unsigned i = 0; i < v->n_fresh; i++)
    if (v->fresh_slots[i] == slot) return 1;
  return 0;
}

/* An anchor that occurs starts afresh. Where the case stays in a state whose time is left out, what
 * lies between the anchor and now must not be taken off when it leaves: hence the debt. */
static void restart(const core_view *v, ombud_case *c, uint16_t occurs, ombud_time t) {
  for (unsigned i = 0; i < v->process->n_spent; i++) {
    const ombud_spent *spent = &v->process->spent[i];
    if (occurred(v, occurs, spent->anchor))
      core_slots(c)[spent->slot] = core_is_in(spent, c->state) ? -time_here(v, spent, t) : 0;
  }
}

static uint32_t counting_from(const core_view *v, uint16_t occurs) {
  uint32_t mask = 0;
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    const ombud_instant *due = &v->policy->instants[core_timer(v, i)->due];
    for (unsigned k = 0; k < due->n_anchors; k++)
      if (occurred(v, occurs, v->policy->anchors[due->anchors + k].slot)) mask |= UINT32_C(1) << i;
  }
  return mask;
}

/* A reminder of what is past already helps nobody; a deadline that is past fires at once (rule 6). */
static void arm(const core_view *v, ombud_case *c, uint32_t mask, ombud_time t) {
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    uint32_t bit = UINT32_C(1) << i;
    if (!(mask & bit)) continue;
    const ombud_timer *timer = core_timer(v, i);
    ombud_time due = core_instant(v, timer->due);
    int skip = due == OMBUD_UNSET || (timer->kind == OMBUD_REMINDED && due < t);
    c->armed = skip ? c->armed & ~bit : c->armed | bit;
  }
}

/* What arms is read from the slots as they then are, so the order matters: leave, store, occur,
 * enter, arm. */
static void take(core_view *v, ombud_case *c, uint16_t name, uint16_t target, ombud_time t) {
  int64_t *slots = core_slots(c);
  uint16_t occurs = v->process->occurs[name];
  uint32_t mask = UINT32_MAX;
  if (target != OMBUD_NONE) leave(v, c, t);
  for (unsigned i = 0; i < v->n_fresh; i++) slots[v->fresh_slots[i]] = v->fresh_values[i];
  if (occurs != OMBUD_NONE) slots[occurs] = t;
  if (target != OMBUD_NONE) {
    c->state = target;
    c->armed = 0;
    v->row = core_row(v->process, c->mode, target);
    if (v->process->entry != OMBUD_NONE) slots[v->process->entry] = t;
  } else {
    mask = counting_from(v, occurs);
  }
  restart(v, c, occurs, t);
  v->n_fresh = 0; /* they are stored now */
  arm(v, c, mask, t);
  c->wake = OMBUD_TIME_MIN; /* unknown: core_catch_up works it out */
}

/* One line of the history, by whatever it came about: EVENT says what, when, who and by which rule. */
void core_happen(core_view *v, ombud_case *c, ombud_event event, uint32_t calls, uint16_t target,
                 ombud_out *out) {
  event.from = c->state;
  event.first_effect = (uint16_t)out->n_effects;
  core_emit(v, calls, out); /* by the facts as given, before they are stored */
  if (event.kind != OMBUD_REMINDED) take(v, c, event.name, target, event.at);
  event.to = c->state;
  event.n_effects = (uint16_t)(out->n_effects - event.first_effect);
  if (out->n_events < out->events_max) out->events[out->n_events++] = event;
}

static void fire(core_view *v, ombud_case *c, const ombud_timer *timer, ombud_time due, ombud_out *out) {
  int reminds = timer->kind == OMBUD_REMINDED;
  if (due > c->now) c->now = due;
  ombud_event event = {.at = c->now,
                       .rule = timer->rule,
                       .reminded = reminds ? timer->calls : 0,
                       .name = timer->name,
                       .kind = timer->kind,
                       .actor = OMBUD_CLOCK};
  core_happen(v, c, event, reminds ? 0 : timer->calls, timer->target, out);
}

/* The armed deadline that falls due first, of equals the first in the row, and when. Where none is
 * armed that is OMBUD_NEVER. */
static unsigned next(const core_view *v, const ombud_case *c, ombud_time *due) {
  unsigned first = 0;
  *due = OMBUD_NEVER;
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    if (!(c->armed >> i & 1u)) continue;
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
    unsigned i = next(v, c, &due);
    for (; due <= t && out->n_events < out->events_max; i = next(v, c, &due)) {
      c->armed &= ~(UINT32_C(1) << i);
      fire(v, c, core_timer(v, i), due, out);
    }
    c->wake = due;
  }
  c->now = t;
}

/* Until when, if nobody acts, everything stays as it is: the first deadline that leaves the state or
 * moves an instant that something counts from. */
ombud_time core_horizon(const core_view *v, const ombud_case *c) {
  ombud_time horizon = OMBUD_NEVER;
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    const ombud_timer *timer = core_timer(v, i);
    if (!(c->armed >> i & 1u) || timer->kind == OMBUD_REMINDED) continue;
    if (timer->target == OMBUD_NONE && v->process->occurs[timer->name] == OMBUD_NONE) continue;
    ombud_time due = core_instant(v, timer->due);
    if (due != OMBUD_UNSET && due < horizon) horizon = due;
  }
  return horizon;
}
