/* One process under one mode as a timed automaton: where a case can be, and what can happen to it next.
 *
 * A `spot` stands for all cases that are in one state with the same deadlines running and the same counters,
 * whose facts lie in some ranges and whose instants in some zone. It is always the moment just after an
 * event; what the time until the next event is, that event's own zone says. */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "cells.h"
#include "plan.h"
#include "zone.h"

#define SPOT_COUNTS_MAX 16u /* counters above 0 at a time; a case with more is not followed further */

#define OVERTAKERS_MAX 4u

typedef struct stopped { /* an anchor some states' time since which does not count: it moves along in them */
  const instant *due;    /* whose list of states it is */
  anchor anchor;
  uint16_t var;
} stopped;

typedef struct following following; /* room to work in; automaton_step.c */

typedef struct automaton {
  arena *arena;
  const plan *plan;
  const plan_process *process;
  uint16_t number; /* of the process */
  uint8_t mode;
  const plan_row *rows; /* [state] */
  size_t *places;       /* [state]: its first place; one more at the end */
  cells cells;
  uint16_t n_vars;
  uint16_t *var_of_name, *var_of_fact; /* OMBUD_NONE: nothing counts from it */
  stopped *stopped;
  size_t n_stopped, cap_stopped;
  struct overtaken { /* [var]: once one of these is as late, nothing asks for it any more */
    bool seen;
    uint8_t n;
    uint16_t by[OVERTAKERS_MAX];
  } * overtaken;
  uint16_t *count_of; /* [actor * n_actions + action]; OMBUD_NONE: no limit */
  uint16_t *limit_of; /* [count]: the highest limit */
  uint16_t n_counts;
  int64_t reach; /* the longest duration there is */
  int64_t *most; /* [state * n_vars] or, where that were too many, [n_vars]: ages beyond it are all one */
  bool one_most;
  const promise *about; /* NULL: every rule is of interest */
  bool coarse;     /* how far instants are apart is left out of account: more happens than can, never less */
  bool *idle;      /* [actor * n_actions + action]: nothing that is asked about follows from it */
  size_t words;    /* of a set of instants, facts and counters */
  uint64_t *live;  /* [state * words]: what may still be asked of a case that is there */
  uint32_t *order; /* [state]: 0 for what comes first on the way through the process */
  following *room;
  bool *
      lost; /* set where a limit was met and something that can happen was left out: nothing is proved then */
} automaton;

/* ABOUT: for one question alone, so that what has nothing to do with it is left out. Of a question for the
 * time that a case takes only the kind is read. */
automaton *automaton_make(arena *a, const plan *p, uint16_t process, uint8_t mode, const promise *about);

/* Which actions are idle. Instants and facts are known by now. */
void automaton_find_idle(automaton *m);

/* Whether some time counts from an action or event (AT_NAME), or from a fact (AT_FACT). */
bool automaton_counts_from(const automaton *m, unsigned kind, uint16_t index);
bool automaton_leaves_out(const automaton *m, const plan_place *at);

/* The instant that the K-th anchor of I stands for. */
uint16_t automaton_var(const automaton *m, const instant *i, uint16_t k);

/* Those that move along with now in STATE; answers how many. LIST has room for ZONE_VARS_MAX. */
size_t automaton_moving(const automaton *m, const zone *z, uint16_t state, uint16_t *list);

const int64_t *automaton_most(const automaton *m, uint16_t state);
bool automaton_is_live_dim(const automaton *m, uint16_t state, uint16_t dim);
bool automaton_is_live_count(const automaton *m, uint16_t state, uint16_t count);
bool automaton_is_live_var(const automaton *m, uint16_t state, uint32_t armed, uint16_t var);

/* ---- following a case ---- */

typedef struct spot {
  uint16_t state;
  uint8_t seen; /* what a question has to remember; explore.h */
  uint32_t armed;
  uint16_t n_counts;
  struct spot_count {
    uint16_t count, times;
  } counts[SPOT_COUNTS_MAX];
  ranges facts;
  zone zone;
} spot;

typedef struct happening { /* what led from one spot to the next */
  uint8_t kind;            /* OMBUD_ACTED, OMBUD_DEEMED, OMBUD_FELL_DUE */
  uint8_t actor;           /* OMBUD_CLOCK: by itself */
  uint16_t name, from;
  uint32_t rule;
  const outcome *out;
  const plan_cell *cell;   /* of an action */
  const plan_entry *entry; /* of an action: what governed it */
  const plan_timer *timer;
  const ranges *judged; /* of the facts when it was judged, those that the action gave included */
  bool changes;         /* something is another than before, beside what a question remembers */
} happening;

typedef struct follower {
  void *data;
  bool (*reach)(void *data, const happening *h, spot *next); /* false: that is enough; NEXT is the caller's */
  void (*speak)(void *marks, const plan_entry *e); /* an entry governs, whatever it says; may be NULL */
  void *marks;
} follower;

void spot_copy(spot *to, const spot *from);

/* The spot before the opening. */
void automaton_start(spot *s);
following *automaton_follower(arena *a);

/* Everything that can happen next. SILENT actors do nothing. The order depends on S alone. */
void automaton_follow(const automaton *m, const spot *s, uint32_t silent, const follower *f);

/* S at any instant from its own on at which nothing is due, as the parts that this falls into; answers how
 * many. Together they are all such instants. */
#define AUTOMATON_PARTS_MAX 64u
typedef struct running { /* a deadline that runs, counted from one instant */
  uint16_t timer, var;
  int64_t offset;
} running;
typedef struct part {
  zone zone; /* not yet elapsed */
  uint16_t n;
  running timers[OMBUD_TIMERS_MAX];
} part;
size_t automaton_parts(const automaton *m, const spot *s, part *parts);
void automaton_rest(const automaton *m, uint16_t state, const part *p, zone *z); /* elapsed, nothing due */

#endif
