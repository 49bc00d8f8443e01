/* Items, blocks, promises and scenarios. Rules and what they are made of: ast_build_rule.c. */
#include "ast_build.h"

#include "reader.h"

span build_span(const span *rhs, size_t n) {
  span at = {rhs[0].file, rhs[0].end, rhs[0].end};
  size_t first = 1;
  while (first < n && rhs[first].begin == rhs[first].end) first++; /* what is left out stands nowhere */
  if (n) at = (span){rhs[first].file, rhs[first].begin, rhs[n].end};
  if (at.end < at.begin) at.end = at.begin;
  return at;
}

span build_upto(span first, span brace) {
  return (span){first.file, first.begin, brace.begin > first.end ? brace.begin : first.end};
}

span build_join(span first, span last) {
  return (span){first.file, first.begin, last.end};
}

/* ---- items ---- */

static ast_item *new_item(reader *r, unsigned kind) {
  ast_item *item = ARENA_NEW(r->arena, ast_item);
  item->kind = kind;
  return item;
}

/* An item that could not be read is NULL. The word that shows where it ends may have begun the next one. */
void build_item(reader *r, ast_item *item, span at) {
  if (!word_begins_item(r->last.kind)) r->item = 0;
  if (!item) return;
  item->span = at;
  AST_ADD(r->arena, r->items, item);
}

ast_item *build_policy(reader *r, ast_ref name, const ast_policy *fields) {
  ast_item *item = new_item(r, ITEM_POLICY);
  item->policy = *fields;
  item->policy.name = name;
  return item;
}

void build_field(reader *r, span at, ast_texts *field, ast_texts texts) {
  if (field->len) {
    int len = (int)(at.end - at.begin);
    diag_report(r->diags, DIAG_E130, at, "'%.*s' stands in the header already", len,
                r->source->text + at.begin);
    diag_note(r->diags, field->at[0].span, "here");
    return;
  }
  *field = texts;
}

ast_item *build_labels(reader *r, unsigned kind, ast_labels labels) {
  ast_item *item = new_item(r, kind);
  item->labels = labels;
  return item;
}

ast_item *build_choice(reader *r, ast_ref name, ast_texts texts, ast_labels options) {
  ast_item *item = new_item(r, ITEM_CHOICE);
  item->choice.name = (ast_label){.name = name, .texts = texts};
  item->choice.options = options;
  return item;
}

ast_item *build_facts(reader *r, ast_facts facts) {
  ast_item *item = new_item(r, ITEM_FACTS);
  item->facts = facts;
  return item;
}

ast_item *build_effects(reader *r, ast_effects effects) {
  ast_item *item = new_item(r, ITEM_EFFECTS);
  item->effects = effects;
  return item;
}

ast_item *build_reasons(reader *r, ast_reasons reasons) {
  ast_item *item = new_item(r, ITEM_REASONS);
  item->reasons = reasons;
  return item;
}

ast_item *build_include(reader *r, ast_text path) {
  ast_item *item = new_item(r, ITEM_INCLUDE);
  item->include = path;
  return item;
}

/* States, the start and the ends stand in the process itself; `in` stands there or in a `for` there. The
 * depth of blocks is limited by the token stream. */
static void check_places(reader *r, ast_nodes nodes, bool in_process, bool in_scope) {
  for (size_t i = 0; i < nodes.len; i++) {
    const ast_node *node = nodes.at[i];
    const char *what = NULL;
    switch (node->kind) {
    case NODE_START:
      what = in_process ? NULL : N_("'start' stands in the process itself, in no other block");
      break;
    case NODE_STATE:
      what = in_process ? NULL : N_("a state stands in the process itself, in no other block");
      break;
    case NODE_ENDS:
      what = in_process ? NULL : N_("'ends' stands in the process itself, in no other block");
      break;
    case NODE_ACTIONS:
      what = in_process ? NULL : N_("'actions' stands in the process itself, in no other block");
      break;
    case NODE_EVENTS:
      what = in_process ? NULL : N_("'events' stands in the process itself, in no other block");
      break;
    case NODE_IN:
      if (in_scope)
        diag_report(r->diags, DIAG_E129, node->span,
                    "'in' stands in the process itself or in 'for', in no other block");
      break;
    case NODE_FOR:
    case NODE_RULE: break;
    }
    if (what) diag_report(r->diags, DIAG_E129, node->span, "%s", _(what));
    check_places(r, node->body, false, in_scope || node->kind != NODE_FOR);
  }
}

ast_item *build_process(reader *r, ast_ref name, ast_texts texts, ast_cites cites, ast_nodes body) {
  ast_item *item = new_item(r, ITEM_PROCESS);
  item->process.name = name;
  item->process.texts = texts;
  item->process.cites = cites;
  item->process.body = body;
  check_places(r, body, true, false);
  return item;
}

/* ---- blocks ---- */

static ast_node *new_node(reader *r, unsigned kind, span at) {
  ast_node *node = ARENA_NEW(r->arena, ast_node);
  node->kind = kind;
  const char *text = r->source->text;
  while (at.end > at.begin && (text[at.end - 1] == ' ' || text[at.end - 1] == '\n' ||
                               text[at.end - 1] == '\r' || text[at.end - 1] == '\t'))
    at.end--;
  node->span = at;
  return node;
}

static ast_node *new_block(reader *r, unsigned kind, span at, ast_heads heads, ast_nodes body) {
  ast_node *node = new_node(r, kind, at);
  node->modes = heads.modes;
  node->cites = heads.cites;
  node->body = body;
  return node;
}

ast_node *build_start(reader *r, span at, ast_heads heads, ast_nodes body) {
  return new_block(r, NODE_START, at, heads, body);
}

ast_node *build_state(reader *r, span at, ast_ref name, ast_texts texts, ast_heads heads, ast_nodes body) {
  ast_node *node = new_block(r, NODE_STATE, at, heads, body);
  node->name = name;
  node->texts = texts;
  return node;
}

ast_node *build_in(reader *r, span at, ast_refs states, ast_heads heads, ast_nodes body) {
  ast_node *node = new_block(r, NODE_IN, at, heads, body);
  node->states = states;
  return node;
}

ast_node *build_in_any(reader *r, span at, ast_heads heads, ast_nodes body) {
  ast_node *node = new_block(r, NODE_IN, at, heads, body);
  node->any = true;
  return node;
}

ast_node *build_for(reader *r, span at, ast_refs modes, ast_cites cites, ast_nodes body) {
  return new_block(r, NODE_FOR, at, (ast_heads){modes, cites}, body);
}

ast_node *build_rule(reader *r, span at, ast_rule *rule, ast_tails tails) {
  ast_node *node = new_node(r, NODE_RULE, at);
  rule->span = at;
  rule->tails = tails;
  node->rule = rule;
  return node;
}

ast_node *build_list(reader *r, unsigned kind, span at, ast_labels labels) {
  ast_node *node = new_node(r, kind, at);
  node->labels = labels;
  return node;
}

/* `ends a, b for cod, online {`: the brace says that `for` begins a block, whose modes have been read as the
 * mode of the end b and as further ends. */
void build_ends_for(reader *r, ast_nodes *nodes, span word, span brace, ast_labels ends, ast_cites cites,
                    ast_nodes body) {
  size_t last = ends.len;
  while (last > 0 && !ends.at[last - 1].modes.len) last--;
  if (last == 0) {
    diag_report(r->diags, DIAG_E120, brace, "'ends' is a list of states and has no block");
    AST_ADD(r->arena, *nodes,
            build_list(r, NODE_ENDS, build_join(word, ends.at[ends.len - 1].name.span), ends));
    build_append(r, nodes, body);
    return;
  }
  ast_refs modes = ends.at[last - 1].modes;
  ends.at[last - 1].modes = (ast_refs){0};
  for (size_t i = last; i < ends.len; i++) {
    const ast_label *mode = &ends.at[i];
    if (mode->texts.len) diag_report(r->diags, DIAG_E120, mode->texts.at[0].span, "a mode has no text here");
    AST_ADD(r->arena, modes, mode->name);
  }
  ends.len = last;
  const ast_label *end = &ends.at[last - 1];
  span list = end->texts.len ? end->texts.at[end->texts.len - 1].span : end->name.span;
  AST_ADD(r->arena, *nodes, build_list(r, NODE_ENDS, build_join(word, list), ends));
  /* `for` itself has no place any more; the first mode stands for it. */
  AST_ADD(r->arena, *nodes, build_for(r, build_upto(modes.at[0].span, brace), modes, cites, body));
}

void build_append(reader *r, ast_nodes *nodes, ast_nodes more) {
  for (size_t i = 0; i < more.len; i++) AST_ADD(r->arena, *nodes, more.at[i]);
}

void build_add_names(reader *r, ast_refs *refs, ast_refs more) {
  for (size_t i = 0; i < more.len; i++) AST_ADD(r->arena, *refs, more.at[i]);
}

/* ---- promises ---- */

static ast_promise *new_claim(reader *r, unsigned kind) {
  ast_promise *p = ARENA_NEW(r->arena, ast_promise);
  p->kind = kind;
  return p;
}

ast_item *build_promise(reader *r, ast_ref process, ast_refs modes, const ast_promise *silence,
                        ast_promise *claim, ast_cites cites) {
  ast_item *item = new_item(r, ITEM_PROMISE);
  item->promise = *claim;
  item->promise.process = process;
  item->promise.modes = modes;
  item->promise.silent = silence->silent;
  item->promise.silent_actors = silence->silent_actors;
  item->promise.cites = cites;
  return item;
}

ast_promise *build_silence(reader *r, unsigned silent, ast_refs actors) {
  ast_promise *p = ARENA_NEW(r->arena, ast_promise);
  p->silent = silent;
  p->silent_actors = actors;
  return p;
}

ast_promise *build_ends_within(reader *r, int64_t duration, span at) {
  ast_promise *p = new_claim(r, PROMISE_ENDS_WITHIN);
  p->duration = duration;
  p->duration_span = at;
  return p;
}

ast_promise *build_never_act(reader *r, ast_refs actors, ast_ref action) {
  ast_promise *p = new_claim(r, PROMISE_NEVER_ACT);
  p->actors = actors;
  p->action = action;
  return p;
}

ast_promise *build_effect_claim(reader *r, unsigned kind, ast_call effect) {
  ast_promise *p = new_claim(r, kind);
  p->effect = effect;
  return p;
}

ast_promise *build_can_reach(reader *r, ast_ref state, ast_ref from) {
  ast_promise *p = new_claim(r, PROMISE_CAN_REACH);
  p->state = state;
  p->from = from;
  return p;
}

ast_promise *build_only_after(reader *r, ast_ref state, ast_ref action) {
  ast_promise *p = new_claim(r, PROMISE_ONLY_AFTER);
  p->state = state;
  p->action = action;
  return p;
}

/* ---- scenarios ---- */

ast_item *build_scenario(reader *r, ast_texts texts, ast_ref process, ast_ref mode, ast_steps steps) {
  ast_item *item = new_item(r, ITEM_SCENARIO);
  item->scenario = (ast_scenario){texts, process, mode, steps};
  return item;
}

static ast_step *new_step(reader *r, unsigned kind, span at, ast_expects expects) {
  ast_step *step = ARENA_NEW(r->arena, ast_step);
  step->kind = kind;
  step->span = at;
  step->expects = expects;
  return step;
}

ast_step *build_step(reader *r, span at, ast_ref actor, ast_ref action, ast_args args, ast_expects expects) {
  ast_step *step = new_step(r, STEP_ACT, at, expects);
  step->actor = actor;
  step->action = action;
  step->args = args;
  return step;
}

ast_step *build_time_step(reader *r, span at, unsigned kind, int64_t duration, ast_expects expects) {
  ast_step *step = new_step(r, kind, at, expects);
  step->duration = duration;
  return step;
}

ast_expect *build_expect(reader *r, span at, unsigned kind, ast_ref name) {
  ast_expect *e = ARENA_NEW(r->arena, ast_expect);
  e->kind = kind;
  e->span = at;
  e->name = name;
  return e;
}

ast_expect *build_expect_do(reader *r, span at, ast_call call) {
  ast_expect *e = build_expect(r, at, EXPECT_DO, call.effect);
  e->call = call;
  return e;
}
