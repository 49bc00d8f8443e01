#include <inttypes.h>

#include "emit.h"
#include "emit_text.h"

/* ---- facts ---- */

static void emit_facts(const emission *e) {
  if (!emit_begin(e, "ombud_fact", "fact_types", e->policy->n_facts)) return;
  for (size_t i = 0; i < e->policy->n_facts; i++) {
    const ombud_fact *fact = &e->policy->facts[i];
    fputs("  ", e->out);
    emit_index(e, e->symbols->facts[i], i);
    fputs("{.lo = ", e->out);
    text_int64(e->out, fact->lo);
    fputs(", .hi = ", e->out);
    text_int64(e->out, fact->hi);
    fprintf(e->out, ", .type = %s},\n", text_type(fact->type));
  }
  emit_end(e);
}

static void emit_orders(const emission *e) {
  if (!emit_begin(e, "ombud_order", "orders", e->policy->n_orders)) return;
  for (size_t i = 0; i < e->policy->n_orders; i++) {
    const ombud_order *order = &e->policy->orders[i];
    fprintf(e->out, "  {.less = %s, .more = %s, .gap = %u},\n", e->symbols->facts[order->less],
            e->symbols->facts[order->more], (unsigned)order->gap);
  }
  emit_end(e);
}

/* ---- guards, instants, effects ---- */

static void emit_tests(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_test", "tests", n)) return;
  for (size_t i = 1; i < n; i++) {
    const ombud_test *test = &e->policy->tests[i];
    fprintf(e->out, "  [%zu] = {.lo = ", i);
    text_int64(e->out, test->lo);
    fputs(", .hi = ", e->out);
    text_int64(e->out, test->hi);
    fprintf(e->out, ", .slot = %u, .last = %u},\n", (unsigned)test->slot, (unsigned)test->last);
  }
  emit_end(e);
}

static void emit_instants(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_instant", "instants", n)) return;
  for (size_t i = 1; i < n; i++) {
    const ombud_instant *instant = &e->policy->instants[i];
    fprintf(e->out, "  [%zu] = {.offset = ", i);
    text_duration(e->out, instant->offset, "OMBUD_");
    fprintf(e->out, ", .anchors = %" PRIu32 ", .n_anchors = %u", instant->anchors,
            (unsigned)instant->n_anchors);
    fputs(instant->earliest ? ", .earliest = 1},\n" : "},\n", e->out);
  }
  emit_end(e);
}

static void emit_anchors(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_anchor", "anchors", n)) return;
  for (size_t i = 0; i < n; i++) {
    fprintf(e->out, "  [%zu] = {.slot = %u, .spent = ", i, (unsigned)e->policy->anchors[i].slot);
    emit_number(e, e->policy->anchors[i].spent);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

static const char *const codes[] = {
    [OMBUD_OP_CONST] = "OMBUD_OP_CONST", [OMBUD_OP_SLOT] = "OMBUD_OP_SLOT",  [OMBUD_OP_ADD] = "OMBUD_OP_ADD",
    [OMBUD_OP_SUB] = "OMBUD_OP_SUB",     [OMBUD_OP_MUL] = "OMBUD_OP_MUL",    [OMBUD_OP_MIN] = "OMBUD_OP_MIN",
    [OMBUD_OP_MAX] = "OMBUD_OP_MAX",     [OMBUD_OP_SCALE] = "OMBUD_OP_SCALE"};

static const char *const roundings[] = {[OMBUD_ROUND_DOWN] = "OMBUD_ROUND_DOWN",
                                        [OMBUD_ROUND_UP] = "OMBUD_ROUND_UP",
                                        [OMBUD_ROUND_HALF_UP] = "OMBUD_ROUND_HALF_UP",
                                        [OMBUD_ROUND_HALF_EVEN] = "OMBUD_ROUND_HALF_EVEN"};

static void emit_ops(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_op", "ops", n)) return;
  for (size_t i = 0; i < n; i++) {
    const ombud_op *op = &e->policy->ops[i];
    fprintf(e->out, "  [%zu] = {.code = %s", i, codes[op->code]);
    if (op->code == OMBUD_OP_CONST || op->code == OMBUD_OP_SCALE)
      fprintf(e->out, ", .number = %" PRIu32, op->number);
    if (op->code == OMBUD_OP_SCALE) fprintf(e->out, ", .round = %s", roundings[op->round]);
    if (op->code == OMBUD_OP_SLOT) fprintf(e->out, ", .slot = %u", (unsigned)op->slot);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

static void emit_numbers(const emission *e, size_t n) {
  if (!emit_begin(e, "int64_t", "numbers", n)) return;
  for (size_t i = 0; i < n; i++) {
    fprintf(e->out, "  [%zu] = ", i);
    text_int64(e->out, e->policy->numbers[i]);
    fputs(",\n", e->out);
  }
  emit_end(e);
}

static void emit_calls(const emission *e, size_t n) {
  if (!emit_begin(e, "ombud_call", "calls", n)) return;
  for (size_t i = 1; i < n; i++) {
    const ombud_call *call = &e->policy->calls[i];
    fprintf(e->out, "  [%zu] = {.effect = %s, .ops = %" PRIu32 ", .n_ops = %u, .n_args = %u%s},\n", i,
            e->symbols->effects[call->effect], call->ops, (unsigned)call->n_ops, (unsigned)call->n_args,
            call->last ? ", .last = 1" : "");
  }
  emit_end(e);
}

static void emit_gives(const emission *e, size_t n) {
  if (!emit_begin(e, "uint16_t", "gives", n)) return;
  for (size_t i = 0; i < n; i++) {
    fprintf(e->out, "  [%zu] = %s,\n", i, e->symbols->facts[e->policy->gives[i]]);
  }
  emit_end(e);
}

void emit_shared(const emission *e, const extents *n) {
  emit_facts(e);
  emit_orders(e);
  emit_tests(e, n->tests);
  emit_anchors(e, n->anchors);
  emit_instants(e, n->instants);
  emit_ops(e, n->ops);
  emit_numbers(e, n->numbers);
  emit_calls(e, n->calls);
  emit_gives(e, n->gives);
}
