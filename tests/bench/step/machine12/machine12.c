/* The workload machine12: its rows as the reference reads them. */
#include "workloads.h"

#include "machine12_rows.h"

static const bench_row rows[M12_ROWS] = {
    [M12_REFUSED] = {.name = "refused"},
    [M12_OPENS] = {.name = "open", .modes = 1, .to = REQ, .happens = SUBMIT, .actor = PLATFORM},
#define ACT(from_, action, actor_, facts_, to_)                                                              \
  [M12_##from_##_##action##_##actor_] = {.name = #from_ " " #action " " #actor_,                             \
                                         .kind = BENCH_ACT,                                                  \
                                         .modes = 1,                                                         \
                                         .from = (from_),                                                    \
                                         .to = (to_),                                                        \
                                         .happens = (action),                                                \
                                         .actor = (actor_),                                                  \
                                         .fact_mask = (facts_),                                              \
                                         .facts = (facts_)},
    M12_ACTS(ACT)
#define DUE(state, hours, event, to_)                                                                        \
  [M12_##state##_DUE] = {.name = #state " due",                                                              \
                         .after = (hours)*BENCH_HOUR,                                                        \
                         .kind = BENCH_DUE,                                                                  \
                         .modes = 1,                                                                         \
                         .from = (state),                                                                    \
                         .to = (to_),                                                                        \
                         .happens = (event)},
        M12_DUES(DUE)};

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
