/* A policy made by hand: what emitters see, without a rule file. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "ombud.h"

/* Orders that a user may cancel unless they are locked, and that lapse after two days. */
extern const ombud_policy fixture_policy;
extern const ombud_words fixture_words;

#endif
