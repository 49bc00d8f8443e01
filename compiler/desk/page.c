#include "page.h"

#include <string.h>

#include "diag_show.h"

page page_new(arena *a) {
  page p = {.arena = a};
  *ARENA_PUSH(a, p.text, p.len, p.cap) = '\0';
  return p;
}

static void put(page *p, char c) {
  p->text[p->len - 1] = c;
  *ARENA_PUSH(p->arena, p->text, p->len, p->cap) = '\0';
}

void page_line(page *p, unsigned indent, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *text = arena_vprintf(p->arena, format, args);
  va_end(args);
  for (bool begins = true; *text != '\0'; text++) {
    for (unsigned i = 0; begins && i < 2 * indent; i++) put(p, ' ');
    put(p, *text);
    begins = *text == '\n';
  }
  put(p, '\n');
}

void page_append(page *p, const page *more) {
  for (const char *c = more->text; *c != '\0'; c++) put(p, *c);
}

void page_show(const page *p, FILE *out) {
  for (char *line = p->text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
    show_safe(out, arena_copy(p->arena, line, (size_t)(end - line)));
    putc('\n', out);
  }
}
