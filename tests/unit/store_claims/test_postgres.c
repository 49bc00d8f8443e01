/* The store on a server that others use at the same time, and that goes away. Where OMBUD_TEST_PG names none,
 * or without the engine, there is nothing to test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef OMBUD_WITH_POSTGRES
#include <libpq-fe.h>

#include "workers.h"

enum { BUYER = STORE_CLAIMS_ACTOR_BUYER, SHOP = STORE_CLAIMS_ACTOR_SHOP };
enum { ACCEPT = STORE_CLAIMS_ACTION_CLAIM_ACCEPT, PAY = STORE_CLAIMS_ACTION_CLAIM_PAY };

/* ---- two at once ---- */

static void *open_it(void *of) {
  worker *w = of;
  ombud_store *s;
  w->failed += ombud_store_share(w->store, &s, NULL, 0) != 0;
  ombud_store_close(s);
  return NULL;
}

static void two_may_make_the_store_at_once(void **state) {
  fixture *f = *state;
  worker w[2];
  char sql[128];
  snprintf(sql, sizeof sql, "SET client_min_messages = error; DROP SCHEMA %s CASCADE", f->space);
  for (int i = 0; i < 2; i++) w[i] = (worker){.store = f->store};
  fixture_sql(f, sql);
  for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&w[i].thread, NULL, open_it, &w[i]), 0);
  for (int i = 0; i < 2; i++) pthread_join(w[i].thread, NULL);
  assert_int_equal(w[0].failed + w[1].failed, 0);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM policy"), 1);
}

static void *sweep_all(void *of) {
  worker *w = of;
  for (ombud_sweep s = {.more = 1}; s.more;) {
    w->failed += ombud_store_tick(w->store, 20, &s) != 0;
    w->fired += s.cases;
    w->events += s.events;
  }
  return NULL;
}

static void two_workers_share_what_is_due(void **state) {
  fixture *f = *state;
  worker w[2];
  file_many(f, 1000);
  file_many(f, 1000);
  pass(f, 3 * HOUR);
  both_do(f, sweep_all, w, NULL);
  assert_int_equal(w[0].fired + w[1].fired, 2000);
  assert_int_equal(w[0].events + w[1].events, 4000);
  assert_true(w[0].fired && w[1].fired);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM history"), 6000);
  assert_int_equal(fixture_sql(f, "SELECT count(DISTINCT (case_id, number)) FROM history"), 6000);
  assert_int_equal(fixture_sql(f, "SELECT max(number) FROM history"), 3);
}

static void *act_on_both(void *of) {
  worker *w = of;
  static const ombud_input in = {NULL, 0, SHOP, PAY};
  ombud_answer answers[2];
  for (int i = 0; i < 100; i++) {
    ombud_command commands[] = {acting(w->cases[w->turned], &in, NULL),
                                acting(w->cases[!w->turned], &in, NULL)};
    w->failed += ombud_store_do(w->store, commands, 2, answers) != 0;
    w->failed += answers[0].status != OMBUD_REFUSED || answers[1].status != OMBUD_REFUSED;
  }
  return NULL;
}

static void two_workers_take_turns_at_a_case(void **state) {
  fixture *f = *state;
  worker w[2];
  int64_t cases[] = {file_claim(f), file_claim(f)};
  both_do(f, act_on_both, w, cases);
  for (int i = 0; i < 2; i++) {
    ombud_stored found;
    assert_int_equal(ombud_store_look(f->store, cases[i], &found), 0);
    assert_int_equal(found.number, 201);
    assert_int_equal(ombud_store_verify(f->store, cases[i]), 0);
  }
}

static void *open_with_keys(void *of) {
  worker *w = of;
  static const ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1};
  static const ombud_input in = {&wish, 1, SHOP, STORE_CLAIMS_ACTION_NOTE_WRITE};
  for (int i = 0; i < 50; i++) {
    char keys[2][32];
    ombud_answer answers[2];
    ombud_command commands[2];
    for (int k = 0; k < 2; k++) {
      snprintf(keys[k], sizeof keys[k], "key-%d-%d", i, k ^ w->turned);
      commands[k] = opening(STORE_CLAIMS_PROCESS_NOTE, 0, &in, keys[k]);
    }
    w->failed += ombud_store_do(w->store, commands, 2, answers) != 0;
    for (int k = 0; k < 2; k++) w->fired += !answers[k].status && !answers[k].again;
  }
  return NULL;
}

static void one_key_opens_one_case(void **state) {
  fixture *f = *state;
  worker w[2];
  both_do(f, open_with_keys, w, NULL);
  assert_int_equal(w[0].fired + w[1].fired, 100);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM cases WHERE id > 0"), 100);
}

/* The claim after it begins where this one ended, but nothing is left out for that. */
static void what_others_make_due_earlier_is_found(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  file_many(f, 4);
  ombud_store *other = another(f), *first = f->store;
  pass(f, 5 * HOUR);
  assert_int_equal(ombud_store_tick(first, 2, &s), 0);
  f->store = other;
  f->now -= 6 * HOUR;
  file_many(f, 1);
  f->store = first;
  f->now += 6 * HOUR;
  size_t cases = 0;
  for (s.more = 1; s.more; cases += s.cases) assert_int_equal(ombud_store_tick(first, 2, &s), 0);
  assert_int_equal(cases, 3);
  ombud_store_close(other);
}

static void nobody_waits_for_a_lock_without_end(void **state) {
  fixture *f = *state;
  char message[512];
  ombud_store *s;
  int64_t id = file_claim(f);
  PGconn *db = PQconnectdb(f->server);
  PQclear(PQexec(db, "BEGIN"));
  PQclear(PQexec(db, "SELECT * FROM cases FOR UPDATE"));
  assert_int_equal(open_as(f, "", 200, &s, message), 0);
  ombud_store *first = f->store;
  f->store = s;
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_STORE_IN_USE);
  assert_non_null(strstr(ombud_store_message(s), "55P03"));
  PQfinish(db);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  f->store = first;
  ombud_store_close(s);
}

static void *act_once_on_both(void *of) {
  worker *w = of;
  static const ombud_input in = {NULL, 0, SHOP, PAY};
  ombud_command commands[] = {acting(w->cases[0], &in, NULL), acting(w->cases[1], &in, NULL)};
  ombud_answer answers[2];
  w->failed += ombud_store_do(w->store, commands, 2, answers) != 0;
  return NULL;
}

/* Who locks the second case and then the first has a longer patience, so that the store is the one that the
 * server sends away. */
static void a_deadlock_with_others_is_tried_again(void **state) {
  fixture *f = *state;
  char message[512], sql[128];
  int64_t cases[] = {file_claim(f), file_claim(f)};
  worker w = {.cases = cases};
  assert_int_equal(open_as(f, "%20-cdeadlock_timeout%3D300", 5000, &w.store, message), 0);
  PGconn *db = PQconnectdb(f->server);
  PQclear(PQexec(db, "SET deadlock_timeout = '20s'; BEGIN"));
  for (int i = 1; i >= 0; i--) {
    snprintf(sql, sizeof sql, "SELECT * FROM cases WHERE id = %lld FOR UPDATE", (long long)cases[i]);
    PGresult *r = PQexec(db, sql);
    assert_int_equal(PQresultStatus(r), PGRES_TUPLES_OK);
    PQclear(r);
    if (!i) break;
    assert_int_equal(pthread_create(&w.thread, NULL, act_once_on_both, &w), 0);
    while (!fixture_sql(f, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
    }
  }
  PQclear(PQexec(db, "COMMIT"));
  PQfinish(db);
  pthread_join(w.thread, NULL);
  assert_int_equal(w.failed, 0);
  for (int i = 0; i < 2; i++) assert_string_equal(history_of(f, cases[i]), "file (pay)");
  ombud_store_close(w.store);
}

/* ---- a connection that is lost ---- */

static void a_connection_is_made_again(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  assert_true(cut_connections(f) > 0);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  assert_true(cut_connections(f) > 0);
  assert_int_equal(sweep(f).cases, 0);
  assert_string_equal(history_of(f, id), "file accept");
}

static ombud_time cut_now(void *context) {
  fixture *f = context;
  cut_connections(f);
  return f->now;
}

static void a_transaction_that_is_cut_off_did_nothing(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  ombud_time (*now)(void *) = f->clock.now;
  f->clock.now = cut_now; /* it is asked while the case is locked */
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_STORE_LOST);
  assert_true(strlen(ombud_store_message(f->store)) > 20);
  f->clock.now = now;
  assert_string_equal(history_of(f, id), "file");
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
}

/* OMBUD_TEST_PG_RESTART is a command that stops the server at once and starts it again. */
static void what_was_acknowledged_survives_the_server(void **state) {
  fixture *f = *state;
  const char *restart = getenv("OMBUD_TEST_PG_RESTART");
  if (!restart) skip();
  int64_t ids[20];
  for (int i = 0; i < 20; i++) {
    ids[i] = file_claim(f);
    if (i == 10) assert_int_equal(system(restart), 0); /* NOLINT(cert-env33-c): the test's own command */
  }
  for (int i = 0; i < 20; i++) {
    assert_int_equal(ombud_store_verify(f->store, ids[i]), 0);
    assert_string_equal(history_of(f, ids[i]), "file");
  }
}

/* ---- what is no store, or not for us ---- */

static void other_schemas_are_refused(void **state) {
  fixture *f = *state;
  char message[512];
  ombud_store *s;
  fixture_sql(f, "UPDATE ombud_store SET version = 99");
  assert_int_equal(open_as(f, "", 0, &s, message), OMBUD_STORE_NEWER);
  assert_non_null(strstr(message, f->space));
  fixture_sql(f, "ALTER TABLE ombud_store RENAME TO shop");
  assert_int_equal(open_as(f, "", 0, &s, message), OMBUD_STORE_FOREIGN);
  assert_int_equal(open_as(f, "&dbname=not_there", 0, &s, message), OMBUD_STORE_FAILED);
  assert_non_null(strstr(message, "not_there"));
  assert_int_equal(open_as(f, "&no_such_word=1", 0, &s, message), OMBUD_STORE_BAD_URL);
  assert_int_equal(open_as(f, "&claim=tables", 0, &s, message), OMBUD_STORE_BAD_URL);
  assert_non_null(strstr(message, "rows or leases"));
  assert_int_equal(open_as(f, "&port=1", 300, &s, message), OMBUD_STORE_LOST);
}

static void a_role_with_few_rights_is_enough(void **state) {
  fixture *f = *state;
  char message[512], sql[1024];
  ombud_store *s, *first = f->store;
  int leases = strstr(f->url, "claim=leases") != NULL;
  snprintf(sql, sizeof sql,
           "CREATE ROLE %s_worker; GRANT USAGE ON SCHEMA %s TO %s_worker;"
           "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA %s TO %s_worker;"
           "GRANT UPDATE ON ombud_store, cases%s TO %s_worker; GRANT DELETE ON outbox%s TO %s_worker;"
           "GRANT USAGE ON ALL SEQUENCES IN SCHEMA %s TO %s_worker",
           f->space, f->space, f->space, f->space, f->space, leases ? ", worker, lease" : "", f->space,
           leases ? ", worker" : "", f->space, f->space, f->space);
  fixture_sql(f, sql);
  snprintf(sql, sizeof sql, "%%20-crole%%3D%s_worker", f->space);
  int64_t id = file_claim(f);
  assert_int_equal(open_as(f, sql, 0, &s, message), 0);
  f->store = s;
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  pass(f, 30 * HOUR);
  assert_int_equal(sweep(f).cases, 1);
  assert_int_equal(ombud_store_verify(s, id), 0);
  assert_int_equal(ombud_store_forget(s, id, NULL), OMBUD_STORE_RIGHTS);
  f->store = first;
  ombud_store_close(s);
  snprintf(sql, sizeof sql, "DROP OWNED BY %s_worker; DROP ROLE %s_worker", f->space, f->space);
  fixture_sql(f, sql);
}

/* ---- the ends of months and days ---- */

/* As if the event had been written at that time. */
static void move_event(fixture *f, int64_t id, uint32_t event, const char *when) {
  char sql[700];
  snprintf(sql, sizeof sql,
           "DO $$ DECLARE old bigint; new bigint := first_event('%s'); BEGIN"
           " SELECT h.id INTO old FROM history h WHERE case_id = %lld AND number = %u;"
           " UPDATE history SET id = new WHERE id = old; UPDATE history SET prev = new WHERE prev = old;"
           " UPDATE content SET event = new WHERE event = old;"
           " UPDATE outbox SET event = new WHERE event = old;"
           " UPDATE key SET event = new WHERE event = old; UPDATE cases SET last = new WHERE last = old;"
           " END $$",
           when, (long long)id, event);
  fixture_sql(f, sql);
}

static ombud_command first_of_old, second_of_old;

/* A claim that was filed at the end of January and accepted when February had come. */
static int64_t old_claim(fixture *f) {
  static const ombud_given given[] = {{STORE_CLAIMS_FACT_AMOUNT, 500}, {STORE_CLAIMS_FACT_WISH, 1}};
  static const char *const contents[] = {NULL, "my money back"};
  static const ombud_input file = {given, 2, BUYER, STORE_CLAIMS_ACTION_CLAIM_FILE};
  static const ombud_input accept = {NULL, 0, SHOP, ACCEPT};
  fixture_sql(f, "CREATE TABLE old_history PARTITION OF history"
                 " FOR VALUES FROM (first_event('2020-01-01')) TO (first_event('2020-02-01'));"
                 "CREATE TABLE old_content PARTITION OF content"
                 " FOR VALUES FROM (first_event('2020-01-01')) TO (first_event('2020-02-01'));"
                 "CREATE TABLE old_key PARTITION OF key"
                 " FOR VALUES FROM (first_event('2020-01-31')) TO (first_event('2020-02-01'))");
  first_of_old = opening(STORE_CLAIMS_PROCESS_CLAIM, 0, &file, "first");
  first_of_old.contents = contents;
  int64_t id = done(f, first_of_old).case_id;
  second_of_old = acting(id, &accept, "second");
  assert_int_equal(done(f, second_of_old).status, OMBUD_OK);
  move_event(f, id, 1, "2020-01-31 23:59:59.999");
  move_event(f, id, 2, "2020-02-01");
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM old_history"), 1);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM old_content WHERE content IS NOT NULL"), 1);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM old_key"), 1);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM history_rest"), 1);
  return id;
}

static void a_case_goes_on_from_month_to_month(void **state) {
  fixture *f = *state;
  ombud_delivery list[2];
  size_t n;
  int64_t id = old_claim(f);
  assert_int_equal(done(f, first_of_old).again, 1);
  assert_int_equal(done(f, second_of_old).again, 1);
  assert_int_equal(act(f, id, SHOP, PAY), OMBUD_OK);
  assert_string_equal(history_of(f, id), "file accept pay");
  assert_int_equal(ombud_store_effects(f->store, NULL, list, 2, &n), 0);
  assert_int_equal(n, 2);
  assert_int_equal(list[0].number, 1);
  assert_int_equal(ombud_store_acknowledge(f->store, list, 2), 0);
  assert_int_equal(ombud_store_forget(f->store, id, NULL), 0);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM old_content WHERE content IS NOT NULL"), 0);
}

static int tell_nothing(void *context, const ombud_record *r) {
  (void)context;
  (void)r;
  return 0;
}

static void a_month_that_was_put_away_is_missed(void **state) {
  fixture *f = *state;
  int64_t id = old_claim(f);
  fixture_sql(f, "ALTER TABLE history DETACH PARTITION old_history");
  assert_int_equal(ombud_store_history(f->store, id, tell_nothing, NULL), OMBUD_STORE_CORRUPT);
  assert_non_null(strstr(ombud_store_message(f->store), "event 1 is missing"));
  assert_int_equal(ombud_store_verify(f->store, id), OMBUD_STORE_CORRUPT);
  assert_non_null(strstr(ombud_store_message(f->store), "event 1 is missing"));
  assert_int_equal(ombud_store_forget(f->store, id, NULL), OMBUD_STORE_CORRUPT);
  assert_int_equal(done(f, first_of_old).status, OMBUD_STORE_CORRUPT);
  assert_int_equal(done(f, second_of_old).again, 1);
  assert_int_equal(act(f, id, SHOP, PAY), OMBUD_OK); /* the case itself is whole */
  fixture_sql(f, "ALTER TABLE history ATTACH PARTITION old_history"
                 " FOR VALUES FROM (first_event('2020-01-01')) TO (first_event('2020-02-01'))");
  assert_string_equal(history_of(f, id), "file accept pay");
  assert_int_equal(ombud_store_verify(f->store, id), 0);
  fixture_sql(f, "DROP TABLE old_key");
  assert_int_equal(done(f, first_of_old).again, 0); /* nobody knows it any more */
}

static int64_t months(fixture *f) {
  return fixture_sql(f, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'history'::regclass");
}

static void drop_month(fixture *f, int ahead) {
  char sql[256];
  snprintf(
      sql, sizeof sql,
      "DO $$ BEGIN EXECUTE 'DROP TABLE history_' || to_char(date_trunc('month', now() AT TIME ZONE 'UTC')"
      " + interval '%d month', 'YYYY_MM'); END $$",
      ahead);
  fixture_sql(f, sql);
}

static void what_is_written_now_is_in_no_rest(void **state) {
  fixture *f = *state;
  static const ombud_input accept = {NULL, 0, SHOP, ACCEPT};
  assert_int_equal(done(f, acting(file_claim(f), &accept, "key")).status, OMBUD_OK);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM key_rest"), 0);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM history_rest"), 0);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM content_rest"), 0);
}

static void months_ahead_are_made_once_more(void **state) {
  fixture *f = *state;
  int64_t before = months(f);
  drop_month(f, 2);
  fixture_sql(f, "SELECT ahead()");
  assert_int_equal(months(f), before);
  drop_month(f, 0); /* nobody was there to make it in time */
  int64_t id = file_claim(f);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM history_rest"), 1);
  drop_month(f, 3);
  fixture_sql(f, "SELECT ahead()");
  assert_int_equal(months(f), before - 1);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  assert_string_equal(history_of(f, id), "file accept");
  assert_int_equal(ombud_store_verify(f->store, id), 0);
}

static void the_other_kind_of_store_is_refused(void **state) {
  fixture *f = *state;
  char message[512];
  ombud_store *s;
  ombud_store_options o = {.url = f->server, .linked = fixture_linked, .n_linked = 1};
  int leases = strstr(f->url, "claim=leases") != NULL;
  char *other = leases ? "&claim=rows" : "&claim=leases";
  assert_int_equal(open_as(f, other, 0, &s, message), OMBUD_STORE_BAD_URL);
  assert_non_null(strstr(message, leases ? "write claim=leases into its URL" : "leave claim=leases out"));
  assert_int_equal(ombud_store_open(&s, &o, message, sizeof message), leases ? OMBUD_STORE_BAD_URL : 0);
  if (!leases) ombud_store_close(s);
}

#define TEST(name)        cmocka_unit_test_setup_teardown(name, fixture_server_up, fixture_server_down)
#define LEASES_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_leases_up, fixture_server_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(two_may_make_the_store_at_once),
      TEST(two_workers_share_what_is_due),
      TEST(two_workers_take_turns_at_a_case),
      TEST(one_key_opens_one_case),
      TEST(what_others_make_due_earlier_is_found),
      TEST(nobody_waits_for_a_lock_without_end),
      TEST(a_deadlock_with_others_is_tried_again),
      TEST(a_connection_is_made_again),
      TEST(a_transaction_that_is_cut_off_did_nothing),
      TEST(what_was_acknowledged_survives_the_server),
      TEST(other_schemas_are_refused),
      TEST(the_other_kind_of_store_is_refused),
      TEST(a_role_with_few_rights_is_enough),
      TEST(a_case_goes_on_from_month_to_month),
      TEST(a_month_that_was_put_away_is_missed),
      TEST(what_is_written_now_is_in_no_rest),
      TEST(months_ahead_are_made_once_more),
  };
  const struct CMUnitTest with_leases[] = {
      LEASES_TEST(two_may_make_the_store_at_once),
      LEASES_TEST(two_workers_take_turns_at_a_case),
      LEASES_TEST(one_key_opens_one_case),
      LEASES_TEST(what_others_make_due_earlier_is_found),
      LEASES_TEST(nobody_waits_for_a_lock_without_end),
      LEASES_TEST(a_connection_is_made_again),
      LEASES_TEST(a_transaction_that_is_cut_off_did_nothing),
      LEASES_TEST(other_schemas_are_refused),
      LEASES_TEST(the_other_kind_of_store_is_refused),
      LEASES_TEST(a_role_with_few_rights_is_enough),
  };
  if (!fixture_server()) return 0;
  int failed = cmocka_run_group_tests_name("rows", tests, NULL, NULL);
  return failed + cmocka_run_group_tests_name("leases", with_leases, NULL, NULL);
}
#else
int main(void) {
  return 0;
}
#endif
