/* From rule files to the tree. */
#ifndef PARSE_H
#define PARSE_H

#include "ast.h"
#include "diag.h"

/* Limits of the language, each met with a diagnostic. */
#define PARSE_DEPTH_MAX    100u                   /* nested blocks, parentheses, `not` */
#define PARSE_NAME_MAX     100u                   /* letters of a name */
#define PARSE_STRING_MAX   4096u                  /* bytes of one text */
#define PARSE_DURATION_MAX INT64_C(3155760000000) /* 100 years of 365.25 days, in ms */

/* Reads PATH and what it includes (looked for beside the including file, then in DIRS, in order; each file
 * once) and appends its items to TREE. What is wrong goes to DIAGS, and the tree holds what could be made
 * out. */
void parse_policy(ast *tree, sources *src, diags *out, const char *path, const char *const *dirs,
                  size_t n_dirs);

/* Reads FILE of SRC, a text in memory that is one step of a story about PROCESS. NULL where it is none, after
 * that was reported. */
ast_scenario *parse_step(ast *tree, const sources *src, diags *out, uint32_t file, const char *process);

/* Reads the file at PATH alone: what it includes is left aside. Its index goes to *FILE. False where
 * something is wrong with it. */
bool parse_alone(ast *tree, sources *src, diags *out, const char *path, uint32_t *file);

#endif
