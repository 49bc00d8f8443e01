/* Policy taken. Written by ombud 0.1.0; changes belong in the rule file.
 *
 * First what the functions of ombud.h take, which know policies, processes and actions by number. Then
 * the same with types, for a program that names them: a wrong call does not compile. */
#ifndef TAKEN_H
#define TAKEN_H

#include <stdbool.h>

#include "ombud.h"

/* Wrong pointers and missing functions are errors from here on, as in C++ and in newer compilers. */
#if defined __GNUC__ && !defined __cplusplus
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#pragma GCC diagnostic error "-Wint-conversion"
#pragma GCC diagnostic error "-Wimplicit-function-declaration"
#endif

#ifndef taken_NUMBERS
#define taken_NUMBERS 0x26c280ab7fce338au

enum taken_modes {
  TAKEN_MODE_NAME = 0,
  TAKEN_MODE_READ = 1,
  TAKEN_MODE_INT = 2
};

enum taken_actors {
  TAKEN_ACTOR_CLOCK = 0,
  TAKEN_ACTOR_USER = 1,
  TAKEN_ACTOR_TAKE = 2,
  TAKEN_ACTOR_LABEL = 3,
  TAKEN_ACTOR_SURE_T = 4,
  TAKEN_ACTOR_OMBUD_X = 5
};

enum taken_processes {
  TAKEN_PROCESS_P = 0,
  TAKEN_PROCESS_STEP = 1
};

enum taken_states_p {
  TAKEN_STATE_P_START = 0,
  TAKEN_STATE_P_ON = 1,
  TAKEN_STATE_P_READ = 2,
  TAKEN_STATE_P_OFF = 3
};

enum taken_actions_p {
  TAKEN_ACTION_P_OPEN = 0,
  TAKEN_ACTION_P_CASE = 1,
  TAKEN_ACTION_P_WHY = 2,
  TAKEN_ACTION_P_OUT = 3,
  TAKEN_ACTION_P_CATCH_UP = 4,
  TAKEN_ACTION_P_STATE_NAME = 5
};

enum taken_states_step {
  TAKEN_STATE_STEP_START = 0,
  TAKEN_STATE_STEP_OFF_ = 1
};

enum taken_actions_step {
  TAKEN_ACTION_STEP_OPEN = 0
};

enum taken_facts {
  TAKEN_FACT_OMBUD_A = 0,
  TAKEN_FACT_OMBUD_B = 1,
  TAKEN_FACT_INT_C = 2,
  TAKEN_FACT_UINT_D = 3,
  TAKEN_FACT_TAKEN_E = 4,
  TAKEN_FACT_TAKEN_F = 5,
  TAKEN_FACT_SOME_T = 6,
  TAKEN_FACT_C_ = 7,
  TAKEN_FACT_MODE = 8,
  TAKEN_FACT_NOW = 9,
  TAKEN_FACT_FOR__ = 10,
  TAKEN_FACT_T = 11,
  TAKEN_FACT__T = 12,
  TAKEN_FACT_LINUX = 13
};

enum taken_options_size {
  TAKEN_CHOICE_SIZE_INT8 = 0,
  TAKEN_CHOICE_SIZE_SMALL = 1,
  TAKEN_CHOICE_SIZE_LABEL = 2
};

enum taken_options_int_t {
  TAKEN_CHOICE_INT_T_X = 0,
  TAKEN_CHOICE_INT_T_Y = 1
};

enum taken_effects {
  TAKEN_EFFECT_TELL = 0,
  TAKEN_EFFECT_RING = 1
};

#elif taken_NUMBERS != 0x26c280ab7fce338au
#error "the tables and the header of taken are of different rules"
#endif

#define TAKEN_SLOTS 14
#define TAKEN_EVENTS_MAX 1
#define TAKEN_EFFECTS_MAX 1

/* A case of any process of this policy. The functions of ombud.h take its .head. */
typedef union taken_case {
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + TAKEN_SLOTS];
} taken_case;

/* Room for whatever one call brings about. */
typedef struct taken_out {
  ombud_out out;
  ombud_event events[TAKEN_EVENTS_MAX];
  ombud_effect effects[TAKEN_EFFECTS_MAX];
} taken_out;

/* Makes ROOM ready for a call of ombud.h; the answers are in what is returned. */
static inline ombud_out *taken_prepare(taken_out *room) {
  room->out.events = room->events;
  room->out.effects = room->effects;
  room->out.events_max = TAKEN_EVENTS_MAX;
  room->out.effects_max = TAKEN_EFFECTS_MAX;
  room->out.n_events = 0;
  room->out.n_effects = 0;
  room->out.rule = OMBUD_NO_RULE;
  room->out.reason = OMBUD_REASON_NONE;
  return &room->out;
}

#ifdef __cplusplus
extern "C" {
#endif

extern const ombud_policy taken_policy;
extern const ombud_words taken_words;

#ifdef __cplusplus
}
#endif

/* ---- values, each kind of a type of its own ---- */

typedef struct taken_actor { uint8_t number; } taken_actor;
static const taken_actor taken_actor_user = {TAKEN_ACTOR_USER};
static const taken_actor taken_actor_take = {TAKEN_ACTOR_TAKE};
static const taken_actor taken_actor_label_ = {TAKEN_ACTOR_LABEL};
static const taken_actor taken_actor_sure_t = {TAKEN_ACTOR_SURE_T};
static const taken_actor taken_actor_ombud_x = {TAKEN_ACTOR_OMBUD_X};

typedef struct taken_mode { uint8_t number; } taken_mode;
static const taken_mode taken_mode_name_ = {TAKEN_MODE_NAME};
static const taken_mode taken_mode_read_ = {TAKEN_MODE_READ};
static const taken_mode taken_mode_int = {TAKEN_MODE_INT};

typedef struct taken_choice_size { uint16_t number; } taken_choice_size;
static const taken_choice_size taken_choice_size_INT8 = {TAKEN_CHOICE_SIZE_INT8};
static const taken_choice_size taken_choice_size_small = {TAKEN_CHOICE_SIZE_SMALL};
static const taken_choice_size taken_choice_size_label_ = {TAKEN_CHOICE_SIZE_LABEL};

typedef struct taken_choice_int_t { uint16_t number; } taken_choice_int_t;
static const taken_choice_int_t taken_choice_int_t_x = {TAKEN_CHOICE_INT_T_X};
static const taken_choice_int_t taken_choice_int_t_y = {TAKEN_CHOICE_INT_T_Y};

typedef struct taken_money { int64_t minor; } taken_money;
static inline taken_money taken_money_of(int64_t minor) { /* in minor units */
  taken_money it = {minor};
  return it;
}

typedef struct taken_number { int64_t value; } taken_number;
static inline taken_number taken_number_of(int64_t value) { /* a whole number */
  taken_number it = {value};
  return it;
}

typedef struct taken_moment { ombud_time ms; } taken_moment;
static inline taken_moment taken_moment_of(ombud_time ms) { /* milliseconds, as NOW is */
  taken_moment it = {ms};
  return it;
}

/* Facts, which are parameters below. Outside of its range a value is OMBUD_BAD_VALUE. Of a text only that
 * it was given is kept; NULL: it was not.
 *   ombud_a: number
 *   OMBUD_B: number, at most 5
 *   INT_C: money, 3 or more
 *   UINT_D: yes or no
 *   taken_e: choice size
 *   TAKEN_F: moment
 *   some_t: text
 *   c_: choice int_t
 *   mode: number, -4 to 3
 *   now: money, 0 or more, less than INT_C
 *   for__: yes or no
 *   t: number
 *   _t: number
 *   linux: text
 */

/* Facts that an action gives in some states or modes only, or by some actors: with, or without. */
typedef struct taken_optional_for__ { bool given; bool value; } taken_optional_for__;
static const taken_optional_for__ taken_without_for__ = {false, false};
static inline taken_optional_for__ taken_with_for__(bool value) {
  taken_optional_for__ it = {true, value};
  return it;
}

typedef struct taken_optional_t { bool given; taken_number value; } taken_optional_t;
static const taken_optional_t taken_without_t = {false, {0}};
static inline taken_optional_t taken_with_t(taken_number value) {
  taken_optional_t it = {true, value};
  return it;
}

typedef struct taken_optional__t { bool given; taken_number value; } taken_optional__t;
static const taken_optional__t taken_without__t = {false, {0}};
static inline taken_optional__t taken_with__t(taken_number value) {
  taken_optional__t it = {true, value};
  return it;
}

/* Who does what, and the facts given: the last call, kept beside what came of it. */
typedef struct taken_call {
  ombud_input in; /* points to .given */
  ombud_given given[9];
  const char *contents[9]; /* of those that are texts; the caller's. NULL: none */
} taken_call;

static inline void taken_begin(taken_call *call, taken_actor actor, uint16_t action) {
  call->in.given = call->given;
  call->in.n_given = 0;
  call->in.actor = actor.number;
  call->in.action = action;
}

static inline void taken_give(taken_call *call, bool given, uint16_t fact, int64_t value) {
  if (!given) return;
  call->contents[call->in.n_given] = NULL;
  call->given[call->in.n_given].fact = fact;
  call->given[call->in.n_given++].value = value;
}

static inline void taken_say(taken_call *call, uint16_t fact, const char *text) {
  taken_give(call, text != NULL, fact, 1);
  if (text) call->contents[call->in.n_given - 1] = text;
}

/* ---- effects: what the host is to carry out ---- */

typedef struct taken_effect_tell { /* tell */
  taken_number ombud_a_;
  bool b_t_;
  taken_moment OMBUD_C_;
  taken_number INT_D_;
  taken_actor this_;
  taken_choice_size int_;
  taken_money taken_f_;
} taken_effect_tell;

typedef struct taken_effect_ring { /* ring */
  char nothing;
} taken_effect_ring;

typedef struct taken_effect {
  enum taken_effects kind;
  union {
    taken_effect_tell tell;
    taken_effect_ring ring;
  } as;
} taken_effect;

static inline taken_effect taken_effect_read(const ombud_effect *e) {
  taken_effect it;
  it.kind = (enum taken_effects)e->effect;
  switch (it.kind) {
  case TAKEN_EFFECT_TELL:
    it.as.tell.ombud_a_.value = e->args[0];
    it.as.tell.b_t_ = e->args[1] != 0;
    it.as.tell.OMBUD_C_.ms = e->args[2];
    it.as.tell.INT_D_.value = e->args[3];
    it.as.tell.this_.number = (uint8_t)e->args[4];
    it.as.tell.int_.number = (uint16_t)e->args[5];
    it.as.tell.taken_f_.minor = e->args[6];
    break;
  case TAKEN_EFFECT_RING:
    it.as.ring.nothing = 0;
    break;
  }
  return it;
}

/* ---- names and texts ---- */

/* _label: the text in LANG ("en", "zh_CN", …), chosen as ombud_text_in does; the name where there is none.
 * _name: as in the rule file. A reason may be of the policy or built in; there may be no advice: NULL. */

static inline const char *taken_actor_label(taken_actor actor, const char *lang) {
  return ombud_label(&taken_words.actors[actor.number], lang);
}
static inline const char *taken_actor_name(taken_actor actor) {
  return taken_words.actors[actor.number].name;
}

static inline const char *taken_mode_label(taken_mode mode, const char *lang) {
  return ombud_label(&taken_words.modes[mode.number], lang);
}
static inline const char *taken_mode_name(taken_mode mode) {
  return taken_words.modes[mode.number].name;
}

static inline const char *taken_fact_label(enum taken_facts fact, const char *lang) {
  return ombud_label(&taken_words.facts[fact], lang);
}
static inline const char *taken_fact_name(enum taken_facts fact) {
  return taken_words.facts[fact].name;
}

static inline const char *taken_choice_size_label(taken_choice_size choice, const char *lang) {
  return ombud_label(&taken_words.choices[0].options[choice.number], lang);
}
static inline const char *taken_choice_size_name(taken_choice_size choice) {
  return taken_words.choices[0].options[choice.number].name;
}

static inline const char *taken_choice_int_t_label(taken_choice_int_t choice, const char *lang) {
  return ombud_label(&taken_words.choices[1].options[choice.number], lang);
}
static inline const char *taken_choice_int_t_name(taken_choice_int_t choice) {
  return taken_words.choices[1].options[choice.number].name;
}

static inline const char *taken_effect_name(enum taken_effects effect) {
  return taken_words.effects[effect].name;
}
static inline const char *taken_effect_label(enum taken_effects effect, const char *lang) {
  const char *text = ombud_text_in(taken_words.effects[effect].texts, lang);
  return text ? text : taken_effect_name(effect);
}

static inline const char *taken_reason_label(uint16_t reason, const char *lang) {
  return ombud_reason_text(&taken_policy, &taken_words, reason, lang);
}
static inline const char *taken_reason_name(uint16_t reason) {
  return ombud_reason_name(&taken_policy, &taken_words, reason);
}
static inline const char *taken_reason_advice(uint16_t reason, const char *lang) {
  return ombud_reason_advice(&taken_policy, &taken_words, reason, lang);
}

/* ---- processes, PROC below ----
 *
 * PROC_case: a case. The functions of ombud.h take its .head.
 * PROC_out: where the answers of one call go. .room has events, effects, and rule and reason of a refusal;
 *   .call who did what. It points into itself, and is not to be copied.
 * PROC_open_ACTION, PROC_ACTION: ombud_open and ombud_step for that action, as C is to be opened, or stands
 *   at NOW. They answer as these do. After an error nothing is in OUT, and C is as it was.
 * PROC_ask_open_ACTION, PROC_ask_ACTION: the same as an input, in CALL, for who hands it over to another, such as
 *   a durable host (ombud_store.h).
 * PROC_open, PROC_step: the same for who has the action as a number.
 * PROC_take: the straight way, ombud_take, laid open for the compiler. C is believed: it must be a case of PROC
 *   that these functions, or ombud_decode, have filled; and IN was folded for PROC.
 * PROC_catch_up, PROC_due, PROC_ended, PROC_why: ombud_catch_up, ombud_due, ombud_ended, ombud_explain. The
 *   last is about the call that was refused with OUT; of an opening it is ombud_explain_open that tells.
 * PROC_state: that of an open case. PROC_action_label, PROC_action_name: of ombud_event.name and the like.
 * PROC_visit: hands every effect in OUT to its handler, in the order in which they came about, with the event
 *   behind it. HOST is passed on. No handler may be NULL. */

/* ---- process p: p ---- */

typedef union taken_p_case { /* 144 bytes */
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + 14];
} taken_p_case;

typedef struct taken_p_out {
  taken_out room;
  taken_call call;
} taken_p_out;

static inline ombud_status taken_p_open(taken_p_case *c, taken_mode mode, const ombud_input *in,
    ombud_time now, taken_p_out *out) {
  return ombud_open(&taken_policy, &c->head, TAKEN_PROCESS_P, mode.number, in, now, taken_prepare(&out->room));
}
static inline ombud_status taken_p_step(taken_p_case *c, const ombud_input *in, ombud_time now,
    taken_p_out *out) {
  return ombud_step(&taken_policy, &c->head, in, now, taken_prepare(&out->room));
}
static inline ombud_status taken_p_catch_up(taken_p_case *c, ombud_time now, taken_p_out *out) {
  return ombud_catch_up(&taken_policy, &c->head, now, taken_prepare(&out->room));
}

OMBUD_INLINE uint32_t taken_p_take(taken_p_case *c, const ombud_folded *in, ombud_time now) {
  return ombud_take_inline(&taken_policy, 24, &c->head, in, now);
}

static inline enum taken_states_p taken_p_state(const taken_p_case *c) {
  return (enum taken_states_p)c->head.state;
}
static inline ombud_time taken_p_due(const taken_p_case *c) {
  return ombud_due(&c->head);
}
static inline int taken_p_ended(const taken_p_case *c) {
  return ombud_ended(&taken_policy, &c->head);
}
static inline ombud_status taken_p_why(const taken_p_case *c, const taken_p_out *out, ombud_time now,
    ombud_why *why) {
  return ombud_explain(&taken_policy, &c->head, &out->call.in, now, why);
}

static inline const ombud_input *taken_p_ask_open_open(taken_actor actor, taken_number ombud_a_,
    taken_number OMBUD_B_, taken_money INT_C_, bool UINT_D_, taken_choice_size taken_e_,
    taken_moment TAKEN_F_, const char *some_t_, taken_choice_int_t c__, taken_number mode_,
    taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_P_OPEN);
  taken_give(call, true, TAKEN_FACT_OMBUD_A, ombud_a_.value);
  taken_give(call, true, TAKEN_FACT_OMBUD_B, OMBUD_B_.value);
  taken_give(call, true, TAKEN_FACT_INT_C, INT_C_.minor);
  taken_give(call, true, TAKEN_FACT_UINT_D, UINT_D_);
  taken_give(call, true, TAKEN_FACT_TAKEN_E, taken_e_.number);
  taken_give(call, true, TAKEN_FACT_TAKEN_F, TAKEN_F_.ms);
  taken_say(call, TAKEN_FACT_SOME_T, some_t_);
  taken_give(call, true, TAKEN_FACT_C_, c__.number);
  taken_give(call, true, TAKEN_FACT_MODE, mode_.value);
  return &call->in;
}
static inline ombud_status taken_p_open_open(taken_p_case *c, taken_mode mode, taken_actor actor,
    taken_number ombud_a_, taken_number OMBUD_B_, taken_money INT_C_, bool UINT_D_,
    taken_choice_size taken_e_, taken_moment TAKEN_F_, const char *some_t_, taken_choice_int_t c__,
    taken_number mode_, ombud_time now, taken_p_out *out) {
  return taken_p_open(c, mode, taken_p_ask_open_open(actor, ombud_a_, OMBUD_B_, INT_C_, UINT_D_, taken_e_,
    TAKEN_F_, some_t_, c__, mode_, &out->call), now, out);
}
static inline const ombud_input *taken_p_ask_case(taken_actor actor, taken_money now_,
    taken_optional_for__ for___, taken_optional_t t, taken_optional__t _t, const char *linux_,
    taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_P_CASE);
  taken_give(call, true, TAKEN_FACT_NOW, now_.minor);
  taken_give(call, for___.given, TAKEN_FACT_FOR__, for___.value);
  taken_give(call, t.given, TAKEN_FACT_T, t.value.value);
  taken_give(call, _t.given, TAKEN_FACT__T, _t.value.value);
  taken_say(call, TAKEN_FACT_LINUX, linux_);
  return &call->in;
}
static inline ombud_status taken_p_case_(taken_p_case *c, taken_actor actor, taken_money now_,
    taken_optional_for__ for___, taken_optional_t t, taken_optional__t _t, const char *linux_, ombud_time now,
    taken_p_out *out) {
  return taken_p_step(c, taken_p_ask_case(actor, now_, for___, t, _t, linux_, &out->call), now, out);
}
static inline const ombud_input *taken_p_ask_why(taken_actor actor, taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_P_WHY);
  return &call->in;
}
static inline ombud_status taken_p_why_(taken_p_case *c, taken_actor actor, ombud_time now,
    taken_p_out *out) {
  return taken_p_step(c, taken_p_ask_why(actor, &out->call), now, out);
}
static inline const ombud_input *taken_p_ask_out(taken_actor actor, taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_P_OUT);
  return &call->in;
}
static inline ombud_status taken_p_out_(taken_p_case *c, taken_actor actor, ombud_time now,
    taken_p_out *out) {
  return taken_p_step(c, taken_p_ask_out(actor, &out->call), now, out);
}
static inline const ombud_input *taken_p_ask_catch_up(taken_actor actor, taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_P_CATCH_UP);
  return &call->in;
}
static inline ombud_status taken_p_catch_up_(taken_p_case *c, taken_actor actor, ombud_time now,
    taken_p_out *out) {
  return taken_p_step(c, taken_p_ask_catch_up(actor, &out->call), now, out);
}
static inline const ombud_input *taken_p_ask_state_name(taken_actor actor, taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_P_STATE_NAME);
  return &call->in;
}
static inline ombud_status taken_p_state_name_(taken_p_case *c, taken_actor actor, ombud_time now,
    taken_p_out *out) {
  return taken_p_step(c, taken_p_ask_state_name(actor, &out->call), now, out);
}

static inline void taken_p_visit(const taken_p_out *out, void *host,
    void (*on_tell)(void *host, const ombud_event *event, const taken_effect_tell *effect),
    void (*on_ring)(void *host, const ombud_event *event, const taken_effect_ring *effect)) {
  for (uint32_t i = 0; i < out->room.out.n_events; i++) {
    const ombud_event *event = &out->room.events[i];
    for (uint32_t k = 0; k < event->n_effects; k++) {
      taken_effect e = taken_effect_read(&out->room.effects[event->first_effect + k]);
      switch (e.kind) {
      case TAKEN_EFFECT_TELL: on_tell(host, event, &e.as.tell); break;
      case TAKEN_EFFECT_RING: on_ring(host, event, &e.as.ring); break;
      default: break; /* not of this process */
      }
    }
  }
}

static inline const char *taken_p_state_label(enum taken_states_p state, const char *lang) {
  return ombud_label(&taken_words.processes[TAKEN_PROCESS_P].states[state], lang);
}
static inline const char *taken_p_state_name(enum taken_states_p state) {
  return taken_words.processes[TAKEN_PROCESS_P].states[state].name;
}

static inline const char *taken_p_action_label(uint16_t action, const char *lang) {
  return ombud_label(&taken_words.processes[TAKEN_PROCESS_P].names[action], lang);
}
static inline const char *taken_p_action_name(uint16_t action) {
  return taken_words.processes[TAKEN_PROCESS_P].names[action].name;
}

/* ---- process step: step ---- */

typedef union taken_step_case { /* 32 bytes */
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + 0];
} taken_step_case;

typedef struct taken_step_out {
  taken_out room;
  taken_call call;
} taken_step_out;

static inline ombud_status taken_step_open(taken_step_case *c, taken_mode mode, const ombud_input *in,
    ombud_time now, taken_step_out *out) {
  return ombud_open(&taken_policy, &c->head, TAKEN_PROCESS_STEP, mode.number, in, now, taken_prepare(&out->room));
}
static inline ombud_status taken_step_step(taken_step_case *c, const ombud_input *in, ombud_time now,
    taken_step_out *out) {
  return ombud_step(&taken_policy, &c->head, in, now, taken_prepare(&out->room));
}
static inline ombud_status taken_step_catch_up(taken_step_case *c, ombud_time now, taken_step_out *out) {
  return ombud_catch_up(&taken_policy, &c->head, now, taken_prepare(&out->room));
}

OMBUD_INLINE uint32_t taken_step_take(taken_step_case *c, const ombud_folded *in, ombud_time now) {
  return ombud_take_inline(&taken_policy, 24, &c->head, in, now);
}

static inline enum taken_states_step taken_step_state(const taken_step_case *c) {
  return (enum taken_states_step)c->head.state;
}
static inline ombud_time taken_step_due(const taken_step_case *c) {
  return ombud_due(&c->head);
}
static inline int taken_step_ended(const taken_step_case *c) {
  return ombud_ended(&taken_policy, &c->head);
}
static inline ombud_status taken_step_why(const taken_step_case *c, const taken_step_out *out, ombud_time now,
    ombud_why *why) {
  return ombud_explain(&taken_policy, &c->head, &out->call.in, now, why);
}

static inline const ombud_input *taken_step_ask_open_open(taken_actor actor, taken_call *call) {
  taken_begin(call, actor, TAKEN_ACTION_STEP_OPEN);
  return &call->in;
}
static inline ombud_status taken_step_open_open(taken_step_case *c, taken_mode mode, taken_actor actor,
    ombud_time now, taken_step_out *out) {
  return taken_step_open(c, mode, taken_step_ask_open_open(actor, &out->call), now, out);
}

static inline void taken_step_visit(const taken_step_out *out, void *host) {
  (void)out;
  (void)host;
}

static inline const char *taken_step_state_label(enum taken_states_step state, const char *lang) {
  return ombud_label(&taken_words.processes[TAKEN_PROCESS_STEP].states[state], lang);
}
static inline const char *taken_step_state_name(enum taken_states_step state) {
  return taken_words.processes[TAKEN_PROCESS_STEP].states[state].name;
}

static inline const char *taken_step_action_label(uint16_t action, const char *lang) {
  return ombud_label(&taken_words.processes[TAKEN_PROCESS_STEP].names[action], lang);
}
static inline const char *taken_step_action_name(uint16_t action) {
  return taken_words.processes[TAKEN_PROCESS_STEP].names[action].name;
}

#endif
