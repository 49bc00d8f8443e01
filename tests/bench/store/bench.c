/* How many commands a second a store takes, beside SQL by hand that writes the same rows: in batches of 100,
 * on cases picked at random, each side on a file of its own, in turns, with a probe of the disk between them.
 * Then: how long a store takes to open, what a case and an event take on the disk, and how a million
 * deadlines that are due at once are drained while commands go on.
 *
 * usage: bench FOLDER [CASES [ROUNDS]] */
#define _POSIX_C_SOURCE 200809L
#include "bench.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "ombud_store.h"
#include "shop.h"

enum { SIDES = 4, ROUNDS_MAX = 25, BATCHES = 50, PROBES = 20, LATENCIES = 2000 };

static const ombud_linked linked[] = {{&shop_policy, &shop_words}};

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double median(double *list, size_t n) {
  qsort(list, n, sizeof *list, by_size);
  return list[n / 2];
}

/* ---- our side ---- */

static ombud_time tell_now(void *context) {
  return *(const ombud_time *)context;
}

static ombud_time now = NOW;
static const ombud_store_clock stopped = {tell_now, tell_now, &now};

typedef struct store_side {
  ombud_store *store;
  int keys;
} store_side;

static ombud_store *open_store(const char *path) {
  char url[600], message[512];
  ombud_store *store;
  snprintf(url, sizeof url, "sqlite:%s", path);
  ombud_store_options o = {.url = url, .linked = linked, .n_linked = 1, .clock = &stopped};
  if (ombud_store_open(&store, &o, message, sizeof message)) fprintf(stderr, "bench: %s\n", message);
  return store;
}

static void *ours_open(const char *path, int keys) {
  store_side *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  *s = (store_side){open_store(path), keys};
  return s->store ? s : NULL;
}

static void ours_close(void *of) {
  store_side *s = of;
  ombud_store_close(s->store);
  free(s);
}

static int ours_run(void *of, const order *orders, uint64_t number) {
  store_side *s = of;
  ombud_command commands[BATCH];
  ombud_input ins[BATCH];
  ombud_answer answers[BATCH];
  char keys[BATCH][32];
  for (int i = 0; i < BATCH; i++) {
    snprintf(keys[i], sizeof keys[i], "%016llx", (unsigned long long)(number + (uint64_t)i));
    ins[i] = (ombud_input){NULL, 0, SHOP_ACTOR_CLERK, orders[i].action};
    commands[i] = (ombud_command){
        .case_id = orders[i].id, .in = &ins[i], .who = "clerk-7", .key = s->keys ? keys[i] : NULL};
  }
  if (ombud_store_do(s->store, commands, BATCH, answers)) return 1;
  for (int i = 0; i < BATCH; i++)
    if (answers[i].status) return 1;
  return 0;
}

const side ours = {"ombud", ours_open, ours_run, ours_close};

static int fill(const char *path, int64_t cases) {
  static const ombud_input in = {NULL, 0, SHOP_ACTOR_CLERK, SHOP_ACTION_PARCEL_OPEN};
  static ombud_command commands[OMBUD_BATCH_MAX];
  static ombud_answer answers[OMBUD_BATCH_MAX];
  ombud_store *store = open_store(path);
  int bad = store == NULL;
  for (size_t i = 0; i < OMBUD_BATCH_MAX; i++)
    commands[i] = (ombud_command){.policy = &shop_policy, .in = &in, .who = "clerk-7"};
  for (int64_t left = cases; left > 0 && !bad; left -= OMBUD_BATCH_MAX) {
    size_t n = left < OMBUD_BATCH_MAX ? (size_t)left : OMBUD_BATCH_MAX;
    bad = ombud_store_do(store, commands, n, answers) || answers[n - 1].status;
  }
  ombud_store_close(store);
  return bad;
}

/* ---- the disk ---- */

/* Milliseconds of a small write that is synced. */
static double probe(const char *folder) {
  char path[600];
  double ms[PROBES];
  static const char page[4096];
  snprintf(path, sizeof path, "%s/probe", folder);
  int file = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
  for (int i = 0; i < PROBES; i++) {
    double from = seconds();
    if (pwrite(file, page, sizeof page, 0) != (ssize_t)sizeof page || fdatasync(file)) return -1;
    ms[i] = 1e3 * (seconds() - from);
  }
  close(file);
  unlink(path);
  return median(ms, PROBES);
}

static int copy(const char *from, const char *to) {
  static char block[1 << 20];
  FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
  size_t n, bad = !in || !out;
  while (!bad && (n = fread(block, 1, sizeof block, in)) > 0) bad = fwrite(block, 1, n, out) != n;
  if (in) bad |= (size_t)fclose(in);
  if (out) bad |= (size_t)fclose(out);
  return bad != 0;
}

static double size_of(const char *path) {
  struct stat s;
  return stat(path, &s) ? 0 : (double)s.st_size;
}

/* ---- commands a second ---- */

typedef struct field {
  const side *side;
  int keys;
  void *of;
  char path[600];
  unsigned char *away; /* [case]: which way it went last */
  uint64_t number;
  double rate[ROUNDS_MAX];
} field;

static int run_batches(field *f, int64_t cases, uint64_t *seed) {
  order orders[BATCH];
  for (int b = 0; b < BATCHES; b++) {
    for (int i = 0; i < BATCH; i++) {
      *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
      int64_t at = (int64_t)((*seed >> 20) % (uint64_t)cases);
      orders[i] = (order){at + 1, f->away[at] ? SHOP_ACTION_PARCEL_FETCH : SHOP_ACTION_PARCEL_SEND};
      f->away[at] ^= 1;
    }
    f->number += BATCH;
    if (f->side->run(f->of, orders, f->number)) return 1;
  }
  return 0;
}

static void report_rates(field *fields, unsigned rounds) {
  static const double targets[SIDES] = {0, 0, 0.85, 0.95};
  double bare_rate = 0, full_rate = 0;
  printf("%-34s %9s %9s %9s  %s\n", "commands a second", "min", "median", "max", "ratio");
  for (unsigned k = 0; k < SIDES; k++) {
    field *f = &fields[k];
    double middle = median(f->rate, rounds);
    if (k == 0) bare_rate = middle;
    if (k == 1) full_rate = middle;
    double base = k == 3 ? full_rate : bare_rate, ratio = middle / base;
    printf("  %-32s %9.0f %9.0f %9.0f  %5.2f of %s",
           k == 2   ? "ombud, without keys"
           : k == 3 ? "ombud, all of it"
                    : f->side->name,
           f->rate[0], middle, f->rate[rounds - 1], ratio, k == 3 ? "by hand" : "raw");
    if (targets[k] > 0) printf("  %s: target %.2f", ratio >= targets[k] ? "met" : "MISSED", targets[k]);
    printf("\n");
  }
}

static int compare(const char *folder, const char *filled, int64_t cases, unsigned rounds) {
  field fields[SIDES] = {
      {.side = &bare}, {.side = &by_hand, .keys = 1}, {.side = &ours}, {.side = &ours, .keys = 1}};
  double disk[SIDES * ROUNDS_MAX];
  size_t n_probes = 0;
  int bad = 0;
  for (unsigned k = 0; k < SIDES && !bad; k++) {
    field *f = &fields[k];
    snprintf(f->path, sizeof f->path, "%s/side%u.db", folder, k);
    bad = copy(filled, f->path);
    f->away = calloc((size_t)cases, 1);
    f->of = bad ? NULL : f->side->open(f->path, f->keys);
    bad |= !f->of || !f->away;
  }
  uint64_t seeds[SIDES] = {1, 1, 1, 1};
  for (unsigned round = 0; round <= rounds && !bad; round++) /* the first warms up */
    for (unsigned i = 0; i < SIDES && !bad; i++) {
      unsigned k = (i + round) % SIDES;
      double from = seconds();
      bad = run_batches(&fields[k], cases, &seeds[k]);
      if (round) fields[k].rate[round - 1] = BATCHES * BATCH / (seconds() - from);
      if (round) disk[n_probes++] = probe(folder);
    }
  for (unsigned k = 0; k < SIDES; k++) {
    if (fields[k].of) fields[k].side->close(fields[k].of);
    free(fields[k].away);
  }
  if (bad) return 1;
  report_rates(fields, rounds);
  printf("  a small write that is synced, between them: %.2f ms (%.2f to %.2f)\n", median(disk, n_probes),
         disk[0], disk[n_probes - 1]);
  double grown = size_of(fields[2].path) - size_of(filled);
  printf("  an event on the disk: %.0f bytes\n", grown / ((double)(rounds + 1) * BATCHES * BATCH));
  for (unsigned k = 0; k < SIDES; k++) unlink(fields[k].path);
  return 0;
}

/* ---- many that are due at once ---- */

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
  qsort(ms, *n, sizeof *ms, by_size);
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

static int drain_all(const char *folder, const char *filled, int64_t cases) {
  char path[600];
  size_t n_idle, n_busy;
  snprintf(path, sizeof path, "%s/drained.db", folder);
  if (copy(filled, path)) return 1;
  double from = seconds();
  ombud_store *store = open_store(path), *other = NULL;
  if (!store || ombud_store_share(store, &other, NULL, 0)) return 1;
  printf("opened with %lld cases: %.2f s\n", (long long)cases, seconds() - from);
  double idle = latency(store, NULL, &n_idle);
  now += INT64_C(31) * 86400000; /* and the monotonic clock too */
  draining d = {other, 1, 0};
  pthread_t thread;
  from = seconds();
  if (pthread_create(&thread, NULL, drain, &d)) return 1;
  double busy = latency(store, &d, &n_busy);
  pthread_join(thread, NULL);
  double took = seconds() - from;
  printf("%zu deadlines due at one instant: drained in %.1f s, %.0f a second, in %ld MiB of memory at the "
         "most\n",
         d.fired, took, (double)d.fired / took, memory() / 1024);
  printf("  a command meanwhile, 99th percentile: %.2f ms (%zu of them), idle %.2f ms: %.2f of it  %s: "
         "target 3.00\n",
         busy, n_busy, idle, busy / idle, busy <= 3 * idle ? "met" : "MISSED");
  ombud_store_close(other);
  ombud_store_close(store);
  unlink(path);
  now = NOW;
  return idle < 0 || busy < 0;
}

int main(int argc, char **argv) {
  int64_t cases = argc > 2 ? strtoll(argv[2], NULL, 10) : 1000000;
  unsigned rounds = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 5;
  if (argc < 2 || cases < 1 || rounds < 1 || rounds > ROUNDS_MAX) {
    fprintf(stderr, "usage: bench FOLDER [CASES [ROUNDS]]\n");
    return 2;
  }
  char filled[600];
  snprintf(filled, sizeof filled, "%s/filled.db", argv[1]);
  unlink(filled);
  double from = seconds();
  int bad = fill(filled, cases);
  if (!bad)
    printf("%lld cases opened in %.1f s; a case with its first event on the disk: %.0f bytes\n",
           (long long)cases, seconds() - from, size_of(filled) / (double)cases);
  bad = bad || drain_all(argv[1], filled, cases) || compare(argv[1], filled, cases, rounds);
  unlink(filled);
  if (bad) fprintf(stderr, "bench: a store does not do as it should\n");
  return bad;
}
