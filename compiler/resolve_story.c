/* Promises and scenarios: their names and types. They are proved and run by later passes. */
#include <string.h>

#include "resolve.h"

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

/* What the effect is given is told apart from other calls by its values: a promise names them outright. */
static void resolve_promised_call(model *m, const ast_call *c, promise *out) {
  out->any_args = !c->has_args;
  if (out->any_args) {
    out->effect.effect = resolve_effect(m, &c->effect);
    return;
  }
  if (!resolve_call(m, c, &out->effect)) {
    out->effect.effect = RESOLVE_NONE;
    return;
  }
  for (uint16_t i = 0; i < out->effect.n_args; i++)
    if (out->effect.args[i]->kind != EX_CONST)
      diag_report(m->diags, DIAG_E265, c->args.at[i]->span, "in a promise an effect's arguments are constants");
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
  out->name = resolve_name(m, p, ref);
  if (out->name == RESOLVE_NONE && near != NULL) diag_suggest(m->diags, near);
  return out->name != RESOLVE_NONE;
}

/* Whether all that the claim names is there. */
static bool resolve_claim(model *m, model_process *p, const ast_promise *q, promise *out) {
  out->name = out->state = out->from = RESOLVE_NONE;
  switch (q->kind) {
  case PROMISE_ENDS_WITHIN: out->kind = CLAIM_ENDS_WITHIN, out->within = q->duration; return true;
  case PROMISE_NEVER_ACT:
    out->kind = CLAIM_NEVER_ACT;
    out->actors = resolve_actors(m, &q->actors);
    out->name = resolve_action(m, p, &q->action);
    return out->name != RESOLVE_NONE;
  case PROMISE_NEVER_DO:
  case PROMISE_CAN_DO:
  case PROMISE_ONCE:
    out->kind = q->kind == PROMISE_ONCE ? CLAIM_ONCE : q->kind == PROMISE_CAN_DO ? CLAIM_CAN_DO : CLAIM_NEVER_DO;
    resolve_promised_call(m, &q->effect, out);
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
  promise out = {.process = resolve_process(m, &q->process), .effect = {.effect = RESOLVE_NONE}, .at = q->span};
  out.modes = resolve_modes(m, &q->modes);
  out.silent = silent_actors(m, q);
  if (out.process == RESOLVE_NONE) return;
  if (resolve_claim(m, &m->processes[out.process], q, &out))
    *ARENA_PUSH(m->arena, m->promises, m->n_promises, m->cap_promises) = out;
}

static void resolve_args(model *m, const ast_args *args) {
  for (size_t i = 0; i < args->len; i++) {
    const ast_arg *a = &args->at[i];
    uint16_t fact = resolve_fact(m, &a->fact);
    if (fact == RESOLVE_NONE || m->facts[fact].lost) continue;
    const model_fact *f = &m->facts[fact];
    int64_t value;
    bool takes_none = f->type == OMBUD_TEXT, takes_duration = f->type == OMBUD_MOMENT;
    if (takes_none ? a->has_value : takes_duration && (!a->has_value || a->value.kind != VALUE_DURATION))
      diag_report(m->diags, DIAG_E220, a->fact.span,
                  takes_none ? "'%s' is a text: only that it is given counts, without a value"
                             : "'%s' is a moment: give it as a time from the story's start, such as 5d",
                  f->sym.name);
    else if (a->has_value && !takes_duration && !takes_none && resolve_constant(m, fact, &a->value, &value) &&
             (value < f->lo || value > f->hi))
      diag_report(m->diags, DIAG_E225, a->value.span, "'%s' lies in %lld … %lld", f->sym.name,
                  (long long)f->lo, (long long)f->hi);
    else if (!a->has_value && f->type != OMBUD_YES_NO && !takes_none)
      diag_report(m->diags, DIAG_E220, a->fact.span, "'%s' needs a value", f->sym.name);
  }
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

static void resolve_expect(model *m, model_process *p, uint32_t modes, const ast_expect *e) {
  call ignored;
  switch (e->kind) {
  case EXPECT_STATE: check_in_mode(m, p, resolve_state(m, p, &e->name), modes, e->name.span); break;
  case EXPECT_DO: resolve_call(m, &e->call, &ignored); break;
  case EXPECT_DENIED: resolve_denied(m, &e->name); break;
  case EXPECT_BY: resolve_name(m, p, &e->name); break;
  }
}

static void resolve_scenario(model *m, const ast_scenario *s) {
  m->n_scenarios++;
  uint16_t process = resolve_process(m, &s->process);
  uint16_t mode = s->mode.name == NULL ? RESOLVE_NONE : resolve_mode(m, &s->mode);
  if (s->mode.name == NULL && m->n_modes > 1 && s->process.name != NULL)
    diag_report(m->diags, DIAG_E236, s->process.span, "the story happens under one mode: add 'for MODE'");
  if (process == RESOLVE_NONE) return;
  model_process *p = &m->processes[process];
  uint32_t modes = mode == RESOLVE_NONE ? MODEL_ALL_MODES(m) : UINT32_C(1) << mode;
  for (size_t i = 0; i < s->steps.len; i++) {
    const ast_step *t = &s->steps.at[i];
    if (t->kind == STEP_ACT) {
      resolve_acts(m, resolve_actor(m, &t->actor), t->actor.span);
      resolve_action(m, p, &t->action);
      resolve_args(m, &t->args);
    }
    for (size_t k = 0; k < t->expects.len; k++) resolve_expect(m, p, modes, &t->expects.at[k]);
  }
}

void resolve_stories(model *m) {
  m->telling = true;
  for (size_t i = 0; i < m->tree->items.len; i++) {
    const ast_item *it = m->tree->items.at[i];
    if (it->kind == ITEM_PROMISE) resolve_promise(m, &it->promise);
    if (it->kind == ITEM_SCENARIO) resolve_scenario(m, &it->scenario);
  }
}
