/* Writes the scenarios that a policy lacks for full coverage, on standard output, ready to be pasted. */
#include "cmd.h"
#include "output.h"
#include "story.h"
#include "suggest.h"
#include "translate.h"

/* What the policy's own stories show; false where one of them fails. */
static bool play_own(const compilation *c, const cover *v, uint32_t *counts, const char *path) {
  stage *at = stage_new(c);
  size_t n_failed = 0;
  stage_cover(at, v, counts);
  for (size_t i = 0; i < c->tree->items.len; i++)
    if (c->tree->items.at[i]->kind == ITEM_SCENARIO)
      n_failed += story_play(at, &c->tree->items.at[i]->scenario).n_faults > 0;
  if (n_failed == 0) return true;
  fprintf(stderr, _("ombud: scenarios fail (%zu), so what they show means nothing: see `ombud test %s`\n"),
          n_failed, path);
  return false;
}

static int suggest(const compilation *c, const char *path) {
  const cover *v = cover_new(c);
  uint32_t *counts = ARENA_ARRAY(c->arena, v->n, uint32_t);
  if (!play_own(c, v, counts, path)) return EXIT_RULES;
  suggestions s = suggest_find(v, counts);
  if (s.n_missing == 0) {
    fputs(_("ombud: nothing is missing: the scenarios show every point\n"), stderr);
    return EXIT_FINE;
  }
  suggest_print(&s, stdout);
  if (s.n_found < s.n_missing) {
    fputc('\n', stdout);
    printf(_("# No scenario was found for %zu of %zu missing points:\n"), s.n_missing - s.n_found,
           s.n_missing);
    suggest_print_rest(&s, "# ", stdout);
    suggest_print_rest(&s, "", stderr);
  }
  return output_flush_stdout() ? EXIT_FINE : EXIT_CALL;
}

int cmd_suggest(const options *o) {
  compilation c;
  int status = cmd_compile_one(o, &c, o->operands[0]);
  if (status == EXIT_FINE) status = suggest(&c, o->operands[0]);
  compile_end(&c);
  return status;
}
