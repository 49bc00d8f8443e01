/* The straight way against a step with a report: the same random inputs, most of them as they are asked for,
 * to cases that only ombud_step knows and to others that first try ombud_take, or the functions of the
 * generated header. (That ombud_step does what the rules say is tests/differential's.) */
#include "support.h"

#define STEPS 200
#define CASES 400

static uint32_t roll(uint64_t *seed, uint32_t n) {
  *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(*seed >> 33) % n;
}

typedef struct call {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in;
  ombud_time now;
} call;

static int64_t value_of(uint64_t *seed, uint16_t fact, ombud_time now) {
  switch (take_policy.facts[fact].type) {
  case OMBUD_YES_NO: return roll(seed, 2);
  case OMBUD_MOMENT: return now - roll(seed, 100) * HOUR;
  case OMBUD_TEXT: return 1;
  default: return roll(seed, 20) == 0 ? -1 : 1 + (int64_t)roll(seed, 3000);
  }
}

/* Somebody does something where the case stands; now and then with a fact too many, too few, or in another
 * order. */
static void make_call(uint64_t *seed, const ombud_case *c, call *made) {
  const uint16_t *gives = NULL;
  made->now = c->now + (roll(seed, 20) == 0 ? 200 : roll(seed, 4)) * HOUR - (roll(seed, 30) == 0 ? HOUR : 0);
  made->in = (ombud_input){.given = made->given,
                           .actor = (uint8_t)(1 + roll(seed, 3)),
                           .action = (uint16_t)roll(seed, take_policy.processes[c->process].n_actions)};
  uint16_t n =
      ombud_gives(&take_policy, c->process, c->mode, c->state, made->in.actor, made->in.action, &gives);
  for (uint16_t i = 0; i < n; i++)
    made->given[i] = (ombud_given){gives[i], value_of(seed, gives[i], made->now)};
  if (roll(seed, 15) == 0) made->given[n++] = (ombud_given){(uint16_t)roll(seed, take_policy.n_facts), 1};
  if (n > 0 && roll(seed, 15) == 0) n--;
  if (n > 1 && roll(seed, 4) == 0) {
    ombud_given first = made->given[0];
    made->given[0] = made->given[1];
    made->given[1] = first;
  }
  made->in.n_given = (uint8_t)n;
}

static void open_case(uint64_t *seed, take_case *c, uint8_t process) {
  take_out room;
  ombud_given given = {TAKE_FACT_URGENT, roll(seed, 2)};
  if (process == TAKE_PROCESS_CASE) given = (ombud_given){TAKE_FACT_CLAIMED, 5000};
  ombud_input in = {&given, 1, TAKE_ACTOR_CLAIMANT, 0};
  memset(c, 0x5A, sizeof *c);
  assert_int_equal(ombud_open(&take_policy, &c->head, process, (uint8_t)roll(seed, 2), &in, 1000 * HOUR,
                              take_prepare(&room)),
                   OMBUD_OK);
}

static void same_case(const take_case *a, const take_case *b) {
  size_t size = sizeof(ombud_case) + take_policy.processes[a->head.process].n_slots * sizeof(int64_t);
  assert_memory_equal(a, b, size);
}

/* What was taken says of the step what ombud_step's report did. */
static void same_answer(const take_case *c, uint32_t taken, ombud_status status, const ombud_out *report) {
  const ombud_entry *entry = &take_policy.entries[taken & OMBUD_TAKEN_ENTRY];
  take_out room;
  assert_int_equal(status, taken & OMBUD_TAKEN_YES ? OMBUD_OK : OMBUD_REFUSED);
  assert_int_equal(report->rule, entry->rule);
  ombud_effects(&take_policy, &c->head, taken, take_prepare(&room));
  assert_int_equal(room.out.n_effects, report->n_effects);
  for (uint32_t i = 0; i < report->n_effects; i++) {
    assert_int_equal(room.effects[i].effect, report->effects[i].effect);
    for (unsigned k = 0; k < OMBUD_ARGS_MAX; k++)
      assert_int_equal(room.effects[i].args[k], report->effects[i].args[k]);
  }
  if (status == OMBUD_REFUSED) assert_int_equal(report->reason, entry->to);
}

typedef uint32_t taking(take_case *c, const call *made);

/* An input that cannot be folded is one of which ombud_step says the same. */
static int folds(const take_case *c, const call *made, ombud_folded *folded) {
  ombud_status status = ombud_fold_input(&take_policy, c->head.process, c->head.mode, &made->in, 0, folded);
  take_case copy = *c;
  take_out room;
  if (status)
    assert_int_equal(ombud_step(&take_policy, &copy.head, &made->in, made->now, take_prepare(&room)), status);
  return status == OMBUD_OK;
}

static uint32_t by_call(take_case *c, const call *made) {
  ombud_folded folded;
  return folds(c, made, &folded) ? ombud_take(&c->head, &folded, made->now) : OMBUD_ASK;
}

static uint32_t by_header(take_case *c, const call *made) {
  ombud_folded folded;
  if (!folds(c, made, &folded)) return OMBUD_ASK;
  if (c->head.process == TAKE_PROCESS_CLAIM)
    return take_claim_take((take_claim_case *)(void *)c, &folded, made->now);
  if (c->head.process == TAKE_PROCESS_SURVEY)
    return take_survey_take((take_survey_case *)(void *)c, &folded, made->now);
  return take_case_take((take_case_case *)(void *)c, &folded, made->now);
}

static uint32_t by_many(take_case *c, const call *made) {
  ombud_folded folded;
  const ombud_folded *in = &folded;
  ombud_case *head = &c->head;
  uint32_t taken = OMBUD_ASK;
  if (folds(c, made, &folded)) ombud_take_many(&head, &in, &made->now, &taken, 1);
  return taken;
}

/* At most MOST in a hundred inputs are left to ombud_step, beside those in which something falls due. */
static void walk(uint8_t process, taking *take, unsigned most) {
  uint64_t seed = 7 + process;
  unsigned asked = 0, steps = 0;
  for (unsigned i = 0; i < CASES; i++) {
    take_case straight, general;
    take_out room;
    open_case(&seed, &straight, process);
    general = straight;
    for (unsigned k = 0; k < STEPS && !ombud_ended(&take_policy, &general.head); k++) {
      call made;
      take_case before = straight;
      make_call(&seed, &general.head, &made);
      ombud_status status = ombud_step(&take_policy, &general.head, &made.in, made.now, take_prepare(&room));
      uint32_t taken = take(&straight, &made);
      steps++;
      if (taken != OMBUD_ASK) {
        same_case(&straight, &general);
        same_answer(&straight, taken, status, &room.out);
        continue;
      }
      same_case(&straight, &before); /* nothing has changed */
      asked += made.now < before.head.wake && status >= 0;
      ombud_step(&take_policy, &straight.head, &made.in, made.now, take_prepare(&room));
      same_case(&straight, &general);
    }
  }
#ifndef __OPTIMIZE_SIZE__
  assert_true(asked * 100 <= steps * most);
#else
  (void)most;
#endif
  assert_true(steps > CASES);
}

static void a_call_takes_what_a_step_does(void **state) {
  (void)state;
  walk(TAKE_PROCESS_CLAIM, by_call, 30);
  walk(TAKE_PROCESS_CASE, by_call, 45);
  walk(TAKE_PROCESS_SURVEY, by_call, 30);
}

static void so_does_the_header(void **state) {
  (void)state;
  walk(TAKE_PROCESS_CLAIM, by_header, 30);
  walk(TAKE_PROCESS_CASE, by_header, 45);
  walk(TAKE_PROCESS_SURVEY, by_header, 30);
}

static void so_does_the_call_for_many(void **state) {
  (void)state;
  walk(TAKE_PROCESS_CLAIM, by_many, 30);
  walk(TAKE_PROCESS_CASE, by_many, 45);
  walk(TAKE_PROCESS_SURVEY, by_many, 30);
}

static void an_opening_takes_what_ombud_open_does(void **state) {
  (void)state;
  uint64_t seed = 5;
  unsigned accepted = 0; /* of those that are chosen by a guard */
  for (unsigned i = 0; i < 2000; i++) {
    uint8_t process = (uint8_t)roll(&seed, 3), mode = (uint8_t)roll(&seed, 2);
    take_case straight, open, before;
    take_out room;
    ombud_given given[] = {
        {process == TAKE_PROCESS_CASE ? TAKE_FACT_CLAIMED : TAKE_FACT_URGENT, roll(&seed, 2)},
        {TAKE_FACT_PROVEN, 1},
        {TAKE_FACT_INSURED, 1},
        {TAKE_FACT_CALM, roll(&seed, 4) > 0},
        {TAKE_FACT_SEEN, 1},
        {TAKE_FACT_SIGNED, roll(&seed, 4) > 0}};
    uint8_t actor = (uint8_t)(1 + roll(&seed, 3)), n = (uint8_t)(roll(&seed, 10) > 0);
    if (process == TAKE_PROCESS_SURVEY && actor == TAKE_ACTOR_INSURER) n = (uint8_t)(n * 6u);
    ombud_input in = {given, n, actor, (uint16_t)(roll(&seed, 4) == 0)};
    ombud_folded folded;
    memset(&straight, 0x5A, sizeof straight);
    open = before = straight;
    ombud_status status = ombud_open(&take_policy, &open.head, process, mode, &in, HOUR, take_prepare(&room));
    accepted += status == OMBUD_OK && n == 6;
    ombud_status fold = ombud_fold_input(&take_policy, process, mode, &in, 1, &folded);
    assert_int_equal(fold, status < 0 ? status : OMBUD_OK);
    if (fold) continue;
    assert_int_equal(ombud_take(&straight.head, &folded, -1), OMBUD_ASK);
    assert_int_equal(ombud_take(&straight.head, &folded, OMBUD_STRAIGHT_MAX + 1), OMBUD_ASK);
    uint32_t taken = ombud_take(&straight.head, &folded, HOUR);
    if (taken != OMBUD_ASK) same_answer(&straight, taken, status, &room.out);
    if (taken != OMBUD_ASK && taken & OMBUD_TAKEN_YES)
      same_case(&straight, &open);
    else
      assert_memory_equal(&straight, &before, sizeof straight);
#ifndef __OPTIMIZE_SIZE__
    if (status == OMBUD_OK) assert_int_not_equal(taken, OMBUD_ASK);
#endif
  }
  assert_true(accepted > 20);
}

/* A case's bytes are believed: in this survey it was never said whether it is urgent, which all guards here
 * ask about. */
static void where_no_guard_holds_it_is_refused(void **state) {
  (void)state;
  take_case straight, general;
  take_out room;
  ombud_given given[] = {{TAKE_FACT_PROVEN, 1},
                         {TAKE_FACT_INSURED, 0},
                         {TAKE_FACT_CALM, 1},
                         {TAKE_FACT_SEEN, 1},
                         {TAKE_FACT_SIGNED, 1}};
  ombud_input look = {given, 5, TAKE_ACTOR_JUDGE, TAKE_ACTION_SURVEY_LOOK};
  uint64_t seed = 1;
  open_case(&seed, &general, TAKE_PROCESS_SURVEY);
  general.words[sizeof(ombud_case) / sizeof(int64_t) +
                take_policy.processes[TAKE_PROCESS_SURVEY].facts[TAKE_FACT_URGENT]] = OMBUD_UNSET;
  straight = general;
  ombud_folded folded;
  ombud_time now = general.head.now;
  assert_int_equal(ombud_fold_input(&take_policy, TAKE_PROCESS_SURVEY, general.head.mode, &look, 0, &folded),
                   OMBUD_OK);
  uint32_t taken = ombud_take(&straight.head, &folded, now);
  ombud_status status = ombud_step(&take_policy, &general.head, &look, now, take_prepare(&room));
  assert_int_equal(status, OMBUD_REFUSED);
  assert_int_equal(room.out.rule, OMBUD_NO_RULE);
#ifndef __OPTIMIZE_SIZE__
  same_answer(&straight, taken, status, &room.out);
#else
  assert_int_equal(taken, OMBUD_ASK);
#endif
  same_case(&straight, &general);
}

/* ---- what a call does not take ---- */

static take_case filed(void) {
  uint64_t seed = 1;
  take_case c;
  open_case(&seed, &c, TAKE_PROCESS_CLAIM);
  return c;
}

static void foreign_bytes_and_numbers_are_asked_about(void **state) {
  (void)state;
  ombud_input in = {NULL, 0, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_DOUBT};
  ombud_folded doubt;
  take_case c = filed();
  ombud_time now = c.head.now;
  assert_int_equal(ombud_fold_input(&take_policy, c.head.process, c.head.mode, &in, 0, &doubt), OMBUD_OK);
  c.head.fingerprint++;
  asks(c, &doubt, now);
  c = filed(), c.head.process = 3;
  asks(c, &doubt, now);
  c = filed(), c.head.process ^= 1;
  asks(c, &doubt, now);
  c = filed(), c.head.mode ^= 1;
  asks(c, &doubt, now);
  c = filed(), c.head.state = 0;
  asks(c, &doubt, now);
  c = filed(), c.head.state = 0xFFFE;
  asks(c, &doubt, now);
  c = filed(), c.head.now = OMBUD_UNSET;
  asks(c, &doubt, now);
  asks(filed(), &doubt, OMBUD_TIME_MAX);
  asks(filed(), &doubt, OMBUD_TIME_MAX + 1);
  asks(filed(), &doubt, now - 1);
  asks(filed(), &doubt, -1);
}

static void what_cannot_be_folded_is_said(void **state) {
  (void)state;
  ombud_folded folded;
  ombud_given given = {TAKE_FACT_URGENT, 2};
  ombud_input in = {NULL, 0, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_DOUBT};
  assert_int_equal(ombud_fold_input(&take_policy, 3, 0, &in, 0, &folded), OMBUD_BAD_PROCESS);
  assert_int_equal(ombud_fold_input(&take_policy, 0, 2, &in, 0, &folded), OMBUD_BAD_MODE);
  in.actor = OMBUD_CLOCK;
  assert_int_equal(ombud_fold_input(&take_policy, 0, 0, &in, 0, &folded), OMBUD_BAD_ACTOR);
  in.actor = 4;
  assert_int_equal(ombud_fold_input(&take_policy, 0, 0, &in, 0, &folded), OMBUD_BAD_ACTOR);
  in = (ombud_input){NULL, 0, TAKE_ACTOR_INSURER, 99};
  assert_int_equal(ombud_fold_input(&take_policy, 0, 0, &in, 0, &folded), OMBUD_BAD_ACTION);
  in = (ombud_input){&given, 1, TAKE_ACTOR_CLAIMANT, 0};
  assert_int_equal(ombud_fold_input(&take_policy, 0, 0, &in, 1, &folded), OMBUD_BAD_VALUE);
  given = (ombud_given){TAKE_FACT_CLAIMED, 2};
  assert_int_equal(ombud_fold_input(&take_policy, 0, 0, &in, 1, &folded), OMBUD_BAD_FACT);
}

/* What is refused whatever the facts are needs no more than that; what they could permit does. */
static void facts_that_are_not_asked_for_are_refused_where_all_are(void **state) {
  (void)state;
  ombud_given urgent = {TAKE_FACT_URGENT, 1};
  ombud_input prove = {&urgent, 1, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_PROVE},
              urge = {&urgent, 1, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_URGE};
  take_case c = filed();
  take_out room;
  ombud_folded folded;
  assert_int_equal(ombud_fold_input(&take_policy, c.head.process, c.head.mode, &urge, 0, &folded), OMBUD_OK);
  asks(c, &folded, c.head.now);
  assert_int_equal(ombud_step(&take_policy, &c.head, &urge, c.head.now, take_prepare(&room)), OMBUD_REFUSED);
  assert_int_equal(room.out.reason, OMBUD_FACT_UNASKED);
  assert_int_equal(ombud_fold_input(&take_policy, c.head.process, c.head.mode, &prove, 0, &folded), OMBUD_OK);
#ifndef __OPTIMIZE_SIZE__
  uint32_t taken = ombud_take(&c.head, &folded, c.head.now);
  ombud_status status = ombud_step(&take_policy, &c.head, &prove, c.head.now, take_prepare(&room));
  same_answer(&c, taken, status, &room.out);
#endif
}

static void facts_that_are_not_asked_for_are_asked_about_at_the_end(void **state) {
  (void)state;
  ombud_given given[] = {{TAKE_FACT_PROVEN, 1}, {TAKE_FACT_INSURED, 1}};
  ombud_input accept = {given, 2, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_ACCEPT},
              doubt = {given, 1, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_DOUBT};
  take_case c = filed();
  take_out room;
  ombud_folded folded;
  assert_int_equal(ombud_step(&take_policy, &c.head, &accept, c.head.now, take_prepare(&room)), OMBUD_OK);
  assert_int_equal(ombud_ended(&take_policy, &c.head), 1);
  assert_int_equal(ombud_fold_input(&take_policy, c.head.process, c.head.mode, &doubt, 0, &folded), OMBUD_OK);
  asks(c, &folded, c.head.now);
  assert_int_equal(ombud_step(&take_policy, &c.head, &doubt, c.head.now, take_prepare(&room)), OMBUD_REFUSED);
  assert_int_equal(room.out.reason, OMBUD_ENDED);
}

static void a_deadline_at_the_very_instant_is_asked_about(void **state) {
  (void)state;
  take_case c = filed();
  take_out room;
  ombud_input doubt = {NULL, 0, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_DOUBT},
              close = {NULL, 0, TAKE_ACTOR_JUDGE, TAKE_ACTION_CLAIM_CLOSE};
  c.head.mode = TAKE_MODE_STRICT;
  assert_int_equal(ombud_step(&take_policy, &c.head, &doubt, c.head.now, take_prepare(&room)), OMBUD_OK);
  ombud_folded folded;
  assert_int_equal(ombud_fold_input(&take_policy, c.head.process, c.head.mode, &close, 0, &folded), OMBUD_OK);
  asks(c, &folded, c.head.wake);
#ifndef __OPTIMIZE_SIZE__
  ombud_time before = c.head.wake - 1;
  assert_true(ombud_take(&c.head, &folded, before) & OMBUD_TAKEN_YES);
  assert_int_equal(c.head.wake, OMBUD_NEVER);
#endif
}

/* ---- many at once ---- */

enum { MANY = 100 };

static void many_are_taken_up_to_the_first_that_is_asked_about(void **state) {
  (void)state;
  take_case cases[MANY], alone[MANY];
  ombud_case *heads[MANY];
  const ombud_folded *ins[MANY];
  ombud_time now[MANY];
  uint32_t taken[MANY];
  static const ombud_input doubt = {NULL, 0, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_DOUBT};
  ombud_folded folded, other;
  for (size_t i = 0; i < MANY; i++) {
    cases[i] = alone[i] = filed();
    heads[i] = &cases[i / 2].head; /* each comes twice */
    now[i] = cases[i].head.now;
    ins[i] = i == 71 ? &other : &folded;
  }
  uint8_t process = cases[0].head.process, mode = cases[0].head.mode;
  assert_int_equal(ombud_fold_input(&take_policy, process, mode, &doubt, 0, &folded), OMBUD_OK);
  assert_int_equal(ombud_fold_input(&take_policy, process, mode ^ 1, &doubt, 0, &other), OMBUD_OK);
  size_t n = ombud_take_many(heads, ins, now, taken, MANY);
#ifdef __OPTIMIZE_SIZE__
  assert_int_equal(n, 0);
#else
  assert_int_equal(n, 71);
#endif
  for (size_t i = 0; i < n; i++) assert_int_equal(taken[i], ombud_take(&alone[i / 2].head, ins[i], now[i]));
  for (size_t i = 0; i < MANY; i++) same_case(&cases[i], &alone[i]);
  assert_int_equal(ombud_take_many(NULL, NULL, NULL, NULL, 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_call_takes_what_a_step_does),
      cmocka_unit_test(so_does_the_header),
      cmocka_unit_test(so_does_the_call_for_many),
      cmocka_unit_test(an_opening_takes_what_ombud_open_does),
      cmocka_unit_test(where_no_guard_holds_it_is_refused),
      cmocka_unit_test(foreign_bytes_and_numbers_are_asked_about),
      cmocka_unit_test(what_cannot_be_folded_is_said),
      cmocka_unit_test(facts_that_are_not_asked_for_are_refused_where_all_are),
      cmocka_unit_test(facts_that_are_not_asked_for_are_asked_about_at_the_end),
      cmocka_unit_test(a_deadline_at_the_very_instant_is_asked_about),
      cmocka_unit_test(many_are_taken_up_to_the_first_that_is_asked_about),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
