/* How diagnostics are kept until they are shown: for diag.c and diag_print.c only. */
#ifndef DIAG_LIST_H
#define DIAG_LIST_H

#include "diag.h"

typedef struct diag_note_item {
  struct diag_note_item *next;
  bool placed; /* false: a remark */
  span at;
  const char *text;
} diag_note_item;

typedef struct diag_item {
  diag_code code;
  const char *path; /* of a file as a whole; NULL where `at` is the place */
  span at;
  const char *text, *suggestion, *example;
  diag_note_item *notes, **notes_end;
} diag_item;

struct diags {
  arena *arena;
  const sources *sources;
  diag_item **items; /* in the order reported */
  size_t len, cap;
  diag_item **table; /* the same by hash, to keep equal ones once; table_cap is a power of two */
  size_t table_cap;
  diag_item *last; /* what notes speak of; NULL: of one that was swallowed */
  size_t errors, warnings;
  bool werror;
  bool off[DIAG_CODES];
};

#endif
