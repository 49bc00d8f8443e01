/* The store on a PostgreSQL server. Each handle has a connection of its own, and any number of processes may
 * use the store at once: who works on a case has locked its row.
 *
 * A case's `wake` is indexed, so each change of it costs an entry in the index, where a row that is changed
 * elsewhere costs none. So it is written only when it has to become earlier, when nothing is ahead any more,
 * and when the case was found by it; a sweep that comes too early puts it right. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine.h"
#include "pool.h"

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_link.h"
#include "postgres_schema.h"
#include "postgres_sql.h"

/* ---- rows as arrays ---- */

#define COLUMN(kind, row, member)                                                                            \
  { kind, offsetof(row, member) }

static const link_column
    added_columns[] = {COLUMN(NUMBER8, row_case, id),   COLUMN(NUMBER8, row_case, policy),
                       COLUMN(NUMBER8, row_case, last), COLUMN(NUMBER4, row_case, number),
                       COLUMN(INSTANT, row_case, wake), COLUMN(BYTES, row_case, body)},
    changed_columns[] = {COLUMN(NUMBER8, row_case, id), COLUMN(NUMBER8, row_case, last),
                         COLUMN(NUMBER4, row_case, number), COLUMN(INSTANT, row_case, wake),
                         COLUMN(BYTES, row_case, body)},
    marked_columns[] = {COLUMN(NUMBER8, row_case, id), COLUMN(NUMBER2, row_case, failures),
                        COLUMN(TEXT, row_case, aside), COLUMN(INSTANT, row_case, wake)},
    event_columns[] = {COLUMN(NUMBER8, row_event, id),      COLUMN(NUMBER8, row_event, case_id),
                       COLUMN(NUMBER8, row_event, prev),    COLUMN(NUMBER8, row_event, at),
                       COLUMN(NUMBER8, row_event, policy),  COLUMN(NUMBER4, row_event, number),
                       COLUMN(NUMBER4, row_event, rule),    COLUMN(NUMBER4, row_event, reminded),
                       COLUMN(NUMBER2, row_event, name),    COLUMN(NUMBER2, row_event, from),
                       COLUMN(NUMBER2, row_event, to),      COLUMN(NUMBER2, row_event, reason),
                       COLUMN(NUMBER1, row_event, process), COLUMN(NUMBER1, row_event, mode),
                       COLUMN(NUMBER1, row_event, kind),    COLUMN(NUMBER1, row_event, actor),
                       COLUMN(TEXT, row_event, who),        COLUMN(BYTES, row_event, given),
                       COLUMN(BYTES, row_event, effects)},
    content_columns[] = {COLUMN(NUMBER8, row_content, event), COLUMN(NUMBER2, row_content, fact),
                         COLUMN(TEXT, row_content, content)},
    waiting_columns[] = {COLUMN(NUMBER8, row_waiting, event), COLUMN(NUMBER2, row_waiting, ordinal),
                         COLUMN(NUMBER8, row_waiting, case_id), COLUMN(NUMBER4, row_waiting, number),
                         COLUMN(NUMBER8, row_waiting, at)},
    key_columns[] = {COLUMN(TEXT, row_key, key), COLUMN(NUMBER8, row_key, digest),
                     COLUMN(NUMBER8, row_key, case_id), COLUMN(NUMBER8, row_key, event),
                     COLUMN(NUMBER4, row_key, n_events)},
    word_columns[] = {COLUMN(NUMBER8, row_word, policy),  COLUMN(TEXT, row_word, kind),
                      COLUMN(NUMBER2, row_word, process), COLUMN(NUMBER4, row_word, number),
                      COLUMN(TEXT, row_word, name),       COLUMN(TEXT, row_word, clauses)},
    delivery_columns[] = {COLUMN(NUMBER8, ombud_delivery, record), COLUMN(NUMBER2, ombud_delivery, ordinal)};

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])
/* Sends rows, which it must touch all of. */
#define PUT(p, which, columns, rows, n)                                                                      \
  ((n) ? link_send_rows(&(p)->link, which, columns, COUNT(columns), rows, sizeof *(rows), n, (int64_t)(n))   \
       : 0)

enum { LOOK_MS = 1000, AHEAD_MS = 6 * 3600 * 1000, TAKE_TRIES = 1000 };

typedef struct postgres_engine {
  engine base;
  postgres_link link;
  char *url;
  int in_transaction;
  int64_t ahead;    /* when partitions were made, of link_monotonic */
  int alarm, known; /* what the store says of it, where that was asked in this transaction */
  ombud_time low;   /* nothing that is due comes before this wake and id, as of the look before */
  int64_t low_id;
  int64_t looked; /* when all from the first on was looked at; 0: never */
  pool rows;      /* what was handed out in this transaction */
} postgres_engine;

static postgres_engine *of(engine *e) {
  return (postgres_engine *)(void *)e;
}

#define I(x) ((int64_t)(x))

/* ---- transactions ---- */

static void begin_at(postgres_engine *p, ombud_time wake, int64_t id) {
  p->low = wake;
  p->low_id = id;
}

static int get_ready(postgres_engine *p) {
  int status = link_connect(&p->link);
  if (!status) status = postgres_schema(&p->link);
  if (!status) status = link_prepare(&p->link, postgres_sql, STATEMENTS);
  if (status) link_close(&p->link);
  p->ahead = link_monotonic();
  begin_at(p, OMBUD_TIME_MIN, 0);
  p->looked = 0;
  return status;
}

static int begin_once(postgres_engine *p, int writes) {
  int status = p->link.db ? 0 : get_ready(p);
  if (!status && writes && link_monotonic() - p->ahead > AHEAD_MS) {
    p->ahead = link_monotonic();
    status = link_send(&p->link, AHEAD, "");
    if (!status && link_answer(&p->link, NULL) == OMBUD_STORE_LOST) status = OMBUD_STORE_LOST;
  }
  if (!status) status = link_send(&p->link, writes ? BEGIN_WRITE : BEGIN_READ, "");
  return status ? status : link_answer(&p->link, NULL);
}

/* Nothing is lost with a connection while no transaction is under way, so here it is made again. */
static int postgres_begin(engine *e, int writes) {
  postgres_engine *p = of(e);
  int64_t until = link_monotonic() + p->link.wait_ms;
  pool_empty(&p->rows);
  p->known = 0;
  int status = begin_once(p, writes);
  for (long pause = 20; status == OMBUD_STORE_LOST && link_monotonic() + pause < until; pause *= 2) {
    struct timespec t = {pause / 1000, pause % 1000 * 1000000};
    nanosleep(&t, NULL);
    status = begin_once(p, writes);
  }
  p->in_transaction = !status;
  return status;
}

static int postgres_commit(engine *e) {
  postgres_engine *p = of(e);
  int status = link_send(&p->link, COMMIT, "");
  if (!status) status = link_answer(&p->link, NULL);
  p->in_transaction = status != 0;
  return status;
}

static void postgres_rollback(engine *e) {
  postgres_engine *p = of(e);
  char message[sizeof e->message];
  memcpy(message, e->message, sizeof message);
  if (p->in_transaction && p->link.db && !link_send(&p->link, ROLLBACK, "")) link_answer(&p->link, NULL);
  if (p->link.db && PQtransactionStatus(p->link.db) != PQTRANS_IDLE) link_close(&p->link);
  memcpy(e->message, message, sizeof message);
  p->in_transaction = 0;
  p->looked = 0;
}

static int wrong(postgres_engine *p, int status, const char *what) {
  snprintf(p->base.message, sizeof p->base.message, "postgresql: %s", what);
  return status;
}

static int look_at_clocks(postgres_engine *p, ombud_time *now) {
  PGresult *r = NULL;
  int status = link_ask(&p->link, &r, CLOCKS, "");
  if (status) return status;
  if (PQntuples(r) == 1) {
    *now = link_number(r, 0, 0);
    p->alarm = link_number(r, 0, 1) != 0;
    p->known = 1;
  } else {
    status = wrong(p, OMBUD_STORE_CORRUPT, "the store's head is missing");
  }
  PQclear(r);
  return status;
}

static int postgres_now(engine *e, ombud_time *now) {
  return look_at_clocks(of(e), now);
}

static int postgres_alarm(engine *e, int set, int *alarm) {
  postgres_engine *p = of(e);
  ombud_time unread;
  int status = 0;
  if (set >= 0) {
    p->alarm = set;
    status = link_ask(&p->link, NULL, SET_ALARM, "i", I(set));
  } else if (!p->known) {
    status = look_at_clocks(p, &unread);
  }
  *alarm = p->alarm;
  return status;
}

/* ---- policies ---- */

static int find_policy(postgres_engine *p, row_policy *row) {
  PGresult *r = NULL;
  int status = link_ask(&p->link, &r, FIND_POLICY, "i", I(row->fingerprint));
  int found = !status && PQntuples(r);
  row->id = found ? link_number(r, 0, 0) : 0;
  row->has_words = found && link_number(r, 0, 1) != 0;
  PQclear(r);
  return status;
}

static int postgres_policy(engine *e, row_policy *row) {
  postgres_engine *p = of(e);
  int status = find_policy(p, row);
  if (status || row->id) return status;
  status = link_ask(&p->link, NULL, ADD_POLICY, "itt", I(row->fingerprint), row->name, row->version);
  return status ? status : find_policy(p, row); /* another's, where two came at once */
}

/* ---- numbers ---- */

/* N in a row from a sequence, and the time. Where another session takes one at the same time there is a gap,
 * and it is tried again. ALIGN: a power of 2 that they must not cross a multiple of; 0: any. */
static int take(postgres_engine *p, enum statement which, size_t n, int64_t align, int64_t *first,
                int64_t *ms) {
  for (unsigned tries = 0; tries < TAKE_TRIES; tries++) {
    PGresult *r = NULL;
    int status = link_ask(&p->link, &r, which, "i", I(n));
    if (status) return status;
    int64_t last = link_number(r, 0, 1);
    *first = link_number(r, 0, 0);
    *ms = link_number(r, 0, 2);
    PQclear(r);
    if (last - *first == I(n) - 1 && (!align || (*first & (align - 1)) + I(n) <= align)) return 0;
  }
  return wrong(p, OMBUD_STORE_IN_USE, "other sessions take too many numbers");
}

/* Events are numbered in blocks of 4096, of which there are 256 for each millisecond: together the 20 bits of
 * POSTGRES_EVENT_BITS. */
static int postgres_reserve(engine *e, int events, size_t n, int64_t *first) {
  enum { BLOCK = 4096, BLOCKS = 256 };
  int64_t ms = 0, block = 0;
  if (!events) return take(of(e), TAKE_CASES, n, 0, first, &ms);
  size_t blocks = (n + BLOCK - 1) / BLOCK;
  if (blocks > BLOCKS) return wrong(of(e), OMBUD_STORE_FAILED, "too many events in one transaction");
  int status = take(of(e), TAKE_BLOCKS, blocks, BLOCKS, &block, &ms);
  *first = (ms > 0 ? ms : 0) * BLOCK * BLOCKS + (block & (BLOCKS - 1)) * BLOCK;
  if (!status && !*first) *first = 1;
  return status;
}

/* ---- cases ---- */

static int read_case(postgres_engine *p, const PGresult *r, int at, row_case *to) {
  const char *aside = link_text(r, at, 6);
  bytes body = link_bytes(r, at, 7);
  *to = (row_case){.id = link_number(r, at, 0),
                   .policy = link_number(r, at, 1),
                   .last = link_number(r, at, 2),
                   .number = (uint32_t)link_number(r, at, 3),
                   .was = link_instant(r, at, 4),
                   .wake = link_instant(r, at, 4),
                   .failures = (uint16_t)link_number(r, at, 5),
                   .aside = aside ? pool_string(&p->rows, aside) : NULL,
                   .body = {pool_copy(&p->rows, body.at, body.n), body.n}};
  return to->body.at && (!aside || to->aside) ? 0 : OMBUD_STORE_MEMORY;
}

static int postgres_cases(engine *e, const int64_t *ids, size_t n, int lock, row_case *found) {
  postgres_engine *p = of(e);
  PGresult *r = NULL;
  int at = 0, status = link_ask(&p->link, &r, lock ? LOCK_CASES : FIND_CASES, "l", ids, n);
  for (size_t i = 0; i < n && !status; i++) {
    found[i] = (row_case){.id = ids[i]};
    if (at < PQntuples(r) && link_number(r, at, 0) == ids[i]) status = read_case(p, r, at++, &found[i]);
  }
  PQclear(r);
  return status;
}

static int claim(postgres_engine *p, ombud_time now, const int64_t *policies, size_t n_policies, size_t most,
                 row_case *found, size_t *n) {
  PGresult *r = NULL;
  int status =
      link_ask(&p->link, &r, CLAIM, "iiili", p->low, p->low_id, I(now), policies, n_policies, I(most));
  for (*n = 0; !status && *n < (size_t)PQntuples(r); ++*n) {
    row_case *row = &found[*n];
    status = read_case(p, r, (int)*n, row);
    begin_at(p, row->wake, row->id);
    row->was = OMBUD_NEVER; /* its wake is written in any case */
  }
  PQclear(r);
  return status;
}

/* While some session far away keeps an old snapshot, entries of the index whose rows have long moved on
 * cannot be cleared away, and a claim from the first on would go through all of them. So it begins where the
 * one before ended. What lies before that, since another session has put it there or gave up what it had
 * locked, is found after LOOK_MS, or as soon as a claim is not filled. */
static int postgres_due(engine *e, ombud_time now, const int64_t *policies, size_t n_policies, size_t most,
                        row_case *found, size_t *n) {
  postgres_engine *p = of(e);
  int status = 0;
  *n = 0;
  if (p->looked && link_monotonic() - p->looked < LOOK_MS)
    status = claim(p, now, policies, n_policies, most, found, n);
  if (status || *n == most) return status;
  begin_at(p, OMBUD_TIME_MIN, 0);
  status = claim(p, now, policies, n_policies, most, found, n);
  p->looked = status ? 0 : link_monotonic();
  if (*n < most) begin_at(p, now, INT64_MAX); /* the rest is locked by others, or has no tables here */
  return status;
}

static int postgres_next(engine *e, ombud_time *wake) {
  postgres_engine *p = of(e);
  PGresult *r = NULL;
  int status = link_ask(&p->link, &r, NEXT, "ii", p->low, p->low_id);
  *wake = !status && PQntuples(r) ? link_number(r, 0, 0) : OMBUD_NEVER;
  PQclear(r);
  return status;
}

/* ---- keys ---- */

static int postgres_keys(engine *e, row_key *keys, size_t n) {
  postgres_engine *p = of(e);
  PGresult *r = NULL;
  int status = link_send_rows(&p->link, LOCK_KEYS, key_columns, 1, keys, sizeof *keys, n, -1);
  if (!status) status = link_send_rows(&p->link, FIND_KEYS, key_columns, 1, keys, sizeof *keys, n, -1);
  if (!status) status = link_answer(&p->link, &r);
  for (size_t i = 0; i < n; i++) keys[i].digest = 0;
  for (int i = 0; !status && i < PQntuples(r); i++) {
    row_key *key = &keys[link_number(r, i, 0) - 1];
    key->digest = (uint64_t)link_number(r, i, 1);
    key->case_id = link_number(r, i, 2);
    key->event = link_number(r, i, 3);
    key->n_events = (uint32_t)link_number(r, i, 4);
  }
  PQclear(r);
  return status;
}

/* ---- writing ---- */

static void note_wake(postgres_engine *p, ombud_time wake) {
  if (wake <= p->low) begin_at(p, wake, 0);
}

static int change_cases(postgres_engine *p, const row_case *changed, size_t n) {
  row_case *rows = pool_copy(&p->rows, changed, n * sizeof *rows);
  if (!rows) return OMBUD_STORE_MEMORY;
  for (size_t i = 0; i < n; i++) {
    if (rows[i].wake != OMBUD_NEVER && rows[i].was < rows[i].wake) rows[i].wake = rows[i].was;
    note_wake(p, rows[i].wake);
  }
  return PUT(p, CHANGE_CASES, changed_columns, rows, n);
}

/* Answered together with the commit. A case that is both marked and changed has the wake of the change. */
static int postgres_write(engine *e, const engine_batch *b) {
  postgres_engine *p = of(e);
  for (size_t i = 0; i < b->n_opened; i++) note_wake(p, b->opened[i].wake);
  for (size_t i = 0; i < b->n_marked; i++) note_wake(p, b->marked[i].wake);
  int status = PUT(p, ADD_CASES, added_columns, b->opened, b->n_opened);
  if (!status) status = PUT(p, MARK_CASES, marked_columns, b->marked, b->n_marked);
  if (!status) status = change_cases(p, b->changed, b->n_changed);
  if (!status) status = PUT(p, ADD_EVENTS, event_columns, b->events, b->n_events);
  if (!status) status = PUT(p, ADD_CONTENTS, content_columns, b->contents, b->n_contents);
  if (!status) status = PUT(p, ADD_WAITING, waiting_columns, b->waiting, b->n_waiting);
  if (!status) status = PUT(p, ADD_KEYS, key_columns, b->keys, b->n_keys);
  if (!status) status = PUT(p, ADD_WORDS, word_columns, b->words, b->n_words);
  return status;
}

/* ---- history ---- */

static int read_event(postgres_engine *p, const PGresult *r, row_event *to) {
  bytes given = link_bytes(r, 0, 17), effects = link_bytes(r, 0, 18);
  const char *who = link_text(r, 0, 16);
  *to = (row_event){.id = link_number(r, 0, 0),
                    .case_id = link_number(r, 0, 1),
                    .prev = link_number(r, 0, 2),
                    .at = link_number(r, 0, 3),
                    .policy = link_number(r, 0, 4),
                    .number = (uint32_t)link_number(r, 0, 5),
                    .rule = (uint32_t)link_number(r, 0, 6),
                    .reminded = (uint32_t)link_number(r, 0, 7),
                    .name = (uint16_t)link_number(r, 0, 8),
                    .from = (uint16_t)link_number(r, 0, 9),
                    .to = (uint16_t)link_number(r, 0, 10),
                    .reason = (uint16_t)link_number(r, 0, 11),
                    .process = (uint8_t)link_number(r, 0, 12),
                    .mode = (uint8_t)link_number(r, 0, 13),
                    .kind = (uint8_t)link_number(r, 0, 14),
                    .actor = (uint8_t)link_number(r, 0, 15),
                    .who = who ? pool_string(&p->rows, who) : NULL,
                    .given = {pool_copy(&p->rows, given.at, given.n), given.n},
                    .effects = {pool_copy(&p->rows, effects.at, effects.n), effects.n}};
  return to->given.at && to->effects.at && (!who || to->who) ? 0 : OMBUD_STORE_MEMORY;
}

static int postgres_event(engine *e, int64_t id, row_event *to) {
  postgres_engine *p = of(e);
  PGresult *r = NULL;
  *to = (row_event){.id = 0};
  int status = link_ask(&p->link, &r, FIND_EVENT, "i", id);
  if (!status && PQntuples(r)) status = read_event(p, r, to);
  PQclear(r);
  return status;
}

static int postgres_contents(engine *e, int64_t event, int (*tell)(void *, const row_content *),
                             void *context) {
  PGresult *r = NULL;
  int status = link_ask(&of(e)->link, &r, FIND_CONTENT, "i", event);
  for (int i = 0; !status && i < PQntuples(r); i++) {
    row_content row = {event, (uint16_t)link_number(r, i, 0), link_text(r, i, 1)};
    status = tell(context, &row);
  }
  PQclear(r);
  return status;
}

static int postgres_forget(engine *e, int64_t event) {
  int status = link_send(&of(e)->link, FORGET_EVENT, "i", event);
  return status ? status : link_ask(&of(e)->link, NULL, FORGET_CONTENT, "i", event);
}

/* ---- effects ---- */

static int postgres_waiting(engine *e, int64_t event, uint16_t ordinal, size_t most, row_waiting *list,
                            size_t *n) {
  PGresult *r = NULL;
  int status = link_ask(&of(e)->link, &r, LIST_WAITING, "iii", event, I(ordinal), I(most));
  for (*n = 0; !status && *n < (size_t)PQntuples(r); ++*n) {
    int i = (int)*n;
    list[i] = (row_waiting){link_number(r, i, 0), link_number(r, i, 2), (uint32_t)link_number(r, i, 3),
                            (uint16_t)link_number(r, i, 1), link_number(r, i, 4)};
  }
  PQclear(r);
  return status;
}

static int postgres_acknowledge(engine *e, const ombud_delivery *list, size_t n) {
  return n ? link_send_rows(&of(e)->link, ACKNOWLEDGE, delivery_columns, COUNT(delivery_columns), list,
                            sizeof *list, n, -1)
           : 0;
}

/* ---- the store itself ---- */

static int count_cases(postgres_engine *p, ombud_time now, const int64_t *policies, size_t n_policies,
                       ombud_store_stats *stats) {
  PGresult *r = NULL;
  int status = link_ask(&p->link, &r, COUNT_CASES, "l", policies, n_policies);
  if (status) return status;
  stats->cases = link_number(r, 0, 0);
  stats->open = link_number(r, 0, 1);
  stats->set_aside = link_number(r, 0, 2);
  stats->no_tables = link_number(r, 0, 3);
  PQclear(r);
  r = NULL;
  status = link_ask(&p->link, &r, COUNT_OVERDUE, "il", now, policies, n_policies);
  for (int i = 0; !status && i < PQntuples(r); i++)
    stats->overdue[link_number(r, i, 0)] = link_number(r, i, 1);
  PQclear(r);
  return status;
}

static int postgres_stats(engine *e, ombud_time now, const int64_t *policies, size_t n_policies,
                          ombud_store_stats *stats) {
  PGresult *r = NULL;
  int status = count_cases(of(e), now, policies, n_policies, stats);
  if (!status) status = link_ask(&of(e)->link, &r, COUNT_REST, "");
  if (status) return status;
  stats->events = link_number(r, 0, 0);
  stats->effects = link_number(r, 0, 1);
  stats->oldest_effect = link_instant(r, 0, 2);
  stats->oldest_snapshot_ms = link_number(r, 0, 3);
  PQclear(r);
  return 0;
}

/* ---- opening ---- */

static void postgres_close(engine *e) {
  postgres_engine *p = of(e);
  link_close(&p->link);
  pool_free(&p->link.memory);
  pool_free(&p->rows);
  free(p->url);
  free(p);
}

static const engine_calls postgres_calls = {.shared = 0,
                                            .close = postgres_close,
                                            .begin = postgres_begin,
                                            .commit = postgres_commit,
                                            .rollback = postgres_rollback,
                                            .now = postgres_now,
                                            .policy = postgres_policy,
                                            .reserve = postgres_reserve,
                                            .cases = postgres_cases,
                                            .due = postgres_due,
                                            .next = postgres_next,
                                            .keys = postgres_keys,
                                            .write = postgres_write,
                                            .event = postgres_event,
                                            .contents = postgres_contents,
                                            .waiting = postgres_waiting,
                                            .acknowledge = postgres_acknowledge,
                                            .forget = postgres_forget,
                                            .stats = postgres_stats,
                                            .alarm = postgres_alarm};

static int is_url(const char *name, char *message, size_t size) {
  char *why = NULL;
  PQconninfoOption *parts = PQconninfoParse(name, &why);
  if (!parts) snprintf(message, size, "postgresql: %.*s", (int)strcspn(why ? why : "", "\n"), why ? why : "");
  PQconninfoFree(parts);
  PQfreemem(why);
  return parts != NULL;
}

int postgres_open(engine **e, const char *name, const ombud_store_options *options, char *message,
                  size_t size) {
  const char *wrong = postgres_load();
  if (wrong) {
    snprintf(message, size, "%s", wrong);
    return OMBUD_STORE_BAD_URL;
  }
  if (!is_url(name, message, size)) return OMBUD_STORE_BAD_URL;
  postgres_engine *p = calloc(1, sizeof *p);
  if (!p) return OMBUD_STORE_MEMORY;
  p->base.calls = &postgres_calls;
  p->url = malloc(strlen(name) + 1);
  p->link = (postgres_link){.url = p->url,
                            .wait_ms = options->wait_ms,
                            .message = p->base.message,
                            .message_size = sizeof p->base.message};
  int status = p->url ? 0 : OMBUD_STORE_MEMORY;
  if (!status) {
    memcpy(p->url, name, strlen(name) + 1);
    status = postgres_begin(&p->base, 0);
  }
  if (!status) status = postgres_commit(&p->base);
  if (status) {
    snprintf(message, size, "%s", p->base.message);
    postgres_close(&p->base);
    return status;
  }
  *e = &p->base;
  return 0;
}

const char *postgres_version(void) {
  static char text[64];
  if (postgres_load()) return "postgresql (libpq.so.5 is not installed here)";
  int version = PQlibVersion();
  snprintf(text, sizeof text, "postgresql (libpq %d.%d)", version / 10000, version % 10000);
  return text;
}
#endif
