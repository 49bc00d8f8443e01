/* Arming: what starts, restarts, skips and ends a deadline. Each test brings the deadlines of state A. */
#include "support.h"
#include "tables.h"

enum { CLOCK, USER, N_ACTORS };
enum { START, A, B, END, N_STATES };
enum { BEGIN, STAY, GIVE, SELF, GO, RETURN, N_ACTIONS, TICK = N_ACTIONS, TOCK, N_NAMES };
enum { S_ENTRY, S_STAY, S_GO, S_TICK, S_MOMENT, S_SPENT_STAY, S_SPENT_MOMENT, N_SLOTS };
enum { MOMENT, N_FACTS };

static const ombud_fact facts[] = {{OMBUD_TIME_MIN, OMBUD_TIME_MAX, OMBUD_MOMENT}};

static const ombud_anchor anchors[] = {{S_ENTRY, OMBUD_NONE},  {S_STAY, OMBUD_NONE},
                                       {S_MOMENT, OMBUD_NONE}, {S_TICK, OMBUD_NONE},
                                       {S_STAY, S_SPENT_STAY}, {S_MOMENT, S_SPENT_MOMENT}};
enum {
  I_NONE,
  ENTRY_1D,
  STAY_1D,
  LATEST,
  EARLIEST,
  TICK_1H,
  STAY_NOT_B,
  MOMENT_NOT_B,
  BEFORE_MOMENT,
  ENTRY_1H
};
static const ombud_instant instants[] = {
    [ENTRY_1D] = {D, 0, 1, 0},     [STAY_1D] = {D, 1, 1, 0},
    [LATEST] = {D, 1, 2, 0},       [EARLIEST] = {D, 1, 2, 1},
    [TICK_1H] = {H, 3, 1, 0},      [STAY_NOT_B] = {D, 4, 1, 0},
    [MOMENT_NOT_B] = {D, 5, 1, 0}, [BEFORE_MOMENT] = {-2 * H, 2, 1, 0},
    [ENTRY_1H] = {H, 0, 1, 0},
};

enum { STAYS = OMBUD_NONE };
static const plain_entry entries[] = {{.target = A}, {.target = STAYS}, {.target = STAYS}, {.target = A},
                                      {.target = B}, {.target = A},     {.target = STAYS}};
#define CELL(i, gives)                                                                                       \
  { .entries = (i), .n_entries = 1, .n_gives = (gives), .count = OMBUD_NONE }
static const plain_cell cells[] = {
    {.count = OMBUD_NONE}, CELL(0, 0), CELL(1, 0), CELL(2, 1), CELL(3, 0), CELL(4, 0), CELL(5, 0)};
static const uint32_t index_of_cells[N_STATES * N_ACTIONS] = {
    [START * N_ACTIONS + BEGIN] = 1, [A * N_ACTIONS + STAY] = 2, [A * N_ACTIONS + GIVE] = 3,
    [A * N_ACTIONS + SELF] = 4,      [A * N_ACTIONS + GO] = 5,   [B * N_ACTIONS + RETURN] = 6,
    [B * N_ACTIONS + GIVE] = 3,      [B * N_ACTIONS + STAY] = 2,
};
static const uint16_t slots_of_facts[] = {S_MOMENT};
static const uint16_t gives[] = {MOMENT};
static const uint16_t occurs[N_NAMES] = {OMBUD_NONE, S_STAY,     OMBUD_NONE, OMBUD_NONE,
                                         S_GO,       OMBUD_NONE, S_TICK,     OMBUD_NONE};
static const uint32_t in_b[] = {1u << B};
static const ombud_spent spent[] = {{S_SPENT_STAY, S_STAY, in_b}, {S_SPENT_MOMENT, S_MOMENT, in_b}};

static const uint32_t *const index_of_processes[] = {index_of_cells};

typedef struct world {
  ombud_row rows[N_STATES];
  ombud_process process;
  ombud_policy policy;
  tables built;
  box c;
  answers a;
} world;

static void rule_by(world *w, const plain_entry *rules) {
  plain_tables plain = {rules, 7, cells, index_of_processes};
  tables_build(&w->built, &w->policy, &plain);
}

static void begin(world *w, const ombud_timer *timers, uint8_t n, ombud_time t) {
  memset(w, 0, sizeof *w);
  for (int i = 0; i < N_STATES; i++) w->rows[i].flags = OMBUD_ROW_EXISTS;
  w->rows[A].n_timers = n;
  w->rows[END].flags |= OMBUD_ROW_END;
  w->process = (ombud_process){.rows = w->rows,
                               .facts = slots_of_facts,
                               .occurs = occurs,
                               .spent = spent,
                               .n_states = N_STATES,
                               .n_actions = N_ACTIONS,
                               .n_names = N_NAMES,
                               .n_spent = 2,
                               .n_slots = N_SLOTS,
                               .entry = S_ENTRY};
  w->policy = (ombud_policy){.abi = OMBUD_ABI,
                             .n_processes = 1,
                             .n_facts = N_FACTS,
                             .n_modes = 1,
                             .n_actors = N_ACTORS,
                             .case_slots = N_SLOTS,
                             .max_events = 16,
                             .fingerprint = 5,
                             .processes = &w->process,
                             .facts = facts,
                             .timers = timers,
                             .instants = instants,
                             .anchors = anchors,
                             .gives = gives};
  rule_by(w, entries);
  ombud_input in = {NULL, 0, USER, BEGIN};
  assert_int_equal(ombud_open(&w->policy, &w->c.head, 0, 0, &in, t, room(&w->a)), OMBUD_OK);
}

static void act(world *w, uint16_t action, ombud_time t) {
  ombud_input in = {NULL, 0, USER, action};
  assert_int_equal(ombud_step(&w->policy, &w->c.head, &in, t, room(&w->a)), OMBUD_OK);
}

static void give(world *w, ombud_time moment, ombud_time t) {
  ombud_given given = {MOMENT, moment};
  ombud_input in = {&given, 1, USER, GIVE};
  assert_int_equal(ombud_step(&w->policy, &w->c.head, &in, t, room(&w->a)), OMBUD_OK);
}

static uint32_t look(world *w, ombud_time t) {
  assert_int_equal(ombud_catch_up(&w->policy, &w->c.head, t, room(&w->a)), OMBUD_OK);
  return w->a.out.n_events;
}

#define TIMER(instant, to, what, how)                                                                        \
  { .due = (instant), .target = (to), .name = (what), .kind = (how) }
#define WAKE(w) ombud_due(&(w).c.head)

static void rule_13_armed_on_entry_and_disarmed_on_leaving(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(ENTRY_1D, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  assert_int_equal(WAKE(w), D);
  act(&w, GO, H);
  assert_int_equal(WAKE(w), OMBUD_NEVER);
  assert_int_equal(look(&w, 9 * D), 0);
  act(&w, RETURN, 9 * D);
  assert_int_equal(WAKE(w), 10 * D);
}

static void rule_13_an_anchor_not_set_arms_nothing(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(STAY_1D, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  assert_int_equal(WAKE(w), OMBUD_NEVER);
  assert_int_equal(w.c.head.armed, 0);
  act(&w, STAY, 5);
  assert_int_equal(WAKE(w), D + 5);
}

static void rule_13_rearmed_whenever_its_anchor_occurs_again(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(STAY_1D, STAYS, TOCK, OMBUD_FELL_DUE),
                          TIMER(ENTRY_1D, STAYS, TOCK, OMBUD_FELL_DUE)};
  begin(&w, timers, 2, 0);
  act(&w, STAY, H);
  act(&w, STAY, 20 * H);
  assert_int_equal(look(&w, D + H), 1); /* that from entry alone: the other counts anew */
  assert_int_equal(w.a.events[0].at, D);
  assert_int_equal(WAKE(w), D + 20 * H);
  assert_int_equal(look(&w, D + 20 * H - 1), 0);
  assert_int_equal(look(&w, D + 20 * H), 1);
  assert_int_equal(WAKE(w), OMBUD_NEVER); /* at most once */
  assert_int_equal(look(&w, 9 * D), 0);
  act(&w, STAY, 9 * D); /* … until the anchor occurs again; entry has not */
  assert_int_equal(WAKE(w), 10 * D);
}

static void rule_13_an_event_that_stays_is_an_anchor_too(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(ENTRY_1D, STAYS, TICK, OMBUD_FELL_DUE),
                          TIMER(TICK_1H, END, TOCK, OMBUD_FELL_DUE)};
  for (ombud_time late = -1; late <= 1; late++) {
    begin(&w, timers, 2, 0);
    assert_int_equal(look(&w, D + H + late), late < 0 ? 1 : 2);
    check_event(&w.a.events[0], OMBUD_FELL_DUE, TICK, A, A, D);
    if (late >= 0) check_event(&w.a.events[1], OMBUD_FELL_DUE, TOCK, A, END, D + H);
  }
}

static ombud_option may_stay(world *w, ombud_time t) {
  ombud_option options[N_ACTIONS];
  size_t n;
  assert_int_equal(ombud_can(&w->policy, &w->c.head, USER, t, options, N_ACTIONS, &n), OMBUD_OK);
  return options[STAY];
}

static void rule_13_past_its_deadline_it_may_still_be_done(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(ENTRY_1D, STAYS, TOCK, OMBUD_FELL_DUE)};
  plain_entry must[7];
  memcpy(must, entries, sizeof must);
  must[1].kind = OMBUD_ENTRY_MUST;
  must[1].rule = timers[0].rule = 8;
  begin(&w, timers, 1, 0);
  rule_by(&w, must);
  ombud_option option = may_stay(&w, D - 1);
  assert_int_equal(option.verdict, OMBUD_MUST);
  assert_int_equal(option.by, D);
  assert_int_equal(option.until, D); /* from then on it is a permission */
  assert_int_equal(look(&w, D), 1);
  option = may_stay(&w, D);
  assert_int_equal(option.verdict, OMBUD_MAY);
  assert_int_equal(option.by, OMBUD_NEVER);
  assert_int_equal(option.until, OMBUD_NEVER);
}

static void an_option_stands_until_something_may_change_it(void **state) {
  (void)state;
  world w;
  ombud_timer reminder[] = {TIMER(ENTRY_1H, STAYS, TICK, OMBUD_REMINDED)};
  ombud_timer stays[] = {TIMER(ENTRY_1H, STAYS, TOCK, OMBUD_FELL_DUE)};
  ombud_timer anchor[] = {TIMER(ENTRY_1H, STAYS, TICK, OMBUD_FELL_DUE)};
  ombud_timer leaves[] = {TIMER(ENTRY_1H, END, TOCK, OMBUD_FELL_DUE)};
  begin(&w, reminder, 1, 0);
  assert_int_equal(may_stay(&w, 0).until, OMBUD_NEVER);
  begin(&w, stays, 1, 0);
  assert_int_equal(may_stay(&w, 0).until, OMBUD_NEVER);
  begin(&w, anchor, 1, 0);
  assert_int_equal(may_stay(&w, 0).until, H);
  begin(&w, leaves, 1, 0);
  assert_int_equal(may_stay(&w, 0).until, H);
}

static void rule_9_its_own_state_by_name_leaves_and_enters(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(ENTRY_1D, STAYS, TOCK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  act(&w, STAY, 3 * H);
  assert_int_equal(WAKE(w), D);
  act(&w, SELF, 5 * H);
  check_event(&w.a.events[0], OMBUD_ACTED, SELF, A, A, 5 * H);
  assert_int_equal(w.c.slots[S_ENTRY], 5 * H);
  assert_int_equal(WAKE(w), D + 5 * H);
}

static void instants_count_from_the_latest_or_earliest_set(void **state) {
  (void)state;
  world w;
  ombud_timer latest[] = {TIMER(LATEST, END, TICK, OMBUD_FELL_DUE)};
  ombud_timer earliest[] = {TIMER(EARLIEST, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, latest, 1, 0);
  assert_int_equal(WAKE(w), OMBUD_NEVER); /* none is set */
  act(&w, STAY, 2 * H);
  assert_int_equal(WAKE(w), D + 2 * H); /* of those set */
  give(&w, 7 * H, 3 * H);
  assert_int_equal(WAKE(w), D + 7 * H);
  give(&w, H, 4 * H);
  assert_int_equal(WAKE(w), D + 2 * H);
  begin(&w, earliest, 1, 0);
  give(&w, 7 * H, H);
  assert_int_equal(WAKE(w), D + 7 * H);
  act(&w, STAY, 2 * H);
  assert_int_equal(WAKE(w), D + 2 * H);
  act(&w, STAY, 8 * H);
  assert_int_equal(WAKE(w), D + 7 * H);
}

static void rule_15_a_reminder_fires_and_changes_no_state(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(BEFORE_MOMENT, STAYS, TICK, OMBUD_REMINDED)};
  for (ombud_time late = -1; late <= 1; late++) {
    begin(&w, timers, 1, 0);
    give(&w, D, H);
    assert_int_equal(look(&w, 22 * H + late), late < 0 ? 0 : 1);
    if (late >= 0) check_event(&w.a.events[0], OMBUD_REMINDED, TICK, A, A, 22 * H);
    assert_true(w.c.slots[S_TICK] == OMBUD_UNSET); /* it announces TICK, which has not occurred */
    assert_int_equal(look(&w, 9 * D), late < 0 ? 1 : 0);
  }
}

static void rule_15_a_reminder_already_past_is_skipped(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(BEFORE_MOMENT, STAYS, TICK, OMBUD_REMINDED)};
  for (ombud_time late = -1; late <= 1; late++) { /* given as the two hours before begin */
    begin(&w, timers, 1, 0);
    give(&w, 10 * H, 8 * H + late);
    assert_int_equal(w.a.out.n_events, late == 0 ? 2 : 1); /* just in time fires */
    assert_int_equal(look(&w, 20 * H), late < 0 ? 1 : 0);
  }
  begin(&w, timers, 1, 0);
  give(&w, D, 0);
  assert_int_equal(WAKE(w), 22 * H);
  give(&w, 3 * H, 2 * H); /* moved to where it is past: the armed one is gone */
  assert_int_equal(WAKE(w), OMBUD_NEVER);
}

static void rule_16_time_spent_is_left_out(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(STAY_NOT_B, END, TICK, OMBUD_FELL_DUE)};
  for (ombud_time late = -1; late <= 1; late++) {
    begin(&w, timers, 1, 0);
    act(&w, STAY, H); /* due a day later, plus the time in B */
    act(&w, GO, 2 * H);
    act(&w, RETURN, 5 * H);
    assert_int_equal(WAKE(w), D + H + 3 * H);
    act(&w, GO, 6 * H);
    act(&w, RETURN, 10 * H);
    assert_int_equal(WAKE(w), D + H + 7 * H);
    assert_int_equal(look(&w, D + 8 * H + late), late < 0 ? 0 : 1);
  }
}

static void rule_16_an_anchor_that_occurs_starts_afresh(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(STAY_NOT_B, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  act(&w, STAY, H);
  act(&w, GO, 2 * H);
  act(&w, STAY, 4 * H); /* in B: of the three hours there only the last is after it */
  assert_int_equal(w.c.slots[S_SPENT_STAY], 0);
  act(&w, RETURN, 5 * H);
  assert_int_equal(WAKE(w), D + 4 * H + H);
  act(&w, STAY, 6 * H);
  assert_int_equal(WAKE(w), D + 6 * H);
}

/* As in a case that is made up, of which only the instants are known. */
static void rule_16_where_no_time_was_added_up_none_is_left_out(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(STAY_NOT_B, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  w.c.slots[S_STAY] = H;
  act(&w, SELF, 2 * H);
  assert_int_equal(WAKE(w), D + H);
  act(&w, GO, 3 * H);
  act(&w, RETURN, 5 * H);
  assert_int_equal(WAKE(w), D + H + 2 * H);
}

static void rule_16_of_a_moment_only_what_follows_its_giving(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(MOMENT_NOT_B, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  act(&w, GO, 2 * H);
  give(&w, 3 * H, 6 * H); /* while in B, about a moment there; B is left two hours later */
  act(&w, RETURN, 8 * H);
  assert_int_equal(WAKE(w), D + 3 * H + 2 * H);

  begin(&w, timers, 1, 0);
  act(&w, GO, 2 * H);
  give(&w, H, 6 * H); /* about a moment before B: still two hours */
  act(&w, RETURN, 8 * H);
  assert_int_equal(WAKE(w), D + H + 2 * H);

  begin(&w, timers, 1, 0);
  act(&w, GO, 2 * H);
  give(&w, 7 * H, 6 * H); /* about a moment to come: only what is after it */
  act(&w, RETURN, 8 * H);
  assert_int_equal(WAKE(w), D + 7 * H + H);

  begin(&w, timers, 1, 0);
  give(&w, 50 * H, 0);
  act(&w, GO, 2 * H);
  act(&w, RETURN, 8 * H); /* B was left before the moment: nothing to leave out */
  assert_int_equal(WAKE(w), D + 50 * H);
}

static void rule_16_a_moment_given_now_has_nothing_to_leave_out(void **state) {
  (void)state;
  for (ombud_time late = -1; late <= 1; late++) {
    world w;
    begin(&w, NULL, 0, 0);
    give(&w, 0, 0);
    act(&w, GO, 2 * H);
    act(&w, RETURN, 8 * H);
    assert_int_equal(w.c.slots[S_SPENT_MOMENT], 6 * H);
    plain_entry until[7];
    memcpy(until, entries, sizeof until);
    until[2].until = MOMENT_NOT_B; /* a day from the moment as this action gives it */
    rule_by(&w, until);
    ombud_given given = {MOMENT, 0};
    ombud_input in = {&given, 1, USER, GIVE};
    ombud_status status = ombud_step(&w.policy, &w.c.head, &in, D + late, room(&w.a));
    assert_int_equal(status, late < 0 ? OMBUD_OK : OMBUD_REFUSED);
    if (late >= 0) assert_int_equal(w.a.out.reason, OMBUD_TOO_LATE);
  }
}

static void rule_16_a_case_that_is_being_opened_has_nothing_to_leave_out(void **state) {
  (void)state;
  for (ombud_time late = -1; late <= 1; late++) {
    world w;
    begin(&w, NULL, 0, 0);
    plain_entry until[7];
    plain_cell giving[7];
    memcpy(until, entries, sizeof until);
    memcpy(giving, cells, sizeof giving);
    until[0].until = MOMENT_NOT_B; /* a day from the moment that opening gives */
    giving[1].n_gives = 1;
    plain_tables plain = {until, 7, giving, index_of_processes};
    tables_build(&w.built, &w.policy, &plain);
    ombud_given given = {MOMENT, 0};
    ombud_input in = {&given, 1, USER, BEGIN};
    ombud_status status = ombud_open(&w.policy, &w.c.head, 0, 0, &in, D + late, room(&w.a));
    assert_int_equal(status, late < 0 ? OMBUD_OK : OMBUD_REFUSED);
    if (late >= 0) assert_int_equal(w.a.out.reason, OMBUD_TOO_LATE);
  }
}

static void rule_7_a_window_from_a_moment_still_to_be_given(void **state) {
  (void)state;
  world w;
  begin(&w, NULL, 0, 0);
  plain_entry from[7];
  memcpy(from, entries, sizeof from);
  from[2].from = BEFORE_MOMENT;
  rule_by(&w, from);
  ombud_given given = {MOMENT, 2 * H};
  ombud_input in = {&given, 0, USER, GIVE};
  assert_int_equal(ombud_step(&w.policy, &w.c.head, &in, 0, room(&w.a)), OMBUD_REFUSED);
  assert_int_equal(w.a.out.reason, OMBUD_FACT_MISSING);
  in.n_given = 1;
  given.value = 2 * H + 1;
  assert_int_equal(ombud_step(&w.policy, &w.c.head, &in, 0, room(&w.a)), OMBUD_REFUSED);
  assert_int_equal(w.a.out.reason, OMBUD_TOO_EARLY);
  given.value = 2 * H;
  assert_int_equal(ombud_step(&w.policy, &w.c.head, &in, 0, room(&w.a)), OMBUD_OK);
}

static void deadlines_past_when_armed_fire_in_the_order_of_their_instants(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(MOMENT_NOT_B, STAYS, TICK, OMBUD_FELL_DUE),
                          TIMER(BEFORE_MOMENT, STAYS, TOCK, OMBUD_FELL_DUE)};
  begin(&w, timers, 2, 0);
  give(&w, -9 * D, H); /* both are long past: the earlier fires first, though later in the row */
  assert_int_equal(w.a.out.n_events, 3);
  check_event(&w.a.events[1], OMBUD_FELL_DUE, TOCK, A, A, H);
  check_event(&w.a.events[2], OMBUD_FELL_DUE, TICK, A, A, H);
}

/* The compiler refuses such tables (rule 18); the runtime must not hang on them all the same. */
static void tables_that_go_round_end_with_the_room(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(ENTRY_1H, A, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  assert_int_equal(look(&w, 100 * H), 16);
  assert_int_equal(w.a.events[15].at, 16 * H);
  begin(&w, timers, 1, 0);
  act(&w, STAY, 100 * H); /* it is done, but there is no line left to tell of it */
  assert_int_equal(w.a.out.n_events, 16);
  assert_int_equal(w.a.events[15].at, 16 * H);
  assert_int_equal(w.c.slots[S_STAY], 100 * H);
}

/* A case's bytes are believed, and hold a deadline that nothing has set. */
static void what_counts_from_nothing_never_falls_due(void **state) {
  (void)state;
  world w;
  ombud_timer timers[] = {TIMER(STAY_1D, END, TICK, OMBUD_FELL_DUE)};
  begin(&w, timers, 1, 0);
  w.c.head.armed = 1;
  w.c.head.wake = H;
  assert_int_equal(look(&w, 9 * D), 0);
  assert_int_equal(w.c.head.state, A);
  assert_int_equal(WAKE(w), OMBUD_NEVER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rule_13_armed_on_entry_and_disarmed_on_leaving),
      cmocka_unit_test(rule_13_an_anchor_not_set_arms_nothing),
      cmocka_unit_test(rule_13_rearmed_whenever_its_anchor_occurs_again),
      cmocka_unit_test(rule_13_an_event_that_stays_is_an_anchor_too),
      cmocka_unit_test(rule_13_past_its_deadline_it_may_still_be_done),
      cmocka_unit_test(an_option_stands_until_something_may_change_it),
      cmocka_unit_test(rule_9_its_own_state_by_name_leaves_and_enters),
      cmocka_unit_test(instants_count_from_the_latest_or_earliest_set),
      cmocka_unit_test(rule_15_a_reminder_fires_and_changes_no_state),
      cmocka_unit_test(rule_15_a_reminder_already_past_is_skipped),
      cmocka_unit_test(rule_16_time_spent_is_left_out),
      cmocka_unit_test(rule_16_an_anchor_that_occurs_starts_afresh),
      cmocka_unit_test(rule_16_where_no_time_was_added_up_none_is_left_out),
      cmocka_unit_test(rule_16_of_a_moment_only_what_follows_its_giving),
      cmocka_unit_test(rule_16_a_moment_given_now_has_nothing_to_leave_out),
      cmocka_unit_test(rule_16_a_case_that_is_being_opened_has_nothing_to_leave_out),
      cmocka_unit_test(rule_7_a_window_from_a_moment_still_to_be_given),
      cmocka_unit_test(deadlines_past_when_armed_fire_in_the_order_of_their_instants),
      cmocka_unit_test(tables_that_go_round_end_with_the_room),
      cmocka_unit_test(what_counts_from_nothing_never_falls_due),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
