/* Opening a case, catching up, acting, and what a case says of itself. */
#include "core.h"

/*@ requires \valid(out);
    assigns out->n_events, out->n_effects, out->rule, out->reason;
    ensures out->n_events == 0 && out->n_effects == 0; */
static void clear(ombud_out *out) {
  out->n_events = out->n_effects = 0;
  out->rule = OMBUD_NO_RULE;
  out->reason = OMBUD_REASON_NONE;
}

/* A rule whose window is shut did not govern: it is ombud_explain that names it. */
/*@ requires \valid(out) && (verdict.entry == \null || \valid_read(verdict.entry));
    assigns out->rule, out->reason;
    ensures \result == OMBUD_REFUSED; */
static ombud_status refuse(ombud_out *out, core_verdict verdict) {
  int shut = verdict.reason == OMBUD_TOO_EARLY || verdict.reason == OMBUD_TOO_LATE;
  out->rule = verdict.entry && !shut ? verdict.entry->rule : OMBUD_NO_RULE;
  out->reason = verdict.reason;
  return OMBUD_REFUSED;
}

/*@ requires works(v, c, out) && \valid_read(entry) && is_time(c->now) && c->now <= t && is_time(t);
    requires a_slot(v->process, v->cell.count) && v->action < n_actions(v->process);
    assigns c->now, c->state, c->armed, c->wake, slots_of(c)[0 .. n_slots(v->process) - 1], v->row,
      v->n_fresh, out->rule, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures works(v, c, out) && c->now == t;
    ensures caught_up: c->wake > c->now || out->n_events >= out->events_max; */
static void accept(core_view *v, ombud_case *c, const ombud_entry *entry, ombud_time t, ombud_out *out) {
  ombud_event event = {
      .at = t, .rule = entry->rule, .name = v->action, .kind = OMBUD_ACTED, .actor = v->actor};
  /*@ TABLES is_name(v->process, v->action); */
  out->rule = entry->rule;
  if (v->cell.count != OMBUD_NONE) {
    int64_t *count = core_slots(c) + v->cell.count;
    *count = core_add(*count < 0 ? 0 : *count, 1); /* unset is less than 0 */
  }
  core_happen(v, c, &event, entry->calls, entry->to, out);
  core_catch_up(v, c, t, out); /* what is due at once (rule 6) */
}

/*@ requires \valid_read(policy);
    assigns \nothing;
    ensures \result == sizeof(ombud_case) + 8 * case_slots(policy); */
size_t ombud_case_size(const ombud_policy *policy) {
  /*@ CONST is_policy(policy); */
  return sizeof(ombud_case) + policy->case_slots * sizeof(int64_t);
}

/*@ requires \valid_read(policy) && \valid(c) && process < n_processes(policy) && is_time(now);
    requires \valid(slots_of(c) + (0 .. n_slots(process_of(policy, process)) - 1));
    assigns *c, slots_of(c)[0 .. n_slots(process_of(policy, process)) - 1];
    ensures c->fingerprint == fingerprint(policy) && c->now == now && c->wake == OMBUD_NEVER &&
      c->armed == 0 && c->state == 0 && c->process == process && c->mode == mode; */
void core_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode, ombud_time now) {
  /*@ TABLES \valid_read(&policy->processes[process]); */
  /*@ CONST is_policy(policy) && is_process(&policy->processes[process]) &&
        process_of(policy, process) == &policy->processes[process]; */
  unsigned n = policy->processes[process].n_slots;
  *c = (ombud_case){
      .fingerprint = policy->fingerprint, .now = now, .wake = OMBUD_NEVER, .process = process, .mode = mode};
  /*@ loop assigns i, slots_of(c)[0 .. n - 1]; */
  for (unsigned i = 0; i < n; i++) core_slots(c)[i] = OMBUD_UNSET;
}

/* Judges IN from the state in which V has been seen, and does it. */
/*@ requires \valid(v) && stands(v) && is_input(in) && is_called(v->policy, v->process, in) &&
      is_time(t);
    requires process < n_processes(v->policy) && v->process == process_of(v->policy, process);
    requires mode < n_modes(v->policy) && state < n_states(v->process);
    requires \valid(c) && \valid(slots_of(c) + (0 .. n_slots(v->process) - 1)) && is_room(out);
    requires is_apart(c, n_slots(v->process), out) && looks_on(v, c, n_slots(v->process), out);
    requires \separated(v, in) && \separated(in, out);
    requires v->slots == \null || (v->slots == slots_of(c) && mode == c->mode && process == c->process
      && state == c->state && is_time(c->now) && c->now <= t);
    assigns *v, *c, slots_of(c)[0 .. n_slots(v->process) - 1], out->rule, out->reason, out->n_effects,
      out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures \result == OMBUD_OK || \result == OMBUD_REFUSED;
    ensures valid: \result == OMBUD_OK ==> c->now == t && c->state <
      n_states(process_of(\old(v->policy), process)) && c->mode == mode && c->process == process;
    ensures refused_changes_nothing: \result == OMBUD_REFUSED ==> c->now == \old(c->now) &&
      same_head{Old, Here}(c) && same_slots{Old, Here}(c, n_slots(process_of(\old(v->policy),
      process))) && out->n_events == \old(out->n_events);
    ensures same_room{Old, Here}(out);
    ensures \old(v->slots) != \null ==> c->fingerprint == \old(c->fingerprint);
    ensures caught_up: \result == OMBUD_OK ==> c->wake > c->now || out->n_events >= out->events_max; */
static ombud_status act(core_view *v, ombud_case *c, uint8_t process, uint8_t mode, uint16_t state,
                        const ombud_input *in, ombud_time t, ombud_out *out) {
  core_look(v, mode, state, in);
  core_verdict verdict = core_judge(v, t);
  if (verdict.reason) return refuse(out, verdict);
  if (!v->slots) {
    core_open(v->policy, c, process, mode, t);
    v->slots = core_slots(c);
  }
  /*@ assert proved: \valid_read(verdict.entry); */
  accept(v, c, verdict.entry, t, out);
  return OMBUD_OK;
}

/* Sees the case, and brings it to NOW; IN may be NULL. */
/*@ requires \valid_read(policy) && may_step(policy, c, out) && \valid(v);
    requires looks_on(v, c, slots_in(policy, c), out) && (in == \null || (is_input(in) && \separated(v,
      in) && is_beside(in, c, slots_in(policy, c), out)));
    assigns *v, c->now, c->state, c->armed, c->wake, slots_of(c)[0 .. slots_in(policy, c) - 1],
      out->rule, out->reason, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures \result <= OMBUD_OK;
    ensures same_room{Old, Here}(out) && slots_in(policy, c) == \old(slots_in(policy, c));
    ensures c->fingerprint == \old(c->fingerprint) && c->process == \old(c->process) && c->mode ==
      \old(c->mode);
    ensures \result == OMBUD_OK ==> works(v, c, out) && v->policy == policy && c->process <
      n_processes(policy) && v->process == process_of(policy, c->process);
    ensures \result == OMBUD_OK && in != \null ==> is_called(policy, v->process, in);
    ensures caught_up: \result == OMBUD_OK ==> c->now >= now && c->now >= \old(c->now) &&
      is_time(c->now) && (c->wake > c->now || out->n_events >= out->events_max);
    ensures not_due: \result == OMBUD_OK && \old(c->wake) > now && \old(c->wake) > \old(c->now) ==>
      same_head{Old, Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c));
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c)); */
static ombud_status come(core_view *v, const ombud_policy *policy, ombud_case *c, const ombud_input *in,
                         ombud_time now, ombud_out *out) {
  ombud_status status = core_see(v, policy, c);
  if (!status) status = core_check(v, in, now, out);
  if (status) return status;
  clear(out);
  core_catch_up(v, c, now > c->now ? now : c->now, out);
  return OMBUD_OK;
}

/*@ requires \valid_read(policy) && may_step(policy, c, out);
    assigns c->now, c->state, c->armed, c->wake, slots_of(c)[0 .. slots_in(policy, c) - 1], out->rule,
      out->reason, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures caught_up: \result == OMBUD_OK ==> c->now >= now && (c->wake > c->now || out->n_events >=
      out->events_max);
    ensures valid: \result == OMBUD_OK ==> c->state < n_states(process_of(policy, c->process));
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c)); */
ombud_status ombud_catch_up(const ombud_policy *policy, ombud_case *c, ombud_time now, ombud_out *out) {
  core_view v;
  return come(&v, policy, c, NULL, now, out);
}

/* The general way. */
/*@ requires \valid_read(policy) && may_step(policy, c, out) && is_input(in) && is_beside(in, c,
      slots_in(policy, c), out);
    assigns *c, slots_of(c)[0 .. slots_in(policy, c) - 1], out->rule, out->reason, out->n_effects,
      out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures c->fingerprint == \old(c->fingerprint) && c->process == \old(c->process) && c->mode ==
      \old(c->mode);
    ensures caught_up: \result >= OMBUD_OK ==> c->now >= now && (c->wake > c->now || out->n_events >=
      out->events_max);
    ensures valid: \result >= OMBUD_OK ==> c->state < n_states(process_of(policy, c->process));
    ensures refused_changes_nothing: \result == OMBUD_REFUSED && \old(c->wake) > now && \old(c->wake) >
      \old(c->now) ==> same_head{Old, Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c));
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c)); */
static ombud_status judge(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                          ombud_out *out) {
  core_view v;
  ombud_status status = come(&v, policy, c, in, now, out);
  /*@ split c->state; */
  if (!status) status = act(&v, c, c->process, c->mode, c->state, in, c->now, out);
  /*@ merge c->state; */
  return status;
}

/* What was taken, as ombud_step reports it. */
/*@ requires \valid_read(policy) && \valid_read(c) && \valid_read(in);
    requires is_room(out) && out->events_max >= max_events(policy);
    requires taken >= OMBUD_TAKEN_YES ==> c->process < n_processes(policy) &&
      \valid_read(slots_of(c) + (0 .. slots_in(policy, c) - 1)) && is_apart(c, slots_in(policy, c), out);
    assigns out->rule, out->reason, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures \result == OMBUD_OK || \result == OMBUD_REFUSED;
    ensures \result == OMBUD_OK <==> taken >= OMBUD_TAKEN_YES; */
static ombud_status report(const ombud_policy *policy, const ombud_case *c, const ombud_input *in,
                           uint32_t taken, uint16_t from, ombud_out *out) {
  const ombud_entry *entry = &policy->entries[taken & OMBUD_TAKEN_ENTRY];
  /*@ TABLES \valid_read(entry) && policy->max_events > 0; */
  /*@ CONST is_policy(policy); */
  int accepted = taken >= OMBUD_TAKEN_YES;
  out->n_events = (uint32_t)accepted;
  out->n_effects = 0;
  out->rule = entry->rule;
  out->reason = accepted ? OMBUD_REASON_NONE : entry->to;
  if (!accepted) return OMBUD_REFUSED;
  if (entry->calls) ombud_effects(policy, c, taken, out);
  out->events[0] = (ombud_event){.at = c->now,
                                 .rule = entry->rule,
                                 .name = in->action,
                                 .from = from,
                                 .to = c->state,
                                 .n_effects = (uint16_t)out->n_effects,
                                 .kind = OMBUD_ACTED,
                                 .actor = in->actor};
  return OMBUD_OK;
}

/*@ requires \valid_read(policy) && \valid(c) && is_room(out) && is_input(in);
    requires process < n_processes(policy) ==> \valid(slots_of(c) + (0 .. n_slots(process_of(policy,
      process)) - 1)) && is_apart(c, n_slots(process_of(policy, process)), out) && is_beside(in, c,
      n_slots(process_of(policy, process)), out) && \separated(in->given + (0 .. in->n_given - 1), c)
      && \separated(in->given + (0 .. in->n_given - 1), slots_of(c) + (0 .. n_slots(process_of(policy,
      process)) - 1));
    assigns *c, slots_of(c)[0 .. n_slots(process_of(policy, process)) - 1], out->rule, out->reason,
      out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 ..
      out->events_max - 1];
    ensures caught_up: \result == OMBUD_OK ==> c->now == now && (c->wake > c->now || out->n_events >=
      out->events_max);
    ensures valid: \result == OMBUD_OK ==> c->process == process && c->mode == mode && c->state <
      n_states(process_of(policy, process));
    ensures refused_changes_nothing: \result != OMBUD_OK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, n_slots(process_of(policy, process))); */
ombud_status ombud_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                        const ombud_input *in, ombud_time now, ombud_out *out) {
  core_view v;
  ombud_status status = core_see_state(&v, policy, process, mode, 0);
  if (!status) status = core_check(&v, in, now, out);
  if (status) return status;
  uint32_t taken = OMBUD_SMALL ? OMBUD_ASK : core_take(policy, c, process, mode, in, 1, now);
  /*@ assert step: OMBUD_TAKEN_YES <= taken < OMBUD_ASK ==>
        slots_in(policy, c) == n_slots(process_of(policy, process)); */
  if (taken != OMBUD_ASK) return report(policy, c, in, taken, 0, out);
  clear(out);
  return act(&v, c, process, mode, 0, in, now, out);
}

/* The straight way, if foreign bytes do not forbid it. */
/*@ requires \valid_read(policy) && may_step(policy, c, out) && is_input(in) && is_beside(in, c,
      slots_in(policy, c), out);
    requires \separated(in->given + (0 .. in->n_given - 1), c);
    requires \separated(in->given + (0 .. in->n_given - 1), slots_of(c) + (0 .. slots_in(policy, c) -
      1));
    assigns *c, slots_of(c)[0 .. slots_in(policy, c) - 1];
    ensures c->fingerprint == \old(c->fingerprint) && c->process == \old(c->process) && c->mode ==
      \old(c->mode);
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c));
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same_head{Old, Here}(c) &&
      same_slots{Old, Here}(c, slots_in(policy, c));
    ensures valid: \result != OMBUD_ASK ==> c->process < n_processes(policy) && c->now == now &&
      c->wake > now && c->state < n_states(process_of(policy, c->process)) && out->events_max >=
      max_events(policy); */
static uint32_t attempt(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                        const ombud_out *out) {
  if (OMBUD_SMALL) return OMBUD_ASK;
  /*@ TABLES c->process < policy->n_processes ==> \valid_read(&policy->processes[c->process]); */
  /*@ CONST is_policy(policy) && (c->process < policy->n_processes ==>
        is_process(&policy->processes[c->process]) &&
        &policy->processes[c->process] == process_of(policy, c->process)); */
  if (policy->abi != OMBUD_ABI || c->fingerprint != policy->fingerprint ||
      c->process >= policy->n_processes || c->mode >= policy->n_modes || in->actor == OMBUD_CLOCK ||
      in->actor >= policy->n_actors || in->action >= policy->processes[c->process].n_actions ||
      out->events_max < policy->max_events || out->effects_max < policy->max_effects)
    return OMBUD_ASK;
  return core_take(policy, c, c->process, c->mode, in, 0, now);
}

/*@ requires \valid_read(policy) && may_step(policy, c, out) && is_input(in) && is_beside(in, c,
      slots_in(policy, c), out);
    requires \separated(in->given + (0 .. in->n_given - 1), c);
    requires \separated(in->given + (0 .. in->n_given - 1), slots_of(c) + (0 .. slots_in(policy, c) -
      1));
    assigns *c, slots_of(c)[0 .. slots_in(policy, c) - 1], out->rule, out->reason, out->n_effects,
      out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures c->fingerprint == \old(c->fingerprint) && c->process == \old(c->process) && c->mode ==
      \old(c->mode);
    ensures caught_up: \result >= OMBUD_OK ==> c->now >= now && (c->wake > c->now || out->n_events >=
      out->events_max);
    ensures valid: \result >= OMBUD_OK ==> c->state < n_states(process_of(policy, c->process));
    ensures refused_changes_nothing: \result == OMBUD_REFUSED && \old(c->wake) > now && \old(c->wake) >
      \old(c->now) ==> same_head{Old, Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c));
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, slots_in(policy, c)); */
ombud_status ombud_step(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                        ombud_out *out) {
  uint16_t from = c->state;
  uint32_t taken = attempt(policy, c, in, now, out);
  return taken == OMBUD_ASK ? judge(policy, c, in, now, out) : report(policy, c, in, taken, from, out);
}

/*@ requires \valid_read(c);
    assigns \nothing;
    ensures \result == (c->fingerprint == 0 ? OMBUD_NEVER : c->wake); */
ombud_time ombud_due(const ombud_case *c) {
  return c->fingerprint == 0 ? OMBUD_NEVER : c->wake;
}

/*@ requires \valid_read(policy) && \valid_read(c) && \valid_read(slots_of(c) + (0 .. slots_in(policy,
      c) - 1));
    assigns \nothing; */
int ombud_ended(const ombud_policy *policy, const ombud_case *c) {
  core_view v;
  ombud_status status = core_see(&v, policy, c);
  return status ? (int)status : (v.row->flags & OMBUD_ROW_END) != 0;
}

/*@ requires \valid_read(policy) && \valid_read(c) && \valid_read(slots_of(c) + (0 .. slots_in(policy,
      c) - 1));
    assigns \nothing; */
int64_t ombud_fact_value(const ombud_policy *policy, const ombud_case *c, uint16_t fact) {
  core_view v;
  /*@ CONST is_policy(policy); */
  if (core_see(&v, policy, c) || fact >= policy->n_facts) return OMBUD_UNSET;
  /*@ TABLES is_fact(policy, v.process, fact); */
  /*@ CONST is_process(v.process); */
  uint16_t slot = v.process->facts[fact];
  return slot == OMBUD_NONE ? OMBUD_UNSET : v.slots[slot];
}
