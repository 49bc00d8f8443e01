/* From the model to the plan: the passes that decide what governs. They report what is contradictory. */
#ifndef PLANNER_H
#define PLANNER_H

#include "boxes.h"
#include "model.h"
#include "plan.h"

/* NULL where the rules contradict themselves; that was reported. The words must be there. */
plan *plan_make(model *m, const ombud_words *words);

/* One cell from all that is said of one actor's one action in one place (rules 2, 3, 4, 7, 12). LIFE[i] gets
 * LIFE_HOLDS where the guard and window of SAYS[i] can hold, LIFE_GOVERNS where narrower rules leave it
 * something. PLACE is for messages. */
typedef struct place {
  uint16_t process, mode, state, actor, action;
} place;
enum { LIFE_HOLDS = 1, LIFE_GOVERNS = 2 };
plan_cell *overlap_settle(model *m, const say *const *says, size_t n, const place *at, uint8_t *life);
const char *place_words(const model *m, const place *at); /* "'user cancel' in state 'shipped', for cod" */

/* Rule 12: the alternatives of a `must` that prohibitions can all forbid at once. */
void overlap_check_must(model *m, const plan_process *p, uint16_t process);

/* A guard as boxes of its own. */
const plan_guard *plan_guard_of(model *m, const cond *c, span at);

/* The same for what is only a help in proofs: where it is too large, LESS will do. */
const plan_guard *plan_known_of(model *m, const cond *c, const plan_guard *less);

/* Deadlines and reminders of every row, with the ties (rules 13 to 18, time 3), and how much one call can
 * bring about. */
void timers_settle(model *m, uint16_t process, plan *p);

/* States that are reached and never left by themselves (rule 13). After the flow. */
void timers_check_waits(model *m, uint16_t process, const plan *p);

/* Which rows a case can get to, and what it then has for certain (rule 8). */
void flow_settle(model *m, uint16_t process, plan *p);

/* -W gap; after the flow. */
void gap_check(model *m, uint16_t process, const plan *out);

/* Rule 11, for every effect with an amount. */
void range_check(model *m, uint16_t process, const plan *out);

#endif
