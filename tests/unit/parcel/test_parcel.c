/* A carrier's parcels, clause by clause: obligations side by side, ties, an included file, two processes. */
#include "../play/play.h"
#include "parcel.h"

#define TABLES ((play_tables){&parcel_policy, &parcel_words})

static play handed_in(const char *mode) {
  return opened(TABLES, "delivery", mode,
                "sender hand_in(promised = 4d, grams = 20000, value = 9999, postage = 505)");
}

static play in_locker(void) {
  play p = handed_in("locker");
  did(&p, 2 * DAY, "carrier deliver", "carrier deliver -> in_locker");
  return p;
}

#define REPORT(kind, value)                                                                                  \
  "report(kind = " kind ", value = " value ", postage = 1, grams = 700, received = 0)"

static play claimed(const char *report) {
  return opened(TABLES, "claim", "home", report);
}

/* ---- 1. delivery ---- */

static void clause_1_1_the_sender_names_the_day(void **state) {
  (void)state;
  play p = handed_in("home");
  is_due(&p, 6 * DAY);
  can(&p, 0, "carrier deliver", "must by 6d until 6d");
  play q = before_opening(TABLES, "delivery", "home");
  did(&q, 0, "recipient hand_in(promised = 4d, grams = 1, value = 1, postage = 1)",
      "denied because another_actor");
}

static void clause_1_2_weights(void **state) {
  (void)state;
  play p = before_opening(TABLES, "delivery", "locker");
  did(&p, 0, "sender hand_in(promised = 4d, grams = 20001, value = 9, postage = 5)",
      "denied because too_heavy");
  why_not(&p, 0, "sender hand_in(promised = 4d, grams = 20001, value = 9, postage = 5)",
          "too_heavy; for home; with grams = 1..20000");
  did(&p, 0, "sender hand_in(promised = 4d, grams = 30001, value = 9, postage = 5)", "OMBUD_BAD_VALUE");
  did(&p, 0, "sender hand_in(promised = 4d, grams = 0, value = 9, postage = 5)", "OMBUD_BAD_VALUE");
  play q = opened(TABLES, "delivery", "home",
                  "sender hand_in(promised = 4d, grams = 30000, value = 9, postage = 5)");
  is_in(&q, "moving");
}

static void clause_1_3_time_at_customs_is_not_counted(void **state) {
  (void)state;
  play p = handed_in("home");
  did(&p, 3 * DAY, "carrier hold", "carrier hold -> customs");
  is_due(&p, 33 * DAY);
  did(&p, 9 * DAY, "carrier release", "carrier release -> moving");
  is_due(&p, 11 * DAY); /* what lies before the day that was named had not begun to count */
  did(&p, 10 * DAY, "carrier hold", "carrier hold -> customs");
  did(&p, 13 * DAY, "carrier release", "carrier release -> moving");
  did(&p, 14 * DAY - 1, "", "");
  did(&p, 14 * DAY, "", "late -> delayed do discount(50)");
  looks_do_not_matter(&p);

  play q = handed_in("locker");
  did(&q, DAY, "carrier hold", "carrier hold -> customs");
  did(&q, 2 * DAY, "carrier release", "carrier release -> moving");
  is_due(&q, 6 * DAY);
}

static void clause_1_3_what_is_late_already_is_late_at_once(void **state) {
  (void)state;
  play p = before_opening(TABLES, "delivery", "home");
  did(&p, 0, "sender hand_in(promised = -2d, grams = 1, value = 9999, postage = 505)",
      "sender hand_in -> moving; late -> delayed do discount(50)");
  looks_do_not_matter(&p);
  play q = opened(TABLES, "delivery", "home",
                  "sender hand_in(promised = -47h59m59s999ms, grams = 1, value = 9999, postage = 505)");
  is_due(&q, 1);
}

static void clause_1_4_half_cents_go_to_the_even_one(void **state) {
  (void)state;
  static const struct {
    const char *hand_in, *late;
  } postages[] = {
      {"sender hand_in(promised = 1d, grams = 1, value = 9999, postage = 515)",
       "late -> delayed do discount(52)"}, /* 51.5 */
      {"sender hand_in(promised = 1d, grams = 1, value = 9999, postage = 505)",
       "late -> delayed do discount(50)"}, /* 50.5 */
      {"sender hand_in(promised = 1d, grams = 1, value = 9999, postage = 504)",
       "late -> delayed do discount(50)"},
      {"sender hand_in(promised = 1d, grams = 1, value = 9999, postage = 506)",
       "late -> delayed do discount(51)"},
      {"sender hand_in(promised = 1d, grams = 1, value = 9999, postage = 5)",
       "late -> delayed do discount(0)"}, /* 0.5 */
  };
  for (size_t i = 0; i < sizeof postages / sizeof postages[0]; i++) {
    play p = opened(TABLES, "delivery", i % 2 ? "home" : "locker", postages[i].hand_in);
    did(&p, 3 * DAY - 1, "", "");
    did(&p, 3 * DAY, "", postages[i].late);
    by_clause(&p, "1.3 1.4");
    did(&p, 99 * DAY, "carrier deliver",
        i % 2 ? "carrier deliver -> at_door" : "carrier deliver -> in_locker");
  }
}

static void clause_1_5_customs_release_within_30_days(void **state) {
  (void)state;
  play p = handed_in("home");
  did(&p, DAY, "carrier hold", "carrier hold -> customs");
  did(&p, 31 * DAY - 1, "", "");
  did(&p, 31 * DAY, "carrier release", "send_back -> returned; denied because ended");
  looks_do_not_matter(&p);
}

/* ---- 2. collecting ---- */

static void clause_2_1_seven_days_in_the_locker(void **state) {
  (void)state;
  play p = in_locker();
  did(&p, 9 * DAY - 1, "recipient collect",
      "7d: remind recipient of week_over; 8d: remind sender of week_over; recipient collect -> collected");
  play q = in_locker();
  did(&q, 9 * DAY, "recipient collect",
      "7d: remind recipient of week_over; 8d: remind sender of week_over; week_over -> returned; "
      "denied because ended");
  looks_do_not_matter(&q);
}

static void clause_2_2_the_seven_days_begin_anew_three_times(void **state) {
  (void)state;
  play p = in_locker();
  for (int i = 3; i <= 5; i++) did(&p, i * DAY, "recipient prolong", "recipient prolong");
  did(&p, 6 * DAY, "recipient prolong", "denied because too_often");
  did(&p, 12 * DAY, "",
      "10d: remind recipient of week_over; 11d: remind sender of week_over; week_over -> returned");
  looks_do_not_matter(&p);
}

static void clause_2_4_received_after_3_days_at_the_door(void **state) {
  (void)state;
  play p = handed_in("home");
  did(&p, 2 * DAY, "carrier deliver", "carrier deliver -> at_door");
  did(&p, 5 * DAY - 1, "recipient collect", "denied because another_mode");
  why_not(&p, 5 * DAY - 1, "recipient collect", "another_mode");
  did(&p, 5 * DAY, "", "taken -> collected");
  play q = in_locker();
  did(&q, 3 * DAY, "recipient sign", "denied because another_mode");
}

static void clause_2_5_two_deadlines_side_by_side(void **state) {
  (void)state;
  play p = in_locker();
  did(&p, 4 * DAY, "carrier lay_down", "carrier lay_down -> with_neighbour");
  is_due(&p, 10 * DAY);
  can(&p, 4 * DAY, "recipient collect", "must by 16d until 11d");
  can(&p, 4 * DAY, "carrier fetch", "must by 11d until 11d");
  did(&p, 9 * DAY, "carrier lay_down", "carrier lay_down"); /* to another neighbour: 7 more days */
  by_clause(&p, "2.5");
  did(&p, 16 * DAY, "",
      "14d: remind recipient of fortnight_over; 15d: remind sender of scrap; fortnight_over -> returned");
  looks_do_not_matter(&p);
}

static void clauses_2_5_and_2_6_at_a_tie_the_longer_one_comes_first(void **state) {
  (void)state;
  play p = in_locker();
  did(&p, 4 * DAY, "carrier lay_down", "carrier lay_down -> with_neighbour");
  did(&p, 9 * DAY, "carrier lay_down", "carrier lay_down");
  is_due(&p, 14 * DAY);
  did(&p, 16 * DAY - 1, "", "14d: remind recipient of fortnight_over; 15d: remind sender of scrap");
  /* 14 days since the delivery, and 7 since the second neighbour. */
  did(&p, 16 * DAY, "recipient collect", "fortnight_over -> returned; denied because ended");
  looks_do_not_matter(&p);
}

static void clause_2_6_then_it_is_scrapped(void **state) {
  (void)state;
  play p = in_locker();
  did(&p, 4 * DAY, "carrier lay_down", "carrier lay_down -> with_neighbour");
  did(&p, 11 * DAY - 1, "", "10d: remind sender of scrap");
  did(&p, 11 * DAY, "", "scrap -> scrapped");
  by_clause(&p, "2.6");
  has_ended(&p);
}

/* ---- 3. claims ---- */

static void clause_3_1_reported_within_7_days_or_14(void **state) {
  (void)state;
  play p = before_opening(TABLES, "claim", "locker");
  did(&p, -1, "recipient " REPORT("wet", "900"), "denied because not_there");
  why_not(&p, -1, "recipient " REPORT("wet", "900"), "not_there; from 0; with received = -7d..-1ms");
  did(&p, 7 * DAY, "recipient " REPORT("wet", "900"), "denied because too_late");
  why_not(&p, 7 * DAY, "recipient " REPORT("wet", "900"),
          "too_late; by sender; until 6d23h59m59s999ms; with received = 1ms..7d");
  did(&p, 14 * DAY, "sender " REPORT("wet", "900"), "denied because too_late");
  did(&p, 14 * DAY - 1, "sender " REPORT("wet", "900"), "sender report -> reported");
  by_clause(&p, "3.1");
  play q = before_opening(TABLES, "claim", "locker");
  did(&q, 7 * DAY - 1, "recipient " REPORT("wet", "900"), "recipient report -> reported");
}

static void clause_3_2_visits_within_5_days_and_answers_within_10(void **state) {
  (void)state;
  play p = claimed("sender " REPORT("wet", "900"));
  can(&p, 0, "carrier visit", "must by 5d until 5d");
  did(&p, 5 * DAY - 1, "", "");
  did(&p, 5 * DAY, "", "skip");
  is_in(&p, "reported");
  can(&p, 5 * DAY, "carrier visit", "may until 10d");
  did(&p, 6 * DAY, "carrier visit", "carrier visit -> visited do inspect(wet, 700, 0)");
  is_due(&p, 10 * DAY);
  did(&p, 10 * DAY, "carrier reject", "lapse -> paid do pay(recipient, 900); denied because ended");
  looks_do_not_matter(&p);
}

static void clause_3_3_shares(void **state) {
  (void)state;
  static const struct {
    const char *report, *paid;
  } shares[] = {
      {"sender " REPORT("broken", "901"), "carrier admit -> paid do pay(sender, 901)"},
      {"sender " REPORT("scratched", "901"), "carrier admit -> paid do pay(sender, 451)"},
      {"sender " REPORT("scratched", "902"), "carrier admit -> paid do pay(sender, 451)"},
      {"sender " REPORT("wet", "902"), "carrier admit -> paid do pay(sender, 677)"}, /* 676.5 */
      {"sender " REPORT("wet", "901"), "carrier admit -> paid do pay(sender, 676)"}, /* 675.75 */
  };
  for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
    play p = claimed(shares[i].report);
    did(&p, HOUR, "carrier admit", shares[i].paid);
    by_clause(&p, "3.3 3.4");
  }
}

static void clause_3_4_below_5_euros_only_broken_goods_are_paid(void **state) {
  (void)state;
  play p = claimed("sender " REPORT("wet", "499"));
  did(&p, HOUR, "carrier admit", "denied because too_cheap");
  why_not(&p, HOUR, "carrier admit", "too_cheap; with value = 500..1000000");
  play q = claimed("sender " REPORT("broken", "1"));
  did(&q, HOUR, "carrier admit", "carrier admit -> paid do pay(sender, 1)");
  play r = claimed("sender " REPORT("scratched", "500"));
  did(&r, HOUR, "carrier admit", "carrier admit -> paid do pay(sender, 250)");
}

static void clause_3_5_nobody_but_the_carrier_decides(void **state) {
  (void)state;
  play p = claimed("sender " REPORT("wet", "900"));
  did(&p, HOUR, "sender admit", "denied because not_yours");
  did(&p, HOUR, "recipient reject", "denied because not_yours");
  by_clause(&p, "3.5");
  did(&p, HOUR, "sender visit", "denied because not_yours");
  why_not(&p, HOUR, "sender admit", "not_yours; by carrier");
  can(&p, HOUR, "carrier reject", "may until 10d");
}

static void a_case_of_one_process_is_none_of_the_other(void **state) {
  (void)state;
  play p = claimed("sender " REPORT("wet", "900"));
  play q = p;
  q.c.head.process = PARCEL_PROCESS_DELIVERY + 2;
  did(&q, 0, "", "OMBUD_BAD_CASE");
  q.c.head.process = PARCEL_PROCESS_DELIVERY;
  q.c.head.state = PARCEL_STATE_DELIVERY_IN_LOCKER; /* a state that this mode does not have */
  did(&q, 0, "", "OMBUD_BAD_CASE");
  q = p;
  q.c.head.fingerprint ^= 1;
  did(&q, 0, "", "OMBUD_BAD_POLICY");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clause_1_1_the_sender_names_the_day),
      cmocka_unit_test(clause_1_2_weights),
      cmocka_unit_test(clause_1_3_time_at_customs_is_not_counted),
      cmocka_unit_test(clause_1_3_what_is_late_already_is_late_at_once),
      cmocka_unit_test(clause_1_4_half_cents_go_to_the_even_one),
      cmocka_unit_test(clause_1_5_customs_release_within_30_days),
      cmocka_unit_test(clause_2_1_seven_days_in_the_locker),
      cmocka_unit_test(clause_2_2_the_seven_days_begin_anew_three_times),
      cmocka_unit_test(clause_2_4_received_after_3_days_at_the_door),
      cmocka_unit_test(clause_2_5_two_deadlines_side_by_side),
      cmocka_unit_test(clauses_2_5_and_2_6_at_a_tie_the_longer_one_comes_first),
      cmocka_unit_test(clause_2_6_then_it_is_scrapped),
      cmocka_unit_test(clause_3_1_reported_within_7_days_or_14),
      cmocka_unit_test(clause_3_2_visits_within_5_days_and_answers_within_10),
      cmocka_unit_test(clause_3_3_shares),
      cmocka_unit_test(clause_3_4_below_5_euros_only_broken_goods_are_paid),
      cmocka_unit_test(clause_3_5_nobody_but_the_carrier_decides),
      cmocka_unit_test(a_case_of_one_process_is_none_of_the_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
