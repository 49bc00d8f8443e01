/* What holds of a hypothetical case, in words: names as in the rule file, and behind them what people read.
 */
#ifndef DESK_WORDS_H
#define DESK_WORDS_H

#include "desk.h"
#include "finding.h"
#include "page.h"

/* `shipped "Shipped"`; the name alone where there is no text. */
const char *desk_label(const desk *d, const ombud_word *word);

/* `shipped "Shipped", unpaid`: the states whose numbers these are. */
const char *desk_states(const desk *d, const uint16_t *states, size_t n);

/* An instant of the case: "7d after the entry, 1d from now". */
const char *desk_when(const desk *d, const hypothesis *h, ombud_time t);

/* `ask_platform "The order has shipped"` */
const char *desk_reason(const desk *d, uint16_t reason);

/* ` -> cancelled "Cancelled" do refund(paid)` */
const char *desk_outcome(const desk *d, const outcome *o);

/* The deadline of an obligation, while it runs in the case; NULL: none does. *due is when it falls due. */
const plan_timer *desk_deadline(const hypothesis *h, const ombud_case *c, uint32_t rule, ombud_time *due);

/* What happens at a deadline: `deemed confirm -> refunding "…"`, `lapse -> closed`. */
const char *desk_consequence(const desk *d, const plan_timer *t);

/* "user may cancel(agreed) -> cancelled", "merchant must approve -> sending", "user may not pay, because …"
 */
const char *desk_verdict(const desk *d, const hypothesis *h, const finding *v, const answer *a);

/* Of an obligation: until when, and what else happens. */
void desk_obligation(const desk *d, const hypothesis *h, const finding *v, const answer *a, page *p,
                     unsigned indent);

/* What happened by itself until now, if anything; and that no case can be in the state, if that is so. */
void desk_moved(const desk *d, const hypothesis *h, page *p, unsigned indent);

/* When it was not told of what something counts from: in the deadlines of the state, and in the rules on one
 * actor's one action; OMBUD_NONE: on all. */
void desk_assumed(const desk *d, const hypothesis *h, uint16_t actor, uint16_t action, page *p,
                  unsigned indent);

/* That moments are told as times since the entry. */
void desk_moments(const hypothesis *h, page *p, unsigned indent);

/* The rule's sentence, its place, the clauses that it implements with their text, its assumption. FORMAT has
 * one %s, for the sentence. */
__attribute__((format(printf, 5, 0))) void desk_rule(const desk *d, uint32_t rule, page *p, unsigned indent,
                                                     const char *format);

#endif
