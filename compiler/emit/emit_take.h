/* The straight way of a process, with its numbers as constants (ombud_take_inline of ombud.h). Where its
 * actions give nothing but yes and no, these come as two sets of bits as well, and tables fold them
 * beforehand. */
#ifndef EMIT_TAKE_H
#define EMIT_TAKE_H

#include "emit.h"

typedef struct folding {
  unsigned n_facts;       /* that the process's actions give; 0: not all are yes or no, or too many */
  const uint16_t *facts;  /* the i-th of them */
  size_t n_places;        /* modes x actors x actions */
  const uint8_t *asked;   /* [place]: bits of facts */
  const uint16_t *folded; /* [place << n_facts | yes]: where the column's cells begin */
} folding;

folding folding_of(arena *a, const ombud_policy *policy, const ombud_process *process);

/* Their definitions among the tables, and their declarations in the header. */
void emit_foldings(const emission *e, arena *a);
void emit_folding_names(const emission *e, arena *a);

/* PREFIX_PROCESS_take, and _take_flags where there is a folding. */
void emit_take(const emission *e, arena *a, uint16_t process);

#endif
