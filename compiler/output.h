/* Files that are written whole or not at all. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"

typedef struct output {
  const char *path;
  const char *temporary;      /* NULL: PATH is a device or a pipe, and is written to directly */
  const char *old;            /* the name that the old file has until all are renamed */
  FILE *file;                 /* NULL: not open */
  bool exists, kept, renamed; /* the old file is there, has that name; the new one has its own */
  struct output *next;
} output;

/* Opens a temporary file beside PATH, which is removed when the program exits before *o is finished or
 * abandoned. False, with a message, where that cannot be done. */
bool output_open(output *o, arena *a, const char *path);

/* Closes the N files and gives them their names, all or none: where one cannot have its name,
 * those before it are as they were. False, with a message, on any error. */
bool output_finish(output *outputs, size_t n);

/* Closes and removes the N files, as if they had never been begun. */
void output_abandon(output *outputs, size_t n);

/* Do two paths lead to one file, which need not exist? */
bool output_same_file(arena *a, const char *left, const char *right);

/* Flushes standard output. False, with a message, where not all of it arrived. */
bool output_flush_stdout(void);

#endif
