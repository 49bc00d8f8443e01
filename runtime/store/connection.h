/* What handles of one connection have in common. */
#ifndef OMBUD_CONNECTION_H
#define OMBUD_CONNECTION_H

#include <pthread.h>

#include "engine.h"

typedef struct connection {
  pthread_mutex_t lock;  /* of the turns and the users */
  pthread_cond_t called; /* the next turn is */
  unsigned next, turn;   /* first come, first served: a sweep that takes turn after turn keeps nobody out */
  unsigned users;
  engine *e;
  char *url;
  uint32_t wait_ms;
  const ombud_store_clock *clock;

  /* the last look at the clocks */
  int looked, jumped; /* JUMPED: and the store does not know yet */
  ombud_time now;
  int64_t monotonic;
} connection;

#endif
