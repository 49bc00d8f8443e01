/* ombud: who may, must and may not do what, by when, and what happens when nobody does anything.
 *
 * A rule file is read by grammar/, made into tables here, and executed by runtime/. compile.c lists
 * the passes; below are the commands, each in the file of its name. */
#define _POSIX_C_SOURCE 200809L /* SIGPIPE */
#include <signal.h>
#include <stdint.h>

#include "cmd.h"
#include "ombud.h"
#include "output.h"

/* In the order of FOR_BUILD and the others in options.h. */
static const command commands[] = {
    {"build", "FILE", "Compiles a policy to C tables", 1, 1, cmd_build},
    {"check", "FILE...", "Checks policies, and says what is wrong with them", 1, SIZE_MAX, cmd_check},
    {"test", "FILE|DIR...",
     "Plays scenarios; of a DIR those of each *.ombud below it that no other there includes", 1, SIZE_MAX,
     cmd_test},
    {"matrix", "FILE [PROCESS]", "Shows who may do what where, and which rule says so", 1, 2, cmd_matrix},
    {"list", "WHAT FILE", "Lists WHAT a policy has: assumptions, clauses, reasons or effects", 2, 2,
     cmd_list},
    {"bounds", "FILE [PROCESS]", "Tells how long a case can take from every state to its end", 1, 2,
     cmd_bounds},
    {"emit", "WHAT FILE [PROCESS]", "Writes promela, a model for the model checker Spin", 2, 3, cmd_emit},
    {"new", "NAME", "Writes a small policy to begin with", 1, 1, cmd_new},
    {"help", "[COMMAND]", "Tells how a command is called", 0, 1, cmd_help},
};

static int run(options *o, int argc, char **argv) {
  if (argc < 2) {
    options_help(o, NULL, stderr);
    return EXIT_CALL;
  }
  int status = options_parse(o, argc, argv);
  if (status != EXIT_FINE) return status;
  if (o->help) return options_help(o, o->command, stdout), EXIT_FINE;
  if (o->version) return puts("ombud " OMBUD_VERSION), EXIT_FINE;
  if (o->explain) return cmd_explain(o);
  return o->command->run(o);
}

int main(int argc, char **argv) {
  /* A reader that has gone is an error of writing like any other, and is said so below. */
  signal(SIGPIPE, SIG_IGN);
  options o = {
      .arena = arena_new(), .commands = commands, .n_commands = sizeof commands / sizeof commands[0]};
  int status = run(&o, argc, argv);
  if (!output_flush_stdout()) status = EXIT_CALL;
  arena_free(o.arena);
  return status;
}
