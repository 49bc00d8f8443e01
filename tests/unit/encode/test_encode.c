/* The layout to the byte, and each way in which bytes can be no case, one at a time. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../runtime/shop.h"
#include "compile.h"
#include "seal.h"

#define SIZE OMBUD_ENCODED_SIZE(N_SLOTS)

enum { AT_ZERO = 5, AT_PROCESS, AT_MODE, AT_FINGERPRINT, AT_NOW = 16, AT_STATE = 24, AT_COUNT = 26 };
#define AT_SLOT(slot) (28u + 8u * (slot))

/* ---- a case with something in every kind of slot ---- */

static void do_it(const ombud_policy *policy, box *c, uint8_t actor, uint16_t action,
                  const ombud_given *given, uint8_t n, ombud_time t) {
  answers a;
  ombud_input in = {given, n, actor, action};
  ombud_status status = c->head.fingerprint ? ombud_step(policy, &c->head, &in, t, room(&a))
                                            : ombud_open(policy, &c->head, ORDER, COD, &in, t, room(&a));
  assert_int_equal(status, OMBUD_OK);
}

/* Shipped an hour ago; lapses nine hours from now. */
static box shipped(const ombud_policy *policy) {
  answers a;
  box c = {.head = {.fingerprint = 0}};
  do_it(policy, &c, USER, SUBMIT, (ombud_given[]){{PAID, 10000}, {POSTAGE, 15}}, 2, -10 * H);
  do_it(policy, &c, USER, BOOK, &(ombud_given){DAY, -5}, 1, -9 * H);
  do_it(policy, &c, USER, NUDGE, NULL, 0, 0);
  do_it(policy, &c, SHOP, SHIP, NULL, 0, 3 * H);
  assert_int_equal(ombud_catch_up(policy, &c.head, 4 * H + 1, room(&a)), OMBUD_OK);
  return c;
}

/* Written down by hand and by another program, not by ombud_encode. */
static const char golden[] = "4f4d4243"         /* OMBC */
                             "01000000"         /* version 1, 0, order, cod */
                             "efcdab8967452301" /* fingerprint */
                             "01badb0000000000" /* four hours and a millisecond */
                             "02000800"         /* shipped; eight slots */
                             "80cba40000000000" /* entry: three hours */
                             "0000000000000080" /* agreed: not given */
                             "1027000000000000" /* 10000 paid */
                             "0f00000000000000" /* 15 of postage */
                             "0000000000000080" /* tracking: not given */
                             "fbffffffffffffff" /* the day: -5 */
                             "80cba40000000000" /* shipped: three hours */
                             "0100000000000000" /* nudged once */
                             "b9e3dd55";        /* CRC-32C */

static ombud_policy shop_of(uint64_t fingerprint) {
  ombud_policy policy = shop;
  policy.fingerprint = fingerprint;
  return policy;
}

static void layout_is_this(void **state) {
  (void)state;
  ombud_policy policy = shop_of(UINT64_C(0x0123456789ABCDEF));
  box c = shipped(&policy), back;
  uint8_t bytes[SIZE];
  char text[2 * SIZE + 1] = "";
  assert_int_equal(ombud_encoded_size(&policy), SIZE);
  assert_int_equal(ombud_encode(&policy, &c.head, bytes, SIZE), OMBUD_OK);
  for (size_t i = 0; i < SIZE; i++) snprintf(text + 2 * i, 3, "%02x", bytes[i]);
  assert_string_equal(text, golden);
  memset(&back, 0x5A, sizeof back);
  assert_int_equal(ombud_decode(&policy, &back.head, bytes, SIZE), OMBUD_OK);
  assert_memory_equal(&back, &c, ombud_case_size(&policy));
}

static void check_sum_is_crc_32c(void **state) {
  (void)state;
  assert_int_equal(crc32c((const uint8_t *)"123456789", 9),
                   0xE3069283); /* RFC 3720, B.4, and the CRC catalogues */
}

static void bytes_may_lie_anywhere(void **state) {
  (void)state;
  box c = shipped(&shop), back;
  uint8_t bytes[SIZE + 3];
  for (size_t shift = 0; shift <= 3; shift++) {
    assert_int_equal(ombud_encode(&shop, &c.head, bytes + shift, SIZE), OMBUD_OK);
    assert_int_equal(ombud_decode(&shop, &back.head, bytes + shift, SIZE), OMBUD_OK);
    assert_memory_equal(&back, &c, ombud_case_size(&shop));
  }
}

/* ---- what is no case ---- */

static void decodes_to(ombud_status expected, const ombud_policy *policy, const uint8_t *bytes, size_t size) {
  box back, before;
  memset(&back, 0x5A, sizeof back);
  before = back;
  assert_int_equal(ombud_decode(policy, &back.head, bytes, size), expected);
  if (expected != OMBUD_OK) assert_memory_equal(&back, &before, sizeof back);
}

/* The case above with N bytes at AT altered, and sealed again. */
static void altered_in(const ombud_policy *policy, ombud_status expected, size_t at, size_t n, int64_t x) {
  box c = shipped(policy);
  uint8_t bytes[SIZE];
  assert_int_equal(ombud_encode(policy, &c.head, bytes, SIZE), OMBUD_OK);
  write_number(bytes + at, n, (uint64_t)x);
  seal(bytes, SIZE);
  decodes_to(expected, policy, bytes, SIZE);
}

static void altered(ombud_status expected, size_t at, size_t n, int64_t x) {
  altered_in(&shop, expected, at, n, x);
}

static void slot_altered(ombud_status expected, unsigned slot, int64_t x) {
  altered(expected, AT_SLOT(slot), 8, x);
}

static void size_is_exact(void **state) {
  (void)state;
  box c = shipped(&shop);
  uint8_t bytes[SIZE + 8] = {0}, sealed[SIZE + 8];
  assert_int_equal(ombud_encode(&shop, &c.head, bytes, SIZE), OMBUD_OK);
  for (size_t size = 0; size <= sizeof bytes; size++) {
    decodes_to(size == SIZE ? OMBUD_OK : OMBUD_BAD_CASE, &shop, bytes, size);
    memcpy(sealed, bytes, sizeof bytes);
    seal(sealed, size);
    decodes_to(size == SIZE ? OMBUD_OK : OMBUD_BAD_CASE, &shop, sealed, size);
    write_number(sealed + AT_COUNT, 2,
                 (size - 32) / 8); /* in keeping with the size, but not with the tables */
    seal(sealed, size);
    decodes_to(size == SIZE ? OMBUD_OK : OMBUD_BAD_CASE, &shop, sealed, size);
  }
}

static void head_is_checked(void **state) {
  (void)state;
  altered(OMBUD_OK, AT_MODE, 1, COD);
  altered(OMBUD_BAD_CASE, 0, 1, 'o');
  altered(OMBUD_BAD_CASE, AT_ZERO, 1, 1);
  altered(OMBUD_BAD_CASE, AT_PROCESS, 1, N_PROCESSES);
  altered(OMBUD_BAD_CASE, AT_MODE, 1, N_MODES);
  altered(OMBUD_BAD_CASE, AT_STATE, 2, START);
  altered(OMBUD_BAD_CASE, AT_STATE, 2, N_STATES);
  altered(OMBUD_BAD_CASE, AT_STATE, 2, AUDIT); /* of the other mode */
  altered(OMBUD_BAD_CASE, AT_COUNT, 2, N_SLOTS - 1);
  altered(OMBUD_BAD_CASE, AT_NOW, 8, OMBUD_NEVER);
  altered(OMBUD_BAD_CASE, AT_NOW, 8, OMBUD_UNSET);
}

static void facts_are_checked(void **state) {
  (void)state;
  slot_altered(OMBUD_OK, S_AGREED, 1);
  slot_altered(OMBUD_BAD_CASE, S_AGREED, 2);
  slot_altered(OMBUD_BAD_CASE, S_AGREED, -1);
  slot_altered(OMBUD_OK, S_PAID, 100000);
  slot_altered(OMBUD_BAD_CASE, S_PAID, 100001);
  slot_altered(OMBUD_OK, S_TRACKING, 1);
  slot_altered(OMBUD_BAD_CASE, S_TRACKING, 0);
  slot_altered(OMBUD_BAD_CASE, S_DAY, OMBUD_TIME_MAX + 1);
  slot_altered(OMBUD_OK, S_POSTAGE, 10000); /* all of what was paid */
  slot_altered(OMBUD_BAD_CASE, S_POSTAGE, 10001);
  slot_altered(OMBUD_BAD_CASE, S_PAID, OMBUD_UNSET); /* an order is not opened without */
  slot_altered(OMBUD_BAD_CASE, S_POSTAGE, OMBUD_UNSET);
  ombud_order strict = {POSTAGE, PAID, 1};
  ombud_policy policy = shop;
  policy.orders = &strict;
  altered_in(&policy, OMBUD_OK, AT_SLOT(S_POSTAGE), 8, 9999);
  altered_in(&policy, OMBUD_BAD_CASE, AT_SLOT(S_POSTAGE), 8, 10000);
}

static void instants_are_checked(void **state) {
  (void)state;
  slot_altered(OMBUD_OK, S_ENTRY, OMBUD_TIME_MIN);
  slot_altered(OMBUD_OK, S_ENTRY, 4 * H + 1);
  slot_altered(OMBUD_BAD_CASE, S_ENTRY, 4 * H + 2);
  slot_altered(OMBUD_BAD_CASE, S_ENTRY, OMBUD_TIME_MIN - 1);
  slot_altered(OMBUD_BAD_CASE, S_ENTRY, OMBUD_UNSET);
  slot_altered(OMBUD_OK, S_SHIPPED, 4 * H + 1);
  slot_altered(OMBUD_BAD_CASE, S_SHIPPED, 4 * H + 2);
  slot_altered(OMBUD_OK, S_SHIPPED, OMBUD_UNSET); /* nothing is armed then */
}

static void counters_are_checked(void **state) {
  (void)state;
  slot_altered(OMBUD_OK, S_NUDGES, OMBUD_UNSET);
  slot_altered(OMBUD_OK, S_NUDGES, OMBUD_TIME_MAX);
  slot_altered(OMBUD_BAD_CASE, S_NUDGES, 0);
  slot_altered(OMBUD_BAD_CASE, S_NUDGES, -1);
  slot_altered(OMBUD_BAD_CASE, S_NUDGES, OMBUD_TIME_MAX + 1);
}

/* It lapses ten hours after it was shipped. */
static void nothing_is_overdue(void **state) {
  (void)state;
  altered(OMBUD_OK, AT_NOW, 8, 13 * H - 1);
  altered(OMBUD_BAD_CASE, AT_NOW, 8, 13 * H);
  slot_altered(OMBUD_OK, S_SHIPPED, -6 * H + 2);
  slot_altered(OMBUD_BAD_CASE, S_SHIPPED, -6 * H + 1);
}

static void unused_slots_are_empty(void **state) {
  (void)state;
  answers a;
  box c = {.head = {.fingerprint = 0}};
  uint8_t bytes[SIZE];
  ombud_given loaned = {LOANED, 3};
  ombud_input in = {&loaned, 1, USER, 0};
  assert_int_equal(ombud_open(&shop, &c.head, LOAN, COD, &in, 0, room(&a)), OMBUD_OK);
  assert_int_equal(ombud_encode(&shop, &c.head, bytes, SIZE), OMBUD_OK);
  decodes_to(OMBUD_OK, &shop, bytes, SIZE);
  write_number(bytes + AT_SLOT(N_SLOTS - 1), 8, 1);
  seal(bytes, SIZE);
  decodes_to(OMBUD_BAD_CASE, &shop, bytes, SIZE);
}

/* ---- tables of other kinds ---- */

static const uint16_t untracked[N_FACTS] = {S_AGREED, S_PAID, S_POSTAGE, OMBUD_NONE, S_DAY, OMBUD_NONE};

/* Time in SHIPPED since it was shipped is left out. */
static void time_left_out_is_checked(void **state) {
  (void)state;
  static const uint32_t in_shipped[] = {1u << SHIPPED}, in_done[] = {1u << DONE};
  ombud_spent spent = {S_TRACKING, S_SHIPPED, in_shipped};
  ombud_process process = shop_processes[ORDER];
  process.facts = untracked;
  process.spent = &spent;
  process.n_spent = 1;
  ombud_policy policy = shop;
  policy.processes = &process;
  policy.n_processes = 1;
  size_t at = AT_SLOT(S_TRACKING);
  altered_in(&policy, OMBUD_OK, at, 8, 0);
  altered_in(&policy, OMBUD_OK, at, 8, -H - 1);
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, -H - 2); /* more than it has been there */
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, 1);      /* with the hour here, more than has passed */
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, OMBUD_UNSET);
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, OMBUD_UNSET + 1);
  altered_in(&policy, OMBUD_BAD_CASE, AT_SLOT(S_SHIPPED), 8, OMBUD_UNSET);
  spent.states = in_done; /* another state: nothing is added for being here */
  altered_in(&policy, OMBUD_OK, at, 8, H + 1);
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, H + 2);
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, -1);
}

/* Sums saturate; what is stored is within bounds all the same. */
static void time_left_out_is_in_range(void **state) {
  (void)state;
  static const uint32_t in_shipped[] = {1u << SHIPPED};
  ombud_row rows[N_MODES * N_STATES];
  memcpy(rows, order_rows, sizeof rows);
  rows[SHIPPED].n_timers = 0;
  ombud_spent spent = {S_TRACKING, S_DAY, in_shipped};
  ombud_process process = shop_processes[ORDER];
  process.rows = rows;
  process.facts = untracked;
  process.spent = &spent;
  process.n_spent = 1;
  ombud_policy policy = shop;
  policy.processes = &process;
  box c = shipped(&policy);
  uint8_t bytes[SIZE];
  assert_int_equal(ombud_encode(&policy, &c.head, bytes, SIZE), OMBUD_OK);
  write_number(bytes + AT_SLOT(S_DAY), 8, (uint64_t)OMBUD_TIME_MIN);
  for (int over = 0; over <= 1; over++) {
    write_number(bytes + AT_SLOT(S_TRACKING), 8, (uint64_t)OMBUD_TIME_MAX + (unsigned)over);
    seal(bytes, SIZE);
    decodes_to(over ? OMBUD_BAD_CASE : OMBUD_OK, &policy, bytes, SIZE);
  }
}

/* Opening leaves its mark as well; and what nobody may do has opened nothing. */
static void opening_left_its_mark(void **state) {
  (void)state;
  static const uint16_t occurs[N_NAMES] = {S_TRACKING, OMBUD_NONE, S_SHIPPED,  OMBUD_NONE, OMBUD_NONE,
                                           OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, OMBUD_NONE};
  size_t at = AT_SLOT(S_TRACKING);
  ombud_process process = shop_processes[ORDER];
  process.facts = untracked;
  process.occurs = occurs;
  ombud_policy policy = shop;
  policy.processes = &process;
  altered_in(&policy, OMBUD_OK, at, 8, -11 * H);
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, OMBUD_UNSET);

  ombud_cell cells[sizeof shop_cells / sizeof shop_cells[0]];
  memcpy(cells, shop_cells, sizeof cells);
  cells[C_SUBMIT].count = S_TRACKING;
  process.occurs = order_occurs;
  policy.cells = cells;
  altered_in(&policy, OMBUD_OK, at, 8, 2);
  altered_in(&policy, OMBUD_BAD_CASE, at, 8, OMBUD_UNSET);

  uint32_t where[sizeof order_cells / sizeof order_cells[0]];
  memcpy(where, order_cells, sizeof where);
  where[AT(COD, START, SHOP, CANCEL)] = C_LOCKED;
  process.cells = where;
  altered_in(&policy, OMBUD_BAD_CASE, AT_SLOT(S_PAID), 8, OMBUD_UNSET);
}

/* A deadline that stays is past once it has fired, and has left its mark where that is kept. */
static void what_has_fired_left_its_mark(void **state) {
  (void)state;
  static const uint16_t occurs[N_NAMES] = {OMBUD_NONE, OMBUD_NONE, S_SHIPPED,  OMBUD_NONE, OMBUD_NONE,
                                           OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, S_TRACKING};
  ombud_timer timers[2] = {shop_timers[0], shop_timers[1]};
  timers[1].target = OMBUD_NONE;
  ombud_process process = shop_processes[ORDER];
  process.facts = untracked;
  ombud_policy policy = shop;
  policy.processes = &process;
  policy.timers = timers;
  altered_in(&policy, OMBUD_OK, AT_NOW, 8, 13 * H);
  process.occurs = occurs;
  altered_in(&policy, OMBUD_BAD_CASE, AT_NOW, 8, 13 * H);
  altered_in(&policy, OMBUD_OK, AT_SLOT(S_TRACKING), 8, 0); /* earlier, in another state */

  answers a;
  uint8_t bytes[SIZE];
  box c = shipped(&policy);
  assert_int_equal(ombud_catch_up(&policy, &c.head, 13 * H, room(&a)), OMBUD_OK);
  assert_int_equal(ombud_encode(&policy, &c.head, bytes, SIZE), OMBUD_OK);
  write_number(bytes + AT_SLOT(S_TRACKING), 8, 13 * H - 1);
  seal(bytes, SIZE);
  decodes_to(OMBUD_BAD_CASE, &policy, bytes, SIZE);
  timers[1].kind = OMBUD_REMINDED; /* one that has been leaves no mark */
  decodes_to(OMBUD_OK, &policy, bytes, SIZE);
}

/* ---- versions ---- */

static void other_versions_are_told_from_damage(void **state) {
  (void)state;
  box c = shipped(&shop);
  uint64_t fingerprint = 7;
  uint8_t bytes[SIZE];
  assert_int_equal(ombud_encode(&shop, &c.head, bytes, SIZE), OMBUD_OK);
  bytes[4] = 2;
  decodes_to(OMBUD_BAD_CASE, &shop, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_BAD_CASE);
  seal(bytes, SIZE);
  decodes_to(OMBUD_BAD_ABI, &shop, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_BAD_ABI);
  seal(bytes, SIZE - 8);
  decodes_to(OMBUD_BAD_ABI, &shop, bytes, SIZE - 8); /* of whatever size */
  assert_int_equal(fingerprint, 7);
  ombud_policy other = shop;
  other.abi++;
  decodes_to(OMBUD_BAD_ABI, &other, bytes, SIZE);
  assert_int_equal(ombud_encode(&other, &c.head, bytes, SIZE), OMBUD_BAD_ABI);
}

static void fingerprint_is_told(void **state) {
  (void)state;
  box c = shipped(&shop);
  uint64_t fingerprint = 7;
  uint8_t bytes[SIZE];
  assert_int_equal(ombud_encode(&shop, &c.head, bytes, SIZE), OMBUD_OK);
  ombud_policy other = shop_of(shop.fingerprint + 1);
  decodes_to(OMBUD_BAD_POLICY, &other, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_OK);
  assert_int_equal(fingerprint, shop.fingerprint);
  other.case_slots++; /* a fact more: the size tells nothing */
  decodes_to(OMBUD_BAD_POLICY, &other, bytes, SIZE);
  fingerprint = 7;
  bytes[SIZE - 1] ^= 1;
  decodes_to(OMBUD_BAD_CASE, &other, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_BAD_CASE);
  write_number(bytes + AT_FINGERPRINT, 8, 0);
  seal(bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_BAD_CASE);
  assert_int_equal(fingerprint, 7);
}

#define RULES(within)                                                                                        \
  "policy loans {}\nactors reader\nprocess loan assume \"a test\" {\n"                                       \
  "  start { reader may borrow -> out }\n"                                                                   \
  "  state out { reader must give_back -> back within " within " else deemed give_back }\n"                  \
  "  ends back\n}\n"

static const ombud_policy *compiled(compilation *c, const char *text) {
  char path[] = "/tmp/ombud-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  assert_int_equal(write(file, text, strlen(text)), strlen(text));
  close(file);
  compile_begin(c);
  bool fine = compile_run(c, path, NULL, 0);
  remove(path);
  if (!fine) diag_print_text(c->diags, stdout, false);
  assert_true(fine);
  return c->policy;
}

/* As a host does it after the rules have changed: what is open lives on by the rules that it was opened by.
 */
static void older_cases_find_their_tables(void **state) {
  (void)state;
  compilation old_one, new_one;
  const ombud_policy *tables[] = {compiled(&new_one, RULES("28d")), compiled(&old_one, RULES("14d"))};

  answers a;
  box c = {.head = {.fingerprint = 0}}, back;
  ombud_input in = {NULL, 0, 1, 0};
  uint8_t bytes[256];
  size_t size = ombud_encoded_size(tables[1]);
  assert_int_equal(ombud_open(tables[1], &c.head, 0, 0, &in, 0, room(&a)), OMBUD_OK);
  assert_int_equal(ombud_encode(tables[1], &c.head, bytes, sizeof bytes), OMBUD_OK);

  decodes_to(OMBUD_BAD_POLICY, tables[0], bytes, size);
  uint64_t fingerprint;
  assert_int_equal(ombud_encoded_fingerprint(bytes, size, &fingerprint), OMBUD_OK);
  size_t i = 0;
  while (i < 1 && tables[i]->fingerprint != fingerprint) i++;
  assert_int_equal(i, 1);
  assert_int_equal(ombud_decode(tables[i], &back.head, bytes, size), OMBUD_OK);
  assert_int_equal(ombud_due(&back.head), 14 * D);
  compile_end(&old_one);
  compile_end(&new_one);
}

/* ---- what cannot be encoded ---- */

static void encodes_to(ombud_status expected, const ombud_policy *policy, const box *c, size_t size) {
  uint8_t bytes[SIZE], before[SIZE];
  memset(bytes, 0x5A, sizeof bytes);
  memset(before, 0x5A, sizeof before);
  assert_int_equal(ombud_encode(policy, &c->head, bytes, size), expected);
  if (expected != OMBUD_OK) assert_memory_equal(bytes, before, sizeof bytes);
}

static void encoding_has_room(void **state) {
  (void)state;
  box c = shipped(&shop);
  encodes_to(OMBUD_OK, &shop, &c, SIZE);
  encodes_to(OMBUD_OK, &shop, &c, SIZE + 1); /* as it says; no more is written */
  encodes_to(OMBUD_NO_SPACE, &shop, &c, SIZE - 1);
  encodes_to(OMBUD_NO_SPACE, &shop, &c, 0);
}

static void what_is_no_case_is_not_encoded(void **state) {
  (void)state;
  box good = shipped(&shop), c = {.head = {.fingerprint = 0}};
  encodes_to(OMBUD_BAD_CASE, &shop, &c, SIZE);
  ombud_policy other = shop_of(1);
  encodes_to(OMBUD_BAD_POLICY, &other, &good, SIZE);
  c = good;
  c.head.armed = 0; /* the deadline is lost */
  encodes_to(OMBUD_BAD_CASE, &shop, &c, SIZE);
  c.head.armed = good.head.armed | 2;
  encodes_to(OMBUD_BAD_CASE, &shop, &c, SIZE);
  c = good;
  c.head.wake++;
  encodes_to(OMBUD_BAD_CASE, &shop, &c, SIZE);
  c = good;
  c.slots[S_PAID] = -1;
  encodes_to(OMBUD_BAD_CASE, &shop, &c, SIZE);
  c = good;
  c.slots[S_NUDGES] = 0;
  encodes_to(OMBUD_BAD_CASE, &shop, &c, SIZE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(layout_is_this),
      cmocka_unit_test(check_sum_is_crc_32c),
      cmocka_unit_test(bytes_may_lie_anywhere),
      cmocka_unit_test(size_is_exact),
      cmocka_unit_test(head_is_checked),
      cmocka_unit_test(facts_are_checked),
      cmocka_unit_test(instants_are_checked),
      cmocka_unit_test(counters_are_checked),
      cmocka_unit_test(nothing_is_overdue),
      cmocka_unit_test(unused_slots_are_empty),
      cmocka_unit_test(time_left_out_is_checked),
      cmocka_unit_test(time_left_out_is_in_range),
      cmocka_unit_test(opening_left_its_mark),
      cmocka_unit_test(what_has_fired_left_its_mark),
      cmocka_unit_test(other_versions_are_told_from_damage),
      cmocka_unit_test(fingerprint_is_told),
      cmocka_unit_test(older_cases_find_their_tables),
      cmocka_unit_test(encoding_has_room),
      cmocka_unit_test(what_is_no_case_is_not_encoded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
