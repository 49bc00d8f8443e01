/* A reminder is told to the millisecond where its story looks just before it and at its very instant: else
 * one that comes a little earlier, or another one in the same step, would do as well. */
#include "suggest_part.h"

typedef struct reminding {
  suggestions *s;
  suggest_player *player;
  bool *told;       /* [of->n] */
  uint32_t *counts; /* [of->n]: what the stories show, with their looks */
} reminding;

static void look(suggest_story *s, ombud_time at) {
  s->steps[s->n++] = (suggest_step){.acts = false, .at = at};
}

/* Goes to where the reminders come that the step would pass. False where one comes as soon as it is set, so
 * that nothing can be seen before it. */
static bool look_at(suggest_story *s, const suggest_step *step, const story_step *came) {
  bool exact = true;
  for (uint32_t i = 0; i < came->n_events; i++) {
    const ombud_event *e = &came->events[i];
    ombud_time now = s->n > 0 ? s->steps[s->n - 1].at : 0;
    if (e->kind != OMBUD_REMINDED) continue;
    exact &= e->at > now;
    if (e->at - 1 > now) look(s, e->at - 1);
    if (e->at > now && e->at < step->at) look(s, e->at);
  }
  return exact;
}

/* Whether the step shows a reminder that is not told yet; with TELL it is told from now on. */
static bool is_new(reminding *x, const bool *shows, bool tell) {
  bool new = false;
  for (size_t k = 0; k < x->s->of->n; k++) {
    if (!shows[k] || x->s->of->points[k].kind != COVER_REMINDED || !x->s->missing[k]) continue;
    new |= !x->told[k];
    x->told[k] |= tell;
  }
  return new;
}

static void tell(reminding *x, suggest_story *s) {
  const cover *v = x->s->of;
  arena *a = v->of->arena;
  story_step *came = ARENA_ARRAY(a, s->n, story_step);
  bool *shows = ARENA_ARRAY(a, s->n * v->n, bool);
  suggest_play(x->player, s, ARENA_ARRAY(a, v->n, uint32_t), shows, came);
  size_t room = s->n;
  for (size_t i = 0; i < s->n; i++) room += 2 * (size_t)came[i].n_events;
  suggest_story longer = {s->process, s->mode, 0, ARENA_ARRAY(a, room, suggest_step)};
  for (size_t i = 0; i < s->n; i++) {
    const bool *here = shows + i * v->n;
    if (is_new(x, here, false)) is_new(x, here, look_at(&longer, &s->steps[i], &came[i]));
    longer.steps[longer.n++] = s->steps[i];
  }
  *s = longer;
  suggest_play(x->player, s, x->counts, NULL, NULL);
}

/* Where nobody has looked yet there may be more to see than what was looked for. */
void suggest_remind(suggestions *s, bool *found) {
  arena *a = s->of->of->arena;
  size_t n = s->of->n;
  reminding x = {s, suggest_player_new(s->of), ARENA_ARRAY(a, n, bool), ARENA_ARRAY(a, n, uint32_t)};
  for (size_t i = 0; i < s->n; i++) tell(&x, &s->stories[i]);
  for (size_t k = 0; k < n; k++) found[k] |= s->missing[k] && x.counts[k] > 0;
}
