/* A line that was typed, as a step: read by the grammar and resolved like any other. */
#include <string.h>

#include "parse.h"
#include "play.h"
#include "resolve.h"
#include "translate.h"

/* Messages tell the line by its number in the input. Only its text is kept, so all lines before it are taken
 * for empty: each begins, as this one does, at its first byte. */
static void number_lines(play *p, source *f) {
  uint32_t n = p->in.number;
  if (n > p->n_starts) {
    p->n_starts = 2 * (size_t)n;
    p->starts = ARENA_ARRAY(p->of->arena, p->n_starts, uint32_t);
  }
  f->lines = p->starts;
  f->n_lines = n;
}

/* The set of sources grows for the first line, and keeps the room. */
static bool add_source(play *p, const char *text) {
  sources *s = &p->of->sources;
  size_t bad;
  if (source_add(s, "stdin", text, strlen(text), &p->typed, &bad) != SOURCE_OK) return false;
  number_lines(p, &s->files[p->typed]);
  return true;
}

const ast_step *play_read(play *p, const char *text) {
  compilation *c = p->of;
  arena *scratch = p->scratch;
  if (!add_source(p, text)) {
    lines_wrong(&p->in, _("the policy has so many files that no step can be read beside them"));
    return NULL;
  }
  diags *found = diag_new(scratch, &c->sources);
  ast tree = {.arena = scratch, .names = c->tree->names};
  ast_scenario *told =
      parse_step(&tree, &c->sources, found, p->typed, c->words->processes[p->case_.process].name);
  if (told != NULL) {
    if (c->policy->n_modes > 1) told->mode.name = c->words->modes[p->case_.mode].name;
    resolve_told(c->model, scratch, found, told, stage_now(p->case_.stage));
  }
  if (told != NULL && diag_errors(found) == 0) return &told->steps.at[0];
  diag_print_text(found, stdout, p->color);
  p->in.failed = true;
  play_forget(p);
  return NULL;
}

void play_forget(play *p) {
  p->of->sources.len = p->typed;
}
