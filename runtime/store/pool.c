#include "pool.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 65536u
#define ALIGN 16u

struct pool_block {
  struct pool_block *next;
  size_t size;
};

#define HEAD ((sizeof(struct pool_block) + ALIGN - 1) / ALIGN * ALIGN)

void *pool_take(pool *p, size_t n) {
  if (n > SIZE_MAX / 2) return NULL;
  n = (n + ALIGN - 1) / ALIGN * ALIGN;
  if (!p->first || p->used + n > p->first->size) {
    size_t size = n > BLOCK ? n : BLOCK;
    struct pool_block *block = malloc(HEAD + size);
    if (!block) return NULL;
    *block = (struct pool_block){p->first, size};
    p->first = block;
    p->used = 0;
  }
  void *at = (unsigned char *)p->first + HEAD + p->used;
  p->used += n;
  return memset(at, 0, n);
}

void *pool_copy(pool *p, const void *from, size_t n) {
  void *to = pool_take(p, n);
  return to && n ? memcpy(to, from, n) : to;
}

const char *pool_string(pool *p, const char *text) {
  return pool_copy(p, text, strlen(text) + 1);
}

void pool_empty(pool *p) {
  while (p->first && (p->first->next || p->first->size > BLOCK)) {
    struct pool_block *next = p->first->next;
    free(p->first);
    p->first = next;
  }
  p->used = 0;
}

void pool_free(pool *p) {
  pool_empty(p);
  free(p->first);
  p->first = NULL;
}
