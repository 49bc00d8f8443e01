/* (e) Ragel -G2: a symbol for each actor's action and one for the clock's, guards as Ragel's conditions, the rest in
 * actions. One symbol is one run of the machine; what leads to its error state is refused. That the merchant was reminded
 * is a state of its own. Ragel would make one state of all the ends, if there were no symbol that only one of them takes;
 * it never comes. */
#include "contender.h"
#include "douyin_rows.h"
#include "workloads.h"

typedef struct ragel_case {
  int64_t wake;
  int64_t paid, postage;
  uint8_t cs, mode;
  int8_t agreed;             /* as last given; -1: not yet */
  uint8_t tracking, voucher; /* were given */
} ragel_case;

enum { DUE = 2 * 3 * 6 };

%%{
  machine dy;
  alphtype unsigned char;

  submit_user = 0;
  pay_user = 3;
  cancel_user = 6;
  cancel_merchant = 7;
  cancel_platform = 8;
  confirm_merchant = 10;
  ship_merchant = 13;
  sign_user = 15;
  apply_user = 18;
  approve_merchant = 22;
  refuse_merchant = 25;
  send_back_user = 27;
  received_merchant = 31;
  repay_merchant = 34;
  due = 36;

  action cod { c->mode == COD }

  action never { c->wake = BENCH_NEVER; }
  action to_unpaid { c->wake = now + 24 * BENCH_HOUR; }
  action to_requested { c->wake = now + 36 * BENCH_HOUR; }
  action to_reminded { c->wake = now + 12 * BENCH_HOUR; }
  action to_sending { c->wake = now + 168 * BENCH_HOUR; }
  action to_returning { c->wake = now + 168 * BENCH_HOUR; }
  action to_refunding { c->wake = now + 48 * BENCH_HOUR; }

  action agreed {
    c->agreed = facts & 1;
    if (!c->agreed) bench_effect_add(out, PENALISE, MERCHANT, NO_CONSENT);
  }
  action refund { bench_effect_add(out, REFUND, c->paid, 0); }
  action refund_goods { bench_effect_add(out, REFUND, c->paid - c->postage, 0); }
  action late {
    bench_effect_add(out, COMPENSATE, c->paid, 0);
    bench_effect_add(out, PENALISE, MERCHANT, LATE_REFUND);
  }

  main := (
    start: (
      (submit_user when cod) @{ row = DY_SUBMIT_COD; } @never -> CONFIRMING
    | (submit_user when !cod) @{ row = DY_SUBMIT_ONLINE; } @to_unpaid -> UNPAID
    | apply_user @{ row = DY_APPLY; } @to_requested -> REQUESTED
    ),
    UNPAID: (
      pay_user @{ row = DY_UNPAID_PAY; } @never -> CONFIRMING
    | cancel_user @{ row = DY_UNPAID_CANCEL; } @never -> CANCELLED
    | due @{ row = DY_UNPAID_DUE; } @never -> CANCELLED
    ),
    CONFIRMING: (
      confirm_merchant @{ row = DY_CONFIRMING_CONFIRM; } @never -> STOCKING
    | (cancel_merchant when cod) @agreed @{ row = c->agreed ? DY_CONFIRMING_CANCEL : DY_CONFIRMING_FAULT; } @never -> CANCELLED
    | (cancel_platform when !cod) @{ row = DY_CONFIRMING_REFUND; } @refund @never -> CANCELLED
    ),
    STOCKING: (
      ship_merchant @{ row = DY_STOCKING_SHIP; } @never -> SHIPPED
    | (cancel_merchant when cod) @agreed @{ row = c->agreed ? DY_STOCKING_CANCEL : DY_STOCKING_FAULT; } @never -> CANCELLED
    | (cancel_platform when !cod) @{ row = DY_STOCKING_REFUND; } @refund @never -> CANCELLED
    ),
    SHIPPED: (
      sign_user @{ row = DY_SHIPPED_SIGN; } @never -> DELIVERED
    | (cancel_platform when cod) @{ row = DY_SHIPPED_CANCEL; } @never -> CANCELLED
    | (cancel_platform when !cod) @{ row = DY_SHIPPED_REFUND; } @refund @never -> CANCELLED
    ),
    CANCELLED: ( 40 -> CANCELLED ),
    DELIVERED: ( 41 -> DELIVERED ),
    REQUESTED: (
      approve_merchant @{ row = DY_REQUESTED_APPROVE; } @to_sending -> SENDING
    | refuse_merchant @{ row = DY_REQUESTED_REFUSE; } @never -> REFUSED
    | due @{ row = DY_REQUESTED_REMIND; } @to_reminded -> REMINDED
    ),
    REMINDED: (
      approve_merchant @{ row = DY_REQUESTED_APPROVE; } @to_sending -> SENDING
    | refuse_merchant @{ row = DY_REQUESTED_REFUSE; } @never -> REFUSED
    | due @{ row = DY_REQUESTED_DUE; } @to_sending -> SENDING
    ),
    SENDING: (
      send_back_user @{ row = DY_SENDING_SEND_BACK; c->tracking = 1; } @to_returning -> RETURNING
    | due @{ row = DY_SENDING_DUE; } @never -> CLOSED
    ),
    RETURNING: (
      (received_merchant when cod) @{ row = DY_RETURNING_CONFIRM_COD; } @to_refunding -> REFUNDING
    | (received_merchant when !cod) @{ row = DY_RETURNING_CONFIRM_ONLINE; } @refund_goods @never -> REFUNDED
    | (due when cod) @{ row = DY_RETURNING_DUE_COD; } @to_refunding -> REFUNDING
    | (due when !cod) @{ row = DY_RETURNING_DUE_ONLINE; } @refund_goods @never -> REFUNDED
    ),
    REFUNDING: (
      repay_merchant @{ row = DY_REFUNDING_REPAY; c->voucher = 1; } @never -> REFUNDED
    | due @{ row = DY_REFUNDING_DUE; } @late @never -> REFUNDED
    ),
    REFUSED: ( 42 -> REFUSED ),
    CLOSED: ( 43 -> CLOSED ),
    REFUNDED: ( 44 -> REFUNDED )
  );
}%%

%% write data noerror nofinal noentry;

BENCH_INLINE uint32_t run(ragel_case *c, unsigned char symbol, uint8_t facts, int64_t now, bench_out *out) {
  const unsigned char *p = &symbol, *pe = p + 1;
  int cs = c->cs;
  uint32_t row = DY_REFUSED;
  %% write exec;
  if (row != DY_REFUSED) c->cs = (uint8_t)cs;
  return row;
}

BENCH_INLINE unsigned char symbol_of(unsigned process, unsigned action, unsigned actor) {
  return (unsigned char)((process * 6 + action) * 3 + actor - 1);
}

BENCH_INLINE uint32_t judge(ragel_case *c, const bench_input *in, bench_out *out) {
  return run(c, symbol_of(in->where >> 1 & 1, in->action, in->actor), in->facts, in->now, out);
}

static void fire(ragel_case *c, int64_t now, bench_out *out) {
  while (c->wake <= now) {
    int64_t at = c->wake;
    bench_fire(out, run(c, DUE, 0, at, out), at);
  }
}

static inline uint32_t ragel_open(ragel_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  *c = (ragel_case){
      .cs = dy_start, .mode = in->where & 1, .paid = dy_paid(in), .postage = dy_postage(in), .agreed = -1};
  return judge(c, in, out);
}

BENCH_INLINE uint32_t ragel_step(ragel_case *c, const bench_input *in, bench_out *out) {
  if (in->where & BENCH_OPENS) return ragel_open(c, in, out);
  out->n_fired = out->n_effects = 0;
  if (c->wake <= in->now) fire(c, in->now, out);
  return judge(c, in, out);
}

typedef struct place {
  uint8_t process, state;
} place;

/* Ragel numbers the states; which is which is found by going from the start along the workload's rows. */
static void learn(place place_of[256]) {
  int cs_of[2][REFUNDED + 1] = {{dy_start}, {dy_start}};
  const bench_workload *w = &douyin_workload;
  for (unsigned again = 0; again <= REFUNDED; again++)
    for (uint32_t i = 1; i < w->n_rows; i++) {
      const bench_row *row = &w->rows[i];
      bench_out out = {.n_fired = 0};
      ragel_case c = {.cs = (uint8_t)cs_of[row->process][row->from], .mode = row->modes >> 1};
      int acts = row->kind == BENCH_ACT;
      if (!c.cs) continue;
      if (run(&c, acts ? symbol_of(row->process, row->happens, row->actor) : DUE, row->facts, 0, &out) != i) continue;
      if (row->kind != BENCH_REMIND) cs_of[row->process][row->to] = c.cs;
      place_of[c.cs] = (place){row->process, row->to};
    }
}

static void ragel_view(const ragel_case *c, bench_view *view) {
  static place place_of[256];
  if (!place_of[c->cs].state) learn(place_of);
  *view = (bench_view){.wake = c->wake,
                       .process = place_of[c->cs].process,
                       .mode = c->mode,
                       .state = place_of[c->cs].state,
                       .facts = {c->agreed < 0 ? BENCH_UNSET : c->agreed, c->paid, c->postage,
                                 c->tracking ? 1 : BENCH_UNSET, c->voucher ? 1 : BENCH_UNSET}};
}

BENCH_CONTENDER("ragel", "Ragel -G2", dy_ragel, ragel_case, ragel_open, ragel_step, ragel_view)
