/* FNV-1a over the tables, field by field, so that it is the same whatever the machine's byte order and
 * padding. */
#include "core.h"
#include "lower.h"

static void put(uint64_t *h, uint64_t value) {
  for (int i = 0; i < 64; i += 8) *h = (*h ^ (value >> i & 0xFF)) * UINT64_C(1099511628211);
}

static void put_signed(uint64_t *h, int64_t value) {
  put(h, (uint64_t)value);
}

static void put_name(uint64_t *h, const char *name) {
  for (; *name != '\0'; name++) *h = (*h ^ (unsigned char)*name) * UINT64_C(1099511628211);
  put(h, 0);
}

static void put_guard(uint64_t *h, const ombud_policy *p, uint32_t first) {
  put(h, first != 0);
  for (const ombud_test *t = &p->tests[first]; first != 0; t++) {
    put_signed(h, t->lo);
    put_signed(h, t->hi);
    put(h, t->slot);
    put(h, t->last);
    if (t->last == 2) return;
  }
}

static void put_instant(uint64_t *h, const ombud_policy *p, uint32_t i) {
  put(h, i != 0);
  if (i == 0) return;
  const ombud_instant *x = &p->instants[i];
  put_signed(h, x->offset);
  put(h, x->earliest);
  put(h, x->n_anchors);
  for (uint16_t k = 0; k < x->n_anchors; k++) {
    put(h, p->anchors[x->anchors + k].slot);
    put(h, p->anchors[x->anchors + k].spent);
  }
}

static void put_calls(uint64_t *h, const ombud_policy *p, uint32_t first) {
  put(h, first != 0);
  for (uint32_t i = first; i != 0; i = p->calls[i].last ? 0 : i + 1) {
    const ombud_call *c = &p->calls[i];
    put(h, c->effect);
    put(h, c->n_args);
    put(h, c->n_ops);
    for (uint32_t k = c->ops; k < c->ops + c->n_ops; k++) {
      const ombud_op *op = &p->ops[k];
      put(h, (uint64_t)op->code << 32 | (uint64_t)op->round << 16 | op->slot);
      bool scales = op->code == OMBUD_OP_SCALE;
      put_signed(h, scales || op->code == OMBUD_OP_CONST ? p->numbers[op->number] : 0);
      put_signed(h, scales ? p->numbers[op->number + 1] : 0);
    }
  }
}

static void put_cell(uint64_t *h, const ombud_policy *p, const core_cell *c) {
  put(h, c->count);
  put(h, c->n_gives);
  for (uint16_t k = 0; k < c->n_gives; k++) put(h, p->gives[c->gives + k]);
  put(h, c->n_entries);
  for (uint32_t k = c->entries; k < c->entries + c->n_entries; k++) {
    const ombud_entry *e = &p->entries[k];
    const ombud_when *when = &p->whens[e->when];
    put_guard(h, p, when->guard);
    put_instant(h, p, when->from);
    put_instant(h, p, when->until);
    put_calls(h, p, e->calls);
    put(h, (uint64_t)e->to << 32 | (uint64_t)when->limit << 16 | e->kind);
  }
}

static void put_cells(uint64_t *h, const ombud_policy *p, const ombud_process *q, size_t row) {
  for (uint8_t actor = 1; actor < p->n_actors; actor++)
    for (uint16_t action = 0; action < q->n_actions; action++) {
      core_cell cell =
          core_cell_of(p, q, (uint8_t)(row / q->n_states), (uint16_t)(row % q->n_states), actor, action);
      if (cell.n_entries == 0) continue;
      put(h, (uint64_t)row << 32 | (uint64_t)actor << 16 | action);
      put_cell(h, p, &cell);
    }
}

static void put_row(uint64_t *h, const ombud_policy *p, const ombud_row *r) {
  put(h, r->flags);
  put(h, r->n_timers);
  for (uint32_t k = r->timers; k < r->timers + r->n_timers; k++) {
    const ombud_timer *t = &p->timers[k];
    put_instant(h, p, t->due);
    put_calls(h, p, t->kind == OMBUD_REMINDED ? 0 : t->calls);
    put(h, t->kind == OMBUD_REMINDED ? t->calls : 0);
    put(h, (uint64_t)t->target << 32 | (uint64_t)t->name << 16 | t->kind);
  }
}

static void put_process(uint64_t *h, const ombud_policy *p, const ombud_process *q,
                        const ombud_process_word *w) {
  put_name(h, w->name);
  put(h, (uint64_t)q->n_states << 32 | (uint64_t)q->n_actions << 16 | q->n_names);
  put(h, (uint64_t)q->n_slots << 32 | (uint64_t)q->n_spent << 16 | q->entry);
  for (uint16_t i = 0; i < q->n_states; i++) put_name(h, w->states[i].name);
  for (uint16_t i = 0; i < q->n_names; i++) {
    put_name(h, w->names[i].name);
    put(h, q->occurs[i]);
  }
  for (uint16_t i = 0; i < p->n_facts; i++) put(h, q->facts[i]);
  for (uint16_t i = 0; i < q->n_spent; i++) {
    put(h, (uint64_t)q->spent[i].slot << 16 | q->spent[i].anchor);
    for (uint32_t k = 0; k <= (uint32_t)q->n_states / 32; k++) put(h, q->spent[i].states[k]);
  }
  size_t n_rows = (size_t)p->n_modes * q->n_states;
  for (size_t i = 0; i < n_rows; i++) put_row(h, p, &q->rows[i]);
  for (size_t i = 0; i < n_rows; i++) put_cells(h, p, q, i);
}

uint64_t fingerprint_of(const ombud_policy *p, const ombud_words *w) {
  uint64_t h = UINT64_C(14695981039346656037);
  put(&h, p->abi);
  put_name(&h, w->name);
  put_name(&h, w->version);
  for (uint8_t i = 0; i < p->n_modes; i++) put_name(&h, w->modes[i].name);
  for (uint8_t i = 0; i < p->n_actors; i++) put_name(&h, w->actors[i].name);
  for (uint16_t i = 0; i < p->n_facts; i++) {
    put_name(&h, w->facts[i].name);
    put(&h, p->facts[i].type);
    put_signed(&h, p->facts[i].lo);
    put_signed(&h, p->facts[i].hi);
  }
  for (uint16_t i = 0; i < w->n_choices; i++)
    for (uint16_t k = 0; k < w->choices[i].n_options; k++) put_name(&h, w->choices[i].options[k].name);
  for (uint16_t i = 0; i < p->n_orders; i++)
    put(&h, (uint64_t)p->orders[i].less << 32 | (uint64_t)p->orders[i].more << 16 | p->orders[i].gap);
  for (uint16_t i = 0; i < p->n_effects; i++) put_name(&h, w->effects[i].name);
  for (uint16_t i = 0; i < p->n_reasons; i++) put_name(&h, w->reasons[i].name);
  for (uint16_t i = 0; i < p->n_processes; i++) put_process(&h, p, &p->processes[i], &w->processes[i]);
  return h == 0 ? 1 : h;
}
