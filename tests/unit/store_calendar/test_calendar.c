/* The calendar beside a list that is kept sorted: whatever is filled in at once, added, looked at and
 * dropped, both tell the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendar.h"

enum { MOST = 6000 };

typedef struct plain { /* sorted, without doubles */
  calendar_entry at[MOST];
  size_t n;
} plain;

static int compare(const void *a, const void *b) {
  const calendar_entry *x = a, *y = b;
  if (x->wake != y->wake) return x->wake < y->wake ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void plain_add(plain *p, ombud_time wake, int64_t id) {
  size_t at = 0;
  calendar_entry x = {wake, id};
  while (at < p->n && compare(&p->at[at], &x) < 0) at++;
  if (at < p->n && compare(&p->at[at], &x) == 0) return;
  memmove(p->at + at + 1, p->at + at, (p->n++ - at) * sizeof x);
  p->at[at] = x;
}

static void plain_drop(plain *p, size_t n) {
  p->n -= n;
  memmove(p->at, p->at + n, p->n * sizeof *p->at);
}

static uint64_t seed;

static uint64_t roll(uint64_t sides) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return seed % sides;
}

static ombud_time roll_wake(uint64_t spread) {
  switch (roll(50)) {
  case 0: return OMBUD_TIME_MIN;
  case 1: return OMBUD_TIME_MAX;
  case 2: return -(ombud_time)roll(1000000);
  default: return INT64_C(1798387267077) + (ombud_time)roll(spread);
  }
}

/* All entries, and then those until a moment, which may be between two. */
static void expect_same(const calendar *c, const plain *p, ombud_time until) {
  static calendar_entry list[MOST];
  assert_int_equal(calendar_first(c), p->n ? p->at[0].wake : OMBUD_NEVER);
  assert_int_equal(calendar_peek(c, OMBUD_TIME_MAX, list, MOST), p->n);
  for (size_t i = 0; i < p->n; i++) assert_int_equal(compare(&list[i], &p->at[i]), 0);
  size_t few = p->n / 2, due = 0;
  while (due < few && p->at[due].wake <= until) due++;
  assert_int_equal(calendar_peek(c, until, list, few), due);
}

static calendar *fill(plain *p, size_t n, uint64_t spread) {
  calendar_entry *entries = calloc(n + 1, sizeof *entries);
  assert_non_null(entries);
  p->n = n;
  for (size_t i = 0; i < n; i++) p->at[i] = entries[i] = (calendar_entry){roll_wake(spread), (int64_t)i + 1};
  qsort(p->at, n, sizeof *p->at, compare);
  calendar *c = calendar_new(entries, n);
  assert_non_null(c);
  free(entries);
  return c;
}

static void run(size_t n, uint64_t spread) {
  static plain p;
  calendar *c = fill(&p, n, spread);
  expect_same(c, &p, roll_wake(spread));
  for (unsigned i = 0; i < 3000; i++) {
    ombud_time wake = roll_wake(spread);
    int64_t id = (int64_t)roll(2 * n + 10);
    size_t dropped = roll(40) ? 0 : roll(p.n < 80 ? p.n + 1 : 80);
    if (p.n == MOST) dropped = MOST / 2;
    calendar_drop(c, dropped);
    plain_drop(&p, dropped);
    assert_true(calendar_add(c, wake, id));
    plain_add(&p, wake, id);
    if (i % 100 == 0) expect_same(c, &p, wake);
  }
  expect_same(c, &p, roll_wake(spread));
  calendar_drop(c, p.n);
  assert_int_equal(calendar_first(c), OMBUD_NEVER);
  calendar_free(c);
}

static void test_same_as_a_sorted_list(void **state) {
  static const size_t sizes[] = {0, 1, 2, 447, 448, 449, 511, 512, 513, 1024, 3000};
  static const uint64_t spreads[] = {1, 7, 3600000, UINT64_C(30) * 86400000};
  (void)state;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (size_t k = 0; k < sizeof spreads / sizeof *spreads; k++) {
      seed = 1 + 1000 * i + k;
      run(sizes[i], spreads[k]);
    }
}

/* Later and later, as in a shop where nothing is late. */
static void test_ascending(void **state) {
  (void)state;
  calendar *c = calendar_new(NULL, 0);
  assert_non_null(c);
  for (int64_t i = 0; i < 5000; i++) assert_true(calendar_add(c, i / 3, i));
  for (int64_t i = 0; i < 5000; i += 50) {
    calendar_entry list[50];
    assert_int_equal(calendar_peek(c, OMBUD_TIME_MAX, list, 50), 50);
    for (int64_t k = 0; k < 50; k++) assert_int_equal(list[k].id, i + k);
    calendar_drop(c, 50);
  }
  assert_int_equal(calendar_first(c), OMBUD_NEVER);
  calendar_free(c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_as_a_sorted_list),
      cmocka_unit_test(test_ascending),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
