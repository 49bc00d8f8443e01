/* Memory that is handed out piece by piece and given back all at once. */
#ifndef OMBUD_POOL_H
#define OMBUD_POOL_H

#include <stddef.h>
#include <stdint.h>

typedef struct pool {
  struct pool_block *first;
  size_t used; /* of the first block */
} pool;

/* NULL where there is no memory. Aligned for any of the store's types, and zero. */
void *pool_take(pool *p, size_t n);

/* A copy of N bytes, and of a string. */
void *pool_copy(pool *p, const void *from, size_t n);
const char *pool_string(pool *p, const char *text);

void pool_empty(pool *p); /* keeps a block */
void pool_free(pool *p);

#endif
