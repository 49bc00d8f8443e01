/* What follows from an action that is permitted. */
#ifndef FOLLOWS_H
#define FOLLOWS_H

#include "desk_words.h"

/* The effects with their amounts, what happens at once where it leads to, and which deadlines then run. */
void follows_tell(const desk *d, const hypothesis *h, const finding *v, const answer *a, page *p,
                  unsigned indent);

#endif
