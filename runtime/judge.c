/* Which entry of a cell governs, and why nothing does. */
#include "core.h"

/*@ requires \valid_read(policy) && \valid_read(process) && mode < n_modes(policy) && state <
      n_states(process);
    requires 0 < actor < n_actors(policy) && action < n_actions(process);
    assigns \nothing;
    ensures \result.n_gives <= OMBUD_GIVEN_MAX && a_slot(process, \result.count); */
core_cell core_cell_of(const ombud_policy *policy, const ombud_process *process, uint8_t mode, uint16_t state,
                       uint8_t actor, uint16_t action) {
  core_cell cell = {.count = OMBUD_NONE, .reason = OMBUD_ENDED};
  const ombud_row *row = core_row(process, mode, state);
  /*@ TABLES is_row(row); */
  if (row->flags != OMBUD_ROW_EXISTS) return cell;
  const ombud_column *column = core_column(policy, process, mode, actor, action);
  cell.entries = core_find(policy, process, column, state);
  const ombud_entry *entry = &policy->entries[cell.entries];
  /*@ TABLES entry->kind == OMBUD_ENTRY_CONTEST ==> \valid_read(&policy->contests[entry->rule]) &&
        policy->contests[entry->rule].n_gives <= OMBUD_GIVEN_MAX &&
        is_slot(process, policy->contests[entry->rule].count); */
  /*@ CONST is_process(process); */
  if (entry->kind == OMBUD_ENTRY_CONTEST) return policy->contests[entry->rule];
  cell.reason = entry->to; /* of one that is silent: others speak for themselves */
  cell.n_entries = entry->kind != OMBUD_ENTRY_SILENT;
  cell.gives = column->gives;
  if (entry->kind < OMBUD_ENTRY_DENY) cell.n_gives = column->n_gives;
  return cell;
}

/*@ requires \valid(v) && sees(v) && is_input(in) && is_called(v->policy, v->process, in);
    requires mode < n_modes(v->policy) && state < n_states(v->process) && \separated(v, in);
    assigns v->mode, v->state, v->actor, v->action, v->row, v->cell, v->n_fresh, v->n_missing, v->n_unasked,
      v->fresh_slots[0 .. OMBUD_GIVEN_MAX], v->fresh_values[0 .. OMBUD_GIVEN_MAX];
    ensures stands(v) && lands(v);
    ensures v->mode == mode && v->state == state && v->action == in->action && v->actor == in->actor;
    ensures v->n_fresh == v->cell.n_gives <= OMBUD_GIVEN_MAX && a_slot(v->process, v->cell.count); */
void core_look(core_view *v, uint8_t mode, uint16_t state, const ombud_input *in) {
  v->mode = mode;
  v->state = state;
  v->actor = in->actor;
  v->action = in->action;
  v->row = core_row(v->process, mode, state);
  /*@ TABLES is_row(v->row); */
  v->cell = core_cell_of(v->policy, v->process, mode, state, in->actor, in->action);
  v->n_fresh = v->cell.n_gives;
  v->n_missing = 0;
  /*@ loop invariant i <= v->n_fresh;
      loop invariant \forall integer k; 0 <= k < i ==> v->fresh_slots[k] < n_slots(v->process);
      loop assigns i, v->n_missing, v->fresh_slots[0 .. OMBUD_GIVEN_MAX],
        v->fresh_values[0 .. OMBUD_GIVEN_MAX]; */
  for (unsigned i = 0; i < v->n_fresh; i++) {
    uint16_t fact = core_gives(v, i);
    /*@ TABLES is_fact(v->policy, v->process, fact) && v->process->facts[fact] != OMBUD_NONE; */
    /*@ CONST is_process(v->process); */
    unsigned at = core_given(in, in->n_given, fact);
    int64_t value = OMBUD_UNSET;
    if (at == in->n_given) {
      v->n_missing++;
    } else {
      /*@ assert proved: at < in->n_given; */
      value = in->given[at].value;
    }
    v->fresh_slots[i] = v->process->facts[fact];
    v->fresh_values[i] = value;
  }
  v->n_unasked = (uint8_t)(in->n_given - (v->n_fresh - v->n_missing));
}

/*@ assigns \nothing; */
static core_truth lesser(core_truth a, core_truth b) {
  return a < b ? a : b;
}

/* Whether T is past the instant; where that is not set a rule that is bounded by it says nothing, whether it
 * begins there (PAST is 1) or ends (0). */
/*@ requires sees(v);
    assigns \nothing; */
static core_truth within(const core_view *v, uint32_t instant, ombud_time t, int past) {
  if (!instant) return CORE_TRUE;
  ombud_time at = core_instant(v, instant);
  if (at == CORE_NOT_YET) return CORE_UNKNOWN;
  return at != OMBUD_UNSET && (t >= at) == past ? CORE_TRUE : CORE_FALSE;
}

/* Whether T is in its window. */
/*@ requires sees(v) && \valid_read(entry);
    assigns \nothing; */
core_truth core_window(const core_view *v, const ombud_entry *entry, ombud_time t) {
  const ombud_when *when = core_when(v, entry);
  return lesser(within(v, when->from, t, 1), within(v, when->until, t, 0));
}

/* Whether its guard and its window hold. */
/*@ requires sees(v) && \valid_read(entry);
    assigns \nothing; */
core_truth core_speaks(const core_view *v, const ombud_entry *entry, ombud_time t) {
  core_truth guard = core_guard(v, core_when(v, entry)->guard);
  return guard == CORE_FALSE ? guard : lesser(guard, core_window(v, entry, t));
}

/* What stands against the action where this entry governs, whatever facts are given. */
/*@ requires sees(v) && \valid_read(entry) && a_slot(v->process, v->cell.count);
    assigns \nothing; */
uint16_t core_against(const core_view *v, const ombud_entry *entry) {
  if (entry->kind == OMBUD_ENTRY_DENY) return entry->to;
  uint16_t limit = core_when(v, entry)->limit;
  /*@ TABLES limit != 0 ==> v->cell.count != OMBUD_NONE; */
  return limit && v->slots && v->slots[v->cell.count] >= limit ? OMBUD_TOO_OFTEN : OMBUD_REASON_NONE;
}

/* The verdict of the first entry that speaks; CORE_SILENT where none does. Which reason that has is
 * left open: most who ask want to know only whether it is permitted. */
/*@ requires sees(v) && a_slot(v->process, v->cell.count);
    assigns \nothing;
    ensures \result.entry == \null || \valid_read(\result.entry);
    ensures \result.reason == OMBUD_REASON_NONE ==> \result.entry != \null; */
core_verdict core_govern(const core_view *v, ombud_time t) {
  /*@ loop assigns i; */
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    core_truth truth = core_speaks(v, entry, t);
    if (truth == CORE_FALSE) continue;
    uint16_t reason = core_against(v, entry);
    if (truth == CORE_UNKNOWN || (!reason && v->n_missing)) return (core_verdict){NULL, OMBUD_FACT_MISSING};
    /*@ split reason; */
    if (!reason && v->n_unasked) return (core_verdict){entry, OMBUD_FACT_UNASKED};
    return (core_verdict){entry, reason};
  }
  return (core_verdict){NULL, CORE_SILENT};
}

/* A permission that would speak at another time; one still to come is better news than one missed. First
 * those whose guard holds, then any: a rule that is to come, whatever it will then say of these facts, is no
 * reason to send anybody elsewhere. */
/*@ requires sees(v) && a_slot(v->process, v->cell.count);
    assigns \nothing;
    ensures \result.entry == \null || \valid_read(\result.entry);
    ensures \result.reason != OMBUD_REASON_NONE; */
static core_verdict shut_window(const core_view *v, ombud_time t, int any_guard) {
  core_verdict verdict = {NULL, CORE_SILENT};
  /*@ loop invariant verdict.entry == \null || \valid_read(verdict.entry);
      loop invariant verdict.reason != OMBUD_REASON_NONE;
      loop assigns i, verdict; */
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    const ombud_when *when = core_when(v, entry);
    if (entry->kind == OMBUD_ENTRY_DENY) continue;
    if (!any_guard && core_guard(v, when->guard) == CORE_FALSE) continue;
    ombud_time from = core_bound(v, when->from, OMBUD_TIME_MIN);
    if (from == OMBUD_UNSET || from == CORE_NOT_YET) continue;
    if (t < from) return (core_verdict){entry, OMBUD_TOO_EARLY};
    ombud_time until = core_bound(v, when->until, CORE_NOT_YET);
    if (until != OMBUD_UNSET && t >= until) verdict = (core_verdict){entry, OMBUD_TOO_LATE};
  }
  return verdict;
}

/* Why, where no rule speaks. */
/*@ requires sees(v) && a_slot(v->process, v->cell.count);
    assigns \nothing;
    ensures \result.entry == \null || \valid_read(\result.entry);
    ensures \result.reason != OMBUD_REASON_NONE; */
core_verdict core_silence(const core_view *v, ombud_time t) {
  core_verdict verdict = shut_window(v, t, 0);
  if (verdict.reason == CORE_SILENT) verdict = shut_window(v, t, 1);
  if (verdict.reason != CORE_SILENT) return verdict;
  /*@ TABLES v->cell.reason != OMBUD_REASON_NONE; */
  verdict.reason = v->cell.reason;
  return verdict;
}

/*@ requires sees(v) && a_slot(v->process, v->cell.count);
    assigns \nothing;
    ensures \result.entry == \null || \valid_read(\result.entry);
    ensures \result.reason == OMBUD_REASON_NONE ==> \result.entry != \null; */
core_verdict core_judge(const core_view *v, ombud_time t) {
  core_verdict verdict = core_govern(v, t);
  return verdict.reason == CORE_SILENT ? core_silence(v, t) : verdict;
}
