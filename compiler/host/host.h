/* A store and the policies of a command line, compiled in memory: what `ombud case`, `tick`, `work`,
 * `effects` and `store` have in common. */
#ifndef HOST_H
#define HOST_H

#include <signal.h>

#include "cmd.h"
#include "ombud_store.h"

typedef struct host {
  const options *o;
  arena *arena;
  compilation *policies; /* of the rule files of the call, then of --also */
  ombud_linked *linked;
  size_t n;
  ombud_store *store;
  const char *lang;
} host;

/* Compiles the rule files and opens the store of --store. EXIT_FINE; else what is wrong has been said. The
 * caller ends the host, whatever the answer. */
int host_open(host *h, const options *o, const char *const *files, size_t n);
void host_end(host *h);

/* Says what the store says is wrong; EXIT_CALL. */
int host_wrong(const host *h, int status);

/* Fires all that is due, a transaction after the other, until *ENDED (NULL: to the end): what the store
 * answers. */
int host_sweep(host *h, const volatile sig_atomic_t *ended, ombud_sweep *all);

/* host_read.c: from the words of the call; false after a message. */
bool host_read_number(const char *text, int64_t *number); /* a case's */

/* 'ACTOR ACTION', --given, --text, --key and --who, of a process of L. The rest of COMMAND is the caller's.
 */
bool host_read_command(const host *h, const ombud_linked *l, uint16_t process, const char *sentence,
                       ombud_command *asked);

/* "CASE.NUMBER.ORDINAL" */
bool host_read_effect(const char *text, ombud_delivery *key);

/* host_write.c: as --format says, to standard output */
void host_tell_answer(const host *h, const ombud_linked *l, uint16_t process, const ombud_answer *a);
void host_tell_case(const host *h, const ombud_stored *found);
void host_tell_record(const host *h, const ombud_record *r);
void host_tell_options(const host *h, const ombud_stored *found, ombud_time now);
void host_tell_sweep(const host *h, const ombud_sweep *s);
void host_tell_delivery(const host *h, const ombud_delivery *d);
void host_tell_stats(const host *h, const ombud_store_stats *s);

#endif
