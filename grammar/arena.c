#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Big enough that malloc is rare, small enough that the tests stay light under a sanitizer. */
#define BLOCK_SIZE ((size_t)64 << 10)

typedef struct block {
  struct block *next;
  max_align_t memory[];
} block;

struct arena {
  block *blocks; /* the newest first */
  unsigned char *free, *end;
};

_Noreturn static void out_of_memory(void) {
  fputs("ombud: out of memory\n", stderr);
  exit(2);
}

arena *arena_new(void) {
  arena *a = calloc(1, sizeof *a);
  if (!a) out_of_memory();
  return a;
}

void arena_free(arena *a) {
  if (!a) return;
  for (block *b = a->blocks, *next; b; b = next) {
    next = b->next;
    free(b);
  }
  free(a);
}

static block *block_add(arena *a, block *b) {
  if (!b) out_of_memory();
  b->next = a->blocks;
  a->blocks = b;
  return b;
}

static block *block_new(arena *a, size_t size) {
  if (size > SIZE_MAX - sizeof(block)) out_of_memory();
  return block_add(a, calloc(1, sizeof(block) + size));
}

void *arena_alloc(arena *a, size_t size) {
  const size_t align = _Alignof(max_align_t);
  if (size > SIZE_MAX - align) out_of_memory();
  size = size ? (size + align - 1) / align * align : align;
  /* A big object gets a block of its own, so that the rest of the current one is not lost. */
  if (size > BLOCK_SIZE / 4) return block_new(a, size)->memory;
  if (!a->free || size > (size_t)(a->end - a->free)) {
    a->free = (unsigned char *)block_new(a, BLOCK_SIZE)->memory;
    a->end = a->free + BLOCK_SIZE;
  }
  void *p = a->free;
  a->free += size;
  return p;
}

void *arena_realloc(void *old, size_t size) {
  void *p = realloc(old, size ? size : 1);
  if (!p) out_of_memory();
  return p;
}

void *arena_array(arena *a, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) out_of_memory();
  return arena_alloc(a, count * size);
}

void *arena_room(arena *a, size_t count, size_t size) {
  if (size && count > (SIZE_MAX - sizeof(block)) / size) out_of_memory();
  return block_add(a, malloc(sizeof(block) + count * size))->memory;
}

char *arena_copy(arena *a, const char *text, size_t len) {
  if (len == SIZE_MAX) out_of_memory();
  char *copy = arena_alloc(a, len + 1);
  if (len) memcpy(copy, text, len);
  return copy;
}

char *arena_vprintf(arena *a, const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  if (len < 0) out_of_memory();
  char *text = arena_alloc(a, (size_t)len + 1);
  vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return text;
}

char *arena_printf(arena *a, const char *format, ...) {
  va_list args;
  va_start(args, format);
  char *text = arena_vprintf(a, format, args);
  va_end(args);
  return text;
}

char *arena_join(arena *a, const char *const *pieces, size_t n) {
  size_t len = 0;
  for (size_t i = 0; i < n; i++) len += strlen(pieces[i]);
  char *text = arena_alloc(a, len + 1), *end = text;
  for (size_t i = 0; i < n; i++) {
    size_t piece = strlen(pieces[i]);
    memcpy(end, pieces[i], piece);
    end += piece;
  }
  return text;
}

void *arena_grow(arena *a, void *array, size_t len, size_t *cap, size_t size) {
  if (len < *cap) return array;
  if (*cap > SIZE_MAX / 2) out_of_memory();
  /* Most lists of rules and nodes are short; those of names and the like are small anyway. */
  size_t first = size > 32 ? 1 : 4, more = *cap ? *cap * 2 : first;
  void *grown = arena_array(a, more, size);
  if (len) memcpy(grown, array, len * size);
  *cap = more;
  return grown;
}
