/* What the files that make a policy share. */
#ifndef MAKER_H
#define MAKER_H

#include <stdbool.h>

#include "generate.h"

enum { YES, KIND, COUNT, PAID, PART, DAY, DEAL, NOTE, FACTS };
extern const char *const maker_facts[FACTS], *const maker_actors[3];

typedef struct maker {
  FILE *out;
  dice d;
  unsigned n_actors, n_modes, n_ways, n_ends, n_free; /* n_free: actions a1 … */
  uint32_t facts;                                     /* that the policy has; all are given by the opening */
  uint32_t gives[8];                                  /* by each free action */
  unsigned events, duties;                            /* names that are used up */
  unsigned only_in[8];                                /* the one mode of a state; n_modes: every one */
} maker;

unsigned maker_roll(maker *m, unsigned sides);
bool maker_chance(maker *m, unsigned percent);
bool maker_has(const maker *m, unsigned fact);

/* generate_parts.c: what rules are made of */
void write_condition(maker *m, unsigned depth);
void write_effect(maker *m);
void write_effects(maker *m); /* or none */
void write_duration(maker *m);
void write_anchor(maker *m);
void write_instant(maker *m);
void write_facts(maker *m, uint32_t facts);
void write_target(maker *m, unsigned mode,
                  unsigned from); /* a state of MODE (n_modes: of all), from FROM on */
void write_guard(maker *m);
void write_window(maker *m);
void write_reason(maker *m);

/* generate_chain.c: rules about one action, ever narrower */
void write_chain(maker *m, const char *actors, unsigned action);
void write_nobody(maker *m, unsigned action);

#endif
