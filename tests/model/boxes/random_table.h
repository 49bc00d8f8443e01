/* Tables of rules at random, as far as sets of facts and times go: facts with bounds, some of them between
 * facts, and rules with guards and windows that have to do with one another. */
#ifndef RANDOM_TABLE_H
#define RANDOM_TABLE_H

#include "model.h"

#define TABLE_FACTS   18u /* more than one space takes, together with the anchors */
#define TABLE_RULES   5u
#define TABLE_ANCHORS 5u

typedef struct dice {
  uint64_t state;
} dice;

unsigned dice_roll(dice *d, unsigned sides); /* 0 … sides - 1 */

typedef struct table {
  dice d;
  model m; /* the arena, the facts, and the bounds between them with all that follows from them */
  model_fact facts[TABLE_FACTS];
  bool read[TABLE_FACTS]; /* by some guard: the others play no part */
  model_order orders[2 * TABLE_FACTS * TABLE_FACTS];
  model_order written[TABLE_FACTS * TABLE_FACTS]; /* of the orders, those that follow from no others */
  size_t n_written;
  say says[TABLE_RULES]; /* guard, from and until alone */
  size_t n_says;
  bool timed[TABLE_ANCHORS];                           /* some window counts from it */
  uint8_t from_of[TABLE_RULES], until_of[TABLE_RULES]; /* the anchors */
  int64_t near;                                        /* where most constants lie */
} table;
#define TABLE_FACTS_OF(t) ((uint16_t)(t)->m.n_facts)

void random_table(table *t, arena *a, uint64_t seed);

/* The values, sorted, from which some guard may differ from what it is just before: the range's ends aside.
 * As many as there are, and at most MAX of them in CUTS. */
size_t table_cuts(const table *t, uint16_t fact, int64_t *cuts, size_t max);

/* Does rule I speak with these values of the facts and these times since the anchors? */
bool table_speaks(const table *t, size_t i, const int64_t *facts, const int64_t *times);

/* Which of the anchors some window counts from when it counts from this. */
size_t table_anchor(const table *t, const instant *since);

/* All bounds are kept. */
bool table_allows(const table *t, const int64_t *facts);

void table_print(const table *t);

#endif
