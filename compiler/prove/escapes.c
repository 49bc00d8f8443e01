/* From where, and with which facts, a case can still come to an end: backwards from the ends, over all that
 * leads there. Times are left out of account: what is told to come to no end comes to none. */
#include <string.h>

#include "proofs.h"

#define PARTS_MAX 24u /* of one node's facts; where there would be more nothing is said of it */

typedef struct piece {
  uint16_t n;
  const struct range *at;
} piece;

typedef struct facts { /* with which a case can come to an end */
  uint16_t n;
  bool all;
  piece *parts;
} facts;

struct escapes {
  const explore *x;
  arena *a;
  facts *of;       /* [node] */
  uint32_t *first; /* [node]: its edges in `into`; one more at the end */
  uint32_t *into;  /* edges, by where they lead to */
  uint32_t *queue; /* nodes that came to more facts: a ring */
  bool *waiting;   /* [node]: is in it */
  size_t head, len;
};

static void unfold(const piece *p, ranges *r) {
  r->n = p->n;
  if (p->n > 0) memcpy(r->at, p->at, p->n * sizeof r->at[0]);
}

static void let_all(facts *f) {
  f->all = true;
  f->n = 0;
}

/* True where that is more than before. */
static bool add(escapes *e, facts *f, const ranges *r) {
  ranges own;
  if (f->all) return false;
  for (uint16_t i = 0; i < f->n; i++) {
    unfold(&f->parts[i], &own);
    if (ranges_within(&e->x->m->cells, r, &own)) return false;
  }
  uint16_t kept = 0;
  for (uint16_t i = 0; i < f->n; i++) {
    unfold(&f->parts[i], &own);
    if (!ranges_within(&e->x->m->cells, &own, r)) f->parts[kept++] = f->parts[i];
  }
  f->n = kept;
  if (r->n == 0 || f->n == PARTS_MAX) {
    let_all(f);
    return true;
  }
  if (f->parts == NULL) f->parts = ARENA_ARRAY(e->a, PARTS_MAX, piece);
  struct range *at = ARENA_ARRAY(e->a, r->n, struct range);
  memcpy(at, r->at, r->n * sizeof *at);
  f->parts[f->n++] = (piece){r->n, at};
  return true;
}

static void enqueue(escapes *e, uint32_t number) {
  if (e->waiting[number]) return;
  e->waiting[number] = true;
  e->queue[(e->head + e->len++) % e->x->n_nodes] = number;
}

/* What EDGE needs in order to lead to those of WHERE. */
static void go_back(escapes *e, const struct explore_edge *edge, const piece *where) {
  const cells *c = &e->x->m->cells;
  const piece judged = {edge->n_facts, edge->facts};
  ranges r;
  unfold(&judged, &r);
  for (uint16_t i = 0; where != NULL && i < where->n; i++)
    if (!ranges_restrict(c, &r, where->at[i].dim, where->at[i].mask)) return;
  for (uint16_t i = 0; edge->cell != NULL && i < edge->cell->n_gives; i++)
    if (c->dim_of[edge->cell->gives[i]] != OMBUD_NONE) ranges_drop(&r, c->dim_of[edge->cell->gives[i]]);
  if (add(e, &e->of[edge->from], &r)) enqueue(e, edge->from);
}

static void spread(escapes *e) {
  while (e->len > 0) {
    uint32_t number = e->queue[e->head];
    e->head = (e->head + 1) % e->x->n_nodes;
    e->len--;
    e->waiting[number] = false;
    const facts *f = &e->of[number];
    for (uint32_t i = e->first[number]; i < e->first[number + 1]; i++) {
      const struct explore_edge *edge = &e->x->edges[e->into[i]];
      if (f->all) go_back(e, edge, NULL);
      for (uint16_t p = 0; p < f->n; p++) {
        const piece where = f->parts[p]; /* an edge can lead to where it comes from, and add to it */
        go_back(e, edge, &where);
      }
    }
  }
}

static void sort_edges(escapes *e) {
  const explore *x = e->x;
  e->first = ARENA_ARRAY(e->a, x->n_nodes + 1, uint32_t);
  e->into = ARENA_ARRAY(e->a, x->n_edges, uint32_t);
  uint32_t *next = ARENA_ARRAY(e->a, x->n_nodes + 1, uint32_t);
  for (size_t i = 0; i < x->n_edges; i++) e->first[x->edges[i].to + 1]++;
  for (size_t i = 0; i < x->n_nodes; i++) e->first[i + 1] += e->first[i];
  memcpy(next, e->first, x->n_nodes * sizeof *next);
  for (size_t i = 0; i < x->n_edges; i++) e->into[next[x->edges[i].to]++] = (uint32_t)i;
}

escapes *escapes_find(const explore *x, const bool *spared, arena *a) {
  escapes *e = ARENA_NEW(a, escapes);
  *e = (escapes){.x = x, .a = a};
  e->of = ARENA_ARRAY(a, x->n_nodes, facts);
  e->queue = ARENA_ARRAY(a, x->n_nodes, uint32_t);
  e->waiting = ARENA_ARRAY(a, x->n_nodes, bool);
  sort_edges(e);
  for (uint32_t i = 0; i < x->n_nodes; i++) {
    if (!x->m->rows[x->nodes[i].state].end && !spared[x->nodes[i].state]) continue;
    let_all(&e->of[i]);
    enqueue(e, i);
  }
  spread(e);
  return e;
}

bool escapes_lack(const escapes *e, uint32_t number, ranges *out) {
  const facts *f = &e->of[number];
  ranges list[PARTS_MAX];
  spot s;
  if (f->all) return false;
  for (uint16_t i = 0; i < f->n; i++) unfold(&f->parts[i], &list[i]);
  explore_load(e->x, number, &s);
  return ranges_outside(&e->x->m->cells, &s.facts, list, f->n, out);
}
