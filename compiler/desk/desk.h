/* What `ombud why` and `ombud can` have in common: the case that the command line supposes, read from it. */
#ifndef DESK_H
#define DESK_H

#include "check.h"
#include "hypothesis.h"
#include "options.h"

typedef struct desk {
  const options *o;
  compilation c;
  const char *lang;             /* the reader's */
  const ombud_policy *numbered; /* hypothesis_number */
  clauses cited;                /* of the text that the policy implements */
  uint16_t process, state;      /* OMBUD_NONE: --in is left out */
  uint16_t mode;                /* OMBUD_NONE: --for is left out */
  int64_t *facts, *since;       /* as in a hypothesis */
  ombud_time after;
} desk;

/* Compiles the first operand, finds the process that the second one names, and reads --in, --for, --given,
 * --since and --after. EXIT_FINE; else what is wrong has been said. The caller ends the compilation, whatever
 * the answer. */
int desk_open(desk *d, const options *o);

/* The case in a state under a mode. */
hypothesis desk_suppose(const desk *d, uint16_t state, uint8_t mode);

/* Whether a state is one under a mode. */
bool desk_exists(const desk *d, uint16_t state, uint8_t mode);

/* False, after a message, where --after or --since tells of a case although it is only to be opened. */
bool desk_check_opening_time(const desk *d);

/* "name1, name2": the modes of a mask. */
const char *desk_modes(const desk *d, uint32_t mask);

/* --given, --since and --after into D; false after a message. */
bool given_read(desk *d);

#endif
