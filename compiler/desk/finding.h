/* What a hypothetical case's actor may do, for all values of the facts that were not told.
 *
 * The tables compare facts with constants only, so every fact falls into a few ranges within which they say
 * the same. Each combination of ranges is tried by the runtime, once; those with the same answer are put
 * together. */
#ifndef FINDING_H
#define FINDING_H

#include "hypothesis.h"

#define FINDING_AXES_MAX   48u   /* facts */
#define FINDING_RANGES_MAX 64u   /* of one fact: they fit a word */
#define FINDING_CASES_MAX  4096u /* combinations of ranges */

typedef struct axis { /* a fact that was not told, cut where the tables cut it */
  uint16_t fact;
  uint8_t n;
  int64_t from[FINDING_RANGES_MAX]; /* first value of each range; the next one's, less one, is its last */
  int64_t last;                     /* of the last range */
} axis;

typedef struct answer_box { /* a set of ranges for each axis */
  uint64_t mask[FINDING_AXES_MAX];
} answer_box;

typedef struct answer {
  uint16_t reason; /* OMBUD_REASON_NONE: permitted */
  uint32_t entry;  /* of the tables, that governs or whose window is shut; OMBUD_NO_RULE: none */
  answer_box *boxes;
  size_t n_boxes, cap_boxes;
  const int64_t *facts; /* [fact]: a case in point, with what was told; OMBUD_UNSET: does not matter */
} answer;

typedef struct finding {
  uint16_t actor, action;
  bool too_many; /* a limit was met: there are no answers */
  axis *axes;
  size_t n_axes, cap_axes;
  answer *answers;
  size_t n_answers, cap_answers;
} finding;

void finding_ask(const hypothesis *h, uint16_t actor, uint16_t action, finding *v);

/* Whether some values of the facts make it permitted, or all of them. */
bool finding_some(const finding *v);
bool finding_all(const finding *v);

/* A case in point: H's as it is now, with the facts of an answer but for those that the action gives. NULL
 * for the start. */
ombud_case *finding_case(const hypothesis *h, const finding *v, const int64_t *facts);

/* The action with the facts of an answer as far as it gives them; GIVEN has room for OMBUD_GIVEN_MAX. */
ombud_input finding_input(const hypothesis *h, const finding *v, const int64_t *facts, ombud_given *given);

/* The entry that governs, as it stands in the plan; NULL where none does. */
const plan_entry *finding_entry(const hypothesis *h, const finding *v, const answer *a);

/* The ranges of an answer: "agreed = yes and paid > 50000"; "" where nothing hangs on facts. */
const char *finding_condition(const hypothesis *h, const finding *v, const answer *a);

/* Whether an answer is the answer for some values of its I-th axis only. */
bool finding_hangs_on(const finding *v, const answer *a, size_t i);

/* Whether conditions have moments in them: instants of the case, counted from the entry. */
bool finding_speaks_of_moments(const hypothesis *h, const finding *v);

#endif
