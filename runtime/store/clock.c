/* A clock that jumps ahead makes deadlines fire that are not due, and what follows from them cannot be taken
 * back. So each look at it is compared with a clock that nobody sets. What it gains while no program runs
 * cannot be seen. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <time.h>

#include "connection.h"
#include "store.h"

static int64_t monotonic(const connection *k) {
  if (k->clock && k->clock->monotonic) return k->clock->monotonic(k->clock->context);
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int read_now(ombud_store *s, ombud_time *now) {
  const connection *k = s->connection;
  if (k->clock && k->clock->now) {
    *now = k->clock->now(k->clock->context);
    return 0;
  }
  return s->e->calls->now(s->e, now);
}

int clock_now(ombud_store *s, ombud_time *now) {
  connection *k = s->connection;
  int64_t before = monotonic(k);
  int status = read_now(s, now);
  if (status) return status;
  if (*now < OMBUD_TIME_MIN || *now > OMBUD_TIME_MAX)
    return store_fail(s, OMBUD_STORE_FAILED, "the clock tells no time that a case can have");
  int64_t passed = before - k->monotonic;
  if (k->looked && *now - k->now > passed && *now - k->now - passed > OMBUD_JUMP_MS) k->jumped = 1;
  k->looked = 1;
  k->now = *now;
  k->monotonic = before;
  return 0;
}

int clock_alarm(ombud_store *s, int *alarm) {
  *alarm = 0;
  int status = s->e->calls->alarm(s->e, s->connection->jumped ? 1 : -1, alarm);
  if (s->connection->jumped) *alarm = 1;
  return status;
}

int clock_believe(ombud_store *s) {
  int alarm;
  return s->e->calls->alarm(s->e, 0, &alarm);
}

void clock_believed(ombud_store *s) {
  s->connection->jumped = 0;
}
