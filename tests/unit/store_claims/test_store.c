/* The store: what a command, a sweep and a restart leave behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#ifdef OMBUD_WITH_SQLITE
#include <sqlite3.h>
#endif

#include "workers.h"

enum { BUYER = STORE_CLAIMS_ACTOR_BUYER, SHOP = STORE_CLAIMS_ACTOR_SHOP };
enum {
  ACCEPT = STORE_CLAIMS_ACTION_CLAIM_ACCEPT,
  REJECT = STORE_CLAIMS_ACTION_CLAIM_REJECT,
  ADD = STORE_CLAIMS_ACTION_CLAIM_ADD,
  WITHDRAW = STORE_CLAIMS_ACTION_CLAIM_WITHDRAW,
  PAY = STORE_CLAIMS_ACTION_CLAIM_PAY
};
enum { FILED = 1, ACCEPTED, REJECTED, CLOSED };

/* ---- commands ---- */

static void a_case_lives_on_after_a_restart(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f), other = file_claim(f);
  assert_true(other > id);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  open_again(f);
  assert_int_equal(state_of(f, id), ACCEPTED);
  assert_int_equal(state_of(f, other), FILED);
  assert_string_equal(history_of(f, id), "file accept");
  assert_int_equal(file_claim(f), other + 1);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
}

static void a_refusal_is_recorded_with_its_reason(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  ombud_given damaged = {STORE_CLAIMS_FACT_DAMAGED, 1};
  ombud_input in = {&damaged, 1, SHOP, REJECT};
  ombud_answer a = done(f, acting(id, &in, NULL));
  assert_int_equal(a.status, OMBUD_REFUSED);
  assert_int_equal(a.out.reason, STORE_CLAIMS_REASON_UNDAMAGED);
  assert_int_equal(a.number, 2);
  assert_int_equal(a.at, BEGIN);
  assert_int_equal(act(f, id, BUYER, ACCEPT), OMBUD_REFUSED);
  assert_string_equal(history_of(f, id), "file (reject) (accept)");
  assert_int_equal(state_of(f, id), FILED);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
}

static void what_is_due_fires_before_a_command(void **state) {
  fixture *f = *state;
  int64_t late = file_claim(f), just = file_claim(f), day = file_claim(f);
  pass(f, 3 * HOUR - 1);
  assert_int_equal(act(f, just, SHOP, ACCEPT), OMBUD_OK);
  assert_string_equal(history_of(f, just), "file !answer accept");
  pass(f, 1);
  ombud_input pay = {NULL, 0, SHOP, PAY};
  ombud_answer a = done(f, acting(late, &pay, NULL));
  assert_int_equal(a.status, OMBUD_OK);
  assert_int_equal(a.out.n_events, 3); /* the reminder, the answer that was deemed, the payment */
  assert_int_equal(a.out.events[1].at, BEGIN + 3 * HOUR);
  assert_int_equal(a.out.n_effects, 1);
  assert_int_equal(a.out.effects[0].args[0], 500);
  assert_int_equal(state_of(f, late), CLOSED);
  pass(f, 30 * HOUR);
  assert_int_equal(act(f, day, SHOP, PAY), OMBUD_REFUSED); /* it lapsed, and was refunded */
  assert_string_equal(history_of(f, day), "file !answer *answer *lapse (pay)");
  assert_int_equal(ombud_store_verify(f->store, day), 0);
  assert_int_equal(ombud_store_verify(f->store, late), 0);
}

static void what_is_wrong_changes_nothing(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  ombud_input in = {NULL, 0, 9, ACCEPT}, good = {NULL, 0, SHOP, ACCEPT};
  assert_int_equal(done(f, acting(id, &in, "k")).status, OMBUD_BAD_ACTOR);
  assert_int_equal(done(f, acting(id + 1, &good, NULL)).status, OMBUD_STORE_NO_CASE);
  assert_int_equal(done(f, acting(-1, &good, NULL)).status, OMBUD_STORE_BAD_CALL);
  assert_int_equal(done(f, acting(id, &good, "")).status, OMBUD_STORE_BAD_CALL);
  assert_int_equal(done(f, acting(id, &good, "\xFF")).status, OMBUD_STORE_BAD_CALL);
  ombud_command command = acting(id, &good, NULL);
  char who[OMBUD_KEY_MAX + 2];
  memset(who, 'w', sizeof who);
  who[sizeof who - 1] = '\0';
  command.who = who;
  assert_int_equal(done(f, command).status, OMBUD_STORE_BAD_CALL);
  assert_string_equal(history_of(f, id), "file");
  assert_int_equal(done(f, acting(id, &good, "k")).status, OMBUD_OK); /* the key is free */
}

/* ---- keys ---- */

static void the_same_key_gives_the_same_answer(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1};
  ombud_input add = {&wish, 1, BUYER, ADD};
  ombud_answer first = done(f, acting(id, &add, "a-1"));
  assert_int_equal(first.status, OMBUD_OK);
  assert_int_equal(first.again, 0);
  pass(f, 40 * HOUR);
  open_again(f);
  ombud_answer again = done(f, acting(id, &add, "a-1"));
  assert_int_equal(again.status, OMBUD_OK);
  assert_int_equal(again.again, 1);
  assert_int_equal(again.number, 2);
  assert_int_equal(again.at, BEGIN);
  assert_int_equal(again.out.n_events, 1);
  assert_int_equal(again.out.n_effects, 1);
  assert_int_equal(again.out.effects[0].args[0], SHOP);
  assert_string_equal(history_of(f, id), "file add"); /* it was not even swept */
  ombud_input accept = {NULL, 0, SHOP, ACCEPT};
  assert_int_equal(done(f, acting(id, &accept, "a-1")).status, OMBUD_STORE_KEY_USED);
  assert_int_equal(done(f, acting(id + 1, &add, "a-1")).status, OMBUD_STORE_KEY_USED);
}

static void so_does_that_of_a_refusal_and_of_an_opening(void **state) {
  fixture *f = *state;
  ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1};
  ombud_input write = {&wish, 1, SHOP, STORE_CLAIMS_ACTION_NOTE_WRITE},
              drop = {NULL, 0, BUYER, STORE_CLAIMS_ACTION_NOTE_DROP};
  ombud_answer first = done(f, opening(STORE_CLAIMS_PROCESS_NOTE, 0, &write, "open"));
  ombud_answer again = done(f, opening(STORE_CLAIMS_PROCESS_NOTE, 0, &write, "open"));
  assert_int_equal(first.status, OMBUD_OK);
  assert_int_equal(again.case_id, first.case_id);
  assert_int_equal(again.again, 1);
  assert_int_equal(done(f, opening(STORE_CLAIMS_PROCESS_NOTE, 1, &write, "open")).status,
                   OMBUD_STORE_KEY_USED);
  ombud_answer no = done(f, acting(first.case_id, &drop, "no"));
  assert_int_equal(no.status, OMBUD_REFUSED);
  no = done(f, acting(first.case_id, &drop, "no"));
  assert_int_equal(no.status, OMBUD_REFUSED);
  assert_int_equal(no.out.reason, OMBUD_ANOTHER_ACTOR);
  assert_int_equal(no.again, 1);
  write.actor = BUYER; /* an opening that is refused opens nothing, and is remembered */
  for (int i = 0; i < 2; i++) {
    no = done(f, opening(STORE_CLAIMS_PROCESS_NOTE, 0, &write, "not-open"));
    assert_int_equal(no.status, OMBUD_REFUSED);
    assert_int_equal(no.case_id, 0);
    assert_int_equal(no.number, 0);
    assert_int_equal(no.again, i);
    assert_int_equal(no.out.reason, OMBUD_ANOTHER_ACTOR);
  }
}

static void a_batch_is_one_transaction_in_its_order(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  static const ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1};
  ombud_input write = {&wish, 1, SHOP, STORE_CLAIMS_ACTION_NOTE_WRITE}, accept = {NULL, 0, SHOP, ACCEPT},
              pay = {NULL, 0, SHOP, PAY};
  ombud_command commands[] = {acting(id, &pay, "1"),
                              acting(id, &accept, "2"),
                              opening(STORE_CLAIMS_PROCESS_NOTE, 0, &write, "3"),
                              acting(id, &accept, "2"),
                              acting(99, &pay, NULL),
                              acting(id, &pay, "2"),
                              acting(id, &pay, "4"),
                              opening(STORE_CLAIMS_PROCESS_NOTE, 0, &write, NULL)};
  static const int wanted[] = {OMBUD_REFUSED, 0, 0, 0, OMBUD_STORE_NO_CASE, OMBUD_STORE_KEY_USED, 0, 0};
  ombud_answer answers[8];
  assert_int_equal(ombud_store_do(f->store, commands, 8, answers), 0);
  for (size_t i = 0; i < 8; i++) assert_int_equal(answers[i].status, wanted[i]);
  assert_int_equal(answers[3].again, 1);
  assert_int_equal(answers[3].number, answers[1].number);
  assert_int_equal(answers[6].number, 4);
  assert_int_equal(answers[2].case_id, id + 1);
  assert_int_equal(answers[7].case_id, id + 2);
  assert_string_equal(history_of(f, id), "file (pay) accept pay");
  for (int64_t i = id; i < id + 3; i++) assert_int_equal(ombud_store_verify(f->store, i), 0);
}

/* ---- sweeps ---- */

static void a_sweep_fires_at_the_very_instant_and_once(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  pass(f, 2 * HOUR - 1);
  ombud_sweep s = sweep(f);
  assert_int_equal(s.cases + s.events, 0);
  assert_int_equal(s.next, BEGIN + 2 * HOUR);
  pass(f, 1);
  s = sweep(f);
  assert_int_equal(s.cases, 1);
  assert_string_equal(history_of(f, id), "file !answer");
  assert_int_equal(sweep(f).cases, 0);
  pass(f, HOUR);
  assert_int_equal(sweep(f).events, 1);
  assert_int_equal(state_of(f, id), ACCEPTED);
  open_again(f);
  pass(f, 24 * HOUR);
  s = sweep(f);
  assert_int_equal(s.events, 1);
  assert_int_equal(s.next, OMBUD_NEVER);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
}

/* The same commands at the same instants, with sweeps at others, or none. */
static void sweeps_change_no_verdict_and_no_history(void **state) {
  fixture *f = *state;
  char histories[2][1000];
  for (unsigned swept = 0; swept < 2; swept++) {
    uint32_t seed = 7;
    char *text = histories[swept];
    int64_t ids[8];
    f->now = BEGIN + 1000 * HOUR;
    f->monotonic += 1000 * HOUR;
    for (unsigned i = 0; i < 8; i++) ids[i] = file_claim(f);
    *text = '\0';
    for (unsigned i = 0; i < 60; i++) {
      seed = seed * 1664525u + 1013904223u;
      ombud_time next = f->now + (seed >> 20) % (2 * HOUR);
      for (; swept && f->now < next; pass(f, HOUR / 4)) sweep(f);
      pass(f, next - f->now);
      static const uint16_t actions[] = {ACCEPT, WITHDRAW, PAY, STORE_CLAIMS_ACTION_CLAIM_INSIST};
      int status = act(f, ids[seed >> 8 & 7], (uint8_t)(1 + (seed >> 12 & 1)), actions[seed >> 14 & 3]);
      text[i] = (char)('0' + status);
      text[i + 1] = '\0';
    }
    pass(f, 100 * HOUR);
    for (unsigned i = 0; i < 8; i++) act(f, ids[i], BUYER, WITHDRAW);
    for (unsigned i = 0; i < 8; i++) {
      size_t n = strlen(text);
      snprintf(text + n, sizeof histories[0] - n, "; %s", history_of(f, ids[i]));
      assert_int_equal(ombud_store_verify(f->store, ids[i]), 0);
    }
  }
  assert_string_equal(histories[0], histories[1]);
}

static void many_are_swept_in_bounded_steps(void **state) {
  fixture *f = *state;
  enum { MANY = 2500 };
  for (unsigned i = 0; i < MANY; i += 500) file_many(f, 500);
  pass(f, 3 * HOUR);
  size_t events = 0, steps = 0;
  for (ombud_sweep s = {.more = 1}; s.more; steps++) {
    assert_int_equal(ombud_store_tick(f->store, 100, &s), 0);
    assert_true(s.cases <= 100);
    events += s.events;
  }
  assert_int_equal(events, 2 * MANY);
  assert_int_equal(steps, MANY / 100 + 1);
}

/* ---- the clock ---- */

static void a_clock_that_jumps_fires_nothing_until_it_is_believed(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f), other = file_claim(f);
  f->now += 4 * HOUR;
  f->monotonic += 1000;
  ombud_sweep s;
  assert_int_equal(ombud_store_tick(f->store, 0, &s), OMBUD_STORE_ALARM);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_STORE_ALARM);
  open_again(f); /* the alarm stays */
  assert_int_equal(ombud_store_tick(f->store, 0, &s), OMBUD_STORE_ALARM);
  ombud_store_stats stats;
  assert_int_equal(ombud_store_look_around(f->store, &stats), 0);
  assert_int_equal(stats.alarm, 1);
  assert_int_equal(stats.overdue[4] + stats.overdue[5], 2);
  assert_string_equal(history_of(f, id), "file");
  f->now -= 4 * HOUR; /* it was set right again */
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  assert_int_equal(ombud_store_resume(f->store, "ops"), 0);
  assert_int_equal(ombud_store_resume(f->store, "ops"), 0); /* nothing to resume: not recorded */
  assert_int_equal(ombud_store_tick(f->store, 0, &s), 0);
  assert_string_equal(history_of(f, 0), "resumed");
  assert_string_equal(history_of(f, other), "file");
}

static void a_little_is_no_jump_and_time_never_goes_back_in_a_case(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  f->now += 4900;
  sweep(f);
  f->now += 5000;
  sweep(f);
  f->now = BEGIN - HOUR;
  ombud_input accept = {NULL, 0, SHOP, ACCEPT};
  assert_int_equal(done(f, acting(id, &accept, NULL)).at, BEGIN);
}

/* ---- what is wrong with a case, or with its tables ---- */

static void a_case_without_its_tables_is_left_alone(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  char message[256];
  ombud_store *blind;
  ombud_store_options o = {.url = f->url, .wait_ms = f->wait_ms, .clock = &f->clock};
  ombud_store_close(f->store);
  assert_int_equal(ombud_store_open(&blind, &o, message, sizeof message), 0);
  pass(f, 30 * HOUR);
  ombud_sweep s;
  assert_int_equal(ombud_store_tick(blind, 0, &s), 0);
  assert_int_equal(s.cases + s.failed, 0);
  ombud_stored found;
  assert_int_equal(ombud_store_look(blind, id, &found), 0);
  assert_null(found.head);
  assert_int_equal(found.fingerprint, store_claims_policy.fingerprint);
  assert_int_equal(ombud_store_verify(blind, id), OMBUD_STORE_NO_TABLES);
  ombud_store_stats stats;
  assert_int_equal(ombud_store_look_around(blind, &stats), 0);
  assert_int_equal(stats.no_tables, 1);
  f->store = blind;
  open_again(f);
  assert_int_equal(sweep(f).cases, 1);
  assert_int_equal(state_of(f, id), CLOSED);
}

static void a_store_is_one_process_s(void **state) {
  fixture *f = *state;
  char message[256];
  fflush(NULL);
  pid_t child = fork();
  if (!child) {
    ombud_store *second;
    ombud_store_options o = {.url = f->url, .wait_ms = 50, .clock = &f->clock};
    int status = ombud_store_open(&second, &o, message, sizeof message);
    _exit(status == OMBUD_STORE_IN_USE && strstr(message, "another process") ? 0 : 1);
  }
  int how;
  assert_int_equal(waitpid(child, &how, 0), child);
  assert_int_equal(how, 0);
}

static void urls_that_are_none_are_said(void **state) {
  static const char *const urls[] = {"",           "sqlite", "sqlite:", "mysql://x", "sqlite:/nowhere/x.db",
                                     "sqlite:/tmp"};
  static const int wanted[] = {OMBUD_STORE_BAD_URL, OMBUD_STORE_BAD_URL, OMBUD_STORE_BAD_URL,
                               OMBUD_STORE_BAD_URL, OMBUD_STORE_RIGHTS,  OMBUD_STORE_RIGHTS};
  (void)state;
  for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
    char message[256];
    ombud_store *s;
    ombud_store_options o = {.url = urls[i]};
    assert_int_equal(ombud_store_open(&s, &o, message, sizeof message), wanted[i]);
    assert_null(s);
    assert_true(strlen(message) > 10);
  }
}

#ifdef OMBUD_WITH_SQLITE
static void change_behind_its_back(fixture *f, const char *sql) {
  sqlite3 *db;
  ombud_store_close(f->store);
  f->store = NULL;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  open_again(f);
}

static void a_case_that_fails_is_set_aside_until_it_is_released(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f), other = file_claim(f);
  change_behind_its_back(f, "CREATE TABLE kept AS SELECT body FROM cases WHERE id = 1;"
                            "UPDATE cases SET body = x'00' WHERE id = 1");
  for (unsigned i = 0; i < OMBUD_TRIES_MAX; i++) assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_BAD_CASE);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_STORE_ASIDE);
  assert_int_equal(act(f, other, SHOP, ACCEPT), OMBUD_OK);
  assert_int_not_equal(ombud_store_release(f->store, id, "ops"), 0);
  change_behind_its_back(f, "UPDATE cases SET body = (SELECT body FROM kept) WHERE id = 1; DROP TABLE kept");
  assert_int_equal(ombud_store_release(f->store, id, "ops"), 0);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
  open_again(f);
  pass(f, 3 * HOUR);
  assert_int_equal(sweep(f).cases, 1);
  assert_string_equal(history_of(f, id), "file released !answer *answer");
}
#endif

/* ---- forgetting ---- */

static int find_words(void *context, const ombud_record *r) {
  int *found = context;
  if (r->who && *r->who) *found |= strcmp(r->who, "Dora") == 0 ? 4 : 1;
  for (unsigned i = 0; i < r->n_given; i++) *found |= r->contents[i] ? 2 : 0;
  return 0;
}

static void what_people_wrote_is_forgotten_and_the_rest_still_adds_up(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  int found = 0;
  assert_int_equal(ombud_store_history(f->store, id, find_words, &found), 0);
  assert_int_equal(found, 3);
  assert_int_equal(ombud_store_forget(f->store, id, "Dora"), 0);
  found = 0;
  assert_int_equal(ombud_store_history(f->store, id, find_words, &found), 0);
  assert_int_equal(found, 4);
  assert_string_equal(history_of(f, id), "file forgotten");
  assert_int_equal(ombud_store_verify(f->store, id), 0);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_OK);
  assert_int_equal(ombud_store_verify(f->store, id), 0);
}

/* ---- effects ---- */

static void effects_wait_until_they_are_acknowledged(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f);
  act(f, id, SHOP, ACCEPT);
  act(f, id, SHOP, PAY);
  ombud_delivery list[4];
  size_t n;
  assert_int_equal(ombud_store_effects(f->store, NULL, list, 4, &n), 0);
  assert_int_equal(n, 2);
  assert_int_equal(list[0].effect.effect, STORE_CLAIMS_EFFECT_TELL);
  assert_int_equal(list[1].effect.effect, STORE_CLAIMS_EFFECT_REFUND);
  assert_int_equal(list[1].effect.args[0], 500);
  assert_int_equal(list[1].case_id, id);
  assert_int_equal(list[1].number, 3);
  assert_int_equal(list[1].ordinal, 0);
  assert_int_equal(ombud_store_effects(f->store, &list[0], list + 2, 2, &n), 0);
  assert_int_equal(n, 1);
  open_again(f);
  assert_int_equal(ombud_store_acknowledge(f->store, list, 1), 0);
  assert_int_equal(ombud_store_acknowledge(f->store, list, 1), 0);
  assert_int_equal(ombud_store_effects(f->store, NULL, list, 4, &n), 0);
  assert_int_equal(n, 1);
  assert_int_equal(list[0].effect.effect, STORE_CLAIMS_EFFECT_REFUND);
}

/* ---- a case that fails ---- */

static void a_case_that_was_released_is_due_again(void **state) {
  fixture *f = *state;
  int64_t id = file_claim(f), other = file_claim(f);
  fixture_sql(f, "CREATE TABLE kept AS SELECT id, body FROM cases");
  fixture_sql(f, "UPDATE cases SET body = substr(body, 1, 20) WHERE id = 1");
  open_again(f);
  pass(f, 2 * HOUR); /* a reminder is due, a deadline ahead */
  ombud_sweep s = sweep(f);
  assert_int_equal(s.cases, 1);
  assert_int_equal(s.failed, 1);
  assert_int_equal(sweep(f).failed, 1);
  assert_int_equal(sweep(f).set_aside, 1);
  assert_int_equal(sweep(f).failed, 0);
  assert_int_equal(act(f, id, SHOP, ACCEPT), OMBUD_STORE_ASIDE);
  assert_true(ombud_store_release(f->store, id, "ops") < 0);
  fixture_sql(f, "UPDATE cases SET body = (SELECT body FROM kept WHERE kept.id = 1) WHERE id = 1");
  open_again(f);
  assert_int_equal(ombud_store_release(f->store, id, "ops"), 0);
  open_again(f);
  assert_int_equal(sweep(f).cases, 1);
  pass(f, HOUR);
  assert_int_equal(sweep(f).cases, 2);
  assert_string_equal(history_of(f, id), "file released !answer *answer");
  assert_int_equal(ombud_store_verify(f->store, id), 0);
  assert_int_equal(ombud_store_verify(f->store, other), 0);
}

#define TESTS(up, down)                                                                                      \
  cmocka_unit_test_setup_teardown(a_case_lives_on_after_a_restart, up, down),                                \
      cmocka_unit_test_setup_teardown(a_refusal_is_recorded_with_its_reason, up, down),                      \
      cmocka_unit_test_setup_teardown(what_is_due_fires_before_a_command, up, down),                         \
      cmocka_unit_test_setup_teardown(what_is_wrong_changes_nothing, up, down),                              \
      cmocka_unit_test_setup_teardown(the_same_key_gives_the_same_answer, up, down),                         \
      cmocka_unit_test_setup_teardown(so_does_that_of_a_refusal_and_of_an_opening, up, down),                \
      cmocka_unit_test_setup_teardown(a_batch_is_one_transaction_in_its_order, up, down),                    \
      cmocka_unit_test_setup_teardown(a_sweep_fires_at_the_very_instant_and_once, up, down),                 \
      cmocka_unit_test_setup_teardown(sweeps_change_no_verdict_and_no_history, up, down),                    \
      cmocka_unit_test_setup_teardown(many_are_swept_in_bounded_steps, up, down),                            \
      cmocka_unit_test_setup_teardown(a_clock_that_jumps_fires_nothing_until_it_is_believed, up, down),      \
      cmocka_unit_test_setup_teardown(a_little_is_no_jump_and_time_never_goes_back_in_a_case, up, down),     \
      cmocka_unit_test_setup_teardown(a_case_without_its_tables_is_left_alone, up, down),                    \
      cmocka_unit_test_setup_teardown(what_people_wrote_is_forgotten_and_the_rest_still_adds_up, up, down),  \
      cmocka_unit_test_setup_teardown(effects_wait_until_they_are_acknowledged, up, down),                   \
      cmocka_unit_test_setup_teardown(a_case_that_was_released_is_due_again, up, down)

static int run_on_server(void) {
  const struct CMUnitTest tests[] = {TESTS(fixture_server_up, fixture_server_down)},
                          with_leases[] = {TESTS(fixture_leases_up, fixture_server_down)};
  if (!fixture_server()) return 0;
  int failed = cmocka_run_group_tests_name("postgresql", tests, NULL, NULL);
  return failed + cmocka_run_group_tests_name("postgresql with leases", with_leases, NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TESTS(fixture_up, fixture_down),
      cmocka_unit_test_setup_teardown(a_store_is_one_process_s, fixture_up, fixture_down),
#ifdef OMBUD_WITH_SQLITE
      cmocka_unit_test_setup_teardown(a_case_that_fails_is_set_aside_until_it_is_released, fixture_up,
                                      fixture_down),
#endif
      cmocka_unit_test(urls_that_are_none_are_said),
  };
  int failed = cmocka_run_group_tests_name("sqlite", tests, NULL, NULL);
  return failed + run_on_server();
}
