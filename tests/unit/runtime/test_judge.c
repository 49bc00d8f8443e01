/* Which rule governs, what a refusal says, and what an acceptance leaves behind. */
#include "shop.h"

static void refused(box *c, uint8_t actor, uint16_t action, ombud_time t, uint16_t reason, uint32_t rule) {
  answers a;
  assert_int_equal(act(c, actor, action, NULL, 0, t, &a), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, reason);
  assert_int_equal(a.out.rule, rule);
}

static void open_fills_the_case(void **state) {
  (void)state;
  box c = opened(ONLINE);
  assert_int_equal(c.head.fingerprint, shop.fingerprint);
  assert_int_equal(c.head.now, 0);
  assert_int_equal(c.head.wake, 24 * H);
  assert_int_equal(c.head.state, OPEN);
  assert_int_equal(c.head.process, ORDER);
  assert_int_equal(c.head.mode, ONLINE);
  assert_int_equal(c.slots[S_ENTRY], 0);
  assert_int_equal(c.slots[S_PAID], 10000);
  assert_int_equal(c.slots[S_POSTAGE], 15);
  assert_true(c.slots[S_AGREED] == OMBUD_UNSET);
  assert_true(c.slots[S_NUDGES] == OMBUD_UNSET);
  assert_int_equal(ombud_fact_value(&shop, &c.head, PAID), 10000);
  assert_true(ombud_fact_value(&shop, &c.head, AGREED) == OMBUD_UNSET);
  assert_true(ombud_fact_value(&shop, &c.head, LOANED) == OMBUD_UNSET);
  assert_true(ombud_fact_value(&shop, &c.head, N_FACTS) == OMBUD_UNSET);
  assert_int_equal(ombud_due(&c.head), 24 * H);
  assert_int_equal(ombud_ended(&shop, &c.head), 0);
  assert_int_equal(ombud_case_size(&shop), sizeof(ombud_case) + 8 * N_SLOTS);
}

static void open_reports_the_opening(void **state) {
  (void)state;
  box c;
  answers a;
  ombud_given given[] = {{POSTAGE, 0}, {PAID, 100}};
  ombud_input in = {given, 2, USER, SUBMIT};
  assert_int_equal(ombud_open(&shop, &c.head, ORDER, COD, &in, 7, room(&a)), OMBUD_OK);
  assert_int_equal(a.out.n_events, 1);
  check_event(&a.events[0], OMBUD_ACTED, SUBMIT, START, OPEN, 7);
  assert_int_equal(a.events[0].actor, USER);
  assert_int_equal(a.events[0].n_effects, 0);
  assert_int_equal(a.out.rule, R_SUBMIT);
  assert_int_equal(a.out.reason, OMBUD_REASON_NONE);
  assert_int_equal(ombud_due(&c.head), OMBUD_NEVER);
}

static void open_refused_leaves_the_memory_alone(void **state) {
  (void)state;
  box c, before;
  answers a;
  memset(&c, 0xA5, sizeof c);
  before = c;
  ombud_given given[] = {{PAID, 99}, {POSTAGE, 0}};
  ombud_input in = {given, 2, USER, SUBMIT};
  assert_int_equal(ombud_open(&shop, &c.head, ORDER, COD, &in, 0, room(&a)), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, CHEAP);
  assert_int_equal(a.out.rule, R_CHEAP);
  assert_int_equal(a.out.n_events, 0);
  in.actor = SHOP;
  assert_int_equal(ombud_open(&shop, &c.head, ORDER, COD, &in, 0, room(&a)), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_ANOTHER_ACTOR);
  assert_memory_equal(&c, &before, sizeof c);
}

static void rule_2_the_first_entry_whose_guard_holds_governs(void **state) {
  (void)state;
  answers a;
  box c = opened(COD);
  assert_int_equal(act(&c, SHOP, CANCEL, &(ombud_given){AGREED, 1}, 1, 5, &a), OMBUD_OK);
  assert_int_equal(a.out.rule, R_AGREED);
  assert_int_equal(a.out.n_effects, 0);
  assert_int_equal(c.slots[S_AGREED], 1);

  c = opened(COD);
  assert_int_equal(act(&c, SHOP, CANCEL, &(ombud_given){AGREED, 0}, 1, 5, &a), OMBUD_OK);
  assert_int_equal(a.out.rule, R_ALONE);
  assert_int_equal(a.out.n_effects, 1);
  assert_int_equal(a.effects[0].effect, PENALISE);
  assert_int_equal(a.effects[0].args[0], SHOP);
  assert_int_equal(a.effects[0].args[1], 0);
  assert_int_equal(a.events[0].n_effects, 1);
  assert_int_equal(ombud_ended(&shop, &c.head), 1);
}

static void rule_3_a_guard_is_any_of_its_boxes(void **state) {
  (void)state;
  const struct {
    int agreed, postage, accepted;
  } rows[] = {{1, 9, 0}, {1, 10, 1}, {1, 20, 1}, {0, 10, 0}, {0, 20, 0}, {0, 21, 1}, {0, 30, 1}, {1, 31, 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    box c = opened(COD);
    answers a;
    ombud_given given[] = {{AGREED, rows[i].agreed}, {POSTAGE, rows[i].postage}};
    assert_int_equal(act(&c, SHOP, PROBE, given, 2, 0, &a), rows[i].accepted ? OMBUD_OK : OMBUD_REFUSED);
    assert_int_equal(a.out.reason, rows[i].accepted ? OMBUD_REASON_NONE : CHEAP);
  }
}

static void rule_6_built_in_reasons(void **state) {
  (void)state;
  box c = opened(COD), online = opened(ONLINE);
  refused(&c, USER, CANCEL, 0, COD_LOCKED, R_LOCKED);
  refused(&online, SHOP, CANCEL, 0, OMBUD_ANOTHER_ACTOR, OMBUD_NO_RULE);
  refused(&online, USER, BOOK, 0, OMBUD_ANOTHER_MODE, OMBUD_NO_RULE);
  refused(&c, USER, SEND_BACK, 0, OMBUD_ANOTHER_STATE, OMBUD_NO_RULE);
  refused(&c, SHOP, SEND_BACK, 0, OMBUD_ANOTHER_ACTOR, OMBUD_NO_RULE); /* in another state */
  refused(&online, SHOP, BOOK, 0, OMBUD_ANOTHER_MODE, OMBUD_NO_RULE);  /* and by another actor */
  refused(&c, USER, DREAM, 0, OMBUD_NOT_PERMITTED, OMBUD_NO_RULE);
  refused(&c, SHOP, SHIP, H - 1, OMBUD_TOO_EARLY, OMBUD_NO_RULE);
}

/* Where it is not known when a window is, nothing is said of it. */
static void rule_6_neither_early_nor_late_by_an_instant_that_is_open(void **state) {
  (void)state;
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[6].from = 0;
  entries[6].until = I_BOOK_UNTIL; /* the day was never set */
  entries[8].from = I_BOOK_UNTIL;  /* the day is to be given, and missing */
  entries[8].until = 0;
  entries[8].guard = T_DEAR;
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  answers a;
  box c = opened(COD);
  ombud_input ship = {NULL, 0, SHOP, SHIP}, book = {NULL, 0, USER, BOOK};
  assert_int_equal(ombud_step(&policy, &c.head, &ship, H, room(&a)), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_ANOTHER_MODE);
  assert_int_equal(ombud_step(&policy, &c.head, &book, H, room(&a)), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_NOT_PERMITTED);
}

/* It has not begun, and it is neither too early nor too late for it. */
static void a_rule_from_an_instant_that_is_not_set_says_nothing(void **state) {
  (void)state;
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[6].from = I_BOOK_UNTIL; /* the day was never set */
  tables built;
  answers a;
  box c = opened(COD);
  ombud_input ship = {NULL, 0, SHOP, SHIP};
  for (int past = 0; past < 2; past++) {
    if (past) entries[6].until = I_SHIP_FROM; /* an hour from entry */
    ombud_policy policy = shop_with(&built, entries);
    assert_int_equal(ombud_step(&policy, &c.head, &ship, 2 * H, room(&a)), OMBUD_REFUSED);
    assert_int_equal(a.out.reason, OMBUD_ANOTHER_MODE);
  }
}

/* Two permissions to send back: one for what was dear, to come, and one whose guard holds, and which is past.
 */
static void rule_6_windows_count_first_where_the_guard_holds(void **state) {
  (void)state;
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[9].kind = OMBUD_ENTRY_MAY;
  entries[9].from = I_LAPSE; /* ten hours from shipping */
  entries[10].until = I_BACK_UNTIL;
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  answers a;
  box c = opened(COD);
  ombud_given tracking = {TRACKING, 1};
  ombud_input ship = {NULL, 0, SHOP, SHIP}, back = {&tracking, 1, USER, SEND_BACK};
  assert_int_equal(ombud_step(&policy, &c.head, &ship, 2 * H, room(&a)), OMBUD_OK);
  assert_int_equal(ombud_step(&policy, &c.head, &back, 5 * H, room(&a)), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_TOO_LATE);
  c.slots[S_PAID] = 60000; /* now both guards hold: what is still to come is better news */
  assert_int_equal(ombud_step(&policy, &c.head, &back, 5 * H, room(&a)), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_TOO_EARLY);
}

static void rule_6_ended_comes_before_all_else(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  assert_int_equal(act(&c, SHOP, CANCEL, &(ombud_given){AGREED, 1}, 1, 5, &a), OMBUD_OK);
  for (uint16_t action = 0; action < N_ACTIONS; action++)
    refused(&c, USER, action, 6, OMBUD_ENDED, OMBUD_NO_RULE);
}

static void rule_7_guards_read_the_facts_as_given(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  ombud_given given[] = {{AGREED, 1}, {POSTAGE, 30}}; /* 15 is stored, which the first box would take */
  assert_int_equal(act(&c, SHOP, PROBE, given, 2, 0, &a), OMBUD_OK);
  assert_int_equal(c.slots[S_POSTAGE], 30);
  given[1].value = 31;
  assert_int_equal(act(&c, SHOP, PROBE, given, 2, 0, &a), OMBUD_REFUSED);
  assert_int_equal(c.slots[S_POSTAGE], 30);
}

static void rule_7_a_fact_missing(void **state) {
  (void)state;
  box c = opened(COD);
  refused(&c, SHOP, CANCEL, 0, OMBUD_FACT_MISSING, OMBUD_NO_RULE); /* either entry might govern */
  refused(&c, USER, BOOK, 0, OMBUD_FACT_MISSING, OMBUD_NO_RULE);   /* a window on the missing moment */
  assert_true(c.slots[S_AGREED] == OMBUD_UNSET);
}

static void rule_7_a_missing_fact_hides_no_certain_refusal(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  ombud_input in = {NULL, 0, SHOP, SHIP};
  assert_int_equal(ombud_step(&shop, &c.head, &in, H, room(&a)), OMBUD_OK);
  box dear = c;
  dear.slots[S_PAID] = 60000;
  refused(&dear, USER, SEND_BACK, H, DEAR, R_DEAR);                   /* a prohibition governs anyway */
  refused(&c, USER, SEND_BACK, H, OMBUD_FACT_MISSING, OMBUD_NO_RULE); /* a permission would */
  refused(&c, USER, SEND_BACK, 3 * H, OMBUD_TOO_LATE, OMBUD_NO_RULE); /* nothing does */
}

static void rule_7_a_fact_not_asked_for(void **state) {
  (void)state;
  box c = opened(COD), before;
  answers a;
  ombud_given given[] = {{AGREED, 1}, {PAID, 10000}};
  before = c;
  assert_int_equal(act(&c, SHOP, CANCEL, given, 2, 0, &a), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_FACT_UNASKED);
  assert_int_equal(a.out.rule, R_AGREED);
  assert_memory_equal(&c, &before, sizeof c);
  assert_int_equal(act(&c, USER, CANCEL, given, 1, 0, &a), OMBUD_REFUSED); /* refused anyway */
  assert_int_equal(a.out.reason, COD_LOCKED);
}

static void rule_7_an_unasked_fact_is_not_read(void **state) {
  (void)state;
  box c = opened(COD); /* 15 of postage is stored: accepted but for the fact too many */
  answers a;
  ombud_given given[] = {{AGREED, 1}, {POSTAGE, 99}};
  assert_int_equal(act(&c, USER, PROBE, given, 2, 0, &a), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_FACT_UNASKED);
}

static void text_facts_are_given_or_not(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  assert_int_equal(act(&c, SHOP, SHIP, NULL, 0, H, &a), OMBUD_OK);
  assert_int_equal(act(&c, USER, SEND_BACK, &(ombud_given){TRACKING, OMBUD_UNSET}, 1, H, &a),
                   OMBUD_BAD_VALUE);
  assert_int_equal(act(&c, USER, SEND_BACK, &(ombud_given){TRACKING, 0}, 1, H, &a), OMBUD_BAD_VALUE);
  assert_int_equal(act(&c, USER, SEND_BACK, &(ombud_given){TRACKING, 1}, 1, H, &a), OMBUD_OK);
  assert_int_equal(c.slots[S_TRACKING], 1);
  assert_int_equal(ombud_fact_value(&shop, &c.head, TRACKING), 1);
}

static void rule_9_a_permission_without_target_stays(void **state) {
  (void)state;
  box c = opened(ONLINE);
  answers a;
  assert_int_equal(act(&c, USER, NUDGE, NULL, 0, 9, &a), OMBUD_OK);
  check_event(&a.events[0], OMBUD_ACTED, NUDGE, OPEN, OPEN, 9);
  assert_int_equal(c.slots[S_ENTRY], 0);
  assert_int_equal(c.head.wake, 24 * H);
}

static void rule_10_at_most_n_times(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  refused(&c, SHOP, NUDGE, 0, OMBUD_ANOTHER_ACTOR, OMBUD_NO_RULE); /* a refusal does not count */
  assert_int_equal(act(&c, USER, NUDGE, NULL, 0, 1, &a), OMBUD_OK);
  assert_int_equal(c.slots[S_NUDGES], 1);
  assert_int_equal(act(&c, USER, NUDGE, NULL, 0, 2, &a), OMBUD_OK);
  refused(&c, USER, NUDGE, 3, OMBUD_TOO_OFTEN, R_NUDGE);
  assert_int_equal(c.slots[S_NUDGES], 2);
}

static void windows_on_a_moment_given_now(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  assert_int_equal(act(&c, USER, BOOK, &(ombud_given){DAY, 5 * H}, 1, 3 * H - 1, &a), OMBUD_OK);
  assert_int_equal(c.slots[S_DAY], 5 * H);
  assert_int_equal(act(&c, USER, BOOK, &(ombud_given){DAY, 5 * H}, 1, 3 * H, &a), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_TOO_LATE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(open_fills_the_case),
      cmocka_unit_test(open_reports_the_opening),
      cmocka_unit_test(open_refused_leaves_the_memory_alone),
      cmocka_unit_test(rule_2_the_first_entry_whose_guard_holds_governs),
      cmocka_unit_test(rule_3_a_guard_is_any_of_its_boxes),
      cmocka_unit_test(rule_6_built_in_reasons),
      cmocka_unit_test(rule_6_neither_early_nor_late_by_an_instant_that_is_open),
      cmocka_unit_test(a_rule_from_an_instant_that_is_not_set_says_nothing),
      cmocka_unit_test(rule_6_windows_count_first_where_the_guard_holds),
      cmocka_unit_test(rule_6_ended_comes_before_all_else),
      cmocka_unit_test(rule_7_guards_read_the_facts_as_given),
      cmocka_unit_test(rule_7_a_fact_missing),
      cmocka_unit_test(rule_7_a_missing_fact_hides_no_certain_refusal),
      cmocka_unit_test(rule_7_a_fact_not_asked_for),
      cmocka_unit_test(rule_7_an_unasked_fact_is_not_read),
      cmocka_unit_test(text_facts_are_given_or_not),
      cmocka_unit_test(rule_9_a_permission_without_target_stays),
      cmocka_unit_test(rule_10_at_most_n_times),
      cmocka_unit_test(windows_on_a_moment_given_now),
  };
  return cmocka_run_group_tests(tests, shop_set_up, NULL);
}
