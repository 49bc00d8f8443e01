/* Lines that somebody types, or that come out of a pipe. */
#ifndef PLAY_LINES_H
#define PLAY_LINES_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINE_MAX_BYTES 65536u

typedef struct lines {
  arena *arena;
  char *text; /* of the line read last */
  size_t len, cap;
  uint32_t number; /* 1-based */
  bool echoes; /* nobody sees what is typed: it is repeated, so that what is written reads like a session */
  bool asks;   /* somebody sits at a terminal */
  bool color;
  bool failed; /* something was wrong with what came */
  bool ended;  /* there is no more, or somebody has had enough (Ctrl-C) */
} lines;

void lines_begin(lines *in, arena *a, bool color);

/* The next command: blank lines and comments are passed over. NULL at the end. Valid until the next one. */
const char *lines_command(lines *in);

/* The answer to a question, which is shown first; it may be empty. NULL at the end. */
const char *lines_answer(lines *in, const char *question);

/* Says what is wrong with the line read last, and where it stands. */
__attribute__((format(printf, 2, 3))) void lines_wrong(lines *in, const char *format, ...);

#endif
