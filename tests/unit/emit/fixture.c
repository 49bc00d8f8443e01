#include "fixture.h"

/* Every text here is one that C would misread if it were copied as it is. */
#define TRICKY                                                                                               \
  "a \"quote\", a \\, what?\?=, 7\x01"                                                                       \
  "8, /* and */, \xe2\x80\xae, \xe5\xbe\x85"

static const ombud_text none[] = {{NULL, NULL}};
static const ombud_text tricky[] = {{"zh", "待确认"}, {"", TRICKY}, {NULL, NULL}};

/* ---- tables ---- */

enum { COD, ONLINE, MODES };
enum { CLOCK, USER, SHOP, ACTORS };
enum { START, WAITING, HELD, DONE, STATES };
enum { PLACE, CANCEL, ACTIONS, LAPSE = ACTIONS, NAMES };

static const ombud_fact facts[] = {
    {0, 1, OMBUD_YES_NO}, {0, INT64_MAX, OMBUD_MONEY}, {INT64_MIN + 1, 3, OMBUD_NUMBER}};
static const ombud_order orders[] = {{2, 1, 1}};
static const ombud_test tests[] = {{0, 0, 0, 0}, {1, 1, 0, 1}, {100, INT64_MAX, 1, 2}};
static const ombud_anchor anchors[] = {{3, OMBUD_NONE}, {4, 5}};
static const ombud_instant instants[] = {{0, 0, 0, 0}, {172800000, 0, 1, 0}, {-1, 0, 2, 1}};
static const ombud_op ops[] = {{0, 0, 1, OMBUD_OP_SLOT, 0},
                               {3, 4, 0, OMBUD_OP_SCALE, OMBUD_ROUND_HALF_EVEN},
                               {2, 0, 0, OMBUD_OP_CONST, 0}};
static const ombud_call calls[] = {{0, 2, 0, 1}, {2, 1, 0, 1}};
static const uint16_t gives[] = {0, 1};
static const ombud_entry entries[] = {
    {.rule = 0, .target = WAITING, .kind = OMBUD_ENTRY_MAY},
    {.rule = 1, .target = OMBUD_NONE, .reason = OMBUD_REASON_FIRST, .until = 2, .kind = OMBUD_ENTRY_DENY},
    {.rule = 2, .guard = 1, .target = DONE, .calls = 0, .n_calls = 1, .limit = 2, .kind = OMBUD_ENTRY_MUST},
};
static const ombud_cell cells[] = {
    {.count = OMBUD_NONE},
    {.entries = 0, .n_entries = 1, .gives = 0, .n_gives = 2, .count = OMBUD_NONE},
    {.entries = 1, .n_entries = 2, .count = 6, .reason = OMBUD_ANOTHER_STATE},
};
static const ombud_timer timers[] = {
    {.rule = 3, .due = 1, .calls = 1, .n_calls = 1, .target = DONE, .name = LAPSE, .kind = OMBUD_FELL_DUE},
    {.rule = 3,
     .due = 2,
     .reminded = 1u << USER | 1u << SHOP,
     .target = OMBUD_NONE,
     .name = LAPSE,
     .kind = OMBUD_REMINDED},
};

#define AT(mode, state, actor, action)                                                                       \
  ((((mode)*STATES + (state)) * (ACTORS - 1) + (actor)-1) * ACTIONS + (action))
static const uint32_t order_cells[MODES * STATES * (ACTORS - 1) * ACTIONS] = {
    [AT(COD, START, USER, PLACE)] = 1,
    [AT(ONLINE, START, USER, PLACE)] = 1,
    [AT(ONLINE, WAITING, SHOP, CANCEL)] = 2};
static const ombud_row order_rows[MODES * STATES] = {
    [COD * STATES + START] = {0, 0, OMBUD_ROW_EXISTS},
    [COD * STATES + WAITING] = {0, 2, OMBUD_ROW_EXISTS},
    [COD * STATES + DONE] = {0, 0, OMBUD_ROW_EXISTS | OMBUD_ROW_END},
    [ONLINE * STATES + START] = {0, 0, OMBUD_ROW_EXISTS},
    [ONLINE * STATES + WAITING] = {0, 1, OMBUD_ROW_EXISTS},
};
static const uint16_t order_slots[] = {0, 1, OMBUD_NONE};
static const uint16_t order_occurs[] = {OMBUD_NONE, 4, OMBUD_NONE};
static const uint32_t held[] = {1u << HELD};
static const ombud_spent order_spent[] = {{5, 4, held}};

/* A process in which nobody can do anything. */
static const ombud_row idle_rows[MODES] = {{0, 0, OMBUD_ROW_EXISTS}, {0, 0, OMBUD_ROW_EXISTS}};
static const uint16_t idle_slots[] = {OMBUD_NONE, OMBUD_NONE, 0};

static const ombud_process processes[] = {
    {order_cells, order_rows, order_slots, order_occurs, order_spent, STATES, ACTIONS, NAMES, 1, 7, 3},
    {NULL, idle_rows, idle_slots, NULL, NULL, 1, 0, 0, 0, 1, OMBUD_NONE},
};

const ombud_policy fixture_policy = {
    .abi = OMBUD_ABI,
    .n_processes = 2,
    .n_facts = 3,
    .n_effects = 1,
    .n_reasons = 1,
    .n_orders = 1,
    .n_modes = MODES,
    .n_actors = ACTORS,
    .case_slots = 7,
    .max_events = 3,
    .max_effects = 0,
    .fingerprint = UINT64_C(0xfedcba9876543210),
    .processes = processes,
    .facts = facts,
    .orders = orders,
    .cells = cells,
    .entries = entries,
    .timers = timers,
    .tests = tests,
    .instants = instants,
    .anchors = anchors,
    .calls = calls,
    .ops = ops,
    .gives = gives,
};

/* ---- words ---- */

static const ombud_word modes[] = {{"cod", tricky}, {"online", none}};
static const ombud_word actors[] = {{"clock", none}, {"user", none}, {"shop", tricky}};
static const ombud_word fact_words[] = {{"agreed", none}, {"paid", tricky}, {"balance", none}};
static const uint16_t fact_choices[] = {OMBUD_NONE, OMBUD_NONE, OMBUD_NONE};
static const ombud_word options[] = {{"late", tricky}, {"rude", none}};
static const ombud_choice_word choices[] = {{"fault", options, 2}};
static const ombud_param_word params[] = {{"what", OMBUD_CHOICE, 0}};
static const ombud_effect_word effects[] = {{"fine", tricky, params, 1}};
static const ombud_reason_word reasons[] = {{"locked", tricky, tricky}};
static const ombud_word states[] = {{"start", none}, {"waiting", tricky}, {"held", none}, {"done", none}};
static const ombud_word names[] = {{"place", none}, {"cancel", none}, {"lapse", tricky}};
static const ombud_word idle_states[] = {{"start", none}};
static const ombud_process_word process_words[] = {{"order", tricky, states, names},
                                                   {"idle", none, idle_states, NULL}};
static const ombud_rule_word rules[] = {
    {"a file*/ of ?\?/.ombud", 3, "1.1", "", "user may place -> waiting"},
    {"shop.ombud", 10, "", TRICKY, TRICKY},
    {"shop.ombud", 12, "1.2 1.3", "", "user must cancel"},
    {"shop.ombud", 4000000000u, "2.10", "as we read it", "after 2d then lapse -> done"},
};

const ombud_words fixture_words = {
    .name = "shop",
    .version = TRICKY,
    .currency = "",
    .source = "",
    .title = tricky,
    .modes = modes,
    .actors = actors,
    .facts = fact_words,
    .fact_choices = fact_choices,
    .choices = choices,
    .effects = effects,
    .reasons = reasons,
    .processes = process_words,
    .rules = rules,
    .n_rules = 4,
    .n_choices = 1,
    .fingerprint = UINT64_C(0xfedcba9876543210),
};
