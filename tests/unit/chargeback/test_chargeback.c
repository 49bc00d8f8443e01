/* Card chargebacks, clause by clause: windows that count from several days, rounds, arbitration. */
#include "../play/play.h"
#include "chargeback.h"

#define TABLES ((play_tables){&chargeback_policy, &chargeback_words})

static const char *const modes[] = {"fraud", "service"};

#define FRAUD   "cardholder file(posted = -5d, amount = 50000, claimed = 30001)"
#define SERVICE "cardholder file(posted = -5d, expected = -1d, amount = 50000, claimed = 30001)"

static play filed(const char *mode) {
  return opened(TABLES, "dispute", mode, mode[0] == 'f' ? FRAUD : SERVICE);
}

static play charged(const char *mode) {
  play p = filed(mode);
  did(&p, DAY, "bank charge", "bank charge -> charged do credit(30001)");
  return p;
}

static play answered(const char *mode) {
  play p = charged(mode);
  did(&p, 2 * DAY, "merchant answer(evidence = delivery, text)",
      "merchant answer -> answered do archive(1, delivery)");
  return p;
}

static play arbitrated(const char *mode) {
  play p = answered(mode);
  did(&p, 12 * DAY, "bank refer", "bank refer -> arbitration");
  return p;
}

/* ---- 1. filing ---- */

static void clause_1_1_fraud_within_120_days_of_posting(void **state) {
  (void)state;
  play p = before_opening(TABLES, "dispute", "fraud");
  did(&p, 115 * DAY, FRAUD, "denied because too_late");
  why_not(&p, 115 * DAY, FRAUD,
          "too_late; by bank; until 114d23h59m59s999ms; with posted >= -4d23h59m59s999ms");
  did(&p, 115 * DAY - 1, FRAUD, "cardholder file -> filed");
  by_clause(&p, "1.1");
}

static void clause_1_1_the_facts_hang_on_the_mode(void **state) {
  (void)state;
  play p = before_opening(TABLES, "dispute", "fraud");
  did(&p, 0, SERVICE, "denied because fact_unasked");
  why_not(&p, 0, SERVICE, "fact_unasked; for service; with expected left out");
  play q = before_opening(TABLES, "dispute", "service");
  did(&q, 0, FRAUD, "denied because fact_missing");
  did(&q, 0, "merchant file(posted = 0, expected = 0, amount = 1, claimed = 1)",
      "denied because another_actor");
}

static void clause_1_2_counts_from_the_later_day(void **state) {
  (void)state;
  play p = before_opening(TABLES, "dispute", "service");
  did(&p, 119 * DAY, SERVICE, "denied because too_late");
  did(&p, 119 * DAY - 1, SERVICE, "cardholder file -> filed");
  by_clause(&p, "1.2");

  play q = before_opening(TABLES, "dispute", "service");
  did(&q, 115 * DAY - 1, "cardholder file(posted = -5d, expected = -90d, amount = 500, claimed = 300)",
      "cardholder file -> filed");
}

static void clause_1_3_never_540_days_after_posting(void **state) {
  (void)state;
#define LATE "cardholder file(posted = -100d, expected = 400d, amount = 500, claimed = 300)"
  play p = before_opening(TABLES, "dispute", "service");
  did(&p, 520 * DAY, LATE, "denied because too_late");
  did(&p, 520 * DAY - 1, LATE, "denied because too_old");
  by_clause(&p, "1.3");
  did(&p, 440 * DAY, LATE, "denied because too_old");
  did(&p, 440 * DAY - 1, LATE, "cardholder file -> filed");
}

static void clause_1_4_amounts(void **state) {
  (void)state;
  play p = before_opening(TABLES, "dispute", "fraud");
  did(&p, 0, "cardholder file(posted = 0, amount = 99, claimed = 100)", "OMBUD_BAD_VALUE");
  did(&p, 0, "cardholder file(posted = 0, amount = 99, claimed = 99)", "denied because too_small");
  by_clause(&p, "1.4");
  why_not(&p, 0, "cardholder file(posted = 0, amount = 200, claimed = 99)",
          "too_small; by bank; with claimed = 100..200");
  did(&p, 0, "cardholder file(posted = 0, amount = 100, claimed = 100)", "cardholder file -> filed");

  /* Of the reasons that hold at once the narrowest rule's is given. */
  play q = before_opening(TABLES, "dispute", "service");
  did(&q, 440 * DAY, "cardholder file(posted = -100d, expected = 400d, amount = 500, claimed = 30)",
      "denied because too_small");
  did(&q, 520 * DAY, "cardholder file(posted = -100d, expected = 400d, amount = 500, claimed = 30)",
      "denied because too_late");
}

static void clause_1_5_the_bank_files_at_any_time(void **state) {
  (void)state;
  play p = opened(TABLES, "dispute", "fraud", "bank file(posted = -900d, amount = 50, claimed = 1)");
  is_in(&p, "filed");
  by_clause(&p, "1.5");
}

static void bad_moments_are_told_from_bad_times(void **state) {
  (void)state;
  play p = filed("fraud");
  ombud_given given[] = {{CHARGEBACK_FACT_HEARING, OMBUD_TIME_MAX + 1}};
  ombud_input in = {given, 1, CHARGEBACK_ACTOR_NETWORK, CHARGEBACK_ACTION_DISPUTE_SCHEDULE};
  chargeback_out room;
  ombud_out *out = chargeback_prepare(&room);
  play before = p;
  assert_int_equal(ombud_step(&chargeback_policy, &p.c.head, &in, PLAY_START, out), OMBUD_BAD_VALUE);
  given[0].value = OMBUD_UNSET;
  assert_int_equal(ombud_step(&chargeback_policy, &p.c.head, &in, PLAY_START, out), OMBUD_BAD_VALUE);
  given[0].value = OMBUD_TIME_MAX;
  assert_int_equal(ombud_step(&chargeback_policy, &p.c.head, &in, OMBUD_TIME_MAX + 1, out), OMBUD_BAD_TIME);
  assert_int_equal(ombud_step(&chargeback_policy, &p.c.head, &in, OMBUD_TIME_MIN - 1, out), OMBUD_BAD_TIME);
  assert_memory_equal(&before.c, &p.c, sizeof p.c);
  assert_int_equal(ombud_step(&chargeback_policy, &p.c.head, &in, PLAY_START, out), OMBUD_REFUSED);
}

/* ---- 2. the bank ---- */

static void clause_2_1_ten_days_then_silence_charges_back(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    play p = filed(modes[i]);
    can(&p, 0, "bank drop", "must by 10d until 10d");
    did(&p, 10 * DAY - 1, "bank drop", "bank drop -> dropped");
    play q = filed(modes[i]);
    did(&q, 10 * DAY, "bank drop", "deemed charge -> charged do credit(30001); denied because another_state");
    looks_do_not_matter(&q);
  }
}

static void clause_2_2_credited_at_once(void **state) {
  (void)state;
  play p = charged("service");
  by_clause(&p, "2.1 2.2");
  did(&p, DAY, "bank charge", "denied because another_state");
}

static void clause_2_3_withdrawn_by_the_cardholder_alone(void **state) {
  (void)state;
  play p = filed("fraud");
  did(&p, DAY, "cardholder withdraw", "cardholder withdraw -> withdrawn"); /* nothing was credited yet */
  play q = charged("fraud");
  did(&q, 2 * DAY, "merchant withdraw", "denied because not_yours");
  did(&q, 2 * DAY, "network withdraw", "denied because not_yours");
  why_not(&q, 2 * DAY, "bank withdraw", "not_yours; by cardholder");
  did(&q, 2 * DAY, "cardholder withdraw", "cardholder withdraw -> withdrawn do reverse(30001)");
  by_clause(&q, "2.3");
  play r = answered("service");
  did(&r, 5 * DAY, "cardholder withdraw", "cardholder withdraw -> withdrawn do reverse(30001)");
}

/* ---- 3. the merchant ---- */

static void clause_3_1_thirty_days_then_silence_concedes(void **state) {
  (void)state;
  play p = charged("fraud");
  did(&p, 31 * DAY - 1, "merchant answer(evidence = authentication, text)",
      "26d: remind merchant, bank of concede; merchant answer -> answered do archive(1, authentication)");
  by_clause(&p, "3.1 3.2");
  play q = charged("fraud");
  did(&q, 31 * DAY, "merchant answer(evidence = authentication, text)",
      "26d: remind merchant, bank of concede; deemed concede -> lost; denied because ended");
  looks_do_not_matter(&q);
  play r = charged("service");
  did(&r, 3 * DAY, "merchant concede", "merchant concede -> lost");
  by_clause(&r, "3.1");
}

static void clause_3_1_counts_from_a_deemed_chargeback_and_from_each_rebuttal(void **state) {
  (void)state;
  play p = filed("fraud");
  did(&p, 40 * DAY - 1, "",
      "10d: deemed charge -> charged do credit(30001); 35d: remind merchant, bank of concede");
  did(&p, 40 * DAY, "", "deemed concede -> lost");
  play q = answered("fraud");
  did(&q, 20 * DAY, "bank rebut", "bank rebut -> charged");
  is_due(&q, 45 * DAY);
  did(&q, 50 * DAY, "", "45d: remind merchant, bank of concede; deemed concede -> lost");
  looks_do_not_matter(&q);
}

static void clause_3_2_answers_twice_at_most(void **state) {
  (void)state;
  play p = answered("service");
  did(&p, 3 * DAY, "bank rebut", "bank rebut -> charged");
  did(&p, 4 * DAY, "merchant answer(evidence = receipt, text)", "denied because weak_evidence");
  did(&p, 4 * DAY, "merchant answer(evidence = authentication, text)",
      "merchant answer -> answered do archive(1, authentication)");
  did(&p, 5 * DAY, "bank rebut", "denied because too_often");
  by_clause(&p, "4.1");
  can(&p, 5 * DAY, "bank rebut", "may not because too_often until 24d");
  looks_do_not_matter(&p);
}

static void clause_3_3_a_receipt_is_no_evidence_against_fraud(void **state) {
  (void)state;
  play p = charged("fraud");
  did(&p, 2 * DAY, "merchant answer(evidence = receipt, text)", "denied because weak_evidence");
  by_clause(&p, "3.3");
  why_not(&p, 2 * DAY, "merchant answer(evidence = receipt, text)", "weak_evidence; with evidence = 1..2");
  did(&p, 2 * DAY, "merchant answer(evidence = delivery)", "denied because fact_missing");
  can(&p, 2 * DAY, "merchant answer", "may if until 31d");
}

static void clause_3_3_for_a_service_up_to_100_euros(void **state) {
  (void)state;
  play p = opened(TABLES, "dispute", "service",
                  "cardholder file(posted = 0, expected = 0, amount = 50000, claimed = 10000)");
  did(&p, 0, "bank charge", "bank charge -> charged do credit(10000)");
  did(&p, 0, "merchant answer(evidence = receipt, text)",
      "merchant answer -> answered do archive(1, receipt)");
  play q = opened(TABLES, "dispute", "service",
                  "cardholder file(posted = 0, expected = 0, amount = 50000, claimed = 10001)");
  did(&q, 0, "bank charge", "bank charge -> charged do credit(10001)");
  did(&q, 0, "merchant answer(evidence = receipt, text)", "denied because weak_evidence");
  by_clause(&q, "3.3");
}

static void clauses_3_4_and_3_5_a_translation_is_not_counted(void **state) {
  (void)state;
  play p = charged("fraud");
  did(&p, 11 * DAY, "merchant ask_time", "merchant ask_time -> translating");
  by_clause(&p, "3.4");
  is_due(&p, 21 * DAY);
  did(&p, 12 * DAY, "merchant answer(evidence = delivery, text)", "denied because another_state");
  did(&p, 21 * DAY - 1, "", "");
  did(&p, 21 * DAY, "merchant ask_time", "translated -> charged; denied because too_often");
  is_due(&p, 36 * DAY);
  did(&p, 41 * DAY - 1, "", "36d: remind merchant, bank of concede");
  did(&p, 41 * DAY, "", "deemed concede -> lost");
  looks_do_not_matter(&p);
}

static void clause_3_6_reminded_5_days_before(void **state) {
  (void)state;
  play p = charged("service");
  did(&p, 26 * DAY - 1, "", "");
  did(&p, 26 * DAY, "", "remind merchant, bank of concede");
  by_clause(&p, "3.6");
}

/* ---- 4. the bank's answer ---- */

static void clause_4_1_twenty_days_then_silence_closes(void **state) {
  (void)state;
  play p = answered("fraud");
  did(&p, 22 * DAY - 1, "bank rebut", "bank rebut -> charged");
  play q = answered("fraud");
  did(&q, 22 * DAY, "bank rebut", "close -> won do reverse(30001); denied because ended");
  looks_do_not_matter(&q);
}

static void clause_4_2_referred_10_days_after_the_answer(void **state) {
  (void)state;
  play p = answered("service");
  did(&p, 12 * DAY - 1, "bank refer", "denied because too_early");
  why_not(&p, 12 * DAY - 1, "bank refer", "too_early; from 12d");
  can(&p, 11 * DAY, "bank refer", "may not because too_early until 12d");
  did(&p, 12 * DAY, "bank refer", "bank refer -> arbitration");
  by_clause(&p, "4.2");
}

/* ---- 5. arbitration ---- */

static void clause_5_1_within_45_days_of_referral_or_hearing(void **state) {
  (void)state;
  play p = arbitrated("fraud");
  did(&p, 57 * DAY - 1, "", "32d: inform do report()");
  did(&p, 57 * DAY, "", "give_up -> lost");
  by_clause(&p, "5.1 5.5");
  looks_do_not_matter(&p);

  /* A hearing before the referral counts: it was scheduled after the fact. */
  play q = arbitrated("fraud");
  did(&q, 13 * DAY, "network schedule(hearing = 10d)", "network schedule do summon(10d, no)");
  did(&q, 55 * DAY - 1, "", "32d: inform do report()");
  did(&q, 55 * DAY, "network rule(ruling = for_both)", "give_up -> lost; denied because ended");
  looks_do_not_matter(&q);
}

static void clause_5_2_scheduled_and_scheduled_anew(void **state) {
  (void)state;
  play p = arbitrated("service");
  did(&p, 13 * DAY, "network schedule(hearing = 5d)", "network schedule do summon(5d, no)");
  did(&p, 14 * DAY, "network schedule(hearing = 50d)", "network schedule do summon(50d, no)");
  did(&p, 57 * DAY - 1, "", "32d: inform do report()");
  did(&p, 57 * DAY, "", "give_up -> lost");

  /* So far back that the deadline is past: it fires at once, and only once. */
  play q = arbitrated("service");
  did(&q, 13 * DAY, "network schedule(hearing = -40d)",
      "network schedule do summon(-40d, no); give_up -> lost");
  looks_do_not_matter(&q);
}

static void clause_5_3_rulings(void **state) {
  (void)state;
  play p = arbitrated("fraud");
  did(&p, 13 * DAY, "network rule(ruling = for_merchant)",
      "network rule -> won do reverse(30001), fee(bank, 600)"); /* 600.02 */
  by_clause(&p, "5.3 5.4");
  play q = arbitrated("fraud");
  did(&q, 13 * DAY, "network rule(ruling = for_both)",
      "network rule -> split do reverse(15001), fee(bank, 300), fee(merchant, 300)");
  play r = arbitrated("fraud");
  did(&r, 13 * DAY, "network rule(ruling = for_cardholder)",
      "network rule -> lost do fee(merchant, 600), tell(merchant, for_cardholder)");
  looks_do_not_matter(&r);
}

static void clause_5_4_the_fee_within_its_bounds(void **state) {
  (void)state;
  static const struct {
    const char *file, *credit, *ruled;
  } fees[] = {
      {"bank file(posted = 0, amount = 1, claimed = 1)", "bank charge -> charged do credit(1)",
       "network rule -> split do reverse(1), fee(bank, 250), fee(merchant, 250)"},
      {"bank file(posted = 0, amount = 25025, claimed = 25025)", "bank charge -> charged do credit(25025)",
       "network rule -> split do reverse(12513), fee(bank, 251), fee(merchant, 251)"}, /* 500.5 up to 501 */
      {"bank file(posted = 0, amount = 25024, claimed = 25024)", "bank charge -> charged do credit(25024)",
       "network rule -> split do reverse(12512), fee(bank, 250), fee(merchant, 250)"},
      {"bank file(posted = 0, amount = 9223372036854775807, claimed = 9223372036854775807)",
       "bank charge -> charged do credit(9223372036854775807)",
       "network rule -> split do reverse(4611686018427387904), fee(bank, 12500), fee(merchant, 12500)"},
  };
  for (size_t i = 0; i < sizeof fees / sizeof fees[0]; i++) {
    play p = opened(TABLES, "dispute", "fraud", fees[i].file);
    did(&p, 0, "bank charge", fees[i].credit);
    play_on(&p, 0, "merchant answer(evidence = delivery, text)");
    did(&p, 10 * DAY, "bank refer", "bank refer -> arbitration");
    did(&p, 10 * DAY, "network rule(ruling = for_both)", fees[i].ruled);
  }
}

static void clause_5_5_silence_leaves_the_credit(void **state) {
  (void)state;
  play p = arbitrated("fraud");
  did(&p, 100 * DAY, "", "32d: inform do report(); 57d: give_up -> lost");
  has_ended(&p);
}

static void clause_5_6_nothing_is_withdrawn_any_more(void **state) {
  (void)state;
  play p = arbitrated("service");
  did(&p, 13 * DAY, "cardholder withdraw", "denied because in_arbitration");
  by_clause(&p, "5.6");
  did(&p, 13 * DAY, "bank withdraw", "denied because not_yours");
  why_not(&p, 13 * DAY, "cardholder withdraw", "in_arbitration");
}

static void clauses_5_7_and_5_8_begun_anew(void **state) {
  (void)state;
  play p = arbitrated("fraud");
  is_due(&p, 32 * DAY);
  did(&p, 31 * DAY, "network restart", "network restart");
  by_clause(&p, "5.7");
  is_due(&p, 51 * DAY); /* the 20 days begin anew, the 45 do not */
  did(&p, 52 * DAY, "network restart", "51d: inform do report(); network restart");
  is_due(&p, 57 * DAY);
  looks_do_not_matter(&p);

  play q = arbitrated("fraud");
  did(&q, 33 * DAY, "", "32d: inform do report()");
  did(&q, 40 * DAY, "network schedule(hearing = 41d)", "network schedule do summon(41d, no)");
  is_due(&q, 57 * DAY); /* told once: to stay begins nothing anew */
  looks_do_not_matter(&q);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clause_1_1_fraud_within_120_days_of_posting),
      cmocka_unit_test(clause_1_1_the_facts_hang_on_the_mode),
      cmocka_unit_test(clause_1_2_counts_from_the_later_day),
      cmocka_unit_test(clause_1_3_never_540_days_after_posting),
      cmocka_unit_test(clause_1_4_amounts),
      cmocka_unit_test(clause_1_5_the_bank_files_at_any_time),
      cmocka_unit_test(bad_moments_are_told_from_bad_times),
      cmocka_unit_test(clause_2_1_ten_days_then_silence_charges_back),
      cmocka_unit_test(clause_2_2_credited_at_once),
      cmocka_unit_test(clause_2_3_withdrawn_by_the_cardholder_alone),
      cmocka_unit_test(clause_3_1_thirty_days_then_silence_concedes),
      cmocka_unit_test(clause_3_1_counts_from_a_deemed_chargeback_and_from_each_rebuttal),
      cmocka_unit_test(clause_3_2_answers_twice_at_most),
      cmocka_unit_test(clause_3_3_a_receipt_is_no_evidence_against_fraud),
      cmocka_unit_test(clause_3_3_for_a_service_up_to_100_euros),
      cmocka_unit_test(clauses_3_4_and_3_5_a_translation_is_not_counted),
      cmocka_unit_test(clause_3_6_reminded_5_days_before),
      cmocka_unit_test(clause_4_1_twenty_days_then_silence_closes),
      cmocka_unit_test(clause_4_2_referred_10_days_after_the_answer),
      cmocka_unit_test(clause_5_1_within_45_days_of_referral_or_hearing),
      cmocka_unit_test(clause_5_2_scheduled_and_scheduled_anew),
      cmocka_unit_test(clause_5_3_rulings),
      cmocka_unit_test(clause_5_4_the_fee_within_its_bounds),
      cmocka_unit_test(clause_5_5_silence_leaves_the_credit),
      cmocka_unit_test(clause_5_6_nothing_is_withdrawn_any_more),
      cmocka_unit_test(clauses_5_7_and_5_8_begun_anew),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
