/* Cases by chance show every point that some case can show, and none of those of which the compiler says that
 * no case can. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core.h"
#include "cover_part.h"

#define CASES_MAX 400000 /* of one policy, if that many are needed */
#define CASES_MIN 20000  /* that much is tried of what no case can show */
#define STEPS_MAX 16
#define HOUR      INT64_C(3600000)
#define FAR       (600 * 24 * HOUR)

typedef struct player {
  const compilation *of;
  const ombud_policy *p;
  const cover *v;
  uint32_t *counts;
  ombud_case *c, *before;
  ombud_out out;
  uint64_t seed;
  uint8_t process, mode;
  bool open;
  ombud_time now;
  core_view at; /* what the next action looks at */
  ombud_input in;
  ombud_given given[OMBUD_GIVEN_MAX];
} player;

static uint32_t chance(player *x, uint32_t n) {
  x->seed ^= x->seed << 13;
  x->seed ^= x->seed >> 7;
  x->seed ^= x->seed << 17;
  return (uint32_t)((x->seed >> 11) % n);
}

static int64_t some_time(player *x) {
  static const int64_t hours[] = {0, 1, 2, 3, 12, 24, 48, 72, 120, 168, 336, 672, 2880, 12960};
  return hours[chance(x, sizeof hours / sizeof *hours)] * HOUR + (int64_t)chance(x, 3) - 1;
}

/* Somebody's action of which some rule speaks, if one is soon found. */
static void pick_action(player *x) {
  x->at = (core_view){.policy = x->p, .process = &x->p->processes[x->process]};
  if (x->open) core_see(&x->at, x->p, x->c);
  x->in = (ombud_input){.given = x->given};
  for (int tries = 0; tries < 6; tries++) {
    x->in.actor = (uint8_t)(1 + chance(x, x->p->n_actors - 1u));
    x->in.action = (uint16_t)chance(x, x->at.process->n_actions);
    core_look(&x->at, x->mode, x->open ? x->c->state : 0, &x->in);
    if (x->at.cell.n_entries > 0) return;
  }
}

/* A bound of some test that reads the slot, or one beside it. */
static bool near_a_bound(player *x, uint16_t slot, int64_t *value) {
  for (uint32_t tries = 0; tries < 20; tries++) {
    const plan_process *q = &x->of->plan->processes[x->process];
    const plan_cell *cell = q->places[chance(x, (uint32_t)q->n_places)].cell;
    if (cell->n_entries == 0) continue;
    const plan_guard *g = cell->entries[chance(x, cell->n_entries)].guard;
    if (g == NULL || g->n_boxes == 0) continue;
    const plan_box *b = &g->boxes[chance(x, g->n_boxes)];
    if (b->n_tests == 0) continue;
    const plan_test *t = &b->tests[chance(x, b->n_tests)];
    if (x->at.process->facts[t->fact] != slot) continue;
    int64_t lo = t->lo > INT64_MIN + 1 ? t->lo : INT64_MIN + 1,
            hi = t->hi < INT64_MAX - 1 ? t->hi : INT64_MAX - 1;
    const int64_t near[] = {lo, hi, lo - 1, hi + 1};
    *value = near[chance(x, 4)];
    return true;
  }
  return false;
}

static int64_t some_value(player *x, uint16_t fact) {
  const ombud_fact *f = &x->p->facts[fact];
  if (f->type == OMBUD_MOMENT) return x->now + (chance(x, 2) ? some_time(x) : -some_time(x));
  if (f->type == OMBUD_TEXT) return 1;
  int64_t lo = f->lo < -1000 ? -1000 : f->lo, hi = f->hi > 200000 ? 200000 : f->hi, value;
  if (chance(x, 3) == 0 || !near_a_bound(x, x->at.process->facts[fact], &value))
    value = lo + (int64_t)chance(x, (uint32_t)(hi - lo + 1));
  return value < f->lo ? f->lo : value > f->hi ? f->hi : value;
}

static void give_facts(player *x) {
  for (unsigned i = 0; i < x->at.cell.n_gives; i++)
    if (chance(x, 40) > 0) {
      uint16_t fact = core_gives(&x->at, i);
      x->given[x->in.n_given++] = (ombud_given){fact, some_value(x, fact)};
    }
  core_look(&x->at, x->mode, x->at.state, &x->in);
}

/* Where one of the cell's windows begins or ends, or 1 ms before; else as it was. */
static ombud_time some_edge(player *x) {
  if (x->at.cell.n_entries == 0) return x->now;
  const ombud_entry *e = core_entry(&x->at, chance(x, x->at.cell.n_entries));
  uint32_t bound = chance(x, 2) ? core_when(&x->at, e)->from : core_when(&x->at, e)->until;
  ombud_time at = bound == 0 ? OMBUD_UNSET : core_instant(&x->at, bound);
  return at == OMBUD_UNSET || at == CORE_NOT_YET ? x->now : at - (ombud_time)chance(x, 2);
}

static void pick_time(player *x) {
  ombud_time due = x->open ? ombud_due(x->c) : OMBUD_NEVER, next = x->now;
  uint32_t how = chance(x, 8);
  if (how <= 1 && due != OMBUD_NEVER) next = due - (how == 0);
  if (how == 2) next = x->now + some_time(x);
  if (how >= 4) next = some_edge(x);
  if (!x->open || next > x->now) x->now = next;
}

static void step(player *x) {
  pick_action(x);
  give_facts(x);
  pick_time(x);
  bool was_open = x->open, acts = !x->open || chance(x, 4) > 0;
  if (was_open) memcpy(x->before, x->c, ombud_case_size(x->p));
  ombud_status status = !acts     ? ombud_catch_up(x->p, x->c, x->now, &x->out)
                        : x->open ? ombud_step(x->p, x->c, &x->in, x->now, &x->out)
                                  : ombud_open(x->p, x->c, x->process, x->mode, &x->in, x->now, &x->out);
  if (status == OMBUD_OK) x->open = true;
  const cover_call made = {.process = x->process,
                           .mode = x->mode,
                           .before = was_open ? x->before : NULL,
                           .after = x->open ? x->c : NULL,
                           .in = acts ? &x->in : NULL,
                           .now = x->now,
                           .status = status,
                           .out = &x->out};
  cover_add(x->v, &made, x->counts);
}

static void play_case(player *x) {
  x->process = (uint8_t)chance(x, x->p->n_processes);
  x->mode = (uint8_t)chance(x, x->p->n_modes);
  x->open = false;
  x->now = FAR;
  for (int i = 0; i < STEPS_MAX; i++) step(x);
}

static void begin(player *x, compilation *c) {
  const ombud_policy *p = c->policy;
  size_t slots = ombud_case_size(p) / sizeof(int64_t);
  *x = (player){.of = c, .p = p, .v = cover_every(c), .seed = 88172645463325252u};
  x->counts = ARENA_ARRAY(c->arena, x->v->n, uint32_t);
  x->c = (ombud_case *)(void *)ARENA_ARRAY(c->arena, slots, int64_t);
  x->before = (ombud_case *)(void *)ARENA_ARRAY(c->arena, slots, int64_t);
  x->out = (ombud_out){.events = ARENA_ARRAY(c->arena, p->max_events, ombud_event),
                       .effects = ARENA_ARRAY(c->arena, p->max_effects, ombud_effect),
                       .events_max = p->max_events,
                       .effects_max = p->max_effects};
}

/* Both lists are in the same order, so the next point that can be shown is this one, or this one cannot. */
static bool is_next(const cover *can, size_t at, const cover *every, size_t i) {
  if (at == can->n) return false;
  const cover_point *p = &can->points[at], *q = &every->points[i];
  const cover_part *a = &can->in->parts[at], *b = &every->in->parts[i];
  return p->kind == q->kind && p->at.file == q->at.file && p->at.begin == q->at.begin &&
         p->actor == q->actor && p->action == q->action && a->kind == b->kind && a->branch == b->branch;
}

/* How many of those that can be shown have not been. */
static size_t count_left(const player *x, const cover *can, bool tell) {
  size_t at = 0, left = 0;
  for (size_t i = 0; i < x->v->n; i++) {
    if (is_next(can, at, x->v, i)) {
      at++;
      left += x->counts[i] == 0;
      if (tell && x->counts[i] == 0) print_message("# not shown: %s\n", cover_words(x->v, i));
    } else if (x->counts[i] > 0) {
      fail_msg("this was said to be impossible, and yet not so: %s", cover_words(x->v, i));
    }
  }
  assert_int_equal(at, can->n);
  return left;
}

/* NEVER: how many are known not to be possible, which the tables alone do not tell. */
static void shows_all(const char *path, size_t never, bool leaves_out) {
  compilation c;
  compile_begin(&c);
  assert_true(compile_run(&c, path, NULL, 0));
  const cover *can = cover_new(&c);
  assert_true((can->n_left_out > 0) == leaves_out);
  player x;
  begin(&x, &c);
  assert_int_equal(x.v->n, can->n + can->n_left_out);
  for (int i = 0; i < CASES_MAX; i++) {
    play_case(&x);
    if (i >= CASES_MIN && i % 1000 == 0 && count_left(&x, can, false) <= never) break;
  }
  assert_int_equal(count_left(&x, can, true), never);
  compile_end(&c);
}

static void the_shop(void **state) {
  (void)state;
  shows_all("rules/douyin/douyin.ombud", 0, false);
}

static void a_library(void **state) {
  (void)state;
  shows_all("tests/unit/library/library.ombud", 0, false);
}

static void a_hotel(void **state) {
  (void)state;
  shows_all("tests/unit/hotel/hotel.ombud", 0, false);
}

static void parcels(void **state) {
  (void)state;
  shows_all("tests/unit/parcel/parcel.ombud", 0, false);
}

/* A second limit keeps the case from coming back a third time. */
static void chargebacks(void **state) {
  (void)state;
  shows_all("tests/unit/chargeback/chargeback.ombud", 1, false);
}

static void what_cannot_be(void **state) {
  (void)state;
  shows_all("tests/unit/cover/salon.ombud", 0, true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_shop), cmocka_unit_test(a_library),   cmocka_unit_test(a_hotel),
      cmocka_unit_test(parcels),  cmocka_unit_test(chargebacks), cmocka_unit_test(what_cannot_be),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
