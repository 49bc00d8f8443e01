/* The border: every number that a caller or a case's bytes bring in is checked here, once, and
 * before anything moves. Nothing here depends on the state that catching up leads to. Stored facts
 * do not change by catching up, since what happens by itself gives none (LANGUAGE, rule 14). */
#include "core.h"

ombud_status core_check_case(const ombud_policy *policy, const ombud_case *c) {
  if (policy->abi != OMBUD_ABI) return OMBUD_BAD_ABI;
  if (c->fingerprint == 0) return OMBUD_BAD_CASE;
  if (c->fingerprint != policy->fingerprint) return OMBUD_BAD_POLICY;
  if (c->process >= policy->n_processes || c->mode >= policy->n_modes) return OMBUD_BAD_CASE;
  const ombud_process *process = &policy->processes[c->process];
  if (c->state == 0 || c->state >= process->n_states)
    return OMBUD_BAD_CASE; /* no call leaves one in the start */
  if (!(core_row(process, c->mode, c->state)->flags & OMBUD_ROW_EXISTS)) return OMBUD_BAD_CASE;
  return core_check_time(c->now) == OMBUD_OK ? OMBUD_OK : OMBUD_BAD_CASE;
}

ombud_status core_check_start(const ombud_policy *policy, uint8_t process, uint8_t mode) {
  if (policy->abi != OMBUD_ABI) return OMBUD_BAD_ABI;
  if (process >= policy->n_processes) return OMBUD_BAD_PROCESS;
  if (mode >= policy->n_modes) return OMBUD_BAD_MODE;
  const ombud_row *row = core_row(&policy->processes[process], mode, 0);
  return row->flags & OMBUD_ROW_EXISTS ? OMBUD_OK : OMBUD_BAD_MODE;
}

ombud_status core_check_time(ombud_time now) {
  return now < OMBUD_TIME_MIN || now > OMBUD_TIME_MAX ? OMBUD_BAD_TIME : OMBUD_OK;
}

ombud_status core_check_room(const ombud_policy *policy, const ombud_out *out) {
  if (out->events_max < policy->max_events) return OMBUD_NO_SPACE;
  return out->effects_max < policy->max_effects ? OMBUD_NO_SPACE : OMBUD_OK;
}

ombud_status core_check_input(const core_view *v, const ombud_input *in, ombud_time now) {
  if (in->actor == OMBUD_CLOCK || in->actor >= v->policy->n_actors) return OMBUD_BAD_ACTOR;
  if (in->action >= v->process->n_actions) return OMBUD_BAD_ACTION;
  return core_check_time(now);
}

static int is_given(const ombud_input *in, unsigned n, uint16_t fact) {
  for (unsigned i = 0; i < n; i++)
    if (in->given[i].fact == fact) return 1;
  return 0;
}

/* The value that a fact has if IN is accepted; OMBUD_UNSET: none. */
static int64_t value_after(const core_view *v, const ombud_input *in, uint16_t fact) {
  for (unsigned i = 0; i < in->n_given; i++)
    if (in->given[i].fact == fact) return in->given[i].value;
  uint16_t slot = v->process->facts[fact];
  return slot == OMBUD_NONE || !v->slots ? OMBUD_UNSET : v->slots[slot];
}

static int breaks(const core_view *v, const ombud_input *in, const ombud_order *order) {
  if (!is_given(in, in->n_given, order->less) && !is_given(in, in->n_given, order->more)) return 0;
  int64_t less = value_after(v, in, order->less), more = value_after(v, in, order->more);
  if (less == OMBUD_UNSET || more == OMBUD_UNSET) return 0;
  return order->gap ? less >= more : less > more;
}

ombud_status core_check_facts(const core_view *v, const ombud_input *in) {
  const ombud_policy *policy = v->policy;
  for (unsigned i = 0; i < in->n_given; i++) {
    uint16_t fact = in->given[i].fact;
    if (fact >= policy->n_facts || v->process->facts[fact] == OMBUD_NONE) return OMBUD_BAD_FACT;
    if (is_given(in, i, fact)) return OMBUD_BAD_FACT;
  }
  for (unsigned i = 0; i < in->n_given; i++) {
    const ombud_fact *fact = &policy->facts[in->given[i].fact];
    int64_t value = in->given[i].value;
    if (fact->type == OMBUD_TEXT) continue; /* anything: only that it was given is kept */
    if (value < fact->lo || value > fact->hi || value == OMBUD_UNSET) return OMBUD_BAD_VALUE;
  }
  for (unsigned i = 0; in->n_given && i < policy->n_orders; i++)
    if (breaks(v, in, &policy->orders[i])) return OMBUD_BAD_VALUE;
  return OMBUD_OK;
}
