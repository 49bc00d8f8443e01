/* (h) Boost.Statechart: a reaction for each event of a state, the rows' guards and actions in it. What is
 * transited to is an object made on the heap, as the library has it by default. */
#include <boost/mp11.hpp>
#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state_machine.hpp>

#include "contender.h"
#include "events.hpp"

namespace {

namespace sc = boost::statechart;
namespace mp11 = boost::mp11;
using namespace machine12;

template <int number> struct state;

template <class of> struct event : sc::event<event<of>>, of {
  event(const of &e) : of(e) {}
};

struct statechart_case : sc::state_machine<statechart_case, state<START>> {
  int64_t wake;
  facts kept;

  template <class of> void process_event(const of &e) {
    sc::state_machine<statechart_case, state<START>>::process_event(event<of>(e));
  }
};

template <int from_, class event_, int to_, uint32_t row_, unsigned must_, unsigned gives_> struct rule {
  typedef event_ event;
  enum : unsigned { from = from_, to = to_, row = row_, must = must_, gives = gives_ };
};

#define ACT(from, action, actor, must, to)                                                                   \
  , rule<from, by<action, actor>, to, M12_##from##_##action##_##actor, must, given(action, actor)>
#define DUE(from, hours, event, to) , rule<from, due, to, M12_##from##_DUE, 0, 0>
typedef mp11::mp_list<rule<START, by<SUBMIT, PLATFORM>, REQ, M12_OPENS, 0, 0> M12_ACTS(ACT) M12_DUES(DUE)>
    rules;
#undef ACT
#undef DUE

template <int number> struct rules_of {
  template <class rule> using is_from = mp11::mp_bool<rule::from == number>;
  typedef mp11::mp_copy_if<rules, is_from> type;
};

template <class rule> using reaction = sc::custom_reaction<event<typename rule::event>>;

template <int number> struct state : sc::simple_state<state<number>, statechart_case> {
  typedef typename rules_of<number>::type its_rules;
  typedef mp11::mp_rename<mp11::mp_transform<reaction, its_rules>, boost::mpl::list> reactions;

  template <class of> sc::result react(const event<of> &e) {
    return by_rule(e, mp11::mp_front<mp11::mp_copy_if_q<its_rules, speaks_of<of>>>());
  }

private:
  template <class of> struct speaks_of {
    template <class rule> using fn = std::is_same<typename rule::event, of>;
  };

  template <class rule> sc::result by_rule(const said &e, rule) {
    if ((e.facts & rule::must) != rule::must) return this->discard_event();
    statechart_case &c = this->outermost_context();
    c.kept.keep<rule::gives>(e.facts);
    c.wake = machine12::wake(rule::to, e.now);
    e.row = rule::row;
    return this->template transit<state<rule::to>>();
  }
};

inline uint32_t statechart_open(statechart_case *c, const bench_input *in, bench_out *out) {
  c->wake = BENCH_NEVER;
  c->kept.none();
  c->initiate();
  return step(c, in, out);
}

BENCH_INLINE uint32_t statechart_step(statechart_case *c, const bench_input *in, bench_out *out) {
  return step(c, in, out);
}

void statechart_view(const statechart_case *c, bench_view *view) {
  const sc::detail::rtti_policy::id_type types[] = {
      state<START>::static_type(),    state<REQ>::static_type(),       state<APPR>::static_type(),
      state<REJ>::static_type(),      state<AWAIT>::static_type(),     state<TRANSIT>::static_type(),
      state<RECV>::static_type(),     state<INSPECTED>::static_type(), state<REFPEND>::static_type(),
      state<REFUNDED>::static_type(), state<DISPUTED>::static_type(),  state<ESCALATED>::static_type(),
      state<CLOSED>::static_type()};
  *view = bench_view();
  view->wake = c->wake;
  c->kept.show(view->facts);
  while (types[view->state] != c->state_begin()->dynamic_type()) view->state++;
}

} // namespace

extern "C" { /* so that the loop keeps its name, by which its instructions are counted */
BENCH_CONTENDER("statechart", "Boost.Statechart", m12_statechart, statechart_case, statechart_open,
                statechart_step, statechart_view)
}
