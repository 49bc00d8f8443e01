/* Which of two rules is the narrower, by going through everything that the facts can be. */
#include <string.h>

#include "naive.h"

/* ---- guards ---- */

bool naive_is_guard(const ast_tail *tail) {
  return (tail->kind == TAIL_WHEN || tail->kind == TAIL_UNLESS) && tail->otherwise == OTHERWISE_NONE;
}

bool naive_guard(const naive_policy *p, const ast_rule *rule, const int64_t *facts) {
  for (size_t i = 0; i < rule->tails.len; i++) {
    const ast_tail *tail = &rule->tails.at[i];
    if (naive_is_guard(tail) && naive_holds(p, tail->cond, facts) != (tail->kind == TAIL_WHEN)) return false;
  }
  return true;
}

static bool guard_within(const naive_policy *p, const ast_rule *a, const ast_rule *b) {
  for (size_t i = 0; i < p->n_points; i++)
    if (naive_guard(p, a, p->points[i]) && !naive_guard(p, b, p->points[i])) return false;
  return true;
}

static bool guard_is_empty(const naive_policy *p, const ast_rule *rule) {
  for (size_t i = 0; i < p->n_points; i++)
    if (naive_guard(p, rule, p->points[i])) return false;
  return true;
}

/* ---- windows ---- */

static bool names_all(const ast_refs *a, const ast_refs *b) {
  for (size_t i = 0; i < a->len; i++) {
    bool found = false;
    for (size_t k = 0; k < b->len; k++) found |= strcmp(a->at[i].name, b->at[k].name) == 0;
    if (!found) return false;
  }
  return true;
}

bool naive_same_anchor(const ast_instant *a, const ast_instant *b) {
  const ast_anchor *x = &a->anchor, *y = &b->anchor;
  if ((x->kind == ANCHOR_ENTRY) != (y->kind == ANCHOR_ENTRY)) return false;
  if (!names_all(&x->names, &y->names) || !names_all(&y->names, &x->names)) return false;
  return x->names.len <= 1 || (x->kind == ANCHOR_EARLIEST) == (y->kind == ANCHOR_EARLIEST);
}

static bool window_within(const naive_window *a, const naive_window *b) {
  bool from = !b->has_from || (a->has_from && naive_same_anchor(&a->from, &b->from) &&
                               naive_offset(&b->from) <= naive_offset(&a->from));
  bool until = !b->has_until || (a->has_until && naive_same_anchor(&a->until, &b->until) &&
                                 naive_offset(&a->until) <= naive_offset(&b->until));
  return from && until;
}

static bool window_is_empty(const naive_window *w) {
  return w->has_from && w->has_until && naive_same_anchor(&w->from, &w->until) &&
         naive_offset(&w->until) <= naive_offset(&w->from);
}

/* ---- scopes ---- */

static bool places_within(const naive_policy *p, const naive_scope *a, const naive_scope *b) {
  for (size_t m = 0; m < p->n_modes; m++)
    for (size_t s = 0; s < p->n_states; s++)
      if (naive_in(p, a, m, s) && !naive_in(p, b, m, s)) return false;
  return true;
}

static bool within(const naive_policy *p, const naive_sentence *a, const naive_sentence *b) {
  if (b->actor && (!a->actor || strcmp(a->actor, b->actor) != 0)) return false;
  if (!places_within(p, &a->scope, &b->scope)) return false;
  naive_window x = naive_window_of(p, a->rule), y = naive_window_of(p, b->rule);
  if (window_is_empty(&x) || guard_is_empty(p, a->rule)) return true;
  return window_within(&x, &y) && guard_within(p, a->rule, b->rule);
}

/* Of equal scopes the one that names what the other leaves open is the narrower. */
static bool names_more(const naive_scope *a, const naive_scope *b) {
  bool more = (b->any && !a->any) || (b->all_modes && !a->all_modes);
  bool less = (a->any && !b->any) || (a->all_modes && !b->all_modes);
  return more && !less;
}

bool naive_narrower(naive_policy *p, size_t i, size_t j) {
  signed char *known = &p->narrower[i][j];
  if (*known) return *known > 0;
  const naive_sentence *a = &p->sentences[i], *b = &p->sentences[j];
  bool in = within(p, a, b), out = within(p, b, a);
  bool narrower = in && (!out || names_more(&a->scope, &b->scope));
  *known = narrower ? 1 : -1;
  return narrower;
}
