/* What a transaction writes, in a few statements. */
#ifndef OMBUD_POSTGRES_WRITE_H
#define OMBUD_POSTGRES_WRITE_H

#include "postgres_lease.h"

/* Sends it. SWEEP: the leases by which it was found due; NULL: it was not. */
int write_batch(postgres_link *l, pool *memory, const lease_book *sweep, const engine_batch *b);

/* Which wake a case that is changed gets. Each change of it costs an entry in the index, where a row that is
 * changed elsewhere costs none: so it is written only when it has to become earlier, when nothing is ahead
 * any more, and when the case was found by it; a sweep that comes too early puts it right. */
ombud_time write_wake(const row_case *changed);

#endif
