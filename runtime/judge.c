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

core_cell core_cell_of(const ombud_policy *policy, const ombud_process *process, uint8_t mode, uint16_t state,
                       uint8_t actor, uint16_t action) {
  if ((core_row(process, mode, state)->flags & (OMBUD_ROW_EXISTS | OMBUD_ROW_END)) != OMBUD_ROW_EXISTS)
    return (core_cell){.count = OMBUD_NONE, .reason = OMBUD_ENDED};
  const ombud_column *column = core_column(policy, process, mode, actor, action);
  uint32_t first = core_find(policy, process, column, state);
  const ombud_entry *entry = &policy->entries[first];
  if (entry->kind == OMBUD_ENTRY_SILENT) return (core_cell){.count = OMBUD_NONE, .reason = entry->to};
  if (entry->kind != OMBUD_ENTRY_CONTEST)
    return (core_cell){first,      1, column->gives, entry->kind == OMBUD_ENTRY_DENY ? 0 : column->n_gives,
                       OMBUD_NONE, 0};
  const ombud_contest *of = &policy->contests[entry->rule];
  return (core_cell){of->entries, of->n_entries, of->gives, of->n_gives, of->count, of->reason};
}

void core_look(core_view *v, uint8_t mode, uint16_t state, const ombud_input *in) {
  v->mode = mode;
  v->state = state;
  v->actor = in->actor;
  v->action = in->action;
  v->row = core_row(v->process, mode, state);
  v->cell = core_cell_of(v->policy, v->process, mode, state, in->actor, in->action);
  v->n_fresh = (uint8_t)v->cell.n_gives;
  v->n_missing = 0;
  for (unsigned i = 0; i < v->n_fresh; i++) {
    v->fresh_slots[i] = v->process->facts[core_gives(v, i)];
    v->fresh_values[i] = given_value(v, in, core_gives(v, i));
    if (v->fresh_values[i] == OMBUD_UNSET) v->n_missing++;
  }
  v->n_unasked = (uint8_t)(in->n_given - (v->n_fresh - v->n_missing));
}

int core_used_up(const core_view *v, const ombud_entry *entry) {
  uint16_t limit = core_when(v, entry)->limit;
  int64_t count = v->slots && limit ? v->slots[v->cell.count] : 0;
  return limit && count >= limit;
}

/* The verdict of the first entry that speaks; CORE_SILENT where none does. Which reason that has is
 * left open: most who ask want to know only whether it is permitted. */
core_verdict core_govern(const core_view *v, ombud_time t) {
  if (v->row->flags & OMBUD_ROW_END) return (core_verdict){NULL, OMBUD_ENDED};
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    core_truth guard = core_guard(v, core_when(v, entry)->guard);
    if (guard == CORE_FALSE) continue;
    core_truth window = core_window(v, entry, t);
    if (window == CORE_FALSE) continue;
    if (guard == CORE_UNKNOWN || window == CORE_UNKNOWN) return (core_verdict){NULL, OMBUD_FACT_MISSING};
    if (entry->kind == OMBUD_ENTRY_DENY) return (core_verdict){entry, entry->to};
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
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    if (entry->kind == OMBUD_ENTRY_DENY) continue;
    if (!any_guard && core_guard(v, core_when(v, entry)->guard) == CORE_FALSE) continue;
    const ombud_when *when = core_when(v, entry);
    ombud_time from = when->from ? core_instant(v, when->from) : OMBUD_TIME_MIN;
    if (from == OMBUD_UNSET || from == CORE_NOT_YET) continue;
    if (t < from) return (core_verdict){entry, OMBUD_TOO_EARLY};
    ombud_time until = when->until ? core_instant(v, when->until) : CORE_NOT_YET;
    if (until != OMBUD_UNSET && t >= until) verdict = (core_verdict){entry, OMBUD_TOO_LATE};
  }
  return verdict;
}

/* Why, where no rule speaks. */
core_verdict core_silence(const core_view *v, ombud_time t) {
  core_verdict verdict = shut_window(v, t, 0);
  if (verdict.reason == CORE_SILENT) verdict = shut_window(v, t, 1);
  if (verdict.reason == CORE_SILENT) verdict.reason = v->cell.reason;
  return verdict;
}

core_verdict core_judge(const core_view *v, ombud_time t) {
  core_verdict verdict = core_govern(v, t);
  return verdict.reason == CORE_SILENT ? core_silence(v, t) : verdict;
}
