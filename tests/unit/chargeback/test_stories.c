/* The story in chargeback.ombud. */
#include "../play/stories.h"
#include "chargeback.h"

static void every_story_of_the_rule_file(void **state) {
  (void)state;
  assert_int_equal(play_stories((play_tables){&chargeback_policy, &chargeback_words},
                                "tests/unit/chargeback/chargeback.ombud"),
                   1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_story_of_the_rule_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
