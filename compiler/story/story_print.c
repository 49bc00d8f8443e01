#include "story_print.h"

#include <inttypes.h>

#include "diag_show.h"
#include "story_words.h"
#include "translate.h"

static void print_failed(const story_run *r, const story *s, FILE *out, bool color) {
  size_t n;
  const story_line *lines = story_timeline(s, r->lang, &n);
  story_place at = story_fails(s);
  show_color(out, color, SHOW_BOLD);
  show_safe(out, at.path);
  fprintf(out, ":%" PRIu32 ":%" PRIu32 ": ", at.at.line, at.at.column);
  show_color(out, color, SHOW_RED);
  fputs(_("failed: "), out);
  show_color(out, color, SHOW_BOLD);
  show_safe(out, story_name(s, r->lang));
  fprintf(out, _(" (%s)"), story_about(s));
  show_color(out, color, SHOW_PLAIN);
  fputs("\n\n", out);
  for (size_t i = 0; i < n; i++) {
    fputs("  ", out);
    if (lines[i].wrong) show_color(out, color, SHOW_RED);
    show_safe(out, lines[i].text);
    if (lines[i].wrong) show_color(out, color, SHOW_PLAIN);
    fputc('\n', out);
  }
  fputc('\n', out);
}

/* "12 scenarios passed", "1 of 12 scenarios failed, 3 left out, 1 file in error" */
static void print_summary(const story_run *r, FILE *out, bool color) {
  show_color(out, color, r->n_failed + r->n_broken > 0 ? SHOW_RED : SHOW_GREEN);
  if (r->n_failed > 0)
    fprintf(out, r->n == 1 ? _("%zu of %zu scenario failed") : _("%zu of %zu scenarios failed"), r->n_failed,
            r->n);
  else if (r->n > 0)
    fprintf(out, r->n == 1 ? _("%zu scenario passed") : _("%zu scenarios passed"), r->n);
  else
    fputs(_("no scenarios"), out);
  if (r->n_left_out > 0) fprintf(out, _(", %zu left out"), r->n_left_out);
  if (r->n_broken > 0)
    fprintf(out, r->n_broken == 1 ? _(", %zu file in error") : _(", %zu files in error"), r->n_broken);
  show_color(out, color, SHOW_PLAIN);
  fputc('\n', out);
}

void story_print_text(const story_run *r, FILE *out, bool color) {
  for (size_t i = 0; i < r->n_suites; i++)
    for (size_t k = 0; k < r->suites[i].n; k++)
      if (r->suites[i].stories[k].n_faults > 0) print_failed(r, &r->suites[i].stories[k], out, color);
  print_summary(r, out, color);
}
