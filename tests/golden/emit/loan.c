/* Tables of the policy loan. Written by ombud 0.1.0; changes belong in the rule file.
 *
 * A row that comes from a rule says which: file, line, the clauses that the rule cites. */
#include "ombud.h"

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

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

#define TEXTS(...) \
  (const ombud_text[]) { __VA_ARGS__, {NULL, NULL} }
#define no_texts TEXTS({NULL, NULL})

static const ombud_fact fact_types[] = {
  [LOAN_FACT_FEE] = {.lo = 0, .hi = 500, .type = OMBUD_MONEY},
};

static const ombud_anchor anchors[] = {
  [0] = {.slot = 1, .spent = OMBUD_NONE},
};

static const ombud_instant instants[] = {
  [1] = {.offset = 14 * DAY, .anchors = 0, .n_anchors = 1},
};

static const ombud_op ops[] = {
  [0] = {.code = OMBUD_OP_SLOT, .slot = 0},
};

static const ombud_call calls[] = {
  [0] = {.effect = LOAN_EFFECT_CHARGE, .ops = 0, .n_ops = 1, .n_args = 1},
};

static const uint16_t gives[] = {
  [0] = LOAN_FACT_FEE,
};

static const ombud_entry entries[] = {
  [0] = {.kind = OMBUD_ENTRY_MAY, .rule = 0, .target = LOAN_STATE_LOAN_OUT}, /* loan.ombud:13 @1 */
  [1] = {.kind = OMBUD_ENTRY_MAY, .rule = 1, .target = OMBUD_NONE, .limit = 2}, /* loan.ombud:15 @2 */
  [2] = {.kind = OMBUD_ENTRY_MUST, .rule = 2, .target = LOAN_STATE_LOAN_BACK}, /* loan.ombud:16 @3 */
  [3] = {.kind = OMBUD_ENTRY_MAY, .rule = 3, .target = LOAN_STATE_LOAN_BACK}, /* loan.ombud:18 @5 */
  [4] = {.kind = OMBUD_ENTRY_DENY, .rule = 4, .target = OMBUD_NONE, .reason = LOAN_REASON_FULL}, /* loan.ombud:19 @4 */
};

static const ombud_timer timers[] = {
  [0] = {.kind = OMBUD_FELL_DUE, .rule = 2, .due = 1, .name = LOAN_EVENT_LOAN_LATE, .target = LOAN_STATE_LOAN_BACK, .calls = 0, .n_calls = 1}, /* loan.ombud:16 @3 */
};

static const ombud_cell cells[] = {
  [0] = {.entries = 0, .n_entries = 0, .count = OMBUD_NONE},
  [1] = {.entries = 0, .n_entries = 1, .gives = 0, .n_gives = 1, .count = OMBUD_NONE},
  [2] = {.entries = 1, .n_entries = 1, .count = 2},
  [3] = {.entries = 2, .n_entries = 1, .count = OMBUD_NONE},
  [4] = {.entries = 3, .n_entries = 1, .count = OMBUD_NONE},
  [5] = {.entries = 4, .n_entries = 1, .count = 2},
};

#define loan_at(mode, state, actor, action) \
  ((((size_t)(mode) * 3 + (state)) * 2 + (actor) - 1) * 4 + (action))
static const uint32_t loan_cells[48] = {
  [loan_at(LOAN_MODE_HALL, LOAN_STATE_LOAN_START, LOAN_ACTOR_READER, LOAN_ACTION_LOAN_BORROW)] = 1, /* loan.ombud:13 @1 */
  [loan_at(LOAN_MODE_HALL, LOAN_STATE_LOAN_OUT, LOAN_ACTOR_READER, LOAN_ACTION_LOAN_RENEW)] = 2, /* loan.ombud:15 @2 */
  [loan_at(LOAN_MODE_HALL, LOAN_STATE_LOAN_OUT, LOAN_ACTOR_READER, LOAN_ACTION_LOAN_GIVE_BACK)] = 3, /* loan.ombud:16 @3 */
  [loan_at(LOAN_MODE_HALL, LOAN_STATE_LOAN_OUT, LOAN_ACTOR_DESK, LOAN_ACTION_LOAN_RECALL)] = 4, /* loan.ombud:18 @5 */
  [loan_at(LOAN_MODE_HOME, LOAN_STATE_LOAN_START, LOAN_ACTOR_READER, LOAN_ACTION_LOAN_BORROW)] = 1, /* loan.ombud:13 @1 */
  [loan_at(LOAN_MODE_HOME, LOAN_STATE_LOAN_OUT, LOAN_ACTOR_READER, LOAN_ACTION_LOAN_RENEW)] = 5, /* loan.ombud:19 @4 */
  [loan_at(LOAN_MODE_HOME, LOAN_STATE_LOAN_OUT, LOAN_ACTOR_READER, LOAN_ACTION_LOAN_GIVE_BACK)] = 3, /* loan.ombud:16 @3 */
  [loan_at(LOAN_MODE_HOME, LOAN_STATE_LOAN_OUT, LOAN_ACTOR_DESK, LOAN_ACTION_LOAN_RECALL)] = 4, /* loan.ombud:18 @5 */
};

static const ombud_row loan_rows[6] = {
  [LOAN_MODE_HALL * 3 + LOAN_STATE_LOAN_START] = {.flags = OMBUD_ROW_EXISTS},
  [LOAN_MODE_HALL * 3 + LOAN_STATE_LOAN_OUT] = {.flags = OMBUD_ROW_EXISTS, .timers = 0, .n_timers = 1},
  [LOAN_MODE_HALL * 3 + LOAN_STATE_LOAN_BACK] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
  [LOAN_MODE_HOME * 3 + LOAN_STATE_LOAN_START] = {.flags = OMBUD_ROW_EXISTS},
  [LOAN_MODE_HOME * 3 + LOAN_STATE_LOAN_OUT] = {.flags = OMBUD_ROW_EXISTS, .timers = 0, .n_timers = 1},
  [LOAN_MODE_HOME * 3 + LOAN_STATE_LOAN_BACK] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
};

static const uint16_t loan_slots[] = {
  [LOAN_FACT_FEE] = 0,
};

static const uint16_t loan_occurs[] = {
  [LOAN_ACTION_LOAN_BORROW] = 1,
  [LOAN_ACTION_LOAN_RENEW] = OMBUD_NONE,
  [LOAN_ACTION_LOAN_GIVE_BACK] = OMBUD_NONE,
  [LOAN_ACTION_LOAN_RECALL] = OMBUD_NONE,
  [LOAN_EVENT_LOAN_LATE] = OMBUD_NONE,
};

static const ombud_process process_tables[] = {
  [LOAN_PROCESS_LOAN] = {.cells = loan_cells, .rows = loan_rows,
    .facts = loan_slots, .occurs = loan_occurs, .spent = NULL,
    .n_states = 3, .n_actions = 4, .n_names = 5, .n_spent = 0, .n_slots = 3, .entry = OMBUD_NONE},
};

extern const ombud_policy loan_policy;
const ombud_policy loan_policy = {
  .abi = 1,
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
  .fingerprint = UINT64_C(0xb3f5bf2b852bd79c),
  .processes = process_tables,
  .facts = fact_types,
  .orders = NULL,
  .cells = cells,
  .entries = entries,
  .timers = timers,
  .tests = NULL,
  .instants = instants,
  .anchors = anchors,
  .calls = calls,
  .ops = ops,
  .gives = gives,
};

static const ombud_word modes[] = {
  [LOAN_MODE_HALL] = {"hall", no_texts},
  [LOAN_MODE_HOME] = {"home", no_texts},
};

static const ombud_word actors[] = {
  [LOAN_ACTOR_CLOCK] = {"clock", no_texts},
  [LOAN_ACTOR_READER] = {"reader", TEXTS({"en", "Reader"})},
  [LOAN_ACTOR_DESK] = {"desk", TEXTS({"zh", "服务台"}, {"en", "Desk"})},
};

static const ombud_word facts[] = {
  [LOAN_FACT_FEE] = {"fee", no_texts},
};

static const ombud_effect_word effects[] = {
  [LOAN_EFFECT_CHARGE] = {"charge", no_texts, (const ombud_param_word[]){{"amount", OMBUD_MONEY, OMBUD_NONE}}, 1},
};

static const ombud_reason_word reasons[] = {
  [LOAN_REASON_FULL - OMBUD_REASON_FIRST] = {"full", TEXTS({"en", "Two renewals are all"}), no_texts},
};

static const ombud_word loan_states[] = {
  [LOAN_STATE_LOAN_START] = {"start", no_texts},
  [LOAN_STATE_LOAN_OUT] = {"out", no_texts},
  [LOAN_STATE_LOAN_BACK] = {"back", no_texts},
};

static const ombud_word loan_names[] = {
  [LOAN_ACTION_LOAN_BORROW] = {"borrow", no_texts},
  [LOAN_ACTION_LOAN_RENEW] = {"renew", no_texts},
  [LOAN_ACTION_LOAN_GIVE_BACK] = {"give_back", no_texts},
  [LOAN_ACTION_LOAN_RECALL] = {"recall", no_texts},
  [LOAN_EVENT_LOAN_LATE] = {"late", no_texts},
};

static const ombud_process_word processes[] = {
  [LOAN_PROCESS_LOAN] = {"loan", no_texts, loan_states, loan_names},
};

static const ombud_rule_word rules[] = {
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
  .title = TEXTS({"en", "Loans"}),
  .modes = modes,
  .actors = actors,
  .facts = facts,
  .fact_choices = (const uint16_t[]){OMBUD_NONE},
  .choices = NULL,
  .effects = effects,
  .reasons = reasons,
  .processes = processes,
  .rules = rules,
  .n_rules = 5,
  .n_choices = 0,
  .fingerprint = UINT64_C(0xb3f5bf2b852bd79c),
};
