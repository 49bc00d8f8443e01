/* The rows of machine12 as types, for the peers that are templates: an event is the type of an actor's action
 * and one more is the clock's; which of them an input is, is only known when it comes. */
#ifndef MACHINE12_EVENTS_HPP
#define MACHINE12_EVENTS_HPP

#include "contender.h"
#include "machine12_rows.h"

namespace machine12 {

struct said { /* by whomever: what came with it, and where the row that was taken goes */
  int64_t now;
  uint32_t &row;
  uint8_t facts;
};

template <int action, int actor> struct by : said {
  by(int64_t now, uint8_t facts, uint32_t &row) : said{now, row, facts} {}
};

enum { ANY_ACTION = 0 };
typedef by<ANY_ACTION, CLOCK> due; /* a state has one deadline at most */

/* The facts that an actor gives with an action, in every state the same. */
constexpr unsigned given(int action, int actor) {
  unsigned mask = 0;
#define ACT(from_, action_, actor_, facts_, to_)                                                             \
  if (action == action_ && actor == actor_) mask |= facts_;
  M12_ACTS(ACT)
#undef ACT
  return mask;
}

constexpr int64_t hours(int state) { /* until the state's deadline; -1: it has none */
#define DUE(state_, hours_, event_, to_)                                                                     \
  if (state == state_) return hours_;
  M12_DUES(DUE)
#undef DUE
  return -1;
}

constexpr int64_t wake(int state, int64_t now) {
  return hours(state) < 0 ? BENCH_NEVER : now + hours(state) * BENCH_HOUR;
}

struct facts { /* as last given; -1: not yet */
  int8_t in_window, has_evidence, low_value;

  void none() {
    in_window = has_evidence = low_value = -1;
  }
  template <unsigned mask> void keep(uint8_t given) {
    if (mask & IN_WINDOW) in_window = (given & IN_WINDOW) != 0;
    if (mask & HAS_EVIDENCE) has_evidence = (given & HAS_EVIDENCE) != 0;
    if (mask & LOW_VALUE) low_value = (given & LOW_VALUE) != 0;
  }
  void show(int64_t seen[3]) const {
    const int8_t kept[] = {in_window, has_evidence, low_value};
    for (int i = 0; i < 3; i++) seen[i] = kept[i] < 0 ? BENCH_UNSET : kept[i];
  }
};

/* What any state has a rule for: SAID(action, actor). */
#define M12_EVENTS(SAID)                                                                                     \
  SAID(APPROVE, SELLER)                                                                                      \
  SAID(APPROVE, PLATFORM)                                                                                    \
  SAID(REJECT, SELLER)                                                                                       \
  SAID(REJECT, PLATFORM)                                                                                     \
  SAID(SHIP, BUYER)                                                                                          \
  SAID(SUBMIT, BUYER)                                                                                        \
  SAID(SUBMIT, SELLER)                                                                                       \
  SAID(SUBMIT, PLATFORM)                                                                                     \
  SAID(CLOSE, BUYER)                                                                                         \
  SAID(CLOSE, SELLER)                                                                                        \
  SAID(CLOSE, PLATFORM)                                                                                      \
  SAID(REFUND, SELLER)                                                                                       \
  SAID(REFUND, PLATFORM)                                                                                     \
  SAID(DISPUTE, BUYER)                                                                                       \
  SAID(DISPUTE, SELLER)                                                                                      \
  SAID(DELIVER, SELLER)                                                                                      \
  SAID(DELIVER, PLATFORM)                                                                                    \
  SAID(INSPECT, SELLER)                                                                                      \
  SAID(EVIDENCE, BUYER)                                                                                      \
  SAID(EVIDENCE, SELLER)                                                                                     \
  SAID(EVIDENCE, PLATFORM)

/* A step of any machine that has .wake and takes these events. */
template <class machine> BENCH_INLINE uint32_t judge(machine &m, const bench_input *in) {
  uint32_t row = M12_REFUSED;
  switch (in->action * 3 + in->actor - 1) {
#define SAID(action, actor)                                                                                  \
  case action * 3 + actor - 1: m.process_event(by<action, actor>(in->now, in->facts, row)); break;
    M12_EVENTS(SAID)
#undef SAID
  }
  return row;
}

template <class machine> void fire(machine &m, int64_t now, bench_out *out) {
  while (m.wake <= now) {
    int64_t at = m.wake;
    uint32_t row = M12_REFUSED;
    m.process_event(due(at, 0, row));
    bench_fire(out, row, at);
  }
}

template <class machine> BENCH_INLINE uint32_t step(machine *m, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  if (m->wake <= in->now) fire(*m, in->now, out);
  return judge(*m, in);
}

} // namespace machine12

#endif
