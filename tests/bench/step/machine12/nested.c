/* (d) A nested switch as one writes it by hand: the state outside, the action in it, the actor in that,
 * guards as if. What the others are compared with. */
#include "contender.h"
#include "machine12_rows.h"

typedef struct nested_case {
  int64_t wake; /* when the state's deadline falls due */
  uint8_t state;
  int8_t in_window, has_evidence, low_value; /* as last given; -1: not yet */
} nested_case;

static inline int64_t due(uint8_t state, int64_t now) {
  switch (state) {
  case REQ:
  case REFPEND: return now + 48 * BENCH_HOUR;
  case RECV:
  case INSPECTED: return now + 72 * BENCH_HOUR;
  case AWAIT: return now + 120 * BENCH_HOUR;
  case APPR:
  case REJ:
  case REFUNDED: return now + 168 * BENCH_HOUR;
  case TRANSIT: return now + 240 * BENCH_HOUR;
  default: return BENCH_NEVER;
  }
}

static inline uint32_t go(nested_case *c, uint8_t state, int64_t now, uint32_t row) {
  c->state = state;
  c->wake = due(state, now);
  return row;
}

static void fire(nested_case *c, int64_t now, bench_out *out) {
  while (c->wake <= now) {
    int64_t at = c->wake;
    switch (c->state) {
    case REQ: bench_fire(out, go(c, APPR, at, M12_REQ_DUE), at); break;
    case APPR: bench_fire(out, go(c, CLOSED, at, M12_APPR_DUE), at); break;
    case REJ: bench_fire(out, go(c, CLOSED, at, M12_REJ_DUE), at); break;
    case AWAIT: bench_fire(out, go(c, CLOSED, at, M12_AWAIT_DUE), at); break;
    case TRANSIT: bench_fire(out, go(c, RECV, at, M12_TRANSIT_DUE), at); break;
    case RECV: bench_fire(out, go(c, CLOSED, at, M12_RECV_DUE), at); break;
    case INSPECTED: bench_fire(out, go(c, REFPEND, at, M12_INSPECTED_DUE), at); break;
    case REFPEND: bench_fire(out, go(c, REFUNDED, at, M12_REFPEND_DUE), at); break;
    case REFUNDED: bench_fire(out, go(c, CLOSED, at, M12_REFUNDED_DUE), at); break;
    default: return;
    }
  }
}

BENCH_INLINE uint32_t nested_step(nested_case *c, const bench_input *in, bench_out *out) {
  int64_t now = in->now;
  out->n_fired = out->n_effects = 0;
  if (c->wake <= now) fire(c, now, out);
  switch (c->state) {
  case REQ:
    switch (in->action) {
    case APPROVE:
      switch (in->actor) {
      case SELLER: return go(c, APPR, now, M12_REQ_APPROVE_SELLER);
      case PLATFORM:
        if (!(in->facts & LOW_VALUE)) return M12_REFUSED;
        c->low_value = 1;
        return go(c, APPR, now, M12_REQ_APPROVE_PLATFORM);
      default: return M12_REFUSED;
      }
    case REJECT:
      switch (in->actor) {
      case SELLER:
        if (!(in->facts & HAS_EVIDENCE)) return M12_REFUSED;
        c->has_evidence = 1;
        return go(c, REJ, now, M12_REQ_REJECT_SELLER);
      default: return M12_REFUSED;
      }
    case CLOSE:
      switch (in->actor) {
      case BUYER: return go(c, CLOSED, now, M12_REQ_CLOSE_BUYER);
      case PLATFORM: return go(c, CLOSED, now, M12_REQ_CLOSE_PLATFORM);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case APPR:
    switch (in->action) {
    case SHIP:
      switch (in->actor) {
      case BUYER:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        return go(c, TRANSIT, now, M12_APPR_SHIP_BUYER);
      default: return M12_REFUSED;
      }
    case SUBMIT:
      switch (in->actor) {
      case SELLER: return go(c, AWAIT, now, M12_APPR_SUBMIT_SELLER);
      default: return M12_REFUSED;
      }
    case CLOSE:
      switch (in->actor) {
      case BUYER: return go(c, CLOSED, now, M12_APPR_CLOSE_BUYER);
      default: return M12_REFUSED;
      }
    case REFUND:
      switch (in->actor) {
      case SELLER:
        if (!(in->facts & LOW_VALUE)) return M12_REFUSED;
        c->low_value = 1;
        return go(c, REFPEND, now, M12_APPR_REFUND_SELLER);
      default: return M12_REFUSED;
      }
    case REJECT:
      switch (in->actor) {
      case PLATFORM:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        c->has_evidence = (in->facts & HAS_EVIDENCE) != 0;
        return go(c, REJ, now, M12_APPR_REJECT_PLATFORM);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case REJ:
    switch (in->action) {
    case DISPUTE:
      switch (in->actor) {
      case BUYER:
        if (!(in->facts & IN_WINDOW)) return M12_REFUSED;
        c->in_window = 1;
        return go(c, DISPUTED, now, M12_REJ_DISPUTE_BUYER);
      default: return M12_REFUSED;
      }
    case CLOSE:
      switch (in->actor) {
      case BUYER: return go(c, CLOSED, now, M12_REJ_CLOSE_BUYER);
      case SELLER: return go(c, CLOSED, now, M12_REJ_CLOSE_SELLER);
      case PLATFORM: return go(c, CLOSED, now, M12_REJ_CLOSE_PLATFORM);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case AWAIT:
    switch (in->action) {
    case SHIP:
      switch (in->actor) {
      case BUYER:
        if (!(in->facts & IN_WINDOW)) return M12_REFUSED;
        c->in_window = 1;
        return go(c, TRANSIT, now, M12_AWAIT_SHIP_BUYER);
      default: return M12_REFUSED;
      }
    case CLOSE:
      switch (in->actor) {
      case BUYER: return go(c, CLOSED, now, M12_AWAIT_CLOSE_BUYER);
      case PLATFORM: return go(c, CLOSED, now, M12_AWAIT_CLOSE_PLATFORM);
      default: return M12_REFUSED;
      }
    case DISPUTE:
      switch (in->actor) {
      case SELLER:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        return go(c, DISPUTED, now, M12_AWAIT_DISPUTE_SELLER);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case TRANSIT:
    switch (in->action) {
    case DELIVER:
      switch (in->actor) {
      case PLATFORM: return go(c, RECV, now, M12_TRANSIT_DELIVER_PLATFORM);
      case SELLER: return go(c, RECV, now, M12_TRANSIT_DELIVER_SELLER);
      default: return M12_REFUSED;
      }
    case DISPUTE:
      switch (in->actor) {
      case BUYER:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        return go(c, DISPUTED, now, M12_TRANSIT_DISPUTE_BUYER);
      case SELLER:
        if (!(in->facts & IN_WINDOW)) return M12_REFUSED;
        c->in_window = 1;
        return go(c, DISPUTED, now, M12_TRANSIT_DISPUTE_SELLER);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case RECV:
    switch (in->action) {
    case INSPECT:
      switch (in->actor) {
      case SELLER: return go(c, INSPECTED, now, M12_RECV_INSPECT_SELLER);
      default: return M12_REFUSED;
      }
    case REFUND:
      switch (in->actor) {
      case SELLER:
        c->low_value = (in->facts & LOW_VALUE) != 0;
        return go(c, REFPEND, now, M12_RECV_REFUND_SELLER);
      case PLATFORM:
        if (!(in->facts & LOW_VALUE)) return M12_REFUSED;
        c->low_value = 1;
        return go(c, REFPEND, now, M12_RECV_REFUND_PLATFORM);
      default: return M12_REFUSED;
      }
    case DISPUTE:
      switch (in->actor) {
      case SELLER:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        return go(c, DISPUTED, now, M12_RECV_DISPUTE_SELLER);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case INSPECTED:
    switch (in->action) {
    case APPROVE:
      switch (in->actor) {
      case SELLER: return go(c, REFPEND, now, M12_INSPECTED_APPROVE_SELLER);
      case PLATFORM:
        c->low_value = (in->facts & LOW_VALUE) != 0;
        return go(c, REFPEND, now, M12_INSPECTED_APPROVE_PLATFORM);
      default: return M12_REFUSED;
      }
    case REJECT:
      switch (in->actor) {
      case SELLER:
        if (!(in->facts & HAS_EVIDENCE)) return M12_REFUSED;
        c->has_evidence = 1;
        return go(c, REJ, now, M12_INSPECTED_REJECT_SELLER);
      default: return M12_REFUSED;
      }
    case DISPUTE:
      switch (in->actor) {
      case BUYER:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        return go(c, DISPUTED, now, M12_INSPECTED_DISPUTE_BUYER);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case REFPEND:
    switch (in->action) {
    case REFUND:
      switch (in->actor) {
      case SELLER:
        c->low_value = (in->facts & LOW_VALUE) != 0;
        return go(c, REFUNDED, now, M12_REFPEND_REFUND_SELLER);
      case PLATFORM:
        c->low_value = (in->facts & LOW_VALUE) != 0;
        return go(c, REFUNDED, now, M12_REFPEND_REFUND_PLATFORM);
      default: return M12_REFUSED;
      }
    case DISPUTE:
      switch (in->actor) {
      case BUYER:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        return go(c, DISPUTED, now, M12_REFPEND_DISPUTE_BUYER);
      default: return M12_REFUSED;
      }
    case REJECT:
      switch (in->actor) {
      case PLATFORM:
        if ((in->facts & (IN_WINDOW | HAS_EVIDENCE)) != (IN_WINDOW | HAS_EVIDENCE)) return M12_REFUSED;
        c->in_window = 1;
        c->has_evidence = 1;
        return go(c, REJ, now, M12_REFPEND_REJECT_PLATFORM);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case REFUNDED:
    switch (in->action) {
    case CLOSE:
      switch (in->actor) {
      case BUYER: return go(c, CLOSED, now, M12_REFUNDED_CLOSE_BUYER);
      case PLATFORM: return go(c, CLOSED, now, M12_REFUNDED_CLOSE_PLATFORM);
      default: return M12_REFUSED;
      }
    case DISPUTE:
      switch (in->actor) {
      case BUYER:
        if (!(in->facts & IN_WINDOW)) return M12_REFUSED;
        c->in_window = 1;
        return go(c, DISPUTED, now, M12_REFUNDED_DISPUTE_BUYER);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case DISPUTED:
    switch (in->action) {
    case EVIDENCE:
      switch (in->actor) {
      case BUYER: return go(c, ESCALATED, now, M12_DISPUTED_EVIDENCE_BUYER);
      case SELLER: return go(c, ESCALATED, now, M12_DISPUTED_EVIDENCE_SELLER);
      default: return M12_REFUSED;
      }
    case APPROVE:
      switch (in->actor) {
      case SELLER: return go(c, REFPEND, now, M12_DISPUTED_APPROVE_SELLER);
      default: return M12_REFUSED;
      }
    case CLOSE:
      switch (in->actor) {
      case BUYER: return go(c, CLOSED, now, M12_DISPUTED_CLOSE_BUYER);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case ESCALATED:
    switch (in->action) {
    case APPROVE:
      switch (in->actor) {
      case PLATFORM:
        c->low_value = (in->facts & LOW_VALUE) != 0;
        return go(c, REFPEND, now, M12_ESCALATED_APPROVE_PLATFORM);
      default: return M12_REFUSED;
      }
    case REJECT:
      switch (in->actor) {
      case PLATFORM:
        c->in_window = (in->facts & IN_WINDOW) != 0;
        c->has_evidence = (in->facts & HAS_EVIDENCE) != 0;
        return go(c, REJ, now, M12_ESCALATED_REJECT_PLATFORM);
      default: return M12_REFUSED;
      }
    case CLOSE:
      switch (in->actor) {
      case PLATFORM: return go(c, CLOSED, now, M12_ESCALATED_CLOSE_PLATFORM);
      default: return M12_REFUSED;
      }
    case EVIDENCE:
      switch (in->actor) {
      case PLATFORM: return go(c, ESCALATED, now, M12_ESCALATED_EVIDENCE_PLATFORM);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  case CLOSED:
    switch (in->action) {
    case SUBMIT:
      switch (in->actor) {
      case BUYER:
        if (!(in->facts & IN_WINDOW)) return M12_REFUSED;
        c->in_window = 1;
        return go(c, REQ, now, M12_CLOSED_SUBMIT_BUYER);
      case PLATFORM: return go(c, REQ, now, M12_CLOSED_SUBMIT_PLATFORM);
      default: return M12_REFUSED;
      }
    default: return M12_REFUSED;
    }
  default: return M12_REFUSED;
  }
}

BENCH_INLINE uint32_t nested_open(nested_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  c->in_window = c->has_evidence = c->low_value = -1;
  return go(c, REQ, in->now, M12_OPENS);
}

static inline int64_t seen(int8_t fact) {
  return fact < 0 ? BENCH_UNSET : fact;
}

static inline void nested_view(const nested_case *c, bench_view *view) {
  *view = (bench_view){.wake = c->wake,
                       .state = c->state,
                       .facts = {seen(c->in_window), seen(c->has_evidence), seen(c->low_value)}};
}

BENCH_CONTENDER("nested", "nested switch", m12_nested, nested_case, nested_open, nested_step, nested_view)
