/* A store that goes by leases, on the server that OMBUD_TEST_PG names: who sweeps what, who comes between,
 * and what becomes of a worker that slept or died. What such a store has in common with others is in
 * test_store.c and test_postgres.c. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef OMBUD_WITH_POSTGRES
#include <stdatomic.h>
#include <time.h>

#include "postgres_load.h"
#include "postgres_url.h"
#include "workers.h"

enum { SHOP = STORE_CLAIMS_ACTOR_SHOP };
enum { ACCEPT = STORE_CLAIMS_ACTION_CLAIM_ACCEPT, PAY = STORE_CLAIMS_ACTION_CLAIM_PAY };
enum { SHARDS = 64 };

/* A look at the leases comes about once a second. */
static void wait_a_little(void) {
  nanosleep(&(struct timespec){0, 50000000}, NULL);
}

static int64_t leases_of(fixture *f, int64_t holder) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT count(*) FROM lease WHERE holder = %lld", (long long)holder);
  return fixture_sql(f, sql);
}

static int64_t holder_of_all(fixture *f) {
  int64_t holder = fixture_sql(f, "SELECT holder FROM lease WHERE shard = 0");
  assert_int_equal(leases_of(f, holder), SHARDS);
  return holder;
}

/* ---- URLs ---- */

static void the_option_is_taken_out_of_the_url(void **state) {
  static const struct {
    const char *url, *rest; /* NULL: it is wrong */
    int leases;
  } list[] = {{"postgresql://h/d", "postgresql://h/d", 0},
              {"postgresql://h/d?claim=rows", "postgresql://h/d", 0},
              {"postgresql://h/d?claim=leases", "postgresql://h/d", 1},
              {"postgresql://h/d?claim=leases&port=1", "postgresql://h/d?port=1", 1},
              {"postgresql://h/d?port=1&claim=leases", "postgresql://h/d?port=1", 1},
              {"postgresql://h/d?port=1&claim=leases&user=x", "postgresql://h/d?port=1&user=x", 1},
              {"postgresql://h/claim=leases?user=claim", "postgresql://h/claim=leases?user=claim", 0},
              {"postgresql://h/d?claim=", NULL, 0},
              {"postgresql://h/d?claim=lease", NULL, 0},
              {"postgresql://h/d?claim=leases2&port=1", NULL, 0},
              {"postgresql://h/d?Claim=leases", NULL, 0}};
  (void)state;
  assert_null(postgres_load());
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char *rest = NULL, message[256] = "";
    int leases = 0, status = postgres_url(list[i].url, &rest, &leases, message, sizeof message);
    assert_int_equal(status, list[i].rest ? 0 : OMBUD_STORE_BAD_URL);
    if (list[i].rest)
      assert_string_equal(rest, list[i].rest);
    else
      assert_non_null(strstr(message, "laim"));
    if (!status) assert_int_equal(leases, list[i].leases);
    free(rest);
  }
}

/* ---- others who come between ---- */

static struct meddling {
  const char *sql;
  int times, n;
} meddling;

/* Somebody else changes something while a transaction is under way, the first few times. */
static ombud_time meddle_now(void *context) {
  fixture *f = context;
  if (meddling.n++ < meddling.times) fixture_sql(f, meddling.sql);
  return f->now;
}

static void let_meddle(fixture *f, int times, const char *sql) {
  meddling = (struct meddling){sql, times, 0};
  f->clock.now = meddle_now;
}

static const char *const touch = "UPDATE cases SET failures = failures";

static void a_transaction_is_done_again_when_another_came_between(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  let_meddle(f, 3, touch);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  assert_int_equal(meddling.n, 4);
  pass(f, 24 * HOUR);
  let_meddle(f, 0, touch);
  assert_int_equal(sweep(f).cases, 1);
  let_meddle(f, 2, touch);
  assert_int_equal(ombud_store_forget(f->store, id, "Dora"), 0);
  assert_int_equal(meddling.n, 3);
  assert_string_equal(history_of(f, id), "file accept *lapse forgotten");
  assert_int_equal(ombud_store_verify(f->store, id), 0);
}

static void it_is_not_done_again_without_end(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  let_meddle(f, 1000, touch);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_STORE_IN_USE);
  assert_non_null(strstr(ombud_store_message(f->store), "40001"));
  assert_in_range(meddling.n, 10, 30);
  let_meddle(f, 0, touch);
  assert_string_equal(history_of(f, id), "file");
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
}

static void two_sessions_may_link_a_policy_at_once(void **state) {
  fixture *f = *state;
  ombud_store *s;
  char message[512];
  fixture_sql(f, "DELETE FROM word; DELETE FROM policy;"
                 "CREATE SEQUENCE meddled; CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$"
                 "BEGIN IF nextval('meddled') < 3 THEN RAISE unique_violation; END IF; RETURN NEW; END$$;"
                 "CREATE TRIGGER meddles BEFORE INSERT ON policy FOR EACH ROW EXECUTE FUNCTION meddle()");
  assert_int_equal(open_as(f, "", 0, &s, message), 0);
  assert_int_equal(fixture_sql(f, "SELECT last_value FROM meddled"), 3);
  ombud_store_close(s);
}

/* The server would not refuse it, since it is the same transaction that changes the number: so it is the
 * comparison that does. */
static void what_is_not_as_it_was_read_is_not_written(void **state) {
  fixture *f = *state;
  static const ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1};
  static const ombud_input write = {&wish, 1, SHOP, STORE_CLAIMS_ACTION_NOTE_WRITE},
                           accept = {NULL, 0, SHOP, ACCEPT};
  int64_t id = file_claim(f);
  fixture_sql(
      f, "CREATE SEQUENCE meddled; CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$"
         "BEGIN IF nextval('meddled') < 3 THEN UPDATE cases SET number = number + 1 WHERE id = 1; END IF;"
         "RETURN NULL; END$$;"
         "CREATE TRIGGER meddles AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION meddle()");
  ombud_command commands[] = {acting(id, &accept, NULL), opening(STORE_CLAIMS_PROCESS_NOTE, 0, &write, NULL)};
  ombud_answer answers[2];
  assert_int_equal(ombud_store_do(f->store, commands, 2, answers), 0);
  assert_int_equal(fixture_sql(f, "SELECT last_value FROM meddled"), 3);
  assert_int_equal(answers[0].number, 2);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM cases"), 3);
}

/* ---- sweeping together ---- */

static atomic_int paid;

static void *sweep_until_paid(void *of) {
  worker *w = of;
  for (ombud_sweep s = {.more = 1}; s.more || !atomic_load(&paid);) {
    w->failed += ombud_store_tick(w->store, 10, &s) != 0;
    w->fired += s.cases;
  }
  return NULL;
}

/* Cases 1 to 200, a few at a time and each twice with the same key. */
static void pay_all(fixture *f) {
  enum { CASES = 200, TOGETHER = 7 };
  static const ombud_input in = {NULL, 0, SHOP, PAY};
  ombud_answer answers[TOGETHER];
  for (int i = 0; i < 2 * CASES; i += TOGETHER) {
    char keys[TOGETHER][24];
    ombud_command commands[TOGETHER];
    for (int k = 0; k < TOGETHER; k++) {
      int id = (i + k) * 77 % CASES + 1;
      snprintf(keys[k], sizeof keys[k], "pay-%d", id);
      commands[k] = acting(id, &in, keys[k]);
    }
    assert_int_equal(ombud_store_do(f->store, commands, TOGETHER, answers), 0);
    for (int k = 0; k < TOGETHER; k++) assert_int_equal(answers[k].status, OMBUD_OK);
  }
}

static void workers_and_commands_share_the_cases(void **state) {
  fixture *f = *state;
  worker w[2];
  file_many(f, 200);
  pass(f, 3 * HOUR);
  atomic_store(&paid, 0);
  for (int i = 0; i < 2; i++) w[i] = (worker){.store = another(f)};
  for (int i = 0; i < 2; i++)
    assert_int_equal(pthread_create(&w[i].thread, NULL, sweep_until_paid, &w[i]), 0);
  pay_all(f);
  atomic_store(&paid, 1);
  for (int i = 0; i < 2; i++) pthread_join(w[i].thread, NULL);
  for (int i = 0; i < 2; i++) ombud_store_close(w[i].store);
  assert_int_equal(w[0].failed + w[1].failed, 0);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM history"), 800); /* file !answer *answer pay */
  assert_int_equal(fixture_sql(f, "SELECT count(DISTINCT (case_id, number)) FROM history"), 800);
  assert_int_equal(fixture_sql(f, "SELECT max(number) FROM history"), 4);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM outbox"), 400);
  assert_int_equal(fixture_sql(f, "SELECT count(DISTINCT case_id) FROM outbox WHERE number = 4"), 200);
  for (int64_t id = 1; id <= 200; id++) assert_int_equal(ombud_store_verify(f->store, id), 0);
}

/* What is due in one shard alone is more than is looked at first. */
static void what_is_due_in_few_shards_comes_in_its_order(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  file_many(f, 1000);
  assert_int_equal(ombud_store_tick(f->store, 10, &s), 0);
  assert_int_equal(s.cases, 0);
  pass(f, 3 * HOUR);
  fixture_sql(f, "UPDATE cases SET wake = wake + id * 1000 - (id & 63) / 63 * 7200000 WHERE id > 0");
  open_again(f);
  assert_int_equal(ombud_store_tick(f->store, 10, &s), 0);
  assert_int_equal(s.cases + s.rearmed, 10);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM history WHERE (case_id & 63) <> 63 AND number > 1"),
                   0);
  assert_int_equal(fixture_sql(f, "SELECT max(case_id) FROM history WHERE number > 1"), 9 * 64 + 63);
  size_t cases = s.cases;
  while (s.more) {
    assert_int_equal(ombud_store_tick(f->store, 100, &s), 0);
    cases += s.cases;
  }
  assert_int_equal(cases, 1000);
}

static void shares_become_even(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  ombud_store *other = another(f);
  sweep(f);
  int64_t first = holder_of_all(f), held = SHARDS;
  assert_int_equal(ombud_store_tick(other, 0, &s), 0);
  assert_int_equal(leases_of(f, first), SHARDS); /* nobody takes what another has */
  for (int i = 0; i < 200 && (held != SHARDS / 2 || leases_of(f, 0)); i++, wait_a_little()) {
    sweep(f);
    assert_int_equal(ombud_store_tick(other, 0, &s), 0);
    held = leases_of(f, first);
  }
  assert_int_equal(held, SHARDS / 2);
  assert_int_equal(leases_of(f, 0), 0);
  ombud_store_close(other);
  for (int i = 0; i < 200 && held != SHARDS; i++, wait_a_little()) {
    sweep(f);
    held = leases_of(f, first);
  }
  assert_int_equal(held, SHARDS);
}

/* ---- workers that slept or died ---- */

static const char *const somebody_takes_all =
    "INSERT INTO worker(holder, until) SELECT 99, max(until) + 100000 FROM worker;"
    "UPDATE lease SET holder = 99, epoch = epoch + 1";

static void who_slept_past_its_lease_writes_nothing(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  int64_t id = file_claim(f);
  sweep(f);
  holder_of_all(f);
  pass(f, 2 * HOUR);
  fixture_sql(f, somebody_takes_all);
  let_meddle(f, 0, touch);
  s = sweep(f);                      /* it believes to hold them still, and learns better */
  assert_in_range(meddling.n, 1, 2); /* at once, where a second has gone by */
  assert_int_equal(s.cases + s.events, 0);
  assert_int_equal(s.next, OMBUD_NEVER); /* what is due is not for this one */
  assert_string_equal(history_of(f, id), "file");
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK); /* a command needs no lease */
  assert_string_equal(history_of(f, id), "file !answer accept");
}

static void what_a_dead_worker_held_is_taken(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  int64_t id = file_claim(f);
  ombud_store *other = another(f);
  assert_int_equal(ombud_store_tick(other, 0, &s), 0);
  int64_t dead = holder_of_all(f);
  int64_t epochs = fixture_sql(f, "SELECT sum(epoch) FROM lease");
  assert_true(cut_connections(f) > 0); /* so that it cannot give them back */
  ombud_store_close(other);
  pass(f, 3 * HOUR);
  assert_int_equal(sweep(f).cases, 0);
  assert_int_equal(leases_of(f, dead), SHARDS);
  fixture_sql(f, "UPDATE worker SET until = 0");
  open_again(f);
  assert_int_equal(sweep(f).cases, 1);
  assert_int_not_equal(holder_of_all(f), dead);
  assert_int_equal(fixture_sql(f, "SELECT sum(epoch) FROM lease"), epochs + SHARDS);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM worker"), 1); /* those long gone are forgotten */
  assert_string_equal(history_of(f, id), "file !answer *answer");
}

static void who_closes_gives_back(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  file_claim(f);
  ombud_store *other = another(f);
  assert_int_equal(ombud_store_tick(other, 0, &s), 0);
  ombud_store_close(other);
  pass(f, 3 * HOUR);
  assert_int_equal(sweep(f).cases, 1);
}

static void what_was_taken_in_vain_is_taken_again(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  file_claim(f);
  pass(f, 3 * HOUR);
  let_meddle(f, 1, "ALTER TABLE cases RENAME TO gone");
  assert_int_equal(ombud_store_tick(f->store, 0, &s), OMBUD_STORE_FAILED);
  assert_int_equal(leases_of(f, 0), SHARDS);
  assert_int_equal(fixture_sql(f, "SELECT count(*) FROM worker"), 0);
  fixture_sql(f, "ALTER TABLE gone RENAME TO cases");
  let_meddle(f, 0, touch);
  assert_int_equal(sweep(f).cases, 1);
  assert_int_equal(meddling.n, 1); /* it knew that it had none */
  holder_of_all(f);
}

static void leases_that_are_damaged_are_told(void **state) {
  fixture *f = *state;
  ombud_sweep s;
  fixture_sql(f, "UPDATE lease SET shard = 1000000 WHERE shard = 7");
  assert_int_equal(ombud_store_tick(f->store, 0, &s), OMBUD_STORE_CORRUPT);
  assert_non_null(strstr(ombud_store_message(f->store), "leases"));
  fixture_sql(f, "DELETE FROM lease");
  assert_int_equal(ombud_store_tick(f->store, 0, &s), OMBUD_STORE_CORRUPT);
  assert_true(file_claim(f) > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_leases_up, fixture_server_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_option_is_taken_out_of_the_url),
      TEST(a_transaction_is_done_again_when_another_came_between),
      TEST(it_is_not_done_again_without_end),
      TEST(two_sessions_may_link_a_policy_at_once),
      TEST(what_is_not_as_it_was_read_is_not_written),
      TEST(workers_and_commands_share_the_cases),
      TEST(what_is_due_in_few_shards_comes_in_its_order),
      TEST(shares_become_even),
      TEST(who_slept_past_its_lease_writes_nothing),
      TEST(what_a_dead_worker_held_is_taken),
      TEST(who_closes_gives_back),
      TEST(what_was_taken_in_vain_is_taken_again),
      TEST(leases_that_are_damaged_are_told),
  };
  return fixture_server() ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
#else
int main(void) {
  return 0;
}
#endif
