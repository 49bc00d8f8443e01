/* What the contracts in the runtime core speak of. For Frama-C alone: core.h includes this where it has its
 * types.
 *
 * Tables are trusted (core.h), and what is trusted stands where they are read, as TABLES. The prover of the
 * core takes these lines as they are, for any tables: there TABLES is `admit`. Eva has to show every one of
 * them for the tables of each policy: there it is `assert`. */
#include "__fc_string_axiomatic.h"

/*@ predicate is_time(integer t) = OMBUD_TIME_MIN <= t <= OMBUD_TIME_MAX;

    // What core_instant answers.
    predicate is_instant(integer t) = is_time(t) || t == OMBUD_UNSET || t == CORE_NOT_YET;

    // The slots behind a case's head; a word is a cell of its own in the prover's memory, as in ours.
    logic int64_t *slots_of(ombud_case *c) = (int64_t *)c + 4;

    // Tables are constants, so nothing that can be written is a part of one.
    predicate is_table(ombud_policy *policy, ombud_process *process) =
      \valid_read(policy) && !\valid(policy) && \valid_read(process) && !\valid(process);

    predicate is_row(ombud_row *row) = \valid_read(row) && !\valid(row) && row->n_timers <= OMBUD_TIMERS_MAX;

    // A slot, if there is one.
    predicate is_slot(ombud_process *process, integer slot) = slot == OMBUD_NONE || slot < process->n_slots;

    predicate is_fact(ombud_policy *policy, ombud_process *process, integer fact) =
      fact < policy->n_facts && \valid_read(policy->facts + fact) && \valid_read(process->facts + fact) &&
      is_slot(process, process->facts[fact]);

    predicate is_name(ombud_process *process, integer name) = \valid_read(process->occurs + name);

    predicate is_spent(ombud_process *process, ombud_spent *spent) =
      \valid_read(spent) && !\valid(spent) && spent->slot < process->n_slots &&
        spent->anchor < process->n_slots &&
      \valid_read(spent->states + (0 .. (process->n_states - 1) / 32));

    // A view from which slots can be read.
    predicate sees(core_view *v) =
      \valid_read(v) && is_table(v->policy, v->process) && v->n_fresh <= OMBUD_GIVEN_MAX + 1 &&
      is_slot(v->process, v->process->entry) &&
      (v->slots == \null || \valid_read(v->slots + (0 .. v->process->n_slots - 1)));

    // … and from which deadlines can be.
    predicate stands(core_view *v) = sees(v) && is_row(v->row);

    // … and which has been told of an action.
    predicate looks(core_view *v) = stands(v) && v->n_fresh <= OMBUD_GIVEN_MAX &&
      (\forall integer i; 0 <= i < v->n_fresh ==> v->fresh_slots[i] < v->process->n_slots);

    // … whose action is judged.
    predicate explains(core_view *v) = stands(v) && is_slot(v->process, v->cell.count) &&
      v->mode < v->policy->n_modes &&
      v->state < v->process->n_states;

    predicate is_input(ombud_input *in) = \valid_read(in) && \valid_read(in->given + (0 .. in->n_given - 1));

    predicate is_called(ombud_policy *policy, ombud_process *process, ombud_input *in) =
      0 < in->actor < policy->n_actors && in->action < process->n_actions;

    predicate is_known(ombud_policy *policy, ombud_input *in) =
      \forall integer i; 0 <= i < in->n_given ==> in->given[i].fact < policy->n_facts;

    // What fold leaves.
    predicate is_folded(ombud_folded *in) =
      \valid_read(in) && is_table(in->policy, &in->policy->processes[in->process]) &&
        in->mode < in->policy->n_modes &&
      in->process < in->policy->n_processes &&
      in->last_state == in->policy->processes[in->process].n_states - 1 && is_input(in->in) &&
      is_called(in->policy, &in->policy->processes[in->process], in->in) && \valid_read(in->settled) &&
        !\valid(in->settled);

    // … and the case that it is taken in.
    predicate takes(ombud_folded *in, ombud_case *c) =
      is_folded(in) && \valid(c) &&
      \valid(slots_of(c) + (0 .. in->policy->processes[in->process].n_slots - 1)) &&
      \separated(c, slots_of(c) + (0 .. in->policy->processes[in->process].n_slots - 1), in, in->in,
                 in->in->given + (0 .. in->in->n_given - 1));

    // The case as it was, but for the time.
    predicate same_case{L1, L2}(ombud_process *process, ombud_case *c) =
      \at(c->fingerprint, L1) == \at(c->fingerprint, L2) && \at(c->process, L1) == \at(c->process, L2) &&
      \at(c->mode, L1) == \at(c->mode, L2) && \at(c->state, L1) == \at(c->state, L2) &&
      \at(c->armed, L1) == \at(c->armed, L2) && \at(c->wake, L1) == \at(c->wake, L2) &&
      (\forall integer i; 0 <= i < \at(process->n_slots, L1) ==>
        \at(slots_of(c)[i], L1) == \at(slots_of(c)[i], L2));

    // Room for answers.
    predicate is_room(ombud_out *out) =
      \valid(out) && \valid(out->effects + (0 .. out->effects_max - 1)) &&
      \valid(out->events + (0 .. out->events_max - 1)) &&
      \separated(out, out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1));

    // What a step is handed.
    predicate may_step(ombud_policy *policy, ombud_case *c, ombud_input *in, ombud_out *out) =
      \valid_read(policy) && !\valid(policy) && \valid(c) && is_room(out) && is_input(in) &&
      \separated(c, out) &&
      (c->process < policy->n_processes ==> is_table(policy, &policy->processes[c->process]) &&
        \valid(slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1)) &&
        \separated(c, slots_of(c) + (0 .. policy->processes[c->process].n_slots - 1), out,
                   out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1),
                   in, in->given + (0 .. in->n_given - 1)));

    // A case of V's process.
    predicate is_case(core_view *v, ombud_case *c) =
      \valid(c) && \valid(slots_of(c) + (0 .. v->process->n_slots - 1)) && c->mode < v->policy->n_modes &&
      c->state < v->process->n_states;

    predicate apart(core_view *v, ombud_case *c, ombud_out *out) =
      \separated(v, c, slots_of(c) + (0 .. v->process->n_slots - 1), out,
                 out->effects + (0 .. out->effects_max - 1), out->events + (0 .. out->events_max - 1));

    // What a call may write to where V stands on C.
    predicate works(core_view *v, ombud_case *c, ombud_out *out) =
      \valid(v) && looks(v) && v->slots == slots_of(c) && is_case(v, c) && is_room(out) && apart(v, c, out);
*/

/* Of what is inline in ombud_take.h, which programs include. */
/*@ requires mask == 0 || mask == UINT64_MAX;
    assigns \nothing;
    ensures \result == (mask == 0 ? b : a); */
static inline int64_t ombud_pick(uint64_t mask, int64_t a, int64_t b);

/*@ requires (mask == 0 || mask == UINT64_MAX) && \valid((int64_t *)c + 1) &&
      \valid((int64_t *)c + (1 + after));
    assigns ((int64_t *)c)[1], ((int64_t *)c)[1 + after];
    ensures mask == 0 ==> after == 0 || ((int64_t *)c)[1 + after] == \old(((int64_t *)c)[1 + after]); */
static inline void ombud_put(ombud_case *c, uint64_t mask, size_t after, int64_t value);

/*@ requires takes(in, c);
    requires policy == in->policy && 0 <= now <= OMBUD_STRAIGHT_MAX;
    requires \valid_read(&policy->entries[entry]) && target <= in->last_state;
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. policy->processes[in->process].n_slots - 1];
    ensures refused_changes_nothing: !(\result & OMBUD_TAKEN_YES) || \result == OMBUD_ASK ==>
      same_case{Old, Here}(&policy->processes[in->process], c); */
static inline uint32_t ombud_apply_inline(const ombud_policy *policy, unsigned flags, const ombud_folded *in,
                                          uint32_t entry, unsigned target, ombud_case *c, ombud_time now);

/*@ requires takes(in, c);
    requires policy == in->policy && 0 <= now <= OMBUD_STRAIGHT_MAX;
    requires c->state <= in->last_state;
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. policy->processes[in->process].n_slots - 1];
    ensures refused_changes_nothing: !(\result & OMBUD_TAKEN_YES) || \result == OMBUD_ASK ==>
      same_case{Old, Here}(&policy->processes[in->process], c); */
static inline uint32_t ombud_settle_inline(const ombud_policy *policy, unsigned flags, const ombud_folded *in,
                                           ombud_case *c, ombud_time now);

/*@ requires \valid_read(in) && \valid_read(c);
    assigns \nothing;
    ensures \result ==> c->process == in->process && c->mode == in->mode && 0 <= c->now <= now < c->wake &&
      now <= OMBUD_STRAIGHT_MAX; */
static inline int ombud_fits_inline(const ombud_folded *in, const ombud_case *c, ombud_time now);

/*@ requires takes(in, c);
    requires policy == in->policy && c->state <= in->last_state;
    assigns *c, slots_of(c)[0 .. policy->processes[in->process].n_slots - 1]; */
static inline uint32_t ombud_take_inline(const ombud_policy *policy, unsigned flags, ombud_case *c,
                                         const ombud_folded *in, ombud_time now);
