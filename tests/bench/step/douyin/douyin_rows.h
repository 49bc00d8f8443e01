/* The rows of rules/douyin/douyin.ombud: what can happen, whatever carries it out. */
#ifndef DOUYIN_ROWS_H
#define DOUYIN_ROWS_H

#include "bench.h"

enum dy_process { ORDER, RETURN };
enum dy_mode { COD, ONLINE };
enum dy_actor { CLOCK, USER, MERCHANT, PLATFORM };

enum dy_order_state { UNPAID = 1, CONFIRMING, STOCKING, SHIPPED, CANCELLED, DELIVERED };
enum dy_order_action { SUBMIT, PAY, CANCEL, ORDER_CONFIRM, SHIP, SIGN };

enum dy_return_state { REQUESTED = 1, SENDING, RETURNING, REFUNDING, REFUSED, CLOSED, REFUNDED };
enum dy_return_action { APPLY, APPROVE, REFUSE, SEND_BACK, RETURN_CONFIRM, REPAY };
enum dy_return_event { LAPSE = REPAY + 1, ADVANCE };

enum dy_fact { AGREED, PAID, POSTAGE, TRACKING, VOUCHER };
enum dy_effect { REFUND, COMPENSATE, PENALISE };
enum dy_fault { NO_CONSENT, LATE_REFUND };

/* What an input's facts are. A step: bit 0 says whether it is agreed. An opening: the number of a purchase.
 */
static inline int dy_agreed(const bench_input *in) {
  return in->facts & 1;
}

static inline int64_t dy_paid(const bench_input *in) {
  return 1000 + INT64_C(995) * in->facts;
}

static inline int64_t dy_postage(const bench_input *in) {
  return INT64_C(3) * in->facts;
}

/* ACT(row, process, modes, from, action, actor, bits of the facts that count, and what they must be, to) */
#define DY_ACTS(ACT)                                                                                         \
  ACT(SUBMIT_COD, ORDER, 1, 0, SUBMIT, USER, 0, 0, CONFIRMING)                                               \
  ACT(SUBMIT_ONLINE, ORDER, 2, 0, SUBMIT, USER, 0, 0, UNPAID)                                                \
  ACT(UNPAID_PAY, ORDER, 2, UNPAID, PAY, USER, 0, 0, CONFIRMING)                                             \
  ACT(UNPAID_CANCEL, ORDER, 2, UNPAID, CANCEL, USER, 0, 0, CANCELLED)                                        \
  ACT(CONFIRMING_CONFIRM, ORDER, 3, CONFIRMING, ORDER_CONFIRM, MERCHANT, 0, 0, STOCKING)                     \
  ACT(CONFIRMING_CANCEL, ORDER, 1, CONFIRMING, CANCEL, MERCHANT, 1, 1, CANCELLED)                            \
  ACT(CONFIRMING_FAULT, ORDER, 1, CONFIRMING, CANCEL, MERCHANT, 1, 0, CANCELLED)                             \
  ACT(CONFIRMING_REFUND, ORDER, 2, CONFIRMING, CANCEL, PLATFORM, 0, 0, CANCELLED)                            \
  ACT(STOCKING_SHIP, ORDER, 3, STOCKING, SHIP, MERCHANT, 0, 0, SHIPPED)                                      \
  ACT(STOCKING_CANCEL, ORDER, 1, STOCKING, CANCEL, MERCHANT, 1, 1, CANCELLED)                                \
  ACT(STOCKING_FAULT, ORDER, 1, STOCKING, CANCEL, MERCHANT, 1, 0, CANCELLED)                                 \
  ACT(STOCKING_REFUND, ORDER, 2, STOCKING, CANCEL, PLATFORM, 0, 0, CANCELLED)                                \
  ACT(SHIPPED_SIGN, ORDER, 3, SHIPPED, SIGN, USER, 0, 0, DELIVERED)                                          \
  ACT(SHIPPED_CANCEL, ORDER, 1, SHIPPED, CANCEL, PLATFORM, 0, 0, CANCELLED)                                  \
  ACT(SHIPPED_REFUND, ORDER, 2, SHIPPED, CANCEL, PLATFORM, 0, 0, CANCELLED)                                  \
  ACT(APPLY, RETURN, 3, 0, APPLY, USER, 0, 0, REQUESTED)                                                     \
  ACT(REQUESTED_APPROVE, RETURN, 3, REQUESTED, APPROVE, MERCHANT, 0, 0, SENDING)                             \
  ACT(REQUESTED_REFUSE, RETURN, 3, REQUESTED, REFUSE, MERCHANT, 0, 0, REFUSED)                               \
  ACT(SENDING_SEND_BACK, RETURN, 3, SENDING, SEND_BACK, USER, 0, 0, RETURNING)                               \
  ACT(RETURNING_CONFIRM_COD, RETURN, 1, RETURNING, RETURN_CONFIRM, MERCHANT, 0, 0, REFUNDING)                \
  ACT(RETURNING_CONFIRM_ONLINE, RETURN, 2, RETURNING, RETURN_CONFIRM, MERCHANT, 0, 0, REFUNDED)              \
  ACT(REFUNDING_REPAY, RETURN, 1, REFUNDING, REPAY, MERCHANT, 0, 0, REFUNDED)

/* DUE(row, kind, process, modes, state, hours, what happens, to) */
#define DY_DUES(DUE)                                                                                         \
  DUE(UNPAID_DUE, DUE, ORDER, 2, UNPAID, 24, CANCEL, CANCELLED)                                              \
  DUE(REQUESTED_REMIND, REMIND, RETURN, 3, REQUESTED, 36, APPROVE, REQUESTED)                                \
  DUE(REQUESTED_DUE, DUE, RETURN, 3, REQUESTED, 48, APPROVE, SENDING)                                        \
  DUE(SENDING_DUE, DUE, RETURN, 3, SENDING, 168, LAPSE, CLOSED)                                              \
  DUE(RETURNING_DUE_COD, DUE, RETURN, 1, RETURNING, 168, RETURN_CONFIRM, REFUNDING)                          \
  DUE(RETURNING_DUE_ONLINE, DUE, RETURN, 2, RETURNING, 168, RETURN_CONFIRM, REFUNDED)                        \
  DUE(REFUNDING_DUE, DUE, RETURN, 1, REFUNDING, 48, ADVANCE, REFUNDED)

enum dy_row {
  DY_REFUSED = BENCH_REFUSED,
#define ACT(row, process, modes, from, action, actor, mask, facts, to) DY_##row,
  DY_ACTS(ACT)
#undef ACT
#define DUE(row, kind, process, modes, state, hours, event, to) DY_##row,
      DY_DUES(DUE)
#undef DUE
          DY_ROWS
};

/* What comes of a row beside the state. */
static inline void dy_effects(uint32_t row, int64_t paid, int64_t postage, bench_out *out) {
  switch (row) {
  case DY_CONFIRMING_FAULT:
  case DY_STOCKING_FAULT: bench_effect_add(out, PENALISE, MERCHANT, NO_CONSENT); break;
  case DY_CONFIRMING_REFUND:
  case DY_STOCKING_REFUND:
  case DY_SHIPPED_REFUND: bench_effect_add(out, REFUND, paid, 0); break;
  case DY_RETURNING_CONFIRM_ONLINE:
  case DY_RETURNING_DUE_ONLINE: bench_effect_add(out, REFUND, paid - postage, 0); break;
  case DY_REFUNDING_DUE:
    bench_effect_add(out, COMPENSATE, paid, 0);
    bench_effect_add(out, PENALISE, MERCHANT, LATE_REFUND);
    break;
  default: break;
  }
}

#endif
