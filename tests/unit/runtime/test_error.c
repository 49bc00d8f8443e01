/* A call at fault is answered with an error of its own, and nothing has changed. */
#include "shop.h"

/* Every error is provoked while a deadline is due, so that catching up by mistake would show. */
static void step_is(ombud_status expected, const ombud_policy *policy, box c, ombud_input in,
                    ombud_time now) {
  answers a;
  box before = c;
  assert_int_equal(ombud_step(policy, &c.head, &in, now, room(&a)), expected);
  assert_memory_equal(&c, &before, sizeof c);
}

static void give_is(ombud_status expected, box c, const ombud_given *given, uint8_t n) {
  step_is(expected, &shop, c, (ombud_input){given, n, USER, NUDGE}, 25 * H);
}

static const ombud_input nudge = {NULL, 0, USER, NUDGE};

static void bad_abi(void **state) {
  (void)state;
  ombud_policy other = shop;
  other.abi = OMBUD_ABI + 1;
  step_is(OMBUD_BAD_ABI, &other, opened(ONLINE), nudge, 25 * H);
  answers a;
  box c;
  assert_int_equal(ombud_open(&other, &c.head, ORDER, COD, &nudge, 0, room(&a)), OMBUD_BAD_ABI);
}

static void bad_policy(void **state) {
  (void)state;
  ombud_policy other = shop;
  other.fingerprint++;
  step_is(OMBUD_BAD_POLICY, &other, opened(ONLINE), nudge, 25 * H);
  box c = opened(ONLINE);
  assert_int_equal(ombud_ended(&other, &c.head), OMBUD_BAD_POLICY);
  assert_true(ombud_fact_value(&other, &c.head, PAID) == OMBUD_UNSET);
}

static void bad_case(void **state) {
  (void)state;
  box c = opened(ONLINE);
  c.head.fingerprint = 0;
  step_is(OMBUD_BAD_CASE, &shop, c, nudge, 25 * H);
  assert_int_equal(ombud_due(&c.head), OMBUD_NEVER);
  assert_int_equal(ombud_ended(&shop, &c.head), OMBUD_BAD_CASE);
  c = opened(ONLINE);
  c.head.process = N_PROCESSES;
  step_is(OMBUD_BAD_CASE, &shop, c, nudge, 25 * H);
  c = opened(ONLINE);
  c.head.mode = N_MODES;
  step_is(OMBUD_BAD_CASE, &shop, c, nudge, 25 * H);
  c = opened(ONLINE);
  c.head.state = N_STATES;
  step_is(OMBUD_BAD_CASE, &shop, c, nudge, 25 * H);
  c = opened(COD);
  c.head.state = AUDIT; /* of the other mode */
  step_is(OMBUD_BAD_CASE, &shop, c, nudge, 25 * H);
  c = opened(ONLINE);
  c.head.now = OMBUD_NEVER;
  step_is(OMBUD_BAD_CASE, &shop, c, nudge, 25 * H);
}

static void bad_process_and_mode(void **state) {
  (void)state;
  answers a;
  box c, before;
  memset(&c, 0xA5, sizeof c);
  before = c;
  ombud_input in = {NULL, 0, USER, SUBMIT};
  assert_int_equal(ombud_open(&shop, &c.head, N_PROCESSES, COD, &in, 0, room(&a)), OMBUD_BAD_PROCESS);
  assert_int_equal(ombud_open(&shop, &c.head, ORDER, N_MODES, &in, 0, room(&a)), OMBUD_BAD_MODE);
  assert_int_equal(ombud_open(&shop, &c.head, LOAN, ONLINE, &in, 0, room(&a)), OMBUD_BAD_MODE);
  assert_int_equal(ombud_open(&shop, &c.head, LOAN, COD, &in, OMBUD_NEVER, room(&a)), OMBUD_BAD_TIME);
  assert_memory_equal(&c, &before, sizeof c);
}

/* Although the tables go on behind what the policy says there is. */
static void bad_mode_of_a_policy_with_fewer(void **state) {
  (void)state;
  answers a;
  ombud_policy other = shop;
  other.n_modes = ONLINE;
  box c = opened(ONLINE);
  step_is(OMBUD_BAD_CASE, &other, c, nudge, 0);
  ombud_input in = {NULL, 0, USER, SUBMIT};
  assert_int_equal(ombud_open(&other, &c.head, ORDER, ONLINE, &in, 0, room(&a)), OMBUD_BAD_MODE);
}

static void bad_actor_and_action(void **state) {
  (void)state;
  box c = opened(ONLINE);
  step_is(OMBUD_BAD_ACTOR, &shop, c, (ombud_input){NULL, 0, CLOCK, NUDGE}, 25 * H);
  step_is(OMBUD_BAD_ACTOR, &shop, c, (ombud_input){NULL, 0, N_ACTORS, NUDGE}, 25 * H);
  step_is(OMBUD_BAD_ACTOR, &shop, c, (ombud_input){NULL, 0, 255, NUDGE}, 25 * H);
  step_is(OMBUD_BAD_ACTION, &shop, c, (ombud_input){NULL, 0, USER, N_ACTIONS}, 25 * H);
  step_is(OMBUD_BAD_ACTION, &shop, c, (ombud_input){NULL, 0, USER, LAPSE}, 25 * H); /* an event's name */
}

static void bad_fact(void **state) {
  (void)state;
  box c = opened(ONLINE);
  give_is(OMBUD_BAD_FACT, c, &(ombud_given){N_FACTS, 0}, 1);
  give_is(OMBUD_BAD_FACT, c, &(ombud_given){OMBUD_NONE, 0}, 1);
  give_is(OMBUD_BAD_FACT, c, &(ombud_given){LOANED, 0}, 1); /* of the other process */
  give_is(OMBUD_BAD_FACT, c, (ombud_given[]){{AGREED, 0}, {PAID, 50}, {AGREED, 0}}, 3);
}

static void bad_value(void **state) {
  (void)state;
  box c = opened(ONLINE);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){AGREED, 2}, 1);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){AGREED, -1}, 1);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){DAY, OMBUD_UNSET}, 1);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){DAY, OMBUD_TIME_MAX + 1}, 1);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){PAID, 100001}, 1);
}

static void bad_value_unset_is_no_value(void **state) {
  (void)state;
  ombud_fact wide[N_FACTS];
  memcpy(wide, shop_facts, sizeof wide);
  wide[AGREED].lo = INT64_MIN;
  ombud_policy policy = shop;
  policy.facts = wide;
  ombud_given unset = {AGREED, OMBUD_UNSET};
  step_is(OMBUD_BAD_VALUE, &policy, opened(ONLINE), (ombud_input){&unset, 1, USER, NUDGE}, 25 * H);
}

static void bad_value_against_another_fact(void **state) {
  (void)state;
  box c = opened(ONLINE); /* 10000 paid, 15 of postage */
  answers a;
  give_is(OMBUD_BAD_VALUE, c, (ombud_given[]){{PAID, 50}, {POSTAGE, 51}}, 2);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){PAID, 14}, 1);
  give_is(OMBUD_BAD_VALUE, c, &(ombud_given){POSTAGE, 10001}, 1);
  assert_int_equal(act(&c, USER, NUDGE, &(ombud_given){POSTAGE, 10000}, 1, 0, &a), OMBUD_REFUSED);
  assert_int_equal(a.out.reason, OMBUD_FACT_UNASKED);

  ombud_order strict = {POSTAGE, PAID, 1};
  ombud_policy other = shop;
  other.orders = &strict;
  ombud_given equal = {POSTAGE, 10000};
  step_is(OMBUD_BAD_VALUE, &other, c, (ombud_input){&equal, 1, USER, NUDGE}, 25 * H);
  c.slots[S_PAID] = 5; /* broken already, but not touched now */
  assert_int_equal(act(&c, USER, NUDGE, NULL, 0, 0, &a), OMBUD_OK);
}

static void bad_time(void **state) {
  (void)state;
  answers a;
  box c = opened(ONLINE), before = c;
  step_is(OMBUD_BAD_TIME, &shop, c, nudge, OMBUD_TIME_MAX + 1);
  step_is(OMBUD_BAD_TIME, &shop, c, nudge, OMBUD_TIME_MIN - 1);
  step_is(OMBUD_BAD_TIME, &shop, c, nudge, OMBUD_NEVER);
  step_is(OMBUD_BAD_TIME, &shop, c, nudge, OMBUD_UNSET);
  assert_int_equal(ombud_catch_up(&shop, &c.head, OMBUD_NEVER, room(&a)), OMBUD_BAD_TIME);
  assert_memory_equal(&c, &before, sizeof c);
  assert_int_equal(ombud_catch_up(&shop, &c.head, OMBUD_TIME_MAX, room(&a)), OMBUD_OK);
  assert_int_equal(c.head.now, OMBUD_TIME_MAX);
}

static void no_space(void **state) {
  (void)state;
  answers a;
  box c = opened(ONLINE), before = c;
  room(&a)->events_max = shop.max_events - 1;
  assert_int_equal(ombud_step(&shop, &c.head, &nudge, 25 * H, &a.out), OMBUD_NO_SPACE);
  assert_int_equal(ombud_catch_up(&shop, &c.head, 25 * H, &a.out), OMBUD_NO_SPACE);
  room(&a)->effects_max = shop.max_effects - 1;
  assert_int_equal(ombud_catch_up(&shop, &c.head, 25 * H, &a.out), OMBUD_NO_SPACE);
  assert_int_equal(ombud_step(&shop, &c.head, &nudge, 25 * H, &a.out), OMBUD_NO_SPACE);
  assert_int_equal(ombud_open(&shop, &c.head, ORDER, COD, &nudge, 0, &a.out), OMBUD_NO_SPACE);
  assert_memory_equal(&c, &before, sizeof c);
}

static void errors_of_can_and_explain(void **state) {
  (void)state;
  box c = opened(ONLINE);
  ombud_option options[N_ACTIONS];
  ombud_why why;
  size_t n;
  assert_int_equal(ombud_can(&shop, &c.head, CLOCK, 0, options, N_ACTIONS, &n), OMBUD_BAD_ACTOR);
  assert_int_equal(ombud_can(&shop, &c.head, N_ACTORS, 0, options, N_ACTIONS, &n), OMBUD_BAD_ACTOR);
  assert_int_equal(ombud_can(&shop, &c.head, USER, OMBUD_NEVER, options, N_ACTIONS, &n), OMBUD_BAD_TIME);
  assert_int_equal(ombud_can(&shop, &c.head, USER, 24 * H, options, N_ACTIONS, &n), OMBUD_BEHIND);
  assert_int_equal(ombud_explain(&shop, &c.head, &nudge, 24 * H, &why), OMBUD_BEHIND);
  assert_int_equal(ombud_explain(&shop, &c.head, &nudge, 24 * H - 1, &why), OMBUD_OK);
  ombud_given unknown = {N_FACTS, 0};
  ombud_input in = {&unknown, 1, USER, NUDGE};
  assert_int_equal(ombud_explain(&shop, &c.head, &in, 0, &why), OMBUD_BAD_FACT);
  assert_int_equal(ombud_explain_open(&shop, LOAN, ONLINE, &in, 0, &why), OMBUD_BAD_MODE);
  assert_int_equal(ombud_explain_open(&shop, ORDER, COD, &in, 0, &why), OMBUD_BAD_FACT);
  c.head.fingerprint++;
  assert_int_equal(ombud_can(&shop, &c.head, USER, 0, options, N_ACTIONS, &n), OMBUD_BAD_POLICY);
  assert_int_equal(ombud_explain(&shop, &c.head, &nudge, 0, &why), OMBUD_BAD_POLICY);
}

/* xorshift64: the same bytes in every run */
static uint64_t draw(uint64_t *x) {
  *x ^= *x << 13;
  *x ^= *x >> 7;
  *x ^= *x << 17;
  return *x;
}

/* Whatever a case's bytes are: an answer, and no undefined behaviour (this runs under UBSan too). */
static void foreign_bytes_are_never_undefined(void **state) {
  (void)state;
  uint64_t x = 88172645463325252u;
  unsigned answered = 0;
  for (int round = 0; round < 20000; round++) {
    box c = opened(round & 1 ? COD : ONLINE);
    uint64_t noise[sizeof c / 8];
    for (size_t i = 0; i < sizeof c / 8; i++) noise[i] = draw(&x);
    memcpy(&c, noise, sizeof c);
    if (round & 2) {
      c.head.fingerprint = shop.fingerprint;
      c.head.process %= N_PROCESSES;
      c.head.mode %= N_MODES;
      c.head.state %= N_STATES;
      c.head.now >>= 2;
    }
    if (round & 4) c.slots[S_SHIPPED] = draw(&x) & 1 ? INT64_MAX : INT64_MIN + 1;
    answers a;
    ombud_given given[] = {{AGREED, 1}, {POSTAGE, 0}};
    ombud_input in = {given, (uint8_t)(draw(&x) % 3), (uint8_t)(draw(&x) % 4),
                      (uint16_t)(draw(&x) % N_NAMES)};
    ombud_time t = (ombud_time)draw(&x) >> (draw(&x) % 40);
    ombud_option options[N_ACTIONS];
    ombud_why why;
    size_t n;
    box copy = c;
    answered += ombud_step(&shop, &c.head, &in, t, room(&a)) >= 0;
    ombud_can(&shop, &copy.head, in.actor, t, options, N_ACTIONS, &n);
    ombud_explain(&shop, &copy.head, &in, t, &why);
    ombud_catch_up(&shop, &copy.head, t, room(&a));
    ombud_can(&shop, &copy.head, in.actor, t, options, N_ACTIONS, &n);
    ombud_explain(&shop, &copy.head, &in, t, &why);
    ombud_fact_value(&shop, &copy.head, in.action);
  }
  assert_true(answered > 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_abi),
      cmocka_unit_test(bad_policy),
      cmocka_unit_test(bad_case),
      cmocka_unit_test(bad_process_and_mode),
      cmocka_unit_test(bad_mode_of_a_policy_with_fewer),
      cmocka_unit_test(bad_actor_and_action),
      cmocka_unit_test(bad_fact),
      cmocka_unit_test(bad_value),
      cmocka_unit_test(bad_value_unset_is_no_value),
      cmocka_unit_test(bad_value_against_another_fact),
      cmocka_unit_test(bad_time),
      cmocka_unit_test(no_space),
      cmocka_unit_test(errors_of_can_and_explain),
      cmocka_unit_test(foreign_bytes_are_never_undefined),
  };
  return cmocka_run_group_tests(tests, shop_set_up, NULL);
}
