/* ombud: the durable host. It keeps cases, their history, and the effects that wait to be carried out, in a
 * database, and does to them what the tables of ombud.h say. README.md tells how to run it; this says what
 * its functions promise.
 *
 * Every command and every sweep is one transaction: the cases are locked, the idempotency key is looked for,
 * the time is taken once, what is due is fired in order, the action is judged in the state that results, and
 * the history, the effects, the key and the case are written together. So a sweep at any instant, or none,
 * changes no verdict, no effect and no final state.
 *
 * The actor of a command, and `who`, are the host's word: it has to know whom it is talking to. Nothing here
 * checks a password.
 *
 * A handle is for one thread at a time; threads that share a store have a handle each (ombud_store_share).
 * Strings are UTF-8, end with NUL, and stay the caller's. What a call hands back stays valid until the next
 * call with the same handle. */
#ifndef OMBUD_STORE_H
#define OMBUD_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "ombud.h"

#ifdef __cplusplus
extern "C" {
#endif

#define OMBUD_STORE_SCHEMA 2     /* version of the tables in the database */
#define OMBUD_KEY_MAX      200   /* bytes of an idempotency key, and of WHO */
#define OMBUD_CONTENT_MAX  65536 /* bytes of what a text fact says */
#define OMBUD_BATCH_MAX    1000
#define OMBUD_TRIES_MAX    3    /* failures of a case until it is set aside */
#define OMBUD_JUMP_MS      5000 /* that the clock may gain on the monotonic clock between two looks */

/* What the functions answer: ombud_status where it is the core's answer, or one of these. */
typedef enum ombud_store_status {
  OMBUD_STORE_BAD_URL = -101, /* no store has such a URL, its engine was not built in, or the store there goes
                                 by leases and the URL does not, or the other way round */
  OMBUD_STORE_IN_USE = -102,  /* another process has it, held a lock for too long, or came between again and
                                 again: nothing was done */
  OMBUD_STORE_LOST = -103,    /* the connection was lost, and could not be made again in time */
  OMBUD_STORE_FULL = -104,    /* no room on the disk */
  OMBUD_STORE_CORRUPT = -105, /* the database is damaged, or says what cannot be */
  OMBUD_STORE_NEWER = -106,   /* made by a later version of this library */
  OMBUD_STORE_FOREIGN = -107, /* a database, but no store */
  OMBUD_STORE_RIGHTS = -108,  /* it may not be opened, read or written */
  OMBUD_STORE_MEMORY = -109,
  OMBUD_STORE_FAILED = -110,  /* any other error of the engine: ombud_store_message */
  OMBUD_STORE_NO_CASE = -111, /* no such case */
  OMBUD_STORE_NO_TABLES =
      -112, /* the tables of the case's policy are not among those that it was opened with */
  OMBUD_STORE_KEY_USED = -113, /* the key was used for another command */
  OMBUD_STORE_ASIDE = -114,    /* the case was set aside after it had failed OMBUD_TRIES_MAX times */
  OMBUD_STORE_ALARM = -115,    /* a deadline is due, but the clock has jumped: ombud_store_resume */
  OMBUD_STORE_BAD_CALL = -116  /* an argument is missing, too long or not UTF-8 */
} ombud_store_status;

typedef struct ombud_store ombud_store;

typedef struct ombud_linked { /* a policy that the program has, in one of its versions */
  const ombud_policy *policy;
  const ombud_words *words;
} ombud_linked;

/* For tests, and for hosts with a time of their own: milliseconds since 1970, and of a clock that is never
 * set. NULL: the store's own (of the machine with sqlite, of the server with postgresql; and
 * CLOCK_MONOTONIC). */
typedef struct ombud_store_clock {
  ombud_time (*now)(void *context);
  int64_t (*monotonic)(void *context);
  void *context;
} ombud_store_clock;

typedef struct ombud_store_options {
  const char *url;            /* sqlite:PATH or postgresql://…, maybe with claim=leases (README.md) */
  const ombud_linked *linked; /* must stay as they are while the store is open */
  size_t n_linked;
  uint32_t wait_ms; /* the longest that a call waits for a lock or a connection; 0: 5000 */
  const ombud_store_clock *clock;
} ombud_store_options;

/* Opens a store, and makes it where there is none yet. 0 and *STORE, or a status and *STORE NULL; MESSAGE, of
 * SIZE bytes, then says what is wrong, in English (it may be NULL). */
int ombud_store_open(ombud_store **store, const ombud_store_options *options, char *message, size_t size);

/* Another handle for the same store, for another thread: with sqlite on the same connection, which they take
 * turns to use, with postgresql on one of its own. */
int ombud_store_share(ombud_store *of, ombud_store **store, char *message, size_t size);

/* The last handle that is closed closes the store. STORE may be NULL. */
void ombud_store_close(ombud_store *store);

/* The error of the last call, in English; "" where there was none. */
const char *ombud_store_message(const ombud_store *store);

/* What a status says, in English; the core's too. */
const char *ombud_store_status_text(int status);

/* ---- commands ---- */

typedef struct ombud_command {
  int64_t case_id;            /* 0: IN opens a case */
  const ombud_policy *policy; /* to open: one of those linked; else not read */
  const ombud_input *in;
  const char *const *contents; /* [in->n_given]: what text facts say, NULL elsewhere; may be NULL itself */
  const char *key;       /* of this command, chosen by the host, in no order but best by time; NULL: none */
  const char *who;       /* the person or program behind the actor, as the host knows it; NULL: nobody */
  uint8_t process, mode; /* to open; else not read */
} ombud_command;

typedef struct ombud_answer {
  int status; /* OMBUD_OK, OMBUD_REFUSED, an error of the command (nothing was done), of the case or of the
                 store */
  int again;  /* 1: the key was known, and this is what was answered then */
  int64_t case_id; /* opened, or the command's */
  uint32_t number; /* of the case's last event; from 1, without a gap, refusals included. 0: an opening that
                      was refused, of which the database keeps a row that is in no case's history */
  ombud_time at;   /* when it was judged */
  ombud_out out;   /* as ombud_step or ombud_open left it; its arrays are the store's */
} ombud_answer;

/* Does N commands, at most OMBUD_BATCH_MAX, in order and in one transaction, and says of each what came of
 * it. Several may be about one case. 0, even where commands were refused or wrong; or the store's error, and
 * then nothing was done, and every answer's status is that error. */
int ombud_store_do(ombud_store *store, const ombud_command *commands, size_t n, ombud_answer *answers);

/* ---- what falls due ---- */

typedef struct ombud_sweep {
  size_t cases; /* in which something fired */
  size_t events;
  size_t rearmed; /* that were looked at too early */
  size_t failed;  /* cases that failed; those set aside for it */
  size_t set_aside;
  int more;        /* 1: there may be more that is due */
  ombud_time next; /* when something falls due next, as far as is known, for this handle where workers share
                      cases out; OMBUD_NEVER: nothing does. Others may bring something forward */
} ombud_sweep;

/* Fires what is due, in up to MOST cases (0: OMBUD_BATCH_MAX), in one transaction. */
int ombud_store_tick(ombud_store *store, size_t most, ombud_sweep *sweep);

/* ---- looking ---- */

typedef struct ombud_stored {
  int64_t id;
  const ombud_linked *linked; /* NULL: its tables are absent */
  uint64_t fingerprint;
  const ombud_case *head; /* the case, caught up to when it was written; NULL without tables, or damaged */
  uint32_t number;        /* of its last event */
  const char *aside;      /* why it was set aside; NULL: it was not */
} ombud_stored;

int ombud_store_look(ombud_store *store, int64_t case_id, ombud_stored *found);

enum { /* ombud_record.kind: ombud_event_kind, and these */
       OMBUD_RECORD_REFUSED = 8,
       OMBUD_RECORD_FORGOTTEN = 9, /* contents and WHO of all events before were blanked */
       OMBUD_RECORD_RESUMED = 10,  /* ombud_store_resume; of no case */
       OMBUD_RECORD_RELEASED = 11  /* it was set aside, and is no longer */
};

typedef struct ombud_record { /* an event as the history has it; refusals too */
  int64_t id, case_id;
  ombud_time at;
  uint64_t fingerprint;
  uint32_t number, rule, reminded;
  uint16_t name, from, to, reason;
  uint8_t process, mode, kind, actor;
  const ombud_linked *linked; /* NULL: the tables are absent */
  const char *who;            /* NULL: it was forgotten; "": nobody was named */
  const ombud_given *given;
  const char *const *contents; /* [n_given]: NULL: no text, or it was forgotten */
  const ombud_effect *effects;
  uint16_t n_given, n_effects;
} ombud_record;

/* Calls TELL for each event of the case, the first one first, until it answers other than 0, which is then
 * the answer. CASE_ID 0: the store's own. TELL must not call the store. */
int ombud_store_history(ombud_store *store, int64_t case_id, int (*tell)(void *context, const ombud_record *),
                        void *context);

/* Folds the history through the tables again and compares: 0, or OMBUD_STORE_CORRUPT, and ombud_store_message
 * says which event or what of the case differs. */
int ombud_store_verify(ombud_store *store, int64_t case_id);

/* Blanks what people wrote or were called: contents of text facts, and WHO. Which facts were given stays, and
 * so do their other values, since decisions hang on them. Recorded. */
int ombud_store_forget(ombud_store *store, int64_t case_id, const char *who);

/* Lets a case that was set aside be used again, after what was wrong has been mended. Recorded. */
int ombud_store_release(ombud_store *store, int64_t case_id, const char *who);

/* ---- effects ----
 *
 * Each is delivered at least once: it is listed until it is acknowledged, and may be carried out twice by a
 * host that stops in between. Its key never changes, so that the receiver can tell. Nothing more is promised.
 */

typedef struct ombud_delivery {
  int64_t case_id; /* the key: case, number of the event, and which of its effects, from 0 */
  uint32_t number;
  uint16_t ordinal;
  int64_t record; /* where it is; to go on from, and to acknowledge */
  ombud_time at;  /* of the event */
  ombud_effect effect;
  uint64_t fingerprint;
  const ombud_linked *linked; /* NULL: the tables are absent */
} ombud_delivery;

/* Fills LIST with up to MOST effects that wait, the longest first, after *AFTER (NULL: from the first); *n is
 * how many there are. */
int ombud_store_effects(ombud_store *store, const ombud_delivery *after, ombud_delivery *list, size_t most,
                        size_t *n);

/* Acknowledges: they are listed no more. One that is acknowledged already is no error. */
int ombud_store_acknowledge(ombud_store *store, const ombud_delivery *list, size_t n);

/* ---- the store itself ---- */

enum { OMBUD_OVERDUE_BINS = 6 }; /* due since less than 1 s, 10 s, 1 min, 10 min, 1 h, and longer */

typedef struct ombud_store_stats {
  int64_t cases, open, events, overdue[OMBUD_OVERDUE_BINS];
  int64_t set_aside, no_tables; /* cases */
  int64_t effects;              /* that wait */
  ombud_time oldest_effect;     /* OMBUD_NEVER: none */
  ombud_time next;              /* as in ombud_sweep */
  int64_t oldest_snapshot_ms;   /* age of the oldest transaction of the server; -1: there is none, or it
                                   does not tell */
  int alarm;                    /* the clock has jumped */
  ombud_time now;
} ombud_store_stats;

int ombud_store_look_around(ombud_store *store, ombud_store_stats *stats);

/* Believes the clock as it now is. Recorded, where there was an alarm. */
int ombud_store_resume(ombud_store *store, const char *who);

/* The engines that are built in: "sqlite 3.40.1", "postgresql (libpq 15.18)"; NULL ends the list. */
const char *const *ombud_store_engines(void);

#ifdef __cplusplus
}
#endif

#endif
