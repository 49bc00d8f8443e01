#include "walk.h"

#include <stdlib.h>

#define HOUR INT64_C(3600000)

bool walk_begin(walk *w, const char *path, uint64_t seed) {
  *w = (walk){.seed = seed};
  compile_begin(&w->made);
  if (!compile_run(&w->made, path, NULL, 0)) {
    diag_print_text(w->made.diags, stdout, false);
    return false;
  }
  w->policy = w->made.policy;
  for (uint16_t i = 0; i < w->policy->n_processes; i++)
    if (w->policy->processes[i].n_actions > w->n_options) w->n_options = w->policy->processes[i].n_actions;
  w->c = calloc(1, ombud_case_size(w->policy));
  w->events = calloc(w->policy->max_events, sizeof *w->events);
  w->effects = calloc(w->policy->max_effects, sizeof *w->effects);
  w->options = calloc(w->n_options, sizeof *w->options);
  return true;
}

void walk_end(walk *w) {
  free(w->c);
  free(w->events);
  free(w->effects);
  free(w->options);
  compile_end(&w->made);
}

/* splitmix64 */
uint64_t walk_draw(walk *w) {
  uint64_t x = w->seed += UINT64_C(0x9E3779B97F4A7C15);
  x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
  return x ^ x >> 31;
}

unsigned walk_roll(walk *w, unsigned sides) {
  return (unsigned)(walk_draw(w) >> 33) % sides;
}

ombud_out walk_room(const walk *w) {
  return (ombud_out){.events = w->events,
                     .effects = w->effects,
                     .events_max = w->policy->max_events,
                     .effects_max = w->policy->max_effects};
}

int64_t walk_number(walk *w, const ombud_case *c) {
  static const int64_t borders[] = {OMBUD_UNSET,
                                    OMBUD_UNSET + 1,
                                    OMBUD_NEVER,
                                    OMBUD_TIME_MIN,
                                    OMBUD_TIME_MAX,
                                    OMBUD_TIME_MIN - 1,
                                    OMBUD_TIME_MAX + 1,
                                    -1,
                                    0,
                                    1,
                                    2};
  unsigned n = sizeof borders / sizeof borders[0], kind = walk_roll(w, n + 6);
  if (kind < n) return borders[kind];
  if (kind < n + 2) return (int64_t)walk_roll(w, 10);
  int64_t x = (int64_t)walk_draw(w);
  if (kind < n + 3) return x >> walk_roll(w, 64);
  return (int64_t)((uint64_t)c->now + (uint64_t)walk_roll(w, 5) - 2);
}

static int64_t fact_value(walk *w, const ombud_fact *fact, ombud_time now) {
  uint64_t width = (uint64_t)fact->hi - (uint64_t)fact->lo, far = walk_draw(w);
  if (walk_roll(w, 4)) far %= 200;
  if (fact->type == OMBUD_MOMENT) return now + ((int64_t)walk_roll(w, 400) - 200) * HOUR;
  if (width != UINT64_MAX) far %= width + 1;
  return walk_roll(w, 3) ? (int64_t)((uint64_t)fact->lo + far) : (int64_t)((uint64_t)fact->hi - far);
}

/* Of an actor's actions one at random, or the next after it that may be possible; false where none is. */
static bool choose(walk *w, const ombud_case *c, ombud_input *in) {
  uint16_t n_actions = w->policy->processes[c->process].n_actions;
  size_t n = 0;
  in->actor = (uint8_t)(1 + walk_roll(w, w->policy->n_actors - 1u));
  in->action = (uint16_t)walk_roll(w, n_actions);
  if (ombud_can(w->policy, c, in->actor, c->now, w->options, w->n_options, &n) != OMBUD_OK) return true;
  for (size_t i = 0; i < n; i++, in->action = (uint16_t)((in->action + 1u) % n_actions))
    if (w->options[in->action].verdict != OMBUD_MAY_NOT) return true;
  return false;
}

ombud_input walk_input(walk *w, const ombud_case *c, uint8_t process, uint8_t mode,
                       ombud_given given[OMBUD_GIVEN_MAX]) {
  const ombud_policy *policy = w->policy;
  const uint16_t *facts;
  ombud_input in = {.given = given};
  in.actor = (uint8_t)(1 + walk_roll(w, policy->n_actors - 1u));
  in.action = (uint16_t)walk_roll(w, policy->processes[process].n_actions);
  for (int i = 0; c && i < 4 && walk_roll(w, 8); i++)
    if (choose(w, c, &in)) break;
  uint16_t n_facts = ombud_gives(policy, process, mode, c ? c->state : 0, in.actor, in.action, &facts);
  for (uint16_t i = 0; i < n_facts; i++)
    if (walk_roll(w, 60))
      given[in.n_given++] = (ombud_given){facts[i], fact_value(w, &policy->facts[facts[i]], c ? c->now : 0)};
  return in;
}

ombud_time walk_time(walk *w, const ombud_case *c) {
  ombud_time due = ombud_due(c);
  if (due != OMBUD_NEVER && walk_roll(w, 3) == 0) return due - 1 + (int64_t)walk_roll(w, 3);
  if (walk_roll(w, 500) == 0) return OMBUD_TIME_MAX - (int64_t)walk_roll(w, 2);
  int64_t halves = walk_roll(w, 40);
  return c->now + halves * walk_roll(w, 4) * (HOUR / 2);
}

bool walk_open(walk *w) {
  static const ombud_time beginnings[] = {0, INT64_C(1619834400123), -HOUR, INT64_C(1) << 40, OMBUD_TIME_MIN};
  for (int i = 0; i < 5000; i++) {
    uint8_t process = (uint8_t)walk_roll(w, w->policy->n_processes);
    uint8_t mode = (uint8_t)walk_roll(w, w->policy->n_modes);
    if (w->policy->processes[process].n_actions == 0) continue;
    ombud_given given[OMBUD_GIVEN_MAX];
    ombud_input in = walk_input(w, NULL, process, mode, given);
    ombud_out out = walk_room(w);
    ombud_time now = beginnings[walk_roll(w, 5)];
    if (ombud_open(w->policy, w->c, process, mode, &in, now, &out) != OMBUD_OK) continue;
    w->n_opened++;
    return true;
  }
  return false;
}

ombud_status walk_step(walk *w) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_out out = walk_room(w);
  ombud_time t = walk_time(w, w->c);
  if (walk_roll(w, 4) == 0) return ombud_catch_up(w->policy, w->c, t, &out);
  ombud_input in = walk_input(w, w->c, w->c->process, w->c->mode, given);
  ombud_status status = ombud_step(w->policy, w->c, &in, t, &out);
  w->n_accepted += status == OMBUD_OK;
  return status;
}
