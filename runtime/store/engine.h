/* What a store asks of a database, and no more: the narrow interface behind which the engines are. An engine
 * knows rows and transactions; what they mean is the store's.
 *
 * All functions answer 0 or an ombud_store_status below 0 or ENGINE_CONFLICT, and then have told why in
 * engine.message. After an error within a transaction the store rolls back and nothing else. What a row
 * points to is the engine's, and valid until the transaction ends. */
#ifndef OMBUD_ENGINE_H
#define OMBUD_ENGINE_H

#include "ombud_store.h"

/* Another transaction came between, so that this one cannot be committed. It has changed nothing, and the
 * store does all of it once more (store_transaction). */
enum { ENGINE_CONFLICT = -201 };

typedef struct bytes {
  const void *at;
  size_t n;
} bytes;

typedef struct row_case {
  int64_t id, policy;  /* number of the policy's row */
  int64_t last;        /* id of its last event */
  ombud_time was;      /* .wake as it was read; OMBUD_NEVER of a case that is new */
  ombud_time wake;     /* no later than the next due instant; OMBUD_NEVER: it is not looked at by sweeps */
  uint32_t number;     /* of the last event. Case 0 is the store itself, without a body */
  uint32_t was_number; /* as it was read */
  uint16_t failures;
  const char *aside; /* NULL: it is not set aside */
  bytes body;        /* ombud_encode */
} row_case;

typedef struct row_event {
  int64_t id, case_id, prev; /* prev: the case's event before; 0: none */
  int64_t policy;
  ombud_time at;
  uint32_t number, rule, reminded;
  uint16_t name, from, to, reason;
  uint8_t process, mode, kind, actor;
  const char *who;      /* NULL: forgotten */
  bytes given, effects; /* row.h */
} row_event;

typedef struct row_content { /* what a text fact says */
  int64_t event;
  uint16_t fact;
  const char *content; /* NULL: forgotten */
} row_content;

typedef struct row_waiting { /* an effect that waits */
  int64_t event, case_id;
  uint32_t number;
  uint16_t ordinal;
  ombud_time at;
} row_waiting;

typedef struct row_key {
  const char *key;
  uint64_t digest;        /* of the command; 0 in the answer of `keys`: the key is not known */
  int64_t case_id, event; /* the command's last event */
  uint32_t n_events;
} row_key;

typedef struct row_policy {
  int64_t id;
  uint64_t fingerprint;
  const char *name, *version;
  int has_words;
} row_policy;

typedef struct row_word { /* what a number of the policy is called, for who reads the history without its
                             tables */
  int64_t policy;
  const char *kind; /* "state", "name" (of an action or event), "mode", "actor", "process", "fact", "effect",
                       "reason", "rule" */
  uint16_t process; /* of states and names; 0 else */
  uint32_t number;
  const char *name;    /* of a rule: its sentence */
  const char *clauses; /* of a rule; "" else */
} row_word;

/* All that a transaction writes, in one call. */
typedef struct engine_batch {
  const row_case *opened, *changed; /* CHANGED: last, wake, number and body are written */
  const row_case *marked;           /* failures, aside and wake are */
  const row_event *events;
  const row_content *contents;
  const row_waiting *waiting;
  const row_key *keys;
  const row_word *words; /* one that is there is left as it is */
  size_t n_opened, n_changed, n_marked, n_events, n_contents, n_waiting, n_keys, n_words;
} engine_batch;

typedef struct engine engine;

typedef struct engine_calls {
  int shared; /* handles take turns to use one connection */

  void (*close)(engine *e);

  int (*begin)(engine *e, int writes);
  int (*commit)(engine *e);
  void (*rollback)(engine *e);

  /* The store's clock. */
  int (*now)(engine *e, ombud_time *now);

  /* The policy's row, made where there is none: id and has_words are set. */
  int (*policy)(engine *e, row_policy *p);

  /* N numbers for cases, or for events, in their order, used by nobody else. */
  int (*reserve)(engine *e, int events, size_t n, int64_t *first);

  /* Locks those that there are of N cases, in the order of IDS, which ascend; an id that is not there:
   * body.at is NULL. LOCK 0: reads them. An engine that locks nothing finds out by the time of the commit
   * whether they have changed since, and answers ENGINE_CONFLICT. */
  int (*cases)(engine *e, const int64_t *ids, size_t n, int lock, row_case *found);

  /* Locks up to MOST cases of the policies whose wake is no later than NOW and which nobody else has locked,
   * the earliest first. */
  int (*due)(engine *e, ombud_time now, const int64_t *policies, size_t n_policies, size_t most,
             row_case *found, size_t *n);
  /* The earliest wake, of cases of any policy; where those who sweep have shared the cases out, of this
   * one's.
   */
  int (*next)(engine *e, ombud_time *wake);

  /* Sets what is known of N keys. Of equal keys that others use at the same time, one waits for the other, or
   * is told ENGINE_CONFLICT by the time of the commit. */
  int (*keys)(engine *e, row_key *keys, size_t n);

  int (*write)(engine *e, const engine_batch *b);

  int (*event)(engine *e, int64_t id, row_event *found); /* id 0 where there is none */
  int (*contents)(engine *e, int64_t event, int (*tell)(void *, const row_content *), void *context);

  /* Up to MOST of those after (EVENT, ORDINAL). */
  int (*waiting)(engine *e, int64_t event, uint16_t ordinal, size_t most, row_waiting *list, size_t *n);
  int (*acknowledge)(engine *e, const ombud_delivery *list, size_t n);

  int (*forget)(engine *e, int64_t event); /* its WHO and contents */

  int (*stats)(engine *e, ombud_time now, const int64_t *policies, size_t n_policies,
               ombud_store_stats *stats);

  /* The alarm, kept in the store. */
  int (*alarm)(engine *e, int set, int *alarm); /* SET -1: asks; 0, 1: sets */
} engine_calls;

struct engine { /* each engine's own begins with it */
  const engine_calls *calls;
  char message[512];
};

/* sqlite.c, postgres.c. NAME is the URL behind "sqlite:", or all of "postgresql://…". */
int sqlite_open(engine **e, const char *name, const ombud_store_options *options, char *message, size_t size);
int postgres_open(engine **e, const char *name, const ombud_store_options *options, char *message,
                  size_t size);
const char *sqlite_version(void);
const char *postgres_version(void);

#endif
