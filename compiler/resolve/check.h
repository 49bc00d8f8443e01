/* Checks beside those that the passes need for their own work: one small function each, and one line in a
 * table. */
#ifndef CHECK_H
#define CHECK_H

#include "model.h"

/* Runs every check whose prerequisites are met. ERRORS says whether any error was found before. */
void check_all(model *m, sources *src, bool errors);

/* ---- the text that the policy implements ---- */

typedef struct clause {
  const char *number; /* "3.2", interned */
  span at;            /* of the number */
  span text;          /* of the line from the number on */
  uint32_t again;     /* the next clause of this number, or MAP_NONE */
  bool section;       /* others are numbered within it */
  bool cited;
} clause;

typedef struct clauses {
  clause *at;
  size_t len, cap;
  map of; /* by number, interned: the first one */
} clauses;

/* The clauses of a Markdown text: lines that begin with a number, behind list marks, quotes, emphasis and #.
 * "4.1 to 4.4" and "4.1–4.4" stand for each of them. */
clauses clauses_read(names *n, arena *a, const sources *src, uint32_t file);

/* Loads the text that the policy names, beside the rule file; false where it names none or it cannot be read.
 */
bool clauses_load(model *m, sources *src, clauses *out);

#endif
