/* (f) re2c with conditions: a condition for each state, a symbol for each actor's action and one for the clock's,
 * guards in the rules' code. One symbol is one run of the scanner. That the merchant was reminded is a condition of its
 * own. */
#include "contender.h"
#include "douyin_rows.h"

/*!conditions:re2c*/

typedef struct re2c_case {
  int64_t wake;
  int64_t paid, postage;
  uint8_t condition, mode;
  int8_t agreed;             /* as last given; -1: not yet */
  uint8_t tracking, voucher; /* were given */
} re2c_case;

enum { DUE_SYMBOL = 2 * 3 * 6 };

static inline uint32_t go(re2c_case *c, uint8_t condition, int64_t wake, uint32_t row) {
  c->condition = condition;
  c->wake = wake;
  return row;
}

static inline uint32_t merchant_cancels(re2c_case *c, uint8_t facts, bench_out *out, uint32_t cancels, uint32_t fault) {
  c->agreed = facts & 1;
  if (!c->agreed) bench_effect_add(out, PENALISE, MERCHANT, NO_CONSENT);
  return go(c, yycCANCELLED, BENCH_NEVER, c->agreed ? cancels : fault);
}

static inline uint32_t order_refunded(re2c_case *c, bench_out *out, uint32_t row) {
  bench_effect_add(out, REFUND, c->paid, 0);
  return go(c, yycCANCELLED, BENCH_NEVER, row);
}

static inline uint32_t received(re2c_case *c, int64_t now, bench_out *out, uint32_t cod, uint32_t online) {
  if (c->mode == COD) return go(c, yycREFUNDING, now + 48 * BENCH_HOUR, cod);
  bench_effect_add(out, REFUND, c->paid - c->postage, 0);
  return go(c, yycREFUNDED, BENCH_NEVER, online);
}

BENCH_INLINE uint32_t run(re2c_case *c, unsigned char symbol, uint8_t facts, int64_t now, bench_out *out) {
  const unsigned char *YYCURSOR = &symbol;
  /*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYGETCONDITION = "c->condition";
    re2c:define:YYGETCONDITION:naked = 1;
    re2c:yyfill:enable = 0;

    submit_user = "\x00";
    pay_user = "\x03";
    cancel_user = "\x06";
    cancel_merchant = "\x07";
    cancel_platform = "\x08";
    confirm_merchant = "\x0a";
    ship_merchant = "\x0d";
    sign_user = "\x0f";
    apply_user = "\x12";
    approve_merchant = "\x16";
    refuse_merchant = "\x19";
    send_back_user = "\x1b";
    received_merchant = "\x1f";
    repay_merchant = "\x22";
    due = "\x24";

    <BEGINNING> submit_user {
      if (c->mode == COD) return go(c, yycCONFIRMING, BENCH_NEVER, DY_SUBMIT_COD);
      return go(c, yycUNPAID, now + 24 * BENCH_HOUR, DY_SUBMIT_ONLINE);
    }
    <BEGINNING> apply_user { return go(c, yycREQUESTED, now + 36 * BENCH_HOUR, DY_APPLY); }
    <UNPAID> pay_user { return go(c, yycCONFIRMING, BENCH_NEVER, DY_UNPAID_PAY); }
    <UNPAID> cancel_user { return go(c, yycCANCELLED, BENCH_NEVER, DY_UNPAID_CANCEL); }
    <UNPAID> due { return go(c, yycCANCELLED, BENCH_NEVER, DY_UNPAID_DUE); }
    <CONFIRMING> confirm_merchant { return go(c, yycSTOCKING, BENCH_NEVER, DY_CONFIRMING_CONFIRM); }
    <CONFIRMING> cancel_merchant {
      if (c->mode != COD) return DY_REFUSED;
      return merchant_cancels(c, facts, out, DY_CONFIRMING_CANCEL, DY_CONFIRMING_FAULT);
    }
    <CONFIRMING> cancel_platform {
      if (c->mode != ONLINE) return DY_REFUSED;
      return order_refunded(c, out, DY_CONFIRMING_REFUND);
    }
    <STOCKING> ship_merchant { return go(c, yycSHIPPED, BENCH_NEVER, DY_STOCKING_SHIP); }
    <STOCKING> cancel_merchant {
      if (c->mode != COD) return DY_REFUSED;
      return merchant_cancels(c, facts, out, DY_STOCKING_CANCEL, DY_STOCKING_FAULT);
    }
    <STOCKING> cancel_platform {
      if (c->mode != ONLINE) return DY_REFUSED;
      return order_refunded(c, out, DY_STOCKING_REFUND);
    }
    <SHIPPED> sign_user { return go(c, yycDELIVERED, BENCH_NEVER, DY_SHIPPED_SIGN); }
    <SHIPPED> cancel_platform {
      if (c->mode == ONLINE) return order_refunded(c, out, DY_SHIPPED_REFUND);
      return go(c, yycCANCELLED, BENCH_NEVER, DY_SHIPPED_CANCEL);
    }
    <REQUESTED, REMINDED> approve_merchant { return go(c, yycSENDING, now + 168 * BENCH_HOUR, DY_REQUESTED_APPROVE); }
    <REQUESTED, REMINDED> refuse_merchant { return go(c, yycREFUSED, BENCH_NEVER, DY_REQUESTED_REFUSE); }
    <REQUESTED> due { return go(c, yycREMINDED, now + 12 * BENCH_HOUR, DY_REQUESTED_REMIND); }
    <REMINDED> due { return go(c, yycSENDING, now + 168 * BENCH_HOUR, DY_REQUESTED_DUE); }
    <SENDING> send_back_user {
      c->tracking = 1;
      return go(c, yycRETURNING, now + 168 * BENCH_HOUR, DY_SENDING_SEND_BACK);
    }
    <SENDING> due { return go(c, yycCLOSED, BENCH_NEVER, DY_SENDING_DUE); }
    <RETURNING> received_merchant {
      return received(c, now, out, DY_RETURNING_CONFIRM_COD, DY_RETURNING_CONFIRM_ONLINE);
    }
    <RETURNING> due { return received(c, now, out, DY_RETURNING_DUE_COD, DY_RETURNING_DUE_ONLINE); }
    <REFUNDING> repay_merchant {
      c->voucher = 1;
      return go(c, yycREFUNDED, BENCH_NEVER, DY_REFUNDING_REPAY);
    }
    <REFUNDING> due {
      bench_effect_add(out, COMPENSATE, c->paid, 0);
      bench_effect_add(out, PENALISE, MERCHANT, LATE_REFUND);
      return go(c, yycREFUNDED, BENCH_NEVER, DY_REFUNDING_DUE);
    }
    <CANCELLED, DELIVERED, REFUSED, CLOSED, REFUNDED> due { return DY_REFUSED; }
    <*> * { return DY_REFUSED; }
  */
}

BENCH_INLINE uint32_t judge(re2c_case *c, const bench_input *in, bench_out *out) {
  return run(c, (unsigned char)(((in->where >> 1 & 1) * 6 + in->action) * 3 + in->actor - 1), in->facts, in->now, out);
}

static void fire(re2c_case *c, int64_t now, bench_out *out) {
  while (c->wake <= now) {
    int64_t at = c->wake;
    bench_fire(out, run(c, DUE_SYMBOL, 0, at, out), at);
  }
}

static inline uint32_t re2c_open(re2c_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  *c = (re2c_case){
      .condition = yycBEGINNING, .mode = in->where & 1, .paid = dy_paid(in), .postage = dy_postage(in), .agreed = -1};
  return judge(c, in, out);
}

BENCH_INLINE uint32_t re2c_step(re2c_case *c, const bench_input *in, bench_out *out) {
  if (in->where & BENCH_OPENS) return re2c_open(c, in, out);
  out->n_fired = out->n_effects = 0;
  if (c->wake <= in->now) fire(c, in->now, out);
  return judge(c, in, out);
}

static inline void re2c_view(const re2c_case *c, bench_view *view) {
  static const struct {
    uint8_t process, state;
  } place_of[] = {
      [yycUNPAID] = {ORDER, UNPAID},
      [yycCONFIRMING] = {ORDER, CONFIRMING},
      [yycSTOCKING] = {ORDER, STOCKING},
      [yycSHIPPED] = {ORDER, SHIPPED},
      [yycCANCELLED] = {ORDER, CANCELLED},
      [yycDELIVERED] = {ORDER, DELIVERED},
      [yycREQUESTED] = {RETURN, REQUESTED},
      [yycREMINDED] = {RETURN, REQUESTED},
      [yycSENDING] = {RETURN, SENDING},
      [yycRETURNING] = {RETURN, RETURNING},
      [yycREFUNDING] = {RETURN, REFUNDING},
      [yycREFUSED] = {RETURN, REFUSED},
      [yycCLOSED] = {RETURN, CLOSED},
      [yycREFUNDED] = {RETURN, REFUNDED}};
  *view = (bench_view){.wake = c->wake,
                       .process = place_of[c->condition].process,
                       .mode = c->mode,
                       .state = place_of[c->condition].state,
                       .facts = {c->agreed < 0 ? BENCH_UNSET : c->agreed, c->paid, c->postage,
                                 c->tracking ? 1 : BENCH_UNSET, c->voucher ? 1 : BENCH_UNSET}};
}

BENCH_CONTENDER("re2c", "re2c, conditions", dy_re2c, re2c_case, re2c_open, re2c_step, re2c_view)
