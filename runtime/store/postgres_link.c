#define _POSIX_C_SOURCE 200809L /* clock_gettime, poll */
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_link.h"

int64_t link_monotonic(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A statement that waits for no lock may take longer than one may wait for a lock. */
static int64_t statement_ms(const postgres_link *l) {
  return INT64_C(10) * l->wait_ms > 30000 ? INT64_C(10) * l->wait_ms : 30000;
}

/* ---- errors ---- */

static int status_of(const char *state) {
  static const struct {
    const char *begins;
    int status;
  } list[] = {{"08", OMBUD_STORE_LOST},       {"57P0", OMBUD_STORE_LOST},    {"57014", OMBUD_STORE_IN_USE},
              {"53300", OMBUD_STORE_LOST},    {"40001", ENGINE_CONFLICT},    {"40P01", ENGINE_CONFLICT},
              {"40003", OMBUD_STORE_LOST},    {"40", OMBUD_STORE_IN_USE},    {"55P03", OMBUD_STORE_IN_USE},
              {"55006", OMBUD_STORE_IN_USE},  {"53100", OMBUD_STORE_FULL},   {"53200", OMBUD_STORE_IN_USE},
              {"42501", OMBUD_STORE_RIGHTS},  {"28", OMBUD_STORE_RIGHTS},    {"25006", OMBUD_STORE_RIGHTS},
              {"XX001", OMBUD_STORE_CORRUPT}, {"XX002", OMBUD_STORE_CORRUPT}};
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
    if (strncmp(state, list[i].begins, strlen(list[i].begins)) == 0) return list[i].status;
  return OMBUD_STORE_FAILED;
}

/* Where nobody waits for a lock, two may make the same key or the same table at once, and one is told so. */
static int is_twice(const char *state) {
  static const char *const list[] = {"23505", "42P06", "42P07", "42710"};
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
    if (strcmp(state, list[i]) == 0) return 1;
  return 0;
}

/* One line of what the server says. */
static int say(postgres_link *l, int status, const char *text) {
  int n = (int)strcspn(text, "\n");
  snprintf(l->message, l->message_size, "postgresql: %.*s", n, n ? text : "the connection was lost");
  return status;
}

static int lost(postgres_link *l) {
  say(l, OMBUD_STORE_LOST, PQerrorMessage(l->db));
  link_close(l);
  return OMBUD_STORE_LOST;
}

static int late(postgres_link *l) {
  say(l, OMBUD_STORE_LOST, "the server did not answer in time");
  link_close(l);
  return OMBUD_STORE_LOST;
}

static int fail(postgres_link *l, const PGresult *r) {
  const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
  const char *text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
  const char *detail = PQresultErrorField(r, PG_DIAG_MESSAGE_DETAIL);
  if (!state || !text) return lost(l);
  snprintf(l->message, l->message_size, "postgresql: %s (%s)%s%s", text, state, detail ? ": " : "",
           detail ? detail : "");
  int status = l->leases && is_twice(state) ? ENGINE_CONFLICT : status_of(state);
  if (status == OMBUD_STORE_LOST) link_close(l);
  return status;
}

/* Where no connection comes about there is no result that has the SQLSTATE, but in verbose messages it stands
 * behind the severity: "FATAL:  28P01: …". */
static int refused(postgres_link *l) {
  const char *text = PQerrorMessage(l->db);
  char state[6] = "08001";
  for (const char *at = strstr(text, ":  "); at; at = strstr(at + 1, ":  "))
    if (strspn(at + 3, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5 && at[8] == ':') {
      memcpy(state, at + 3, 5);
      break;
    }
  int status = PQconnectionNeedsPassword(l->db) ? OMBUD_STORE_RIGHTS : status_of(state);
  say(l, status, text);
  link_close(l);
  return status;
}

/* ---- waiting ---- */

/* Nonzero where the socket is ready by the time UNTIL. */
static int ready(const postgres_link *l, short events, int64_t until) {
  int64_t left = until - link_monotonic();
  struct pollfd fd = {PQsocket(l->db), events, 0};
  return left > 0 && poll(&fd, 1, (int)left) != 0; /* interrupted: it is asked again */
}

static int await(postgres_link *l) {
  int64_t until = link_monotonic() + statement_ms(l) + 5000;
  for (;;) {
    int left = PQflush(l->db);
    if (left < 0) return lost(l);
    if (!PQisBusy(l->db)) return 0;
    if (!ready(l, left ? POLLIN | POLLOUT : POLLIN, until)) return late(l);
    if (!PQconsumeInput(l->db)) return lost(l);
  }
}

/* The next result, or NULL at the end of a statement's. */
static int next_result(postgres_link *l, PGresult **r) {
  *r = NULL;
  int status = await(l);
  if (!status) *r = PQgetResult(l->db);
  return status;
}

/* ---- connecting ---- */

static void keep_quiet(void *context, const PGresult *notice) {
  (void)context;
  (void)notice;
}

static int negotiate(postgres_link *l, int64_t until) {
  PostgresPollingStatusType wants = PGRES_POLLING_WRITING;
  for (;;) {
    if (wants == PGRES_POLLING_OK) return 0;
    if (wants == PGRES_POLLING_FAILED) return refused(l);
    if (!ready(l, wants == PGRES_POLLING_READING ? POLLIN : POLLOUT, until)) return late(l);
    wants = PQconnectPoll(l->db);
  }
}

static int limit_waits(postgres_link *l) {
  char lock[24], statement[24];
  const char *texts[] = {lock, statement};
  snprintf(lock, sizeof lock, "%u", (unsigned)l->wait_ms);
  snprintf(statement, sizeof statement, "%lld", (long long)statement_ms(l));
  return link_query(
      l, "SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false)", 2, texts,
      NULL);
}

int link_connect(postgres_link *l) {
  const char *const names[] = {"dbname", "client_encoding", "fallback_application_name", NULL};
  const char *const values[] = {l->url, "UTF8", "ombud", NULL};
  link_close(l);
  l->db = PQconnectStartParams(names, values, 1);
  if (!l->db) return OMBUD_STORE_MEMORY;
  if (PQstatus(l->db) == CONNECTION_BAD) return refused(l);
  PQsetErrorVerbosity(l->db, PQERRORS_VERBOSE);
  int status = negotiate(l, link_monotonic() + l->wait_ms);
  if (status) return status;
  PQsetErrorVerbosity(l->db, PQERRORS_DEFAULT);
  PQsetNoticeReceiver(l->db, keep_quiet, NULL);
  PQsetnonblocking(l->db, 1);
  return limit_waits(l);
}

void link_close(postgres_link *l) {
  PQfinish(l->db);
  l->db = NULL;
  l->n_pending = 0;
  pool_empty(&l->memory);
}

int link_query(postgres_link *l, const char *sql, int n, const char *const *texts, PGresult **result) {
  PGresult *r, *last = NULL;
  int went = n ? PQsendQueryParams(l->db, sql, n, NULL, texts, NULL, NULL, 0) : PQsendQuery(l->db, sql);
  if (!went) return lost(l);
  int status = next_result(l, &r), failed = 0;
  for (; r; status = next_result(l, &r)) {
    ExecStatusType is = PQresultStatus(r);
    if (is != PGRES_TUPLES_OK && is != PGRES_COMMAND_OK) failed = fail(l, r);
    PQclear(last);
    last = r;
    if (!l->db) break;
  }
  if (!status) status = failed;
  if (result && !status)
    *result = last;
  else
    PQclear(last);
  return status;
}

/* ---- statements in a row ---- */

static void name_of(unsigned which, char name[12]) {
  snprintf(name, 12, "s%u", which);
}

int link_prepare(postgres_link *l, const char *const *sql, unsigned n) {
  char name[12];
  int status = 0;
  if (!PQenterPipelineMode(l->db)) return lost(l);
  for (unsigned i = 0; i < n && !status; i++) {
    if (!sql[i]) continue;
    name_of(i, name);
    if (!PQsendPrepare(l->db, name, sql[i], 0, NULL)) return lost(l);
    l->wanted[l->n_pending++] = -1;
    if (l->n_pending == LINK_PENDING) status = link_answer(l, NULL);
  }
  return status ? status : link_answer(l, NULL);
}

static int send_it(postgres_link *l, unsigned which, int64_t wanted) {
  static const int binary[LINK_VALUES] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  char name[12];
  name_of(which, name);
  if (l->no_memory || l->n_pending == LINK_PENDING) return OMBUD_STORE_MEMORY;
  if (!PQsendQueryPrepared(l->db, name, (int)l->n_values, l->values, l->sizes, binary, 1)) return lost(l);
  l->wanted[l->n_pending++] = wanted;
  return 0;
}

static int start(postgres_link *l) {
  l->n_values = 0;
  l->no_memory = 0;
  if (l->db) return 0;
  return say(l, OMBUD_STORE_LOST, "");
}

static int send_values(postgres_link *l, unsigned which, const char *kinds, va_list *values) {
  if (start(l)) return OMBUD_STORE_LOST;
  for (; *kinds; kinds++) {
    if (*kinds == 'i') {
      link_put_number(l, va_arg(*values, int64_t));
    } else if (*kinds == 't') {
      link_put_text(l, va_arg(*values, const char *));
    } else {
      const int64_t *list = va_arg(*values, const int64_t *);
      link_put_array(l, (link_column){NUMBER8, 0}, list, sizeof *list, va_arg(*values, size_t));
    }
  }
  return send_it(l, which, -1);
}

int link_send(postgres_link *l, unsigned which, const char *kinds, ...) {
  va_list values;
  va_start(values, kinds);
  int status = send_values(l, which, kinds, &values);
  va_end(values);
  return status;
}

int link_ask(postgres_link *l, PGresult **result, unsigned which, const char *kinds, ...) {
  va_list values;
  va_start(values, kinds);
  int status = send_values(l, which, kinds, &values);
  va_end(values);
  return status ? status : link_answer(l, result);
}

int link_send_rows(postgres_link *l, unsigned which, const link_column *columns, unsigned n_columns,
                   const void *rows, size_t size, size_t n, int64_t wanted) {
  if (start(l)) return OMBUD_STORE_LOST;
  for (unsigned i = 0; i < n_columns; i++) link_put_array(l, columns[i], rows, size, n);
  return send_it(l, which, wanted);
}

/* What came of the statement AT of those that are pending. */
static int judge(postgres_link *l, unsigned at, PGresult *r) {
  switch (PQresultStatus(r)) {
  case PGRES_TUPLES_OK:
  case PGRES_COMMAND_OK: break;
  case PGRES_PIPELINE_ABORTED: return OMBUD_STORE_FAILED; /* one before it failed */
  default: return fail(l, r);
  }
  int64_t touched = strtoll(PQcmdTuples(r), NULL, 10);
  if (l->wanted[at] < 0 || l->wanted[at] == touched) return 0;
  if (l->leases) return say(l, ENGINE_CONFLICT, "another transaction came between");
  return say(l, OMBUD_STORE_CORRUPT, "a row is missing that was there before");
}

static int read_answers(postgres_link *l, PGresult **last) {
  PGresult *r;
  int status = 0, failed = 0;
  for (unsigned i = 0; i < l->n_pending && !status; i++) {
    PQclear(*last);
    *last = NULL;
    for (status = next_result(l, &r); r; status = next_result(l, &r)) {
      int how = judge(l, i, r);
      if (!failed) failed = how;
      PQclear(*last);
      *last = r;
      if (!l->db) return failed;
    }
  }
  if (status) return status;
  status = next_result(l, &r); /* of the synchronisation */
  PQclear(r);
  return status ? status : failed;
}

int link_answer(postgres_link *l, PGresult **result) {
  PGresult *last = NULL;
  if (start(l)) return OMBUD_STORE_LOST;
  int status = PQpipelineSync(l->db) ? read_answers(l, &last) : lost(l);
  l->n_pending = 0;
  pool_empty(&l->memory);
  if (l->db && PQstatus(l->db) == CONNECTION_BAD) status = lost(l);
  if (result && !status)
    *result = last;
  else
    PQclear(last);
  return status;
}
#endif
