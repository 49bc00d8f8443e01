#include "story.h"

#include <inttypes.h>
#include <string.h>

#include "story_words.h"
#include "translate.h"
#include "words.h"

struct stage {
  const compilation *of;
  ombud_case *head; /* of the case */
  ombud_out out;
  ombud_time now;
  bool open;
  const char *broken; /* what is wrong with a call that no program may make */
  story told;
  story_step *steps;
  story_fault *faults;
  size_t cap_faults;
  const cover *covers; /* NULL: nobody asks what the stories show */
  uint32_t *counts;
  ombud_case *before; /* the case as it was before the step */
};

static ombud_case *new_case(const compilation *c) {
  return (ombud_case *)(void *)ARENA_ARRAY(c->arena, ombud_case_size(c->policy) / sizeof(int64_t), int64_t);
}

stage *stage_new(const compilation *c) {
  stage *s = ARENA_NEW(c->arena, stage);
  const ombud_policy *p = c->policy;
  s->of = c;
  s->head = new_case(c);
  s->out = (ombud_out){.events = ARENA_ARRAY(c->arena, p->max_events, ombud_event),
                       .effects = ARENA_ARRAY(c->arena, p->max_effects, ombud_effect),
                       .events_max = p->max_events,
                       .effects_max = p->max_effects};
  return s;
}

void stage_cover(stage *s, const cover *of, uint32_t *counts) {
  s->covers = of;
  s->counts = counts;
  s->before = new_case(s->of);
}

/* ---- numbers for names ---- */

/* A constant of a type; that it fits was checked when it was resolved. */
static int64_t number_of(const compilation *c, uint8_t type, uint16_t choice, const ast_value *v) {
  if (v->kind != VALUE_NAME) return v->number;
  if (type == OMBUD_YES_NO) return strcmp(v->name, "yes") == 0;
  if (type == OMBUD_ACTOR) return ombud_find_actor(c->policy, c->words, v->name);
  const ombud_choice_word *w = &c->words->choices[choice];
  uint16_t i = 0;
  while (i < w->n_options && strcmp(w->options[i].name, v->name) != 0) i++;
  return i;
}

static int64_t argument_of(const compilation *c, const ombud_param_word *param, const ast_expr *e) {
  if (e->kind == EXPR_NEGATE) return -e->args.at[0]->value.number;
  return number_of(c, param->type, param->choice, &e->value);
}

/* Of a text, and of a yes_no without a value, the name alone says that it is so. */
ombud_input stage_input(const stage *s, const ast_step *step, ombud_given *given) {
  const compilation *c = s->of;
  ombud_input in = {.given = given, .n_given = (uint8_t)step->args.len};
  for (size_t i = 0; i < step->args.len; i++) {
    const ast_arg *a = &step->args.at[i];
    uint16_t fact = ombud_find_fact(c->policy, c->words, a->fact.name);
    given[i] = (ombud_given){fact, 1};
    if (a->has_value)
      given[i].value = number_of(c, c->policy->facts[fact].type, c->words->fact_choices[fact], &a->value);
  }
  in.actor = (uint8_t)ombud_find_actor(c->policy, c->words, step->actor.name);
  in.action = ombud_find_action(c->policy, c->words, s->told.process, step->action.name);
  return in;
}

/* ---- what is expected ---- */

static void fault(stage *s, span at, const char *expected, const char *got) {
  story_fault *f = ARENA_PUSH(s->of->arena, s->faults, s->told.n_faults, s->cap_faults);
  *f = (story_fault){at, expected, got};
}

static bool did(const compilation *c, const story_step *t, const ast_call *wanted) {
  for (uint32_t i = 0; i < t->n_effects; i++) {
    const ombud_effect *e = &t->effects[i];
    const ombud_effect_word *w = &c->words->effects[e->effect];
    bool same = strcmp(w->name, wanted->effect.name) == 0;
    for (size_t k = 0; same && wanted->has_args && k < wanted->args.len; k++)
      same = e->args[k] == argument_of(c, &w->params[k], wanted->args.at[k]);
    if (same) return true;
  }
  return false;
}

/* A reminder bears the name of what it announces, and an action that of what somebody did: neither is `by`.
 */
static bool came_by(const story *told, const story_step *t, const char *name) {
  const ombud_word *words = told->of->words->processes[told->process].names;
  for (uint32_t i = 0; i < t->n_events; i++) {
    bool automatic = t->events[i].kind == OMBUD_DEEMED || t->events[i].kind == OMBUD_FELL_DUE;
    if (automatic && strcmp(words[t->events[i].name].name, name) == 0) return true;
  }
  return false;
}

static bool reminded(const story *told, const story_step *t, const ast_expect *wanted) {
  const compilation *c = told->of;
  const ombud_word *words = c->words->processes[told->process].names;
  uint16_t actor = ombud_find_actor(c->policy, c->words, wanted->name.name);
  for (uint32_t i = 0; i < t->n_events; i++) {
    const ombud_event *e = &t->events[i];
    bool same = wanted->of.name == NULL || strcmp(words[e->name].name, wanted->of.name) == 0;
    if (e->kind == OMBUD_REMINDED && (e->reminded >> actor & 1u) && same) return true;
  }
  return false;
}

/* A state's name; `denied` and `ended` where the process has no such state. */
static bool came_to(const story *told, const story_step *t, const char *name) {
  const compilation *c = told->of;
  uint16_t state = ombud_find_state(c->policy, c->words, told->process, name);
  if (state != OMBUD_NONE) return t->state == state;
  return strcmp(name, "denied") == 0 ? t->status == OMBUD_REFUSED : t->ended;
}

static bool holds(const story *told, const story_step *t, const ast_expect *e) {
  const char *reason = ombud_reason_name(told->of->policy, told->of->words, t->reason);
  switch (e->kind) {
  case EXPECT_STATE: return came_to(told, t, e->name.name);
  case EXPECT_DO: return did(told->of, t, &e->call);
  case EXPECT_DENIED: return t->status == OMBUD_REFUSED && strcmp(reason, e->name.name) == 0;
  case EXPECT_BY: return came_by(told, t, e->name.name);
  case EXPECT_REMIND: return reminded(told, t, e);
  }
  return false;
}

/* Whether the step says anything of a refusal, be it that there is none. */
static bool speaks_of_refusal(const story *told, const ast_step *step) {
  for (size_t i = 0; i < step->expects.len; i++)
    if (story_asks_refusal(told, &step->expects.at[i])) return true;
  return false;
}

/* A refusal that nobody expects is as wrong as one that does not come. */
static void judge(stage *s, const story_step *t) {
  const story *told = &s->told;
  span at = t->ast->kind == STEP_ACT ? t->ast->action.span : t->ast->span;
  if (t->status < 0) {
    fault(s, at, _("a call that a program may make"), s->broken);
    return;
  }
  if (t->status == OMBUD_REFUSED && !speaks_of_refusal(told, t->ast))
    fault(s, at, _("not denied"), story_refusal_words(told, t));
  for (size_t i = 0; i < t->ast->expects.len; i++) {
    const ast_expect *e = &t->ast->expects.at[i];
    if (holds(told, t, e) == e->negated)
      fault(s, e->span, words_sentence(s->of->arena, &s->of->sources, e->span), story_got_words(told, t, e));
  }
}

/* ---- playing ---- */

/* The value of a fact if IN were accepted; OMBUD_UNSET: none. */
static int64_t value_after(const stage *s, const ombud_input *in, uint16_t fact) {
  for (uint8_t i = 0; i < in->n_given; i++)
    if (in->given[i].fact == fact) return in->given[i].value;
  return s->open ? ombud_fact_value(s->of->policy, s->head, fact) : OMBUD_UNSET;
}

/* Nearly all that can be wrong was found when the story was resolved. Bounds between facts hang on what the
 * case remembers. */
static const char *broken_words(const stage *s, const ombud_input *in, ombud_status status) {
  const ombud_policy *p = s->of->policy;
  const ombud_word *facts = s->of->words->facts;
  for (uint16_t i = 0; status == OMBUD_BAD_VALUE && i < p->n_orders; i++) {
    const ombud_order *o = &p->orders[i];
    int64_t less = value_after(s, in, o->less), more = value_after(s, in, o->more);
    if (less == OMBUD_UNSET || more == OMBUD_UNSET || (o->gap ? less < more : less <= more)) continue;
    return arena_printf(s->of->arena, _("%s = %lld and %s = %lld, against the bound %s %s %s"),
                        facts[o->less].name, (long long)less, facts[o->more].name, (long long)more,
                        facts[o->less].name, o->gap ? "<" : "<=", facts[o->more].name);
  }
  return _(ombud_status_text(status));
}

/* Of a window that is shut the runtime names the rule only when it is asked. */
static uint32_t rule_behind(const stage *s, const ombud_input *in) {
  const ombud_policy *p = s->of->policy;
  ombud_why why = {.rule = OMBUD_NO_RULE};
  if (s->open)
    ombud_explain(p, s->head, in, s->now, &why);
  else
    ombud_explain_open(p, (uint8_t)s->told.process, s->told.mode, in, s->now, &why);
  return why.rule;
}

/* What the last call shows; WAS_OPEN: there was a case before it. IN is NULL where nobody acted. */
static void note(stage *s, bool was_open, const ombud_input *in, ombud_status status) {
  if (s->covers == NULL) return;
  const cover_call made = {.process = s->told.process,
                           .mode = s->told.mode,
                           .before = was_open ? s->before : NULL,
                           .after = s->open ? s->head : NULL,
                           .in = in,
                           .now = s->now,
                           .status = status,
                           .out = &s->out};
  cover_add(s->covers, &made, s->counts);
}

/* Until some action has opened the case, each is tried as the opening one. */
static ombud_status act(stage *s, const ast_step *step) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = stage_input(s, step, given);
  bool was_open = s->open;
  const ombud_policy *p = s->of->policy;
  ombud_status status =
      s->open ? ombud_step(p, s->head, &in, s->now, &s->out)
              : ombud_open(p, s->head, (uint8_t)s->told.process, s->told.mode, &in, s->now, &s->out);
  if (status == OMBUD_OK) s->open = true;
  note(s, was_open, &in, status);
  if (status < 0) s->broken = broken_words(s, &in, status);
  if (status == OMBUD_REFUSED && s->out.rule == OMBUD_NO_RULE) s->out.rule = rule_behind(s, &in);
  return status;
}

static ombud_status take(stage *s, const ast_step *step) {
  s->out.n_events = s->out.n_effects = 0;
  s->out.reason = OMBUD_REASON_NONE;
  s->out.rule = OMBUD_NO_RULE;
  if (s->before != NULL) memcpy(s->before, s->head, ombud_case_size(s->of->policy));
  if (step->kind == STEP_ACT) return act(s, step);
  s->now = step->kind == STEP_AT ? step->duration : s->now + step->duration;
  if (!s->open) return OMBUD_OK;
  ombud_status status = ombud_catch_up(s->of->policy, s->head, s->now, &s->out);
  note(s, true, NULL, status);
  return status;
}

story_step stage_take(stage *s, const ast_step *step) {
  arena *a = s->of->arena;
  ombud_status status = take(s, step);
  story_step t = {.ast = step, .status = status, .at = s->now};
  const ombud_out *out = &s->out;
  ombud_event *events = ARENA_ARRAY(a, out->n_events, ombud_event);
  ombud_effect *effects = ARENA_ARRAY(a, out->n_effects, ombud_effect);
  if (out->n_events > 0) memcpy(events, out->events, out->n_events * sizeof *events);
  if (out->n_effects > 0) memcpy(effects, out->effects, out->n_effects * sizeof *effects);
  t.events = events;
  t.effects = effects;
  t.n_events = out->n_events;
  t.n_effects = out->n_effects;
  t.reason = out->reason;
  t.rule = out->rule;
  t.state = s->open ? s->head->state : 0;
  t.ended = s->open && ombud_ended(s->of->policy, s->head) == 1;
  return t;
}

static void play_step(stage *s, const ast_step *step) {
  story_step *t = &s->steps[s->told.n_steps++];
  *t = stage_take(s, step);
  judge(s, t);
}

void stage_begin(stage *s, uint16_t process, uint8_t mode) {
  s->told = (story){.of = s->of, .process = process, .mode = mode};
  s->faults = NULL;
  s->cap_faults = 0;
  s->now = 0;
  s->open = false;
}

story story_play(stage *s, const ast_scenario *told) {
  const compilation *c = s->of;
  uint16_t mode = told->mode.name == NULL ? 0 : ombud_find_mode(c->policy, c->words, told->mode.name);
  stage_begin(s, ombud_find_process(c->policy, c->words, told->process.name), (uint8_t)mode);
  s->told.ast = told;
  s->steps = ARENA_ARRAY(c->arena, told->steps.len, story_step);
  for (size_t i = 0; i < told->steps.len && s->told.n_faults == 0; i++) play_step(s, &told->steps.at[i]);
  s->told.steps = s->steps;
  s->told.faults = s->faults;
  return s->told;
}

/* ---- step by step ---- */

const char *stage_broken(const stage *s) {
  return s->broken;
}

const story *stage_judge(stage *s, const story_step *t) {
  s->faults = NULL;
  s->cap_faults = s->told.n_faults = 0;
  judge(s, t);
  s->told.faults = s->faults;
  return &s->told;
}

const ombud_case *stage_case(const stage *s) {
  return s->open ? s->head : NULL;
}

ombud_time stage_now(const stage *s) {
  return s->now;
}

struct stage_mark {
  ombud_time now;
  const void *bytes; /* of the case; NULL: none was open */
};

const stage_mark *stage_keep(const stage *s) {
  arena *a = s->of->arena;
  stage_mark *m = ARENA_NEW(a, stage_mark);
  m->now = s->now;
  if (s->open)
    m->bytes =
        memcpy(arena_alloc(a, ombud_case_size(s->of->policy)), s->head, ombud_case_size(s->of->policy));
  return m;
}

void stage_return(stage *s, const stage_mark *m) {
  s->now = m->now;
  s->open = m->bytes != NULL;
  if (s->open) memcpy(s->head, m->bytes, ombud_case_size(s->of->policy));
}
