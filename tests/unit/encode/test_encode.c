/* The layout to the byte, and each way in which bytes can be no case, one at a time. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../runtime/support.h"
#include "compile.h"
#include "encode.h"
#include "seal.h"

#define SIZE OMBUD_ENCODED_SIZE(ENCODE_SLOTS)

enum { USER = ENCODE_ACTOR_USER, SELLER = ENCODE_ACTOR_SELLER };
enum {
  AT_ZERO = 5,
  AT_PROCESS,
  AT_MODE,
  AT_FINGERPRINT,
  AT_NOW = 16,
  AT_STATE = 24,
  AT_COUNT = 26,
  AT_SLOTS = 28
};

/* ---- where a slot lies among the bytes ---- */

#define ORDER  (&encode_policy.processes[ENCODE_PROCESS_ORDER])
#define REPAIR (&encode_policy.processes[ENCODE_PROCESS_REPAIR])

static size_t at_slot(unsigned slot) {
  assert_in_range(slot, 0, ENCODE_SLOTS - 1);
  return AT_SLOTS + 8 * (size_t)slot;
}

static size_t at_fact(const ombud_process *process, uint16_t fact) {
  return at_slot(process->facts[fact]);
}

static size_t at_last(const ombud_process *process, uint16_t name) {
  return at_slot(process->occurs[name]);
}

static size_t at_spent(void) {
  return at_slot(REPAIR->spent[0].slot);
}

/* Each process here has one counter, and no other slot behind it. */
static size_t at_counter(const ombud_process *process) {
  return at_slot(process->n_slots - 1u);
}

/* ---- cases to begin with ---- */

static void act(const ombud_policy *policy, encode_case *c, uint8_t actor, uint16_t action,
                const ombud_given *given, uint8_t n, ombud_time t) {
  encode_out out;
  ombud_input in = {given, n, actor, action};
  assert_int_equal(ombud_step(policy, &c->head, &in, t, encode_prepare(&out)), OMBUD_OK);
}

static void pass_time(const ombud_policy *policy, encode_case *c, ombud_time t) {
  encode_out out;
  assert_int_equal(ombud_catch_up(policy, &c->head, t, encode_prepare(&out)), OMBUD_OK);
}

static encode_case opened(const ombud_policy *policy, uint8_t process, const ombud_given *given, uint8_t n,
                          ombud_time t) {
  encode_case c = {.head = {.fingerprint = 0}};
  encode_out out;
  ombud_input in = {given, n, USER, 0}; /* each process here is opened by its first action */
  assert_int_equal(ombud_open(policy, &c.head, process, ENCODE_MODE_COD, &in, t, encode_prepare(&out)),
                   OMBUD_OK);
  return c;
}

/* An order, shipped an hour ago; lapses nine hours from now. */
static encode_case shipped(const ombud_policy *policy) {
  ombud_given paid[] = {{ENCODE_FACT_PAID, 900}, {ENCODE_FACT_POSTAGE, 15}}, day = {ENCODE_FACT_DAY, -5};
  encode_case c = opened(policy, ENCODE_PROCESS_ORDER, paid, 2, -10 * H);
  act(policy, &c, USER, ENCODE_ACTION_ORDER_BOOK, &day, 1, -9 * H);
  act(policy, &c, USER, ENCODE_ACTION_ORDER_NUDGE, NULL, 0, 0);
  act(policy, &c, SELLER, ENCODE_ACTION_ORDER_SHIP, NULL, 0, 3 * H);
  pass_time(policy, &c, 4 * H + 1);
  return c;
}

/* A repair, brought at 0; it has chimed at two hours, and it is four o'clock. */
static encode_case waiting(const ombud_policy *policy) {
  ombud_given facts[] = {{ENCODE_FACT_PAGES, 10}, {ENCODE_FACT_WEIGHT, 3}};
  encode_case c = opened(policy, ENCODE_PROCESS_REPAIR, facts, 2, 0);
  pass_time(policy, &c, 4 * H);
  return c;
}

/* … held at three, so that time stands still. */
static encode_case held(const ombud_policy *policy) {
  ombud_given facts[] = {{ENCODE_FACT_PAGES, 10}, {ENCODE_FACT_WEIGHT, 3}};
  encode_case c = opened(policy, ENCODE_PROCESS_REPAIR, facts, 2, 0);
  act(policy, &c, SELLER, ENCODE_ACTION_REPAIR_HOLD, NULL, 0, 3 * H);
  pass_time(policy, &c, 4 * H);
  return c;
}

/* ---- the layout ---- */

/* Written down by hand and by another program, not by ombud_encode. */
static const char golden[] = "4f4d4243"         /* OMBC */
                             "01000000"         /* version 1, 0, order, cod */
                             "efcdab8967452301" /* fingerprint */
                             "01badb0000000000" /* four hours and a millisecond */
                             "02000700"         /* shipped; seven slots */
                             "0000000000000080" /* agreed: not given */
                             "8403000000000000" /* 900 paid */
                             "0f00000000000000" /* 15 of postage */
                             "0000000000000080" /* tracking: not given */
                             "fbffffffffffffff" /* the day: -5 */
                             "80cba40000000000" /* shipped: three hours */
                             "0100000000000000" /* nudged once */
                             "cbb629ba";        /* CRC-32C */

static ombud_policy policy_of(uint64_t fingerprint) {
  ombud_policy policy = encode_policy;
  policy.fingerprint = fingerprint;
  return policy;
}

static void layout_is_this(void **state) {
  (void)state;
  ombud_policy policy = policy_of(UINT64_C(0x0123456789ABCDEF));
  encode_case c = shipped(&policy), back;
  uint8_t bytes[SIZE];
  char text[2 * SIZE + 1] = "";
  assert_int_equal(ombud_encoded_size(&policy), SIZE);
  assert_int_equal(ombud_encode(&policy, &c.head, bytes, SIZE), OMBUD_OK);
  for (size_t i = 0; i < SIZE; i++) snprintf(text + 2 * i, 3, "%02x", bytes[i]);
  assert_string_equal(text, golden);
  memset(&back, 0x5A, sizeof back);
  assert_int_equal(ombud_decode(&policy, &back.head, bytes, SIZE), OMBUD_OK);
  assert_memory_equal(back.words, c.words, sizeof c);
}

static void check_sum_is_crc_32c(void **state) {
  (void)state;
  assert_int_equal(crc32c((const uint8_t *)"123456789", 9), 0xE3069283); /* as catalogues of CRCs have it */
}

static void bytes_may_lie_anywhere(void **state) {
  (void)state;
  encode_case c = shipped(&encode_policy), back;
  uint8_t bytes[SIZE + 3];
  for (size_t shift = 0; shift <= 3; shift++) {
    assert_int_equal(ombud_encode(&encode_policy, &c.head, bytes + shift, SIZE), OMBUD_OK);
    assert_int_equal(ombud_decode(&encode_policy, &back.head, bytes + shift, SIZE), OMBUD_OK);
    assert_memory_equal(back.words, c.words, sizeof c);
  }
}

/* ---- what is no case ---- */

static void decodes_to(ombud_status expected, const ombud_policy *policy, const uint8_t *bytes, size_t size) {
  encode_case back, before;
  memset(&back, 0x5A, sizeof back);
  memset(&before, 0x5A, sizeof before);
  assert_int_equal(ombud_decode(policy, &back.head, bytes, size), expected);
  if (expected != OMBUD_OK) assert_memory_equal(back.words, before.words, sizeof back);
}

static void seal_to(ombud_status expected, uint8_t *bytes, size_t size) {
  seal(bytes, size);
  decodes_to(expected, &encode_policy, bytes, size);
}

static void encoded(encode_case c, uint8_t bytes[SIZE]) {
  assert_int_equal(ombud_encode(&encode_policy, &c.head, bytes, SIZE), OMBUD_OK);
}

/* C with N bytes at AT altered, and sealed again. */
static void altered(ombud_status expected, encode_case c, size_t at, size_t n, int64_t x) {
  uint8_t bytes[SIZE];
  encoded(c, bytes);
  write_number(bytes + at, n, (uint64_t)x);
  seal_to(expected, bytes, SIZE);
}

static void order_altered(ombud_status expected, size_t at, size_t n, int64_t x) {
  altered(expected, shipped(&encode_policy), at, n, x);
}

static void slot_altered(ombud_status expected, size_t at, int64_t x) {
  order_altered(expected, at, 8, x);
}

static void size_is_exact(void **state) {
  (void)state;
  uint8_t bytes[SIZE + 8] = {0}, sealed[SIZE + 8];
  encoded(shipped(&encode_policy), bytes);
  for (size_t size = 0; size <= sizeof bytes; size++) {
    ombud_status expected = size == SIZE ? OMBUD_OK : OMBUD_BAD_CASE;
    decodes_to(expected, &encode_policy, bytes, size);
    memcpy(sealed, bytes, sizeof bytes);
    seal_to(expected, sealed, size);
    write_number(sealed + AT_COUNT, 2,
                 (size - 32) / 8); /* in keeping with the size, but not with the tables */
    seal_to(expected, sealed, size);
  }
}

static void head_is_checked(void **state) {
  (void)state;
  order_altered(OMBUD_OK, AT_MODE, 1, ENCODE_MODE_ONLINE);
  order_altered(OMBUD_BAD_CASE, 0, 1, 'o');
  order_altered(OMBUD_BAD_CASE, AT_ZERO, 1, 1);
  order_altered(OMBUD_BAD_CASE, AT_PROCESS, 1, encode_policy.n_processes);
  order_altered(OMBUD_BAD_CASE, AT_MODE, 1, encode_policy.n_modes);
  order_altered(OMBUD_BAD_CASE, AT_STATE, 2, ENCODE_STATE_ORDER_START);
  order_altered(OMBUD_BAD_CASE, AT_STATE, 2, ORDER->n_states);
  order_altered(OMBUD_BAD_CASE, AT_STATE, 2, ENCODE_STATE_ORDER_AUDIT); /* of the other mode */
  order_altered(OMBUD_BAD_CASE, AT_COUNT, 2, ENCODE_SLOTS - 1);
  order_altered(OMBUD_BAD_CASE, AT_NOW, 8, OMBUD_NEVER);
  order_altered(OMBUD_BAD_CASE, AT_NOW, 8, OMBUD_UNSET);
}

static void facts_are_checked(void **state) {
  (void)state;
  slot_altered(OMBUD_OK, at_fact(ORDER, ENCODE_FACT_AGREED), 1);
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_AGREED), 2);
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_AGREED), -1);
  slot_altered(OMBUD_OK, at_fact(ORDER, ENCODE_FACT_PAID), 1000);
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_PAID), 1001);
  slot_altered(OMBUD_OK, at_fact(ORDER, ENCODE_FACT_TRACKING), 1);
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_TRACKING), 0);
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_DAY), OMBUD_TIME_MAX + 1);
}

static void bounds_between_facts_are_checked(void **state) {
  (void)state;
  slot_altered(OMBUD_OK, at_fact(ORDER, ENCODE_FACT_POSTAGE), 900); /* all of what was paid */
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_POSTAGE), 901);
  encode_case c = waiting(&encode_policy);
  altered(OMBUD_OK, c, at_fact(REPAIR, ENCODE_FACT_WEIGHT), 8, 9);
  altered(OMBUD_BAD_CASE, c, at_fact(REPAIR, ENCODE_FACT_WEIGHT), 8, 10); /* less than the pages, it says */
}

/* In either place: agreed is not given. */
static void bounds_to_a_fact_that_is_not_given_bind_nothing(void **state) {
  (void)state;
  const ombud_order orders[] = {{ENCODE_FACT_PAID, ENCODE_FACT_AGREED, 0},
                                {ENCODE_FACT_AGREED, ENCODE_FACT_PAID, 0}};
  ombud_policy policy = encode_policy;
  encode_case c = shipped(&policy);
  uint8_t bytes[SIZE];
  policy.orders = orders;
  policy.n_orders = 2;
  assert_int_equal(ombud_encode(&policy, &c.head, bytes, SIZE), OMBUD_OK);
  decodes_to(OMBUD_OK, &policy, bytes, SIZE);
}

static void instants_are_checked(void **state) {
  (void)state;
  size_t ship = at_last(ORDER, ENCODE_ACTION_ORDER_SHIP), entry = at_slot(REPAIR->entry);
  slot_altered(OMBUD_OK, ship, 4 * H + 1);
  slot_altered(OMBUD_BAD_CASE, ship, 4 * H + 2);
  slot_altered(OMBUD_OK, ship, OMBUD_UNSET); /* nothing is armed then */
  encode_case c = held(&encode_policy);
  altered(OMBUD_OK, c, entry, 8, OMBUD_TIME_MIN);
  altered(OMBUD_OK, c, entry, 8, 4 * H);
  altered(OMBUD_BAD_CASE, c, entry, 8, 4 * H + 1);
  altered(OMBUD_BAD_CASE, c, entry, 8, OMBUD_TIME_MIN - 1);
  altered(OMBUD_BAD_CASE, c, entry, 8, OMBUD_UNSET);
}

static void counters_are_checked(void **state) {
  (void)state;
  slot_altered(OMBUD_OK, at_counter(ORDER), OMBUD_UNSET);
  slot_altered(OMBUD_OK, at_counter(ORDER), OMBUD_TIME_MAX);
  slot_altered(OMBUD_BAD_CASE, at_counter(ORDER), 0);
  slot_altered(OMBUD_BAD_CASE, at_counter(ORDER), -1);
  slot_altered(OMBUD_BAD_CASE, at_counter(ORDER), OMBUD_TIME_MAX + 1);
}

static void time_left_out_is_checked(void **state) {
  (void)state;
  encode_case c = held(&encode_policy); /* for an hour, of the four since it was brought */
  altered(OMBUD_OK, c, at_spent(), 8, -H);
  altered(OMBUD_BAD_CASE, c, at_spent(), 8, -H - 1);
  altered(OMBUD_OK, c, at_spent(), 8, 3 * H);
  altered(OMBUD_BAD_CASE, c, at_spent(), 8, 3 * H + 1);
  altered(OMBUD_BAD_CASE, c, at_spent(), 8, OMBUD_UNSET + 1);
  altered(OMBUD_BAD_CASE, c, at_spent(), 8, OMBUD_UNSET);
  altered(OMBUD_BAD_CASE, c, at_last(REPAIR, ENCODE_ACTION_REPAIR_BRING), 8, OMBUD_UNSET);
  c = waiting(&encode_policy); /* nothing is added for being here */
  altered(OMBUD_OK, c, at_spent(), 8, 4 * H);
  altered(OMBUD_BAD_CASE, c, at_spent(), 8, 4 * H + 1);
  altered(OMBUD_BAD_CASE, c, at_spent(), 8, -1);
}

/* Sums saturate; what is stored is within bounds all the same. */
static void time_left_out_is_in_range(void **state) {
  (void)state;
  uint8_t bytes[SIZE];
  encoded(held(&encode_policy), bytes);
  write_number(bytes + at_last(REPAIR, ENCODE_ACTION_REPAIR_BRING), 8, (uint64_t)OMBUD_TIME_MIN);
  write_number(bytes + at_spent(), 8, (uint64_t)OMBUD_TIME_MAX);
  seal_to(OMBUD_OK, bytes, SIZE);
  write_number(bytes + at_spent(), 8, (uint64_t)OMBUD_TIME_MAX + 1);
  seal_to(OMBUD_BAD_CASE, bytes, SIZE);
  write_number(bytes + AT_NOW, 8, 0); /* held since time began, which takes off as much as there is */
  write_number(bytes + at_last(REPAIR, ENCODE_EVENT_REPAIR_CHIME), 8, (uint64_t)OMBUD_UNSET);
  write_number(bytes + at_slot(REPAIR->entry), 8, (uint64_t)OMBUD_TIME_MIN);
  write_number(bytes + at_spent(), 8, (uint64_t)OMBUD_TIME_MIN);
  seal_to(OMBUD_OK, bytes, SIZE);
  write_number(bytes + at_spent(), 8, (uint64_t)(OMBUD_TIME_MIN - 1));
  seal_to(OMBUD_BAD_CASE, bytes, SIZE);
}

static void unused_slots_are_empty(void **state) {
  (void)state;
  encode_case c = opened(&encode_policy, ENCODE_PROCESS_CALL, NULL, 0, 0);
  assert_int_equal(encode_policy.processes[ENCODE_PROCESS_CALL].n_slots, 0);
  altered(OMBUD_OK, c, AT_NOW, 8, 1);
  altered(OMBUD_BAD_CASE, c, at_slot(0), 8, 1);
  altered(OMBUD_BAD_CASE, c, at_slot(ENCODE_SLOTS - 1), 8, 1);
}

/* ---- what must have come before ---- */

static void opening_left_its_mark(void **state) {
  (void)state;
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_PAID),
               OMBUD_UNSET); /* no order without; and the seller, */
  slot_altered(OMBUD_BAD_CASE, at_fact(ORDER, ENCODE_FACT_POSTAGE),
               OMBUD_UNSET); /* who gives nothing, may not */
  altered(OMBUD_BAD_CASE, waiting(&encode_policy), at_counter(REPAIR), 8, OMBUD_UNSET);
  uint8_t bytes[SIZE];
  encoded(waiting(&encode_policy), bytes);
  write_number(bytes + at_last(REPAIR, ENCODE_ACTION_REPAIR_BRING), 8, (uint64_t)OMBUD_UNSET);
  write_number(bytes + at_spent(), 8, (uint64_t)OMBUD_UNSET);
  seal_to(OMBUD_BAD_CASE, bytes, SIZE);
}

static void nothing_is_overdue(void **state) {
  (void)state;
  order_altered(OMBUD_OK, AT_NOW, 8, 13 * H - 1);
  order_altered(OMBUD_BAD_CASE, AT_NOW, 8, 13 * H); /* ten hours after it was shipped it lapses */
  slot_altered(OMBUD_OK, at_last(ORDER, ENCODE_ACTION_ORDER_SHIP), -6 * H + 2);
  slot_altered(OMBUD_BAD_CASE, at_last(ORDER, ENCODE_ACTION_ORDER_SHIP), -6 * H + 1);
  encode_case c = waiting(&encode_policy);
  altered(OMBUD_OK, c, AT_NOW, 8, 5 * D - 1); /* the reminder on the fourth day leaves no mark */
  altered(OMBUD_BAD_CASE, c, AT_NOW, 8, 5 * D);
  uint8_t bytes[SIZE];
  encoded(c, bytes);
  write_number(bytes + at_spent(), 8, 4 * H);
  write_number(bytes + AT_NOW, 8, 5 * D); /* four hours of that do not count */
  seal_to(OMBUD_OK, bytes, SIZE);
}

/* A deadline that stays is past once it has fired, and has left its mark where that is kept. */
static void what_has_fired_left_its_mark(void **state) {
  (void)state;
  size_t chime = at_last(REPAIR, ENCODE_EVENT_REPAIR_CHIME);
  altered(OMBUD_OK, waiting(&encode_policy), chime, 8, 2 * H);
  altered(OMBUD_BAD_CASE, waiting(&encode_policy), chime, 8,
          2 * H - 1); /* it would have been earlier, elsewhere */
  altered(OMBUD_BAD_CASE, waiting(&encode_policy), chime, 8, OMBUD_UNSET);
  altered(OMBUD_OK, held(&encode_policy), chime, 8, OMBUD_UNSET);
}

/* ---- versions ---- */

static void other_versions_are_told_from_damage(void **state) {
  (void)state;
  encode_case c = shipped(&encode_policy);
  uint64_t fingerprint = 7;
  uint8_t bytes[SIZE];
  assert_int_equal(ombud_encode(&encode_policy, &c.head, bytes, SIZE), OMBUD_OK);
  bytes[4] = 2;
  decodes_to(OMBUD_BAD_CASE, &encode_policy, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_BAD_CASE);
  seal(bytes, SIZE);
  decodes_to(OMBUD_BAD_ABI, &encode_policy, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_BAD_ABI);
  seal(bytes, SIZE - 8);
  decodes_to(OMBUD_BAD_ABI, &encode_policy, bytes, SIZE - 8); /* of whatever size */
  assert_int_equal(fingerprint, 7);
  ombud_policy other = encode_policy;
  other.abi++;
  decodes_to(OMBUD_BAD_ABI, &other, bytes, SIZE);
  assert_int_equal(ombud_encode(&other, &c.head, bytes, SIZE), OMBUD_BAD_ABI);
}

static void fingerprint_is_told(void **state) {
  (void)state;
  encode_case c = shipped(&encode_policy);
  uint64_t fingerprint = 7;
  uint8_t bytes[SIZE];
  assert_int_equal(ombud_encode(&encode_policy, &c.head, bytes, SIZE), OMBUD_OK);
  ombud_policy other = policy_of(encode_policy.fingerprint + 1);
  decodes_to(OMBUD_BAD_POLICY, &other, bytes, SIZE);
  assert_int_equal(ombud_encoded_fingerprint(bytes, SIZE, &fingerprint), OMBUD_OK);
  assert_int_equal(fingerprint, encode_policy.fingerprint);
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

#define VISITS                                                                                               \
  "policy visits {}\nactors guest, host\nprocess visit assume \"a test\" {\n"                                \
  "  start { guest may come -> here }\n"                                                                     \
  "  state here {\n    guest may order\n    guest may go_out -> away\n"                                      \
  "    host must serve -> served within 1h of latest(come, order) not counting away else deemed serve\n  "   \
  "}\n"                                                                                                      \
  "  state away { guest may come_in -> here waits \"for the guest\" }\n"                                     \
  "  ends served\n}\n"

/* Nothing has been ordered yet. */
static void no_time_is_left_out_since_what_has_not_occurred(void **state) {
  (void)state;
  compilation made;
  const ombud_policy *policy = compiled(&made, VISITS);
  const ombud_process *visit = &policy->processes[0];
  const ombud_spent *spent = visit->spent;
  if (spent->anchor != visit->occurs[1]) spent++;
  assert_int_equal(spent->anchor, visit->occurs[1]);
  answers a;
  box c = {.head = {.fingerprint = 0}};
  ombud_input in = {NULL, 0, 1, 0};
  uint8_t bytes[256];
  size_t size = ombud_encoded_size(policy);
  assert_int_equal(ombud_open(policy, &c.head, 0, 0, &in, 0, room(&a)), OMBUD_OK);
  assert_true(c.slots[spent->anchor] == OMBUD_UNSET);
  assert_int_equal(ombud_encode(policy, &c.head, bytes, sizeof bytes), OMBUD_OK);
  decodes_to(OMBUD_OK, policy, bytes, size);
  write_number(bytes + at_slot(spent->slot), 8, 0);
  seal(bytes, size);
  decodes_to(OMBUD_BAD_CASE, policy, bytes, size);
  compile_end(&made);
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

static void encodes_to(ombud_status expected, const ombud_policy *policy, const encode_case *c, size_t size) {
  uint8_t bytes[SIZE], before[SIZE];
  memset(bytes, 0x5A, sizeof bytes);
  memset(before, 0x5A, sizeof before);
  assert_int_equal(ombud_encode(policy, &c->head, bytes, size), expected);
  if (expected != OMBUD_OK) assert_memory_equal(bytes, before, sizeof bytes);
}

static void encoding_has_room(void **state) {
  (void)state;
  encode_case c = shipped(&encode_policy);
  encodes_to(OMBUD_OK, &encode_policy, &c, SIZE);
  encodes_to(OMBUD_OK, &encode_policy, &c, SIZE + 1); /* as it says; no more is written */
  encodes_to(OMBUD_NO_SPACE, &encode_policy, &c, SIZE - 1);
  encodes_to(OMBUD_NO_SPACE, &encode_policy, &c, 0);
}

static void what_is_no_case_is_not_encoded(void **state) {
  (void)state;
  encode_case good = shipped(&encode_policy), c = {.head = {.fingerprint = 0}};
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
  ombud_policy other = policy_of(1);
  encodes_to(OMBUD_BAD_POLICY, &other, &good, SIZE);
  c = good;
  c.head.armed = 0; /* the deadline is lost */
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
  c.head.armed = good.head.armed | 2;
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
  c = good;
  c.head.wake++;
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
  c = good;
  c.words[4 + ORDER->facts[ENCODE_FACT_PAID]] = -1;
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
  c = good;
  c.words[4 + ORDER->n_slots - 1] = 0;
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
  ombud_given paid[] = {{ENCODE_FACT_PAID, 900}, {ENCODE_FACT_POSTAGE, 15}}; /* and where nothing is armed */
  c = opened(&encode_policy, ENCODE_PROCESS_ORDER, paid, 2, 0);
  encodes_to(OMBUD_OK, &encode_policy, &c, SIZE);
  c.words[4 + ORDER->facts[ENCODE_FACT_PAID]] = 1001;
  encodes_to(OMBUD_BAD_CASE, &encode_policy, &c, SIZE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(layout_is_this),
      cmocka_unit_test(check_sum_is_crc_32c),
      cmocka_unit_test(bytes_may_lie_anywhere),
      cmocka_unit_test(size_is_exact),
      cmocka_unit_test(head_is_checked),
      cmocka_unit_test(facts_are_checked),
      cmocka_unit_test(bounds_between_facts_are_checked),
      cmocka_unit_test(bounds_to_a_fact_that_is_not_given_bind_nothing),
      cmocka_unit_test(instants_are_checked),
      cmocka_unit_test(counters_are_checked),
      cmocka_unit_test(time_left_out_is_checked),
      cmocka_unit_test(time_left_out_is_in_range),
      cmocka_unit_test(unused_slots_are_empty),
      cmocka_unit_test(opening_left_its_mark),
      cmocka_unit_test(nothing_is_overdue),
      cmocka_unit_test(what_has_fired_left_its_mark),
      cmocka_unit_test(other_versions_are_told_from_damage),
      cmocka_unit_test(fingerprint_is_told),
      cmocka_unit_test(no_time_is_left_out_since_what_has_not_occurred),
      cmocka_unit_test(older_cases_find_their_tables),
      cmocka_unit_test(encoding_has_room),
      cmocka_unit_test(what_is_no_case_is_not_encoded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
