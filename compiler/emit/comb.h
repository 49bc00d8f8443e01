/* Columns of a sparse table laid into one another's gaps: a column's element for state S stands at its base +
 * S, and says whose it is, so that a state that the column has nothing for finds another column's element
 * there, or a gap. No two columns have one base: where the state is the same as well, they would be taken for
 * one another. */
#ifndef COMB_H
#define COMB_H

#include <stdbool.h>
#include <stddef.h>

#include "ombud.h"
#include "pool.h"

typedef struct comb {
  arena *arena;
  pool laid;       /* the columns so far, each once */
  uint32_t *bases; /* [first of laid] */
  size_t n_bases, cap_bases;
  uint32_t empty; /* base of columns without cells, and one */
  ombud_cell *cells;
  bool *based; /* [base]: it is some column's */
  size_t len;  /* up to the last element that some lookup may meet */
  size_t cap, first_gap;
} comb;

/* Lays N cells, sorted by their states, which are below N_STATES, and answers the column's base. Padding in
 * them must be zero. Equal columns have one base. */
uint32_t comb_lay(comb *c, const ombud_cell *cells, size_t n, size_t n_states);

#endif
