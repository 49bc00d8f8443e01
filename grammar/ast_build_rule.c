#include "ast_build.h"
#include "reader.h"

/* ---- rules ---- */

static ast_rule *new_rule(reader *r, unsigned kind, ast_refs actors, ast_acts acts) {
  ast_rule *rule = ARENA_NEW(r->arena, ast_rule);
  rule->kind = kind;
  rule->actors = actors;
  rule->acts = acts;
  return rule;
}

ast_rule *build_may(reader *r, ast_refs actors, const ast_act *act) {
  ast_acts acts = {0};
  AST_ADD(r->arena, acts, *act);
  return new_rule(r, RULE_MAY, actors, acts);
}

ast_rule *build_may_not(reader *r, ast_refs actors, ast_acts acts) {
  return new_rule(r, RULE_MAY_NOT, actors, acts);
}

ast_rule *build_nobody(reader *r, ast_acts acts) {
  ast_rule *rule = new_rule(r, RULE_MAY_NOT, (ast_refs){0}, acts);
  rule->nobody = true;
  return rule;
}

void build_nobody_not(reader *r, span at) {
  diag_report(r->diags, DIAG_E127, at, "'nobody may' forbids already: leave the 'not' out");
}

ast_rule *build_must(reader *r, ast_refs actors, ast_acts acts, const ast_due *due,
                     const ast_consequence *then) {
  ast_rule *rule = new_rule(r, RULE_MUST, actors, acts);
  rule->by = due->by;
  rule->due = due->instant;
  rule->excluded = due->excluded;
  rule->then = *then;
  return rule;
}

ast_rule *build_after(reader *r, const ast_instant *due, ast_refs excluded, const ast_consequence *then) {
  ast_rule *rule = new_rule(r, RULE_AFTER, (ast_refs){0}, (ast_acts){0});
  rule->due = *due;
  rule->excluded = excluded;
  rule->then = *then;
  return rule;
}

ast_rule *build_remind(reader *r, ast_refs actors, ast_ref of, int64_t duration, span at) {
  ast_rule *rule = new_rule(r, RULE_REMIND, actors, (ast_acts){0});
  rule->of = of;
  rule->due = (ast_instant){.kind = INSTANT_BEFORE, .span = at, .duration = duration};
  rule->due.anchor.span = (span){at.file, at.end, at.end};
  return rule;
}

ast_rule *build_waits(reader *r, ast_text why) {
  ast_rule *rule = new_rule(r, RULE_WAITS, (ast_refs){0}, (ast_acts){0});
  rule->why = why.text;
  return rule;
}

ast_act *build_act(reader *r, span at, ast_ref action, ast_refs facts, const ast_outcome *outcome) {
  ast_act *act = ARENA_NEW(r->arena, ast_act);
  *act = (ast_act){action, facts, *outcome, at};
  return act;
}

ast_act build_forbidden(ast_ref action) {
  span behind = {action.span.file, action.span.end, action.span.end};
  return (ast_act){.action = action, .outcome.target.span = behind, .span = action.span};
}

ast_outcome *build_outcome(reader *r, ast_ref target, ast_calls effects) {
  ast_outcome *outcome = ARENA_NEW(r->arena, ast_outcome);
  *outcome = (ast_outcome){target, effects};
  return outcome;
}

ast_consequence *build_deemed(reader *r, span at, ast_ref action) {
  ast_consequence *c = ARENA_NEW(r->arena, ast_consequence);
  *c = (ast_consequence){.kind = THEN_DEEMED, .span = at, .name = action};
  return c;
}

ast_consequence *build_event(reader *r, span at, ast_ref name, const ast_outcome *outcome) {
  ast_consequence *c = ARENA_NEW(r->arena, ast_consequence);
  *c = (ast_consequence){THEN_EVENT, at, name, *outcome};
  return c;
}

/* ---- tails ---- */

static ast_tail *new_tail(reader *r, unsigned kind, span at) {
  ast_tail *tail = ARENA_NEW(r->arena, ast_tail);
  tail->kind = kind;
  tail->span = at;
  return tail;
}

ast_tail *build_window(reader *r, span at, unsigned kind, const ast_instant *instant) {
  ast_tail *tail = new_tail(r, kind, at);
  tail->instant = *instant;
  return tail;
}

ast_tail *build_guard(reader *r, span at, unsigned kind, ast_cond *cond, const ast_otherwise *otherwise) {
  ast_tail *tail = new_tail(r, kind, at);
  tail->cond = cond;
  if (!otherwise) return tail;
  tail->otherwise = otherwise->outcome ? OTHERWISE_OUTCOME : OTHERWISE_BECAUSE;
  if (otherwise->outcome) tail->outcome = *otherwise->outcome;
  tail->reason = otherwise->reason;
  return tail;
}

ast_tail *build_at_most(reader *r, span at, int64_t times) {
  ast_tail *tail = new_tail(r, TAIL_AT_MOST, at);
  tail->times = times;
  return tail;
}

ast_tail *build_because(reader *r, span at, ast_ref reason) {
  ast_tail *tail = new_tail(r, TAIL_BECAUSE, at);
  tail->reason = reason;
  return tail;
}

ast_tail *build_cite(reader *r, span at, ast_cite cite) {
  ast_tail *tail = new_tail(r, TAIL_CITE, at);
  tail->cite = cite;
  return tail;
}

ast_otherwise *build_otherwise(reader *r, const ast_outcome *outcome, const ast_ref *reason) {
  ast_otherwise *o = ARENA_NEW(r->arena, ast_otherwise);
  o->outcome = outcome;
  if (reason) o->reason = *reason;
  return o;
}

/* ---- time ---- */

static ast_instant *new_instant(reader *r, unsigned kind, span at, int64_t duration, ast_anchor anchor) {
  ast_instant *i = ARENA_NEW(r->arena, ast_instant);
  i->kind = kind;
  i->span = at;
  i->duration = duration;
  i->anchor = anchor;
  return i;
}

ast_instant *build_distance(reader *r, span at, int64_t duration, ast_anchor anchor) {
  return new_instant(r, INSTANT_AFTER, at, duration, anchor);
}

ast_instant *build_before(reader *r, span at, int64_t duration, ast_anchor anchor) {
  return new_instant(r, INSTANT_BEFORE, at, duration, anchor);
}

ast_instant *build_at(reader *r, ast_anchor anchor) {
  return new_instant(r, INSTANT_AT, anchor.span, 0, anchor);
}

ast_anchor build_anchor(reader *r, ast_ref name) {
  ast_anchor anchor = {.kind = ANCHOR_NAME, .span = name.span};
  AST_ADD(r->arena, anchor.names, name);
  return anchor;
}

ast_due *build_within(reader *r, span at, int64_t duration, ast_anchor anchor, ast_refs excluded) {
  ast_due *due = ARENA_NEW(r->arena, ast_due);
  *due = (ast_due){false, *build_distance(r, at, duration, anchor), excluded};
  return due;
}

ast_due *build_by(reader *r, const ast_instant *instant, ast_refs excluded) {
  ast_due *due = ARENA_NEW(r->arena, ast_due);
  *due = (ast_due){true, *instant, excluded};
  return due;
}

/* ---- conditions ---- */

ast_cond *build_test(reader *r, span at, ast_ref fact, ast_compare compare, ast_value value) {
  ast_cond *cond = ARENA_NEW(r->arena, ast_cond);
  cond->kind = COND_TEST;
  cond->span = at;
  cond->fact = fact;
  cond->compare = compare;
  cond->value = value;
  return cond;
}

ast_cond *build_bare_test(reader *r, ast_ref fact) {
  ast_value yes = {.kind = VALUE_NAME, .span = fact.span, .name = names_intern(r->names, "yes", 3)};
  return build_test(r, fact.span, fact, CMP_EQ, yes);
}

/* Later passes walk the tree by recursion, which the grammar alone does not bound: a chain of `and` nests to
 * the left. What is too deep is left out. */
static bool too_deep(reader *r, span at, unsigned depth) {
  if (depth <= PARSE_DEPTH_MAX) return false;
  if (r->deep != at.begin)
    diag_report(r->diags, DIAG_E128, at, "more than %u operators in one another", PARSE_DEPTH_MAX);
  r->deep = at.begin;
  return true;
}

static unsigned larger(unsigned a, unsigned b) {
  return a > b ? a : b;
}

ast_cond *build_cond(reader *r, span at, unsigned kind, ast_cond *left, ast_cond *right) {
  unsigned depth = 1 + larger(left->depth, right ? right->depth : 0);
  if (too_deep(r, at, depth)) return left;
  ast_cond *cond = ARENA_NEW(r->arena, ast_cond);
  cond->kind = kind;
  cond->span = at;
  cond->left = left;
  cond->right = right;
  cond->depth = depth;
  return cond;
}

/* ---- expressions ---- */

ast_expr *build_value(reader *r, ast_value value) {
  ast_expr *expr = ARENA_NEW(r->arena, ast_expr);
  expr->kind = EXPR_VALUE;
  expr->span = value.span;
  expr->value = value;
  return expr;
}

/* More than two, as `min` may have, are worked out two at a time, and nest to the left. */
ast_expr *build_operation(reader *r, span at, unsigned kind, ast_exprs args) {
  unsigned depth = args.at[0]->depth + (args.len == 1);
  for (size_t i = 1; i < args.len && depth <= PARSE_DEPTH_MAX; i++)
    depth = 1 + larger(depth, args.at[i]->depth);
  if (too_deep(r, at, depth)) return args.at[0];
  ast_expr *expr = ARENA_NEW(r->arena, ast_expr);
  expr->kind = kind;
  expr->span = at;
  expr->args = args;
  expr->depth = depth;
  return expr;
}

ast_expr *build_negate(reader *r, span at, ast_expr *operand) {
  ast_exprs args = {0};
  AST_ADD(r->arena, args, operand);
  return build_operation(r, at, EXPR_NEGATE, args);
}

ast_expr *build_binary(reader *r, span at, unsigned kind, ast_expr *left, ast_expr *right) {
  ast_exprs args = {0};
  AST_ADD(r->arena, args, left);
  AST_ADD(r->arena, args, right);
  return build_operation(r, at, kind, args);
}

ast_expr *build_division(reader *r, span at, ast_expr *left, ast_expr *right, ast_round round) {
  ast_expr *expr = build_binary(r, at, EXPR_DIV, left, right);
  if (expr->kind == EXPR_DIV) expr->round = round;
  return expr;
}
