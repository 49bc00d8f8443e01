/* Tables of the policy loan. Written by ombud 0.1.0; changes belong in the rule file.
 *
 * A row that comes from a rule says which: file, line, the clauses that the rule cites. */
#include "ombud.h"

#ifndef loan_NUMBERS
#define loan_NUMBERS 0x25f3b104bd610dbfu

enum loan_modes {
  LOAN_MODE_HALL = 0,
  LOAN_MODE_HOME = 1
};

enum loan_actors {
  LOAN_ACTOR_CLOCK = 0,
  LOAN_ACTOR_READER = 1,
  LOAN_ACTOR_DESK = 2
};

enum loan_processes {
  LOAN_PROCESS_LOAN = 0
};

enum loan_states_loan {
  LOAN_STATE_LOAN_START = 0,
  LOAN_STATE_LOAN_OUT = 1,
  LOAN_STATE_LOAN_BACK = 2
};

enum loan_actions_loan {
  LOAN_ACTION_LOAN_BORROW = 0,
  LOAN_ACTION_LOAN_RENEW = 1,
  LOAN_ACTION_LOAN_GIVE_BACK = 2,
  LOAN_ACTION_LOAN_RECALL = 3
};

enum loan_events_loan {
  LOAN_EVENT_LOAN_LATE = 4
};

enum loan_facts {
  LOAN_FACT_FEE = 0
};

enum loan_effects {
  LOAN_EFFECT_CHARGE = 0
};

enum loan_reasons {
  LOAN_REASON_FULL = 16
};

#elif loan_NUMBERS != 0x25f3b104bd610dbfu
#error "the tables and the header of loan are of different rules"
#endif

#define OMBUD_SECOND INT64_C(1000)
#define OMBUD_MINUTE (60 * OMBUD_SECOND)
#define OMBUD_HOUR   (60 * OMBUD_MINUTE)
#define OMBUD_DAY    (24 * OMBUD_HOUR)

/* Small arrays one behind the other: left alone, gcc begins those of 32 bytes or more at multiples of 32. */
#ifdef __GNUC__
#define OMBUD_TIGHT(type) __attribute__((aligned(__alignof__(type))))
#else
#define OMBUD_TIGHT(type)
#endif

#define OMBUD_TEXTS(...) \
  (const ombud_text[]) { __VA_ARGS__, {NULL, NULL} }
#define OMBUD_NO_TEXTS OMBUD_TEXTS({NULL, NULL})

static const ombud_fact loan__fact_types[] OMBUD_TIGHT(ombud_fact) = {
  [LOAN_FACT_FEE] = {.lo = 0, .hi = 500, .type = OMBUD_MONEY},
};

static const ombud_anchor loan__anchors[] OMBUD_TIGHT(ombud_anchor) = {
  [0] = {.slot = 1, .spent = OMBUD_NONE},
};

static const ombud_instant loan__instants[] OMBUD_TIGHT(ombud_instant) = {
  [1] = {.offset = 14 * OMBUD_DAY, .anchors = 0, .n_anchors = 1},
};

static const ombud_op loan__ops[] OMBUD_TIGHT(ombud_op) = {
  [0] = {.code = OMBUD_OP_SLOT, .slot = 0},
};

static const int64_t loan__numbers[] OMBUD_TIGHT(int64_t) = {
  [0] = INT64_MIN,
  [1] = 1209600000,
};

static const ombud_call loan__calls[] OMBUD_TIGHT(ombud_call) = {
  [1] = {.effect = LOAN_EFFECT_CHARGE, .ops = 0, .n_ops = 1, .n_args = 1, .last = 1},
};

static const uint16_t loan__gives[] OMBUD_TIGHT(uint16_t) = {
  [0] = LOAN_FACT_FEE,
};

static const ombud_when loan__whens[] OMBUD_TIGHT(ombud_when) = {
  [0] = {.guard = 0},
  [1] = {.guard = 0, .limit = 2},
};

static const ombud_entry loan__entries[] OMBUD_TIGHT(ombud_entry) = {
  [0] = {.kind = OMBUD_ENTRY_MAY, .flags = OMBUD_ENTRY_MOVES | OMBUD_ENTRY_YES, .rule = 0, .to = LOAN_STATE_LOAN_OUT}, /* loan.ombud:13 @1 */
  [1] = {.kind = OMBUD_ENTRY_SILENT, .rule = OMBUD_NO_RULE, .to = OMBUD_ANOTHER_STATE},
  [2] = {.kind = OMBUD_ENTRY_SILENT, .rule = OMBUD_NO_RULE, .to = OMBUD_ENDED},
  [3] = {.kind = OMBUD_ENTRY_SILENT, .flags = OMBUD_ENTRY_ASK, .rule = OMBUD_NO_RULE, .to = OMBUD_ENDED},
  [4] = {.kind = OMBUD_ENTRY_MAY, .rule = 1, .when = 1, .to = OMBUD_NONE}, /* loan.ombud:15 @2 */
  [5] = {.kind = OMBUD_ENTRY_CONTEST, .flags = OMBUD_ENTRY_ASK, .rule = 0},
  [6] = {.kind = OMBUD_ENTRY_MUST, .flags = OMBUD_ENTRY_MOVES | OMBUD_ENTRY_YES, .rule = 2, .to = LOAN_STATE_LOAN_BACK}, /* loan.ombud:16 @3 */
  [7] = {.kind = OMBUD_ENTRY_SILENT, .rule = OMBUD_NO_RULE, .to = OMBUD_ANOTHER_ACTOR},
  [8] = {.kind = OMBUD_ENTRY_MAY, .flags = OMBUD_ENTRY_MOVES | OMBUD_ENTRY_YES, .rule = 3, .to = LOAN_STATE_LOAN_BACK}, /* loan.ombud:18 @5 */
  [9] = {.kind = OMBUD_ENTRY_DENY, .rule = 4, .to = LOAN_REASON_FULL}, /* loan.ombud:19 @4 */
  [10] = {.kind = OMBUD_ENTRY_CONTEST, .flags = OMBUD_ENTRY_ASK, .rule = 1},
  [11] = {.kind = OMBUD_ENTRY_SILENT, .rule = OMBUD_NO_RULE, .to = OMBUD_ANOTHER_MODE},
};

static const ombud_contest loan__contests[] OMBUD_TIGHT(ombud_contest) = {
  [0] = {.entries = 4, .n_entries = 1, .count = 2, .held = OMBUD_NONE, .reason = OMBUD_NOT_PERMITTED},
  [1] = {.entries = 9, .n_entries = 1, .count = 2, .held = OMBUD_NONE, .reason = OMBUD_ANOTHER_MODE},
};

static const uint16_t loan__dense[] OMBUD_TIGHT(uint16_t) = {
  /* 0: */ 1 | 0 << 8, 1 | 1 << 8, 2 | 2 << 8,
  /* 3: */ 0 | 1 << 8, 1 | 5 << 8, 2 | 2 << 8,
  /* 6: */ 0 | 1 << 8, 2 | 6 << 8, 2 | 2 << 8,
  /* 9: */ 0 | 7 << 8, 1 | 7 << 8, 2 | 2 << 8,
  /* 12: */ 0 | 1 << 8, 2 | 8 << 8, 2 | 2 << 8,
  /* 15: */ 0 | 11 << 8, 1 | 10 << 8, 2 | 2 << 8,
  /* 18: */ 0 | 11 << 8, 1 | 11 << 8, 2 | 2 << 8,
};

static const ombud_column loan__columns[] OMBUD_TIGHT(ombud_column) = {
  [0] = {.cells = 0, .other = 1, .gives = 0, .n_gives = 1},
  [1] = {.cells = 3, .other = 1},
  [2] = {.cells = 6, .other = 1},
  [3] = {.cells = 9, .other = 7},
  [4] = {.cells = 12, .other = 1},
  [5] = {.cells = 15, .other = 11},
  [6] = {.cells = 18, .other = 11},
};

static const ombud_timer loan__timers[] OMBUD_TIGHT(ombud_timer) = {
  [0] = {.kind = OMBUD_FELL_DUE, .rule = 2, .due = 1, .name = LOAN_EVENT_LOAN_LATE, .target = LOAN_STATE_LOAN_BACK, .calls = 1}, /* loan.ombud:16 @3 */
};

static const uint16_t loan__loan_columns[] OMBUD_TIGHT(uint16_t) = {
  0, /* hall: reader borrow */
  1, /* hall: reader renew */
  2, /* hall: reader give_back */
  3, /* hall: reader recall */
  3, /* hall: desk borrow */
  3, /* hall: desk renew */
  3, /* hall: desk give_back */
  4, /* hall: desk recall */
  0, /* home: reader borrow */
  5, /* home: reader renew */
  2, /* home: reader give_back */
  3, /* home: reader recall */
  3, /* home: desk borrow */
  6, /* home: desk renew */
  3, /* home: desk give_back */
  4, /* home: desk recall */
};

static const ombud_row loan__loan_rows[6] OMBUD_TIGHT(ombud_row) = {
  [LOAN_MODE_HALL * 3 + LOAN_STATE_LOAN_START] = {.flags = OMBUD_ROW_EXISTS},
  [LOAN_MODE_HALL * 3 + LOAN_STATE_LOAN_OUT] = {.flags = OMBUD_ROW_EXISTS, .timers = 0, .n_timers = 1, .wake = 1},
  [LOAN_MODE_HALL * 3 + LOAN_STATE_LOAN_BACK] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
  [LOAN_MODE_HOME * 3 + LOAN_STATE_LOAN_START] = {.flags = OMBUD_ROW_EXISTS},
  [LOAN_MODE_HOME * 3 + LOAN_STATE_LOAN_OUT] = {.flags = OMBUD_ROW_EXISTS, .timers = 0, .n_timers = 1, .wake = 1},
  [LOAN_MODE_HOME * 3 + LOAN_STATE_LOAN_BACK] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
};

static const uint16_t loan__loan_slots[] OMBUD_TIGHT(uint16_t) = {
  [LOAN_FACT_FEE] = 0,
};

static const uint16_t loan__loan_occurs[] OMBUD_TIGHT(uint16_t) = {
  [LOAN_ACTION_LOAN_BORROW] = 1,
  [LOAN_ACTION_LOAN_RENEW] = OMBUD_NONE,
  [LOAN_ACTION_LOAN_GIVE_BACK] = OMBUD_NONE,
  [LOAN_ACTION_LOAN_RECALL] = OMBUD_NONE,
  [LOAN_EVENT_LOAN_LATE] = OMBUD_NONE,
};

static const ombud_process loan__process_tables[] OMBUD_TIGHT(ombud_process) = {
  [LOAN_PROCESS_LOAN] = {.columns = loan__loan_columns, .rows = loan__loan_rows,
    .facts = loan__loan_slots, .occurs = loan__loan_occurs, .spent = NULL,
    .n_states = 3, .n_actions = 4, .n_names = 5, .n_spent = 0, .n_slots = 3, .entry = OMBUD_NONE, .flags = OMBUD_PROCESS_TIMERS | OMBUD_PROCESS_OCCURS | OMBUD_PROCESS_DENSE | OMBUD_PROCESS_FEW},
};

extern const ombud_policy loan_policy;
const ombud_policy loan_policy = {
  .abi = 4,
  .n_processes = 1,
  .n_facts = 1,
  .n_effects = 1,
  .n_reasons = 1,
  .n_orders = 0,
  .n_modes = 2,
  .n_actors = 3,
  .case_slots = 3,
  .max_events = 3,
  .max_effects = 2,
  .fingerprint = UINT64_C(0x25f3b104bd610dbf),
  .processes = loan__process_tables,
  .facts = loan__fact_types,
  .orders = NULL,
  .columns = loan__columns,
  .cells = NULL,
  .dense = loan__dense,
  .entries = loan__entries,
  .contests = loan__contests,
  .timers = loan__timers,
  .whens = loan__whens,
  .tests = NULL,
  .instants = loan__instants,
  .anchors = loan__anchors,
  .calls = loan__calls,
  .ops = loan__ops,
  .numbers = loan__numbers,
  .folds = NULL,
  .gives = loan__gives,
};

static const ombud_word loan__modes[] OMBUD_TIGHT(ombud_word) = {
  [LOAN_MODE_HALL] = {"hall", OMBUD_NO_TEXTS},
  [LOAN_MODE_HOME] = {"home", OMBUD_NO_TEXTS},
};

static const ombud_word loan__actors[] OMBUD_TIGHT(ombud_word) = {
  [LOAN_ACTOR_CLOCK] = {"clock", OMBUD_NO_TEXTS},
  [LOAN_ACTOR_READER] = {"reader", OMBUD_TEXTS({"en", "Reader"})},
  [LOAN_ACTOR_DESK] = {"desk", OMBUD_TEXTS({"zh", "服务台"}, {"en", "Desk"})},
};

static const ombud_word loan__facts[] OMBUD_TIGHT(ombud_word) = {
  [LOAN_FACT_FEE] = {"fee", OMBUD_NO_TEXTS},
};

static const ombud_effect_word loan__effects[] OMBUD_TIGHT(ombud_effect_word) = {
  [LOAN_EFFECT_CHARGE] = {"charge", OMBUD_NO_TEXTS, (const ombud_param_word[]){{"amount", OMBUD_MONEY, OMBUD_NONE}}, 1},
};

static const ombud_reason_word loan__reasons[] OMBUD_TIGHT(ombud_reason_word) = {
  [LOAN_REASON_FULL - OMBUD_REASON_FIRST] = {"full", OMBUD_TEXTS({"en", "Two renewals are all"}), OMBUD_NO_TEXTS},
};

static const ombud_word loan__loan_states[] OMBUD_TIGHT(ombud_word) = {
  [LOAN_STATE_LOAN_START] = {"start", OMBUD_NO_TEXTS},
  [LOAN_STATE_LOAN_OUT] = {"out", OMBUD_NO_TEXTS},
  [LOAN_STATE_LOAN_BACK] = {"back", OMBUD_NO_TEXTS},
};

static const ombud_word loan__loan_names[] OMBUD_TIGHT(ombud_word) = {
  [LOAN_ACTION_LOAN_BORROW] = {"borrow", OMBUD_NO_TEXTS},
  [LOAN_ACTION_LOAN_RENEW] = {"renew", OMBUD_NO_TEXTS},
  [LOAN_ACTION_LOAN_GIVE_BACK] = {"give_back", OMBUD_NO_TEXTS},
  [LOAN_ACTION_LOAN_RECALL] = {"recall", OMBUD_NO_TEXTS},
  [LOAN_EVENT_LOAN_LATE] = {"late", OMBUD_NO_TEXTS},
};

static const ombud_process_word loan__processes[] OMBUD_TIGHT(ombud_process_word) = {
  [LOAN_PROCESS_LOAN] = {"loan", OMBUD_NO_TEXTS, loan__loan_states, loan__loan_names},
};

static const ombud_rule_word loan__rules[] OMBUD_TIGHT(ombud_rule_word) = {
  [0] = {"loan.ombud", 13, "1", "",
    "reader may borrow(fee) -> out @1"},
  [1] = {"loan.ombud", 15, "2", "",
    "reader may renew at most 2 times @2"},
  [2] = {"loan.ombud", 16, "3", "",
    "reader must give_back -> back within 14d of borrow else late -> back do charge(fee) @3"},
  [3] = {"loan.ombud", 18, "5", "",
    "desk may recall -> back @5"},
  [4] = {"loan.ombud", 19, "4", "",
    "reader may not renew because full @4"},
};

extern const ombud_words loan_words;
const ombud_words loan_words = {
  .name = "loan",
  .version = "1",
  .currency = "",
  .source = "loan.md",
  .title = OMBUD_TEXTS({"en", "Loans"}),
  .modes = loan__modes,
  .actors = loan__actors,
  .facts = loan__facts,
  .fact_choices = (const uint16_t[]){OMBUD_NONE},
  .choices = NULL,
  .effects = loan__effects,
  .reasons = loan__reasons,
  .processes = loan__processes,
  .rules = loan__rules,
  .n_rules = 5,
  .n_choices = 0,
  .fingerprint = UINT64_C(0x25f3b104bd610dbf),
};
