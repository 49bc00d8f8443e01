/* What an actor may do now, and until when: a host draws its buttons from this. */
#include "core.h"

static void lower(ombud_time *least, ombud_time t) {
  if (t < *least) *least = t;
}

/* The deadline of the obligation RULE, while it is armed. It runs on what is stored: a moment that the action
 * itself would give counts only once it is given. */
static ombud_time armed_due(const core_view *seen, const ombud_case *c, uint32_t rule) {
  core_view stored = *seen, *v = &stored;
  v->n_fresh = 0;
  ombud_time by = OMBUD_NEVER;
  for (unsigned i = 0; i < v->row->n_timers; i++) {
    const ombud_timer *timer = core_timer(v, i);
    if (timer->rule != rule || timer->kind == OMBUD_REMINDED || !(c->armed >> i & 1u)) continue;
    ombud_time due = core_instant(v, timer->due);
    if (due != OMBUD_UNSET) lower(&by, due);
  }
  return by;
}

static void settle(const core_view *v, const ombud_case *c, const ombud_entry *entry, ombud_option *option) {
  option->rule = entry->rule;
  if (entry->kind == OMBUD_ENTRY_DENY) {
    option->reason = entry->to;
  } else if (core_used_up(v, entry)) {
    option->reason = OMBUD_TOO_OFTEN;
  } else {
    option->by = entry->kind == OMBUD_ENTRY_MUST ? armed_due(v, c, entry->rule) : OMBUD_NEVER;
    option->verdict = option->by == OMBUD_NEVER ? OMBUD_MAY : OMBUD_MUST;
    lower(&option->until, option->by);
  }
}

/* As core_govern, but with every fact that the action gives still open: entries that may govern are
 * gone through up to the first that does whatever the facts are. */
static void judge_open(const core_view *v, const ombud_case *c, ombud_time t, ombud_option *option) {
  const ombud_entry *first = NULL;
  int some = 0; /* of those that may govern permits */
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    core_truth guard = core_guard(v, core_when(v, entry)->guard), window = core_window(v, entry, t);
    core_truth both = guard < window ? guard : window;
    if (both == CORE_FALSE) continue;
    if (both == CORE_TRUE && !first) {
      settle(v, c, entry, option);
      return;
    }
    if (!first) first = entry;
    some |= entry->kind != OMBUD_ENTRY_DENY && !core_used_up(v, entry);
    if (both == CORE_TRUE) break;
  }
  if (some)
    option->verdict = OMBUD_MAY_IF;
  else if (first) {
    option->reason = first->kind == OMBUD_ENTRY_DENY ? first->to : OMBUD_TOO_OFTEN;
    option->rule = first->rule;
  } else
    option->reason = core_silence(v, t).reason;
}

/* Any window that begins or ends later may change the answer. */
static ombud_time next_bound(const core_view *v, ombud_time t) {
  ombud_time bound = OMBUD_NEVER;
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *entry = core_entry(v, i);
    const ombud_when *when = core_when(v, entry);
    ombud_time from = when->from ? core_instant(v, when->from) : OMBUD_UNSET;
    ombud_time until = when->until ? core_instant(v, when->until) : OMBUD_UNSET;
    if (from > t) lower(&bound, from); /* one that is not known yet is OMBUD_NEVER as well */
    if (until > t) lower(&bound, until);
  }
  return bound;
}

ombud_status ombud_can(const ombud_policy *policy, const ombud_case *c, uint8_t actor, ombud_time now,
                       ombud_option *options, size_t max, size_t *n) {
  ombud_status status = core_check_case(policy, c);
  if (status) return status;
  if (actor == OMBUD_CLOCK || actor >= policy->n_actors) return OMBUD_BAD_ACTOR;
  if ((status = core_check_time(now))) return status;
  ombud_time t = now > c->now ? now : c->now;
  if (c->wake <= t) return OMBUD_BEHIND;

  core_view v;
  core_see(&v, policy, c);
  ombud_time horizon = core_horizon(&v, c);
  *n = v.process->n_actions;
  for (uint16_t action = 0; action < v.process->n_actions && action < max; action++) {
    ombud_input in = {.actor = actor, .action = action};
    ombud_option *option = &options[action];
    *option = (ombud_option){.until = horizon, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE, .action = action};
    core_look(&v, c->mode, c->state, &in);
    if (v.row->flags & OMBUD_ROW_END) {
      option->until = OMBUD_NEVER;
      option->reason = OMBUD_ENDED;
      continue;
    }
    lower(&option->until, next_bound(&v, t));
    judge_open(&v, c, t, option);
  }
  return OMBUD_OK;
}

uint16_t ombud_gives(const ombud_policy *policy, uint8_t process, uint8_t mode, uint16_t state, uint8_t actor,
                     uint16_t action, const uint16_t **facts) {
  if (policy->abi != OMBUD_ABI || process >= policy->n_processes || mode >= policy->n_modes) return 0;
  const ombud_process *of = &policy->processes[process];
  if (state >= of->n_states || action >= of->n_actions) return 0;
  if (actor == OMBUD_CLOCK || actor >= policy->n_actors) return 0;
  core_cell cell = core_cell_of(policy, of, mode, state, actor, action);
  if (cell.n_gives) *facts = &policy->gives[cell.gives];
  return cell.n_gives;
}
