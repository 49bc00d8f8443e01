/* What would change a verdict: each time one thing alone. */
#ifndef CHANGES_H
#define CHANGES_H

#include "desk_words.h"

/* One line for each thing that would; none where none is found. */
page changes_of(const desk *d, const hypothesis *h, const finding *v, const answer *a, unsigned indent);

#endif
