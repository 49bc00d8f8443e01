/* What every test of the runtime needs: room for answers, and a case with room for slots. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ombud.h"

#define H ((ombud_time)3600000)
#define D (24 * H)

typedef struct box { /* a case of any policy here */
  ombud_case head;
  int64_t slots[16];
} box;

typedef struct answers {
  ombud_event events[16];
  ombud_effect effects[16];
  ombud_out out;
} answers;

/* Filled with rubbish first: a function that leaves a field unset is found. */
static inline ombud_out *room(answers *a) {
  memset(a, 0x5A, sizeof *a);
  a->out.events = a->events;
  a->out.effects = a->effects;
  a->out.events_max = a->out.effects_max = 16;
  return &a->out;
}

static inline void check_event(const ombud_event *event, ombud_event_kind kind, unsigned name, unsigned from,
                               unsigned to, ombud_time at) {
  assert_int_equal(event->kind, kind);
  assert_int_equal(event->name, name);
  assert_int_equal(event->from, from);
  assert_int_equal(event->to, to);
  assert_int_equal(event->at, at);
}

/* Not memcmp: an event has padding. A place in the answer is not part of the history. */
static inline void check_same(const ombud_event *a, const ombud_event *b) {
  check_event(a, (ombud_event_kind)b->kind, b->name, b->from, b->to, b->at);
  assert_int_equal(a->rule, b->rule);
  assert_int_equal(a->actor, b->actor);
  assert_int_equal(a->reminded, b->reminded);
  assert_int_equal(a->n_effects, b->n_effects);
}

#endif
