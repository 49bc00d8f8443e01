/* Stories: a scenario played on the tables that its policy is compiled to.
 *
 * The tree goes in, the runtime executes, and what came of each step comes out as a report; how a report
 * is shown is story_print.h's. Time counts from the story's start. What fails first ends the story: what
 * would have come after it means nothing. */
#ifndef STORY_H
#define STORY_H

#include "compile.h"

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

/* Plays a scenario of the policy, which must be without errors. The report lives as long as the compilation.
 */
story story_play(stage *s, const ast_scenario *told);

#endif
