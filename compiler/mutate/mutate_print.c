#include <string.h>

#include "diag_show.h"
#include "mutate.h"
#include "source.h"
#include "translate.h"

static const struct kind {
  const char *name, *text;
} kinds[MUTATE_KINDS] = {
    [MUTATE_DROP] = {"drop", N_("a sentence left out")},
    [MUTATE_PART] = {"part", N_("one of its actors or actions left out")},
    [MUTATE_ACTOR] = {"actor", N_("another actor")},
    [MUTATE_TARGET] = {"target", N_("another state, or none")},
    [MUTATE_DEEMED] = {"deemed", N_("another action deemed done")},
    [MUTATE_REASON] = {"reason", N_("another reason")},
    [MUTATE_TIME] = {"time", N_("a time 1 ms off, or of something else")},
    [MUTATE_CONDITION] = {"condition", N_("a condition changed")},
    [MUTATE_EFFECT] = {"effect", N_("an effect changed or left out")},
    [MUTATE_LIMIT] = {"limit", N_("one time more or less")},
};

static const char *const fates[MUTATE_FATES] = {
    [MUTATE_KILLED] = "killed",     [MUTATE_REFUSED] = "refused",   [MUTATE_SAME] = "same",
    [MUTATE_PROMISED] = "promised", [MUTATE_SURVIVED] = "survived",
};

static void print_padded(FILE *out, const char *text, size_t width) {
  fputs(text, out);
  for (size_t n = source_width(text, strlen(text), 0); n < width; n++) fputc(' ', out);
}

/* Numbers stand below the last column of their headings. */
static void print_right(FILE *out, const char *text, size_t width) {
  for (size_t n = source_width(text, strlen(text), 0); n < width; n++) fputc(' ', out);
  fputs(text, out);
}

/* ---- what survived ---- */

static void print_sentence(const char *prefix, char sign, const char *text, FILE *out, bool color) {
  fputs(prefix, out);
  show_color(out, color, sign == '-' ? SHOW_RED : SHOW_GREEN);
  fprintf(out, "  %c ", sign);
  show_safe(out, text);
  show_color(out, color, SHOW_PLAIN);
  fputc('\n', out);
}

static void print_survivor(const mutant *m, const char *prefix, FILE *out, bool color) {
  fputs(prefix, out);
  show_safe(out, m->path);
  fprintf(out, ":%u: ", m->line);
  switch (m->fate) {
  case MUTATE_PROMISED: fprintf(out, _("only a promise tells this (%s)\n"), "E270"); break;
  case MUTATE_SAME: fputs(_("this means the same\n"), out); break;
  default: fputs(_("no story tells this\n"), out); break;
  }
  print_sentence(prefix, '-', m->was, out, color);
  if (*m->is != '\0') print_sentence(prefix, '+', m->is, out, color);
}

static void print_all(const mutate_report *r, mutate_fate fate, const char *prefix, FILE *out, bool color) {
  for (size_t i = 0; i < r->n; i++)
    if (r->mutants[i].fate == fate) print_survivor(&r->mutants[i], prefix, out, color);
}

/* ---- how many ---- */

static size_t of_fate(const mutate_report *r, mutate_fate fate) {
  size_t n = 0;
  for (int k = 0; k < MUTATE_KINDS; k++) n += r->counts[k][fate];
  return n;
}

static void print_row(const mutate_report *r, const char *prefix, const char *text, const size_t *counts,
                      FILE *out) {
  fprintf(out, "%s  ", prefix);
  print_padded(out, text, 42);
  size_t survived = counts[MUTATE_SURVIVED] + counts[MUTATE_PROMISED];
  const size_t numbers[] = {counts[MUTATE_KILLED], counts[MUTATE_REFUSED], counts[MUTATE_SAME], survived};
  for (int i = 0; i < 4; i++) print_right(out, arena_printf(r->arena, "%zu", numbers[i]), 11);
  fputc('\n', out);
}

static void print_table(const mutate_report *r, const char *prefix, FILE *out) {
  fputs(prefix, out);
  print_padded(out, arena_printf(r->arena, _("%zu changes to the sentences"), r->n), 44);
  const char *const heads[] = {_("told"), _("refused"), _("the same"), _("untold")};
  for (int i = 0; i < 4; i++) print_right(out, heads[i], 11);
  fputc('\n', out);
  for (int k = 0; k < MUTATE_KINDS; k++) {
    size_t n = 0;
    for (int f = 0; f < MUTATE_FATES; f++) n += r->counts[k][f];
    if (n > 0) print_row(r, prefix, _(kinds[k].text), r->counts[k], out);
  }
  size_t sums[MUTATE_FATES];
  for (int f = 0; f < MUTATE_FATES; f++) sums[f] = of_fate(r, (mutate_fate)f);
  print_row(r, prefix, _("in all"), sums, out);
}

void mutate_print(const mutate_report *r, const char *prefix, FILE *out, bool color) {
  fprintf(out, "%s\n", *prefix != '\0' ? "#" : "");
  print_all(r, MUTATE_SURVIVED, prefix, out, color);
  print_all(r, MUTATE_PROMISED, prefix, out, color);
  print_all(r, MUTATE_SAME, prefix, out, color);
  if (r->survivors + of_fate(r, MUTATE_SAME) > 0) fprintf(out, "%s\n", *prefix != '\0' ? "#" : "");
  print_table(r, prefix, out);
  if (r->unasked == 0) return;
  fputs(prefix, out);
  fprintf(out, _("about %zu of the untold ones no promise was asked: the proofs would take too long\n"),
          r->unasked);
}

/* ---- for programs ---- */

static void print_text(FILE *out, const char *name, const char *text) {
  fprintf(out, ", \"%s\": ", name);
  show_json(out, text);
}

void mutate_print_json(const mutate_report *r, FILE *out) {
  fputs("{", out);
  for (int f = 0; f < MUTATE_FATES; f++) fprintf(out, "\"%s\": %zu, ", fates[f], of_fate(r, (mutate_fate)f));
  fputs("\"mutants\": [", out);
  for (size_t i = 0; i < r->n; i++) {
    const mutant *m = &r->mutants[i];
    fprintf(out, "%s{\"kind\": \"%s\", \"fate\": \"%s\", \"line\": %u", i > 0 ? ",\n  " : "\n  ",
            kinds[m->kind].name, fates[m->fate], m->line);
    print_text(out, "file", m->path);
    print_text(out, "was", m->was);
    print_text(out, "is", m->is);
    if (m->by != NULL) print_text(out, "by", m->by);
    fputs("}", out);
  }
  fputs("]}", out);
}
