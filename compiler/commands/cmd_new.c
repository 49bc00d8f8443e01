#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "output.h"
#include "parse.h"

/* compiler/share/new.ombud and new.md, in which NAME stands for the name. */
static const char rules[] =
#include "share/new.ombud.inc"
    ;
static const char text[] =
#include "share/new.md.inc"
    ;

static bool is_name(const char *name) {
  size_t letters = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  size_t all = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return letters > 0 && name[all] == '\0' && all <= PARSE_NAME_MAX;
}

static void fill_in(FILE *out, const char *template, const char *name) {
  static const char hole[] = "NAME";
  for (const char *next; (next = strstr(template, hole)); template = next + strlen(hole)) {
    fwrite(template, 1, (size_t)(next - template), out);
    fputs(name, out);
  }
  fputs(template, out);
}

static bool exists(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file) fclose(file);
  return file != NULL;
}

/* Only a name that is a word of the language makes the template wrong. */
static bool compiles(const char *path) {
  compilation c;
  compile_begin(&c);
  bool fine = compile_run(&c, path, NULL, 0);
  compile_end(&c);
  return fine;
}

int cmd_new(const options *o) {
  const char *name = o->operands[0];
  if (!is_name(name))
    return options_wrong("'%s' is no name for a policy: a letter, then letters, digits and _", name);
  const char *paths[] = {arena_printf(o->arena, "%s.ombud", name), arena_printf(o->arena, "%s.md", name)};
  const char *templates[] = {rules, text};
  output outputs[2];
  for (size_t i = 0; i < 2; i++)
    if (exists(paths[i])) return options_wrong("%s is there already", paths[i]);
  for (size_t i = 0; i < 2; i++) {
    if (!output_open(&outputs[i], o->arena, paths[i])) {
      output_abandon(outputs, i);
      return EXIT_CALL;
    }
    fill_in(outputs[i].file, templates[i], name);
  }
  if (!output_finish(outputs, 2)) return EXIT_CALL;
  if (!compiles(paths[0])) {
    output_abandon(outputs, 2);
    return options_wrong("'%s' is a word of the language, and no name", name);
  }
  printf(_("%s and %s are written; next: ombud check %s\n"), paths[0], paths[1], paths[0]);
  return EXIT_FINE;
}
