#include "host.h"

#include <stdlib.h>
#include <string.h>

static int compile_all(host *h, const char *const *files, size_t n) {
  const options *o = h->o;
  h->n = n + o->n_also;
  const char **paths = ARENA_ARRAY(h->arena, h->n, const char *);
  int *statuses = ARENA_ARRAY(h->arena, h->n, int);
  for (size_t i = 0; i < h->n; i++) paths[i] = i < n ? files[i] : o->also[i - n];
  h->policies = ARENA_ARRAY(h->arena, h->n, compilation);
  h->linked = ARENA_ARRAY(h->arena, h->n, ombud_linked);
  int status = cmd_compile(o, h->policies, paths, h->n, statuses);
  for (size_t i = 0; status == EXIT_FINE && i < h->n; i++)
    h->linked[i] = (ombud_linked){h->policies[i].policy, h->policies[i].words};
  return status;
}

int host_open(host *h, const options *o, const char *const *files, size_t n) {
  *h = (host){.o = o, .arena = o->arena, .lang = cmd_language()};
  int status = compile_all(h, files, n);
  if (status != EXIT_FINE) return status;
  const char *url = o->store ? o->store : getenv("OMBUD_STORE");
  if (!url || !*url)
    return options_wrong("which store? --store=sqlite:FILE, or the environment's OMBUD_STORE");
  char message[512];
  ombud_store_options wanted = {.url = url, .linked = h->linked, .n_linked = h->n};
  if (!ombud_store_open(&h->store, &wanted, message, sizeof message)) return EXIT_FINE;
  return options_wrong("%s", message);
}

void host_end(host *h) {
  ombud_store_close(h->store);
  for (size_t i = 0; i < h->n; i++) compile_end(&h->policies[i]);
}

int host_wrong(const host *h, int status) {
  const char *message = ombud_store_message(h->store);
  return options_wrong("%s", *message ? message : ombud_store_status_text(status));
}

int host_sweep(host *h, const volatile sig_atomic_t *ended, ombud_sweep *all) {
  ombud_sweep one = {.more = 1};
  *all = (ombud_sweep){.next = OMBUD_NEVER};
  while (one.more && !(ended && *ended)) {
    int status = ombud_store_tick(h->store, 0, &one);
    if (status) return status;
    all->cases += one.cases;
    all->events += one.events;
    all->failed += one.failed;
    all->set_aside += one.set_aside;
    all->next = one.next;
  }
  return 0;
}
