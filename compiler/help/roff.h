/* Text in the language of man(1). */
#ifndef ROFF_H
#define ROFF_H

#include <stdio.h>

/* TEXT within a line, so that it is read as it is written. */
void roff_text(FILE *out, const char *text);

/* A paragraph of lines that are short enough to be read, each sentence beginning one of its own: roff then
 * knows where they end. */
void roff_fill(FILE *out, const char *text);

void roff_heading(FILE *out, const char *text);

#endif
