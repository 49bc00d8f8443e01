/* Few stories, and short ones: without what others show as well, and going on where another one has led. */
#include <string.h>

#include "suggest_part.h"

typedef struct thinning {
  suggestions *s;
  suggest_player *player;
  uint32_t *all, *own, *less; /* [of->n]: of all stories, of one, of what is left of it */
} thinning;

/* Whether everything that is missing and was found is still shown where LESS comes in place of OWN. */
static bool is_enough(const thinning *t) {
  for (size_t i = 0; i < t->s->of->n; i++)
    if (t->s->missing[i] && t->all[i] > 0 && t->all[i] - t->own[i] + t->less[i] == 0) return false;
  return true;
}

static void replace(thinning *t) {
  for (size_t i = 0; i < t->s->of->n; i++) t->all[i] = t->all[i] - t->own[i] + t->less[i];
  memcpy(t->own, t->less, t->s->of->n * sizeof *t->own);
}

static void play_alone(const thinning *t, const suggest_story *s) {
  memset(t->own, 0, t->s->of->n * sizeof *t->own);
  suggest_play(t->player, s, t->own, NULL, NULL);
}

/* The shortest go first. */
static void drop_stories(thinning *t) {
  suggestions *s = t->s;
  bool *kept = ARENA_ARRAY(s->of->of->arena, s->n, bool);
  bool *seen = ARENA_ARRAY(s->of->of->arena, s->n, bool);
  for (size_t round = 0; round < s->n; round++) {
    size_t best = s->n;
    for (size_t i = s->n; i-- > 0;)
      if (!seen[i] && (best == s->n || s->stories[i].n < s->stories[best].n)) best = i;
    seen[best] = true;
    play_alone(t, &s->stories[best]);
    memset(t->less, 0, s->of->n * sizeof *t->less);
    kept[best] = !is_enough(t);
    if (!kept[best]) replace(t);
  }
  size_t n = 0;
  for (size_t i = 0; i < s->n; i++)
    if (kept[i]) s->stories[n++] = s->stories[i];
  s->n = n;
}

/* Plays the story without step I, which changes nothing of what comes later. */
static bool try_without(thinning *t, suggest_story *s, size_t i, const story_step *came) {
  bool last = i + 1 == s->n, waits = !s->steps[i].acts && !last && !s->steps[i + 1].acts;
  if (!last && !waits && came[i].status != OMBUD_REFUSED) return false;
  suggest_step gone = s->steps[i];
  memmove(&s->steps[i], &s->steps[i + 1], (s->n - i - 1) * sizeof gone);
  s->n--;
  memset(t->less, 0, t->s->of->n * sizeof *t->less);
  if (suggest_play(t->player, s, t->less, NULL, NULL) && is_enough(t)) {
    replace(t);
    return true;
  }
  memmove(&s->steps[i + 1], &s->steps[i], (s->n - i) * sizeof gone);
  s->steps[i] = gone;
  s->n++;
  return false;
}

static void drop_steps(thinning *t, suggest_story *s) {
  story_step *came = ARENA_ARRAY(t->s->of->of->arena, s->n, story_step);
  memset(t->own, 0, t->s->of->n * sizeof *t->own);
  suggest_play(t->player, s, t->own, NULL, came);
  for (size_t i = s->n; i-- > 0;) try_without(t, s, i, came);
}

/* ---- joining ---- */

#define LONG_MAX  14u   /* steps of a story that others are joined to: a longer one is hard to read */
#define JOINS_MAX 6000u /* are tried */

static bool same_step(const suggest_step *a, const suggest_step *b) {
  if (a->acts != b->acts || a->at != b->at) return false;
  if (a->actor != b->actor || a->action != b->action || a->n_given != b->n_given) return false;
  for (uint8_t i = 0; i < a->n_given; i++)
    if (a->given[i].fact != b->given[i].fact || a->given[i].value != b->given[i].value) return false;
  return true;
}

/* How many steps of A are those that B begins with, but for some of B's that change nothing; *END is behind
 * them. */
static size_t in_common(const suggest_story *a, const suggest_story *b, size_t *end) {
  size_t k = 0;
  *end = 0;
  for (size_t i = 0; i < b->n && k < a->n; i++) {
    if (!same_step(&a->steps[k], &b->steps[i])) continue;
    k++;
    *end = i + 1;
  }
  return k;
}

/* Appends N steps, SHIFT later than they were, and none before the one that is there. */
static void append(suggest_story *to, const suggest_step *steps, size_t n, ombud_time shift) {
  for (size_t i = 0; i < n; i++) {
    suggest_step s = steps[i];
    ombud_time now = to->n > 0 ? to->steps[to->n - 1].at : 0;
    s.at += shift;
    if (s.acts || s.at < now) s.at = now;
    if (s.acts || s.at > now) to->steps[to->n++] = s;
  }
}

/* A's own steps in B behind the first I of B; they are as late as they were, or as long after what they
 * follow. */
static suggest_story put_in(const thinning *t, const suggest_story *a, size_t k, const suggest_story *b,
                            size_t i, bool shifted) {
  suggest_story joined = {b->process, b->mode, 0,
                          ARENA_ARRAY(t->s->of->of->arena, a->n + b->n, suggest_step)};
  ombud_time there = b->steps[i - 1].at, here = a->steps[k - 1].at;
  append(&joined, b->steps, i, 0);
  append(&joined, a->steps + k, a->n - k, shifted ? there - here : 0);
  append(&joined, b->steps + i, b->n - i, 0);
  return joined;
}

static void count_own(thinning *t, const suggest_story *a, const suggest_story *b) {
  memset(t->own, 0, t->s->of->n * sizeof *t->own);
  suggest_play(t->player, a, t->own, NULL, NULL);
  suggest_play(t->player, b, t->own, NULL, NULL);
}

/* Whether A, of which K steps are B's as well, goes on in B somewhere behind END; B is then both. */
static bool join(thinning *t, const suggest_story *a, size_t k, suggest_story *b, size_t end,
                 unsigned *tries) {
  for (size_t i = b->n; i >= end; i--)
    for (int shifted = 0; shifted < 2 && *tries < JOINS_MAX; shifted++, ++*tries) {
      suggest_story joined = put_in(t, a, k, b, i, shifted);
      memset(t->less, 0, t->s->of->n * sizeof *t->less);
      if (!suggest_play(t->player, &joined, t->less, NULL, NULL) || !is_enough(t)) continue;
      replace(t);
      *b = joined;
      return true;
    }
  return false;
}

/* What goes on in another story need not begin anew. */
static void join_stories(thinning *t) {
  suggestions *s = t->s;
  unsigned tries = 0;
  for (size_t i = s->n; i-- > 0 && tries < JOINS_MAX;) {
    const suggest_story a = s->stories[i];
    bool gone = false;
    for (size_t k = 0; k < s->n && !gone && tries < JOINS_MAX; k++) {
      suggest_story *b = &s->stories[k];
      size_t end, same = k == i || a.process != b->process || a.mode != b->mode ? 0 : in_common(&a, b, &end);
      if (same == 0 || a.n - same + b->n > LONG_MAX) continue;
      count_own(t, &a, b);
      gone = join(t, &a, same, b, end, &tries);
    }
    if (!gone) continue;
    memmove(&s->stories[i], &s->stories[i + 1], (s->n - i - 1) * sizeof a);
    s->n--;
  }
}

void suggest_thin(suggestions *s) {
  arena *a = s->of->of->arena;
  size_t n = s->of->n;
  thinning t = {.s = s,
                .player = suggest_player_new(s->of),
                .all = ARENA_ARRAY(a, n, uint32_t),
                .own = ARENA_ARRAY(a, n, uint32_t),
                .less = ARENA_ARRAY(a, n, uint32_t)};
  for (size_t i = 0; i < s->n; i++) suggest_play(t.player, &s->stories[i], t.all, NULL, NULL);
  drop_stories(&t);
  for (size_t i = 0; i < s->n; i++) drop_steps(&t, &s->stories[i]);
  join_stories(&t);
  for (size_t i = 0; i < s->n; i++) drop_steps(&t, &s->stories[i]);
  drop_stories(&t);
}
