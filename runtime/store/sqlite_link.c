#include "engine.h"

#ifdef OMBUD_WITH_SQLITE
#include <stdarg.h>
#include <stdio.h>

#include "sqlite_link.h"

#define CASE_COLUMNS "id, policy, last, number, wake, failures, aside, body"
#define EVENT_COLUMNS                                                                                        \
  "id, case_id, prev, policy, at, number, rule, reminded, name, left_state, came_to, reason, process, "      \
  "mode, kind, actor, who, given, effects"

static const char *const sql[STATEMENTS] = {
    [BEGIN_READ] = "BEGIN",
    [BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [FIND_POLICY] =
        "SELECT id, EXISTS(SELECT 1 FROM word WHERE word.policy = id) FROM policy WHERE fingerprint = ?",
    [ADD_WORD] =
        "INSERT OR IGNORE INTO word(policy, kind, process, number, name, clauses) VALUES(?, ?, ?, ?, ?, ?)",
    [ADD_POLICY] = "INSERT INTO policy(fingerprint, name, version) VALUES(?, ?, ?)",
    [FIND_CASE] = ("SELECT " CASE_COLUMNS " FROM cases WHERE id = ?"),
    [ADD_CASE] = ("INSERT INTO cases(" CASE_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?)"),
    [CHANGE_CASE] = "UPDATE cases SET last = ?, number = ?, wake = ?, body = ? WHERE id = ?",
    [MARK_CASE] = "UPDATE cases SET failures = ?, aside = ?, wake = ? WHERE id = ?",
    [FIND_EVENT] = ("SELECT " EVENT_COLUMNS " FROM history WHERE id = ?"),
    [ADD_EVENT] = ("INSERT INTO history(" EVENT_COLUMNS
                   ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    [FORGET_EVENT] = "UPDATE history SET who = NULL WHERE id = ?",
    [FIND_CONTENT] = "SELECT event, fact, content FROM content WHERE event = ? ORDER BY fact",
    [ADD_CONTENT] = "INSERT INTO content(event, fact, content) VALUES(?, ?, ?)",
    [FORGET_CONTENT] = "UPDATE content SET content = NULL WHERE event = ?",
    [ADD_WAITING] = "INSERT INTO outbox(event, ordinal, case_id, number, at) VALUES(?, ?, ?, ?, ?)",
    [LIST_WAITING] = ("SELECT event, ordinal, case_id, number, at FROM outbox WHERE (event, ordinal) > (?, ?)"
                      " ORDER BY event, ordinal LIMIT ?"),
    [ACKNOWLEDGE] = "DELETE FROM outbox WHERE event = ? AND ordinal = ?",
    [FIND_KEY] = "SELECT digest, case_id, event, n_events FROM key WHERE key = ?",
    [ADD_KEY] = "INSERT INTO key(key, digest, case_id, event, n_events) VALUES(?, ?, ?, ?, ?)",
    [LAST_CASE] = "SELECT max(id) FROM cases",
    [LAST_EVENT] = "SELECT coalesce(max(id), 0) FROM history",
    [GET_ALARM] = "SELECT alarm FROM store",
    [SET_ALARM] = "UPDATE store SET alarm = ?",
    [ALL_WAKES] = "SELECT id, wake FROM cases WHERE wake IS NOT NULL ORDER BY id",
    [COUNT_CASES] = "SELECT policy, wake, aside IS NOT NULL, id FROM cases WHERE id > 0",
    [COUNT_EVENTS] = "SELECT count(*) FROM history",
    [COUNT_WAITING] = "SELECT count(*), min(at) FROM outbox",
};

/* ---- errors ---- */

int lite_status(int code) {
  switch (code & 0xFF) {
  case SQLITE_FULL: return OMBUD_STORE_FULL;
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return OMBUD_STORE_IN_USE;
  case SQLITE_CORRUPT: return OMBUD_STORE_CORRUPT;
  case SQLITE_NOTADB: return OMBUD_STORE_FOREIGN;
  case SQLITE_NOMEM: return OMBUD_STORE_MEMORY;
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
  case SQLITE_CANTOPEN: return OMBUD_STORE_RIGHTS;
  default: return OMBUD_STORE_FAILED;
  }
}

int lite_fail(sqlite_engine *s) {
  int status = lite_status(sqlite3_extended_errcode(s->db));
  const char *what =
      status == OMBUD_STORE_IN_USE ? "another process has this store open" : sqlite3_errmsg(s->db);
  snprintf(s->base.message, sizeof s->base.message, "%s: %s", sqlite3_db_filename(s->db, "main"), what);
  return status;
}

int lite_wrong(sqlite_engine *s, const char *what) {
  snprintf(s->base.message, sizeof s->base.message, "%s: %s", sqlite3_db_filename(s->db, "main"), what);
  return OMBUD_STORE_CORRUPT;
}

/* ---- statements ---- */

/* Prepared once, and ready to be bound; NULL after an error. */
static sqlite3_stmt *ready(sqlite_engine *s, enum statement which) {
  sqlite3_stmt **statement = &s->statements[which];
  if (!*statement &&
      sqlite3_prepare_v3(s->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK) {
    lite_fail(s);
    return NULL;
  }
  sqlite3_reset(*statement);
  return *statement;
}

static int bind_one(sqlite3_stmt *q, int at, char kind, va_list *values) {
  const char *text;
  bytes b;
  ombud_time wake;
  switch (kind) {
  case 'i': return sqlite3_bind_int64(q, at, va_arg(*values, sqlite3_int64));
  case 'w':
    wake = va_arg(*values, ombud_time);
    return wake == OMBUD_NEVER ? sqlite3_bind_null(q, at) : sqlite3_bind_int64(q, at, wake);
  case 't':
    text = va_arg(*values, const char *);
    return text ? sqlite3_bind_text(q, at, text, -1, SQLITE_STATIC) : sqlite3_bind_null(q, at);
  default:
    b = va_arg(*values, bytes);
    return b.n ? sqlite3_bind_blob64(q, at, b.at, b.n, SQLITE_STATIC) : sqlite3_bind_null(q, at);
  }
}

/* KINDS: i an int64, w an instant or never, t a text or NULL, b bytes. What is bound must stay until the
 * step. */
static int bind_all(sqlite3_stmt *q, const char *kinds, va_list *values) {
  int code = SQLITE_OK;
  for (int at = 0; kinds[at] && code == SQLITE_OK; at++) code = bind_one(q, at + 1, kinds[at], values);
  return code;
}

int lite_run(sqlite_engine *s, enum statement which, const char *kinds, ...) {
  va_list values;
  sqlite3_stmt *q = ready(s, which);
  if (!q) return lite_fail(s);
  va_start(values, kinds);
  int code = bind_all(q, kinds, &values);
  va_end(values);
  if (code == SQLITE_OK) code = sqlite3_step(q);
  if (code == SQLITE_DONE) code = SQLITE_OK;
  int status = code == SQLITE_OK ? 0 : lite_fail(s);
  sqlite3_reset(q);
  return status;
}

sqlite3_stmt *lite_ask(sqlite_engine *s, enum statement which, const char *kinds, ...) {
  va_list values;
  sqlite3_stmt *q = ready(s, which);
  if (!q) return NULL;
  va_start(values, kinds);
  int code = bind_all(q, kinds, &values);
  va_end(values);
  if (code == SQLITE_OK) return q;
  lite_fail(s);
  return NULL;
}

int lite_next(sqlite_engine *s, sqlite3_stmt *q) {
  int code = sqlite3_step(q);
  if (code == SQLITE_ROW) return 1;
  int status = code == SQLITE_DONE ? 0 : lite_fail(s);
  sqlite3_reset(q);
  return status;
}

ombud_time lite_wake(sqlite3_stmt *q, int column) {
  return sqlite3_column_type(q, column) == SQLITE_NULL ? OMBUD_NEVER : sqlite3_column_int64(q, column);
}

bytes lite_bytes(sqlite3_stmt *q, int column) {
  const void *at = sqlite3_column_blob(q, column);
  return (bytes){at, (size_t)sqlite3_column_bytes(q, column)};
}
#endif
