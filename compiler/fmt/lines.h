/* Lines on their way to the file: in tables their cells are aligned, and so are what they cite and the
 * comments behind them. */
#ifndef LINES_H
#define LINES_H

#include "lexemes.h"

#define LINES_CITES                                                                                          \
  71u /* the column of citations, from 0: what stands before them ends 2 columns earlier                     \
       */
#define LINES_WIDE 120u

typedef struct line {
  size_t indent;
  bool apart;           /* a blank line before it */
  unit table;           /* consecutive lines of one kind are one table; UNIT_NONE: none */
  const char *cells[3]; /* the first is the text, where it is in no table */
  size_t n_cells;
  const char *cites, *close; /* "@1.1", and what stands behind it; NULL: nothing */
  const char *comment;       /* behind all, NULL: none; alone on its line where there are no cells */
} line;

typedef struct lines {
  arena *arena;
  size_t n, cap;
  line *at;
} lines;

/* Columns of a terminal. */
size_t lines_width(const char *text);

const char *lines_write(lines *l, size_t *len);

#endif
