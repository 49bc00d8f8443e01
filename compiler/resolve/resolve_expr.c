/* Conditions, arguments and instants, with their types. */
#include <stdlib.h>
#include <string.h>

#include "resolve.h"

static const char *const type_names[] = {N_("a yes_no"), N_("a number"), N_("money"),   N_("a choice"),
                                         N_("a moment"), N_("a text"),   N_("an actor")};

static bool is_ordered(uint8_t type) {
  return type == OMBUD_NUMBER || type == OMBUD_MONEY;
}

bool resolve_constant(model *m, uint16_t fact, const ast_value *v, int64_t *out) {
  const model_fact *f = &m->facts[fact];
  switch (v->kind) {
  case VALUE_NUMBER:
    *out = v->number;
    if (is_ordered(f->type)) return true;
    break;
  case VALUE_DURATION: *out = v->number; break;
  case VALUE_NAME:
    if (f->type == OMBUD_YES_NO && (strcmp(v->name, "yes") == 0 || strcmp(v->name, "no") == 0)) {
      *out = strcmp(v->name, "yes") == 0;
      return true;
    }
    if (f->type == OMBUD_CHOICE) {
      uint16_t o = resolve_option(m, f->choice, v->name, v->span);
      *out = o;
      return o != RESOLVE_NONE;
    }
    break;
  }
  static const char *const wanted[] = {N_("yes or no"), N_("a number"), N_("an amount in minor units"),
                                       N_("an option")};
  diag_report(m->diags, DIAG_E220, v->span, "'%s' is %s: here %s is wanted", f->sym.name,
              _(type_names[f->type]), _(wanted[f->type]));
  if (v->kind == VALUE_NAME && f->type == OMBUD_YES_NO && strcmp(v->name, "true") == 0)
    diag_suggest(m->diags, "yes");
  if (v->kind == VALUE_NAME && f->type == OMBUD_YES_NO && strcmp(v->name, "false") == 0)
    diag_suggest(m->diags, "no");
  if (v->kind == VALUE_NAME && map_get(&m->fact_of, v->name) != MAP_NONE)
    diag_remark(m->diags, "a fact is compared with a constant, never with another fact");
  return false;
}

static const cond *resolve_test(model *m, const ast_cond *c) {
  uint16_t fact = resolve_fact(m, &c->fact);
  if (fact == RESOLVE_NONE) return NULL;
  model_fact *f = &m->facts[fact];
  f->sym.used = true;
  if (f->lost) return NULL;
  if (f->type == OMBUD_MOMENT || f->type == OMBUD_TEXT) {
    diag_report(m->diags, DIAG_E223, c->span,
                f->type == OMBUD_MOMENT
                    ? N_("a condition cannot compare the moment '%s'")
                    : N_("of the text '%s' only that it was given is kept: a condition cannot read it"),
                f->sym.name);
    if (f->type == OMBUD_MOMENT)
      diag_remark(m->diags, "a time is said with 'from', 'until' or 'within … of %s'", f->sym.name);
    return NULL;
  }
  bool bare = c->value.kind == VALUE_NAME && c->value.span.begin == c->fact.span.begin;
  if (bare && f->type != OMBUD_YES_NO) {
    diag_report(m->diags, DIAG_E220, c->span, "'%s' is %s: say what it is compared with", f->sym.name,
                _(type_names[f->type]));
    return NULL;
  }
  cond *t = ARENA_NEW(m->arena, cond);
  *t = (cond){.kind = COND_IS, .compare = c->compare, .fact = fact, .at = c->span};
  if (!resolve_constant(m, fact, &c->value, &t->value)) return NULL;
  if (!is_ordered(f->type) && c->compare != CMP_EQ && c->compare != CMP_NE) {
    diag_report(m->diags, DIAG_E220, c->span, "'%s' is %s, which has no order: only = and != apply",
                f->sym.name, _(type_names[f->type]));
    return NULL;
  }
  return t;
}

/* NULL where any part could not be made out; that was reported. */
const cond *resolve_cond(model *m, const ast_cond *c) {
  if (c == NULL) return NULL;
  if (c->kind == COND_TEST) return resolve_test(m, c);
  cond *r = ARENA_NEW(m->arena, cond);
  r->kind = c->kind == COND_NOT ? COND_NO : c->kind == COND_AND ? COND_BOTH : COND_EITHER;
  r->left = resolve_cond(m, c->left);
  if (c->kind != COND_NOT) r->right = resolve_cond(m, c->right);
  return r->left == NULL || (c->kind != COND_NOT && r->right == NULL) ? NULL : r;
}

/* ---- arguments of effects ---- */

/* -5d, in a story */
static bool is_before_start(const ast_expr *e) {
  return e->kind == EXPR_NEGATE && e->args.at[0]->kind == EXPR_VALUE &&
         e->args.at[0]->value.kind == VALUE_DURATION;
}

static const expr *resolve_arg(model *m, const ast_expr *e, const struct model_param *p);

static const expr *leaf(model *m, span at, int kind, uint8_t type, int64_t value, uint16_t fact) {
  expr *x = ARENA_NEW(m->arena, expr);
  *x = (expr){.type = type, .fact = fact, .value = value, .at = at};
  x->kind = kind == EX_FACT ? EX_FACT : EX_CONST;
  return x;
}

/* A name stands for what the parameter's type makes of it: an option, an actor, yes or no, or else a fact. */
static const expr *resolve_named(model *m, const ast_value *v, const struct model_param *p) {
  ast_ref ref = {v->name, v->span};
  if (p->type == OMBUD_ACTOR) {
    uint16_t a = resolve_actor(m, &ref);
    if (a == RESOLVE_NONE) return NULL;
    m->actors[a].used = true;
    return leaf(m, v->span, EX_CONST, OMBUD_ACTOR, a, 0);
  }
  if (p->type == OMBUD_YES_NO && (strcmp(v->name, "yes") == 0 || strcmp(v->name, "no") == 0))
    return leaf(m, v->span, EX_CONST, OMBUD_YES_NO, strcmp(v->name, "yes") == 0, 0);
  uint32_t fact = map_get(&m->fact_of, v->name);
  if (p->type == OMBUD_CHOICE) {
    bool option = false;
    for (uint16_t i = 0; i < m->choices[p->choice].n_options; i++)
      option |= m->choices[p->choice].options[i].name == v->name;
    if (option || fact == MAP_NONE) {
      uint16_t o = resolve_option(m, p->choice, v->name, v->span);
      return o == RESOLVE_NONE ? NULL : leaf(m, v->span, EX_CONST, OMBUD_CHOICE, o, 0);
    }
  }
  if (fact == MAP_NONE && map_get(&m->actor_of, v->name) != MAP_NONE) {
    diag_report(m->diags, DIAG_E222, v->span, "'%s' is an actor, and argument '%s' wants %s", v->name,
                p->name, _(type_names[p->type]));
    return NULL;
  }
  if (fact == MAP_NONE) {
    resolve_fact(m, &ref);
    return NULL;
  }
  m->facts[fact].sym.used = true;
  if (m->facts[fact].lost) return NULL;
  bool fits = m->facts[fact].type == p->type || (is_ordered(p->type) && is_ordered(m->facts[fact].type));
  if (fits && p->type == OMBUD_CHOICE) fits = m->facts[fact].choice == p->choice;
  if (!fits) {
    diag_report(m->diags, DIAG_E222, v->span, "'%s' is %s, and argument '%s' wants %s", v->name,
                _(type_names[m->facts[fact].type]), p->name, _(type_names[p->type]));
    return NULL;
  }
  return leaf(m, v->span, EX_FACT, m->facts[fact].type, 0, (uint16_t)fact);
}

bool resolve_is_instant(const ast_value *v) {
  return v->kind == VALUE_DURATION || (v->kind == VALUE_NUMBER && v->number == 0);
}

static const expr *resolve_value(model *m, const ast_value *v, const struct model_param *p) {
  if (p->type == OMBUD_MOMENT && m->telling && resolve_is_instant(v))
    return leaf(m, v->span, EX_CONST, OMBUD_MOMENT, v->number, 0);
  switch (v->kind) {
  case VALUE_NUMBER:
    if (is_ordered(p->type)) return leaf(m, v->span, EX_CONST, OMBUD_NUMBER, v->number, 0);
    break;
  case VALUE_DURATION: break;
  case VALUE_NAME: return resolve_named(m, v, p);
  }
  diag_report(m->diags, DIAG_E222, v->span, "argument '%s' wants %s", p->name, _(type_names[p->type]));
  return NULL;
}

static expr *join(model *m, const ast_expr *e, int kind, const expr *left, const expr *right) {
  expr *x = ARENA_NEW(m->arena, expr);
  *x = (expr){.left = left, .right = right, .at = e->span};
  switch (kind) {
  case EXPR_ADD: x->kind = EX_ADD; break;
  case EXPR_SUB: x->kind = EX_SUB; break;
  case EXPR_MUL: x->kind = EX_MUL; break;
  case EXPR_DIV: x->kind = EX_DIV; break;
  case EXPR_MIN: x->kind = EX_MIN; break;
  default: x->kind = EX_MAX; break;
  }
  bool money = (left != NULL && left->type == OMBUD_MONEY) || (right != NULL && right->type == OMBUD_MONEY);
  x->type = money ? OMBUD_MONEY : OMBUD_NUMBER;
  return x;
}

/* "divisors are constants other than 0" (rule 11) */
static const expr *resolve_division(model *m, const ast_expr *e, const expr *left) {
  const ast_expr *d = e->args.at[1];
  bool negative = d->kind == EXPR_NEGATE && d->args.len == 1;
  const ast_expr *n = negative ? d->args.at[0] : d;
  if (n->kind != EXPR_VALUE || n->value.kind != VALUE_NUMBER || n->value.number == 0 || negative) {
    diag_report(m->diags, DIAG_E224, d->span, "a divisor is a whole number greater than 0, written out");
    return NULL;
  }
  expr *x = join(m, e, EXPR_DIV, left, NULL);
  x->value = n->value.number;
  x->round = (uint8_t)(e->round == ROUND_DOWN      ? OMBUD_ROUND_DOWN
                       : e->round == ROUND_UP      ? OMBUD_ROUND_UP
                       : e->round == ROUND_HALF_UP ? OMBUD_ROUND_HALF_UP
                                                   : OMBUD_ROUND_HALF_EVEN);
  return x;
}

static const expr *resolve_arg(model *m, const ast_expr *e, const struct model_param *p) {
  if (e == NULL || p->type == OMBUD_TEXT) return NULL; /* reported where it was declared */
  if (e->kind == EXPR_VALUE) return resolve_value(m, &e->value, p);
  if (p->type == OMBUD_MOMENT && m->telling && is_before_start(e))
    return leaf(m, e->span, EX_CONST, OMBUD_MOMENT, -e->args.at[0]->value.number, 0);
  if (!is_ordered(p->type)) {
    diag_report(m->diags, DIAG_E222, e->span, "argument '%s' wants %s, with which one cannot reckon", p->name,
                _(type_names[p->type]));
    return NULL;
  }
  const expr *left = resolve_arg(m, e->args.at[0], p);
  if (left == NULL) return NULL;
  if (e->kind == EXPR_NEGATE)
    return join(m, e, EXPR_SUB, leaf(m, e->span, EX_CONST, OMBUD_NUMBER, 0, 0), left);
  if (e->kind == EXPR_DIV) return resolve_division(m, e, left);
  for (size_t i = 1; i < e->args.len; i++) {
    const expr *right = resolve_arg(m, e->args.at[i], p);
    if (right == NULL) return NULL;
    left = join(m, e, (int)e->kind, left, right);
  }
  return left;
}

/* How many values are in flight while an expression is worked out; the runtime's stack is of fixed size. */
static size_t depth_of(const expr *e) {
  if (e == NULL) return 0;
  size_t left = depth_of(e->left), right = depth_of(e->right);
  if (e->right == NULL) return left > 1 ? left : 1;
  return left > right + 1 ? left : right + 1;
}

/* At least as many as the operations in the tables: a division takes its divisor and what it multiplies by in
 * one. */
static size_t terms_of(const expr *e) {
  return e == NULL ? 0 : 1 + terms_of(e->left) + terms_of(e->right);
}

bool resolve_call(model *m, const ast_call *c, call *out) {
  uint16_t effect = resolve_effect(m, &c->effect);
  if (effect == RESOLVE_NONE) return false;
  const model_effect *f = &m->effects[effect];
  if (c->args.len != f->n_params) {
    diag_report(m->diags, DIAG_E221, c->span,
                f->n_params == 1   ? N_("'%s' takes %u argument, and %zu are given")
                : c->args.len == 1 ? N_("'%s' takes %u arguments, and %zu is given")
                                   : N_("'%s' takes %u arguments, and %zu are given"),
                f->sym.name, f->n_params, c->args.len);
    diag_note(m->diags, f->sym.at, "declared here");
    return false;
  }
  const expr **args = ARENA_ARRAY(m->arena, c->args.len, const expr *);
  bool fine = true;
  size_t terms = 0;
  for (size_t i = 0; i < c->args.len; i++) {
    args[i] = resolve_arg(m, c->args.at[i], &f->params[i]);
    fine &= args[i] != NULL;
    terms += terms_of(args[i]);
    if (i + depth_of(args[i]) <= OMBUD_STACK_MAX) continue;
    diag_report(m->diags, DIAG_E260, c->args.at[i]->span,
                "this amount is nested too deeply: more than %u values in flight", OMBUD_STACK_MAX);
    fine = false;
  }
  if (terms > MODEL_TERMS_MAX) {
    diag_report(m->diags, DIAG_E260, c->span,
                "more than %u facts, numbers and signs in what one effect is given", MODEL_TERMS_MAX);
    fine = false;
  }
  *out = (call){.effect = effect, .n_args = (uint16_t)c->args.len, .args = args, .at = c->span};
  return fine;
}

const call *resolve_calls(model *m, const ast_calls *calls, uint16_t *n) {
  call *list = ARENA_ARRAY(m->arena, calls->len, call);
  *n = 0;
  if (calls->len > UINT8_MAX) {
    diag_report(m->diags, DIAG_E260, calls->at[UINT8_MAX].span, "more than %d effects in one outcome",
                UINT8_MAX);
    return list;
  }
  for (size_t i = 0; i < calls->len; i++)
    if (resolve_call(m, &calls->at[i], &list[*n])) ++*n;
  return list;
}

/* ---- instants ---- */

static bool resolve_anchor(model *m, model_process *p, const ast_ref *ref, anchor *out) {
  if (ref->name == NULL) return false;
  uint32_t name = map_get(&p->name_of, ref->name), fact = map_get(&m->fact_of, ref->name);
  if (name != MAP_NONE && fact != MAP_NONE && m->facts[fact].type == OMBUD_MOMENT) {
    diag_report(m->diags, DIAG_E217, ref->span,
                "'%s' is both a moment and an action or event of this process", ref->name);
    diag_note(m->diags, m->facts[fact].sym.at, "the moment");
    diag_note(m->diags, p->names[name].sym.at, "the action or event");
    return false;
  }
  if (name != MAP_NONE) {
    p->names[name].sym.used = true;
    *out = (anchor){AT_NAME, (uint16_t)name};
    return true;
  }
  if (fact != MAP_NONE) {
    m->facts[fact].sym.used = true;
    *out = (anchor){AT_FACT, (uint16_t)fact};
    if (m->facts[fact].type == OMBUD_MOMENT) return true;
    if (m->facts[fact].lost) return false;
    diag_report(m->diags, DIAG_E212, ref->span, "'%s' is %s: only a moment can be counted from", ref->name,
                _(type_names[m->facts[fact].type]));
    return false;
  }
  map fit = {.arena = m->arena};
  for (size_t k = 0; k < p->n_names; k++) map_put(&fit, p->names[k].sym.name, 0);
  for (size_t k = 0; k < m->n_facts; k++)
    if (m->facts[k].type == OMBUD_MOMENT && map_get(&fit, m->facts[k].sym.name) == MAP_NONE)
      map_put(&fit, m->facts[k].sym.name, 0);
  const char *near = resolve_nearest(m, &fit, ref->name);
  if (!resolve_tells(m, near)) return false;
  diag_report(m->diags, DIAG_E212, ref->span, "no action, event or moment is called '%s' in process '%s'",
              ref->name, p->sym.name);
  diag_suggest(m->diags, near);
  resolve_remark_elsewhere(m, p, ref->name, false);
  if (map_get(&p->state_of, ref->name) != MAP_NONE)
    diag_remark(m->diags,
                "'%s' is a state: without 'of %s' time counts from the entry to the rule's own state",
                ref->name, ref->name);
  return false;
}

static int by_anchor(const void *a, const void *b) {
  const anchor *x = a, *y = b;
  return x->kind != y->kind ? (int)x->kind - (int)y->kind : (int)x->index - (int)y->index;
}

static void resolve_excluded(model *m, model_process *p, const ast_refs *refs, instant *i) {
  uint16_t *list = ARENA_ARRAY(m->arena, refs->len, uint16_t);
  resolve_twice(m, refs);
  for (size_t k = 0; k < refs->len; k++) {
    uint16_t s = resolve_state(m, p, &refs->at[k]);
    if (s == RESOLVE_NONE) continue;
    list[i->n_excluded++] = s;
    if (p->states[s].kind == STATE_END)
      diag_report(m->diags, DIAG_W309, refs->at[k].span,
                  "'%s' is an end, where nothing falls due: not counting it changes nothing",
                  refs->at[k].name);
  }
  resolve_sort(list, i->n_excluded);
  i->excluded = list;
}

instant resolve_instant(model *m, model_process *p, const ast_instant *a, const ast_refs *excluded) {
  instant i = {.at = a->span, .earliest = a->anchor.kind == ANCHOR_EARLIEST};
  i.offset = a->kind == INSTANT_BEFORE ? -a->duration : a->duration;
  size_t n = a->anchor.kind == ANCHOR_ENTRY ? 1 : a->anchor.names.len;
  anchor *list = ARENA_ARRAY(m->arena, n, anchor);
  resolve_twice(m, &a->anchor.names);
  if (a->anchor.kind == ANCHOR_ENTRY)
    list[i.n_anchors++] = (anchor){AT_ENTRY, 0};
  else
    for (size_t k = 0; k < n; k++)
      if (resolve_anchor(m, p, &a->anchor.names.at[k], &list[i.n_anchors])) i.n_anchors++;
  if (i.n_anchors > 1) qsort(list, i.n_anchors, sizeof *list, by_anchor);
  i.anchors = list;
  if (i.n_anchors <= 1) i.earliest = false;
  if (excluded != NULL) resolve_excluded(m, p, excluded, &i);
  if (i.n_excluded > 0 && a->anchor.kind == ANCHOR_ENTRY)
    diag_report(
        m->diags, DIAG_W309, a->span,
        "counted from entry to the state, 'not counting' leaves nothing out: name what it counts from");
  return i;
}

/* ---- bounds of facts ---- */

static bool resolve_bound(model *m, uint16_t fact, const ast_bound *b) {
  model_fact *f = &m->facts[fact];
  if (f->lost) return false;
  if (!is_ordered(f->type)) {
    diag_report(m->diags, DIAG_E225, b->span, "only a number or money has bounds, and '%s' is %s",
                f->sym.name, _(type_names[f->type]));
    return false;
  }
  bool upper = b->compare == CMP_LT || b->compare == CMP_LE,
       strict = b->compare == CMP_LT || b->compare == CMP_GT;
  if (b->value.kind == VALUE_NAME) {
    ast_ref ref = {b->value.name, b->value.span};
    uint16_t other = resolve_fact(m, &ref);
    if (other == RESOLVE_NONE || m->facts[other].lost) return false;
    if (m->facts[other].type != f->type || other == fact) {
      diag_report(m->diags, DIAG_E225, b->span, "'%s' can be bounded by another fact of its own type only",
                  f->sym.name);
      return false;
    }
    m->facts[other].sym.used = true;
    *ARENA_PUSH(m->arena, m->orders, m->n_orders, m->cap_orders) =
        (model_order){.less = upper ? fact : other, .more = upper ? other : fact, .strict = strict};
    return true;
  }
  if (b->value.kind != VALUE_NUMBER) {
    diag_report(m->diags, DIAG_E225, b->span, "a bound is a number or another fact");
    return false;
  }
  int64_t v = b->value.number;
  if (upper && strict) v = v > -INT64_MAX ? v - 1 : v;
  if (!upper && strict) v = v < INT64_MAX ? v + 1 : v;
  if (upper && v < f->hi) f->hi = v;
  if (!upper && v > f->lo) f->lo = v;
  return true;
}

/* Bounds between facts narrow their ranges: postage <= paid and paid <= 1000 make postage <= 1000. After as
 * many rounds as there are facts nothing can move any more, unless strict bounds go round in a ring.
 * Answers a fact that has no value left, or OMBUD_NONE. */
static uint16_t settle_bounds(model *m) {
  uint16_t moved = OMBUD_NONE;
  for (size_t round = 0; round <= m->n_facts; round++) {
    moved = OMBUD_NONE;
    for (size_t i = 0; i < m->n_orders; i++) {
      const model_order *o = &m->orders[i];
      model_fact *less = &m->facts[o->less], *more = &m->facts[o->more];
      if (less->lo > INT64_MAX - o->strict || more->hi < -INT64_MAX + o->strict) return o->less;
      if (less->hi > more->hi - o->strict) less->hi = more->hi - o->strict, moved = o->less;
      if (more->lo < less->lo + o->strict) more->lo = less->lo + o->strict, moved = o->more;
    }
    if (moved == OMBUD_NONE) break;
  }
  for (size_t i = 0; i < m->n_facts; i++)
    if (m->facts[i].lo > m->facts[i].hi) return (uint16_t)i;
  return moved;
}

static const model_order *find_order(const model *m, uint16_t less, uint16_t more) {
  for (size_t i = 0; i < m->n_orders; i++)
    if (m->orders[i].less == less && m->orders[i].more == more) return &m->orders[i];
  return NULL;
}

/* With a <= b and b <= c comes a <= c: a case may have a and c without ever having b, and what is proved of
 * them has to be checked when they are given. */
static bool close_orders(model *m) {
  for (size_t i = 0; i < m->n_orders; i++)
    for (size_t k = 0; k < m->n_orders; k++) {
      const model_order a = m->orders[i], b = m->orders[k];
      if (a.more != b.less || a.less == b.more) continue;
      const model_order *known = find_order(m, a.less, b.more);
      bool strict = a.strict || b.strict;
      if (known != NULL && (known->strict || !strict)) continue;
      if (m->n_orders == MODEL_ORDERS_MAX) return false;
      *ARENA_PUSH(m->arena, m->orders, m->n_orders, m->cap_orders) = (model_order){a.less, b.more, strict};
    }
  return true;
}

bool resolve_bounds(model *m) {
  bool fine = true;
  for (size_t i = 0; i < m->tree->items.len; i++) {
    const ast_item *it = m->tree->items.at[i];
    if (it->kind != ITEM_FACTS) continue;
    for (size_t k = 0; k < it->facts.len; k++) {
      const ast_fact *f = &it->facts.at[k];
      uint32_t fact = f->name.name == NULL ? MAP_NONE : map_get(&m->fact_of, f->name.name);
      if (fact == MAP_NONE || m->facts[fact].sym.at.begin != f->name.span.begin) continue;
      for (size_t b = 0; b < f->bounds.len; b++) fine &= resolve_bound(m, (uint16_t)fact, &f->bounds.at[b]);
    }
  }
  uint16_t empty = fine ? settle_bounds(m) : OMBUD_NONE;
  if (empty != OMBUD_NONE) {
    diag_report(m->diags, DIAG_E226, m->facts[empty].sym.at, "no value of '%s' keeps the bounds",
                m->facts[empty].sym.name);
    return false;
  }
  if (fine && !close_orders(m)) {
    diag_report(m->diags, DIAG_E260, m->facts[m->orders[0].less].sym.at,
                "more than %u bounds between facts, with those that follow from them", MODEL_ORDERS_MAX);
    return false;
  }
  return fine;
}
