/* The tree: what a rule file says, as it says it.
 *
 * Nothing here is resolved: a name is an interned string with its place. Every node begins with
 * what it is (where it can be several things) and where it stands. Nodes and lists live in the
 * arena of the compilation. Switches over a kind have no `default`, so that the C compiler finds
 * the one that was forgotten. */
#ifndef AST_H
#define AST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "names.h"
#include "source.h"

#define AST_LIST(type)                                                                                       \
  struct {                                                                                                   \
    type *at;                                                                                                \
    size_t len, cap;                                                                                         \
  }

typedef struct ast_ref { /* a name in the place where it is used or declared */
  const char *name;      /* interned; NULL where the language lets it be left out */
  span span;
} ast_ref;
typedef AST_LIST(ast_ref) ast_refs;

typedef struct ast_text { /* zh"待付款": a text for people */
  const char *lang;       /* interned; "" for a text in no particular language */
  const char *text;
  span span;
} ast_text;
typedef AST_LIST(ast_text) ast_texts;

typedef struct ast_label { /* NAME TEXTS: an actor, a mode, an option of a choice, an end */
  ast_ref name;
  ast_texts texts;
  ast_refs modes; /* `for cod`, of an end only */
} ast_label;
typedef AST_LIST(ast_label) ast_labels;

typedef struct ast_cite { /* where a rule comes from */
  enum { CITE_CLAUSE, CITE_ASSUMPTION } kind;
  span span;
  const char *text; /* "3.2", interned; or the assumption in words */
} ast_cite;
typedef AST_LIST(ast_cite) ast_cites;

/* ---- values, expressions, conditions ---- */

typedef struct ast_value { /* a constant; a name is an option, `yes`, `no`, an actor or another fact */
  enum { VALUE_NUMBER, VALUE_DURATION, VALUE_NAME } kind;
  span span;
  int64_t number; /* of a duration: milliseconds */
  const char *name;
} ast_value;

typedef enum ast_round { ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_EVEN } ast_round;

typedef struct ast_expr ast_expr;
typedef AST_LIST(ast_expr *) ast_exprs;
struct ast_expr { /* an argument of an effect */
  enum { EXPR_VALUE, EXPR_NEGATE, EXPR_ADD, EXPR_SUB, EXPR_MUL, EXPR_DIV, EXPR_MIN, EXPR_MAX } kind;
  span span;
  ast_value value; /* EXPR_VALUE */
  ast_round round; /* EXPR_DIV */
  ast_exprs args;  /* one for NEGATE, two for ADD to DIV, two or more for MIN and MAX */
  unsigned depth;  /* 0 for EXPR_VALUE; at most PARSE_DEPTH_MAX, so that a walk may recurse */
};

typedef enum ast_compare { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE } ast_compare;

typedef struct ast_cond ast_cond;
struct ast_cond {
  enum { COND_TEST, COND_NOT, COND_AND, COND_OR } kind;
  span span;
  ast_ref fact;        /* COND_TEST */
  ast_compare compare; /* COND_TEST; a bare fact reads `fact = yes`, with value.span equal to fact.span */
  ast_value value;     /* COND_TEST */
  ast_cond *left;      /* COND_NOT, COND_AND, COND_OR */
  ast_cond *right;     /* COND_AND, COND_OR */
  unsigned depth;      /* 0 for COND_TEST; at most PARSE_DEPTH_MAX, so that a walk may recurse */
};

/* ---- time ---- */

typedef struct ast_anchor {
  enum { ANCHOR_ENTRY, ANCHOR_NAME, ANCHOR_LATEST, ANCHOR_EARLIEST } kind; /* ENTRY: none was named */
  span span;
  ast_refs names;
} ast_anchor;

typedef struct ast_instant {
  enum { INSTANT_AFTER, INSTANT_BEFORE, INSTANT_AT } kind; /* 7d of A · 2d before A · A */
  span span;
  int64_t duration; /* milliseconds; 0 for INSTANT_AT */
  ast_anchor anchor;
} ast_instant;

/* ---- outcomes ---- */

typedef struct ast_call { /* refund(paid - postage) */
  ast_ref effect;
  bool has_args; /* a bare name, in a promise, means any arguments */
  ast_exprs args;
  span span;
} ast_call;
typedef AST_LIST(ast_call) ast_calls;

typedef struct ast_outcome { /* [-> STATE] [do EFFECTS] */
  ast_ref target;            /* .name NULL: stays where it is */
  ast_calls effects;
} ast_outcome;

typedef struct ast_act { /* ACTION [(facts)] [-> STATE] [do EFFECTS] */
  ast_ref action;
  ast_refs facts;
  ast_outcome outcome;
  span span;
} ast_act;
typedef AST_LIST(ast_act) ast_acts;

typedef struct ast_consequence {
  enum { THEN_DEEMED, THEN_EVENT } kind;
  span span;
  ast_ref name;        /* the action deemed done, or the event's own name */
  ast_outcome outcome; /* THEN_EVENT */
} ast_consequence;

/* ---- rules ---- */

typedef struct ast_tail {
  enum {
    TAIL_WITHIN,  /* instant: within 7d of A */
    TAIL_FROM,    /* instant */
    TAIL_UNTIL,   /* instant */
    TAIL_WHEN,    /* cond, otherwise */
    TAIL_UNLESS,  /* cond, otherwise */
    TAIL_AT_MOST, /* times */
    TAIL_BECAUSE, /* reason */
    TAIL_CITE     /* cite */
  } kind;
  span span;
  ast_instant instant;
  ast_cond *cond;
  enum { OTHERWISE_NONE, OTHERWISE_OUTCOME, OTHERWISE_BECAUSE } otherwise;
  ast_outcome outcome; /* OTHERWISE_OUTCOME; a target left out is the rule's own */
  ast_ref reason;      /* TAIL_BECAUSE, OTHERWISE_BECAUSE */
  int64_t times;
  ast_cite cite;
} ast_tail;
typedef AST_LIST(ast_tail) ast_tails;

typedef struct ast_rule {
  enum { RULE_MAY, RULE_MAY_NOT, RULE_MUST, RULE_AFTER, RULE_REMIND, RULE_WAITS } kind;
  span span;
  ast_refs actors;      /* MAY, MAY_NOT, MUST, REMIND; empty for `nobody` */
  bool nobody;          /* MAY */
  ast_acts acts;        /* MAY: one; MAY_NOT: names only; MUST: the alternatives */
  bool by;              /* MUST: `by INSTANT` was written, not `within` */
  ast_instant due;      /* MUST, AFTER; REMIND: only .duration and .span count */
  ast_refs excluded;    /* MUST, AFTER: `not counting STATES` */
  ast_consequence then; /* MUST, AFTER */
  ast_ref of;           /* REMIND: the deadline's consequence, or .name NULL */
  const char *why;      /* WAITS */
  ast_tails tails;      /* in the order written */
} ast_rule;

/* ---- what a process holds ---- */

typedef struct ast_node ast_node;
typedef AST_LIST(ast_node *) ast_nodes;
struct ast_node {
  enum {
    NODE_START,
    NODE_STATE,
    NODE_ENDS,    /* ends NAME TEXTS [for MODES], … */
    NODE_ACTIONS, /* actions NAME TEXTS, …: labels; where given, it lists every action of the process */
    NODE_EVENTS,  /* events NAME TEXTS, …: the same for automatic events */
    NODE_IN,
    NODE_FOR,
    NODE_RULE
  } kind;
  span span;         /* of a block: its header, up to the brace */
  ast_ref name;      /* STATE */
  ast_texts texts;   /* STATE */
  bool any;          /* IN: `in any` */
  ast_refs states;   /* IN */
  ast_refs modes;    /* FOR; STATE, IN, START with `for MODES` in the header */
  ast_cites cites;   /* of a block's header */
  ast_labels labels; /* ENDS, ACTIONS, EVENTS */
  ast_nodes body;    /* START, STATE, IN, FOR */
  ast_rule *rule;    /* RULE */
};

/* ---- declarations ---- */

typedef struct ast_bound { /* <= paid, >= 1 */
  ast_compare compare;     /* LT, LE, GT, GE */
  ast_value value;
  span span;
} ast_bound;
typedef AST_LIST(ast_bound) ast_bounds;

typedef struct ast_fact {
  ast_ref name, type; /* type: yes_no, number, money, moment, text, or a choice's name */
  ast_bounds bounds;
  ast_texts texts;
} ast_fact;
typedef AST_LIST(ast_fact) ast_facts;

typedef struct ast_param {
  ast_ref name, type; /* type: money, number, yes_no, moment, actor, or a choice's name */
} ast_param;
typedef AST_LIST(ast_param) ast_params;

typedef struct ast_effect {
  ast_ref name;
  ast_params params;
  ast_texts texts;
} ast_effect;
typedef AST_LIST(ast_effect) ast_effects;

typedef struct ast_reason {
  ast_ref name;
  ast_texts texts, advice;
} ast_reason;
typedef AST_LIST(ast_reason) ast_reasons;

/* ---- promises and scenarios ---- */

typedef struct ast_promise {
  ast_ref process;
  ast_refs modes; /* empty: every mode */
  enum { SILENT_NONE, SILENT_ALL, SILENT_ACTORS } silent;
  ast_refs silent_actors;
  enum {
    PROMISE_ENDS_WITHIN, /* duration */
    PROMISE_NEVER_ACT,   /* actors, action */
    PROMISE_NEVER_DO,    /* effect */
    PROMISE_ONCE,        /* effect */
    PROMISE_CAN_REACH,   /* state, from */
    PROMISE_CAN_DO,      /* effect */
    PROMISE_ONLY_AFTER   /* state; action: an action, event or effect */
  } kind;
  span span; /* of the claim */
  int64_t duration;
  span duration_span;
  ast_refs actors;
  ast_ref action, state, from; /* from.name NULL: from the start */
  ast_call effect;
  ast_cites cites;
} ast_promise;

typedef struct ast_arg { /* paid = 9900 · tracking · agreed */
  ast_ref fact;
  bool has_value;
  ast_value value;
} ast_arg;
typedef AST_LIST(ast_arg) ast_args;

typedef struct ast_expect {
  enum { EXPECT_STATE, EXPECT_DO, EXPECT_DENIED, EXPECT_BY, EXPECT_REMIND } kind;
  bool negated; /* `not` */
  span span;
  ast_ref name;  /* the state; the reason; the event or action it came by; the actor that is reminded */
  ast_ref of;    /* EXPECT_REMIND: of what, or .name NULL */
  ast_call call; /* EXPECT_DO */
} ast_expect;
typedef AST_LIST(ast_expect) ast_expects;

typedef struct ast_step {
  enum { STEP_ACT, STEP_WAIT, STEP_AT } kind;
  span span;
  ast_ref actor, action; /* ACT */
  ast_args args;
  int64_t duration; /* WAIT: from the step before; AT: from the story's start */
  ast_expects expects;
} ast_step;
typedef AST_LIST(ast_step) ast_steps;

typedef struct ast_scenario {
  ast_texts texts;
  ast_ref process;
  ast_ref mode; /* .name NULL where the policy has one mode only */
  ast_steps steps;
} ast_scenario;

/* ---- the file ---- */

typedef struct ast_policy { /* the header block */
  ast_ref name;
  ast_texts version, title, currency, source; /* each empty where left out; title may have several */
} ast_policy;

typedef struct ast_item {
  enum {
    ITEM_POLICY,
    ITEM_ACTORS,
    ITEM_MODES,
    ITEM_CHOICE,
    ITEM_FACTS,
    ITEM_EFFECTS,
    ITEM_REASONS,
    ITEM_PROCESS,
    ITEM_PROMISE,
    ITEM_SCENARIO,
    ITEM_INCLUDE
  } kind;
  span span;
  union {
    ast_policy policy;
    ast_labels labels; /* ACTORS, MODES */
    struct {
      ast_label name;
      ast_labels options;
    } choice;
    ast_facts facts;
    ast_effects effects;
    ast_reasons reasons;
    struct {
      ast_ref name;
      ast_texts texts;
      ast_cites cites; /* of the header: hold for the rules inside that have none */
      ast_nodes body;
    } process;
    ast_promise promise;
    ast_scenario scenario;
    ast_text include; /* the path as written */
  };
} ast_item;
typedef AST_LIST(ast_item *) ast_items;

typedef struct ast {
  arena *arena;
  names *names;
  ast_items items; /* what an include stands for follows its ITEM_INCLUDE, in place */
} ast;

/* The form that --dump=ast shows: one node a line, indented, in the order of the file, no places. */
void ast_print(const ast *tree, FILE *out);

#endif
