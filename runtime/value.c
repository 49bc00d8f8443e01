/* What slots, guards, instants and effects' arguments come to. */
#include "core.h"

/* 0: the action gives this fact and has not given it; *VALUE is OMBUD_UNSET. */
int core_read(const core_view *v, uint16_t slot, int64_t *value) {
  for (unsigned i = 0; i < v->n_fresh; i++)
    if (v->fresh_slots[i] == slot) {
      *value = v->fresh_values[i];
      return *value != OMBUD_UNSET;
    }
  *value = v->slots ? v->slots[slot] : OMBUD_UNSET;
  return 1;
}

core_truth core_guard(const core_view *v, uint32_t guard) {
  if (guard == 0) return CORE_TRUE;
  core_truth any = CORE_FALSE, box = CORE_TRUE;
  for (const ombud_test *test = &v->policy->tests[guard];; test++) {
    int64_t value;
    core_truth one = !core_read(v, test->slot, &value)        ? CORE_UNKNOWN
                     : test->lo <= value && value <= test->hi ? CORE_TRUE
                                                              : CORE_FALSE;
    if (one < box) box = one;
    if (!test->last) continue;
    if (box > any) any = box;
    if (any == CORE_TRUE || test->last == 2) return any;
    box = CORE_TRUE;
  }
}

/* A moment that is given now begins anew, so nothing has been left out since (rule 16). */
static int64_t time_spent(const core_view *v, const ombud_anchor *anchor) {
  if (anchor->spent == OMBUD_NONE || !v->slots) return 0;
  for (unsigned i = 0; i < v->n_fresh; i++)
    if (v->fresh_slots[i] == anchor->slot) return 0;
  int64_t spent = v->slots[anchor->spent];
  return spent == OMBUD_UNSET ? 0 : spent;
}

/* OMBUD_UNSET: none of its anchors is set; CORE_NOT_YET: the action has still to give one. */
ombud_time core_instant(const core_view *v, uint32_t instant) {
  const ombud_instant *at = &v->policy->instants[instant];
  const ombud_anchor *picked = NULL;
  int64_t best = 0;
  for (unsigned i = 0; i < at->n_anchors; i++) {
    const ombud_anchor *anchor = &v->policy->anchors[at->anchors + i];
    int64_t value;
    if (!core_read(v, anchor->slot, &value)) return CORE_NOT_YET;
    if (value == OMBUD_UNSET) continue;
    if (picked && (at->earliest ? value >= best : value <= best)) continue;
    picked = anchor;
    best = value;
  }
  return picked ? core_add(core_add(best, at->offset), time_spent(v, picked)) : OMBUD_UNSET;
}

/* Whether T is at or past a bound; a bound that is not set makes the rule say nothing. */
core_truth core_window(const core_view *v, const ombud_entry *entry, ombud_time t) {
  core_truth truth = CORE_TRUE;
  const ombud_when *when = core_when(v, entry);
  if (when->from) {
    ombud_time from = core_instant(v, when->from);
    if (from == CORE_NOT_YET)
      truth = CORE_UNKNOWN;
    else if (from == OMBUD_UNSET || t < from)
      return CORE_FALSE;
  }
  if (when->until) {
    ombud_time until = core_instant(v, when->until);
    if (until == CORE_NOT_YET)
      truth = CORE_UNKNOWN;
    else if (until == OMBUD_UNSET || t >= until)
      return CORE_FALSE;
  }
  return truth;
}

/* x * a / b: with x = q*b + r the whole is q*a + r*a/b, and the compiler has proved that r*a fits.
 * Products are taken modulo 2^64, so that a case with foreign bytes gives a wrong number at worst. */
static int64_t scale(int64_t x, int64_t a, int64_t b, uint8_t round) {
  int64_t q = x / b, r = x % b;
  int64_t part = (int64_t)((uint64_t)r * (uint64_t)a);
  int64_t down = part / b, rest = part % b;
  if (rest < 0) {
    down--;
    rest += b;
  }
  uint64_t floor = (uint64_t)q * (uint64_t)a + (uint64_t)down;
  int64_t over = rest - (b - rest); /* the sign says on which side of the half it lies */
  switch (round) {
  case OMBUD_ROUND_DOWN: break;
  case OMBUD_ROUND_UP: floor += rest > 0; break;
  case OMBUD_ROUND_HALF_UP: floor += over >= 0; break;
  case OMBUD_ROUND_HALF_EVEN: floor += over > 0 || (over == 0 && (floor & 1)); break;
  }
  return (int64_t)floor;
}

static int64_t combine(int64_t x, int64_t y, uint8_t code) {
  switch (code) {
  case OMBUD_OP_ADD: return (int64_t)((uint64_t)x + (uint64_t)y);
  case OMBUD_OP_SUB: return (int64_t)((uint64_t)x - (uint64_t)y);
  case OMBUD_OP_MUL: return (int64_t)((uint64_t)x * (uint64_t)y);
  case OMBUD_OP_MIN: return x < y ? x : y;
  case OMBUD_OP_MAX: break;
  }
  return x > y ? x : y;
}

static void work_out(const core_view *v, const ombud_call *call, ombud_effect *effect) {
  int64_t stack[OMBUD_STACK_MAX] = {0};
  unsigned n = 0;
  for (unsigned i = 0; i < call->n_ops; i++) {
    const ombud_op *op = &v->policy->ops[call->ops + i];
    const int64_t *number = &v->policy->numbers[op->number];
    switch (op->code) {
    case OMBUD_OP_CONST: stack[n++] = *number; break;
    case OMBUD_OP_SLOT: core_read(v, op->slot, &stack[n++]); break;
    case OMBUD_OP_SCALE: stack[n - 1] = scale(stack[n - 1], number[0], number[1], op->round); break;
    case OMBUD_OP_ADD:
    case OMBUD_OP_SUB:
    case OMBUD_OP_MUL:
    case OMBUD_OP_MIN:
    case OMBUD_OP_MAX:
      n--;
      stack[n - 1] = combine(stack[n - 1], stack[n], op->code);
      break;
    }
  }
  effect->effect = call->effect;
  effect->n_args = call->n_args;
  for (unsigned i = 0; i < OMBUD_ARGS_MAX; i++) effect->args[i] = i < call->n_args ? stack[i] : 0;
}

/* core_check_room has seen to the room; the test stands guard over the caller's memory. */
void core_emit(const core_view *v, uint32_t calls, ombud_out *out) {
  if (!calls) return;
  const ombud_call *call = &v->policy->calls[calls];
  do {
    if (out->n_effects < out->effects_max) work_out(v, call, &out->effects[out->n_effects++]);
  } while (!call++->last);
}
