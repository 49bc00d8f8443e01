#include "cmd.h"

int cmd_help(const options *o) {
  if (o->n_operands == 0) {
    options_help(o, NULL, stdout);
    return EXIT_FINE;
  }
  const char *near = NULL;
  const command *c = options_command(o, o->operands[0], &near);
  if (c) {
    options_help(o, c, stdout);
    return EXIT_FINE;
  }
  if (near) return options_wrong("no command is called '%s'; did you mean '%s'?", o->operands[0], near);
  return options_wrong("no command is called '%s'", o->operands[0]);
}
