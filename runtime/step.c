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

static void open(core_view *v, ombud_case *c, ombud_time now) {
  *c = (ombud_case){.fingerprint = v->policy->fingerprint,
                    .now = now,
                    .wake = OMBUD_NEVER,
                    .process = (uint8_t)(v->process - v->policy->processes),
                    .mode = v->mode};
  for (unsigned i = 0; i < v->process->n_slots; i++) core_slots(c)[i] = OMBUD_UNSET;
  v->slots = core_slots(c);
}

/* Judges IN from the state in which V has been seen, and does it. */
static ombud_status act(core_view *v, ombud_case *c, uint8_t mode, uint16_t state, const ombud_input *in,
                        ombud_time t, ombud_out *out) {
  core_look(v, mode, state, in);
  core_verdict verdict = core_judge(v, t);
  if (verdict.reason) return refuse(out, verdict);
  if (!v->slots) open(v, c, t);
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

/* ---- the straight way ---- */

uint32_t ombud_take(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now) {
  /* Foreign bytes in the case are seen here. */
  if (OMBUD_SMALL || policy->abi != OMBUD_ABI || c->fingerprint != policy->fingerprint ||
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
  if (OMBUD_SMALL) return 0;
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
  v.policy = policy;
  v.slots = core_slots(c);
  v.n_fresh = 0;
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

/* The column of an input that is in order and opens a case with no more to do than the straight way does;
 * NULL: it has more, or does not open one. */
static const ombud_column *straight(const core_view *v, uint8_t mode, const ombud_input *in) {
  const ombud_column *column = core_column(v->policy, v->process, mode, in->actor, in->action);
  if (in->n_given != column->n_gives || column->n_folds) return NULL;
  for (unsigned i = 0; i < in->n_given; i++)
    if (in->given[i].fact != v->policy->gives[column->gives + i]) return NULL;
  uint8_t flags = v->policy->entries[core_find(v->policy, v->process, column, 0)].flags;
  return flags & OMBUD_ENTRY_YES && !(flags & OMBUD_ENTRY_ASK) ? column : NULL;
}

static ombud_status open_straight(core_view *v, ombud_case *c, const ombud_column *column,
                                  const ombud_input *in, ombud_time now, ombud_out *out) {
  const ombud_process *process = v->process;
  open(v, c, now);
  uint32_t taken = ombud_settle_inline(v->policy, process, process->n_states, process->flags, column->cells,
                                       column->other, c, in->action, now);
  ombud_keep_inline(v->policy, process, c, in, taken);
  return report(v->policy, c, in, taken, 0, out);
}

ombud_status ombud_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                        const ombud_input *in, ombud_time now, ombud_out *out) {
  core_view v;
  ombud_status status = core_see_state(&v, policy, process, mode, 0);
  if (!status) status = core_check(&v, in, now, out);
  if (status) return status;
  const ombud_column *column = OMBUD_SMALL ? NULL : straight(&v, mode, in);
  v.mode = mode;
  if (column) return open_straight(&v, c, column, in, now, out);
  clear(out);
  return act(&v, c, mode, 0, in, now, out);
}

ombud_status ombud_step(const ombud_policy *policy, ombud_case *c, const ombud_input *in, ombud_time now,
                        ombud_out *out) {
  int room = out->events_max >= policy->max_events && out->effects_max >= policy->max_effects;
  uint16_t from = c->state;
  uint32_t taken = room && !OMBUD_SMALL ? ombud_take(policy, c, in, now) : OMBUD_ASK;
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
