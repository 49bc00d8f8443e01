/* Each way that a call can go, by itself: what is taken, what is left to a step, and what a step takes all
 * the same. */
#include "support.h"

static ombud_status step(take_case *c, uint8_t actor, uint16_t action, const ombud_given *given, uint8_t n) {
  take_out room;
  ombud_input in = {given, n, actor, action};
  return ombud_step(&take_policy, &c->head, &in, c->head.now, take_prepare(&room));
}

/* Folded and taken where C stands; not by a step, which might go another way. */
static void takes(const take_case *c, uint8_t actor, uint16_t action, const ombud_given *given, uint8_t n,
                  int yes, uint16_t to) {
  take_case straight = *c;
  ombud_input in = {given, n, actor, action};
  ombud_folded folded;
  memset(&folded, 0x5A, sizeof folded);
  assert_int_equal(ombud_fold_input(&take_policy, c->head.process, c->head.mode, &in, 0, &folded), OMBUD_OK);
  uint32_t taken = ombud_take(&straight.head, &folded, c->head.now);
#ifndef __OPTIMIZE_SIZE__
  assert_int_not_equal(taken, OMBUD_ASK);
  assert_int_equal((taken & OMBUD_TAKEN_YES) != 0, yes);
  assert_int_equal(straight.head.state, to);
#else
  assert_int_equal(taken, OMBUD_ASK);
  assert_int_equal(step(&straight, actor, action, given, n), yes ? OMBUD_OK : OMBUD_REFUSED);
  assert_int_equal(straight.head.state, to);
#endif
}

static take_case begun(uint8_t process, uint8_t mode, int64_t value) {
  take_case c;
  take_out room;
  ombud_given given = {process == TAKE_PROCESS_CASE ? TAKE_FACT_CLAIMED : TAKE_FACT_URGENT, value};
  ombud_input in = {&given, 1, TAKE_ACTOR_CLAIMANT, 0};
  memset(&c, 0x5A, sizeof c);
  assert_int_equal(ombud_open(&take_policy, &c.head, process, mode, &in, 1000 * HOUR, take_prepare(&room)),
                   OMBUD_OK);
  return c;
}

/* Facts given settle it once for all cases, facts kept before in each. */
static void facts_are_settled_on_the_way(void **state) {
  (void)state;
  ombud_given given[] = {{TAKE_FACT_PROVEN, 1}, {TAKE_FACT_INSURED, 1}};
  take_case c = begun(TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, 1),
            calm = begun(TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, 0);
  takes(&c, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_ACCEPT, given, 2, 1, TAKE_STATE_CLAIM_PAID);
  takes(&c, TAKE_ACTOR_JUDGE, TAKE_ACTION_CLAIM_HURRY, NULL, 0, 1, TAKE_STATE_CLAIM_DOUBTED);
  takes(&calm, TAKE_ACTOR_JUDGE, TAKE_ACTION_CLAIM_HURRY, NULL, 0, 0, TAKE_STATE_CLAIM_FILED);
  given[1].value = 0;
  takes(&c, TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_ACCEPT, given, 2, 0, TAKE_STATE_CLAIM_FILED);
}

#define LOOKS(proven, insured, calm, seen, is_signed)                                                        \
  {                                                                                                          \
    {TAKE_FACT_PROVEN, proven}, {TAKE_FACT_INSURED, insured}, {TAKE_FACT_CALM, calm},                        \
        {TAKE_FACT_SEEN, seen}, {                                                                            \
      TAKE_FACT_SIGNED, is_signed                                                                            \
    }                                                                                                        \
  }

/* Where whole guards choose in other states: nothing to choose from, an entry without a guard, and a window.
 */
static void guards_choose_only_where_there_are_any(void **state) {
  (void)state;
  const ombud_given no[] = LOOKS(0, 0, 0, 0, 0), all[] = LOOKS(1, 1, 1, 1, 1);
  take_case c = begun(TAKE_PROCESS_SURVEY, TAKE_MODE_STRICT, 1);
  takes(&c, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_SURVEY_LOOK, no, 5, 1, TAKE_STATE_SURVEY_SECOND);
  takes(&c, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_SURVEY_LOOK, all, 5, 0, TAKE_STATE_SURVEY_FIRST);
  assert_int_equal(step(&c, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_SURVEY_LOOK, no, 5), OMBUD_OK);
  takes(&c, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_SURVEY_LOOK, no, 5, 0, TAKE_STATE_SURVEY_SECOND);
  assert_int_equal(step(&c, TAKE_ACTOR_INSURER, TAKE_ACTION_SURVEY_LOOK, all, 5), OMBUD_OK);
  assert_int_equal(c.head.state, TAKE_STATE_SURVEY_THIRD);
  assert_int_equal(step(&c, TAKE_ACTOR_INSURER, TAKE_ACTION_SURVEY_LOOK, no, 5), OMBUD_OK);
  assert_int_equal(c.head.state, TAKE_STATE_SURVEY_FIRST);
}

/* The claim's tables in the form of large ones: a cell for each state in the place of two numbers in one. */
static void so_does_the_other_form_of_tables(void **state) {
  (void)state;
  ombud_policy policy = take_policy;
  ombud_process claim = take_policy.processes[TAKE_PROCESS_CLAIM];
  ombud_column columns[64];
  ombud_cell cells[TAKE_STATE_CLAIM_CLOSED + 1];
  unsigned at = claim.columns[TAKE_ACTION_CLAIM_URGE]; /* of the first mode and actor */
  assert_in_range(at, 0, 63);
  memcpy(columns, take_policy.columns, (at + 1) * sizeof *columns);
  for (uint16_t i = 0; i < claim.n_states; i++) {
    unsigned both = take_policy.dense[columns[at].cells + i];
    cells[i] = (ombud_cell){i, both & 0xFF, both >> 8};
  }
  columns[at].cells = 0;
  claim.flags &= (uint8_t)~OMBUD_PROCESS_DENSE;
  policy.processes = &claim; /* the first */
  policy.columns = columns;
  policy.cells = cells;
  take_case c = begun(TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, 1);
  ombud_input urge = {NULL, 0, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_URGE};
  ombud_folded folded;
  assert_int_equal(ombud_fold_input(&policy, TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, &urge, 0, &folded),
                   OMBUD_OK);
  uint32_t taken = ombud_take(&c.head, &folded, c.head.now);
#ifndef __OPTIMIZE_SIZE__
  assert_int_equal(taken, OMBUD_TAKEN_YES | cells[TAKE_STATE_CLAIM_FILED].entry);
  assert_int_equal(c.head.state, TAKE_STATE_CLAIM_FILED);
#else
  assert_int_equal(taken, OMBUD_ASK);
#endif
}

static void only_what_took_effect_has_effects(void **state) {
  (void)state;
  ombud_input urge = {NULL, 0, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_URGE};
  take_case c = begun(TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, 1);
  const ombud_process *claim = &take_policy.processes[TAKE_PROCESS_CLAIM];
  unsigned column = claim->columns[urge.action]; /* of the first mode and actor */
  uint32_t entry = take_policy.dense[take_policy.columns[column].cells + TAKE_STATE_CLAIM_FILED] >> 8;
  take_out room;
  ombud_effects(&take_policy, &c.head, entry | OMBUD_TAKEN_YES, take_prepare(&room));
  assert_int_equal(room.out.n_effects, 1);
  ombud_effects(&take_policy, &c.head, entry, take_prepare(&room));
  assert_int_equal(room.out.n_effects, 0);
}

static void nothing_is_to_be_given_where_it_is_not_permitted(void **state) {
  (void)state;
  const uint16_t *facts = NULL;
  assert_int_equal(ombud_gives(&take_policy, TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, TAKE_STATE_CLAIM_DOUBTED,
                               TAKE_ACTOR_INSURER, TAKE_ACTION_CLAIM_ACCEPT, &facts),
                   0);
  assert_null(facts);
}

/* Where kept facts decide elsewhere than at the start; and C stays, though it holds an open case. */
static void openings_that_are_asked_about(void **state) {
  (void)state;
  ombud_given claimed = {TAKE_FACT_CLAIMED, 5000};
  ombud_input dismiss = {&claimed, 1, TAKE_ACTOR_JUDGE, TAKE_ACTION_CASE_DISMISS},
              file = {NULL, 0, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_FILE};
  take_case c =
      begun(TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, 1); /* in which filing is refused, whatever the facts */
  ombud_folded folded;
  memset(&folded, 0x5A, sizeof folded);
  assert_int_equal(ombud_fold_input(&take_policy, TAKE_PROCESS_CASE, TAKE_MODE_PLAIN, &dismiss, 1, &folded),
                   OMBUD_OK);
  asks(c, &folded, c.head.now);
  assert_int_equal(ombud_fold_input(&take_policy, TAKE_PROCESS_CLAIM, c.head.mode, &file, 1, &folded),
                   OMBUD_OK);
  asks(c, &folded, c.head.now);
}

/* As tables may have it in which an entry has been put in the place of another. */
static void a_column_may_leave_all_to_a_step(void **state) {
  (void)state;
  ombud_column columns[64];
  ombud_policy policy = take_policy;
  ombud_given urgent = {TAKE_FACT_URGENT, 1};
  const ombud_input ins[] = {{NULL, 0, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_URGE},
                             {&urgent, 1, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_PROVE}};
  take_case c = begun(TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, 1);
  const ombud_process *claim = &take_policy.processes[TAKE_PROCESS_CLAIM];
  for (unsigned i = 0; i < 2; i++) {
    unsigned at = claim->columns[ins[i].action]; /* of the first mode and actor */
    ombud_folded folded;
    assert_in_range(at, 0, 63);
    memcpy(columns, take_policy.columns, (at + 1) * sizeof *columns);
    policy.columns = columns;
    assert_int_equal(ombud_fold_input(&policy, TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, &ins[i], 0, &folded),
                     OMBUD_OK);
#ifndef __OPTIMIZE_SIZE__
    take_case copy = c;
    assert_int_not_equal(ombud_take(&copy.head, &folded, c.head.now), OMBUD_ASK);
#endif
    columns[at].flags |= OMBUD_COLUMN_ASK;
    assert_int_equal(ombud_fold_input(&policy, TAKE_PROCESS_CLAIM, TAKE_MODE_PLAIN, &ins[i], 0, &folded),
                     OMBUD_OK);
    asks(c, &folded, c.head.now);
  }
}

/* A step that could go the straight way, but for what is said. */
static void a_step_is_at_fault(ombud_status expected, const ombud_policy *policy, uint8_t mode,
                               uint32_t n_effects) {
  take_case c = begun(TAKE_PROCESS_CLAIM, mode, 1), before = c;
  take_out room;
  ombud_input urge = {NULL, 0, TAKE_ACTOR_CLAIMANT, TAKE_ACTION_CLAIM_URGE};
  take_prepare(&room)->effects_max = n_effects;
  assert_int_equal(ombud_step(policy, &c.head, &urge, c.head.now, &room.out), expected);
  if (expected) assert_memory_equal(&c, &before, sizeof c);
}

static void mistakes_are_seen_before_the_straight_way(void **state) {
  (void)state;
  uint32_t n = take_policy.max_effects;
  ombud_policy other = take_policy, fewer = take_policy;
  other.abi++;
  fewer.n_modes = TAKE_MODE_STRICT; /* its tables go on behind */
  a_step_is_at_fault(OMBUD_OK, &take_policy, TAKE_MODE_STRICT, n);
  a_step_is_at_fault(OMBUD_BAD_ABI, &other, TAKE_MODE_STRICT, n);
  a_step_is_at_fault(OMBUD_OK, &fewer, TAKE_MODE_PLAIN, n);
  a_step_is_at_fault(OMBUD_BAD_CASE, &fewer, TAKE_MODE_STRICT, n);
  a_step_is_at_fault(OMBUD_NO_SPACE, &take_policy, TAKE_MODE_STRICT, n - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(facts_are_settled_on_the_way),
      cmocka_unit_test(guards_choose_only_where_there_are_any),
      cmocka_unit_test(so_does_the_other_form_of_tables),
      cmocka_unit_test(only_what_took_effect_has_effects),
      cmocka_unit_test(nothing_is_to_be_given_where_it_is_not_permitted),
      cmocka_unit_test(openings_that_are_asked_about),
      cmocka_unit_test(a_column_may_leave_all_to_a_step),
      cmocka_unit_test(mistakes_are_seen_before_the_straight_way),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
