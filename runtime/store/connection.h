/* What handles of one connection have in common. */
#ifndef OMBUD_CONNECTION_H
#define OMBUD_CONNECTION_H

#include <pthread.h>

#include "engine.h"

typedef struct connection {
  pthread_mutex_t lock;
  engine *e;
  unsigned users;
  char *url;
  uint32_t wait_ms;
  const ombud_store_clock *clock;

  /* the last look at the clocks */
  int looked, jumped; /* JUMPED: and the store does not know yet */
  ombud_time now;
  int64_t monotonic;
} connection;

#endif
