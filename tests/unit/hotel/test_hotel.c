/* A hotel's bookings, clause by clause: instants that the guest names, windows that overlap, shares. */
#include "../play/play.h"
#include "hotel.h"

#define TABLES ((play_tables){&hotel_policy, &hotel_words})
#define STAY                                                                                                 \
  "(checkin = 10d, departure = 12d, nights = 2, price = 30001, night = 15001, meals = breakfast, card)"
#define LEAD "book" STAY

static const char *const rates[] = {"flexible", "saver"};

static play requested(const char *rate) {
  return opened(TABLES, "booking", rate, "guest " LEAD);
}

static play booked(const char *rate) {
  play p = requested(rate);
  did(&p, HOUR, "hotel confirm", "hotel confirm -> booked do tell(guest, confirmed)");
  return p;
}

static play staying(void) {
  play p = booked("flexible");
  did(&p, 10 * DAY, "guest arrive", "9d: remind guest of no_show; guest arrive -> staying");
  return p;
}

/* ---- 1. booking ---- */

static void clause_1_1_booked_by_card_before_the_hour_of_arrival(void **state) {
  (void)state;
  play p = before_opening(TABLES, "booking", "flexible");
  did(&p, 10 * DAY, "guest " LEAD, "denied because too_late");
  why_not(&p, 10 * DAY, "guest " LEAD, "too_late; by desk; until 9d23h59m59s999ms; with checkin >= 10d1ms");
  did(&p, 10 * DAY - 1, "guest " LEAD,
      "guest book -> requested do hold_card(15001, 10d), set_table(breakfast, 2)");
  by_clause(&p, "1.1");
}

static void clause_1_1_one_to_thirty_nights(void **state) {
  (void)state;
  play p = before_opening(TABLES, "booking", "saver");
#define NIGHTS(n)                                                                                            \
  "desk book(checkin = 10d, departure = 12d, nights = " n ", price = 3, night = 3, meals = room_only, card)"
  did(&p, 0, NIGHTS("0"), "OMBUD_BAD_VALUE");
  did(&p, 0, NIGHTS("31"), "OMBUD_BAD_VALUE");
  did(&p, 0, NIGHTS("-1"), "OMBUD_BAD_VALUE");
  did(&p, 0, NIGHTS("30"), "desk book -> requested do hold_card(3, 10d), set_table(room_only, 30)");
  by_clause(&p, "1.3");
}

static void clause_1_1_amounts_within_their_bounds(void **state) {
  (void)state;
  play p = before_opening(TABLES, "booking", "saver");
#define PRICES(price, night)                                                                                 \
  "desk book(checkin = 10d, departure = 12d, nights = 1, price = " price ", night = " night                  \
  ", meals = room_only, card)"
  did(&p, 0, PRICES("0", "0"), "OMBUD_BAD_VALUE");
  did(&p, 0, PRICES("10", "11"), "OMBUD_BAD_VALUE");
  did(&p, 0, PRICES("10", "0"), "OMBUD_BAD_VALUE");
  did(&p, 0, PRICES("100000000", "1"), "OMBUD_BAD_VALUE");
  did(&p, 0, "guest book(checkin = 10d)", "denied because fact_missing");
  did(&p, 0, "guest book(early = yes)", "denied because fact_missing");
  did(&p, 0, PRICES("99999999", "99999999"),
      "desk book -> requested do hold_card(99999999, 10d), set_table(room_only, 1)");
}

static void clause_1_2_more_than_fourteen_nights_at_the_desk_only(void **state) {
  (void)state;
  play p = before_opening(TABLES, "booking", "flexible");
#define LONG(n)                                                                                              \
  "guest book(checkin = 10d, departure = 25d, nights = " n ", price = 3, night = 3, meals = room_only, "     \
  "card)"
  did(&p, 0, LONG("15"), "denied because long_stay");
  by_clause(&p, "1.2");
  why_not(&p, 0, LONG("15"), "long_stay; by desk; with nights = 1..14");
  did(&p, 10 * DAY, LONG("15"), "denied because too_late");
  did(&p, 0, LONG("14"), "guest book -> requested do hold_card(3, 10d), set_table(room_only, 14)");
}

static void clause_1_3_the_desk_books_for_guests_who_have_arrived(void **state) {
  (void)state;
  play p = before_opening(TABLES, "booking", "flexible");
  did(&p, 10 * DAY + HOUR, "desk " LEAD,
      "desk book -> requested do hold_card(15001, 10d), set_table(breakfast, 2)");
  did(&p, 10 * DAY + HOUR, "hotel confirm", "hotel confirm -> booked do tell(guest, confirmed)");
  is_due(&p, 10 * DAY + 9 * HOUR); /* the reminder a day before arrival is past */
  did(&p, 10 * DAY + HOUR, "guest arrive", "guest arrive -> staying");
  looks_do_not_matter(&p);
}

static void clause_1_4_the_hotel_confirms_within_2_hours(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    play p = requested(rates[i]);
    can(&p, 0, "hotel confirm", "must by 2h until 2h");
    did(&p, 2 * HOUR - 1, "", "");
    did(&p, 2 * HOUR, "hotel confirm",
        "deemed confirm -> booked do tell(guest, confirmed); denied because another_state");
    looks_do_not_matter(&p);
  }
}

static void clause_1_4_a_deadline_already_past_when_armed_fires_at_once(void **state) {
  (void)state;
  play p = before_opening(TABLES, "booking", "flexible");
  did(&p, 13 * DAY, "desk " LEAD, "desk book -> requested do hold_card(15001, 10d), set_table(breakfast, 2)");
  did(&p, 13 * DAY + HOUR, "hotel confirm",
      "hotel confirm -> booked do tell(guest, confirmed); no_show -> closed do keep(15001)");
  has_ended(&p);
  looks_do_not_matter(&p);

  play q = before_opening(TABLES, "booking", "flexible");
  did(&q, 13 * DAY, "desk " LEAD, "desk book -> requested do hold_card(15001, 10d), set_table(breakfast, 2)");
  did(&q, 20 * DAY, "guest arrive",
      "13d2h: deemed confirm -> booked do tell(guest, confirmed); 13d2h: no_show -> closed do keep(15001); "
      "denied because ended");
  looks_do_not_matter(&q);
}

/* ---- 2. flexible ---- */

static void clause_2_1_free_until_24_hours_before(void **state) {
  (void)state;
  play p = booked("flexible");
  can(&p, HOUR, "guest cancel", "may until 9d");
  did(&p, 9 * DAY - 1, "guest cancel", "guest cancel -> cancelled do refund(30001)");
  by_clause(&p, "2.1");
  looks_do_not_matter(&p);
}

static void clause_2_2_then_the_first_night_is_kept(void **state) {
  (void)state;
  play p = booked("flexible");
  did(&p, 9 * DAY, "guest cancel",
      "remind guest of no_show; guest cancel -> cancelled do refund(15000), keep(15001)");
  by_clause(&p, "2.2");
  play q = booked("flexible");
  did(&q, 10 * DAY - 1, "guest cancel",
      "9d: remind guest of no_show; guest cancel -> cancelled do refund(15000), keep(15001)");
  play r = requested("flexible");
  did(&r, HOUR, "guest cancel", "guest cancel -> cancelled do refund(30001)");
  looks_do_not_matter(&q);
}

static void clause_2_3_moved_once_48_hours_ahead(void **state) {
  (void)state;
  play p = booked("flexible");
  did(&p, 3 * DAY, "guest move(checkin = 119h59m59s999ms, departure = 12d)", "denied because too_late");
  why_not(&p, 3 * DAY, "guest move(checkin = 119h59m59s999ms, departure = 12d)",
          "too_late; until 2d23h59m59s998ms; with checkin >= 5d1ms");
  did(&p, 3 * DAY, "guest move(checkin = 6d)", "denied because fact_missing");
  did(&p, 3 * DAY, "guest move(checkin = 6d, departure = 9d)", "guest move do tell(hotel, moved)");
  by_clause(&p, "2.3");
  is_due(&p, 5 * DAY);
  did(&p, 3 * DAY, "guest move(checkin = 20d, departure = 22d)", "denied because too_often");
  did(&p, 5 * DAY - 1, "", "");
  can(&p, 4 * DAY, "guest cancel", "may until 5d");
  did(&p, 5 * DAY, "guest cancel",
      "remind guest of no_show; guest cancel -> cancelled do refund(15000), keep(15001)");
  looks_do_not_matter(&p);
}

static void clause_2_3_a_moved_booking_is_no_show_from_its_new_arrival(void **state) {
  (void)state;
  play p = booked("flexible");
  did(&p, 3 * DAY, "guest move(checkin = 20d, departure = 22d)", "guest move do tell(hotel, moved)");
  did(&p, 20 * DAY + 12 * HOUR, "",
      "19d: remind guest of no_show; 20d9h: remind guest, desk of no_show; no_show -> closed do keep(15001)");
  looks_do_not_matter(&p);
}

/* ---- 3. saver ---- */

static void clause_3_1_free_within_24_hours_of_booking(void **state) {
  (void)state;
  play p = booked("saver");
  can(&p, HOUR, "guest cancel", "may until 1d");
  did(&p, DAY - 1, "guest cancel", "guest cancel -> cancelled do refund(30001)");
  by_clause(&p, "3.1");
}

static void clause_3_1_but_not_in_the_24_hours_before_arrival(void **state) {
  (void)state;
#define SOON                                                                                                 \
  "guest book(checkin = 30h, departure = 3d, nights = 2, price = 100, night = 50, meals = room_only, card)"
  play p = opened(TABLES, "booking", "saver", SOON);
  did(&p, 6 * HOUR - 1, "guest cancel",
      "2h: deemed confirm -> booked do tell(guest, confirmed); guest cancel -> cancelled do refund(100)");
  play q = opened(TABLES, "booking", "saver", SOON);
  did(&q, 6 * HOUR, "guest cancel",
      "2h: deemed confirm -> booked do tell(guest, confirmed); remind guest of no_show; "
      "guest cancel -> cancelled do refund(33)");
  by_clause(&q, "3.1");
  looks_do_not_matter(&p);
}

static void clause_3_2_a_third_rounded_to_whole_cents(void **state) {
  (void)state;
  play p = booked("saver");
  did(&p, DAY, "guest cancel", "guest cancel -> cancelled do refund(10000)"); /* 10000.33 */
  by_clause(&p, "3.2");
  play q = opened(TABLES, "booking", "saver",
                  "guest book(checkin = 10d, departure = 12d, nights = 2, price = 101, night = 1, meals = "
                  "room_only, card)");
  did(&q, 10 * DAY - 1, "guest cancel",
      "2h: deemed confirm -> booked do tell(guest, confirmed); 9d: remind guest of no_show; "
      "guest cancel -> cancelled do refund(34)"); /* 33.67 */
}

static void clause_3_3_the_arrival_is_not_moved(void **state) {
  (void)state;
  play p = booked("saver");
  did(&p, HOUR, "guest move(checkin = 20d, departure = 22d)", "denied because fixed_dates");
  by_clause(&p, "3.3");
  why_not(&p, HOUR, "guest move(checkin = 20d, departure = 22d)", "fixed_dates; for flexible");
}

/* ---- 4. both rates ---- */

static void clause_4_1_nothing_is_cancelled_from_the_hour_of_arrival_on(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    play p = booked(rates[i]);
    did(&p, 10 * DAY, "guest cancel", "9d: remind guest of no_show; denied because arrived");
    by_clause(&p, "4.1");
    did(&p, 10 * DAY, "hotel cancel", "denied because arrived");
    did(&p, 10 * DAY, "desk cancel", "denied because not_yours");
    can(&p, 10 * DAY, "guest cancel", "may not because arrived until 10d12h");
    why_not(&p, 10 * DAY, "guest cancel", "arrived; until 9d23h59m59s999ms");
    looks_do_not_matter(&p);
  }
}

static void clause_4_1_narrowest_of_five_rules_for_a_late_booking(void **state) {
  (void)state;
  /* Booked on the eve: within a day of booking, within a day of arrival, and after it. */
  play p = opened(TABLES, "booking", "saver",
                  "guest book(checkin = 5h, departure = 3d, nights = 2, price = 100, night = 50, meals = "
                  "room_only, card)");
  did(&p, 5 * HOUR - 1, "", "2h: deemed confirm -> booked do tell(guest, confirmed)");
  can(&p, 5 * HOUR - 1, "guest cancel", "may until 5h");
  did(&p, 5 * HOUR, "guest cancel", "denied because arrived");
  by_clause(&p, "4.1");
  why_not(&p, 5 * HOUR, "guest cancel", "arrived; until 4h59m59s999ms");
}

static void clause_4_2_the_hotel_pays_for_cancelling(void **state) {
  (void)state;
  static const struct {
    const char *book, *cancelled;
  } prices[] = {
      {"guest book(checkin = 10d, departure = 12d, nights = 2, price = 100, night = 1, meals = room_only, "
       "card)",
       "hotel cancel -> cancelled do refund(100), compensate(5000)"},
      {"guest book(checkin = 10d, departure = 12d, nights = 2, price = 50014, night = 1, meals = room_only, "
       "card)",
       "hotel cancel -> cancelled do refund(50014), compensate(5001)"},
      {"guest book(checkin = 10d, departure = 12d, nights = 2, price = 50015, night = 1, meals = room_only, "
       "card)",
       "hotel cancel -> cancelled do refund(50015), compensate(5002)"},
      {"guest book(checkin = 10d, departure = 12d, nights = 2, price = 99999999, night = 1, meals = "
       "room_only, card)",
       "hotel cancel -> cancelled do refund(99999999), compensate(50000)"},
  };
  for (size_t i = 0; i < sizeof prices / sizeof prices[0]; i++) {
    play p = opened(TABLES, "booking", rates[i % 2], prices[i].book);
    did(&p, HOUR, "hotel cancel", prices[i].cancelled);
    by_clause(&p, "4.2");
  }
}

static void clause_4_3_rooms_are_ready_at_the_hour_of_arrival(void **state) {
  (void)state;
  play p = booked("flexible");
  did(&p, 10 * DAY - 3 * HOUR - 1, "desk let_in(early = yes)",
      "9d: remind guest of no_show; denied because too_early");
  why_not(&p, 10 * DAY - 3 * HOUR - 1, "desk let_in(early = yes)", "too_early; from 9d21h");
  did(&p, 10 * DAY - 3 * HOUR, "desk let_in(early = no)", "denied because not_ready");
  by_clause(&p, "4.3");
  why_not(&p, 10 * DAY - 3 * HOUR, "desk let_in(early = no)", "not_ready; with early = 1..1");
  can(&p, 10 * DAY - 3 * HOUR, "desk let_in", "may if until 10d12h");
  did(&p, 10 * DAY - 1, "guest arrive", "denied because too_early");
  why_not(&p, 10 * DAY - 1, "guest arrive", "too_early; from 10d");
  play q = p;
  did(&p, 10 * DAY - 1, "desk let_in(early = yes)", "desk let_in -> staying do lock(yes)");
  did(&q, 10 * DAY, "guest arrive", "guest arrive -> staying");
  looks_do_not_matter(&p);
}

static void clause_4_4_a_no_show_after_12_hours(void **state) {
  (void)state;
  play p = booked("saver");
  did(&p, 10 * DAY + 12 * HOUR - 1, "guest arrive",
      "9d: remind guest of no_show; 10d9h: remind guest, desk of no_show; guest arrive -> staying");
  play q = booked("saver");
  did(&q, 10 * DAY + 12 * HOUR, "guest arrive",
      "9d: remind guest of no_show; 10d9h: remind guest, desk of no_show; no_show -> closed do keep(15001); "
      "denied because ended");
  looks_do_not_matter(&q);
}

static void clause_4_5_reminded_twice(void **state) {
  (void)state;
  play p = booked("flexible");
  did(&p, 9 * DAY - 1, "", "");
  did(&p, 9 * DAY, "", "remind guest of no_show");
  by_clause(&p, "4.5");
  did(&p, 10 * DAY + 9 * HOUR - 1, "", "");
  did(&p, 10 * DAY + 9 * HOUR, "", "remind guest, desk of no_show");
  looks_do_not_matter(&p);
}

/* ---- 5. the stay ---- */

static void clause_5_1_leaves_by_11_hours_and_pays_city_tax(void **state) {
  (void)state;
  play p = staying();
  can(&p, 11 * DAY, "guest leave", "must by 12d11h until 12d11h");
  did(&p, 12 * DAY + 11 * HOUR - 1, "guest leave", "guest leave -> closed do keep(1051)"); /* 1050.035 */
  by_clause(&p, "5.1 5.2");
  looks_do_not_matter(&p);
}

static void clause_5_2_half_a_night_for_a_late_departure(void **state) {
  (void)state;
  play p = staying();
  did(&p, 12 * DAY + 11 * HOUR, "guest leave",
      "overstay -> late do keep(7500); guest leave -> closed do keep(1051)");
  looks_do_not_matter(&p);
}

static void clause_5_3_a_day_late_is_moved_out(void **state) {
  (void)state;
  play p = staying();
  did(&p, 13 * DAY + 11 * HOUR - 1, "", "12d11h: overstay -> late do keep(7500)");
  did(&p, 13 * DAY + 11 * HOUR, "guest leave", "move_out -> closed; denied because ended");
  looks_do_not_matter(&p);
}

static void clause_5_4_extended_three_times(void **state) {
  (void)state;
  play p = staying();
  did(&p, 11 * DAY, "guest extend(departure = 13d)", "guest extend");
  is_due(&p, 13 * DAY + 11 * HOUR);
  did(&p, 11 * DAY, "guest extend(departure = 14d)", "guest extend");
  did(&p, 11 * DAY, "guest extend(departure = 15d)", "guest extend");
  did(&p, 11 * DAY, "guest extend(departure = 16d)", "denied because too_often");
  is_due(&p, 15 * DAY + 11 * HOUR);

  /* A departure that is past already: the deadline counts from it, and fires at once. */
  play q = staying();
  did(&q, 12 * DAY, "guest extend(departure = 5d)", "guest extend; overstay -> late do keep(7500)");
  is_due(&q, 13 * DAY);
  looks_do_not_matter(&q);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clause_1_1_booked_by_card_before_the_hour_of_arrival),
      cmocka_unit_test(clause_1_1_one_to_thirty_nights),
      cmocka_unit_test(clause_1_1_amounts_within_their_bounds),
      cmocka_unit_test(clause_1_2_more_than_fourteen_nights_at_the_desk_only),
      cmocka_unit_test(clause_1_3_the_desk_books_for_guests_who_have_arrived),
      cmocka_unit_test(clause_1_4_the_hotel_confirms_within_2_hours),
      cmocka_unit_test(clause_1_4_a_deadline_already_past_when_armed_fires_at_once),
      cmocka_unit_test(clause_2_1_free_until_24_hours_before),
      cmocka_unit_test(clause_2_2_then_the_first_night_is_kept),
      cmocka_unit_test(clause_2_3_moved_once_48_hours_ahead),
      cmocka_unit_test(clause_2_3_a_moved_booking_is_no_show_from_its_new_arrival),
      cmocka_unit_test(clause_3_1_free_within_24_hours_of_booking),
      cmocka_unit_test(clause_3_1_but_not_in_the_24_hours_before_arrival),
      cmocka_unit_test(clause_3_2_a_third_rounded_to_whole_cents),
      cmocka_unit_test(clause_3_3_the_arrival_is_not_moved),
      cmocka_unit_test(clause_4_1_nothing_is_cancelled_from_the_hour_of_arrival_on),
      cmocka_unit_test(clause_4_1_narrowest_of_five_rules_for_a_late_booking),
      cmocka_unit_test(clause_4_2_the_hotel_pays_for_cancelling),
      cmocka_unit_test(clause_4_3_rooms_are_ready_at_the_hour_of_arrival),
      cmocka_unit_test(clause_4_4_a_no_show_after_12_hours),
      cmocka_unit_test(clause_4_5_reminded_twice),
      cmocka_unit_test(clause_5_1_leaves_by_11_hours_and_pays_city_tax),
      cmocka_unit_test(clause_5_2_half_a_night_for_a_late_departure),
      cmocka_unit_test(clause_5_3_a_day_late_is_moved_out),
      cmocka_unit_test(clause_5_4_extended_three_times),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
