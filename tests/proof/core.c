/* The runtime core as one unit, for the prover. What is inline in ombud_take.h has contracts too, so what these
 * speak of comes before it. */
#define OMBUD_TAKE_H
#include "ombud.h"
#undef OMBUD_TAKE_H
#include "cases.h"
#include "ombud_take.h"

#include "can.c"
#include "check.c"
#include "clock.c"
#include "encode.c"
#include "explain.c"
#include "judge.c"
#include "step.c"
#include "take.c"
#include "value.c"
#include "words.c"
