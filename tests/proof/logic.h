/* What the contracts in the runtime core speak of that has to do with views. For Frama-C alone: core.h includes
 * this where it has its types. */
#include "cases.h"

/*@ // What core_instant answers.
    predicate is_instant(integer t) = is_time(t) || t == OMBUD_UNSET || t == CORE_NOT_YET;

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
      looks_on(v, c, n_slots(v->process), out); */
