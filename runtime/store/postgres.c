/* The store on a PostgreSQL server. Each handle has a connection of its own, and any number of processes may
 * use the store at once: who works on a case has locked its row. With leases (postgres_lease.h) nobody locks
 * anything: a transaction sees the store as it was when it began, and cannot be committed where that has
 * changed in what it writes. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine.h"
#include "pool.h"

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_lease.h"
#include "postgres_link.h"
#include "postgres_schema.h"
#include "postgres_sql.h"
#include "postgres_url.h"
#include "postgres_write.h"

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
  lease_book leases;
  int sweeps; /* this transaction asked what is due */
  pool rows;  /* what was handed out in this transaction */
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
  const char *sql[STATEMENTS];
  postgres_sql(p->link.leases, sql);
  int status = link_connect(&p->link);
  if (!status) status = postgres_schema(&p->link);
  if (!status) status = link_prepare(&p->link, sql, STATEMENTS);
  if (status) link_close(&p->link);
  p->ahead = link_monotonic();
  begin_at(p, OMBUD_TIME_MIN, 0);
  p->looked = 0;
  lease_forget(&p->leases);
  return status;
}

static int begin_once(postgres_engine *p, int writes) {
  int status = p->link.db ? 0 : get_ready(p);
  if (!status && writes && !p->link.leases && link_monotonic() - p->ahead > AHEAD_MS) {
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
  p->known = p->sweeps = 0;
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
  lease_forget(&p->leases);
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
                   .was_number = (uint32_t)link_number(r, at, 3),
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

/* Whether a shard has as many among the first as were looked at: there may be more that come before others.
 */
static int is_cut_off(const PGresult *r, size_t each) {
  size_t n[POSTGRES_SHARDS] = {0};
  for (int i = 0; i < PQntuples(r); i++)
    if (++n[link_number(r, i, 0) & (POSTGRES_SHARDS - 1)] == each) return 1;
  return 0;
}

/* What is due is mostly spread evenly over the shards that are held, so it is enough to look at a few of
 * each; where it is not, at as many as are wanted at all. */
static int claim_in_shards(postgres_engine *p, ombud_time now, const int64_t *policies, size_t n_policies,
                           size_t most, PGresult **r) {
  enum { UNEVEN = 4 };
  const lease_book *b = &p->leases;
  if (!b->n) return 0;
  size_t each = UNEVEN * ((most + b->n - 1) / b->n);
  for (;; each = most) {
    int status = link_ask(&p->link, r, CLAIM, "iiilili", p->low, p->low_id, I(now), policies, n_policies,
                          I(most), b->shards, b->n, I(each));
    if (status || each >= most || !is_cut_off(*r, each)) return status;
    PQclear(*r);
    *r = NULL;
  }
}

static int claim(postgres_engine *p, ombud_time now, const int64_t *policies, size_t n_policies, size_t most,
                 row_case *found, size_t *n) {
  PGresult *r = NULL;
  int status = p->link.leases ? claim_in_shards(p, now, policies, n_policies, most, &r)
                              : link_ask(&p->link, &r, CLAIM, "iiili", p->low, p->low_id, I(now), policies,
                                         n_policies, I(most));
  for (*n = 0; r && *n < (size_t)PQntuples(r); ++*n) {
    row_case *row = &found[*n];
    status = read_case(p, r, (int)*n, row);
    if (status) break;
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
  int taken = 0, status = p->link.leases ? lease_look(&p->link, &p->leases, &taken) : 0;
  *n = 0;
  p->sweeps = 1;
  if (taken) p->looked = 0;
  if (!status && p->looked && link_monotonic() - p->looked < LOOK_MS)
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
  int status = p->link.leases
                   ? link_ask(&p->link, &r, NEXT, "iil", p->low, p->low_id, p->leases.shards, p->leases.n)
                   : link_ask(&p->link, &r, NEXT, "ii", p->low, p->low_id);
  *wake = !status && PQntuples(r) ? link_number(r, 0, 0) : OMBUD_NEVER;
  PQclear(r);
  return status;
}

/* ---- keys ---- */

static const link_column key_text = LINK_COLUMN(TEXT, row_key, key);

static int postgres_keys(engine *e, row_key *keys, size_t n) {
  postgres_engine *p = of(e);
  PGresult *r = NULL;
  int status = 0;
  if (!p->link.leases) status = link_send_rows(&p->link, LOCK_KEYS, &key_text, 1, keys, sizeof *keys, n, -1);
  if (!status) status = link_send_rows(&p->link, FIND_KEYS, &key_text, 1, keys, sizeof *keys, n, -1);
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

/* With leases what was not as it was read must not be committed, so the answers are waited for; else they
 * come with that of the commit. */
static int postgres_write(engine *e, const engine_batch *b) {
  postgres_engine *p = of(e);
  for (size_t i = 0; i < b->n_opened; i++) note_wake(p, b->opened[i].wake);
  for (size_t i = 0; i < b->n_marked; i++) note_wake(p, b->marked[i].wake);
  for (size_t i = 0; i < b->n_changed; i++) note_wake(p, write_wake(&b->changed[i]));
  int status = write_batch(&p->link, &p->rows, p->sweeps ? &p->leases : NULL, b);
  return status || !p->link.leases ? status : link_answer(&p->link, NULL);
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

static const link_column delivery_columns[] = {LINK_COLUMN(NUMBER8, ombud_delivery, record),
                                               LINK_COLUMN(NUMBER2, ombud_delivery, ordinal)};

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
  return n ? link_send_rows(&of(e)->link, ACKNOWLEDGE, delivery_columns, 2, list, sizeof *list, n, -1) : 0;
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
  lease_end(&p->link, &p->leases);
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

/* What is wrong with it is said only once it is connected to, which is when the first transaction begins. */
int postgres_open(engine **e, const char *name, const ombud_store_options *options, char *message,
                  size_t size) {
  const char *wrong_library = postgres_load();
  if (wrong_library) {
    snprintf(message, size, "%s", wrong_library);
    return OMBUD_STORE_BAD_URL;
  }
  postgres_engine *p = calloc(1, sizeof *p);
  if (!p) return OMBUD_STORE_MEMORY;
  p->base.calls = &postgres_calls;
  p->link = (postgres_link){
      .wait_ms = options->wait_ms, .message = p->base.message, .message_size = sizeof p->base.message};
  lease_begin(&p->leases);
  int status = postgres_url(name, &p->url, &p->link.leases, message, size);
  p->link.url = p->url;
  if (status)
    postgres_close(&p->base);
  else
    *e = &p->base;
  return status;
}

const char *postgres_version(void) {
  static char text[64];
  if (postgres_load()) return "postgresql (libpq.so.5 is not installed here)";
  int version = PQlibVersion();
  snprintf(text, sizeof text, "postgresql (libpq %d.%d)", version / 10000, version % 10000);
  return text;
}
#endif
