/* The same rows by hand in SQLite: BARE updates a case and inserts an event; BY_HAND does all that a durable
 * host has to, and in the same shape: looks the key up, reads the case, updates it, inserts the event, the
 * key, and the effect. */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

enum { BEGIN, COMMIT, FIND_KEY, FIND_CASE, UPDATE, EVENT, EFFECT, KEY, STATEMENTS };

static const char *const sql[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [FIND_KEY] = "SELECT digest, case_id, event, n_events FROM key WHERE key = ?",
    [FIND_CASE] = "SELECT policy, last, number, wake, failures, aside, body FROM cases WHERE id = ?",
    [UPDATE] = "UPDATE cases SET last = ?, number = number + 1, wake = ?, body = ? WHERE id = ?",
    [EVENT] = ("INSERT INTO history(id, case_id, prev, policy, at, number, rule, reminded, name, left_state,"
               " came_to, reason, process, mode, kind, actor, who, given, effects)"
               " VALUES(?, ?, ?, 1, ?, ?, 3, 0, ?, ?, ?, 0, 0, 0, 0, 1, 'clerk-7', NULL, ?)"),
    [EFFECT] = "INSERT INTO outbox(event, ordinal, case_id, number, at) VALUES(?, 0, ?, ?, ?)",
    [KEY] = "INSERT INTO key(key, digest, case_id, event, n_events) VALUES(?, ?, ?, ?, 1)"};

typedef struct hand {
  sqlite3 *db;
  sqlite3_stmt *q[STATEMENTS];
  int64_t last;
  int keys;
} hand;

static const char *path_of(const char *url) {
  return url + strlen("sqlite:");
}

static void *hand_open(const char *url, int keys) {
  hand *h = calloc(1, sizeof *h);
  if (!h || sqlite3_open(path_of(url), &h->db) != SQLITE_OK) return NULL;
  sqlite3_exec(h->db,
               "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
               "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;",
               NULL, NULL, NULL);
  sqlite3_stmt *q;
  sqlite3_prepare_v2(h->db, "SELECT max(id) FROM history", -1, &q, NULL);
  if (sqlite3_step(q) == SQLITE_ROW) h->last = sqlite3_column_int64(q, 0);
  sqlite3_finalize(q);
  for (int i = 0; i < STATEMENTS; i++)
    if (sqlite3_prepare_v3(h->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &h->q[i], NULL) != SQLITE_OK)
      return NULL;
  h->keys = keys;
  return h;
}

static void hand_close(void *of) {
  hand *h = of;
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(h->q[i]);
  sqlite3_close(h->db);
  free(h);
}

static int done(sqlite3_stmt *q) {
  int code = sqlite3_step(q);
  sqlite3_reset(q);
  return code == SQLITE_DONE ? 0 : 1;
}

static int update(hand *h, const order *o, int64_t event, const unsigned char body[40]) {
  sqlite3_stmt *q = h->q[UPDATE];
  sqlite3_bind_int64(q, 1, event);
  sqlite3_bind_int64(q, 2, NOW + INT64_C(2592000000));
  sqlite3_bind_blob(q, 3, body, 40, SQLITE_STATIC);
  sqlite3_bind_int64(q, 4, o->id);
  return done(q);
}

static int insert(hand *h, const order *o, int64_t event, int64_t prev, int64_t number) {
  static const unsigned char effect[11] = {0, 0, 1, 1};
  int away = o->action == 1;
  sqlite3_stmt *q = h->q[EVENT];
  sqlite3_bind_int64(q, 1, event);
  sqlite3_bind_int64(q, 2, o->id);
  sqlite3_bind_int64(q, 3, prev);
  sqlite3_bind_int64(q, 4, NOW);
  sqlite3_bind_int64(q, 5, number);
  sqlite3_bind_int64(q, 6, o->action);
  sqlite3_bind_int64(q, 7, away ? 1 : 2);
  sqlite3_bind_int64(q, 8, away ? 2 : 1);
  if (away)
    sqlite3_bind_null(q, 9);
  else
    sqlite3_bind_blob(q, 9, effect, sizeof effect, SQLITE_STATIC);
  return done(q);
}

static int bare_run(void *of, const order *orders, uint64_t number) {
  static const unsigned char body[40] = "OMBC";
  hand *h = of;
  (void)number;
  int bad = done(h->q[BEGIN]);
  for (int i = 0; i < BATCH && !bad; i++) {
    int64_t event = ++h->last;
    bad = update(h, &orders[i], event, body) || insert(h, &orders[i], event, event - 1, 1);
  }
  return bad || done(h->q[COMMIT]);
}

static int use_key(hand *h, const char *key, int64_t id, int64_t event) {
  sqlite3_stmt *q = h->q[FIND_KEY];
  sqlite3_bind_text(q, 1, key, -1, SQLITE_STATIC);
  if (done(q)) return 1; /* it was known */
  q = h->q[KEY];
  sqlite3_bind_text(q, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_int64(q, 2, (int64_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15)));
  sqlite3_bind_int64(q, 3, id);
  sqlite3_bind_int64(q, 4, event);
  return done(q);
}

static int emit(hand *h, const order *o, int64_t event, int64_t number) {
  sqlite3_stmt *q = h->q[EFFECT];
  if (o->action == 1) return 0;
  sqlite3_bind_int64(q, 1, event);
  sqlite3_bind_int64(q, 2, o->id);
  sqlite3_bind_int64(q, 3, number);
  sqlite3_bind_int64(q, 4, NOW);
  return done(q);
}

static int full_one(hand *h, const order *o, const char *key) {
  unsigned char body[40];
  int64_t event = ++h->last;
  sqlite3_stmt *q = h->q[FIND_CASE];
  sqlite3_bind_int64(q, 1, o->id);
  if (sqlite3_step(q) != SQLITE_ROW || sqlite3_column_bytes(q, 6) != 40) return 1;
  memcpy(body, sqlite3_column_blob(q, 6), 40);
  int64_t prev = sqlite3_column_int64(q, 1), number = sqlite3_column_int64(q, 2) + 1;
  sqlite3_reset(q);
  body[16] ^= 1;
  return update(h, o, event, body) || insert(h, o, event, prev, number) || emit(h, o, event, number) ||
         (h->keys && use_key(h, key, o->id, event));
}

static int full_run(void *of, const order *orders, uint64_t number) {
  hand *h = of;
  int bad = done(h->q[BEGIN]);
  for (int i = 0; i < BATCH && !bad; i++) {
    char key[32];
    snprintf(key, sizeof key, "%016" PRIx64, number + (uint64_t)i);
    bad = full_one(h, &orders[i], key);
  }
  return bad || done(h->q[COMMIT]);
}

static const side bare = {"raw: one update, one insert", hand_open, bare_run, hand_close};
static const side by_hand = {"by hand, all of it", hand_open, full_run, hand_close};

/* ---- files ---- */

static void name_file(char *url, size_t size, const char *base, const char *name) {
  snprintf(url, size, "sqlite:%s/%s.db", base, name);
}

static int copy(const char *from, const char *to) {
  static char block[1 << 20];
  FILE *in = fopen(path_of(from), "rb"), *out = fopen(path_of(to), "wb");
  size_t n, bad = !in || !out;
  while (!bad && (n = fread(block, 1, sizeof block, in)) > 0) bad = fwrite(block, 1, n, out) != n;
  if (in) bad |= (size_t)fclose(in);
  if (out) bad |= (size_t)fclose(out);
  return bad != 0;
}

static void drop(const char *url) {
  unlink(path_of(url));
}

static int spread(const char *url) {
  sqlite3 *db;
  char text[100];
  snprintf(text, sizeof text, "UPDATE cases SET wake = wake - abs(random()) %% %lld", (long long)MONTH);
  int bad = sqlite3_open(path_of(url), &db) || sqlite3_exec(db, text, NULL, NULL, NULL);
  return sqlite3_close(db) || bad;
}

static double size_of(const char *url) {
  struct stat s;
  return stat(path_of(url), &s) ? 0 : (double)s.st_size;
}

const ground sqlite_ground = {.note = "raw and by hand: statements that were prepared",
                              .bare = &bare,
                              .by_hand = &by_hand,
                              .target = 0.85,
                              .name = name_file,
                              .copy = copy,
                              .drop = drop,
                              .spread = spread,
                              .size = size_of,
                              .events_size = size_of};
