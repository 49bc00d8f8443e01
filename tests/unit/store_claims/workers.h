/* Several at work on a store at once, on a server. */
#ifndef WORKERS_H
#define WORKERS_H

#include <pthread.h>

#include "fixture.h"

typedef struct worker {
  ombud_store *store;
  pthread_t thread;
  const int64_t *cases; /* two */
  size_t fired, events, failed;
  int turned;
} worker;

/* Has two workers do the same, each with a handle of its own, and asserts that none failed. */
void both_do(fixture *f, void *(*what)(void *), worker w[2], const int64_t *cases);

/* A handle like F's. */
ombud_store *another(fixture *f);

/* A store at F's URL, with MORE behind it. */
int open_as(const fixture *f, const char *more, uint32_t wait_ms, ombud_store **s, char message[512]);

/* N claims, at most OMBUD_BATCH_MAX. */
void file_many(fixture *f, size_t n);

/* Of all stores on the server; says how many there were. */
int64_t cut_connections(fixture *f);

#endif
