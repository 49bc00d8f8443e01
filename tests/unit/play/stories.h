/* Plays the scenarios of a rule file against the tables that were generated from it.
 *
 * A step says all that it brings about: effects that it does not name must not happen. */
#ifndef PLAY_STORIES_H
#define PLAY_STORIES_H

#include "parse.h"
#include "play.h"

typedef struct story_player {
  play p;
  const ast_step *step;
  ombud_time now;
} story_player;

static inline int64_t story_value(const story_player *s, const ast_value *v, uint8_t type, uint16_t choice) {
  const ombud_words *words = s->p.of.words;
  if (v->kind != VALUE_NAME) return v->number;
  if (type == OMBUD_ACTOR) return ombud_find_actor(s->p.of.policy, words, v->name);
  if (type == OMBUD_YES_NO) return strcmp(v->name, "yes") == 0;
  for (int i = 0; i < words->choices[choice].n_options; i++)
    if (strcmp(words->choices[choice].options[i].name, v->name) == 0) return i;
  fail_msg("'%s' is no option", v->name);
  return 0;
}

/* A moment counts from the start of the story. */
static inline void story_input(const story_player *s, play_input *x) {
  const ombud_policy *policy = s->p.of.policy;
  const ombud_words *words = s->p.of.words;
  *x = (play_input){.in = {.given = x->given}};
  x->in.actor = (uint8_t)ombud_find_actor(policy, words, s->step->actor.name);
  x->in.action = ombud_find_action(policy, words, s->p.process, s->step->action.name);
  for (size_t i = 0; i < s->step->args.len; i++) {
    const ast_arg *arg = &s->step->args.at[i];
    ombud_given *given = &x->given[x->in.n_given++];
    *given = (ombud_given){ombud_find_fact(policy, words, arg->fact.name), 1};
    uint8_t type = policy->facts[given->fact].type;
    if (arg->has_value) given->value = story_value(s, &arg->value, type, words->fact_choices[given->fact]);
    if (type == OMBUD_MOMENT) given->value += PLAY_START;
  }
}

static inline ombud_status story_step(story_player *s, ombud_out *out) {
  const ombud_policy *policy = s->p.of.policy;
  play_input x;
  if (s->step->kind == STEP_WAIT) s->now += s->step->duration;
  if (s->step->kind == STEP_AT) s->now = PLAY_START + s->step->duration;
  if (s->step->kind != STEP_ACT) return ombud_catch_up(policy, &s->p.c.head, s->now, out);
  story_input(s, &x);
  if (s->p.c.head.fingerprint) return ombud_step(policy, &s->p.c.head, &x.in, s->now, out);
  return ombud_open(policy, &s->p.c.head, (uint8_t)s->p.process, s->p.mode, &x.in, s->now, out);
}

static inline int64_t story_argument(const story_player *s, const ast_expr *e,
                                     const ombud_param_word *param) {
  if (e->kind == EXPR_NEGATE) return -e->args.at[0]->value.number;
  int64_t value = story_value(s, &e->value, param->type, param->choice);
  return param->type == OMBUD_MOMENT ? PLAY_START + value : value;
}

static inline void story_expects_effect(const story_player *s, const ast_call *call, const ombud_effect *e) {
  const ombud_effect_word *word = &s->p.of.words->effects[e->effect];
  assert_string_equal(word->name, call->effect.name);
  assert_int_equal(e->n_args, call->args.len);
  for (size_t i = 0; i < e->n_args; i++)
    assert_int_equal(e->args[i], story_argument(s, call->args.at[i], &word->params[i]));
}

/* What is not to be: an effect that is not named is not there anyhow. */
static inline void story_forbids(const story_player *s, const ast_expect *x, const ombud_out *out) {
  const ombud_process_word *process = &s->p.of.words->processes[s->p.process];
  if (x->kind == EXPECT_STATE && strcmp(x->name.name, "ended") == 0)
    assert_int_equal(ombud_ended(s->p.of.policy, &s->p.c.head), 0);
  else if (x->kind == EXPECT_STATE)
    assert_string_not_equal(process->states[s->p.c.head.state].name, x->name.name);
  for (uint32_t i = 0; x->kind == EXPECT_BY && i < out->n_events; i++)
    assert_string_not_equal(process->names[out->events[i].name].name, x->name.name);
}

static inline void story_expects(const story_player *s, ombud_status status, const ombud_out *out) {
  const ombud_process_word *process = &s->p.of.words->processes[s->p.process];
  const char *reason = ombud_reason_name(s->p.of.policy, s->p.of.words, out->reason);
  uint32_t n_effects = 0;
  bool denied = false;
  for (size_t i = 0; i < s->step->expects.len; i++) {
    const ast_expect *x = &s->step->expects.at[i];
    if (x->negated) {
      story_forbids(s, x, out);
      continue;
    }
    switch (x->kind) {
    case EXPECT_STATE: assert_string_equal(process->states[s->p.c.head.state].name, x->name.name); break;
    case EXPECT_DO:
      assert_in_range(n_effects, 0, out->n_effects - 1);
      story_expects_effect(s, &x->call, &out->effects[n_effects++]);
      break;
    case EXPECT_DENIED:
      assert_string_equal(reason, x->name.name);
      denied = true;
      break;
    case EXPECT_BY:
      assert_in_range(out->n_events, 1, OMBUD_NONE);
      assert_string_equal(process->names[out->events[out->n_events - 1].name].name, x->name.name);
      break;
    case EXPECT_REMIND:
      assert_in_range(out->n_events, 1, OMBUD_NONE);
      assert_int_equal(out->events[out->n_events - 1].kind, OMBUD_REMINDED);
      break;
    }
  }
  assert_int_equal(status, denied ? OMBUD_REFUSED : OMBUD_OK);
  assert_int_equal(out->n_effects, n_effects);
}

static inline void play_story(play_tables of, const ast_scenario *story) {
  story_player s = {.now = PLAY_START};
  s.p = before_opening(of, story->process.name, story->mode.name);
  for (size_t i = 0; i < story->steps.len; i++) {
    ombud_event events[64];
    ombud_effect effects[64];
    ombud_out out = {.events = events, .effects = effects, .events_max = 64, .effects_max = 64};
    s.step = &story->steps.at[i];
    print_message("# %s, step %zu\n", story->texts.len ? story->texts.at[0].text : "a story", i + 1);
    ombud_status status = story_step(&s, &out);
    story_expects(&s, status, &out);
  }
}

/* Answers how many there were. */
static inline size_t play_stories(play_tables of, const char *path) {
  arena *a = arena_new();
  sources files = {.arena = a};
  diags *list = diag_new(a, &files);
  ast tree = {.arena = a, .names = names_new(a)};
  size_t n = 0;
  parse_policy(&tree, &files, list, path, NULL, 0);
  assert_int_equal(diag_errors(list), 0);
  for (size_t i = 0; i < tree.items.len; i++) {
    if (tree.items.at[i]->kind != ITEM_SCENARIO) continue;
    play_story(of, &tree.items.at[i]->scenario);
    n++;
  }
  arena_free(a);
  return n;
}

#endif
