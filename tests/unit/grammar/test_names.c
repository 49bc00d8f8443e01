/* The arena, interned names, and the nearest of several names. */
#include <string.h>

#include "support.h"

static void arena_memory_is_zeroed_and_apart(void **state) {
  (void)state;
  arena *a = arena_new();
  for (size_t size = 0; size < 70000; size = size * 3 + 1) {
    unsigned char *p = arena_alloc(a, size), *q = arena_alloc(a, size);
    assert_ptr_not_equal(p, q);
    assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(p[i] | q[i], 0);
    memset(p, 0xFF, size);
    for (size_t i = 0; i < size; i++) assert_int_equal(q[i], 0);
  }
  arena_free(a);
  arena_free(NULL);
}

static void growing_keeps_what_was_there(void **state) {
  (void)state;
  arena *a = arena_new();
  int *list = NULL;
  size_t len = 0, cap = 0;
  for (int i = 0; i < 1000; i++) *ARENA_PUSH(a, list, len, cap) = i;
  assert_int_equal(len, 1000);
  assert_true(cap >= len && cap < 2 * len + 4);
  for (int i = 0; i < 1000; i++) assert_int_equal(list[i], i);
  arena_free(a);
}

static void printing_takes_any_length(void **state) {
  (void)state;
  arena *a = arena_new();
  const char *text = arena_printf(a, "%70000d|%s", 7, "x");
  assert_int_equal(strlen(text), 70002);
  assert_string_equal(text + 69999, "7|x");
  arena_free(a);
}

static void equal_names_are_one(void **state) {
  (void)state;
  arena *a = arena_new();
  names *n = names_new(a);
  const char *first = names_intern(n, "cod", 3);
  assert_ptr_equal(names_intern(n, "code", 3), first);
  assert_string_equal(first, "cod");
  assert_ptr_not_equal(names_intern(n, "code", 4), first);
  assert_string_equal(names_intern(n, "x", 0), "");
  const char *kept[5000];
  for (int i = 0; i < 5000; i++) { /* the table grows several times */
    char text[16];
    snprintf(text, sizeof text, "n%d", i);
    kept[i] = names_intern(n, text, strlen(text));
  }
  for (int i = 0; i < 5000; i++) {
    char text[16];
    snprintf(text, sizeof text, "n%d", i);
    assert_string_equal(kept[i], text);
    assert_ptr_equal(names_intern(n, text, strlen(text)), kept[i]);
  }
  assert_ptr_equal(names_intern(n, "cod", 3), first);
  arena_free(a);
}

static const char *near_to(const char *wanted, const char *const *candidates, size_t n) {
  nearest best = {0};
  for (size_t i = 0; i < n; i++) nearest_offer(&best, wanted, candidates[i]);
  return best.name;
}

static void nearest_is_at_most_a_third_away(void **state) {
  (void)state;
  static const char *const words[] = {"refunding", "may", "must", "within", "of"};
  static const struct {
    const char *wanted, *expected;
  } cases[] = {{"refnding", "refunding"},
               {"mya", "may"},
               {"mau", "may"},
               {"amy", "may"},
               {"yma", NULL},
               {"witin", "within"},
               {"iwthni", "within"},
               {"wxxxin", NULL},
               {"fo", NULL},
               {"of", "of"},
               {"", NULL},
               {"refunding_every", NULL},
               {"mist", "must"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *got = near_to(cases[i].wanted, words, sizeof words / sizeof *words);
    if (!got != !cases[i].expected || (got && strcmp(got, cases[i].expected) != 0))
      fail_msg("'%s' is taken for '%s'", cases[i].wanted, got ? got : "nothing");
  }
}

static void first_of_equally_near_wins(void **state) {
  (void)state;
  static const char *const words[] = {"stating", "stare", "state", "stage"};
  assert_string_equal(near_to("stade", words, 4), "stare");
  assert_string_equal(near_to("state", words, 4), "state");
}

static void very_long_names_are_near_to_nothing(void **state) {
  (void)state;
  char a[400], b[400];
  memset(a, 'x', sizeof a);
  memset(b, 'x', sizeof b);
  a[399] = b[398] = '\0';
  nearest best = {0};
  nearest_offer(&best, a, b);
  assert_null(best.name);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_memory_is_zeroed_and_apart),    cmocka_unit_test(growing_keeps_what_was_there),
      cmocka_unit_test(printing_takes_any_length),           cmocka_unit_test(equal_names_are_one),
      cmocka_unit_test(nearest_is_at_most_a_third_away),     cmocka_unit_test(first_of_equally_near_wins),
      cmocka_unit_test(very_long_names_are_near_to_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
