#include "cmd.h"
#include "man.h"

static void tell(const options *o, const command *c) {
  if (o->man)
    man_page(o, c, stdout);
  else
    options_help(o, c, stdout);
}

int cmd_help(const options *o) {
  if (o->n_operands == 0) {
    tell(o, NULL);
    return EXIT_FINE;
  }
  const char *near = NULL;
  const command *c = options_command(o, o->operands[0], &near);
  if (c) {
    tell(o, c);
    return EXIT_FINE;
  }
  if (near) return options_wrong("no command is called '%s'; did you mean '%s'?", o->operands[0], near);
  return options_wrong("no command is called '%s'", o->operands[0]);
}
