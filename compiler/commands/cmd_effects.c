/* Effects of kept cases: the outbox, from which a host takes what it has to carry out. */
#include <string.h>

#include "host.h"

enum { PAGE = 100 };

static int list(host *h) {
  ombud_delivery page[PAGE], last;
  size_t n = 0;
  const ombud_delivery *after = NULL;
  do {
    int status = ombud_store_effects(h->store, after, page, PAGE, &n);
    if (status) return host_wrong(h, status);
    for (size_t i = 0; i < n; i++) host_tell_delivery(h, &page[i]);
    if (n) last = page[n - 1], after = &last;
  } while (n == PAGE);
  return EXIT_FINE;
}

/* Which event of the case has the number. */
static int find_record(void *context, const ombud_record *r) {
  ombud_delivery *key = context;
  if (r->number != key->number) return 0;
  key->record = r->id;
  return key->ordinal < r->n_effects ? 1 : 2;
}

static int acknowledge(host *h) {
  for (size_t i = 1; i < h->o->n_operands; i++) {
    ombud_delivery key;
    if (!host_read_effect(h->o->operands[i], &key)) return EXIT_CALL;
    int found = ombud_store_history(h->store, key.case_id, find_record, &key);
    if (found < 0) return host_wrong(h, found);
    if (found != 1) return options_wrong("there is no effect %s", h->o->operands[i]);
    int status = ombud_store_acknowledge(h->store, &key, 1);
    if (status) return host_wrong(h, status);
  }
  return EXIT_FINE;
}

int cmd_effects(const options *o) {
  host h;
  bool lists = strcmp(o->operands[0], "list") == 0, acks = strcmp(o->operands[0], "ack") == 0;
  if (!lists && !acks)
    return options_wrong("effects are there to `list` or to `ack`, not to '%s'", o->operands[0]);
  if (acks && o->n_operands < 2) return options_wrong("`ombud effects ack` wants: EFFECT...");
  int status = host_open(&h, o, o->operands + 1, lists ? o->n_operands - 1 : 0);
  if (status == EXIT_FINE) status = lists ? list(&h) : acknowledge(&h);
  host_end(&h);
  return status;
}
