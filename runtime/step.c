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
    *count = *count < 0 ? 1 : core_add(*count, 1); /* unset is less than 0 */
  }
  core_happen(v, c, event, entry->calls, entry->to, out);
  core_catch_up(v, c, t, out); /* what is due at once (rule 6) */
}

size_t ombud_case_size(const ombud_policy *policy) {
  return sizeof(ombud_case) + policy->case_slots * sizeof(int64_t);
}

ombud_status ombud_catch_up(const ombud_policy *policy, ombud_case *c, ombud_time now, ombud_out *out) {
  ombud_status status = core_check_case(policy, c);
  if (status) return status;
  if ((status = core_check_time(now))) return status;
  if ((status = core_check_room(policy, out))) return status;

  core_view v;
  clear(out);
  core_see(&v, policy, c);
  core_catch_up(&v, c, now > c->now ? now : c->now, out);
  return OMBUD_OK;
}

/* The general way. */
static ombud_status judge(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                          ombud_out *out) {
  ombud_status status = core_check_case(policy, c);
  if (status) return status;
  core_view v;
  core_see(&v, policy, c);
  if ((status = core_check_input(&v, in, now))) return status;
  if ((status = core_check_room(policy, out))) return status;
  if ((status = core_check_facts(&v, in))) return status;

  clear(out);
  ombud_time t = now > c->now ? now : c->now;
  core_catch_up(&v, c, t, out);
  core_look(&v, c->mode, c->state, in);
  core_verdict verdict = core_judge(&v, t);
  if (verdict.reason) return refuse(out, verdict);
  accept(&v, c, verdict.entry, t, out);
  return OMBUD_OK;
}

/* ---- the straight way ---- */

uint32_t ombud_take(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now) {
  /* Foreign bytes in the case are seen here. */
  if (policy->abi != OMBUD_ABI || c->fingerprint != policy->fingerprint ||
      c->process >= policy->n_processes || c->mode >= policy->n_modes)
    return OMBUD_ASK;
  const ombud_process *process = &policy->processes[c->process];
  if (c->state - 1u >= process->n_states - 1u || c->now < OMBUD_TIME_MIN) return OMBUD_ASK;
  return ombud_take_inline(policy, process, process->n_states, policy->n_actors, process->n_actions,
                           process->flags, c, in, now);
}

/* A case's head and its first slots, which seldom lie in one line of the cache. */
static inline void fetch(const ombud_case *c) {
#if defined(__GNUC__)
  __builtin_prefetch(c, 1);
  __builtin_prefetch((const char *)c + 64, 1);
#else
  (void)c;
#endif
}

#define AHEAD 16

size_t ombud_take_many(const ombud_policy *policy, ombud_case *const *cases, const ombud_input *const *ins,
                       const ombud_time *now, uint32_t *taken, size_t n) {
  for (size_t i = 0; i < AHEAD && i < n; i++) fetch(cases[i]);
  for (size_t i = 0; i < n; i++) {
    if (i + AHEAD < n) fetch(cases[i + AHEAD]);
    uint32_t one = ombud_take(policy, cases[i], ins[i], now[i]);
    if (one == OMBUD_ASK) return i;
    taken[i] = one;
  }
  return n;
}

void ombud_effects(const ombud_policy *policy, const ombud_case *c, uint32_t taken, ombud_out *out) {
  core_view v;
  core_see(&v, policy, c);
  out->n_effects = 0;
  if (taken & OMBUD_TAKEN_YES) core_emit(&v, policy->entries[taken & OMBUD_TAKEN_ENTRY].calls, out);
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

ombud_status ombud_step(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                        ombud_out *out) {
  if (core_check_room(policy, out)) return judge(policy, c, in, now, out);
  uint16_t from = c->state;
  uint32_t taken = ombud_take(policy, c, in, now);
  return taken == OMBUD_ASK ? judge(policy, c, in, now, out) : report(policy, c, in, taken, from, out);
}

static void begin(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode, ombud_time now) {
  *c = (ombud_case){
      .fingerprint = policy->fingerprint, .now = now, .wake = OMBUD_NEVER, .process = process, .mode = mode};
  for (unsigned i = 0; i < policy->processes[process].n_slots; i++) core_slots(c)[i] = OMBUD_UNSET;
}

/* Whether an input that is in order opens a case with no more than the straight way does. */
static int opens_straight(const core_view *v, uint8_t mode, const ombud_input *in) {
  const ombud_column *column = core_column(v->policy, v->process, mode, in->actor, in->action);
  if (in->n_given != column->n_gives || column->n_folds) return 0;
  for (unsigned i = 0; i < in->n_given; i++)
    if (in->given[i].fact != v->policy->gives[column->gives + i]) return 0;
  uint8_t flags = v->policy->entries[core_find(v->policy, v->process, column, 0)].flags;
  return flags & OMBUD_ENTRY_YES && !(flags & OMBUD_ENTRY_ASK);
}

ombud_status ombud_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                        const ombud_input *in, ombud_time now, ombud_out *out) {
  ombud_status status = core_check_start(policy, process, mode);
  if (status) return status;
  core_view v = {.policy = policy, .process = &policy->processes[process]};
  if ((status = core_check_input(&v, in, now))) return status;
  if ((status = core_check_room(policy, out))) return status;
  if ((status = core_check_facts(&v, in))) return status;

  if (opens_straight(&v, mode, in)) {
    const ombud_column *column = core_column(policy, v.process, mode, in->actor, in->action);
    begin(policy, c, process, mode, now);
    uint32_t taken = ombud_settle_inline(policy, v.process, v.process->n_states, v.process->flags,
                                         column->cells, column->other, c, in->action, now);
    ombud_keep_inline(policy, v.process, c, in, taken);
    return report(policy, c, in, taken, 0, out);
  }
  clear(out);
  core_look(&v, mode, 0, in);
  core_verdict verdict = core_judge(&v, now);
  if (verdict.reason) return refuse(out, verdict);
  begin(policy, c, process, mode, now);
  v.slots = core_slots(c);
  accept(&v, c, verdict.entry, now, out);
  return OMBUD_OK;
}

ombud_time ombud_due(const ombud_case *c) {
  return c->fingerprint == 0 ? OMBUD_NEVER : c->wake;
}

int ombud_ended(const ombud_policy *policy, const ombud_case *c) {
  ombud_status status = core_check_case(policy, c);
  if (status) return (int)status;
  return core_row(&policy->processes[c->process], c->mode, c->state)->flags & OMBUD_ROW_END ? 1 : 0;
}

int64_t ombud_fact_value(const ombud_policy *policy, const ombud_case *c, uint16_t fact) {
  if (core_check_case(policy, c) || fact >= policy->n_facts) return OMBUD_UNSET;
  uint16_t slot = policy->processes[c->process].facts[fact];
  return slot == OMBUD_NONE ? OMBUD_UNSET : core_slots(c)[slot];
}
