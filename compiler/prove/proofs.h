/* What the compiler finds out about every course of events, beside what the rules say one by one: the
 * promises, and the checks that every policy should pass. */
#ifndef PROOFS_H
#define PROOFS_H

#include "explore.h"
#include "model.h"
#include "prove.h"

typedef struct proof { /* of one promise under one mode */
  const promise *promise;
  uint8_t mode;
  verdict verdict;
} proof;

typedef struct proofs {
  model *m;
  const plan *p;
  const ombud_policy *tables;
  const char *lang; /* of the reader */
  proof *at;
  size_t len, cap;
} proofs;

/* Reports what is wrong in M's diagnostics; the verdicts are in the answer. */
proofs *proofs_check(model *m, const plan *p, const ombud_policy *tables, const char *lang);

/* Whether the promise says anything under the mode: a state that a mode does not have is neither reached
 * under it nor to be reached. */
bool proofs_is_about(const plan *p, const promise *q, uint8_t mode);

const char *proofs_claim(const proofs *x, const promise *q); /* as it stands in the file, on one line */

extern const char proofs_limits[]; /* why something is undecided though there was time */

/* ---- one file each ---- */

/* Every state, rule and deadline of a process, followed through all courses of events. */
void survey_check(proofs *x, uint16_t process);

/* Money that can be paid twice, where no promise is about it. */
void twice_check(proofs *x, uint16_t process, uint8_t mode, const explore *all);

/* With which facts a case in each node of X can come to an end, or to a state that is SPARED ([state]). */
typedef struct escapes escapes;
escapes *escapes_find(const explore *x, const bool *spared, arena *a);

/* Some facts of cases in NODE with which it cannot; false: there are none. */
bool escapes_lack(const escapes *e, uint32_t node, ranges *out);

/* How the last diagnostic comes about, in the reader's words. */
void proofs_tell(proofs *x, const course *c);

#endif
