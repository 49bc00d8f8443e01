/* Completion of command lines by shells, from the tables of commands and options. */
#ifndef COMPLETION_H
#define COMPLETION_H

#include <stdio.h>

#include "options.h"

void completion_bash(const options *o, FILE *out);
void completion_zsh(const options *o, FILE *out);
void completion_fish(const options *o, FILE *out);

/* ---- what the three have in common ---- */

/* What a value, or an operand, is. */
typedef enum completion_kind {
  COMPLETE_WORDS,
  COMPLETE_FILES,
  COMPLETE_RULES,
  COMPLETE_DIRS,
  COMPLETE_NONE
} completion_kind;

/* Of an option with a value. */
completion_kind completion_of_value(const option_info *opt);

/* Of a command's operands, which are completed alike wherever they stand. */
completion_kind completion_of_operands(const command *c);

/* The words that an option's value, or with OPT NULL the command's operands, may be, with blanks between. */
void completion_words(const options *o, const command *c, const option_info *opt, FILE *out);

/* The same TEXT with every char of SPECIAL behind a backslash, and `'` as within quotes of a shell. */
void completion_quoted(const char *text, const char *special, const char *apostrophe, FILE *out);

#endif
