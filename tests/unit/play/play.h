/* A case played in a test: what is done and what comes of it, both in words.
 *
 *     play p = opened(&POLICY, "return", "cod", "user apply(paid = 9900, postage = 800)");
 *     did(&p, 2 * DAY, "", "deemed approve -> sending");
 *     did(&p, 2 * DAY, "user apply", "denied because another_state");
 *     looks_do_not_matter(&p);
 *
 * An instant that is not that of the call stands before its event: "2d: deemed approve -> sending". */
#ifndef PLAY_H
#define PLAY_H

#include <stdbool.h>

#include "words.h"

#define PLAY_STEPS_MAX 64
#define PLAY_SLOTS_MAX 64

typedef struct play_tables {
  const ombud_policy *policy;
  const ombud_words *words;
} play_tables;

typedef struct play {
  play_tables of;
  uint16_t process;
  uint8_t mode;
  union {
    ombud_case head;
    int64_t room[sizeof(ombud_case) / sizeof(int64_t) + PLAY_SLOTS_MAX];
  } c;
  uint32_t rule;     /* behind the last event or refusal */
  play_text said;    /* by the last call */
  play_text history; /* every line of it, with its instant */
  struct {
    const char *input;
    ombud_time at;
  } steps[PLAY_STEPS_MAX];
  size_t n_steps;
} play;

/* ---- playing ---- */

static inline void play_tell(play *p, ombud_status status, const ombud_out *out, ombud_time now) {
  const ombud_words *words = p->of.words;
  p->said = (play_text){.len = 0};
  p->rule = out->rule;
  if (status < 0) {
    const char *name = ombud_status_text(status);
    text_add(&p->said, "%.*s", (int)strcspn(name, ":"), name);
    return;
  }
  for (uint32_t i = 0; i < out->n_events; i++) {
    const ombud_event *e = &out->events[i];
    if (i > 0) text_add(&p->said, "; ");
    size_t begin = p->said.len;
    if (e->at != now) text_add_time(&p->said, e->at), text_add(&p->said, ": ");
    text_add_event(&p->said, words, p->process, e);
    text_add_effects(&p->said, words, out->effects + e->first_effect, e->n_effects);
    if (e->at == now) text_add_time(&p->history, e->at), text_add(&p->history, ": ");
    text_add(&p->history, "%s\n", p->said.at + begin);
    if (status == OMBUD_OK) p->rule = e->rule;
  }
  if (status == OMBUD_OK) return;
  size_t begin = p->said.len > 0 ? p->said.len + 2 : 0;
  text_add(&p->said, "%sdenied because %s", begin ? "; " : "",
           ombud_reason_name(p->of.policy, words, out->reason));
  text_add_time(&p->history, now);
  text_add(&p->history, ": %s\n", p->said.at + begin);
}

/* INPUT "" only looks; the first step opens the case. */
static inline void play_step(play *p, ombud_time at, const char *input) {
  ombud_event events[64];
  ombud_effect effects[64];
  ombud_out out = {.events = events, .effects = effects, .events_max = 64, .effects_max = 64};
  ombud_status status;
  play_input x;
  if (*input) read_input((play_reader){p->of.policy, p->of.words, input, p->process}, &x);
  if (p->c.head.fingerprint == 0)
    status = ombud_open(p->of.policy, &p->c.head, (uint8_t)p->process, p->mode, &x.in, at, &out);
  else if (*input)
    status = ombud_step(p->of.policy, &p->c.head, &x.in, at, &out);
  else
    status = ombud_catch_up(p->of.policy, &p->c.head, at, &out);
  play_tell(p, status, &out, at);
}

static inline void play_on(play *p, ombud_time after, const char *input) {
  assert_in_range(p->n_steps, 0, PLAY_STEPS_MAX - 1);
  p->steps[p->n_steps].input = input;
  p->steps[p->n_steps++].at = PLAY_START + after;
  play_step(p, PLAY_START + after, input);
}

/* A case that is not open yet. MODE is NULL where the policy has none. */
static inline play before_opening(play_tables of, const char *process, const char *mode) {
  play p;
  memset(&p, 0, sizeof p);
  p.of = of;
  p.process = ombud_find_process(of.policy, of.words, process);
  uint16_t m = mode ? ombud_find_mode(of.policy, of.words, mode) : 0;
  assert_in_range(p.process, 0, of.policy->n_processes - 1);
  assert_in_range(m, 0, of.policy->n_modes - 1);
  p.mode = (uint8_t)m;
  assert_in_range(ombud_case_size(of.policy), sizeof(ombud_case), sizeof p.c);
  return p;
}

static inline play opened(play_tables of, const char *process, const char *mode, const char *input) {
  play p = before_opening(of, process, mode);
  play_on(&p, 0, input);
  if (p.c.head.fingerprint == 0) fail_msg("'%s' was to open a case: %s", input, p.said.at);
  return p;
}

/* ---- what a test demands ---- */

/* At AFTER from the start, INPUT has just these consequences. */
#define did(p, after, input, expected)                                                                       \
  (play_on((p), (after), (input)), _assert_string_equal((p)->said.at, (expected), __FILE__, __LINE__))

#define is_in(p, where)                                                                                      \
  assert_string_equal((p)->of.words->processes[(p)->process].states[(p)->c.head.state].name, (where))

/* The clauses cited by the rule behind the last event or refusal. */
#define by_clause(p, cited)                                                                                  \
  (assert_true((p)->rule != OMBUD_NO_RULE),                                                                  \
   assert_string_equal((p)->of.words->rules[(p)->rule].clauses, (cited)))

#define is_due(p, after)                                                                                     \
  assert_true(ombud_due(&(p)->c.head) == ((after) == OMBUD_NEVER ? OMBUD_NEVER : PLAY_START + (after)))

#define has_ended(p) assert_int_equal(ombud_ended((p)->of.policy, &(p)->c.head), 1)

/* Looks at the case at its due instant, a millisecond before, and at some others up to END. */
static inline void play_look_often(play *p, ombud_time end) {
  ombud_time from = p->c.head.now;
  for (int i = 1; i <= 8; i++) {
    ombud_time t = from + (end - from) / 8 * i;
    for (ombud_time due; (due = ombud_due(&p->c.head)) <= t;) {
      play_step(p, due - 1, "");
      play_step(p, due, "");
    }
    play_step(p, t, "");
  }
}

static inline play play_again(const play *p, int often) {
  play q = *p;
  memset(&q.c, 0, sizeof q.c);
  q.history = (play_text){.len = 0};
  for (size_t i = 0; i < p->n_steps; i++) {
    if (often && i > 0) play_look_often(&q, p->steps[i].at);
    if (often || *p->steps[i].input || i + 1 == p->n_steps) play_step(&q, p->steps[i].at, p->steps[i].input);
  }
  return q;
}

/* The same inputs, with looks at the case in between left out or added, make the same history and the same
 * case, byte by byte. */
#define looks_do_not_matter(p)                                                                               \
  for (int often_ = 0; often_ < 2; often_++) {                                                               \
    play again_ = play_again((p), often_);                                                                   \
    assert_string_equal(again_.history.at, (p)->history.at);                                                 \
    assert_memory_equal(&again_.c, &(p)->c, sizeof again_.c);                                                \
  }

/* ---- explaining ---- */

static inline void play_tell_why(play *p, const ombud_why *why) {
  const ombud_words *words = p->of.words;
  play_text *t = &p->said;
  text_add(t, "%s", ombud_reason_name(p->of.policy, words, why->reason));
  if (why->actors) text_add(t, "; by "), text_add_actors(t, words, why->actors, 1);
  for (uint32_t m = 0, first = 1; m < OMBUD_MODES_MAX; m++)
    if (why->modes >> m & 1) {
      text_add(t, "%s%s", first ? "; for " : ", ", words->modes[m].name);
      first = 0;
    }
  if (why->earlier != OMBUD_UNSET) text_add(t, "; until "), text_add_time(t, why->earlier);
  if (why->later != OMBUD_NEVER) text_add(t, "; from "), text_add_time(t, why->later);
  if (why->fact == OMBUD_NONE) return;
  text_add(t, "; with %s", words->facts[why->fact].name);
  bool moment = p->of.policy->facts[why->fact].type == OMBUD_MOMENT;
  if (why->lo > why->hi)
    text_add(t, " left out");
  else if (moment && why->hi == OMBUD_TIME_MAX)
    text_add(t, " >= "), text_add_time(t, why->lo);
  else if (moment)
    text_add(t, " = "), text_add_time(t, why->lo), text_add(t, ".."), text_add_time(t, why->hi);
  else if (why->hi == INT64_MAX)
    text_add(t, " >= %lld", (long long)why->lo);
  else
    text_add(t, " = %lld..%lld", (long long)why->lo, (long long)why->hi);
}

static inline void play_ask_why(play *p, ombud_time after, const char *input) {
  ombud_why why;
  play_input x;
  read_input((play_reader){p->of.policy, p->of.words, input, p->process}, &x);
  play before = *p;
  p->said = (play_text){.len = 0};
  ombud_status status =
      p->c.head.fingerprint
          ? ombud_explain(p->of.policy, &p->c.head, &x.in, PLAY_START + after, &why)
          : ombud_explain_open(p->of.policy, (uint8_t)p->process, p->mode, &x.in, PLAY_START + after, &why);
  assert_memory_equal(&before.c, &p->c, sizeof p->c);
  if (status != OMBUD_OK)
    text_add(&p->said, "%.*s", (int)strcspn(ombud_status_text(status), ":"), ombud_status_text(status));
  else
    p->rule = why.rule, play_tell_why(p, &why);
}

/* Why INPUT would be refused, and what would make it acceptable:
 * "REASON; by ACTORS; for MODES; until T; from T; with FACT = LO..HI". */
#define why_not(p, after, input, expected)                                                                   \
  (play_ask_why((p), (after), (input)), _assert_string_equal((p)->said.at, (expected), __FILE__, __LINE__))

static inline void play_tell_option(play *p, const ombud_option *o) {
  static const char *const verdicts[] = {"may not because ", "may if", "may", "must by "};
  play_text *t = &p->said;
  text_add(t, "%s", verdicts[o->verdict]);
  if (o->verdict == OMBUD_MAY_NOT) text_add(t, "%s", ombud_reason_name(p->of.policy, p->of.words, o->reason));
  if (o->verdict == OMBUD_MUST) text_add_time(t, o->by);
  if (o->until != OMBUD_NEVER) text_add(t, " until "), text_add_time(t, o->until);
}

static inline void play_ask_option(play *p, ombud_time after, const char *input) {
  ombud_option options[64];
  size_t n = 0;
  play_input x;
  read_input((play_reader){p->of.policy, p->of.words, input, p->process}, &x);
  p->said = (play_text){.len = 0};
  ombud_status status = ombud_can(p->of.policy, &p->c.head, x.in.actor, PLAY_START + after, options, 64, &n);
  assert_int_equal(status, OMBUD_OK);
  assert_int_equal(n, p->of.policy->processes[p->process].n_actions);
  p->rule = options[x.in.action].rule;
  play_tell_option(p, &options[x.in.action]);
}

/* What ACTOR may do, and until when: "must by 2d until 2d", "may", "may if", "may not because REASON". */
#define can(p, after, actor_and_action, expected)                                                            \
  (play_ask_option((p), (after), (actor_and_action)),                                                        \
   _assert_string_equal((p)->said.at, (expected), __FILE__, __LINE__))

#endif
