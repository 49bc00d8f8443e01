/* Rule 12: an obligation whose every alternative can be forbidden at one and the same time binds its
 * actor to the impossible. What facts the alternatives themselves give does not matter: the actor
 * chooses them. */
#include "planner.h"

typedef struct duty { /* one `must` of one actor in one row */
  model *m;
  space space;
  const plan_place **places; /* its alternatives' */
  size_t n;
} duty;

/* Where C forbids, whatever facts the action gives: prohibitions less the permissions that go before them. */
static boxes forbidden(duty *d, const plan_cell *c) {
  space *s = &d->space;
  boxes open = boxes_all(s), deny = {0};
  for (uint32_t i = 0; i < c->n_says; i++) {
    boxes guard = boxes_of(s, c->says[i]->guard), window = boxes_of_window(s, c->says[i]);
    boxes set = boxes_and(s, &guard, &window);
    if (c->says[i]->kind == SAY_DENY) {
      boxes mine = boxes_and(s, &open, &set);
      deny = boxes_or(s, &deny, &mine);
    }
    open = boxes_minus(s, &open, &set);
  }
  boxes all = boxes_all(s), fine = boxes_minus(s, &all, &deny);
  fine = boxes_forget(s, &fine, c->gives, c->n_gives);
  return boxes_minus(s, &all, &fine);
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

static void make_space(duty *d) {
  size_t n = 0, len = 0;
  for (size_t i = 0; i < d->n; i++) n += d->places[i]->cell->n_says;
  const cond **guards = ARENA_ARRAY(d->m->arena, n, const cond *);
  for (size_t i = 0; i < d->n; i++)
    for (uint32_t k = 0; k < d->places[i]->cell->n_says; k++)
      guards[len++] = d->places[i]->cell->says[k]->guard;
  space_init(&d->space, d->m, d->m->arena, guards, n);
  for (size_t i = 0; i < d->n; i++)
    space_cut_windows(&d->space, d->places[i]->cell->says, d->places[i]->cell->n_says);
  for (size_t i = 0; i < d->n; i++)
    space_cut_free(&d->space, d->places[i]->cell->gives, d->places[i]->cell->n_gives);
}

static void check_duty(duty *d, const say *must, const place *at) {
  for (size_t i = 0; i < d->n; i++)
    if (!has_denial(d->places[i]->cell)) return;
  make_space(d);
  boxes none = boxes_all(&d->space);
  for (size_t i = 0; i < d->n; i++) {
    boxes one = forbidden(d, d->places[i]->cell);
    none = boxes_and(&d->space, &none, &one);
  }
  int64_t point[BOXES_FACTS_MAX];
  if (d->space.too_large) {
    diag_report(d->m->diags, DIAG_E259, must->at,
                "the conditions that forbid what must be done here are too many to be decided");
    return;
  }
  if (boxes_is_empty(&d->space, &none, point)) return;
  diag_report(d->m->diags, DIAG_E253, must->at, "all that must be done here can be forbidden at once");
  for (size_t i = 0; i < d->n; i++)
    for (uint32_t k = 0; k < d->places[i]->cell->n_says; k++)
      if (d->places[i]->cell->says[k]->kind == SAY_DENY)
        diag_note(d->m->diags, d->places[i]->cell->says[k]->at, "forbidden here");
  const char *facts = boxes_words(&d->space, &d->m->processes[at->process], point);
  diag_remark(d->m->diags, "for example %s%s", place_words(d->m, at),
              *facts ? arena_printf(d->m->arena, _(": %s"), facts) : "");
}

/* The places of an actor in a row stand together: those from I on that have an alternative of MUST. */
static duty duty_of(model *m, const plan_process *p, size_t i, const say *must) {
  const plan_place *a = &p->places[i];
  size_t end = i;
  while (end < p->n_places && p->places[end].row == a->row && p->places[end].actor == a->actor) end++;
  duty d = {.m = m, .places = ARENA_ARRAY(m->arena, end - i, const plan_place *)};
  for (size_t j = i; j < end; j++)
    if (must_of(p->places[j].cell, must->rule) != NULL) d.places[d.n++] = &p->places[j];
  return d;
}

/* A duty is looked at with its first alternative. */
static bool is_first(const plan_process *p, size_t i, const say *must) {
  const plan_place *a = &p->places[i];
  for (size_t j = i; j-- > 0 && p->places[j].row == a->row && p->places[j].actor == a->actor;)
    if (must_of(p->places[j].cell, must->rule) != NULL) return false;
  return true;
}

void overlap_check_must(model *m, const plan_process *p, uint16_t process) {
  for (size_t i = 0; i < p->n_places; i++) {
    const plan_place *a = &p->places[i];
    place at = {process, (uint16_t)(a->row / p->n_states), (uint16_t)(a->row % p->n_states), a->actor,
                a->action};
    if (!has_denial(a->cell)) continue;
    for (uint32_t k = 0; k < a->cell->n_says; k++) {
      const say *must = a->cell->says[k];
      if (must->kind != SAY_MUST || !is_first(p, i, must)) continue;
      duty d = duty_of(m, p, i, must);
      check_duty(&d, must, &at);
    }
  }
}
