/* From a node of a search to a course of events with instants and values, played on the tables. */
#ifndef COURSE_H
#define COURSE_H

#include "explore.h"
#include "prove.h"

typedef struct finale { /* what the course has to come to, beside getting to the node */
  int64_t least; /* so long after the opening (or, where the search has roots of its own, after the root) … */
  bool rests;    /* … the case is looked at, and nothing is due then; else its last event happens then */
  uint16_t fact; /* OMBUD_NONE, or a fact that has this value at the last event */
  int64_t value;
  const ranges *facts; /* NULL, or where the facts lie at the end */
  size_t round;        /* so many of the last events take LASTING at least */
  int64_t lasting;
} finale;

/* A course that ends in node N of X, or NULL where there is none: a search takes sets of cases together and
 * may find in their union what is in none of them. Lives in A. */
course *course_make(const explore *x, uint32_t n, const finale *f, arena *a);

/* One whose last ROUND events can be repeated for ever. They are shown as taking the longest of some easily
 * read times that they can. */
course *course_make_round(const explore *x, uint32_t n, size_t round, arena *a);

/* ---- what really happens ---- */

typedef struct played {
  const ombud_event *events; /* without reminders */
  const uint32_t *effect_of; /* [event]: its first effect; one more at the end */
  const ombud_effect *effects;
  size_t n_events;
  bool ended;
} played;

/* False where the tables do something else than C says. */
bool course_play(const plan *p, const ombud_policy *tables, const course *c, arena *a, played *out);

#endif
