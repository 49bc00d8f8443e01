/* ombud: who may, must and may not do what, by when, and what happens when nobody does anything.
 *
 * A rule file is read by grammar/, made into tables here, and executed by runtime/. compile.c lists
 * the passes; below are the commands, each in the file of its name. */
#define _POSIX_C_SOURCE 200809L /* SIGPIPE */
#include <signal.h>
#include <stdint.h>

#include "cmd.h"
#include "ombud.h"
#include "ombud_store.h"
#include "output.h"

static const command commands[] = {
    [CMD_BUILD] = {"build", "FILE", N_("Compiles a policy to C tables"), 1, 1, cmd_build},
    [CMD_CHECK] = {"check", "FILE...", N_("Checks policies, and says what is wrong with them"), 1, SIZE_MAX,
                   cmd_check},
    [CMD_TEST] = {"test", "FILE|DIR...",
                  N_("Plays scenarios; of a DIR those of each *.ombud below it that no other there includes"),
                  1, SIZE_MAX, cmd_test},
    [CMD_SUGGEST] = {"suggest", "FILE", N_("Writes the scenarios that are missing for full coverage"), 1, 1,
                     cmd_suggest},
    [CMD_WHY] = {"why", "FILE PROCESS 'ACTOR ACTION'",
                 N_("Says whether somebody may do something, by which rule, and what would change it"), 3, 3,
                 cmd_why},
    [CMD_CAN] = {"can", "FILE PROCESS", N_("Lists what each actor may, must and may not do in a state"), 2, 2,
                 cmd_can},
    [CMD_PLAY] = {"play", "FILE [PROCESS]", N_("Plays a case at the terminal"), 1, 2, cmd_play},
    [CMD_CASE] = {"case", "WHAT FILE [PROCESS|CASE] ['ACTOR ACTION']",
                  N_("Opens, acts on, shows and verifies cases that are kept: open, act, show, history, can, "
                     "verify, forget or release"),
                  3, 4, cmd_case},
    [CMD_TICK] = {"tick", "FILE...", N_("Fires what is due in kept cases, once"), 1, SIZE_MAX, cmd_tick},
    [CMD_WORK] = {"work", "FILE...", N_("Fires what falls due in kept cases, until it is told to end"), 1,
                  SIZE_MAX, cmd_work},
    [CMD_EFFECTS] = {"effects", "WHAT [FILE|EFFECT...]",
                     N_("Lists the effects of kept cases that wait, or acknowledges some: list or ack"), 1,
                     SIZE_MAX, cmd_effects},
    [CMD_STORE] = {"store", "WHAT [FILE...]",
                   N_("Tells how a store is, or believes its clock again: stats or resume"), 1, SIZE_MAX,
                   cmd_store},
    [CMD_MATRIX] = {"matrix", "FILE [PROCESS]", N_("Shows who may do what where, and which rule says so"), 1,
                    2, cmd_matrix},
    [CMD_GRAPH] = {"graph", "FILE [PROCESS]", N_("Draws the states and who does what"), 1, 2, cmd_graph},
    [CMD_LIST] = {"list", "WHAT FILE",
                  N_("Lists WHAT a policy has: assumptions, clauses, reasons or effects"), 2, 2, cmd_list},
    [CMD_BOUNDS] = {"bounds", "FILE [PROCESS]",
                    N_("Tells how long a case can take from every state to its end"), 1, 2, cmd_bounds},
    [CMD_EMIT] = {"emit", "WHAT FILE [PROCESS]", N_("Writes promela, a model for the model checker Spin"), 2,
                  3, cmd_emit},
    [CMD_FMT] = {"fmt", "FILE...", N_("Lays rule files out in the one canonical way"), 1, SIZE_MAX, cmd_fmt},
    [CMD_NEW] = {"new", "NAME", N_("Writes a small policy to begin with"), 1, 1, cmd_new},
    [CMD_COMPLETION] = {"completion", "SHELL", N_("Writes completion for bash, zsh or fish"), 1, 1,
                        cmd_completion},
    [CMD_HELP] = {"help", "[COMMAND]", N_("Tells how a command is called"), 0, 1, cmd_help},
};

/* With what stores there are in it. */
static void tell_version(void) {
  puts("ombud " OMBUD_VERSION);
  const char *const *engines = ombud_store_engines();
  if (!*engines) puts("no stores");
  for (; *engines; engines++) printf("store: %s\n", *engines);
}

static int run(options *o, int argc, char **argv) {
  if (argc < 2) {
    options_help(o, NULL, stderr);
    return EXIT_CALL;
  }
  int status = options_parse(o, argc, argv);
  if (status != EXIT_FINE) return status;
  if (o->help) return options_help(o, o->command, stdout), EXIT_FINE;
  if (o->version) return tell_version(), EXIT_FINE;
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
  if (ferror(stderr)) status = EXIT_CALL; /* what was found has not been told */
  arena_free(o.arena);
  return status;
}
