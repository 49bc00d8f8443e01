#include "changes.h"
#include "core.h"

#include "translate.h"

#define STEPS_MAX 16u /* instants at which another verdict is looked for */

typedef struct asking {
  const desk *d;
  const hypothesis *h; /* with the facts of the answer */
  const finding *v;
  const answer *a;
  page *p;
  unsigned indent;
} asking;

/* H with those facts told on which the answer hangs. The others stay open, and a moment has no instant. */
static hypothesis in_point(const desk *d, const hypothesis *h, const finding *v, const answer *a) {
  hypothesis x = *h;
  int64_t *facts = ARENA_ARRAY(d->c.arena, d->c.policy->n_facts, int64_t);
  for (uint16_t f = 0; f < d->c.policy->n_facts; f++) facts[f] = h->facts[f];
  for (size_t i = 0; i < v->n_axes; i++) {
    uint16_t fact = v->axes[i].fact;
    bool open = d->c.policy->facts[fact].type == OMBUD_MOMENT || !finding_hangs_on(v, a, i);
    if (!open) facts[fact] = a->facts[fact];
  }
  x.facts = facts;
  hypothesis_enter(&x);
  return x;
}

static bool permits(const answer *a) {
  return a->reason == OMBUD_REASON_NONE;
}

/* "user may do it in shipped"; "…, if agreed = yes" where that hangs on what was not told. WHERE is NULL for
 * formats without a place. */
static void tell_who(const asking *q, const hypothesis *h, const finding *v, const char *always,
                     const char *sometimes, const char *where) {
  const char *who = q->d->c.words->actors[v->actor].name;
  bool whenever = finding_all(v);
  for (size_t i = 0; i < v->n_answers; i++) {
    const char *condition = finding_condition(h, v, &v->answers[i]);
    if (!permits(&v->answers[i])) continue;
    if (where == NULL)
      page_line(q->p, q->indent, whenever ? always : sometimes, who, condition);
    else
      page_line(q->p, q->indent, whenever ? always : sometimes, who, where, condition);
    if (whenever) return;
  }
}

static void other_actors(const asking *q) {
  for (uint16_t a = 1; a < q->d->c.plan->n_actors; a++) {
    finding v;
    if (a == q->v->actor) continue;
    finding_ask(q->h, a, q->v->action, &v);
    tell_who(q, q->h, &v, _("%s may do it here"), _("%s may do it here, if %s"), NULL);
  }
}

/* Under every other mode with a state of this name: of a permission, what refuses it there. */
static void other_modes(const asking *q) {
  for (uint8_t m = 0; m < q->d->c.plan->n_modes; m++) {
    if (m == q->h->mode || !desk_exists(q->d, q->h->stands, m)) continue;
    finding v;
    hypothesis x = *q->h;
    x.mode = m;
    x.state = q->h->stands;
    hypothesis_enter(&x);
    finding_ask(&x, q->v->actor, q->v->action, &v);
    const char *mode = q->d->c.words->modes[m].name;
    if (!permits(q->a)) tell_who(q, &x, &v, _("%s may do it for %s"), _("%s may do it for %s, if %s"), mode);
    for (size_t i = 0; permits(q->a) && !finding_some(&v) && i < v.n_answers; i++)
      page_line(q->p, q->indent, _("for %s: %s"), mode, desk_verdict(q->d, &x, &v, &v.answers[i]));
  }
}

/* ---- facts ---- */

/* What was told is taken back, one fact at a time, and the other answers are told. */
static void other_facts(const asking *q) {
  int64_t *facts = ARENA_ARRAY(q->d->c.arena, q->d->c.policy->n_facts, int64_t);
  for (uint16_t f = 0; f < q->d->c.policy->n_facts; f++) {
    if (q->d->facts[f] == OMBUD_UNSET) continue;
    for (uint16_t k = 0; k < q->d->c.policy->n_facts; k++) facts[k] = k == f ? OMBUD_UNSET : q->h->facts[k];
    finding v;
    hypothesis x = *q->h;
    x.facts = facts;
    hypothesis_enter(&x);
    if (x.stands != q->h->stands) continue;
    finding_ask(&x, q->v->actor, q->v->action, &v);
    for (size_t i = 0; i < v.n_answers; i++)
      if (v.answers[i].entry != q->a->entry || v.answers[i].reason != q->a->reason)
        page_line(q->p, q->indent, _("with %s: %s"), finding_condition(&x, &v, &v.answers[i]),
                  desk_verdict(q->d, &x, &v, &v.answers[i]));
  }
}

/* ---- time ---- */

/* The next instant at which the tables may say something else; OMBUD_NEVER: none. Where no rule speaks of the
 * action, nothing but a deadline changes that. */
static ombud_time next_change(const asking *q, const hypothesis *h) {
  ombud_option *all = ARENA_ARRAY(q->d->c.arena, q->v->action + 1u, ombud_option);
  size_t n;
  if (h->base == NULL) return OMBUD_NEVER;
  if (hypothesis_cell(h, h->stands, q->v->actor, q->v->action) == NULL) return ombud_due(h->base);
  if (ombud_can(q->d->c.policy, h->base, (uint8_t)q->v->actor, h->after, all, q->v->action + 1u, &n) !=
      OMBUD_OK)
    return OMBUD_NEVER;
  return all[q->v->action].until;
}

static bool differs(const asking *q, const answer *a) {
  return permits(q->a) ? a->entry != q->a->entry : permits(a);
}

static bool tell_later(const asking *q, const hypothesis *x, ombud_time t) {
  finding v;
  bool found = false;
  finding_ask(x, q->v->actor, q->v->action, &v);
  for (size_t i = 0; i < v.n_answers; i++) {
    const answer *a = &v.answers[i];
    if (!differs(q, a)) continue;
    const char *when = desk_when(q->d, q->h, t), *what = desk_verdict(q->d, x, &v, a);
    const char *condition = finding_condition(x, &v, a);
    if (*condition) what = arena_printf(q->d->c.arena, _("if %s: %s"), condition, what);
    if (x->stands == q->h->stands)
      page_line(q->p, q->indent, _("later, %s: %s"), when, what);
    else
      page_line(q->p, q->indent, _("later, %s, if nobody acts, the case is in %s: %s"), when,
                desk_states(q->d, &x->stands, 1), what);
    found = true;
  }
  return found;
}

static void later(const asking *q) {
  hypothesis x = *q->h;
  for (unsigned i = 0; i < STEPS_MAX; i++) {
    ombud_time t = next_change(q, &x);
    if (t == OMBUD_NEVER || t > HYPOTHESIS_FAR / 2) return;
    x.after = t;
    hypothesis_enter(&x);
    if (tell_later(q, &x, t)) return;
  }
}

/* When it last was permitted by the facts as they are supposed to be. */
static void earlier(const asking *q) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = finding_input(q->h, q->v, q->a->facts, given);
  ombud_case *c = finding_case(q->h, q->v, q->a->facts);
  ombud_why why;
  if (permits(q->a) || c == NULL || finding_speaks_of_moments(q->h, q->v)) return;
  if (ombud_explain(q->d->c.policy, c, &in, q->h->after, &why) != OMBUD_OK || why.earlier == OMBUD_UNSET)
    return;
  hypothesis x = *q->h;
  finding v;
  x.after = why.earlier;
  hypothesis_enter(&x);
  finding_ask(&x, q->v->actor, q->v->action, &v);
  tell_who(q, &x, &v, _("earlier, before %2$s: %1$s may do it"),
           _("earlier, before %2$s: %1$s may do it, if %3$s"), desk_when(q->d, q->h, why.earlier + 1));
}

/* ---- states ---- */

static const char *place(const desk *d, const uint16_t *states, size_t n, const char *mode) {
  const char *in = desk_states(d, states, n);
  return mode == NULL ? in : arena_printf(d->c.arena, _("%s, for %s"), in, mode);
}

/* Puts the case at its entry to another place; false where it is not permitted there, or the case moves on at
 * once. */
static bool is_permitted_at(const asking *q, uint16_t state, uint8_t mode, hypothesis *x, finding *v) {
  *x = *q->h;
  x->mode = mode;
  x->state = state;
  x->after = 0;
  x->facts = q->d->facts;
  hypothesis_enter(x);
  finding_ask(x, q->v->actor, q->v->action, v);
  return finding_some(v) && x->stands == state;
}

/* True where it is permitted in some state under the mode. Those where it always is are told in one line. */
static bool in_states(const asking *q, uint8_t mode) {
  const desk *d = q->d;
  const plan_process *p = &d->c.plan->processes[q->h->process];
  uint16_t *always = ARENA_ARRAY(d->c.arena, p->n_states, uint16_t);
  size_t n_always = 0;
  const char *name = mode == q->h->mode ? NULL : d->c.words->modes[mode].name;
  const char *who = d->c.words->actors[q->v->actor].name;
  bool found = false;
  for (size_t i = 0; i < p->n_places; i++) {
    const plan_place *at = &p->places[i];
    uint16_t s = (uint16_t)(at->row % p->n_states);
    hypothesis x;
    finding v;
    if (at->actor != q->v->actor || at->action != q->v->action || at->row / p->n_states != mode) continue;
    if (s == q->h->stands || !plan_cell_permits(at->cell) || !is_permitted_at(q, s, mode, &x, &v)) continue;
    found = true;
    if (s == 0)
      page_line(q->p, q->indent, _("%s may do it to open a case"), who);
    else if (finding_all(&v))
      always[n_always++] = s;
    else
      tell_who(q, &x, &v, _("%s may do it in %s"), _("%s may do it in %s, if %s"), place(d, &s, 1, name));
  }
  if (n_always > 0)
    page_line(q->p, q->indent, _("%s may do it in %s"), who, place(d, always, n_always, name));
  return found;
}

static void other_states(const asking *q) {
  if (permits(q->a) || in_states(q, q->h->mode)) return;
  for (uint8_t m = 0; m < q->d->c.plan->n_modes; m++)
    if (m != q->h->mode) in_states(q, m);
}

static void without_facts(const asking *q) {
  const plan_cell *cell = hypothesis_cell(q->h, q->h->stands, q->v->actor, q->v->action);
  const char *list = "";
  if (!permits(q->a) || cell == NULL || cell->n_gives == 0) return;
  for (uint16_t i = 0; i < cell->n_gives; i++)
    list = arena_printf(q->d->c.arena, "%s%s%s", list, i ? _(", ") : "",
                        q->d->c.words->facts[cell->gives[i]].name);
  page_line(q->p, q->indent, _("without %s it is refused, because %s"), list,
            desk_reason(q->d, OMBUD_FACT_MISSING));
}

/* Done so often before, a permission with a limit is used up. */
static void used_up(const asking *q) {
  const plan_entry *e = finding_entry(q->h, q->v, q->a);
  const ombud_policy *p = q->d->c.policy;
  const ombud_process *process = &p->processes[q->h->process];
  ombud_case *c = finding_case(q->h, q->v, q->a->facts);
  if (e == NULL || !permits(q->a) || e->limit == 0 || c == NULL) return;
  core_cell cell = core_cell_of(p, process, q->h->mode, q->h->stands, (uint8_t)q->v->actor, q->v->action);
  hypothesis_slots(c)[cell.count] = e->limit;
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = finding_input(q->h, q->v, q->a->facts, given);
  ombud_why why;
  if (ombud_explain(p, c, &in, q->h->after, &why) == OMBUD_OK && why.reason == OMBUD_TOO_OFTEN)
    page_line(q->p, q->indent, _("done %u times at most: after that it is refused, because %s"), e->limit,
              desk_reason(q->d, why.reason));
}

page changes_of(const desk *d, const hypothesis *h, const finding *v, const answer *a, unsigned indent) {
  page lines = page_new(d->c.arena);
  hypothesis x = in_point(d, h, v, a);
  asking q = {d, &x, v, a, &lines, indent};
  if (!permits(a)) other_actors(&q);
  other_modes(&q);
  other_facts(&q);
  without_facts(&q);
  used_up(&q);
  earlier(&q);
  later(&q);
  other_states(&q);
  return lines;
}
