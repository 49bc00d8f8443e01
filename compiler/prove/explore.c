#include "explore.h"

#include <string.h>

/* ---- keeping spots ---- */

static uint64_t mix(uint64_t h, uint64_t x) {
  return (h ^ x) * UINT64_C(0x9E3779B97F4A7C15);
}

/* Over what has to be equal: only facts and instants can lie within others. */
static size_t hash(const explore *x, const spot *s) {
  uint64_t h = mix(s->state, (uint64_t)s->armed << 8 | s->seen);
  for (uint16_t i = 0; i < s->n_counts; i++)
    h = mix(h, (uint64_t)s->counts[i].count << 16 | s->counts[i].times);
  for (uint16_t i = 0; i < s->zone.n; i++) h = mix(h, s->zone.var[i]);
  return (size_t)(h >> 20) & (x->n_heads - 1);
}

static bool comparable(const node *n, const spot *s) {
  return n->state == s->state && n->armed == s->armed && n->seen == s->seen && n->n_counts == s->n_counts &&
         n->n_vars == s->zone.n && memcmp(n->counts, s->counts, n->n_counts * sizeof *n->counts) == 0 &&
         memcmp(n->vars, s->zone.var, n->n_vars * sizeof *n->vars) == 0;
}

void explore_load(const explore *x, uint32_t number, spot *s) {
  const node *n = &x->nodes[number];
  s->state = n->state;
  s->seen = n->seen;
  s->armed = n->armed;
  s->n_counts = n->n_counts;
  memset(s->counts, 0, sizeof s->counts);
  memcpy(s->counts, n->counts, n->n_counts * sizeof *n->counts);
  s->facts.n = n->n_facts;
  memcpy(s->facts.at, n->facts, n->n_facts * sizeof *n->facts);
  zone_start(&s->zone);
  s->zone.n = n->n_vars;
  memcpy(s->zone.var, n->vars, n->n_vars * sizeof *n->vars);
  for (uint16_t i = 0; i < n->n_vars; i++)
    memcpy(s->zone.d[i], &n->bounds[(size_t)i * n->n_vars], n->n_vars * sizeof *n->bounds);
}

static bool bounds_within(const node *n, const spot *s, bool node_is_inner) {
  for (uint16_t i = 0; i < n->n_vars; i++)
    for (uint16_t j = 0; j < n->n_vars; j++) {
      int64_t own = n->bounds[(size_t)i * n->n_vars + j], other = s->zone.d[i][j];
      if (node_is_inner ? own > other : other > own) return false;
    }
  return true;
}

static bool facts_within(const explore *x, const node *n, const spot *s, bool node_is_inner) {
  ranges own;
  own.n = n->n_facts;
  memcpy(own.at, n->facts, n->n_facts * sizeof *n->facts);
  return node_is_inner ? ranges_within(&x->m->cells, &own, &s->facts)
                       : ranges_within(&x->m->cells, &s->facts, &own);
}

/* The node that holds S, or EXPLORE_NONE. */
static uint32_t find(const explore *x, size_t head, const spot *s) {
  for (uint32_t i = x->heads[head]; i != EXPLORE_NONE; i = x->nodes[i].chain) {
    const node *n = &x->nodes[i];
    if (n->covered) continue; /* an answer that was passed over */
    if (comparable(n, s) && bounds_within(n, s, false) && facts_within(x, n, s, false)) return i;
  }
  return EXPLORE_NONE;
}

/* What S, which becomes the next node, holds need not be followed, and is no longer in the list. Where the
 * shortest course is wanted, only what takes as many events. */
static void cover(explore *x, size_t head, const spot *s, uint32_t depth) {
  for (uint32_t *link = &x->heads[head]; *link != EXPLORE_NONE;) {
    node *n = &x->nodes[*link];
    bool held = comparable(n, s) && (x->forward || n->depth >= depth) && bounds_within(n, s, true) &&
                facts_within(x, n, s, true);
    if (!held) {
      link = &n->chain;
      continue;
    }
    n->covered = true;
    if (x->keep_edges)
      *ARENA_PUSH(x->arena, x->edges, x->n_edges, x->cap_edges) =
          (struct explore_edge){.from = *link, .to = (uint32_t)x->n_nodes};
    *link = n->chain;
  }
}

static const void *keep(arena *a, const void *from, size_t size) {
  return memcpy(arena_alloc(a, size), from, size);
}

static node node_of(const explore *x, const spot *s) {
  uint16_t n_vars = s->zone.n;
  int64_t *bounds = ARENA_ARRAY(x->arena, (size_t)n_vars * n_vars, int64_t);
  for (uint16_t i = 0; i < n_vars; i++)
    memcpy(&bounds[(size_t)i * n_vars], s->zone.d[i], n_vars * sizeof *bounds);
  return (node){.armed = s->armed,
                .state = s->state,
                .n_vars = n_vars,
                .n_facts = s->facts.n,
                .n_counts = s->n_counts,
                .seen = s->seen,
                .counts = keep(x->arena, s->counts, s->n_counts * sizeof s->counts[0]),
                .facts = keep(x->arena, s->facts.at, s->facts.n * sizeof s->facts.at[0]),
                .vars = keep(x->arena, s->zone.var, n_vars * sizeof s->zone.var[0]),
                .bounds = bounds};
}

/* ---- what to follow next: a binary heap ---- */

static void push(explore *x, uint64_t key) {
  *ARENA_PUSH(x->arena, x->queue, x->n_queue, x->cap_queue) = key;
  size_t i = x->n_queue - 1;
  for (; i > 0 && x->queue[(i - 1) / 2] > key; i = (i - 1) / 2) x->queue[i] = x->queue[(i - 1) / 2];
  x->queue[i] = key;
}

static uint32_t pop(explore *x) {
  uint64_t first = x->queue[0], last = x->queue[--x->n_queue];
  size_t i = 0;
  for (size_t child; (child = 2 * i + 1) < x->n_queue; i = child) {
    if (child + 1 < x->n_queue && x->queue[child + 1] < x->queue[child]) child++;
    if (x->queue[child] >= last) break;
    x->queue[i] = x->queue[child];
  }
  x->queue[i] = last;
  return (uint32_t)first;
}

/* ---- the search ---- */

static void rehash(explore *x) {
  x->n_heads *= 4;
  x->heads = ARENA_ARRAY(x->arena, x->n_heads, uint32_t);
  memset(x->heads, 0xFF, x->n_heads * sizeof *x->heads);
  spot s;
  for (uint32_t i = 0; i < x->n_nodes; i++) {
    if (x->nodes[i].covered) continue;
    explore_load(x, i, &s);
    size_t head = hash(x, &s);
    x->nodes[i].chain = x->heads[head];
    x->heads[head] = i;
  }
}

uint32_t explore_add(explore *x, const spot *s, uint32_t parent, uint32_t branch, bool entered) {
  size_t head = hash(x, s);
  uint32_t depth = parent == EXPLORE_NONE ? 0 : x->nodes[parent].depth + 1;
  uint32_t known = find(x, head, s);
  if (known != EXPLORE_NONE) return known;
  if (x->n_nodes >= x->budget) {
    x->exhausted = true;
    return EXPLORE_NONE;
  }
  cover(x, head, s, depth);
  node n = node_of(x, s);
  uint32_t number = (uint32_t)x->n_nodes;
  n.parent = parent, n.branch = branch, n.depth = depth, n.entered = entered;
  n.chain = x->heads[head];
  x->heads[head] = number;
  *ARENA_PUSH(x->arena, x->nodes, x->n_nodes, x->cap_nodes) = n;
  push(x, (x->forward ? (uint64_t)x->m->order[s->state] << 32 : 0) | number);
  if (x->n_nodes > x->n_heads) rehash(x);
  if ((s->seen & EXPLORE_HIT) || (x->answers != NULL && x->answers(x, number, s))) x->hit = number;
  return number;
}

static void add_edge(explore *x, uint32_t to, const happening *h) {
  *ARENA_PUSH(x->arena, x->edges, x->n_edges, x->cap_edges) =
      (struct explore_edge){.from = x->from,
                            .to = to,
                            .out = h->out,
                            .cell = h->cell,
                            .facts = keep(x->arena, h->judged->at, h->judged->n * sizeof h->judged->at[0]),
                            .n_facts = h->judged->n};
}

static bool reach(void *data, const happening *h, spot *next) {
  explore *x = data;
  uint32_t branch = x->branch++;
  if (x->from == x->resume_from && branch < x->resume_branch) return true;
  if (x->fired != NULL) x->fired(x, h);
  if (x->see != NULL) next->seen = x->see(x, next->seen, h, next->state);
  if (!h->changes && next->seen == x->from_spot->seen) {
    if (x->keep_edges && h->out->n_calls > 0) add_edge(x, x->from, h);
    return true;
  }
  if (x->total && h->from == 0) {
    zone_become(&next->zone, ZONE_OPEN, ZONE_NOW);
    zone_forget_least_total(&next->zone);
  }
  uint32_t to = explore_add(x, next, x->from, branch, h->out->target != OMBUD_NONE);
  if (x->keep_edges && to != EXPLORE_NONE) add_edge(x, to, h);
  return x->hit == EXPLORE_NONE && !x->exhausted;
}

void explore_init(explore *x, const automaton *m, arena *a) {
  *x = (explore){.m = m, .arena = a, .hit = EXPLORE_NONE, .resume_from = EXPLORE_NONE, .n_heads = 1024};
  x->parts = ARENA_ROOM(a, AUTOMATON_PARTS_MAX, part);
  x->heads = ARENA_ARRAY(a, x->n_heads, uint32_t);
  memset(x->heads, 0xFF, x->n_heads * sizeof *x->heads);
}

void explore_run(explore *x) {
  const follower f = {.data = x, .reach = reach, .speak = x->speak, .marks = x->marks};
  spot s;
  *x->m->lost = false;
  if (x->n_nodes == 0) {
    automaton_start(&s);
    explore_add(x, &s, EXPLORE_NONE, 0, false);
  }
  while (x->n_queue > 0 && x->hit == EXPLORE_NONE && !x->exhausted) {
    x->from = pop(x);
    x->branch = 0;
    if (x->nodes[x->from].covered) continue;
    explore_load(x, x->from, &s);
    x->from_spot = &s;
    automaton_follow(x->m, &s, x->silent, &f);
  }
  x->from_spot = NULL;
  x->exhausted |= *x->m->lost;
}

void explore_pass_over(explore *x) {
  const node *n = &x->nodes[x->hit];
  x->resume_from = n->parent;
  x->resume_branch = n->branch + 1;
  if (n->seen & EXPLORE_HIT) x->nodes[x->hit].covered = true;
  push(x, (x->forward ? (uint64_t)x->m->order[x->nodes[n->parent].state] << 32 : 0) | n->parent);
  x->hit = EXPLORE_NONE;
}

/* ---- rounds ---- */

static bool is_older_by_a_round(const explore *x, uint32_t before, const spot *now) {
  const node *n = &x->nodes[before];
  if (n->state != now->state || n->armed != now->armed || n->n_counts != now->n_counts) return false;
  spot was;
  explore_load(x, before, &was);
  for (uint16_t i = 0; i < was.n_counts; i++)
    if (was.counts[i].count != now->counts[i].count || was.counts[i].times != now->counts[i].times)
      return false;
  return ranges_within(&x->m->cells, &was.facts, &now->facts) && zone_within_later(&was.zone, &now->zone, 1);
}

/* A round on which time passes and which can be gone on where it began can be gone for ever: each case at its
 * beginning is one that a round has led to. Every round leads back somewhere in the order of the states: only
 * there is it looked for. */
uint32_t explore_round(const explore *x, uint32_t n, const spot *s) {
  uint32_t before = x->nodes[n].parent;
  if (before == EXPLORE_NONE || x->m->rows[s->state].end) return EXPLORE_NONE;
  if (x->m->order[x->nodes[before].state] < x->m->order[s->state]) return EXPLORE_NONE;
  bool stays = x->nodes[before].state == s->state; /* a round through other states leads back elsewhere */
  for (uint32_t i = before; i != EXPLORE_NONE; i = x->nodes[i].parent) {
    if (stays && x->nodes[i].state != s->state) break;
    if (is_older_by_a_round(x, i, s)) return i;
  }
  return EXPLORE_NONE;
}
