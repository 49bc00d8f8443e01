#include "calendar.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 512u

typedef struct chunk {
  uint32_t first, end; /* of .at: entries are dropped from the front */
  calendar_entry at[CHUNK];
} chunk;

typedef struct slot { /* a chunk, and the entry it was begun with: no later one has any that is before it */
  calendar_entry from;
  chunk *chunk;
} slot;

struct calendar {
  slot *slots;
  size_t first, end, cap; /* of .slots */
  size_t n;
};

void calendar_free(calendar *c) {
  if (!c) return;
  for (size_t i = c->first; i < c->end; i++) free(c->slots[i].chunk);
  free(c->slots);
  free(c);
}

static int before(calendar_entry a, calendar_entry b) {
  return a.wake != b.wake ? a.wake < b.wake : a.id < b.id;
}

/* The last slot that does not begin behind X; the first one where there is none. */
static size_t slot_of(const calendar *c, calendar_entry x) {
  size_t lo = c->first, hi = c->end;
  while (hi - lo > 1) {
    size_t at = lo + (hi - lo) / 2;
    if (before(x, c->slots[at].from))
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

/* One more chunk at AT, for entries from FROM on; those behind move. */
static chunk *make_chunk(calendar *c, size_t at, calendar_entry from) {
  if (c->end == c->cap) {
    size_t used = c->end - c->first;
    if (c->first > used) { /* room has come free in front */
      memmove(c->slots, c->slots + c->first, used * sizeof *c->slots);
      at -= c->first;
      c->first = 0;
      c->end = used;
    } else {
      size_t cap = c->cap ? 2 * c->cap : 64;
      slot *bigger = realloc(c->slots, cap * sizeof *bigger);
      if (!bigger) return NULL;
      c->slots = bigger;
      c->cap = cap;
    }
  }
  chunk *made = malloc(sizeof *made);
  if (!made) return NULL;
  memmove(c->slots + at + 1, c->slots + at, (c->end - at) * sizeof *c->slots);
  c->slots[at] = (slot){from, made};
  c->end++;
  made->first = made->end = 0;
  return made;
}

/* Half of a full chunk goes to a new one; all of the last one stays, since what is added is often later
 * still. Answers the one to which X belongs. */
static chunk *split(calendar *c, size_t at, calendar_entry x) {
  chunk *k = c->slots[at].chunk;
  uint32_t half = k->first + (k->end - k->first) / 2;
  if (at + 1 == c->end && before(k->at[k->end - 1], x)) half = k->end;
  chunk *next = make_chunk(c, at + 1, half < k->end ? k->at[half] : x);
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
  if (c->first == c->end && !make_chunk(c, c->end, x)) return 0;
  size_t at = slot_of(c, x);
  chunk *k = c->slots[at].chunk;
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

/* ---- many at once ---- */

/* By wake, bytewise from the lowest on, so that equal ones stay in their order; what all have alike is left
 * out. Answers where they then are: AT or SPARE. */
static calendar_entry *sort(calendar_entry *at, calendar_entry *spare, size_t n) {
  const uint64_t sign = UINT64_C(1) << 63;
  size_t counts[8][256] = {{0}};
  for (size_t i = 0; i < n; i++)
    for (unsigned b = 0; b < 8; b++) counts[b][((uint64_t)at[i].wake ^ sign) >> 8 * b & 255]++;
  for (unsigned b = 0; b < 8; b++) {
    size_t place = 0, places[256];
    if (n && counts[b][((uint64_t)at[0].wake ^ sign) >> 8 * b & 255] == n) continue;
    for (unsigned v = 0; v < 256; place += counts[b][v++]) places[v] = place;
    for (size_t i = 0; i < n; i++) spare[places[((uint64_t)at[i].wake ^ sign) >> 8 * b & 255]++] = at[i];
    calendar_entry *sorted = spare;
    spare = at;
    at = sorted;
  }
  return at;
}

/* An eighth of each chunk is left free for what comes between. */
static int fill(calendar *c, const calendar_entry *sorted, size_t n) {
  const size_t full = CHUNK - CHUNK / 8;
  for (size_t at = 0; at < n; at += full) {
    chunk *k = make_chunk(c, c->end, sorted[at]);
    if (!k) return 0;
    k->end = (uint32_t)(n - at < full ? n - at : full);
    memcpy(k->at, sorted + at, k->end * sizeof *k->at);
  }
  c->n = n;
  return 1;
}

calendar *calendar_new(calendar_entry *entries, size_t n) {
  calendar *c = calloc(1, sizeof *c);
  calendar_entry *spare = calloc(n + 1, sizeof *spare);
  int filled = c && spare && fill(c, sort(entries, spare, n), n);
  free(spare);
  if (filled) return c;
  calendar_free(c);
  return NULL;
}

size_t calendar_peek(const calendar *c, ombud_time until, calendar_entry *list, size_t n) {
  size_t found = 0;
  for (size_t i = c->first; i < c->end; i++) {
    const chunk *k = c->slots[i].chunk;
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
    chunk *k = c->slots[c->first].chunk;
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
  const chunk *k = c->slots[c->first].chunk;
  return k->at[k->first].wake;
}
