/* From the plan to the tables that the runtime reads, in memory; the emitter writes the very same as C. */
#ifndef LOWER_H
#define LOWER_H

#include "plan.h"

/* Cells of one process, before they are compressed. */
#define LOWER_CELLS_MAX (1u << 26)

/* Columns of a policy that differ, and facts that they give and bounds that they ask about: 16 bits hold
 * their numbers. */
#define LOWER_COLUMNS_MAX 65535

/* What is kept of a case: the straight way counts it in 16 bits from `now`, which is OMBUD_WORD_SLOTS before
 * it. */
#define LOWER_SLOTS_MAX 65530

typedef enum { LOWER_FITS, LOWER_CELLS, LOWER_SLOTS, LOWER_COLUMNS } lower_excess;

/* SPARSE: all columns, those of small processes too. NULL where a process is too large: *process is then its
 * number, and *excess which maximum it is over. */
const ombud_policy *lower(const plan *p, bool sparse, uint16_t *process, lower_excess *excess);

/* What tells two policies apart whose cases cannot be exchanged: everything that a step depends on, and every
 * name; no texts, no places in files. Never 0. */
uint64_t fingerprint_of(const ombud_policy *p, const ombud_words *w);

#endif
