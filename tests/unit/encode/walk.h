/* Cases that can be, of any policy: random inputs at random instants, most of them such as the rules permit.
 */
#ifndef WALK_H
#define WALK_H

#include "compile.h"
#include "ombud.h"

typedef struct walk {
  compilation made;
  const ombud_policy *policy;
  ombud_case *c; /* ombud_case_size bytes */
  ombud_event *events;
  ombud_effect *effects;
  ombud_option *options;
  size_t n_options;
  uint64_t seed;
  unsigned n_opened, n_accepted;
} walk;

/* False where the rule file at PATH does not compile. */
bool walk_begin(walk *w, const char *path, uint64_t seed);
void walk_end(walk *w);

uint64_t walk_draw(walk *w);                       /* 64 random bits, the same in every run */
unsigned walk_roll(walk *w, unsigned sides);       /* 0 … sides - 1 */
ombud_out walk_room(const walk *w);                /* that suffices for one call */
int64_t walk_number(walk *w, const ombud_case *c); /* such as border cases are made of */

/* An input for C (NULL: that opens a case), with its facts in GIVEN. */
ombud_input walk_input(walk *w, const ombud_case *c, uint8_t process, uint8_t mode,
                       ombud_given given[OMBUD_GIVEN_MAX]);
ombud_time walk_time(walk *w, const ombud_case *c);

/* Opens w->c, at random. False where nothing that was tried opened one. */
bool walk_open(walk *w);

/* One input, or time alone. */
ombud_status walk_step(walk *w);

#endif
