/* The words of the language, where their borders are. What is wrong with them: tests/golden/syntax. */
#include <string.h>

#include "support.h"

static void assert_tree(const char *text, const char *expected) {
  world *w = world_new();
  world_parse(w, text);
  assert_codes(w, "");
  assert_string_equal(world_tree(w), expected);
  world_free(w);
}

static void line_ends_mean_nothing(void **state) {
  (void)state;
  const char *expected = "actors\n  actor user\n  actor merchant zh\"商家\"\n";
  assert_tree("actors user, merchant zh\"商家\"", expected);
  assert_tree("actors\r\n\tuser\r\n,merchant # a comment\r\nzh\"商家\"\r\n", expected);
  assert_tree("\xEF\xBB\xBF"
              "actors user,\n\n\nmerchant zh\"商家\",# the end",
              expected);
  assert_tree("actors user\xC2\xA0, merchant zh\"商家\"\n#", expected);
}

static void empty_files_are_fine(void **state) {
  (void)state;
  assert_tree("", "");
  assert_tree(" \n\t\r\n# nothing 什么都没有\n", "");
  assert_tree("\xEF\xBB\xBF", "");
}

static void languages_touch_their_text(void **state) {
  (void)state;
  assert_tree("actors a zh\"1\" zh_CN\"2\" pt-BR\"3\" zh-Hant-TW\"4\" \"5\"",
              "actors\n  actor a zh\"1\" zh_CN\"2\" pt-BR\"3\" zh-Hant-TW\"4\" \"5\"\n");
  assert_tree("actors a, zh zh\"1\"", "actors\n  actor a\n  actor zh zh\"1\"\n");
}

static void texts_hold_anything_on_their_line(void **state) {
  (void)state;
  assert_tree("actors a \"“，；：（）” # @ { 'x' \\\" \\\\ \\n\t.\"",
              "actors\n  actor a \"“，；：（）” # @ { 'x' \\\" \\\\ \\n\t.\"\n");
  assert_tree("actors a \"\"", "actors\n  actor a \"\"\n");
  assert_tree("actors a \"\\\\\"", "actors\n  actor a \"\\\\\"\n");
}

static void words_end_where_names_do(void **state) {
  (void)state;
  assert_tree(
      "actors maybe, mayo, state_, _in, processor, m2, A",
      "actors\n  actor maybe\n  actor mayo\n  actor state_\n  actor _in\n  actor processor\n  actor m2\n"
      "  actor A\n");
}

static const char every_name[] =
    "actors $, b\nfacts { $ : $ <= $ $ : money }\nreasons { $ }\nchoice $ { $, b }\neffects { $($: $) }\n"
    "process $ { start { $ may $($) -> $ do $($ + 1) }\n"
    "  state $ { $, b may not $ or $ because $\n"
    "    b may $ within 3d of $ when $ = $ or not $\n"
    "    $ must $ -> $ by 3d before $ not counting $ else $\n"
    "    after $ then $ -> $ remind $ of $ 2h before }\n"
    "  ends $, c for $ in $ for $ { $ may $ } actions $, b events $ }\n"
    "promise $ for $ : $, b never $ promise $ if $ silent : can reach $ promise $ : $ only after $\n"
    "promise $ : once $\nscenario of $ for $ { $ $($ = $, $) => $, denied because $, by $ $ b }";

/* The text above with WORD in every place that takes a name. */
static const char *with_word(world *w, const char *word) {
  const char *text = "";
  for (const char *at = every_name; *at;) {
    int len = (int)strcspn(at, "$");
    text = arena_printf(w->arena, "%s%.*s%s", text, len, at, at[len] ? word : "");
    at += len + (at[len] != '\0');
  }
  return text;
}

/* Words that are names where nothing else can stand. */
static void some_words_are_names_too(void **state) {
  (void)state;
  static const char *const words[] = {
      "actions", "can",    "counting", "currency", "denied", "down",  "earliest", "events",  "half_even",
      "half_up", "if",     "latest",   "max",      "min",    "most",  "once",     "reach",   "rounded",
      "silent",  "source", "then",     "time",     "times",  "title", "up",       "version", "wait",
      "text",    "yes",    "no",       "clock",    "money",  "given"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    world *w = world_new();
    world_parse(w, with_word(w, words[i]));
    if (diag_errors(w->diags)) fail_msg("%s: %s", words[i], world_diags(w, DIAG_TEXT, false));
    world_free(w);
  }
}

static void numbers_reach_to_int64(void **state) {
  (void)state;
  assert_tree("facts { a : number >= -9223372036854775807 and <= 9223372036854775807 }",
              "facts\n  fact a : number >= -9223372036854775807 and <= 9223372036854775807\n");
}

static void and_binds_tighter_than_or(void **state) {
  (void)state;
  world *w = world_new();
  world_parse(w, "process p { u may a when x or y and not z = 3 and (p or q) u may b do e(1 - 2 - 3 * -4) }");
  assert_codes(w, "");
  const char *tree = world_tree(w);
  assert_non_null(
      strstr(tree, "when (or x = yes, (and (and y = yes, (not z = 3)), (or p = yes, q = yes)))\n"));
  assert_non_null(strstr(tree, "do e((- (- 1 2) (* 3 (- 4))))\n"));
  world_free(w);
}

/* A span reaches from the first letter to the last, blanks on either side left out. */
static void spans_are_tight(void **state) {
  (void)state;
  world *w = world_new();
  const char *text = "process p  {\n  state s  zh\"x\" @1 {\n user  may go(f) -> t\n  when f = 3 @2 \n } }";
  world_parse(w, text);
  assert_codes(w, "");
  const ast_node *state_node = w->tree.items.at[0]->process.body.at[0];
  const ast_rule *rule = state_node->body.at[0]->rule;
  const struct {
    span span;
    const char *text;
  } cases[] = {{w->tree.items.at[0]->span, text},      {state_node->span, "state s  zh\"x\" @1"},
               {state_node->name.span, "s"},           {rule->span, "user  may go(f) -> t\n  when f = 3 @2"},
               {rule->acts.at[0].span, "go(f) -> t"},  {rule->acts.at[0].outcome.target.span, "t"},
               {rule->tails.at[0].span, "when f = 3"}, {rule->tails.at[0].cond->value.span, "3"},
               {rule->tails.at[1].cite.span, "@2"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(cases[i].span.end - cases[i].span.begin, strlen(cases[i].text));
    assert_memory_equal(text + cases[i].span.begin, cases[i].text, strlen(cases[i].text));
  }
  world_free(w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(line_ends_mean_nothing),
      cmocka_unit_test(empty_files_are_fine),
      cmocka_unit_test(languages_touch_their_text),
      cmocka_unit_test(texts_hold_anything_on_their_line),
      cmocka_unit_test(words_end_where_names_do),
      cmocka_unit_test(some_words_are_names_too),
      cmocka_unit_test(numbers_reach_to_int64),
      cmocka_unit_test(and_binds_tighter_than_or),
      cmocka_unit_test(spans_are_tight),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
