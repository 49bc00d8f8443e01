#include "play_session.h"

#include <string.h>

void session_begin(session *s, uint16_t process, uint8_t mode) {
  s->process = process;
  s->mode = mode;
  s->n = s->n_known = 0;
  stage_begin(s->stage, process, mode);
}

/* The text that a step was read from is gone by the next one; names are interned, and stay. */
static turn *turn_of(const session *s, const ast_step *step) {
  turn *t = ARENA_NEW(s->of->arena, turn);
  t->step = *step;
  t->step.expects = (ast_expects){0};
  t->step.args.at = ARENA_ARRAY(s->of->arena, step->args.len, ast_arg);
  if (step->args.len > 0) memcpy(t->step.args.at, step->args.at, step->args.len * sizeof *step->args.at);
  return t;
}

const turn *session_take(session *s, const ast_step *step) {
  if (s->n == STORY_STEPS_MAX) return NULL;
  turn *t = turn_of(s, step);
  t->before = stage_keep(s->stage);
  t->came = stage_take(s->stage, &t->step);
  if (t->came.status < 0) return NULL;
  s->n_known = s->n;
  *ARENA_PUSH(s->of->arena, s->turns, s->n_known, s->cap) = t;
  s->n = s->n_known;
  return t;
}

const turn *session_undo(session *s) {
  if (s->n == 0) return NULL;
  const turn *t = s->turns[--s->n];
  stage_return(s->stage, t->before);
  return t;
}

const turn *session_redo(session *s) {
  if (s->n == s->n_known) return NULL;
  turn *t = s->turns[s->n++];
  t->came = stage_take(s->stage, &t->step);
  return t;
}

story session_story(const session *s) {
  return (story){.of = s->of, .process = s->process, .mode = s->mode};
}
