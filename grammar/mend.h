/* What mend.c and mend_sign.c share: see mend.c. */
#ifndef MEND_H
#define MEND_H

#include "reader.h"

/* Makes T a token of KIND. Whatever else is wrong with it follows from the slip, and is not reported. */
void mend_become(token *t, int kind);

/* A token of KIND has been left out before T: T becomes it, and is read again behind it. */
void mend_insert(reader *r, token *t, int kind);

span mend_behind(const token *t);       /* where something is missing */
bool mend_in_process(const reader *r);  /* rules and blocks are read */
bool mend_after_actors(const token *t); /* what follows a name that begins a rule */

/* Too many, too few, or the wrong ones: false where T is to be left out. */
bool mend_comma(reader *r, token *t);
bool mend_colon(reader *r, const token *t);
void mend_list(reader *r, token *t);
void mend_sign(reader *r, token *t, int wrong, int meant);

#endif
