/* Memory that is released all at once: everything that one run of the compiler keeps.
 *
 * Running out of memory ends the program with exit code 2 and a message: a compiler that is out
 * of memory has nothing better to do, and no caller has to test for NULL. */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct arena arena;

arena *arena_new(void);
void arena_free(arena *a);

/* Zeroed memory, aligned for any type, valid until arena_free. SIZE may be 0. */
void *arena_alloc(arena *a, size_t size);

/* Room for COUNT zeroed objects of SIZE bytes; an overflowing product counts as out of memory. */
void *arena_array(arena *a, size_t count, size_t size);

/* The same, not zeroed: for a large table of which most runs write a few entries. */
void *arena_room(arena *a, size_t count, size_t size);

/* A copy of LEN bytes at TEXT with a NUL behind them. */
char *arena_copy(arena *a, const char *text, size_t len);

/* A formatted string. */
__attribute__((format(printf, 2, 3))) char *arena_printf(arena *a, const char *format, ...);
__attribute__((format(printf, 2, 0), nonnull(2))) char *arena_vprintf(arena *a, const char *format,
                                                                      va_list args);

/* N pieces one behind the other: what may have thousands of them, of which each would else be copied with
 * each that follows. */
char *arena_join(arena *a, const char *const *pieces, size_t n);

/* As realloc, to be freed, for the parser's and the scanner's own memory: these want malloc. */
void *arena_realloc(void *old, size_t size);

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))
#define ARENA_ROOM(a, count, type)  ((type *)arena_room((a), (count), sizeof(type)))

/* Makes room for one more element in a growing array of `type`: *cap doubles when *len reaches it.
 * The old block stays in the arena; doubling bounds what is lost to the size of the array. */
void *arena_grow(arena *a, void *array, size_t len, size_t *cap, size_t size);
#define ARENA_PUSH(a, array, len, cap)                                                                       \
  ((array) = arena_grow((a), (array), (len), &(cap), sizeof *(array)), &(array)[(len)++])

#endif
