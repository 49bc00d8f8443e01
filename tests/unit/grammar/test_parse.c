/* Whole files: includes, limits, and bytes that are no rules at all. */
#define _POSIX_C_SOURCE 200809L
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

/* ---- includes ---- */

static void included_items_stand_in_place(void **state) {
  (void)state;
  world *w = world_new();
  world_file(w, "b.ombud", "actors b\ninclude \"c.ombud\"\nactors d\n");
  world_file(w, "c.ombud", "actors c\n");
  world_parse(w, "actors a\ninclude \"b.ombud\"\nactors e\n");
  assert_codes(w, "");
  assert_string_equal(world_tree(w),
                      "actors\n  actor a\ninclude \"b.ombud\"\nactors\n  actor b\ninclude \"c.ombud\"\n"
                      "actors\n  actor c\nactors\n  actor d\nactors\n  actor e\n");
  world_free(w);
}

static void file_is_read_once(void **state) {
  (void)state;
  world *w = world_new();
  world_file(w, "b.ombud", "actors b\n");
  world_parse(w, "include \"b.ombud\"\ninclude \"./b.ombud\"\n");
  assert_codes(w, "");
  assert_int_equal(w->sources.len, 2);
  assert_string_equal(world_tree(w), "include \"b.ombud\"\nactors\n  actor b\ninclude \"./b.ombud\"\n");
  world_free(w);
}

static void beside_the_file_comes_first(void **state) {
  (void)state;
  world *w = world_new();
  const char *a = world_file(w, "a.ombud", "include \"b.ombud\"\ninclude \"sub/f.ombud\"\n");
  const char *dir = arena_printf(w->arena, "%s/sub", w->folder);
  assert_int_equal(mkdir(dir, 0700), 0);
  world_file(w, "b.ombud", "actors beside\n");
  world_file(w, "sub/b.ombud", "actors in_folder\n");
  world_file(w, "sub/c.ombud", "actors c\n");
  world_file(w, "sub/f.ombud", "include \"c.ombud\"\ninclude \"b.ombud\"\n");
  world_parse_file(w, a, dir);
  assert_codes(w, "");
  const char *tree = world_tree(w);
  assert_non_null(strstr(tree, "beside\ninclude \"sub/f.ombud\"\n"));
  assert_non_null(strstr(tree, "actor c\n"));
  assert_non_null(strstr(tree, "actor in_folder\n"));
  world_free(w);
}

static void folders_come_next(void **state) {
  (void)state;
  world *w = world_new();
  const char *a = world_file(w, "a.ombud", "include \"c.ombud\"\n");
  const char *dir = arena_printf(w->arena, "%s/sub", w->folder);
  assert_int_equal(mkdir(dir, 0700), 0);
  world_file(w, "sub/c.ombud", "actors c\n");
  world_parse_file(w, a, dir);
  assert_codes(w, "");
  assert_string_equal(world_tree(w), "include \"c.ombud\"\nactors\n  actor c\n");
  world_free(w);
}

static void cycles_are_errors(void **state) {
  (void)state;
  world *w = world_new();
  world_file(w, "b.ombud", "include \"c.ombud\"\nactors b\n");
  world_file(w, "c.ombud", "include \"a.ombud\"\nactors c\n");
  world_parse(w, "include \"b.ombud\"\n");
  assert_codes(w, "E005");
  assert_non_null(strstr(world_tree(w), "actor c\nactors\n  actor b\n"));
  world_free(w);
  assert_parse("include \"a.ombud\"\n", "E005");
}

/* A link is another name for the same file. */
static void links_are_seen_through(void **state) {
  (void)state;
  world *w = world_new();
  const char *a = world_file(w, "a.ombud", "include \"link.ombud\"\n");
  assert_int_equal(symlink("a.ombud", arena_printf(w->arena, "%s/link.ombud", w->folder)), 0);
  world_parse_file(w, a, NULL);
  assert_codes(w, "E005");
  world_free(w);
}

static void missing_files_are_errors(void **state) {
  (void)state;
  assert_parse(
      "include \"b.ombud\"\nactors a\ninclude \"/nowhere/b.ombud\" include \"\" include \"b.ombud/c\"",
      "E004 E004 E001 E004");
  world *w = world_new();
  world_parse_file(w, "no such file", NULL);
  assert_string_equal(world_diags(w, DIAG_TEXT, false),
                      "no such file: error[E001]: cannot read this file: No such file or directory\n");
  world_free(w);
}

static void long_chain_of_files_is_fine(void **state) {
  (void)state;
  world *w = world_new();
  for (unsigned i = 1; i < SOURCE_FILES_MAX + 1; i++) {
    char name[16], text[64];
    snprintf(name, sizeof name, "f%u", i);
    snprintf(text, sizeof text, "include \"f%u\" modes m%u\n", i + 1, i);
    world_file(w, name, i < SOURCE_FILES_MAX ? text : "modes last");
  }
  world_parse(w, "include \"f1\"\n"); /* one more than there may be */
  assert_codes(w, "E003");
  assert_int_equal(w->sources.len, SOURCE_FILES_MAX);
  assert_non_null(strstr(world_tree(w), "mode m999\n"));
  world_free(w);
}

/* ---- files that are no rules ---- */

static void other_encodings_are_refused(void **state) {
  (void)state;
  world *w = world_new();
  world_parse_file(w, world_bytes(w, "nul", "actors a\0b\n", 11), NULL);
  world_parse_file(w, world_bytes(w, "gbk", "actors \xD3\xC3\n", 10), NULL);
  world_parse_file(w,
                   world_bytes(w, "utf16",
                               "\xFF\xFE"
                               "a\0c\0",
                               6),
                   NULL);
  assert_codes(w, "E002 E002 E002");
  assert_string_equal(world_tree(w), "");
  world_free(w);
}

static void too_large_a_file_is_refused(void **state) {
  (void)state;
  world *w = world_new();
  const char *path = world_file(w, "big", "");
  assert_int_equal(truncate(path, (off_t)SOURCE_FILE_MAX + 1), 0);
  world_parse_file(w, path, NULL);
  assert_codes(w, "E003");
  world_free(w);
}

static const char *repeated(world *w, const char *before, const char *part, size_t n, const char *behind) {
  size_t len = strlen(part);
  char *middle = arena_alloc(w->arena, len * n + 1);
  for (size_t i = 0; i < len * n; i++) middle[i] = part[i % len];
  return arena_printf(w->arena, "%s%s%s", before, middle, behind);
}

static void reading_stops_after_many_errors(void **state) {
  (void)state;
  static const char *const parts[] = {"$ ", "x may\n", "} ", "\"\\q\" ", "#\x01\n", "actors 1\n", "７ "};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    world *w = world_new();
    world_parse(w, repeated(w, "process p { ", parts[i], 5000, "}"));
    if (diag_errors(w->diags) > 1003) fail_msg("%zu errors from '%s'", diag_errors(w->diags), parts[i]);
    world_free(w);
  }
  world *w = world_new();
  world_parse(w, repeated(w, "process p { ", "$ ", 5000, "}"));
  assert_int_equal(diag_errors(w->diags), 1001);
  world_free(w);
}

/* A hundred of each is fine, one more an error, and many no crash. */
static void nesting_is_limited(void **state) {
  (void)state;
  static const struct {
    const char *before, *part, *behind;
    size_t fits;
  } cases[] = {{"process p { u may a when ", "(", "x", 100},
               {"process p { u may a when ", "not ", "x }", 100},
               {"process p { u may a when x", " and x", " }", 100},
               {"process p { u may a do e(x", " + 1", ") }", 100},
               {"process p { u may a do e(", "- ", "1) }", 100},
               {"process p { u may a do e(", "max(1, ", "x", 99},
               {"process p { ", "for c { ", "", 99}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (int k = 0; k < 3; k++) {
      world *w = world_new();
      size_t n = k < 2 ? cases[i].fits + (size_t)k : 30000;
      world_parse(w, repeated(w, cases[i].before, cases[i].part, n, cases[i].behind));
      const char *text = world_diags(w, DIAG_TEXT, false);
      bool limited = strstr(text, "[E128]") != NULL;
      if (limited != (k > 0)) fail_msg("%zu times '%s': %s", n, cases[i].part, text);
      world_tree(w);
      world_free(w);
    }
  }
}

/* The lists of the grammar are not what fills its stack. */
static void lists_have_no_limit(void **state) {
  (void)state;
  static const struct {
    const char *before, *part, *behind;
  } cases[] = {{"actors a", ", b", ""},
               {"", "actors a\n", ""},
               {"process p { ", "u may a ", "}"},
               {"process p { u may a", " @1", "}"},
               {"process p { u may a do e", ", e(1)", "}"},
               {"process p { u may not a", " or b", " because r }"},
               {"facts { ", "a : money ", "}"},
               {"scenario of p { ", "u a ", "}"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    world *w = world_new();
    world_parse(w, repeated(w, cases[i].before, cases[i].part, 20000, cases[i].behind));
    assert_codes(w, "");
    world_free(w);
  }
}

/* Any beginning of a file, and any file with one byte changed, gives a tree or diagnostics. */
static const char sample[] =
    "policy p { version \"1\" title zh\"一\" en\"1\" source \"s.md\" }\nactors u zh\"用户\", v\nmodes c, d\n"
    "choice k { a, b }\nfacts { f : money >= -1 and <= 9 zh\"实\" g : k }\neffects { e(x: money) zh\"退\" }\n"
    "reasons { r zh\"原\" advise en\"do\" }\nprocess o zh\"单\" @1 {\n  start for c { u may s(f) -> t }\n"
    "  state t assume \"w\" { u must y -> t or z do e(f / 2 rounded up) within 24h of s not counting t else "
    "deemed y @2.1\n"
    "    nobody may q because r after 2d12h before s then l -> w remind u 1h before waits \"x\" }\n"
    "  ends w zh\"终\", x for d\n  for c, d { in any { u, v may not z when not (f = 3) or g != a because r } "
    "} }\n"
    "promise o for c if all silent : ends within 9d @3\nscenario zh\"故\" of o for c { u s(f = 9, g) => t, "
    "do e(3)\n"
    "  wait 1m => denied because r, by y }\n";

static void parse_bytes(const char *text, size_t len) {
  world *w = world_new();
  uint32_t file;
  size_t bad;
  assert_in_range(source_add(&w->sources, "unused", text, len, &file, &bad), SOURCE_OK, SOURCE_NOT_UTF8);
  world_parse_file(w, world_bytes(w, "a.ombud", text, len), NULL);
  assert_true(diag_errors(w->diags) > 0 || w->tree.items.len > 0 || len < 12);
  assert_int_equal(world_diags(w, DIAG_JSON, false)[0], '[');
  world_tree(w);
  world_free(w);
}

static void sample_is_right(void **state) {
  (void)state;
  assert_parse(sample, "");
}

static void any_beginning_is_survived(void **state) {
  (void)state;
  for (size_t len = 0; len < sizeof sample; len++) parse_bytes(sample, len);
}

static void any_change_is_survived(void **state) {
  (void)state;
  static const char signs[] = "{}()\"',:@\\#;\n\r 9a\xE2\xFF\x01";
  char copy[sizeof sample];
  uint32_t random = 1;
  for (size_t i = 0; i < sizeof sample - 1; i++) {
    memcpy(copy, sample, sizeof sample);
    random = random * 1664525u + 1013904223u;
    copy[i] = signs[(random >> 16) % (sizeof signs - 1)];
    parse_bytes(copy, sizeof sample - 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(included_items_stand_in_place),
      cmocka_unit_test(file_is_read_once),
      cmocka_unit_test(beside_the_file_comes_first),
      cmocka_unit_test(folders_come_next),
      cmocka_unit_test(cycles_are_errors),
      cmocka_unit_test(links_are_seen_through),
      cmocka_unit_test(missing_files_are_errors),
      cmocka_unit_test(long_chain_of_files_is_fine),
      cmocka_unit_test(other_encodings_are_refused),
      cmocka_unit_test(too_large_a_file_is_refused),
      cmocka_unit_test(reading_stops_after_many_errors),
      cmocka_unit_test(nesting_is_limited),
      cmocka_unit_test(lists_have_no_limit),
      cmocka_unit_test(sample_is_right),
      cmocka_unit_test(any_beginning_is_survived),
      cmocka_unit_test(any_change_is_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
