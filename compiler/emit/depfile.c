#include "depfile.h"

/* GNU make manual, 4.4 and 5.3.1: a backslash protects a blank and #, and doubles only before one. */
static void put_escaped(FILE *out, const char *path) {
  for (const char *c = path; *c; c++) {
    if (*c == ' ' || *c == '\t' || *c == '#') {
      for (const char *b = c; b > path && b[-1] == '\\'; b--) putc('\\', out);
      putc('\\', out);
    }
    if (*c == '$') putc('$', out);
    putc(*c, out);
  }
}

void depfile_write(FILE *out, const char *target, const sources *s) {
  put_escaped(out, target);
  putc(':', out);
  for (size_t i = 0; i < s->len; i++) {
    fputs(" \\\n  ", out);
    put_escaped(out, s->files[i].path);
  }
  putc('\n', out);
  for (size_t i = 0; i < s->len; i++) {
    putc('\n', out);
    put_escaped(out, s->files[i].path);
    fputs(":\n", out);
  }
}
