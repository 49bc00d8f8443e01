/* All courses of events of a small process, one millisecond and one input after the other, on the tables. It
 * knows nothing of how the compiler proves. */
#ifndef BRUTE_H
#define BRUTE_H

#include "plan.h"

typedef struct brute brute;

brute *brute_new(void);
void brute_free(brute *b);

typedef struct brute_answer {
  enum { BRUTE_NEVER, BRUTE_HAPPENS, BRUTE_TOO_MANY } kind;
  unsigned events; /* of some course in which it happens: the shortest has no more */
} brute_answer;

/* Whether what the claim of Q speaks of happens in some course: what breaks it, or for `can …` what fulfils
 * it. */
brute_answer brute_ask(brute *b, const ombud_policy *tables, const promise *q);

#endif
