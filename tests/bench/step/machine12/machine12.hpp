/* The workload machine12 for the contenders that are templates. */
#ifndef MACHINE12_HPP
#define MACHINE12_HPP

#include "machine12_rows.h"
#include "rules.hpp"

namespace bench {

struct machine12 {
  static constexpr bool ends = false;
  static constexpr int n_processes = 1, n_actions = EVIDENCE + 1, n_actors = 3, modes = 1;

#define ACT(from, action, actor, facts, to)                                                                  \
  , rule<machine12, M12_##from##_##action##_##actor, BENCH_ACT, 0, 1, from, action, actor, facts, facts, to>
#define DUE(from, hours, event, to)                                                                          \
  , rule<machine12, M12_##from##_DUE, BENCH_DUE, 0, 1, from, event, CLOCK, 0, 0, to, 0, hours>
  typedef mp11::mp_list<rule<machine12, M12_OPENS, BENCH_ACT, 0, 1, START, SUBMIT, PLATFORM, 0, 0, REQ>
                            M12_ACTS(ACT) M12_DUES(DUE)>
      rules;
#undef ACT
#undef DUE

  struct facts { /* as last given; -1: not yet */
    int8_t in_window, has_evidence, low_value;

    void none() {
      in_window = has_evidence = low_value = -1;
    }
    /* An actor gives with an action, in every state the same, what any guard asks for. */
    __attribute__((always_inline)) void keep(int, int action, int actor, uint8_t given) {
      int mask = 0;
#define ACT(from_, action_, actor_, facts_, to_)                                                             \
  if (action == action_ && actor == actor_) mask |= facts_;
      M12_ACTS(ACT)
#undef ACT
      if (mask & IN_WINDOW) in_window = (given & IN_WINDOW) != 0;
      if (mask & HAS_EVIDENCE) has_evidence = (given & HAS_EVIDENCE) != 0;
      if (mask & LOW_VALUE) low_value = (given & LOW_VALUE) != 0;
    }
    void show(int64_t *seen) const {
      const int8_t kept[] = {in_window, has_evidence, low_value};
      for (int i = 0; i < 3; i++) seen[i] = kept[i] < 0 ? BENCH_UNSET : kept[i];
    }
  };

  static void opens(facts &, const bench_input *) {}
  static void effects(uint32_t, const facts &, bench_out *) {}
};

} // namespace bench

#endif
