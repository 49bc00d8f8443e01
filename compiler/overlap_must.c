/* Rule 12: an obligation whose every alternative can be forbidden at one and the same time binds its
 * actor to the impossible. What facts the alternatives themselves give does not matter: the actor
 * chooses them. */
#include "planner.h"

typedef struct ban { /* an alternative is forbidden here, during this prohibition's window */
  boxes set;
  const say *window; /* NULL: at any time */
} ban;

typedef struct bans {
  ban *at;
  size_t len, cap;
} bans;

typedef struct duty { /* one `must` of one actor in one row */
  model *m;
  space space;
  const plan_place *places[64]; /* its alternatives' */
  size_t n;
} duty;

static bool ends_before(const say *a, const say *b) {
  return a->until != NULL && b->from != NULL && instant_same_anchor(a->until, b->from) &&
         a->until->offset <= b->from->offset;
}

static bool speaks_whenever(const say *a, const say *b) {
  return (a->from == NULL || instant_equal(a->from, b->from)) &&
         (a->until == NULL || instant_equal(a->until, b->until));
}

/* Where C forbids during W, or always where W is NULL: prohibitions less the permissions that go before them.
 */
static boxes forbidden(duty *d, const plan_cell *c, const say *w) {
  boxes open = boxes_all(&d->space), deny = {0};
  for (uint32_t i = 0; i < c->n_says; i++) {
    const say *s = c->says[i];
    bool timeless = s->from == NULL && s->until == NULL;
    boxes set = boxes_of(&d->space, s->guard);
    if (s->kind == SAY_DENY && (timeless || (w != NULL && speaks_whenever(s, w)))) {
      boxes mine = boxes_and(&d->space, &open, &set);
      deny = boxes_or(&d->space, &deny, &mine);
    }
    if (s->kind != SAY_DENY && timeless) open = boxes_minus(&d->space, &open, &set);
  }
  boxes all = boxes_all(&d->space), fine = boxes_minus(&d->space, &all, &deny);
  fine = boxes_forget(&d->space, &fine, c->gives, c->n_gives);
  return boxes_minus(&d->space, &all, &fine);
}

static bans bans_of(duty *d, const plan_cell *c) {
  bans list = {0};
  *ARENA_PUSH(d->m->arena, list.at, list.len, list.cap) = (ban){forbidden(d, c, NULL), NULL};
  for (uint32_t i = 0; i < c->n_says; i++)
    if (c->says[i]->kind == SAY_DENY && (c->says[i]->from != NULL || c->says[i]->until != NULL))
      *ARENA_PUSH(d->m->arena, list.at, list.len, list.cap) = (ban){forbidden(d, c, c->says[i]), c->says[i]};
  return list;
}

/* Picks one ban for each alternative from K on, such that all hold at once. */
static bool all_banned(duty *d, size_t k, const boxes *so_far, const say **windows, size_t n_windows,
                       int64_t *point) {
  if (boxes_is_empty(&d->space, so_far, point)) return false;
  if (k == d->n) return true;
  bans list = bans_of(d, d->places[k]->cell);
  for (size_t i = 0; i < list.len; i++) {
    const say *w = list.at[i].window;
    bool meets = true;
    for (size_t j = 0; w != NULL && j < n_windows; j++)
      meets &= !ends_before(w, windows[j]) && !ends_before(windows[j], w);
    if (!meets) continue;
    boxes both = boxes_and(&d->space, so_far, &list.at[i].set);
    windows[n_windows] = w;
    if (all_banned(d, k + 1, &both, windows, n_windows + (w != NULL), point)) return true;
  }
  return false;
}

static bool has_denial(const plan_cell *c) {
  for (uint32_t i = 0; i < c->n_says; i++)
    if (c->says[i]->kind == SAY_DENY) return true;
  return false;
}

static const say *must_of(const plan_cell *c, uint32_t rule) {
  for (uint32_t i = 0; i < c->n_says; i++)
    if (c->says[i]->kind == SAY_MUST && c->says[i]->rule == rule) return c->says[i];
  return NULL;
}

static void check_duty(duty *d, const say *must, const place *at) {
  const cond *guards[256];
  size_t n = 0;
  for (size_t i = 0; i < d->n; i++) {
    if (!has_denial(d->places[i]->cell)) return;
    for (uint32_t k = 0; k < d->places[i]->cell->n_says && n < 256; k++)
      guards[n++] = d->places[i]->cell->says[k]->guard;
  }
  space_init(&d->space, d->m, d->m->arena, guards, n);
  boxes all = boxes_all(&d->space);
  const say *windows[64];
  int64_t point[BOXES_FACTS_MAX];
  if (!all_banned(d, 0, &all, windows, 0, point)) return;
  diag_report(d->m->diags, DIAG_E253, must->at, "all that must be done here can be forbidden at once");
  for (size_t i = 0; i < d->n; i++)
    for (uint32_t k = 0; k < d->places[i]->cell->n_says; k++)
      if (d->places[i]->cell->says[k]->kind == SAY_DENY)
        diag_note(d->m->diags, d->places[i]->cell->says[k]->at, "forbidden here");
  const char *facts = boxes_words(&d->space, point);
  diag_remark(d->m->diags, "for example %s%s%s", place_words(d->m, at), *facts ? ", with " : "", facts);
}

void overlap_check_must(model *m, const plan_process *p, uint16_t process) {
  for (size_t i = 0; i < p->n_places; i++) {
    const plan_place *a = &p->places[i];
    for (uint32_t k = 0; k < a->cell->n_says; k++) {
      const say *must = a->cell->says[k];
      if (must->kind != SAY_MUST || !has_denial(a->cell)) continue;
      bool first = true;
      for (size_t j = i; j-- > 0 && p->places[j].row == a->row && p->places[j].actor == a->actor;)
        first &= must_of(p->places[j].cell, must->rule) == NULL;
      if (!first) continue; /* the duty was looked at with its first alternative */
      duty d = {.m = m};
      for (size_t j = i;
           j < p->n_places && p->places[j].row == a->row && p->places[j].actor == a->actor && d.n < 64; j++)
        if (must_of(p->places[j].cell, must->rule) != NULL) d.places[d.n++] = &p->places[j];
      place at = {process, (uint16_t)(a->row / p->n_states), (uint16_t)(a->row % p->n_states), a->actor,
                  a->action};
      check_duty(&d, must, &at);
    }
  }
}
