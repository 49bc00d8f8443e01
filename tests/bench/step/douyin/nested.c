/* (d) A nested switch as one writes it by hand: the process outside, the state in it, the action in that,
 * actor, mode and guard as if. What the others are compared with. */
#include "contender.h"
#include "douyin_rows.h"

typedef struct nested_case {
  int64_t wake; /* when the state's next deadline or reminder falls due */
  int64_t paid, postage;
  uint8_t process, mode, state;
  uint8_t reminded;          /* the merchant was, in this state */
  int8_t agreed;             /* as last given; -1: not yet */
  uint8_t tracking, voucher; /* were given */
} nested_case;

static inline uint32_t go(nested_case *c, uint8_t state, int64_t wake, uint32_t row) {
  c->state = state;
  c->wake = wake;
  return row;
}

static inline uint32_t order_refunded(nested_case *c, bench_out *out, uint32_t row) {
  bench_effect_add(out, REFUND, c->paid, 0);
  return go(c, CANCELLED, BENCH_NEVER, row);
}

static inline uint32_t merchant_cancels(nested_case *c, const bench_input *in, bench_out *out,
                                        uint32_t cancels, uint32_t fault) {
  c->agreed = (int8_t)dy_agreed(in);
  if (!c->agreed) bench_effect_add(out, PENALISE, MERCHANT, NO_CONSENT);
  return go(c, CANCELLED, BENCH_NEVER, c->agreed ? cancels : fault);
}

static inline uint32_t order_step(nested_case *c, const bench_input *in, bench_out *out) {
  switch (c->state) {
  case UNPAID:
    if (in->actor != USER) return DY_REFUSED;
    switch (in->action) {
    case PAY: return go(c, CONFIRMING, BENCH_NEVER, DY_UNPAID_PAY);
    case CANCEL: return go(c, CANCELLED, BENCH_NEVER, DY_UNPAID_CANCEL);
    default: return DY_REFUSED;
    }
  case CONFIRMING:
    switch (in->action) {
    case ORDER_CONFIRM:
      if (in->actor != MERCHANT) return DY_REFUSED;
      return go(c, STOCKING, BENCH_NEVER, DY_CONFIRMING_CONFIRM);
    case CANCEL:
      if (in->actor == MERCHANT && c->mode == COD)
        return merchant_cancels(c, in, out, DY_CONFIRMING_CANCEL, DY_CONFIRMING_FAULT);
      if (in->actor == PLATFORM && c->mode == ONLINE) return order_refunded(c, out, DY_CONFIRMING_REFUND);
      return DY_REFUSED;
    default: return DY_REFUSED;
    }
  case STOCKING:
    switch (in->action) {
    case SHIP:
      if (in->actor != MERCHANT) return DY_REFUSED;
      return go(c, SHIPPED, BENCH_NEVER, DY_STOCKING_SHIP);
    case CANCEL:
      if (in->actor == MERCHANT && c->mode == COD)
        return merchant_cancels(c, in, out, DY_STOCKING_CANCEL, DY_STOCKING_FAULT);
      if (in->actor == PLATFORM && c->mode == ONLINE) return order_refunded(c, out, DY_STOCKING_REFUND);
      return DY_REFUSED;
    default: return DY_REFUSED;
    }
  case SHIPPED:
    switch (in->action) {
    case SIGN:
      if (in->actor != USER) return DY_REFUSED;
      return go(c, DELIVERED, BENCH_NEVER, DY_SHIPPED_SIGN);
    case CANCEL:
      if (in->actor != PLATFORM) return DY_REFUSED;
      if (c->mode == ONLINE) return order_refunded(c, out, DY_SHIPPED_REFUND);
      return go(c, CANCELLED, BENCH_NEVER, DY_SHIPPED_CANCEL);
    default: return DY_REFUSED;
    }
  default: return DY_REFUSED;
  }
}

static inline uint32_t request(nested_case *c, int64_t now, uint32_t row) {
  c->reminded = 0;
  return go(c, REQUESTED, now + 36 * BENCH_HOUR, row);
}

static inline uint32_t received(nested_case *c, int64_t now, bench_out *out, uint32_t cod, uint32_t online) {
  if (c->mode == COD) return go(c, REFUNDING, now + 48 * BENCH_HOUR, cod);
  bench_effect_add(out, REFUND, c->paid - c->postage, 0);
  return go(c, REFUNDED, BENCH_NEVER, online);
}

static inline uint32_t return_step(nested_case *c, const bench_input *in, bench_out *out) {
  int64_t now = in->now;
  switch (c->state) {
  case REQUESTED:
    if (in->actor != MERCHANT) return DY_REFUSED;
    switch (in->action) {
    case APPROVE: return go(c, SENDING, now + 168 * BENCH_HOUR, DY_REQUESTED_APPROVE);
    case REFUSE: return go(c, REFUSED, BENCH_NEVER, DY_REQUESTED_REFUSE);
    default: return DY_REFUSED;
    }
  case SENDING:
    if (in->action != SEND_BACK || in->actor != USER) return DY_REFUSED;
    c->tracking = 1;
    return go(c, RETURNING, now + 168 * BENCH_HOUR, DY_SENDING_SEND_BACK);
  case RETURNING:
    if (in->action != RETURN_CONFIRM || in->actor != MERCHANT) return DY_REFUSED;
    return received(c, now, out, DY_RETURNING_CONFIRM_COD, DY_RETURNING_CONFIRM_ONLINE);
  case REFUNDING:
    if (in->action != REPAY || in->actor != MERCHANT) return DY_REFUSED;
    c->voucher = 1;
    return go(c, REFUNDED, BENCH_NEVER, DY_REFUNDING_REPAY);
  default: return DY_REFUSED;
  }
}

static uint32_t fire_return(nested_case *c, int64_t at, bench_out *out) {
  switch (c->state) {
  case REQUESTED:
    if (!c->reminded) {
      c->reminded = 1;
      return go(c, REQUESTED, at + 12 * BENCH_HOUR, DY_REQUESTED_REMIND);
    }
    return go(c, SENDING, at + 168 * BENCH_HOUR, DY_REQUESTED_DUE);
  case SENDING: return go(c, CLOSED, BENCH_NEVER, DY_SENDING_DUE);
  case RETURNING: return received(c, at, out, DY_RETURNING_DUE_COD, DY_RETURNING_DUE_ONLINE);
  default: /* REFUNDING */
    bench_effect_add(out, COMPENSATE, c->paid, 0);
    bench_effect_add(out, PENALISE, MERCHANT, LATE_REFUND);
    return go(c, REFUNDED, BENCH_NEVER, DY_REFUNDING_DUE);
  }
}

static void fire(nested_case *c, int64_t now, bench_out *out) {
  while (c->wake <= now) {
    int64_t at = c->wake;
    uint32_t row =
        c->process == ORDER ? go(c, CANCELLED, BENCH_NEVER, DY_UNPAID_DUE) : fire_return(c, at, out);
    bench_fire(out, row, at);
  }
}

static inline uint32_t nested_open(nested_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  c->process = in->where >> 1 & 1;
  c->mode = in->where & 1;
  c->paid = dy_paid(in);
  c->postage = dy_postage(in);
  c->agreed = -1;
  c->tracking = c->voucher = 0;
  if (c->process == RETURN) return request(c, in->now, DY_APPLY);
  if (c->mode == COD) return go(c, CONFIRMING, BENCH_NEVER, DY_SUBMIT_COD);
  return go(c, UNPAID, in->now + 24 * BENCH_HOUR, DY_SUBMIT_ONLINE);
}

BENCH_INLINE uint32_t nested_step(nested_case *c, const bench_input *in, bench_out *out) {
  if (in->where & BENCH_OPENS) return nested_open(c, in, out);
  out->n_fired = out->n_effects = 0;
  if (c->wake <= in->now) fire(c, in->now, out);
  return c->process == ORDER ? order_step(c, in, out) : return_step(c, in, out);
}

static inline void nested_view(const nested_case *c, bench_view *view) {
  *view = (bench_view){.wake = c->wake,
                       .process = c->process,
                       .mode = c->mode,
                       .state = c->state,
                       .facts = {c->agreed < 0 ? BENCH_UNSET : c->agreed, c->paid, c->postage,
                                 c->tracking ? 1 : BENCH_UNSET, c->voucher ? 1 : BENCH_UNSET}};
}

BENCH_CONTENDER("nested", "nested switch", dy_nested, nested_case, nested_open, nested_step, nested_view)
