/* What the parts of the benchmark of the store share. */
#ifndef BENCH_STORE_H
#define BENCH_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "ombud_store.h"

enum { BATCH = 100, BATCHES = 50, ROUNDS_MAX = 25 };

/* SQL by hand goes by no rules: it writes what the rules come to, in rows of the same size. */
#define NOW   INT64_C(1800000000000)
#define MONTH (INT64_C(31) * 86400000)

typedef struct order { /* a command: an existing case goes the way that it has not gone last */
  int64_t id;
  uint16_t action;
} order;

typedef struct side {
  const char *name;
  void *(*open)(const char *url, int keys);
  int (*run)(void *of, const order *orders, uint64_t number); /* a batch in one transaction; 0: done */
  void (*close)(void *of);
} side;

typedef struct ground { /* an engine; its stores are called by URL */
  const char *note;     /* how the other sides go about it */
  const side *bare, *by_hand;
  double target; /* of what is bare */
  void (*name)(char *url, size_t size, const char *base, const char *name);
  int (*copy)(const char *from, const char *to); /* TO is made */
  void (*drop)(const char *url);
  int (*spread)(
      const char *url); /* brings what is ahead forward, each by up to a month; NULL: it opens alike */
  double (*size)(const char *url);        /* bytes on the disk */
  double (*events_size)(const char *url); /* of what grows with events */
  void *(*hold)(const char *url);         /* a snapshot; NULL: none can be held */
  void (*let_go)(void *held);
} ground;

extern const ground sqlite_ground, postgres_ground;

/* ---- bench.c ---- */

extern const side ours;
extern ombud_time store_now; /* on both clocks of the store */

ombud_store *open_store(const char *url);
double seconds(void);
void sort(double *list, size_t n);
double median(double *list, size_t n); /* sorts it */

typedef struct walk { /* over every STEP-th case, at random */
  int64_t first, step, cases;
  uint64_t seed, number;
  unsigned char *away; /* [case]: which way it went last */
} walk;

int run_batches(const side *by, void *of, walk *w, int n);

/* ---- drain.c: many that are due at once ---- */

/* HELD: while somebody holds a snapshot. */
int drain_all(const ground *g, const char *base, const char *filled, int held);

/* ---- workers.c: two against one ---- */

int workers(const ground *g, const char *base, const char *filled, int64_t cases, unsigned rounds);

#endif
