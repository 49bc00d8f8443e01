/* Effects that wait to be carried out. */
#include "row.h"
#include "store.h"

static int fill(ombud_store *s, const row_waiting *row, ombud_delivery *to) {
  row_event event;
  const ombud_effect *effects;
  uint16_t n;
  int status = s->e->calls->event(s->e, row->event, &event);
  if (!status) status = row_get_effects(&s->pool, event.effects, &effects, &n);
  if (status) return status;
  if (!event.id || row->ordinal >= n)
    return store_fail(s, OMBUD_STORE_CORRUPT, "case %lld, event %u has no effect %u", (long long)row->case_id,
                      row->number, row->ordinal);
  const known *k = store_known(s, event.policy);
  if (k && !row_is_sound(&k->linked, &event, NULL, 0, effects, n))
    return store_fail(s, OMBUD_STORE_CORRUPT, "case %lld: event %u says what cannot be",
                      (long long)row->case_id, row->number);
  *to = (ombud_delivery){.case_id = row->case_id,
                         .number = row->number,
                         .ordinal = row->ordinal,
                         .record = row->event,
                         .at = row->at,
                         .effect = effects[row->ordinal],
                         .fingerprint = k ? k->linked.policy->fingerprint : 0,
                         .linked = k ? &k->linked : NULL};
  return 0;
}

typedef struct page {
  const ombud_delivery *after;
  ombud_delivery *list;
  size_t most, n;
} page;

static int list_waiting(ombud_store *s, void *context) {
  page *x = context;
  const ombud_delivery *after = x->after;
  row_waiting *rows = pool_take(&s->pool, x->most * sizeof *rows);
  if (!rows) return OMBUD_STORE_MEMORY;
  size_t found = 0;
  int status = s->e->calls->waiting(s->e, after ? after->record : 0, after ? after->ordinal : UINT16_MAX,
                                    x->most, rows, &found);
  for (size_t i = 0; i < found && !status; i++) status = fill(s, &rows[i], &x->list[i]);
  x->n = status ? 0 : found;
  return status;
}

int ombud_store_effects(ombud_store *s, const ombud_delivery *after, ombud_delivery *list, size_t most,
                        size_t *n) {
  page x = {after, list, most, 0};
  store_enter(s);
  int status = store_transaction(s, 0, list_waiting, &x);
  *n = status ? 0 : x.n;
  return store_leave(s, status);
}

typedef struct receipt {
  const ombud_delivery *list;
  size_t n;
} receipt;

static int acknowledge(ombud_store *s, void *context) {
  const receipt *x = context;
  return s->e->calls->acknowledge(s->e, x->list, x->n);
}

int ombud_store_acknowledge(ombud_store *s, const ombud_delivery *list, size_t n) {
  receipt x = {list, n};
  store_enter(s);
  return store_leave(s, store_transaction(s, 1, acknowledge, &x));
}
