/* Facts and effects of an event as bytes, little-endian: a fact is its number (2 bytes) and its value (8), an
 * effect its number (2), how many arguments it has (1), and they (8 each). */
#ifndef OMBUD_ROW_H
#define OMBUD_ROW_H

#include "engine.h"
#include "pool.h"

#define ROW_GIVEN_BYTES  10u
#define ROW_EFFECT_BYTES (3u + 8u * OMBUD_ARGS_MAX) /* at most */

/* False where there is no memory. */
int row_put_given(pool *p, const ombud_given *given, size_t n, bytes *made);
int row_put_effects(pool *p, const ombud_effect *effects, size_t n, bytes *made);

/* 0, OMBUD_STORE_MEMORY, or OMBUD_STORE_CORRUPT where they are no such bytes. */
int row_get_given(pool *p, bytes from, const ombud_given **given, uint16_t *n);
int row_get_effects(pool *p, bytes from, const ombud_effect **effects, uint16_t *n);

/* Whether all numbers in the event are such as the policy has: a database may hold anything. */
int row_is_sound(const ombud_linked *l, const row_event *row, const ombud_given *given, uint16_t n_given,
                 const ombud_effect *effects, uint16_t n_effects);

#endif
