/* (g) Boost.MSM, its table of rows with functors as guards and actions; a state's entry sets the deadline.
 * The queue and the handling of exceptions, which no event here needs, are switched off. */
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <type_traits>

#include "contender.h"
#include "events.hpp"

namespace {

namespace msm = boost::msm;
using namespace machine12;

template <int number> struct state : msm::front::state<> {
  template <class event, class machine> void on_entry(const event &e, machine &m) {
    if constexpr (std::is_base_of_v<said, event>) m.wake = wake(number, e.now); /* else the machine starts */
  }
};

template <unsigned mask> struct yes { /* the facts of the mask */
  template <class event, class machine, class source, class target>
  bool operator()(const event &e, machine &, source &, target &) const {
    return (e.facts & mask) == mask;
  }
};

template <uint32_t row, unsigned mask> struct take {
  template <class event, class machine, class source, class target>
  void operator()(const event &e, machine &m, source &, target &) const {
    m.kept.template keep<mask>(e.facts);
    e.row = row;
  }
};

template <unsigned mask> struct guard { typedef yes<mask> type; };
template <> struct guard<0> { typedef msm::front::none type; };

template <int from, class event, int to, uint32_t row, unsigned must, unsigned gives>
using rule = msm::front::Row<state<from>, event, state<to>, take<row, gives>, typename guard<must>::type>;

/* A sequence that is named takes 50 items at most, and the table has more. */
template <class so_far, class... rules> struct table { typedef so_far type; };
template <class so_far, class rule, class... rules>
struct table<so_far, rule, rules...> : table<typename boost::mpl::push_back<so_far, rule>::type, rules...> {};

struct rules : msm::front::state_machine_def<rules> {
  typedef int no_message_queue;
  typedef int no_exception_thrown;
  typedef state<START> initial_state;
#define ACT(from, action, actor, must, to)                                                                   \
  , rule<from, by<action, actor>, to, M12_##from##_##action##_##actor, must, given(action, actor)>
#define DUE(from, hours, event, to) , rule<from, due, to, M12_##from##_DUE, 0, 0>
  typedef table<boost::mpl::vector0<>, rule<START, by<SUBMIT, PLATFORM>, REQ, M12_OPENS, 0, 0> M12_ACTS(ACT)
                                           M12_DUES(DUE)>::type transition_table;
#undef ACT
#undef DUE

  template <class event, class machine> void no_transition(const event &, machine &, int) {}

  int64_t wake;
  facts kept;
};

typedef msm::back::state_machine<rules> msm_case;

inline uint32_t msm_open(msm_case *c, const bench_input *in, bench_out *out) {
  c->wake = BENCH_NEVER;
  c->kept.none();
  c->start();
  return step(c, in, out);
}

BENCH_INLINE uint32_t msm_step(msm_case *c, const bench_input *in, bench_out *out) {
  return step(c, in, out);
}

template <int number> int id() {
  return msm::back::get_state_id<msm_case::stt, state<number>>::value;
}

void msm_view(const msm_case *c, bench_view *view) {
  const int ids[] = {id<START>(),    id<REQ>(),       id<APPR>(),      id<REJ>(),     id<AWAIT>(),
                     id<TRANSIT>(),  id<RECV>(),      id<INSPECTED>(), id<REFPEND>(), id<REFUNDED>(),
                     id<DISPUTED>(), id<ESCALATED>(), id<CLOSED>()};
  *view = bench_view();
  view->wake = c->wake;
  c->kept.show(view->facts);
  while (ids[view->state] != c->current_state()[0]) view->state++;
}

} // namespace

extern "C" { /* so that the loop keeps its name, by which its instructions are counted */
BENCH_CONTENDER("msm", "Boost.MSM", m12_msm, msm_case, msm_open, msm_step, msm_view)
}
