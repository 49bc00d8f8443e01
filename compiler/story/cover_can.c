/* Which points some case can show, as far as the tables tell: in the places that cases come to, by the values
 * that facts can have and the times at which nothing else has led on. */
#include "boxes.h"
#include "cover_part.h"
#include "map.h"

typedef struct looking {
  cover_sites *s;
  const model *m;
  const plan_process *q;
  uint16_t process;
  const bool **again; /* [actor * n_actions + action]: cover_again, as far as anybody has asked */
  map done;           /* cells that say the same in every place; their numbers do not matter */
} looking;

static void raise_to(cover_site *x, cover_why why) {
  if (why > x->why) x->why = why;
}

/* ---- facts: which values let a rule come to a point ---- */

typedef struct cell_space {
  space space;
  const plan_cell *cell;
  const say *ends[OMBUD_TIMERS_MAX]; /* deadlines that lead on, as if they spoke from then on */
  size_t n_ends;
} cell_space;

/* Whether an action gives a moment that is counted from: then no deadline knows it yet. */
static bool counts_afresh(const plan_cell *cell, const instant *i) {
  for (uint16_t k = 0; k < i->n_anchors; k++)
    for (uint16_t g = 0; g < cell->n_gives; g++)
      if (i->anchors[k].kind == AT_FACT && i->anchors[k].index == cell->gives[g]) return true;
  return false;
}

static bool leads_on(const plan_timer *t) {
  return t->kind != OMBUD_REMINDED && t->out.target != OMBUD_NONE;
}

/* Whether a window of the cell counts from the same anchors. */
static bool is_compared(const plan_cell *cell, const instant *i) {
  for (uint32_t k = 0; k < cell->n_says; k++) {
    const say *s = cell->says[k];
    if (s->from != NULL && instant_same_anchor(s->from, i)) return true;
    if (s->until != NULL && instant_same_anchor(s->until, i)) return true;
  }
  return false;
}

static void find_ends(looking *l, cell_space *x, const plan_row *r) {
  for (uint16_t t = 0; t < r->n_timers; t++) {
    const plan_timer *timer = &r->timers[t];
    if (!leads_on(timer) || !is_compared(x->cell, &timer->due) || counts_afresh(x->cell, &timer->due))
      continue;
    say *end = ARENA_NEW(l->m->arena, say);
    *end = (say){.kind = SAY_DENY, .from = &timer->due};
    x->ends[x->n_ends++] = end;
  }
}

static void cut(looking *l, cell_space *x, const plan_cell *cell, const plan_row *r) {
  size_t n = 0, room = 0;
  for (uint32_t i = 0; i < cell->n_says; i++) room += 1u + cell->says[i]->n_branches;
  const cond **guards = ARENA_ARRAY(l->m->arena, room, const cond *);
  for (uint32_t i = 0; i < cell->n_says; i++) {
    guards[n++] = cell->says[i]->guard;
    for (uint16_t b = 0; b < cell->says[i]->n_branches; b++) guards[n++] = cell->says[i]->branches[b].cond;
  }
  x->cell = cell;
  space_init(&x->space, l->m, l->m->arena, guards, n);
  space_cut_windows(&x->space, cell->says, cell->n_says);
  find_ends(l, x, r);
  space_cut_windows(&x->space, x->ends, x->n_ends);
}

static boxes and_holds(cell_space *x, const boxes *a, const cond *c) {
  boxes b = boxes_of(&x->space, c);
  return boxes_and(&x->space, a, &b);
}

static boxes and_fails(cell_space *x, const boxes *a, const cond *c) {
  boxes b = boxes_of(&x->space, c);
  return boxes_minus(&x->space, a, &b);
}

/* Where the I-th thing said of the cell is looked at: its time, less where one before it governs; or, where
 * only those count that it has to give way to, less where a narrower one does. */
static boxes looked_at(cell_space *x, uint32_t i, bool narrower) {
  boxes left = boxes_of_window(&x->space, x->cell->says[i]);
  for (uint32_t k = 0; k < i; k++) {
    const say *other = x->cell->says[k];
    if (narrower && !cover_overrides(x->cell, other->rule, x->cell->says[i]->rule)) continue;
    boxes window = boxes_of_window(&x->space, other);
    boxes taken = and_holds(x, &window, other->guard);
    left = boxes_minus(&x->space, &left, &taken);
  }
  return left;
}

/* Where the conditions before BRANCH hold; of PART_MAIN all of them. */
static boxes up_to(cell_space *x, const boxes *from, const say *s, uint16_t branch) {
  boxes left = and_holds(x, from, s->guard);
  for (uint16_t b = 0; b < s->n_branches && b != branch; b++) left = and_holds(x, &left, s->branches[b].cond);
  return left;
}

static bool stands_in(const cond *c, const cond *leaf) {
  return c != NULL && (c == leaf || stands_in(c->left, leaf) || stands_in(c->right, leaf));
}

/* Where LEAF alone settles what C comes to. */
static boxes settled(cell_space *x, boxes from, const cond *c, const cond *leaf) {
  while (c != leaf) {
    bool left = stands_in(c->left, leaf);
    const cond *beside = left ? c->right : c->left;
    if (c->kind == COND_BOTH) from = and_holds(x, &from, beside);
    if (c->kind == COND_EITHER) from = and_fails(x, &from, beside);
    c = left ? c->left : c->right;
  }
  return from;
}

static boxes where_shown(cell_space *x, const boxes *from, const say *s, const cover_site *site) {
  uint16_t branch = site->part.branch;
  if (site->part.kind == PART_ACT) {
    boxes here = up_to(x, from, s, branch);
    return branch == PART_MAIN ? here : and_fails(x, &here, s->branches[branch].cond);
  }
  const cond *leaf = site->part.leaf;
  boxes here = branch == PART_MAIN ? *from : up_to(x, from, s, branch);
  here = settled(x, here, branch == PART_MAIN ? s->guard : s->branches[branch].cond, leaf);
  return site->point.kind == COVER_TRUE ? and_holds(x, &here, leaf) : and_fails(x, &here, leaf);
}

/* Where it is too large to be told, it can be. */
static bool is_empty(cell_space *x, const boxes *b) {
  return boxes_is_empty(&x->space, b, NULL) && !x->space.too_large;
}

/* What is left of A before a deadline leads on. */
static boxes in_time(cell_space *x, boxes a) {
  for (size_t i = 0; i < x->n_ends; i++) {
    boxes late = boxes_of_window(&x->space, x->ends[i]);
    a = boxes_minus(&x->space, &a, &late);
  }
  return a;
}

/* A rule that never governs here has none. */
static bool has_entry(const plan_cell *cell, uint32_t rule) {
  for (uint32_t e = 0; e < cell->n_entries; e++)
    if (cell->entries[e].rule == rule) return true;
  return false;
}

/* Whether a case comes to ROW once the action has been done. */
static bool comes_again(looking *l, const cover_point *p, uint32_t row) {
  const bool **again = &l->again[(size_t)p->actor * l->q->n_actions + p->action];
  if (*again == NULL) *again = cover_again(l->s->of, l->process, p->actor, p->action);
  return (*again)[row];
}

static void look_at_site(looking *l, cell_space *x, uint32_t i, uint32_t row, cover_site *site) {
  const say *s = x->cell->says[i];
  raise_to(site, COVER_OVERRULED);
  if (!has_entry(x->cell, s->rule)) return;
  if (site->part.kind == PART_COND) raise_to(site, COVER_SETTLES_NOTHING);
  boxes from = looked_at(x, i, site->part.kind == PART_COND);
  boxes shown = where_shown(x, &from, s, site);
  if (is_empty(x, &shown)) return;
  raise_to(site, COVER_NOT_IN_TIME);
  shown = in_time(x, shown);
  if (is_empty(x, &shown)) return;
  if (site->point.kind == COVER_TOO_OFTEN) raise_to(site, COVER_NOT_AGAIN);
  if (site->point.kind != COVER_TOO_OFTEN || comes_again(l, &site->point, row)) raise_to(site, COVER_CAN_BE);
}

static void look_at_cell(looking *l, const plan_cell *cell, uint32_t row) {
  cell_space *x = ARENA_NEW(l->m->arena, cell_space);
  cut(l, x, cell, &l->q->rows[row]);
  for (uint32_t i = 0; i < cell->n_says; i++) {
    const say *s = cell->says[i];
    for (size_t k = l->s->first[s->rule]; k < l->s->end[s->rule]; k++) {
      cover_site *site = &l->s->at[k];
      bool act = site->part.kind == PART_ACT;
      if (act && (site->point.actor != s->actor || site->point.action != s->action)) continue;
      if (act || site->part.kind == PART_COND) {
        if (site->why != COVER_CAN_BE) look_at_site(l, x, i, row, site);
      } else {
        raise_to(site, COVER_OVERRULED);
      }
    }
  }
}

/* ---- time: whether something has always led on before ---- */

/* Some deadline that leads on counts from the same anchors, and is due no later than OFFSET. */
static bool has_led_on(const plan_row *r, const instant *i, int64_t offset) {
  for (uint16_t k = 0; k < r->n_timers; k++) {
    const plan_timer *t = &r->timers[k];
    if (leads_on(t) && t->due.offset <= offset && instant_same_anchor(&t->due, i)) return true;
  }
  return false;
}

/* What else is counted from has been: nobody acts before it. */
static bool counts_from_moment(const instant *i) {
  for (uint16_t k = 0; k < i->n_anchors; k++)
    if (i->anchors[k].kind == AT_FACT) return true;
  return false;
}

/* The deadline wins at its own instant, so an end of a window at that instant is never seen. */
static void look_at_windows(looking *l, const plan_cell *cell, const plan_row *r) {
  for (uint32_t e = 0; e < cell->n_entries; e++) {
    uint32_t rule = cell->entries[e].rule;
    for (size_t k = l->s->first[rule]; k < l->s->end[rule]; k++) {
      cover_site *site = &l->s->at[k];
      if (site->part.kind != PART_FROM && site->part.kind != PART_UNTIL) continue;
      const instant *edge = site->part.kind == PART_FROM ? cell->entries[e].from : cell->entries[e].until;
      if (edge == NULL) continue;
      int64_t offset = edge->offset - (site->point.kind == COVER_BEFORE);
      bool late = !counts_afresh(cell, edge) && has_led_on(r, edge, offset);
      late |= offset < 0 && !counts_from_moment(edge);
      raise_to(site, late ? COVER_NOT_IN_TIME : COVER_CAN_BE);
    }
  }
}

/* Whether the T-th deadline of a row can come. A reminder set for before the state was entered does not. */
static bool comes(const plan_row *r, uint16_t t) {
  const plan_timer *x = &r->timers[t];
  if (x->kind == OMBUD_REMINDED && x->due.offset < 0 && x->due.anchors[0].kind == AT_ENTRY) return false;
  if (has_led_on(r, &x->due, x->due.offset - 1)) return false;
  for (uint16_t k = 0; k < t; k++) {
    const plan_timer *u = &r->timers[k];
    if (leads_on(u) && instant_equal(&u->due, &x->due)) return false;
  }
  return true;
}

/* Of what falls due as it is set nothing is seen before. */
static bool is_awaited(const plan_timer *t) {
  return t->due.offset > 0 || t->due.anchors[0].kind != AT_ENTRY;
}

static void look_at_timers(looking *l, const plan_row *r) {
  for (uint16_t t = 0; t < r->n_timers; t++) {
    uint32_t rule = r->timers[t].rule;
    bool can = comes(r, t), awaited = can && is_awaited(&r->timers[t]);
    for (size_t k = l->s->first[rule]; k < l->s->end[rule]; k++) {
      cover_site *site = &l->s->at[k];
      if (site->part.kind != PART_DUE && site->part.kind != PART_REMIND) continue;
      bool side = site->point.kind == COVER_BEFORE || site->point.kind == COVER_AT;
      raise_to(site, (side ? awaited : can) ? COVER_CAN_BE : COVER_NOT_IN_TIME);
    }
  }
}

/* ---- everywhere ---- */

/* Whether what can be shown in the cell hangs on the place: on its deadlines, and on how one gets there. */
static bool hangs_on_place(const plan_cell *cell) {
  for (uint32_t i = 0; i < cell->n_says; i++)
    if (cell->says[i]->from != NULL || cell->says[i]->until != NULL || cell->says[i]->limit > 0) return true;
  return false;
}

bool cover_overrides(const plan_cell *cell, uint32_t narrower, uint32_t wider) {
  for (uint32_t e = 0; e < cell->n_entries; e++) {
    const plan_entry *x = &cell->entries[e];
    if (x->rule != narrower) continue;
    for (uint32_t w = 0; w < x->n_wider; w++)
      if (x->wider[w] == wider) return true;
    return false;
  }
  return false;
}

void cover_can(cover_sites *s) {
  const plan *p = s->of->plan;
  looking l = {.s = s, .m = s->of->model, .done.arena = s->of->arena};
  for (uint16_t i = 0; i < p->n_processes; i++) {
    l.process = i;
    l.q = &p->processes[i];
    l.again = ARENA_ARRAY(s->of->arena, (size_t)p->n_actors * l.q->n_actions, const bool *);
    for (size_t r = 0; r < (size_t)p->n_modes * l.q->n_states; r++)
      if (l.q->rows[r].reachable) look_at_timers(&l, &l.q->rows[r]);
    for (size_t k = 0; k < l.q->n_places; k++) {
      const plan_place *at = &l.q->places[k];
      const plan_row *r = &l.q->rows[at->row];
      if (!r->reachable) continue;
      look_at_windows(&l, at->cell, r);
      if (map_get(&l.done, at->cell) != MAP_NONE) continue;
      if (!hangs_on_place(at->cell)) map_put(&l.done, at->cell, 0);
      look_at_cell(&l, at->cell, at->row);
    }
  }
}
