/* What an actor may do now, and until when: a host draws its buttons from this. */
#include "core.h"

/*@ requires \valid(least);
    assigns *least; */
static void lower(ombud_time *least, ombud_time t) {
  if (t < *least) *least = t;
}

/* To a bound that lies ahead. One that is not known yet is OMBUD_NEVER as well. */
/*@ requires sees(v) && \valid(least);
    assigns *least; */
static void lower_after(const core_view *v, uint32_t instant, ombud_time t, ombud_time *least) {
  ombud_time bound = core_bound(v, instant, OMBUD_UNSET);
  if (bound > t) lower(least, bound);
}

/* As core_govern, but with every fact that the action gives still open: entries that may govern are
 * gone through up to the first that does whatever the facts are. */
/*@ requires \valid(v) && stands(v) && \valid_read(c) && \valid(option) && \separated(v, option);
    requires a_slot(v->process, v->cell.count);
    assigns v->n_fresh, *option;
    ensures sees(v); */
static void judge_open(core_view *v, const ombud_case *c, ombud_time t, ombud_option *option) {
  const ombud_entry *first = NULL;
  core_truth truth = CORE_FALSE;
  /*@ loop invariant first == \null || \valid_read(first);
      loop assigns i, truth, first, option->verdict, option->reason; */
  for (unsigned i = 0; i < v->cell.n_entries && truth != CORE_TRUE; i++) {
    const ombud_entry *entry = core_entry(v, i);
    truth = core_speaks(v, entry, t);
    if (truth == CORE_FALSE) continue;
    uint16_t reason = core_against(v, entry);
    if (!reason) option->verdict = truth == CORE_TRUE && !first ? OMBUD_MAY : OMBUD_MAY_IF;
    if (first) continue;
    first = entry;
    option->reason = reason;
  }
  if (option->verdict == OMBUD_MAY_IF)
    option->reason = OMBUD_REASON_NONE;
  else if (first)
    option->rule = first->rule;
  else
    option->reason = core_silence(v, t).reason;
  if (!first || option->verdict != OMBUD_MAY || first->kind != OMBUD_ENTRY_MUST) return;
  v->n_fresh = 0; /* it runs on what is stored: a moment that the action gives counts only once it is given */
  option->by = core_deadline(v, c, first->rule);
  if (option->by != OMBUD_NEVER) option->verdict = OMBUD_MUST;
  lower(&option->until, option->by);
}

/* What the cell says of the action in IN; before HORIZON nothing happens that changes it. */
/*@ requires \valid(v) && sees(v) && is_input(in) && is_called(v->policy, v->process, in) &&
      \separated(v, in);
    requires \valid_read(c) && c->mode < n_modes(v->policy) && c->state < n_states(v->process);
    assigns *v;
    ensures sees(v) && v->policy == \old(v->policy) && v->process == \old(v->process); */
static ombud_option option_of(core_view *v, const ombud_case *c, const ombud_input *in, ombud_time t,
                              ombud_time horizon) {
  ombud_option option = {.until = horizon, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE, .action = in->action};
  core_look(v, c->mode, c->state, in);
  /*@ loop assigns i, option.until; */
  for (unsigned i = 0; i < v->cell.n_entries; i++) { /* a window that begins or ends may change the answer */
    const ombud_when *when = core_when(v, core_entry(v, i));
    lower_after(v, when->from, t, &option.until);
    lower_after(v, when->until, t, &option.until);
  }
  judge_open(v, c, t, &option);
  return option;
}

/*@ requires \valid_read(policy) && \valid_read(c) && \valid(options + (0 .. max - 1)) && \valid(n);
    requires \valid_read(slots_of(c) + (0 .. slots_in(policy, c) - 1));
    requires \separated(n, options + (0 .. max - 1), c);
    assigns *n, options[0 .. max - 1];
    ensures an_error_changes_nothing: \result != OMBUD_OK ==>
      *n == \old(*n) && \forall integer i; 0 <= i < max ==> options[i] == \old(options[i]); */
ombud_status ombud_can(const ombud_policy *policy, const ombud_case *c, uint8_t actor, ombud_time now,
                       ombud_option *options, size_t max, size_t *n) {
  core_view v;
  ombud_input in = {.actor = actor};
  ombud_status status = core_see(&v, policy, c);
  if (!status) status = core_check(&v, &in, now, NULL);
  if (status) return status;
  ombud_time t = now > c->now ? now : c->now;
  if (c->wake <= t) return OMBUD_BEHIND;

  ombud_time horizon = core_deadline(&v, c, OMBUD_NO_RULE);
  *n = v.process->n_actions;
  /*@ loop invariant sees(&v) && v.policy == policy && v.process == process_of(policy, c->process);
      loop invariant c->mode < n_modes(policy) && c->state < n_states(v.process);
      loop assigns in.action, v, options[0 .. max - 1]; */
  for (; in.action < v.process->n_actions && in.action < max; in.action++) {
    /*@ CONST is_process(v.process); */
    options[in.action] = option_of(&v, c, &in, t, horizon);
  }
  return OMBUD_OK;
}

/*@ requires \valid_read(policy) && \valid(facts);
    assigns *facts;
    ensures \result <= OMBUD_GIVEN_MAX; */
uint16_t ombud_gives(const ombud_policy *policy, uint8_t process, uint8_t mode, uint16_t state, uint8_t actor,
                     uint16_t action, const uint16_t **facts) {
  /*@ CONST is_policy(policy); */
  if (policy->abi != OMBUD_ABI || process >= policy->n_processes || mode >= policy->n_modes) return 0;
  const ombud_process *of = &policy->processes[process];
  /*@ TABLES \valid_read(of); */
  /*@ CONST is_process(of); */
  if (state >= of->n_states || action >= of->n_actions) return 0;
  if (actor == OMBUD_CLOCK || actor >= policy->n_actors) return 0;
  core_cell cell = core_cell_of(policy, of, mode, state, actor, action);
  if (cell.n_gives) *facts = &policy->gives[cell.gives];
  return cell.n_gives;
}
