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
