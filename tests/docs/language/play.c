/* Plays the scenarios of a policy against its tables, and says where they go another way. LANGUAGE.md tells
 * with scenarios what happens when; this is how that is known to be true. usage: play FILE */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"

typedef struct stage {
  compilation c;
  const ast_scenario *story;
  const ast_step *step;
  ombud_case *k;
  ombud_out out;
  ombud_time now;
  uint16_t process;
  bool open;
  int wrong;
} stage;

static void complain(stage *s, const char *what) {
  const source *f = &s->c.sources.files[s->step->span.file];
  printf("line %" PRIu32 ": %s\n", source_position(f, s->step->span.begin).line, what);
  s->wrong++;
}

/* A constant as it stands in an argument or an expectation; options and actors by their numbers. */
static int64_t number_of(const stage *s, uint8_t type, uint16_t choice, const ast_value *v) {
  if (v->kind != VALUE_NAME) return v->number;
  if (type == OMBUD_YES_NO) return strcmp(v->name, "yes") == 0;
  if (type == OMBUD_ACTOR) return ombud_find_actor(s->c.policy, s->c.words, v->name);
  const ombud_choice_word *w = &s->c.words->choices[choice];
  for (uint16_t i = 0; i < w->n_options; i++)
    if (strcmp(w->options[i].name, v->name) == 0) return i;
  return -1;
}

static bool expects_refusal(const ast_step *t) {
  for (size_t i = 0; i < t->expects.len; i++)
    if (t->expects.at[i].kind == EXPECT_DENIED) return true;
  return false;
}

static void act(stage *s) {
  const ast_step *t = s->step;
  const ombud_policy *p = s->c.policy;
  ombud_given given[OMBUD_GIVEN_MAX];
  for (size_t i = 0; i < t->args.len; i++) {
    const ast_arg *a = &t->args.at[i];
    uint16_t fact = ombud_find_fact(p, s->c.words, a->fact.name);
    int64_t v =
        a->has_value ? number_of(s, p->facts[fact].type, s->c.words->fact_choices[fact], &a->value) : 1;
    given[i] = (ombud_given){fact, v};
  }
  ombud_input in = {.given = given, .n_given = (uint8_t)t->args.len};
  in.actor = (uint8_t)ombud_find_actor(p, s->c.words, t->actor.name);
  in.action = ombud_find_action(p, s->c.words, s->process, t->action.name);
  uint16_t mode = s->story->mode.name ? ombud_find_mode(p, s->c.words, s->story->mode.name) : 0;
  ombud_status status = s->open
                            ? ombud_step(p, s->k, &in, s->now, &s->out)
                            : ombud_open(p, s->k, (uint8_t)s->process, (uint8_t)mode, &in, s->now, &s->out);
  if (status == OMBUD_OK) s->open = true;
  if (status < 0) complain(s, ombud_status_text(status));
  if (status == OMBUD_REFUSED && !expects_refusal(t)) complain(s, "refused");
}

static bool came_by(const stage *s, const char *name) {
  for (uint32_t i = 0; i < s->out.n_events; i++)
    if (strcmp(s->c.words->processes[s->process].names[s->out.events[i].name].name, name) == 0) return true;
  return false;
}

static bool did(const stage *s, const ast_call *call) {
  for (uint32_t i = 0; i < s->out.n_effects; i++) {
    const ombud_effect *e = &s->out.effects[i];
    const ombud_effect_word *w = &s->c.words->effects[e->effect];
    bool same = strcmp(w->name, call->effect.name) == 0;
    for (size_t k = 0; same && k < call->args.len; k++)
      same = e->args[k] == number_of(s, w->params[k].type, w->params[k].choice, &call->args.at[k]->value);
    if (same) return true;
  }
  return false;
}

static void expect(stage *s, const ast_expect *e) {
  const char *name = e->name.name, *state = s->c.words->processes[s->process].states[s->k->state].name;
  const char *reason = ombud_reason_name(s->c.policy, s->c.words, s->out.reason);
  switch (e->kind) {
  case EXPECT_STATE:
    if (strcmp(state, name) != 0) complain(s, state);
    break;
  case EXPECT_DENIED:
    if (s->out.reason == OMBUD_REASON_NONE || strcmp(reason, name) != 0) complain(s, reason);
    break;
  case EXPECT_BY:
    if (!came_by(s, name)) complain(s, "it did not come by that");
    break;
  case EXPECT_DO:
    if (!did(s, &e->call)) complain(s, "no such effect");
    break;
  }
}

static void play(stage *s) {
  s->process = ombud_find_process(s->c.policy, s->c.words, s->story->process.name);
  s->now = 0;
  s->open = false;
  for (size_t i = 0; i < s->story->steps.len; i++) {
    s->step = &s->story->steps.at[i];
    if (s->step->kind == STEP_ACT)
      act(s);
    else {
      s->now = s->step->kind == STEP_AT ? s->step->duration : s->now + s->step->duration;
      if (s->open && ombud_catch_up(s->c.policy, s->k, s->now, &s->out) != OMBUD_OK)
        complain(s, "not caught up");
    }
    for (size_t k = 0; k < s->step->expects.len; k++) expect(s, &s->step->expects.at[k]);
  }
}

int main(int argc, char **argv) {
  stage s = {0};
  compile_begin(&s.c);
  if (argc != 2 || !compile_run(&s.c, argv[1], NULL, 0)) return 2;
  const ombud_policy *p = s.c.policy;
  s.k = (ombud_case *)(void *)ARENA_ARRAY(s.c.arena, ombud_case_size(p) / sizeof(int64_t), int64_t);
  s.out.events = ARENA_ARRAY(s.c.arena, p->max_events, ombud_event);
  s.out.effects = ARENA_ARRAY(s.c.arena, p->max_effects, ombud_effect);
  s.out.events_max = p->max_events;
  s.out.effects_max = p->max_effects;
  for (size_t i = 0; i < s.c.tree->items.len; i++) {
    if (s.c.tree->items.at[i]->kind != ITEM_SCENARIO) continue;
    s.story = &s.c.tree->items.at[i]->scenario;
    play(&s);
  }
  compile_end(&s.c);
  return s.wrong > 0;
}
