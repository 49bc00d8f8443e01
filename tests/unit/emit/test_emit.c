/* Emitters on a policy made by hand. That the C compiles, and does the same as the tables in memory, is
 * seen to by tests/unit/generated and tests/cli. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dump_tables.h"
#include "emit.h"
#include "emit_text.h"
#include "fixture.h"

/* ---- pieces of C ---- */

typedef void writer(FILE *out, const char *text);

static void expect(writer *write, const char *text, const char *expected) {
  char *made = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&made, &len);
  assert_non_null(out);
  write(out, text);
  fclose(out);
  assert_string_equal(made, expected);
  free(made);
}

static void literal_keeps_what_reads_well(void **state) {
  (void)state;
  expect(text_literal, "", "\"\"");
  expect(text_literal, "待付款 — é 😀", "\"待付款 — é 😀\"");
}

static void literal_escapes_what_c_reads(void **state) {
  (void)state;
  expect(text_literal, "a\"b\\c", "\"a\\\"b\\\\c\"");
  expect(text_literal, "\n\t\x7f", "\"\\012\\011\\177\"");
  expect(text_literal,
         "\x01"
         "7",
         "\"\\0017\"");
  expect(text_literal,
         "?"
         "?"
         "=?"
         "?"
         "?",
         "\"?\\?=?\\?\\?\"");
}

static void literal_escapes_what_does_not_print(void **state) {
  (void)state;
  expect(text_literal,
         "\xe2\x80\xae"
         "x\xe2\x81\xa6",
         "\"\\342\\200\\256x\\342\\201\\246\"");
  expect(text_literal, "\xc2\x85\xef\xbb\xbf", "\"\\302\\205\\357\\273\\277\"");
  expect(text_literal, "\xff\xe4\xb8", "\"\\377\\344\\270\""); /* not UTF-8, and cut off */
}

/* 5.2.4.1 of C11 promises 4095 characters. */
static void literal_of_any_length(void **state) {
  (void)state;
  char text[4098], expected[4100];
  memset(text, 'a', sizeof text);
  text[4095] = '\0';
  snprintf(expected, sizeof expected, "\"%s\"", text);
  expect(text_literal, text, expected);

  text[4095] = 'a';
  text[4096] = '\0';
  char *made = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&made, &len);
  text_literal(out, text);
  fclose(out);
  assert_int_equal(strncmp(made, "(const char[]){'\\141','\\141',", 29), 0);
  assert_string_equal(made + len - 9, "'\\141',0}");
  free(made);
}

static void comment_cannot_be_left(void **state) {
  (void)state;
  expect(text_comment, "a*/b", "a* /b");
  expect(text_comment, "/*/", "/ * /");
  expect(text_comment, "//", "/ /");
  expect(text_comment,
         "?"
         "?/",
         "? ?/");
  expect(text_comment, "a\nb\xe2\x80\xae", "a?b???");
}

static void write_duration(FILE *out, const char *ms) {
  text_duration(out, strtoll(ms, NULL, 10), "");
}

static void durations_in_the_largest_unit(void **state) {
  (void)state;
  expect(write_duration, "172800000", "2 * DAY");
  expect(write_duration, "172740000", "2879 * MINUTE");
  expect(write_duration, "-43200000", "-12 * HOUR");
  expect(write_duration, "1001", "1001");
  expect(write_duration, "0", "0");
}

/* ---- names ---- */

static void prefixes(void **state) {
  (void)state;
  assert_null(symbols_bad_prefix("shop"));
  assert_null(symbols_bad_prefix("S2_x"));
  assert_null(symbols_bad_prefix("ombudsman"));
  const char *bad[] = {"", "2x", "_x", "a-b", "a b", "店", "ombud", "OMBUD", "Ombud_x"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) assert_non_null(symbols_bad_prefix(bad[i]));
}

typedef struct clashing {
  ombud_policy policy;
  ombud_words words;
  ombud_word facts[3];
} clashing;

/* The fixture with other names for its facts. */
static const char *clash_of(arena *a, const char *first, const char *second) {
  clashing c = {.policy = fixture_policy, .words = fixture_words};
  memcpy(c.facts, fixture_words.facts, sizeof c.facts);
  c.facts[0].name = first;
  c.facts[2].name = second;
  c.words.facts = c.facts;
  symbols s = symbols_make(a, &c.policy, &c.words, "shop");
  return symbols_clash(a, &c.policy, &c.words, &s);
}

static void names_that_lose_their_case(void **state) {
  (void)state;
  arena *a = arena_new();
  assert_null(clash_of(a, "agreed", "balance"));
  assert_string_equal(clash_of(a, "Paid", "balance"),
                      "the fact 'Paid' and the fact 'paid' would both be SHOP_FACT_PAID in C");
  arena_free(a);
}

static void names_that_run_together(void **state) {
  (void)state;
  arena *a = arena_new();
  ombud_word states[] = {fixture_words.processes[0].states[0], fixture_words.processes[0].states[1],
                         fixture_words.processes[0].states[2], fixture_words.processes[0].states[3]};
  states[1].name = "b_start";
  ombud_process_word processes[] = {fixture_words.processes[0], fixture_words.processes[1]};
  processes[0].name = "a";
  processes[0].states = states;
  processes[1].name = "a_b";
  ombud_words words = fixture_words;
  words.processes = processes;
  symbols s = symbols_make(a, &fixture_policy, &words, "x");
  assert_string_equal(symbols_clash(a, &fixture_policy, &words, &s),
                      "the state 'b_start' of 'a' and the state 'start' of 'a_b' would both be "
                      "X_STATE_A_B_START in C");
  arena_free(a);
}

/* The fixture with another name for its process `order` and one of its actions. */
static const char *typed_clash_of(arena *a, const char *prefix, const char *process, const char *action) {
  ombud_word names[] = {fixture_words.processes[0].names[0],
                        {action, fixture_words.processes[0].names[1].texts},
                        fixture_words.processes[0].names[2]};
  ombud_process_word processes[] = {fixture_words.processes[0], fixture_words.processes[1]};
  processes[0].name = process;
  processes[0].names = names;
  ombud_words words = fixture_words;
  words.processes = processes;
  symbols s = symbols_make(a, &fixture_policy, &words, prefix);
  return symbols_clash(a, &fixture_policy, &words, &s);
}

static void typed_names_that_run_together(void **state) {
  (void)state;
  arena *a = arena_new();
  assert_null(typed_clash_of(a, "x", "actor", "visit"));
  assert_null(typed_clash_of(a, "x", "case", "step"));
  assert_string_equal(typed_clash_of(a, "x", "actor", "user"),
                      "the action 'user' of 'actor' and the actor 'user' would both be x_actor_user in C");
  assert_string_equal(typed_clash_of(a, "x", "order", "open_place"),
                      "the action 'open_place' of 'order' and the action 'place' of 'order' would both be "
                      "x_order_ask_open_place in C");
  assert_string_equal(
      typed_clash_of(a, "x", "order", "ask_open_place"),
      "the action 'ask_open_place' of 'order' and the action 'place' of 'order' would both be "
      "x_order_ask_open_place in C");
  assert_string_equal(
      typed_clash_of(a, "X", "EVENTS", "MAX"),
      "the action 'MAX' of 'EVENTS' and a name of the header's own would both be X_EVENTS_MAX in C");
  assert_string_equal(
      typed_clash_of(a, "x", "money", "of"),
      "the action 'of' of 'money' and a name of the header's own would both be x_money_of in C");
  arena_free(a);
}

/* ---- tables ---- */

static void extents_follow_every_index(void **state) {
  (void)state;
  arena *a = arena_new();
  extents e = extents_of(a, &fixture_policy);
  assert_int_equal(e.columns, 5);
  assert_int_equal(e.dense, 0);
  assert_int_equal(e.cells, 6); /* to where a column's last state would be */
  assert_int_equal(e.entries, 5);
  assert_int_equal(e.contests, 1);
  assert_int_equal(e.whens, 3);
  assert_int_equal(e.timers, 2);
  assert_int_equal(e.tests, 3);
  assert_int_equal(e.instants, 3);
  assert_int_equal(e.anchors, 2);
  assert_int_equal(e.calls, 3);
  assert_int_equal(e.ops, 3);
  assert_int_equal(e.numbers, 5);
  assert_int_equal(e.folds, 1);
  assert_int_equal(e.gives, 2);
  assert_int_equal(e.column_process[4], 0);
  assert_int_equal(e.cell_process[2], OMBUD_NONE); /* a gap */
  assert_int_equal(e.cell_process[3], 0);
  assert_int_equal(e.entry_process[0], OMBUD_NONE); /* the same wherever nothing speaks */
  assert_int_equal(e.entry_process[4], 0);
  assert_int_equal(e.timer_process[1], 0);
  arena_free(a);
}

static void extents_of_dense_columns(void **state) {
  (void)state;
  arena *a = arena_new();
  ombud_process processes[] = {fixture_policy.processes[0], fixture_policy.processes[1]};
  processes[0].flags |= OMBUD_PROCESS_DENSE;
  const uint16_t dense[6] = {0, 1 + 256 * 1, 0, 1 + 256 * 2, 0, 0}; /* what the cells say */
  ombud_policy policy = fixture_policy;
  policy.processes = processes;
  policy.dense = dense;
  extents e = extents_of(a, &policy);
  assert_int_equal(e.dense, 6);
  assert_int_equal(e.cells, 0);
  assert_int_equal(e.entries, 5);
  arena_free(a);
}

typedef struct text {
  char *at;
  size_t len;
} text;

static text emitted(bool header, const char *prefix) {
  text t = {NULL, 0};
  arena *a = arena_new();
  symbols s = symbols_make(a, &fixture_policy, &fixture_words, prefix);
  emission e = {&fixture_policy, &fixture_words, &s, open_memstream(&t.at, &t.len)};
  if (header)
    emit_h(&e, a);
  else
    emit_c(&e, a);
  fclose(e.out);
  arena_free(a);
  return t;
}

static void holds(const text *t, const char *line) {
  if (!strstr(t->at, line)) fail_msg("not there: %s", line);
}

static void rows_say_where_they_come_from(void **state) {
  (void)state;
  text t = emitted(false, "shop");
  holds(&t, "[3] = {.state = SHOP_STATE_ORDER_WAITING, .target = SHOP_STATE_ORDER_WAITING, .entry = 2}, "
            "/* shop.ombud:10 assumption; shop.ombud:12 @1.2 @1.3 */\n");
  holds(&t, ".to = SHOP_REASON_LOCKED}, /* shop.ombud:10 assumption */\n");
  holds(&t, ".to = SHOP_STATE_ORDER_DONE}, /* shop.ombud:12 @1.2 @1.3 */\n");
  holds(&t, ".target = SHOP_STATE_ORDER_DONE, .calls = 2}, /* shop.ombud:4000000000 @2.10 assumption */\n");
  holds(&t, "/* a file* / of ? ?/.ombud:3 @1.1 */\n");
  free(t.at);
}

static void both_files_have_the_same_numbers(void **state) {
  (void)state;
  text c = emitted(false, "Shop"), h = emitted(true, "Shop");
  const char *begin = strstr(c.at, "#ifndef Shop_NUMBERS"), *end = strstr(c.at, "#define OMBUD_SECOND");
  assert_non_null(begin);
  assert_non_null(end);
  char *enums = strndup(begin, (size_t)(end - begin));
  holds(&h, enums);
  holds(&h, "enum Shop_events_order {\n  SHOP_EVENT_ORDER_LAPSE = 2\n};\n");
  holds(&h, "enum Shop_reasons {\n  SHOP_REASON_LOCKED = 16\n};\n");
  free(enums);
  free(c.at);
  free(h.at);
}

static void each_includes_the_runtime_alone(void **state) {
  (void)state;
  for (int header = 0; header < 2; header++) {
    text t = emitted(header, "shop");
    const char *include = strstr(t.at, "#include");
    assert_non_null(include);
    if (header) { /* bool is a parameter's type there */
      assert_int_equal(strncmp(include, "#include <stdbool.h>\n", 21), 0);
      include = strstr(include + 1, "#include");
    }
    assert_int_equal(strncmp(include, "#include \"ombud.h\"\n", 19), 0);
    assert_null(strstr(include + 1, "#include"));
    free(t.at);
  }
}

static void listing_has_every_rule(void **state) {
  (void)state;
  text t = {NULL, 0};
  FILE *out = open_memstream(&t.at, &t.len);
  arena *a = arena_new();
  dump_tables(a, &fixture_policy, &fixture_words, out);
  arena_free(a);
  fclose(out);
  holds(&t, "may -> waiting  # a file* / of ? ?/.ombud:3 @1.1\n");
  holds(&t,
        "may not because locked until -1 after earliest(entry, last(cancel) + not_counted(last(cancel)))");
  holds(
      &t,
      "must -> done do fine/1(paid scale(3 / 4 half_even)) when 1 <= agreed <= 1 or 100 <= paid <= INT64_MAX "
      "at most 2");
  holds(&t, "remind user shop of lapse");
  holds(&t, "falls due lapse -> done do fine/1(2) at 2 * DAY after latest(entry)");
  free(t.at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(literal_keeps_what_reads_well),
      cmocka_unit_test(literal_escapes_what_c_reads),
      cmocka_unit_test(literal_escapes_what_does_not_print),
      cmocka_unit_test(literal_of_any_length),
      cmocka_unit_test(comment_cannot_be_left),
      cmocka_unit_test(durations_in_the_largest_unit),
      cmocka_unit_test(prefixes),
      cmocka_unit_test(names_that_lose_their_case),
      cmocka_unit_test(names_that_run_together),
      cmocka_unit_test(typed_names_that_run_together),
      cmocka_unit_test(extents_follow_every_index),
      cmocka_unit_test(extents_of_dense_columns),
      cmocka_unit_test(rows_say_where_they_come_from),
      cmocka_unit_test(both_files_have_the_same_numbers),
      cmocka_unit_test(each_includes_the_runtime_alone),
      cmocka_unit_test(listing_has_every_rule),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
