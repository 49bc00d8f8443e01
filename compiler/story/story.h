/* Stories: a scenario played on the tables that its policy is compiled to.
 *
 * The tree goes in, the runtime executes, and what came of each step comes out as a report; how a report
 * is shown is story_print.h's. Time counts from the story's start. What fails first ends the story: what
 * would have come after it means nothing. */
#ifndef STORY_H
#define STORY_H

#include "cover.h"

#define STORY_STEPS_MAX 10000u /* of one scenario; with 100 years each they fit the runtime's time */

typedef struct story_step { /* what came of one step */
  const ast_step *ast;
  ombud_time at;       /* ms since the story's start */
  ombud_status status; /* of an action; below zero: a call that no program may make, and nothing came of it */
  uint16_t state;      /* after it; 0: no case is open yet */
  bool ended;          /* that state is an end */
  uint16_t reason;     /* of a refusal; OMBUD_REASON_NONE else */
  uint32_t rule;       /* that governed the action; OMBUD_NO_RULE: none */
  uint32_t n_events, n_effects;
  const ombud_event *events; /* all that happened, by itself or by the action; earliest first */
  const ombud_effect *effects;
} story_step;

typedef struct story_fault { /* an expectation that was not met */
  span at;
  const char *expected, *got;
} story_fault;

typedef struct story {
  const compilation *of;
  const ast_scenario *ast;
  uint16_t process;
  uint8_t mode;
  size_t n_steps; /* as far as it was played: where there are faults, the last is the wrong one */
  const story_step *steps;
  size_t n_faults;
  const story_fault *faults;
} story;

/* Where stories of one policy are played, one after the other. */
typedef struct stage stage;
stage *stage_new(const compilation *c);

/* From now on adds to COUNTS (of->n numbers) what the stories show of the policy's sentences. */
void stage_cover(stage *s, const cover *of, uint32_t *counts);

/* Plays a scenario of the policy, which must be without errors. The report lives as long as the compilation.
 */
story story_play(stage *s, const ast_scenario *told);

/* ---- step by step ---- */

/* Begins a story of the process under the mode: no case is open yet. */
void stage_begin(stage *s, uint16_t process, uint8_t mode);

/* Takes a step of it, whatever it expects. Where .status is below zero nothing came of it, and stage_broken
 * says what is wrong with the call. */
story_step stage_take(stage *s, const ast_step *step);
const char *stage_broken(const stage *s);

/* What a step expected and did not get: a story of which only process, mode and faults are filled in. */
const story *stage_judge(stage *s, const story_step *t);

/* Where the story stands. */
const ombud_case *stage_case(const stage *s); /* NULL: no case is open */
ombud_time stage_now(const stage *s);

/* How the runtime is given an action, in GIVEN, of which there are OMBUD_GIVEN_MAX. */
ombud_input stage_input(const stage *s, const ast_step *step, ombud_given *given);

/* Where it stands, to come back to later. */
typedef struct stage_mark stage_mark;
const stage_mark *stage_keep(const stage *s);
void stage_return(stage *s, const stage_mark *m);

#endif
