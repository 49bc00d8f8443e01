/* What ombud's own contenders share: inputs as ombud takes them, and its answers in the workload's terms.
 *
 * A file that includes this has set SIDE_POLICY, SIDE_WORKLOAD, and SIDE_ROOM and SIDE_READY, which are in
 * the policy's generated header; SIDE_CASE, a union of the processes' cases with the member head; and
 * SIDE_EFFECTS, whether the policy has any. The inputs are made before anything is timed, as a host's are
 * once it has read a request.
 *
 * The peers hand over effects with their arguments worked out, so what only takes fetches them too.
 */
#ifndef BENCH_OMBUD_SIDE_H
#define BENCH_OMBUD_SIDE_H

#include "bench.h"
#include "ombud.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE_PROCESSES = 2, SIDE_ACTIONS = 16, SIDE_ACTORS = 4 };

#define SIDE_INLINE static inline __attribute__((always_inline))
#define SIDE_COLD   static __attribute__((noinline))

typedef struct side_input {
  ombud_input in;
  ombud_given given[BENCH_FACTS_MAX];
} side_input;

enum { SIDE_STEPS = SIDE_PROCESSES * SIDE_ACTIONS * SIDE_ACTORS * 8, SIDE_OPENINGS = SIDE_PROCESSES * 256 };
enum { SIDE_INPUTS = SIDE_STEPS + SIDE_OPENINGS };

/* [process][action][actor][facts] of a step, then [process][facts] of an opening. Each is folded once for a
 * mode; those that give the same facts are one, as they are to a host. */
typedef struct side_inputs {
  side_input inputs[SIDE_INPUTS];
  const ombud_folded *folded[SIDE_INPUTS][2];
  ombud_folded made[SIDE_INPUTS * 2];
  size_t n_made;
} side_inputs;

static side_inputs *side;

typedef struct side_room { /* what a step says beside what it took */
  SIDE_ROOM own;
  ombud_status status; /* where the step was ombud_step's, or ombud_open's */
  uint16_t from;       /* the state before */
} side_room;

static inline void side_ready(side_room *room) {
  SIDE_READY(&room->own);
}

static inline unsigned side_process(const bench_input *in) {
  return in->where >> 1 & 1;
}

static inline unsigned side_number(const bench_input *in) {
  if (in->where & BENCH_OPENS) return SIDE_STEPS + side_process(in) * 256u + in->facts;
  return ((side_process(in) * SIDE_ACTIONS + in->action) * SIDE_ACTORS + in->actor) * 8u + in->facts;
}

static inline const ombud_folded *side_folded(const bench_input *in) {
  return side->folded[side_number(in)][in->where & 1];
}

static int side_same(const ombud_input *a, const ombud_input *b) {
  int same = a->action == b->action && a->actor == b->actor && a->n_given == b->n_given;
  for (unsigned i = 0; same && i < a->n_given; i++)
    same = a->given[i].fact == b->given[i].fact && a->given[i].value == b->given[i].value;
  return same;
}

static const ombud_folded *side_fold(const ombud_input *in, unsigned process, unsigned mode, int opens) {
  for (size_t i = 0; i < side->n_made; i++) {
    const ombud_folded *made = &side->made[i];
    if (made->process == process && made->mode == mode &&
        (made->way & OMBUD_WAY_OPENS) == (opens ? OMBUD_WAY_OPENS : 0) && side_same(made->in, in))
      return made;
  }
  ombud_folded *made = &side->made[side->n_made];
  if (ombud_fold_input(&SIDE_POLICY, (uint8_t)process, (uint8_t)mode, in, opens, made) != OMBUD_OK)
    return NULL;
  side->n_made++;
  return made;
}

static void side_fill(const bench_workload *w, const bench_input *in) {
  side_input *s = &side->inputs[side_number(in)];
  uint32_t gives = w->gives((uint8_t)side_process(in), in->action, in->actor);
  s->in = (ombud_input){.given = s->given, .actor = in->actor, .action = in->action};
  for (unsigned i = 0; i < w->n_facts; i++)
    if (gives >> i & 1)
      s->given[s->in.n_given++] = (ombud_given){.fact = (uint16_t)i, .value = w->fact(in, i)};
  for (unsigned mode = 0; mode < w->n_modes; mode++)
    side->folded[side_number(in)][mode] =
        side_fold(&s->in, side_process(in), mode, (in->where & BENCH_OPENS) != 0);
}

static void side_fill_steps(const bench_workload *w, unsigned process) {
  for (unsigned i = 0; i < w->n_actions * w->n_actors * 8u; i++) {
    bench_input in = {.where = (uint8_t)(process << 1),
                      .action = (uint8_t)(i / (8u * w->n_actors)),
                      .actor = (uint8_t)(i / 8u % w->n_actors + 1),
                      .facts = (uint8_t)(i % 8)};
    side_fill(w, &in);
  }
}

/* 0: no memory. */
static int side_prepare(void) {
  const bench_workload *w = &SIDE_WORKLOAD;
  if (side) return 1;
  side = calloc(1, sizeof *side);
  if (!side) return 0;
  for (unsigned process = 0; process < w->n_processes; process++) side_fill_steps(w, process);
  for (uint32_t i = 1; i < w->n_rows; i++) {
    const bench_row *row = &w->rows[i];
    if (row->kind != BENCH_ACT || row->from != 0) continue;
    for (unsigned facts = 0; facts < 256; facts++) {
      bench_input in = {.where = (uint8_t)((unsigned)BENCH_OPENS | (unsigned)row->process << 1),
                        .action = row->happens,
                        .actor = row->actor,
                        .facts = (uint8_t)facts};
      side_fill(w, &in);
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

static void side_tell_effects(const ombud_out *from, bench_out *to) {
  for (uint32_t i = 0; i < from->n_effects; i++) {
    const ombud_effect *e = &from->effects[i];
    bench_effect_add(to, e->effect, e->n_args > 0 ? e->args[0] : 0, e->n_args > 1 ? e->args[1] : 0);
  }
}

/* What ombud reported, in the workload's terms. An error of ombud's is a row that there is not. */
static uint32_t side_tell_report(const ombud_case *c, const bench_input *in, const side_room *room,
                                 bench_out *to) {
  const ombud_out *from = &room->own.out;
  uint32_t acted = BENCH_REFUSED;
  if (room->status != OMBUD_OK && room->status != OMBUD_REFUSED) return UINT32_MAX;
  for (uint32_t i = 0; i < from->n_events; i++) {
    uint32_t row = side_row(c, in, &from->events[i]);
    if (from->events[i].kind == OMBUD_ACTED)
      acted = row;
    else
      bench_fire(to, row, from->events[i].at);
  }
  side_tell_effects(from, to);
  return acted;
}

/* What came of an input: of TAKEN, or where that is OMBUD_ASK, as was reported. */
static uint32_t side_tell(uint32_t taken, const ombud_case *c, const bench_input *in, const side_room *room,
                          bench_out *to) {
  to->n_fired = to->n_effects = 0;
  if (taken == OMBUD_ASK) return side_tell_report(c, in, room, to);
  if (!(taken & OMBUD_TAKEN_YES)) return BENCH_REFUSED;
  side_tell_effects(&room->own.out, to);
  ombud_event e = {
      .name = in->action, .actor = in->actor, .from = room->from, .to = c->state, .kind = OMBUD_ACTED};
  return side_row(c, in, &e);
}

/* What governed, or 0 where it is refused; and how much happened. */
static inline uint32_t side_token(uint32_t taken, const side_room *room) {
  const ombud_out *out = &room->own.out;
  if (taken != OMBUD_ASK) return taken + (SIDE_EFFECTS ? out->n_effects << 12 : 0);
  return ((out->rule + 1) & (0u - (uint32_t)(room->status == OMBUD_OK))) + (out->n_events << 8) +
         (out->n_effects << 12);
}

/* A case of 64 bytes lies in one line of the cache. */
static void *side_create(size_t n) {
  size_t size = (n * sizeof(SIDE_CASE) + 63) / 64 * 64;
  void *cases = side_prepare() ? aligned_alloc(64, size) : NULL;
  return cases ? memset(cases, 0, size) : NULL;
}

static void side_forget(void);

static void side_destroy(void *cases) {
  side_forget();
  free(cases);
}

static void side_look(const void *cases, uint32_t target, bench_view *view) {
  const ombud_case *c = &((const SIDE_CASE *)cases + target)->head;
  *view =
      (bench_view){.wake = ombud_due(c), .process = c->process, .mode = c->mode, .state = (uint8_t)c->state};
  for (uint16_t i = 0; i < SIDE_POLICY.n_facts; i++) view->facts[i] = ombud_fact_value(&SIDE_POLICY, c, i);
}

/* ---- steps: each answers what was taken, or OMBUD_ASK where ROOM has a report ---- */

/* With a report, whatever there is to do. */
SIDE_INLINE uint32_t side_report(SIDE_CASE *c, const ombud_folded *in, ombud_time now, side_room *room) {
  if (in->way & OMBUD_WAY_OPENS)
    room->status = ombud_open(&SIDE_POLICY, &c->head, in->process, in->mode, in->in, now, &room->own.out);
  else
    room->status = ombud_step(&SIDE_POLICY, &c->head, in->in, now, &room->own.out);
  return OMBUD_ASK;
}

SIDE_COLD uint32_t side_general(SIDE_CASE *c, const ombud_folded *in, ombud_time now, side_room *room) {
  return side_report(c, in, now, room);
}

/* What has to be done after an attempt at the straight way: the effects, or else the general way. */
SIDE_INLINE uint32_t side_after(uint32_t taken, SIDE_CASE *c, const ombud_folded *in, ombud_time now,
                                side_room *room) {
  if (__builtin_expect(taken == OMBUD_ASK, 0)) return side_general(c, in, now, room);
#if SIDE_EFFECTS
  room->own.out.n_effects = 0;
  if (SIDE_POLICY.entries[taken & OMBUD_TAKEN_ENTRY].calls)
    ombud_effects(&SIDE_POLICY, &c->head, taken, &room->own.out);
#endif
  return taken;
}

/* (a) One call out of line, which reports no more than what governed. */
SIDE_INLINE uint32_t side_take(SIDE_CASE *c, const ombud_folded *in, ombud_time now, side_room *room) {
  return side_after(ombud_take(&c->head, in, now), c, in, now, room);
}

/* (b) The same, inline: SIDE_TAKE is the workload's. */
SIDE_INLINE uint32_t side_inline(SIDE_CASE *c, const ombud_folded *in, ombud_time now, side_room *room) {
  return side_after(SIDE_TAKE(c, in, now), c, in, now, room);
}

/* (a) with what the others have done before: an input that comes up once. */
SIDE_INLINE uint32_t side_fold_and_take(SIDE_CASE *c, const ombud_folded *in, ombud_time now,
                                        side_room *room) {
  ombud_folded once;
  int opens = (in->way & OMBUD_WAY_OPENS) != 0;
  if (ombud_fold_input(&SIDE_POLICY, in->process, in->mode, in->in, opens, &once) != OMBUD_OK)
    return side_general(c, in, now, room);
  return side_take(c, &once, now, room);
}

SIDE_INLINE uint32_t side_one_of_many(SIDE_CASE *c, const ombud_folded *in, ombud_time now, side_room *room) {
  ombud_case *head = &c->head;
  uint32_t taken;
  if (!ombud_take_many(&head, &in, &now, &taken, 1)) taken = OMBUD_ASK;
  return side_after(taken, c, in, now, room);
}

/* ---- loops ---- */

/* What a host has in its queue: made before anything is timed. */
static struct side_queue {
  const bench_input *first;
  ombud_case **cases;
  const ombud_folded **ins;
  ombud_time *now;
  uint32_t *run; /* so many from here on, until one opens a case of which effects may still be wanted */
} queue;

static void side_forget(void) {
  free(queue.cases);
  free(queue.ins);
  free(queue.now);
  free(queue.run);
  queue = (struct side_queue){.first = NULL};
}

static int side_make_queue(const bench_input *in, size_t n) {
  side_forget();
  queue = (struct side_queue){in, malloc(n * sizeof *queue.cases), malloc(n * sizeof *queue.ins),
                              malloc(n * sizeof *queue.now), malloc(n * sizeof *queue.run)};
  return queue.cases && queue.ins && queue.now && queue.run;
}

/* What effects are worked out from is only given when a case opens. So a batch ends before one opens that has
 * come up in it. OPENS: for each case, which of the inputs after I opens it before anything else is done to
 * it; N: none. */
static int side_fill_runs(const bench_input *in, size_t n) {
  uint32_t n_cases = 0;
  for (size_t i = 0; i < n; i++) n_cases = in[i].target >= n_cases ? in[i].target + 1 : n_cases;
  size_t *opens = malloc(n_cases * sizeof *opens);
  if (!opens) return 0;
  for (uint32_t i = 0; i < n_cases; i++) opens[i] = n;
  size_t end = n;
  for (size_t i = n; i-- > 0;) {
    if (opens[in[i].target] < end) end = opens[in[i].target];
    queue.run[i] = (uint32_t)(end - i);
    opens[in[i].target] = in[i].where & BENCH_OPENS ? i : n;
  }
  free(opens);
  return 1;
}

static int side_gather(void *cases, const bench_input *in, size_t n) {
  if (!side_make_queue(in, n)) return 0;
  for (size_t i = 0; i < n; i++) {
    queue.cases[i] = &((SIDE_CASE *)cases + in[i].target)->head;
    queue.ins[i] = side_folded(&in[i]);
    queue.now[i] = in[i].now;
  }
  return side_fill_runs(in, n);
}

static inline const ombud_folded *side_queued(const bench_input *in) {
  return queue.ins[in - queue.first];
}

static inline uint32_t side_opened(SIDE_CASE *c, const bench_input *in, side_room *room) {
  return side_token(side_take(c, side_folded(in), in->now, room), room);
}

BENCH_LOOP(side_open_all, SIDE_CASE, side_room, side_ready, side_opened)

/* (c) Many in one call. */
enum { SIDE_BATCH = 256 };

static uint64_t side_many(void *cases, const bench_input *in, size_t n) {
  SIDE_CASE *first = cases;
  uint32_t taken[SIDE_BATCH];
  side_room room;
  uint64_t sum = 0;
  side_ready(&room);
  for (size_t i = 0; i < n;) {
    size_t run = queue.run[i] < SIDE_BATCH ? queue.run[i] : SIDE_BATCH;
    size_t done = ombud_take_many(queue.cases + i, queue.ins + i, queue.now + i, taken, run);
    for (size_t k = 0; k < done; k++, i++) {
      uint32_t one = side_after(taken[k], first + in[i].target, queue.ins[i], queue.now[i], &room);
      bench_used(&room);
      sum = bench_add(sum, side_token(one, &room));
    }
    if (done == run) continue;
    uint32_t one = side_general(first + in[i].target, queue.ins[i], queue.now[i], &room);
    bench_used(&room);
    sum = bench_add(sum, side_token(one, &room));
    i++;
  }
  return sum;
}

/* ---- contenders ---- */

#define SIDE_CHECKED(PREFIX, STEP)                                                                           \
  static uint32_t PREFIX##_one(void *cases, const bench_input *in, bench_out *out, uint32_t *token) {        \
    SIDE_CASE *c = (SIDE_CASE *)cases + in->target;                                                          \
    side_room room = {.from = in->where & BENCH_OPENS ? 0 : c->head.state};                                  \
    side_ready(&room);                                                                                       \
    uint32_t taken = STEP(c, side_folded(in), in->now, &room);                                               \
    *token = side_token(taken, &room);                                                                       \
    return side_tell(taken, &c->head, in, &room, out);                                                       \
  }

/* What all of ombud's contenders say alike. */
#define SIDE_FIELDS(NAME, TITLE, PREFIX)                                                                     \
  .name = (NAME), .title = (TITLE), .case_size = sizeof(SIDE_CASE), .create = side_create,                   \
  .destroy = side_destroy, .open = side_open_all, .run = PREFIX##_run, .step = PREFIX##_one,                 \
  .view = side_look, .gather = side_gather

#define SIDE_CONTENDER(NAME, TITLE, PREFIX, STEP)                                                            \
  SIDE_INLINE uint32_t PREFIX##_token(SIDE_CASE *c, const bench_input *in, side_room *room) {                \
    return side_token(STEP(c, side_queued(in), in->now, room), room);                                        \
  }                                                                                                          \
  BENCH_LOOP(PREFIX##_run, SIDE_CASE, side_room, side_ready, PREFIX##_token)                                 \
  SIDE_CHECKED(PREFIX, STEP)                                                                                 \
  const bench_contender PREFIX##_contender = {SIDE_FIELDS(NAME, TITLE, PREFIX)};

#define SIDE_MANY(NAME, TITLE, PREFIX)                                                                       \
  static uint64_t PREFIX##_run(void *cases, const bench_input *in, size_t n) {                               \
    return side_many(cases, in, n);                                                                          \
  }                                                                                                          \
  SIDE_CHECKED(PREFIX, side_one_of_many)                                                                     \
  const bench_contender PREFIX##_contender = {SIDE_FIELDS(NAME, TITLE, PREFIX)};

#endif
