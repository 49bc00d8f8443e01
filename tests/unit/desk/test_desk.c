/* A hypothetical case is what a real one is: cases that stories lead to are supposed anew from what is known
 * of them, and everything that may be done in both is compared. The stories are random walks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile.h"
#include "core.h"
#include "desk_words.h"
#include "finding.h"
#include "hypothesis.h"

#define HOUR INT64_C(3600000)

typedef struct walk { /* a case on its way */
  compilation c;
  const ombud_policy *p, *numbered;
  const ombud_process *q;
  ombud_case *now;
  ombud_time at, entry;
  bool disturbed; /* since the entry, something happened that no hypothesis tells: an anchor was set anew */
  ombud_out out;
  uint32_t random;
  unsigned compared, permitted, refused, tried, options, bound;
} walk;

static uint32_t random_below(walk *w, uint32_t n) {
  w->random = w->random * 1664525u + 1013904223u;
  return (w->random >> 8) % n;
}

static void load(walk *w, const char *path) {
  *w = (walk){.random = 1};
  compile_begin(&w->c);
  assert_true(compile_run(&w->c, path, NULL, 0));
  w->p = w->c.policy;
  w->numbered = hypothesis_number(&w->c);
  arena *a = w->c.arena;
  w->out = (ombud_out){.events = ARENA_ARRAY(a, w->p->max_events, ombud_event),
                       .effects = ARENA_ARRAY(a, w->p->max_effects, ombud_effect),
                       .events_max = w->p->max_events,
                       .effects_max = w->p->max_effects};
  w->now = (ombud_case *)(void *)ARENA_ARRAY(a, ombud_case_size(w->p) / sizeof(int64_t), int64_t);
}

/* Values near those with which rules compare; moments around the present, on half days or 1 ms beside, so
 * that bounds meet. */
static int64_t value_for(walk *w, uint16_t fact) {
  const ombud_fact *f = &w->p->facts[fact];
  static const int64_t some[] = {0, 1, 15, 20, 99, 100, 101, 499, 500, 1000, 1001, 10000, 10001, 20001};
  int64_t value = some[random_below(w, sizeof some / sizeof *some)];
  if (f->type == OMBUD_MOMENT)
    return w->at + ((int64_t)random_below(w, 24) - 8) * 12 * HOUR + (int64_t)random_below(w, 3) - 1;
  if (f->type == OMBUD_YES_NO || f->type == OMBUD_CHOICE) value %= f->hi + 1;
  return value < f->lo ? f->lo : value > f->hi ? f->hi : value;
}

static ombud_input input_for(walk *w, uint16_t process, uint8_t mode, uint16_t state, ombud_given *given) {
  ombud_input in = {.given = given,
                    .actor = (uint8_t)(1 + random_below(w, w->p->n_actors - 1u)),
                    .action = (uint16_t)random_below(w, w->q->n_actions)};
  const uint16_t *gives;
  in.n_given = (uint8_t)ombud_gives(w->p, (uint8_t)process, mode, state, in.actor, in.action, &gives);
  for (uint8_t i = 0; i < in.n_given; i++) given[i] = (ombud_given){gives[i], value_for(w, gives[i])};
  return in;
}

/* ---- what is known of the case ---- */

static hypothesis supposed(const walk *w) {
  int64_t *facts = ARENA_ARRAY(w->c.arena, w->p->n_facts, int64_t);
  int64_t *since = ARENA_ARRAY(w->c.arena, w->q->n_names, int64_t);
  const int64_t *slots = hypothesis_slots(w->now);
  for (uint16_t f = 0; f < w->p->n_facts; f++) {
    int64_t value = w->q->facts[f] == OMBUD_NONE ? OMBUD_UNSET : slots[w->q->facts[f]];
    bool moment = w->p->facts[f].type == OMBUD_MOMENT;
    facts[f] = !moment ? value : value == OMBUD_UNSET ? HYPOTHESIS_NEVER : value - w->entry;
  }
  for (uint16_t k = 0; k < w->q->n_names; k++) {
    int64_t value = w->q->occurs[k] == OMBUD_NONE ? OMBUD_UNSET : slots[w->q->occurs[k]];
    since[k] = value == OMBUD_UNSET ? HYPOTHESIS_NEVER : w->entry - value;
  }
  hypothesis h = {.of = &w->c,
                  .numbered = w->numbered,
                  .process = w->now->process,
                  .state = w->now->state,
                  .mode = w->now->mode,
                  .after = w->at - w->entry,
                  .facts = facts,
                  .since = since};
  hypothesis_enter(&h);
  return h;
}

/* A hypothesis knows nothing of time that was left out, nor of how often something was done. */
static bool can_be_told(const walk *w) {
  const int64_t *slots = hypothesis_slots(w->now);
  for (uint16_t i = 0; i < w->q->n_spent; i++) {
    int64_t spent = slots[w->q->spent[i].slot];
    if (spent != OMBUD_UNSET && spent != 0) return false;
  }
  return !w->disturbed;
}

static bool was_counted(const walk *w, uint16_t actor, uint16_t action) {
  uint16_t count = core_cell_of(w->p, w->q, w->now->mode, w->now->state, (uint8_t)actor, action).count;
  return count != OMBUD_NONE && hypothesis_slots(w->now)[count] > 0;
}

/* Instants given by the action are the supposed case's own. */
static ombud_input shifted(const walk *w, ombud_input in, const ombud_given *from, ombud_given *given) {
  for (uint8_t i = 0; i < in.n_given; i++) {
    given[i] = from[i];
    if (w->p->facts[from[i].fact].type == OMBUD_MOMENT) given[i].value += w->entry;
  }
  in.given = given;
  return in;
}

/* Each answer, with a case in point, is the answer of the real case. */
static void compare(walk *w, const hypothesis *h, uint16_t actor, uint16_t action) {
  static finding v;
  int64_t *facts = ARENA_ARRAY(w->c.arena, w->p->n_facts, int64_t);
  const uint16_t *gives;
  uint16_t n =
      ombud_gives(w->p, w->now->process, w->now->mode, w->now->state, (uint8_t)actor, action, &gives);
  for (uint16_t f = 0; f < w->p->n_facts; f++) facts[f] = h->facts[f];
  for (uint16_t i = 0; i < n; i++) facts[gives[i]] = OMBUD_UNSET; /* the action has still to give them */
  hypothesis open = *h;
  open.facts = facts;
  finding_ask(&open, actor, action, &v);
  assert_false(v.too_many);
  assert_true(v.n_answers > 0);
  for (size_t i = 0; i < v.n_answers; i++) {
    ombud_given given[OMBUD_GIVEN_MAX], real[OMBUD_GIVEN_MAX];
    ombud_input in = finding_input(&open, &v, v.answers[i].facts, given);
    in = shifted(w, in, given, real);
    ombud_case *c = hypothesis_copy(h, w->now);
    ombud_status status = ombud_step(w->numbered, c, &in, w->at, &w->out);
    if (status < 0) continue; /* a bound to what the case remembers: no program can ask that */
    assert_int_equal(w->out.reason, v.answers[i].reason);
    if (w->out.rule != OMBUD_NO_RULE) assert_int_equal(w->out.rule, v.answers[i].entry);
    w->compared++;
    if (status == OMBUD_OK)
      w->permitted++;
    else
      w->refused++;
  }
}

/* Whether the values of an input lie within an answer. What the case does not remember, no rule reads. */
static bool is_within(const finding *v, const answer_box *b, const ombud_input *in) {
  for (size_t i = 0; i < v->n_axes; i++)
    for (uint8_t k = 0; k < in->n_given; k++) {
      const axis *a = &v->axes[i];
      unsigned range = 0;
      if (in->given[k].fact != a->fact) continue;
      if (in->given[k].value < a->from[0]) return false;
      while (range + 1u < a->n && a->from[range + 1] <= in->given[k].value) range++;
      if (!(b->mask[i] >> range & 1)) return false;
    }
  return true;
}

static const answer *answer_to(const finding *v, const ombud_input *in) {
  for (size_t i = 0; i < v->n_answers; i++)
    for (size_t k = 0; k < v->answers[i].n_boxes; k++)
      if (is_within(v, &v->answers[i].boxes[k], in)) return &v->answers[i];
  return NULL;
}

/* The values of a real input as H has them; those facts are told to be open in FACTS. */
static void reckon(const walk *w, const ombud_input *in, ombud_time entry, int64_t *facts,
                   ombud_given *given) {
  for (uint8_t i = 0; i < in->n_given; i++) {
    uint16_t fact = in->given[i].fact;
    facts[fact] = OMBUD_UNSET;
    given[i] = in->given[i];
    if (w->p->facts[fact].type == OMBUD_MOMENT) given[i].value -= entry;
  }
}

static void agree(walk *w, const hypothesis *h, ombud_input in, ombud_time entry) {
  static finding v;
  ombud_given given[OMBUD_GIVEN_MAX];
  int64_t *facts = ARENA_ARRAY(w->c.arena, w->p->n_facts, int64_t);
  for (uint16_t f = 0; f < w->p->n_facts; f++) facts[f] = h->facts[f];
  reckon(w, &in, entry, facts, given);
  hypothesis open = *h;
  open.facts = facts;
  finding_ask(&open, in.actor, in.action, &v);
  in.given = given;
  const answer *a = answer_to(&v, &in);
  assert_non_null(a);
  assert_int_equal(w->out.reason, a->reason);
  if (w->out.rule != OMBUD_NO_RULE) assert_int_equal(w->out.rule, a->entry);
  w->tried++;
}

/* Any values have the answer whose conditions they meet. */
static void compare_any(walk *w, const hypothesis *h) {
  ombud_given real[OMBUD_GIVEN_MAX];
  ombud_input in = input_for(w, w->now->process, w->now->mode, w->now->state, real);
  if (was_counted(w, in.actor, in.action)) return;
  if (ombud_step(w->numbered, hypothesis_copy(h, w->now), &in, w->at, &w->out) >= 0)
    agree(w, h, in, w->entry);
}

static void compare_opening(walk *w, uint16_t process) {
  ombud_given real[OMBUD_GIVEN_MAX];
  uint8_t mode = (uint8_t)random_below(w, w->p->n_modes);
  int64_t *facts = ARENA_ARRAY(w->c.arena, w->p->n_facts, int64_t);
  for (uint16_t f = 0; f < w->p->n_facts; f++) facts[f] = OMBUD_UNSET;
  w->q = &w->p->processes[process];
  hypothesis h = {.of = &w->c, .numbered = w->numbered, .process = process, .mode = mode, .facts = facts};
  hypothesis_enter(&h);
  ombud_input in = input_for(w, process, mode, 0, real);
  if (ombud_open(w->numbered, w->now, (uint8_t)process, mode, &in, w->at, &w->out) >= 0)
    agree(w, &h, in, w->at);
}

/* The list that programs draw their buttons from says the same, and the same deadlines. */
static void compare_option(walk *w, const hypothesis *h, uint16_t actor, const ombud_option *option) {
  int64_t *facts = ARENA_ARRAY(w->c.arena, w->p->n_facts, int64_t);
  const uint16_t *gives;
  finding v;
  for (uint16_t f = 0; f < w->p->n_facts; f++) facts[f] = h->facts[f];
  uint16_t n =
      ombud_gives(w->p, w->now->process, w->now->mode, w->now->state, (uint8_t)actor, option->action, &gives);
  for (uint16_t i = 0; i < n; i++) facts[gives[i]] = OMBUD_UNSET;
  hypothesis open = *h;
  open.facts = facts;
  finding_ask(&open, actor, option->action, &v);
  if (option->verdict == OMBUD_MAY_NOT) {
    for (size_t i = 0; i < v.n_answers; i++) assert_int_not_equal(v.answers[i].reason, OMBUD_REASON_NONE);
    return;
  }
  assert_true(finding_some(&v));
  if (option->verdict == OMBUD_MAY_IF) return;
  assert_true(finding_all(&v));
  const plan_entry *e = finding_entry(&open, &v, &v.answers[0]);
  ombud_time due = OMBUD_NEVER;
  const plan_timer *t = e->kind == OMBUD_ENTRY_MUST ? desk_deadline(&open, open.base, e->rule, &due) : NULL;
  assert_int_equal(option->verdict, t == NULL ? OMBUD_MAY : OMBUD_MUST);
  assert_int_equal(option->rule, e->rule);
  assert_true(t == NULL || due == option->by - w->entry);
  w->options++;
  if (t != NULL) w->bound++;
}

static void compare_options(walk *w, const hypothesis *h, uint16_t actor) {
  ombud_option *all = ARENA_ARRAY(w->c.arena, w->q->n_actions, ombud_option);
  size_t n;
  assert_int_equal(ombud_can(w->p, w->now, (uint8_t)actor, w->at, all, w->q->n_actions, &n), OMBUD_OK);
  for (size_t k = 0; k < n; k++)
    if (!was_counted(w, actor, all[k].action)) compare_option(w, h, actor, &all[k]);
}

static void compare_all(walk *w) {
  if (!can_be_told(w)) return;
  hypothesis h = supposed(w);
  assert_int_equal(h.stands, w->now->state);
  assert_int_equal(h.base->armed, w->now->armed);
  assert_true(h.base->wake == (w->now->wake == OMBUD_NEVER ? OMBUD_NEVER : w->now->wake - w->entry));
  for (uint16_t a = 1; a < w->p->n_actors; a++)
    for (uint16_t k = 0; k < w->q->n_actions; k++)
      if (!was_counted(w, a, k)) compare(w, &h, a, k);
  for (unsigned i = 0; i < 20; i++) compare_any(w, &h);
  for (uint16_t a = 1; a < w->p->n_actors; a++) compare_options(w, &h, a);
}

/* ---- walking ---- */

static void notice(walk *w) {
  for (uint32_t i = 0; i < w->out.n_events; i++) {
    const ombud_event *e = &w->out.events[i];
    if (e->kind == OMBUD_REMINDED) continue;
    if (e->from != e->to) {
      w->entry = e->at;
      w->disturbed = false;
    } else {
      w->disturbed |= e->kind == OMBUD_ACTED;
    }
  }
}

static void act(walk *w) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = input_for(w, w->now->process, w->now->mode, w->now->state, given);
  if (ombud_step(w->p, w->now, &in, w->at, &w->out) >= 0) notice(w);
}

static bool open_one(walk *w, uint16_t process) {
  ombud_given given[OMBUD_GIVEN_MAX];
  uint8_t mode = (uint8_t)random_below(w, w->p->n_modes);
  w->q = &w->p->processes[process];
  ombud_input in = input_for(w, process, mode, 0, given);
  w->disturbed = false;
  w->entry = w->at;
  if (ombud_open(w->p, w->now, (uint8_t)process, mode, &in, w->at, &w->out) != OMBUD_OK) return false;
  notice(w);
  return true;
}

/* Looks before a deadline, at it, and in between. */
static void wait_a_while(walk *w) {
  ombud_time due = ombud_due(w->now);
  uint32_t how = random_below(w, 4);
  if (how == 0 && due != OMBUD_NEVER)
    w->at = due;
  else if (how == 1 && due != OMBUD_NEVER && due - 1 > w->at)
    w->at = due - 1;
  else if (how == 2)
    w->at += random_below(w, 20) * 6 * HOUR;
  if (ombud_catch_up(w->p, w->now, w->at, &w->out) >= 0) notice(w);
}

static void walk_through(const char *path) {
  walk w;
  load(&w, path);
  for (unsigned round = 0; round < 300; round++) {
    w.at = (ombud_time)random_below(&w, 1000) * HOUR;
    uint16_t process = (uint16_t)random_below(&w, w.p->n_processes);
    bool open = false;
    for (unsigned i = 0; i < 20; i++) compare_opening(&w, process);
    for (unsigned tries = 0; tries < 5000 && !open; tries++) open = open_one(&w, process);
    assert_true(open);
    for (unsigned step = 0; step < 8 && ombud_ended(w.p, w.now) == 0; step++) {
      compare_all(&w);
      for (unsigned tries = random_below(&w, 12); tries > 0; tries--) act(&w);
      wait_a_while(&w);
    }
    compare_all(&w);
  }
  assert_true(w.compared > 1000);
  assert_true(w.permitted > 100);
  assert_true(w.refused > 100);
  assert_true(w.tried > 1000);
  assert_true(w.options > 100);
  assert_true(w.bound > 10);
  compile_end(&w.c);
}

static void in_a_shop(void **state) {
  (void)state;
  walk_through("rules/douyin/douyin.ombud");
}

static void in_a_hotel(void **state) {
  (void)state;
  walk_through("tests/unit/hotel/hotel.ombud");
}

static void in_a_library(void **state) {
  (void)state;
  walk_through("tests/unit/library/library.ombud");
}

static void in_a_dispute(void **state) {
  (void)state;
  walk_through("tests/unit/chargeback/chargeback.ombud");
}

static void with_parcels(void **state) {
  (void)state;
  walk_through("tests/unit/parcel/parcel.ombud");
}

static void in_no_language(void **state) {
  (void)state;
  walk_through("tests/unit/generated/generated.ombud");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_a_shop),    cmocka_unit_test(in_a_hotel),   cmocka_unit_test(in_a_library),
      cmocka_unit_test(in_a_dispute), cmocka_unit_test(with_parcels), cmocka_unit_test(in_no_language),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
