#include "diag.h"

#include <string.h>

/* Names longer than this are not compared: nobody mistypes a third of one and expects to be understood. */
#define LETTERS_MAX 128

static size_t least(size_t a, size_t b, size_t c) {
  size_t ab = a < b ? a : b;
  return ab < c ? ab : c;
}

/* The Damerau-Levenshtein distance in its restricted form (optimal string alignment): insertions,
 * deletions, replacements, and swaps of two neighbours, each for 1. Three rows are all it looks at. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len) {
  size_t rows[3][LETTERS_MAX + 1];
  size_t *before = rows[0], *last = rows[1], *now = rows[2];
  for (size_t j = 0; j <= b_len; j++) last[j] = j;
  for (size_t i = 1; i <= a_len; i++) {
    now[0] = i;
    for (size_t j = 1; j <= b_len; j++) {
      now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < now[j])
        now[j] = before[j - 2] + 1;
    }
    size_t *free = before;
    before = last;
    last = now;
    now = free;
  }
  return last[b_len];
}

void nearest_offer(nearest *n, const char *wanted, const char *candidate) {
  size_t w = strlen(wanted), c = strlen(candidate);
  if (w > LETTERS_MAX || c > LETTERS_MAX) return;
  size_t longer = w > c ? w : c, gap = longer - (w < c ? w : c);
  if (gap > longer / 3 || (n->name && gap >= n->distance)) return;
  size_t d = distance(wanted, w, candidate, c);
  if (d > longer / 3 || (n->name && d >= n->distance)) return;
  *n = (nearest){candidate, d};
}
