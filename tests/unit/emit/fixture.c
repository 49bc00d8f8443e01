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
static const int64_t numbers[] = {0, 3, 4, 2, 172800000};
static const ombud_op ops[] = {
    {.code = OMBUD_OP_SLOT, .slot = 1},
    {.code = OMBUD_OP_SCALE, .number = 1, .round = OMBUD_ROUND_HALF_EVEN},
    {.code = OMBUD_OP_CONST, .number = 3},
};
static const ombud_call calls[] = {{0}, {0, 2, 0, 1, 1}, {2, 1, 0, 1, 1}};
static const uint16_t gives[] = {0, 1};

enum { NOTHING, PLACED, CANCELLED, LOCKED, DROPPED };
static const ombud_when whens[] = {{0}, {.until = 2}, {.guard = 1, .limit = 2}};
static const ombud_entry entries[] = {
    [NOTHING] = {.rule = OMBUD_NO_RULE, .to = OMBUD_NOT_PERMITTED, .kind = OMBUD_ENTRY_SILENT},
    [PLACED] = {.rule = 0,
                .to = WAITING,
                .kind = OMBUD_ENTRY_MAY,
                .flags = OMBUD_ENTRY_YES | OMBUD_ENTRY_MOVES},
    [CANCELLED] = {.rule = 0, .kind = OMBUD_ENTRY_CONTEST, .flags = OMBUD_ENTRY_ASK},
    [LOCKED] = {.rule = 1, .when = 1, .to = OMBUD_REASON_FIRST, .kind = OMBUD_ENTRY_DENY},
    [DROPPED] = {.rule = 2, .when = 2, .to = DONE, .calls = 1, .kind = OMBUD_ENTRY_MUST},
};
static const ombud_contest contests[] = {
    {.entries = LOCKED, .n_entries = 2, .reason = OMBUD_ANOTHER_STATE, .count = 6, .held = OMBUD_NONE}};
static const ombud_timer timers[] = {
    {.rule = 3, .due = 1, .calls = 2, .target = DONE, .name = LAPSE, .kind = OMBUD_FELL_DUE},
    {.rule = 3,
     .due = 2,
     .calls = 1u << USER | 1u << SHOP,
     .target = OMBUD_NONE,
     .name = LAPSE,
     .kind = OMBUD_REMINDED},
};

/* Columns lie in one another's gaps: what begins at 1 has START at 1, what begins at 2 has WAITING at 3.
 * Whether an order is agreed makes no difference to placing it, which emitters cannot know. */
enum { NOBODY, PLACING, PLACING_ALONE, PLACING_AGREED, CANCELLING };
static const ombud_fold folds[] = {{.bound = 1, .slot = 0, .given = 0, .weight = 1}};
static const ombud_column columns[] = {
    [NOBODY] = {.cells = 0},
    [PLACING] = {.cells = 1, .n_gives = 2, .n_folds = 1},
    [PLACING_ALONE] = {.cells = 1, .n_gives = 2},
    [PLACING_AGREED] = {.cells = 1, .n_gives = 2},
    [CANCELLING] = {.cells = 2},
};
static const ombud_cell cells[] = {{OMBUD_NONE, 0, 0}, {START, WAITING, PLACED},
                                   {OMBUD_NONE, 0, 0}, {WAITING, WAITING, CANCELLED},
                                   {OMBUD_NONE, 0, 0}, {OMBUD_NONE, 0, 0}};

#define AT(mode, actor, action) (((mode) * (ACTORS - 1) + (actor)-1) * ACTIONS + (action))
static const uint16_t order_columns[MODES * (ACTORS - 1) * ACTIONS] = {
    [AT(COD, USER, PLACE)] = PLACING,
    [AT(ONLINE, USER, PLACE)] = PLACING,
    [AT(ONLINE, SHOP, CANCEL)] = CANCELLING,
};
static const ombud_row order_rows[MODES * STATES] = {
    [COD * STATES + START] = {.flags = OMBUD_ROW_EXISTS},
    [COD * STATES + WAITING] = {.n_timers = 2, .wake = 0, .flags = OMBUD_ROW_EXISTS},
    [COD * STATES + DONE] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
    [ONLINE * STATES + START] = {.flags = OMBUD_ROW_EXISTS},
    [ONLINE * STATES + WAITING] = {.n_timers = 1, .wake = 4, .flags = OMBUD_ROW_EXISTS},
};
static const uint16_t order_slots[] = {0, 1, OMBUD_NONE};
static const uint16_t order_occurs[] = {OMBUD_NONE, 4, OMBUD_NONE};
static const uint32_t held[] = {1u << HELD};
static const ombud_spent order_spent[] = {{5, 4, held}};

/* A process in which nobody can do anything. */
static const ombud_row idle_rows[MODES] = {{.flags = OMBUD_ROW_EXISTS}, {.flags = OMBUD_ROW_EXISTS}};
static const uint16_t idle_slots[] = {OMBUD_NONE, OMBUD_NONE, 0};

static const ombud_process processes[] = {
    {.columns = order_columns,
     .rows = order_rows,
     .facts = order_slots,
     .occurs = order_occurs,
     .spent = order_spent,
     .n_states = STATES,
     .n_actions = ACTIONS,
     .n_names = NAMES,
     .n_spent = 1,
     .n_slots = 7,
     .entry = 3,
     .flags = OMBUD_PROCESS_TIMERS | OMBUD_PROCESS_ENTRY | OMBUD_PROCESS_OCCURS},
    {.rows = idle_rows, .facts = idle_slots, .n_states = 1, .n_slots = 1, .entry = OMBUD_NONE},
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
    .columns = columns,
    .cells = cells,
    .entries = entries,
    .contests = contests,
    .timers = timers,
    .whens = whens,
    .tests = tests,
    .instants = instants,
    .anchors = anchors,
    .calls = calls,
    .ops = ops,
    .numbers = numbers,
    .folds = folds,
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
