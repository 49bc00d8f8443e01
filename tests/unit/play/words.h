/* Between the words of a policy and the numbers of the runtime, for tests that read like scenarios. */
#ifndef PLAY_WORDS_H
#define PLAY_WORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ombud.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* The instant that every test's texts count from: it is neither 0 nor a round number of days. */
#define PLAY_START INT64_C(1619834400123)

typedef struct play_text {
  char at[4096];
  size_t len;
} play_text;

__attribute__((format(printf, 2, 3))) static inline void text_add(play_text *t, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(t->at + t->len, sizeof t->at - t->len, format, args);
  va_end(args);
  assert_in_range(n, 0, sizeof t->at - t->len - 1);
  t->len += (size_t)n;
}

/* "1d23h59m" */
static inline void text_add_time(play_text *t, ombud_time at) {
  static const struct {
    int64_t size;
    const char *unit;
  } units[] = {{DAY, "d"}, {HOUR, "h"}, {MINUTE, "m"}, {SECOND, "s"}, {1, "ms"}};
  int64_t rest = at - PLAY_START;
  if (rest == 0) text_add(t, "0");
  if (rest < 0) text_add(t, "-"), rest = -rest;
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    if (rest >= units[i].size) text_add(t, "%lld%s", (long long)(rest / units[i].size), units[i].unit);
    rest %= units[i].size;
  }
}

/* ---- what a test says: "user apply(paid = 9900, postage = 800)" ---- */

typedef struct play_input {
  ombud_input in;
  ombud_given given[OMBUD_GIVEN_MAX];
} play_input;

typedef struct play_reader {
  const ombud_policy *policy;
  const ombud_words *words;
  const char *at;
  uint16_t process;
} play_reader;

static inline void read_name(play_reader *r, char *name, size_t size) {
  while (*r->at == ' ') r->at++;
  size_t n = strspn(r->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
  if (n == 0 || n >= size) fail_msg("a name was expected at '%s'", r->at);
  memcpy(name, r->at, n);
  name[n] = '\0';
  r->at += n;
}

static inline int read_sign(play_reader *r, char sign) {
  while (*r->at == ' ') r->at++;
  if (*r->at != sign) return 0;
  r->at++;
  return 1;
}

/* 9900, or 47h59m in milliseconds. */
static inline int64_t read_number(play_reader *r) {
  static const struct {
    const char *unit;
    int64_t size;
  } units[] = {{"ms", 1}, {"s", SECOND}, {"m", MINUTE}, {"h", HOUR}, {"d", DAY}};
  int64_t sum = 0;
  int negative = read_sign(r, '-');
  do {
    int64_t n = 0;
    for (; *r->at >= '0' && *r->at <= '9'; r->at++) n = n * 10 + (*r->at - '0');
    size_t i = 0, known = sizeof units / sizeof units[0];
    while (i < known && strncmp(r->at, units[i].unit, strlen(units[i].unit)) != 0) i++;
    if (i < known) r->at += strlen(units[i].unit);
    sum += i < known ? n * units[i].size : n;
  } while (*r->at >= '0' && *r->at <= '9');
  return negative ? -sum : sum;
}

static inline int64_t read_option(play_reader *r, uint16_t fact) {
  char name[64];
  read_name(r, name, sizeof name);
  if (strcmp(name, "yes") == 0 || strcmp(name, "no") == 0) return name[0] == 'y';
  const ombud_choice_word *choice = &r->words->choices[r->words->fact_choices[fact]];
  for (int i = 0; i < choice->n_options; i++)
    if (strcmp(choice->options[i].name, name) == 0) return i;
  fail_msg("no option '%s'", name);
  return 0;
}

/* A moment counts from the start of the test, like every instant here. */
static inline ombud_given read_given(play_reader *r) {
  char name[64];
  read_name(r, name, sizeof name);
  ombud_given given = {ombud_find_fact(r->policy, r->words, name), 1};
  if (given.fact == OMBUD_NONE) fail_msg("no fact '%s'", name);
  if (!read_sign(r, '=')) return given;
  while (*r->at == ' ') r->at++;
  int is_number = (*r->at >= '0' && *r->at <= '9') || *r->at == '-';
  given.value = is_number ? read_number(r) : read_option(r, given.fact);
  if (r->policy->facts[given.fact].type == OMBUD_MOMENT) given.value += PLAY_START;
  return given;
}

static inline void read_input(play_reader r, play_input *x) {
  char actor[64], action[64];
  read_name(&r, actor, sizeof actor);
  read_name(&r, action, sizeof action);
  *x = (play_input){.in = {.given = x->given}};
  uint16_t who = ombud_find_actor(r.policy, r.words, actor);
  x->in.action = ombud_find_action(r.policy, r.words, r.process, action);
  if (who == OMBUD_NONE || x->in.action == OMBUD_NONE) fail_msg("no '%s %s'", actor, action);
  x->in.actor = (uint8_t)who;
  if (!read_sign(&r, '(')) return;
  do x->given[x->in.n_given++] = read_given(&r);
  while (read_sign(&r, ','));
  if (!read_sign(&r, ')')) fail_msg("')' was expected at '%s'", r.at);
}

/* ---- what the runtime says ---- */

static inline void text_add_actors(play_text *t, const ombud_words *words, uint32_t mask, uint32_t first) {
  const char *comma = "";
  for (uint32_t a = first; a < OMBUD_ACTORS_MAX; a++)
    if (mask >> a & 1) {
      text_add(t, "%s%s", comma, words->actors[a].name);
      comma = ", ";
    }
}

static inline void text_add_value(play_text *t, const ombud_words *words, const ombud_param_word *param,
                                  int64_t value) {
  switch ((ombud_type)param->type) {
  case OMBUD_YES_NO: text_add(t, value ? "yes" : "no"); break;
  case OMBUD_CHOICE: text_add(t, "%s", words->choices[param->choice].options[value].name); break;
  case OMBUD_ACTOR: text_add(t, "%s", words->actors[value].name); break;
  case OMBUD_MOMENT: text_add_time(t, value); break;
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_TEXT: text_add(t, "%lld", (long long)value); break;
  }
}

static inline void text_add_effects(play_text *t, const ombud_words *words, const ombud_effect *effects,
                                    unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    const ombud_effect_word *word = &words->effects[effects[i].effect];
    assert_int_equal(effects[i].n_args, word->n_params);
    text_add(t, "%s%s(", i == 0 ? " do " : ", ", word->name);
    for (unsigned k = 0; k < effects[i].n_args; k++) {
      if (k > 0) text_add(t, ", ");
      text_add_value(t, words, &word->params[k], effects[i].args[k]);
    }
    text_add(t, ")");
  }
}

/* "merchant approve -> sending", "deemed approve -> sending", "lapse -> closed", "remind user of lapse" */
static inline void text_add_event(play_text *t, const ombud_words *words, uint16_t process,
                                  const ombud_event *e) {
  const ombud_process_word *p = &words->processes[process];
  switch ((ombud_event_kind)e->kind) {
  case OMBUD_ACTED: text_add(t, "%s %s", words->actors[e->actor].name, p->names[e->name].name); break;
  case OMBUD_DEEMED: text_add(t, "deemed %s", p->names[e->name].name); break;
  case OMBUD_FELL_DUE: text_add(t, "%s", p->names[e->name].name); break;
  case OMBUD_REMINDED:
    text_add(t, "remind ");
    text_add_actors(t, words, e->reminded, 1);
    text_add(t, " of %s", p->names[e->name].name);
    break;
  }
  if (e->kind != OMBUD_ACTED) assert_int_equal(e->actor, OMBUD_CLOCK);
  if (e->from != e->to) text_add(t, " -> %s", p->states[e->to].name);
}

#endif
