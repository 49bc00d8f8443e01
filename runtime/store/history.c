/* Reading a case and its history. */
#include "history.h"

#include <string.h>

#include "row.h"
#include "run.h"

/* ---- one case ---- */

int history_case(ombud_store *s, int64_t case_id, int lock, work *found) {
  *found = (work){.row.id = case_id};
  int status = s->e->calls->cases(s->e, &case_id, 1, lock, &found->row);
  if (status) return status;
  found->row.id = case_id;
  if (!found->row.body.at && case_id)
    return store_fail(s, OMBUD_STORE_NO_CASE, "there is no case %lld", (long long)case_id);
  found->known = store_known(s, found->row.policy);
  return 0;
}

static int look(ombud_store *s, void *context) {
  ombud_stored *found = context;
  work w;
  *found = (ombud_stored){.id = found->id};
  int status = history_case(s, found->id, 0, &w);
  if (status) return status;
  found->number = w.row.number;
  found->aside = w.row.aside ? pool_string(&s->pool, w.row.aside) : NULL;
  if (ombud_encoded_fingerprint(w.row.body.at, w.row.body.n, &found->fingerprint)) found->fingerprint = 0;
  if (!w.known) return 0;
  const ombud_policy *policy = w.known->linked.policy;
  ombud_case *c = pool_take(&s->pool, ombud_case_size(policy));
  if (!c) return OMBUD_STORE_MEMORY;
  found->linked = &w.known->linked;
  if (ombud_decode(policy, c, w.row.body.at, w.row.body.n) == OMBUD_OK) found->head = c;
  return 0;
}

int ombud_store_look(ombud_store *s, int64_t case_id, ombud_stored *found) {
  *found = (ombud_stored){.id = case_id};
  store_enter(s);
  return store_leave(s, store_transaction(s, 0, look, found));
}

/* ---- its events ---- */

/* They are chained from the last one. */
int history_events(ombud_store *s, const row_case *of, row_event **rows) {
  row_event *list = pool_take(&s->pool, (size_t)of->number * sizeof *list);
  if (!list) return OMBUD_STORE_MEMORY;
  int64_t id = of->last;
  for (uint32_t i = of->number; i-- > 0;) {
    row_event *row = &list[i];
    int status = s->e->calls->event(s->e, id, row);
    if (status) return status;
    if (!row->id || row->case_id != of->id || row->number != i + 1)
      return store_fail(s, OMBUD_STORE_CORRUPT, "case %lld: event %u is missing", (long long)of->id, i + 1);
    id = row->prev;
  }
  if (id)
    return store_fail(s, OMBUD_STORE_CORRUPT, "case %lld: an event comes before the first",
                      (long long)of->id);
  *rows = list;
  return 0;
}

typedef struct reading {
  ombud_store *s;
  ombud_record *record;
  const char **contents;
} reading;

static int take_content(void *context, const row_content *row) {
  reading *x = context;
  for (uint16_t i = 0; row->content && i < x->record->n_given; i++)
    if (x->record->given[i].fact == row->fact) {
      x->contents[i] = pool_string(&x->s->pool, row->content);
      if (!x->contents[i]) return OMBUD_STORE_MEMORY;
    }
  return 0;
}

static int read_record(ombud_store *s, const row_event *row, ombud_record *to) {
  const known *k = store_known(s, row->policy);
  *to = (ombud_record){.id = row->id,
                       .case_id = row->case_id,
                       .at = row->at,
                       .number = row->number,
                       .rule = row->rule,
                       .reminded = row->reminded,
                       .name = row->name,
                       .from = row->from,
                       .to = row->to,
                       .reason = row->reason,
                       .process = row->process,
                       .mode = row->mode,
                       .kind = row->kind,
                       .actor = row->actor,
                       .linked = k ? &k->linked : NULL,
                       .fingerprint = k ? k->linked.policy->fingerprint : 0,
                       .who = row->who};
  int status = row_get_given(&s->pool, row->given, &to->given, &to->n_given);
  if (!status) status = row_get_effects(&s->pool, row->effects, &to->effects, &to->n_effects);
  if (!status && k && !row_is_sound(&k->linked, row, to->given, to->n_given, to->effects, to->n_effects))
    status = store_fail(s, OMBUD_STORE_CORRUPT, "case %lld: event %u says what cannot be",
                        (long long)row->case_id, row->number);
  if (status) return status;
  reading x = {s, to, pool_take(&s->pool, (to->n_given + 1u) * sizeof *x.contents)};
  if (!x.contents) return OMBUD_STORE_MEMORY;
  to->contents = x.contents;
  return to->n_given ? s->e->calls->contents(s->e, row->id, take_content, &x) : 0;
}

typedef int telling(void *context, const ombud_record *record);

typedef struct tale {
  int64_t case_id;
  telling *tell;
  void *context;
  uint32_t n; /* events that were told of: not once more, where others come between */
  int told;   /* what TELL answered */
} tale;

static int tell_all(ombud_store *s, void *context) {
  tale *x = context;
  work w;
  row_event *rows = NULL;
  int status = history_case(s, x->case_id, 0, &w);
  if (!status) status = history_events(s, &w.row, &rows);
  while (!status && !x->told && x->n < w.row.number) {
    ombud_record record;
    status = read_record(s, &rows[x->n], &record);
    if (status) break;
    x->n++;
    x->told = x->tell(x->context, &record);
  }
  return status;
}

int ombud_store_history(ombud_store *s, int64_t case_id, telling *tell, void *context) {
  tale x = {.case_id = case_id, .tell = tell, .context = context};
  store_enter(s);
  int status = store_leave(s, store_transaction(s, 0, tell_all, &x));
  return status ? status : x.told;
}

/* ---- forgetting, and letting go ---- */

typedef struct order {
  int64_t case_id;
  const char *who;
} order;

static int forget(ombud_store *s, void *context) {
  const order *x = context;
  run r = {.s = s};
  work w;
  row_event *rows = NULL;
  int status = history_case(s, x->case_id, 1, &w);
  if (!status) status = clock_now(s, &r.now);
  if (!status) status = history_events(s, &w.row, &rows);
  for (uint32_t i = 0; !status && rows && i < w.row.number; i++)
    status = s->e->calls->forget(s->e, rows[i].id);
  if (status) return status;
  return run_note(&r, &w, OMBUD_RECORD_FORGOTTEN, x->who) ? run_finish(&r, &w, 1, NULL, 0)
                                                          : OMBUD_STORE_MEMORY;
}

static int release(ombud_store *s, void *context) {
  const order *x = context;
  run r = {.s = s};
  work w;
  int status = history_case(s, x->case_id, 1, &w);
  if (!status) status = clock_now(s, &r.now);
  if (status || !w.row.aside) return status;
  w.row.aside = NULL;
  w.row.failures = 0;
  status = run_take(&r, &w); /* a case that still fails stays where it is */
  if (status) return store_fail(s, status, "it still fails: %s", ombud_store_status_text(status));
  w.released = 1;
  return run_note(&r, &w, OMBUD_RECORD_RELEASED, x->who) ? run_finish(&r, &w, 1, NULL, 0)
                                                         : OMBUD_STORE_MEMORY;
}

static int change(ombud_store *s, int64_t case_id, const char *who, int (*how)(ombud_store *, void *)) {
  order x = {case_id, who};
  if (case_id <= 0 || (who && strlen(who) > OMBUD_KEY_MAX)) return OMBUD_STORE_BAD_CALL;
  store_enter(s);
  return store_leave(s, store_transaction(s, 1, how, &x));
}

int ombud_store_forget(ombud_store *s, int64_t case_id, const char *who) {
  return change(s, case_id, who, forget);
}

int ombud_store_release(ombud_store *s, int64_t case_id, const char *who) {
  return change(s, case_id, who, release);
}
