#include "zone.h"

#include <string.h>

void zone_start(zone *z) {
  z->n = 1;
  z->empty = z->crowded = false;
  z->var[0] = ZONE_NOW;
  z->d[0][0] = 0;
  z->log = NULL;
  z->last = NULL;
}

void zone_copy(zone *to, const zone *from) {
  to->n = from->n;
  to->empty = from->empty;
  to->crowded = from->crowded;
  to->log = from->log;
  to->last = from->last;
  memcpy(to->var, from->var, from->n * sizeof *from->var);
  for (uint16_t i = 0; i < from->n; i++) memcpy(to->d[i], from->d[i], from->n * sizeof from->d[i][0]);
}

static void note(zone *z, unsigned kind, uint16_t a, uint16_t b, int64_t c) {
  if (z->log == NULL) return;
  zone_op *op = ARENA_NEW(z->log, zone_op);
  *op = (zone_op){.kind = kind, .a = a, .b = b, .c = c, .before = z->last};
  z->last = op;
}

static uint16_t place_of(const zone *z, uint16_t var) {
  uint16_t i = 0;
  while (i < z->n && z->var[i] < var) i++;
  return i;
}

bool zone_has(const zone *z, uint16_t var) {
  uint16_t i = place_of(z, var);
  return i < z->n && z->var[i] == var;
}

static int64_t sum(int64_t a, int64_t b) {
  return a >= ZONE_FREE || b >= ZONE_FREE ? ZONE_FREE : a + b;
}

/* A closed matrix stays closed: a shorter way goes over the new bound once. */
static void sharpen(zone *z, uint16_t i, uint16_t j, int64_t c) {
  if (z->empty || c >= z->d[i][j]) return;
  if (sum(z->d[j][i], c) < 0) {
    z->empty = true;
    return;
  }
  for (uint16_t p = 0; p < z->n; p++) {
    int64_t to = sum(z->d[p][i], c);
    for (uint16_t q = 0; q < z->n && to < ZONE_FREE; q++) {
      int64_t way = sum(to, z->d[j][q]);
      if (way < z->d[p][q]) z->d[p][q] = way;
    }
  }
}

void zone_differ(zone *z, uint16_t a, uint16_t b, int64_t c) {
  note(z, ZONE_DIFFER, a, b, c);
  uint16_t i = place_of(z, a), j = place_of(z, b);
  if (i < z->n && z->var[i] == a && j < z->n && z->var[j] == b) sharpen(z, i, j, c);
}

static bool is_among(const uint16_t *list, size_t n, uint16_t var) {
  for (size_t i = 0; i < n; i++)
    if (list[i] == var) return true;
  return false;
}

/* Two moving instants that are apart from two that stand still in the same way would need a bound over four:
 * what is lost there only makes the zone larger. */
void zone_elapse(zone *z, const uint16_t *moving, size_t n) {
  note(z, ZONE_ELAPSE, ZONE_NOW, ZONE_NOW, 0);
  for (uint16_t i = 0; i < z->n; i++) {
    if (i > 0 && !is_among(moving, n, z->var[i])) continue;
    for (uint16_t j = 1; j < z->n; j++)
      if (!is_among(moving, n, z->var[j])) z->d[i][j] = ZONE_FREE;
  }
}

void zone_lag(zone *z, uint16_t var, const uint16_t *moving, size_t n) {
  uint16_t j = place_of(z, var);
  for (uint16_t i = 0; i < z->n; i++)
    if (i != j && (i == 0 || is_among(moving, n, z->var[i]))) z->d[i][j] = ZONE_FREE;
}

static void take_out(zone *z, uint16_t at) {
  z->n--;
  for (uint16_t i = at; i < z->n; i++) z->var[i] = z->var[i + 1];
  for (uint16_t i = 0; i <= z->n; i++)
    memmove(&z->d[i][at], &z->d[i][at + 1], (z->n - at) * sizeof z->d[i][0]);
  for (uint16_t i = at; i < z->n; i++) memcpy(z->d[i], z->d[i + 1], z->n * sizeof z->d[i][0]);
}

void zone_drop(zone *z, uint16_t var) {
  uint16_t at = place_of(z, var);
  if (at < z->n && z->var[at] == var) take_out(z, at);
}

/* Where VAR stands, with no bounds yet; z->n where there is no room. */
static uint16_t put_in(zone *z, uint16_t var) {
  zone_drop(z, var);
  uint16_t at = place_of(z, var);
  if (z->n == ZONE_VARS_MAX) {
    z->crowded = true;
    return z->n;
  }
  for (uint16_t i = z->n; i > at; i--) {
    z->var[i] = z->var[i - 1];
    memcpy(z->d[i], z->d[i - 1], z->n * sizeof z->d[i][0]);
  }
  z->var[at] = var;
  z->n++;
  for (uint16_t i = 0; i < z->n; i++)
    if (i != at) memmove(&z->d[i][at + 1], &z->d[i][at], (size_t)(z->n - 1 - at) * sizeof z->d[i][0]);
  for (uint16_t i = 0; i < z->n; i++) z->d[i][at] = z->d[at][i] = ZONE_FREE;
  z->d[at][at] = 0;
  return at;
}

void zone_choose(zone *z, uint16_t var) {
  note(z, ZONE_CHOOSE, var, var, 0);
  put_in(z, var);
}

void zone_become(zone *z, uint16_t var, uint16_t as) {
  note(z, ZONE_COPY, var, as, 0);
  uint16_t at = put_in(z, var);
  if (at == z->n) return;
  uint16_t from = place_of(z, as);
  for (uint16_t i = 0; i < z->n; i++) {
    if (i == at) continue;
    z->d[at][i] = z->d[from][i];
    z->d[i][at] = z->d[i][from];
  }
}

int64_t zone_most(const zone *z, uint16_t a, uint16_t b) {
  uint16_t i = place_of(z, a), j = place_of(z, b);
  if (i == z->n || z->var[i] != a || j == z->n || z->var[j] != b) return ZONE_FREE;
  return z->d[i][j];
}

static void close_all(zone *z) {
  for (uint16_t k = 0; k < z->n; k++)
    for (uint16_t i = 0; i < z->n; i++)
      for (uint16_t j = 0; j < z->n; j++) {
        int64_t way = sum(z->d[i][k], z->d[k][j]);
        if (way < z->d[i][j]) z->d[i][j] = way;
      }
}

/* In the terms of that paper the clock of var[i] is now - var[i], and its index 0 is now. */
void zone_blur(zone *z, const int64_t *most) {
  bool changed = false, old[ZONE_VARS_MAX] = {false};
  for (uint16_t i = 1; i < z->n; i++) old[i] = -z->d[i][0] > most[z->var[i]];
  for (uint16_t i = 1; i < z->n; i++) {
    if (z->var[i] == ZONE_OPEN) continue;
    for (uint16_t j = 0; j < z->n; j++) {
      int64_t *d = &z->d[j][i], before = *d; /* clock i less clock j */
      if (i == j || z->var[j] == ZONE_OPEN) continue;
      if (*d > most[z->var[i]] || old[i] || (j > 0 && old[j])) *d = ZONE_FREE;
      changed |= *d != before;
    }
    if (!old[i] || z->d[i][0] == -most[z->var[i]] - 1) continue;
    z->d[i][0] = -most[z->var[i]] - 1;
    changed = true;
  }
  if (changed) close_all(z);
}

/* It stays closed: a way over two bounds of 0 is one of at most 0. */
void zone_coarsen(zone *z) {
  for (uint16_t i = 0; i < z->n; i++)
    for (uint16_t j = 0; j < z->n; j++) z->d[i][j] = z->d[i][j] <= 0 ? 0 : ZONE_FREE;
}

void zone_forget_least_total(zone *z) {
  uint16_t at = place_of(z, ZONE_OPEN);
  if (at == z->n || z->var[at] != ZONE_OPEN) return;
  for (uint16_t j = 0; j < z->n; j++)
    if (j != at) z->d[at][j] = ZONE_FREE;
}

bool zone_within_later(const zone *inner, const zone *outer, int64_t by) {
  if (inner->n != outer->n) return false;
  for (uint16_t i = 0; i < inner->n; i++) {
    if (inner->var[i] != outer->var[i]) return false;
    for (uint16_t j = 0; j < inner->n; j++) {
      int64_t d = inner->d[i][j];
      if (inner->var[j] == ZONE_OPEN && i != j && d < ZONE_FREE) d += by;
      if (d > outer->d[i][j]) return false;
    }
  }
  return true;
}

bool zone_within(const zone *inner, const zone *outer) {
  return zone_within_later(inner, outer, 0);
}
