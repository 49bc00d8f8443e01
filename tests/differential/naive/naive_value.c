/* Facts, conditions, instants and amounts, straight from the tree. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naive.h"

void naive_say(naive_text *t, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(t->at + t->len, sizeof t->at - t->len, format, args);
  va_end(args);
  if (n < 0 || (size_t)n >= sizeof t->at - t->len) abort();
  t->len += (size_t)n;
}

/* An option's number, yes and no, or a number as it stands. */
static int64_t constant(const naive_policy *p, const char *type, const ast_value *v) {
  if (v->kind != VALUE_NAME) return v->number;
  size_t n;
  const ast_label *options = naive_choice(p, type, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(options[i].name.name, v->name) == 0) return (int64_t)i;
  return strcmp(v->name, "no") == 0 ? 0 : 1;
}

bool naive_holds(const naive_policy *p, const ast_cond *cond, const int64_t *facts) {
  if (cond->kind == COND_NOT) return !naive_holds(p, cond->left, facts);
  if (cond->kind == COND_AND) return naive_holds(p, cond->left, facts) && naive_holds(p, cond->right, facts);
  if (cond->kind == COND_OR) return naive_holds(p, cond->left, facts) || naive_holds(p, cond->right, facts);
  size_t fact = naive_fact(p, cond->fact.name);
  bool bare = cond->value.kind == VALUE_NAME && cond->value.span.begin == cond->fact.span.begin;
  int64_t x = facts[fact], y = bare ? 1 : constant(p, p->facts[fact]->type.name, &cond->value);
  switch (cond->compare) {
  case CMP_EQ: return x == y;
  case CMP_NE: return x != y;
  case CMP_LT: return x < y;
  case CMP_LE: return x <= y;
  case CMP_GT: return x > y;
  case CMP_GE: return x >= y;
  }
  return false;
}

/* As the action gives it; NAIVE_UNSET where it gives it and has not. */
static int64_t read(const naive_look *l, size_t fact) {
  return l->gives >> fact & 1 ? l->in->facts[fact] : l->c->facts[fact];
}

static bool is_missing(const naive_look *l, size_t fact) {
  return (l->gives >> fact & 1) && l->in->facts[fact] == NAIVE_UNSET;
}

static bool reads(const ast_cond *cond, const char *fact) {
  if (cond->kind == COND_TEST) return strcmp(cond->fact.name, fact) == 0;
  return reads(cond->left, fact) || (cond->kind != COND_NOT && reads(cond->right, fact));
}

/* Whatever the facts that are not known turn out to be. */
naive_truth naive_test(const naive_look *l, const ast_cond *cond) {
  int64_t facts[NAIVE_FACTS] = {0};
  bool missing = false, yes = false, no = false;
  for (size_t f = 0; f < l->p->n_facts; f++) {
    facts[f] = read(l, f);
    missing |= facts[f] == NAIVE_UNSET && reads(cond, l->p->facts[f]->name.name);
  }
  if (!missing) return naive_holds(l->p, cond, facts) ? NAIVE_YES : NAIVE_NO;
  for (size_t i = 0; i < l->p->n_points; i++) {
    bool fits = true;
    for (size_t f = 0; f < l->p->n_facts; f++)
      fits &= facts[f] == NAIVE_UNSET || l->p->points[i][f] == facts[f] ||
              !reads(cond, l->p->facts[f]->name.name);
    if (!fits) continue;
    bool holds = naive_holds(l->p, cond, l->p->points[i]);
    yes |= holds;
    no |= !holds;
  }
  return yes && no ? NAIVE_MAYBE : yes ? NAIVE_YES : NAIVE_NO;
}

/* ---- instants ---- */

int64_t naive_offset(const ast_instant *i) {
  return i->kind == INSTANT_BEFORE ? -i->duration : i->kind == INSTANT_AT ? 0 : i->duration;
}

/* The time since SINCE that was spent in the states that do not count. */
static int64_t spent(const naive_look *l, const ast_refs *excluded, int64_t since) {
  int64_t sum = 0;
  for (size_t i = 0; i < l->c->n_stays; i++) {
    const naive_stay *stay = &l->c->stays[i];
    int64_t from = stay->from > since ? stay->from : since;
    bool counts = true;
    for (size_t k = 0; excluded && k < excluded->len; k++)
      counts &= strcmp(excluded->at[k].name, l->p->states[stay->state]) != 0;
    if (!counts && stay->to > from) sum += stay->to - from;
  }
  return sum;
}

/* The instant of one anchor, and since when time may be left out. */
static naive_instant anchor(const naive_look *l, const char *name, int64_t *since) {
  size_t fact = naive_fact(l->p, name);
  if (naive_is(l->p, fact, "moment")) {
    if (is_missing(l, fact)) return (naive_instant){INSTANT_NOT_YET, 0};
    int64_t at = read(l, fact);
    int64_t given = l->gives >> fact & 1 ? l->t : l->c->given_at[fact];
    *since = at > given ? at : given;
    return (naive_instant){at == NAIVE_UNSET ? INSTANT_UNSET : INSTANT_SET, at};
  }
  *since = l->c->occurred[naive_index(l->p->names, l->p->n_names, name)];
  return (naive_instant){*since == NAIVE_UNSET ? INSTANT_UNSET : INSTANT_SET, *since};
}

naive_instant naive_when(const naive_look *l, const ast_instant *i, const ast_refs *excluded) {
  int64_t offset = naive_offset(i), since = 0;
  if (i->anchor.kind == ANCHOR_ENTRY) {
    bool unset = l->c->entered == NAIVE_UNSET;
    return (naive_instant){unset ? INSTANT_UNSET : INSTANT_SET, unset ? 0 : l->c->entered + offset};
  }
  naive_instant best = {INSTANT_UNSET, 0};
  int64_t best_since = 0;
  for (size_t k = 0; k < i->anchor.names.len; k++) {
    naive_instant one = anchor(l, i->anchor.names.at[k].name, &since);
    if (one.kind == INSTANT_NOT_YET) return one;
    if (one.kind == INSTANT_UNSET) continue;
    bool better = i->anchor.kind == ANCHOR_EARLIEST ? one.at < best.at : one.at > best.at;
    if (best.kind == INSTANT_SET && !better) continue;
    best = one;
    best_since = since;
  }
  if (best.kind == INSTANT_SET) best.at += offset + spent(l, excluded, best_since);
  return best;
}

/* ---- amounts ---- */

static int64_t divide(int64_t x, int64_t d, ast_round round) {
  if (d <= 0) abort();
  int64_t down = x / d - (x % d < 0), rest = x - down * d;
  switch (round) {
  case ROUND_DOWN: return down;
  case ROUND_UP: return down + (rest > 0);
  case ROUND_HALF_UP: return down + (2 * rest >= d);
  case ROUND_HALF_EVEN: return down + (2 * rest > d || (2 * rest == d && down % 2 != 0));
  }
  return down;
}

static int64_t value(const naive_look *l, const char *type, const ast_value *v) {
  if (v->kind != VALUE_NAME) return v->number;
  if (strcmp(type, "actor") == 0) return (int64_t)naive_index(l->p->actors, l->p->n_actors, v->name);
  size_t fact = naive_fact(l->p, v->name);
  return fact < l->p->n_facts ? read(l, fact) : constant(l->p, type, v);
}

static int64_t amount(const naive_look *l, const char *type, const ast_expr *e) {
  if (e->kind == EXPR_VALUE) return value(l, type, &e->value);
  int64_t x = amount(l, type, e->args.at[0]);
  if (e->kind == EXPR_NEGATE) return -x;
  for (size_t i = 1; i < e->args.len; i++) {
    int64_t y = amount(l, type, e->args.at[i]);
    switch (e->kind) {
    case EXPR_ADD: x += y; break;
    case EXPR_SUB: x -= y; break;
    case EXPR_MUL: x *= y; break;
    case EXPR_DIV: x = divide(x, y, e->round); break;
    case EXPR_MIN: x = y < x ? y : x; break;
    case EXPR_MAX: x = y > x ? y : x; break;
    case EXPR_VALUE:
    case EXPR_NEGATE: break;
    }
  }
  return x;
}

/* " pay(3, -1)", with every argument as a number. */
void naive_call(const naive_look *l, const ast_call *call, naive_text *out) {
  naive_say(out, " %s(", call->effect.name);
  for (size_t i = 0; i < l->p->tree->items.len; i++) {
    const ast_item *item = l->p->tree->items.at[i];
    for (size_t e = 0; item->kind == ITEM_EFFECTS && e < item->effects.len; e++) {
      const ast_effect *effect = &item->effects.at[e];
      if (strcmp(effect->name.name, call->effect.name) != 0) continue;
      for (size_t k = 0; k < call->args.len; k++)
        naive_say(out, "%s%lld", k ? ", " : "",
                  (long long)amount(l, effect->params.at[k].type.name, call->args.at[k]));
    }
  }
  naive_say(out, ")");
}
