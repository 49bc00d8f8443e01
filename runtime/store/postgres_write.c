#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_sql.h"
#include "postgres_write.h"

enum { GUARDS = 2 }; /* the last columns of cases, which only leases have */

typedef struct row_write { /* a case that is to be as it was read */
  row_case row;
  ombud_time epoch; /* of its shard's lease; OMBUD_NEVER: it hangs on none */
} row_write;

static const link_column
    added_columns[] = {LINK_COLUMN(NUMBER8, row_case, id),   LINK_COLUMN(NUMBER8, row_case, policy),
                       LINK_COLUMN(NUMBER8, row_case, last), LINK_COLUMN(NUMBER4, row_case, number),
                       LINK_COLUMN(INSTANT, row_case, wake), LINK_COLUMN(BYTES, row_case, body)},
    changed_columns[] = {LINK_COLUMN(NUMBER8, row_write, row.id),
                         LINK_COLUMN(NUMBER8, row_write, row.last),
                         LINK_COLUMN(NUMBER4, row_write, row.number),
                         LINK_COLUMN(INSTANT, row_write, row.wake),
                         LINK_COLUMN(BYTES, row_write, row.body),
                         LINK_COLUMN(NUMBER4, row_write, row.was_number),
                         LINK_COLUMN(INSTANT, row_write, epoch)},
    marked_columns[] = {LINK_COLUMN(NUMBER8, row_write, row.id),
                        LINK_COLUMN(NUMBER2, row_write, row.failures),
                        LINK_COLUMN(TEXT, row_write, row.aside),
                        LINK_COLUMN(INSTANT, row_write, row.wake),
                        LINK_COLUMN(NUMBER4, row_write, row.was_number),
                        LINK_COLUMN(INSTANT, row_write, epoch)},
    event_columns[] = {LINK_COLUMN(NUMBER8, row_event, id),      LINK_COLUMN(NUMBER8, row_event, case_id),
                       LINK_COLUMN(NUMBER8, row_event, prev),    LINK_COLUMN(NUMBER8, row_event, at),
                       LINK_COLUMN(NUMBER8, row_event, policy),  LINK_COLUMN(NUMBER4, row_event, number),
                       LINK_COLUMN(NUMBER4, row_event, rule),    LINK_COLUMN(NUMBER4, row_event, reminded),
                       LINK_COLUMN(NUMBER2, row_event, name),    LINK_COLUMN(NUMBER2, row_event, from),
                       LINK_COLUMN(NUMBER2, row_event, to),      LINK_COLUMN(NUMBER2, row_event, reason),
                       LINK_COLUMN(NUMBER1, row_event, process), LINK_COLUMN(NUMBER1, row_event, mode),
                       LINK_COLUMN(NUMBER1, row_event, kind),    LINK_COLUMN(NUMBER1, row_event, actor),
                       LINK_COLUMN(TEXT, row_event, who),        LINK_COLUMN(BYTES, row_event, given),
                       LINK_COLUMN(BYTES, row_event, effects)},
    content_columns[] = {LINK_COLUMN(NUMBER8, row_content, event), LINK_COLUMN(NUMBER2, row_content, fact),
                         LINK_COLUMN(TEXT, row_content, content)},
    waiting_columns[] = {LINK_COLUMN(NUMBER8, row_waiting, event), LINK_COLUMN(NUMBER2, row_waiting, ordinal),
                         LINK_COLUMN(NUMBER8, row_waiting, case_id),
                         LINK_COLUMN(NUMBER4, row_waiting, number), LINK_COLUMN(NUMBER8, row_waiting, at)},
    key_columns[] = {LINK_COLUMN(TEXT, row_key, key), LINK_COLUMN(NUMBER8, row_key, digest),
                     LINK_COLUMN(NUMBER8, row_key, case_id), LINK_COLUMN(NUMBER8, row_key, event),
                     LINK_COLUMN(NUMBER4, row_key, n_events)},
    word_columns[] = {LINK_COLUMN(NUMBER8, row_word, policy),  LINK_COLUMN(TEXT, row_word, kind),
                      LINK_COLUMN(NUMBER2, row_word, process), LINK_COLUMN(NUMBER4, row_word, number),
                      LINK_COLUMN(TEXT, row_word, name),       LINK_COLUMN(TEXT, row_word, clauses)};

typedef struct writing {
  postgres_link *link;
  pool *memory;
  const lease_book *sweep;
} writing;

/* It must touch all of them. */
static int put(const writing *w, enum statement which, const link_column *columns, size_t n_columns,
               const void *rows, size_t size, size_t n) {
  return n ? link_send_rows(w->link, which, columns, (unsigned)n_columns, rows, size, n, (int64_t)n) : 0;
}

#define COUNT(columns)                  (sizeof(columns) / sizeof(columns)[0])
#define PUT(w, which, columns, rows, n) put(w, which, columns, COUNT(columns), rows, sizeof *(rows), n)

ombud_time write_wake(const row_case *changed) {
  return changed->wake != OMBUD_NEVER && changed->was < changed->wake ? changed->was : changed->wake;
}

/* ---- cases ---- */

static int by_id(const void *a, const void *b) {
  const row_write *x = a, *y = b;
  return (x->row.id > y->row.id) - (x->row.id < y->row.id);
}

/* In the order of their numbers, as everybody writes them: where they were not locked before, this is what
 * locks them, and so nobody meets a deadlock. */
static int put_cases(const writing *w, enum statement which, const link_column *columns, size_t n_columns,
                     const row_case *cases, size_t n) {
  row_write *rows = pool_take(w->memory, n * sizeof *rows);
  if (!rows) return OMBUD_STORE_MEMORY;
  for (size_t i = 0; i < n; i++) {
    rows[i] = (row_write){cases[i], w->sweep ? lease_epoch(w->sweep, cases[i].id) : OMBUD_NEVER};
    if (which == CHANGE_CASES) rows[i].row.wake = write_wake(&cases[i]);
  }
  if (n) qsort(rows, n, sizeof *rows, by_id);
  return put(w, which, columns, w->link->leases ? n_columns : n_columns - GUARDS, rows, sizeof *rows, n);
}

/* ---- keys ---- */

static int by_key(const void *a, const void *b) {
  const row_key *x = a, *y = b;
  return strcmp(x->key, y->key);
}

/* In their order, for the same reason. */
static int put_keys(const writing *w, const row_key *keys, size_t n) {
  row_key *rows = pool_copy(w->memory, keys, n * sizeof *rows);
  if (!rows) return OMBUD_STORE_MEMORY;
  if (n) qsort(rows, n, sizeof *rows, by_key);
  return PUT(w, ADD_KEYS, key_columns, rows, n);
}

/* ---- all of it ---- */

/* A case that is both marked and changed has the wake of the change. */
int write_batch(postgres_link *l, pool *memory, const lease_book *sweep, const engine_batch *b) {
  const writing w = {l, memory, sweep};
  int status = PUT(&w, ADD_CASES, added_columns, b->opened, b->n_opened);
  if (!status)
    status = put_cases(&w, MARK_CASES, marked_columns, COUNT(marked_columns), b->marked, b->n_marked);
  if (!status)
    status = put_cases(&w, CHANGE_CASES, changed_columns, COUNT(changed_columns), b->changed, b->n_changed);
  if (!status) status = PUT(&w, ADD_EVENTS, event_columns, b->events, b->n_events);
  if (!status) status = PUT(&w, ADD_CONTENTS, content_columns, b->contents, b->n_contents);
  if (!status) status = PUT(&w, ADD_WAITING, waiting_columns, b->waiting, b->n_waiting);
  if (!status) status = put_keys(&w, b->keys, b->n_keys);
  if (!status) status = PUT(&w, ADD_WORDS, word_columns, b->words, b->n_words);
  return status;
}
#endif
