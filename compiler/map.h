/* From an interned name to a number. */
#ifndef MAP_H
#define MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

typedef struct map {
  arena *arena;
  struct map_slot {
    const void *key;
    uint32_t value;
  } * slots;
  uint32_t len, cap;
} map;

#define MAP_NONE UINT32_MAX

/* MAP_NONE where KEY is absent. */
uint32_t map_get(const map *m, const void *key);

/* KEY must be absent. */
void map_put(map *m, const void *key, uint32_t value);

/* Whether or not KEY is there. */
void map_set(map *m, const void *key, uint32_t value);

#endif
