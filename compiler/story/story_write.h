/* Stories as scenarios of the language: for whoever suggests one, has played one, or tells how a promise is
 * broken. They come out as `ombud fmt` lays them out. */
#ifndef STORY_WRITE_H
#define STORY_WRITE_H

#include "story.h"

typedef struct story_writer { /* a scenario that grows, step by step */
  arena *arena;
  char *text;
  size_t len, cap;
} story_writer;

/* TEXTS is its name, quoted: zh"…" en"…". MODE is NULL where there is but one. */
story_writer story_write(arena *a, const char *texts, const char *process, const char *mode);
void story_write_step(story_writer *w, const char *step, const char *expected); /* "": nothing is expected */
const char *story_write_end(story_writer *w);

/* A text of the language, in its quotes. What would end it is escaped, and left out is what the language
 * takes in no text, or has no room for. */
const char *story_quoted(arena *a, const char *text);

/* "2d12h", "0". */
const char *story_duration(arena *a, int64_t ms);

/* "(paid = 9900, tracking)", or "" where nothing is given; FACTS are the policy's. */
const char *story_given(arena *a, const ombud_words *w, const ombud_fact *facts, const ombud_given *given,
                        size_t n);

/* All that came of a step, as what is expected of it: "sent, by lapse, remind shop, do refund(9900)". */
const char *story_expected(arena *a, const compilation *c, uint16_t process, const story_step *came);

#endif
