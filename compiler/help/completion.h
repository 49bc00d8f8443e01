/* Completion scripts: what stands behind which word of a call, from the table of options and the commands,
 * and one writer for each shell. */
#ifndef COMPLETION_H
#define COMPLETION_H

#include <stdio.h>

#include "options.h"

typedef enum slot_kind {
  SLOT_ANY,    /* a name of the policy, or a new one: nothing to offer */
  SLOT_FILE,   /* any file */
  SLOT_DIR,    /* a folder */
  SLOT_POLICY, /* a rule file, or a folder on the way to it */
  SLOT_WARNING,
  SLOT_CODE, /* of a diagnostic, or the name of a warning */
  SLOT_COMMAND,
  SLOT_WORDS
} slot_kind;

typedef struct slot { /* the value of an option, or an operand */
  slot_kind kind;
  const char *name;         /* what it is called in the help, without brackets and dots */
  const char *const *words; /* of SLOT_WORDS, up to NULL */
  bool repeated;            /* may be given more than once */
  bool optional;            /* may be left out; as a value it is then attached */
} slot;

/* What an option that takes a value may be given. */
slot slot_of_value(const options *o, const option_info *opt);

/* The next operand of a command; false behind the last. *AT begins as the command's `operands`. */
bool slot_next(const options *o, const command *c, const char **at, slot *operand);

/* Prints the values of `-W`, or what `--explain` explains, each with BEFORE and BEHIND around it. */
void completion_warnings(FILE *out, const char *before, const char *behind);
void completion_codes(FILE *out, const char *before, const char *behind);

/* Prints the options of commands, and with_top those of ombud as a whole, for which the next word is the
 * value: they may stand before the command, too, and that word is then not the command. */
typedef struct waiting_form {
  bool with_top;
  const char *before, *behind_letter, *behind_name;
} waiting_form;
void completion_waiting(const options *o, FILE *out, waiting_form form);

void completion_bash(const options *o, FILE *out);
void completion_zsh(const options *o, FILE *out);
void completion_fish(const options *o, FILE *out);

#endif
