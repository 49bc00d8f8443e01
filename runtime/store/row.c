#include "row.h"

static unsigned char *put(unsigned char *at, uint64_t value, unsigned n) {
  for (unsigned i = 0; i < n; i++) at[i] = (unsigned char)(value >> 8 * i);
  return at + n;
}

static uint64_t get(const unsigned char *at, unsigned n) {
  uint64_t value = 0;
  for (unsigned i = 0; i < n; i++) value |= (uint64_t)at[i] << 8 * i;
  return value;
}

int row_put_given(pool *p, const ombud_given *given, size_t n, bytes *made) {
  unsigned char *at = pool_take(p, n * ROW_GIVEN_BYTES);
  *made = (bytes){at, n * ROW_GIVEN_BYTES};
  if (!at) return 0;
  for (size_t i = 0; i < n; i++) at = put(put(at, given[i].fact, 2), (uint64_t)given[i].value, 8);
  return 1;
}

int row_put_effects(pool *p, const ombud_effect *effects, size_t n, bytes *made) {
  unsigned char *first = pool_take(p, n * ROW_EFFECT_BYTES), *at = first;
  if (!first) return 0;
  for (size_t i = 0; i < n; i++) {
    at = put(put(at, effects[i].effect, 2), effects[i].n_args, 1);
    for (unsigned k = 0; k < effects[i].n_args; k++) at = put(at, (uint64_t)effects[i].args[k], 8);
  }
  *made = (bytes){first, (size_t)(at - first)};
  return 1;
}

int row_get_given(pool *p, bytes from, const ombud_given **given, uint16_t *n) {
  size_t count = from.n / ROW_GIVEN_BYTES;
  if (from.n % ROW_GIVEN_BYTES || count > OMBUD_GIVEN_MAX) return OMBUD_STORE_CORRUPT;
  ombud_given *list = pool_take(p, count * sizeof *list);
  if (!list) return OMBUD_STORE_MEMORY;
  const unsigned char *at = from.at;
  for (size_t i = 0; i < count; i++, at += ROW_GIVEN_BYTES)
    list[i] = (ombud_given){(uint16_t)get(at, 2), (int64_t)get(at + 2, 8)};
  *given = list;
  *n = (uint16_t)count;
  return 0;
}

/* How many they are; SIZE_MAX: none such. */
static size_t count_effects(bytes from) {
  const unsigned char *at = from.at;
  size_t n = 0;
  for (size_t left = from.n; left; n++) {
    size_t size = left < 3 ? SIZE_MAX : 3 + 8u * at[2];
    if (size > left || at[2] > OMBUD_ARGS_MAX || n == UINT16_MAX) return SIZE_MAX;
    at += size;
    left -= size;
  }
  return n;
}

int row_get_effects(pool *p, bytes from, const ombud_effect **effects, uint16_t *n) {
  size_t count = count_effects(from);
  if (count == SIZE_MAX) return OMBUD_STORE_CORRUPT;
  ombud_effect *list = pool_take(p, count * sizeof *list);
  if (!list) return OMBUD_STORE_MEMORY;
  const unsigned char *at = from.at;
  for (size_t i = 0; i < count; i++) {
    list[i].effect = (uint16_t)get(at, 2);
    list[i].n_args = at[2];
    for (unsigned k = 0; k < at[2]; k++) list[i].args[k] = (int64_t)get(at + 3 + 8 * k, 8);
    at += 3 + 8u * at[2];
  }
  *effects = list;
  *n = (uint16_t)count;
  return 0;
}
