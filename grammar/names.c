#include "names.h"

#include <stdint.h>
#include <string.h>

typedef struct entry {
  const char *text; /* NULL: free */
  size_t len;
  uint64_t hash;
} entry;

struct names {
  arena *arena;
  entry *table;
  size_t len, cap; /* cap is a power of two */
};

/* FNV-1a: names are short, and it needs no table. */
static uint64_t hash_of(const char *text, size_t len) {
  uint64_t h = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < len; i++) h = (h ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
  return h;
}

static entry *find(entry *table, size_t cap, const char *text, size_t len, uint64_t hash) {
  size_t i = (size_t)hash & (cap - 1);
  while (table[i].text &&
         (table[i].hash != hash || table[i].len != len || memcmp(table[i].text, text, len) != 0))
    i = (i + 1) & (cap - 1);
  return &table[i];
}

names *names_new(arena *a) {
  names *n = ARENA_NEW(a, names);
  n->arena = a;
  n->cap = 256;
  n->table = ARENA_ARRAY(a, n->cap, entry);
  return n;
}

static void grow(names *n) {
  size_t cap = n->cap * 2;
  entry *table = ARENA_ARRAY(n->arena, cap, entry);
  for (size_t i = 0; i < n->cap; i++) {
    const entry *e = &n->table[i];
    if (e->text) *find(table, cap, e->text, e->len, e->hash) = *e;
  }
  n->table = table;
  n->cap = cap;
}

const char *names_intern(names *n, const char *text, size_t len) {
  uint64_t hash = hash_of(text, len);
  entry *e = find(n->table, n->cap, text, len, hash);
  if (e->text) return e->text;
  if (n->len + 1 > n->cap / 2) {
    grow(n);
    e = find(n->table, n->cap, text, len, hash);
  }
  *e = (entry){arena_copy(n->arena, text, len), len, hash};
  n->len++;
  return e->text;
}
