/* The stories of a rule file: played, measured, and told in every format; those that it lacks are looked for.
 */
#include "compile.h"
#include "harness.h"
#include "story_print.h"
#include "suggest.h"

#define POINTS_MAX 20u /* of a policy that scenarios are looked for: the search takes long */

static story_suite play(const compilation *c, cover_suite *shown) {
  story_suite u = {.path = HARNESS_RULES, .of = c};
  stage *at = stage_new(c);
  story *stories = NULL;
  size_t cap = 0;
  stage_cover(at, shown->of, shown->counts);
  for (size_t i = 0; i < c->tree->items.len; i++) {
    if (c->tree->items.at[i]->kind != ITEM_SCENARIO) continue;
    story played = story_play(at, &c->tree->items.at[i]->scenario);
    *ARENA_PUSH(c->arena, stories, u.n, cap) = played;
    u.n_failed += played.n_faults > 0;
  }
  u.stories = stories;
  return u;
}

static void tell(const story_run *r, const cover_report *coverage) {
  FILE *out = harness_nowhere();
  story_print_text(r, out, true);
  story_print_tap(r, out);
  story_print_junit(r, out);
  story_print_json(r, out);
  cover_print_listing(coverage, out, true);
  cover_print_summary(coverage, true, "", out, true);
  cover_print_lcov(coverage, out);
}

static void suggest(const cover *v, const uint32_t *counts) {
  suggestions s = suggest_find(v, counts);
  suggest_print(&s, harness_nowhere());
  suggest_print_rest(&s, "# ", harness_nowhere());
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  harness_write(data, size);
  compilation c;
  compile_begin(&c);
  if (compile_run(&c, HARNESS_RULES, NULL, 0)) {
    const cover *v = cover_new(&c);
    cover_suite shown = {v, ARENA_ARRAY(c.arena, v->n, uint32_t)};
    story_suite u = play(&c, &shown);
    const cover_report *coverage = cover_report_new(c.arena, &shown, 1);
    story_run r = {.arena = c.arena,
                   .suites = &u,
                   .n_suites = 1,
                   .n = u.n,
                   .n_failed = u.n_failed,
                   .coverage = coverage};
    tell(&r, coverage);
    if (u.n_failed == 0 && v->n <= POINTS_MAX) suggest(v, shown.counts);
  }
  diag_print_text(c.diags, harness_nowhere(), true);
  compile_end(&c);
  return 0;
}
