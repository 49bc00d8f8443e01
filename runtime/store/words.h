/* The words of a policy as rows. */
#ifndef OMBUD_STORE_WORDS_H
#define OMBUD_STORE_WORDS_H

#include "engine.h"
#include "pool.h"

/* NULL: no memory. */
const row_word *words_of(pool *p, const ombud_linked *l, int64_t policy, size_t *n);

#endif
