/* (g) Boost.Statechart: a reaction for each event of a state, the guards and actions of a workload's rules in
 * it. What is transited to is an object made on the heap, as the library has it by default. */
#ifndef BENCH_STATECHART_HPP
#define BENCH_STATECHART_HPP

#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state_machine.hpp>

#include "rules.hpp"

namespace bench {

namespace sc = boost::statechart;

template <int symbol> struct sc_event : sc::event<sc_event<symbol>>, event<symbol> {
  sc_event(const event<symbol> &e) : event<symbol>(e) {}
};

template <class W, int place> struct sc_state;

template <class W>
struct statechart_case : sc::state_machine<statechart_case<W>, sc_state<W, BEGINNING>>, held<W> {
  void begin(const bench_input *in) {
    held<W>::begin(in);
    this->initiate();
  }
  template <int symbol> void take(const event<symbol> &e) {
    this->process_event(sc_event<symbol>(e));
  }
  template <int place> bool is_in() const {
    return this->state_begin()->dynamic_type() == sc_state<W, place>::static_type();
  }
};

template <int symbol> struct speaks_of {
  template <class rule> using fn = mp11::mp_bool<rule::speaks_of == symbol>;
};

template <class symbol> using sc_reaction = sc::custom_reaction<sc_event<symbol::value>>;

template <class W, int place> struct sc_state : sc::simple_state<sc_state<W, place>, statechart_case<W>> {
  typedef mp11::mp_copy_if_q<typename W::rules, leaves<place>> rules;
  typedef mp11::mp_rename<
      mp11::mp_transform<sc_reaction, mp11::mp_unique<mp11::mp_transform<symbol_of, rules>>>,
      boost::mpl::list>
      reactions;

  template <int symbol> sc::result react(const sc_event<symbol> &e) {
    return by(e, mp11::mp_copy_if_q<rules, speaks_of<symbol>>());
  }

private:
  sc::result by(const happened &, mp11::mp_list<>) {
    return this->discard_event();
  }

  template <class rule, class... others> sc::result by(const happened &e, mp11::mp_list<rule, others...>) {
    statechart_case<W> &c = this->outermost_context();
    if (!holds<W, rule>(c, e)) return by(e, mp11::mp_list<others...>());
    follow<W, rule>(c, e);
    if constexpr (rule::kind == BENCH_REMIND)
      return this->discard_event();
    else
      return this->template transit<sc_state<W, rule::to>>();
  }
};

} // namespace bench

#endif
