/* Interned names: equal text, equal pointer. */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>

#include "arena.h"

typedef struct names names;

names *names_new(arena *a);
const char *names_intern(names *n, const char *text, size_t len);

#endif
