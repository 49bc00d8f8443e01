/* An engine in memory, for one thread. What a transaction writes is seen by nobody until it is committed, and
 * is gone when it is rolled back or its connection dies. Several connections may have one under way: rows and
 * keys are locked, and who would have to wait is told OMBUD_STORE_IN_USE. */
#ifndef FAKE_H
#define FAKE_H

#include "engine.h"

enum { FAKE_CASES = 64, FAKE_EVENTS = 2048, FAKE_KEYS = 512, FAKE_POLICIES = 4 };

typedef enum fake_fault {
  FAKE_NONE,
  FAKE_FULL,          /* a call fails; the connection stays */
  FAKE_CONFLICT,      /* another came between: nobody is to notice */
  FAKE_DIES,          /* before a call */
  FAKE_DIES_COMMITTED /* after the commit, before anybody is told */
} fake_fault;

typedef struct fake_key {
  const char *key;
  const engine *by; /* NULL: nobody has it locked */
  row_key row;      /* digest 0: nothing is known of it */
} fake_key;

typedef struct fake_case {
  row_case row;
  const engine *by;
  int there;
} fake_case;

typedef struct fake_world {
  ombud_time now;
  int lazy; /* a wake that moves to later is left as it is, unless the case was taken as due */

  /* Called before each call of a transaction that writes: whatever others do meanwhile. */
  void (*between)(void *context);
  void *context;

  size_t n_written;  /* events, by transactions that were committed */
  const char *wrong; /* what the store did that an engine need not bear; NULL: nothing */
  int alarm;
  const engine *alarm_by;
  size_t n_cases, n_events, n_contents, n_waiting, n_keys, n_policies; /* numbers used, or rows */
  fake_case cases[FAKE_CASES];                                         /* by id */
  row_event events[FAKE_EVENTS];
  row_content contents[FAKE_EVENTS];
  row_waiting waiting[FAKE_EVENTS]; /* event 0: acknowledged */
  fake_key keys[FAKE_KEYS];
  row_policy policies[FAKE_POLICIES];
  struct pool *rows; /* what they point to */
} fake_world;

fake_world *fake_new(void);
void fake_free(fake_world *w);

/* A store's handle on a connection of its own, *E, of which the options' URL says nothing. */
int fake_open(fake_world *w, ombud_store **store, engine **e, const ombud_store_options *options,
              char *message, size_t size);

/* FAULT comes at the call after the next CALLS; FAKE_DIES_COMMITTED at the next commit. */
void fake_fail(engine *e, fake_fault fault, unsigned calls);
int fake_is_dead(const engine *e);

/* Damages the bytes of a case, or mends them. 0: somebody has it locked, or it is not there. */
int fake_damage(fake_world *w, int64_t id);

ombud_time fake_wake(const fake_world *w); /* the earliest */

#endif
