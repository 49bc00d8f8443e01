/* A small shop, written by hand: what the tests of judging, errors, options and explanations share. */
#ifndef SHOP_H
#define SHOP_H

#include "support.h"
#include "tables.h"

enum { COD, ONLINE, N_MODES };
enum { CLOCK, USER, SHOP, N_ACTORS };
enum { AGREED, PAID, POSTAGE, TRACKING, DAY, LOANED, N_FACTS };
enum { ORDER, LOAN, N_PROCESSES };
enum { START, OPEN, SHIPPED, DONE, AUDIT, N_STATES }; /* AUDIT: online only */
enum { SUBMIT, CANCEL, SHIP, NUDGE, BOOK, SEND_BACK, DREAM, PROBE, N_ACTIONS, LAPSE = N_ACTIONS, N_NAMES };
enum { S_ENTRY, S_AGREED, S_PAID, S_POSTAGE, S_TRACKING, S_DAY, S_SHIPPED, S_NUDGES, N_SLOTS };
enum { REFUND, PENALISE, N_EFFECTS };
enum { CHEAP = OMBUD_REASON_FIRST, COD_LOCKED, DEAR, N_REASONS_END };

enum {
  R_NONE,
  R_CHEAP,
  R_SUBMIT,
  R_AGREED,
  R_ALONE,
  R_LOCKED,
  R_PAY,
  R_SHIP,
  R_NUDGE,
  R_BOOK,
  R_DEAR,
  R_BACK,
  R_PROBE,
  R_LAPSE,
  R_LOAN
};

static const ombud_fact shop_facts[N_FACTS] = {
    [AGREED] = {0, 1, OMBUD_YES_NO},
    [PAID] = {0, 100000, OMBUD_MONEY},
    [POSTAGE] = {0, 100000, OMBUD_MONEY},
    [TRACKING] = {1, 1, OMBUD_TEXT},
    [DAY] = {OMBUD_TIME_MIN, OMBUD_TIME_MAX, OMBUD_MOMENT},
    [LOANED] = {0, 9, OMBUD_NUMBER},
};

static const ombud_order shop_orders[] = {{POSTAGE, PAID, 0}};

enum { T_NONE, T_CHEAP, T_AGREED, T_ALONE, T_DEAR, T_PROBE, T_PROBE_2, T_PROBE_3 };
static const ombud_test shop_tests[] = {
    [T_CHEAP] = {0, 99, S_PAID, 2},
    [T_AGREED] = {1, 1, S_AGREED, 2},
    [T_ALONE] = {0, 0, S_AGREED, 2},
    [T_DEAR] = {50001, 100000, S_PAID, 2},
    /* two boxes: agreed with postage of 10 to 20, or postage of 21 to 30 */
    [T_PROBE] = {1, 1, S_AGREED, 0},
    [T_PROBE_2] = {10, 20, S_POSTAGE, 1},
    [T_PROBE_3] = {21, 30, S_POSTAGE, 2},
};

static const ombud_anchor shop_anchors[] = {
    {S_ENTRY, OMBUD_NONE}, {S_SHIPPED, OMBUD_NONE}, {S_DAY, OMBUD_NONE}};

enum { I_NONE, I_PAY, I_SHIP_FROM, I_BOOK_UNTIL, I_BACK_UNTIL, I_LAPSE };
static const ombud_instant shop_instants[] = {
    [I_PAY] = {24 * H, 0, 1, 0},       [I_SHIP_FROM] = {1 * H, 0, 1, 0}, [I_BOOK_UNTIL] = {-2 * H, 2, 1, 0},
    [I_BACK_UNTIL] = {2 * H, 1, 1, 0}, [I_LAPSE] = {10 * H, 1, 1, 0},
};

static const ombud_op shop_ops[] = {
    {.code = OMBUD_OP_SLOT, .slot = S_PAID},
    {.code = OMBUD_OP_SLOT, .slot = S_POSTAGE},
    {.code = OMBUD_OP_SUB},
    {.code = OMBUD_OP_CONST, .number = 1},
};
static const int64_t shop_numbers[] = {0, SHOP};
enum { DO_REFUND = 1, DO_PENALISE };
static const ombud_call shop_calls[] = {
    [DO_REFUND] = {0, 3, REFUND, 1, 1}, [DO_PENALISE] = {3, 1, PENALISE, 1, 1}};

static const plain_entry shop_entries[] = {
    [0] =
        {.rule = R_CHEAP, .guard = T_CHEAP, .target = OMBUD_NONE, .reason = CHEAP, .kind = OMBUD_ENTRY_DENY},
    [1] = {.rule = R_SUBMIT, .target = OPEN},
    [2] = {.rule = R_AGREED, .guard = T_AGREED, .target = DONE},
    [3] = {.rule = R_ALONE, .guard = T_ALONE, .target = DONE, .calls = DO_PENALISE},
    [4] = {.rule = R_LOCKED, .target = OMBUD_NONE, .reason = COD_LOCKED, .kind = OMBUD_ENTRY_DENY},
    [5] = {.rule = R_PAY, .target = DONE, .calls = DO_REFUND, .kind = OMBUD_ENTRY_MUST},
    [6] = {.rule = R_SHIP, .from = I_SHIP_FROM, .target = SHIPPED},
    [7] = {.rule = R_NUDGE, .target = OMBUD_NONE, .limit = 2},
    [8] = {.rule = R_BOOK, .until = I_BOOK_UNTIL, .target = OMBUD_NONE},
    [9] = {.rule = R_DEAR, .guard = T_DEAR, .target = OMBUD_NONE, .reason = DEAR, .kind = OMBUD_ENTRY_DENY},
    [10] = {.rule = R_BACK, .until = I_BACK_UNTIL, .target = DONE},
    [11] = {.rule = R_PROBE, .guard = T_PROBE, .target = OMBUD_NONE},
    [12] = {.rule = R_LOAN, .target = 1},
};

static const uint16_t shop_gives[] = {PAID, POSTAGE, AGREED, DAY, TRACKING, AGREED, POSTAGE, LOANED};

enum {
  C_NONE,
  C_SUBMIT,
  C_AGREED,
  C_LOCKED,
  C_PAY,
  C_SHIP,
  C_NUDGE,
  C_BOOK,
  C_BACK,
  C_PROBE,
  C_PROBE_ALL,
  C_LOAN
};
#define UNCOUNTED .count = OMBUD_NONE
static const plain_cell shop_cells[] = {
    [C_NONE] = {UNCOUNTED},
    [C_SUBMIT] = {.entries = 0, .n_entries = 2, .gives = 0, .n_gives = 2, UNCOUNTED},
    [C_AGREED] = {.entries = 2, .n_entries = 2, .gives = 2, .n_gives = 1, UNCOUNTED},
    [C_LOCKED] = {.entries = 4, .n_entries = 1, UNCOUNTED},
    [C_PAY] = {.entries = 5, .n_entries = 1, UNCOUNTED},
    [C_SHIP] = {.entries = 6, .n_entries = 1, UNCOUNTED},
    [C_NUDGE] = {.entries = 7, .n_entries = 1, .count = S_NUDGES},
    [C_BOOK] = {.entries = 8, .n_entries = 1, .gives = 3, .n_gives = 1, UNCOUNTED},
    [C_BACK] = {.entries = 9, .n_entries = 2, .gives = 4, .n_gives = 1, UNCOUNTED},
    [C_PROBE] = {.entries = 11, .n_entries = 1, .gives = 5, .n_gives = 1, UNCOUNTED, .reason = CHEAP},
    [C_PROBE_ALL] = {.entries = 11, .n_entries = 1, .gives = 5, .n_gives = 2, UNCOUNTED, .reason = CHEAP},
    [C_LOAN] = {.entries = 12, .n_entries = 1, .gives = 7, .n_gives = 1, UNCOUNTED},
};

#define AT(mode, state, actor, action)                                                                       \
  ((((mode)*N_STATES + (state)) * (N_ACTORS - 1) + (actor)-1) * N_ACTIONS + (action))
static const uint32_t order_cells[N_MODES * N_STATES * (N_ACTORS - 1) * N_ACTIONS] = {
    [AT(COD, START, USER, SUBMIT)] = C_SUBMIT,    [AT(ONLINE, START, USER, SUBMIT)] = C_SUBMIT,
    [AT(COD, OPEN, SHOP, CANCEL)] = C_AGREED,     [AT(COD, OPEN, USER, CANCEL)] = C_LOCKED,
    [AT(ONLINE, OPEN, USER, CANCEL)] = C_PAY,     [AT(COD, OPEN, SHOP, SHIP)] = C_SHIP,
    [AT(ONLINE, OPEN, SHOP, SHIP)] = C_SHIP,      [AT(COD, OPEN, USER, NUDGE)] = C_NUDGE,
    [AT(ONLINE, OPEN, USER, NUDGE)] = C_NUDGE,    [AT(COD, OPEN, USER, BOOK)] = C_BOOK,
    [AT(COD, SHIPPED, USER, SEND_BACK)] = C_BACK, [AT(ONLINE, SHIPPED, USER, SEND_BACK)] = C_BACK,
    [AT(COD, OPEN, USER, PROBE)] = C_PROBE,       [AT(COD, OPEN, SHOP, PROBE)] = C_PROBE_ALL,
};

static const ombud_timer shop_timers[] = {
    {.rule = R_PAY, .due = I_PAY, .calls = DO_REFUND, .target = DONE, .name = CANCEL, .kind = OMBUD_DEEMED},
    {.rule = R_LAPSE, .due = I_LAPSE, .target = DONE, .name = LAPSE, .kind = OMBUD_FELL_DUE},
};

#define ROW(mode, state) [(mode)*N_STATES + (state)]
static const ombud_row order_rows[N_MODES * N_STATES] = {
    ROW(COD, START) = {.flags = OMBUD_ROW_EXISTS},
    ROW(COD, OPEN) = {.flags = OMBUD_ROW_EXISTS},
    ROW(COD, SHIPPED) = {.timers = 1, .n_timers = 1, .flags = OMBUD_ROW_EXISTS},
    ROW(COD, DONE) = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
    ROW(ONLINE, START) = {.flags = OMBUD_ROW_EXISTS},
    ROW(ONLINE, OPEN) = {.n_timers = 1, .flags = OMBUD_ROW_EXISTS},
    ROW(ONLINE, SHIPPED) = {.timers = 1, .n_timers = 1, .flags = OMBUD_ROW_EXISTS},
    ROW(ONLINE, DONE) = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
    ROW(ONLINE, AUDIT) = {.flags = OMBUD_ROW_EXISTS},
};

static const uint16_t order_facts[N_FACTS] = {S_AGREED, S_PAID, S_POSTAGE, S_TRACKING, S_DAY, OMBUD_NONE};
static const uint16_t order_occurs[N_NAMES] = {OMBUD_NONE, OMBUD_NONE, S_SHIPPED,  OMBUD_NONE, OMBUD_NONE,
                                               OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, OMBUD_NONE};

/* A second process, so that a fact or an action of another one can be got wrong. Under COD alone. */
static const uint32_t loan_cells[N_MODES * 2 * (N_ACTORS - 1)] = {C_LOAN};
static const ombud_row loan_rows[N_MODES * 2] = {{.flags = OMBUD_ROW_EXISTS}, {.flags = OMBUD_ROW_EXISTS}};
static const uint16_t loan_facts[N_FACTS] = {OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, 0};
static const uint16_t loan_occurs[1] = {OMBUD_NONE};

static const ombud_process shop_processes[N_PROCESSES] = {
    [ORDER] = {.rows = order_rows,
               .facts = order_facts,
               .occurs = order_occurs,
               .n_states = N_STATES,
               .n_actions = N_ACTIONS,
               .n_names = N_NAMES,
               .n_slots = N_SLOTS,
               .entry = S_ENTRY},
    [LOAN] = {.rows = loan_rows,
              .facts = loan_facts,
              .occurs = loan_occurs,
              .n_states = 2,
              .n_actions = 1,
              .n_names = 1,
              .n_slots = 1,
              .entry = OMBUD_NONE},
};

static const uint32_t *const shop_index[N_PROCESSES] = {[ORDER] = order_cells, [LOAN] = loan_cells};
static const plain_tables shop_plain = {
    .entries = shop_entries,
    .n_entries = sizeof shop_entries / sizeof *shop_entries,
    .cells = shop_cells,
    .index = shop_index,
};

static ombud_policy shop = {
    .abi = OMBUD_ABI,
    .n_processes = N_PROCESSES,
    .n_facts = N_FACTS,
    .n_effects = N_EFFECTS,
    .n_reasons = N_REASONS_END - OMBUD_REASON_FIRST,
    .n_orders = 1,
    .n_modes = N_MODES,
    .n_actors = N_ACTORS,
    .case_slots = N_SLOTS,
    .max_events = 4,
    .max_effects = 4,
    .fingerprint = 0xC0FFEE,
    .processes = shop_processes,
    .facts = shop_facts,
    .orders = shop_orders,
    .timers = shop_timers,
    .tests = shop_tests,
    .instants = shop_instants,
    .anchors = shop_anchors,
    .calls = shop_calls,
    .ops = shop_ops,
    .numbers = shop_numbers,
    .gives = shop_gives,
};

/* Before any test of a group. */
static inline int shop_set_up(void **state) {
  static tables built;
  (void)state;
  tables_build(&built, &shop, &shop_plain);
  return 0;
}

/* The shop with other entries, as many as its own. */
static inline ombud_policy shop_with(tables *built, const plain_entry *entries) {
  ombud_policy policy = shop;
  plain_tables plain = shop_plain;
  plain.entries = entries;
  tables_build(built, &policy, &plain);
  return policy;
}

static inline ombud_status act(box *c, uint8_t actor, uint16_t action, const ombud_given *given, uint8_t n,
                               ombud_time t, answers *a) {
  ombud_input in = {given, n, actor, action};
  return ombud_step(&shop, &c->head, &in, t, room(a));
}

/* An order as submitted at instant 0, for 10000 with postage of 15. */
static inline box opened(uint8_t mode) {
  box c;
  answers a;
  ombud_given given[] = {{PAID, 10000}, {POSTAGE, 15}};
  ombud_input in = {given, 2, USER, SUBMIT};
  memset(&c, 0xA5, sizeof c);
  assert_int_equal(ombud_open(&shop, &c.head, ORDER, mode, &in, 0, room(&a)), OMBUD_OK);
  return c;
}

#endif
