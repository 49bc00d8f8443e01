/* From the plan to the tables that the runtime reads, in memory; the emitter writes the very same as C. */
#ifndef LOWER_H
#define LOWER_H

#include "plan.h"

/* Cells of one process, before they are compressed. */
#define LOWER_CELLS_MAX (UINT64_C(1) << 26)

/* Columns of a policy that differ, and facts that they give and bounds that they ask about: 16 bits hold
 * their numbers. */
#define LOWER_COLUMNS_MAX 65535

/* SPARSE: all columns, those of small processes too. NULL where a process is too large: *process is then its
 * number, and *columns whether it has more different columns than there are numbers for them, and not more
 * than LOWER_CELLS_MAX cells. */
const ombud_policy *lower(const plan *p, bool sparse, uint16_t *process, bool *columns);

/* What tells two policies apart whose cases cannot be exchanged: everything that a step depends on, and every
 * name; no texts, no places in files. Never 0. */
uint64_t fingerprint_of(const ombud_policy *p, const ombud_words *w);

#endif
