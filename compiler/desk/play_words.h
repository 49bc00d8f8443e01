/* What a case tells, in words for whoever plays it: labels in the reader's language, and the names behind
 * them. Strings live in the play's scratch arena. */
#ifndef PLAY_WORDS_H
#define PLAY_WORDS_H

#include "play.h"

const char *play_label(const play *p, const ombud_word *w);
const char *play_actor(const play *p, unsigned actor);
const char *play_action(const play *p, uint16_t name); /* or event, of the process that is played */
const char *play_state(const play *p, uint16_t state);
const char *play_fact(const play *p, uint16_t fact);
const char *play_effect(const play *p, uint16_t effect);

/* "2d12h", "0": since the start of the story. */
const char *play_time(const play *p, ombud_time t);

/* Of a fact: "9900", "yes", the label of an option. Of an effect: "Refund: 9900". */
const char *play_value(const play *p, uint16_t fact, int64_t value);
const char *play_effect_words(const play *p, const ombud_effect *e);

/* "User, Merchant": those whose bits are set. */
const char *play_list(const play *p, uint32_t mask, const ombud_word *words, unsigned n);

/* "3.1 4.1", the clauses of a rule, or where it stands: "shop.ombud:12". */
const char *play_rule(const play *p, uint32_t rule);

/* What an action is written like, with the names of the facts that it takes: "apply(paid, postage)". */
const char *play_form(const play *p, const play_item *item);

/* The step as scenarios write it: "user apply(paid = 9900, tracking)", "wait 2d". */
const char *play_step_words(const play *p, const ast_step *step);

#endif
