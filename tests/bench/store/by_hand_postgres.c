/* The same rows by hand on PostgreSQL, in the tables of a store. BARE sends a batch in one go: BEGIN, for
 * each command an UPDATE and an INSERT, COMMIT. BY_HAND first looks all keys up and locks the cases, in one
 * go, and then writes all, in another. */
#define _POSIX_C_SOURCE 200809L
#include "bench.h"

#ifdef OMBUD_WITH_POSTGRES
#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BEGIN, COMMIT, FIND_KEYS, FIND_CASE, UPDATE, EVENT, EFFECT, KEY, STATEMENTS, VALUES = 9 };

static const char *const sql[STATEMENTS] = {
    [BEGIN] = "BEGIN",
    [COMMIT] = "COMMIT",
    [FIND_KEYS] = "SELECT key, digest, case_id, event, n_events FROM key WHERE key = ANY($1::text[])",
    [FIND_CASE] = "SELECT last, number, policy, wake, failures, aside, body FROM cases WHERE id = $1::bigint "
                  "FOR UPDATE",
    [UPDATE] = "UPDATE cases SET last = $2::bigint, number = number + 1, body = $3::bytea"
               " WHERE id = $1::bigint",
    [EVENT] = "INSERT INTO history(id, case_id, prev, policy, at, number, rule, reminded, name, left_state,"
              " came_to, reason, process, mode, kind, actor, who, given, effects) VALUES($1::bigint,"
              " $2::bigint, $3::bigint, 1, $4::bigint, $5::integer, 3, 0, $6::integer, $7::integer,"
              " $8::integer, 0, 0, 0, 0, 1, 'clerk-7', NULL, $9::bytea)",
    [EFFECT] = "INSERT INTO outbox(event, ordinal, case_id, number, at) VALUES($1::bigint, 0, $2::bigint,"
               " $3::integer, $4::bigint)",
    [KEY] = "INSERT INTO key(key, digest, case_id, event, n_events) VALUES($1::text, $2::bigint, $3::bigint,"
            " $4::bigint, 1)"};

/* ---- a connection ---- */

/* Answers the first number of a script's last statement; below 0: it failed. */
static double ask(PGconn *db, const char *script) {
  PGresult *r = PQexec(db, script);
  ExecStatusType is = PQresultStatus(r);
  double number = is == PGRES_TUPLES_OK && PQntuples(r) ? strtod(PQgetvalue(r, 0, 0), NULL) : 0;
  if (is != PGRES_COMMAND_OK && is != PGRES_TUPLES_OK) {
    fprintf(stderr, "bench: %s", PQerrorMessage(db));
    number = -1;
  }
  PQclear(r);
  return number;
}

static double ask_at(const char *url, const char *script) {
  PGconn *db = PQconnectdb(url);
  double number = ask(db, script);
  PQfinish(db);
  return number;
}

/* ---- statements ---- */

typedef struct hand {
  PGconn *db;
  int64_t last;
  int keys;
} hand;

typedef struct values {
  const char *at[VALUES];
  int size[VALUES], formats[VALUES], n;
  char space[VALUES][8];
} values;

static void put(values *v, const void *at, int size) {
  v->at[v->n] = at;
  v->size[v->n] = size;
  v->formats[v->n++] = 1;
}

static void put_number(values *v, int64_t number, int size) {
  char *space = v->space[v->n];
  for (int i = 0; i < size; i++) space[i] = (char)((uint64_t)number >> 8 * (size - 1 - i));
  put(v, space, size);
}

static int send(hand *h, int which, const values *v) {
  char name[8];
  snprintf(name, sizeof name, "s%d", which);
  return !PQsendQueryPrepared(h->db, name, v->n, v->at, v->size, v->formats, 1);
}

static int64_t number_of(const PGresult *r, int column) {
  const unsigned char *at = (const unsigned char *)PQgetvalue(r, 0, column);
  uint64_t number = 0;
  for (int i = 0; i < PQgetlength(r, 0, column); i++) number = number << 8 | at[i];
  return (int64_t)number;
}

/* The next statement's, or NULL at the end of a row of them. */
static PGresult *next(hand *h, int *bad) {
  PGresult *r = PQgetResult(h->db);
  ExecStatusType is = PQresultStatus(r);
  if (is == PGRES_PIPELINE_SYNC) {
    PQclear(r);
    return NULL;
  }
  *bad |= is != PGRES_COMMAND_OK && is != PGRES_TUPLES_OK;
  if (r) PQclear(PQgetResult(h->db)); /* NULL */
  return r;
}

static int finish(hand *h) {
  int bad = !PQpipelineSync(h->db);
  for (PGresult *r; (r = next(h, &bad)) != NULL;) {
    bad |= strcmp(PQcmdTuples(r), "0") == 0;
    PQclear(r);
  }
  if (bad) fprintf(stderr, "bench: by hand: %s\n", PQerrorMessage(h->db));
  return bad;
}

static void hand_close(void *of) {
  hand *h = of;
  PQfinish(h->db);
  free(h);
}

/* As a store has it: plans that were made while tables are small are kept when they have grown. */
static void *hand_open(const char *url, int keys) {
  hand *h = calloc(1, sizeof *h);
  if (!h) return NULL;
  *h = (hand){.db = PQconnectdb(url), .keys = keys};
  int bad = ask(h->db, "SET enable_seqscan = off; SET enable_bitmapscan = off; SET jit = off;"
                       "SET plan_cache_mode = force_generic_plan") < 0;
  for (int i = 0; i < STATEMENTS && !bad; i++) {
    char name[8];
    snprintf(name, sizeof name, "s%d", i);
    PGresult *r = PQprepare(h->db, name, sql[i], 0, NULL);
    bad = PQresultStatus(r) != PGRES_COMMAND_OK;
    PQclear(r);
  }
  if (!bad && PQenterPipelineMode(h->db)) return h;
  hand_close(h);
  return NULL;
}

/* Numbers for a batch of events, in the partitions of now. */
static int64_t take_numbers(hand *h) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  int64_t first = ((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 - INT64_C(1577836800000)) << 20;
  if (first <= h->last) first = h->last + 1;
  h->last = first + BATCH - 1;
  return first;
}

/* ---- batches ---- */

static int update(hand *h, const order *o, int64_t event, const char body[40]) {
  values v = {.n = 0};
  put_number(&v, o->id, 8);
  put_number(&v, event, 8);
  put(&v, body, 40);
  return send(h, UPDATE, &v);
}

static int insert(hand *h, const order *o, int64_t event, int64_t prev, int64_t number) {
  static const char effect[11] = {0, 0, 1, 1};
  int away = o->action == 1;
  values v = {.n = 0};
  put_number(&v, event, 8);
  put_number(&v, o->id, 8);
  put_number(&v, prev, 8);
  put_number(&v, NOW, 8);
  put_number(&v, number, 4);
  put_number(&v, o->action, 4);
  put_number(&v, away ? 1 : 2, 4);
  put_number(&v, away ? 2 : 1, 4);
  put(&v, away ? NULL : effect, sizeof effect);
  return send(h, EVENT, &v);
}

static int bare_run(void *of, const order *orders, uint64_t number) {
  static const char body[40] = "OMBC";
  static const values none = {.n = 0};
  hand *h = of;
  (void)number;
  int64_t event = take_numbers(h);
  int bad = send(h, BEGIN, &none);
  for (int i = 0; i < BATCH && !bad; i++, event++)
    bad = update(h, &orders[i], event, body) || insert(h, &orders[i], event, event - 1, 1);
  return bad || send(h, COMMIT, &none) || finish(h);
}

typedef struct found {
  int64_t prev, number;
  char body[40], key[17];
} found;

/* All keys at once, since a key may be in any day's partition; the cases one by one. */
static int look(hand *h, const order *orders, const found *list) {
  static const values none = {.n = 0};
  char keys[BATCH * sizeof list->key + 2];
  size_t n = 0;
  values v = {.n = 0};
  for (int i = 0; i < BATCH; i++)
    n += (size_t)snprintf(keys + n, sizeof keys - n, "%c%s", i ? ',' : '{', list[i].key);
  snprintf(keys + n, sizeof keys - n, "}");
  put(&v, keys, 0);
  v.formats[0] = 0;
  int bad = send(h, BEGIN, &none) || (h->keys && send(h, FIND_KEYS, &v));
  for (int i = 0; i < BATCH && !bad; i++) {
    v = none;
    put_number(&v, orders[i].id, 8);
    bad = send(h, FIND_CASE, &v);
  }
  return bad || !PQpipelineSync(h->db);
}

/* A case that is in the batch twice is read as it was before. */
static int read_found(hand *h, found *list) {
  int bad = 0, at = 0;
  for (PGresult *r; (r = next(h, &bad)) != NULL; PQclear(r)) {
    if (PQnfields(r) == 5) bad |= PQntuples(r); /* a key was known */
    if (PQnfields(r) != 7) continue;
    bad |= PQntuples(r) != 1 || PQgetlength(r, 0, 6) != 40;
    if (bad) continue;
    list[at].prev = number_of(r, 0);
    list[at].number = number_of(r, 1) + 1;
    memcpy(list[at].body, PQgetvalue(r, 0, 6), 40);
    list[at++].body[16] ^= 1;
  }
  return bad || at != BATCH;
}

static int emit(hand *h, const order *o, int64_t event, int64_t number) {
  values v = {.n = 0};
  if (o->action == 1) return 0;
  put_number(&v, event, 8);
  put_number(&v, o->id, 8);
  put_number(&v, number, 4);
  put_number(&v, NOW, 8);
  return send(h, EFFECT, &v);
}

static int use_key(hand *h, const char *key, int64_t id, int64_t event) {
  values v = {.n = 0};
  put(&v, key, (int)strlen(key));
  put_number(&v, (int64_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15)), 8);
  put_number(&v, id, 8);
  put_number(&v, event, 8);
  return send(h, KEY, &v);
}

static int full_run(void *of, const order *orders, uint64_t number) {
  static const values none = {.n = 0};
  static found list[BATCH];
  hand *h = of;
  int64_t event = take_numbers(h);
  for (int i = 0; i < BATCH; i++)
    snprintf(list[i].key, sizeof list[i].key, "%016" PRIx64, number + (uint64_t)i);
  int bad = look(h, orders, list) || read_found(h, list);
  for (int i = 0; i < BATCH && !bad; i++, event++) {
    const found *f = &list[i];
    bad = update(h, &orders[i], event, f->body) || insert(h, &orders[i], event, f->prev, f->number) ||
          emit(h, &orders[i], event, f->number) || (h->keys && use_key(h, f->key, orders[i].id, event));
  }
  return bad || send(h, COMMIT, &none) || finish(h);
}

static const side bare = {"raw: one update, one insert", hand_open, bare_run, hand_close};
static const side by_hand = {"by hand, all of it", hand_open, full_run, hand_close};

/* ---- stores, each in a namespace ---- */

static const char before_name[] = "options=-csearch_path%3D";

static void name_space(char *url, size_t size, const char *base, const char *name) {
  snprintf(url, size, "%s%c%s%s", base, strchr(base, '?') ? '&' : '?', before_name, name);
}

static const char *name_of(const char *url) {
  return strstr(url, before_name) + strlen(before_name);
}

static void drop(const char *url) {
  char script[128];
  snprintf(script, sizeof script, "SET client_min_messages = error; DROP SCHEMA IF EXISTS %s CASCADE",
           name_of(url));
  ask_at(url, script);
}

static int copy(const char *from, const char *to) {
  static const char *const tables[] = {"policy", "cases", "history", "outbox", "key"};
  char script[160];
  drop(to);
  ombud_store *store = open_store(to);
  ombud_store_close(store);
  if (!store) return 1;
  PGconn *db = PQconnectdb(to);
  int bad = ask(db, "BEGIN; TRUNCATE policy, cases") < 0;
  for (size_t i = 0; i < sizeof tables / sizeof tables[0] && !bad; i++) {
    snprintf(script, sizeof script, "INSERT INTO %s SELECT * FROM %s.%s", tables[i], name_of(from),
             tables[i]);
    bad = ask(db, script) < 0;
  }
  snprintf(script, sizeof script, "SELECT setval('case_numbers', last_value) FROM %s.case_numbers; COMMIT",
           name_of(from));
  bad = bad || ask(db, script) < 0 || ask(db, "VACUUM ANALYZE") < 0 || ask(db, "CHECKPOINT") < 0;
  PQfinish(db);
  return bad;
}

static double size_of(const char *url) {
  return ask_at(url, "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
                     " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'");
}

static double events_size(const char *url) {
  return ask_at(url, "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
                     " WHERE inhparent = 'history'::regclass");
}

static void *hold(const char *url) {
  PGconn *db = PQconnectdb(url);
  if (ask(db, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM ombud_store") >= 0) return db;
  PQfinish(db);
  return NULL;
}

static void let_go(void *held) {
  PQfinish(held);
}

const ground postgres_ground = {
    .note = "raw and by hand: statements that were prepared, sent in one go (pipeline mode), by hand in two",
    .bare = &bare,
    .by_hand = &by_hand,
    .target = 0.60,
    .name = name_space,
    .copy = copy,
    .drop = drop,
    .size = size_of,
    .events_size = events_size,
    .hold = hold,
    .let_go = let_go};
#else
const ground postgres_ground; /* no server is found without libpq */
#endif
