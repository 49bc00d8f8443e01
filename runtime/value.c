/* What slots, guards, instants and effects' arguments come to. */
#include "core.h"

/*@ assigns \nothing;
    ensures is_time(\result);
    ensures is_time(x) ==> \result == x; */
ombud_time core_clamp(int64_t x) {
  return x > OMBUD_TIME_MAX ? OMBUD_TIME_MAX : x < OMBUD_TIME_MIN ? OMBUD_TIME_MIN : x;
}

/* OMBUD_TIME_MAX is less than half of INT64_MAX, so the sum of two clamped values cannot overflow. */
/*@ assigns \nothing;
    ensures is_time(\result); */
ombud_time core_add(int64_t a, int64_t b) {
  return core_clamp(core_clamp(a) + core_clamp(b));
}

/* How long it has been since an instant; 0 before it. T is within its limits. */
/*@ requires is_time(t);
    assigns \nothing;
    ensures 0 <= \result <= OMBUD_TIME_MAX; */
int64_t core_passed(ombud_time since, ombud_time t) {
  int64_t passed = core_clamp(t - core_clamp(since));
  return passed > 0 ? passed : 0;
}

/* Where NUMBER is among N; N: nowhere. */
/*@ requires \valid_read(numbers + (0 .. n - 1));
    assigns \nothing;
    ensures \result <= n;
    ensures \result < n ==> numbers[\result] == number; */
unsigned core_index(const uint16_t *numbers, unsigned n, uint16_t number) {
  unsigned i = 0;
  /*@ loop invariant i <= n; loop assigns i; loop variant n - i; */
  while (i < n && numbers[i] != number) i++;
  return i;
}

/* 0: the action gives this fact and has not given it; *VALUE is OMBUD_UNSET. */
/*@ requires sees(v) && slot < n_slots(v->process) && \valid(value);
    assigns *value;
    ensures \result == 0 ==> *value == OMBUD_UNSET; */
int core_read(const core_view *v, uint16_t slot, int64_t *value) {
  unsigned i = core_index(v->fresh_slots, v->n_fresh, slot);
  if (i == v->n_fresh) {
    *value = v->slots ? v->slots[slot] : OMBUD_UNSET;
    return 1;
  }
  *value = v->fresh_values[i];
  return *value != OMBUD_UNSET;
}

/*@ requires sees(v);
    assigns \nothing; */
core_truth core_guard(const core_view *v, uint32_t guard) {
  if (guard == 0) return CORE_TRUE;
  core_truth any = CORE_FALSE, box = CORE_TRUE;
  /*@ loop assigns test, any, box; */
  for (const ombud_test *test = &v->policy->tests[guard];; test++) {
    /*@ TABLES \valid_read(test) && test->slot < v->process->n_slots; */
    /*@ CONST is_process(v->process); */
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
/*@ requires sees(v) && \valid_read(anchor);
    requires a_slot(v->process, anchor->spent);
    assigns \nothing; */
static int64_t time_spent(const core_view *v, const ombud_anchor *anchor) {
  if (anchor->spent == OMBUD_NONE || !v->slots) return 0;
  if (core_index(v->fresh_slots, v->n_fresh, anchor->slot) < v->n_fresh) return 0;
  int64_t spent = v->slots[anchor->spent];
  return spent == OMBUD_UNSET ? 0 : spent;
}

/* OMBUD_UNSET: none of its anchors is set; CORE_NOT_YET: the action has still to give one. Of equals the
 * first counts. */
/*@ requires sees(v);
    assigns \nothing;
    ensures is_instant(\result); */
ombud_time core_instant(const core_view *v, uint32_t instant) {
  const ombud_instant *at = &v->policy->instants[instant];
  /*@ TABLES \valid_read(at); */
  const ombud_anchor *picked = NULL;
  int64_t turn = at->earliest ? -1 : 0, best = 0; /* x ^ -1 is ~x, which turns the order round */
  /*@ loop invariant picked == \null || (\valid_read(picked) && a_slot(v->process, picked->spent));
      loop assigns i, best, picked; */
  for (unsigned i = 0; i < at->n_anchors; i++) {
    const ombud_anchor *anchor = &v->policy->anchors[at->anchors + i];
    /*@ TABLES \valid_read(anchor) && anchor->slot < v->process->n_slots &&
          is_slot(v->process, anchor->spent); */
    /*@ CONST is_process(v->process); */
    int64_t value;
    if (!core_read(v, anchor->slot, &value)) return CORE_NOT_YET;
    if (value == OMBUD_UNSET || (picked && (value ^ turn) <= best)) continue;
    picked = anchor;
    best = value ^ turn;
  }
  return picked ? core_add(core_add(best ^ turn, at->offset), time_spent(v, picked)) : OMBUD_UNSET;
}

/* The same of a bound that there need not be. */
/*@ requires sees(v);
    assigns \nothing;
    ensures is_instant(\result) || \result == none; */
ombud_time core_bound(const core_view *v, uint32_t instant, ombud_time none) {
  return instant ? core_instant(v, instant) : none;
}

/* x * a / b: with x = q*b + r the whole is q*a + r*a/b, and the compiler has proved that r*a fits.
 * Products are taken modulo 2^64, so that a case with foreign bytes gives a wrong number at worst. */
/*@ requires b > 0;
    assigns \nothing; */
static int64_t scale(int64_t x, int64_t a, int64_t b, uint8_t round) {
  int64_t q = x / b, r = x % b;
  int64_t part = (int64_t)((uint64_t)r * (uint64_t)a);
  int64_t down = part / b, rest = part % b;
  /*@ assert step: -b < rest < b; */
  if (rest < 0) {
    down--;
    rest += b;
  }
  /*@ assert step: 0 <= rest < b; */
  uint64_t floor = (uint64_t)q * (uint64_t)a + (uint64_t)down;
  int64_t over = rest - (b - rest); /* the half; above 0 it is rounded up */
  switch (round) {
  case OMBUD_ROUND_DOWN: over = 0; break;
  case OMBUD_ROUND_UP: over = rest; break;
  case OMBUD_ROUND_HALF_UP: over += 1; break;
  default: over += (int64_t)(floor & 1); break; /* OMBUD_ROUND_HALF_EVEN */
  }
  floor += over > 0;
  return (int64_t)floor;
}

/*@ assigns \nothing; */
static int64_t combine(int64_t x, int64_t y, uint8_t code) {
  switch (code) {
  case OMBUD_OP_ADD: return (int64_t)((uint64_t)x + (uint64_t)y);
  case OMBUD_OP_SUB: return (int64_t)((uint64_t)x - (uint64_t)y);
  case OMBUD_OP_MUL: return (int64_t)((uint64_t)x * (uint64_t)y);
  case OMBUD_OP_MIN: return x < y ? x : y;
  default: break; /* OMBUD_OP_MAX */
  }
  return x > y ? x : y;
}

/* Each operator finds its operands: the compiler has seen to it. NOLINTBEGIN(clang-analyzer-core.*) */
/*@ requires sees(v) && \valid_read(call) && \valid(effect) && \separated(v, effect);
    assigns *effect; */
static void work_out(const core_view *v, const ombud_call *call, ombud_effect *effect) {
  int64_t stack[OMBUD_STACK_MAX];
  unsigned n = 0;
  /*@ loop invariant n <= OMBUD_STACK_MAX; loop assigns i, n, stack[0 .. OMBUD_STACK_MAX - 1]; */
  for (unsigned i = 0; i < call->n_ops; i++) {
    const ombud_op *op = &v->policy->ops[call->ops + i];
    /*@ TABLES \valid_read(op); */
    const int64_t *number = &v->policy->numbers[op->number];
    /*@ TABLES op->code <= OMBUD_OP_SLOT ==> n < OMBUD_STACK_MAX; */
    /*@ TABLES op->code > OMBUD_OP_SLOT ==> n >= (op->code == OMBUD_OP_SCALE ? 1 : 2); */
    /*@ TABLES op->code == OMBUD_OP_CONST ==> \valid_read(number); */
    /*@ TABLES op->code == OMBUD_OP_SLOT ==> op->slot < v->process->n_slots; */
    /*@ CONST is_process(v->process); */
    /*@ TABLES op->code == OMBUD_OP_SCALE ==> \valid_read(number + (0 .. 1)) && number[1] > 0; */
    switch (op->code) {
    case OMBUD_OP_CONST: stack[n++] = *number; break;
    case OMBUD_OP_SLOT: core_read(v, op->slot, &stack[n++]); break;
    case OMBUD_OP_SCALE: stack[n - 1] = scale(stack[n - 1], number[0], number[1], op->round); break;
    default: /* of two */
      n--;
      stack[n - 1] = combine(stack[n - 1], stack[n], op->code);
      break;
    }
  }
  effect->effect = call->effect;
  effect->n_args = call->n_args;
  /*@ loop invariant i <= OMBUD_ARGS_MAX; loop assigns i, effect->args[0 .. OMBUD_ARGS_MAX - 1]; */
  /* cppcheck-suppress uninitvar */
  for (unsigned i = 0; i < OMBUD_ARGS_MAX; i++) effect->args[i] = i < call->n_args ? stack[i] : 0;
}
/* NOLINTEND(clang-analyzer-core.*) */

/* core_check_room has seen to the room; the test stands guard over the caller's memory. */
/*@ requires sees(v) && is_room(out) && \separated(v, out, out->effects + (0 .. out->effects_max - 1));
    assigns out->n_effects, out->effects[0 .. out->effects_max - 1];
    ensures out->n_effects >= \old(out->n_effects); */
void core_emit(const core_view *v, uint32_t calls, ombud_out *out) {
  if (!calls) return;
  /*@ split calls; */
  const ombud_call *call = &v->policy->calls[calls];
  /*@ loop invariant out->n_effects >= \at(out->n_effects, Pre);
      loop assigns call, out->n_effects, out->effects[0 .. out->effects_max - 1]; */
  do {
    /*@ TABLES \valid_read(call) && !\valid(call); */
    if (out->n_effects < out->effects_max) work_out(v, call, &out->effects[out->n_effects++]);
  } while (!call++->last);
  /*@ merge calls; */
}
