#include "terms.h"

bool instant_same_anchor(const instant *a, const instant *b) {
  if (a->earliest != b->earliest || a->n_anchors != b->n_anchors || a->n_excluded != b->n_excluded)
    return false;
  for (uint16_t i = 0; i < a->n_anchors; i++)
    if (a->anchors[i].kind != b->anchors[i].kind || a->anchors[i].index != b->anchors[i].index) return false;
  for (uint16_t i = 0; i < a->n_excluded; i++)
    if (a->excluded[i] != b->excluded[i]) return false;
  return true;
}

bool instant_equal(const instant *a, const instant *b) {
  if (a == NULL || b == NULL) return a == b;
  return a->offset == b->offset && instant_same_anchor(a, b);
}

static bool expr_equal(const expr *a, const expr *b) {
  if (a == NULL || b == NULL) return a == b;
  if (a->kind != b->kind || a->value != b->value || a->fact != b->fact || a->round != b->round) return false;
  return expr_equal(a->left, b->left) && expr_equal(a->right, b->right);
}

static bool call_equal(const call *a, const call *b) {
  if (a->effect != b->effect || a->n_args != b->n_args) return false;
  for (uint16_t i = 0; i < a->n_args; i++)
    if (!expr_equal(a->args[i], b->args[i])) return false;
  return true;
}

bool outcome_equal(const outcome *a, const outcome *b) {
  if (a->deny != b->deny || a->target != b->target || a->n_calls != b->n_calls) return false;
  if (a->deny && a->reason != b->reason) return false;
  for (uint16_t i = 0; i < a->n_calls; i++)
    if (!call_equal(&a->calls[i], &b->calls[i])) return false;
  return true;
}
