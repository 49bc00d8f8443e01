/* Texts by language, reasons, and numbers of names. */
#include "shop.h"

static const ombud_text none[] = {{NULL, NULL}};
static const ombud_text two[] = {{"zh", "中"}, {"en", "E"}, {NULL, NULL}};
static const ombud_text many[] = {{"de", "D"}, {"zh_TW", "繁"}, {"zh_CN", "简"},
                                  {"", "-"},   {"en", "E"},     {NULL, NULL}};
static const ombud_text only_de[] = {{"de", "D"}, {NULL, NULL}};
static const ombud_text ended[] = {{NULL, "behind the end"}};

static const ombud_reason_word reasons[] = {
    {"cheap", two, two}, {"cod_locked", two, none}, {"dear", none, none}};
static const ombud_word modes[] = {{"cod", none}, {"online", two}};
static const ombud_word actors[] = {{"clock", none}, {"user", none}, {"shop", none}};
static const ombud_word facts[] = {{"agreed", none}, {"paid", none}, {"postage", none},
                                   {NULL, none},     {"day", none},  {"loaned", none}};
static const ombud_word order_states[] = {
    {"start", none}, {"open", none}, {"shipped", none}, {"done", none}, {"audit", none}};
static const ombud_word order_names[] = {{"submit", none}, {"cancel", none}, {"ship", none},
                                         {"nudge", none},  {"book", none},   {"send_back", none},
                                         {"dream", none},  {"probe", none},  {"lapse", none}};
static const ombud_process_word processes[] = {{"order", two, order_states, order_names},
                                               {"loan", two, order_states, order_names}};
static const ombud_words words = {.name = "shop",
                                  .modes = modes,
                                  .actors = actors,
                                  .facts = facts,
                                  .reasons = reasons,
                                  .processes = processes,
                                  .fingerprint = 0xC0FFEE};

static void text_is_that_of_the_language(void **state) {
  (void)state;
  assert_string_equal(ombud_text_in(two, "zh"), "中");
  assert_string_equal(ombud_text_in(two, "en"), "E");
  assert_string_equal(ombud_text_in(many, "zh_CN"), "简");
  assert_string_equal(ombud_text_in(many, "zh_CN.UTF-8"), "简");
  assert_string_equal(ombud_text_in(many, "zh_CN@pinyin"), "简");
  assert_string_equal(ombud_text_in(many, "de"), "D");
}

static void text_falls_back(void **state) {
  (void)state;
  assert_string_equal(ombud_text_in(two, "zh_CN.UTF-8"), "中"); /* the same language */
  assert_string_equal(ombud_text_in(two, "zh@pinyin"), "中");
  assert_string_equal(ombud_text_in(two, "zh-Hans"), "中");
  assert_string_equal(ombud_text_in(two, "en-GB"), "E");
  assert_string_equal(ombud_text_in(many, "zh"), "繁"); /* the first of it */
  assert_string_equal(ombud_text_in(many, "zhx"), "-");
  assert_string_equal(ombud_text_in(many, "fr"), "-"); /* one without a language */
  assert_string_equal(ombud_text_in(two, "fr"), "E");  /* English */
  assert_string_equal(ombud_text_in(two, "C"), "E");
  assert_string_equal(ombud_text_in(two, ""), "E");
  assert_string_equal(ombud_text_in(two, NULL), "E");
  assert_string_equal(ombud_text_in(only_de, "fr"), "D"); /* the first */
  assert_null(ombud_text_in(none, "zh"));
  assert_null(ombud_text_in(ended, "zh"));
}

static void label_is_the_text_or_the_name(void **state) {
  (void)state;
  assert_string_equal(ombud_label(&modes[0], "zh"), "cod");
  assert_string_equal(ombud_label(&modes[1], "zh"), "中");
}

static void every_built_in_reason_has_words(void **state) {
  (void)state;
  const char *names[] = {"none",         "ended",         "too_early",    "too_late",
                         "too_often",    "another_actor", "another_mode", "another_state",
                         "fact_missing", "not_permitted", "fact_unasked"};
  assert_int_equal(sizeof names / sizeof *names, OMBUD_REASONS_BUILT_IN);
  for (uint16_t r = 0; r < OMBUD_REASONS_BUILT_IN; r++) {
    assert_string_equal(ombud_reason_name(&shop, NULL, r), names[r]);
    const char *zh = ombud_reason_text(&shop, NULL, r, "zh"), *en = ombud_reason_text(&shop, NULL, r, "en");
    assert_true((unsigned char)zh[0] >= 0x80);
    assert_true(en[0] >= 'A' && en[0] <= 'Z');
    const char *advice = ombud_reason_advice(&shop, NULL, r, "zh_CN");
    if (r == OMBUD_REASON_NONE)
      assert_null(advice);
    else
      assert_true((unsigned char)advice[0] >= 0x80);
  }
}

static void reasons_of_the_policy(void **state) {
  (void)state;
  assert_string_equal(ombud_reason_name(&shop, &words, COD_LOCKED), "cod_locked");
  assert_string_equal(ombud_reason_text(&shop, &words, CHEAP, "zh"), "中");
  assert_string_equal(ombud_reason_advice(&shop, &words, CHEAP, "en"), "E");
  assert_null(ombud_reason_advice(&shop, &words, COD_LOCKED, "en"));
  assert_string_equal(ombud_reason_text(&shop, &words, DEAR, "zh"), "dear");
}

static void numbers_that_are_no_reasons(void **state) {
  (void)state;
  const uint16_t numbers[] = {OMBUD_REASONS_BUILT_IN, OMBUD_REASON_FIRST - 1, N_REASONS_END, 0xFFFF};
  for (size_t i = 0; i < 4; i++) {
    assert_null(ombud_reason_name(&shop, &words, numbers[i]));
    assert_null(ombud_reason_text(&shop, &words, numbers[i], "zh"));
    assert_null(ombud_reason_advice(&shop, &words, numbers[i], "zh"));
  }
}

static void words_of_another_policy_are_not_believed(void **state) {
  (void)state;
  ombud_words other = words;
  other.fingerprint++;
  assert_null(ombud_reason_name(&shop, &other, CHEAP));
  assert_null(ombud_reason_text(&shop, NULL, CHEAP, "zh"));
  assert_string_equal(ombud_reason_name(&shop, &other, OMBUD_ENDED), "ended");
  assert_int_equal(ombud_find_actor(&shop, &other, "user"), OMBUD_NONE);
  assert_int_equal(ombud_find_process(&shop, &other, "order"), OMBUD_NONE);
  assert_int_equal(ombud_find_mode(&shop, &other, "online"), OMBUD_NONE);
  assert_int_equal(ombud_find_action(&shop, &other, ORDER, "cancel"), OMBUD_NONE);
  assert_int_equal(ombud_find_state(&shop, &other, ORDER, "done"), OMBUD_NONE);
  assert_int_equal(ombud_find_fact(&shop, NULL, "day"), OMBUD_NONE);
}

static void numbers_of_names(void **state) {
  (void)state;
  assert_int_equal(ombud_find_process(&shop, &words, "loan"), LOAN);
  assert_int_equal(ombud_find_process(&shop, &words, "loans"), OMBUD_NONE);
  assert_int_equal(ombud_find_mode(&shop, &words, "online"), ONLINE);
  assert_int_equal(ombud_find_mode(&shop, &words, ""), OMBUD_NONE);
  assert_int_equal(ombud_find_actor(&shop, &words, "clock"), CLOCK);
  assert_int_equal(ombud_find_actor(&shop, &words, "shop"), SHOP);
  assert_int_equal(ombud_find_action(&shop, &words, ORDER, "send_back"), SEND_BACK);
  assert_int_equal(ombud_find_action(&shop, &words, ORDER, "lapse"), OMBUD_NONE); /* an event */
  assert_int_equal(ombud_find_action(&shop, &words, LOAN, "cancel"), OMBUD_NONE); /* it has one action */
  assert_int_equal(ombud_find_action(&shop, &words, N_PROCESSES, "cancel"), OMBUD_NONE);
  assert_int_equal(ombud_find_state(&shop, &words, ORDER, "start"), START);
  assert_int_equal(ombud_find_state(&shop, &words, ORDER, "done"), DONE);
  assert_int_equal(ombud_find_state(&shop, &words, N_PROCESSES, "done"), OMBUD_NONE);
  assert_int_equal(ombud_find_fact(&shop, &words, "day"), DAY); /* past a number without a name */
  assert_int_equal(ombud_find_fact(&shop, &words, "da"), OMBUD_NONE);
}

static void statuses_say_what_they_are(void **state) {
  (void)state;
  assert_string_equal(ombud_status_text(OMBUD_BAD_TIME), "OMBUD_BAD_TIME: an instant out of range");
  for (int status = OMBUD_BEHIND; status <= OMBUD_REFUSED; status++)
    assert_memory_equal(ombud_status_text(status), "OMBUD_", 6);
  assert_string_equal(ombud_status_text(2), "no status of ombud's");
  assert_string_equal(ombud_status_text(OMBUD_BEHIND - 1), "no status of ombud's");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_is_that_of_the_language),
      cmocka_unit_test(text_falls_back),
      cmocka_unit_test(label_is_the_text_or_the_name),
      cmocka_unit_test(every_built_in_reason_has_words),
      cmocka_unit_test(reasons_of_the_policy),
      cmocka_unit_test(numbers_that_are_no_reasons),
      cmocka_unit_test(words_of_another_policy_are_not_believed),
      cmocka_unit_test(numbers_of_names),
      cmocka_unit_test(statuses_say_what_they_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
