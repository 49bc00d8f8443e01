/* A library's loans, clause by clause: a policy without modes, with renewals, holds and time not counted. */
#include "../play/play.h"
#include "library.h"

#define TABLES ((play_tables){&library_policy, &library_words})
#define BOOK   "member borrow(kind = book, price = 2499, owed = 0, reserved = no)"

static play lent(void) {
  return opened(TABLES, "loan", NULL, BOOK);
}

static play overdue(void) {
  play p = lent();
  did(&p, 28 * DAY, "",
      "25d: remind member of run_out; 27d: remind member, librarian of run_out; "
      "run_out -> overdue do charge(250)");
  return p;
}

static play lost(void) {
  play p = lent();
  did(&p, 10 * DAY, "member report", "member report -> lost do charge(2499)");
  return p;
}

/* ---- 1. borrowing ---- */

static void clause_1_1_a_loan_runs_for_28_days(void **state) {
  (void)state;
  play p = lent();
  by_clause(&p, "1.1 1.2");
  assert_string_equal(p.said.at, "member borrow -> lent do lend(book)");
  can(&p, 0, "member give_back", "must by 28d until 28d");
  did(&p, 28 * DAY - 1, "member give_back",
      "25d: remind member of run_out; 27d: remind member, librarian of run_out; member give_back -> "
      "returned");
  by_clause(&p, "1.1 3.1 3.4");
  has_ended(&p);
  looks_do_not_matter(&p);
}

static void clause_1_2_who_owes_more_than_10_euros_borrows_nothing(void **state) {
  (void)state;
  play p = before_opening(TABLES, "loan", NULL);
  did(&p, 0, "member borrow(kind = film, price = 1, owed = 1001, reserved = no)",
      "denied because owes_too_much");
  by_clause(&p, "1.1 1.2");
  why_not(&p, 0, "member borrow(kind = film, price = 1, owed = 1001, reserved = no)",
          "owes_too_much; with owed = 0..1000");
  did(&p, 0, "member borrow(kind = film, price = 1, owed = 1000, reserved = no)",
      "member borrow -> lent do lend(film)");
}

static void clause_1_3_reference_works_are_not_lent_whatever_is_owed(void **state) {
  (void)state;
  play p = before_opening(TABLES, "loan", NULL);
  did(&p, 0, "member borrow(kind = reference, price = 1, owed = 0, reserved = no)",
      "denied because stays_here");
  by_clause(&p, "1.3");
  did(&p, 0, "member borrow(kind = reference, price = 1, owed = 2000, reserved = no)",
      "denied because stays_here");
  /* Two facts stand in the way, and neither alone helps. */
  why_not(&p, 0, "member borrow(kind = reference, price = 1, owed = 2000, reserved = no)", "stays_here");
  why_not(&p, 0, "member borrow(kind = reference, price = 1, owed = 0, reserved = no)",
          "stays_here; with kind = 0..1");
}

static void bad_input_to_open_with(void **state) {
  (void)state;
  play p = before_opening(TABLES, "loan", NULL);
  did(&p, 0, "member borrow(kind = 3, price = 1, owed = 0, reserved = no)", "OMBUD_BAD_VALUE");
  did(&p, 0, "member borrow(kind = book, price = 100001, owed = 0, reserved = no)", "OMBUD_BAD_VALUE");
  did(&p, 0, "member borrow(kind = book, price = -1, owed = 0, reserved = no)", "OMBUD_BAD_VALUE");
  did(&p, 0, "member borrow(kind = book, price = 1, owed = 0)", "denied because fact_missing");
  did(&p, 0, "librarian borrow(kind = book, price = 1, owed = 0, reserved = no)",
      "denied because another_actor");
  did(&p, 0, "member renew", "denied because another_state");
}

/* ---- 2. renewing ---- */

static void clause_2_1_twice_and_28_days_from_each(void **state) {
  (void)state;
  play p = lent();
  did(&p, 10 * DAY, "member renew", "member renew");
  by_clause(&p, "2.1 2.4");
  is_due(&p, 35 * DAY);
  did(&p, 20 * DAY, "member renew", "member renew");
  is_due(&p, 45 * DAY);
  can(&p, 20 * DAY, "member renew", "may not because too_soon until 27d");
  can(&p, 27 * DAY, "member renew", "may not because too_often until 48d");
  did(&p, 30 * DAY, "member renew", "denied because too_often");
  by_clause(&p, "2.1 2.4");
  did(&p, 48 * DAY - 1, "", "45d: remind member of run_out; 47d: remind member, librarian of run_out");
  is_in(&p, "lent");
  did(&p, 48 * DAY, "", "run_out -> overdue do charge(250)");
  looks_do_not_matter(&p);
}

static void clause_2_1_a_refused_renewal_does_not_count(void **state) {
  (void)state;
  play p = lent();
  for (int i = 0; i < 5; i++) did(&p, DAY, "member renew", "denied because too_soon");
  did(&p, 7 * DAY, "member renew", "member renew");
  did(&p, 14 * DAY, "member renew", "member renew");
  did(&p, 21 * DAY, "member renew", "denied because too_often");
  looks_do_not_matter(&p);
}

static void clause_2_2_a_reserved_copy_is_not_renewed(void **state) {
  (void)state;
  play p = opened(TABLES, "loan", NULL, "member borrow(kind = book, price = 5, owed = 0, reserved = yes)");
  did(&p, DAY, "member renew", "denied because is_reserved");
  by_clause(&p, "2.2");
  did(&p, 8 * DAY, "member renew", "denied because is_reserved");
  why_not(&p, 8 * DAY, "member renew", "is_reserved; with reserved = 0..0");
  can(&p, 8 * DAY, "member renew", "may not because is_reserved until 28d");
}

static void clause_2_3_a_week_after_it_was_lent_or_renewed(void **state) {
  (void)state;
  play p = lent();
  did(&p, 7 * DAY - 1, "member renew", "denied because too_soon");
  by_clause(&p, "2.3");
  why_not(&p, 7 * DAY - 1, "member renew", "too_soon; from 7d");
  did(&p, 7 * DAY, "member renew", "member renew");
  did(&p, 14 * DAY - 1, "member renew", "denied because too_soon");
  did(&p, 14 * DAY, "member renew", "member renew");
  looks_do_not_matter(&p);
}

static void clause_2_4_films_are_not_renewed(void **state) {
  (void)state;
  play p = opened(TABLES, "loan", NULL, "member borrow(kind = film, price = 5, owed = 0, reserved = no)");
  did(&p, DAY, "member renew", "denied because too_soon");
  did(&p, 7 * DAY, "member renew", "denied because no_renewal");
  by_clause(&p, "2.1 2.4");
  why_not(&p, 7 * DAY, "member renew", "no_renewal; with kind = 0..0");
}

static void clause_2_5_reservations_are_noted_at_any_time(void **state) {
  (void)state;
  play p = lent();
  did(&p, 8 * DAY, "librarian note(reserved = yes)", "librarian note");
  by_clause(&p, "2.5");
  is_due(&p, 25 * DAY); /* that starts no deadline anew */
  did(&p, 8 * DAY, "member renew", "denied because is_reserved");
  did(&p, 9 * DAY, "member note(reserved = no)", "denied because another_actor");
  did(&p, 9 * DAY, "librarian note(reserved = no)", "librarian note");
  did(&p, 9 * DAY, "member renew", "member renew");
  did(&p, 40 * DAY, "librarian note(reserved = yes)",
      "34d: remind member of run_out; 36d: remind member, librarian of run_out; "
      "37d: run_out -> overdue do charge(250); librarian note");
  looks_do_not_matter(&p);
}

/* ---- 3. the due date ---- */

static void clause_3_1_at_the_due_date_it_is_too_late(void **state) {
  (void)state;
  play p = lent();
  did(&p, 28 * DAY, "member renew",
      "25d: remind member of run_out; 27d: remind member, librarian of run_out; run_out -> overdue do "
      "charge(250); denied because another_state");
  looks_do_not_matter(&p);
}

static void clause_3_2_reminders_three_days_and_a_day_before(void **state) {
  (void)state;
  play p = lent();
  did(&p, 25 * DAY - 1, "", "");
  did(&p, 25 * DAY, "", "remind member of run_out");
  did(&p, 27 * DAY - 1, "", "");
  did(&p, 27 * DAY, "", "remind member, librarian of run_out");
  by_clause(&p, "3.2");
  is_due(&p, 28 * DAY);
  looks_do_not_matter(&p);
}

static void clause_3_2_a_renewal_asks_for_new_reminders(void **state) {
  (void)state;
  play p = lent();
  did(&p, 26 * DAY, "member renew", "25d: remind member of run_out; member renew");
  did(&p, 51 * DAY - 1, "", "");
  did(&p, 51 * DAY, "", "remind member of run_out");
  looks_do_not_matter(&p);
}

static void clause_3_3_time_suspended_is_not_counted(void **state) {
  (void)state;
  play p = lent();
  did(&p, 10 * DAY, "librarian suspend", "librarian suspend -> suspended");
  is_due(&p, OMBUD_NEVER);
  did(&p, 100 * DAY, "", "");
  did(&p, 110 * DAY, "librarian resume", "librarian resume -> lent");
  is_due(&p, 125 * DAY);
  did(&p, 115 * DAY, "librarian suspend", "librarian suspend -> suspended");
  did(&p, 116 * DAY, "librarian resume", "librarian resume -> lent");
  did(&p, 129 * DAY - 1, "", "126d: remind member of run_out; 128d: remind member, librarian of run_out");
  did(&p, 129 * DAY, "", "run_out -> overdue do charge(250)");
  looks_do_not_matter(&p);
}

static void clause_3_3_what_was_left_out_ends_with_a_renewal(void **state) {
  (void)state;
  play p = lent();
  did(&p, 10 * DAY, "librarian suspend", "librarian suspend -> suspended");
  did(&p, 20 * DAY, "librarian resume", "librarian resume -> lent");
  did(&p, 21 * DAY, "member renew", "member renew");
  is_due(&p, 46 * DAY);
  looks_do_not_matter(&p);
}

static void clause_3_3_a_reminder_that_is_past_is_not_sent_again(void **state) {
  (void)state;
  play p = lent();
  did(&p, 26 * DAY, "librarian suspend", "25d: remind member of run_out; librarian suspend -> suspended");
  did(&p, 30 * DAY, "librarian resume", "librarian resume -> lent");
  is_due(&p, 31 * DAY);
  did(&p, 32 * DAY, "", "31d: remind member, librarian of run_out; run_out -> overdue do charge(250)");
  looks_do_not_matter(&p);
}

static void clause_3_4_a_tenth_rounded_up_within_1_and_20_euros(void **state) {
  (void)state;
  static const struct {
    const char *borrow, *fee;
  } fees[] = {
      {"member borrow(kind = book, price = 0, owed = 0, reserved = no)", "run_out -> overdue do charge(100)"},
      {"member borrow(kind = book, price = 1000, owed = 0, reserved = no)",
       "run_out -> overdue do charge(100)"},
      {"member borrow(kind = book, price = 1001, owed = 0, reserved = no)",
       "run_out -> overdue do charge(101)"},
      {"member borrow(kind = book, price = 19991, owed = 0, reserved = no)",
       "run_out -> overdue do charge(2000)"},
      {"member borrow(kind = book, price = 100000, owed = 0, reserved = no)",
       "run_out -> overdue do charge(2000)"},
  };
  for (size_t i = 0; i < sizeof fees / sizeof fees[0]; i++) {
    play p = opened(TABLES, "loan", NULL, fees[i].borrow);
    play_on(&p, 28 * DAY - 1, "");
    did(&p, 28 * DAY, "", fees[i].fee);
  }
}

static void clause_3_5_billed_two_weeks_later_and_still_returned(void **state) {
  (void)state;
  play p = overdue();
  is_due(&p, 42 * DAY);
  did(&p, 42 * DAY - 1, "member give_back", "member give_back -> returned");

  play q = overdue();
  did(&q, 42 * DAY, "member give_back",
      "dun do bill(2499); member give_back -> returned do cancel_bill(2499)");
  looks_do_not_matter(&q);

  play r = overdue();
  can(&r, 42 * DAY - 1, "member give_back", "may until 42d");
  did(&r, 42 * DAY, "", "dun do bill(2499)");
  is_in(&r, "overdue");
  is_due(&r, OMBUD_NEVER);
  can(&r, 42 * DAY, "member give_back", "may");
  did(&r, 4000 * DAY, "member give_back", "member give_back -> returned do cancel_bill(2499)");
  looks_do_not_matter(&r);
}

/* ---- 4. losses ---- */

static void clause_4_1_reported_once_by_either(void **state) {
  (void)state;
  play p = lent();
  did(&p, 9 * DAY, "librarian report", "librarian report -> lost do charge(2499)");
  by_clause(&p, "4.1");
  did(&p, 9 * DAY, "member report", "denied because reported");
  did(&p, 9 * DAY, "librarian report", "denied because reported");

  play q = overdue();
  did(&q, 50 * DAY, "member report", "42d: dun do bill(2499); member report -> lost do charge(2499)");
  play r = lent();
  did(&r, DAY, "librarian suspend", "librarian suspend -> suspended");
  did(&r, DAY, "member report", "member report -> lost do charge(2499)");
}

static void clause_4_2_nine_tenths_within_90_days(void **state) {
  (void)state;
  play p = lost();
  did(&p, 100 * DAY - 1, "member give_back", "member give_back -> returned do pay_back(2249)");
  by_clause(&p, "4.2");
  play q = lost();
  did(&q, 100 * DAY, "member give_back", "write_off -> written_off; denied because ended");
  looks_do_not_matter(&q);
}

static void clause_4_3_written_off_after_90_days(void **state) {
  (void)state;
  play p = lost();
  is_due(&p, 100 * DAY);
  did(&p, 100 * DAY - 1, "", "");
  did(&p, 100 * DAY, "", "write_off -> written_off");
  by_clause(&p, "4.3");
  has_ended(&p);
}

static void clause_4_4_lent_again_as_if_newly_borrowed(void **state) {
  (void)state;
  play p = lent();
  did(&p, 10 * DAY, "member relend", "denied because ask_the_desk");
  by_clause(&p, "4.4");
  did(&p, 10 * DAY, "librarian relend", "denied because ask_the_desk");
  did(&p, 20 * DAY, "librarian report", "librarian report -> lost do charge(2499)");
  did(&p, 21 * DAY, "member relend", "denied because ask_the_desk");
  why_not(&p, 21 * DAY, "member relend", "ask_the_desk; by librarian");
  did(&p, 21 * DAY, "librarian relend", "librarian relend -> lent");
  is_due(&p, 46 * DAY);
  did(&p, 28 * DAY - 1, "member renew", "denied because too_soon");
  did(&p, 28 * DAY, "member renew", "member renew");
  looks_do_not_matter(&p);
}

static void saved_and_restored_no_deadline_is_lost(void **state) {
  (void)state;
  play p = lent();
  did(&p, 10 * DAY, "member renew", "member renew");
  play restored = p;
  did(&restored, 38 * DAY, "",
      "35d: remind member of run_out; 37d: remind member, librarian of run_out; "
      "run_out -> overdue do charge(250)");
  is_due(&p, 35 * DAY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clause_1_1_a_loan_runs_for_28_days),
      cmocka_unit_test(clause_1_2_who_owes_more_than_10_euros_borrows_nothing),
      cmocka_unit_test(clause_1_3_reference_works_are_not_lent_whatever_is_owed),
      cmocka_unit_test(bad_input_to_open_with),
      cmocka_unit_test(clause_2_1_twice_and_28_days_from_each),
      cmocka_unit_test(clause_2_1_a_refused_renewal_does_not_count),
      cmocka_unit_test(clause_2_2_a_reserved_copy_is_not_renewed),
      cmocka_unit_test(clause_2_3_a_week_after_it_was_lent_or_renewed),
      cmocka_unit_test(clause_2_4_films_are_not_renewed),
      cmocka_unit_test(clause_2_5_reservations_are_noted_at_any_time),
      cmocka_unit_test(clause_3_1_at_the_due_date_it_is_too_late),
      cmocka_unit_test(clause_3_2_reminders_three_days_and_a_day_before),
      cmocka_unit_test(clause_3_2_a_renewal_asks_for_new_reminders),
      cmocka_unit_test(clause_3_3_time_suspended_is_not_counted),
      cmocka_unit_test(clause_3_3_what_was_left_out_ends_with_a_renewal),
      cmocka_unit_test(clause_3_3_a_reminder_that_is_past_is_not_sent_again),
      cmocka_unit_test(clause_3_4_a_tenth_rounded_up_within_1_and_20_euros),
      cmocka_unit_test(clause_3_5_billed_two_weeks_later_and_still_returned),
      cmocka_unit_test(clause_4_1_reported_once_by_either),
      cmocka_unit_test(clause_4_2_nine_tenths_within_90_days),
      cmocka_unit_test(clause_4_3_written_off_after_90_days),
      cmocka_unit_test(clause_4_4_lent_again_as_if_newly_borrowed),
      cmocka_unit_test(saved_and_restored_no_deadline_is_lost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
