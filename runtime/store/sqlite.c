/* The store in a file. One connection has it, and checkpoints it too, since before 3.51.3 two connections
 * could lose what one of them wrote while the other reset the log (sqlite.org/wal.html, "the WAL-reset bug");
 * nobody else can open it meanwhile. There is no index on when a case falls due: the calendar is in memory.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine.h"

#ifdef OMBUD_WITH_SQLITE
#include "sqlite_link.h"
#include "sqlite_schema.h"

static sqlite_engine *of(engine *e) {
  return (sqlite_engine *)(void *)e;
}

/* ---- transactions ---- */

static int sqlite_begin(engine *e, int writes) {
  sqlite_engine *s = of(e);
  s->cases_before = s->last_case;
  s->events_before = s->last_event;
  s->added.n = s->taken.n = 0;
  pool_empty(&s->rows);
  return lite_run(s, writes ? BEGIN_WRITE : BEGIN_READ, "");
}

static void fill_in(sqlite_engine *s, pile *from) {
  for (size_t i = 0; i < from->n; i++)
    if (!calendar_add(s->calendar, from->at[i].wake, from->at[i].id)) s->stale = 1;
  s->added.n = s->taken.n = 0;
}

static int sqlite_commit(engine *e) {
  sqlite_engine *s = of(e);
  int status = lite_run(s, COMMIT, "");
  if (!status) fill_in(s, &s->added);
  return status;
}

static void sqlite_rollback(engine *e) {
  sqlite_engine *s = of(e);
  char message[sizeof e->message];
  memcpy(message, e->message, sizeof message);
  if (!sqlite3_get_autocommit(s->db)) lite_run(s, ROLLBACK, "");
  memcpy(e->message, message, sizeof message);
  s->last_case = s->cases_before;
  s->last_event = s->events_before;
  fill_in(s, &s->taken);
}

static int sqlite_now(engine *e, ombud_time *now) {
  struct timespec t;
  (void)e;
  clock_gettime(CLOCK_REALTIME, &t);
  *now = (ombud_time)t.tv_sec * 1000 + t.tv_nsec / 1000000;
  return 0;
}

static int sqlite_reserve(engine *e, int events, size_t n, int64_t *first) {
  sqlite_engine *s = of(e);
  int64_t *last = events ? &s->last_event : &s->last_case;
  *first = *last + 1;
  *last += (int64_t)n;
  return 0;
}

/* ---- policies ---- */

static int sqlite_policy(engine *e, row_policy *p) {
  sqlite_engine *s = of(e);
  sqlite3_stmt *q = lite_ask(s, FIND_POLICY, "i", I(p->fingerprint));
  int found = q ? lite_next(s, q) : lite_fail(s);
  if (found < 0) return found;
  if (found) {
    p->id = sqlite3_column_int64(q, 0);
    p->has_words = sqlite3_column_int(q, 1);
    sqlite3_reset(q);
    return 0;
  }
  int status = lite_run(s, ADD_POLICY, "itt", I(p->fingerprint), p->name, p->version);
  p->id = sqlite3_last_insert_rowid(s->db);
  return status;
}

/* ---- cases ---- */

static int read_case(sqlite_engine *s, sqlite3_stmt *q, row_case *to) {
  bytes body = lite_bytes(q, 7);
  const char *aside = (const char *)sqlite3_column_text(q, 6);
  *to = (row_case){.id = sqlite3_column_int64(q, 0),
                   .policy = sqlite3_column_int64(q, 1),
                   .last = sqlite3_column_int64(q, 2),
                   .number = (uint32_t)sqlite3_column_int64(q, 3),
                   .was_number = (uint32_t)sqlite3_column_int64(q, 3),
                   .was = lite_wake(q, 4),
                   .wake = lite_wake(q, 4),
                   .failures = (uint16_t)sqlite3_column_int(q, 5),
                   .aside = aside ? pool_string(&s->rows, aside) : NULL,
                   .body = {pool_copy(&s->rows, body.at, body.n), body.n}};
  return to->body.at && (!aside || to->aside) ? 0 : OMBUD_STORE_MEMORY;
}

static int find_case(sqlite_engine *s, int64_t id, row_case *to) {
  *to = (row_case){.id = id};
  sqlite3_stmt *q = lite_ask(s, FIND_CASE, "i", I(id));
  int found = q ? lite_next(s, q) : lite_fail(s);
  if (found <= 0) return found;
  int status = read_case(s, q, to);
  sqlite3_reset(q);
  return status;
}

static int sqlite_cases(engine *e, const int64_t *ids, size_t n, int lock, row_case *found) {
  (void)lock; /* who writes has the whole store */
  int status = 0;
  for (size_t i = 0; i < n && !status; i++) status = find_case(of(e), ids[i], &found[i]);
  return status;
}

/* ---- the calendar ---- */

static int push(pile *p, ombud_time wake, int64_t id) {
  if (p->n == p->cap) {
    size_t cap = p->cap ? 2 * p->cap : 256;
    calendar_entry *bigger = realloc(p->at, cap * sizeof *bigger);
    if (!bigger) return OMBUD_STORE_MEMORY;
    p->at = bigger;
    p->cap = cap;
  }
  p->at[p->n++] = (calendar_entry){wake, id};
  return 0;
}

/* In the order of their ids, which is the table's. */
static int read_wakes(sqlite_engine *s, pile *wakes) {
  sqlite3_stmt *q = lite_ask(s, ALL_WAKES, "");
  int found = q ? lite_next(s, q) : lite_fail(s);
  while (found == 1) {
    int status = push(wakes, sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 0));
    found = status ? status : lite_next(s, q);
  }
  if (q) sqlite3_reset(q);
  return found;
}

static int fill_calendar(sqlite_engine *s) {
  pile wakes = {0};
  int status = read_wakes(s, &wakes);
  calendar *filled = status ? NULL : calendar_new(wakes.at, wakes.n);
  free(wakes.at);
  if (!status && !filled) status = OMBUD_STORE_MEMORY;
  if (status) return status;
  calendar_free(s->calendar);
  s->calendar = filled;
  s->stale = 0;
  return 0;
}

static int is_among(int64_t number, const int64_t *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (list[i] == number) return 1;
  return 0;
}

static int is_found(int64_t id, const row_case *found, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (found[i].id == id) return 1;
  return 0;
}

/* Moves up to N entries from the calendar to what is taken; *COME is how many they are. */
static int take_entries(sqlite_engine *s, ombud_time now, size_t n, size_t *come) {
  calendar_entry *list = pool_take(&s->rows, n * sizeof *list);
  if (!list) return OMBUD_STORE_MEMORY;
  *come = calendar_peek(s->calendar, now, list, n);
  int status = 0;
  for (size_t i = 0; i < *come && !status; i++) status = push(&s->taken, list[i].wake, list[i].id);
  if (status)
    s->stale = 1;
  else
    calendar_drop(s->calendar, *come);
  return status;
}

/* A case that still has something ahead comes back into the calendar by `write`; one whose tables are absent
 * when the store is opened with them. */
static int sqlite_due(engine *e, ombud_time now, const int64_t *policies, size_t n_policies, size_t most,
                      row_case *found, size_t *n) {
  sqlite_engine *s = of(e);
  int status = s->stale ? fill_calendar(s) : 0;
  size_t come = 1;
  *n = 0;
  while (!status && come && *n < most) { /* many may be of cases that are not to be looked at */
    size_t first = s->taken.n;
    status = take_entries(s, now, most - *n, &come);
    for (size_t i = first; i < s->taken.n && !status; i++) {
      row_case *row = &found[*n];
      if (is_found(s->taken.at[i].id, found, *n)) continue;
      status = find_case(s, s->taken.at[i].id, row);
      row->was = OMBUD_NEVER; /* no entry is left */
      *n += !status && row->body.at && !row->aside && is_among(row->policy, policies, n_policies);
    }
  }
  return status;
}

static int sqlite_next(engine *e, ombud_time *wake) {
  sqlite_engine *s = of(e);
  int status = s->stale ? fill_calendar(s) : 0;
  *wake = calendar_first(s->calendar);
  return status;
}

/* ---- writing ---- */

static int write_cases(sqlite_engine *s, const engine_batch *b) {
  int status = 0;
  for (size_t i = 0; i < b->n_opened && !status; i++) {
    const row_case *c = &b->opened[i];
    status = lite_run(s, ADD_CASE, "iiiiwitb", I(c->id), I(c->policy), I(c->last), I(c->number), c->wake,
                      I(0), (const char *)NULL, c->body);
    if (!status) status = push(&s->added, c->wake, c->id);
  }
  for (size_t i = 0; i < b->n_changed && !status; i++) {
    const row_case *c = &b->changed[i];
    status = lite_run(s, CHANGE_CASE, "iiwbi", I(c->last), I(c->number), c->wake, c->body, I(c->id));
    if (!status && c->wake < c->was) status = push(&s->added, c->wake, c->id);
  }
  for (size_t i = 0; i < b->n_marked && !status; i++) {
    const row_case *c = &b->marked[i];
    status = lite_run(s, MARK_CASE, "itwi", I(c->failures), c->aside, c->wake, I(c->id));
    if (!status && c->wake != OMBUD_NEVER) status = push(&s->added, c->wake, c->id);
  }
  return status;
}

static int write_event(sqlite_engine *s, const row_event *x) {
  return lite_run(s, ADD_EVENT, "iiiiiiiiiiiiiiiitbb", I(x->id), I(x->case_id), I(x->prev), I(x->policy),
                  I(x->at), I(x->number), I(x->rule), I(x->reminded), I(x->name), I(x->from), I(x->to),
                  I(x->reason), I(x->process), I(x->mode), I(x->kind), I(x->actor), x->who, x->given,
                  x->effects);
}

static int sqlite_write(engine *e, const engine_batch *b) {
  sqlite_engine *s = of(e);
  int status = write_cases(s, b);
  for (size_t i = 0; i < b->n_events && !status; i++) status = write_event(s, &b->events[i]);
  for (size_t i = 0; i < b->n_contents && !status; i++) {
    const row_content *x = &b->contents[i];
    status = lite_run(s, ADD_CONTENT, "iit", I(x->event), I(x->fact), x->content);
  }
  for (size_t i = 0; i < b->n_waiting && !status; i++) {
    const row_waiting *x = &b->waiting[i];
    status =
        lite_run(s, ADD_WAITING, "iiiii", I(x->event), I(x->ordinal), I(x->case_id), I(x->number), I(x->at));
  }
  for (size_t i = 0; i < b->n_words && !status; i++) {
    const row_word *x = &b->words[i];
    status = lite_run(s, ADD_WORD, "itiitt", I(x->policy), x->kind, I(x->process), I(x->number), x->name,
                      x->clauses);
  }
  for (size_t i = 0; i < b->n_keys && !status; i++) {
    const row_key *x = &b->keys[i];
    status = lite_run(s, ADD_KEY, "tiiii", x->key, I(x->digest), I(x->case_id), I(x->event), I(x->n_events));
  }
  return status;
}

static int sqlite_keys(engine *e, row_key *keys, size_t n) {
  sqlite_engine *s = of(e);
  for (size_t i = 0; i < n; i++) {
    sqlite3_stmt *q = lite_ask(s, FIND_KEY, "t", keys[i].key);
    int found = q ? lite_next(s, q) : lite_fail(s);
    if (found < 0) return found;
    keys[i].digest = 0;
    if (!found) continue;
    keys[i].digest = (uint64_t)sqlite3_column_int64(q, 0);
    keys[i].case_id = sqlite3_column_int64(q, 1);
    keys[i].event = sqlite3_column_int64(q, 2);
    keys[i].n_events = (uint32_t)sqlite3_column_int64(q, 3);
    sqlite3_reset(q);
  }
  return 0;
}

/* ---- history ---- */

static int sqlite_event(engine *e, int64_t id, row_event *to) {
  sqlite_engine *s = of(e);
  *to = (row_event){.id = 0};
  sqlite3_stmt *q = lite_ask(s, FIND_EVENT, "i", I(id));
  int found = q ? lite_next(s, q) : lite_fail(s);
  if (found <= 0) return found;
  bytes given = lite_bytes(q, 17), effects = lite_bytes(q, 18);
  const char *who = (const char *)sqlite3_column_text(q, 16);
  *to = (row_event){.id = id,
                    .case_id = sqlite3_column_int64(q, 1),
                    .prev = sqlite3_column_int64(q, 2),
                    .policy = sqlite3_column_int64(q, 3),
                    .at = sqlite3_column_int64(q, 4),
                    .number = (uint32_t)sqlite3_column_int64(q, 5),
                    .rule = (uint32_t)sqlite3_column_int64(q, 6),
                    .reminded = (uint32_t)sqlite3_column_int64(q, 7),
                    .name = (uint16_t)sqlite3_column_int(q, 8),
                    .from = (uint16_t)sqlite3_column_int(q, 9),
                    .to = (uint16_t)sqlite3_column_int(q, 10),
                    .reason = (uint16_t)sqlite3_column_int(q, 11),
                    .process = (uint8_t)sqlite3_column_int(q, 12),
                    .mode = (uint8_t)sqlite3_column_int(q, 13),
                    .kind = (uint8_t)sqlite3_column_int(q, 14),
                    .actor = (uint8_t)sqlite3_column_int(q, 15),
                    .who = who ? pool_string(&s->rows, who) : NULL,
                    .given = {pool_copy(&s->rows, given.at, given.n), given.n},
                    .effects = {pool_copy(&s->rows, effects.at, effects.n), effects.n}};
  sqlite3_reset(q);
  return to->given.at && to->effects.at && (!who || to->who) ? 0 : OMBUD_STORE_MEMORY;
}

static int sqlite_contents(engine *e, int64_t event, int (*tell)(void *, const row_content *),
                           void *context) {
  sqlite_engine *s = of(e);
  sqlite3_stmt *q = lite_ask(s, FIND_CONTENT, "i", I(event));
  int found = q ? lite_next(s, q) : lite_fail(s), told = 0;
  for (; found == 1 && !told; found = lite_next(s, q)) {
    row_content row = {event, (uint16_t)sqlite3_column_int(q, 1), (const char *)sqlite3_column_text(q, 2)};
    told = tell(context, &row);
  }
  if (q) sqlite3_reset(q);
  return found < 0 ? found : told;
}

static int sqlite_forget(engine *e, int64_t event) {
  int status = lite_run(of(e), FORGET_EVENT, "i", I(event));
  return status ? status : lite_run(of(e), FORGET_CONTENT, "i", I(event));
}

/* ---- effects ---- */

static int sqlite_waiting(engine *e, int64_t event, uint16_t ordinal, size_t most, row_waiting *list,
                          size_t *n) {
  sqlite_engine *s = of(e);
  sqlite3_stmt *q = lite_ask(s, LIST_WAITING, "iii", I(event), I(ordinal), I(most));
  int found = q ? lite_next(s, q) : lite_fail(s);
  for (*n = 0; found == 1 && *n < most; found = lite_next(s, q))
    list[(*n)++] = (row_waiting){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 2),
                                 (uint32_t)sqlite3_column_int64(q, 3), (uint16_t)sqlite3_column_int(q, 1),
                                 sqlite3_column_int64(q, 4)};
  if (q) sqlite3_reset(q);
  return found < 0 ? found : 0;
}

static int sqlite_acknowledge(engine *e, const ombud_delivery *list, size_t n) {
  int status = 0;
  for (size_t i = 0; i < n && !status; i++)
    status = lite_run(of(e), ACKNOWLEDGE, "ii", I(list[i].record), I(list[i].ordinal));
  return status;
}

/* ---- the store itself ---- */

static int sqlite_alarm(engine *e, int set, int *alarm) {
  sqlite_engine *s = of(e);
  if (set >= 0) {
    *alarm = set;
    return lite_run(s, SET_ALARM, "i", I(set));
  }
  sqlite3_stmt *q = lite_ask(s, GET_ALARM, "");
  int found = q ? lite_next(s, q) : lite_fail(s);
  if (found < 0) return found;
  if (!found) return lite_wrong(s, "its head is missing");
  *alarm = sqlite3_column_int(q, 0) != 0;
  sqlite3_reset(q);
  return 0;
}

static int count(sqlite_engine *s, enum statement which, int64_t *n, ombud_time *first) {
  sqlite3_stmt *q = lite_ask(s, which, "");
  int found = q ? lite_next(s, q) : lite_fail(s);
  if (found <= 0) return found;
  *n = sqlite3_column_int64(q, 0);
  if (first) *first = lite_wake(q, 1);
  sqlite3_reset(q);
  return 0;
}

static unsigned bin_of(int64_t late) {
  static const int64_t bounds[OMBUD_OVERDUE_BINS - 1] = {1000, 10000, 60000, 600000, 3600000};
  unsigned bin = 0;
  while (bin < OMBUD_OVERDUE_BINS - 1 && late >= bounds[bin]) bin++;
  return bin;
}

static int sqlite_stats(engine *e, ombud_time now, const int64_t *policies, size_t n_policies,
                        ombud_store_stats *stats) {
  sqlite_engine *s = of(e);
  sqlite3_stmt *q = lite_ask(s, COUNT_CASES, "");
  int found = q ? lite_next(s, q) : lite_fail(s);
  for (; found == 1; found = lite_next(s, q)) {
    ombud_time wake = lite_wake(q, 1);
    stats->cases++;
    stats->open += wake != OMBUD_NEVER;
    stats->set_aside += sqlite3_column_int(q, 2);
    if (!is_among(sqlite3_column_int64(q, 0), policies, n_policies))
      stats->no_tables++;
    else if (wake <= now)
      stats->overdue[bin_of(now - wake)]++;
  }
  if (q) sqlite3_reset(q);
  if (found < 0) return found;
  int status = count(s, COUNT_EVENTS, &stats->events, NULL);
  return status ? status : count(s, COUNT_WAITING, &stats->effects, &stats->oldest_effect);
}

/* ---- opening ---- */

static void sqlite_close_all(engine *e) {
  sqlite_engine *s = of(e);
  for (unsigned i = 0; i < STATEMENTS; i++) sqlite3_finalize(s->statements[i]);
  sqlite3_close(s->db);
  calendar_free(s->calendar);
  free(s->added.at);
  free(s->taken.at);
  pool_free(&s->rows);
  free(s);
}

static const engine_calls sqlite_calls = {.shared = 1,
                                          .close = sqlite_close_all,
                                          .begin = sqlite_begin,
                                          .commit = sqlite_commit,
                                          .rollback = sqlite_rollback,
                                          .now = sqlite_now,
                                          .policy = sqlite_policy,
                                          .reserve = sqlite_reserve,
                                          .cases = sqlite_cases,
                                          .due = sqlite_due,
                                          .next = sqlite_next,
                                          .keys = sqlite_keys,
                                          .write = sqlite_write,
                                          .event = sqlite_event,
                                          .contents = sqlite_contents,
                                          .waiting = sqlite_waiting,
                                          .acknowledge = sqlite_acknowledge,
                                          .forget = sqlite_forget,
                                          .stats = sqlite_stats,
                                          .alarm = sqlite_alarm};

/* Checkpoints are rarer than by default, since each makes a command wait for as long as it takes to sync the
 * file. Nobody else may have it from the first look on, and it is kept until it is closed. */
static int set_up(sqlite_engine *s) {
  static const char *const pragmas =
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
      "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;";
  if (sqlite3_exec(s->db, pragmas, NULL, NULL, NULL) != SQLITE_OK) return lite_fail(s);
  int status = sqlite_schema(s->db);
  if (status == OMBUD_STORE_FAILED) return lite_fail(s);
  if (status == OMBUD_STORE_NEWER) {
    lite_wrong(s, "made by a later version of ombud");
    return status;
  }
  if (status) {
    lite_wrong(s, "a database, but no store of ombud");
    return status;
  }
  status = count(s, LAST_CASE, &s->last_case, NULL);
  if (!status) status = count(s, LAST_EVENT, &s->last_event, NULL);
  return status ? status : fill_calendar(s);
}

int sqlite_open(engine **e, const char *name, const ombud_store_options *options, char *message,
                size_t size) {
  sqlite_engine *s = calloc(1, sizeof *s);
  if (!s) return OMBUD_STORE_MEMORY;
  s->base.calls = &sqlite_calls;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
              SQLITE_OPEN_EXRESCODE;
  int status = 0;
  if (!*name) {
    snprintf(message, size, "sqlite: needs a file, as in sqlite:cases.db");
    status = OMBUD_STORE_BAD_URL;
  } else if (sqlite3_open_v2(name, &s->db, flags, NULL) != SQLITE_OK) {
    status = s->db ? lite_status(sqlite3_extended_errcode(s->db)) : OMBUD_STORE_MEMORY;
    snprintf(message, size, "%s: %s", name, s->db ? sqlite3_errmsg(s->db) : "there is no memory");
  } else {
    sqlite3_busy_timeout(s->db, (int)options->wait_ms);
    status = set_up(s);
    if (status) snprintf(message, size, "%s", s->base.message);
  }
  if (status) {
    sqlite_close_all(&s->base);
    return status;
  }
  *e = &s->base;
  return 0;
}

const char *sqlite_version(void) {
  static char text[64];
  snprintf(text, sizeof text, "sqlite %s", sqlite3_libversion());
  return text;
}
#endif
