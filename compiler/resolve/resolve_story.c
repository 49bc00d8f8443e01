/* Promises and scenarios: their names and types. They are proved and run by later passes. */
#include <string.h>

#include "duration.h"
#include "resolve.h"
#include "story.h"

static void check_in_mode(model *m, const model_process *p, uint16_t state, uint32_t modes, span at) {
  if (state == RESOLVE_NONE || (p->states[state].modes & modes) != 0 || modes == 0) return;
  diag_report(m->diags, DIAG_E230, at, "state '%s' is only for %s, and this is about %s",
              p->states[state].sym.name, resolve_mode_list(m, p->states[state].modes),
              resolve_mode_list(m, modes));
  diag_note(m->diags, p->states[state].sym.at, "the state is declared here");
}

static uint32_t silent_actors(model *m, const ast_promise *q) {
  uint32_t named = resolve_actors(m, &q->silent_actors);
  return q->silent == SILENT_ALL ? UINT32_MAX : named;
}

/* A name that was not found may be one of another kind. BEFORE: errors before it was looked for. */
static void tell_kind(model *m, const model_process *p, const ast_ref *ref, size_t before) {
  if (ref->name == NULL || diag_errors(m->diags) == before) return;
  uint32_t name = map_get(&p->name_of, ref->name);
  const char *kind = NULL;
  if (name != MAP_NONE) kind = p->names[name].event ? N_("an event") : N_("an action");
  if (map_get(&m->effect_of, ref->name) != MAP_NONE)
    kind = N_("an effect: 'never EFFECT', 'once EFFECT', 'can do EFFECT'");
  if (map_get(&p->state_of, ref->name) != MAP_NONE) kind = N_("a state");
  if (kind != NULL) diag_remark(m->diags, "'%s' is %s", ref->name, _(kind));
}

/* A number below zero is a constant, too. */
static const expr *constant_of(model *m, const ast_expr *written, const expr *e) {
  if (e->kind == EX_CONST) return e;
  if (written->kind != EXPR_NEGATE || e->kind != EX_SUB || e->right->kind != EX_CONST) return NULL;
  expr *c = ARENA_NEW(m->arena, expr);
  *c = (expr){.kind = EX_CONST, .type = e->type, .value = -e->right->value, .at = e->at};
  return c;
}

/* What the effect is given is told apart from other calls by its values: a promise names them outright. */
static void resolve_promised_call(model *m, const model_process *p, const ast_call *c, promise *out) {
  size_t errors = diag_errors(m->diags);
  out->any_args = !c->has_args;
  if (out->any_args) {
    out->effect.effect = resolve_effect(m, &c->effect);
    if (out->effect.effect == RESOLVE_NONE) tell_kind(m, p, &c->effect, errors);
    return;
  }
  if (!resolve_call(m, c, &out->effect)) {
    out->effect.effect = RESOLVE_NONE;
    return;
  }
  const expr **args = ARENA_ARRAY(m->arena, out->effect.n_args, const expr *);
  for (uint16_t i = 0; i < out->effect.n_args; i++) {
    args[i] = constant_of(m, c->args.at[i], out->effect.args[i]);
    if (args[i] != NULL) continue;
    args[i] = out->effect.args[i];
    diag_report(m->diags, DIAG_E265, c->args.at[i]->span, "in a promise an effect's arguments are constants");
  }
  out->effect.args = args;
}

/* What has to come first: an action or event, or an effect where none of these has the name. */
static bool resolve_before(model *m, model_process *p, const ast_ref *ref, promise *out) {
  bool effect = ref->name != NULL && map_get(&p->name_of, ref->name) == MAP_NONE &&
                map_get(&m->effect_of, ref->name) != MAP_NONE;
  out->any_args = true;
  if (effect) return (out->effect.effect = resolve_effect(m, ref)) != RESOLVE_NONE;
  map all = {.arena = m->arena};
  for (size_t i = 0; i < m->n_effects; i++) map_put(&all, m->effects[i].sym.name, 0);
  const char *near = ref->name == NULL ? NULL : resolve_nearest(m, &all, ref->name);
  size_t errors = diag_errors(m->diags);
  out->name = resolve_name(m, p, ref);
  if (out->name == RESOLVE_NONE && near != NULL) diag_suggest(m->diags, near);
  if (out->name == RESOLVE_NONE) tell_kind(m, p, ref, errors);
  return out->name != RESOLVE_NONE;
}

/* Whether all that the claim names is there. */
static bool resolve_claim(model *m, model_process *p, const ast_promise *q, promise *out) {
  size_t errors = diag_errors(m->diags);
  out->name = out->state = out->from = RESOLVE_NONE;
  switch (q->kind) {
  case PROMISE_ENDS_WITHIN: out->kind = CLAIM_ENDS_WITHIN, out->within = q->duration; return true;
  case PROMISE_NEVER_ACT:
    out->kind = CLAIM_NEVER_ACT;
    out->actors = resolve_actors(m, &q->actors);
    out->name = resolve_action(m, p, &q->action);
    if (out->name == RESOLVE_NONE) tell_kind(m, p, &q->action, errors);
    return out->name != RESOLVE_NONE;
  case PROMISE_NEVER_DO:
  case PROMISE_CAN_DO:
  case PROMISE_ONCE:
    out->kind = q->kind == PROMISE_ONCE     ? CLAIM_ONCE
                : q->kind == PROMISE_CAN_DO ? CLAIM_CAN_DO
                                            : CLAIM_NEVER_DO;
    resolve_promised_call(m, p, &q->effect, out);
    return out->effect.effect != RESOLVE_NONE;
  case PROMISE_CAN_REACH:
    out->kind = CLAIM_CAN_REACH;
    out->state = resolve_state(m, p, &q->state);
    check_in_mode(m, p, out->state, out->modes, q->state.span);
    if (q->from.name != NULL) {
      out->from = resolve_state(m, p, &q->from);
      check_in_mode(m, p, out->from, out->modes, q->from.span);
      if (out->from == RESOLVE_NONE) return false;
    }
    return out->state != RESOLVE_NONE;
  case PROMISE_ONLY_AFTER:
    out->kind = CLAIM_ONLY_AFTER;
    out->state = resolve_state(m, p, &q->state);
    check_in_mode(m, p, out->state, out->modes, q->state.span);
    return resolve_before(m, p, &q->action, out) && out->state != RESOLVE_NONE;
  }
  return false;
}

static void resolve_promise(model *m, const ast_promise *q) {
  promise out = {
      .process = resolve_process(m, &q->process), .effect = {.effect = RESOLVE_NONE}, .at = q->span};
  out.modes = resolve_modes(m, &q->modes);
  out.silent = silent_actors(m, q);
  if (out.process == RESOLVE_NONE) return;
  if (resolve_claim(m, &m->processes[out.process], q, &out))
    *ARENA_PUSH(m->arena, m->promises, m->n_promises, m->cap_promises) = out;
}

/* ---- scenarios ---- */

typedef struct telling { /* of one scenario */
  model *m;
  model_process *p;
  uint32_t modes;
  const bool *gives; /* [fact]: some action of the process takes it; NULL: not known, rules are in error */
  int64_t now;       /* ms since the story's start */
  const ast_step *moved; /* the step that brought it there; NULL: none has */
} telling;

/* The facts of a process are those that its actions give: no program can speak of others in it. */
static const bool *facts_given(const model *m, const model_process *p) {
  bool *gives = ARENA_ARRAY(m->arena, m->n_facts, bool);
  for (size_t i = 0; i < p->n_says; i++)
    for (uint16_t k = 0; k < p->says[i].n_gives; k++) gives[p->says[i].gives[k]] = true;
  return gives;
}

static void resolve_fact_value(model *m, uint16_t fact, const ast_arg *a) {
  const model_fact *f = &m->facts[fact];
  int64_t value;
  bool takes_none = f->type == OMBUD_TEXT, takes_duration = f->type == OMBUD_MOMENT;
  if (takes_none ? a->has_value : takes_duration && !(a->has_value && resolve_is_instant(&a->value)))
    diag_report(m->diags, DIAG_E220, a->fact.span,
                takes_none
                    ? N_("'%s' is a text: only that it is given counts, without a value")
                    : N_("'%s' is a moment: give it as a time from the story's start, 5d, or -5d before it"),
                f->sym.name);
  else if (a->has_value && !takes_duration && !takes_none && resolve_constant(m, fact, &a->value, &value) &&
           (value < f->lo || value > f->hi))
    diag_report(m->diags, DIAG_E225, a->value.span, "'%s' lies in %lld … %lld", f->sym.name, (long long)f->lo,
                (long long)f->hi);
  else if (!a->has_value && f->type != OMBUD_YES_NO && !takes_none)
    diag_report(m->diags, DIAG_E220, a->fact.span, "'%s' needs a value", f->sym.name);
}

static void resolve_args(const telling *t, const ast_args *args) {
  model *m = t->m;
  ast_refs given = {0};
  for (size_t i = 0; i < args->len; i++) {
    const ast_arg *a = &args->at[i];
    *ARENA_PUSH(m->arena, given.at, given.len, given.cap) = a->fact;
    uint16_t fact = resolve_fact(m, &a->fact);
    if (fact == RESOLVE_NONE || m->facts[fact].lost) continue;
    resolve_fact_value(m, fact, a);
    if (t->gives != NULL && !t->gives[fact])
      diag_report(m->diags, DIAG_E266, a->fact.span, "no action of process '%s' takes the fact '%s'",
                  t->p->sym.name, a->fact.name);
  }
  resolve_twice(m, &given);
  if (args->len > OMBUD_GIVEN_MAX)
    diag_report(m->diags, DIAG_E260, args->at[OMBUD_GIVEN_MAX].fact.span,
                "one action gives more than %u facts", OMBUD_GIVEN_MAX);
}

/* A story may expect the reasons of the policy and those that are built in. */
static void resolve_denied(model *m, const ast_ref *ref) {
  if (ref->name == NULL || map_get(&m->reason_of, ref->name) != MAP_NONE) return;
  map all = {.arena = m->arena};
  for (size_t i = 0; i < m->n_reasons; i++) map_put(&all, m->reasons[i].sym.name, 0);
  for (unsigned k = 1; k < OMBUD_REASONS_BUILT_IN; k++) {
    const char *built_in = ombud_reason_name(NULL, NULL, (uint16_t)k);
    if (strcmp(built_in, ref->name) == 0) return;
    map_put(&all, built_in, 0);
  }
  const char *near = resolve_nearest(m, &all, ref->name);
  if (!resolve_tells(m, near)) return;
  diag_report(m->diags, DIAG_E209, ref->span, "no reason is called '%s'", ref->name);
  diag_suggest(m->diags, near);
}

/* Without (…) any call of the effect is meant; else one with exactly these values. */
static void resolve_expected_call(model *m, const ast_call *c) {
  call out;
  if (!c->has_args) {
    resolve_effect(m, &c->effect);
    return;
  }
  if (!resolve_call(m, c, &out)) return;
  for (uint16_t i = 0; i < out.n_args; i++) {
    const ast_expr *e = c->args.at[i];
    bool negative = e->kind == EXPR_NEGATE && e->args.at[0]->kind == EXPR_VALUE &&
                    e->args.at[0]->value.kind != VALUE_NAME;
    if (!negative && (e->kind != EXPR_VALUE || out.args[i]->kind != EX_CONST))
      diag_report(m->diags, DIAG_E265, e->span, "in a scenario an effect's arguments are constants");
  }
}

/* `denied` alone is a refusal for whatever reason, `ended` any end: unless the process has such a state. */
static bool is_outcome(const telling *t, const ast_ref *ref, const char *wanted) {
  return ref->name != NULL && strcmp(ref->name, wanted) == 0 &&
         map_get(&t->p->state_of, ref->name) == MAP_NONE;
}

/* A slip of one of the two is told as such, unless some state is nearer. */
static void resolve_expected_state(const telling *t, const ast_ref *ref) {
  model *m = t->m;
  if (is_outcome(t, ref, "denied") || is_outcome(t, ref, "ended")) return;
  nearest near = {0};
  if (ref->name != NULL && map_get(&t->p->state_of, ref->name) == MAP_NONE) {
    nearest_offer(&near, ref->name, "denied");
    nearest_offer(&near, ref->name, "ended");
  }
  if (near.name == NULL) {
    check_in_mode(m, t->p, resolve_state(m, t->p, ref), t->modes, ref->span);
    return;
  }
  const char *state = resolve_nearest(m, &t->p->state_of, ref->name);
  if (state != NULL) nearest_offer(&near, ref->name, state);
  diag_report(m->diags, DIAG_E203, ref->span, "no state is called '%s' in process '%s'", ref->name,
              t->p->sym.name);
  diag_suggest(m->diags, near.name);
}

static void resolve_expect(const telling *t, const ast_step *step, const ast_expect *e) {
  model *m = t->m;
  bool denied = e->kind == EXPECT_DENIED || (e->kind == EXPECT_STATE && is_outcome(t, &e->name, "denied"));
  switch (e->kind) {
  case EXPECT_STATE: resolve_expected_state(t, &e->name); break;
  case EXPECT_DO: resolve_expected_call(m, &e->call); break;
  case EXPECT_DENIED: resolve_denied(m, &e->name); break;
  case EXPECT_BY: resolve_name(m, t->p, &e->name); break;
  case EXPECT_REMIND:
    resolve_actor(m, &e->name);
    if (e->of.name != NULL) resolve_name(m, t->p, &e->of);
    break;
  }
  if (denied && step->kind != STEP_ACT)
    diag_report(m->diags, DIAG_E266, e->span, "only what somebody does can be denied, and here time passes");
}

static void resolve_time(telling *t, const ast_step *step) {
  int64_t at = step->kind == STEP_AT ? step->duration : t->now + step->duration;
  char then[48], now[48];
  if (at < t->now) {
    diag_report(t->m->diags, DIAG_E266, step->span,
                "time does not run backwards: %s is past, it is %s already", duration_write(at, then),
                duration_write(t->now, now));
    if (t->moved != NULL) diag_note(t->m->diags, t->moved->span, "since here");
    return;
  }
  t->now = at;
  t->moved = step;
}

static void resolve_step(telling *t, const ast_step *step) {
  model *m = t->m;
  if (step->kind == STEP_ACT) {
    resolve_acts(m, resolve_actor(m, &step->actor), step->actor.span);
    resolve_action(m, t->p, &step->action);
    resolve_args(t, &step->args);
  } else {
    resolve_time(t, step);
  }
  for (size_t k = 0; k < step->expects.len; k++) resolve_expect(t, step, &step->expects.at[k]);
}

static void resolve_scenario(model *m, const ast_scenario *s, const bool *const *gives) {
  m->n_scenarios++;
  uint16_t process = resolve_process(m, &s->process);
  uint16_t mode = s->mode.name == NULL ? RESOLVE_NONE : resolve_mode(m, &s->mode);
  if (s->mode.name == NULL && m->n_modes > 1 && s->process.name != NULL)
    diag_report(m->diags, DIAG_E236, s->process.span, "the story happens under one mode: add 'for MODE'");
  if (process == RESOLVE_NONE) return;
  telling t = {.m = m, .p = &m->processes[process], .gives = gives[process]};
  t.modes = mode == RESOLVE_NONE ? MODEL_ALL_MODES(m) : UINT32_C(1) << mode;
  if (s->steps.len > STORY_STEPS_MAX)
    diag_report(m->diags, DIAG_E260, s->steps.at[STORY_STEPS_MAX].span, "more than %u steps in one scenario",
                STORY_STEPS_MAX);
  for (size_t i = 0; i < s->steps.len && i < STORY_STEPS_MAX; i++) resolve_step(&t, &s->steps.at[i]);
}

void resolve_stories(model *m) {
  m->telling = true;
  const bool **gives = ARENA_ARRAY(m->arena, m->n_processes, const bool *);
  bool sound = diag_errors(m->diags) == 0;
  for (size_t i = 0; sound && i < m->n_processes; i++) gives[i] = facts_given(m, &m->processes[i]);
  for (size_t i = 0; i < m->tree->items.len; i++) {
    const ast_item *it = m->tree->items.at[i];
    if (it->kind == ITEM_PROMISE) resolve_promise(m, &it->promise);
    if (it->kind == ITEM_SCENARIO) resolve_scenario(m, &it->scenario, gives);
  }
}

/* The model is borrowed, and as it was afterwards: names that are not found here make no other one harder to
 * find. */
void resolve_told(model *m, arena *a, diags *out, const ast_scenario *told, int64_t now) {
  const model was = *m;
  m->arena = a;
  m->diags = out;
  m->telling = true;
  uint16_t process = resolve_process(m, &told->process);
  uint32_t modes = told->mode.name == NULL ? MODEL_ALL_MODES(m) : UINT32_C(1) << resolve_mode(m, &told->mode);
  telling t = {.m = m, .p = &m->processes[process], .modes = modes, .now = now};
  t.gives = facts_given(m, t.p);
  resolve_step(&t, &told->steps.at[0]);
  *m = was;
}
