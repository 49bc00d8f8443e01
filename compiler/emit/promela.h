/* A process under one mode as a Promela model, for the model checker Spin.
 *
 * It is a second opinion on promises: it uses the plan and nothing of the prover, and works in another way.
 *
 * Time. Every duration is a multiple of UNIT, their greatest common divisor. An instant that something counts
 * from is a clock: whole units in k[], and where the rest of the clocks stands among the others' rests in r[]
 * (0: there is none). That is Alur and Dill's region construction: conditions compare one clock with whole
 * units, so whatever can happen from one case can happen from any other with the same k and r, however time
 * is divided; no grid is fine enough for a loop whose every turn ends just before a deadline, and none is
 * needed. To the language time is milliseconds: a course with fewer events than UNIT has milliseconds can be
 * moved onto them without changing any k or r, and UNIT has 1000 at least. Time `before due` is then one
 * millisecond before or more.
 *
 * Where no duration is over GRID_MS milliseconds, clocks are plain numbers of milliseconds. And where a clock
 * stands still (`not counting`) regions are not enough: there events happen at multiples of UNIT / GRID_PARTS
 * only. What comes about so can come about; what does not may do in a course off this grid. The output says
 * so.
 *
 * A clock stops mattering one step beyond the longest time that it is compared with. A moment is FAR until
 * the first instant that is compared with it: since it may have been given any value, it may get there at any
 * time.
 *
 * Which of two deadlines that are both past fell due first hangs on the distance of two clocks. It changes
 * only when one of them starts anew, so it is worked out then, and kept (`pair`).
 *
 * Facts. Between the constants that guards compare them with, values differ only by bounds between facts.
 * With n facts tied by bounds, each of them need only take the n values from each lower bound or cut: a
 * course's values are a solution of differences x + gap <= y along chains no longer than n, and the least
 * solution lies there. */
#ifndef PROMELA_H
#define PROMELA_H

#include "plan.h"

#define GRID_MS          500
#define GRID_PARTS       4
#define PROMELA_UNIT_MIN 1000  /* ms */
#define PROMELA_TIME_MAX 30000 /* units: they fit a short */

typedef struct promela_clock {
  enum { CLOCK_TOTAL, CLOCK_ENTRY, CLOCK_NAME, CLOCK_MOMENT } kind;
  const anchor *anchors; /* a name's, or the names' of which the latest counts; the fact's */
  uint16_t n_anchors;
  const uint16_t *excluded; /* states in which it stands still */
  uint16_t n_excluded;
  const char *name;
  int64_t *consts; /* what it is compared with; ms, later steps; sorted */
  size_t n_consts, cap_consts;
  bool kept; /* beyond the action that gives it */
} promela_clock;

typedef struct promela_pair {    /* two deadlines of one state that can both be past when they are set */
  uint16_t state, first, second; /* timers; first < second */
  uint16_t a, b;                 /* their clocks */
  int64_t apart;                 /* offset of the first less that of the second */
} promela_pair;

typedef struct promela {
  arena *arena;
  const plan *plan;
  const plan_process *process;
  const ombud_process_word *words;
  uint16_t number; /* of the process */
  uint8_t mode;
  const plan_row *rows;
  const plan_place *places;
  size_t n_places;
  promela_clock *clocks; /* [0]: since the opening */
  size_t n_clocks, cap_clocks;
  promela_pair *pairs;
  size_t n_pairs, cap_pairs;
  int64_t unit, step; /* ms: the common divisor; what k[] counts */
  bool regions, stops;
  bool *tracked;    /* [fact] */
  int64_t **values; /* [fact]: those it can take */
  size_t *n_values;
  uint16_t *limits;  /* [actor * n_actions + action]: greatest; 0: not counted */
  bool *live;        /* [state * (n_clocks + n_facts)]: may still be asked for */
  unsigned *numbers; /* [promise]: as which it is written; 0: it is not about this */
  const char *why;   /* it cannot be written; NULL: it can */
} promela;

promela *promela_make(arena *a, const plan *p, uint16_t process, uint8_t mode);

/* How many clocks an instant takes, and which they are. The latest of several names is one, which each
 * starts. */
uint16_t promela_n_clocks(const instant *i);
bool promela_starts(const promela_clock *c, uint16_t name, const plan_cell *cell, bool enters);
uint16_t promela_clock_of(const promela *m, const instant *i, uint16_t nth);
bool promela_live_clock(const promela *m, uint16_t state, size_t clock);
bool promela_live_fact(const promela *m, uint16_t state, uint16_t fact);
bool promela_gives(const plan_cell *c, uint16_t fact);
bool promela_can_be_late(const instant *i);
__attribute__((format(printf, 2, 3))) void promela_refuse(promela *m, const char *format, ...);

/* promela_facts.c: which facts count, and what values they take. */
void promela_find_facts(promela *m);

/* promela_claims.c */
bool promela_is_about(const promela *m, const promise *q);
void promela_claim(const promela *m, const promise *q, unsigned number, FILE *out);
/* How many of O's calls each promise counts. */
void promela_calls(const promela *m, const outcome *o, FILE *out);
/* The values that promises ask a fact for: CUT is called with each. */
void promela_wanted(promela *m, void (*cut)(void *data, uint16_t fact, int64_t value), void *data);

/* emit_promela.c: the model, as section NUMBER. */
void emit_promela(const promela *m, unsigned number, FILE *out);

#endif
