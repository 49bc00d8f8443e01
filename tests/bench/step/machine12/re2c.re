/* (f) re2c with conditions: a condition for each state, a symbol for each actor's action and one for the clock's,
 * guards in the rules' code. One symbol is one run of the scanner. */
#include "contender.h"
#include "machine12_rows.h"

/*!conditions:re2c*/

typedef struct re2c_case {
  int64_t wake;
  uint8_t condition;
  int8_t in_window, has_evidence, low_value; /* as last given; -1: not yet */
} re2c_case;

enum { DUE_SYMBOL = 3 * (EVIDENCE + 1) };

static inline uint32_t go(re2c_case *c, uint8_t condition, int64_t wake, uint32_t row) {
  c->condition = condition;
  c->wake = wake;
  return row;
}

BENCH_INLINE uint32_t run(re2c_case *c, unsigned char symbol, uint8_t facts, int64_t now) {
  const unsigned char *YYCURSOR = &symbol;
  /*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYGETCONDITION = "c->condition";
    re2c:define:YYGETCONDITION:naked = 1;
    re2c:yyfill:enable = 0;

    approve_seller = "\x01";
    approve_platform = "\x02";
    reject_seller = "\x04";
    reject_platform = "\x05";
    ship_buyer = "\x06";
    submit_buyer = "\x09";
    submit_seller = "\x0a";
    submit_platform = "\x0b";
    close_buyer = "\x0c";
    close_seller = "\x0d";
    close_platform = "\x0e";
    refund_seller = "\x10";
    refund_platform = "\x11";
    dispute_buyer = "\x12";
    dispute_seller = "\x13";
    deliver_seller = "\x16";
    deliver_platform = "\x17";
    inspect_seller = "\x19";
    evidence_buyer = "\x1b";
    evidence_seller = "\x1c";
    evidence_platform = "\x1d";
    due = "\x1e";

    <REQ> approve_seller { return go(c, yycAPPR, now + 168 * BENCH_HOUR, M12_REQ_APPROVE_SELLER); }
    <REQ> approve_platform {
      if (!(facts & LOW_VALUE)) return M12_REFUSED;
      c->low_value = 1;
      return go(c, yycAPPR, now + 168 * BENCH_HOUR, M12_REQ_APPROVE_PLATFORM);
    }
    <REQ> reject_seller {
      if (!(facts & HAS_EVIDENCE)) return M12_REFUSED;
      c->has_evidence = 1;
      return go(c, yycREJ, now + 168 * BENCH_HOUR, M12_REQ_REJECT_SELLER);
    }
    <REQ> close_buyer { return go(c, yycCLOSED, BENCH_NEVER, M12_REQ_CLOSE_BUYER); }
    <REQ> close_platform { return go(c, yycCLOSED, BENCH_NEVER, M12_REQ_CLOSE_PLATFORM); }
    <REQ> due { return go(c, yycAPPR, now + 168 * BENCH_HOUR, M12_REQ_DUE); }
    <APPR> ship_buyer {
      c->in_window = (facts & IN_WINDOW) != 0;
      return go(c, yycTRANSIT, now + 240 * BENCH_HOUR, M12_APPR_SHIP_BUYER);
    }
    <APPR> submit_seller { return go(c, yycAWAIT, now + 120 * BENCH_HOUR, M12_APPR_SUBMIT_SELLER); }
    <APPR> close_buyer { return go(c, yycCLOSED, BENCH_NEVER, M12_APPR_CLOSE_BUYER); }
    <APPR> refund_seller {
      if (!(facts & LOW_VALUE)) return M12_REFUSED;
      c->low_value = 1;
      return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_APPR_REFUND_SELLER);
    }
    <APPR> reject_platform {
      c->in_window = (facts & IN_WINDOW) != 0;
      c->has_evidence = (facts & HAS_EVIDENCE) != 0;
      return go(c, yycREJ, now + 168 * BENCH_HOUR, M12_APPR_REJECT_PLATFORM);
    }
    <APPR> due { return go(c, yycCLOSED, BENCH_NEVER, M12_APPR_DUE); }
    <REJ> dispute_buyer {
      if (!(facts & IN_WINDOW)) return M12_REFUSED;
      c->in_window = 1;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_REJ_DISPUTE_BUYER);
    }
    <REJ> close_buyer { return go(c, yycCLOSED, BENCH_NEVER, M12_REJ_CLOSE_BUYER); }
    <REJ> close_seller { return go(c, yycCLOSED, BENCH_NEVER, M12_REJ_CLOSE_SELLER); }
    <REJ> close_platform { return go(c, yycCLOSED, BENCH_NEVER, M12_REJ_CLOSE_PLATFORM); }
    <REJ> due { return go(c, yycCLOSED, BENCH_NEVER, M12_REJ_DUE); }
    <AWAIT> ship_buyer {
      if (!(facts & IN_WINDOW)) return M12_REFUSED;
      c->in_window = 1;
      return go(c, yycTRANSIT, now + 240 * BENCH_HOUR, M12_AWAIT_SHIP_BUYER);
    }
    <AWAIT> close_buyer { return go(c, yycCLOSED, BENCH_NEVER, M12_AWAIT_CLOSE_BUYER); }
    <AWAIT> close_platform { return go(c, yycCLOSED, BENCH_NEVER, M12_AWAIT_CLOSE_PLATFORM); }
    <AWAIT> dispute_seller {
      c->in_window = (facts & IN_WINDOW) != 0;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_AWAIT_DISPUTE_SELLER);
    }
    <AWAIT> due { return go(c, yycCLOSED, BENCH_NEVER, M12_AWAIT_DUE); }
    <TRANSIT> deliver_platform { return go(c, yycRECV, now + 72 * BENCH_HOUR, M12_TRANSIT_DELIVER_PLATFORM); }
    <TRANSIT> deliver_seller { return go(c, yycRECV, now + 72 * BENCH_HOUR, M12_TRANSIT_DELIVER_SELLER); }
    <TRANSIT> dispute_buyer {
      c->in_window = (facts & IN_WINDOW) != 0;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_TRANSIT_DISPUTE_BUYER);
    }
    <TRANSIT> dispute_seller {
      if (!(facts & IN_WINDOW)) return M12_REFUSED;
      c->in_window = 1;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_TRANSIT_DISPUTE_SELLER);
    }
    <TRANSIT> due { return go(c, yycRECV, now + 72 * BENCH_HOUR, M12_TRANSIT_DUE); }
    <RECV> inspect_seller { return go(c, yycINSPECTED, now + 72 * BENCH_HOUR, M12_RECV_INSPECT_SELLER); }
    <RECV> refund_seller {
      c->low_value = (facts & LOW_VALUE) != 0;
      return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_RECV_REFUND_SELLER);
    }
    <RECV> refund_platform {
      if (!(facts & LOW_VALUE)) return M12_REFUSED;
      c->low_value = 1;
      return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_RECV_REFUND_PLATFORM);
    }
    <RECV> dispute_seller {
      c->in_window = (facts & IN_WINDOW) != 0;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_RECV_DISPUTE_SELLER);
    }
    <RECV> due { return go(c, yycCLOSED, BENCH_NEVER, M12_RECV_DUE); }
    <INSPECTED> approve_seller { return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_INSPECTED_APPROVE_SELLER); }
    <INSPECTED> reject_seller {
      if (!(facts & HAS_EVIDENCE)) return M12_REFUSED;
      c->has_evidence = 1;
      return go(c, yycREJ, now + 168 * BENCH_HOUR, M12_INSPECTED_REJECT_SELLER);
    }
    <INSPECTED> approve_platform {
      c->low_value = (facts & LOW_VALUE) != 0;
      return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_INSPECTED_APPROVE_PLATFORM);
    }
    <INSPECTED> dispute_buyer {
      c->in_window = (facts & IN_WINDOW) != 0;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_INSPECTED_DISPUTE_BUYER);
    }
    <INSPECTED> due { return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_INSPECTED_DUE); }
    <REFPEND> refund_seller {
      c->low_value = (facts & LOW_VALUE) != 0;
      return go(c, yycREFUNDED, now + 168 * BENCH_HOUR, M12_REFPEND_REFUND_SELLER);
    }
    <REFPEND> refund_platform {
      c->low_value = (facts & LOW_VALUE) != 0;
      return go(c, yycREFUNDED, now + 168 * BENCH_HOUR, M12_REFPEND_REFUND_PLATFORM);
    }
    <REFPEND> dispute_buyer {
      c->in_window = (facts & IN_WINDOW) != 0;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_REFPEND_DISPUTE_BUYER);
    }
    <REFPEND> reject_platform {
      if ((facts & (IN_WINDOW | HAS_EVIDENCE)) != (IN_WINDOW | HAS_EVIDENCE)) return M12_REFUSED;
      c->in_window = 1;
      c->has_evidence = 1;
      return go(c, yycREJ, now + 168 * BENCH_HOUR, M12_REFPEND_REJECT_PLATFORM);
    }
    <REFPEND> due { return go(c, yycREFUNDED, now + 168 * BENCH_HOUR, M12_REFPEND_DUE); }
    <REFUNDED> close_buyer { return go(c, yycCLOSED, BENCH_NEVER, M12_REFUNDED_CLOSE_BUYER); }
    <REFUNDED> close_platform { return go(c, yycCLOSED, BENCH_NEVER, M12_REFUNDED_CLOSE_PLATFORM); }
    <REFUNDED> dispute_buyer {
      if (!(facts & IN_WINDOW)) return M12_REFUSED;
      c->in_window = 1;
      return go(c, yycDISPUTED, BENCH_NEVER, M12_REFUNDED_DISPUTE_BUYER);
    }
    <REFUNDED> due { return go(c, yycCLOSED, BENCH_NEVER, M12_REFUNDED_DUE); }
    <DISPUTED> evidence_buyer { return go(c, yycESCALATED, BENCH_NEVER, M12_DISPUTED_EVIDENCE_BUYER); }
    <DISPUTED> evidence_seller { return go(c, yycESCALATED, BENCH_NEVER, M12_DISPUTED_EVIDENCE_SELLER); }
    <DISPUTED> approve_seller { return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_DISPUTED_APPROVE_SELLER); }
    <DISPUTED> close_buyer { return go(c, yycCLOSED, BENCH_NEVER, M12_DISPUTED_CLOSE_BUYER); }
    <ESCALATED> approve_platform {
      c->low_value = (facts & LOW_VALUE) != 0;
      return go(c, yycREFPEND, now + 48 * BENCH_HOUR, M12_ESCALATED_APPROVE_PLATFORM);
    }
    <ESCALATED> reject_platform {
      c->in_window = (facts & IN_WINDOW) != 0;
      c->has_evidence = (facts & HAS_EVIDENCE) != 0;
      return go(c, yycREJ, now + 168 * BENCH_HOUR, M12_ESCALATED_REJECT_PLATFORM);
    }
    <ESCALATED> close_platform { return go(c, yycCLOSED, BENCH_NEVER, M12_ESCALATED_CLOSE_PLATFORM); }
    <ESCALATED> evidence_platform { return go(c, yycESCALATED, BENCH_NEVER, M12_ESCALATED_EVIDENCE_PLATFORM); }
    <CLOSED> submit_buyer {
      if (!(facts & IN_WINDOW)) return M12_REFUSED;
      c->in_window = 1;
      return go(c, yycREQ, now + 48 * BENCH_HOUR, M12_CLOSED_SUBMIT_BUYER);
    }
    <CLOSED> submit_platform { return go(c, yycREQ, now + 48 * BENCH_HOUR, M12_CLOSED_SUBMIT_PLATFORM); }
    <*> * { return M12_REFUSED; }
  */
}

static void fire(re2c_case *c, int64_t now, bench_out *out) {
  while (c->wake <= now) {
    int64_t at = c->wake;
    bench_fire(out, run(c, DUE_SYMBOL, 0, at), at);
  }
}

BENCH_INLINE uint32_t re2c_step(re2c_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  if (c->wake <= in->now) fire(c, in->now, out);
  return run(c, (unsigned char)(in->action * 3 + in->actor - 1), in->facts, in->now);
}

static inline uint32_t re2c_open(re2c_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  c->in_window = c->has_evidence = c->low_value = -1;
  return go(c, yycREQ, in->now + 48 * BENCH_HOUR, M12_OPENS);
}

static inline int64_t seen(int8_t fact) {
  return fact < 0 ? BENCH_UNSET : fact;
}

static inline void re2c_view(const re2c_case *c, bench_view *view) {
  static const uint8_t state_of[] = {
      [yycREQ] = REQ,
      [yycAPPR] = APPR,
      [yycREJ] = REJ,
      [yycAWAIT] = AWAIT,
      [yycTRANSIT] = TRANSIT,
      [yycRECV] = RECV,
      [yycINSPECTED] = INSPECTED,
      [yycREFPEND] = REFPEND,
      [yycREFUNDED] = REFUNDED,
      [yycDISPUTED] = DISPUTED,
      [yycESCALATED] = ESCALATED,
      [yycCLOSED] = CLOSED};
  *view = (bench_view){.wake = c->wake,
                       .state = state_of[c->condition],
                       .facts = {seen(c->in_window), seen(c->has_evidence), seen(c->low_value)}};
}

BENCH_CONTENDER("re2c", "re2c, conditions", m12_re2c, re2c_case, re2c_open, re2c_step, re2c_view)
