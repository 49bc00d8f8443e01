/* Coverage: what of a policy's sentences some calls of the runtime have shown.
 *
 * Every sentence comes to a few points. Each point is shown by a single call, so that coverage adds up in
 * any order, and a call that would show a missing one can be searched for. Of conditions that is masking
 * MC/DC: every condition stands once in its guard, so one that alone settles the outcome, and is true, goes
 * with one that alone settles it and is false. */
#ifndef COVER_H
#define COVER_H

#include "compile.h"

typedef enum cover_kind {
  COVER_ACCEPTED,  /* the rule lets an actor do an action */
  COVER_OTHERWISE, /* … with the other outcome, `otherwise` */
  COVER_REFUSED,   /* the rule refuses an actor's action with its reason */
  COVER_TOO_OFTEN, /* … once more than `at most N times` */
  COVER_FELL_DUE,  /* a consequence */
  COVER_REMINDED,  /* a reminder */
  COVER_BEFORE,    /* one side of a deadline or of a window's end: looked at 1 ms before … */
  COVER_AT,        /* … and at that very instant */
  COVER_TRUE,      /* a condition that alone settles what its guard comes to: it is true … */
  COVER_FALSE      /* … or false */
} cover_kind;

typedef struct cover_point {
  cover_kind kind;
  uint32_t rule;    /* index into ombud_words.rules */
  uint16_t process; /* that the rule stands in */
  uint16_t actor;   /* ACCEPTED … TOO_OFTEN; OMBUD_CLOCK: whoever it is */
  uint16_t action;  /* ACCEPTED … TOO_OFTEN; FELL_DUE: its name; OMBUD_NONE else */
  span at;          /* the words that it is about: an action, a duration, a condition */
} cover_point;

/* Why no case can show a point, as far as the tables tell; of several reasons the last. */
typedef enum cover_why {
  COVER_UNREACHED,       /* no case comes to where the rule speaks */
  COVER_OVERRULED,       /* its condition cannot hold, or narrower rules take all of it */
  COVER_SETTLES_NOTHING, /* for no values of the facts within their bounds does the condition decide */
  COVER_NOT_IN_TIME,     /* no case is there at that time: a deadline has always led on before */
  COVER_NOT_AGAIN,       /* nothing leads back to where the action could be done once more */
  COVER_CAN_BE           /* some case can */
} cover_why;

typedef struct cover_lack { /* a point that is left out */
  cover_point point;
  cover_why why;
} cover_lack;

typedef struct cover { /* lives as long as the compilation */
  const compilation *of;
  size_t n;
  const cover_point *points; /* by place in the file, then by kind */
  size_t n_left_out;
  const cover_lack *left_out;    /* in the same order */
  const struct cover_within *in; /* what each point is about in the model's terms: cover_part.h */
} cover;

/* Every point of a policy without errors that some case can show as far as its tables tell: a rule that never
 * governs, and a condition that never settles anything, have none. */
const cover *cover_new(const compilation *c);

typedef struct cover_call { /* one call of the runtime, for one process and mode, and what came of it */
  uint16_t process;
  uint8_t mode;
  const ombud_case *before; /* NULL: no case was open */
  const ombud_case *after;  /* NULL: none is */
  const ombud_input *in;    /* NULL: time alone went on */
  ombud_time now;
  ombud_status status;
  const ombud_out *out;
} cover_call;

/* Adds 1 to COUNTS[i] for each point i of V that the call MADE shows; COUNTS has V->n numbers. */
void cover_add(const cover *v, const cover_call *made, uint32_t *counts);

/* "in no story is 'user pay' accepted": what a point is missing, in the reader's language. */
const char *cover_words(const cover *v, size_t point);

/* The rows of a process that a case can come to once the actor has done the action somewhere. */
const bool *cover_again(const compilation *c, uint16_t process, uint16_t actor, uint16_t action);

#endif
