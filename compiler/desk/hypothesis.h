/* A hypothetical case: it entered a state at instant 0, with these facts, and some time later it is looked
 * at.
 *
 * What it then is, the runtime works out on the tables that ship. What was not told is taken so: an action or
 * event from which something counts occurred at the entry; a moment lies so far ahead that nothing has fallen
 * due by it; nothing that has a limit has been done yet; no time has been left out by `not counting`. */
#ifndef HYPOTHESIS_H
#define HYPOTHESIS_H

#include "compile.h"
#include "plan.h"

#define HYPOTHESIS_FAR                                                                                       \
  (INT64_C(1) << 60)               /* ms: a moment that was not told, and a bound of those asked about */
#define HYPOTHESIS_NEVER INT64_MAX /* a moment that was never given, what has never occurred */

typedef struct hypothesis {
  const compilation *of;
  const ombud_policy *numbered; /* the tables, with each entry's own number in place of its rule's */
  uint16_t process, state;
  uint8_t mode;
  ombud_time after;     /* since the entry */
  const int64_t *facts; /* [fact]; OMBUD_UNSET: not told; of a moment HYPOTHESIS_NEVER too */
  const int64_t *since; /* [action or event]: how long before the entry it occurred, or HYPOTHESIS_NEVER;
                           OMBUD_UNSET: not told */

  /* What came of it; not of the start, in which there is no case yet. */
  ombud_case *entered;       /* as it was at the entry */
  ombud_case *base;          /* as it is now */
  uint16_t stands;           /* the state in which it is now */
  uint32_t n_events;         /* what happened by itself until now, reminders left out */
  const ombud_event *events; /* their .rule counts as in ombud_words */
  ombud_out *room;           /* for calls of the runtime */
} hypothesis;

/* The tables with numbered entries. */
const ombud_policy *hypothesis_number(const compilation *c);

/* Works out what comes of H, whose first fields are set. */
void hypothesis_enter(hypothesis *h);

/* A copy of a case of H's, in the arena of the compilation. */
ombud_case *hypothesis_copy(const hypothesis *h, const ombud_case *c);

/* The slots of a case. */
int64_t *hypothesis_slots(ombud_case *c);

/* The value as a case has it. */
int64_t hypothesis_value(int64_t told);

/* When the I-th timer of the state falls due in which C is; OMBUD_NEVER where nothing is there from which it
 * counts. Whether it is armed does not matter. */
ombud_time hypothesis_due(const hypothesis *h, const ombud_case *c, unsigned i);

/* The row of the plan for a state under H's mode. */
const plan_row *hypothesis_row(const hypothesis *h, uint16_t state);

/* The rules on one actor's one action in a state under H's mode; NULL where no rule speaks of it. */
const plan_cell *hypothesis_cell(const hypothesis *h, uint16_t state, uint16_t actor, uint16_t action);

#endif
