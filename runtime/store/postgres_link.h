/* A connection to PostgreSQL, on which statements go in a row and are answered together. */
#ifndef OMBUD_POSTGRES_LINK_H
#define OMBUD_POSTGRES_LINK_H

#include "postgres_load.h"

#include "engine.h"
#include "pool.h"

enum { LINK_VALUES = 19, LINK_PENDING = 16 };

typedef struct postgres_link {
  PGconn *db; /* NULL: there is none */
  const char *url;
  int leases; /* the store goes by leases: what is there already, or not as it was, was another's */
  uint32_t wait_ms;
  char *message; /* LINK_MESSAGE bytes: the last error */
  size_t message_size;

  /* the statement that is made up */
  const char *values[LINK_VALUES];
  int sizes[LINK_VALUES];
  unsigned n_values;
  int no_memory;

  /* those that were sent and not answered */
  int64_t wanted[LINK_PENDING]; /* how many rows each must have touched; -1: any number */
  unsigned n_pending;
  pool memory; /* their values */
} postgres_link;

int64_t link_monotonic(void); /* milliseconds, of a clock that nobody sets */

/* Connects within wait_ms: 0 or a status, and then a message. What there was is closed. */
int link_connect(postgres_link *l);
void link_close(postgres_link *l);

/* Before link_prepare: a statement with N texts as parameters, or a script without any. *RESULT, of the last
 * one, in text, is the caller's to clear; it may be NULL. */
int link_query(postgres_link *l, const char *sql, int n, const char *const *texts, PGresult **result);

/* Prepares N statements, which have their index as a name, and from then on only those can be sent. NULL:
 * there is none. */
int link_prepare(postgres_link *l, const char *const *sql, unsigned n);

/* Sends one. KINDS: i an int64, t a text, l int64s: where they are, and (size_t) how many. */
int link_send(postgres_link *l, unsigned which, const char *kinds, ...);

/* How a member of a row goes into an array. NUMBERn is an unsigned integer of n bytes, or an int64; what has
 * fewer than 8 bytes becomes an integer of 4, in which 0xFFFFFFFF is -1. */
typedef struct link_column {
  enum { NUMBER1 = 1, NUMBER2 = 2, NUMBER4 = 4, NUMBER8 = 8, INSTANT, TEXT, BYTES } kind;
  size_t offset;
} link_column;

#define LINK_COLUMN(kind, row, member)                                                                       \
  { kind, offsetof(row, member) }

/* Sends one with an array for each column, of N rows that are SIZE bytes apart, and which it must touch
 * WANTED rows of (-1: any number). */
int link_send_rows(postgres_link *l, unsigned which, const link_column *columns, unsigned n_columns,
                   const void *rows, size_t size, size_t n, int64_t wanted);

/* Waits for the answers to all that was sent. *RESULT is the last one's, in binary, the caller's to clear; it
 * may be NULL. */
int link_answer(postgres_link *l, PGresult **result);

/* Sends one more, as link_send does, and waits. */
int link_ask(postgres_link *l, PGresult **result, unsigned which, const char *kinds, ...);

/* Of a result in binary. */
int64_t link_number(const PGresult *r, int row, int column);
ombud_time link_instant(const PGresult *r, int row, int column); /* NULL: OMBUD_NEVER */
const char *link_text(const PGresult *r, int row, int column);   /* NULL: NULL */
bytes link_bytes(const PGresult *r, int row, int column);

/* postgres_values.c: makes a value of the statement at hand. */
void link_put_number(postgres_link *l, int64_t number);
void link_put_text(postgres_link *l, const char *text);
void link_put_array(postgres_link *l, link_column column, const void *rows, size_t size, size_t n);

#endif
