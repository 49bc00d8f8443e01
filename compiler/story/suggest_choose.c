/* From what a search has found to few stories: one for each way to its end through all that was found, and
 * then without what others show as well. */
#include <string.h>

#include "parse.h"
#include "story.h"
#include "suggest_part.h"

/* ---- ways ---- */

typedef struct ways {
  suggestions *to;
  const suggest_search *s;
  arena *arena;
  uint32_t *parent;
  bool *needed, *told;
  uint32_t *child, *next; /* of needed ones, in order; UINT32_MAX: none */
  uint32_t *path;         /* steps to the node at hand */
} ways;

static void need(ways *w) {
  for (uint32_t i = 0; i < w->s->n; i++)
    for (uint32_t k = i; w->s->nodes[i].shows && k != UINT32_MAX && !w->needed[k]; k = w->s->nodes[k].parent)
      w->needed[k] = true;
}

/* Waiting until one instant and then until a later one comes to the same as waiting for the later. So those
 * who wait for several go on from one to the next: the last before I that waits for no more than I does.
 * Nodes that are waited for from one case stand earliest first. */
static void chain(ways *w) {
  uint32_t *last = ARENA_ARRAY(w->arena, w->s->n, uint32_t);
  for (uint32_t i = 1; i < w->s->n; i++) {
    const suggest_node *n = &w->s->nodes[i];
    w->parent[i] = n->parent;
    if (!w->needed[i] || n->step.acts) continue;
    uint32_t before = last[n->parent];
    if (before != 0) w->parent[i] = before;
    last[n->parent] = i;
  }
}

static void link_children(ways *w) {
  memset(w->child, 0xFF, w->s->n * sizeof *w->child);
  for (uint32_t i = (uint32_t)w->s->n; i-- > 1;) {
    if (!w->needed[i]) continue;
    w->next[i] = w->child[w->parent[i]];
    w->child[w->parent[i]] = i;
  }
}

/* The way to LEAF, and all refusals on it that no story has told yet. */
static void tell_way(ways *w, uint32_t leaf) {
  size_t depth = 0, n = 0;
  for (uint32_t i = leaf; i != 0; i = w->parent[i]) depth++;
  uint32_t at = leaf;
  for (size_t i = depth; i > 0; i--, at = w->parent[at]) w->path[i] = at;
  w->path[0] = 0;
  suggest_step *steps = ARENA_ARRAY(w->arena, w->s->n, suggest_step);
  for (size_t i = 0; i <= depth; i++) {
    uint32_t here = w->path[i];
    if (here != 0) steps[n++] = w->s->nodes[here].step;
    for (uint32_t k = w->child[here]; k != UINT32_MAX && !w->told[here]; k = w->next[k])
      if (w->s->nodes[k].stays) steps[n++] = w->s->nodes[k].step;
    w->told[here] = true;
  }
  if (n > 0 && n <= STORY_STEPS_MAX)
    *ARENA_PUSH(w->arena, w->to->stories, w->to->n, w->to->cap) =
        (suggest_story){w->s->process, w->s->mode, n, steps};
}

/* A leaf is what nothing is gone on from. */
static void tell_ways(ways *w) {
  for (uint32_t i = 0; i < w->s->n; i++) {
    bool on = false;
    if (!w->needed[i] || w->s->nodes[i].stays) continue;
    for (uint32_t k = w->child[i]; k != UINT32_MAX; k = w->next[k]) on |= !w->s->nodes[k].stays;
    if (!on) tell_way(w, i);
  }
}

void suggest_add(suggestions *to, const suggest_search *s) {
  arena *a = to->of->of->arena;
  if (s->n == 0) return;
  ways w = {.to = to,
            .s = s,
            .arena = a,
            .parent = ARENA_ARRAY(a, s->n, uint32_t),
            .needed = ARENA_ARRAY(a, s->n, bool),
            .told = ARENA_ARRAY(a, s->n, bool),
            .child = ARENA_ARRAY(a, s->n, uint32_t),
            .next = ARENA_ARRAY(a, s->n, uint32_t),
            .path = ARENA_ARRAY(a, s->n + 1, uint32_t)};
  need(&w);
  chain(&w);
  link_children(&w);
  if (w.needed[0]) tell_ways(&w);
}

/* ---- thinning ---- */

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

static size_t points_of(const thinning *t, const suggest_story *s) {
  memset(t->own, 0, t->s->of->n * sizeof *t->own);
  suggest_play(t->player, s, t->own, NULL, NULL);
  size_t n = 0;
  for (size_t i = 0; i < t->s->of->n; i++) n += t->s->missing[i] && t->own[i] > 0;
  return n;
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
    points_of(t, &s->stories[best]);
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
static bool try_without(thinning *t, suggest_story *s, size_t i, const suggest_came *came) {
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
  suggest_came *came = ARENA_ARRAY(t->s->of->of->arena, s->n, suggest_came);
  memset(t->own, 0, t->s->of->n * sizeof *t->own);
  suggest_play(t->player, s, t->own, NULL, came);
  for (size_t i = s->n; i-- > 0;) try_without(t, s, i, came);
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
  drop_stories(&t);
}
