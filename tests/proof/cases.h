/* What the contracts speak of that has to do with tables, cases and inputs; what has to do with views is in
 * logic.h. For Frama-C alone, which has to have read this before ombud_take.h (core.c).
 *
 * Tables are trusted (core.h), and what is trusted stands where they are read, as TABLES. The prover of the
 * core takes these lines as they are, for any tables: there TABLES is `admit`. Eva has to show every one of
 * them for the tables of each policy: there it is `assert`.
 *
 * Nothing writes a table, so what is in one is a function of where it lies, whatever else is written. The
 * prover is told so where a table is read, as CONST (an `admit`; Eva sees the constants themselves and needs
 * none of it). All contracts speak of these functions, so that nobody has to prove again after each
 * assignment that it has left the tables alone. */
#ifndef CASES_H
#define CASES_H

#include "__fc_string_axiomatic.h"

#include "ombud.h"

/*@ // Of masks of 64 bits, for which the provers' integers have no rules; masks.smt2 proves them of words.
    axiomatic masks {
      axiom all_and: \forall integer x; 0 <= x <= UINT64_MAX ==> (x & UINT64_MAX) == x;
      axiom all_or: \forall integer x; 0 <= x <= UINT64_MAX ==> (x | UINT64_MAX) == UINT64_MAX;
      axiom positive_and: \forall integer x; 0 <= x <= INT64_MAX ==> (x & INT64_MAX) == x;
    }

    axiomatic tables {
      logic integer n_processes(ombud_policy *policy) reads \nothing;
      logic integer n_facts(ombud_policy *policy) reads \nothing;
      logic integer n_modes(ombud_policy *policy) reads \nothing;
      logic integer n_actors(ombud_policy *policy) reads \nothing;
      logic integer case_slots(ombud_policy *policy) reads \nothing;
      logic integer max_events(ombud_policy *policy) reads \nothing;
      logic integer max_effects(ombud_policy *policy) reads \nothing;
      logic integer fingerprint(ombud_policy *policy) reads \nothing;
      logic ombud_process *process_of(ombud_policy *policy, integer number) reads \nothing;
      logic integer n_slots(ombud_process *process) reads \nothing;
      logic integer n_states(ombud_process *process) reads \nothing;
      logic integer n_actions(ombud_process *process) reads \nothing;
    }

    predicate is_policy(ombud_policy *policy) =
      policy->n_processes == n_processes(policy) && policy->n_facts == n_facts(policy) &&
      policy->n_modes == n_modes(policy) && policy->n_actors == n_actors(policy) &&
      policy->case_slots == case_slots(policy) && policy->max_events == max_events(policy) &&
      policy->max_effects == max_effects(policy) && policy->fingerprint == fingerprint(policy);

    predicate is_process(ombud_process *process) = process->n_slots == n_slots(process) &&
      process->n_states == n_states(process) && process->n_actions == n_actions(process);

    predicate is_time(integer t) = OMBUD_TIME_MIN <= t <= OMBUD_TIME_MAX;

    // ---- what TABLES says ----

    predicate is_row(ombud_row *row) = \valid_read(row) && row->n_timers <= OMBUD_TIMERS_MAX;

    // A slot, if there is one.
    predicate is_slot(ombud_process *process, integer slot) = slot == OMBUD_NONE || slot < process->n_slots;

    predicate is_fact(ombud_policy *policy, ombud_process *process, integer fact) =
      fact < policy->n_facts && \valid_read(policy->facts + fact) && \valid_read(process->facts + fact) &&
      is_slot(process, process->facts[fact]);

    predicate is_name(ombud_process *process, integer name) = \valid_read(process->occurs + name);

    predicate is_spent(ombud_process *process, ombud_spent *spent) =
      \valid_read(spent) && spent->slot < process->n_slots && spent->anchor < process->n_slots &&
      \valid_read(spent->states + (0 .. (process->n_states - 1) / 32));

    // ---- what contracts say ----

    predicate a_slot(ombud_process *process, integer slot) = slot == OMBUD_NONE || slot < n_slots(process);

    // The slots behind a case's head. In the prover's memory each member is a cell and each type has cells of
    // its own, so that of what lies behind `wake` only other members of this type are in their way.
    logic int64_t *slots_of(ombud_case *c) = (int64_t *)c + 4;

    // How many they are, by what the case says itself.
    logic integer slots_in(ombud_policy *policy, ombud_case *c) =
      c->process < n_processes(policy) ? n_slots(process_of(policy, c->process)) : 0;

    predicate is_input(ombud_input *in) = \valid_read(in) && \valid_read(in->given + (0 .. in->n_given - 1));

    predicate is_called(ombud_policy *policy, ombud_process *process, ombud_input *in) =
      0 < in->actor < n_actors(policy) && in->action < n_actions(process);

    predicate is_known(ombud_policy *policy, ombud_input *in) =
      \forall integer i; 0 <= i < in->n_given ==> in->given[i].fact < n_facts(policy);

    // The case as it was, but for the time.
    predicate same_head{L1, L2}(ombud_case *c) =
      \at(c->fingerprint, L1) == \at(c->fingerprint, L2) && \at(c->process, L1) == \at(c->process, L2) &&
      \at(c->mode, L1) == \at(c->mode, L2) && \at(c->state, L1) == \at(c->state, L2) &&
      \at(c->armed, L1) == \at(c->armed, L2) && \at(c->wake, L1) == \at(c->wake, L2);

    predicate same_slots{L1, L2}(ombud_case *c, integer n) =
      \forall integer i; 0 <= i < n ==> \at(slots_of(c)[i], L1) == \at(slots_of(c)[i], L2);

    // Room for answers.
    predicate is_room(ombud_out *out) =
      \valid(out) && \valid(out->effects + (0 .. out->effects_max - 1)) &&
      \valid(out->events + (0 .. out->events_max - 1)) &&
      \separated(out, out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1));

    predicate same_room{L1, L2}(ombud_out *out) =
      \at(out->effects, L1) == \at(out->effects, L2) && \at(out->effects_max, L1) == \at(out->effects_max, L2) &&
      \at(out->events, L1) == \at(out->events, L2) && \at(out->events_max, L1) == \at(out->events_max, L2);

    // A case and its slots, which are none of the answers.
    predicate is_apart(ombud_case *c, integer n, ombud_out *out) =
      \separated(c, out) && \separated(c, out->effects + (0 .. out->effects_max - 1)) &&
      \separated(c, out->events + (0 .. out->events_max - 1)) && \separated(slots_of(c) + (0 .. n - 1), out) &&
      \separated(slots_of(c) + (0 .. n - 1), out->effects + (0 .. out->effects_max - 1)) &&
      \separated(slots_of(c) + (0 .. n - 1), out->events + (0 .. out->events_max - 1));

    // What a step is handed: a case that may say anything of itself, and room.
    predicate may_step(ombud_policy *policy, ombud_case *c, ombud_out *out) =
      \valid(c) && \valid(slots_of(c) + (0 .. slots_in(policy, c) - 1)) && is_room(out) &&
      is_apart(c, slots_in(policy, c), out);

    predicate is_beside(ombud_input *in, ombud_case *c, integer n, ombud_out *out) =
      \separated(in, c) && \separated(in, slots_of(c) + (0 .. n - 1)) && \separated(in, out) &&
      \separated(in, out->effects + (0 .. out->effects_max - 1)) &&
      \separated(in, out->events + (0 .. out->events_max - 1));

    // ---- the straight way ----

    // A word of a case that is written where something is kept, counted from `now`; 0: nothing is.
    predicate is_word(ombud_process *process, integer word) = word == 0 || 3 <= word < 3 + n_slots(process);

    logic integer slots_for(ombud_folded *in) = n_slots(process_of(in->policy, in->process));

    // What fold leaves, but for the way.
    predicate is_headed(ombud_folded *in) =
      \valid_read(in) && \valid_read(in->policy) && in->process < n_processes(in->policy) &&
      in->mode < n_modes(in->policy) && in->fingerprint == fingerprint(in->policy) &&
      in->last_state == n_states(process_of(in->policy, in->process)) - 1 &&
      is_input(in->in) && is_called(in->policy, process_of(in->policy, in->process), in->in) &&
      \valid_read(in->settled) && in->n_kept <= in->in->n_given && in->n_kept <= OMBUD_GIVEN_MAX &&
      is_word(process_of(in->policy, in->process), in->entry) &&
      is_word(process_of(in->policy, in->process), in->occurs) &&
      (\forall integer i; 0 <= i < OMBUD_GIVEN_MAX ==>
        i < in->n_kept || i < 2 ==> is_word(process_of(in->policy, in->process), in->kept[i]));

    predicate is_folded(ombud_folded *in) =
      is_headed(in) && (!(in->way & OMBUD_WAY_ASK) && (!(in->way & OMBUD_WAY_ODD) || in->way & OMBUD_WAY_OPENS) ==>
        is_known(in->policy, in->in));

    // … and the case that it is taken in.
    predicate takes(ombud_folded *in, ombud_case *c) =
      is_folded(in) && \valid(c) && \valid(slots_of(c) + (0 .. slots_for(in) - 1)) &&
      \separated(in, c) && \separated(in, slots_of(c) + (0 .. slots_for(in) - 1)) &&
      \separated(in->in, c) && \separated(in->in, slots_of(c) + (0 .. slots_for(in) - 1)) &&
      \separated(in->in->given + (0 .. in->in->n_given - 1), c) &&
      \separated(in->in->given + (0 .. in->in->n_given - 1), slots_of(c) + (0 .. slots_for(in) - 1));

    // What a folded input says that has to do with where it may be taken, by the sizes of its numbers.
    predicate same_numbers{L1, L2}(ombud_folded *in) =
      \at(in->fingerprint, L1) == \at(in->fingerprint, L2) && \at(in->process, L1) == \at(in->process, L2) &&
      \at(in->mode, L1) == \at(in->mode, L2) && \at(in->way, L1) == \at(in->way, L2) &&
      \at(in->n_kept, L1) == \at(in->n_kept, L2);

    predicate same_words{L1, L2}(ombud_folded *in) =
      \at(in->last_state, L1) == \at(in->last_state, L2) && \at(in->entry, L1) == \at(in->entry, L2) &&
      \at(in->occurs, L1) == \at(in->occurs, L2) &&
      \forall integer i; 0 <= i < OMBUD_GIVEN_MAX ==> \at(in->kept[i], L1) == \at(in->kept[i], L2);

    predicate same_facts{L1, L2}(ombud_folded *in) =
      \at(in->in->actor, L1) == \at(in->in->actor, L2) && \at(in->in->action, L1) == \at(in->in->action, L2) &&
      \at(in->in->n_given, L1) == \at(in->in->n_given, L2) &&
      \forall integer i; 0 <= i < \at(in->in->n_given, L1) ==>
        \at(in->in->given[i].fact, L1) == \at(in->in->given[i].fact, L2);

    predicate same_input{L1, L2}(ombud_folded *in) =
      same_numbers{L1, L2}(in) && same_words{L1, L2}(in) && same_facts{L1, L2}(in);

    // Inputs and cases that are taken one after the other …
    predicate take_each(ombud_case **cases, ombud_folded **ins, integer n) =
      \forall integer i; 0 <= i < n ==> takes(ins[i], cases[i]);

    // … where what one case becomes is no other's input.
    predicate are_apart(ombud_case **cases, ombud_folded **ins, uint32_t *taken, integer n) =
      (\forall integer i; 0 <= i < n ==> \separated(taken + (0 .. n - 1), cases[i])) &&
      (\forall integer i, j; 0 <= i < n && 0 <= j < n ==> \separated(ins[i], cases[j]) &&
        \separated(ins[i]->in, cases[j]) &&
        \separated(ins[i]->in->given + (0 .. ins[i]->in->n_given - 1), cases[j]));

    predicate may_settle(ombud_folded *in, ombud_case *c, integer now) =
      c->state <= in->last_state && 0 <= now <= OMBUD_TIME_MAX / 2 && now < c->wake;

    predicate is_yes(ombud_policy *policy, integer entry) =
      (int8_t)policy->entries[entry].flags < 0 && !((int8_t)policy->entries[entry].flags & OMBUD_ENTRY_ASK);

    predicate same{L1, L2}(ombud_folded *in, ombud_case *c) =
      same_head{L1, L2}(c) && same_slots{L1, L2}(c, \at(slots_for(in), L1));

    predicate is_taken(ombud_folded *in, ombud_case *c, integer now) =
      c->fingerprint == in->fingerprint && c->process == in->process && c->mode == in->mode &&
      c->state <= in->last_state && c->now == now && c->wake > now;
*/

/* Of what is inline in ombud_take.h, which programs include. */
/*@ requires 0 <= now <= OMBUD_TIME_MAX / 2 && after <= OMBUD_TIME_MAX;
    assigns \nothing;
    ensures after != 0 ==> \result > now; */
static inline int64_t ombud_wake(ombud_time now, int64_t after);

/*@ assigns \nothing;
    ensures mask == 0 ==> \result == b; */
static inline int64_t ombud_pick(uint64_t mask, int64_t a, int64_t b);

/*@ requires after <= UINT16_MAX && (mask == 0 || mask == UINT64_MAX) && \valid((int64_t *)c + 1) && \valid((int64_t *)c + (1 + after));
    assigns ((int64_t *)c)[1], ((int64_t *)c)[1 + after];
    ensures mask == 0 && after != 0 ==> ((int64_t *)c)[1 + after] == \old(((int64_t *)c)[1 + after]);
    ensures mask != 0 ==> ((int64_t *)c)[1 + after] == value; */
static inline void ombud_put(ombud_case *c, uint64_t mask, size_t after, int64_t value);

/*@ requires takes(in, c) && (yes == 0 || yes == UINT64_MAX);
    assigns c->now, slots_of(c)[0 .. slots_for(in) - 1];
    ensures yes == 0 ==> same_slots{Old, Here}(c, slots_for(in)); */
static inline void ombud_keep_inline(const ombud_folded *in, uint64_t yes, ombud_case *c);

/*@ requires takes(in, c) && may_settle(in, c, now);
    requires policy == in->policy && \valid_read(&policy->entries[entry]) && target <= in->last_state;
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures accepted: is_yes(policy, entry) ==> OMBUD_TAKEN_YES <= \result < OMBUD_ASK;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures valid: \result != OMBUD_ASK ==> c->now == now && c->wake > now && c->state <= in->last_state; */
static inline uint32_t ombud_apply_inline(const ombud_policy *policy, unsigned flags, const ombud_folded *in,
                                          uint32_t entry, unsigned target, ombud_case *c, ombud_time now);

/*@ requires takes(in, c) && may_settle(in, c, now) && policy == in->policy;
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures valid: \result != OMBUD_ASK ==> c->now == now && c->wake > now && c->state <= in->last_state; */
static inline uint32_t ombud_settle_inline(const ombud_policy *policy, unsigned flags, const ombud_folded *in,
                                           ombud_case *c, ombud_time now);

/*@ requires \valid_read(in) && \valid_read(c);
    assigns \nothing;
    ensures \result != 0 ==> c->process == in->process && c->mode == in->mode &&
      0 <= now <= OMBUD_TIME_MAX / 2 && now < c->wake; */
static inline int ombud_fits_inline(const ombud_folded *in, const ombud_case *c, ombud_time now);

/*@ requires takes(in, c) && policy == in->policy && c->state <= in->last_state;
    assigns *c, slots_of(c)[0 .. slots_for(in) - 1]; */
static inline uint32_t ombud_take_inline(const ombud_policy *policy, unsigned flags, ombud_case *c,
                                         const ombud_folded *in, ombud_time now);

#endif
