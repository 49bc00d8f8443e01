/* (g) Boost.MSM: a workload's rules as its table of rows, with functors as guards and actions. The queue and
 * the handling of exceptions, which no event here needs, are switched off. */
#ifndef BENCH_MSM_HPP
#define BENCH_MSM_HPP

#define BOOST_ALLOW_DEPRECATED_HEADERS /* its own */
#define BOOST_BIND_GLOBAL_PLACEHOLDERS
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include "rules.hpp"

namespace bench {

namespace msm = boost::msm;

template <int place> struct msm_state : msm::front::state<> {};

template <class W, class rule> struct msm_guard {
  template <class event, class machine, class source, class target>
  bool operator()(const event &e, machine &m, source &, target &) const {
    return holds<W, rule>(m, e);
  }
};

template <class W, class rule> struct msm_action {
  template <class event, class machine, class source, class target>
  void operator()(const event &e, machine &m, source &, target &) const {
    follow<W, rule>(m, e);
  }
};

template <class W> struct msm_row {
  template <class rule>
  using fn = msm::front::Row<msm_state<rule::from>, event<rule::speaks_of>,
                             mp11::mp_if_c<rule::kind == BENCH_REMIND, msm::front::none, msm_state<rule::to>>,
                             msm_action<W, rule>,
                             mp11::mp_if_c<always<W, rule>(), msm::front::none, msm_guard<W, rule>>>;
};

/* A sequence of MPL's that is named takes 50 items at most, and a table may have more. */
template <class so_far, class row> using msm_pushed = typename boost::mpl::push_back<so_far, row>::type;

template <class W> struct msm_rules : msm::front::state_machine_def<msm_rules<W>>, held<W> {
  typedef int no_message_queue;
  typedef int no_exception_thrown;
  typedef msm_state<BEGINNING> initial_state;
  typedef mp11::mp_fold<mp11::mp_transform_q<msm_row<W>, typename W::rules>, boost::mpl::vector0<>,
                        msm_pushed>
      transition_table;

  template <class event, class machine> void no_transition(const event &, machine &, int) {}
};

template <class W> struct msm_case : msm::back::state_machine<msm_rules<W>> {
  typedef msm::back::state_machine<msm_rules<W>> machine;

  void begin(const bench_input *in) {
    held<W>::begin(in);
    this->start();
  }
  template <class event> void take(const event &e) {
    this->process_event(e);
  }
  template <int place> bool is_in() const {
    return this->current_state()[0] ==
           msm::back::get_state_id<typename machine::stt, msm_state<place>>::value;
  }
};

} // namespace bench

#endif
