/* One answer for all places in which it is the same. */
#ifndef TOGETHER_H
#define TOGETHER_H

#include "desk_words.h"

/* Shows what BODY says of a state under each mode, for --in and --for as they were told. Where --in was not,
 * that is the start if START is true, and else every state that a case can be in and that is no end. SUBJECT
 * stands in the headings. */
void together_show(const desk *d, const char *subject, bool start,
                   page (*body)(void *context, uint16_t state, uint8_t mode), void *context, FILE *out);

#endif
