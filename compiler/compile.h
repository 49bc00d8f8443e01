/* One policy through all passes, from its file to tables in memory. */
#ifndef COMPILE_H
#define COMPILE_H

#include "ast.h"
#include "diag.h"
#include "ombud.h"

struct model;
struct plan;

typedef struct compilation {
  arena *arena;
  sources sources; /* the rule file, what it includes, and the text that it cites: what a depfile lists */
  diags *diags;
  ast *tree;                   /* always there, as far as it could be made out */
  struct model *model;         /* NULL where there are errors: the sentences behind the plan */
  const struct plan *plan;     /* NULL where there are errors */
  const ombud_policy *policy;  /* NULL where there are errors */
  const ombud_words *words;    /* NULL where there are errors */
  bool sparse;                 /* set before it runs, by tests: small tables in the form of large ones too */
  bool proves;                 /* set before it runs: every course of events is looked into */
  const char *lang;            /* the reader's, for courses of events; NULL: names as in the file */
  const struct proofs *proofs; /* NULL where none were wanted, or there are errors before */
} compilation;

/* Starts a compilation: arena and diagnostics, so that -W and -Werror can be set before it runs. */
void compile_begin(compilation *c);

/* Runs the passes on the rule file at PATH; includes are looked for beside it, then in DIRS. True where no
 * error was found (warnings that -Werror made errors of count as such). */
bool compile_run(compilation *c, const char *path, const char *const *dirs, size_t n_dirs);

void compile_end(compilation *c);

#endif
