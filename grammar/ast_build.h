/* What the actions of the grammar call: each builds one node. Only parser.y uses it. */
#ifndef AST_BUILD_H
#define AST_BUILD_H

#include "ast.h"

struct reader;

#define AST_ADD(a, list, item) (*ARENA_PUSH((a), (list).at, (list).len, (list).cap) = (item))

/* What the tree has no node of its own for. */
typedef struct ast_heads { /* between the name of a block and its brace */
  ast_refs modes;
  ast_cites cites;
} ast_heads;

typedef struct ast_due { /* the deadline of a `must` */
  bool by;
  ast_instant instant;
  ast_refs excluded;
} ast_due;

typedef struct ast_otherwise {
  const ast_outcome *outcome; /* NULL: because */
  ast_ref reason;
} ast_otherwise;

/* ---- places: where N symbols stand, RHS[1] to RHS[N], or none behind RHS[0] ---- */

span build_span(const span *rhs, size_t n);
span build_upto(span first, span brace); /* from FIRST, up to BRACE */
span build_join(span first, span last);

/* ---- items ---- */

void build_item(struct reader *r, ast_item *item, span at);
ast_item *build_policy(struct reader *r, ast_ref name, const ast_policy *fields);
void build_field(struct reader *r, span at, ast_texts *field, ast_texts texts);
ast_item *build_labels(struct reader *r, unsigned kind, ast_labels labels);
ast_item *build_choice(struct reader *r, ast_ref name, ast_texts texts, ast_labels options);
ast_item *build_facts(struct reader *r, ast_facts facts);
ast_item *build_effects(struct reader *r, ast_effects effects);
ast_item *build_reasons(struct reader *r, ast_reasons reasons);
ast_item *build_process(struct reader *r, ast_ref name, ast_texts texts, ast_cites cites, ast_nodes body);
ast_item *build_promise(struct reader *r, ast_ref process, ast_refs modes, const ast_promise *silence,
                        ast_promise *claim, ast_cites cites);
ast_item *build_scenario(struct reader *r, ast_texts texts, ast_ref process, ast_ref mode, ast_steps steps);
ast_item *build_include(struct reader *r, ast_text path);

/* ---- blocks ---- */

ast_node *build_start(struct reader *r, span at, ast_heads heads, ast_nodes body);
ast_node *build_state(struct reader *r, span at, ast_ref name, ast_texts texts, ast_heads heads,
                      ast_nodes body);
ast_node *build_in(struct reader *r, span at, ast_refs states, ast_heads heads, ast_nodes body);
ast_node *build_in_any(struct reader *r, span at, ast_heads heads, ast_nodes body);
ast_node *build_for(struct reader *r, span at, ast_refs modes, ast_cites cites, ast_nodes body);
ast_node *build_rule(struct reader *r, span at, ast_rule *rule, ast_tails tails);
ast_node *build_list(struct reader *r, unsigned kind, span at, ast_labels labels);
void build_ends_for(struct reader *r, ast_nodes *nodes, span word, span brace, ast_labels ends,
                    ast_cites cites, ast_nodes body);
void build_append(struct reader *r, ast_nodes *nodes, ast_nodes more);
void build_add_names(struct reader *r, ast_refs *refs, ast_refs more);

/* ---- rules ---- */

ast_rule *build_may(struct reader *r, ast_refs actors, const ast_act *act);
ast_rule *build_may_not(struct reader *r, ast_refs actors, ast_acts acts);
ast_rule *build_nobody(struct reader *r, ast_acts acts);
void build_nobody_not(struct reader *r, span at);
ast_rule *build_must(struct reader *r, ast_refs actors, ast_acts acts, const ast_due *due,
                     const ast_consequence *then);
ast_rule *build_after(struct reader *r, const ast_instant *due, ast_refs excluded,
                      const ast_consequence *then);
ast_rule *build_remind(struct reader *r, ast_refs actors, ast_ref of, int64_t duration, span at);
ast_rule *build_waits(struct reader *r, ast_text why);

ast_act *build_act(struct reader *r, span at, ast_ref action, ast_refs facts, const ast_outcome *outcome);
ast_act build_forbidden(ast_ref action);
ast_outcome *build_outcome(struct reader *r, ast_ref target, ast_calls effects);
ast_due *build_within(struct reader *r, span at, int64_t duration, ast_anchor anchor, ast_refs excluded);
ast_due *build_by(struct reader *r, const ast_instant *instant, ast_refs excluded);
ast_consequence *build_deemed(struct reader *r, span at, ast_ref action);
ast_consequence *build_event(struct reader *r, span at, ast_ref name, const ast_outcome *outcome);

ast_tail *build_window(struct reader *r, span at, unsigned kind, const ast_instant *instant);
ast_tail *build_guard(struct reader *r, span at, unsigned kind, ast_cond *cond,
                      const ast_otherwise *otherwise);
ast_tail *build_at_most(struct reader *r, span at, int64_t times);
ast_tail *build_because(struct reader *r, span at, ast_ref reason);
ast_tail *build_cite(struct reader *r, span at, ast_cite cite);
ast_otherwise *build_otherwise(struct reader *r, const ast_outcome *outcome, const ast_ref *reason);

/* ---- time, conditions, expressions ---- */

ast_instant *build_distance(struct reader *r, span at, int64_t duration, ast_anchor anchor);
ast_instant *build_before(struct reader *r, span at, int64_t duration, ast_anchor anchor);
ast_instant *build_at(struct reader *r, ast_anchor anchor);
ast_anchor build_anchor(struct reader *r, ast_ref name);

ast_cond *build_test(struct reader *r, span at, ast_ref fact, ast_compare compare, ast_value value);
ast_cond *build_bare_test(struct reader *r, ast_ref fact);
ast_cond *build_cond(struct reader *r, span at, unsigned kind, ast_cond *left, ast_cond *right);

ast_expr *build_value(struct reader *r, ast_value value);
ast_expr *build_negate(struct reader *r, span at, ast_expr *operand);
ast_expr *build_binary(struct reader *r, span at, unsigned kind, ast_expr *left, ast_expr *right);
ast_expr *build_division(struct reader *r, span at, ast_expr *left, ast_expr *right, ast_round round);
ast_expr *build_operation(struct reader *r, span at, unsigned kind, ast_exprs args);

/* ---- promises and scenarios ---- */

ast_promise *build_silence(struct reader *r, unsigned silent, ast_refs actors);
ast_promise *build_ends_within(struct reader *r, int64_t duration, span at);
ast_promise *build_never_act(struct reader *r, ast_refs actors, ast_ref action);
ast_promise *build_effect_claim(struct reader *r, unsigned kind, ast_call effect);
ast_promise *build_can_reach(struct reader *r, ast_ref state, ast_ref from);
ast_promise *build_only_after(struct reader *r, ast_ref state, ast_ref action);

ast_step *build_step(struct reader *r, span at, ast_ref actor, ast_ref action, ast_args args,
                     ast_expects expects);
ast_step *build_time_step(struct reader *r, span at, unsigned kind, int64_t duration, ast_expects expects);
ast_expect *build_expect(struct reader *r, span at, unsigned kind, ast_ref name);
ast_expect *build_expect_do(struct reader *r, span at, ast_call call);

#endif
