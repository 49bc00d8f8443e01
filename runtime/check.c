/* The border: every number that a caller or a case's bytes bring in is checked here, once, and
 * before anything moves. Nothing here depends on the state that catching up leads to. Stored facts
 * do not change by catching up, since what happens by itself gives none (LANGUAGE, rule 14). */
#include "core.h"

/*@ assigns \nothing;
    ensures \result <==> is_time(t); */
static int is_time(ombud_time t) {
  return t >= OMBUD_TIME_MIN && t <= OMBUD_TIME_MAX;
}

/* Where one would stand in a state, be it the start, with nothing remembered. */
/*@ requires \valid(v) && \valid_read(policy);
    assigns v->policy, v->process, v->slots, v->n_fresh, v->row;
    ensures \result <= OMBUD_OK;
    ensures \result == OMBUD_OK ==> stands(v) && v->policy == policy && process < n_processes(policy) &&
      v->process == process_of(policy, process) && mode < n_modes(policy) && state < n_states(v->process) &&
      v->slots == \null && v->n_fresh == 0; */
ombud_status core_see_state(core_view *v, const ombud_policy *policy, uint8_t process, uint8_t mode,
                            uint16_t state) {
  /*@ CONST is_policy(policy); */
  if (policy->abi != OMBUD_ABI) return OMBUD_BAD_ABI;
  if (process >= policy->n_processes) return OMBUD_BAD_PROCESS;
  v->policy = policy;
  v->process = &policy->processes[process];
  v->slots = NULL;
  v->n_fresh = 0;
  /*@ TABLES \valid_read(v->process); */
  /*@ CONST v->process == process_of(policy, process) && is_process(v->process) && is_policy(policy); */
  if (mode >= policy->n_modes || state >= v->process->n_states) return OMBUD_BAD_MODE;
  v->row = core_row(v->process, mode, state);
  /*@ TABLES is_row(v->row); */
  return v->row->flags & OMBUD_ROW_EXISTS ? OMBUD_OK : OMBUD_BAD_MODE;
}

/* Where a case stands, before anybody acts. */
/*@ requires \valid(v) && \valid_read(policy) && \valid_read(c) && \separated(v, c);
    assigns v->policy, v->process, v->slots, v->n_fresh, v->row;
    ensures \result <= OMBUD_OK;
    ensures \result == OMBUD_OK && \valid_read(slots_of(c) + (0 .. slots_in(policy, c) - 1)) ==>
      stands(v);
    ensures \result == OMBUD_OK ==> \valid_read(v->process) && v->policy == policy && c->process <
      n_processes(policy) && v->process == process_of(policy, c->process) && c->mode < n_modes(policy)
      && 0 < c->state < n_states(v->process) && v->slots == slots_of(c) && v->n_fresh == 0 &&
      is_time(c->now) && c->fingerprint == fingerprint(policy); */
ombud_status core_see(core_view *v, const ombud_policy *policy, const ombud_case *c) {
  /*@ CONST is_policy(policy); */
  if (policy->abi != OMBUD_ABI) return OMBUD_BAD_ABI;
  if (c->fingerprint == 0) return OMBUD_BAD_CASE;
  if (c->fingerprint != policy->fingerprint) return OMBUD_BAD_POLICY;
  /* no call leaves one in the start */
  if (core_see_state(v, policy, c->process, c->mode, c->state) || !c->state) return OMBUD_BAD_CASE;
  v->slots = core_slots(c);
  return is_time(c->now) ? OMBUD_OK : OMBUD_BAD_CASE;
}

/* Where FACT is among the first N given; N: nowhere. */
/*@ requires \valid_read(in) && n <= in->n_given && \valid_read(in->given + (0 .. n - 1));
    assigns \nothing;
    ensures \result <= n;
    ensures \result < n ==> in->given[\result].fact == fact; */
unsigned core_given(const ombud_input *in, unsigned n, uint16_t fact) {
  unsigned i = 0;
  /*@ loop invariant i <= n; loop assigns i; loop variant n - i; */
  while (i < n && in->given[i].fact != fact) i++;
  return i;
}

/* The value that a fact has if IN is accepted, *GIVEN set if it is in it; OMBUD_UNSET: none. */
/*@ requires sees(v) && is_input(in) && \valid(given);
    requires \valid_read(v->process->facts + fact) && is_slot(v->process, v->process->facts[fact]);
    assigns *given; */
static int64_t value_after(const core_view *v, const ombud_input *in, uint16_t fact, int *given) {
  /*@ CONST is_process(v->process); */
  unsigned i = core_given(in, in->n_given, fact);
  uint16_t slot = v->process->facts[fact];
  if (i == in->n_given) return slot == OMBUD_NONE || !v->slots ? OMBUD_UNSET : v->slots[slot];
  *given = 1;
  /*@ assert proved: i < in->n_given; */
  return in->given[i].value;
}

/*@ requires sees(v) && is_input(in) && \valid_read(order);
    requires is_fact(v->policy, v->process, order->less) && is_fact(v->policy, v->process, order->more);
    assigns \nothing; */
static int breaks(const core_view *v, const ombud_input *in, const ombud_order *order) {
  int given = 0;
  int64_t less = value_after(v, in, order->less, &given), more = value_after(v, in, order->more, &given);
  if (!given || less == OMBUD_UNSET || more == OMBUD_UNSET) return 0;
  return order->gap ? less >= more : less > more;
}

/* Whether what is given keeps the declared bounds between facts. */
/*@ requires sees(v) && is_input(in);
    assigns \nothing; */
int core_is_ordered(const core_view *v, const ombud_input *in) {
  /*@ loop assigns i; */
  for (unsigned i = 0; in->n_given && i < v->policy->n_orders; i++) {
    const ombud_order *order = &v->policy->orders[i];
    /*@ TABLES \valid_read(order) && is_fact(v->policy, v->process, order->less) &&
          is_fact(v->policy, v->process, order->more); */
    if (breaks(v, in, order)) return 0;
  }
  return 1;
}

/* A fact that is none comes before a value that is none, wherever they stand. */
/*@ requires sees(v) && is_input(in);
    assigns \nothing;
    ensures \result == OMBUD_OK ==> is_known(v->policy, in);
    ensures \result <= OMBUD_OK; */
static ombud_status check_facts(const core_view *v, const ombud_input *in) {
  const ombud_policy *policy = v->policy;
  ombud_status status = OMBUD_OK;
  /*@ CONST is_policy(policy); */
  /*@ loop invariant i <= in->n_given && status <= OMBUD_OK;
      loop invariant \forall integer k; 0 <= k < i ==> in->given[k].fact < policy->n_facts;
      loop assigns i, status; */
  for (unsigned i = 0; i < in->n_given; i++) {
    uint16_t number = in->given[i].fact;
    if (number >= policy->n_facts) return OMBUD_BAD_FACT;
    /*@ TABLES \valid_read(&policy->facts[number]) && \valid_read(&v->process->facts[number]); */
    if (v->process->facts[number] == OMBUD_NONE) return OMBUD_BAD_FACT;
    if (core_given(in, i, number) < i) return OMBUD_BAD_FACT;
    const ombud_fact *fact = &policy->facts[number];
    int64_t value = in->given[i].value;
    if (value < fact->lo || value > fact->hi || value == OMBUD_UNSET) status = OMBUD_BAD_VALUE;
  }
  return core_is_ordered(v, in) ? status : OMBUD_BAD_VALUE;
}

/* IN may be NULL where nobody acts, OUT where nothing is to be written. */
/*@ requires sees(v) && (in == \null || is_input(in)) && (out == \null || \valid_read(out));
    assigns \nothing;
    ensures \result <= OMBUD_OK;
    ensures \result == OMBUD_OK ==> is_time(now);
    ensures \result == OMBUD_OK && in != \null ==>
      is_called(v->policy, v->process, in) && is_known(v->policy, in);
    ensures \result == OMBUD_OK && out != \null ==>
      out->events_max >= max_events(v->policy) && out->effects_max >= max_effects(v->policy); */
ombud_status core_check(const core_view *v, const ombud_input *in, ombud_time now, const ombud_out *out) {
  const ombud_policy *policy = v->policy;
  /*@ CONST is_policy(policy) && is_process(v->process); */
  if (in && (in->actor == OMBUD_CLOCK || in->actor >= policy->n_actors)) return OMBUD_BAD_ACTOR;
  if (in && in->action >= v->process->n_actions) return OMBUD_BAD_ACTION;
  if (!is_time(now)) return OMBUD_BAD_TIME;
  if (out && (out->events_max < policy->max_events || out->effects_max < policy->max_effects))
    return OMBUD_NO_SPACE;
  ombud_status status = in ? check_facts(v, in) : OMBUD_OK;
  /*@ split status; */
  return status;
}
