/* Between the files that make suggestions. */
#ifndef SUGGEST_PART_H
#define SUGGEST_PART_H

#include "story.h"
#include "suggest.h"

/* ---- suggest_uses.c: what of a case the rules of its process look at ---- */

typedef struct slot_use {
  enum {
    SLOT_UNUSED, /* whether it is set is all that counts */
    SLOT_VALUE,  /* a fact that guards compare: which cuts it has passed counts */
    SLOT_TIME,   /* an instant: which cuts the time since then has passed */
    SLOT_COUNT,  /* acceptances, up to the last cut */
    SLOT_SPENT   /* time that does not count */
  } kind;
  bool ordered; /* a bound ties it to another fact */
  size_t n_cuts, cap_cuts, n_offsets, cap_offsets;
  int64_t *cuts;    /* sorted; VALUE: the first of a range that is told apart; TIME: ages in ms */
  int64_t *offsets; /* TIME: what rules add to it, sorted */
} slot_use;

typedef struct uses {
  const ombud_policy *tables;
  arena *arena;
  uint16_t process;
  slot_use *slots; /* [n_slots] */
  uint32_t *boxes; /* first tests of boxes of guards */
  size_t n_boxes, cap_boxes;
  int64_t longest; /* offset */
  uint16_t *rank;  /* [n_facts]: how many bounds lie below a fact */
} uses;

uses *uses_find(arena *a, const ombud_policy *tables, uint16_t process);

/* In which order cases are gone on from: first those with the fewest steps; or by turns one of each state, so
 * that what lies deep is come to before all that lies before it; or one of each state and ranges of facts; or
 * one of each state and of how often what may be done there a few times was done. */
typedef enum turns { TURNS_BREADTH, TURNS_STATES, TURNS_FACTS, TURNS_COUNTS, TURNS } turns;

/* Equal for cases of which one a turn is gone on from. */
uint64_t uses_turn(const uses *u, const ombud_case *c, turns by);

/* Hashes of a case: equal COARSE, the same happens with it as far as cuts tell; equal EXACT, it is the same.
 */
void uses_hash(const uses *u, const ombud_case *c, uint64_t *coarse, uint64_t *exact);

/* ---- suggest_values.c: what to try ---- */

#define COMBOS_MAX 400u /* sets of values for one action */
#define TIMES_MAX  40u  /* instants to wait for, from one case */

typedef struct combos {
  size_t n;
  ombud_given at[COMBOS_MAX][OMBUD_GIVEN_MAX];
} combos;

/* Values for the facts that an action gives; C is NULL where no case is open. */
void values_of(const uses *u, const ombud_case *c, ombud_time now, const uint16_t *gives, uint16_t n_gives,
               combos *out);

/* Instants after now, earliest first; with HARD some between those at which something changes. */
size_t values_times(const uses *u, const ombud_case *c, bool hard, ombud_time *out);

/* ---- suggest_search.c ---- */

typedef struct suggest_node {
  uint32_t parent;
  bool stays; /* a refusal: the case is as it was */
  bool shows; /* its step shows a point that was missing */
  suggest_step step;
  const ombud_case *at; /* NULL: no case is open; and where it is not gone on from */
  uint32_t next;        /* whose turn it is after this one; 0: none's */
} suggest_node;

typedef struct suggest_search {
  const cover *of;
  uint16_t process;
  uint8_t mode;
  turns by;
  bool hard;          /* try more, and look further */
  uint32_t calls;     /* of the runtime, at most; then how many there were */
  const bool *wanted; /* [of->n] */
  bool *found;        /* [of->n] */
  size_t n, cap;
  suggest_node *nodes; /* the first is the start, without a step */
} suggest_search;

void suggest_run(suggest_search *s);

/* ---- suggest_never.c ---- */

/* Sets NEVER of the points of a process that are missing and not found where it is proved that no case shows
 * them. */
void suggest_never(const cover *v, uint16_t process, const bool *missing, const bool *found, bool *never);

/* ---- suggest_choose.c ---- */

/* Adds the stories that lead to everything that S has found. */
void suggest_add(suggestions *to, const suggest_search *s);

/* ---- suggest_thin.c ---- */

/* Leaves out stories and steps that show only what others show as well, and joins what is left. */
void suggest_thin(suggestions *s);

/* ---- suggest_remind.c ---- */

/* Puts in the looks that reminders need to be told to the millisecond, in one story for each. What else they
 * show is FOUND. */
void suggest_remind(suggestions *s, bool *found);

/* ---- suggest_play.c ---- */

typedef struct suggest_player suggest_player;
suggest_player *suggest_player_new(const cover *v);

/* Adds to COUNTS what the story shows, and with STEPS ([s->n * of->n]) which step does; what came of each
 * goes to CAME ([s->n]), without the step itself. Both may be NULL. False where a call is at fault. */
bool suggest_play(suggest_player *p, const suggest_story *s, uint32_t *counts, bool *steps, story_step *came);

/* ---- suggest_name.c ---- */

/* The language's texts of a name, as they stand behind `scenario`: zh"…" en"…". */
typedef struct suggest_names suggest_names;
suggest_names *suggest_names_new(const suggestions *s);

/* SHOWS ([of->n]): which points it is to be named after; CAME: of each of its steps. */
const char *suggest_name(suggest_names *n, const suggest_story *s, const bool *steps, const story_step *came);

#endif
