/* Who sweeps which cases, on servers where claiming rows one by one works badly: cases are in shards by their
 * numbers, and each shard has a lease, which one worker holds at a time. A worker lives as long as it is
 * heard of; what a dead one held is anybody's. So a worker renews one row, however many shards it holds.
 *
 * That a worker still holds what it believes to hold is not certain until it writes: each change of the
 * holder adds 1 to the lease's epoch, and what a sweep writes hangs on the epoch that it knows. */
#ifndef OMBUD_POSTGRES_LEASE_H
#define OMBUD_POSTGRES_LEASE_H

#include "postgres_link.h"
#include "postgres_schema.h"

typedef struct lease_book { /* what a handle knows of them */
  int64_t holder;           /* who it is; 0: it has never swept, and holds nothing */
  int64_t looked;           /* when, of link_monotonic; 0: what is known may be wrong */
  int64_t shards[POSTGRES_SHARDS];
  size_t n;                           /* shards that it holds; all of them while it has never swept */
  ombud_time epochs[POSTGRES_SHARDS]; /* by shard; OMBUD_NEVER: it does not hold it */
} lease_book;

void lease_begin(lease_book *b);

/* About once a second, within a transaction: tells that this worker lives, gives up shards where it holds
 * more than its share, and takes those of nobody and of the dead where it holds fewer. *TAKEN: a shard is
 * held that was not before. */
int lease_look(postgres_link *l, lease_book *b, int *taken);

/* After a transaction that was rolled back. */
void lease_forget(lease_book *b);

/* The worker is done: others may have its shards at once. */
void lease_end(postgres_link *l, lease_book *b);

/* That of the case's shard. */
ombud_time lease_epoch(const lease_book *b, int64_t case_id);

#endif
