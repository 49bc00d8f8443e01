/* How texts and places in a source look on a terminal and in JSON: for whoever prints what authors wrote. */
#ifndef DIAG_SHOW_H
#define DIAG_SHOW_H

#include <stdbool.h>
#include <stdio.h>

#include "source.h"

typedef enum show_style { SHOW_PLAIN, SHOW_BOLD, SHOW_RED, SHOW_MAGENTA, SHOW_GREEN, SHOW_GREY } show_style;

typedef struct show_place {
  const sources *sources;
  span at;
} show_place;

void show_color(FILE *out, bool color, show_style style);

/* TEXT, with what could steer a terminal or reorder a line replaced. */
void show_safe(FILE *out, const char *text);

/* TEXT as a string of JSON (RFC 8259), with its quotes. */
void show_json(FILE *out, const char *text);

/* "path:line:column: ", or "path: " where PLACE is NULL. */
void show_path(FILE *out, const char *path, const show_place *place, bool color);

/* The line of the place, the caret below it, and what was probably meant (or NULL). */
void show_snippet(FILE *out, const show_place *place, const char *suggestion, bool color);

#endif
