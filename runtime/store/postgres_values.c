/* Values as PostgreSQL's binary protocol has them: big-endian; an array begins with how many dimensions it
 * has, whether there is a NULL, its elements' type, how many they are and the number of the first one. */
#include <limits.h>
#include <string.h>

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_link.h"

enum { INT8_TYPE = 20, INT4_TYPE = 23, TEXT_TYPE = 25, BYTEA_TYPE = 17, ARRAY_HEAD = 20, NULL_SIZE = -1 };

static unsigned char *put(unsigned char *at, uint64_t value, unsigned n) {
  for (unsigned i = 0; i < n; i++) at[i] = (unsigned char)(value >> 8 * (n - 1 - i));
  return at + n;
}

/* ---- to the server ---- */

static void add(postgres_link *l, const void *at, size_t n) {
  if (!at || n > INT_MAX) {
    l->no_memory = 1;
    return;
  }
  l->values[l->n_values] = at;
  l->sizes[l->n_values++] = (int)n;
}

void link_put_number(postgres_link *l, int64_t number) {
  unsigned char *at = pool_take(&l->memory, 8);
  if (at) put(at, (uint64_t)number, 8);
  add(l, at, 8);
}

void link_put_text(postgres_link *l, const char *text) {
  if (text) {
    add(l, text, strlen(text));
    return;
  }
  l->values[l->n_values] = NULL;
  l->sizes[l->n_values++] = 0;
}

static uint64_t number_at(const unsigned char *at, unsigned size) {
  uint8_t one;
  uint16_t two;
  uint32_t four;
  uint64_t eight;
  switch (size) {
  case 1: return memcpy(&one, at, 1), one;
  case 2: return memcpy(&two, at, 2), two;
  case 4: return memcpy(&four, at, 4), four;
  default: return memcpy(&eight, at, 8), eight;
  }
}

static bytes bytes_at(link_column column, const unsigned char *at) {
  bytes b = {NULL, 0};
  const char *text;
  if (column.kind == BYTES) {
    memcpy(&b, at, sizeof b);
    return b.n ? b : (bytes){NULL, 0};
  }
  memcpy(&text, at, sizeof text);
  return text ? (bytes){text, strlen(text)} : b;
}

static size_t size_of(link_column column, const unsigned char *at) {
  if (column.kind == TEXT || column.kind == BYTES) return 4 + bytes_at(column, at).n;
  return column.kind < NUMBER8 ? 8 : 12;
}

static unsigned char *put_element(unsigned char *to, link_column column, const unsigned char *at) {
  if (column.kind == TEXT || column.kind == BYTES) {
    bytes b = bytes_at(column, at);
    if (!b.at) return put(to, (uint64_t)NULL_SIZE, 4);
    to = put(to, b.n, 4);
    if (b.n) memcpy(to, b.at, b.n);
    return to + b.n;
  }
  unsigned size = column.kind < NUMBER8 ? 4 : 8;
  uint64_t number = number_at(at, column.kind < NUMBER8 ? column.kind : 8);
  if (column.kind == INSTANT && (ombud_time)number == OMBUD_NEVER) return put(to, (uint64_t)NULL_SIZE, 4);
  return put(put(to, size, 4), number, size);
}

void link_put_array(postgres_link *l, link_column column, const void *rows, size_t size, size_t n) {
  const unsigned char *first = (const unsigned char *)rows + column.offset;
  unsigned type = column.kind == TEXT     ? TEXT_TYPE
                  : column.kind == BYTES  ? BYTEA_TYPE
                  : column.kind < NUMBER8 ? INT4_TYPE
                                          : INT8_TYPE;
  size_t room = ARRAY_HEAD;
  for (size_t i = 0; i < n; i++) room += size_of(column, first + i * size);
  unsigned char *array = pool_take(&l->memory, room), *to = array;
  if (array) {
    to = put(put(put(to, n > 0, 4), 1, 4), type, 4);
    if (n) to = put(put(to, n, 4), 1, 4);
    for (size_t i = 0; i < n; i++) to = put_element(to, column, first + i * size);
  }
  add(l, array, array ? (size_t)(to - array) : 0);
}

/* ---- from the server ---- */

int64_t link_number(const PGresult *r, int row, int column) {
  const char *at = PQgetvalue(r, row, column);
  int n = PQgetlength(r, row, column);
  uint64_t number = n && (at[0] & 0x80) ? UINT64_MAX : 0;
  for (int i = 0; i < n; i++) number = number << 8 | (unsigned char)at[i];
  return (int64_t)number;
}

ombud_time link_instant(const PGresult *r, int row, int column) {
  return PQgetisnull(r, row, column) ? OMBUD_NEVER : link_number(r, row, column);
}

const char *link_text(const PGresult *r, int row, int column) {
  return PQgetisnull(r, row, column) ? NULL : PQgetvalue(r, row, column);
}

bytes link_bytes(const PGresult *r, int row, int column) {
  return (bytes){PQgetvalue(r, row, column), (size_t)PQgetlength(r, row, column)};
}
#endif
