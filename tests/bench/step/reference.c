#include "reference.h"

static int speaks(const bench_row *row, const bench_view *v) {
  return row->process == v->process && (row->modes >> v->mode & 1) && row->from == v->state;
}

/* The deadline that is next, and when; 0: none. A workload lists those of one state in the order in which
 * they fall due. */
static uint32_t next(const bench_workload *w, const reference_case *c) {
  unsigned before = 0;
  for (uint32_t i = 1; i < w->n_rows; i++)
    if (w->rows[i].kind != BENCH_ACT && speaks(&w->rows[i], &c->view) && before++ == c->fired) return i;
  return 0;
}

static void set_wake(const bench_workload *w, reference_case *c) {
  uint32_t row = next(w, c);
  c->view.wake = row ? c->entered + w->rows[row].after : BENCH_NEVER;
}

static void enter(reference_case *c, uint8_t state, int64_t at) {
  c->view.state = state;
  c->entered = at;
  c->fired = 0;
}

static void fire_due(const bench_workload *w, reference_case *c, int64_t now, bench_out *out) {
  while (c->view.wake <= now) {
    uint32_t row = next(w, c);
    bench_fire(out, row, c->view.wake);
    w->effects(row, c->view.facts, out);
    c->fired++;
    if (w->rows[row].kind == BENCH_DUE) enter(c, w->rows[row].to, c->view.wake);
    set_wake(w, c);
  }
}

static uint32_t find(const bench_workload *w, const bench_view *v, const bench_input *in) {
  for (uint32_t i = 1; i < w->n_rows; i++) {
    const bench_row *row = &w->rows[i];
    if (row->kind == BENCH_ACT && speaks(row, v) && row->happens == in->action && row->actor == in->actor &&
        (in->facts & row->fact_mask) == row->facts)
      return i;
  }
  return BENCH_REFUSED;
}

uint32_t reference_step(const bench_workload *w, reference_case *c, const bench_input *in, bench_out *out) {
  out->n_fired = out->n_effects = 0;
  if (in->where & BENCH_OPENS) {
    c->view = (bench_view){.process = in->where >> 1 & 1, .mode = in->where & 1, .wake = BENCH_NEVER};
    for (unsigned i = 0; i < BENCH_FACTS_MAX; i++) c->view.facts[i] = BENCH_UNSET;
  }
  fire_due(w, c, in->now, out);
  uint32_t row = find(w, &c->view, in);
  if (row == BENCH_REFUSED) return row;
  uint32_t gives = w->gives(c->view.process, in->action, in->actor);
  for (unsigned i = 0; i < w->n_facts; i++)
    if (gives >> i & 1) c->view.facts[i] = w->fact(in, i);
  w->effects(row, c->view.facts, out);
  enter(c, w->rows[row].to, in->now); /* no state that a row leads back to has a deadline that would go on */
  set_wake(w, c);
  return row;
}
