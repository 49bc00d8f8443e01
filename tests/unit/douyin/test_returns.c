/* Clauses 3.1 to 4.6: returning an order, from the rule file to what the tables do. Most of section 4 is "as
 * 3.1 to 3.4", and each is tried under both payment modes. */
#include "shop.h"

static const char *const modes[] = {"cod", "online"};

/* ---- 3.1, 4.1 ---- */

static void the_user_applies(const char *mode) {
  play p = before_opening((play_tables){&douyin_policy, &douyin_words}, "return", mode);
  did(&p, 0, "merchant apply" PAYMENT, "denied because another_actor");
  did(&p, 0, "platform apply" PAYMENT, "denied because another_actor");
  why_not(&p, 0, "merchant apply" PAYMENT, "another_actor; by user");
  did(&p, 0, "user apply" PAYMENT, "user apply -> requested");
  by_clause(&p, "3.1 4.1");
  did(&p, 1, "user apply" PAYMENT, "denied because another_state");
}

static void clause_3_1_the_user_applies_for_a_return(void **state) {
  (void)state;
  the_user_applies("cod");
}

static void clause_4_1_the_user_applies_for_a_return(void **state) {
  (void)state;
  the_user_applies("online");
}

/* ---- 3.2, 4.2 ---- */

static void the_merchant_has_48_hours(const char *mode) {
  play silent = return_for(mode);
  can(&silent, 0, "merchant approve", "must by 2d until 2d");
  did(&silent, 48 * HOUR - 1, "", "1d12h: remind merchant of approve");
  is_in(&silent, "requested");
  is_due(&silent, 48 * HOUR);
  did(&silent, 48 * HOUR, "", "deemed approve -> sending");
  by_clause(&silent, "3.2 4.2");
  looks_do_not_matter(&silent);

  play prompt = return_for(mode);
  did(&prompt, 48 * HOUR - 1, "merchant approve",
      "1d12h: remind merchant of approve; merchant approve -> sending");
  by_clause(&prompt, "3.2 4.2");
  looks_do_not_matter(&prompt);

  play late = return_for(mode);
  did(&late, 48 * HOUR, "merchant refuse",
      "1d12h: remind merchant of approve; deemed approve -> sending; denied because another_state");
  is_in(&late, "sending");
  looks_do_not_matter(&late);
}

static void clause_3_2_the_merchant_has_48_hours(void **state) {
  (void)state;
  the_merchant_has_48_hours("cod");
}

static void clause_4_2_the_merchant_has_48_hours(void **state) {
  (void)state;
  the_merchant_has_48_hours("online");
}

static void clause_3_2_only_the_merchant_deals_with_it(void **state) {
  (void)state;
  play p = return_for("cod");
  did(&p, 0, "user approve", "denied because another_actor");
  did(&p, 0, "platform refuse", "denied because another_actor");
  did(&p, 0, "user send_back(tracking)", "denied because another_state");
}

static void assumed_that_a_merchant_may_refuse(void **state) {
  (void)state;
  play p = return_for("online");
  did(&p, 47 * HOUR, "merchant refuse", "1d12h: remind merchant of approve; merchant refuse -> refused");
  has_ended(&p);
  is_due(&p, OMBUD_NEVER);
}

static void assumed_courtesy_is_sent_once_and_only_while_it_helps(void **state) {
  (void)state;
  play p = return_for("cod");
  is_due(&p, 36 * HOUR);
  did(&p, 36 * HOUR - 1, "", "");
  did(&p, 36 * HOUR, "", "remind merchant of approve");
  is_in(&p, "requested");
  is_due(&p, 48 * HOUR);
  did(&p, 40 * HOUR, "", "");

  play q = return_for("cod");
  did(&q, 36 * HOUR - 1, "merchant approve", "merchant approve -> sending");
  did(&q, 40 * HOUR, "", "");
  looks_do_not_matter(&q);
}

/* ---- 3.3, 4.3 ---- */

static void no_tracking_number_for_7_days(const char *mode) {
  play p = return_for(mode);
  did(&p, 5 * HOUR, "merchant approve", "merchant approve -> sending");
  is_due(&p, 7 * DAY + 5 * HOUR);
  did(&p, 7 * DAY + 5 * HOUR - 1, "", "");
  is_in(&p, "sending");
  did(&p, 7 * DAY + 5 * HOUR, "", "lapse -> closed");
  by_clause(&p, "3.3 4.3");
  has_ended(&p);
  did(&p, 8 * DAY, "user send_back(tracking)", "denied because ended");
  looks_do_not_matter(&p);

  play q = return_for(mode);
  did(&q, 5 * HOUR, "merchant approve", "merchant approve -> sending");
  did(&q, 7 * DAY + 5 * HOUR - 1, "user send_back", "denied because fact_missing");
  did(&q, 7 * DAY + 5 * HOUR - 1, "user send_back(tracking)", "user send_back -> returning");
  by_clause(&q, "3.3 4.3");

  /* The week counts from the instant at which silence approved, however late anybody looks. */
  play r = return_for(mode);
  did(&r, 100 * DAY, "user send_back(tracking)",
      "1d12h: remind merchant of approve; 2d: deemed approve -> sending; 9d: lapse -> closed; denied because "
      "ended");
  looks_do_not_matter(&r);
}

static void clause_3_3_without_a_tracking_number_it_closes_after_7_days(void **state) {
  (void)state;
  no_tracking_number_for_7_days("cod");
}

static void clause_4_3_without_a_tracking_number_it_closes_after_7_days(void **state) {
  (void)state;
  no_tracking_number_for_7_days("online");
}

/* ---- 3.4, 4.4 ---- */

static void clause_3_4_receipt_is_confirmed_7_days_after_the_upload(void **state) {
  (void)state;
  play p = sent_return_for("cod");
  can(&p, DAY, "merchant confirm", "must by 8d until 8d");
  did(&p, 8 * DAY - 1, "", "");
  did(&p, 8 * DAY, "", "deemed confirm -> refunding");
  by_clause(&p, "3.4");
  looks_do_not_matter(&p);

  play q = sent_return_for("cod");
  did(&q, 8 * DAY - 1, "merchant confirm", "merchant confirm -> refunding");
  by_clause(&q, "3.4");

  play r = sent_return_for("cod");
  did(&r, 8 * DAY, "merchant confirm", "deemed confirm -> refunding; denied because another_state");
}

static void clause_4_4_receipt_is_confirmed_7_days_after_the_upload(void **state) {
  (void)state;
  play p = sent_return_for("online");
  did(&p, 8 * DAY - 1, "", "");
  is_in(&p, "returning");
  did(&p, 8 * DAY, "", "deemed confirm -> refunded do refund(9100)");
  by_clause(&p, "4.4 4.5 4.6");
  looks_do_not_matter(&p);

  play q = sent_return_for("online");
  did(&q, 8 * DAY - 1, "merchant confirm", "merchant confirm -> refunded do refund(9100)");

  play r = sent_return_for("online");
  did(&r, 8 * DAY, "merchant confirm", "deemed confirm -> refunded do refund(9100); denied because ended");
}

static void clauses_3_4_and_4_4_only_the_merchant_confirms(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    play p = sent_return_for(modes[i]);
    did(&p, 2 * DAY, "user confirm", "denied because another_actor");
    why_not(&p, 2 * DAY, "user confirm", "another_actor; by merchant");
  }
}

/* ---- 3.5, 3.6 ---- */

static play received(ombud_time confirmed) {
  play p = sent_return_for("cod");
  did(&p, confirmed, "merchant confirm", "merchant confirm -> refunding");
  return p;
}

static void clause_3_5_the_merchant_refunds_within_48_hours_with_proof(void **state) {
  (void)state;
  play p = received(3 * DAY);
  is_due(&p, 5 * DAY);
  did(&p, 5 * DAY - 1, "merchant repay", "denied because fact_missing");
  why_not(&p, 5 * DAY - 1, "merchant repay", "fact_missing; with voucher = 1..1");
  did(&p, 5 * DAY - 1, "merchant repay(voucher)", "merchant repay -> refunded");
  by_clause(&p, "3.5 3.6");
  looks_do_not_matter(&p);
}

static void clause_3_5_otherwise_the_platform_compensates_and_penalises(void **state) {
  (void)state;
  play p = received(3 * DAY);
  did(&p, 5 * DAY - 1, "", "");
  did(&p, 5 * DAY, "", "advance -> refunded do compensate(9900), penalise(merchant, late_refund)");
  by_clause(&p, "3.5 3.6");

  play q = received(3 * DAY);
  did(&q, 5 * DAY, "merchant repay(voucher)",
      "advance -> refunded do compensate(9900), penalise(merchant, late_refund); denied because ended");
  looks_do_not_matter(&q);
}

static void clause_3_5_counts_from_a_deemed_receipt_as_well(void **state) {
  (void)state;
  play p = sent_return_for("cod");
  did(&p, 10 * DAY - 1, "", "8d: deemed confirm -> refunding");
  did(&p, 10 * DAY, "", "advance -> refunded do compensate(9900), penalise(merchant, late_refund)");
  looks_do_not_matter(&p);
}

static void clause_3_6_with_the_refund_the_return_ends(void **state) {
  (void)state;
  play p = received(3 * DAY);
  did(&p, 4 * DAY, "merchant repay(voucher)", "merchant repay -> refunded");
  has_ended(&p);
  is_due(&p, OMBUD_NEVER);
  did(&p, 6 * DAY, "merchant repay(voucher)", "denied because ended");
  did(&p, 6 * DAY, "user apply" PAYMENT, "denied because ended");
}

/* ---- 4.5, 4.6 ---- */

static void clause_4_5_the_platform_refunds_all_but_the_postage(void **state) {
  (void)state;
  play p = sent_return_for("online");
  did(&p, 2 * DAY, "merchant confirm", "merchant confirm -> refunded do refund(9100)");
  by_clause(&p, "4.4 4.5 4.6");

  play free = opened((play_tables){&douyin_policy, &douyin_words}, "return", "online",
                     "user apply(paid = 9223372036854775807, postage = 0)");
  did(&free, 1, "merchant approve", "merchant approve -> sending");
  did(&free, 2, "user send_back(tracking)", "user send_back -> returning");
  did(&free, 3, "merchant confirm", "merchant confirm -> refunded do refund(9223372036854775807)");
}

static void clause_4_5_the_merchant_pays_nothing_back_himself(void **state) {
  (void)state;
  play p = sent_return_for("online");
  did(&p, 2 * DAY, "merchant repay(voucher)", "denied because another_mode");
}

static void clause_4_6_with_the_refund_the_return_ends(void **state) {
  (void)state;
  play p = sent_return_for("online");
  did(&p, 2 * DAY, "merchant confirm", "merchant confirm -> refunded do refund(9100)");
  has_ended(&p);
  is_due(&p, OMBUD_NEVER);
  did(&p, 3 * DAY, "merchant confirm", "denied because ended");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clause_3_1_the_user_applies_for_a_return),
      cmocka_unit_test(clause_3_2_the_merchant_has_48_hours),
      cmocka_unit_test(clause_3_2_only_the_merchant_deals_with_it),
      cmocka_unit_test(clause_3_3_without_a_tracking_number_it_closes_after_7_days),
      cmocka_unit_test(clause_3_4_receipt_is_confirmed_7_days_after_the_upload),
      cmocka_unit_test(clause_3_5_the_merchant_refunds_within_48_hours_with_proof),
      cmocka_unit_test(clause_3_5_otherwise_the_platform_compensates_and_penalises),
      cmocka_unit_test(clause_3_5_counts_from_a_deemed_receipt_as_well),
      cmocka_unit_test(clause_3_6_with_the_refund_the_return_ends),
      cmocka_unit_test(clause_4_1_the_user_applies_for_a_return),
      cmocka_unit_test(clause_4_2_the_merchant_has_48_hours),
      cmocka_unit_test(clause_4_3_without_a_tracking_number_it_closes_after_7_days),
      cmocka_unit_test(clause_4_4_receipt_is_confirmed_7_days_after_the_upload),
      cmocka_unit_test(clause_4_5_the_platform_refunds_all_but_the_postage),
      cmocka_unit_test(clause_4_5_the_merchant_pays_nothing_back_himself),
      cmocka_unit_test(clause_4_6_with_the_refund_the_return_ends),
      cmocka_unit_test(clauses_3_4_and_4_4_only_the_merchant_confirms),
      cmocka_unit_test(assumed_that_a_merchant_may_refuse),
      cmocka_unit_test(assumed_courtesy_is_sent_once_and_only_while_it_helps),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
