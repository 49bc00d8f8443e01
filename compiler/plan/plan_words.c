#include "plan_words.h"

#include <string.h>

#include "duration.h"
#include "translate.h"

static const char *anchor_words(const plan *p, uint16_t process, const anchor *a) {
  switch (a->kind) {
  case AT_ENTRY: return "entry";
  case AT_NAME: return p->words->processes[process].names[a->index].name;
  case AT_FACT: return p->words->facts[a->index].name;
  }
  return "";
}

static const char *anchors_words(const plan *p, uint16_t process, const instant *i) {
  if (i->n_anchors == 1) return anchor_words(p, process, &i->anchors[0]);
  const char *text = i->earliest ? "earliest(" : "latest(";
  for (uint16_t k = 0; k < i->n_anchors; k++)
    text = arena_printf(p->arena, "%s%s%s", text, k ? ", " : "", anchor_words(p, process, &i->anchors[k]));
  return arena_printf(p->arena, "%s)", text);
}

const char *plan_instant_words(const plan *p, uint16_t process, const instant *i) {
  char buf[48];
  const char *text, *of = anchors_words(p, process, i);
  bool entry = i->anchors[0].kind == AT_ENTRY && i->n_anchors == 1;
  if (i->offset == 0)
    text = of;
  else if (i->offset < 0)
    text = arena_printf(p->arena, "%s before %s", duration_write(-i->offset, buf), of);
  else if (entry)
    text = arena_printf(p->arena, "%s", duration_write(i->offset, buf));
  else
    text = arena_printf(p->arena, "%s of %s", duration_write(i->offset, buf), of);
  for (uint16_t k = 0; k < i->n_excluded; k++)
    text = arena_printf(p->arena, "%s%s%s", text, k ? ", " : " not counting ",
                        p->words->processes[process].states[i->excluded[k]].name);
  return text;
}

static const char *option_words(const plan *p, uint16_t fact, int64_t value) {
  const ombud_choice_word *c = &p->words->choices[p->words->fact_choices[fact]];
  return value >= 0 && value < c->n_options ? c->options[value].name : "?";
}

static const char *test_words(const plan *p, const plan_test *t) {
  const ombud_fact *f = &p->facts[t->fact];
  const char *name = p->words->facts[t->fact].name;
  if (f->type == OMBUD_YES_NO) return arena_printf(p->arena, "%s%s", t->lo == 1 ? "" : "not ", name);
  if (f->type == OMBUD_CHOICE) {
    const char *text = "";
    for (int64_t v = t->lo; v <= t->hi; v++)
      text =
          arena_printf(p->arena, "%s%s%s = %s", text, *text ? " or " : "", name, option_words(p, t->fact, v));
    return t->lo == t->hi ? text : arena_printf(p->arena, "(%s)", text);
  }
  if (t->lo == t->hi) return arena_printf(p->arena, "%s = %lld", name, (long long)t->lo);
  if (t->lo == f->lo) return arena_printf(p->arena, "%s <= %lld", name, (long long)t->hi);
  if (t->hi == f->hi) return arena_printf(p->arena, "%s >= %lld", name, (long long)t->lo);
  return arena_printf(p->arena, "%s >= %lld and %s <= %lld", name, (long long)t->lo, name, (long long)t->hi);
}

const char *plan_guard_words(const plan *p, const plan_guard *g) {
  const char **pieces = NULL;
  size_t n = 0, cap = 0;
  for (uint32_t b = 0; g != NULL && b < g->n_boxes; b++)
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      if (t || b) *ARENA_PUSH(p->arena, pieces, n, cap) = t ? " and " : " or ";
      *ARENA_PUSH(p->arena, pieces, n, cap) = test_words(p, &g->boxes[b].tests[t]);
    }
  return arena_join(p->arena, pieces, n);
}

static const char *constant_words(const plan *p, const expr *e, const ombud_param_word *q) {
  if (q->type == OMBUD_ACTOR) return p->words->actors[e->value].name;
  if (q->type == OMBUD_YES_NO) return e->value ? "yes" : "no";
  if (q->type == OMBUD_CHOICE) return p->words->choices[q->choice].options[e->value].name;
  return arena_printf(p->arena, "%lld", (long long)e->value);
}

static const char *expr_words(const plan *p, const expr *e, const ombud_param_word *q, bool inner) {
  static const char *const signs[] = {[EX_ADD] = "+", [EX_SUB] = "-", [EX_MUL] = "*", [EX_DIV] = "/"};
  static const char *const roundings[] = {"down", "up", "half_up", "half_even"};
  switch (e->kind) {
  case EX_CONST: return constant_words(p, e, q);
  case EX_FACT: return p->words->facts[e->fact].name;
  case EX_MIN:
  case EX_MAX:
    return arena_printf(p->arena, "%s(%s, %s)", e->kind == EX_MIN ? "min" : "max",
                        expr_words(p, e->left, q, false), expr_words(p, e->right, q, false));
  case EX_DIV:
    return arena_printf(p->arena, "%s / %lld rounded %s", expr_words(p, e->left, q, true),
                        (long long)e->value, roundings[e->round]);
  case EX_ADD:
  case EX_SUB:
  case EX_MUL: break;
  }
  const char *text = arena_printf(p->arena, "%s %s %s", expr_words(p, e->left, q, true), signs[e->kind],
                                  expr_words(p, e->right, q, true));
  return inner ? arena_printf(p->arena, "(%s)", text) : text;
}

const char *plan_calls_words(const plan *p, const outcome *o) {
  const char *text = "";
  for (uint16_t i = 0; i < o->n_calls; i++) {
    const ombud_effect_word *f = &p->words->effects[o->calls[i].effect];
    text = arena_printf(p->arena, "%s%s%s(", text, i ? ", " : "", f->name);
    for (uint16_t k = 0; k < o->calls[i].n_args; k++)
      text = arena_printf(p->arena, "%s%s%s", text, k ? ", " : "",
                          expr_words(p, o->calls[i].args[k], &f->params[k], false));
    text = arena_printf(p->arena, "%s)", text);
  }
  return text;
}

static const char *cited(const plan *p, uint32_t rule) {
  const ombud_rule_word *r = &p->words->rules[rule];
  const char *text = arena_printf(p->arena, "%s:%u", r->file, r->line);
  for (const char *c = r->clauses; *c != '\0';) {
    size_t n = strcspn(c, " ");
    text = arena_printf(p->arena, "%s @%.*s", text, (int)n, c);
    c += n + (c[n] == ' ');
  }
  return text;
}

const char *plan_rule_words(const plan *p, uint32_t rule) {
  const char *text = cited(p, rule);
  return *p->words->rules[rule].assumption ? arena_printf(p->arena, _("%s assumption"), text) : text;
}

const char *plan_rule_dumped(const plan *p, uint32_t rule) {
  const char *text = cited(p, rule);
  return *p->words->rules[rule].assumption ? arena_printf(p->arena, "%s assumption", text) : text;
}
