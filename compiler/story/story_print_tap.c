/* TAP 13. What is behind a failure stands in a YAML block; its texts are JSON strings, which YAML reads. */
#include <inttypes.h>
#include <string.h>

#include "diag_show.h"
#include "story_print.h"
#include "story_words.h"

/* A bare # would begin a directive such as SKIP. */
static void print_name(const story_run *r, const char *text, FILE *out) {
  char *escaped = arena_alloc(r->arena, 2 * strlen(text) + 1);
  size_t n = 0;
  for (; *text; text++) {
    if (*text == '#' || *text == '\\') escaped[n++] = '\\';
    escaped[n++] = *text;
  }
  show_safe(out, escaped);
}

static void print_field(const char *name, const char *text, FILE *out) {
  fprintf(out, "  %s: ", name);
  show_json(out, text);
  fputc('\n', out);
}

static void print_failure(const story_run *r, const story *s, FILE *out) {
  story_place at = story_fails(s);
  size_t n;
  const story_line *lines = story_timeline(s, r->lang, &n);
  fputs("  ---\n", out);
  print_field("message", story_fault_words(s), out);
  print_field("file", at.path, out);
  fprintf(out, "  line: %" PRIu32 "\n  column: %" PRIu32 "\n  timeline:\n", at.at.line, at.at.column);
  for (size_t i = 0; i < n; i++) {
    fputs("    - ", out);
    show_json(out, lines[i].text);
    fputc('\n', out);
  }
  fputs("  ...\n", out);
}

void story_print_tap(const story_run *r, FILE *out) {
  size_t number = 0;
  fprintf(out, "TAP version 13\n1..%zu\n", r->n + r->n_broken);
  for (size_t i = 0; i < r->n_suites; i++) {
    const story_suite *u = &r->suites[i];
    if (u->broken) {
      fprintf(out, "not ok %zu - ", ++number);
      print_name(r, u->path, out);
      fputs(": the rules are in error\n", out);
    }
    for (size_t k = 0; k < u->n; k++) {
      const story *s = &u->stories[k];
      fprintf(out, "%s %zu - ", s->n_faults > 0 ? "not ok" : "ok", ++number);
      print_name(r, story_name(s, r->lang), out);
      fprintf(out, " (%s)\n", story_about(s));
      if (s->n_faults > 0) print_failure(r, s, out);
    }
  }
  if (r->mutation != NULL) mutate_print(r->mutation, "# ", out, false);
  if (r->coverage != NULL) cover_print_summary(r->coverage, true, "# ", out, false);
}
