/* The parts of a plan in the words of the language. Strings live in the plan's arena. */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "plan.h"

/* "48h", "7d of send_back", "2d before checkin", "latest(a, b)", "7d of apply not counting paused" */
const char *plan_instant_words(const plan *p, uint16_t process, const instant *i);

/* "agreed and paid <= 9900 or not agreed": a guard as the ranges that it comes to */
const char *plan_guard_words(const plan *p, const plan_guard *g);

/* "refund(paid - postage), notify(user)" */
const char *plan_calls_words(const plan *p, const outcome *o);

/* "douyin.ombud:31 @3.2 @4.2", or with "assumption" where the rule is one */
const char *plan_rule_words(const plan *p, uint32_t rule);

/* The same, in English whoever reads it: for --dump. */
const char *plan_rule_dumped(const plan *p, uint32_t rule);

#endif
