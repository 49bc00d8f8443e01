/* The workload machine12: its rows as the reference reads them. */
#include "workloads.h"

#include "machine12_rows.h"

#define ACT(from, action, actor, facts, to)                                                                  \
  [M12_##from##_##action##_##actor] =                                                                        \
      BENCH_ACT_ROW(#from " " #action " " #actor, 0, 1, from, action, actor, facts, facts, to),
#define DUE(state, hours, event, to)                                                                         \
  [M12_##state##_DUE] = BENCH_DUE_ROW(#state " due", BENCH_DUE, 0, 1, state, hours, event, to),

static const bench_row rows[M12_ROWS] = {
    [M12_REFUSED] = {.name = "refused"},
    [M12_OPENS] = {.name = "open", .modes = 1, .to = REQ, .happens = SUBMIT, .actor = PLATFORM},
    M12_ACTS(ACT) M12_DUES(DUE)};

/* What any guard of the actor's action asks for: it gives that everywhere. */
static uint32_t gives(uint8_t process, uint8_t action, uint8_t actor) {
  uint32_t mask = 0;
  (void)process;
  for (unsigned i = 0; i < M12_ROWS; i++)
    if (rows[i].kind == BENCH_ACT && rows[i].happens == action && rows[i].actor == actor)
      mask |= rows[i].fact_mask;
  return mask;
}

static int64_t fact(const bench_input *in, unsigned i) {
  return in->facts >> i & 1;
}

static int ended(uint8_t process, uint8_t state) {
  (void)process, (void)state;
  return 0;
}

static void effects(uint32_t row, const int64_t *facts, bench_out *out) {
  (void)row, (void)facts, (void)out;
}

const bench_workload machine12_workload = {.name = "machine12",
                                           .rows = rows,
                                           .n_rows = M12_ROWS,
                                           .n_processes = 1,
                                           .n_modes = 1,
                                           .n_actions = EVIDENCE + 1,
                                           .n_actors = 3,
                                           .n_facts = 3,
                                           .fact_bits = 3,
                                           .gives = gives,
                                           .fact = fact,
                                           .ended = ended,
                                           .effects = effects,
                                           .opened_within = 48 * BENCH_HOUR};
