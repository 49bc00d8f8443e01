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

/* ---- everything that happens at all ---- */

#define BRUTE_STATES_MAX 16u
#define BRUTE_RULES_MAX  100u

typedef struct brute_sights {
  bool reached[BRUTE_STATES_MAX];
  bool lost[BRUTE_STATES_MAX];  /* some case there can come to no end any more */
  bool still[BRUTE_STATES_MAX]; /* some case there has no deadline, and nothing sets one or leads on */
  bool ends;                    /* some case comes to an end */
  bool governs[BRUTE_RULES_MAX], comes[BRUTE_RULES_MAX]; /* [rule]: of an action; of a deadline */
} brute_sights;

/* False: there are too many cases. */
bool brute_look(brute *b, const ombud_policy *tables, brute_sights *out);

#endif
