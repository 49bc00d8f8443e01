/* Zones: sets of instants, given by how far apart each two of them can be (difference bound matrices; Dill
 * 1989, "Timing assumptions and verification of finite-state concurrent systems").
 *
 * Time is whole milliseconds, so every bound is `at most`, and a window that ends before an instant ends a
 * millisecond before it. A matrix is kept closed: no bound can be sharpened by two others. */
#ifndef ZONE_H
#define ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

#define ZONE_VARS_MAX 20u             /* instants in one zone, now and the opening included */
#define ZONE_FREE     (INT64_MAX / 4) /* no bound */

/* The instants that every case has. Those of anchors follow. */
enum { ZONE_NOW, ZONE_OPEN, ZONE_ENTRY, ZONE_ANCHORS };

typedef struct zone_op { /* what was done to a zone, for making it concrete */
  enum {
    ZONE_DIFFER /* a - b <= c */,
    ZONE_ELAPSE /* now moves on */,
    ZONE_CHOOSE /* a is any instant */,
    ZONE_COPY /* a becomes b */
  } kind;
  uint16_t a, b;
  int64_t c;
  const struct zone_op *before;
} zone_op;

typedef struct zone {
  uint16_t n;
  bool empty;
  bool crowded; /* an instant found no room and is not known: the zone is larger than it should be */
  uint16_t var[ZONE_VARS_MAX];             /* sorted; var[0] is ZONE_NOW */
  int64_t d[ZONE_VARS_MAX][ZONE_VARS_MAX]; /* var[i] - var[j] <= d[i][j] */
  arena *log;                              /* not NULL: what is done is noted */
  const zone_op *last;
} zone;

void zone_start(zone *z); /* now alone */
void zone_copy(zone *to, const zone *from);
bool zone_has(const zone *z, uint16_t var);

/* a - b <= c. Instants that are not in the zone say nothing. */
void zone_differ(zone *z, uint16_t a, uint16_t b, int64_t c);

/* Time passes. MOVING instants (sorted, beside now) move along with it. */
void zone_elapse(zone *z, const uint16_t *moving, size_t n);

/* VAR, that moved along, may as well have stood still for some of the time. */
void zone_lag(zone *z, uint16_t var, const uint16_t *moving, size_t n);

void zone_choose(zone *z, uint16_t var);              /* var is any instant */
void zone_become(zone *z, uint16_t var, uint16_t as); /* var is AS from now on */
void zone_drop(zone *z, uint16_t var);                /* nobody asks for var any more */

/* The largest a - b; ZONE_FREE where there is none, or one of them is not in the zone. */
int64_t zone_most(const zone *z, uint16_t a, uint16_t b);

/* Forgets what no comparison with now can tell that asks whether an instant is longer ago than MOST[var], or
 * than anything less (the maximum bounds abstraction of Behrmann et al. 2006, "Lower and upper bounds in
 * zone-based abstractions of timed automata", 4.3). Never makes a zone smaller. The opening is left alone. */
void zone_blur(zone *z, const int64_t *most);

/* Forgets all but which instants came before which. Never makes a zone smaller. */
void zone_coarsen(zone *z);

/* Forgets how long ago the opening was at least, so that of two zones the one that took longer holds the
 * other. */
void zone_forget_least_total(zone *z);

bool zone_within(const zone *inner, const zone *outer);

/* Whether INNER lies in OUTER though each of its cases were older by BY. */
bool zone_within_later(const zone *inner, const zone *outer, int64_t by);

#endif
