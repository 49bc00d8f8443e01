/* What the contracts in the runtime core speak of. For Frama-C alone: core.h includes this where it has its
 * types.
 *
 * Tables are trusted (core.h), and what is trusted stands where they are read, as TABLES. The prover of the
 * core takes these lines as they are, for any tables: there TABLES is `admit`. Eva has to show every one of
 * them for the tables of each policy: there it is `assert`.
 *
 * Nothing writes a table, so what is in one is a function of where it lies, whatever else is written. The
 * prover is told so where a table is read, as CONST (an `admit`; Eva sees the constants themselves and needs
 * none of it). All contracts speak of these functions, so that nobody has to prove again after each
 * assignment that it has left the tables alone. */
#include "__fc_string_axiomatic.h"

/*@ axiomatic tables {
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

    // What core_instant answers.
    predicate is_instant(integer t) = is_time(t) || t == OMBUD_UNSET || t == CORE_NOT_YET;

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

    // A view from which slots can be read.
    predicate sees(core_view *v) =
      \valid_read(v) && \valid_read(v->policy) && \valid_read(v->process) &&
      v->n_fresh <= OMBUD_GIVEN_MAX + 1 &&
      (v->slots == \null || \valid_read(v->slots + (0 .. n_slots(v->process) - 1)));

    // … and from which deadlines can be.
    predicate stands(core_view *v) = sees(v) && \valid_read(v->row);

    // Where the action's facts go.
    predicate lands(core_view *v) =
      \forall integer i; 0 <= i < v->n_fresh ==> v->fresh_slots[i] < n_slots(v->process);

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

    // A view that is neither a case nor an answer.
    predicate looks_on(core_view *v, ombud_case *c, integer n, ombud_out *out) =
      \valid(v) && \separated(v, c) && \separated(v, slots_of(c) + (0 .. n - 1)) && \separated(v, out) &&
      \separated(v, out->effects + (0 .. out->effects_max - 1)) &&
      \separated(v, out->events + (0 .. out->events_max - 1));

    // Where C is changed on which V stands.
    predicate works(core_view *v, ombud_case *c, ombud_out *out) =
      stands(v) && lands(v) && v->slots == slots_of(c) && \valid(c) &&
      \valid(slots_of(c) + (0 .. n_slots(v->process) - 1)) && c->mode < n_modes(v->policy) &&
      c->state < n_states(v->process) && is_room(out) && is_apart(c, n_slots(v->process), out) &&
      looks_on(v, c, n_slots(v->process), out);
*/
