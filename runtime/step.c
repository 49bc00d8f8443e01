/* Opening a case, catching up, acting, and what a case says of itself. */
#include "core.h"

static void clear(ombud_out *out) {
  out->n_events = out->n_effects = 0;
  out->rule = OMBUD_NO_RULE;
  out->reason = OMBUD_REASON_NONE;
}

/* A rule whose window is shut did not govern: it is ombud_explain that names it. */
static ombud_status refuse(ombud_out *out, core_verdict verdict) {
  int shut = verdict.reason == OMBUD_TOO_EARLY || verdict.reason == OMBUD_TOO_LATE;
  out->rule = verdict.entry && !shut ? verdict.entry->rule : OMBUD_NO_RULE;
  out->reason = verdict.reason;
  return OMBUD_REFUSED;
}

static void accept(core_view *v, ombud_case *c, const ombud_entry *entry, ombud_time t, ombud_out *out) {
  ombud_event event = {
      .at = t, .rule = entry->rule, .name = v->action, .kind = OMBUD_ACTED, .actor = v->actor};
  out->rule = entry->rule;
  if (v->cell.count != OMBUD_NONE) {
    int64_t *count = core_slots(c) + v->cell.count;
    *count = core_add(*count < 0 ? 0 : *count, 1); /* unset is less than 0 */
  }
  core_happen(v, c, &event, entry->calls, entry->to, out);
  core_catch_up(v, c, t, out); /* what is due at once (rule 6) */
}

size_t ombud_case_size(const ombud_policy *policy) {
  return sizeof(ombud_case) + policy->case_slots * sizeof(int64_t);
}

void core_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode, ombud_time now) {
  *c = (ombud_case){
      .fingerprint = policy->fingerprint, .now = now, .wake = OMBUD_NEVER, .process = process, .mode = mode};
  for (unsigned i = 0; i < policy->processes[process].n_slots; i++) core_slots(c)[i] = OMBUD_UNSET;
}

/* Judges IN from the state in which V has been seen, and does it. */
static ombud_status act(core_view *v, ombud_case *c, uint8_t mode, uint16_t state, const ombud_input *in,
                        ombud_time t, ombud_out *out) {
  core_look(v, mode, state, in);
  core_verdict verdict = core_judge(v, t);
  if (verdict.reason) return refuse(out, verdict);
  if (!v->slots) {
    core_open(v->policy, c, (uint8_t)(v->process - v->policy->processes), mode, t);
    v->slots = core_slots(c);
  }
  accept(v, c, verdict.entry, t, out);
  return OMBUD_OK;
}

/* Sees the case, and brings it to NOW; IN may be NULL. */
static ombud_status come(core_view *v, const ombud_policy *policy, ombud_case *c, const ombud_input *in,
                         ombud_time now, ombud_out *out) {
  ombud_status status = core_see(v, policy, c);
  if (!status) status = core_check(v, in, now, out);
  if (status) return status;
  clear(out);
  core_catch_up(v, c, now > c->now ? now : c->now, out);
  return OMBUD_OK;
}

ombud_status ombud_catch_up(const ombud_policy *policy, ombud_case *c, ombud_time now, ombud_out *out) {
  core_view v;
  return come(&v, policy, c, NULL, now, out);
}

/* The general way. */
static ombud_status judge(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                          ombud_out *out) {
  core_view v;
  ombud_status status = come(&v, policy, c, in, now, out);
  return status ? status : act(&v, c, c->mode, c->state, in, c->now, out);
}

/* What was taken, as ombud_step reports it. */
static ombud_status report(const ombud_policy *policy, const ombud_case *c, const ombud_input *in,
                           uint32_t taken, uint16_t from, ombud_out *out) {
  const ombud_entry *entry = &policy->entries[taken & OMBUD_TAKEN_ENTRY];
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

ombud_status ombud_step(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                        ombud_out *out) {
  uint16_t from = c->state;
  uint32_t taken = attempt(policy, c, in, now, out);
  return taken == OMBUD_ASK ? judge(policy, c, in, now, out) : report(policy, c, in, taken, from, out);
}

ombud_time ombud_due(const ombud_case *c) {
  return c->fingerprint == 0 ? OMBUD_NEVER : c->wake;
}

int ombud_ended(const ombud_policy *policy, const ombud_case *c) {
  core_view v;
  ombud_status status = core_see(&v, policy, c);
  return status ? (int)status : (v.row->flags & OMBUD_ROW_END) != 0;
}

int64_t ombud_fact_value(const ombud_policy *policy, const ombud_case *c, uint16_t fact) {
  core_view v;
  if (core_see(&v, policy, c) || fact >= policy->n_facts) return OMBUD_UNSET;
  uint16_t slot = v.process->facts[fact];
  return slot == OMBUD_NONE ? OMBUD_UNSET : v.slots[slot];
}
