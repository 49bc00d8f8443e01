#include "map.h"

/* Open addressing over a power of two; keys are pointers, and their low bits are alike. */
static uint32_t slot_of(const map *m, const void *key) {
  uint64_t h = (uint64_t)(uintptr_t)key * UINT64_C(0x9E3779B97F4A7C15);
  uint32_t i = (uint32_t)(h >> 32) & (m->cap - 1);
  while (m->slots[i].key != NULL && m->slots[i].key != key) i = (i + 1) & (m->cap - 1);
  return i;
}

uint32_t map_get(const map *m, const void *key) {
  if (m->cap == 0) return MAP_NONE;
  const struct map_slot *s = &m->slots[slot_of(m, key)];
  return s->key == NULL ? MAP_NONE : s->value;
}

void map_put(map *m, const void *key, uint32_t value) {
  if (2 * m->len >= m->cap) {
    map bigger = {.arena = m->arena, .cap = m->cap == 0 ? 16 : 2 * m->cap};
    bigger.slots = ARENA_ARRAY(m->arena, bigger.cap, struct map_slot);
    for (uint32_t i = 0; i < m->cap; i++)
      if (m->slots[i].key != NULL) bigger.slots[slot_of(&bigger, m->slots[i].key)] = m->slots[i];
    bigger.len = m->len;
    *m = bigger;
  }
  m->slots[slot_of(m, key)] = (struct map_slot){key, value};
  m->len++;
}

void map_set(map *m, const void *key, uint32_t value) {
  if (map_get(m, key) == MAP_NONE)
    map_put(m, key, value);
  else
    m->slots[slot_of(m, key)].value = value;
}
