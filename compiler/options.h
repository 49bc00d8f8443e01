/* The command line: one table of options, from which parsing and help come. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "diag.h"

enum {
  EXIT_FINE = 0,
  EXIT_RULES = 1,
  EXIT_CALL = 2
}; /* the rules are at fault; the call or the machine is */

typedef struct options options;

typedef struct command {
  const char *name, *operands, *brief;
  size_t min, max; /* operands */
  int (*run)(const options *o);
} command;

/* Bits for options.commands, in the order of the table of commands; FOR_TOP: `ombud` without a command. */
enum {
  FOR_BUILD = 1,
  FOR_CHECK = 2,
  FOR_TEST = 4,
  FOR_MATRIX = 8,
  FOR_LIST = 16,
  FOR_BOUNDS = 32,
  FOR_EMIT = 64,
  FOR_NEW = 128,
  FOR_HELP = 256,
  FOR_TOP = 512,
  FOR_RULES = FOR_BUILD | FOR_CHECK | FOR_TEST | FOR_MATRIX | FOR_LIST | FOR_BOUNDS |
              FOR_EMIT, /* those that read rule files */
  FOR_ALL = FOR_RULES | FOR_NEW | FOR_HELP | FOR_TOP
};

typedef enum dump { DUMP_NONE, DUMP_AST, DUMP_PLAN, DUMP_TABLES } dump;
typedef enum report_format { FORMAT_TEXT, FORMAT_TAP, FORMAT_JUNIT, FORMAT_JSON } report_format;
typedef enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;

typedef struct warning_option {
  const char *name;
  bool on;
} warning_option;

struct options {
  arena *arena;
  const command *commands;
  size_t n_commands;
  const command *command; /* NULL: none was named */
  const char **operands;
  size_t n_operands, cap_operands;
  const char **dirs; /* -I */
  size_t n_dirs, cap_dirs;
  warning_option *warnings; /* -W NAME, -Wno-NAME, in order */
  size_t n_warnings, cap_warnings;
  bool werror, help, version, to_stdout, proofs, gaps;
  const char *tables, *header, *prefix, *depfile, *deptarget;
  const char *for_mode, *in_state, *actor;
  const char *explain, *filter;
  dump dump;
  report_format format;
  color color;
  diag_format diagnostics;
};

/* Reads the arguments. EXIT_FINE, or EXIT_CALL after a message. */
int options_parse(options *o, int argc, char **argv);

/* What `--help` prints for a command; NULL: for ombud as a whole. */
void options_help(const options *o, const command *c, FILE *out);

/* The command of that name, or NULL; *near is then the one that was probably meant, or NULL. */
const command *options_command(const options *o, const char *name, const char **near);

/* Says on standard error what is wrong with the call, and is EXIT_CALL. */
__attribute__((format(printf, 1, 2))) int options_wrong(const char *format, ...);

#endif
