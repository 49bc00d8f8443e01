/* Lays rule files out in the one canonical way. */
#define _XOPEN_SOURCE 700 /* realpath, fchmod, fileno */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd.h"
#include "layout.h"
#include "output.h"
#include "parse.h"
#include "translate.h"

typedef struct formatted {
  const source *was; /* NULL: it could not be read, or is in error */
  const char *text;
  size_t len;
} formatted;

static bool same(const formatted *f, const char *old, size_t len) {
  return f->len == len && memcmp(f->text, old, len) == 0;
}

/* The file as it is, a byte order mark and all: what is read leaves that out. */
static bool changes(const formatted *f) {
  struct stat info;
  bool marked = stat(f->was->path, &info) == 0 && S_ISREG(info.st_mode) && info.st_size != (off_t)f->was->len;
  return marked || !same(f, f->was->text, f->was->len);
}

static int first_change(const formatted *f) {
  int line = 1;
  for (size_t i = 0; i < f->len && i < f->was->len && f->text[i] == f->was->text[i]; i++)
    line += f->text[i] == '\n';
  return line;
}

/* A link stays one: what it leads to is rewritten. Who may read and write the file stays as it was. */
static int rewrite(const options *o, const formatted *f) {
  char *path = realpath(f->was->path, NULL);
  struct stat info;
  output out;
  if (path == NULL || stat(path, &info) != 0 || !output_open(&out, o->arena, path)) {
    int status = path == NULL ? options_wrong("there is no '%s' any more", f->was->path) : EXIT_CALL;
    free(path);
    return status;
  }
  fwrite(f->text, 1, f->len, out.file);
  (void)fchmod(fileno(out.file), info.st_mode & 07777);
  bool fine = output_finish(&out, 1);
  free(path);
  return fine ? EXIT_FINE : EXIT_CALL;
}

static int finish(const options *o, const formatted *f, bool piped) {
  if (o->only_check) {
    if (!changes(f)) return EXIT_FINE;
    printf(_("%s:%d: not laid out as `ombud fmt` would\n"), f->was->path, first_change(f));
    return EXIT_RULES;
  }
  if (piped) fwrite(f->text, 1, f->len, stdout);
  return piped || !changes(f) ? EXIT_FINE : rewrite(o, f);
}

/* "-" is standard input, and what comes of it goes to standard output. */
static int format(const options *o, const char *path) {
  bool piped = strcmp(path, "-") == 0;
  arena *a = arena_new();
  sources src = {.arena = a};
  diags *out = diag_new(a, &src);
  ast tree = {.arena = a, .names = names_new(a)};
  uint32_t file = 0;
  int status = EXIT_RULES;
  if (parse_alone(&tree, &src, out, piped ? "/dev/stdin" : path, &file)) {
    formatted f = {.was = &src.files[file]};
    f.text = layout(&tree, &src, file, &f.len);
    status = finish(o, &f, piped);
  } else if (src.len == 0) {
    status = EXIT_CALL;
  }
  if (o->diagnostics == DIAG_TEXT) diag_print_text(out, stderr, cmd_colored(o->color, stderr));
  if (o->diagnostics == DIAG_JSON) diag_print_json(&(const diags *){out}, 1, stderr);
  arena_free(a);
  return status;
}

int cmd_fmt(const options *o) {
  int worst = EXIT_FINE;
  for (size_t i = 0; i < o->n_operands; i++) {
    int status = format(o, o->operands[i]);
    if (status > worst) worst = status;
  }
  return worst;
}
