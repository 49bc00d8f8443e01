/* Instants, guards and effects as the tables have them. */
#include <string.h>

#include "lower_part.h"

uint32_t lower_number(lowering *l, int64_t number) {
  return pool_put(&l->numbers, &number, 1);
}

uint32_t lower_instant(lowering *l, const instant *i) {
  if (i == NULL) return 0;
  ombud_anchor *list = ARENA_ARRAY(l->arena, i->n_anchors, ombud_anchor);
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    uint16_t slot = a->kind == AT_ENTRY  ? l->at.entry
                    : a->kind == AT_NAME ? l->at.occurs[a->index]
                                         : l->at.facts[a->index];
    list[k].slot = slot;
    list[k].spent = a->kind == AT_ENTRY ? OMBUD_NONE : lower_spent_slot(&l->at, a, i);
  }
  ombud_instant *out = ARENA_NEW(l->arena, ombud_instant);
  out->offset = i->offset;
  out->anchors = pool_put(&l->anchors, list, i->n_anchors);
  out->n_anchors = i->n_anchors;
  out->earliest = i->earliest;
  return pool_put(&l->instants, out, 1);
}

/* Guards are per process, since slots are. */
uint32_t lower_guard(lowering *l, const plan_guard *g) {
  if (g == NULL) return 0;
  uint32_t known = map_get(&l->guard_of, g);
  if (known != MAP_NONE) return known;
  size_t n = 0, len = 0;
  for (uint32_t b = 0; b < g->n_boxes; b++) n += g->boxes[b].n_tests;
  ombud_test *tests = ARENA_ARRAY(l->arena, n, ombud_test);
  for (uint32_t b = 0; b < g->n_boxes; b++)
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      const plan_test *x = &g->boxes[b].tests[t];
      ombud_test *y = &tests[len++];
      y->lo = x->lo;
      y->hi = x->hi;
      y->slot = l->at.facts[x->fact];
      y->last = t + 1 < g->boxes[b].n_tests ? 0 : b + 1 < g->n_boxes ? 1 : 2;
    }
  uint32_t first = pool_put(&l->tests, tests, n);
  map_put(&l->guard_of, g, first);
  return first;
}

typedef struct code {
  ombud_op *at;
  size_t len, cap;
} code;

static ombud_op *push_op(lowering *l, code *c, uint8_t kind) {
  ombud_op *op = ARENA_PUSH(l->arena, c->at, c->len, c->cap);
  memset(op, 0, sizeof *op);
  op->code = kind;
  return op;
}

static void lower_expr(lowering *l, const expr *e, code *c);

/* x * k / d in one step, so that the product need not fit 64 bits. */
static void lower_division(lowering *l, const expr *e, code *c) {
  const expr *x = e->left;
  int64_t factor = 1;
  if (x->kind == EX_MUL) {
    const expr *k = x->right->kind == EX_CONST ? x->right : x->left->kind == EX_CONST ? x->left : NULL;
    if (k != NULL && k->value > 0 && k->value <= INT32_MAX && e->value <= INT32_MAX) {
      factor = k->value;
      x = k == x->right ? x->left : x->right;
    }
  }
  lower_expr(l, x, c);
  ombud_op *op = push_op(l, c, OMBUD_OP_SCALE);
  op->number = pool_put(&l->numbers, (const int64_t[]){factor, e->value}, 2);
  op->round = e->round;
}

static void lower_expr(lowering *l, const expr *e, code *c) {
  static const uint8_t codes[] = {
      [EX_ADD] = OMBUD_OP_ADD, [EX_SUB] = OMBUD_OP_SUB, [EX_MUL] = OMBUD_OP_MUL,
      [EX_MIN] = OMBUD_OP_MIN, [EX_MAX] = OMBUD_OP_MAX,
  };
  switch (e->kind) {
  case EX_CONST: push_op(l, c, OMBUD_OP_CONST)->number = lower_number(l, e->value); return;
  case EX_FACT: push_op(l, c, OMBUD_OP_SLOT)->slot = l->at.facts[e->fact]; return;
  case EX_DIV: lower_division(l, e, c); return;
  case EX_ADD:
  case EX_SUB:
  case EX_MUL:
  case EX_MIN:
  case EX_MAX:
    lower_expr(l, e->left, c);
    lower_expr(l, e->right, c);
    push_op(l, c, codes[e->kind]);
    return;
  }
}

uint32_t lower_calls(lowering *l, const outcome *o) {
  if (o->n_calls == 0) return 0;
  ombud_call *list = ARENA_ARRAY(l->arena, o->n_calls, ombud_call);
  for (uint16_t i = 0; i < o->n_calls; i++) {
    code c = {0};
    for (uint16_t k = 0; k < o->calls[i].n_args; k++) lower_expr(l, o->calls[i].args[k], &c);
    list[i].ops = c.len == 0 ? 0 : pool_put(&l->ops, c.at, c.len);
    list[i].n_ops = (uint16_t)c.len;
    list[i].effect = o->calls[i].effect;
    list[i].n_args = (uint8_t)o->calls[i].n_args;
    list[i].last = i + 1 == o->n_calls;
  }
  return pool_put(&l->calls, list, o->n_calls);
}
