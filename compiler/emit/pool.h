/* A table in the making: equal runs of elements are kept once. */
#ifndef POOL_H
#define POOL_H

#include "arena.h"

#include <stdint.h>

typedef struct pool {
  arena *arena;
  size_t size; /* of an element, whose padding must be zero */
  unsigned char *data;
  size_t len, cap;
  struct pool_run {
    uint32_t first, n; /* n + 1; 0: free */
  } * runs;
  size_t n_runs, cap_runs;
} pool;

/* Index of the first of N elements equal to those at RUN. N is at least 1. */
uint32_t pool_put(pool *p, const void *run, size_t n);

#endif
