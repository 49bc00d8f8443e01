#include "pool.h"

#include <string.h>

static uint64_t hash(const unsigned char *data, size_t n) {
  uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
  for (size_t i = 0; i < n; i++) h = (h ^ data[i]) * UINT64_C(1099511628211);
  return h ^ h >> 31;
}

static struct pool_run *slot_of(const pool *p, struct pool_run *runs, size_t cap, const void *run, size_t n) {
  size_t i = (size_t)hash(run, n * p->size) & (cap - 1);
  while (runs[i].n != 0 &&
         (runs[i].n != n + 1 || memcmp(p->data + runs[i].first * p->size, run, n * p->size) != 0))
    i = (i + 1) & (cap - 1);
  return &runs[i];
}

static void grow_runs(pool *p) {
  if (2 * p->n_runs < p->cap_runs) return;
  size_t cap = p->cap_runs == 0 ? 64 : 2 * p->cap_runs;
  struct pool_run *bigger = ARENA_ARRAY(p->arena, cap, struct pool_run);
  for (size_t i = 0; i < p->cap_runs; i++)
    if (p->runs[i].n != 0)
      *slot_of(p, bigger, cap, p->data + p->runs[i].first * p->size, p->runs[i].n - 1) = p->runs[i];
  p->runs = bigger;
  p->cap_runs = cap;
}

uint32_t pool_put(pool *p, const void *run, size_t n) {
  grow_runs(p);
  struct pool_run *r = slot_of(p, p->runs, p->cap_runs, run, n);
  if (r->n != 0) return r->first;
  *r = (struct pool_run){(uint32_t)p->len, (uint32_t)n + 1};
  p->n_runs++;
  for (size_t i = 0; i < n; i++) {
    p->data = arena_grow(p->arena, p->data, p->len, &p->cap, p->size);
    memcpy(p->data + p->len++ * p->size, (const unsigned char *)run + i * p->size, p->size);
  }
  return r->first;
}
