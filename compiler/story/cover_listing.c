/* The rule files with marks in the margin. */
#include <inttypes.h>

#include "cover_report.h"
#include "diag_show.h"

typedef struct line_tally { /* what is to be shown in one line */
  const cover_item *items;
  size_t n_items, n, shown;
  uint64_t most; /* of what was shown most often */
} line_tally;

/* The items of the file's line are the next ones at *AT. */
static line_tally next_line(const cover_policy *p, size_t *at, uint32_t file, uint32_t line) {
  line_tally t = {.items = &p->items[*at]};
  for (; *at < p->n_items && p->items[*at].file == file && p->items[*at].at.line == line; ++*at) {
    const cover_item *x = &p->items[*at];
    t.n_items++;
    if (x->why != COVER_CAN_BE) continue;
    t.n++;
    t.shown += x->count > 0;
    if (x->count > t.most) t.most = x->count;
  }
  return t;
}

static void print_missing(const line_tally *t, FILE *out) {
  for (size_t i = 0; i < t->n_items; i++) {
    const cover_item *x = &t->items[i];
    if (x->why != COVER_CAN_BE || x->count > 0) continue;
    fputs("                   ", out);
    show_safe(out, cover_words(x->of, x->index));
    fputc('\n', out);
  }
}

static void print_line(arena *a, const source *f, uint32_t line, const line_tally *t, FILE *out, bool color) {
  size_t len;
  const char *text = source_line(f, line, &len);
  char mark = t->n == 0 ? ' ' : t->shown == t->n ? '+' : t->shown > 0 ? '~' : '-';
  show_style style = mark == '+'   ? SHOW_GREEN
                     : mark == '~' ? SHOW_MAGENTA
                     : mark == '-' ? SHOW_RED
                                   : SHOW_PLAIN;
  show_color(out, color && mark != ' ', style);
  if (t->n == 0)
    fprintf(out, "%10s", "");
  else
    fprintf(out, "%8" PRIu64 " %c", t->most, mark);
  show_color(out, color && mark != ' ', SHOW_PLAIN);
  fprintf(out, " %5" PRIu32 ": ", line);
  show_safe(out, arena_copy(a, text, len));
  fputc('\n', out);
  if (t->shown == t->n) return;
  show_color(out, color, style);
  print_missing(t, out);
  show_color(out, color, SHOW_PLAIN);
}

/* Behind the last line end there is no line. */
static uint32_t n_lines(const source *f) {
  return f->n_lines > 1 && f->lines[f->n_lines - 1] == f->len ? f->n_lines - 1 : f->n_lines;
}

void cover_print_listing(const cover_report *r, FILE *out, bool color) {
  for (size_t i = 0; i < r->n; i++) {
    const cover_policy *p = &r->policies[i];
    size_t at = 0;
    for (uint32_t k = 0; k < p->n_files; k++) {
      fputc('\n', out);
      show_color(out, color, SHOW_BOLD);
      show_safe(out, p->files[k]->path);
      show_color(out, color, SHOW_PLAIN);
      fputc('\n', out);
      for (uint32_t line = 1; line <= n_lines(p->files[k]); line++) {
        line_tally t = next_line(p, &at, k, line);
        print_line(r->arena, p->files[k], line, &t, out, color);
      }
    }
  }
}
