#include "ombud_store.h"

#ifdef OMBUD_WITH_SQLITE
#include <stdio.h>

#include "schema.h"
#include "sqlite_schema.h"

/* [V]: from version V to the next; 0 is an empty file. What has landed is never changed, only added to. */
static const char *const steps[OMBUD_STORE_SCHEMA] = {
    "CREATE TABLE store(alarm INTEGER NOT NULL);"
    "INSERT INTO store VALUES(0);"
    "CREATE TABLE policy(id INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL UNIQUE, name TEXT NOT NULL,"
    " version TEXT NOT NULL);"
    "CREATE TABLE cases(id INTEGER PRIMARY KEY, policy INTEGER NOT NULL, number INTEGER NOT NULL,"
    " last INTEGER NOT NULL, wake INTEGER, failures INTEGER NOT NULL DEFAULT 0, aside TEXT, body BLOB);"
    "INSERT INTO cases(id, policy, number, last) VALUES(0, 0, 0, 0);"
    "CREATE TABLE history(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, number INTEGER NOT NULL,"
    " prev INTEGER NOT NULL, policy INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " process INTEGER NOT NULL, mode INTEGER NOT NULL, actor INTEGER NOT NULL, who TEXT, name INTEGER NOT "
    "NULL,"
    " left_state INTEGER NOT NULL, came_to INTEGER NOT NULL, rule INTEGER NOT NULL, reason INTEGER NOT NULL,"
    " reminded INTEGER NOT NULL, given BLOB, effects BLOB);"
    "CREATE TABLE content(event INTEGER NOT NULL, fact INTEGER NOT NULL, content TEXT,"
    " PRIMARY KEY(event, fact)) WITHOUT ROWID;"
    "CREATE TABLE outbox(event INTEGER NOT NULL, ordinal INTEGER NOT NULL, case_id INTEGER NOT NULL,"
    " number INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(event, ordinal)) WITHOUT ROWID;"
    "CREATE TABLE key(key TEXT PRIMARY KEY, digest INTEGER NOT NULL, case_id INTEGER NOT NULL,"
    " event INTEGER NOT NULL, n_events INTEGER NOT NULL) WITHOUT ROWID;",

    "CREATE TABLE word(policy INTEGER NOT NULL, kind TEXT NOT NULL, process INTEGER NOT NULL,"
    " number INTEGER NOT NULL, name TEXT NOT NULL, clauses TEXT NOT NULL,"
    " PRIMARY KEY(policy, kind, process, number)) WITHOUT ROWID;" SCHEMA_STORY(
        "strftime('%Y-%m-%dT%H:%M:%fZ', h.at / 1000.0, 'unixepoch')")};

static int read_number(sqlite3 *db, const char *sql, sqlite3_int64 *number) {
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (status == SQLITE_OK) status = sqlite3_step(statement);
  if (status == SQLITE_ROW) *number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return status == SQLITE_ROW ? 0 : OMBUD_STORE_FAILED;
}

static int run(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : OMBUD_STORE_FAILED;
}

static int bring_up_to_date(sqlite3 *db) {
  sqlite3_int64 version, application, tables;
  char sql[64];
  int status = read_number(db, "PRAGMA user_version", &version);
  if (!status) status = read_number(db, "PRAGMA application_id", &application);
  if (!status) status = read_number(db, "SELECT count(*) FROM sqlite_master", &tables);
  if (status) return status;
  if (application != SQLITE_APPLICATION && (tables || application)) return OMBUD_STORE_FOREIGN;
  if (version > OMBUD_STORE_SCHEMA) return OMBUD_STORE_NEWER;
  if (version == OMBUD_STORE_SCHEMA) return 0;
  for (; version < OMBUD_STORE_SCHEMA && !status; version++) status = run(db, steps[version]);
  snprintf(sql, sizeof sql, "PRAGMA user_version = %d", OMBUD_STORE_SCHEMA);
  if (!status) status = run(db, sql);
  snprintf(sql, sizeof sql, "PRAGMA application_id = %d", SQLITE_APPLICATION);
  return status ? status : run(db, sql);
}

int sqlite_schema(sqlite3 *db) {
  int status = run(db, "BEGIN IMMEDIATE");
  if (status) return status;
  status = bring_up_to_date(db);
  if (!status) return run(db, "COMMIT");
  if (status != OMBUD_STORE_FAILED) run(db, "ROLLBACK"); /* else the error would be gone; it is closed next */
  return status;
}
#endif
