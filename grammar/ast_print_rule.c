#include "ast_print_rule.h"
#include "duration.h"

#include <inttypes.h>
#include <stdarg.h>

/* ---- lines ---- */

void print_line(print *p, const char *format, ...) {
  va_list args;
  if (p->begun) fputc('\n', p->out);
  p->begun = true;
  fprintf(p->out, "%*s", (int)p->depth * 2, "");
  va_start(args, format);
  vfprintf(p->out, format, args);
  va_end(args);
}

void print_more(print *p, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vfprintf(p->out, format, args);
  va_end(args);
}

/* As the language itself writes it, so that every node stays on its line. */
void print_quoted(print *p, const char *text) {
  fputc('"', p->out);
  for (; *text; text++) {
    if (*text == '\n')
      fputs("\\n", p->out);
    else {
      if (*text == '"' || *text == '\\') fputc('\\', p->out);
      fputc(*text, p->out);
    }
  }
  fputc('"', p->out);
}

void print_texts(print *p, ast_texts texts) {
  for (size_t i = 0; i < texts.len; i++) {
    print_more(p, " %s", texts.at[i].lang);
    print_quoted(p, texts.at[i].text);
  }
}

void print_names(print *p, const char *before, ast_refs refs) {
  if (refs.len) fputs(before, p->out);
  for (size_t i = 0; i < refs.len; i++) print_more(p, "%s %s", i ? "," : "", refs.at[i].name);
}

/* ---- values, expressions, conditions ---- */

const char *print_compare_sign(ast_compare compare) {
  switch (compare) {
  case CMP_EQ: return "=";
  case CMP_NE: return "!=";
  case CMP_LT: return "<";
  case CMP_LE: return "<=";
  case CMP_GT: return ">";
  case CMP_GE: return ">=";
  }
  return "";
}

static const char *round_name(ast_round round) {
  switch (round) {
  case ROUND_DOWN: return "down";
  case ROUND_UP: return "up";
  case ROUND_HALF_UP: return "half_up";
  case ROUND_HALF_EVEN: return "half_even";
  }
  return "";
}

void print_value(print *p, const ast_value *value) {
  char buf[48];
  switch (value->kind) {
  case VALUE_NUMBER: print_more(p, "%" PRId64, value->number); break;
  case VALUE_DURATION: print_more(p, "%s", duration_write(value->number, buf)); break;
  case VALUE_NAME: print_more(p, "%s", value->name); break;
  }
}

/* Every operation in parentheses, its sign first: what binds how is there to see. */
static void print_expr(print *p, const ast_expr *expr) {
  switch (expr->kind) {
  case EXPR_VALUE: print_value(p, &expr->value); return;
  case EXPR_NEGATE: print_more(p, "(-"); break;
  case EXPR_ADD: print_more(p, "(+"); break;
  case EXPR_SUB: print_more(p, "(-"); break;
  case EXPR_MUL: print_more(p, "(*"); break;
  case EXPR_DIV: print_more(p, "(/ rounded %s", round_name(expr->round)); break;
  case EXPR_MIN: print_more(p, "(min"); break;
  case EXPR_MAX: print_more(p, "(max"); break;
  }
  for (size_t i = 0; i < expr->args.len; i++) {
    print_more(p, " ");
    print_expr(p, expr->args.at[i]);
  }
  print_more(p, ")");
}

static void print_cond(print *p, const ast_cond *cond) {
  switch (cond->kind) {
  case COND_TEST:
    print_more(p, "%s %s ", cond->fact.name, print_compare_sign(cond->compare));
    print_value(p, &cond->value);
    return;
  case COND_NOT: print_more(p, "(not "); break;
  case COND_AND: print_more(p, "(and "); break;
  case COND_OR: print_more(p, "(or "); break;
  }
  print_cond(p, cond->left);
  if (cond->right) {
    print_more(p, ", ");
    print_cond(p, cond->right);
  }
  print_more(p, ")");
}

/* ---- time ---- */

static void print_anchor(print *p, const ast_anchor *anchor) {
  switch (anchor->kind) {
  case ANCHOR_ENTRY: print_more(p, " entry"); return;
  case ANCHOR_NAME: break;
  case ANCHOR_LATEST: print_more(p, " latest"); break;
  case ANCHOR_EARLIEST: print_more(p, " earliest"); break;
  }
  print_names(p, "", anchor->names);
}

static void print_instant(print *p, const ast_instant *instant) {
  char buf[48];
  switch (instant->kind) {
  case INSTANT_AFTER: print_more(p, " %s of", duration_write(instant->duration, buf)); break;
  case INSTANT_BEFORE: print_more(p, " %s before", duration_write(instant->duration, buf)); break;
  case INSTANT_AT: print_more(p, " at"); break;
  }
  print_anchor(p, &instant->anchor);
}

/* ---- rules ---- */

void print_call(print *p, const ast_call *call) {
  print_more(p, " %s", call->effect.name);
  if (!call->has_args) return;
  print_more(p, "(");
  for (size_t i = 0; i < call->args.len; i++) {
    if (i) print_more(p, ", ");
    print_expr(p, call->args.at[i]);
  }
  print_more(p, ")");
}

static void print_outcome(print *p, const ast_outcome *outcome) {
  if (outcome->target.name) print_more(p, " -> %s", outcome->target.name);
  p->depth++;
  for (size_t i = 0; i < outcome->effects.len; i++) {
    print_line(p, "do");
    print_call(p, &outcome->effects.at[i]);
  }
  p->depth--;
}

static void print_acts(print *p, ast_acts acts) {
  for (size_t i = 0; i < acts.len; i++) {
    print_line(p, "action %s", acts.at[i].action.name);
    print_names(p, " gives", acts.at[i].facts);
    print_outcome(p, &acts.at[i].outcome);
  }
}

static void print_due(print *p, const ast_rule *rule) {
  print_line(p, rule->kind != RULE_MUST ? "due" : rule->by ? "due by" : "due within");
  print_instant(p, &rule->due);
  print_names(p, " not counting", rule->excluded);
}

static void print_consequence(print *p, const ast_consequence *then) {
  switch (then->kind) {
  case THEN_DEEMED: print_line(p, "deemed %s", then->name.name); break;
  case THEN_EVENT:
    print_line(p, "event %s", then->name.name);
    print_outcome(p, &then->outcome);
    break;
  }
}

void print_cite(print *p, const ast_cite *cite) {
  switch (cite->kind) {
  case CITE_CLAUSE: print_line(p, "clause %s", cite->text); break;
  case CITE_ASSUMPTION:
    print_line(p, "assume ");
    print_quoted(p, cite->text);
    break;
  }
}

static void print_guard(print *p, const char *word, const ast_tail *tail) {
  print_line(p, "%s ", word);
  print_cond(p, tail->cond);
  p->depth++;
  switch (tail->otherwise) {
  case OTHERWISE_NONE: break;
  case OTHERWISE_OUTCOME:
    print_line(p, "otherwise");
    print_outcome(p, &tail->outcome);
    break;
  case OTHERWISE_BECAUSE: print_line(p, "otherwise because %s", tail->reason.name); break;
  }
  p->depth--;
}

static void print_tail(print *p, const ast_tail *tail) {
  switch (tail->kind) {
  case TAIL_WITHIN:
    print_line(p, "within");
    print_instant(p, &tail->instant);
    break;
  case TAIL_FROM:
    print_line(p, "from");
    print_instant(p, &tail->instant);
    break;
  case TAIL_UNTIL:
    print_line(p, "until");
    print_instant(p, &tail->instant);
    break;
  case TAIL_WHEN: print_guard(p, "when", tail); break;
  case TAIL_UNLESS: print_guard(p, "unless", tail); break;
  case TAIL_AT_MOST: print_line(p, "at most %" PRId64 " times", tail->times); break;
  case TAIL_BECAUSE: print_line(p, "because %s", tail->reason.name); break;
  case TAIL_CITE: print_cite(p, &tail->cite); break;
  }
}

void print_rule(print *p, const ast_rule *rule) {
  char buf[48];
  switch (rule->kind) {
  case RULE_MAY: print_line(p, "may"); break;
  case RULE_MAY_NOT: print_line(p, rule->nobody ? "may not: nobody may" : "may not"); break;
  case RULE_MUST: print_line(p, "must"); break;
  case RULE_AFTER: print_line(p, "after"); break;
  case RULE_REMIND: print_line(p, "remind"); break;
  case RULE_WAITS:
    print_line(p, "waits ");
    print_quoted(p, rule->why);
    break;
  }
  print_names(p, "", rule->actors);
  if (rule->kind == RULE_REMIND) {
    if (rule->of.name) print_more(p, " of %s", rule->of.name);
    print_more(p, " %s before", duration_write(rule->due.duration, buf));
  }
  p->depth++;
  print_acts(p, rule->acts);
  if (rule->kind == RULE_MUST || rule->kind == RULE_AFTER) {
    print_due(p, rule);
    print_consequence(p, &rule->then);
  }
  for (size_t i = 0; i < rule->tails.len; i++) print_tail(p, &rule->tails.at[i]);
  p->depth--;
}
