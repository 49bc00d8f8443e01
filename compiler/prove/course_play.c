/* A course, played on the tables that ship. Nothing that a search has found is told before it has happened
 * here. */
#include <stdlib.h>
#include <string.h>

#include "course.h"

#define BASE INT64_C(1000000000000) /* instant of the opening: any will do */

typedef struct player {
  const ombud_policy *tables;
  arena *a;
  ombud_case *c;
  ombud_out out;
  ombud_event *events;
  size_t n_events, cap_events;
  uint32_t *effect_of;
  size_t n_effect_of, cap_effect_of;
  ombud_effect *effects;
  size_t n_effects, cap_effects;
} player;

static void note(player *p) {
  for (uint32_t i = 0; i < p->out.n_events; i++) {
    const ombud_event *e = &p->out.events[i];
    if (e->kind == OMBUD_REMINDED) continue;
    *ARENA_PUSH(p->a, p->effect_of, p->n_effect_of, p->cap_effect_of) = (uint32_t)p->n_effects;
    for (uint16_t k = 0; k < e->n_effects; k++)
      *ARENA_PUSH(p->a, p->effects, p->n_effects, p->cap_effects) = p->out.effects[e->first_effect + k];
    *ARENA_PUSH(p->a, p->events, p->n_events, p->cap_events) = *e;
  }
}

static bool do_step(player *p, const plan *rules, const course *c, size_t i) {
  const course_step *s = &c->steps[i];
  if (s->kind != OMBUD_ACTED) {
    if (ombud_catch_up(p->tables, p->c, BASE + s->at, &p->out) != OMBUD_OK) return false;
    note(p);
    return true;
  }
  ombud_given *given = ARENA_ARRAY(p->a, s->n_given, ombud_given);
  for (uint16_t k = 0; k < s->n_given; k++) {
    given[k] = s->given[k];
    if (rules->facts[given[k].fact].type == OMBUD_MOMENT) given[k].value += BASE;
  }
  const ombud_input in = {
      .given = given, .n_given = (uint8_t)s->n_given, .actor = s->actor, .action = s->name};
  ombud_status status =
      i == 0 ? ombud_open(p->tables, p->c, (uint8_t)c->process, c->mode, &in, BASE + s->at, &p->out)
             : ombud_step(p->tables, p->c, &in, BASE + s->at, &p->out);
  if (status != OMBUD_OK) return false;
  note(p);
  return true;
}

static bool as_told(const player *p, const course *c) {
  if (p->n_events < c->n) return false; /* what follows at once is not told */
  for (size_t i = 0; i < c->n; i++) {
    const ombud_event *e = &p->events[i];
    const course_step *s = &c->steps[i];
    if (e->kind != s->kind || e->name != s->name || e->actor != s->actor || e->at != BASE + s->at ||
        e->to != s->to)
      return false;
  }
  return true;
}

bool course_play(const plan *rules, const ombud_policy *tables, const course *c, arena *a, played *out) {
  player p = {.tables = tables, .a = a, .c = arena_alloc(a, ombud_case_size(tables))};
  p.out.events_max = tables->max_events;
  p.out.effects_max = tables->max_effects;
  p.out.events = ARENA_ARRAY(a, tables->max_events, ombud_event);
  p.out.effects = ARENA_ARRAY(a, tables->max_effects, ombud_effect);
  for (size_t i = 0; i < c->n; i++)
    if (!do_step(&p, rules, c, i)) return false;
  if (ombud_catch_up(tables, p.c, BASE + c->until, &p.out) != OMBUD_OK) return false;
  note(&p);
  *ARENA_PUSH(a, p.effect_of, p.n_effect_of, p.cap_effect_of) = (uint32_t)p.n_effects;
  *out = (played){p.events, p.effect_of, p.effects, p.n_events, ombud_ended(tables, p.c) == 1};
  return as_told(&p, c);
}
