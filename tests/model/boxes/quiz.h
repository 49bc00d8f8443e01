/* Questions about random tables, put to z3 as they come and compared when the last of them is known. */
#ifndef QUIZ_H
#define QUIZ_H

#include <stdio.h>

#include "boxes.h"
#include "random_table.h"

typedef struct question {
  uint32_t speak, silent; /* bits of rules: is there a point at which all of these are so? */
  bool compares;          /* instead: is there one that tells a set from that of rule OF? */
  bool forgets;           /* … once the facts to forget may be others */
  uint8_t of;
} question;

typedef struct asked {
  uint64_t seed;
  question q;
  bool empty; /* what the boxes say: there is none */
} asked;

typedef struct quiz {
  FILE *text, *answers;
  asked *at;
  size_t len, cap;
} quiz;

void quiz_begin(quiz *q);

/* What comes until quiz_close is of T. With N facts to forget, questions may ask for them. */
void quiz_open(quiz *q, const table *t, const uint16_t *forget, size_t n);
void quiz_ask(quiz *q, uint64_t seed, question one, bool empty);

/* That A is where rule OF speaks, or with FORGETS where it may speak if those facts change. */
void quiz_compare(quiz *q, uint64_t seed, const table *t, const space *s, const boxes *a, uint8_t of,
                  bool forgets);
void quiz_close(quiz *q);

typedef struct quiz_result {
  unsigned differences, unknown;
} quiz_result;

/* Compares z3's answers with those given. */
quiz_result quiz_end(quiz *q, void (*tell)(const asked *a, const char *answer));

#endif
