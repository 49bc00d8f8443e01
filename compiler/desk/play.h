/* `ombud play`: a case at the terminal.
 *
 * What is typed comes from play_lines.h, the case and its history are play_session.h's, what is shown is
 * play_show.h's; play_commands.c says which command does what. */
#ifndef PLAY_H
#define PLAY_H

#include "compile.h"
#include "play_lines.h"
#include "play_session.h"

#define PLAY_COLUMNS 80u

typedef struct play_item { /* an action that somebody can try; its number is its place, from 1 */
  uint8_t actor;
  uint16_t action;
} play_item;

typedef struct play {
  compilation *of;         /* without errors */
  const char *path;        /* of the rule file */
  const char *const *dirs; /* in which included files are looked for as well */
  size_t n_dirs;
  const char *lang; /* the reader's */
  uint16_t process; /* to be played; OMBUD_NONE: it is asked for, where there are several */
  uint16_t mode;
  bool color;

  arena *scratch; /* for what is said about one command */
  lines in;
  session case_;
  play_item *items; /* all that some rule of the process speaks of under the mode */
  size_t n_items, cap_items;

  uint32_t typed;   /* the source that a line is read as */
  uint32_t *starts; /* of its lines: see play_step.c */
  size_t n_starts;
} play;

/* Plays until there are no more commands. The exit status: 1 where one of them was no good. */
int play_run(play *p);

/* ---- play_step.c ---- */

/* A line as the step that scenarios write so, until play_forget; NULL where it is none, after that was told.
 */
const ast_step *play_read(play *p, const char *text);
void play_forget(play *p);

/* ---- play_ask.c ---- */

/* Which process, and which mode. False where the input has come to its end. */
bool play_ask_case(play *p, uint16_t *process, uint8_t *mode);

/* The action as a step, with the facts that it takes as they are answered: "user apply(paid = 9900)". NULL at
 * the end of the input. */
const char *play_ask_facts(play *p, const play_item *item);

/* ---- play_save.c ---- */

/* The case as a scenario, to standard output or, where PATH is not NULL, to the end of that file. NAME may be
 * NULL. */
void play_save(play *p, const char *path, const char *name);

#endif
