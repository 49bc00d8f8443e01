/* The plan: what the rules come to, before it is laid out in tables.
 *
 * From here on there are no names to resolve, no scopes, no precedence and no lists of actors: for
 * each mode, state, actor and action stands the list of what may govern, narrowest first, and the
 * first entry whose guard and window hold governs. Nobody past this point sees the tree. */
#ifndef PLAN_H
#define PLAN_H

#include <stdio.h>

#include "arena.h"
#include "ombud.h"
#include "terms.h"

typedef struct plan_test { /* lo <= fact <= hi */
  uint16_t fact;
  int64_t lo, hi;
} plan_test;

typedef struct plan_box { /* all of them hold */
  uint16_t n_tests;
  const plan_test *tests;
} plan_box;

typedef struct plan_guard { /* one of them holds */
  uint32_t n_boxes;
  const plan_box *boxes;
} plan_guard;

typedef struct plan_entry {
  uint8_t kind; /* OMBUD_ENTRY_… */
  uint16_t limit;
  uint32_t rule;
  const plan_guard *guard;     /* NULL: always */
  const plan_guard *known;     /* what holds wherever it governs: at least the guard; for proofs only */
  const instant *from, *until; /* NULL: always */
  outcome out;
  uint32_t n_wider;
  const uint32_t *wider; /* rules that it overrides here */
} plan_entry;

typedef struct plan_cell { /* shared by all places with the same rules */
  uint32_t n_entries;
  const plan_entry *entries;
  uint16_t n_gives;
  const uint16_t *gives; /* facts, sorted */
  bool counted;          /* acceptances are counted: somewhere this actor's action has a limit */
  uint32_t n_says;
  const struct say *const
      *says; /* what the entries come from, narrowest first; for the planning passes and coverage only */
} plan_cell;

typedef struct plan_place { /* sorted by row, actor, action; places without rules are left out */
  uint32_t row;
  uint16_t actor, action;
  plan_cell *cell;
} plan_place;

typedef struct plan_timer {
  uint8_t kind;  /* OMBUD_DEEMED, OMBUD_FELL_DUE, OMBUD_REMINDED */
  uint16_t name; /* action or event; of a reminder: of the deadline it announces */
  uint32_t rule;
  uint32_t reminded; /* mask of actors */
  instant due;
  outcome out;
} plan_timer;

typedef struct plan_row { /* a state in one mode */
  bool exists, end, reachable;
  uint16_t n_timers;
  plan_timer *timers; /* in the order in which they fire at a tie */
} plan_row;

typedef struct plan_process {
  uint16_t n_states, n_actions, n_names;
  plan_row *rows; /* [mode * n_states + state] */
  plan_place *places;
  size_t n_places, cap_places;
} plan_process;

typedef struct plan {
  arena *arena;
  const ombud_words *words;
  uint8_t n_modes, n_actors;
  uint16_t n_processes, n_facts, n_effects, n_reasons, n_orders;
  const ombud_fact *facts;
  const ombud_order *orders;
  plan_process *processes;
  const promise *promises;
  size_t n_promises;
  uint32_t max_events, max_effects; /* of one call */
} plan;

/* The first place that is not before these; n_places: all are. */
size_t plan_first_place(const plan_process *q, uint32_t row, uint16_t actor, uint16_t action);

/* The rules on one actor's one action in a row; NULL where no rule speaks of it. */
const plan_cell *plan_cell_at(const plan_process *q, uint32_t row, uint16_t actor, uint16_t action);

/* Whether some rule of the cell permits the action, if its condition and its window hold. */
bool plan_cell_permits(const plan_cell *cell);

/* Whether an actor may do an action in some state of the process, [actor * n_actions + action]: then every
 * state is asked about it. And whether a row is one to be asked. */
const bool *gap_asked(arena *a, const plan *p, uint16_t process);
bool gap_in(const plan_process *q, uint32_t row);

/* For --dump=plan, and for whoever wants to see what governs. */
void plan_print(const plan *p, FILE *out);

#endif
