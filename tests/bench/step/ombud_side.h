/* What ombud's own contenders share: inputs as ombud takes them, and its answers in the workload's terms.
 *
 * A file that includes this has set SIDE_POLICY, SIDE_CASE, SIDE_ROOM and SIDE_READY, which are in the
 * policy's generated header, and SIDE_WORKLOAD. The inputs are made before anything is timed, as a host's are
 * once it has read a request.
 *
 * A further way to make a step is one more function like side_generic(), a line of SIDE_CONTENDER in the
 * workload's ombud.c, and its name in workloads.c.
 */
#ifndef BENCH_OMBUD_SIDE_H
#define BENCH_OMBUD_SIDE_H

#include "bench.h"
#include "ombud.h"

#include <stdlib.h>

enum { SIDE_PROCESSES = 2, SIDE_ACTIONS = 16, SIDE_ACTORS = 4 };

typedef struct side_input {
  ombud_input in;
  ombud_given given[BENCH_FACTS_MAX];
} side_input;

/* [process][action][actor][facts] of a step, [process][facts] of an opening. */
typedef struct side_inputs {
  side_input steps[SIDE_PROCESSES * SIDE_ACTIONS * SIDE_ACTORS * 8];
  side_input openings[SIDE_PROCESSES * 256];
} side_inputs;

static side_inputs *side;

static inline unsigned side_process(const bench_input *in) {
  return in->where >> 1 & 1;
}

static inline const ombud_input *side_step_input(const bench_input *in) {
  unsigned i = ((side_process(in) * SIDE_ACTIONS + in->action) * SIDE_ACTORS + in->actor) * 8u + in->facts;
  return &side->steps[i].in;
}

static inline const ombud_input *side_open_input(const bench_input *in) {
  return &side->openings[side_process(in) * 256u + in->facts].in;
}

static void side_fill(const bench_workload *w, side_input *s, const bench_input *in) {
  uint32_t gives = w->gives((uint8_t)side_process(in), in->action, in->actor);
  s->in = (ombud_input){.given = s->given, .actor = in->actor, .action = in->action};
  for (unsigned i = 0; i < w->n_facts; i++)
    if (gives >> i & 1)
      s->given[s->in.n_given++] = (ombud_given){.fact = (uint16_t)i, .value = w->fact(in, i)};
}

/* 0: no memory. */
static int side_prepare(void) {
  const bench_workload *w = &SIDE_WORKLOAD;
  if (side) return 1;
  side = calloc(1, sizeof *side);
  if (!side) return 0;
  for (unsigned i = 0; i < sizeof side->steps / sizeof side->steps[0]; i++) {
    bench_input in = {.where = (uint8_t)(i / (8 * SIDE_ACTORS * SIDE_ACTIONS) << 1),
                      .action = (uint8_t)(i / (8 * SIDE_ACTORS) % SIDE_ACTIONS),
                      .actor = (uint8_t)(i / 8 % SIDE_ACTORS),
                      .facts = (uint8_t)(i % 8)};
    side_fill(w, &side->steps[i], &in);
  }
  for (uint32_t i = 1; i < w->n_rows; i++) {
    const bench_row *row = &w->rows[i];
    if (row->kind != BENCH_ACT || row->from != 0) continue;
    for (unsigned facts = 0; facts < 256; facts++) {
      bench_input in = {.where = (uint8_t)(row->process << 1),
                        .action = row->happens,
                        .actor = row->actor,
                        .facts = (uint8_t)facts};
      side_fill(w, &side->openings[row->process * 256u + facts], &in);
    }
  }
  return 1;
}

/* Where facts decide between two rows, those of the input do; what effects there are is compared by itself.
 */
static uint32_t side_row(const ombud_case *c, const bench_input *in, const ombud_event *e) {
  const bench_workload *w = &SIDE_WORKLOAD;
  unsigned kind = e->kind == OMBUD_ACTED ? BENCH_ACT : e->kind == OMBUD_REMINDED ? BENCH_REMIND : BENCH_DUE;
  for (uint32_t i = 1; i < w->n_rows; i++) {
    const bench_row *row = &w->rows[i];
    if (row->kind == kind && row->process == c->process && (row->modes >> c->mode & 1) &&
        row->from == e->from && row->to == e->to && row->happens == e->name && row->actor == e->actor &&
        (in->facts & row->fact_mask) == row->facts)
      return i;
  }
  return UINT32_MAX; /* something happened that no row tells of */
}

/* What ombud answered, in the workload's terms. An error of ombud's is a row that there is not. */
static uint32_t side_tell(ombud_status status, const ombud_case *c, const bench_input *in,
                          const ombud_out *from, bench_out *to) {
  uint32_t acted = BENCH_REFUSED;
  to->n_fired = to->n_effects = 0;
  if (status != OMBUD_OK && status != OMBUD_REFUSED) return UINT32_MAX;
  for (uint32_t i = 0; i < from->n_events; i++) {
    uint32_t row = side_row(c, in, &from->events[i]);
    if (from->events[i].kind == OMBUD_ACTED)
      acted = row;
    else
      bench_fire(to, row, from->events[i].at);
  }
  for (uint32_t i = 0; i < from->n_effects; i++) {
    const ombud_effect *e = &from->effects[i];
    bench_effect_add(to, e->effect, e->n_args > 0 ? e->args[0] : 0, e->n_args > 1 ? e->args[1] : 0);
  }
  return acted;
}

/* The rule that governed and 1, or 0 where it is refused; and how much happened. */
static inline uint32_t side_token(ombud_status status, const ombud_out *out) {
  return ((out->rule + 1) & (0u - (uint32_t)(status == OMBUD_OK))) + (out->n_events << 8) +
         (out->n_effects << 12);
}

static void *side_create(size_t n) {
  return side_prepare() ? calloc(n, sizeof(SIDE_CASE)) : NULL;
}

static void side_destroy(void *cases) {
  free(cases);
}

static void side_look(const void *cases, uint32_t target, bench_view *view) {
  const ombud_case *c = &((const SIDE_CASE *)cases)[target].head;
  *view =
      (bench_view){.wake = ombud_due(c), .process = c->process, .mode = c->mode, .state = (uint8_t)c->state};
  for (uint16_t i = 0; i < SIDE_POLICY.n_facts; i++) view->facts[i] = ombud_fact_value(&SIDE_POLICY, c, i);
}

static inline ombud_status side_open(SIDE_CASE *c, const bench_input *in, SIDE_ROOM *room) {
  return ombud_open(&SIDE_POLICY, &c->head, (uint8_t)side_process(in), in->where & 1, side_open_input(in),
                    in->now, &room->out);
}

/* (a) One call out of line. */
static inline ombud_status side_generic(SIDE_CASE *c, const bench_input *in, SIDE_ROOM *room) {
  return ombud_step(&SIDE_POLICY, &c->head, side_step_input(in), in->now, &room->out);
}

static inline uint32_t side_open_token(SIDE_CASE *c, const bench_input *in, SIDE_ROOM *room) {
  ombud_status status = side_open(c, in, room);
  return side_token(status, &room->out);
}

BENCH_LOOP(side_open_all, SIDE_CASE, SIDE_ROOM, SIDE_READY, side_open_token)

/* STEP answers a status, and its answers are in a room. */
#define SIDE_CONTENDER(NAME, TITLE, PREFIX, STEP)                                                            \
  static inline uint32_t PREFIX##_token(SIDE_CASE *c, const bench_input *in, SIDE_ROOM *room) {              \
    ombud_status status = in->where & BENCH_OPENS ? side_open(c, in, room) : STEP(c, in, room);              \
    return side_token(status, &room->out);                                                                   \
  }                                                                                                          \
  BENCH_LOOP(PREFIX##_run, SIDE_CASE, SIDE_ROOM, SIDE_READY, PREFIX##_token)                                 \
  static uint32_t PREFIX##_one(void *cases, const bench_input *in, bench_out *out, uint32_t *token) {        \
    SIDE_CASE *c = (SIDE_CASE *)cases + in->target;                                                          \
    SIDE_ROOM room;                                                                                          \
    SIDE_READY(&room);                                                                                       \
    ombud_status status = in->where & BENCH_OPENS ? side_open(c, in, &room) : STEP(c, in, &room);            \
    *token = side_token(status, &room.out);                                                                  \
    return side_tell(status, &c->head, in, &room.out, out);                                                  \
  }                                                                                                          \
  const bench_contender PREFIX##_contender = {NAME,         TITLE,        sizeof(SIDE_CASE),                 \
                                              side_create,  side_destroy, side_open_all,                     \
                                              PREFIX##_run, PREFIX##_one, side_look};

#endif
