/* Random steps of the Douyin policy, the same wherever this runs, and all that comes of them, in numbers. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "douyin.h"

#define CASES   60
#define STEPS   12
#define HOUR    INT64_C(3600000)
#define ACTIONS 16

static uint64_t seed = 88172645463325252u;

/* xorshift64 */
static unsigned roll(unsigned sides) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)(seed >> 33) % sides;
}

static const ombud_policy *const policy = &douyin_policy;
static douyin_case c;
static douyin_out room;
static ombud_given given[OMBUD_GIVEN_MAX];

static ombud_input draw(uint8_t process, uint8_t mode, uint16_t state) {
  const uint16_t *facts;
  ombud_input in = {.given = given};
  in.actor = (uint8_t)(1 + roll(policy->n_actors - 1u));
  in.action = (uint16_t)roll(policy->processes[process].n_actions);
  uint16_t n = ombud_gives(policy, process, mode, state, in.actor, in.action, &facts);
  for (uint16_t i = 0; i < n; i++)
    if (roll(20))
      given[in.n_given++] =
          (ombud_given){facts[i], roll(2) ? (int64_t)roll(2) : 100000 - (int64_t)roll(99999)};
  return in;
}

static void tell_answer(ombud_status status, const ombud_out *out) {
  printf("%d rule %" PRIu32 " reason %u\n", (int)status, out->rule, out->reason);
  for (uint32_t i = 0; i < out->n_events; i++) {
    const ombud_event *e = &out->events[i];
    printf("  %" PRId64 " rule %" PRIu32 " kind %u actor %u name %u: %u to %u\n", e->at, e->rule, e->kind,
           e->actor, e->name, e->from, e->to);
  }
  for (uint32_t i = 0; i < out->n_effects; i++) {
    printf("  effect %u", out->effects[i].effect);
    for (unsigned k = 0; k < out->effects[i].n_args; k++) printf(" %" PRId64, out->effects[i].args[k]);
    putchar('\n');
  }
}

static void tell_bytes(void) {
  static douyin_case back;
  uint8_t bytes[OMBUD_ENCODED_SIZE(DOUYIN_SLOTS)];
  ombud_status there = ombud_encode(policy, &c.head, bytes, sizeof bytes);
  printf("  %d ", (int)there);
  for (size_t i = 0; there == OMBUD_OK && i < sizeof bytes; i++) printf("%02x", bytes[i]);
  ombud_status here = ombud_decode(policy, &back.head, bytes, sizeof bytes);
  size_t size = sizeof(ombud_case) + policy->processes[c.head.process].n_slots * sizeof(int64_t);
  printf(" %d %s\n", (int)here, memcmp(back.words, c.words, size) == 0 ? "the same" : "another");
}

static void tell_hints(const ombud_input *in) {
  ombud_option options[ACTIONS];
  ombud_why why;
  size_t n = 0;
  ombud_status status = ombud_can(policy, &c.head, in->actor, c.head.now, options, ACTIONS, &n);
  printf("  can %d:", (int)status);
  for (size_t i = 0; i < n && i < ACTIONS; i++)
    printf(" %u/%u until %" PRId64 " by %" PRId64, options[i].verdict, options[i].reason, options[i].until,
           options[i].by);
  status = ombud_explain(policy, &c.head, in, c.head.now, &why);
  printf("\n  why %d: ", (int)status);
  if (status == OMBUD_OK)
    printf("%u actors %" PRIx32 " modes %" PRIx32 " %" PRId64 " %" PRId64 " fact %u", why.reason, why.actors,
           why.modes, why.earlier, why.later, why.fact);
  putchar('\n');
}

static ombud_time later(void) {
  ombud_time due = ombud_due(&c.head);
  unsigned hours = roll(40);
  if (due != OMBUD_NEVER && roll(3) == 0) return due - 1 + (int64_t)roll(3);
  return c.head.now + hours * (HOUR / 2);
}

static void play(void) {
  ombud_out *out;
  do {
    uint8_t process = (uint8_t)roll(policy->n_processes), mode = (uint8_t)roll(policy->n_modes);
    ombud_input in = draw(process, mode, 0);
    out = douyin_prepare(&room);
    ombud_status status = ombud_open(policy, &c.head, process, mode, &in, INT64_C(1619834400000), out);
    if (status != OMBUD_REFUSED) tell_answer(status, out);
  } while (c.head.fingerprint == 0);
  for (int i = 0; i < STEPS; i++) {
    ombud_input in = draw(c.head.process, c.head.mode, c.head.state);
    tell_bytes();
    tell_hints(&in);
    ombud_time t = later();
    out = douyin_prepare(&room);
    tell_answer(ombud_step(policy, &c.head, &in, t, out), out);
  }
}

int main(void) {
  for (int i = 0; i < CASES; i++) {
    printf("case %d\n", i);
    memset(&c, 0, sizeof c);
    play();
  }
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
