/* What a story tells, in the words of the language: `do refund(9100)`, `denied because ended`. Strings live
 * in the arena of the compilation. */
#ifndef STORY_WORDS_H
#define STORY_WORDS_H

#include "story.h"

/* What it is called in LANG, or where it stands if it has no name: "line 12". */
const char *story_name(const story *s, const char *lang);

/* "order for online"; "order" where no mode is named, since there is only one. */
const char *story_about(const story *s);

/* Is it `denied because R`, or `denied` alone in a process without such a state? */
bool story_asks_refusal(const story *s, const ast_expect *e);

/* What of this came instead: of a state the state, of an effect those that came about, and so on. */
const char *story_got_words(const story *s, const story_step *t, const ast_expect *e);

/* "denied because cod_locked" */
const char *story_refusal_words(const story *s, const story_step *t);

/* "refund(9100)" */
const char *story_effect_words(const story *s, const ombud_effect *e);

/* "-> stocking", "1d: by cancel (deemed) -> cancelled", "12h: reminder to merchant of approve" */
const char *story_event_words(const story *s, const ombud_event *e);

/* "  [douyin.ombud:31 @3.2]"; "" where there is no rule. */
const char *story_rule_words(const story *s, uint32_t rule);

#endif
