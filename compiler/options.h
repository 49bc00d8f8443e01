/* The command line: one table of options, from which parsing and help come. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* Places in the table of commands (main.c), and bits for option.commands; FOR_TOP: `ombud` without a command.
 */
enum {
  CMD_BUILD,
  CMD_CHECK,
  CMD_TEST,
  CMD_SUGGEST,
  CMD_WHY,
  CMD_CAN,
  CMD_PLAY,
  CMD_CASE,
  CMD_TICK,
  CMD_WORK,
  CMD_EFFECTS,
  CMD_STORE,
  CMD_MATRIX,
  CMD_GRAPH,
  CMD_LIST,
  CMD_BOUNDS,
  CMD_EMIT,
  CMD_FMT,
  CMD_NEW,
  CMD_COMPLETION,
  CMD_HELP,
  CMD_TOP
};
enum {
  FOR_BUILD = 1 << CMD_BUILD,
  FOR_CHECK = 1 << CMD_CHECK,
  FOR_TEST = 1 << CMD_TEST,
  FOR_SUGGEST = 1 << CMD_SUGGEST,
  FOR_WHY = 1 << CMD_WHY,
  FOR_CAN = 1 << CMD_CAN,
  FOR_PLAY = 1 << CMD_PLAY,
  FOR_CASE = 1 << CMD_CASE,
  FOR_TICK = 1 << CMD_TICK,
  FOR_WORK = 1 << CMD_WORK,
  FOR_EFFECTS = 1 << CMD_EFFECTS,
  FOR_STORE = 1 << CMD_STORE,
  FOR_STORES = FOR_CASE | FOR_TICK | FOR_WORK | FOR_EFFECTS | FOR_STORE, /* those that open a store */
  FOR_MATRIX = 1 << CMD_MATRIX,
  FOR_GRAPH = 1 << CMD_GRAPH,
  FOR_LIST = 1 << CMD_LIST,
  FOR_BOUNDS = 1 << CMD_BOUNDS,
  FOR_EMIT = 1 << CMD_EMIT,
  FOR_FMT = 1 << CMD_FMT,
  FOR_NEW = 1 << CMD_NEW,
  FOR_COMPLETION = 1 << CMD_COMPLETION,
  FOR_HELP = 1 << CMD_HELP,
  FOR_TOP = 1 << CMD_TOP,
  FOR_RULES = FOR_BUILD | FOR_CHECK | FOR_TEST | FOR_SUGGEST | FOR_WHY | FOR_CAN | FOR_PLAY | FOR_MATRIX |
              FOR_GRAPH | FOR_LIST | FOR_BOUNDS | FOR_EMIT | FOR_STORES, /* those that compile rule files */
  FOR_ALL = FOR_RULES | FOR_FMT | FOR_NEW | FOR_COMPLETION | FOR_HELP | FOR_TOP
};

typedef enum dump { DUMP_NONE, DUMP_AST, DUMP_PLAN, DUMP_TABLES } dump;
typedef enum report_format { FORMAT_TEXT, FORMAT_TAP, FORMAT_JUNIT, FORMAT_JSON } report_format;
typedef enum store_format { STORE_TEXT, STORE_JSON } store_format;
typedef enum drawing { DRAWING_SVG, DRAWING_DOT, DRAWING_MERMAID } drawing;
typedef enum cover_form { COVER_NONE, COVER_SUMMARY, COVER_LISTING } cover_form;
typedef enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;

/* An option has a letter or a name; -h is the one with both. */
typedef struct option_info {
  char letter;
  const char *name;
  const char *value; /* what its value is called in the help; NULL: it takes none; "[…]": may be left out */
  const char *const *choices; /* all values there are; NULL: any */
  unsigned commands;
  const char *text;
} option_info;

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
  bool werror, help, version, to_stdout, proofs, gaps, prohibitions, only_check, mutate, man;
  const char *tables, *header, *prefix, *depfile, *deptarget;
  const char *for_mode, *in_state, *actor;
  const char **given, **since; /* --given, --since, in order */
  size_t n_given, cap_given, n_since, cap_since;
  const char *after;
  const char *explain, *filter;
  dump dump;
  report_format format;
  store_format store_format;
  const char *store, *key, *who;
  const char **also; /* further rule files */
  size_t n_also, cap_also;
  drawing drawing;
  cover_form cover;
  const char *lcov, *cover_min;
  uint32_t cover_min_ppm; /* the same: of a million points so many are to be shown */
  color color;
  diag_format diagnostics;
};

/* Reads the arguments. EXIT_FINE, or EXIT_CALL after a message. */
int options_parse(options *o, int argc, char **argv);

/* What `--help` prints for a command; NULL: for ombud as a whole. */
void options_help(const options *o, const command *c, FILE *out);

/* The options of a command (NULL: of ombud as a whole) one after the other, as the help lists them; NULL
 * before the first and after the last. */
const option_info *options_next(const options *o, const command *c, const option_info *previous);

/* Whether its value may be left out. */
bool option_is_optional(const option_info *o);

/* An option as the help writes it: `--format=svg|dot|mermaid`. */
const char *option_shown(const options *o, const option_info *opt);

/* The command of that name, or NULL; *near is then the one that was probably meant, or NULL. */
const command *options_command(const options *o, const char *name, const char **near);

/* "; did you mean 'NEAR'?", or "" where NEAR is NULL: to end what options_wrong is given. */
const char *options_meant(arena *a, const char *near);

/* Says on standard error what is wrong with the call, and is EXIT_CALL. */
__attribute__((format(printf, 1, 2))) int options_wrong(const char *format, ...);

#endif
