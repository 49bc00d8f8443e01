/* Two workers, each with a connection of its own, against one: in commands and in deadlines a second. They
 * work in turns, one and then two, on one store. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"

typedef struct worker {
  pthread_t thread;
  void *of; /* of `ours`, and its store */
  ombud_store *store;
  walk walk;
  int batches, bad;
  size_t done; /* commands, or deadlines */
} worker;

static void *command(void *of) {
  worker *w = of;
  w->bad = run_batches(&ours, w->of, &w->walk, w->batches);
  w->done += (size_t)w->batches * BATCH;
  return NULL;
}

static void *sweep(void *of) {
  worker *w = of;
  ombud_sweep s;
  for (int i = 0; i < w->batches && !w->bad; i++) {
    w->bad = ombud_store_tick(w->store, BATCH, &s) != 0;
    w->done += s.cases;
  }
  return NULL;
}

/* Has N workers do EACH batches at the same time; answers how much was done a second. */
static double together(worker *w, int n, void *(*what)(void *), int each) {
  size_t done = 0;
  double from = seconds();
  for (int i = 0; i < n; i++) {
    w[i].batches = each;
    w[i].done = 0;
    w[i].bad = pthread_create(&w[i].thread, NULL, what, &w[i]);
    if (w[i].bad) return 0;
  }
  for (int i = 0; i < n; i++) {
    pthread_join(w[i].thread, NULL);
    done += w[i].done;
  }
  return (double)done / (seconds() - from);
}

static int take_turns(worker *w, const char *what, void *(*how)(void *), int batches, unsigned rounds) {
  double rate[2][ROUNDS_MAX];
  for (unsigned round = 0; round < rounds; round++)
    for (int n = 1; n <= 2; n++) {
      rate[n - 1][round] = together(w, n, how, batches / n);
      if (w[0].bad || w[1].bad) return 1;
    }
  double one = median(rate[0], rounds), two = median(rate[1], rounds);
  printf("%s a second: one worker %.0f, two %.0f: %.2f of it\n", what, one, two, two / one);
  return 0;
}

int workers(const ground *g, const char *base, const char *filled, int64_t cases, unsigned rounds) {
  char url[600];
  worker w[2] = {{.walk = {0}}};
  unsigned char *away = calloc((size_t)cases, 1);
  g->name(url, sizeof url, base, "workers");
  int bad = !away || g->copy(filled, url);
  for (int i = 0; i < 2 && !bad; i++) {
    w[i].walk = (walk){.first = i, .step = 2, .cases = cases, .away = away, .seed = (uint64_t)i};
    w[i].walk.number = (uint64_t)i << 32;
    w[i].of = ours.open(url, 1);
    w[i].store = open_store(url);
    bad = !w[i].of || !w[i].store;
  }
  bad = bad || take_turns(w, "commands", command, 2 * BATCHES, rounds);
  store_now += 2 * MONTH; /* and all is due */
  int64_t slice = cases / BATCH / (int64_t)(2 * rounds);
  bad = bad || take_turns(w, "deadlines drained", sweep, (int)(slice ? slice : 1), rounds);
  store_now = NOW;
  for (int i = 0; i < 2; i++) {
    if (w[i].of) ours.close(w[i].of);
    ombud_store_close(w[i].store);
  }
  free(away);
  g->drop(url);
  return bad;
}
