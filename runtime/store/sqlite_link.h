/* Statements of an SQLite store: prepared once, bound by a list of kinds, and their errors in the engine's
 * message. */
#ifndef OMBUD_SQLITE_LINK_H
#define OMBUD_SQLITE_LINK_H

#include <sqlite3.h>

#include "calendar.h"
#include "engine.h"
#include "pool.h"

enum statement {
  BEGIN_READ,
  BEGIN_WRITE,
  COMMIT,
  ROLLBACK,
  FIND_POLICY,
  ADD_POLICY,
  ADD_WORD,
  FIND_CASE,
  ADD_CASE,
  CHANGE_CASE,
  MARK_CASE,
  FIND_EVENT,
  ADD_EVENT,
  FORGET_EVENT,
  FIND_CONTENT,
  ADD_CONTENT,
  FORGET_CONTENT,
  ADD_WAITING,
  LIST_WAITING,
  ACKNOWLEDGE,
  FIND_KEY,
  ADD_KEY,
  LAST_CASE,
  LAST_EVENT,
  GET_ALARM,
  SET_ALARM,
  ALL_WAKES,
  COUNT_CASES,
  COUNT_EVENTS,
  COUNT_WAITING,
  STATEMENTS
};

typedef struct pile { /* entries of the calendar */
  calendar_entry *at;
  size_t n, cap;
} pile;

typedef struct sqlite_engine {
  engine base;
  sqlite3 *db;
  sqlite3_stmt *statements[STATEMENTS];
  calendar *calendar;
  pile added; /* to the calendar, once the transaction is committed */
  pile taken; /* from it, and given back where it is rolled back */
  int64_t last_case, last_event, cases_before, events_before; /* numbers used; before the transaction */
  int stale; /* the calendar lacks an entry, for want of memory */
  pool rows; /* what was handed out in this transaction */
} sqlite_engine;

/* The status of an error of SQLite, of the connection's last one with its message, and of what must not be.
 */
int lite_status(int code);
int lite_fail(sqlite_engine *s);
int lite_wrong(sqlite_engine *s, const char *what); /* OMBUD_STORE_CORRUPT */

/* KINDS of what is bound: i an int64 (I), w an instant or never, t a text or NULL, b bytes. It must stay
 * until the statement has run. */
#define I(x) ((sqlite3_int64)(x))
int lite_run(sqlite_engine *s, enum statement which, const char *kinds, ...); /* it has no rows */
sqlite3_stmt *lite_ask(sqlite_engine *s, enum statement which, const char *kinds,
                       ...);                      /* NULL after an error */
int lite_next(sqlite_engine *s, sqlite3_stmt *q); /* 1: there is a row; 0: no more; an error */

ombud_time lite_wake(sqlite3_stmt *q, int column);
bytes lite_bytes(sqlite3_stmt *q, int column);

#endif
