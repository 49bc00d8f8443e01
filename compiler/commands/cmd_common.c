#define _POSIX_C_SOURCE 200809L /* isatty, fileno */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"

/* https://no-color.org: set to anything but nothing. */
bool cmd_colored(color when, FILE *out) {
  switch (when) {
  case COLOR_ALWAYS: return true;
  case COLOR_NEVER: return false;
  case COLOR_AUTO: break;
  }
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  return isatty(fileno(out)) && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

const char *cmd_language(void) {
  return translate_language();
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

static int compile_one(const options *o, compilation *c, const char *path) {
  compile_begin(c);
  for (size_t i = 0; i < o->n_warnings; i++) diag_set(c->diags, o->warnings[i].name, o->warnings[i].on);
  if (o->werror) diag_set_werror(c->diags);
  c->proves = o->command != NULL && (o->command->run == cmd_check || o->command->run == cmd_build);
  c->lang = cmd_language();
  if (compile_run(c, path, o->dirs, o->n_dirs)) return EXIT_FINE;
  return !c->sources.failed && readable(path) ? EXIT_RULES : EXIT_CALL;
}

int cmd_compile(const options *o, compilation *list, const char *const *paths, size_t n, int *statuses) {
  int worst = EXIT_FINE;
  const diags **all = ARENA_ARRAY(o->arena, n, const diags *);
  for (size_t i = 0; i < n; i++) {
    statuses[i] = compile_one(o, &list[i], paths[i]);
    if (statuses[i] > worst) worst = statuses[i];
    all[i] = list[i].diags;
    if (o->diagnostics == DIAG_TEXT) diag_print_text(all[i], stderr, cmd_colored(o->color, stderr));
  }
  if (o->diagnostics == DIAG_JSON) diag_print_json(all, n, stderr);
  return worst;
}

int cmd_compile_one(const options *o, compilation *c, const char *path) {
  int status;
  return cmd_compile(o, c, &path, 1, &status);
}
