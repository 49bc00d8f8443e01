/* The decoder of cases, and the runtime on whatever it accepts.
 *
 * The first byte chooses a policy and what becomes of the rest: bytes of an encoding as they are; the same
 * with header and check sum put right; or a case that is opened and led on by the rest, altered, and sealed
 * anew. */
#include <stdlib.h>
#include <string.h>

#include "../../unit/encode/seal.h"
#include "compile.h"
#include "harness.h"
#include "row.h"

static const char *const paths[] = {"douyin.ombud", "withdrawal.ombud", "chargeback.ombud", "encode.ombud",
                                    "hotel.ombud",  "library.ombud",    "parcel.ombud",     "take.ombud"};
#define N_POLICIES (sizeof paths / sizeof *paths)
#define BYTES_MAX  1024
#define SLOT_0     28 /* where the slots begin in an encoding */
#define HOUR       INT64_C(3600000)

static compilation made[N_POLICIES];

typedef struct play { /* a case, and the bytes that lead it on */
  const ombud_policy *policy;
  const uint8_t *at, *end;
  ombud_case *c, *other, *third; /* room for cases */
  ombud_event *events;
  ombud_effect *effects;
  ombud_option *options;
  uint16_t n_options;
} play;

/* ---- what the bytes say ---- */

static uint64_t take(play *p, size_t n) {
  uint64_t x = 0;
  for (; n > 0 && p->at < p->end; n--) x = x << 8 | *p->at++;
  return x;
}

static unsigned choose(play *p, unsigned n) {
  return n == 0 ? 0 : (unsigned)take(p, 1) % n;
}

/* Mostly what is near something that counts. */
static int64_t number(play *p, int64_t near) {
  static const int64_t borders[] = {OMBUD_UNSET, OMBUD_NEVER, OMBUD_TIME_MIN, OMBUD_TIME_MAX, -1, 0, 1, 2};
  unsigned kind = choose(p, 16);
  if (kind < 8) return borders[kind];
  if (kind < 12) return (int64_t)((uint64_t)near + take(p, 1) - 1);
  if (kind < 14) return (int64_t)((uint64_t)near + (take(p, 1) - 64) * (uint64_t)HOUR);
  return (int64_t)take(p, 8);
}

static ombud_time instant(play *p, const ombud_case *c) {
  ombud_time due = ombud_due(c);
  switch (choose(p, 4)) {
  case 0: return c->now + (int64_t)take(p, 1) * HOUR;
  case 1: return due == OMBUD_NEVER ? c->now : due - 1 + (int64_t)choose(p, 3);
  case 2: return c->now;
  default: return number(p, c->now);
  }
}

static ombud_input input(play *p, uint8_t process, uint8_t mode, uint16_t state, ombud_time now,
                         ombud_given given[OMBUD_GIVEN_MAX]) {
  const ombud_policy *y = p->policy;
  ombud_input in = {.given = given};
  const uint16_t *facts;
  in.actor = (uint8_t)choose(p, y->n_actors + 1u);
  in.action = (uint16_t)choose(p, y->processes[process].n_actions + 1u);
  uint16_t n = ombud_gives(y, process, mode, state, in.actor, in.action, &facts);
  for (uint16_t i = 0; i < n; i++)
    given[in.n_given++] = (ombud_given){
        facts[i], number(p, y->facts[facts[i]].type == OMBUD_MOMENT ? now : y->facts[facts[i]].lo)};
  if (choose(p, 8) == 7 && in.n_given > 0) in.n_given--;
  if (choose(p, 8) == 7 && in.n_given < OMBUD_GIVEN_MAX)
    given[in.n_given++] = (ombud_given){(uint16_t)choose(p, y->n_facts + 1u), number(p, now)};
  return in;
}

/* ---- what must hold ---- */

static ombud_out room(const play *p) {
  return (ombud_out){.events = p->events,
                     .effects = p->effects,
                     .events_max = p->policy->max_events,
                     .effects_max = p->policy->max_effects};
}

static size_t size_of(const play *p, const ombud_case *c) {
  return sizeof *c + p->policy->processes[c->process].n_slots * sizeof(int64_t);
}

/* A case is the same as bytes and back. */
static void check_bytes(const play *p) {
  uint8_t code[BYTES_MAX], again[BYTES_MAX];
  size_t size = ombud_encoded_size(p->policy);
  uint64_t fingerprint = 0;
  HARNESS_HOLDS(ombud_encode(p->policy, p->c, code, size) == OMBUD_OK);
  HARNESS_HOLDS(ombud_encoded_fingerprint(code, size, &fingerprint) == OMBUD_OK);
  HARNESS_HOLDS(fingerprint == p->policy->fingerprint);
  HARNESS_HOLDS(ombud_decode(p->policy, p->third, code, size) == OMBUD_OK);
  HARNESS_HOLDS(memcmp(p->third, p->c, size_of(p, p->c)) == 0);
  HARNESS_HOLDS(ombud_encode(p->policy, p->third, again, size) == OMBUD_OK);
  HARNESS_HOLDS(memcmp(code, again, size) == 0);
}

/* Facts and effects are the same as a store's bytes and back. */
static void check_rows(const ombud_out *out, const ombud_input *in) {
  pool room_for = {0};
  bytes b;
  const ombud_given *given;
  const ombud_effect *effects;
  uint16_t n;
  HARNESS_HOLDS(row_put_given(&room_for, in->given, in->n_given, &b));
  HARNESS_HOLDS(row_get_given(&room_for, b, &given, &n) == 0 && n == in->n_given);
  for (uint16_t i = 0; i < n; i++) HARNESS_HOLDS(given[i].value == in->given[i].value);
  HARNESS_HOLDS(row_put_effects(&room_for, out->effects, out->n_effects, &b));
  HARNESS_HOLDS(row_get_effects(&room_for, b, &effects, &n) == 0 && n == out->n_effects);
  for (uint16_t i = 0; i < n; i++) HARNESS_HOLDS(effects[i].effect == out->effects[i].effect);
  pool_free(&room_for);
}

/* The straight way comes to the same as the general one, from p->other to p->c. */
static void check_straight(play *p, const ombud_input *in, ombud_time now, ombud_status status) {
  ombud_folded folded;
  ombud_status fine = ombud_fold_input(p->policy, p->c->process, p->c->mode, in, 0, &folded);
  if (fine != OMBUD_OK) return;
  uint32_t taken = ombud_take(p->other, &folded, now);
  if (taken == OMBUD_ASK) return;
  HARNESS_HOLDS((taken & OMBUD_TAKEN_YES ? OMBUD_OK : OMBUD_REFUSED) == status);
  HARNESS_HOLDS(memcmp(p->other, p->c, size_of(p, p->c)) == 0);
}

static void ask(play *p, const ombud_input *in) {
  size_t n;
  ombud_why why;
  ombud_status could = ombud_can(p->policy, p->c, in->actor, p->c->now, p->options, p->n_options, &n);
  HARNESS_HOLDS(could == OMBUD_OK || could == OMBUD_BAD_ACTOR);
  (void)ombud_explain(p->policy, p->c, in, p->c->now, &why);
  (void)ombud_ended(p->policy, p->c);
}

/* One input on a case that has caught up, or one look at it. */
static void step(play *p) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_out out = room(p);
  ombud_time now = instant(p, p->c);
  memcpy(p->other, p->c, size_of(p, p->c));
  if (choose(p, 4) == 0) {
    ombud_status looked = ombud_catch_up(p->policy, p->c, now, &out);
    HARNESS_HOLDS(looked == OMBUD_OK || looked == OMBUD_BAD_TIME);
    return;
  }
  ombud_input in = input(p, p->c->process, p->c->mode, p->c->state, now, given);
  ombud_status status = ombud_step(p->policy, p->c, &in, now, &out);
  if (status < 0) {
    HARNESS_HOLDS(memcmp(p->other, p->c, size_of(p, p->c)) == 0);
    return;
  }
  check_rows(&out, &in);
  check_straight(p, &in, now, status);
  HARNESS_HOLDS(p->c->wake > p->c->now);
  ask(p, &in);
}

static void go_on(play *p) {
  for (int i = 0; i < 40 && p->at < p->end; i++) {
    step(p);
    check_bytes(p);
  }
}

/* ---- the three ways ---- */

static void decode(play *p, const uint8_t *code, size_t size) {
  uint8_t again[BYTES_MAX];
  if (ombud_decode(p->policy, p->c, code, size) != OMBUD_OK) return;
  HARNESS_HOLDS(size == ombud_encoded_size(p->policy));
  HARNESS_HOLDS(ombud_encode(p->policy, p->c, again, size) == OMBUD_OK);
  HARNESS_HOLDS(memcmp(code, again, size) == 0);
  go_on(p);
}

static void decode_sealed(play *p) {
  uint8_t code[BYTES_MAX] = "OMBC\1";
  size_t size = ombud_encoded_size(p->policy);
  write_number(code + 8, 8, p->policy->fingerprint);
  code[6] = (uint8_t)choose(p, p->policy->n_processes);
  code[7] = (uint8_t)choose(p, p->policy->n_modes);
  code[24] = (uint8_t)take(p, 1);
  ombud_time now = number(p, 0);
  write_number(code + 16, 8, (uint64_t)now);
  write_number(code + 26, 2, p->policy->case_slots);
  for (size_t i = 0; i < p->policy->case_slots; i++)
    write_number(code + SLOT_0 + 8 * i, 8, (uint64_t)number(p, now));
  seal(code, size);
  decode(p, code, size);
}

static void alter(play *p) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_out out = room(p);
  uint8_t process = (uint8_t)choose(p, p->policy->n_processes), mode = (uint8_t)choose(p, p->policy->n_modes);
  ombud_time now = number(p, 0);
  ombud_input in = input(p, process, mode, 0, now, given);
  if (ombud_open(p->policy, p->c, process, mode, &in, now, &out) != OMBUD_OK) return;
  check_bytes(p);
  for (unsigned n = choose(p, 8); n > 0; n--) step(p);
  uint8_t code[BYTES_MAX];
  size_t size = ombud_encoded_size(p->policy);
  HARNESS_HOLDS(ombud_encode(p->policy, p->c, code, size) == OMBUD_OK);
  for (unsigned n = choose(p, 4); n > 0; n--)
    write_number(code + SLOT_0 + 8 * choose(p, p->policy->case_slots), 8, (uint64_t)number(p, p->c->now));
  seal(code, size);
  decode(p, code, size);
}

/* What the case holds is believed: foreign bytes may give wrong answers, and no undefined behaviour. */
static void believe(play *p) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_out out = room(p);
  uint8_t process = (uint8_t)choose(p, p->policy->n_processes);
  *p->c = (ombud_case){.fingerprint = p->policy->fingerprint,
                       .now = number(p, 0),
                       .wake = number(p, 0),
                       .armed = (uint32_t)take(p, 4),
                       .state = (uint16_t)take(p, 1),
                       .process = process,
                       .mode = (uint8_t)choose(p, p->policy->n_modes)};
  int64_t *slots = (int64_t *)(void *)(p->c + 1);
  for (size_t i = 0; i < p->policy->processes[process].n_slots; i++) slots[i] = number(p, p->c->now);
  for (int i = 0; i < 8 && p->at < p->end; i++) {
    ombud_time now = number(p, p->c->now);
    ombud_input in = input(p, process, p->c->mode, p->c->state, now, given);
    ombud_why why;
    size_t n;
    (void)ombud_can(p->policy, p->c, in.actor, now, p->options, p->n_options, &n);
    (void)ombud_explain(p->policy, p->c, &in, now, &why);
    (void)ombud_step(p->policy, p->c, &in, now, &out);
    (void)ombud_encode(p->policy, p->c, (uint8_t[BYTES_MAX]){0}, BYTES_MAX);
  }
}

static void read_rows(const uint8_t *data, size_t size) {
  pool room_for = {0};
  const ombud_given *given;
  const ombud_effect *effects;
  uint16_t n;
  (void)row_get_given(&room_for, (bytes){data, size}, &given, &n);
  (void)row_get_effects(&room_for, (bytes){data, size}, &effects, &n);
  pool_free(&room_for);
}

static void *some(size_t size) {
  void *room_for = calloc(1, size > 0 ? size : 1);
  if (room_for == NULL) exit(2);
  return room_for;
}

/* Just as large as they have to be: what is written beyond is noticed. */
static play begin(const ombud_policy *y, const uint8_t *data, size_t size) {
  play p = {.policy = y, .at = data, .end = data + size};
  for (uint16_t i = 0; i < y->n_processes; i++)
    if (y->processes[i].n_actions > p.n_options) p.n_options = y->processes[i].n_actions;
  p.c = some(ombud_case_size(y));
  p.other = some(ombud_case_size(y));
  p.third = some(ombud_case_size(y));
  p.events = some(y->max_events * sizeof *p.events);
  p.effects = some(y->max_effects * sizeof *p.effects);
  p.options = some(p.n_options * sizeof *p.options);
  return p;
}

static void end(play *p) {
  free(p->c);
  free(p->other);
  free(p->third);
  free(p->events);
  free(p->effects);
  free(p->options);
}

static const ombud_policy *policy(unsigned which) {
  compilation *c = &made[which % N_POLICIES];
  if (c->policy == NULL) {
    compile_begin(c);
    HARNESS_HOLDS(compile_run(c, paths[which % N_POLICIES], NULL, 0));
    HARNESS_HOLDS(ombud_encoded_size(c->policy) <= BYTES_MAX);
  }
  return c->policy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  play p = begin(policy(data[0] % N_POLICIES), data + 1, size - 1);
  switch (data[0] / N_POLICIES % 5) {
  case 0: decode(&p, data + 1, size - 1); break;
  case 1: decode_sealed(&p); break;
  case 2: alter(&p); break;
  case 3: believe(&p); break;
  case 4: read_rows(data + 1, size - 1); break;
  }
  end(&p);
  return 0;
}
