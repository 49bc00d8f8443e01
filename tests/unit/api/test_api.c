/* The typed functions of a generated header, against the generic ones that they stand for: the same answers,
 * events, effects and cases, on random walks. The policy is one of awkward names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api.h"

/* ---- chance ---- */

static uint64_t seed;

static uint32_t chance(uint32_t n) { /* 0 … n - 1; xorshift64* */
  seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
  return (uint32_t)((seed * UINT64_C(2685821657736338717)) >> 33) % n;
}

static api_actor any_actor(void) {
  const api_actor all[] = {api_actor_new, api_actor_delete, api_actor_label_, api_actor_name__,
                           api_actor_clock_};
  return all[chance(5)];
}
static bool yes(void) {
  return chance(2);
}
static api_number number(void) { /* at times out of bounds */
  return api_number_of((int64_t)chance(6000) - 500);
}
static api_money money(void) {
  return api_money_of(chance(20) ? (int64_t)chance(1000000) : -1);
}
static api_moment moment(void) {
  return api_moment_of(chance(20) ? (int64_t)chance(1000000) : OMBUD_TIME_MAX);
}
static const char *text(void) {
  return chance(8) ? "anything" : NULL;
}
static api_choice_switch one_switch(void) {
  const api_choice_switch all[] = {api_choice_switch_return, api_choice_switch_break,
                                   api_choice_switch_label_, api_choice_switch_read_};
  return all[chance(4)];
}

/* ---- two cases, side by side ---- */

typedef struct twins {
  struct {
    api_case_case c;
    uint64_t guard; /* what a case of another process would have needed lies behind it */
  } typed;
  api_case_out out;
  api_case plain;
  api_out room;
  ombud_given given[OMBUD_GIVEN_MAX + 1];
  ombud_input in;
  ombud_time now;
  unsigned counts[3]; /* accepted, refused, at fault */
} twins;

static void asked(twins *t, api_actor actor, uint16_t action) {
  t->in = (ombud_input){t->given, 0, actor.number, action};
}

/* In front of those that are there: in which order facts are given does not matter. */
static void fact(twins *t, bool given, uint16_t number_of, int64_t value) {
  if (!given) return;
  memmove(t->given + 1, t->given, t->in.n_given++ * sizeof *t->given);
  t->given[0] = (ombud_given){number_of, value};
}

static void same_events(const twins *t) {
  const ombud_out *a = &t->out.room.out, *b = &t->room.out;
  assert_int_equal(a->n_events, b->n_events);
  assert_int_equal(a->n_effects, b->n_effects);
  assert_int_equal(a->rule, b->rule);
  assert_int_equal(a->reason, b->reason);
  for (uint32_t i = 0; i < a->n_events; i++) {
    const ombud_event *x = &a->events[i], *y = &b->events[i];
    assert_true(x->at == y->at && x->rule == y->rule && x->reminded == y->reminded && x->name == y->name);
    assert_true(x->from == y->from && x->to == y->to && x->kind == y->kind && x->actor == y->actor);
    assert_true(x->first_effect == y->first_effect && x->n_effects == y->n_effects);
  }
}

/* ---- the effects, as handlers see them ---- */

typedef struct seen {
  const twins *t;
  uint32_t n;
} seen;

static unsigned handled[6]; /* by effect */

static void is_next(seen *s, const ombud_event *event, uint16_t effect, const int64_t *args, uint8_t n_args) {
  const ombud_effect *e = &s->t->room.effects[s->n];
  assert_int_equal(e->effect, effect);
  assert_int_equal(e->n_args, n_args);
  for (uint8_t i = 0; i < n_args; i++) assert_true(e->args[i] == args[i]);
  assert_in_range(s->n, event->first_effect, event->first_effect + event->n_effects - 1u);
  handled[effect]++;
  s->n++;
}

static void on_delete(void *host, const ombud_event *event, const api_effect_delete *e) {
  const int64_t args[] = {e->this_.number,    e->new_.number, e->operator_.minor,
                          e->template_.value, e->virtual_,    e->errno_.ms};
  is_next(host, event, API_EFFECT_DELETE, args, 6);
}
static void on_throw(void *host, const ombud_event *event, const api_effect_throw *e) {
  (void)e;
  is_next(host, event, API_EFFECT_THROW, NULL, 0);
}
static void on_nothing(void *host, const ombud_event *event, const api_effect_nothing *e) {
  (void)e;
  is_next(host, event, API_EFFECT_NOTHING, NULL, 0);
}
static void on_label(void *host, const ombud_event *event, const api_effect_label_ *e) {
  is_next(host, event, API_EFFECT_LABEL, &(int64_t){e->label.number}, 1);
}
static void on_out(void *host, const ombud_event *event, const api_effect_out *e) {
  is_next(host, event, API_EFFECT_OUT, (int64_t[]){e->out.minor, e->Out.minor}, 2);
}
static void on_host(void *host, const ombud_event *event, const api_effect_host *e) {
  is_next(host, event, API_EFFECT_HOST, (int64_t[]){e->host.value, e->event.value, e->effect.value}, 3);
}

static void visit_all(const twins *t) {
  seen s = {t, 0};
  api_case_visit(&t->out, &s, on_delete, on_throw, on_nothing, on_label, on_out, on_host);
  assert_int_equal(s.n, t->room.out.n_effects);
}

static void same(twins *t, ombud_status typed, ombud_status plain) {
  assert_int_equal(typed, plain);
  t->counts[plain == OMBUD_OK ? 0 : plain == OMBUD_REFUSED ? 1 : 2]++;
  same_events(t);
  assert_memory_equal(&t->typed.c, &t->plain, sizeof t->typed.c);
  assert_true(t->typed.guard == UINT64_C(0x5afe5afe5afe5afe));
  visit_all(t);
}

/* ---- moves ---- */

static ombud_status plain_step(twins *t) {
  return ombud_step(&api_policy, &t->plain.head, &t->in, t->now, api_prepare(&t->room));
}

static ombud_status plain_open(twins *t, api_mode mode) {
  return ombud_open(&api_policy, &t->plain.head, API_PROCESS_CASE, mode.number, &t->in, t->now,
                    api_prepare(&t->room));
}

static void do_open(twins *t) {
  const api_mode modes[] = {api_mode_case, api_mode_default, api_mode_label_};
  api_actor actor = any_actor();
  api_mode mode = modes[chance(3)];
  bool b = yes();
  api_number n = number();
  api_money most = money(), some = money();
  api_choice_switch s = one_switch();
  api_moment m = moment();
  const char *tracking = text(), *also = text();
  asked(t, actor, API_ACTION_CASE_OPEN);
  fact(t, true, API_FACT_BOOL, b);
  fact(t, true, API_FACT_INT, n.value);
  fact(t, true, API_FACT_DOUBLE, most.minor);
  fact(t, true, API_FACT_FLOAT, some.minor);
  fact(t, true, API_FACT_ENUM, s.number);
  fact(t, true, API_FACT_UNION, 0);
  fact(t, true, API_FACT_LONG, m.ms);
  fact(t, tracking, API_FACT_CHAR, 1);
  fact(t, also, API_FACT_SHORT, 1);
  ombud_status typed = api_case_open_open(&t->typed.c, mode, actor, b, n, most, some, s,
                                          api_choice_union_return, m, tracking, also, t->now, &t->out);
  same(t, typed, plain_open(t, mode));
}

static void do_open_with_all(twins *t) {
  bool a = yes(), b = yes(), c = yes();
  api_number n[4] = {number(), number(), number(), number()};
  api_money m[2] = {money(), money()};
  api_moment at[3] = {moment(), moment(), moment()};
  api_choice_switch s[2] = {one_switch(), one_switch()};
  asked(t, api_actor_new, API_ACTION_CASE_STEP);
  fact(t, true, API_FACT_BOOL, a);
  fact(t, true, API_FACT_INT, n[0].value);
  fact(t, true, API_FACT_DOUBLE, m[0].minor);
  fact(t, true, API_FACT_ENUM, s[0].number);
  fact(t, true, API_FACT_UNION, 0);
  fact(t, true, API_FACT_LONG, at[0].ms);
  fact(t, true, API_FACT_CHAR, 1);
  fact(t, true, API_FACT_C, b);
  fact(t, true, API_FACT_MODE, n[1].value);
  fact(t, true, API_FACT_ACTOR, m[1].minor);
  fact(t, true, API_FACT_NOW, at[1].ms);
  fact(t, true, API_FACT_OUT, s[1].number);
  fact(t, true, API_FACT_NOW_, at[2].ms);
  fact(t, true, API_FACT_NULL, c);
  fact(t, true, API_FACT_API_OUT, n[2].value);
  fact(t, true, API_FACT_OMBUD_TIME, n[3].value);
  ombud_status typed = api_case_open_step(&t->typed.c, api_mode_case, api_actor_new, a, n[0], m[0], s[0],
                                          api_choice_union_return, at[0], "text", b, n[1], m[1], at[1], s[1],
                                          at[2], c, n[2], n[3], t->now, &t->out);
  same(t, typed, plain_open(t, api_mode_case));
}

static void do_open_bare(twins *t) {
  api_actor actor = any_actor();
  asked(t, actor, API_ACTION_CASE_THROW);
  same(t, api_case_open_throw(&t->typed.c, api_mode_default, actor, t->now, &t->out),
       plain_open(t, api_mode_default));
}

static void do_step(twins *t) {
  api_actor actor = any_actor();
  bool b = yes(), given = yes();
  api_number n = number();
  asked(t, actor, API_ACTION_CASE_STEP);
  fact(t, true, API_FACT_INT, n.value);
  fact(t, given, API_FACT_BOOL, b);
  ombud_status typed =
      api_case_step_(&t->typed.c, actor, given ? api_with_bool(b) : api_without_bool, n, t->now, &t->out);
  same(t, typed, plain_step(t));
}

static void do_visit(twins *t) {
  api_actor actor = any_actor();
  bool b = yes(), all = yes();
  api_number n = number();
  api_money most = money(), some = money();
  api_choice_switch s = one_switch();
  api_moment m = moment();
  asked(t, actor, API_ACTION_CASE_VISIT);
  fact(t, all, API_FACT_BOOL, b);
  fact(t, all, API_FACT_INT, n.value);
  fact(t, true, API_FACT_DOUBLE, most.minor);
  fact(t, !all, API_FACT_FLOAT, some.minor);
  fact(t, true, API_FACT_ENUM, s.number);
  fact(t, all, API_FACT_UNION, 0);
  fact(t, all, API_FACT_LONG, m.ms);
  ombud_status typed =
      all ? api_case_visit_(&t->typed.c, actor, api_with_bool(b), api_with_int(n), most, api_without_float, s,
                            api_with_union(api_choice_union_return), api_with_long(m), t->now, &t->out)
          : api_case_visit_(&t->typed.c, actor, api_without_bool, api_without_int, most, api_with_float(some),
                            s, api_without_union, api_without_long, t->now, &t->out);
  same(t, typed, plain_step(t));
}

static void do_due(twins *t) {
  bool all = chance(4);
  api_number n[3] = {number(), number(), number()};
  api_moment m = moment();
  asked(t, api_actor_label_, API_ACTION_CASE_DUE);
  fact(t, all, API_FACT_C, 1);
  fact(t, all, API_FACT_MODE, n[0].value);
  fact(t, all, API_FACT_ACTOR, 5);
  fact(t, all, API_FACT_NOW, m.ms);
  fact(t, all, API_FACT_OUT, 1);
  fact(t, all, API_FACT_NOW_, m.ms);
  fact(t, all, API_FACT_NULL, 0);
  fact(t, all, API_FACT_API_OUT, n[1].value);
  fact(t, all, API_FACT_OMBUD_TIME, n[2].value);
  ombud_status typed =
      all ? api_case_due_(&t->typed.c, api_actor_label_, NULL, api_with_c(true), api_with_mode(n[0]),
                          api_with_actor(api_money_of(5)), api_with_now(m),
                          api_with_out(api_choice_switch_break), api_with_now_(m), api_with_NULL(false),
                          api_with_api_out(n[1]), api_with_ombud_time(n[2]), t->now, &t->out)
          : api_case_due_(&t->typed.c, api_actor_label_, NULL, api_without_c, api_without_mode,
                          api_without_actor, api_without_now, api_without_out, api_without_now_,
                          api_without_NULL, api_without_api_out, api_without_ombud_time, t->now, &t->out);
  same(t, typed, plain_step(t));
}

static void do_catch_up(twins *t) {
  api_actor actor = any_actor();
  const char *given = text();
  asked(t, actor, API_ACTION_CASE_CATCH_UP);
  fact(t, given, API_FACT_CHAR, 1);
  fact(t, true, API_FACT_LONG, 77);
  same(t, api_case_catch_up_(&t->typed.c, actor, api_moment_of(77), given, t->now, &t->out), plain_step(t));
}

static void do_more(twins *t) { /* one of two */
  api_actor actor = any_actor();
  const char *given = text();
  if (yes()) {
    asked(t, actor, API_ACTION_CASE_CASE);
    fact(t, given, API_FACT_SHORT, 1);
    same(t, api_case_case_(&t->typed.c, actor, given, t->now, &t->out), plain_step(t));
  } else {
    api_choice_switch s = one_switch();
    asked(t, actor, API_ACTION_CASE_OPEN_X);
    fact(t, true, API_FACT_OUT, s.number);
    same(t, api_case_open_x(&t->typed.c, actor, s, t->now, &t->out), plain_step(t));
  }
}

static void do_look(twins *t) {
  ombud_status typed = api_case_catch_up(&t->typed.c, t->now, &t->out);
  same(t, typed, ombud_catch_up(&api_policy, &t->plain.head, t->now, api_prepare(&t->room)));
}

typedef ombud_status bare(api_case_case *c, api_actor actor, ombud_time now, api_case_out *out);

static void do_bare(twins *t) { /* actions without facts */
  static const struct {
    bare *call;
    uint16_t action;
  } all[] = {{api_case_ended_, API_ACTION_CASE_ENDED},
             {api_case_why_, API_ACTION_CASE_WHY},
             {api_case_Delete, API_ACTION_CASE_DELETE},
             {api_case_return, API_ACTION_CASE_RETURN},
             {api_case_switch, API_ACTION_CASE_SWITCH},
             {api_case_step__, API_ACTION_CASE_STEP_},
             {api_case_throw, API_ACTION_CASE_THROW},
             {api_case_out_, API_ACTION_CASE_OUT},
             {api_case_state_label_, API_ACTION_CASE_STATE_LABEL},
             {api_case_action_name_, API_ACTION_CASE_ACTION_NAME}};
  uint32_t i = chance(sizeof all / sizeof *all);
  api_actor actor = any_actor();
  asked(t, actor, all[i].action);
  same(t, all[i].call(&t->typed.c, actor, t->now, &t->out), plain_step(t));
}

static void same_why(const twins *t) {
  ombud_why a, b;
  ombud_status typed = api_case_why(&t->typed.c, &t->out, t->now, &a);
  assert_int_equal(typed, ombud_explain(&api_policy, &t->plain.head, &t->in, t->now, &b));
  if (typed != OMBUD_OK) return;
  assert_true(a.rule == b.rule && a.actors == b.actors && a.modes == b.modes && a.earlier == b.earlier);
  assert_true(a.later == b.later && a.fact == b.fact && a.reason == b.reason);
}

static void walk(twins *t) {
  void (*const moves[])(twins *) = {do_step, do_visit, do_due,  do_catch_up,
                                    do_bare, do_bare,  do_more, do_look};
  for (int tries = 0; tries < 4 && t->typed.c.head.fingerprint == 0; tries++)
    (chance(20) == 0 ? do_open_bare : chance(2) ? do_open : do_open_with_all)(t);
  for (int i = 0; i < 40; i++) {
    uint32_t move = chance(sizeof moves / sizeof *moves);
    t->now += chance(4) ? (int64_t)chance(100000000) : -5;
    moves[move](t);
    if (moves[move] != do_look && t->room.out.reason) same_why(t);
  }
  assert_int_equal(api_case_state(&t->typed.c), t->plain.head.state);
  assert_true(api_case_due(&t->typed.c) == ombud_due(&t->plain.head));
  assert_int_equal(api_case_ended(&t->typed.c), ombud_ended(&api_policy, &t->plain.head));
}

static void walks_are_the_same(void **state) {
  (void)state;
  unsigned counts[3] = {0};
  for (uint64_t i = 1; i <= 2000; i++) {
    twins t;
    memset(&t, 0, sizeof t);
    t.typed.guard = UINT64_C(0x5afe5afe5afe5afe);
    seed = i * UINT64_C(0x9e3779b97f4a7c15);
    walk(&t);
    for (size_t k = 0; k < 3; k++) counts[k] += t.counts[k];
  }
  for (size_t k = 0; k < 3; k++) assert_in_range(counts[k], 5000, 80000); /* none of the three is rare */
  for (size_t e = 0; e < 6; e++) assert_in_range(handled[e], 50, 80000);
}

/* ---- the rest of the header ---- */

static void a_case_is_of_its_process(void **state) {
  (void)state;
  struct {
    api_words_case c;
    int64_t behind[16];
  } one;
  memset(&one, 0x5a, sizeof one);
  api_words_out out;
  assert_int_equal(sizeof one.c, sizeof(ombud_case) + 8u * api_policy.processes[API_PROCESS_WORDS].n_slots);
  assert_true(sizeof one.c < ombud_case_size(&api_policy));
  assert_int_equal(api_words_open_words(&one.c, api_mode_case, api_actor_new, 5, &out), OMBUD_OK);
  assert_int_equal(api_words_state(&one.c), API_STATE_WORDS_OUT);
  assert_int_equal(api_words_words(&one.c, api_actor_new, true, 6, &out), OMBUD_OK);
  assert_int_equal(ombud_fact_value(&api_policy, &one.c.head, API_FACT_C), 1);
  assert_int_equal(api_words_ended(&one.c), 1);
  api_words_visit(&out, NULL); /* there is nothing it can bring about */
  for (size_t i = 0; i < sizeof one.behind / sizeof *one.behind; i++)
    assert_true(one.behind[i] == INT64_C(0x5a5a5a5a5a5a5a5a));
}

static void a_small_process_has_all_functions(void **state) {
  (void)state;
  api_words_case c = {.head = {.fingerprint = 0}};
  api_words_out out;
  ombud_why why;
  assert_int_equal(api_words_open_words(&c, api_mode_case, api_actor_new, 5, &out), OMBUD_OK);
  assert_int_equal(api_words_catch_up(&c, 7, &out), OMBUD_OK);
  assert_int_equal(c.head.now, 7);
  assert_int_equal(api_words_due(&c), OMBUD_NEVER);
  assert_int_equal(api_words_words(&c, api_actor_clock_, true, 8, &out), OMBUD_REFUSED);
  assert_int_equal(api_words_why(&c, &out, 8, &why), OMBUD_OK);
  assert_int_equal(why.reason, OMBUD_ANOTHER_ACTOR);
  assert_int_equal(why.actors, 1u << API_ACTOR_NEW);
}

/* The straight way: what can be taken is, as by a step. */
static void inputs_are_taken(void **state) {
  (void)state;
  ombud_folded folded;
  api_call call;
  api_words_case c = {.head = {.fingerprint = 0}}, same;
  api_words_out out;
  assert_int_equal(api_words_open_words(&c, api_mode_case, api_actor_new, 5, &out), OMBUD_OK);
  same = c;
  const ombud_input *in = api_words_ask_out(api_actor_new, true, &call);
  assert_int_equal(ombud_fold_input(&api_policy, API_PROCESS_WORDS, API_MODE_CASE, in, 0, &folded), OMBUD_OK);
  assert_true(api_words_take(&c, &folded, 6) & OMBUD_TAKEN_YES);
  assert_int_equal(api_words_out_(&same, api_actor_new, true, 6, &out), OMBUD_OK);
  assert_memory_equal(&c, &same, sizeof c);

  api_case_case big = {.head = {.process = API_PROCESS_CASE}};
  in = api_case_ask_throw(api_actor_clock_, &call);
  assert_int_equal(ombud_fold_input(&api_policy, API_PROCESS_CASE, API_MODE_CASE, in, 0, &folded), OMBUD_OK);
  assert_int_equal(api_case_take(&big, &folded, OMBUD_TIME_MIN), OMBUD_ASK); /* before 1970 */
}

/* As a later version of a policy, or its other process, may bring about. */
static void an_effect_that_is_not_known_is_handed_to_nobody(void **state) {
  (void)state;
  const ombud_effect foreign = {.effect = 99};
  assert_int_equal(api_effect_read(&foreign).kind, 99);
  api_case_out out;
  api_prepare(&out.room)->n_events = 1;
  out.room.events[0] = (ombud_event){.n_effects = 1};
  out.room.effects[0] = foreign;
  twins t = {.counts = {0}};
  seen s = {&t, 0};
  api_case_visit(&out, &s, on_delete, on_throw, on_nothing, on_label, on_out, on_host);
  assert_int_equal(s.n, 0);
}

static void after_an_error_nothing_has_come_about(void **state) {
  (void)state;
  api_words_case c = {.head = {.fingerprint = 0}};
  api_words_out out;
  assert_int_equal(api_words_open_words(&c, api_mode_case, api_actor_new, 0, &out), OMBUD_OK);
  assert_int_equal(out.room.out.n_events, 1);
  assert_int_equal(api_words_out_(&c, api_actor_new, true, OMBUD_NEVER, &out), OMBUD_BAD_TIME);
  assert_int_equal(out.room.out.n_events, 0);
}

static void names_and_texts(void **state) {
  (void)state;
  assert_string_equal(api_actor_label(api_actor_new, "en"), "New");
  assert_string_equal(api_actor_label(api_actor_delete, "en"), "delete"); /* it has no text */
  assert_string_equal(api_actor_name(api_actor_clock_), "clock_");
  assert_string_equal(api_mode_name(api_mode_label_), "label");
  assert_string_equal(api_mode_label(api_mode_case, "zh"), "case");
  assert_string_equal(api_fact_label(API_FACT_SHORT, "en"), "Seen by nobody");
  assert_string_equal(api_fact_name(API_FACT_NULL), "NULL");
  assert_string_equal(api_choice_switch_label(api_choice_switch_return, "en"), "Return");
  assert_string_equal(api_choice_switch_name(api_choice_switch_read_), "read");
  assert_string_equal(api_choice_union_label(api_choice_union_return, "en"), "return");
  assert_string_equal(api_choice_union_name(api_choice_union_return), "return");
  assert_string_equal(api_effect_label(API_EFFECT_NOTHING, "en"), "Nothing at all");
  assert_string_equal(api_effect_label(API_EFFECT_HOST, "en"), "host");
  assert_string_equal(api_effect_name(API_EFFECT_DELETE), "delete");
  assert_string_equal(api_reason_label(API_REASON_RETURN, "en"), "Locked");
  assert_string_equal(api_reason_advice(API_REASON_RETURN, "en"), "Come back");
  assert_null(api_reason_advice(API_REASON_GOTO, "en"));
  assert_string_equal(api_reason_name(OMBUD_TOO_LATE), "too_late");
  assert_string_equal(api_case_state_name(API_STATE_CASE_LIVE), "live");
  assert_string_equal(api_case_state_label(API_STATE_CASE_WILD, "en"), "wild");
  assert_string_equal(api_case_action_label(API_ACTION_CASE_VISIT, "en"), "pay a visit");
  assert_string_equal(api_case_action_name(API_EVENT_CASE_WAKE), "wake");
  assert_string_equal(api_words_state_name(API_STATE_WORDS_DONE), "done");
  assert_string_equal(api_words_state_label(API_STATE_WORDS_OUT, "en"), "out");
  assert_string_equal(api_words_action_name(API_ACTION_WORDS_OUT), "out");
  assert_string_equal(api_words_action_label(API_ACTION_WORDS_WORDS, "en"), "words");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(walks_are_the_same),
      cmocka_unit_test(a_case_is_of_its_process),
      cmocka_unit_test(a_small_process_has_all_functions),
      cmocka_unit_test(inputs_are_taken),
      cmocka_unit_test(an_effect_that_is_not_known_is_handed_to_nobody),
      cmocka_unit_test(after_an_error_nothing_has_come_about),
      cmocka_unit_test(names_and_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
