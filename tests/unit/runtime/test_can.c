/* What an actor may do now, and until when: ombud_can. */
#include "shop.h"

static ombud_option option(const box *c, uint8_t actor, uint16_t action, ombud_time t) {
  ombud_option options[N_ACTIONS];
  size_t n = 0;
  memset(options, 0x5A, sizeof options);
  assert_int_equal(ombud_can(&shop, &c->head, actor, t, options, N_ACTIONS, &n), OMBUD_OK);
  assert_int_equal(n, N_ACTIONS);
  assert_int_equal(options[action].action, action);
  return options[action];
}

static void check(const box *c, uint8_t actor, uint16_t action, ombud_time t, ombud_option expected) {
  ombud_option got = option(c, actor, action, t);
  assert_int_equal(got.verdict, expected.verdict);
  assert_int_equal(got.reason, expected.reason);
  assert_int_equal(got.rule, expected.rule);
  assert_int_equal(got.until, expected.until);
  assert_int_equal(got.by, expected.by);
}

#define CHECK(c, actor, action, t, ...) check(&(c), actor, action, t, (ombud_option){__VA_ARGS__})
#define STANDS                          .until = OMBUD_NEVER, .by = OMBUD_NEVER

static void may_with_no_end(void **state) {
  (void)state;
  box c = opened(COD);
  CHECK(c, USER, NUDGE, 0, STANDS, .rule = R_NUDGE, .verdict = OMBUD_MAY);
  CHECK(c, USER, CANCEL, 0, STANDS, .rule = R_LOCKED, .reason = COD_LOCKED);
  CHECK(c, SHOP, DREAM, 0, STANDS, .rule = OMBUD_NO_RULE, .reason = OMBUD_NOT_PERMITTED);
}

static void rule_12_must_by_the_deadline(void **state) {
  (void)state;
  box c = opened(ONLINE);
  CHECK(c, USER, CANCEL, 5, .until = D, .by = D, .rule = R_PAY, .verdict = OMBUD_MUST);
  CHECK(c, USER, CANCEL, D - 1, .until = D, .by = D, .rule = R_PAY, .verdict = OMBUD_MUST);
  CHECK(c, USER, NUDGE, 5, .until = D, .by = OMBUD_NEVER, .rule = R_NUDGE, .verdict = OMBUD_MAY);
  CHECK(c, SHOP, CANCEL, 5, .until = D, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE,
        .reason = OMBUD_ANOTHER_ACTOR);
}

static void windows_say_until_when(void **state) {
  (void)state;
  answers a;
  box c = opened(COD);
  CHECK(c, SHOP, SHIP, H - 1, .until = H, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE,
        .reason = OMBUD_TOO_EARLY);
  CHECK(c, SHOP, SHIP, H, STANDS, .rule = R_SHIP, .verdict = OMBUD_MAY);
  assert_int_equal(act(&c, SHOP, SHIP, NULL, 0, 2 * H, &a), OMBUD_OK);
  CHECK(c, USER, SEND_BACK, 2 * H, .until = 4 * H, .by = OMBUD_NEVER, .rule = R_BACK, .verdict = OMBUD_MAY);
  CHECK(c, USER, SEND_BACK, 4 * H - 1, .until = 4 * H, .by = OMBUD_NEVER, .rule = R_BACK,
        .verdict = OMBUD_MAY);
  CHECK(c, USER, SEND_BACK, 4 * H, .until = 12 * H, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE,
        .reason = OMBUD_TOO_LATE); /* until the deadline of the state */
  CHECK(c, USER, SEND_BACK, 0, .until = 4 * H, .by = OMBUD_NEVER, .rule = R_BACK,
        .verdict = OMBUD_MAY); /* rule 4 */
}

static void may_if_it_hangs_on_facts_to_be_given(void **state) {
  (void)state;
  box c = opened(COD);
  CHECK(c, SHOP, CANCEL, 0, STANDS, .rule = OMBUD_NO_RULE, .verdict = OMBUD_MAY_IF);
  CHECK(c, USER, BOOK, 0, STANDS, .rule = OMBUD_NO_RULE, .verdict = OMBUD_MAY_IF); /* a window on them */
  CHECK(c, USER, PROBE, 0, STANDS, .rule = OMBUD_NO_RULE, .verdict = OMBUD_MAY_IF);
}

static void may_not_whatever_the_facts(void **state) {
  (void)state;
  box c = opened(COD);
  plain_entry denied[13];
  memcpy(denied, shop_entries, sizeof denied);
  denied[2].kind = denied[3].kind = OMBUD_ENTRY_DENY;
  denied[2].reason = DEAR;
  denied[3].reason = CHEAP;
  tables built;
  ombud_policy policy = shop_with(&built, denied);
  ombud_option options[N_ACTIONS];
  size_t n;
  assert_int_equal(ombud_can(&policy, &c.head, SHOP, 0, options, N_ACTIONS, &n), OMBUD_OK);
  assert_int_equal(options[CANCEL].verdict, OMBUD_MAY_NOT);
  assert_int_equal(options[CANCEL].reason, DEAR);
  for (int i = 2; i <= 3; i++) { /* one of them permits after all */
    denied[i].kind = OMBUD_ENTRY_MAY;
    denied[5 - i].kind = OMBUD_ENTRY_DENY;
    policy = shop_with(&built, denied);
    assert_int_equal(ombud_can(&policy, &c.head, SHOP, 0, options, N_ACTIONS, &n), OMBUD_OK);
    assert_int_equal(options[CANCEL].verdict, OMBUD_MAY_IF);
  }
}

static void facts_already_given_settle_it(void **state) {
  (void)state;
  answers a;
  box c = opened(COD);
  c.slots[S_POSTAGE] = 25; /* the second box holds whatever is agreed */
  CHECK(c, USER, PROBE, 0, STANDS, .rule = R_PROBE, .verdict = OMBUD_MAY);
  c.slots[S_POSTAGE] = 31; /* and now neither does */
  CHECK(c, USER, PROBE, 0, STANDS, .rule = OMBUD_NO_RULE, .reason = CHEAP);
  assert_int_equal(act(&c, SHOP, SHIP, NULL, 0, 2 * H, &a), OMBUD_OK);
  c.slots[S_PAID] = 60000;
  CHECK(c, USER, SEND_BACK, 2 * H, .until = 4 * H, .by = OMBUD_NEVER, .rule = R_DEAR, .reason = DEAR);
}

/* Time never runs backwards: what is asked about an instant that is past is answered for the case's last. */
static void an_earlier_instant_is_the_last(void **state) {
  (void)state;
  answers a;
  box c = opened(COD);
  assert_int_equal(act(&c, SHOP, SHIP, NULL, 0, 2 * H, &a), OMBUD_OK);
  assert_int_equal(ombud_catch_up(&shop, &c.head, 5 * H, room(&a)), OMBUD_OK);
  CHECK(c, USER, SEND_BACK, 3 * H, .until = 12 * H, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE,
        .reason = OMBUD_TOO_LATE); /* at three it was open */
}

static void rule_10_used_up(void **state) {
  (void)state;
  answers a;
  box c = opened(COD);
  act(&c, USER, NUDGE, NULL, 0, 0, &a);
  act(&c, USER, NUDGE, NULL, 0, 0, &a);
  CHECK(c, USER, NUDGE, 0, STANDS, .rule = R_NUDGE, .reason = OMBUD_TOO_OFTEN);
}

/* Although the deadline of its rule is armed. */
static void what_is_used_up_is_no_duty(void **state) {
  (void)state;
  answers a;
  box c = opened(ONLINE);
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[7].rule = R_PAY;
  entries[7].kind = OMBUD_ENTRY_MUST;
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  ombud_option options[N_ACTIONS];
  ombud_input in = {NULL, 0, USER, NUDGE};
  size_t n;
  for (int i = 0; i < 2; i++) {
    assert_int_equal(ombud_can(&policy, &c.head, USER, 0, options, N_ACTIONS, &n), OMBUD_OK);
    assert_int_equal(options[NUDGE].verdict, OMBUD_MUST);
    assert_int_equal(options[NUDGE].by, D);
    assert_int_equal(ombud_step(&policy, &c.head, &in, 0, room(&a)), OMBUD_OK);
  }
  assert_int_equal(ombud_can(&policy, &c.head, USER, 0, options, N_ACTIONS, &n), OMBUD_OK);
  assert_int_equal(options[NUDGE].verdict, OMBUD_MAY_NOT);
  assert_int_equal(options[NUDGE].reason, OMBUD_TOO_OFTEN);
  assert_int_equal(options[NUDGE].by, OMBUD_NEVER);
}

static void ended_is_ended_for_good(void **state) {
  (void)state;
  answers a;
  box c = opened(COD);
  act(&c, SHOP, CANCEL, &(ombud_given){AGREED, 1}, 1, 0, &a);
  for (uint16_t action = 0; action < N_ACTIONS; action++)
    CHECK(c, USER, action, 0, STANDS, .rule = OMBUD_NO_RULE, .reason = OMBUD_ENDED);
}

static void no_more_than_there_is_room_for(void **state) {
  (void)state;
  ombud_option options[2] = {{.rule = 111}, {.rule = 222}};
  size_t n = 0;
  box c = opened(COD);
  assert_int_equal(ombud_can(&shop, &c.head, USER, 0, options, 1, &n), OMBUD_OK);
  assert_int_equal(n, N_ACTIONS);
  assert_int_equal(options[0].rule, OMBUD_NO_RULE);
  assert_int_equal(options[1].rule, 222);
}

static void facts_to_ask_for(void **state) {
  (void)state;
  const uint16_t *facts = NULL;
  assert_int_equal(ombud_gives(&shop, ORDER, COD, OPEN, USER, NUDGE, &facts), 0);
  assert_null(facts);
  assert_int_equal(ombud_gives(&shop, ORDER, COD, START, USER, SUBMIT, &facts), 2);
  assert_int_equal(facts[0], PAID);
  assert_int_equal(facts[1], POSTAGE);
}

static void nothing_to_ask_for_where_a_number_is_out_of_range(void **state) {
  (void)state;
  const uint16_t *facts = NULL;
  ombud_policy other = shop;
  other.abi++;
  assert_int_equal(ombud_gives(&other, ORDER, COD, START, USER, SUBMIT, &facts), 0);
  assert_int_equal(ombud_gives(&shop, N_PROCESSES, COD, START, USER, SUBMIT, &facts), 0);
  assert_int_equal(ombud_gives(&shop, ORDER, N_MODES, START, USER, SUBMIT, &facts), 0);
  assert_int_equal(ombud_gives(&shop, ORDER, COD, N_STATES, USER, SUBMIT, &facts), 0);
  assert_int_equal(ombud_gives(&shop, ORDER, COD, START, CLOCK, SUBMIT, &facts), 0);
  assert_int_equal(ombud_gives(&shop, ORDER, COD, START, N_ACTORS, SUBMIT, &facts), 0);
  assert_int_equal(ombud_gives(&shop, ORDER, COD, START, USER, N_ACTIONS, &facts), 0);
  assert_null(facts);
}

/* As before, but what lies behind the range would answer. */
static void nothing_is_read_from_behind_the_range(void **state) {
  (void)state;
  const uint16_t *facts = NULL;
  tables built;
  ombud_policy less = shop_with(&built, shop_entries);
  less.n_modes = ONLINE;
  assert_int_equal(ombud_gives(&less, ORDER, ONLINE, START, USER, SUBMIT, &facts), 0);
  built.processes[ORDER].n_states = SHIPPED; /* COD is the first mode: all else stays where it is */
  assert_int_equal(ombud_gives(&less, ORDER, COD, SHIPPED, USER, SEND_BACK, &facts), 0);
  built.processes[ORDER].n_actions = BOOK; /* and USER the first actor */
  assert_int_equal(ombud_gives(&less, ORDER, COD, OPEN, USER, BOOK, &facts), 0);
  assert_null(facts);
}

/* What it says, a step confirms, now and up to the last instant at which it holds. */
static void agrees_with_step(void **state) {
  (void)state;
  unsigned checked = 0;
  for (uint8_t mode = 0; mode < N_MODES; mode++)
    for (uint8_t actor = USER; actor < N_ACTORS; actor++)
      for (uint16_t action = 0; action < N_ACTIONS; action++)
        for (ombud_time t = 0; t < D; t += 30 * H / 60) {
          box c = opened(mode);
          answers a;
          ombud_option o = option(&c, actor, action, t);
          if (o.verdict == OMBUD_MAY_IF) continue;
          box later = c;
          ombud_status now = act(&c, actor, action, NULL, 0, t, &a);
          assert_int_equal(now, o.verdict == OMBUD_MAY_NOT ? OMBUD_REFUSED : OMBUD_OK);
          assert_int_equal(a.out.reason, o.reason);
          if (o.until == OMBUD_NEVER) continue;
          assert_int_equal(act(&later, actor, action, NULL, 0, o.until - 1, &a), now);
          assert_int_equal(a.out.reason, o.reason);
          checked++;
        }
  assert_true(checked > 500);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(may_with_no_end),
      cmocka_unit_test(rule_12_must_by_the_deadline),
      cmocka_unit_test(windows_say_until_when),
      cmocka_unit_test(may_if_it_hangs_on_facts_to_be_given),
      cmocka_unit_test(may_not_whatever_the_facts),
      cmocka_unit_test(facts_already_given_settle_it),
      cmocka_unit_test(an_earlier_instant_is_the_last),
      cmocka_unit_test(rule_10_used_up),
      cmocka_unit_test(what_is_used_up_is_no_duty),
      cmocka_unit_test(ended_is_ended_for_good),
      cmocka_unit_test(no_more_than_there_is_room_for),
      cmocka_unit_test(facts_to_ask_for),
      cmocka_unit_test(nothing_to_ask_for_where_a_number_is_out_of_range),
      cmocka_unit_test(nothing_is_read_from_behind_the_range),
      cmocka_unit_test(agrees_with_step),
  };
  return cmocka_run_group_tests(tests, shop_set_up, NULL);
}
