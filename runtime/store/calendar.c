#include "calendar.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 512u

typedef struct chunk {
  uint32_t first, end; /* of .at: entries are dropped from the front */
  calendar_entry at[CHUNK];
} chunk;

struct calendar {
  chunk **chunks;
  size_t first, end, cap; /* of .chunks */
  size_t n;
};

calendar *calendar_new(void) {
  return calloc(1, sizeof(calendar));
}

void calendar_free(calendar *c) {
  if (!c) return;
  for (size_t i = c->first; i < c->end; i++) free(c->chunks[i]);
  free(c->chunks);
  free(c);
}

static int before(calendar_entry a, calendar_entry b) {
  return a.wake != b.wake ? a.wake < b.wake : a.id < b.id;
}

/* The last chunk whose first entry is not behind X; the first one where there is none. */
static size_t chunk_of(const calendar *c, calendar_entry x) {
  size_t lo = c->first, hi = c->end;
  while (hi - lo > 1) {
    size_t at = lo + (hi - lo) / 2;
    const chunk *k = c->chunks[at];
    if (before(x, k->at[k->first]))
      hi = at;
    else
      lo = at;
  }
  return lo;
}

/* Where X belongs in the chunk. */
static uint32_t place_of(const chunk *k, calendar_entry x) {
  uint32_t lo = k->first, hi = k->end;
  while (lo < hi) {
    uint32_t at = lo + (hi - lo) / 2;
    if (before(k->at[at], x))
      lo = at + 1;
    else
      hi = at;
  }
  return lo;
}

/* Room for one more chunk at AT; those behind move. */
static chunk *make_chunk(calendar *c, size_t at) {
  if (c->end == c->cap) {
    size_t n = c->end - c->first;
    if (c->first > n) { /* room has come free in front */
      memmove(c->chunks, c->chunks + c->first, n * sizeof(chunk *));
      at -= c->first;
      c->first = 0;
      c->end = n;
    } else {
      size_t cap = c->cap ? 2 * c->cap : 64;
      chunk **bigger = realloc(c->chunks, cap * sizeof(chunk *));
      if (!bigger) return NULL;
      c->chunks = bigger;
      c->cap = cap;
    }
  }
  chunk *made = malloc(sizeof *made);
  if (!made) return NULL;
  memmove(c->chunks + at + 1, c->chunks + at, (c->end - at) * sizeof(chunk *));
  c->chunks[at] = made;
  c->end++;
  made->first = made->end = 0;
  return made;
}

/* Half of a full chunk goes to a new one; all of the last one stays, since what is added is often later
 * still. Answers the one to which X belongs. */
static chunk *split(calendar *c, size_t at, calendar_entry x) {
  chunk *k = c->chunks[at];
  uint32_t half = k->first + (k->end - k->first) / 2;
  if (at + 1 == c->end && before(k->at[k->end - 1], x)) half = k->end;
  chunk *next = make_chunk(c, at + 1);
  if (!next) return NULL;
  next->end = k->end - half;
  memcpy(next->at, k->at + half, next->end * sizeof *next->at);
  k->end = half;
  return next->end && before(x, next->at[0]) ? k : next;
}

static void put(chunk *k, uint32_t place, calendar_entry x) {
  if (k->end == CHUNK) { /* room in front */
    uint32_t moved = k->first;
    memmove(k->at, k->at + moved, (k->end - moved) * sizeof *k->at);
    k->first = 0;
    k->end -= moved;
    place -= moved;
  }
  memmove(k->at + place + 1, k->at + place, (k->end - place) * sizeof *k->at);
  k->at[place] = x;
  k->end++;
}

int calendar_add(calendar *c, ombud_time wake, int64_t id) {
  calendar_entry x = {wake, id};
  if (c->first == c->end && !make_chunk(c, c->end)) return 0;
  size_t at = chunk_of(c, x);
  chunk *k = c->chunks[at];
  uint32_t place = place_of(k, x);
  if (place < k->end && k->at[place].wake == wake && k->at[place].id == id) return 1;
  if (k->end - k->first == CHUNK) {
    k = split(c, at, x);
    if (!k) return 0;
    place = place_of(k, x);
  }
  put(k, place, x);
  c->n++;
  return 1;
}

size_t calendar_peek(const calendar *c, ombud_time until, calendar_entry *list, size_t n) {
  size_t found = 0;
  for (size_t i = c->first; i < c->end; i++) {
    const chunk *k = c->chunks[i];
    for (uint32_t at = k->first; at < k->end; at++) {
      if (found == n || k->at[at].wake > until) return found;
      list[found++] = k->at[at];
    }
  }
  return found;
}

void calendar_drop(calendar *c, size_t n) {
  c->n -= n;
  while (n) {
    chunk *k = c->chunks[c->first];
    uint32_t here = k->end - k->first;
    if (n < here) {
      k->first += (uint32_t)n;
      return;
    }
    n -= here;
    free(k);
    c->first++;
  }
}

ombud_time calendar_first(const calendar *c) {
  if (!c->n) return OMBUD_NEVER;
  const chunk *k = c->chunks[c->first];
  return k->at[k->first].wake;
}
