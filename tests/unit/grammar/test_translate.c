#define _POSIX_C_SOURCE 200809L /* setenv */
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "translate.h"

static void speak(const char *language) {
  setenv("OMBUD_LANG", language, 1);
}

static void english_is_what_is_said(void **state) {
  (void)state;
  const char *text = "this rule's time is limited twice";
  speak("en");
  assert_ptr_equal(tr(text), text);
}

/* The catalogue has a header under the empty text, which is nothing to say. */
static void nothing_stays_nothing(void **state) {
  (void)state;
  speak("zh");
  assert_string_equal(tr(""), "");
}

static void what_is_unknown_stays_english(void **state) {
  (void)state;
  const char *const texts[] = {"\x01", "no such text, ever", "~~~~", "\xF0\x9F\x90\xA2"};
  speak("zh");
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_ptr_equal(tr(texts[i]), texts[i]);
}

/* What stands first and last in the sorted table is found as well as the rest. */
static void every_code_is_explained_in_chinese(void **state) {
  (void)state;
  speak("zh");
  if (strcmp(tr("no such state"), "no such state") == 0) skip(); /* built without msgfmt */
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    assert_string_not_equal(tr(info->brief), info->brief);
    assert_string_not_equal(tr(info->explain), info->explain);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(english_is_what_is_said),
      cmocka_unit_test(nothing_stays_nothing),
      cmocka_unit_test(what_is_unknown_stays_english),
      cmocka_unit_test(every_code_is_explained_in_chinese),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
