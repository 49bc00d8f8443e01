#define _POSIX_C_SOURCE 200809L /* isatty, fileno */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"

/* https://no-color.org: set to anything but nothing. */
static bool colored(color when) {
  switch (when) {
  case COLOR_ALWAYS: return true;
  case COLOR_NEVER: return false;
  case COLOR_AUTO: break;
  }
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  return isatty(fileno(stderr)) && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

/* A folder opens, and fails only when it is read. */
static bool readable(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  (void)getc(file);
  bool good = !ferror(file);
  fclose(file);
  return good;
}

int cmd_compile(const options *o, compilation *c, const char *path) {
  compile_begin(c);
  for (size_t i = 0; i < o->n_warnings; i++) diag_set(c->diags, o->warnings[i].name, o->warnings[i].on);
  if (o->werror) diag_set_werror(c->diags);
  bool fine = compile_run(c, path, o->dirs, o->n_dirs);
  diag_print(c->diags, stderr, o->diagnostics, colored(o->color));
  if (fine) return EXIT_FINE;
  return readable(path) ? EXIT_RULES : EXIT_CALL;
}
