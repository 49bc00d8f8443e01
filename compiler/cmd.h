/* The commands, one file each, and what those have in common that read rule files. */
#ifndef CMD_H
#define CMD_H

#include "compile.h"
#include "options.h"

int cmd_build(const options *o);
int cmd_check(const options *o);
int cmd_matrix(const options *o);
int cmd_list(const options *o);
int cmd_new(const options *o);
int cmd_help(const options *o);
int cmd_explain(const options *o); /* --explain CODE */

/* Compiles the rule file at PATH as the options say, and tells what is wrong on standard error. The caller
 * ends the compilation, whatever the answer: EXIT_FINE, EXIT_RULES, or EXIT_CALL for a file that could not be
 * read. */
int cmd_compile(const options *o, compilation *c, const char *path);

#endif
