/* Durations as written in rules, read and written. */
#include <string.h>

#include "duration.h"
#include "support.h"

#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)

static duration_status read(const char *text, int64_t *ms) {
  size_t bad, bad_len;
  return duration_read(text, strlen(text), ms, &bad, &bad_len);
}

static void units_add_up(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t ms;
  } cases[] = {{"1ms", 1},
               {"1s", 1000},
               {"90m", 90 * 60000},
               {"48h", 48 * HOUR},
               {"47h59m", 48 * HOUR - 60000},
               {"2d12h", 60 * HOUR},
               {"1w2d3h4m5s6ms", 9 * DAY + 3 * HOUR + 245006},
               {"0d1ms", 1},
               {"007d", 7 * DAY},
               {"36525d", PARSE_DURATION_MAX},
               {"3155760000000ms", PARSE_DURATION_MAX}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t ms = 0;
    assert_int_equal(read(cases[i].text, &ms), DURATION_OK);
    assert_int_equal(ms, cases[i].ms);
  }
}

static void each_fault_has_its_status(void **state) {
  (void)state;
  static const struct {
    const char *text;
    duration_status status;
  } cases[] = {{"7days", DURATION_BAD_UNIT},
               {"7", DURATION_BAD_UNIT},
               {"7d3", DURATION_BAD_UNIT},
               {"7D", DURATION_BAD_UNIT},
               {"1h1h", DURATION_BAD_ORDER},
               {"30m2h", DURATION_BAD_ORDER},
               {"1ms1s", DURATION_BAD_ORDER},
               {"0d", DURATION_ZERO},
               {"0h0ms", DURATION_ZERO},
               {"36525d1ms", DURATION_TOO_LONG},
               {"99999999999999999999ms", DURATION_TOO_LONG},
               {"9223372036854775807w", DURATION_TOO_LONG},
               {"9223372036854775807ms", DURATION_TOO_LONG}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t ms = -7;
    assert_int_equal(read(cases[i].text, &ms), cases[i].status);
    assert_int_equal(ms, -7);
  }
}

static void fault_is_located(void **state) {
  (void)state;
  int64_t ms;
  size_t bad, bad_len;
  assert_int_equal(duration_read("2d12hours", 9, &ms, &bad, &bad_len), DURATION_BAD_UNIT);
  assert_int_equal(bad, 4);
  assert_int_equal(bad_len, 5);
}

static void digits_stop_at_int64(void **state) {
  (void)state;
  int64_t number;
  size_t digits;
  assert_true(duration_digits("9223372036854775807x", 20, &number, &digits));
  assert_int_equal(number, INT64_MAX);
  assert_int_equal(digits, 19);
  assert_false(duration_digits("9223372036854775808", 19, &number, &digits));
  assert_false(duration_digits("92233720368547758070", 20, &number, &digits));
  assert_int_equal(digits, 20);
}

static void meant_units(void **state) {
  (void)state;
  static const struct {
    const char *word, *unit;
  } cases[] = {{"days", "d"},   {"dyas", "d"},  {"Hours", "h"}, {"小时", "h"},  {"天", "d"},
               {"mins", "m"},   {"weeks", "w"}, {"msec", "ms"}, {"D", "d"},     {"x", NULL},
               {"years", NULL}, {"d", "d"},     {"ms", "ms"},   {"小时内", "h"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *unit = duration_unit_meant(cases[i].word, strlen(cases[i].word));
    if (cases[i].unit)
      assert_string_equal(unit, cases[i].unit);
    else
      assert_null(unit);
  }
}

/* Whatever is written is read as the same. */
static void writing_is_the_inverse(void **state) {
  (void)state;
  static const struct {
    int64_t ms;
    const char *text;
  } cases[] = {{1, "1ms"},
               {90000, "1m30s"},
               {172800000, "2d"},
               {18 * DAY, "18d"},
               {HOUR - 1, "59m59s999ms"},
               {PARSE_DURATION_MAX, "36525d"},
               {PARSE_DURATION_MAX - 1, "36524d23h59m59s999ms"}};
  char buf[48];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t ms = 0;
    assert_string_equal(duration_write(cases[i].ms, buf), cases[i].text);
    assert_int_equal(read(buf, &ms), DURATION_OK);
    assert_int_equal(ms, cases[i].ms);
  }
  assert_string_equal(duration_write(0, buf), "0ms");
  assert_true(strlen(duration_write(INT64_MAX, buf)) < sizeof buf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(units_add_up),     cmocka_unit_test(each_fault_has_its_status),
      cmocka_unit_test(fault_is_located), cmocka_unit_test(digits_stop_at_int64),
      cmocka_unit_test(meant_units),      cmocka_unit_test(writing_is_the_inverse),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
