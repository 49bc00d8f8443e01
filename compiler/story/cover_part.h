/* Between the files that work out coverage: what each point is about, in the model's terms. */
#ifndef COVER_PART_H
#define COVER_PART_H

#include "cover.h"
#include "model.h"
#include "plan.h"

#define PART_MAIN 0xFFFFu /* what the rule itself says, and no `otherwise` of it */

typedef struct cover_part {
  enum {
    PART_ACT,    /* what somebody does */
    PART_DUE,    /* a deadline, or the time for it */
    PART_REMIND, /* the same of a reminder */
    PART_FROM,   /* where a window begins */
    PART_UNTIL,  /* … and ends */
    PART_COND    /* an atomic condition */
  } kind;
  uint16_t branch;  /* ACT, COND: index into .says->branches; PART_MAIN: none */
  const say *says;  /* ACT: what; FROM, UNTIL, COND: the first thing that the rule says, with these */
  const cond *leaf; /* COND */
} cover_part;

typedef struct cover_site { /* a point while it is being looked into */
  cover_point point;
  cover_part part;
  cover_why why;
} cover_site;

typedef struct cover_sites { /* by place; those of one rule are neighbours */
  const compilation *of;
  size_t len, cap;
  cover_site *at;
  size_t *first, *end; /* of each rule: from here up to there */
} cover_sites;

typedef struct cover_within {
  const cover_part *parts;   /* [n] */
  const cover_part *left;    /* [n_left_out] */
  const size_t *first, *end; /* of each rule: its points */
  ombud_case *scratch;       /* a case to try things on, and room for what comes of that */
  ombud_out *out;
} cover_within;

/* Whether one rule is narrower than another where they meet in a cell. */
bool cover_overrides(const plan_cell *cell, uint32_t narrower, uint32_t wider);

/* Says of every site whether some case can show it. */
void cover_can(cover_sites *s);

/* Every point, those that no case can show among them: for the tests, which look whether that is true. */
const cover *cover_every(const compilation *c);

#endif
