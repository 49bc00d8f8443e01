#include "cmd.h"
#include "depfile.h"
#include "emit.h"
#include "output.h"

/* The files that one call writes; those that were not asked for have no path. */
enum { OUT_TABLES, OUT_HEADER, OUT_DEPFILE, OUTS };

typedef struct build {
  const options *o;
  compilation c;
  const char *paths[OUTS];
  symbols symbols;
} build;

static int check_call(const build *b) {
  const options *o = b->o;
  if (!o->tables && !o->header && !o->to_stdout)
    return options_wrong("`ombud build` wants -o, -H or --stdout");
  if (o->depfile && !o->deptarget && !o->tables) return options_wrong("--depfile wants --deptarget, or -o");
  const char *bad = o->prefix ? symbols_bad_prefix(o->prefix) : NULL;
  if (bad) return options_wrong("--prefix '%s' cannot begin a name in C: %s", o->prefix, bad);
  for (size_t i = 0; i < OUTS; i++)
    for (size_t j = i + 1; j < OUTS; j++)
      if (b->paths[i] && b->paths[j] && output_same_file(o->arena, b->paths[i], b->paths[j]))
        return options_wrong("%s is to be written twice", b->paths[j]);
  return EXIT_FINE;
}

/* What was read is not written over, the cited text included. */
static int check_sources(const build *b) {
  for (size_t i = 0; i < OUTS; i++)
    for (size_t f = 0; b->paths[i] && f < b->c.sources.len; f++)
      if (output_same_file(b->o->arena, b->paths[i], b->c.sources.files[f].path))
        return options_wrong("%s is what the rules are read from; it is not written over", b->paths[i]);
  return EXIT_FINE;
}

static int check_names(build *b) {
  const char *prefix = b->o->prefix ? b->o->prefix : b->c.words->name;
  const char *bad = symbols_bad_prefix(prefix);
  if (bad) {
    options_wrong("the policy's name '%s' cannot begin a name in C: %s; --prefix gives another", prefix, bad);
    return EXIT_RULES;
  }
  b->symbols = symbols_make(b->o->arena, b->c.policy, b->c.words, prefix);
  const char *clash = symbols_clash(b->o->arena, b->c.policy, b->c.words, &b->symbols);
  if (!clash) return EXIT_FINE;
  options_wrong("%s", clash);
  return EXIT_RULES;
}

static void write_one(const build *b, size_t which, FILE *file) {
  emission e = {b->c.policy, b->c.words, &b->symbols, file};
  if (which == OUT_TABLES) emit_c(&e, b->o->arena);
  if (which == OUT_HEADER) emit_h(&e, b->o->arena);
  if (which == OUT_DEPFILE)
    depfile_write(file, b->o->deptarget ? b->o->deptarget : b->o->tables, &b->c.sources);
}

static int write_all(const build *b) {
  output outputs[OUTS];
  size_t n = 0;
  for (size_t i = 0; i < OUTS; i++) {
    if (!b->paths[i]) continue;
    if (!output_open(&outputs[n++], b->o->arena, b->paths[i])) {
      output_abandon(outputs, n);
      return EXIT_CALL;
    }
    write_one(b, i, outputs[n - 1].file);
  }
  if (!output_finish(outputs, n)) return EXIT_CALL;
  if (b->o->to_stdout) write_one(b, OUT_TABLES, stdout);
  return EXIT_FINE;
}

int cmd_build(const options *o) {
  build b = {.o = o, .paths = {o->tables, o->header, o->depfile}};
  int status = check_call(&b);
  if (status != EXIT_FINE) return status;
  status = cmd_compile_one(o, &b.c, o->operands[0]);
  if (status == EXIT_FINE) status = check_sources(&b);
  if (status == EXIT_FINE) status = check_names(&b);
  if (status == EXIT_FINE) status = write_all(&b);
  compile_end(&b.c);
  return status;
}
