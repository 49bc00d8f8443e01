/* The tree, searched for its rules: who they speak of and where. */
#include <string.h>

#include "naive.h"

size_t naive_index(const char *const *list, size_t n, const char *name) {
  size_t i = 0;
  while (i < n && strcmp(list[i], name) != 0) i++;
  return i;
}

size_t naive_fact(const naive_policy *p, const char *name) {
  size_t i = 0;
  while (i < p->n_facts && strcmp(p->facts[i]->name.name, name) != 0) i++;
  return i;
}

bool naive_is(const naive_policy *p, size_t fact, const char *type) {
  return fact < p->n_facts && strcmp(p->facts[fact]->type.name, type) == 0;
}

const ast_label *naive_choice(const naive_policy *p, const char *type, size_t *n) {
  for (size_t i = 0; i < p->tree->items.len; i++) {
    const ast_item *item = p->tree->items.at[i];
    if (item->kind != ITEM_CHOICE || strcmp(item->choice.name.name.name, type) != 0) continue;
    *n = item->choice.options.len;
    return item->choice.options.at;
  }
  *n = 0;
  return NULL;
}

/* ---- names ---- */

static void add_name(naive_policy *p, const char *name) {
  if (naive_index(p->names, p->n_names, name) == p->n_names && p->n_names < NAIVE_NAMES)
    p->names[p->n_names++] = name;
}

static uint32_t mode_mask(const naive_policy *p, const ast_refs *modes) {
  if (modes->len == 0) return UINT32_MAX;
  uint32_t mask = 0;
  for (size_t i = 0; i < modes->len; i++)
    mask |= UINT32_C(1) << naive_index(p->modes, p->n_modes, modes->at[i].name);
  return mask;
}

static void add_state(naive_policy *p, const char *name, const ast_refs *modes, bool end) {
  if (p->n_states == NAIVE_STATES) return;
  if (end) p->ends |= UINT32_C(1) << p->n_states;
  p->state_modes[p->n_states] = mode_mask(p, modes);
  p->states[p->n_states++] = name;
}

static void find_names(naive_policy *p, const ast_nodes *body) {
  for (size_t i = 0; i < body->len; i++) {
    const ast_node *n = body->at[i];
    if (n->kind == NODE_STATE) add_state(p, n->name.name, &n->modes, false);
    for (size_t k = 0; n->kind == NODE_ENDS && k < n->labels.len; k++)
      add_state(p, n->labels.at[k].name.name, &n->labels.at[k].modes, true);
    if (n->kind == NODE_RULE && n->rule->kind != RULE_MAY_NOT)
      for (size_t k = 0; k < n->rule->acts.len; k++) add_name(p, n->rule->acts.at[k].action.name);
    if (n->kind == NODE_RULE && (n->rule->kind == RULE_MUST || n->rule->kind == RULE_AFTER))
      add_name(p, n->rule->then.name.name);
    find_names(p, &n->body);
  }
}

static void find_items(naive_policy *p) {
  p->actors[p->n_actors++] = "clock";
  for (size_t i = 0; i < p->tree->items.len; i++) {
    const ast_item *item = p->tree->items.at[i];
    for (size_t k = 0; item->kind == ITEM_ACTORS && k < item->labels.len; k++)
      if (p->n_actors < NAIVE_ACTORS) p->actors[p->n_actors++] = item->labels.at[k].name.name;
    for (size_t k = 0; item->kind == ITEM_MODES && k < item->labels.len; k++)
      if (p->n_modes < NAIVE_MODES) p->modes[p->n_modes++] = item->labels.at[k].name.name;
    for (size_t k = 0; item->kind == ITEM_FACTS && k < item->facts.len; k++)
      if (p->n_facts < NAIVE_FACTS) p->facts[p->n_facts++] = &item->facts.at[k];
    if (item->kind == ITEM_PROCESS) p->body = &item->process.body;
  }
  if (p->n_modes == 0) p->modes[p->n_modes++] = "default";
}

/* ---- rules ---- */

static void add_sentences(naive_policy *p, const ast_rule *rule, const naive_scope *scope) {
  bool nobody = rule->nobody || rule->actors.len == 0;
  for (size_t a = 0; a < (nobody ? 1 : rule->actors.len); a++)
    for (size_t i = 0; i < rule->acts.len && p->n_sentences < NAIVE_SENTENCES; i++)
      p->sentences[p->n_sentences++] =
          (naive_sentence){rule, &rule->acts.at[i], nobody ? NULL : rule->actors.at[a].name, *scope};
}

static void add_deadline(naive_policy *p, const ast_rule *rule, const naive_scope *scope) {
  naive_timer timer = {rule, NULL, *scope};
  for (size_t i = 0; i < rule->excluded.len; i++)
    timer.scope.states &= ~(UINT32_C(1) << naive_index(p->states, p->n_states, rule->excluded.at[i].name));
  if (p->n_timers < NAIVE_TIMERS) p->timers[p->n_timers++] = timer;
}

/* For each deadline that it can be about; deadlines come first, so a reminder meets them all. */
static void add_reminders(naive_policy *p, const ast_rule *rule, const naive_scope *scope) {
  for (size_t i = 0, n = p->n_timers; i < n; i++) {
    const naive_timer *of = &p->timers[i];
    if (of->reminder || (rule->of.name && strcmp(rule->of.name, of->rule->then.name.name) != 0)) continue;
    naive_timer timer = {of->rule, rule, *scope};
    timer.scope.modes &= of->scope.modes;
    timer.scope.states &= of->scope.states;
    if (p->n_timers < NAIVE_TIMERS) p->timers[p->n_timers++] = timer;
  }
}

static naive_scope narrow(const naive_policy *p, const ast_node *n, naive_scope s) {
  if (n->modes.len > 0) s.all_modes = false;
  s.modes &= mode_mask(p, &n->modes);
  if (n->kind == NODE_START) s.states = 1, s.any = false;
  bool one = n->kind == NODE_STATE;
  if (!one && (n->kind != NODE_IN || n->any)) return s;
  uint32_t named = 0;
  for (size_t i = 0; i < (one ? 1 : n->states.len); i++)
    named |= UINT32_C(1) << naive_index(p->states, p->n_states, one ? n->name.name : n->states.at[i].name);
  s.states = (s.any ? UINT32_MAX : s.states) & named;
  s.any = false;
  return s;
}

static void find_rules(naive_policy *p, const ast_nodes *body, naive_scope around, bool reminders) {
  for (size_t i = 0; i < body->len; i++) {
    const ast_node *n = body->at[i];
    naive_scope scope = narrow(p, n, around);
    find_rules(p, &n->body, scope, reminders);
    if (n->kind != NODE_RULE) continue;
    switch (n->rule->kind) {
    case RULE_MUST:
    case RULE_AFTER:
      if (!reminders) add_deadline(p, n->rule, &scope);
      if (!reminders && n->rule->kind == RULE_MUST) add_sentences(p, n->rule, &scope);
      break;
    case RULE_MAY:
    case RULE_MAY_NOT:
      if (!reminders) add_sentences(p, n->rule, &scope);
      break;
    case RULE_REMIND:
      if (reminders) add_reminders(p, n->rule, &scope);
      break;
    case RULE_WAITS: break;
    }
  }
}

/* ---- the values that facts can have ---- */

static bool keeps_bounds(const naive_policy *p, const int64_t *values) {
  for (size_t f = 0; f < p->n_facts; f++)
    for (size_t b = 0; b < p->facts[f]->bounds.len; b++) {
      const ast_bound *bound = &p->facts[f]->bounds.at[b];
      int64_t than =
          bound->value.kind == VALUE_NAME ? values[naive_fact(p, bound->value.name)] : bound->value.number;
      bool less = values[f] < than, equal = values[f] == than;
      if (bound->compare == CMP_LT && !less) return false;
      if (bound->compare == CMP_LE && !less && !equal) return false;
      if (bound->compare == CMP_GT && (less || equal)) return false;
      if (bound->compare == CMP_GE && less) return false;
    }
  return true;
}

/* Amounts and numbers are from -10 to 10, far beyond what the generated policies allow. */
static void find_points(naive_policy *p, size_t fact, int64_t *values) {
  if (fact == p->n_facts) {
    if (p->n_points < NAIVE_POINTS && keeps_bounds(p, values))
      memcpy(p->points[p->n_points++], values, sizeof p->points[0]);
    return;
  }
  size_t n_options;
  bool chosen = naive_choice(p, p->facts[fact]->type.name, &n_options) != NULL;
  bool apart = naive_is(p, fact, "moment") || naive_is(p, fact, "text");
  int64_t from = naive_is(p, fact, "number") ? -10 : 0;
  int64_t to = apart ? 0 : naive_is(p, fact, "yes_no") ? 1 : chosen ? (int64_t)n_options - 1 : 10;
  for (int64_t v = from; v <= to; v++) {
    values[fact] = v;
    find_points(p, fact + 1, values);
  }
}

const char *naive_read(naive_policy *p, const ast *tree, const sources *src) {
  memset(p, 0, sizeof *p);
  p->tree = tree;
  p->src = src;
  find_items(p);
  p->states[p->n_states] = "start";
  p->state_modes[p->n_states++] = UINT32_MAX;
  find_names(p, p->body);
  naive_scope whole = {UINT32_MAX, ~p->ends & ~UINT32_C(1), true, true};
  find_rules(p, p->body, whole, false);
  find_rules(p, p->body, whole, true);
  int64_t values[NAIVE_FACTS] = {0};
  find_points(p, 0, values);
  if (p->n_sentences == NAIVE_SENTENCES || p->n_timers == NAIVE_TIMERS) return "too many rules";
  if (p->n_points == NAIVE_POINTS) return "too many values";
  if (p->n_states == NAIVE_STATES || p->n_names == NAIVE_NAMES) return "too many names";
  return NULL;
}
