/* A folder's files, in memory: what was there before, and what is there now. No folders in it. */
#ifndef ROOM_H
#define ROOM_H

#include <stdbool.h>
#include <stddef.h>

enum { ROOM_FILES_MAX = 16 };

typedef struct room_file {
  char name[256];
  char *bytes;
  size_t len;
} room_file;

typedef struct room {
  room_file files[ROOM_FILES_MAX]; /* sorted by name */
  size_t n;
} room;

/* All of one file; to be freed. */
char *room_read(const char *path, size_t *len);

/* The files of the current folder; room_free returns their memory. */
room room_look(void);
void room_free(room *r);

/* Makes the current folder what it was. */
void room_restore(const room *r);

bool room_same(const room *left, const room *right);

/* Whether every file is one of BEFORE or AFTER, whole, and none is gone; *.tmp do not matter, if they are
 * LEFT. */
bool room_whole(const room *now, const room *before, const room *after, bool left);

#endif
