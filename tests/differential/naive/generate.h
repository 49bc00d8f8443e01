/* Small policies at random. Most of them are in order: rules that speak of one action are made as a chain,
 * each narrower than the one before, and now and then one that is not. */
#ifndef GENERATE_H
#define GENERATE_H

#include <stdint.h>
#include <stdio.h>

typedef struct dice {
  uint64_t state;
} dice;

dice dice_from(uint64_t seed);
unsigned dice_roll(dice *d, unsigned sides); /* 0 … sides - 1 */

void generate_policy(uint64_t seed, FILE *out);

#endif
