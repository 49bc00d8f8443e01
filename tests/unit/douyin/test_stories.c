/* The stories of scenarios.ombud, told to the tables that ship. */
#include "../play/stories.h"
#include "shop.h"

static void every_story_of_the_rule_file(void **state) {
  (void)state;
  size_t n = play_stories((play_tables){&douyin_policy, &douyin_words}, "rules/douyin/scenarios.ombud");
  assert_in_range(n, 10, 1000); /* one at least for each section, the late and the silent ones */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_story_of_the_rule_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
