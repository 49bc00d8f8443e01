/* The rows of machine12.ombud, beside this file: what can happen, whatever carries it out. */
#ifndef MACHINE12_ROWS_H
#define MACHINE12_ROWS_H

#include "bench.h"

enum m12_state {
  START,
  REQ,
  APPR,
  REJ,
  AWAIT,
  TRANSIT,
  RECV,
  INSPECTED,
  REFPEND,
  REFUNDED,
  DISPUTED,
  ESCALATED,
  CLOSED
};
enum m12_action { APPROVE, REJECT, SHIP, SUBMIT, CLOSE, REFUND, DISPUTE, DELIVER, INSPECT, EVIDENCE };
enum m12_event { LAPSE = EVIDENCE + 1, ARRIVE, PAY_OUT, SETTLE };
enum m12_actor { CLOCK, BUYER, SELLER, PLATFORM };
enum m12_fact { IN_WINDOW = 1, HAS_EVIDENCE = 2, LOW_VALUE = 4 }; /* bits of bench_input.facts: yes */

/* ACT(from, action, actor, facts that must be yes, to) */
#define M12_ACTS(ACT)                                                                                        \
  ACT(REQ, APPROVE, SELLER, 0, APPR)                                                                         \
  ACT(REQ, APPROVE, PLATFORM, LOW_VALUE, APPR)                                                               \
  ACT(REQ, REJECT, SELLER, HAS_EVIDENCE, REJ)                                                                \
  ACT(REQ, CLOSE, BUYER, 0, CLOSED)                                                                          \
  ACT(REQ, CLOSE, PLATFORM, 0, CLOSED)                                                                       \
  ACT(APPR, SHIP, BUYER, 0, TRANSIT)                                                                         \
  ACT(APPR, SUBMIT, SELLER, 0, AWAIT)                                                                        \
  ACT(APPR, CLOSE, BUYER, 0, CLOSED)                                                                         \
  ACT(APPR, REFUND, SELLER, LOW_VALUE, REFPEND)                                                              \
  ACT(APPR, REJECT, PLATFORM, 0, REJ)                                                                        \
  ACT(REJ, DISPUTE, BUYER, IN_WINDOW, DISPUTED)                                                              \
  ACT(REJ, CLOSE, BUYER, 0, CLOSED)                                                                          \
  ACT(REJ, CLOSE, SELLER, 0, CLOSED)                                                                         \
  ACT(REJ, CLOSE, PLATFORM, 0, CLOSED)                                                                       \
  ACT(AWAIT, SHIP, BUYER, IN_WINDOW, TRANSIT)                                                                \
  ACT(AWAIT, CLOSE, BUYER, 0, CLOSED)                                                                        \
  ACT(AWAIT, CLOSE, PLATFORM, 0, CLOSED)                                                                     \
  ACT(AWAIT, DISPUTE, SELLER, 0, DISPUTED)                                                                   \
  ACT(TRANSIT, DELIVER, PLATFORM, 0, RECV)                                                                   \
  ACT(TRANSIT, DELIVER, SELLER, 0, RECV)                                                                     \
  ACT(TRANSIT, DISPUTE, BUYER, 0, DISPUTED)                                                                  \
  ACT(TRANSIT, DISPUTE, SELLER, IN_WINDOW, DISPUTED)                                                         \
  ACT(RECV, INSPECT, SELLER, 0, INSPECTED)                                                                   \
  ACT(RECV, REFUND, SELLER, 0, REFPEND)                                                                      \
  ACT(RECV, REFUND, PLATFORM, LOW_VALUE, REFPEND)                                                            \
  ACT(RECV, DISPUTE, SELLER, 0, DISPUTED)                                                                    \
  ACT(INSPECTED, APPROVE, SELLER, 0, REFPEND)                                                                \
  ACT(INSPECTED, REJECT, SELLER, HAS_EVIDENCE, REJ)                                                          \
  ACT(INSPECTED, APPROVE, PLATFORM, 0, REFPEND)                                                              \
  ACT(INSPECTED, DISPUTE, BUYER, 0, DISPUTED)                                                                \
  ACT(REFPEND, REFUND, SELLER, 0, REFUNDED)                                                                  \
  ACT(REFPEND, REFUND, PLATFORM, 0, REFUNDED)                                                                \
  ACT(REFPEND, DISPUTE, BUYER, 0, DISPUTED)                                                                  \
  ACT(REFPEND, REJECT, PLATFORM, IN_WINDOW | HAS_EVIDENCE, REJ)                                              \
  ACT(REFUNDED, CLOSE, BUYER, 0, CLOSED)                                                                     \
  ACT(REFUNDED, CLOSE, PLATFORM, 0, CLOSED)                                                                  \
  ACT(REFUNDED, DISPUTE, BUYER, IN_WINDOW, DISPUTED)                                                         \
  ACT(DISPUTED, EVIDENCE, BUYER, 0, ESCALATED)                                                               \
  ACT(DISPUTED, EVIDENCE, SELLER, 0, ESCALATED)                                                              \
  ACT(DISPUTED, APPROVE, SELLER, 0, REFPEND)                                                                 \
  ACT(DISPUTED, CLOSE, BUYER, 0, CLOSED)                                                                     \
  ACT(ESCALATED, APPROVE, PLATFORM, 0, REFPEND)                                                              \
  ACT(ESCALATED, REJECT, PLATFORM, 0, REJ)                                                                   \
  ACT(ESCALATED, CLOSE, PLATFORM, 0, CLOSED)                                                                 \
  ACT(ESCALATED, EVIDENCE, PLATFORM, 0, ESCALATED)                                                           \
  ACT(CLOSED, SUBMIT, BUYER, IN_WINDOW, REQ)                                                                 \
  ACT(CLOSED, SUBMIT, PLATFORM, 0, REQ)

/* DUE(state, hours, what happens, to) */
#define M12_DUES(DUE)                                                                                        \
  DUE(REQ, 48, APPROVE, APPR)                                                                                \
  DUE(APPR, 168, LAPSE, CLOSED)                                                                              \
  DUE(REJ, 168, LAPSE, CLOSED)                                                                               \
  DUE(AWAIT, 120, LAPSE, CLOSED)                                                                             \
  DUE(TRANSIT, 240, ARRIVE, RECV)                                                                            \
  DUE(RECV, 72, LAPSE, CLOSED)                                                                               \
  DUE(INSPECTED, 72, APPROVE, REFPEND)                                                                       \
  DUE(REFPEND, 48, PAY_OUT, REFUNDED)                                                                        \
  DUE(REFUNDED, 168, SETTLE, CLOSED)

enum m12_row {
  M12_REFUSED = BENCH_REFUSED,
  M12_OPENS,
#define ACT(from, action, actor, facts, to) M12_##from##_##action##_##actor,
  M12_ACTS(ACT)
#undef ACT
#define DUE(state, hours, event, to) M12_##state##_DUE,
      M12_DUES(DUE)
#undef DUE
          M12_ROWS
};

#endif
