/* What the sides of the benchmark of the store share: the same commands on the same rows. */
#ifndef BENCH_STORE_H
#define BENCH_STORE_H

#include <stddef.h>
#include <stdint.h>

enum { BATCH = 100 };

typedef struct order { /* a command: an existing case goes the way that it has not gone last */
  int64_t id;
  uint16_t action;
} order;

typedef struct side {
  const char *name;
  void *(*open)(const char *path, int keys);
  int (*run)(void *of, const order *orders, uint64_t number); /* a batch in one transaction; 0: done */
  void (*close)(void *of);
} side;

extern const side ours, by_hand, bare;

/* SQL by hand goes by no rules: it writes what the rules come to, in rows of the same size. */
#define NOW INT64_C(1800000000000)

#endif
