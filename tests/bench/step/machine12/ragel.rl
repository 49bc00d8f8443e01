/* (e) Ragel -G2: a symbol for each actor's action and one for the clock's, guards as Ragel's conditions, the rest in
 * actions. One symbol is one run of the machine; what leads to its error state is refused. */
#include "contender.h"
#include "machine12_rows.h"
#include "workloads.h"

typedef struct ragel_case {
  int64_t wake;
  uint8_t cs;
  int8_t in_window, has_evidence, low_value; /* as last given; -1: not yet */
} ragel_case;

enum { DUE = 3 * (EVIDENCE + 1) };

%%{
  machine m12;
  alphtype unsigned char;

  approve_seller = 1;
  approve_platform = 2;
  reject_seller = 4;
  reject_platform = 5;
  ship_buyer = 6;
  submit_buyer = 9;
  submit_seller = 10;
  submit_platform = 11;
  close_buyer = 12;
  close_seller = 13;
  close_platform = 14;
  refund_seller = 16;
  refund_platform = 17;
  dispute_buyer = 18;
  dispute_seller = 19;
  deliver_seller = 22;
  deliver_platform = 23;
  inspect_seller = 25;
  evidence_buyer = 27;
  evidence_seller = 28;
  evidence_platform = 29;
  due = 30;

  action in_window { facts & IN_WINDOW }
  action has_evidence { facts & HAS_EVIDENCE }
  action low_value { facts & LOW_VALUE }
  action window_evid { (facts & (IN_WINDOW | HAS_EVIDENCE)) == (IN_WINDOW | HAS_EVIDENCE) }

  action to_req { c->wake = now + 48 * BENCH_HOUR; }
  action to_appr { c->wake = now + 168 * BENCH_HOUR; }
  action to_rej { c->wake = now + 168 * BENCH_HOUR; }
  action to_await { c->wake = now + 120 * BENCH_HOUR; }
  action to_transit { c->wake = now + 240 * BENCH_HOUR; }
  action to_recv { c->wake = now + 72 * BENCH_HOUR; }
  action to_inspected { c->wake = now + 72 * BENCH_HOUR; }
  action to_refpend { c->wake = now + 48 * BENCH_HOUR; }
  action to_refunded { c->wake = now + 168 * BENCH_HOUR; }
  action to_disputed { c->wake = BENCH_NEVER; }
  action to_escalated { c->wake = BENCH_NEVER; }
  action to_closed { c->wake = BENCH_NEVER; }

  main := (
    start: ( submit_platform @{ row = M12_OPENS; } @to_req -> REQ ),
    REQ: (
      approve_seller @{ row = M12_REQ_APPROVE_SELLER; } @to_appr -> APPR
    | (approve_platform when low_value) @{ row = M12_REQ_APPROVE_PLATFORM; c->low_value = 1; } @to_appr -> APPR
    | (reject_seller when has_evidence) @{ row = M12_REQ_REJECT_SELLER; c->has_evidence = 1; } @to_rej -> REJ
    | close_buyer @{ row = M12_REQ_CLOSE_BUYER; } @to_closed -> CLOSED
    | close_platform @{ row = M12_REQ_CLOSE_PLATFORM; } @to_closed -> CLOSED
    | due @{ row = M12_REQ_DUE; } @to_appr -> APPR
    ),
    APPR: (
      ship_buyer @{ row = M12_APPR_SHIP_BUYER; c->in_window = (facts & IN_WINDOW) != 0; } @to_transit -> TRANSIT
    | submit_seller @{ row = M12_APPR_SUBMIT_SELLER; } @to_await -> AWAIT
    | close_buyer @{ row = M12_APPR_CLOSE_BUYER; } @to_closed -> CLOSED
    | (refund_seller when low_value) @{ row = M12_APPR_REFUND_SELLER; c->low_value = 1; } @to_refpend -> REFPEND
    | reject_platform @{ row = M12_APPR_REJECT_PLATFORM; c->in_window = (facts & IN_WINDOW) != 0; c->has_evidence = (facts & HAS_EVIDENCE) != 0; } @to_rej -> REJ
    | due @{ row = M12_APPR_DUE; } @to_closed -> CLOSED
    ),
    REJ: (
      (dispute_buyer when in_window) @{ row = M12_REJ_DISPUTE_BUYER; c->in_window = 1; } @to_disputed -> DISPUTED
    | close_buyer @{ row = M12_REJ_CLOSE_BUYER; } @to_closed -> CLOSED
    | close_seller @{ row = M12_REJ_CLOSE_SELLER; } @to_closed -> CLOSED
    | close_platform @{ row = M12_REJ_CLOSE_PLATFORM; } @to_closed -> CLOSED
    | due @{ row = M12_REJ_DUE; } @to_closed -> CLOSED
    ),
    AWAIT: (
      (ship_buyer when in_window) @{ row = M12_AWAIT_SHIP_BUYER; c->in_window = 1; } @to_transit -> TRANSIT
    | close_buyer @{ row = M12_AWAIT_CLOSE_BUYER; } @to_closed -> CLOSED
    | close_platform @{ row = M12_AWAIT_CLOSE_PLATFORM; } @to_closed -> CLOSED
    | dispute_seller @{ row = M12_AWAIT_DISPUTE_SELLER; c->in_window = (facts & IN_WINDOW) != 0; } @to_disputed -> DISPUTED
    | due @{ row = M12_AWAIT_DUE; } @to_closed -> CLOSED
    ),
    TRANSIT: (
      deliver_platform @{ row = M12_TRANSIT_DELIVER_PLATFORM; } @to_recv -> RECV
    | deliver_seller @{ row = M12_TRANSIT_DELIVER_SELLER; } @to_recv -> RECV
    | dispute_buyer @{ row = M12_TRANSIT_DISPUTE_BUYER; c->in_window = (facts & IN_WINDOW) != 0; } @to_disputed -> DISPUTED
    | (dispute_seller when in_window) @{ row = M12_TRANSIT_DISPUTE_SELLER; c->in_window = 1; } @to_disputed -> DISPUTED
    | due @{ row = M12_TRANSIT_DUE; } @to_recv -> RECV
    ),
    RECV: (
      inspect_seller @{ row = M12_RECV_INSPECT_SELLER; } @to_inspected -> INSPECTED
    | refund_seller @{ row = M12_RECV_REFUND_SELLER; c->low_value = (facts & LOW_VALUE) != 0; } @to_refpend -> REFPEND
    | (refund_platform when low_value) @{ row = M12_RECV_REFUND_PLATFORM; c->low_value = 1; } @to_refpend -> REFPEND
    | dispute_seller @{ row = M12_RECV_DISPUTE_SELLER; c->in_window = (facts & IN_WINDOW) != 0; } @to_disputed -> DISPUTED
    | due @{ row = M12_RECV_DUE; } @to_closed -> CLOSED
    ),
    INSPECTED: (
      approve_seller @{ row = M12_INSPECTED_APPROVE_SELLER; } @to_refpend -> REFPEND
    | (reject_seller when has_evidence) @{ row = M12_INSPECTED_REJECT_SELLER; c->has_evidence = 1; } @to_rej -> REJ
    | approve_platform @{ row = M12_INSPECTED_APPROVE_PLATFORM; c->low_value = (facts & LOW_VALUE) != 0; } @to_refpend -> REFPEND
    | dispute_buyer @{ row = M12_INSPECTED_DISPUTE_BUYER; c->in_window = (facts & IN_WINDOW) != 0; } @to_disputed -> DISPUTED
    | due @{ row = M12_INSPECTED_DUE; } @to_refpend -> REFPEND
    ),
    REFPEND: (
      refund_seller @{ row = M12_REFPEND_REFUND_SELLER; c->low_value = (facts & LOW_VALUE) != 0; } @to_refunded -> REFUNDED
    | refund_platform @{ row = M12_REFPEND_REFUND_PLATFORM; c->low_value = (facts & LOW_VALUE) != 0; } @to_refunded -> REFUNDED
    | dispute_buyer @{ row = M12_REFPEND_DISPUTE_BUYER; c->in_window = (facts & IN_WINDOW) != 0; } @to_disputed -> DISPUTED
    | (reject_platform when window_evid) @{ row = M12_REFPEND_REJECT_PLATFORM; c->in_window = 1; c->has_evidence = 1; } @to_rej -> REJ
    | due @{ row = M12_REFPEND_DUE; } @to_refunded -> REFUNDED
    ),
    REFUNDED: (
      close_buyer @{ row = M12_REFUNDED_CLOSE_BUYER; } @to_closed -> CLOSED
    | close_platform @{ row = M12_REFUNDED_CLOSE_PLATFORM; } @to_closed -> CLOSED
    | (dispute_buyer when in_window) @{ row = M12_REFUNDED_DISPUTE_BUYER; c->in_window = 1; } @to_disputed -> DISPUTED
    | due @{ row = M12_REFUNDED_DUE; } @to_closed -> CLOSED
    ),
    DISPUTED: (
      evidence_buyer @{ row = M12_DISPUTED_EVIDENCE_BUYER; } @to_escalated -> ESCALATED
    | evidence_seller @{ row = M12_DISPUTED_EVIDENCE_SELLER; } @to_escalated -> ESCALATED
    | approve_seller @{ row = M12_DISPUTED_APPROVE_SELLER; } @to_refpend -> REFPEND
    | close_buyer @{ row = M12_DISPUTED_CLOSE_BUYER; } @to_closed -> CLOSED
    ),
    ESCALATED: (
      approve_platform @{ row = M12_ESCALATED_APPROVE_PLATFORM; c->low_value = (facts & LOW_VALUE) != 0; } @to_refpend -> REFPEND
    | reject_platform @{ row = M12_ESCALATED_REJECT_PLATFORM; c->in_window = (facts & IN_WINDOW) != 0; c->has_evidence = (facts & HAS_EVIDENCE) != 0; } @to_rej -> REJ
    | close_platform @{ row = M12_ESCALATED_CLOSE_PLATFORM; } @to_closed -> CLOSED
    | evidence_platform @{ row = M12_ESCALATED_EVIDENCE_PLATFORM; } @to_escalated -> ESCALATED
    ),
    CLOSED: (
      (submit_buyer when in_window) @{ row = M12_CLOSED_SUBMIT_BUYER; c->in_window = 1; } @to_req -> REQ
    | submit_platform @{ row = M12_CLOSED_SUBMIT_PLATFORM; } @to_req -> REQ
    )
  );
}%%

%% write data noerror nofinal noentry;

BENCH_INLINE uint32_t run(ragel_case *c, unsigned char symbol, uint8_t facts, int64_t now) {
  const unsigned char *p = &symbol, *pe = p + 1;
  int cs = c->cs;
  uint32_t row = M12_REFUSED;
  (void)facts;
  %% write exec;
  if (row != M12_REFUSED) c->cs = (uint8_t)cs;
  return row;
}

static void fire(ragel_case *c, int64_t now, bench_out *out) {
  while (c->wake <= now) {
    int64_t at = c->wake;
    bench_fire(out, run(c, DUE, 0, at), at);
  }
}

BENCH_INLINE uint32_t ragel_step(ragel_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  if (c->wake <= in->now) fire(c, in->now, out);
  return run(c, (unsigned char)(in->action * 3 + in->actor - 1), in->facts, in->now);
}

static inline uint32_t ragel_open(ragel_case *c, const bench_input *in, bench_out *out) {
  *c = (ragel_case){.wake = BENCH_NEVER, .cs = m12_start, .in_window = -1, .has_evidence = -1, .low_value = -1};
  return ragel_step(c, in, out);
}

/* Ragel numbers the states; which is which is found by going from the start along the workload's rows. */
static void learn(uint8_t state_of[256]) {
  int cs_of[CLOSED + 1] = {[START] = m12_start};
  const bench_workload *w = &machine12_workload;
  for (unsigned again = 0; again <= CLOSED; again++)
    for (uint32_t i = 1; i < w->n_rows; i++) {
      const bench_row *row = &w->rows[i];
      if (row->kind != BENCH_ACT || !cs_of[row->from]) continue;
      ragel_case c = {.cs = (uint8_t)cs_of[row->from]};
      run(&c, (unsigned char)(row->happens * 3 + row->actor - 1), row->facts, 0);
      cs_of[row->to] = c.cs;
      state_of[c.cs] = row->to;
    }
}

static int64_t seen(int8_t fact) {
  return fact < 0 ? BENCH_UNSET : fact;
}

static void ragel_view(const ragel_case *c, bench_view *view) {
  static uint8_t state_of[256];
  if (!state_of[c->cs]) learn(state_of);
  *view = (bench_view){.wake = c->wake,
                       .state = state_of[c->cs],
                       .facts = {seen(c->in_window), seen(c->has_evidence), seen(c->low_value)}};
}

BENCH_CONTENDER("ragel", "Ragel -G2", m12_ragel, ragel_case, ragel_open, ragel_step, ragel_view)
