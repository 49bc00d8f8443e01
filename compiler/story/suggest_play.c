/* Plays a story on the tables, and notes what came of each step and which points it shows. */
#include <string.h>

#include "suggest_part.h"

struct suggest_player {
  const cover *of;
  ombud_case *now, *before;
  ombud_out out;
  uint32_t *counts; /* of one step */
};

static ombud_case *new_case(const compilation *c) {
  return (ombud_case *)(void *)ARENA_ARRAY(c->arena, ombud_case_size(c->policy) / sizeof(int64_t), int64_t);
}

suggest_player *suggest_player_new(const cover *v) {
  const compilation *c = v->of;
  const ombud_policy *p = c->policy;
  suggest_player *x = ARENA_NEW(c->arena, suggest_player);
  *x = (suggest_player){.of = v, .now = new_case(c), .before = new_case(c)};
  x->out = (ombud_out){.events = ARENA_ARRAY(c->arena, p->max_events, ombud_event),
                       .effects = ARENA_ARRAY(c->arena, p->max_effects, ombud_effect),
                       .events_max = p->max_events,
                       .effects_max = p->max_effects};
  x->counts = ARENA_ARRAY(c->arena, v->n, uint32_t);
  return x;
}

static void note(const suggest_player *p, ombud_time at, bool open, ombud_status status, story_step *came) {
  arena *a = p->of->of->arena;
  const ombud_out *out = &p->out;
  ombud_event *events = ARENA_ARRAY(a, out->n_events, ombud_event);
  ombud_effect *effects = ARENA_ARRAY(a, out->n_effects, ombud_effect);
  if (out->n_events > 0) memcpy(events, out->events, out->n_events * sizeof *events);
  if (out->n_effects > 0) memcpy(effects, out->effects, out->n_effects * sizeof *effects);
  *came = (story_step){.at = at,
                       .status = status,
                       .state = open ? p->now->state : 0,
                       .reason = out->reason,
                       .rule = out->rule,
                       .n_events = out->n_events,
                       .n_effects = out->n_effects,
                       .events = events,
                       .effects = effects};
}

static ombud_status take(suggest_player *p, const suggest_story *s, const suggest_step *step, bool open) {
  const ombud_policy *tables = p->of->of->policy;
  ombud_input in = {step->given, step->n_given, step->actor, step->action};
  if (!step->acts) return open ? ombud_catch_up(tables, p->now, step->at, &p->out) : OMBUD_OK;
  return open ? ombud_step(tables, p->now, &in, step->at, &p->out)
              : ombud_open(tables, p->now, (uint8_t)s->process, s->mode, &in, step->at, &p->out);
}

static void add_up(suggest_player *p, uint32_t *counts, bool *shows) {
  for (size_t k = 0; k < p->of->n; k++) {
    if (p->counts[k] == 0) continue;
    counts[k] += p->counts[k];
    if (shows != NULL) shows[k] = true;
    p->counts[k] = 0;
  }
}

bool suggest_play(suggest_player *p, const suggest_story *s, uint32_t *counts, bool *steps,
                  story_step *came) {
  bool open = false;
  for (size_t i = 0; i < s->n; i++) {
    const suggest_step *step = &s->steps[i];
    ombud_input in = {step->given, step->n_given, step->actor, step->action};
    bool was_open = open;
    p->out.n_events = p->out.n_effects = 0;
    p->out.rule = OMBUD_NO_RULE;
    p->out.reason = OMBUD_REASON_NONE;
    if (open) memcpy(p->before, p->now, ombud_case_size(p->of->of->policy));
    ombud_status status = take(p, s, step, open);
    if (status < 0) return false;
    open |= step->acts && status == OMBUD_OK;
    const cover_call made = {.process = s->process,
                             .mode = s->mode,
                             .before = was_open ? p->before : NULL,
                             .after = open ? p->now : NULL,
                             .in = step->acts ? &in : NULL,
                             .now = step->at,
                             .status = status,
                             .out = &p->out};
    if (step->acts || was_open) cover_add(p->of, &made, p->counts);
    add_up(p, counts, steps == NULL ? NULL : steps + i * p->of->n);
    if (came != NULL) note(p, step->at, open, status, &came[i]);
  }
  return true;
}
