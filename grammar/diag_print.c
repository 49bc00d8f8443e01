#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "diag_list.h"
#include "diag_show.h"

typedef struct sorted {
  const diag_item *item;
  size_t order; /* as reported: the last thing to sort by, so that the order is always the same */
} sorted;

static int by_number(size_t a, size_t b) {
  return (a > b) - (a < b);
}

/* What concerns a file as a whole comes first: it may explain the rest. */
static int by_place(const void *left, const void *right) {
  const sorted *l = left, *r = right;
  const diag_item *a = l->item, *b = r->item;
  int order = (b->path != NULL) - (a->path != NULL);
  if (!order) order = by_number(a->at.file, b->at.file);
  if (!order) order = by_number(a->at.begin, b->at.begin);
  if (!order) order = strcmp(diag_info_of(a->code)->id, diag_info_of(b->code)->id);
  return order ? order : by_number(l->order, r->order);
}

static sorted *sort(const diags *d) {
  sorted *s = ARENA_ARRAY(d->arena, d->len, sorted);
  for (size_t i = 0; i < d->len; i++) s[i] = (sorted){d->items[i], i};
  if (d->len) qsort(s, d->len, sizeof *s, by_place);
  return s;
}

/* English in every language: editors find the places of messages by `FILE:LINE:COLUMN: error`. */
static const char *severity(const diags *d, const diag_item *item) {
  return diag_info_of(item->code)->warning && !d->werror ? "warning" : "error";
}

/* ---- text ---- */

static void print_text(const diags *d, const diag_item *item, FILE *out, bool color) {
  const char *kind = severity(d, item);
  if (item->path)
    show_path(out, item->path, NULL, color);
  else
    show_path(out, d->sources->files[item->at.file].path, &(show_place){d->sources, item->at}, color);
  show_color(out, color, *kind == 'e' ? SHOW_RED : SHOW_MAGENTA);
  fprintf(out, "%s[%s]: ", kind, diag_info_of(item->code)->id);
  show_color(out, color, SHOW_BOLD);
  show_safe(out, item->text);
  show_color(out, color, SHOW_PLAIN);
  fputc('\n', out);
  if (!item->path) show_snippet(out, &(show_place){d->sources, item->at}, item->suggestion, color);
  for (const diag_note_item *n = item->notes; n; n = n->next) {
    if (!n->placed) {
      fputs("      = ", out);
      show_safe(out, n->text);
      fputc('\n', out);
      continue;
    }
    show_place place = {d->sources, n->at};
    show_path(out, d->sources->files[n->at.file].path, &place, color);
    fputs("note: ", out);
    show_safe(out, n->text);
    fputc('\n', out);
    show_snippet(out, &place, NULL, color);
  }
  if (item->example) fputs(item->example, out);
}

/* ---- JSON (RFC 8259) ---- */

static void json_place(FILE *out, const diags *d, const char *path, span at, bool with_end) {
  position begin = {1, 1}, end = {1, 1};
  if (!path) {
    const source *f = &d->sources->files[at.file];
    path = f->path;
    begin = source_position(f, at.begin);
    end = source_position(f, at.end);
  }
  fputs("\"file\": ", out);
  show_json(out, path);
  fprintf(out, ", \"line\": %u, \"column\": %u", (unsigned)begin.line, (unsigned)begin.column);
  if (with_end)
    fprintf(out, ", \"end_line\": %u, \"end_column\": %u", (unsigned)end.line, (unsigned)end.column);
}

static void print_json(const diags *d, const diag_item *item, FILE *out) {
  const diag_info *info = diag_info_of(item->code);
  fprintf(out, "{\"code\": \"%s\", \"severity\": \"%s\", ", info->id, severity(d, item));
  if (info->name) fprintf(out, "\"name\": \"%s\", ", info->name);
  json_place(out, d, item->path, item->at, true);
  fputs(", \"message\": ", out);
  show_json(out, item->text);
  if (item->suggestion) {
    fputs(", \"suggestion\": ", out);
    show_json(out, item->suggestion);
  }
  fputs(", \"notes\": [", out);
  for (const diag_note_item *n = item->notes; n; n = n->next) {
    fputc('{', out);
    if (n->placed) {
      json_place(out, d, NULL, n->at, false);
      fputs(", ", out);
    }
    fputs("\"message\": ", out);
    show_json(out, n->text);
    fputs(n->next ? "}, " : "}", out);
  }
  fputc(']', out);
  if (item->example) {
    fputs(", \"example\": ", out);
    show_json(out, item->example);
  }
  fputc('}', out);
}

void diag_print_text(const diags *d, FILE *out, bool color) {
  const sorted *items = sort(d);
  size_t shown = d->len < DIAG_SHOWN_MAX ? d->len : DIAG_SHOWN_MAX;
  size_t left = d->len - shown;
  for (size_t i = 0; i < d->len; i++) {
    bool stopped =
        i >= shown && items[i].item->code == DIAG_E006; /* that reading stopped is said in any case */
    if (i < shown || stopped) print_text(d, items[i].item, out, color);
    if (stopped) left--;
  }
  if (left) fprintf(out, _("… and %zu more\n"), left);
}

void diag_print_json(const diags *const *list, size_t n, FILE *out) {
  const char *before = "[";
  for (size_t k = 0; k < n; k++) {
    const sorted *items = sort(list[k]);
    for (size_t i = 0; i < list[k]->len; i++) {
      fputs(before, out);
      print_json(list[k], items[i].item, out);
      before = ",\n ";
    }
  }
  fputs(*before == '[' ? "[]\n" : "]\n", out);
}
