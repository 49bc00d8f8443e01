/* Diagnostics: how they are kept, sorted, counted and shown. */
#include <string.h>

#include "support.h"

static span at(uint32_t file, uint32_t begin, uint32_t end) {
  return (span){file, begin, end};
}

static void assert_text(world *w, const char *expected) {
  assert_string_equal(world_diags(w, DIAG_TEXT, false), expected);
}

static void shows_line_caret_and_suggestion(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "one\n    merchant must confirm -> refnding\nthree\n");
  diag_report(w->diags, DIAG_E120, at(0, 33, 41), "no state is called '%s'", "refnding");
  diag_suggest(w->diags, NULL);
  diag_suggest(w->diags, "refunding");
  diag_note(w->diags, at(0, 0, 3), "first declared here");
  diag_remark(w->diags, "in process '%s'", "return");
  assert_text(w, "a.ombud:2:30: error[E120]: no state is called 'refnding'\n"
                 "    2 |     merchant must confirm -> refnding\n"
                 "      |                              ^~~~~~~~ did you mean 'refunding'?\n"
                 "a.ombud:1:1: note: first declared here\n"
                 "    1 | one\n"
                 "      | ^~~\n"
                 "      = in process 'return'\n");
  world_free(w);
}

/* Column numbers count characters, carets the columns of a terminal; tabs stay tabs below tabs. */
static void caret_stands_below_wide_text_and_tabs(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "货到\tab货款c é\xCC\x81x\r\n");
  diag_report(w->diags, DIAG_E120, at(0, 9, 15), "货款");
  diag_report(w->diags, DIAG_E120, at(0, 21, 22), "x");
  assert_text(w, "a.ombud:1:6: error[E120]: 货款\n"
                 "    1 | 货到\tab货款c é\xCC\x81x\n"
                 "      |     \t  ^~~~\n"
                 "a.ombud:1:12: error[E120]: x\n"
                 "    1 | 货到\tab货款c é\xCC\x81x\n"
                 "      |     \t         ^\n");
  world_free(w);
}

static void caret_ends_with_its_line(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "ab {\ncd\n}");
  diag_report(w->diags, DIAG_E120, at(0, 3, 9), "over lines");
  diag_report(w->diags, DIAG_E120, at(0, 4, 4), "at a line end");
  diag_report(w->diags, DIAG_E120, at(0, 9, 9), "at the end");
  assert_text(w, "a.ombud:1:4: error[E120]: over lines\n    1 | ab {\n      |    ^\n"
                 "a.ombud:1:5: error[E120]: at a line end\n    1 | ab {\n      |     ^\n"
                 "a.ombud:3:2: error[E120]: at the end\n    3 | }\n      |  ^\n");
  world_free(w);
}

static void long_line_is_a_window(void **state) {
  (void)state;
  world *w = world_new();
  char line[1001];
  for (size_t i = 0; i < 1000; i++) line[i] = (char)('a' + i % 26);
  line[1000] = '\0';
  world_text(w, line);
  diag_report(w->diags, DIAG_E120, at(0, 500, 503), "x");
  const char *text = world_diags(w, DIAG_TEXT, false);
  const char *row = strstr(text, "    1 | …"), *caret = strstr(text, "      |  ");
  assert_non_null(row);
  assert_non_null(caret);
  assert_non_null(strstr(row, "…\n"));
  size_t column = strcspn(caret, "^");
  assert_int_equal(strncmp(caret + column, "^~~\n", 4), 0);
  /* The dots are one column and three bytes. */
  assert_memory_equal(row + column + 2, line + 500, 3);
  assert_true(strcspn(row, "\n") < 180);
  world_free(w);
}

static void nothing_raw_reaches_the_terminal(void **state) {
  (void)state;
  world *w = world_new();
  uint32_t file;
  size_t bad;
  const char text[] = "a\033[31mb\xFF\x07\xC2\x9B\xE2\x80\xAE x";
  source_add(&w->sources, "p\033th", text, strlen(text), &file, &bad);
  diag_report(w->diags, DIAG_E120, at(0, 16, 17), "message \033[0m");
  assert_text(w, "p\xEF\xBF\xBDth:1:14: error[E120]: message \xEF\xBF\xBD[0m\n"
                 "    1 | a\xEF\xBF\xBD[31mb\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD x\n"
                 "      |              ^\n");
  world_free(w);
}

static void sorted_by_file_place_and_code(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "0123456789");
  world_text(w, "0123456789");
  diag_report(w->diags, DIAG_E101, at(1, 0, 1), "x");
  diag_report(w->diags, DIAG_E104, at(0, 5, 6), "x");
  diag_report(w->diags, DIAG_E103, at(0, 5, 6), "x");
  diag_report(w->diags, DIAG_E102, at(0, 7, 8), "x");
  diag_report(w->diags, DIAG_E120, at(0, 2, 3), "x");
  diag_report_file(w->diags, DIAG_E001, "gone.ombud", "cannot read this file");
  assert_codes(w, "E001 E120 E103 E104 E102 E101");
  assert_int_equal(
      strncmp(world_diags(w, DIAG_TEXT, false), "gone.ombud: error[E001]: cannot read this file\n", 47), 0);
  world_free(w);
}

static void equal_ones_are_kept_once(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "0123456789");
  for (int i = 0; i < 3; i++) {
    diag_report(w->diags, DIAG_E101, at(0, 1, 2), "x");
    diag_remark(w->diags, "a remark");
    diag_report_file(w->diags, DIAG_E001, "f", "x");
  }
  diag_report(w->diags, DIAG_E101, at(0, 1, 2), "y");
  diag_report(w->diags, DIAG_E101, at(0, 1, 3), "x");
  diag_report(w->diags, DIAG_E102, at(0, 1, 2), "x");
  diag_report_file(w->diags, DIAG_E001, "g", "x");
  assert_int_equal(diag_errors(w->diags), 6);
  const char *text = world_diags(w, DIAG_TEXT, false), *remark = strstr(text, "a remark");
  assert_non_null(remark);
  assert_null(strstr(remark + 1, "a remark"));
  world_free(w);
}

static void only_the_first_hundred_are_shown(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "0123456789");
  for (int i = 0; i < 250; i++) diag_report(w->diags, DIAG_E101, at(0, 1, 2), "no. %d", i);
  assert_int_equal(diag_errors(w->diags), 250);
  const char *text = world_diags(w, DIAG_TEXT, false);
  assert_non_null(strstr(text, "no. 99\n"));
  assert_null(strstr(text, "no. 100\n"));
  assert_non_null(strstr(text, "… and 150 more\n"));
  world_free(w);
}

static void colour_only_where_asked(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "ab");
  diag_report(w->diags, DIAG_E101, at(0, 0, 1), "x");
  assert_null(strchr(world_diags(w, DIAG_TEXT, false), '\033'));
  const char *text = world_diags(w, DIAG_TEXT, true);
  assert_non_null(strstr(text, "\033[1;31merror[E101]: "));
  assert_non_null(strstr(text, "\033[1;32m^\033[0m\n"));
  assert_null(strchr(world_diags(w, DIAG_JSON, true), '\033'));
  world_free(w);
}

static void json_is_escaped(void **state) {
  (void)state;
  world *w = world_new();
  world_text(w, "ab\n货c");
  diag_report(w->diags, DIAG_E120, at(0, 3, 6), "\"\\\n\x01\x7F\xFF货");
  diag_suggest(w->diags, "d\"e");
  diag_note(w->diags, at(0, 1, 2), "there");
  diag_remark(w->diags, "and so");
  assert_string_equal(
      world_diags(w, DIAG_JSON, false),
      "[{\"code\": \"E120\", \"severity\": \"error\", \"file\": \"a.ombud\", \"line\": 2, \"column\": 1, "
      "\"end_line\": 2, \"end_column\": 2, \"message\": \"\\\"\\\\\\n\\u0001\\u007f\\ufffd货\", "
      "\"suggestion\": \"d\\\"e\", \"notes\": [{\"file\": \"a.ombud\", \"line\": 1, \"column\": 2, "
      "\"message\": \"there\"}, {\"message\": \"and so\"}]}]\n");
  world_free(w);
}

static void json_of_nothing_is_an_empty_list(void **state) {
  (void)state;
  world *w = world_new();
  assert_string_equal(world_diags(w, DIAG_JSON, false), "[]\n");
  assert_string_equal(world_diags(w, DIAG_TEXT, false), "");
  world_free(w);
}

/* The first warning of codes.def, if there is one by now. */
static diag_code a_warning(void) {
  int code = 0;
  while (code < DIAG_CODES && !diag_info_of((diag_code)code)->warning) code++;
  return (diag_code)code;
}

static void warnings_can_be_set(void **state) {
  (void)state;
  diag_code code = a_warning();
  if (code == DIAG_CODES) skip();
  const char *name = diag_info_of(code)->name;
  world *w = world_new();
  world_text(w, "ab");
  assert_false(diag_set(w->diags, "no-such-warning", false));
  assert_true(diag_set(w->diags, name, false));
  diag_report(w->diags, code, at(0, 0, 1), "swallowed");
  diag_remark(w->diags, "swallowed, too");
  diag_suggest(w->diags, "swallowed");
  assert_text(w, "");
  assert_true(diag_set(w->diags, "all", true));
  diag_report(w->diags, code, at(0, 0, 1), "shown");
  assert_int_equal(diag_errors(w->diags), 0);
  assert_int_equal(diag_warnings(w->diags), 1);
  assert_non_null(strstr(world_diags(w, DIAG_TEXT, false), ": warning["));
  assert_false(diag_failed(w->diags));
  diag_set_werror(w->diags);
  assert_true(diag_failed(w->diags));
  assert_int_equal(diag_errors(w->diags), 0);
  assert_non_null(strstr(world_diags(w, DIAG_TEXT, false), ": error["));
  assert_non_null(strstr(world_diags(w, DIAG_JSON, false), arena_printf(w->arena, "\"name\": \"%s\"", name)));
  world_free(w);
}

static void codes_are_found_in_any_case(void **state) {
  (void)state;
  assert_string_equal(diag_find("e101")->id, "E101");
  assert_ptr_equal(diag_find("E101"), diag_info_of(DIAG_E101));
  assert_null(diag_find("E10"));
  assert_null(diag_find("E1011"));
  assert_null(diag_find(""));
}

/* What --explain shows: two lines at least, each ended, none too wide for a terminal. */
static void every_code_is_explained(void **state) {
  (void)state;
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    assert_true(strlen(info->brief) > 0 && strlen(info->brief) < 100);
    size_t lines = 0;
    for (const char *line = info->explain; *line; lines++) {
      size_t len = strcspn(line, "\n");
      if (!line[len] || source_width(line, len, 0) > 110) fail_msg("%s: line %zu", info->id, lines + 1);
      line += len + 1;
    }
    if (lines < 1) fail_msg("%s is not explained", info->id);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shows_line_caret_and_suggestion),
      cmocka_unit_test(caret_stands_below_wide_text_and_tabs),
      cmocka_unit_test(caret_ends_with_its_line),
      cmocka_unit_test(long_line_is_a_window),
      cmocka_unit_test(nothing_raw_reaches_the_terminal),
      cmocka_unit_test(sorted_by_file_place_and_code),
      cmocka_unit_test(equal_ones_are_kept_once),
      cmocka_unit_test(only_the_first_hundred_are_shown),
      cmocka_unit_test(colour_only_where_asked),
      cmocka_unit_test(json_is_escaped),
      cmocka_unit_test(json_of_nothing_is_an_empty_list),
      cmocka_unit_test(warnings_can_be_set),
      cmocka_unit_test(codes_are_found_in_any_case),
      cmocka_unit_test(every_code_is_explained),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
