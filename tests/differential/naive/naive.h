/* What a rule means, a second time: an interpreter that reads the tree at every step.
 *
 * It is written from the reference alone and shares nothing with the compiler and the runtime but the parser.
 * It is deliberately naive: it lowers nothing and remembers little. Which of two rules is narrower it finds
 * by going through all values that the facts can have, so facts must be few and small. What it says of an
 * input is a text, to be compared with what the tables say. */
#ifndef NAIVE_H
#define NAIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "ast.h"

#define NAIVE_FACTS     8
#define NAIVE_STATES    32 /* [0] is the start */
#define NAIVE_MODES     4
#define NAIVE_ACTORS    8 /* [0] is the clock */
#define NAIVE_NAMES     64
#define NAIVE_SENTENCES 256
#define NAIVE_TIMERS    128
#define NAIVE_POINTS    2048
#define NAIVE_STAYS     512
#define NAIVE_UNSET     INT64_MIN

/* ---- the rules, as they stand in the tree ---- */

typedef struct naive_scope {
  uint32_t modes, states;
  bool any;       /* no state was named */
  bool all_modes; /* no mode was named */
} naive_scope;

typedef struct naive_sentence { /* what a rule says of one actor's one action */
  const ast_rule *rule;
  const ast_act *act;
  const char *actor; /* NULL: whoever it is */
  naive_scope scope;
} naive_sentence;

typedef struct naive_timer {
  const ast_rule *rule;     /* the must or the after */
  const ast_rule *reminder; /* NULL: the deadline itself */
  naive_scope scope;
} naive_timer;

typedef struct naive_policy {
  const ast *tree;
  const sources *src;
  const ast_nodes *body; /* of the one process */
  const char *modes[NAIVE_MODES], *actors[NAIVE_ACTORS], *states[NAIVE_STATES], *names[NAIVE_NAMES];
  size_t n_modes, n_actors, n_states, n_names;
  uint32_t state_modes[NAIVE_STATES], ends;
  const ast_fact *facts[NAIVE_FACTS];
  size_t n_facts;
  naive_sentence sentences[NAIVE_SENTENCES];
  size_t n_sentences;
  naive_timer timers[NAIVE_TIMERS];
  size_t n_timers;
  int64_t points[NAIVE_POINTS][NAIVE_FACTS]; /* every way in which the facts' values can go together */
  size_t n_points;
  signed char narrower[NAIVE_SENTENCES][NAIVE_SENTENCES]; /* 0: not asked yet, 1: yes, -1: no */
} naive_policy;

/* NULL where everything fits the limits above, else what does not. */
const char *naive_read(naive_policy *p, const ast *tree, const sources *src);

size_t naive_index(const char *const *list, size_t n, const char *name); /* N: it is not there */
const ast_label *naive_choice(const naive_policy *p, const char *type, size_t *n);
bool naive_is(const naive_policy *p, size_t fact, const char *type);
size_t naive_fact(const naive_policy *p, const char *name);

/* ---- a case ---- */

typedef struct naive_stay {
  size_t state;
  int64_t from, to;
} naive_stay;

typedef struct naive_case {
  size_t mode, state;
  int64_t now, entered;
  int64_t facts[NAIVE_FACTS], given_at[NAIVE_FACTS];
  int64_t occurred[NAIVE_NAMES];
  int64_t done[NAIVE_ACTORS][NAIVE_NAMES]; /* how often */
  bool armed[NAIVE_TIMERS];
  naive_stay stays[NAIVE_STAYS];
  size_t n_stays;
  bool open;
} naive_case;

typedef struct naive_input {
  const char *actor, *action; /* NULL: only look */
  int64_t facts[NAIVE_FACTS]; /* NAIVE_UNSET: not given */
} naive_input;

typedef struct naive_text {
  char at[16384];
  size_t len;
} naive_text;
__attribute__((format(printf, 2, 3))) void naive_say(naive_text *t, const char *format, ...);

/* Does IN at T, and says everything that comes of it. */
void naive_step(naive_policy *p, naive_case *c, const naive_input *in, int64_t t, naive_text *out);

/* When something falls due next; INT64_MAX: never. */
int64_t naive_due(const naive_policy *p, const naive_case *c);
int64_t naive_due_of(const naive_policy *p, const naive_case *c, size_t timer);

/* ---- values ---- */

typedef enum naive_truth { NAIVE_NO, NAIVE_MAYBE, NAIVE_YES } naive_truth;

typedef struct naive_look { /* an input as it meets a case */
  naive_policy *p;
  const naive_case *c;
  const naive_input *in;
  size_t mode, state;
  int64_t t;
  uint32_t gives; /* facts that the action gives here */
} naive_look;

typedef struct naive_instant {
  enum { INSTANT_UNSET, INSTANT_NOT_YET, INSTANT_SET } kind;
  int64_t at;
} naive_instant;

bool naive_holds(const naive_policy *p, const ast_cond *cond, const int64_t *facts);
naive_truth naive_test(const naive_look *l, const ast_cond *cond);
naive_instant naive_when(const naive_look *l, const ast_instant *i, const ast_refs *excluded);
int64_t naive_offset(const ast_instant *i);
void naive_call(const naive_look *l, const ast_call *call, naive_text *out);

/* ---- which rule governs ---- */

typedef struct naive_window {
  bool has_from, has_until;
  ast_instant from, until;
} naive_window;

typedef struct naive_outcome {
  const char *reason; /* NULL: it is permitted */
  const char *target; /* NULL: stays */
  const ast_calls *calls;
  const ast_rule *rule; /* NULL: none */
  bool several;         /* that agree: which of them is named is all one */
  bool in_doubt;        /* the reference leaves open which reason is given */
} naive_outcome;

naive_window naive_window_of(const naive_policy *p, const ast_rule *rule);
bool naive_same_anchor(const ast_instant *a, const ast_instant *b);

/* A condition without `otherwise` is a part of its rule's scope. */
bool naive_is_guard(const ast_tail *tail);
bool naive_guard(const naive_policy *p, const ast_rule *rule, const int64_t *facts);
bool naive_narrower(naive_policy *p, size_t i, size_t j);

/* A rule has a way for each condition with an `otherwise`, which is gone where that is the first to fail, and
 * its own, which is NULL. */
bool naive_is_way(const ast_tail *tail);
/* Whether a way of sentence I governs in that place, whatever the facts and times. */
bool naive_governs(naive_policy *p, size_t i, size_t mode, size_t state, const char *actor,
                   const ast_tail *way);

/* Whether anywhere two rules govern at once that say different things. CERTAINLY: one look at their target,
 * reason, limit and number of effects tells; else two permissions that are not one rule count as different.
 */
bool naive_clash(naive_policy *p, bool certainly);

bool naive_in(const naive_policy *p, const naive_scope *s, size_t mode, size_t state);
naive_outcome naive_judge(naive_look *l);

#endif
