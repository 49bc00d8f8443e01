/* Effects' arguments: one action that gives x and y, and does one effect by the operations of the test. */
#include "support.h"

enum { X, Y };
static const ombud_fact facts[] = {{INT64_MIN + 1, INT64_MAX, OMBUD_NUMBER},
                                   {INT64_MIN + 1, INT64_MAX, OMBUD_NUMBER}};
static const uint16_t slots_of_facts[] = {0, 1};
static const uint16_t occurs[] = {OMBUD_NONE};
static const uint16_t gives[] = {X, Y};
static const uint16_t index_of_columns[] = {0};
static const ombud_row rows[] = {{.flags = OMBUD_ROW_EXISTS}, {.flags = OMBUD_ROW_EXISTS}};
static const ombud_column columns[] = {{.n_gives = 2}};
static const ombud_cell cells[] = {{.state = 0, .target = 1}, {.state = 1, .target = 1}};
static const ombud_when whens[] = {{0}};
static int64_t numbers[] = {0, 7, 100, 0, 0}; /* the last two: what SCALE multiplies and divides by */
enum { N_SEVEN = 1, N_HUNDRED, N_SCALE };
static const ombud_process process = {.columns = index_of_columns,
                                      .rows = rows,
                                      .facts = slots_of_facts,
                                      .occurs = occurs,
                                      .n_states = 2,
                                      .n_actions = 1,
                                      .n_names = 1,
                                      .n_slots = 2,
                                      .entry = OMBUD_NONE};

static ombud_out *do_calls(const ombud_call *calls, const ombud_op *ops, int64_t x, int64_t y, answers *a) {
  ombud_entry entry = {.calls = 1, .to = 1, .flags = OMBUD_ENTRY_YES | OMBUD_ENTRY_ASK};
  ombud_policy policy = {.abi = OMBUD_ABI,
                         .n_processes = 1,
                         .n_facts = 2,
                         .n_modes = 1,
                         .n_actors = 2,
                         .case_slots = 2,
                         .max_events = 1,
                         .max_effects = 1,
                         .fingerprint = 9,
                         .processes = &process,
                         .facts = facts,
                         .columns = columns,
                         .cells = cells,
                         .entries = &entry,
                         .whens = whens,
                         .calls = calls,
                         .ops = ops,
                         .numbers = numbers,
                         .gives = gives};
  box c;
  ombud_given given[] = {{X, x}, {Y, y}};
  ombud_input in = {given, 2, 1, 0};
  room(a)->effects_max = 1;
  assert_int_equal(ombud_open(&policy, &c.head, 0, 0, &in, 0, &a->out), OMBUD_OK);
  return &a->out;
}

static ombud_effect run(const ombud_op *ops, uint16_t n_ops, uint8_t n_args, int64_t x, int64_t y) {
  ombud_call calls[] = {{0}, {.n_ops = n_ops, .effect = 3, .n_args = n_args, .last = 1}};
  answers a;
  assert_int_equal(do_calls(calls, ops, x, y, &a)->n_effects, 1);
  assert_int_equal(a.events[0].n_effects, 1);
  assert_int_equal(a.effects[0].effect, 3);
  return a.effects[0];
}

static int64_t binary(uint8_t code, int64_t x, int64_t y) {
  const ombud_op ops[] = {
      {.code = OMBUD_OP_SLOT, .slot = 0}, {.code = OMBUD_OP_SLOT, .slot = 1}, {.code = code}};
  return run(ops, 3, 1, x, y).args[0];
}

static int64_t scaled(int64_t x, int64_t a, int64_t b, uint8_t round) {
  const ombud_op ops[] = {{.code = OMBUD_OP_SLOT, .slot = 0},
                          {.code = OMBUD_OP_SCALE, .number = N_SCALE, .round = round}};
  numbers[N_SCALE] = a;
  numbers[N_SCALE + 1] = b;
  return run(ops, 2, 1, x, 0).args[0];
}

static void arithmetic(void **state) {
  (void)state;
  assert_int_equal(binary(OMBUD_OP_ADD, 9900, 800), 10700);
  assert_int_equal(binary(OMBUD_OP_SUB, 9900, 800), 9100);
  assert_int_equal(binary(OMBUD_OP_SUB, 800, 9900), -9100);
  assert_int_equal(binary(OMBUD_OP_MUL, -9900, 3), -29700);
  assert_int_equal(binary(OMBUD_OP_MIN, -1, 1), -1);
  assert_int_equal(binary(OMBUD_OP_MAX, -1, 1), 1);
}

static void overflow_wraps_and_is_defined(void **state) {
  (void)state;
  assert_true(binary(OMBUD_OP_ADD, INT64_MAX, 1) == INT64_MIN);
  assert_true(binary(OMBUD_OP_SUB, INT64_MIN + 1, 2) == INT64_MAX);
  assert_true(binary(OMBUD_OP_MUL, INT64_MAX, 2) == -2);
}

static void arguments_are_left_in_order_and_the_rest_is_zero(void **state) {
  (void)state;
  const ombud_op ops[] = {{.code = OMBUD_OP_SLOT, .slot = 1},
                          {.code = OMBUD_OP_CONST, .number = N_SEVEN},
                          {.code = OMBUD_OP_SLOT, .slot = 0},
                          {.code = OMBUD_OP_CONST, .number = N_HUNDRED},
                          {.code = OMBUD_OP_MIN}};
  ombud_effect effect = run(ops, 5, 3, 500, -2);
  assert_int_equal(effect.n_args, 3);
  const int64_t expected[OMBUD_ARGS_MAX] = {-2, 7, 100};
  assert_memory_equal(effect.args, expected, sizeof expected);
  assert_int_equal(run(ops, 0, 0, 1, 1).n_args, 0);
}

static void scale_rounds_as_told(void **state) {
  (void)state;
  const struct {
    int64_t x, down, up, half_up, half_even;
  } rows_of[] = {
      /* x / 4 */
      {0, 0, 0, 0, 0},       {1, 0, 1, 0, 0},     {2, 0, 1, 1, 0},      {3, 0, 1, 1, 1},
      {4, 1, 1, 1, 1},       {6, 1, 2, 2, 2},     {10, 2, 3, 3, 2},     {-1, -1, 0, 0, 0},
      {-2, -1, 0, 0, 0},     {-3, -1, 0, -1, -1}, {-4, -1, -1, -1, -1}, {-6, -2, -1, -1, -2},
      {-10, -3, -2, -2, -2},
  };
  for (size_t i = 0; i < sizeof rows_of / sizeof *rows_of; i++) {
    int64_t x = rows_of[i].x;
    assert_int_equal(scaled(x, 1, 4, OMBUD_ROUND_DOWN), rows_of[i].down);
    assert_int_equal(scaled(x, 1, 4, OMBUD_ROUND_UP), rows_of[i].up);
    assert_int_equal(scaled(x, 1, 4, OMBUD_ROUND_HALF_UP), rows_of[i].half_up);
    assert_int_equal(scaled(x, 1, 4, OMBUD_ROUND_HALF_EVEN), rows_of[i].half_even);
    assert_int_equal(scaled(-x, -1, 4, OMBUD_ROUND_HALF_EVEN), rows_of[i].half_even);
    assert_int_equal(scaled(-x, -1, 4, OMBUD_ROUND_DOWN), rows_of[i].down);
  }
}

static void scale_odd_divisors_have_no_half(void **state) {
  (void)state;
  for (int64_t x = -7; x <= 7; x++) {
    int64_t half_up = scaled(x, 2, 3, OMBUD_ROUND_HALF_UP);
    assert_int_equal(half_up, scaled(x, 2, 3, OMBUD_ROUND_HALF_EVEN));
    int64_t off = half_up * 3 - 2 * x; /* the nearest third is less than half away */
    assert_true(off >= -1 && off <= 1);
  }
}

static void scale_does_not_overflow_on_the_way(void **state) {
  (void)state;
  assert_true(scaled(INT64_MAX, 1, 1, OMBUD_ROUND_HALF_EVEN) == INT64_MAX);
  assert_true(scaled(INT64_MIN + 1, 1, 1, OMBUD_ROUND_UP) == INT64_MIN + 1);
  assert_true(scaled(INT64_MAX, 30, 30, OMBUD_ROUND_DOWN) == INT64_MAX);
  assert_true(scaled(INT64_MAX, 99, 100, OMBUD_ROUND_DOWN) == INT64_C(9131138316486228048));
  assert_true(scaled(INT64_MAX, 99, 100, OMBUD_ROUND_UP) == INT64_C(9131138316486228049));
  assert_true(scaled(INT64_MIN + 1, 99, 100, OMBUD_ROUND_DOWN) == -INT64_C(9131138316486228049));
  assert_true(scaled(INT64_MAX, 1, INT64_MAX, OMBUD_ROUND_UP) == 1);
  assert_true(scaled(INT64_MAX - 1, 1, INT64_MAX, OMBUD_ROUND_DOWN) == 0);
  assert_true(scaled(INT64_MAX / 2, 1, INT64_MAX, OMBUD_ROUND_HALF_UP) == 0); /* just below the half */
  assert_true(scaled(INT64_MAX / 2 + 1, 1, INT64_MAX, OMBUD_ROUND_HALF_UP) == 1);
  assert_true(scaled(-1, 1, INT64_MAX, OMBUD_ROUND_DOWN) == -1);
}

/* Tables that bring about more than they say: what there is no room for is left out. */
static void nothing_is_written_behind_the_room(void **state) {
  (void)state;
  ombud_call calls[] = {{0}, {.effect = 1}, {.effect = 2, .last = 1}};
  answers a, untouched;
  room(&untouched);
  assert_int_equal(do_calls(calls, NULL, 0, 0, &a)->n_effects, 1);
  assert_int_equal(a.effects[0].effect, 1);
  assert_memory_equal(&a.effects[1], &untouched.effects[1], sizeof a.effects[1]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arithmetic),
      cmocka_unit_test(overflow_wraps_and_is_defined),
      cmocka_unit_test(arguments_are_left_in_order_and_the_rest_is_zero),
      cmocka_unit_test(scale_rounds_as_told),
      cmocka_unit_test(scale_odd_divisors_have_no_half),
      cmocka_unit_test(scale_does_not_overflow_on_the_way),
      cmocka_unit_test(nothing_is_written_behind_the_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
