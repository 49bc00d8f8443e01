/* The story in library.ombud. */
#include "../play/stories.h"
#include "library.h"

static void every_story_of_the_rule_file(void **state) {
  (void)state;
  assert_int_equal(
      play_stories((play_tables){&library_policy, &library_words}, "tests/unit/library/library.ombud"), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_story_of_the_rule_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
