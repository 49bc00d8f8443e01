/* Which entry of a cell governs, and why nothing does. */
#include "core.h"

/* Where a case stands, before anybody acts. */
void core_see(core_view *v, const ombud_policy *policy, const ombud_case *c) {
  v->policy = policy;
  v->process = &policy->processes[c->process];
  v->slots = core_slots(c);
  v->row = core_row(v->process, c->mode, c->state);
  v->n_fresh = 0;
}

/* OMBUD_UNSET: not given. */
static int64_t given_value(const core_view *v, const ombud_input *in, uint16_t fact) {
  for (unsigned i = 0; i < in->n_given; i++)
    if (in->given[i].fact == fact) return v->policy->facts[fact].type == OMBUD_TEXT ? 1 : in->given[i].value;
  return OMBUD_UNSET;
}

void core_look(core_view *v, uint8_t mode, uint16_t state, const ombud_input *in) {
  v->mode = mode;
  v->state = state;
  v->actor = in->actor;
  v->action = in->action;
  v->row = core_row(v->process, mode, state);
  v->cell = core_cell(v, mode, state, in->actor);
  v->n_fresh = (uint8_t)v->cell->n_gives;
  v->n_missing = 0;
  for (unsigned i = 0; i < v->n_fresh; i++) {
    v->fresh_slots[i] = v->process->facts[core_gives(v, i)];
    v->fresh_values[i] = given_value(v, in, core_gives(v, i));
    if (v->fresh_values[i] == OMBUD_UNSET) v->n_missing++;
  }
  v->n_unasked = (uint8_t)(in->n_given - (v->n_fresh - v->n_missing));
}

int core_used_up(const core_view *v, const ombud_entry *entry) {
  int64_t count = v->slots && entry->limit ? v->slots[v->cell->count] : 0;
  return entry->limit && count >= entry->limit;
}

/* The verdict of the first entry that speaks; CORE_SILENT where none does. Which reason that has is
 * left open: most who ask want to know only whether it is permitted. */
core_verdict core_govern(const core_view *v, ombud_time t) {
  if (v->row->flags & OMBUD_ROW_END) return (core_verdict){NULL, OMBUD_ENDED};
  for (unsigned i = 0; i < v->cell->n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    core_truth guard = core_guard(v, entry->guard);
    if (guard == CORE_FALSE) continue;
    core_truth window = core_window(v, entry, t);
    if (window == CORE_FALSE) continue;
    if (guard == CORE_UNKNOWN || window == CORE_UNKNOWN) return (core_verdict){NULL, OMBUD_FACT_MISSING};
    if (entry->kind == OMBUD_ENTRY_DENY) return (core_verdict){entry, entry->reason};
    if (core_used_up(v, entry)) return (core_verdict){entry, OMBUD_TOO_OFTEN};
    if (v->n_missing) return (core_verdict){NULL, OMBUD_FACT_MISSING};
    if (v->n_unasked) return (core_verdict){entry, OMBUD_FACT_UNASKED};
    return (core_verdict){entry, OMBUD_REASON_NONE};
  }
  return (core_verdict){NULL, CORE_SILENT};
}

/* A permission that would speak at another time; one still to come is better news than one missed. First
 * those whose guard holds, then any: a rule that is to come, whatever it will then say of these facts, is no
 * reason to send anybody elsewhere. */
static core_verdict shut_window(const core_view *v, ombud_time t, int any_guard) {
  core_verdict verdict = {NULL, CORE_SILENT};
  for (unsigned i = 0; i < v->cell->n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    if (entry->kind == OMBUD_ENTRY_DENY) continue;
    if (!any_guard && core_guard(v, entry->guard) == CORE_FALSE) continue;
    ombud_time from = entry->from ? core_instant(v, entry->from) : OMBUD_TIME_MIN;
    if (from == OMBUD_UNSET || from == CORE_NOT_YET) continue;
    if (t < from) return (core_verdict){entry, OMBUD_TOO_EARLY};
    ombud_time until = entry->until ? core_instant(v, entry->until) : CORE_NOT_YET;
    if (until != OMBUD_UNSET && t >= until) verdict = (core_verdict){entry, OMBUD_TOO_LATE};
  }
  return verdict;
}

static int permits(const core_view *v, uint8_t mode, uint16_t state, uint8_t actor) {
  const ombud_cell *cell = core_cell(v, mode, state, actor);
  for (unsigned i = 0; i < cell->n_entries; i++)
    if (v->policy->entries[cell->entries + i].kind != OMBUD_ENTRY_DENY) return 1;
  return 0;
}

#define ANY 0xFFFFFFFFu

/* Whether the action is permitted anywhere within these, but for where it was tried. */
static int permitted(const core_view *v, unsigned mode, unsigned state, unsigned actor) {
  unsigned modes = mode == ANY ? v->policy->n_modes : mode + 1;
  unsigned states = state == ANY ? v->process->n_states : state + 1;
  unsigned actors = actor == ANY ? v->policy->n_actors : actor + 1;
  for (unsigned m = mode == ANY ? 0 : mode; m < modes; m++)
    for (unsigned s = state == ANY ? 0 : state; s < states; s++)
      for (unsigned a = actor == ANY ? 1 : actor; a < actors; a++) {
        if (m == v->mode && s == v->state && a == v->actor) continue;
        if (permits(v, (uint8_t)m, (uint16_t)s, (uint8_t)a)) return 1;
      }
  return 0;
}

/* Where the action would be permitted, the nearest first: by whom else here, under which other
 * mode, in which other state, by whom else there, anywhere. */
static uint16_t elsewhere(const core_view *v) {
  if (permitted(v, v->mode, v->state, ANY)) return OMBUD_ANOTHER_ACTOR;
  if (permitted(v, ANY, v->state, v->actor)) return OMBUD_ANOTHER_MODE;
  if (permitted(v, v->mode, ANY, v->actor)) return OMBUD_ANOTHER_STATE;
  if (permitted(v, v->mode, ANY, ANY)) return OMBUD_ANOTHER_ACTOR;
  return permitted(v, ANY, ANY, ANY) ? OMBUD_ANOTHER_MODE : OMBUD_NOT_PERMITTED;
}

/* Why, where no rule speaks. */
core_verdict core_silence(const core_view *v, ombud_time t) {
  core_verdict verdict = shut_window(v, t, 0);
  if (verdict.reason == CORE_SILENT) verdict = shut_window(v, t, 1);
  if (verdict.reason == CORE_SILENT) verdict.reason = v->cell->reason;
  if (verdict.reason == OMBUD_REASON_NONE) verdict.reason = elsewhere(v);
  return verdict;
}

core_verdict core_judge(const core_view *v, ombud_time t) {
  core_verdict verdict = core_govern(v, t);
  return verdict.reason == CORE_SILENT ? core_silence(v, t) : verdict;
}
