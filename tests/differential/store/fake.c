#include "fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store.h"

typedef struct fake_engine {
  engine base;
  fake_world *world;
  int dead, writes;
  fake_fault fault;
  unsigned fuse;

  /* the transaction */
  engine_batch batch;              /* in the store's memory, which stays until its call ends */
  int has_batch, told_time, alarm; /* ALARM -1: as it is */
  row_policy added[FAKE_POLICIES];
  size_t n_added;
  const ombud_delivery *acknowledged;
  size_t n_acknowledged;
  int64_t *forgotten;
  size_t n_forgotten;
  pool rows;
} fake_engine;

static fake_engine *of(engine *e) {
  return (fake_engine *)(void *)e;
}

static void *must(void *memory) {
  if (!memory) abort();
  return memory;
}

static void object(fake_engine *f, int fine, const char *what) {
  if (!fine && !f->world->wrong) f->world->wrong = what;
}

static int answer(fake_engine *f, int status, const char *what) {
  snprintf(f->base.message, sizeof f->base.message, "%s", what);
  return status;
}

/* ---- transactions ---- */

static void let_go(fake_engine *f) {
  fake_world *w = f->world;
  for (size_t i = 0; i < FAKE_CASES; i++)
    if (w->cases[i].by == &f->base) w->cases[i].by = NULL;
  for (size_t i = 0; i < w->n_keys; i++)
    if (w->keys[i].by == &f->base) w->keys[i].by = NULL;
  if (w->alarm_by == &f->base) w->alarm_by = NULL;
  f->writes = f->has_batch = f->told_time = 0;
  f->n_added = f->n_acknowledged = f->n_forgotten = 0;
  f->alarm = -1;
}

static int die(fake_engine *f) {
  f->dead = 1;
  f->fault = FAKE_NONE;
  let_go(f);
  return answer(f, OMBUD_STORE_LOST, "the connection died");
}

/* Before each call: what others do, and what goes wrong. */
static int enter(engine *e) {
  fake_engine *f = of(e);
  if (!f->dead && f->writes && f->world->between) f->world->between(f->world->context);
  if (f->dead) return die(f);
  if (f->fault == FAKE_NONE || f->fault == FAKE_DIES_COMMITTED || f->fuse-- > 0) return 0;
  if (f->fault == FAKE_DIES) return die(f);
  int conflict = f->fault == FAKE_CONFLICT;
  f->fault = FAKE_NONE;
  return conflict ? answer(f, ENGINE_CONFLICT, "another came between")
                  : answer(f, OMBUD_STORE_FULL, "no room");
}

static int fake_begin(engine *e, int writes) {
  fake_engine *f = of(e);
  int status = enter(e);
  if (status) return status;
  let_go(f);
  pool_empty(&f->rows);
  f->writes = writes;
  return 0;
}

static void fake_rollback(engine *e) {
  let_go(of(e));
}

static const char *copy_text(fake_world *w, const char *text) {
  return text ? must(pool_copy(w->rows, text, strlen(text) + 1)) : NULL;
}

static bytes copy_bytes(fake_world *w, bytes from) {
  return (bytes){must(pool_copy(w->rows, from.at, from.n)), from.n};
}

static void commit_cases(fake_engine *f, const engine_batch *b) {
  fake_world *w = f->world;
  for (size_t i = 0; i < b->n_opened; i++) {
    fake_case *to = &w->cases[b->opened[i].id];
    object(f, !to->there, "a case is opened twice");
    to->there = 1;
    to->row = b->opened[i];
    to->row.body = copy_bytes(w, to->row.body);
  }
  for (size_t i = 0; i < b->n_changed; i++) {
    const row_case *from = &b->changed[i];
    fake_case *to = &w->cases[from->id];
    object(f, to->there && to->by == &f->base, "a case is changed that is not locked");
    object(f, from->was_number == to->row.number, "a case is changed that was not read");
    int later = w->lazy && to->row.wake < from->wake && from->was != OMBUD_NEVER;
    to->row.last = from->last;
    to->row.number = from->number;
    if (from->id) to->row.body = copy_bytes(w, from->body);
    if (!later) to->row.wake = from->wake;
  }
  for (size_t i = 0; i < b->n_marked; i++) {
    row_case *to = &w->cases[b->marked[i].id].row;
    to->failures = b->marked[i].failures;
    to->wake = b->marked[i].wake;
    to->aside = copy_text(w, b->marked[i].aside);
  }
}

static void commit_events(fake_engine *f, const engine_batch *b) {
  fake_world *w = f->world;
  for (size_t i = 0; i < b->n_events; i++) {
    row_event *to = &w->events[b->events[i].id];
    object(f, !to->id, "an event is written twice");
    *to = b->events[i];
    to->who = copy_text(w, to->who);
    to->given = copy_bytes(w, to->given);
    to->effects = copy_bytes(w, to->effects);
  }
  w->n_written += b->n_events;
  for (size_t i = 0; i < b->n_contents; i++) {
    row_content *to = &w->contents[w->n_contents++];
    *to = b->contents[i];
    to->content = copy_text(w, to->content);
  }
  for (size_t i = 0; i < b->n_waiting; i++) w->waiting[w->n_waiting++] = b->waiting[i];
}

static fake_key *find_key(fake_world *w, const char *key) {
  for (size_t i = 0; i < w->n_keys; i++)
    if (strcmp(w->keys[i].key, key) == 0) return &w->keys[i];
  if (w->n_keys == FAKE_KEYS) abort();
  w->keys[w->n_keys] = (fake_key){.key = copy_text(w, key)};
  return &w->keys[w->n_keys++];
}

static void commit_keys(fake_engine *f, const engine_batch *b) {
  for (size_t i = 0; i < b->n_keys; i++) {
    fake_key *to = find_key(f->world, b->keys[i].key);
    object(f, to->by == &f->base, "a key is written that is not locked");
    object(f, !to->row.digest, "a key is written twice");
    to->row = b->keys[i];
    to->row.key = to->key;
  }
}

static void commit_rest(fake_engine *f) {
  fake_world *w = f->world;
  for (size_t i = 0; i < f->n_added; i++) w->policies[w->n_policies++] = f->added[i];
  for (size_t i = 0; i < f->n_acknowledged; i++)
    for (size_t k = 0; k < w->n_waiting; k++)
      if (w->waiting[k].event == f->acknowledged[i].record &&
          w->waiting[k].ordinal == f->acknowledged[i].ordinal)
        w->waiting[k].event = 0;
  for (size_t i = 0; i < f->n_forgotten; i++) {
    w->events[f->forgotten[i]].who = NULL;
    for (size_t k = 0; k < w->n_contents; k++)
      if (w->contents[k].event == f->forgotten[i]) w->contents[k].content = NULL;
  }
  if (f->alarm >= 0) w->alarm = f->alarm;
}

static int fake_commit(engine *e) {
  fake_engine *f = of(e);
  int status = enter(e);
  if (status) return status;
  if (f->has_batch) {
    commit_cases(f, &f->batch);
    commit_events(f, &f->batch);
    commit_keys(f, &f->batch);
  }
  commit_rest(f);
  if (f->fault == FAKE_DIES_COMMITTED) return die(f);
  let_go(f);
  return 0;
}

static int fake_now(engine *e, ombud_time *now) {
  int status = enter(e);
  *now = of(e)->world->now;
  of(e)->told_time = 1;
  return status;
}

/* Numbers are used up by transactions that are rolled back, too. */
static int fake_reserve(engine *e, int events, size_t n, int64_t *first) {
  fake_world *w = of(e)->world;
  int status = enter(e);
  if (status) return status;
  size_t *last = events ? &w->n_events : &w->n_cases;
  if (*last + n >= (events ? FAKE_EVENTS : FAKE_CASES)) return answer(of(e), OMBUD_STORE_FULL, "no numbers");
  *first = (int64_t)*last + 1;
  *last += n;
  return 0;
}

/* ---- policies ---- */

static int fake_policy(engine *e, row_policy *p) {
  fake_engine *f = of(e);
  fake_world *w = f->world;
  int status = enter(e);
  if (status) return status;
  for (size_t i = 0; i < w->n_policies + f->n_added; i++) {
    const row_policy *row = i < w->n_policies ? &w->policies[i] : &f->added[i - w->n_policies];
    if (row->fingerprint == p->fingerprint) return *p = *row, 0;
  }
  p->id = (int64_t)(w->n_policies + f->n_added + 1);
  f->added[f->n_added++] =
      (row_policy){p->id, p->fingerprint, copy_text(w, p->name), copy_text(w, p->version), 0};
  return 0;
}

/* ---- cases ---- */

static int fake_cases(engine *e, const int64_t *ids, size_t n, int lock, row_case *found) {
  fake_engine *f = of(e);
  int status = enter(e);
  for (size_t i = 0; i < n && !status; i++) {
    found[i] = (row_case){.id = ids[i]};
    if (ids[i] >= FAKE_CASES || !f->world->cases[ids[i]].there) continue;
    fake_case *c = &f->world->cases[ids[i]];
    object(f, !i || ids[i] > ids[i - 1], "cases are not locked in their order");
    if (lock && c->by && c->by != e) return answer(f, OMBUD_STORE_IN_USE, "a case is locked");
    if (lock) c->by = e;
    object(f, !lock || !f->told_time, "the time is taken before a case is locked");
    found[i] = c->row;
    found[i].was = c->row.wake;
    found[i].was_number = c->row.number;
  }
  return status;
}

static int is_among(int64_t number, const int64_t *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (list[i] == number) return 1;
  return 0;
}

static int fake_due(engine *e, ombud_time now, const int64_t *policies, size_t n_policies, size_t most,
                    row_case *found, size_t *n) {
  fake_world *w = of(e)->world;
  int status = enter(e);
  if (status) return status;
  for (*n = 0; *n < most; ++*n) {
    fake_case *first = NULL;
    for (size_t i = 1; i < FAKE_CASES; i++) {
      fake_case *c = &w->cases[i];
      if (!c->there || c->by || c->row.wake > now || c->row.aside) continue;
      if (!is_among(c->row.policy, policies, n_policies)) continue;
      if (!first || c->row.wake < first->row.wake) first = c;
    }
    if (!first) break;
    first->by = e;
    found[*n] = first->row;
    found[*n].was = OMBUD_NEVER; /* its wake is written in any case */
    found[*n].was_number = first->row.number;
  }
  return 0;
}

ombud_time fake_wake(const fake_world *w) {
  ombud_time wake = OMBUD_NEVER;
  for (size_t i = 1; i < FAKE_CASES; i++)
    if (w->cases[i].there && w->cases[i].row.wake < wake) wake = w->cases[i].row.wake;
  return wake;
}

static int fake_next(engine *e, ombud_time *wake) {
  int status = enter(e);
  *wake = fake_wake(of(e)->world);
  return status;
}

/* ---- the rest ---- */

static int fake_keys(engine *e, row_key *keys, size_t n) {
  fake_engine *f = of(e);
  int status = enter(e);
  for (size_t i = 0; i < n && !status; i++) {
    fake_key *k = find_key(f->world, keys[i].key);
    if (k->by && k->by != e) return answer(f, OMBUD_STORE_IN_USE, "a key is locked");
    k->by = e;
    object(f, !f->told_time, "the time is taken before a key is locked");
    const char *key = keys[i].key;
    keys[i] = k->row;
    keys[i].key = key;
  }
  return status;
}

static int fake_write(engine *e, const engine_batch *b) {
  fake_engine *f = of(e);
  int status = enter(e);
  if (status) return status;
  object(f, f->writes && !f->has_batch, "a second batch, or one of a transaction that reads");
  f->batch = *b;
  f->has_batch = 1;
  return 0;
}

static int fake_event(engine *e, int64_t id, row_event *found) {
  const fake_world *w = of(e)->world;
  int status = enter(e);
  *found = id > 0 && id < FAKE_EVENTS ? w->events[id] : (row_event){.id = 0};
  return status;
}

static int fake_contents(engine *e, int64_t event, int (*tell)(void *, const row_content *), void *context) {
  const fake_world *w = of(e)->world;
  int status = enter(e);
  for (size_t i = 0; i < w->n_contents && !status; i++)
    if (w->contents[i].event == event) status = tell(context, &w->contents[i]);
  return status;
}

static int is_after(const row_waiting *row, int64_t event, uint16_t ordinal) {
  return row->event > event || (row->event == event && row->ordinal > ordinal);
}

static int fake_waiting(engine *e, int64_t event, uint16_t ordinal, size_t most, row_waiting *list,
                        size_t *n) {
  const fake_world *w = of(e)->world;
  int status = enter(e);
  for (*n = 0; !status && *n < most; ++*n) {
    const row_waiting *first = NULL;
    for (size_t i = 0; i < w->n_waiting; i++) {
      const row_waiting *row = &w->waiting[i];
      if (!row->event || !is_after(row, event, ordinal)) continue;
      if (!first || is_after(first, row->event, row->ordinal)) first = row;
    }
    if (!first) break;
    list[*n] = *first;
    event = first->event;
    ordinal = first->ordinal;
  }
  return status;
}

static int fake_acknowledge(engine *e, const ombud_delivery *list, size_t n) {
  fake_engine *f = of(e);
  int status = enter(e);
  f->acknowledged = list;
  f->n_acknowledged = status ? 0 : n;
  return status;
}

static int fake_forget(engine *e, int64_t event) {
  fake_engine *f = of(e);
  int status = enter(e);
  if (status) return status;
  int64_t *more = must(pool_take(&f->rows, (f->n_forgotten + 1) * sizeof *more));
  if (f->n_forgotten) memcpy(more, f->forgotten, f->n_forgotten * sizeof *more);
  f->forgotten = more;
  f->forgotten[f->n_forgotten++] = event;
  return 0;
}

static int fake_stats(engine *e, ombud_time now, const int64_t *policies, size_t n_policies,
                      ombud_store_stats *stats) {
  const fake_world *w = of(e)->world;
  int status = enter(e);
  (void)now;
  for (size_t i = 1; i < FAKE_CASES; i++) {
    if (!w->cases[i].there) continue;
    stats->cases++;
    stats->open += w->cases[i].row.wake != OMBUD_NEVER;
    stats->no_tables += !is_among(w->cases[i].row.policy, policies, n_policies);
  }
  for (size_t i = 0; i < FAKE_EVENTS; i++) stats->events += w->events[i].id != 0;
  for (size_t i = 0; i < w->n_waiting; i++) stats->effects += w->waiting[i].event != 0;
  return status;
}

static int fake_alarm(engine *e, int set, int *alarm) {
  fake_engine *f = of(e);
  fake_world *w = f->world;
  int status = enter(e);
  if (status) return status;
  if (set >= 0) {
    if (w->alarm_by && w->alarm_by != e) return answer(f, OMBUD_STORE_IN_USE, "the alarm is locked");
    w->alarm_by = e;
    f->alarm = set;
  }
  *alarm = f->alarm >= 0 ? f->alarm : w->alarm;
  return 0;
}

static void fake_close(engine *e) {
  fake_engine *f = of(e);
  let_go(f);
  pool_free(&f->rows);
  free(f);
}

static const engine_calls fake_calls = {.close = fake_close,
                                        .begin = fake_begin,
                                        .commit = fake_commit,
                                        .rollback = fake_rollback,
                                        .now = fake_now,
                                        .policy = fake_policy,
                                        .reserve = fake_reserve,
                                        .cases = fake_cases,
                                        .due = fake_due,
                                        .next = fake_next,
                                        .keys = fake_keys,
                                        .write = fake_write,
                                        .event = fake_event,
                                        .contents = fake_contents,
                                        .waiting = fake_waiting,
                                        .acknowledge = fake_acknowledge,
                                        .forget = fake_forget,
                                        .stats = fake_stats,
                                        .alarm = fake_alarm};

int fake_open(fake_world *w, ombud_store **store, engine **e, const ombud_store_options *options,
              char *message, size_t size) {
  fake_engine *f = must(calloc(1, sizeof *f));
  f->base.calls = &fake_calls;
  f->world = w;
  f->alarm = -1;
  *e = &f->base;
  return store_open_on(store, *e, options, message, size);
}

void fake_fail(engine *e, fake_fault fault, unsigned calls) {
  of(e)->fault = fault;
  of(e)->fuse = calls;
}

int fake_is_dead(const engine *e) {
  return ((const fake_engine *)(const void *)e)->dead;
}

int fake_damage(fake_world *w, int64_t id) {
  fake_case *c = &w->cases[id];
  if (!c->there || c->by) return 0;
  unsigned char *copy = must(pool_copy(w->rows, c->row.body.at, c->row.body.n));
  copy[c->row.body.n / 2] ^= 1;
  c->row.body.at = copy;
  return 1;
}

fake_world *fake_new(void) {
  fake_world *w = must(calloc(1, sizeof *w));
  w->rows = must(calloc(1, sizeof *w->rows));
  w->cases[0].there = 1;
  return w;
}

void fake_free(fake_world *w) {
  pool_free(w->rows);
  free(w->rows);
  free(w);
}
