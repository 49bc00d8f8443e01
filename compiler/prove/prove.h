/* Proofs: what holds in every possible course of events of a case, under one mode.
 *
 * A case is followed symbolically: where it is, which of its deadlines run, in what ranges its facts lie
 * (cells.h) and how far apart its instants can be (zone.h). What is found this way to be impossible is
 * impossible; what is found to be possible is made concrete and replayed on the tables before it is told. */
#ifndef PROVE_H
#define PROVE_H

#include "plan.h"

/* ---- courses of events ---- */

typedef struct course_step {
  uint8_t kind; /* OMBUD_ACTED: by somebody; OMBUD_DEEMED, OMBUD_FELL_DUE: by itself */
  uint8_t actor;
  uint16_t name;     /* the action or event */
  uint16_t from, to; /* states */
  int64_t at;        /* ms since the opening */
  uint32_t rule;     /* that brought it about */
  const outcome *out;
  uint16_t n_given;
  const ombud_given *given; /* a moment among them: ms since the opening */
} course_step;

typedef struct course {
  uint16_t process;
  uint8_t mode;
  size_t n;
  const course_step *steps; /* the first opens the case */
  int64_t until;            /* ms since the opening: when it is looked at last */
  size_t round;             /* steps from this one to the last can be repeated for ever; n: none can */
} course;

/* ---- verdicts ---- */

typedef struct verdict {
  enum { VERDICT_PROVED, VERDICT_REFUTED, VERDICT_UNDECIDED } kind;
  const course
      *course;     /* of a refutation, and of a proof that a state can be reached: a shortest; else NULL */
  size_t n_states; /* symbolic states that were looked at */
  bool limited;    /* UNDECIDED: more mattered at one time than is followed (ZONE_VARS_MAX and others) */
} verdict;

/* Symbolic states for one question about a process of so many states: what takes a few seconds at worst.
 * Fuzzing has less time, and sets its own. */
#ifndef PROVE_BUDGET
#define PROVE_BUDGET 20000u
#endif
#define PROVE_BUDGET_OF(n) (PROVE_BUDGET + 40u * (uint32_t)(n))

/* Whether Q holds under MODE, one of its modes. TABLES are those of the plan. */
verdict prove_promise(const plan *p, const ombud_policy *tables, const promise *q, uint8_t mode,
                      uint32_t budget);

/* ---- how long a case can take ---- */

typedef struct bound {
  enum {
    BOUND_EXACT,     /* a case that enters the state can take `time` to an end, and no case takes longer */
    BOUND_NONE,      /* there is no bound: a case need not end */
    BOUND_AT_MOST,   /* no case takes longer than `time`; whether one takes as long is not decided */
    BOUND_UNDECIDED, /* the budget ran out */
    BOUND_UNREACHED  /* no case gets to the state */
  } kind;
  int64_t time;         /* ms */
  const course *course; /* EXACT, NONE: one that takes so long, from the opening on; else NULL */
  bool runs;            /* NONE: at the end of it a deadline runs, whose moment may be as late as one likes */
} bound;

/* From entering STATE, however the case got there; of the start: from the opening. SILENT: who does nothing
 * from then on. The course is in TO. */
bound prove_bound(const plan *p, const ombud_policy *tables, uint16_t process, uint8_t mode, uint32_t silent,
                  uint16_t state, uint32_t budget, arena *to);

#endif
