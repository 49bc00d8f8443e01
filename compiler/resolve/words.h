/* Names and texts for people, in the form that the runtime reads. */
#ifndef WORDS_H
#define WORDS_H

#include "model.h"

/* Paths of rules are shown relative to the policy's folder, or to the folder of -I in which they were found.
 */
ombud_words *words_make(const model *m, const char *const *dirs, size_t n_dirs);

/* A rule as written, in one line: comments left out, white space folded. */
const char *words_sentence(arena *a, const sources *src, span at);

#endif
