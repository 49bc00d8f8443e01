/* Every case that comes about is the same as bytes and back; and whatever is done to the bytes, what comes
 * back is an error, or a case that the tables can hold and that can be gone on with.
 *
 * usage: test_bytes          over a million decodings
 *        test_bytes COUNT    … as many for each policy */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "seal.h"
#include "walk.h"

static const char *const paths[] = {
    "rules/douyin/douyin.ombud",
    "tests/unit/chargeback/chargeback.ombud",
    "tests/unit/cover/salon.ombud",
    "tests/unit/encode/encode.ombud",
    "tests/unit/generated/generated.ombud",
    "tests/unit/hotel/hotel.ombud",
    "tests/unit/library/library.ombud",
    "tests/unit/parcel/parcel.ombud",
    "tests/model/spin/moments.ombud",
};
#define N_POLICIES (sizeof paths / sizeof paths[0])

static unsigned long mutations = 115000; /* of each policy */

#define POOL      200 /* cases of each policy that are made to be altered */
#define BYTES_MAX 512 /* bytes of an encoding here */

typedef struct pool {
  walk w;
  uint8_t (*bytes)[BYTES_MAX];
  size_t size;
  ombud_case *back, *before; /* to decode to, and what was there before */
  uint8_t *block;            /* what is decoded ends where it ends */
} pool;

static void pool_begin(pool *p, const char *path) {
  assert_true(walk_begin(&p->w, path, 88172645463325252u));
  p->size = ombud_encoded_size(p->w.policy);
  assert_in_range(p->size, 1, BYTES_MAX - 64);
  p->bytes = calloc(POOL, sizeof *p->bytes);
  p->back = malloc(ombud_case_size(p->w.policy));
  p->before = malloc(ombud_case_size(p->w.policy));
  p->block = malloc(BYTES_MAX);
}

static void pool_end(pool *p) {
  free(p->bytes);
  free(p->back);
  free(p->before);
  free(p->block);
  walk_end(&p->w);
}

static ombud_status decode(pool *p, const uint8_t *bytes, size_t size) {
  uint8_t *at = p->block + BYTES_MAX - size;
  memcpy(at, bytes, size);
  memset(p->back, 0x5A, ombud_case_size(p->w.policy));
  memset(p->before, 0x5A, ombud_case_size(p->w.policy));
  return ombud_decode(p->w.policy, p->back, at, size);
}

/* What a case of its process takes of the room. */
static size_t size_of(const pool *p, const ombud_case *c) {
  return sizeof *c + p->w.policy->processes[c->process].n_slots * sizeof(int64_t);
}

static void same_as_bytes_and_back(pool *p, uint8_t *bytes) {
  assert_int_equal(ombud_encode(p->w.policy, p->w.c, bytes, p->size), OMBUD_OK);
  assert_int_equal(decode(p, bytes, p->size), OMBUD_OK);
  assert_memory_equal(p->back, p->w.c, size_of(p, p->w.c));
}

/* Walks until the pool is full; keeps about every seventh case that it meets. */
static unsigned fill(pool *p) {
  unsigned n = 0, seen = 0;
  while (n < POOL) {
    assert_true(walk_open(&p->w));
    for (int i = 0; i < 40; i++) {
      same_as_bytes_and_back(p, p->bytes[n]);
      seen++;
      if (n < POOL - 1 && walk_roll(&p->w, 7) == 0) n++;
      if (ombud_ended(p->w.policy, p->w.c) && walk_roll(&p->w, 3) == 0) break;
      walk_step(&p->w);
    }
    if (n == POOL - 1) n++;
  }
  return seen;
}

static void every_case_is_the_same_as_bytes_and_back(void **state) {
  (void)state;
  for (size_t i = 0; i < N_POLICIES; i++) {
    pool p;
    pool_begin(&p, paths[i]);
    unsigned seen = 0;
    for (int round = 0; round < 5; round++) seen += fill(&p);
    print_message("# %s: %u cases, %u opened, %u steps accepted\n", paths[i], seen, p.w.n_opened,
                  p.w.n_accepted);
    assert_true(seen > 2000 && p.w.n_accepted > 50);
    pool_end(&p);
  }
}

/* ---- what is done to them ---- */

enum { N_KINDS = 9, SEALED = 4 /* the first kind that is sealed again */ };

static uint8_t *any(pool *p) {
  return p->bytes[walk_roll(&p->w, POOL)];
}

/* A few bits, all of them different. */
static void flip(pool *p, uint8_t *bytes, size_t size) {
  unsigned n = 1 + walk_roll(&p->w, 6), n_bits = 8 * (unsigned)size, bit = walk_roll(&p->w, n_bits);
  for (; n > 0; n--, bit = (bit + 1 + walk_roll(&p->w, n_bits / 8)) % n_bits)
    bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
}

static void noise(pool *p, uint8_t *bytes, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) bytes[i] = (uint8_t)walk_draw(&p->w);
}

static void alter_slot(pool *p, uint8_t *bytes) {
  unsigned n = (unsigned)(p->size - 32) / 8;
  if (n == 0) return;
  const uint8_t *other = any(p);
  ombud_case now = {.now = (ombud_time)read_number(bytes + 16, 8)};
  uint64_t x = read_number(other + 28 + 8 * walk_roll(&p->w, n), 8);
  if (walk_roll(&p->w, 3)) x = (uint64_t)walk_number(&p->w, &now);
  write_number(bytes + 28 + 8 * walk_roll(&p->w, n), 8, x);
}

static void alter_head(pool *p, uint8_t *bytes) {
  static const struct {
    uint8_t at, n;
  } fields[] = {{0, 4},  {4, 1},  {5, 1},  {6, 1},  {7, 1},  {8, 8},
                {16, 8}, {16, 8}, {24, 2}, {24, 2}, {24, 2}, {26, 2}};
  unsigned i = walk_roll(&p->w, sizeof fields / sizeof fields[0]);
  ombud_case now = {.now = (ombud_time)read_number(bytes + 16, 8)};
  uint64_t x = walk_roll(&p->w, 2) ? walk_roll(&p->w, 12) : (uint64_t)walk_number(&p->w, &now);
  write_number(bytes + fields[i].at, fields[i].n, x);
}

/* Returns the new size. */
static size_t alter(pool *p, unsigned kind, uint8_t *bytes) {
  size_t size = p->size;
  memcpy(bytes, any(p), size);
  switch (kind) {
  case 0: return walk_roll(&p->w, (unsigned)size);
  case 1: noise(p, bytes, size, BYTES_MAX); return size + 1 + walk_roll(&p->w, (unsigned)(BYTES_MAX - size));
  case 2: flip(p, bytes, size); return size;
  case 3: noise(p, bytes, walk_roll(&p->w, 4) * 4u, size); return size;
  case SEALED: flip(p, bytes, size - 4); break;
  case 5: alter_head(p, bytes); break;
  case 6: memcpy(bytes + 28, any(p) + 28, size - 32); break; /* the head of one, the slots of another */
  case 7:
    for (unsigned n = 1 + walk_roll(&p->w, 2); n > 0; n--) alter_slot(p, bytes);
    break;
  case 8:
    size = walk_roll(&p->w, 2) ? walk_roll(&p->w, BYTES_MAX) : size;
    noise(p, bytes, size < 28 ? size : 28, size);
    break;
  }
  seal(bytes, size);
  return size;
}

/* ---- what has to hold of what is decoded ---- */

static void facts_are_in_bounds(const ombud_policy *policy, const ombud_case *c) {
  for (uint16_t i = 0; i < policy->n_facts; i++) {
    int64_t x = ombud_fact_value(policy, c, i);
    if (x == OMBUD_UNSET) continue;
    assert_true(policy->facts[i].lo <= x && x <= policy->facts[i].hi);
  }
  for (uint16_t i = 0; i < policy->n_orders; i++) {
    const ombud_order *order = &policy->orders[i];
    int64_t less = ombud_fact_value(policy, c, order->less), more = ombud_fact_value(policy, c, order->more);
    if (less != OMBUD_UNSET && more != OMBUD_UNSET) assert_true(order->gap ? less < more : less <= more);
  }
}

/* Nothing is due, and looking changes nothing. */
static void has_caught_up(pool *p) {
  ombud_out out = walk_room(&p->w);
  memcpy(p->before, p->back, ombud_case_size(p->w.policy));
  assert_true(ombud_due(p->back) > p->back->now);
  assert_int_equal(ombud_catch_up(p->w.policy, p->back, p->back->now, &out), OMBUD_OK);
  assert_int_equal(out.n_events, 0);
  assert_memory_equal(p->back, p->before, ombud_case_size(p->w.policy));
}

/* Whoever does whatever to it: an answer, and again a case that can be encoded. */
static void can_be_gone_on_with(pool *p) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_why why;
  size_t n;
  uint8_t again[BYTES_MAX];
  for (int i = 0; i < 4; i++) {
    ombud_out out = walk_room(&p->w);
    ombud_input in = walk_input(&p->w, p->back, p->back->process, p->back->mode, given);
    ombud_time t = walk_time(&p->w, p->back);
    assert_int_equal(
        ombud_can(p->w.policy, p->back, in.actor, p->back->now, p->w.options, p->w.n_options, &n), OMBUD_OK);
    ombud_status status = ombud_explain(p->w.policy, p->back, &in, p->back->now, &why);
    assert_true(status == OMBUD_OK || status == OMBUD_BAD_VALUE);
    status = ombud_step(p->w.policy, p->back, &in, t, &out);
    assert_true(status == OMBUD_OK || status == OMBUD_REFUSED || status == OMBUD_BAD_VALUE ||
                status == OMBUD_BAD_TIME);
    assert_int_equal(ombud_encode(p->w.policy, p->back, again, p->size), OMBUD_OK);
  }
}

static void holds(pool *p, const uint8_t *bytes, size_t size) {
  uint8_t again[BYTES_MAX];
  uint64_t fingerprint = 0;
  assert_int_equal(size, p->size);
  assert_int_equal(ombud_encode(p->w.policy, p->back, again, size), OMBUD_OK);
  assert_memory_equal(again, bytes, size);
  assert_int_equal(ombud_encoded_fingerprint(bytes, size, &fingerprint), OMBUD_OK);
  assert_int_equal(fingerprint, p->w.policy->fingerprint);
  facts_are_in_bounds(p->w.policy, p->back);
  has_caught_up(p);
  can_be_gone_on_with(p);
}

static void altered(pool *p, unsigned kind, unsigned long *accepted) {
  uint8_t bytes[BYTES_MAX];
  size_t size = alter(p, kind, bytes);
  ombud_status status = decode(p, bytes, size);
  if (kind < SEALED) assert_int_equal(status, OMBUD_BAD_CASE);
  if (status == OMBUD_OK) {
    accepted[kind]++;
    holds(p, bytes, size);
    return;
  }
  assert_true(status == OMBUD_BAD_CASE || status == OMBUD_BAD_POLICY || status == OMBUD_BAD_ABI);
  assert_memory_equal(p->back, p->before, ombud_case_size(p->w.policy));
}

static void altered_bytes_are_an_error_or_a_case(void **state) {
  (void)state;
  unsigned long accepted[N_KINDS] = {0}, all = 0;
  for (size_t i = 0; i < N_POLICIES; i++) {
    pool p;
    pool_begin(&p, paths[i]);
    fill(&p);
    for (unsigned long k = 0; k < mutations; k++, all++) altered(&p, (unsigned)(k % N_KINDS), accepted);
    pool_end(&p);
  }
  print_message("# %lu decodings; taken for a case, of %lu each:", all, all / N_KINDS);
  for (unsigned kind = 0; kind < N_KINDS; kind++) print_message(" %lu", accepted[kind]);
  print_message("\n");
  for (unsigned kind = SEALED; kind < 8; kind++) assert_true(accepted[kind] > all / N_KINDS / 200);
}

/* The check sum's word: no change of one bit or two passes, wherever they are. */
static void few_bits_are_always_found(void **state) {
  (void)state;
  pool p;
  pool_begin(&p, paths[0]);
  fill(&p);
  unsigned n_bits = 8 * (unsigned)p.size;
  for (unsigned a = 0; a < n_bits; a++)
    for (unsigned b = a; b < n_bits; b++) {
      uint8_t bytes[BYTES_MAX];
      memcpy(bytes, p.bytes[0], p.size);
      bytes[a / 8] ^= (uint8_t)(1u << a % 8);
      if (a != b) bytes[b / 8] ^= (uint8_t)(1u << b % 8);
      assert_int_equal(decode(&p, bytes, p.size), OMBUD_BAD_CASE);
    }
  pool_end(&p);
}

int main(int argc, char **argv) {
  if (argc > 1) mutations = strtoul(argv[1], NULL, 10);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_case_is_the_same_as_bytes_and_back),
      cmocka_unit_test(altered_bytes_are_an_error_or_a_case),
      cmocka_unit_test(few_bits_are_always_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
