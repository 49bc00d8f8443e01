/* What the tests of the straight way share. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "take.h"

#define HOUR INT64_C(3600000)

/* The call is left to ombud_step, or ombud_open, and nothing has changed. */
static inline void asks(take_case c, const ombud_folded *in, ombud_time now) {
  take_case before = c;
  assert_int_equal(ombud_take(&c.head, in, now), OMBUD_ASK);
  assert_memory_equal(&c, &before, sizeof c);
}

#endif
