/* The workload douyin for the contenders that are templates. */
#ifndef DOUYIN_HPP
#define DOUYIN_HPP

#include "douyin_rows.h"
#include "rules.hpp"

namespace bench {

/* How many deadlines of its state come before the row's. */
constexpr int douyin_nth(uint32_t row, int process, int modes, int state) {
  int before = 0;
#define DUE(row_, kind_, process_, modes_, state_, hours_, event_, to_)                                      \
  if (DY_##row_ < row && process_ == process && state_ == state && (modes_ & modes)) before++;
  DY_DUES(DUE)
#undef DUE
  return before;
}

struct douyin {
  static constexpr bool ends = true;
  static constexpr int n_processes = 2, n_actions = SIGN + 1, n_actors = 3, modes = 3;

#define ACT(row, process, modes, from, action, actor, mask, facts, to)                                       \
  rule<douyin, DY_##row, BENCH_ACT, process, modes, from, action, actor, mask, facts, to>,
#define DUE(row, kind, process, modes, state, hours, event, to)                                              \
  rule<douyin, DY_##row, BENCH_##kind, process, modes, state, event, CLOCK, 0, 0, to,                        \
       douyin_nth(DY_##row, process, modes, state), hours>,
  typedef mp11::mp_pop_back<mp11::mp_list<DY_ACTS(ACT) DY_DUES(DUE) void>> rules;
#undef ACT
#undef DUE

  struct facts {
    int64_t paid, postage;
    int8_t agreed;             /* as last given; -1: not yet */
    uint8_t tracking, voucher; /* were given */
    uint8_t mode, fired;

    void none() {
      agreed = -1;
      tracking = voucher = 0;
    }
    __attribute__((always_inline)) void keep(int process, int action, int actor, uint8_t given) {
      if (process == ORDER && action == CANCEL && actor == MERCHANT) agreed = given & 1;
      if (process == RETURN && action == SEND_BACK) tracking = 1;
      if (process == RETURN && action == REPAY) voucher = 1;
    }
    void show(int64_t *seen) const {
      seen[AGREED] = agreed < 0 ? BENCH_UNSET : agreed;
      seen[PAID] = paid;
      seen[POSTAGE] = postage;
      seen[TRACKING] = tracking ? 1 : BENCH_UNSET;
      seen[VOUCHER] = voucher ? 1 : BENCH_UNSET;
    }
  };

  static void opens(facts &kept, const bench_input *in) {
    kept.paid = dy_paid(in);
    kept.postage = dy_postage(in);
  }
  __attribute__((always_inline)) static void effects(uint32_t row, const facts &kept, bench_out *out) {
    dy_effects(row, kept.paid, kept.postage, out);
  }
};

} // namespace bench

#endif
