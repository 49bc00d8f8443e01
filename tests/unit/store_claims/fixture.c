#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#ifdef OMBUD_WITH_POSTGRES
#include <libpq-fe.h>
#endif
#ifdef OMBUD_WITH_SQLITE
#include <sqlite3.h>
#endif

const ombud_linked fixture_linked[] = {{&store_claims_policy, &store_claims_words}};

static ombud_time tell_now(void *context) {
  return ((fixture *)context)->now;
}

static int64_t tell_monotonic(void *context) {
  return ((fixture *)context)->monotonic;
}

void pass(fixture *f, int64_t ms) {
  f->now += ms;
  f->monotonic += ms;
}

int try_to_open(fixture *f, char *message, size_t size) {
  ombud_store_options o = {
      .url = f->url, .linked = fixture_linked, .n_linked = 1, .wait_ms = f->wait_ms, .clock = &f->clock};
  ombud_store_close(f->store);
  return ombud_store_open(&f->store, &o, message, size);
}

void open_again(fixture *f) {
  char message[512];
  int status = try_to_open(f, message, sizeof message);
  if (status) fail_msg("%s: %s", f->url, message);
}

static unsigned number; /* of the fixture */

/* On PostgreSQL each has a namespace of its own, which the engine makes. */
static void name_store(fixture *f, const char *server, const char *claim) {
  char end = server && strchr(server, '?') ? '&' : '?';
  snprintf(f->path, sizeof f->path, "/tmp/ombud-store-%ld-%u.db", (long)getpid(), number);
  snprintf(f->space, sizeof f->space, "ombud_test_%ld_%u", (long)getpid(), number++);
  if (server) {
    snprintf(f->url, sizeof f->url, "%s%c%soptions=-csearch_path%%3D%s", server, end, claim, f->space);
    snprintf(f->server, sizeof f->server, "%s%coptions=-csearch_path%%3D%s", server, end, f->space);
  } else {
    snprintf(f->url, sizeof f->url, "sqlite:%s", f->path);
  }
}

void fixture_on(fixture *f, const char *url) {
  *f = (fixture){.now = BEGIN, .wait_ms = 100, .clock = {tell_now, tell_monotonic, f}};
  snprintf(f->url, sizeof f->url, "%s", url);
}

static int up(void **state, const char *server, const char *claim) {
  fixture *f = malloc(sizeof *f);
  fixture_on(f, "");
  if (server) f->wait_ms = 5000;
  name_store(f, server, claim);
  open_again(f);
  *state = f;
  return 0;
}

int fixture_up(void **state) {
  return up(state, NULL, "");
}

int fixture_down(void **state) {
  static const char *const ends[] = {"", "-wal", "-journal"};
  fixture *f = *state;
  ombud_store_close(f->store);
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
    char path[96];
    snprintf(path, sizeof path, "%s%s", f->path, ends[i]);
    unlink(path);
  }
  free(f);
  return 0;
}

/* ---- behind the store's back ---- */

#ifdef OMBUD_WITH_SQLITE
static int64_t file_sql(fixture *f, const char *sql) {
  sqlite3 *db;
  ombud_store_close(f->store); /* the file is one connection's */
  f->store = NULL;
  int status = sqlite3_open(f->path, &db);
  if (!status) status = sqlite3_exec(db, sql, NULL, NULL, NULL);
  if (status) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  sqlite3_close(db);
  return 0;
}
#else
static int64_t file_sql(fixture *f, const char *sql) {
  fail_msg("%s: no way to say %s", f->url, sql);
  return 0;
}
#endif

#ifdef OMBUD_WITH_POSTGRES
int64_t fixture_sql(fixture *f, const char *sql) {
  if (strncmp(f->url, "sqlite:", 7) == 0) return file_sql(f, sql);
  PGconn *db = PQconnectdb(f->server);
  PGresult *r = PQexec(db, sql);
  ExecStatusType is = PQresultStatus(r);
  if (is != PGRES_TUPLES_OK && is != PGRES_COMMAND_OK) fail_msg("%s: %s", sql, PQerrorMessage(db));
  int64_t number_there = PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
  PQclear(r);
  PQfinish(db);
  return number_there;
}

const char *fixture_server(void) {
  return getenv("OMBUD_TEST_PG");
}
#else
int64_t fixture_sql(fixture *f, const char *sql) {
  return file_sql(f, sql);
}

const char *fixture_server(void) {
  return NULL;
}
#endif

int fixture_server_up(void **state) {
  return up(state, fixture_server(), "");
}

int fixture_leases_up(void **state) {
  return up(state, fixture_server(), "claim=leases&");
}

int fixture_server_down(void **state) {
  fixture *f = *state;
  char sql[128];
  if (!fixture_server()) return fixture_down(state);
  ombud_store_close(f->store);
  snprintf(sql, sizeof sql, "SET client_min_messages = error; DROP SCHEMA %s CASCADE", f->space);
  fixture_sql(f, sql);
  free(f);
  return 0;
}

/* ---- commands ---- */

ombud_command opening(uint8_t process, uint8_t mode, const ombud_input *in, const char *key) {
  return (ombud_command){
      .policy = &store_claims_policy, .process = process, .mode = mode, .in = in, .key = key, .who = "Ann"};
}

ombud_command acting(int64_t id, const ombud_input *in, const char *key) {
  return (ombud_command){.case_id = id, .in = in, .key = key, .who = "Bo"};
}

ombud_answer done(fixture *f, ombud_command command) {
  ombud_answer answer;
  int status = ombud_store_do(f->store, &command, 1, &answer);
  if (status) assert_int_equal(answer.status, status);
  return answer;
}

int64_t file_claim(fixture *f) {
  static const ombud_given given[] = {{STORE_CLAIMS_FACT_AMOUNT, 500}, {STORE_CLAIMS_FACT_WISH, 1}};
  static const char *const contents[] = {NULL, "my money back"};
  static const ombud_input in = {given, 2, STORE_CLAIMS_ACTOR_BUYER, STORE_CLAIMS_ACTION_CLAIM_FILE};
  ombud_command c = opening(STORE_CLAIMS_PROCESS_CLAIM, STORE_CLAIMS_MODE_CASH, &in, NULL);
  c.contents = contents;
  ombud_answer a = done(f, c);
  assert_int_equal(a.status, OMBUD_OK);
  return a.case_id;
}

int act(fixture *f, int64_t id, uint8_t actor, uint16_t action) {
  ombud_input in = {NULL, 0, actor, action};
  return done(f, acting(id, &in, NULL)).status;
}

uint16_t state_of(fixture *f, int64_t id) {
  ombud_stored found;
  assert_int_equal(ombud_store_look(f->store, id, &found), 0);
  assert_non_null(found.head);
  return found.head->state;
}

ombud_sweep sweep(fixture *f) {
  ombud_sweep s;
  assert_int_equal(ombud_store_tick(f->store, 0, &s), 0);
  return s;
}

static int tell(void *context, const ombud_record *r) {
  char *text = context;
  size_t n = strlen(text);
  static const char *const others[] = {"forgotten", "resumed", "released"};
  const char *name = r->kind >= OMBUD_RECORD_FORGOTTEN
                         ? others[r->kind - OMBUD_RECORD_FORGOTTEN]
                         : store_claims_words.processes[r->process].names[r->name].name;
  const char *form = r->kind == OMBUD_RECORD_REFUSED                             ? "%s(%s)"
                     : r->kind == OMBUD_REMINDED                                 ? "%s!%s"
                     : r->actor == OMBUD_CLOCK && r->kind < OMBUD_RECORD_REFUSED ? "%s*%s"
                                                                                 : "%s%s";
  snprintf(text + n, 1000 - n, form, n ? " " : "", name);
  return 0;
}

const char *history_of(fixture *f, int64_t id) {
  static char text[1000];
  text[0] = '\0';
  int status = ombud_store_history(f->store, id, tell, text);
  if (status) fail_msg("%d: %s", status, ombud_store_message(f->store));
  return text;
}
