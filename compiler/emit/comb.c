#include "comb.h"

/* Gaps early on that fit nobody are not tried again and again. */
#define TRIES_MAX 512

static const ombud_cell gap = {.state = OMBUD_NONE};

static void reach(comb *c, size_t len) {
  if (len > c->cap) {
    size_t cap = c->cap == 0 ? 256 : c->cap;
    while (cap < len) cap *= 2;
    ombud_cell *cells = ARENA_ARRAY(c->arena, cap, ombud_cell);
    bool *based = ARENA_ARRAY(c->arena, cap, bool);
    for (size_t i = 0; i < cap; i++) {
      cells[i] = i < c->len ? c->cells[i] : gap;
      based[i] = i < c->len && c->based[i];
    }
    c->cells = cells;
    c->based = based;
    c->cap = cap;
  }
  if (len > c->len) c->len = len;
}

static bool is_gap(const comb *c, size_t at) {
  return at >= c->len || c->cells[at].state == OMBUD_NONE;
}

static bool fits(const comb *c, const ombud_cell *cells, size_t n, size_t base) {
  if (base < c->len && c->based[base]) return false;
  for (size_t i = 0; i < n; i++)
    if (!is_gap(c, base + cells[i].state)) return false;
  return true;
}

static uint32_t lay(comb *c, const ombud_cell *cells, size_t n) {
  size_t first = n == 0 ? 0 : cells[0].state, tries = 0;
  while (!is_gap(c, c->first_gap)) c->first_gap++;
  size_t base = n != 0 && c->first_gap > first ? c->first_gap - first : 0;
  while (!fits(c, cells, n, base)) base = ++tries < TRIES_MAX || base >= c->len ? base + 1 : c->len;
  reach(c, base + (n == 0 ? 1 : (size_t)cells[n - 1].state + 1));
  c->based[base] = true;
  for (size_t i = 0; i < n; i++) c->cells[base + cells[i].state] = cells[i];
  return (uint32_t)base;
}

static uint32_t lay_once(comb *c, const ombud_cell *cells, size_t n) {
  if (n == 0) {
    if (c->empty == 0) c->empty = lay(c, cells, 0) + 1;
    return c->empty - 1;
  }
  if (c->laid.arena == NULL) c->laid = (pool){.arena = c->arena, .size = sizeof *cells};
  size_t before = c->laid.len;
  uint32_t first = pool_put(&c->laid, cells, n);
  if (c->laid.len == before) return c->bases[first];
  uint32_t base = lay(c, cells, n);
  while (c->n_bases < c->laid.len) *ARENA_PUSH(c->arena, c->bases, c->n_bases, c->cap_bases) = base;
  return base;
}

uint32_t comb_lay(comb *c, const ombud_cell *cells, size_t n, size_t n_states) {
  uint32_t base = lay_once(c, cells, n);
  reach(c, base + n_states);
  return base;
}
