/* What the core's files share. Not for programs: they include ombud.h alone.
 *
 * Tables are trusted, because the compiler wrote them and they are const. A call's arguments and a
 * case's bytes are not: whatever they hold, nothing here is undefined behaviour. So each number is
 * checked once, at the border (check.c), and arithmetic on what a slot holds saturates or wraps.
 *
 * Deliberately not inline, for small builds: whatever works on 64-bit numbers and is wanted in several places
 * (core_clamp, core_add, core_passed, core_bound), since a 32-bit machine takes a dozen bytes for each
 * comparison, and the searches (core_index, core_given). Inline is what comes to a few loads. Structs of more
 * than two words go by pointer. The speed path is none of this: it stands in ombud_take.h.
 */
#ifndef OMBUD_CORE_H
#define OMBUD_CORE_H

#include "ombud.h"

#ifndef OMBUD_INTERNAL /* `static` in the two-file form, which keeps these names to itself */
#define OMBUD_INTERNAL
#endif

/* An action need not have given its facts yet when it is asked about, hence three values (Kleene's).
 * In this order `and` is the lesser of two, `or` the greater. */
typedef enum core_truth { CORE_FALSE, CORE_UNKNOWN, CORE_TRUE } core_truth;

#define CORE_NOT_YET INT64_MAX /* an instant that hangs on a fact the action has still to give */
#define CORE_SILENT  0xFFFFu   /* a verdict's reason where no rule speaks; core_judge finds the true one */

typedef ombud_contest core_cell; /* where nothing is to be decided, of one entry or none */

/* One action seen from where a case stands: what the rules say on it, and the facts as it gives them, which
 * lie over the slots and are not stored unless it is accepted. */
typedef struct core_view {
  const ombud_policy *policy;
  const ombud_process *process;
  const int64_t *slots; /* NULL: none is set, the case is only being opened */
  const ombud_row *row;
  core_cell cell;
  uint16_t state, action;
  uint8_t mode, actor;
  uint8_t n_fresh, n_missing;
  uint8_t n_unasked;                         /* facts in the input that the action does not give here */
  uint16_t fresh_slots[OMBUD_GIVEN_MAX + 1]; /* one more, to ask `what if` about a stored fact */
  int64_t fresh_values[OMBUD_GIVEN_MAX + 1]; /* OMBUD_UNSET: to be given, and missing */
} core_view;

typedef struct core_verdict {
  const ombud_entry *entry; /* that governs, or whose window is shut; NULL: none */
  uint16_t reason;          /* OMBUD_REASON_NONE: it is permitted */
} core_verdict;

#ifdef __FRAMAC__ /* what the contracts, in comments here and in the .c files, speak of */
#include "logic.h"
#endif

/* The slots follow the head (ombud.h). Like strchr it drops a const that its result may not need. */
/*@ requires \valid_read(c);
    assigns \nothing;
    ensures \result == slots_of(c); */
static inline int64_t *core_slots(const ombud_case *c) {
  return (int64_t *)(void *)c + sizeof(ombud_case) / sizeof(int64_t);
}

/*@ requires \valid_read(process);
    assigns \nothing; */
static inline const ombud_row *core_row(const ombud_process *process, uint8_t mode, uint16_t state) {
  return &process->rows[(size_t)mode * process->n_states + state];
}

/*@ requires \valid_read(policy) && \valid_read(process) && mode < n_modes(policy) &&
      0 < actor < n_actors(policy) && action < n_actions(process);
    assigns \nothing;
    ensures \valid_read(\result) && \result->n_gives <= OMBUD_GIVEN_MAX; */
static inline const ombud_column *core_column(const ombud_policy *policy, const ombud_process *process,
                                              uint8_t mode, uint8_t actor, uint16_t action) {
  size_t at = ((size_t)mode * (policy->n_actors - 1u) + (actor - 1u)) * process->n_actions + action;
  /*@ TABLES \valid_read(&process->columns[at]) && \valid_read(&policy->columns[process->columns[at]]) &&
        policy->columns[process->columns[at]].n_gives <= OMBUD_GIVEN_MAX; */
  return &policy->columns[process->columns[at]];
}

/* The entry that a column has for a state. */
/*@ requires \valid_read(policy) && \valid_read(process) && \valid_read(column) && state < n_states(process);
    assigns \nothing;
    ensures \valid_read(&policy->entries[\result]); */
static inline uint32_t core_find(const ombud_policy *policy, const ombud_process *process,
                                 const ombud_column *column, uint16_t state) {
  size_t at = (size_t)column->cells + state;
  if (process->flags & OMBUD_PROCESS_DENSE) {
    /*@ TABLES \valid_read(&policy->dense[at]) && \valid_read(&policy->entries[policy->dense[at] >> 8]); */
    return policy->dense[at] >> 8;
  }
  /*@ TABLES \valid_read(&policy->cells[at]) &&
        \valid_read(&policy->entries[policy->cells[at].state == state ? policy->cells[at].entry
                                                                      : column->other]); */
  return policy->cells[at].state == state ? policy->cells[at].entry : column->other;
}

/* The i-th of the row's deadlines, of the cell's entries, of the facts that the action gives here. */
/*@ requires stands(v) && i < v->row->n_timers;
    assigns \nothing;
    ensures \valid_read(\result); */
static inline const ombud_timer *core_timer(const core_view *v, unsigned i) {
  const ombud_timer *timer = &v->policy->timers[v->row->timers + i];
  /*@ TABLES \valid_read(timer); */
  return timer;
}

/*@ requires sees(v) && i < v->cell.n_entries;
    assigns \nothing;
    ensures \valid_read(\result); */
static inline const ombud_entry *core_entry(const core_view *v, unsigned i) {
  const ombud_entry *entry = &v->policy->entries[v->cell.entries + i];
  /*@ TABLES \valid_read(entry); */
  return entry;
}

/*@ requires sees(v) && \valid_read(entry);
    assigns \nothing;
    ensures \valid_read(\result); */
static inline const ombud_when *core_when(const core_view *v, const ombud_entry *entry) {
  /*@ TABLES \valid_read(&v->policy->whens[entry->when]); */
  return &v->policy->whens[entry->when];
}

/*@ requires sees(v) && i < v->cell.n_gives;
    assigns \nothing;
    ensures \result < n_facts(v->policy); */
static inline uint16_t core_gives(const core_view *v, unsigned i) {
  /*@ CONST is_policy(v->policy); */
  /*@ TABLES \valid_read(&v->policy->gives[v->cell.gives + i]) &&
        v->policy->gives[v->cell.gives + i] < v->policy->n_facts; */
  return v->policy->gives[v->cell.gives + i];
}

/*@ requires \valid_read(spent) && \valid_read(&spent->states[state / 32]);
    assigns \nothing; */
static inline int core_is_in(const ombud_spent *spent, uint16_t state) {
  return (int)(spent->states[state / 32u] >> (state % 32u) & 1u);
}

/* check.c */
OMBUD_INTERNAL ombud_status core_see(core_view *v, const ombud_policy *policy, const ombud_case *c);
OMBUD_INTERNAL ombud_status core_see_state(core_view *v, const ombud_policy *policy, uint8_t process,
                                           uint8_t mode, uint16_t state);
OMBUD_INTERNAL ombud_status core_check(const core_view *v, const ombud_input *in, ombud_time now,
                                       const ombud_out *out);
OMBUD_INTERNAL int core_is_ordered(const core_view *v, const ombud_input *in);
OMBUD_INTERNAL unsigned core_given(const ombud_input *in, unsigned n, uint16_t fact);

/* value.c */
OMBUD_INTERNAL ombud_time core_clamp(int64_t x);
OMBUD_INTERNAL ombud_time core_add(int64_t a, int64_t b);
OMBUD_INTERNAL int64_t core_passed(ombud_time since, ombud_time t);
OMBUD_INTERNAL unsigned core_index(const uint16_t *numbers, unsigned n, uint16_t number);
OMBUD_INTERNAL int core_read(const core_view *v, uint16_t slot, int64_t *value);
OMBUD_INTERNAL core_truth core_guard(const core_view *v, uint32_t guard);
OMBUD_INTERNAL ombud_time core_instant(const core_view *v, uint32_t instant);
OMBUD_INTERNAL ombud_time core_bound(const core_view *v, uint32_t instant, ombud_time none);
OMBUD_INTERNAL void core_emit(const core_view *v, uint32_t calls, ombud_out *out);

/* judge.c */
OMBUD_INTERNAL core_cell core_cell_of(const ombud_policy *policy, const ombud_process *process, uint8_t mode,
                                      uint16_t state, uint8_t actor, uint16_t action);
OMBUD_INTERNAL void core_look(core_view *v, uint8_t mode, uint16_t state, const ombud_input *in);
OMBUD_INTERNAL core_truth core_window(const core_view *v, const ombud_entry *entry, ombud_time t);
OMBUD_INTERNAL core_truth core_speaks(const core_view *v, const ombud_entry *entry, ombud_time t);
OMBUD_INTERNAL uint16_t core_against(const core_view *v, const ombud_entry *entry);
OMBUD_INTERNAL core_verdict core_govern(const core_view *v, ombud_time t);
OMBUD_INTERNAL core_verdict core_silence(const core_view *v, ombud_time t);
OMBUD_INTERNAL core_verdict core_judge(const core_view *v, ombud_time t);

/* clock.c */
OMBUD_INTERNAL void core_happen(core_view *v, ombud_case *c, const ombud_event *event, uint32_t calls,
                                uint16_t target, ombud_out *out);
OMBUD_INTERNAL void core_catch_up(core_view *v, ombud_case *c, ombud_time t, ombud_out *out);
OMBUD_INTERNAL ombud_time core_deadline(const core_view *v, const ombud_case *c, uint32_t rule);

/* step.c: a case in which nothing has happened. */
OMBUD_INTERNAL void core_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                              ombud_time now);

/* take.c: the straight way, folded on the way. The actor, the action, PROCESS and MODE are in range. */
OMBUD_INTERNAL uint32_t core_take(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                                  const ombud_input *in, int opens, ombud_time now);

#endif
