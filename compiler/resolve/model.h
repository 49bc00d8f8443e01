/* The model: the policy with every name resolved to a number, every scope worked out, and every
 * sentence split into one `say` for each actor and action that it lists.
 *
 * It still has scopes that overlap and rules that contradict one another: which of them governs
 * is decided in plan.h. Modes and actors fit 32-bit masks. */
#ifndef MODEL_H
#define MODEL_H

#include "ast.h"
#include "diag.h"
#include "map.h"
#include "ombud.h"
#include "terms.h"

/* Limits of the language beside those in parse.h and ombud.h, each met with a diagnostic. */
#define MODEL_STATES_MAX    50000u /* in one process */
#define MODEL_NAMES_MAX     50000u /* actions and events in one process */
#define MODEL_FACTS_MAX     1000u
#define MODEL_LABELS_MAX    10000u /* effects, reasons, choices, options of a choice */
#define MODEL_PROCESSES_MAX 200u   /* they fit a byte */
#define MODEL_RULES_MAX     1000000u
#define MODEL_CITES_MAX     64u    /* of one rule */
#define MODEL_TERMS_MAX     65535u /* of what one effect is given: ombud_call.n_ops has 16 bits */
#define MODEL_BRANCHES_MAX  64u    /* conditions with `otherwise` in one rule */

typedef struct symbol {
  const char *name; /* interned */
  span at;          /* where it is declared */
  const ast_texts *texts;
  bool used;
} symbol;

typedef struct model_choice {
  symbol sym;
  symbol *options;
  uint16_t n_options;
} model_choice;

typedef struct model_fact {
  symbol sym;
  int64_t lo, hi; /* inclusive: of the type and of the bounds by constants */
  uint16_t choice;
  uint8_t type; /* ombud_type */
  bool lost;    /* its type could not be made out: nothing is said of how it is used */
} model_fact;

typedef struct model_order { /* less <= more, or less < more */
  uint16_t less, more;
  bool strict;
} model_order;
#define MODEL_ORDERS_MAX 1000u /* between facts, those that follow from others included */

typedef struct model_effect {
  symbol sym;
  struct model_param {
    const char *name;
    uint16_t choice;
    uint8_t type;
  } * params;
  uint16_t n_params;
} model_effect;

typedef struct model_reason {
  symbol sym;
  const ast_texts *advice;
} model_reason;

/* ---- what rules are made of ---- */

typedef struct cond { /* a condition over facts: comparisons with constants joined by and, or, not */
  enum { COND_IS, COND_NO, COND_BOTH, COND_EITHER } kind;
  ast_compare compare; /* COND_IS */
  uint16_t fact;
  int64_t value;
  const struct cond *left, *right;
  span at; /* COND_IS, as written; nothing for a condition that was made up */
} cond;

typedef struct scope { /* what `in`, `for` and `state` around a rule add up to */
  uint32_t id;         /* one for each header; equal ids, equal scopes */
  uint32_t modes;
  bool all_modes; /* nothing limited the modes */
  bool any;       /* nothing limited the states: every one but the start and the ends */
  uint16_t n_states;
  const uint16_t *states; /* sorted; only such as exist in one of the modes */
} scope;

typedef struct say { /* what one rule says of one actor's one action */
  enum { SAY_MAY, SAY_MUST, SAY_DENY } kind;
  uint32_t rule;  /* index into model.rules */
  uint16_t actor; /* OMBUD_CLOCK: whoever it is (`nobody may`) */
  uint16_t action;
  const scope *scope;
  const cond *guard;           /* NULL: always */
  const instant *from, *until; /* NULL: always */
  uint16_t n_gives;
  const uint16_t *gives; /* facts, sorted */
  uint16_t limit;        /* 0: any number of times */
  uint16_t n_branches;
  const struct branch { /* `when C otherwise …`: where C does not hold, this instead; tried in order */
    const cond *cond;
    outcome out;
    span at; /* of what it leads to */
  } * branches;
  outcome out;
  span at; /* of the action's name */
} say;

typedef struct deadline {
  uint32_t rule;
  bool deemed;
  uint16_t name;   /* the action deemed done, or the event */
  uint32_t actors; /* of a must; 0: `after` */
  const scope *scope;
  instant due;
  outcome out;
  span at; /* of the consequence */
} deadline;

typedef struct reminder {
  uint32_t rule;
  uint32_t actors;
  uint16_t of; /* name of the deadline's consequence, or OMBUD_NONE */
  int64_t before;
  const scope *scope;
  span at;
} reminder;

typedef struct waiting { /* `waits "why"` */
  const scope *scope;
  uint32_t rule;
} waiting;

typedef struct citing { /* what a rule cites and assumes: its own, or else the nearest header's */
  const ast_cite *const *at;
  uint16_t n; /* up to MODEL_CITES_MAX */
} citing;

typedef struct model_rule { /* a sentence of the file, for explanations */
  const ast_rule *ast;
  span at;
  uint16_t process;
  citing cites;
} model_rule;

/* ---- processes ---- */

typedef struct model_state {
  symbol sym;
  uint32_t modes;
  enum { STATE_START, STATE_WAY, STATE_END } kind;
} model_state;

typedef struct model_name { /* an action or an automatic event */
  symbol sym;               /* .at: where it is declared, else where it is first permitted */
  bool event;
  bool listed; /* by `actions` or `events` */
} model_name;

typedef struct model_process {
  symbol sym;
  model_state *states; /* [0] is the start */
  size_t n_states, cap_states;
  model_name *names; /* actions first, then events, from n_actions on */
  size_t n_names, cap_names, n_actions;
  map state_of, name_of;
  bool lists_actions, lists_events;
  const scope *whole; /* `any` */
  const ast_nodes *body;
  const ast_cites *cites;

  say *says;
  size_t n_says, cap_says;
  deadline *deadlines;
  size_t n_deadlines, cap_deadlines;
  reminder *reminders;
  size_t n_reminders, cap_reminders;
  waiting *waits;
  size_t n_waits, cap_waits;
} model_process;

typedef struct model {
  arena *arena;
  const ast *tree;
  const sources *src;
  diags *diags;
  bool readable;            /* no syntax errors: every name that is declared is known */
  bool telling;             /* stories are being resolved: there a moment is a time from the story's start */
  const ast_policy *policy; /* the header; NULL where it is missing */

  symbol *actors; /* [0] is the clock */
  size_t n_actors, cap_actors;
  symbol *modes; /* one without a name where the policy declares none */
  size_t n_modes, cap_modes;
  bool has_modes;
  model_choice *choices;
  size_t n_choices, cap_choices;
  model_fact *facts;
  size_t n_facts, cap_facts;
  model_order *orders;
  size_t n_orders, cap_orders;
  model_effect *effects;
  size_t n_effects, cap_effects;
  model_reason *reasons;
  size_t n_reasons, cap_reasons;
  model_process *processes;
  size_t n_processes, cap_processes;
  model_rule *rules;
  size_t n_rules, cap_rules;
  promise *promises;
  size_t n_promises, cap_promises, n_scenarios;

  map actor_of, mode_of, choice_of, fact_of, effect_of, reason_of, process_of;
  uint32_t n_scopes;
  uint32_t n_lost; /* names that were not found */
  bool full;       /* a limit was met: what came later is not known, and nothing else is looked into */
} model;

/* Resolves the tree. What is wrong is in DIAGS; the model holds what could be made out. Where the file is not
 * READABLE, a name that is not found may be declared in what could not be read: only slips of known names
 * count. */
model *model_resolve(arena *a, const ast *tree, const sources *src, diags *d, bool readable);

#define MODEL_ALL_MODES(m) ((uint32_t)((UINT64_C(1) << (m)->n_modes) - 1))

#endif
