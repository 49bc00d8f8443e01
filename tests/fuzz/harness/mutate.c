/* Changes rule files by their words and lines: what comes of it names things that are there, and so gets past
 * the parser far more often than bytes changed at random. */
#include <string.h>

#include "harness.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

#define EDIT_MAX 512u /* bytes that are put in at a time */

typedef struct part { /* of the text: bytes BEGIN to END */
  size_t begin, end;
} part;

static unsigned roll(unsigned *seed, size_t sides) {
  *seed = *seed * 1664525u + 1013904223u;
  return sides == 0 ? 0 : (*seed >> 8) % (unsigned)sides;
}

static bool is_word(uint8_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
}

/* The word, or the sign, at or behind a byte. */
static part word_at(const uint8_t *data, size_t size, size_t at) {
  while (at < size && (data[at] == ' ' || data[at] == '\n')) at++;
  part w = {at, at};
  while (w.begin > 0 && at < size && is_word(data[at]) && is_word(data[w.begin - 1])) w.begin--;
  while (w.end < size && is_word(data[w.end])) w.end++;
  if (w.end == at && at < size) w.end++;
  return w;
}

static part line_at(const uint8_t *data, size_t size, size_t at) {
  part l = {at, at};
  while (l.begin > 0 && data[l.begin - 1] != '\n') l.begin--;
  while (l.end < size && data[l.end++] != '\n') continue;
  return l;
}

/* WHERE becomes WHAT, as far as there is room. */
static size_t put(uint8_t *data, size_t size, size_t max, part where, part what) {
  uint8_t copy[EDIT_MAX];
  size_t n = what.end - what.begin, gone = where.end - where.begin;
  if (n > sizeof copy || size - gone + n > max) return size;
  memcpy(copy, data + what.begin, n);
  memmove(data + where.begin + n, data + where.end, size - where.end);
  memcpy(data + where.begin, copy, n);
  return size - gone + n;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed) {
  if (size == 0 || roll(&seed, 4) == 0) return LLVMFuzzerMutate(data, size, max);
  for (unsigned n = 1 + roll(&seed, 3); n > 0 && size > 0; n--) {
    part word = word_at(data, size, roll(&seed, size)), other = word_at(data, size, roll(&seed, size));
    part line = line_at(data, size, roll(&seed, size)), beside = line_at(data, size, roll(&seed, size));
    part few = {word.begin, word_at(data, size, word.end).end};
    if (few.end < size && data[few.end] == ' ') few.end++;
    switch (roll(&seed, 8)) {
    case 0: size = put(data, size, max, word, (part){0}); break;
    case 1: size = put(data, size, max, line, (part){0}); break;
    case 2: size = put(data, size, max, (part){line.begin, line.begin}, beside); break;
    case 3: size = put(data, size, max, (part){other.begin, other.begin}, few); break;
    case 4: size = put(data, size, max, line, beside); break;
    default: size = put(data, size, max, word, other); break;
    }
  }
  return size;
}
