/* Source texts: lines, columns, width on a terminal, UTF-8, limits. */
#include <errno.h>
#include <string.h>

#include "support.h"

static const source *text(world *w, const char *bytes) {
  uint32_t file = world_text(w, bytes);
  return &w->sources.files[file];
}

static void columns_count_characters(void **state) {
  (void)state;
  world *w = world_new();
  const source *f = text(w, "ab\n货到x\r\n\n");
  assert_int_equal(f->n_lines, 4);
  static const struct {
    uint32_t offset, line, column;
  } cases[] = {{0, 1, 1}, {2, 1, 3}, {3, 2, 1},  {6, 2, 2},  {7, 2, 2},
               {8, 2, 2}, {9, 2, 3}, {12, 3, 1}, {13, 4, 1}, {99, 4, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    position p = source_position(f, cases[i].offset);
    assert_int_equal(p.line, cases[i].line);
    assert_int_equal(p.column, cases[i].column);
  }
  world_free(w);
}

/* Where characters of three bytes lie across the steps at which they have been counted, and up to the end. */
static void columns_of_a_long_line(void **state) {
  (void)state;
  world *w = world_new();
  char bytes[4 * SOURCE_STEP + 1] = "x\n";
  for (size_t i = 2; i + 3 < sizeof bytes; i += 3) memcpy(bytes + i, "货", 3);
  const source *f = text(w, bytes);
  for (uint32_t offset = 2; offset < f->len; offset++) {
    position p = source_position(f, offset);
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 1 + (offset - 2) / 3);
  }
  assert_int_equal(source_position(f, (uint32_t)f->len).column, 1 + (f->len - 2) / 3);
  memset(bytes, 'x', 2 * SOURCE_STEP);
  bytes[2 * SOURCE_STEP] = '\0';
  assert_int_equal(source_position(text(w, bytes), 2 * SOURCE_STEP).column, 2 * SOURCE_STEP + 1);
  world_free(w);
}

static void line_comes_without_its_end(void **state) {
  (void)state;
  world *w = world_new();
  const source *f = text(w, "ab\ncd\r\n\nlast");
  const char *expected[] = {"ab", "cd", "", "last"};
  for (uint32_t i = 0; i < 4; i++) {
    size_t len;
    const char *line = source_line(f, i + 1, &len);
    assert_int_equal(len, strlen(expected[i]));
    assert_memory_equal(line, expected[i], len);
  }
  world_free(w);
}

static void empty_text_has_one_line(void **state) {
  (void)state;
  world *w = world_new();
  const source *f = text(w, "");
  size_t len;
  assert_int_equal(f->n_lines, 1);
  source_line(f, 1, &len);
  assert_int_equal(len, 0);
  assert_int_equal(source_position(f, 0).column, 1);
  world_free(w);
}

static void byte_order_mark_is_left_out(void **state) {
  (void)state;
  world *w = world_new();
  const source *f = text(w, "\xEF\xBB\xBFx");
  assert_string_equal(f->text, "x");
  assert_int_equal(f->len, 1);
  world_free(w);
}

static size_t width(const char *bytes) {
  return source_width(bytes, strlen(bytes), 0);
}

static void wide_characters_take_two_columns(void **state) {
  (void)state;
  assert_int_equal(width("abc"), 3);
  assert_int_equal(width("货到付款"), 8);
  assert_int_equal(width("，。（）“”"), 10);      /* the quotes are narrow */
  assert_int_equal(width("ｅｅ\xEF\xBD\xA1"), 5); /* and so is half-width punctuation */
  assert_int_equal(width("한국 カナ"), 9);
  assert_int_equal(width("é\xCC\x81"), 1); /* a combining accent on top of an accent */
  assert_int_equal(width("é"), 1);
  assert_int_equal(width("\xF0\xA0\x80\x80\xF0\x9F\x98\x80"), 4); /* U+20000, U+1F600 */
  assert_int_equal(width("\xF0\x9F\x82\xA1"), 1);                 /* U+1F0A1, a playing card */
  assert_int_equal(width(""), 0);
}

static void tabs_reach_to_the_next_stop(void **state) {
  (void)state;
  assert_int_equal(source_width("\t", 1, 0), 8);
  assert_int_equal(source_width("\t", 1, 7), 1);
  assert_int_equal(source_width("ab\tc", 4, 0), 9);
  assert_int_equal(source_width("\t\t", 2, 3), 13);
}

static void bad_bytes_take_one_column(void **state) {
  (void)state;
  assert_int_equal(width("\xFF\xC3"), 2);
  assert_int_equal(width("\xE8\xB4"
                         "a"),
                   3);
  assert_int_equal(width("\xC1\xBF"), 2);         /* longer than it need be */
  assert_int_equal(width("\xED\xA0\x80"), 3);     /* U+D800, half of a character */
  assert_int_equal(width("\xED\xBF\xBF"), 3);     /* U+DFFF */
  assert_int_equal(width("\xF4\x90\x80\x80"), 4); /* beyond U+10FFFF */
}

/* The well-formed sequences of RFC 3629, at their borders, and what lies just outside. */
static void utf8_is_checked(void **state) {
  (void)state;
  static const char *const good[] = {"a",
                                     "\x7F",
                                     "\xC2\x80",
                                     "\xDF\xBF",
                                     "\xE0\xA0\x80",
                                     "\xED\x9F\xBF",
                                     "\xEE\x80\x80",
                                     "\xEF\xBF\xBF",
                                     "\xF0\x90\x80\x80",
                                     "\xF4\x8F\xBF\xBF"};
  static const char *const bad[] = {"\x80",
                                    "\xC0\x80",
                                    "\xC1\xBF",
                                    "\xC2",
                                    "\xC2\x41",
                                    "\xE0\x9F\xBF",
                                    "\xED\xA0\x80",
                                    "\xE8\xB4",
                                    "\xF0\x8F\xBF\xBF",
                                    "\xF4\x90\x80\x80",
                                    "\xF5\x80\x80\x80",
                                    "\xFF"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_int_equal(source_bad_utf8(good[i], strlen(good[i])), strlen(good[i]));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char around[16];
    snprintf(around, sizeof around, "ab%sc", bad[i]);
    assert_int_equal(source_bad_utf8(around, strlen(around)), 2);
  }
  assert_int_equal(source_bad_utf8("ab\0c", 4), 2);
  assert_int_equal(source_bad_utf8("", 0), 0);
}

static void bad_text_is_loaded_all_the_same(void **state) {
  (void)state;
  world *w = world_new();
  uint32_t file;
  size_t bad = 0;
  const char *path = world_file(w, "gbk", "ok\n\xD3\xC3");
  assert_int_equal(source_load(&w->sources, path, &file, &bad), SOURCE_NOT_UTF8);
  assert_int_equal(bad, 3);
  assert_string_equal(w->sources.files[file].text, "ok\n\xD3\xC3");
  assert_int_equal(source_load(&w->sources, world_bytes(w, "nul", "a\0b", 3), &file, &bad), SOURCE_NOT_UTF8);
  assert_int_equal(bad, 1);
  world_free(w);
}

static void unreadable_says_why(void **state) {
  (void)state;
  world *w = world_new();
  uint32_t file;
  size_t bad;
  world_file(w, "x", "");
  assert_int_equal(source_load(&w->sources, w->folder, &file, &bad), SOURCE_UNREADABLE);
  assert_int_equal(errno, EISDIR);
  assert_int_equal(source_load(&w->sources, "no such file", &file, &bad), SOURCE_UNREADABLE);
  assert_int_equal(errno, ENOENT);
  world_free(w);
}

static void size_and_number_of_files_are_limited(void **state) {
  (void)state;
  world *w = world_new();
  uint32_t file;
  size_t bad;
  assert_int_equal(source_add(&w->sources, "a", "", SOURCE_FILE_MAX + 1, &file, &bad), SOURCE_TOO_LARGE);
  char *big = test_calloc(SOURCE_FILE_MAX + 1, 1);
  memset(big, ' ', SOURCE_FILE_MAX + 1);
  assert_int_equal(source_load(&w->sources, world_bytes(w, "fits", big, SOURCE_FILE_MAX), &file, &bad),
                   SOURCE_OK);
  assert_int_equal(w->sources.files[file].len, SOURCE_FILE_MAX);
  assert_int_equal(source_load(&w->sources, world_bytes(w, "big", big, SOURCE_FILE_MAX + 1), &file, &bad),
                   SOURCE_TOO_LARGE);
  test_free(big);
  while (w->sources.len < SOURCE_FILES_MAX) world_text(w, "");
  assert_int_equal(source_add(&w->sources, "a", "", 0, &file, &bad), SOURCE_TOO_LARGE);
  world_free(w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_count_characters),
      cmocka_unit_test(columns_of_a_long_line),
      cmocka_unit_test(line_comes_without_its_end),
      cmocka_unit_test(empty_text_has_one_line),
      cmocka_unit_test(byte_order_mark_is_left_out),
      cmocka_unit_test(wide_characters_take_two_columns),
      cmocka_unit_test(tabs_reach_to_the_next_stop),
      cmocka_unit_test(bad_bytes_take_one_column),
      cmocka_unit_test(utf8_is_checked),
      cmocka_unit_test(bad_text_is_loaded_all_the_same),
      cmocka_unit_test(unreadable_says_why),
      cmocka_unit_test(size_and_number_of_files_are_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
