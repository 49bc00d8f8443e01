/* Deadlines that are all due at one instant, and how long commands take while they are drained. */
#include <pthread.h>
#include <stdio.h>

#include "bench.h"
#include "shop.h"

enum { LATENCIES = 2000 };

typedef struct draining {
  ombud_store *store;
  volatile int going;
  size_t fired;
} draining;

static void *drain(void *context) {
  draining *d = context;
  ombud_sweep s = {.more = 1};
  while (s.more && !ombud_store_tick(d->store, BATCH, &s)) d->fired += s.cases;
  d->going = 0;
  return NULL;
}

/* The 99th percentile of how long a command takes, in milliseconds, of N of them or while D goes on. */
static double latency(ombud_store *store, const draining *d, size_t *n) {
  static const ombud_input in = {NULL, 0, SHOP_ACTOR_CLERK, SHOP_ACTION_PARCEL_OPEN};
  static double ms[200000];
  size_t most = d ? sizeof ms / sizeof ms[0] : LATENCIES;
  for (*n = 0; *n < most && (!d || d->going); ++*n) {
    ombud_command command = {.policy = &shop_policy, .in = &in};
    ombud_answer answer;
    double from = seconds();
    if (ombud_store_do(store, &command, 1, &answer) || answer.status) return -1;
    ms[*n] = 1e3 * (seconds() - from);
  }
  sort(ms, *n);
  return *n ? ms[*n - 1 - *n / 100] : 0;
}

static long memory(void) { /* KiB at the most so far; -1: the system does not tell */
  char line[256];
  long kib = -1;
  FILE *f = fopen("/proc/self/status", "r");
  while (f && fgets(line, sizeof line, f))
    if (sscanf(line, "VmHWM: %ld", &kib) == 1) break;
  if (f) fclose(f);
  return kib;
}

static int drain_beside_commands(ombud_store *store, ombud_store *other) {
  size_t n_idle, n_busy;
  double idle = latency(store, NULL, &n_idle);
  store_now += MONTH; /* and the monotonic clock too */
  draining d = {other, 1, 0};
  pthread_t thread;
  double from = seconds();
  if (pthread_create(&thread, NULL, drain, &d)) return 1;
  double busy = latency(store, &d, &n_busy);
  pthread_join(thread, NULL);
  double took = seconds() - from;
  store_now = NOW;
  printf("%zu deadlines due at one instant: drained in %.1f s, %.0f a second, in %ld MiB of memory at the "
         "most\n",
         d.fired, took, (double)d.fired / took, memory() / 1024);
  printf("  a command meanwhile, 99th percentile: %.2f ms (%zu of them), idle %.2f ms: %.2f of it  %s: "
         "target 3.00\n",
         busy, n_busy, idle, busy / idle, busy <= 3 * idle ? "met" : "MISSED");
  return idle < 0 || busy < 0;
}

int drain_all(const ground *g, const char *base, const char *filled, int held) {
  char url[600];
  g->name(url, sizeof url, base, "drained");
  if (g->copy(filled, url)) return 1;
  ombud_store *store = open_store(url), *other = NULL;
  void *snapshot = held ? g->hold(url) : NULL;
  int bad = !store || ombud_store_share(store, &other, NULL, 0) || (held && !snapshot);
  if (held) printf("beside a snapshot that somebody holds: ");
  bad = bad || drain_beside_commands(store, other);
  if (snapshot) g->let_go(snapshot);
  ombud_store_close(other);
  ombud_store_close(store);
  g->drop(url);
  return bad;
}
