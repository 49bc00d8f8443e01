/* Between the files of the resolving pass: look-ups that report, and the parts of a rule. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include "model.h"

#define RESOLVE_NONE OMBUD_NONE

/* Look-ups answer RESOLVE_NONE after they have reported the name, with the nearest one there is. A name that
 * was left out (NULL, after a syntax error) is passed over in silence: no cascades. */
uint16_t resolve_actor(model *m, const ast_ref *ref);
uint16_t resolve_mode(model *m, const ast_ref *ref);
uint16_t resolve_fact(model *m, const ast_ref *ref);
uint16_t resolve_effect(model *m, const ast_ref *ref);
uint16_t resolve_reason(model *m, const ast_ref *ref);
uint16_t resolve_process(model *m, const ast_ref *ref);
uint16_t resolve_state(model *m, model_process *p, const ast_ref *ref);
uint16_t resolve_action(model *m, model_process *p, const ast_ref *ref);
uint16_t resolve_name(model *m, model_process *p, const ast_ref *ref); /* an action or an event */
uint16_t resolve_option(model *m, uint16_t choice, const char *name, span at);

/* Reports what stands in a list for the second time. */
void resolve_twice(model *m, const ast_refs *refs);

/* False, and reported, for the clock. */
bool resolve_acts(model *m, uint16_t actor, span at);

uint32_t resolve_actors(model *m, const ast_refs *refs); /* as a mask */
uint32_t resolve_modes(model *m, const ast_refs *refs);  /* as a mask; all of them where REFS is empty */

/* The name in a map nearest to WANTED, or NULL. After hundreds of names that were not found it gives up: with
 * a map of thousands each answer takes its time. */
const char *resolve_nearest(model *m, const map *among, const char *wanted);

/* False where a name that was not found is better passed over in silence: after a syntax error, unless it is
 * a slip. */
bool resolve_tells(const model *m, const char *meant);

/* A remark where another process than P has a state of that name, or an action or event: that is more likely
 * the slip than a misspelling. */
void resolve_remark_elsewhere(model *m, const model_process *p, const char *name, bool state);

void resolve_sort(uint16_t *list, size_t n); /* states or facts, by their numbers */

/* "cod, online": for messages. */
const char *resolve_mode_list(model *m, uint32_t modes);

void declare_all(model *m); /* every name of the policy, and of its processes */

const cond *resolve_cond(model *m, const ast_cond *c);
const call *resolve_calls(model *m, const ast_calls *calls, uint16_t *n);
bool resolve_call(model *m, const ast_call *c, call *out);
instant resolve_instant(model *m, model_process *p, const ast_instant *i, const ast_refs *excluded);
bool resolve_bounds(model *m);

/* Whether it is an instant as stories tell them: 5d after their start, -5d before it, 0. */
bool resolve_is_instant(const ast_value *v);

/* One number against a fact's type, for comparisons and for the facts of scenarios. */
bool resolve_constant(model *m, uint16_t fact, const ast_value *v, int64_t *out);

void resolve_rules(model *m, uint16_t process);
void resolve_stories(model *m); /* promises and scenarios */

/* Resolves a story of one step, told at the instant NOW in a policy without errors: what is wrong with it
 * goes to OUT, and memory comes from A. */
void resolve_told(model *m, arena *a, diags *out, const ast_scenario *told, int64_t now);

#endif
