/* A course of events in words, and as a scenario that can be pasted into the rule file. */
#ifndef COURSE_WORDS_H
#define COURSE_WORDS_H

#include "prove.h"

/* One line for each event: when, who, what, and where it leads; LANG is the reader's. Ends with a newline. */
const char *course_timeline(arena *a, const plan *p, const course *c, const char *lang);

/* "18d less 1ms": the last instant before a time that is easily read. */
const char *course_time(arena *a, int64_t ms);

/* A scenario in which the claim of Q is expected where C breaks it, so that it fails for as long as the rules
 * let C happen. */
const char *course_scenario(arena *a, const plan *p, const course *c, const promise *q, const char *claim);

#endif
