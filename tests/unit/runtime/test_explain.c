/* What would have made a refused input acceptable: ombud_explain. */
#include "shop.h"

static ombud_why why_not(const box *c, uint8_t actor, uint16_t action, const ombud_given *given, uint8_t n,
                         ombud_time t) {
  box before = *c;
  ombud_why why;
  memset(&why, 0x5A, sizeof why);
  ombud_input in = {given, n, actor, action};
  assert_int_equal(ombud_explain(&shop, &c->head, &in, t, &why), OMBUD_OK);
  assert_memory_equal(c, &before, sizeof before);
  return why;
}

static box shipped(void) {
  box c = opened(COD);
  answers a;
  assert_int_equal(act(&c, SHOP, SHIP, NULL, 0, 2 * H, &a), OMBUD_OK);
  return c;
}

static void not_refused(void **state) {
  (void)state;
  box c = opened(COD);
  ombud_why why = why_not(&c, USER, NUDGE, NULL, 0, 0);
  assert_int_equal(why.reason, OMBUD_REASON_NONE);
  assert_int_equal(why.rule, OMBUD_NO_RULE);
  assert_int_equal(why.actors, 0);
  assert_int_equal(why.modes, 0);
  assert_int_equal(why.fact, OMBUD_NONE);
  assert_true(why.earlier == OMBUD_UNSET);
  assert_true(why.later == OMBUD_NEVER);
}

static void rule_6_another_actor_or_mode(void **state) {
  (void)state;
  box c = opened(COD);
  ombud_why why = why_not(&c, USER, CANCEL, NULL, 0, 0);
  assert_int_equal(why.reason, COD_LOCKED);
  assert_int_equal(why.rule, R_LOCKED);
  assert_int_equal(why.actors, 0); /* the shop would have to say whether it is agreed */
  assert_int_equal(why.modes, 1u << ONLINE);
  ombud_given agreed = {AGREED, 1};
  why = why_not(&c, USER, CANCEL, &agreed, 1, 0);
  assert_int_equal(why.actors, 1u << SHOP);
  assert_int_equal(why.modes, 0); /* under online nothing is asked */
  why = why_not(&c, SHOP, NUDGE, NULL, 0, 0);
  assert_int_equal(why.reason, OMBUD_ANOTHER_ACTOR);
  assert_int_equal(why.rule, OMBUD_NO_RULE);
  assert_int_equal(why.actors, 1u << USER);
}

static void rule_6_later(void **state) {
  (void)state;
  box c = opened(COD), online = opened(ONLINE);
  ombud_why why = why_not(&c, SHOP, SHIP, NULL, 0, 10);
  assert_int_equal(why.reason, OMBUD_TOO_EARLY);
  assert_int_equal(why.rule, R_SHIP);
  assert_int_equal(why.later, H);
  assert_true(why.earlier == OMBUD_UNSET);
  online.head.wake = online.head.now = 0; /* a deadline before the window begins: it never will be */
  ombud_instant sooner[6];
  memcpy(sooner, shop_instants, sizeof sooner);
  for (ombud_time late = -1; late <= 1; late++) {
    ombud_policy policy = shop;
    policy.instants = sooner;
    sooner[I_PAY].offset = H + late;
    online.head.wake = H + late;
    ombud_input in = {NULL, 0, SHOP, SHIP};
    assert_int_equal(ombud_explain(&policy, &online.head, &in, 10, &why), OMBUD_OK);
    assert_int_equal(why.later, late <= 0 ? OMBUD_NEVER : H);
  }
}

static void rule_6_earlier(void **state) {
  (void)state;
  box c = shipped();
  ombud_given tracking = {TRACKING, 1};
  ombud_why why = why_not(&c, USER, SEND_BACK, &tracking, 1, 5 * H);
  assert_int_equal(why.reason, OMBUD_TOO_LATE);
  assert_int_equal(why.rule, R_BACK);
  assert_int_equal(why.earlier, 4 * H - 1);
  assert_true(why.later == OMBUD_NEVER);
  why = why_not(&c, USER, SEND_BACK, NULL, 0, 5 * H); /* with the number missing too: two changes */
  assert_true(why.earlier == OMBUD_UNSET);
  c.slots[S_ENTRY] = 4 * H; /* not before the state was entered */
  why = why_not(&c, USER, SEND_BACK, &tracking, 1, 5 * H);
  assert_true(why.earlier == OMBUD_UNSET);
  c.slots[S_ENTRY] = 4 * H - 1;
  why = why_not(&c, USER, SEND_BACK, &tracking, 1, 5 * H);
  assert_int_equal(why.earlier, 4 * H - 1);
}

/* An order sent back by other rules than the shop's: C was shipped at two o'clock. */
static ombud_why why_not_back(const box *c, const plain_entry *entries, const ombud_instant *instants,
                              ombud_time t) {
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  policy.instants = instants;
  ombud_why why;
  ombud_given tracking = {TRACKING, 1};
  ombud_input in = {&tracking, 1, USER, SEND_BACK};
  assert_int_equal(ombud_explain(&policy, &c->head, &in, t, &why), OMBUD_OK);
  return why;
}

static void rule_6_the_first_instant_of_several(void **state) {
  (void)state;
  plain_entry entries[13];
  ombud_instant instants[6];
  memcpy(entries, shop_entries, sizeof entries);
  memcpy(instants, shop_instants, sizeof instants);
  instants[I_SHIP_FROM].anchors = instants[I_BACK_UNTIL].anchors; /* an hour, and two, from shipping */
  entries[9] = entries[10];
  entries[9].from = I_SHIP_FROM;
  entries[10].from = I_BACK_UNTIL;
  entries[10].until = 0;
  box c = shipped();
  ombud_why why = why_not_back(&c, entries, instants, 2 * H);
  assert_int_equal(why.reason, OMBUD_TOO_EARLY);
  assert_int_equal(why.later, 3 * H); /* at four it still will be */
}

static void rule_6_no_instant_before_one_that_is_not_set(void **state) {
  (void)state;
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[9] = entries[10];
  entries[9].from = I_BOOK_UNTIL; /* the day was never set */
  entries[9].until = 0;
  entries[10].from = I_BACK_UNTIL;
  entries[10].until = 0;
  box c = shipped();
  ombud_why why = why_not_back(&c, entries, shop_instants, 2 * H);
  assert_int_equal(why.reason, OMBUD_TOO_EARLY);
  assert_int_equal(why.later, 4 * H);
  assert_true(why.earlier == OMBUD_UNSET);
}

/* Time never runs backwards here either. */
static void an_earlier_instant_is_the_last(void **state) {
  (void)state;
  box c = shipped();
  answers a;
  assert_int_equal(ombud_catch_up(&shop, &c.head, 5 * H, room(&a)), OMBUD_OK);
  ombud_given tracking = {TRACKING, 1};
  ombud_why why = why_not(&c, USER, SEND_BACK, &tracking, 1, 3 * H);
  assert_int_equal(why.reason, OMBUD_TOO_LATE);
}

static void rule_7_a_missing_fact_alone(void **state) {
  (void)state;
  box c = shipped();
  ombud_why why = why_not(&c, USER, SEND_BACK, NULL, 0, 2 * H);
  assert_int_equal(why.reason, OMBUD_FACT_MISSING);
  assert_int_equal(why.fact, TRACKING);
  assert_int_equal(why.lo, 1);
  assert_int_equal(why.hi, 1);
  c = opened(COD);
  why = why_not(&c, SHOP, CANCEL, NULL, 0, 0);
  assert_int_equal(why.fact, AGREED);
  assert_int_equal(why.lo, 0); /* either answer would do */
  assert_int_equal(why.hi, 1);
  why = why_not(&c, SHOP, PROBE, NULL, 0, 0); /* two are missing: neither alone */
  assert_int_equal(why.reason, OMBUD_FACT_MISSING);
  assert_int_equal(why.fact, OMBUD_NONE);
  assert_true(why.lo > why.hi);
}

static void a_fact_with_another_value(void **state) {
  (void)state;
  box c = opened(COD);
  ombud_given given[] = {{AGREED, 0}, {POSTAGE, 15}};
  ombud_why why = why_not(&c, SHOP, PROBE, given, 2, 0);
  assert_int_equal(why.reason, CHEAP);
  assert_int_equal(why.fact, AGREED);
  assert_int_equal(why.lo, 1);
  assert_int_equal(why.hi, 1);
  given[0].value = 1;
  given[1].value = 40; /* agreed already: both boxes make one run */
  why = why_not(&c, SHOP, PROBE, given, 2, 0);
  assert_int_equal(why.fact, POSTAGE);
  assert_int_equal(why.lo, 10);
  assert_int_equal(why.hi, 30);
  given[0].value = 0;
  why = why_not(&c, SHOP, PROBE, given, 2, 0);
  assert_int_equal(why.fact, POSTAGE);
  assert_int_equal(why.lo, 21);
  assert_int_equal(why.hi, 30);
}

static void a_fact_within_its_declared_bounds(void **state) {
  (void)state;
  box c = opened(COD);
  c.slots[S_PAID] = 25;
  ombud_given given[] = {{AGREED, 0}, {POSTAGE, 5}};
  ombud_why why = why_not(&c, SHOP, PROBE, given, 2, 0);
  assert_int_equal(why.fact, POSTAGE);
  assert_int_equal(why.lo, 21);
  assert_int_equal(why.hi, 25); /* never more than was paid */
}

/* Of the two upper bounds that of the type is the lower here. */
static void a_fact_within_its_type_where_that_is_narrower(void **state) {
  (void)state;
  ombud_fact narrow[N_FACTS];
  memcpy(narrow, shop_facts, sizeof narrow);
  narrow[POSTAGE].hi = 25; /* of 10000 that were paid */
  ombud_policy policy = shop;
  policy.facts = narrow;
  box c = opened(COD);
  ombud_why why;
  ombud_given given[] = {{AGREED, 0}, {POSTAGE, 5}};
  ombud_input in = {given, 2, SHOP, PROBE};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 0, &why), OMBUD_OK);
  assert_int_equal(why.fact, POSTAGE);
  assert_int_equal(why.lo, 21);
  assert_int_equal(why.hi, 25);
}

/* Another amount paid would help as well, and that fact's number is the lower one. */
static void a_fact_that_the_action_gives_comes_first(void **state) {
  (void)state;
  ombud_test tests[8];
  memcpy(tests, shop_tests, sizeof tests);
  tests[T_PROBE] = (ombud_test){0, 99, S_PAID, 0};
  tests[T_PROBE_2] = (ombud_test){0, 20, S_POSTAGE, 1};
  ombud_policy policy = shop;
  policy.tests = tests;
  box c = opened(COD);
  ombud_why why;
  ombud_given given[] = {{AGREED, 0}, {POSTAGE, 5}};
  ombud_input in = {given, 2, SHOP, PROBE};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 0, &why), OMBUD_OK);
  assert_int_equal(why.reason, CHEAP);
  assert_int_equal(why.fact, POSTAGE);
  assert_int_equal(why.lo, 21);
  assert_int_equal(why.hi, 30);
}

static void a_stored_fact_counts_too(void **state) {
  (void)state;
  box c = shipped();
  c.slots[S_PAID] = 60000;
  ombud_given tracking = {TRACKING, 1};
  ombud_why why = why_not(&c, USER, SEND_BACK, &tracking, 1, 2 * H);
  assert_int_equal(why.reason, DEAR);
  assert_int_equal(why.rule, R_DEAR);
  assert_int_equal(why.fact, PAID);
  assert_int_equal(why.lo, 15); /* the postage is not more */
  assert_int_equal(why.hi, 50000);
}

static void a_moment_that_the_window_counts_from(void **state) {
  (void)state;
  box c = opened(COD);
  ombud_given day = {DAY, 5 * H};
  ombud_why why = why_not(&c, USER, BOOK, &day, 1, 3 * H);
  assert_int_equal(why.reason, OMBUD_TOO_LATE);
  assert_int_equal(why.fact, DAY);
  assert_int_equal(why.lo, 5 * H + 1);
  assert_int_equal(why.hi, OMBUD_TIME_MAX);
  assert_int_equal(why.earlier, 3 * H - 1);
  why = why_not(&c, USER, BOOK, NULL, 0, 3 * H);
  assert_int_equal(why.reason, OMBUD_FACT_MISSING);
  assert_int_equal(why.fact, DAY);
  assert_int_equal(why.lo, 5 * H + 1);
}

static void a_stored_moment_is_not_wished_away(void **state) {
  (void)state;
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[6].until = I_BOOK_UNTIL;
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  box c = opened(COD);
  c.slots[S_DAY] = 5 * H;
  ombud_why why;
  ombud_input in = {NULL, 0, SHOP, SHIP};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 3 * H, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_TOO_LATE);
  assert_int_equal(why.fact, OMBUD_NONE);
  assert_int_equal(why.earlier, 3 * H - 1);
}

/* A window that counts from the day or from entry (0), whichever is later or earlier; it was not shipped. */
static void a_moment_among_other_anchors(void **state) {
  (void)state;
  const ombud_anchor anchors[] = {{S_DAY, OMBUD_NONE}, {S_ENTRY, OMBUD_NONE}, {S_SHIPPED, OMBUD_NONE}};
  ombud_instant instants[] = {{0}, {H, 0, 3, 0}};
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[8].from = 1;
  entries[8].until = 0;
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  policy.instants = instants;
  policy.anchors = anchors;
  box c = opened(COD);
  ombud_why why;
  ombud_given day = {DAY, 3 * H};
  ombud_input in = {&day, 1, USER, BOOK};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 3 * H, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_TOO_EARLY);
  assert_int_equal(why.fact, DAY);
  assert_int_equal(why.lo, OMBUD_TIME_MIN);
  assert_int_equal(why.hi, 2 * H);

  entries[8].until = 1;
  entries[8].from = 0;
  instants[1].earliest = 1;
  policy = shop_with(&built, entries);
  policy.instants = instants;
  policy.anchors = anchors;
  day.value = -H;
  assert_int_equal(ombud_explain(&policy, &c.head, &in, H / 2, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_TOO_LATE);
  assert_int_equal(why.fact, DAY);
  assert_int_equal(why.lo, -H / 2 + 1);
  assert_int_equal(why.hi, OMBUD_TIME_MAX);
  assert_int_equal(ombud_explain(&policy, &c.head, &in, H, &why), OMBUD_OK);
  assert_int_equal(why.fact, OMBUD_NONE); /* an hour from entry is over, whatever the day */
}

/* A window that is open up to an hour after the later of two moments, both given with the action. */
static void a_moment_while_another_is_missing(void **state) {
  (void)state;
  const ombud_anchor both[] = {{S_DAY, OMBUD_NONE}, {S_TRACKING, OMBUD_NONE}};
  const ombud_instant instants[] = {{0}, {H, 0, 2, 0}};
  ombud_fact facts[N_FACTS];
  plain_entry entries[13];
  plain_cell cells[C_LOAN + 1];
  memcpy(facts, shop_facts, sizeof facts);
  memcpy(entries, shop_entries, sizeof entries);
  memcpy(cells, shop_cells, sizeof cells);
  facts[TRACKING] = facts[DAY];
  entries[8].until = 1;
  cells[C_BOOK].n_gives = 2; /* the day, and what tracking is here */
  ombud_policy policy = shop;
  plain_tables plain = shop_plain;
  plain.entries = entries;
  plain.cells = cells;
  tables built;
  tables_build(&built, &policy, &plain);
  policy.facts = facts;
  policy.instants = instants;
  policy.anchors = both;
  box c = opened(COD);
  ombud_why why;
  ombud_given day = {DAY, 0};
  ombud_input in = {&day, 1, USER, BOOK};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 3 * H, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_FACT_MISSING);
  assert_int_equal(why.fact, TRACKING); /* no other day alone would do */
  assert_int_equal(why.lo, 2 * H + 1);
  assert_int_equal(why.hi, OMBUD_TIME_MAX);
}

/* A window that ends an hour after the later of two moments: the day, which is to be given, and shipping,
 * from which two hours are left out. So a day a little later than shipping closes it sooner than one before.
 */
static void a_moment_that_takes_over_from_one_with_time_left_out(void **state) {
  (void)state;
  const ombud_anchor anchors[] = {{S_DAY, OMBUD_NONE}, {S_SHIPPED, S_TRACKING}};
  const ombud_instant instants[] = {{0}, {H, 0, 2, 0}};
  plain_entry entries[13];
  memcpy(entries, shop_entries, sizeof entries);
  entries[8].until = 1;
  tables built;
  ombud_policy policy = shop_with(&built, entries);
  policy.instants = instants;
  policy.anchors = anchors;
  box c = opened(COD);
  c.slots[S_SHIPPED] = 0;
  c.slots[S_TRACKING] = 2 * H; /* what is left out, here */
  ombud_why why;
  ombud_given day = {DAY, H / 2};
  ombud_input in = {&day, 1, USER, BOOK};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 2 * H, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_TOO_LATE);
  assert_int_equal(why.fact, DAY);
  assert_int_equal(why.lo, OMBUD_TIME_MIN);
  assert_int_equal(why.hi, -1); /* of two at once the first counts, which is the day */
}

/* An order that is too dear to be sent back, in a policy where amounts may be anything from LO on. */
static ombud_why why_dear_from(int64_t lo, const ombud_order *order, int64_t postage) {
  ombud_fact wide[N_FACTS];
  memcpy(wide, shop_facts, sizeof wide);
  wide[PAID].lo = lo;
  wide[PAID].hi = INT64_MAX;
  ombud_policy policy = shop;
  policy.facts = wide;
  policy.orders = order;
  policy.n_orders = order != NULL;
  box c = shipped();
  c.slots[S_PAID] = 60000;
  c.slots[S_POSTAGE] = postage;
  ombud_why why;
  ombud_given tracking = {TRACKING, 1};
  ombud_input in = {&tracking, 1, USER, SEND_BACK};
  assert_int_equal(ombud_explain(&policy, &c.head, &in, 2 * H, &why), OMBUD_OK);
  assert_int_equal(why.reason, DEAR);
  return why;
}

static ombud_why why_dear(const ombud_order *order, int64_t postage) {
  return why_dear_from(INT64_MIN, order, postage);
}

static void a_declared_bound_widens_no_type(void **state) {
  (void)state;
  const ombud_order less = {POSTAGE, PAID, 0};
  assert_int_equal(why_dear_from(100, &less, 15).lo, 100);
  assert_int_equal(why_dear_from(100, &less, 101).lo, 101);
}

static void a_bound_to_a_fact_that_is_not_set_binds_nothing(void **state) {
  (void)state;
  const ombud_order less = {PAID, DAY, 0};
  ombud_why why = why_dear(&less, 0);
  assert_int_equal(why.fact, PAID);
  assert_true(why.lo == OMBUD_UNSET + 1);
  assert_int_equal(why.hi, 50000);
}

static void unset_is_no_value_to_wish_for(void **state) {
  (void)state;
  ombud_why why = why_dear(NULL, 0);
  assert_int_equal(why.fact, PAID);
  assert_true(why.lo == OMBUD_UNSET + 1);
  assert_int_equal(why.hi, 50000);
}

static void nothing_is_more_than_the_greatest_value(void **state) {
  (void)state;
  const ombud_order less = {POSTAGE, PAID, 1};
  ombud_why why = why_dear(&less, INT64_MAX - 1);
  assert_int_equal(why.fact, PAID);
  assert_true(why.lo == INT64_MAX && why.hi == INT64_MAX);
  why = why_dear(&less, INT64_MAX);
  assert_int_equal(why.fact, OMBUD_NONE);
}

static void a_bound_to_a_fact_of_another_process_binds_nothing(void **state) {
  (void)state;
  const ombud_order apart = {LOANED, PAID, 1};
  ombud_policy policy = shop;
  policy.orders = &apart;
  ombud_why why;
  ombud_input in = {NULL, 0, USER, 0};
  assert_int_equal(ombud_explain_open(&policy, LOAN, COD, &in, 0, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_FACT_MISSING);
  assert_int_equal(why.fact, LOANED);
  assert_int_equal(why.lo, 0);
  assert_int_equal(why.hi, 9);
}

/* In a case with so many slots behind it that the number of `none` is one of them. */
static void no_fact_is_looked_for_where_it_has_no_slot(void **state) {
  (void)state;
  static struct {
    ombud_case head;
    int64_t slots[OMBUD_NONE + 1];
  } roomy;
  const ombud_order apart = {LOANED, PAID, 0};
  ombud_policy policy = shop;
  policy.orders = &apart;
  box c = shipped();
  c.slots[S_PAID] = 60000;
  memcpy(&roomy, &c, sizeof c);
  roomy.slots[OMBUD_NONE] = 777;
  ombud_why why;
  ombud_given tracking = {TRACKING, 1};
  ombud_input in = {&tracking, 1, USER, SEND_BACK};
  assert_int_equal(ombud_explain(&policy, &roomy.head, &in, 2 * H, &why), OMBUD_OK);
  assert_int_equal(why.fact, PAID);
  assert_int_equal(why.lo, 0);
  assert_int_equal(why.hi, 50000);
}

/* Where no rule asks for any there need be none. */
static void neither_guards_nor_instants_need_be_there(void **state) {
  (void)state;
  ombud_policy policy = shop;
  policy.tests = (const ombud_test *)(uintptr_t)64; /* nowhere: NOLINT(performance-no-int-to-ptr) */
  policy.instants = NULL;
  policy.anchors = NULL;
  ombud_why why;
  ombud_input in = {NULL, 0, USER, 0};
  assert_int_equal(ombud_explain_open(&policy, LOAN, COD, &in, 0, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_FACT_MISSING);
  assert_int_equal(why.fact, LOANED);
}

static void a_fact_to_leave_out(void **state) {
  (void)state;
  box c = opened(COD);
  ombud_given given[] = {{AGREED, 1}, {PAID, 10000}};
  ombud_why why = why_not(&c, SHOP, CANCEL, given, 2, 0);
  assert_int_equal(why.reason, OMBUD_FACT_UNASKED);
  assert_int_equal(why.fact, PAID);
  assert_true(why.lo > why.hi);
  ombud_given three[] = {{AGREED, 1}, {PAID, 10000}, {POSTAGE, 5}};
  why = why_not(&c, SHOP, CANCEL, three, 3, 0);
  assert_int_equal(why.reason, OMBUD_FACT_UNASKED);
  assert_int_equal(why.fact, OMBUD_NONE); /* not one alone */
}

static void ended_has_no_way_out(void **state) {
  (void)state;
  box c = opened(COD);
  answers a;
  act(&c, SHOP, CANCEL, &(ombud_given){AGREED, 1}, 1, 0, &a);
  ombud_why why = why_not(&c, USER, NUDGE, NULL, 0, 5);
  assert_int_equal(why.reason, OMBUD_ENDED);
  assert_int_equal(why.actors | why.modes, 0);
  assert_int_equal(why.fact, OMBUD_NONE);
}

static void of_an_opening(void **state) {
  (void)state;
  ombud_why why;
  ombud_given given[] = {{PAID, 99}, {POSTAGE, 40}};
  ombud_input in = {given, 2, USER, SUBMIT};
  assert_int_equal(ombud_explain_open(&shop, ORDER, COD, &in, 0, &why), OMBUD_OK);
  assert_int_equal(why.reason, CHEAP);
  assert_int_equal(why.rule, R_CHEAP);
  assert_int_equal(why.fact, PAID);
  assert_int_equal(why.lo, 100);
  assert_int_equal(why.hi, 100000);
  assert_int_equal(why.modes, 0);
  given[0].value = 100;
  in.actor = SHOP;
  assert_int_equal(ombud_explain_open(&shop, ORDER, COD, &in, 0, &why), OMBUD_OK);
  assert_int_equal(why.actors, 1u << USER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(not_refused),
      cmocka_unit_test(rule_6_another_actor_or_mode),
      cmocka_unit_test(rule_6_later),
      cmocka_unit_test(rule_6_earlier),
      cmocka_unit_test(rule_6_the_first_instant_of_several),
      cmocka_unit_test(rule_6_no_instant_before_one_that_is_not_set),
      cmocka_unit_test(an_earlier_instant_is_the_last),
      cmocka_unit_test(rule_7_a_missing_fact_alone),
      cmocka_unit_test(a_fact_with_another_value),
      cmocka_unit_test(a_fact_within_its_declared_bounds),
      cmocka_unit_test(a_fact_within_its_type_where_that_is_narrower),
      cmocka_unit_test(a_fact_that_the_action_gives_comes_first),
      cmocka_unit_test(a_stored_fact_counts_too),
      cmocka_unit_test(a_moment_that_the_window_counts_from),
      cmocka_unit_test(a_stored_moment_is_not_wished_away),
      cmocka_unit_test(a_moment_among_other_anchors),
      cmocka_unit_test(a_moment_while_another_is_missing),
      cmocka_unit_test(a_moment_that_takes_over_from_one_with_time_left_out),
      cmocka_unit_test(a_declared_bound_widens_no_type),
      cmocka_unit_test(a_bound_to_a_fact_that_is_not_set_binds_nothing),
      cmocka_unit_test(unset_is_no_value_to_wish_for),
      cmocka_unit_test(nothing_is_more_than_the_greatest_value),
      cmocka_unit_test(a_bound_to_a_fact_of_another_process_binds_nothing),
      cmocka_unit_test(no_fact_is_looked_for_where_it_has_no_slot),
      cmocka_unit_test(neither_guards_nor_instants_need_be_there),
      cmocka_unit_test(a_fact_to_leave_out),
      cmocka_unit_test(ended_has_no_way_out),
      cmocka_unit_test(of_an_opening),
  };
  return cmocka_run_group_tests(tests, shop_set_up, NULL);
}
