/* What the contenders that are templates have in common: a workload's rows as types. A workload W is a struct
 * with
 *
 *   rules      a list of rule<…>
 *   facts      a struct of those that are kept: none(); keep(process, action, actor, facts), all but the last
 *              constant; show(int64_t *); where W has two modes, also .mode; where it reminds, .fired: of the
 *              state's deadlines so many
 *   opens(facts &, const bench_input *)   keeps what came when the case opened
 *   effects(row, const facts &, bench_out *)
 *   n_processes, n_actions, n_actors; modes, a bit for each
 *   ends       a case comes to an end, and is then opened anew
 *
 * Which event an input is, is only known when it comes: a switch stands before the machine, as it does in a
 * program that gets its events from outside. */
#ifndef BENCH_RULES_HPP
#define BENCH_RULES_HPP

#include <boost/mp11.hpp>

#include "contender.h"

namespace bench {

namespace mp11 = boost::mp11;

struct happened { /* whatever it is: what came with it, and where goes what came of it */
  int64_t now;
  uint8_t facts;
  uint32_t &row;
  bench_out *out;
};

template <int symbol> struct event : happened {
  event(const happened &h) : happened(h) {}
};

enum { CLOCKS = -1 }; /* the symbol of deadlines */
enum { BEGINNING = 0, PLACES = 16 };

/* A state of any process. All begin in one. */
constexpr int place(int process, int state) {
  return state == 0 ? BEGINNING : PLACES * process + state;
}

constexpr int symbol(int n_actions, int n_actors, int process, int action, int actor) {
  return (process * n_actions + action) * n_actors + actor - 1;
}

/* A row. NTH: of the deadlines that its state has; HOURS: until it, since the state was entered; of a row
 * that is no deadline's, both are 0. */
template <class W, uint32_t row_, int kind_, int process_, int modes_, int from_, int action_, int actor_,
          int mask_, int facts_, int to_, int nth_ = 0, int hours_ = 0>
struct rule {
  static constexpr uint32_t row = row_;
  static constexpr int kind = kind_, process = process_, modes = modes_, action = action_, actor = actor_,
                       mask = mask_, facts = facts_, nth = nth_, hours = hours_,
                       from = place(process_, from_), to = place(process_, to_),
                       speaks_of = kind_ == BENCH_ACT
                                       ? symbol(W::n_actions, W::n_actors, process_, action_, actor_)
                                       : int(CLOCKS);
};

template <class rule> using from_of = mp11::mp_int<rule::from>;
template <class rule> using to_of = mp11::mp_int<rule::to>;
template <class rule> using symbol_of = mp11::mp_int<rule::speaks_of>;

template <class W>
using places = mp11::mp_unique<mp11::mp_append<mp11::mp_transform<from_of, typename W::rules>,
                                               mp11::mp_transform<to_of, typename W::rules>>>;
template <class W> using symbols = mp11::mp_unique<mp11::mp_transform<symbol_of, typename W::rules>>;

template <int place> struct leaves { template <class rule> using fn = mp11::mp_bool<rule::from == place>; };
template <int place, int nth> struct is_deadline {
  template <class rule>
  using fn = mp11::mp_bool<rule::kind != BENCH_ACT && rule::from == place && rule::nth == nth>;
};

/* Hours from entering the place to its NTH deadline; -1: it has none. What modes have each for themselves is
 * the same. */
template <class W, int place, int nth> constexpr int hours_to() {
  typedef mp11::mp_copy_if_q<typename W::rules, is_deadline<place, nth>> deadlines;
  if constexpr (mp11::mp_empty<deadlines>::value)
    return -1;
  else
    return mp11::mp_front<deadlines>::hours;
}

template <class rule> using is_reminder = mp11::mp_bool<rule::kind == BENCH_REMIND>;
template <class W> constexpr bool reminds() {
  return mp11::mp_any_of<typename W::rules, is_reminder>::value;
}

template <class W, class rule> constexpr bool is_one_of_several() { /* deadlines of a state */
  return rule::kind != BENCH_ACT && hours_to<W, rule::from, 1>() >= 0;
}

/* What a case has beside the machine's state. */
template <class W> struct held {
  int64_t wake;
  typename W::facts kept;

  held() {} /* so that what is derived from it begins where its members end */

  void begin(const bench_input *in) {
    wake = BENCH_NEVER;
    kept.none();
    if constexpr (W::modes != 1) kept.mode = in->where & 1;
    if constexpr (reminds<W>()) kept.fired = 0;
    W::opens(kept, in);
  }
};

template <class W, class rule> constexpr bool always() {
  return rule::modes == W::modes && rule::mask == 0 && !is_one_of_several<W, rule>();
}

template <class W, class rule> BENCH_INLINE bool holds(const held<W> &c, const happened &e) {
  if constexpr (rule::modes != W::modes)
    if (!(rule::modes >> c.kept.mode & 1)) return false;
  if constexpr (is_one_of_several<W, rule>())
    if (c.kept.fired != rule::nth) return false;
  return (e.facts & rule::mask) == rule::facts;
}

/* Everything that a rule does but for the state. */
template <class W, class rule> BENCH_INLINE void follow(held<W> &c, const happened &e) {
  constexpr int hours = rule::kind == BENCH_REMIND ? hours_to<W, rule::from, rule::nth + 1>() - rule::hours
                                                   : hours_to<W, rule::to, 0>();
  if (rule::kind == BENCH_ACT) c.kept.keep(rule::process, rule::action, rule::actor, e.facts);
  W::effects(rule::row, c.kept, e.out);
  if constexpr (reminds<W>()) c.kept.fired = rule::kind == BENCH_REMIND ? rule::nth + 1 : 0;
  c.wake = hours < 0 ? BENCH_NEVER : e.now + hours * BENCH_HOUR;
  e.row = rule::row;
}

/* ---- steps of any case C that is a held<W> and has begin(input) and take(event) ---- */

template <class W, int symbol, class C> BENCH_INLINE void judge_as(C &c, const happened &e) {
  if constexpr (mp11::mp_contains<symbols<W>, mp11::mp_int<symbol>>::value) c.take(event<symbol>(e));
}

#define BENCH_SYMBOL(n)                                                                                      \
  case n:                                                                                                    \
    judge_as<W, n>(c, e);                                                                                    \
    break;
#define BENCH_SYMBOLS(n) /* four of them */                                                                  \
  BENCH_SYMBOL(n) BENCH_SYMBOL(n + 1) BENCH_SYMBOL(n + 2) BENCH_SYMBOL(n + 3)

template <class W, class C> BENCH_INLINE uint32_t judge(C &c, const bench_input *in, bench_out *out) {
  uint32_t row = BENCH_REFUSED;
  happened e{in->now, in->facts, row, out};
  static_assert(mp11::mp_max_element<symbols<W>, mp11::mp_less>::value < 36, "the switch goes so far");
  int process = W::n_processes > 1 ? in->where >> 1 & 1 : 0;
  switch (symbol(W::n_actions, W::n_actors, process, in->action, in->actor)) {
    BENCH_SYMBOLS(0)
    BENCH_SYMBOLS(4)
    BENCH_SYMBOLS(8)
    BENCH_SYMBOLS(12)
    BENCH_SYMBOLS(16)
    BENCH_SYMBOLS(20)
    BENCH_SYMBOLS(24)
    BENCH_SYMBOLS(28)
    BENCH_SYMBOLS(32)
  }
  return row;
}

#undef BENCH_SYMBOLS
#undef BENCH_SYMBOL

template <class W, class C> void fire(C &c, int64_t now, bench_out *out) {
  while (c.wake <= now) {
    int64_t at = c.wake;
    uint32_t row = BENCH_REFUSED;
    c.take(event<CLOCKS>(happened{at, 0, row, out}));
    bench_fire(out, row, at);
  }
}

template <class W, class C> BENCH_INLINE uint32_t open(C *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  c->begin(in);
  return judge<W>(*c, in, out);
}

template <class W, class C> BENCH_INLINE uint32_t step(C *c, const bench_input *in, bench_out *out) {
  if (W::ends && in->where & BENCH_OPENS) return open<W>(c, in, out);
  out->n_fired = out->n_effects = 0;
  if (c->wake <= in->now) fire<W>(*c, in->now, out);
  return judge<W>(*c, in, out);
}

/* C has is_in<place>(). */
template <class W, class C> void view(const C *c, bench_view *view) {
  *view = bench_view();
  view->wake = c->wake;
  if constexpr (W::modes != 1) view->mode = c->kept.mode;
  c->kept.show(view->facts);
  mp11::mp_for_each<places<W>>([=](auto place) {
    if (!c->template is_in<place>()) return;
    view->process = place / PLACES;
    view->state = place % PLACES;
  });
}

} // namespace bench

#endif
