/* Terms: what outcomes and times are made of once names are numbers. The model and the plan share them. */
#ifndef TERMS_H
#define TERMS_H

#include <stdbool.h>

#include "ombud.h"
#include "source.h"

typedef struct expr { /* an argument of an effect */
  enum { EX_CONST, EX_FACT, EX_ADD, EX_SUB, EX_MUL, EX_DIV, EX_MIN, EX_MAX } kind;
  uint8_t type; /* ombud_type; a bare constant is OMBUD_NUMBER */
  uint8_t round;
  uint16_t fact;
  int64_t value; /* EX_CONST; EX_DIV: the divisor */
  const struct expr *left, *right;
  span at;
} expr;

typedef struct call {
  uint16_t effect, n_args;
  const expr *const *args;
  span at;
} call;

typedef struct anchor {
  enum { AT_ENTRY, AT_NAME, AT_FACT } kind;
  uint16_t index; /* of the action or event; of the fact */
} anchor;

typedef struct instant { /* OFFSET after the latest (or earliest) of its anchors */
  int64_t offset;        /* negative: before */
  bool earliest;
  uint16_t n_anchors;
  const anchor *anchors;    /* sorted, each once */
  const uint16_t *excluded; /* states whose time does not count, sorted */
  uint16_t n_excluded;
  span at;
} instant;

typedef struct outcome { /* what an action or a deadline brings about */
  bool deny;
  uint16_t reason; /* deny: index into the model's reasons */
  uint16_t target; /* OMBUD_NONE: stays */
  uint16_t n_calls;
  const call *calls;
} outcome;

typedef struct promise { /* what must hold in every course of events, under each of its modes */
  enum {
    CLAIM_ENDS_WITHIN, /* within: an end is reached by then, counted from the opening, that instant included
                        */
    CLAIM_NEVER_ACT,   /* none of `actors` is ever let do `name` */
    CLAIM_NEVER_DO,    /* no `effect` comes about; where `any_args` is false: none with these arguments */
    CLAIM_ONCE,        /* `effect` comes about once at most */
    CLAIM_CAN_REACH,   /* some course leads to `state`; by way of `from`, where that is not OMBUD_NONE */
    CLAIM_CAN_DO,    /* in some course `effect` comes about, with these arguments where `any_args` is false */
    CLAIM_ONLY_AFTER /* who is in `state` has been through `name`; OMBUD_NONE: through `effect` */
  } kind;
  uint16_t process;
  uint32_t modes, silent; /* who does nothing after the opening, as a mask of actors */
  uint32_t actors;
  uint16_t name, state, from;
  bool any_args;
  call effect; /* its arguments are constants */
  int64_t within;
  span at;
} promise;

/* Equality of meaning; NULL equals NULL. */
bool instant_equal(const instant *a, const instant *b);
bool instant_same_anchor(const instant *a, const instant *b); /* whatever their offsets */
bool outcome_equal(const outcome *a, const outcome *b);

#endif
