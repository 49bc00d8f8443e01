/* The tree as lines: one node a line, its parts indented below it, in the order of the file. Rules are in
 * ast_print_rule.c. */
#include "ast_print_rule.h"
#include "duration.h"

static void print_labels(print *p, const char *what, ast_labels labels) {
  for (size_t i = 0; i < labels.len; i++) {
    const ast_label *l = &labels.at[i];
    print_line(p, "%s %s", what, l->name.name);
    print_names(p, " for", l->modes);
    print_texts(p, l->texts);
  }
}

static void print_cites(print *p, ast_cites cites) {
  for (size_t i = 0; i < cites.len; i++) print_cite(p, &cites.at[i]);
}

/* ---- declarations ---- */

static void print_policy(print *p, const ast_policy *policy) {
  const struct {
    const char *name;
    const ast_texts *texts;
  } fields[] = {{"version", &policy->version},
                {"title", &policy->title},
                {"currency", &policy->currency},
                {"source", &policy->source}};
  print_line(p, "policy %s", policy->name.name);
  p->depth++;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (!fields[i].texts->len) continue;
    print_line(p, "%s", fields[i].name);
    print_texts(p, *fields[i].texts);
  }
  p->depth--;
}

static void print_facts(print *p, ast_facts facts) {
  print_line(p, "facts");
  p->depth++;
  for (size_t i = 0; i < facts.len; i++) {
    const ast_fact *f = &facts.at[i];
    print_line(p, "fact %s : %s", f->name.name, f->type.name);
    for (size_t b = 0; b < f->bounds.len; b++) {
      print_more(p, "%s%s ", b ? " and " : " ", print_compare_sign(f->bounds.at[b].compare));
      print_value(p, &f->bounds.at[b].value);
    }
    print_texts(p, f->texts);
  }
  p->depth--;
}

static void print_effects(print *p, ast_effects effects) {
  print_line(p, "effects");
  p->depth++;
  for (size_t i = 0; i < effects.len; i++) {
    const ast_effect *e = &effects.at[i];
    print_line(p, "effect %s", e->name.name);
    print_texts(p, e->texts);
    p->depth++;
    for (size_t k = 0; k < e->params.len; k++)
      print_line(p, "parameter %s : %s", e->params.at[k].name.name, e->params.at[k].type.name);
    p->depth--;
  }
  p->depth--;
}

static void print_reasons(print *p, ast_reasons reasons) {
  print_line(p, "reasons");
  p->depth++;
  for (size_t i = 0; i < reasons.len; i++) {
    print_line(p, "reason %s", reasons.at[i].name.name);
    print_texts(p, reasons.at[i].texts);
    if (!reasons.at[i].advice.len) continue;
    p->depth++;
    print_line(p, "advise");
    print_texts(p, reasons.at[i].advice);
    p->depth--;
  }
  p->depth--;
}

/* ---- processes ---- */

static void print_nodes(print *p, ast_nodes nodes);

static void print_block(print *p, const ast_node *node) {
  p->depth++;
  print_cites(p, node->cites);
  print_nodes(p, node->body);
  p->depth--;
}

static void print_list(print *p, const char *word, const char *what, ast_labels labels) {
  print_line(p, "%s", word);
  p->depth++;
  print_labels(p, what, labels);
  p->depth--;
}

static void print_nodes(print *p, ast_nodes nodes) {
  for (size_t i = 0; i < nodes.len; i++) {
    const ast_node *node = nodes.at[i];
    switch (node->kind) {
    case NODE_START:
      print_line(p, "start");
      print_names(p, " for", node->modes);
      break;
    case NODE_STATE:
      print_line(p, "state %s", node->name.name);
      print_names(p, " for", node->modes);
      print_texts(p, node->texts);
      break;
    case NODE_IN:
      print_line(p, node->any ? "in any" : "in");
      print_names(p, "", node->states);
      print_names(p, " for", node->modes);
      break;
    case NODE_FOR:
      print_line(p, "for");
      print_names(p, "", node->modes);
      break;
    case NODE_ENDS: print_list(p, "ends", "end", node->labels); break;
    case NODE_ACTIONS: print_list(p, "actions", "action", node->labels); break;
    case NODE_EVENTS: print_list(p, "events", "event", node->labels); break;
    case NODE_RULE: print_rule(p, node->rule); break;
    }
    print_block(p, node);
  }
}

/* ---- promises and scenarios ---- */

static void print_promise(print *p, const ast_promise *promise) {
  char buf[48];
  print_line(p, "promise %s", promise->process.name);
  print_names(p, " for", promise->modes);
  if (promise->silent == SILENT_ALL) print_more(p, " if all silent");
  if (promise->silent == SILENT_ACTORS) {
    print_names(p, " if", promise->silent_actors);
    print_more(p, " silent");
  }
  p->depth++;
  switch (promise->kind) {
  case PROMISE_ENDS_WITHIN: print_line(p, "ends within %s", duration_write(promise->duration, buf)); break;
  case PROMISE_NEVER_ACT:
    print_line(p, "never %s by", promise->action.name);
    print_names(p, "", promise->actors);
    break;
  case PROMISE_NEVER_DO:
    print_line(p, "never");
    print_call(p, &promise->effect);
    break;
  case PROMISE_ONCE:
    print_line(p, "once");
    print_call(p, &promise->effect);
    break;
  case PROMISE_CAN_REACH:
    print_line(p, "can reach %s", promise->state.name);
    if (promise->from.name) print_more(p, " from %s", promise->from.name);
    break;
  case PROMISE_CAN_DO:
    print_line(p, "can do");
    print_call(p, &promise->effect);
    break;
  case PROMISE_ONLY_AFTER:
    print_line(p, "%s only after %s", promise->state.name, promise->action.name);
    break;
  }
  print_cites(p, promise->cites);
  p->depth--;
}

static void print_step(print *p, const ast_step *step) {
  char buf[48];
  switch (step->kind) {
  case STEP_ACT: print_line(p, "step %s %s", step->actor.name, step->action.name); break;
  case STEP_WAIT: print_line(p, "wait %s", duration_write(step->duration, buf)); break;
  case STEP_AT: print_line(p, "at %s", duration_write(step->duration, buf)); break;
  }
  p->depth++;
  for (size_t i = 0; i < step->args.len; i++) {
    const ast_arg *arg = &step->args.at[i];
    print_line(p, "fact %s", arg->fact.name);
    if (!arg->has_value) continue;
    print_more(p, " = ");
    print_value(p, &arg->value);
  }
  for (size_t i = 0; i < step->expects.len; i++) {
    const ast_expect *e = &step->expects.at[i];
    print_line(p, e->negated ? "expect not " : "expect ");
    switch (e->kind) {
    case EXPECT_STATE: print_more(p, "state %s", e->name.name); break;
    case EXPECT_DO:
      print_more(p, "do");
      print_call(p, &e->call);
      break;
    case EXPECT_DENIED: print_more(p, "denied because %s", e->name.name); break;
    case EXPECT_BY: print_more(p, "by %s", e->name.name); break;
    case EXPECT_REMIND:
      print_more(p, "remind %s%s%s", e->name.name, e->of.name != NULL ? " of " : "",
                 e->of.name != NULL ? e->of.name : "");
      break;
    }
  }
  p->depth--;
}

static void print_scenario(print *p, const ast_scenario *scenario) {
  print_line(p, "scenario of %s", scenario->process.name);
  if (scenario->mode.name) print_more(p, " for %s", scenario->mode.name);
  print_texts(p, scenario->texts);
  p->depth++;
  for (size_t i = 0; i < scenario->steps.len; i++) print_step(p, &scenario->steps.at[i]);
  p->depth--;
}

/* ---- the file ---- */

static void print_item(print *p, const ast_item *item) {
  switch (item->kind) {
  case ITEM_POLICY: print_policy(p, &item->policy); break;
  case ITEM_ACTORS: print_list(p, "actors", "actor", item->labels); break;
  case ITEM_MODES: print_list(p, "modes", "mode", item->labels); break;
  case ITEM_CHOICE:
    print_line(p, "choice %s", item->choice.name.name.name);
    print_texts(p, item->choice.name.texts);
    p->depth++;
    print_labels(p, "option", item->choice.options);
    p->depth--;
    break;
  case ITEM_FACTS: print_facts(p, item->facts); break;
  case ITEM_EFFECTS: print_effects(p, item->effects); break;
  case ITEM_REASONS: print_reasons(p, item->reasons); break;
  case ITEM_PROCESS:
    print_line(p, "process %s", item->process.name.name);
    print_texts(p, item->process.texts);
    p->depth++;
    print_cites(p, item->process.cites);
    print_nodes(p, item->process.body);
    p->depth--;
    break;
  case ITEM_PROMISE: print_promise(p, &item->promise); break;
  case ITEM_SCENARIO: print_scenario(p, &item->scenario); break;
  case ITEM_INCLUDE:
    print_line(p, "include ");
    print_quoted(p, item->include.text);
    break;
  }
}

void ast_print(const ast *tree, FILE *out) {
  print p = {.out = out};
  for (size_t i = 0; i < tree->items.len; i++) print_item(&p, tree->items.at[i]);
  if (p.begun) fputc('\n', out);
}
