/* What the store's files share. Not for programs: they include ombud_store.h alone. */
#ifndef OMBUD_STORE_INTERNAL_H
#define OMBUD_STORE_INTERNAL_H

#include "engine.h"
#include "pool.h"

typedef struct known { /* a policy that is linked, with its row in the database */
  ombud_linked linked;
  int64_t row;
} known;

struct ombud_store {
  struct connection *connection;
  engine *e; /* the connection's */
  known *known;
  int64_t *rows; /* the policies' numbers */
  size_t n_known;
  ombud_out out; /* room for what one call of the core brings about */
  pool pool;     /* what the last call handed back */
  char message[512];
};

/* Opens a store on an engine that is open, and closes it with the store; NULL: on that of the URL. So tests
 * have one of their own. */
int store_open_on(ombud_store **store, engine *e, const ombud_store_options *options, char *message,
                  size_t size);

/* store.c: before and after each call. Other handles of the connection wait. LEAVE answers STATUS, and sees
 * to it that there is a message. */
void store_enter(ombud_store *s);
int store_leave(ombud_store *s, int status);

/* Answers STATUS, with a message of its own. */
int store_fail(ombud_store *s, int status, const char *format, ...);

/* Does BODY in a transaction, which is committed where it answers 0 and else rolled back. Where others come
 * between all of it is done again, a bounded number of times and then it is OMBUD_STORE_IN_USE: so BODY
 * begins from nothing each time, and the pool is empty then. */
int store_transaction(ombud_store *s, int writes, int (*body)(ombud_store *, void *), void *context);

/* NULL: not linked. */
const known *store_known(const ombud_store *s, int64_t row);

/* clock.c: the time, once for a transaction, within it; and whether deadlines must not fire, since the clock
 * has jumped. */
int clock_now(ombud_store *s, ombud_time *now);
int clock_alarm(ombud_store *s, int *alarm);
int clock_believe(ombud_store *s); /* as it now is, and once that is committed: */
void clock_believed(ombud_store *s);

#endif
