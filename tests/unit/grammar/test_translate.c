#define _POSIX_C_SOURCE 200809L /* setenv */
#include <errno.h>
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

/* The first variable that says something says it; those of the C library's own locale mean English. */
static void the_first_variable_that_speaks_is_heard(void **state) {
  (void)state;
  static const char *const variables[] = {"OMBUD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
  enum { N = sizeof variables / sizeof *variables };
  for (size_t i = 0; i < N; i++) unsetenv(variables[i]);
  assert_string_equal(translate_language(), "en");
  for (size_t i = N; i-- > 0;) {
    static const char *const said[][2] = {{"zh_TW", "zh_TW"}, {"C", "en"}, {"POSIX", "en"}, {"fr", "fr"}};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
      setenv(variables[i], said[k][0], 1);
      assert_string_equal(translate_language(), said[k][1]);
    }
    setenv(variables[i], "", 1); /* what is empty says nothing */
    assert_string_equal(translate_language(), i + 1 < N ? "fr" : "en");
    setenv(variables[i], "fr", 1);
  }
  for (size_t i = 0; i < N; i++) unsetenv(variables[i]);
}

static void what_the_system_meets_is_told_in_both_languages(void **state) {
  (void)state;
  static const int errors[] = {ENOENT, EACCES, EISDIR, ENOTDIR, EROFS, ENOSPC, EPIPE, ENAMETOOLONG, ELOOP};
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
    speak("en");
    const char *english = translate_error(errors[i]);
    for (size_t k = 0; k < i; k++) assert_string_not_equal(english, translate_error(errors[k]));
    speak("zh");
    if (strcmp(tr("no such state"), "no such state") == 0) skip(); /* built without msgfmt */
    assert_string_not_equal(translate_error(errors[i]), english);
  }
  assert_string_equal(translate_error(EDOM), strerror(EDOM)); /* any other as the C library has it */
}

/* A language that merely begins with the same letters is another. */
static void only_chinese_is_chinese(void **state) {
  (void)state;
  static const char *const no[] = {"zha", "z", "en", "zhu_CN"};
  static const char *const yes[] = {"zh", "zh_CN", "zh-Hant", "zh.UTF-8", "zh@pinyin"};
  for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
    speak(no[i]);
    assert_string_equal(tr("no such state"), "no such state");
  }
  speak("zh");
  const char *chinese = tr("no such state");
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
    speak(yes[i]);
    assert_string_equal(tr("no such state"), chinese);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(english_is_what_is_said),
      cmocka_unit_test(nothing_stays_nothing),
      cmocka_unit_test(what_is_unknown_stays_english),
      cmocka_unit_test(every_code_is_explained_in_chinese),
      cmocka_unit_test(the_first_variable_that_speaks_is_heard),
      cmocka_unit_test(what_the_system_meets_is_told_in_both_languages),
      cmocka_unit_test(only_chinese_is_chinese),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
