/* One program, one runtime, several policies: two that have nothing in common, and two versions of one. That
 * this file includes all their headers, and that it links, is a part of the test. */
#include "../play/play.h"
#include "autumn.h"
#include "douyin.h"
#include "spring.h"
#include "withdrawal.h"

#define DOUYIN     ((play_tables){&douyin_policy, &douyin_words})
#define WITHDRAWAL ((play_tables){&withdrawal_policy, &withdrawal_words})
#define SPRING     ((play_tables){&spring_policy, &spring_words})
#define AUTUMN     ((play_tables){&autumn_policy, &autumn_words})
#define N_POLICIES 4

static const play_tables every[N_POLICIES] = {{&douyin_policy, &douyin_words},
                                              {&withdrawal_policy, &withdrawal_words},
                                              {&spring_policy, &spring_words},
                                              {&autumn_policy, &autumn_words}};

/* A case of each, with something to be done next. */
static play case_of(size_t i) {
  static const struct {
    const char *process, *mode, *opening;
  } how[N_POLICIES] = {
      {"return", "online", "user apply(paid = 9900, postage = 800)"},
      {"right", "goods",
       "consumer conclude(kind = ordinary, informed = 1, online = 1, price = 12900, regular = 0)"},
      {"parcel", NULL, "courier leave(fee = 300)"},
      {"parcel", NULL, "courier leave(fee = 300)"}};
  return opened(every[i], how[i].process, how[i].mode, how[i].opening);
}

static const char *const next_input[N_POLICIES] = {"merchant approve", "consumer receive(last = 1)",
                                                   "guest fetch", "guest fetch"};

/* ---- one beside the other ---- */

static void each_is_itself(void **state) {
  (void)state;
  for (size_t i = 0; i < N_POLICIES; i++) {
    assert_true(every[i].policy->fingerprint == every[i].words->fingerprint);
    for (size_t j = 0; j < i; j++) assert_true(every[i].policy->fingerprint != every[j].policy->fingerprint);
  }
  assert_string_equal(spring_words.name, autumn_words.name);
  assert_string_not_equal(spring_words.version, autumn_words.version);
}

static void cases_take_turns(void **state) {
  (void)state;
  play d = case_of(0), w = case_of(1), s = case_of(2), a = case_of(3);
  play u = opened(WITHDRAWAL, "unwinding", "services",
                  "trader learn(price = 40000, paid = 40000, informed = 1, charges_told = 1, requested = 1, "
                  "share = 250)");
  did(&w, DAY, "consumer receive(last = 1)", "consumer receive -> running");
  did(&d, 2 * DAY, "", "1d12h: remind merchant of approve; deemed approve -> sending");
  did(&s, 3 * DAY, "guest fetch", "go_back -> sent_back do charge(300); denied because ended");
  did(&a, 3 * DAY, "guest fetch", "guest fetch -> fetched");
  did(&d, 4 * DAY, "user send_back(tracking = 1)", "user send_back -> returning");
  did(&u, 13 * DAY, "trader repay(other_means = 0)",
      "trader repay -> repaid do refund(30000, no), charge(0)");
  did(&d, 11 * DAY, "", "deemed confirm -> refunded do refund(9100)");
  did(&w, 15 * DAY - 1, "consumer withdraw(statement = 1)",
      "consumer withdraw -> withdrawn do release(), end_ancillary()");
  looks_do_not_matter(&d);
  looks_do_not_matter(&w);
  looks_do_not_matter(&u);
  looks_do_not_matter(&s);
  looks_do_not_matter(&a);
}

/* ---- a case belongs to its tables, and to no others ---- */

static void other_tables_change_nothing(void **state) {
  (void)state;
  for (size_t i = 0; i < N_POLICIES; i++)
    for (size_t j = 0; j < N_POLICIES; j++) {
      if (i == j) continue;
      play p = case_of(i);
      play before = p;
      p.of = every[j];
      const ombud_input first = {NULL, 0, 1, 0};
      ombud_event events[64];
      ombud_effect effects[64];
      ombud_out out = {.events = events, .effects = effects, .events_max = 64, .effects_max = 64};
      ombud_option options[64];
      ombud_why why;
      size_t n = 0;
      const ombud_time late = PLAY_START + 400 * DAY;
      assert_int_equal(ombud_step(every[j].policy, &p.c.head, &first, late, &out), OMBUD_BAD_POLICY);
      assert_int_equal(ombud_catch_up(every[j].policy, &p.c.head, late, &out), OMBUD_BAD_POLICY);
      assert_int_equal(ombud_ended(every[j].policy, &p.c.head), OMBUD_BAD_POLICY);
      assert_int_equal(ombud_can(every[j].policy, &p.c.head, 1, PLAY_START, options, 64, &n),
                       OMBUD_BAD_POLICY);
      assert_int_equal(ombud_explain(every[j].policy, &p.c.head, &first, PLAY_START, &why), OMBUD_BAD_POLICY);
      assert_true(ombud_fact_value(every[j].policy, &p.c.head, 0) == OMBUD_UNSET);
      assert_int_equal(out.n_events, 0);
      assert_memory_equal(&p.c, &before.c, sizeof p.c);
      p.of = every[i];
      play_on(&p, HOUR, next_input[i]); /* and with its own it goes on */
      assert_null(strstr(p.said.at, "denied"));
    }
}

/* What a host does that keeps cases of older versions: it takes the tables that a case was opened with. */
static play_tables tables_of(const ombud_case *c) {
  for (size_t i = 0; i < N_POLICIES; i++)
    if (every[i].policy->fingerprint == c->fingerprint) return every[i];
  return (play_tables){NULL, NULL};
}

static void a_case_keeps_the_version_that_it_was_opened_with(void **state) {
  (void)state;
  play s = case_of(2), a = case_of(3);
  is_due(&s, 3 * DAY);
  is_due(&a, 5 * DAY);
  spring_case stored;
  memcpy(&stored, &s.c, sizeof stored);
  assert_ptr_equal(tables_of(&stored.head).policy, &spring_policy);
  assert_ptr_equal(tables_of(&a.c.head).policy, &autumn_policy);
  spring_out room;
  ombud_out *out = spring_prepare(&room);
  assert_int_equal(ombud_catch_up(tables_of(&stored.head).policy, &stored.head, PLAY_START + 3 * DAY, out),
                   OMBUD_OK);
  assert_int_equal(stored.head.state, SPRING_STATE_PARCEL_SENT_BACK);
  assert_int_equal(room.effects[0].args[0], 300);
}

/* ---- words ---- */

static void each_speaks_its_own_languages(void **state) {
  (void)state;
  assert_string_equal(ombud_text_in(douyin_words.title, "zh_CN"), "抖音小店取消与退货规则");
  assert_string_equal(ombud_text_in(douyin_words.title, "de"), "Douyin shop: cancellations and returns");
  const ombud_word *expired =
      &withdrawal_words.processes[WITHDRAWAL_PROCESS_RIGHT].states[WITHDRAWAL_STATE_RIGHT_EXPIRED];
  assert_string_equal(ombud_label(expired, "de_AT"), "Nicht fristgerecht widerrufen");
  assert_string_equal(ombud_label(expired, "zh"), "Not withdrawn in time");
  const ombud_word *waiting =
      &spring_words.processes[SPRING_PROCESS_PARCEL].states[SPRING_STATE_PARCEL_WAITING];
  assert_string_equal(ombud_label(waiting, "fr_CA"), "À retirer");
  assert_string_equal(ombud_label(waiting, "zh"), "待取");
  assert_string_equal(ombud_label(waiting, "de"), "Waiting");
}

static void words_of_another_policy_count_as_none(void **state) {
  (void)state;
  const uint16_t sealed = SPRING_REASON_SEALED;
  assert_string_equal(ombud_reason_text(&spring_policy, &spring_words, sealed, "fr"), "Locked");
  assert_null(ombud_reason_text(&spring_policy, &autumn_words, sealed, "fr"));
  assert_null(ombud_reason_name(&spring_policy, &douyin_words, sealed));
  assert_int_equal(ombud_find_state(&spring_policy, &autumn_words, SPRING_PROCESS_PARCEL, "waiting"),
                   OMBUD_NONE);
  assert_int_equal(ombud_find_process(&withdrawal_policy, &withdrawal_words, "return"), OMBUD_NONE);
  assert_int_equal(ombud_find_process(&douyin_policy, &douyin_words, "return"), DOUYIN_PROCESS_RETURN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_is_itself),
      cmocka_unit_test(cases_take_turns),
      cmocka_unit_test(other_tables_change_nothing),
      cmocka_unit_test(a_case_keeps_the_version_that_it_was_opened_with),
      cmocka_unit_test(each_speaks_its_own_languages),
      cmocka_unit_test(words_of_another_policy_count_as_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
