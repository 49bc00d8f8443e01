/* The summary: for people, for build servers, for programs. */
#include <inttypes.h>
#include <string.h>

#include "cover_report.h"
#include "diag_show.h"
#include "translate.h"

#define PLACES_MAX 10 /* in one line of the report */

static const struct group {
  const char *name, *text;
} groups[COVER_GROUPS] = {
    [GROUP_PERMISSIONS] = {"permissions", N_("what actors may and must do")},
    [GROUP_PROHIBITIONS] = {"prohibitions", N_("what they may not")},
    [GROUP_LIMITS] = {"limits", N_("'at most' so many times")},
    [GROUP_CONSEQUENCES] = {"consequences", N_("what happens by itself")},
    [GROUP_REMINDERS] = {"reminders", N_("reminders")},
    [GROUP_TIMES] = {"times", N_("1 ms before each time limit, and at it")},
    [GROUP_CONDITIONS] = {"conditions", N_("conditions that decide alone, either way")},
};

static const char *const kinds[] = {[COVER_ACCEPTED] = "accepted", [COVER_OTHERWISE] = "otherwise",
                                    [COVER_REFUSED] = "refused",   [COVER_TOO_OFTEN] = "too_often",
                                    [COVER_FELL_DUE] = "fell_due", [COVER_REMINDED] = "reminded",
                                    [COVER_BEFORE] = "before",     [COVER_AT] = "at",
                                    [COVER_TRUE] = "true",         [COVER_FALSE] = "false"};

static const struct reason {
  const char *name, *text;
} reasons[] = {
    [COVER_UNREACHED] = {"unreached", N_("no case comes to where the rule speaks")},
    [COVER_OVERRULED] = {"overruled", N_("its condition cannot hold, or narrower rules take all of it")},
    [COVER_NOT_IN_TIME] = {"not_in_time", N_("no case is there at that time")},
    [COVER_NOT_AGAIN] = {"not_again", N_("nothing leads back to where the action could be done once more")},
    [COVER_SETTLES_NOTHING] = {"settles_nothing",
                               N_("for no values that the facts may have does the condition decide")},
};

/* ---- for people ---- */

static void print_padded(FILE *out, const char *text, size_t width) {
  fputs(text, out);
  for (size_t n = source_width(text, strlen(text), 0); n < width; n++) fputc(' ', out);
}

/* A heading over numbers. */
static void print_right(FILE *out, const char *text, size_t width) {
  for (size_t n = source_width(text, strlen(text), 0); n < width; n++) fputc(' ', out);
  fputs(text, out);
}

static void print_row(const cover_report *r, const char *prefix, const char *text, cover_tally t, FILE *out,
                      bool color) {
  fprintf(out, "%s  ", prefix);
  print_padded(out, text, 42);
  show_color(out, color, t.shown == t.n ? SHOW_GREEN : SHOW_RED);
  fprintf(out, "%7zu %7zu %7s", t.shown, t.n, cover_percent(r->arena, t.shown, t.n));
  show_color(out, color, SHOW_PLAIN);
  fputc('\n', out);
}

static void print_table(const cover_report *r, const cover_policy *p, const char *prefix, FILE *out,
                        bool color) {
  fputs(prefix, out);
  print_padded(out, arena_printf(r->arena, _("Coverage of %s"), p->name), 44);
  print_right(out, _("shown"), 7);
  print_right(out, _("of"), 8);
  print_right(out, "%", 8);
  fputc('\n', out);
  for (int g = 0; g < COVER_GROUPS; g++) {
    cover_tally t = cover_count(p, (cover_group)g);
    if (t.n > 0) print_row(r, prefix, _(groups[g].text), t, out, color);
  }
  print_row(r, prefix, _("in all"), (cover_tally){p->n_shown, p->n}, out, color);
}

static void print_place(const cover_policy *p, const cover_item *x, FILE *out) {
  show_safe(out, p->files[x->file]->path);
  fprintf(out, ":%" PRIu32, x->at.line);
}

static void print_missing(const cover_policy *p, const char *prefix, FILE *out) {
  if (p->n_shown == p->n) return;
  fprintf(out, "%s\n", *prefix ? "#" : "");
  for (size_t i = 0; i < p->n_items; i++) {
    const cover_item *x = &p->items[i];
    if (x->why != COVER_CAN_BE || x->count > 0) continue;
    fputs(prefix, out);
    print_place(p, x, out);
    fputs(": ", out);
    show_safe(out, cover_words(x->of, x->index));
    fputc('\n', out);
  }
}

/* How many, why, and in which lines; --format=json tells all of them. */
static void print_left_out(const cover_policy *p, const char *prefix, FILE *out) {
  for (cover_why why = COVER_UNREACHED; why < COVER_CAN_BE; why++) {
    const cover_item *last = NULL;
    size_t n = 0, places = 0;
    for (size_t i = 0; i < p->n_items; i++) n += p->items[i].why == why;
    if (n == 0) continue;
    fputs(prefix, out);
    fprintf(out, _("%zu left out, since %s:"), n, _(reasons[why].text));
    for (size_t i = 0; i < p->n_items; i++) {
      const cover_item *x = &p->items[i];
      if (x->why != why || (last != NULL && last->file == x->file && last->at.line == x->at.line)) continue;
      if (++places > PLACES_MAX) continue;
      fputs(last == NULL ? " " : ", ", out);
      print_place(p, x, out);
      last = x;
    }
    fputs(places > PLACES_MAX ? ", …\n" : "\n", out);
  }
}

void cover_print_summary(const cover_report *r, bool missing, const char *prefix, FILE *out, bool color) {
  for (size_t i = 0; i < r->n; i++) {
    const cover_policy *p = &r->policies[i];
    fprintf(out, "%s\n", *prefix ? "#" : "");
    print_table(r, p, prefix, out, color);
    if (missing) print_missing(p, prefix, out);
    if (p->n_left_out > 0) fprintf(out, "%s\n", *prefix ? "#" : "");
    print_left_out(p, prefix, out);
  }
}

/* ---- for programs ---- */

void cover_print_properties(const cover_report *r, const cover_policy *p, const char *indent, FILE *out) {
  fprintf(out, "%s<properties>\n", indent);
  for (int g = 0; g < COVER_GROUPS; g++) {
    cover_tally t = cover_count(p, (cover_group)g);
    fprintf(out, "%s  <property name=\"coverage.%s\" value=\"%zu/%zu\"/>\n", indent, groups[g].name, t.shown,
            t.n);
  }
  fprintf(out, "%s  <property name=\"coverage\" value=\"%zu/%zu\"/>\n", indent, p->n_shown, p->n);
  fprintf(out, "%s  <property name=\"coverage.percent\" value=\"%s\"/>\n%s</properties>\n", indent,
          cover_percent(r->arena, p->n_shown, p->n), indent);
}

static void print_item(const cover_policy *p, const cover_item *x, FILE *out) {
  fputs("{\"file\": ", out);
  show_json(out, p->files[x->file]->path);
  fprintf(out, ", \"line\": %" PRIu32 ", \"column\": %" PRIu32 ", \"kind\": \"%s\", ", x->at.line,
          x->at.column, kinds[x->point->kind]);
  if (x->why == COVER_CAN_BE) {
    fputs("\"text\": ", out);
    show_json(out, cover_words(x->of, x->index));
  } else {
    fprintf(out, "\"why\": \"%s\"", reasons[x->why].name);
  }
  fputc('}', out);
}

static void print_items(const cover_policy *p, bool left_out, FILE *out) {
  const char *before = "\n    ";
  fputc('[', out);
  for (size_t i = 0; i < p->n_items; i++) {
    const cover_item *x = &p->items[i];
    if (left_out ? x->why == COVER_CAN_BE : x->why != COVER_CAN_BE || x->count > 0) continue;
    fputs(before, out);
    print_item(p, x, out);
    before = ",\n    ";
  }
  fputc(']', out);
}

void cover_print_json(const cover_policy *p, FILE *out) {
  fprintf(out, "{\"shown\": %zu, \"of\": %zu", p->n_shown, p->n);
  for (int g = 0; g < COVER_GROUPS; g++) {
    cover_tally t = cover_count(p, (cover_group)g);
    fprintf(out, ",\n  \"%s\": {\"shown\": %zu, \"of\": %zu}", groups[g].name, t.shown, t.n);
  }
  fputs(",\n  \"missing\": ", out);
  print_items(p, false, out);
  fputs(",\n  \"left_out\": ", out);
  print_items(p, true, out);
  fputc('}', out);
}
