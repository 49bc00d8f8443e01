/* The statements of the engine, each prepared once on each connection. */
#ifndef OMBUD_POSTGRES_SQL_H
#define OMBUD_POSTGRES_SQL_H

enum statement {
  BEGIN_READ,
  BEGIN_WRITE,
  COMMIT,
  ROLLBACK,
  CLOCKS,
  SET_ALARM,
  AHEAD,
  FIND_POLICY,
  ADD_POLICY,
  TAKE_CASES,
  TAKE_BLOCKS,
  FIND_CASES,
  LOCK_CASES,
  CLAIM,
  NEXT,
  LOCK_KEYS,
  FIND_KEYS,
  ADD_CASES,
  MARK_CASES,
  CHANGE_CASES,
  ADD_EVENTS,
  ADD_CONTENTS,
  ADD_WAITING,
  ADD_KEYS,
  ADD_WORDS,
  FIND_EVENT,
  FORGET_EVENT,
  FIND_CONTENT,
  FORGET_CONTENT,
  LIST_WAITING,
  ACKNOWLEDGE,
  COUNT_CASES,
  COUNT_OVERDUE,
  COUNT_REST,
  NAME_HOLDER,
  HEARTBEAT,
  FORGET_WORKERS,
  LOOK_AT_LEASES,
  MOVE_SHARDS,
  LEAVE,
  STATEMENTS
};

/* NULL: those that claim rows, or those that go by leases, have no use for it. */
void postgres_sql(int leases, const char *sql[STATEMENTS]);

#endif
