/* Small processes at random, made for what happens when: several deadlines, counted from what lies back, that
 * set one another, windows, loops, late entries, counters, facts that are given again. */
#ifndef RANDOM_PROCESS_H
#define RANDOM_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct dice {
  uint64_t state;
} dice;

dice dice_from(uint64_t seed);
unsigned dice_roll(dice *d, unsigned sides); /* 0 … sides - 1 */

/* The facts, in the order of their numbers: x is 0 … 3, y is 0 … x, day is a moment. The opening gives them.
 * Effects: pay(n), hit(n). Actors: a, b. The names begin with open, a0, a1, a2. */
typedef struct random_process {
  unsigned n_states, n_ends, n_free; /* on the way; ends; actions a0 … */
  bool has_day; /* the opening gives it too: one process in four, for a search is slow with it */
  char text[16384];
  size_t len;
  unsigned events;
} random_process;

void random_process_make(random_process *p, uint64_t seed);

void random_process_save(const random_process *p, const char *path);

#endif
