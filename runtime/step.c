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

/*@ requires works(v, c, out) && \valid_read(entry) && !\valid(entry) && is_time(t) &&
      is_slot(v->process, v->cell.count);
    requires 0 <= v->action < v->process->n_actions;
    assigns c->now, c->state, c->armed, c->wake, slots_of(c)[0 .. v->process->n_slots - 1], v->row,
      v->n_fresh, out->rule,
      out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
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
    ensures \result == sizeof(ombud_case) + 8 * policy->case_slots; */
size_t ombud_case_size(const ombud_policy *policy) {
  return sizeof(ombud_case) + policy->case_slots * sizeof(int64_t);
}

/*@ requires \valid_read(policy) && !\valid(policy) && \valid(c) && process < policy->n_processes &&
      is_time(now);
    requires is_table(policy, &policy->processes[process]);
    requires \valid(slots_of(c) + (0 .. policy->processes[process].n_slots - 1));
    assigns *c, slots_of(c)[0 .. policy->processes[process].n_slots - 1];
    ensures c->fingerprint == policy->fingerprint && c->now == now && c->wake == OMBUD_NEVER &&
      c->armed == 0 &&
      c->state == 0 && c->process == process && c->mode == mode; */
void core_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode, ombud_time now) {
  *c = (ombud_case){
      .fingerprint = policy->fingerprint, .now = now, .wake = OMBUD_NEVER, .process = process, .mode = mode};
  /*@ loop assigns i, slots_of(c)[0 .. policy->processes[process].n_slots - 1]; */
  for (unsigned i = 0; i < policy->processes[process].n_slots; i++) core_slots(c)[i] = OMBUD_UNSET;
}

/* Judges IN from the state in which V has been seen, and does it. */
/*@ requires \valid(v) && stands(v) && is_input(in) && is_called(v->policy, v->process, in) && is_time(t);
    requires v->slots == \null || (v->slots == slots_of(c) && mode == c->mode);
    requires mode < v->policy->n_modes && state < v->process->n_states;
    requires \valid(c) && \valid(slots_of(c) + (0 .. v->process->n_slots - 1)) && is_room(out) &&
      apart(v, c, out);
    requires \separated(v, in, in->given + (0 .. in->n_given - 1));
    requires v->slots != \null ==> c->state < v->process->n_states;
    requires \exists integer p; 0 <= p < v->policy->n_processes && v->process == &v->policy->processes[p];
    assigns *v, *c, slots_of(c)[0 .. v->process->n_slots - 1], out->rule, out->reason, out->n_effects,
      out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures \result == OMBUD_OK || \result == OMBUD_REFUSED;
    ensures \result == OMBUD_OK ==> c->now == t && c->state < v->process->n_states && c->mode == mode;
    ensures refused_changes_nothing: \result == OMBUD_REFUSED ==> *c == \old(*c) &&
      (\forall integer i; 0 <= i < v->process->n_slots ==> slots_of(c)[i] == \old(slots_of(c)[i]));
    ensures caught_up: \result == OMBUD_OK ==> c->wake > c->now || out->n_events >= out->events_max; */
static ombud_status act(core_view *v, ombud_case *c, uint8_t mode, uint16_t state, const ombud_input *in,
                        ombud_time t, ombud_out *out) {
  core_look(v, mode, state, in);
  core_verdict verdict = core_judge(v, t);
  if (verdict.reason) return refuse(out, verdict);
  if (!v->slots) {
    core_open(v->policy, c, (uint8_t)(v->process - v->policy->processes), mode, t);
    v->slots = core_slots(c);
  }
  /*@ assert proved: \valid_read(verdict.entry); */
  accept(v, c, verdict.entry, t, out);
  return OMBUD_OK;
}

/* Sees the case, and brings it to NOW; IN may be NULL. */
/*@ requires \valid_read(policy) && !\valid(policy) && \valid(c) && is_room(out) && \separated(c, out);
    requires c->process < policy->n_processes ==> is_table(policy, &policy->processes[c->process]) &&
      \valid(slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1)) &&
      \separated(c, slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1), out,
                 out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1));
    requires \valid(v) && \separated(v, policy, in, c, out);
    requires c->process < policy->n_processes ==> apart(v, c, out);
    requires in == \null || is_input(in);
    assigns *v, c->now, c->state, c->armed, c->wake,
      slots_of(c)[0 .. policy->processes[c->process].n_slots - 1], out->rule, out->reason, out->n_effects,
        out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures \result <= OMBUD_OK;
    ensures \result == OMBUD_OK ==> works(v, c, out) && v->policy == policy &&
      v->process == &policy->processes[c->process] &&
      c->now >= now && c->now >= \old(c->now) && is_time(c->now) && c->process < policy->n_processes &&
      (in == \null || is_called(policy, v->process, in));
    ensures caught_up: \result == OMBUD_OK ==> c->wake > c->now || out->n_events >= out->events_max;
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> *c == \old(*c); */
static ombud_status come(core_view *v, const ombud_policy *policy, ombud_case *c, const ombud_input *in,
                         ombud_time now, ombud_out *out) {
  ombud_status status = core_see(v, policy, c);
  if (!status) status = core_check(v, in, now, out);
  if (status) return status;
  clear(out);
  core_catch_up(v, c, now > c->now ? now : c->now, out);
  return OMBUD_OK;
}

/*@ requires \valid_read(policy) && !\valid(policy) && \valid(c) && is_room(out) && \separated(c, out);
    requires c->process < policy->n_processes ==> is_table(policy, &policy->processes[c->process]) &&
      \valid(slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1)) &&
      \separated(c, slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1), out,
                 out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1));
    assigns c->now, c->state, c->armed, c->wake,
      slots_of(c)[0 .. policy->processes[c->process].n_slots - 1], out->rule, out->reason, out->n_effects,
        out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures caught_up: \result == OMBUD_OK ==> c->now >= now &&
      (c->wake > c->now || out->n_events >= out->events_max);
    ensures valid: \result == OMBUD_OK ==> c->state < policy->processes[c->process].n_states;
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> *c == \old(*c); */
ombud_status ombud_catch_up(const ombud_policy *policy, ombud_case *c, ombud_time now, ombud_out *out) {
  core_view v;
  return come(&v, policy, c, NULL, now, out);
}

/* The general way. */
/*@ requires may_step(policy, c, in, out);
    assigns c->now, c->state, c->armed, c->wake,
      slots_of(c)[0 .. policy->processes[c->process].n_slots - 1], out->rule, out->reason, out->n_effects,
        out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures caught_up: \result >= OMBUD_OK ==> c->now >= now &&
      (c->wake > c->now || out->n_events >= out->events_max);
    ensures valid: \result >= OMBUD_OK ==> c->state < policy->processes[c->process].n_states;
    ensures refused_changes_nothing: \result == OMBUD_REFUSED && \old(c->wake) > now &&
      \old(c->wake) > \old(c->now) ==>
      same_case{Old, Here}(&policy->processes[c->process], c);
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> *c == \old(*c); */
static ombud_status judge(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                          ombud_out *out) {
  core_view v;
  ombud_status status = come(&v, policy, c, in, now, out);
  /*@ split c->state; */
  if (!status) status = act(&v, c, c->mode, c->state, in, c->now, out);
  /*@ merge c->state; */
  return status;
}

/* What was taken, as ombud_step reports it. */
/*@ requires \valid_read(policy) && !\valid(policy) && \valid_read(c) && is_input(in) && is_room(out) &&
      out->events_max >= policy->max_events;
    requires c->process < policy->n_processes && is_table(policy, &policy->processes[c->process]) &&
      \valid_read(slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1));
    assigns out->rule, out->reason, out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures \result == OMBUD_OK || \result == OMBUD_REFUSED;
    ensures \result == OMBUD_OK <==> (taken & OMBUD_TAKEN_YES) != 0; */
static ombud_status report(const ombud_policy *policy, const ombud_case *c, const ombud_input *in,
                           uint32_t taken, uint16_t from, ombud_out *out) {
  const ombud_entry *entry = &policy->entries[taken & OMBUD_TAKEN_ENTRY];
  /*@ TABLES \valid_read(entry) && policy->max_events > 0; */
  int accepted = (taken & OMBUD_TAKEN_YES) != 0;
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

/*@ requires \valid_read(policy) && !\valid(policy) && \valid(c) && is_room(out) && is_input(in);
    requires process < policy->n_processes ==> is_table(policy, &policy->processes[process]) &&
      \valid(slots_of(c) + (0 .. policy->processes[process].n_slots - 1)) &&
      \separated(c, slots_of(c) + (0 .. policy->processes[process].n_slots - 1), out,
                 out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1),
                 in, in->given + (0 .. in->n_given - 1));
    assigns *c, slots_of(c)[0 .. policy->processes[process].n_slots - 1], out->rule, out->reason,
      out->n_effects, out->effects[0 .. out->effects_max - 1], out->n_events,
      out->events[0 .. out->events_max - 1];
    ensures caught_up: \result == OMBUD_OK ==> c->now == now &&
      (c->wake > c->now || out->n_events >= out->events_max);
    ensures valid: \result == OMBUD_OK ==> c->process == process && c->mode == mode &&
      c->state < policy->processes[process].n_states;
    ensures refused_changes_nothing: \result != OMBUD_OK ==> *c == \old(*c) &&
      (\forall integer i; 0 <= i < policy->processes[process].n_slots ==>
        slots_of(c)[i] == \old(slots_of(c)[i])); */
ombud_status ombud_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                        const ombud_input *in, ombud_time now, ombud_out *out) {
  core_view v;
  ombud_status status = core_see_state(&v, policy, process, mode, 0);
  if (!status) status = core_check(&v, in, now, out);
  if (status) return status;
  uint32_t taken = OMBUD_SMALL ? OMBUD_ASK : core_take(policy, c, process, mode, in, 1, now);
  if (taken != OMBUD_ASK) return report(policy, c, in, taken, 0, out);
  clear(out);
  return act(&v, c, mode, 0, in, now, out);
}

/* The straight way, if foreign bytes do not forbid it. */
/*@ requires may_step(policy, c, in, out);
    assigns *c, slots_of(c)[0 .. policy->processes[c->process].n_slots - 1]; */
static uint32_t attempt(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                        const ombud_out *out) {
  if (OMBUD_SMALL) return OMBUD_ASK;
  if (policy->abi != OMBUD_ABI || c->fingerprint != policy->fingerprint ||
      c->process >= policy->n_processes || c->mode >= policy->n_modes ||
      in->actor - 1u >= policy->n_actors - 1u || in->action >= policy->processes[c->process].n_actions ||
      out->events_max < policy->max_events || out->effects_max < policy->max_effects)
    return OMBUD_ASK;
  return core_take(policy, c, c->process, c->mode, in, 0, now);
}

/*@ requires may_step(policy, c, in, out);
    assigns c->now, c->state, c->armed, c->wake,
      slots_of(c)[0 .. policy->processes[c->process].n_slots - 1], out->rule, out->reason, out->n_effects,
        out->effects[0 .. out->effects_max - 1], out->n_events, out->events[0 .. out->events_max - 1];
    ensures caught_up: \result >= OMBUD_OK ==> c->now >= now &&
      (c->wake > c->now || out->n_events >= out->events_max);
    ensures valid: \result >= OMBUD_OK ==> c->state < policy->processes[c->process].n_states;
    ensures refused_changes_nothing: \result == OMBUD_REFUSED && \old(c->wake) > now &&
      \old(c->wake) > \old(c->now) ==>
      same_case{Old, Here}(&policy->processes[c->process], c);
    ensures an_error_changes_nothing: \result < OMBUD_OK ==> *c == \old(*c); */
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

/*@ requires \valid_read(policy) && !\valid(policy) && \valid_read(c);
    requires c->process < policy->n_processes ==>
      \valid_read(slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1));
    assigns \nothing; */
int ombud_ended(const ombud_policy *policy, const ombud_case *c) {
  core_view v;
  ombud_status status = core_see(&v, policy, c);
  return status ? (int)status : (v.row->flags & OMBUD_ROW_END) != 0;
}

/*@ requires \valid_read(policy) && !\valid(policy) && \valid_read(c);
    requires c->process < policy->n_processes ==>
      \valid_read(slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1));
    assigns \nothing; */
int64_t ombud_fact_value(const ombud_policy *policy, const ombud_case *c, uint16_t fact) {
  core_view v;
  if (core_see(&v, policy, c) || fact >= policy->n_facts) return OMBUD_UNSET;
  /*@ TABLES is_fact(policy, v.process, fact); */
  uint16_t slot = v.process->facts[fact];
  return slot == OMBUD_NONE ? OMBUD_UNSET : v.slots[slot];
}
