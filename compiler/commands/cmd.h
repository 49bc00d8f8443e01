/* The commands, one file each, and what those have in common that read rule files. */
#ifndef CMD_H
#define CMD_H

#include "compile.h"
#include "options.h"
#include "translate.h"

int cmd_build(const options *o);
int cmd_check(const options *o);
int cmd_test(const options *o);
int cmd_suggest(const options *o);
int cmd_why(const options *o);
int cmd_can(const options *o);
int cmd_play(const options *o);
int cmd_case(const options *o);
int cmd_tick(const options *o);
int cmd_work(const options *o);
int cmd_effects(const options *o);
int cmd_store(const options *o);
int cmd_matrix(const options *o);
int cmd_graph(const options *o);
int cmd_list(const options *o);
int cmd_bounds(const options *o);
int cmd_emit(const options *o);
int cmd_fmt(const options *o);
int cmd_new(const options *o);
int cmd_completion(const options *o);
int cmd_help(const options *o);
int cmd_explain(const options *o); /* --explain CODE */

/* Compiles the N rule files at PATHS into LIST as the options say, and tells what is wrong on standard error.
 * Each of STATUSES is EXIT_FINE, EXIT_RULES, or EXIT_CALL for a file that could not be read; the answer is
 * the worst of them. The caller ends every compilation, whatever the answer. */
int cmd_compile(const options *o, compilation *list, const char *const *paths, size_t n, int *statuses);

/* The same for one. */
int cmd_compile_one(const options *o, compilation *c, const char *path);

/* The number of a name of the call; OMBUD_NONE after a message, with the name that was probably meant. A
 * state is looked for in PROCESS, or with OMBUD_NONE in all of them. */
uint16_t cmd_find_process(const compilation *c, const char *wanted);
uint16_t cmd_find_mode(const compilation *c, const char *wanted);
uint16_t cmd_find_actor(const compilation *c, const char *wanted);
uint16_t cmd_find_state(const compilation *c, uint16_t process, const char *wanted);

/* Whether what goes to OUT has colours. */
bool cmd_colored(color when, FILE *out);

/* The reader's language, for texts of a policy: OMBUD_LANG, or else the locale (POSIX, 8.2). */
const char *cmd_language(void);

#endif
