/* The workload douyin: its rows as the reference reads them. */
#include "workloads.h"

#include "douyin_rows.h"

#define ACT(row, process, modes, from, action, actor, mask, facts, to)                                       \
  [DY_##row] = BENCH_ACT_ROW(#row, process, modes, from, action, actor, mask, facts, to),
#define DUE(row, kind, process, modes, state, hours, event, to)                                              \
  [DY_##row] = BENCH_DUE_ROW(#row, BENCH_##kind, process, modes, state, hours, event, to),

static const bench_row rows[DY_ROWS] = {[DY_REFUSED] = {.name = "refused"}, DY_ACTS(ACT) DY_DUES(DUE)};

static uint32_t gives(uint8_t process, uint8_t action, uint8_t actor) {
  if (process == ORDER) {
    if (action == SUBMIT && actor == USER) return 1u << PAID | 1u << POSTAGE;
    return action == CANCEL && actor == MERCHANT ? 1u << AGREED : 0;
  }
  if (action == APPLY && actor == USER) return 1u << PAID | 1u << POSTAGE;
  if (action == SEND_BACK && actor == USER) return 1u << TRACKING;
  return action == REPAY && actor == MERCHANT ? 1u << VOUCHER : 0;
}

static int64_t fact(const bench_input *in, unsigned i) {
  switch (i) {
  case AGREED: return dy_agreed(in);
  case PAID: return dy_paid(in);
  case POSTAGE: return dy_postage(in);
  default: return 1; /* of a text only that it was given is kept */
  }
}

static int ended(uint8_t process, uint8_t state) {
  return process == ORDER ? state >= CANCELLED : state >= REFUSED;
}

static void effects(uint32_t row, const int64_t *facts, bench_out *out) {
  dy_effects(row, facts[PAID], facts[POSTAGE], out);
}

const bench_workload douyin_workload = {.name = "douyin",
                                        .rows = rows,
                                        .n_rows = DY_ROWS,
                                        .n_processes = 2,
                                        .n_modes = 2,
                                        .n_actions = 6,
                                        .n_actors = 3,
                                        .n_facts = 5,
                                        .fact_bits = 1,
                                        .gives = gives,
                                        .fact = fact,
                                        .ended = ended,
                                        .effects = effects,
                                        .opened_within = 24 * BENCH_HOUR};
