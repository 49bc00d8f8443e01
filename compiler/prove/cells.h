/* Ranges of facts, as the guards of one process can tell them apart.
 *
 * Every constant that some guard of the process compares a fact with cuts that fact's values; between two
 * cuts no guard sees a difference. (boxes.h does the same for the few rules that meet in one place, and
 * decides there which of them governs; here that is settled, and a case is followed from place to place.) */
#ifndef CELLS_H
#define CELLS_H

#include "plan.h"

#define CELLS_MAX  64u /* of one fact: they fit a word. Beyond that neighbours are not told apart */
#define RANGES_MAX 48u /* facts of which something is known at a time; of more nothing is kept */

typedef struct cells_dim {
  uint16_t fact;
  uint8_t n;
  int64_t from[CELLS_MAX]; /* first value of each cell */
  int64_t last;            /* last value of the last one */
} cells_dim;

typedef struct cells { /* the facts that a process's guards read */
  size_t n_dims;
  cells_dim *dims;
  uint16_t *dim_of; /* [fact]; OMBUD_NONE: no guard reads it */
  size_t n_orders;
  ombud_order *orders; /* between them: less and more are dims */
} cells;

typedef struct ranges { /* what is known: each fact lies in one of its cells; of facts not listed nothing is
                         */
  uint16_t n;
  struct range {
    uint16_t dim;
    uint64_t mask;
  } at[RANGES_MAX]; /* sorted */
} ranges;

cells cells_make(arena *a, const plan *p, uint16_t process);

uint64_t cells_all(const cells *c, uint16_t dim);
int64_t cells_least(const cells *c, uint16_t dim, uint64_t mask); /* value in the cells of MASK, not 0 */
int64_t cells_greatest(const cells *c, uint16_t dim, uint64_t mask);
uint64_t ranges_of(const cells *c, const ranges *r, uint16_t dim);

/* Where every test of B may hold. False: nowhere. */
bool ranges_meet(const cells *c, ranges *r, const plan_box *b);
bool ranges_restrict(const cells *c, ranges *r, uint16_t dim, uint64_t mask);

/* Where a test of B fails, as disjoint parts: up to B->n_tests of them. Answers how many. */
size_t ranges_minus(const cells *c, const ranges *r, const plan_box *b, ranges *parts);

/* A new value is given: nothing is known of it, but what it said of others through bounds between facts. */
void ranges_renew(const cells *c, ranges *r, uint16_t dim);
void ranges_drop(ranges *r, uint16_t dim);

bool ranges_within(const cells *c, const ranges *inner, const ranges *outer);

/* The first part of R that lies in none of LIST; false: there is none. */
bool ranges_outside(const cells *c, const ranges *r, const ranges *list, size_t n, ranges *out);

#endif
