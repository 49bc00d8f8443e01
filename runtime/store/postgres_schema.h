/* The tables in a PostgreSQL store. README.md says what their columns hold. */
#ifndef OMBUD_POSTGRES_SCHEMA_H
#define OMBUD_POSTGRES_SCHEMA_H

#include "postgres_link.h"

/* An event's id is when it was written, in milliseconds since 2020, and a number below 1 << EVENT_BITS: so
 * old events are in partitions of their own, found by their ids. */
#define POSTGRES_EPOCH      "1577836800000"
#define POSTGRES_EVENT_BITS "20"

/* Chooses the namespace (the first of a search_path that was set, else `ombud`), makes the tables in it, or
 * brings older ones up to date, in one transaction, and partitions for the time ahead. */
int postgres_schema(postgres_link *l);

/* A store of claim=leases has other tables: `lease`, whose rows are shards of cases, `worker`, and none of
 * what its servers may lack. */
#define POSTGRES_SHARDS    64
#define POSTGRES_SHARD(id) "(" id " & 63)"

/* Makes partitions ahead once more; not with leases. A partition that cannot be made is no error, since there
 * is one for all the rest. */
#define POSTGRES_AHEAD "SELECT ahead()"

#endif
