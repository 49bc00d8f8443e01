/* How many commands a second a store takes, beside SQL by hand that writes the same rows: in batches of 100,
 * on cases picked at random, each side on a store of its own, in turns, with a probe of the disk between
 * them. Then: how long a store takes to open, what a case and an event take on the disk, and how a million
 * deadlines that are due at once are drained while commands go on; on a server also beside a snapshot that
 * somebody holds, and by two workers.
 *
 * usage: bench FOLDER [CASES [ROUNDS [URL]]], with the URL of a PostgreSQL server */
#define _POSIX_C_SOURCE 200809L
#include "bench.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ombud_store.h"
#include "shop.h"

enum { SIDES = 4, PROBES = 20 };

static const ombud_linked linked[] = {{&shop_policy, &shop_words}};

double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

void sort(double *list, size_t n) {
  qsort(list, n, sizeof *list, by_size);
}

double median(double *list, size_t n) {
  sort(list, n);
  return list[n / 2];
}

/* ---- our side ---- */

static ombud_time tell_now(void *context) {
  return *(const ombud_time *)context;
}

ombud_time store_now = NOW;
static const ombud_store_clock stopped = {tell_now, tell_now, &store_now};

typedef struct store_side {
  ombud_store *store;
  int keys;
} store_side;

ombud_store *open_store(const char *url) {
  char message[512];
  ombud_store *store;
  ombud_store_options o = {.url = url, .linked = linked, .n_linked = 1, .clock = &stopped};
  if (ombud_store_open(&store, &o, message, sizeof message)) fprintf(stderr, "bench: %s\n", message);
  return store;
}

static void *ours_open(const char *url, int keys) {
  store_side *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  *s = (store_side){open_store(url), keys};
  if (s->store) return s;
  free(s);
  return NULL;
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
    snprintf(keys[i], sizeof keys[i], "%016" PRIx64, number + (uint64_t)i);
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

static int fill(const char *url, int64_t cases) {
  static const ombud_input in = {NULL, 0, SHOP_ACTOR_CLERK, SHOP_ACTION_PARCEL_OPEN};
  static ombud_command commands[OMBUD_BATCH_MAX];
  static ombud_answer answers[OMBUD_BATCH_MAX];
  ombud_store *store = open_store(url);
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

/* ---- commands a second ---- */

int run_batches(const side *by, void *of, walk *w, int n) {
  order orders[BATCH];
  for (int b = 0; b < n; b++) {
    for (int i = 0; i < BATCH; i++) {
      w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
      int64_t at = (int64_t)((w->seed >> 20) % (uint64_t)(w->cases / w->step)) * w->step + w->first;
      orders[i] = (order){at + 1, w->away[at] ? SHOP_ACTION_PARCEL_FETCH : SHOP_ACTION_PARCEL_SEND};
      w->away[at] ^= 1;
    }
    w->number += BATCH;
    if (by->run(of, orders, w->number)) return 1;
  }
  return 0;
}

typedef struct field {
  const side *side;
  int keys;
  void *of;
  char url[600];
  walk walk;
  double rate[ROUNDS_MAX];
} field;

static void report_rates(const ground *g, field *fields, unsigned rounds) {
  const double targets[SIDES] = {0, 0, g->target, 0.95};
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

static int open_side(const ground *g, field *f, const char *base, const char *filled, unsigned k,
                     int64_t cases) {
  char name[16];
  snprintf(name, sizeof name, "side%u", k);
  g->name(f->url, sizeof f->url, base, name);
  if (g->copy(filled, f->url)) return 1;
  f->walk = (walk){.step = 1, .cases = cases, .seed = 1, .away = calloc((size_t)cases, 1)};
  f->of = f->side->open(f->url, f->keys);
  return !f->of || !f->walk.away;
}

static int compare(const ground *g, const char *base, const char *filled, const char *folder, int64_t cases,
                   unsigned rounds) {
  field fields[SIDES] = {
      {.side = g->bare}, {.side = g->by_hand, .keys = 1}, {.side = &ours}, {.side = &ours, .keys = 1}};
  double disk[SIDES * ROUNDS_MAX];
  size_t n_probes = 0;
  int bad = 0;
  for (unsigned k = 0; k < SIDES && !bad; k++) bad = open_side(g, &fields[k], base, filled, k, cases);
  for (unsigned round = 0; round <= rounds && !bad; round++) /* the first warms up */
    for (unsigned i = 0; i < SIDES && !bad; i++) {
      field *f = &fields[(i + round) % SIDES];
      double from = seconds();
      bad = run_batches(f->side, f->of, &f->walk, BATCHES);
      if (round) f->rate[round - 1] = BATCHES * BATCH / (seconds() - from);
      if (round) disk[n_probes++] = probe(folder);
    }
  for (unsigned k = 0; k < SIDES; k++) {
    if (fields[k].of) fields[k].side->close(fields[k].of);
    free(fields[k].walk.away);
  }
  if (bad) return 1;
  report_rates(g, fields, rounds);
  printf("  %s\n", g->note);
  double middle = median(disk, n_probes);
  printf("  a small write that is synced, between them: %.2f ms (%.2f to %.2f)\n", middle, disk[0],
         disk[n_probes - 1]);
  double grown = g->events_size(fields[2].url) - g->events_size(filled);
  printf("  an event on the disk: %.0f bytes\n", grown / ((double)(rounds + 1) * BATCHES * BATCH));
  for (unsigned k = 0; k < SIDES; k++) g->drop(fields[k].url);
  return 0;
}

static int open_it(const ground *g, const char *base, const char *filled) {
  char url[600];
  g->name(url, sizeof url, base, "opened");
  if (g->copy(filled, url) || (g->spread && g->spread(url))) return 1;
  double from = seconds();
  ombud_store *store = open_store(url);
  if (store) printf("opened in %.2f s, with deadlines all over a month\n", seconds() - from);
  ombud_store_close(store);
  g->drop(url);
  return !store;
}

static int measure(const ground *g, const char *base, const char *folder, int64_t cases, unsigned rounds) {
  char filled[600];
  g->name(filled, sizeof filled, base, "filled");
  g->drop(filled);
  double from = seconds();
  int bad = fill(filled, cases);
  if (!bad)
    printf("%lld cases opened in %.1f s; a case with its first event on the disk: %.0f bytes\n",
           (long long)cases, seconds() - from, g->size(filled) / (double)cases);
  bad = bad || open_it(g, base, filled) || drain_all(g, base, filled, 0);
  if (g->hold) bad = bad || drain_all(g, base, filled, 1) || workers(g, base, filled, cases, rounds);
  bad = bad || compare(g, base, filled, folder, cases, rounds);
  g->drop(filled);
  return bad;
}

int main(int argc, char **argv) {
  int64_t cases = argc > 2 ? strtoll(argv[2], NULL, 10) : 1000000;
  unsigned rounds = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 5;
  if (argc < 2 || cases < 2 || rounds < 1 || rounds > ROUNDS_MAX) {
    fprintf(stderr, "usage: bench FOLDER [CASES [ROUNDS [URL]]]\n");
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  int bad = argc > 4 ? measure(&postgres_ground, argv[4], argv[1], cases, rounds)
                     : measure(&sqlite_ground, argv[1], argv[1], cases, rounds);
  if (bad) fprintf(stderr, "bench: a store does not do as it should\n");
  return bad;
}
