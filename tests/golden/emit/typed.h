/* Policy typed. Written by ombud 0.1.0; changes belong in the rule file.
 *
 * First what the functions of ombud.h take, which know policies, processes and actions by number. Then
 * the same with types, for a program that names them: a wrong call does not compile. */
#ifndef TYPED_H
#define TYPED_H

#include <stdbool.h>

#include "ombud.h"

/* Wrong pointers and missing functions are errors from here on, as in C++ and in newer compilers. */
#if defined __GNUC__ && !defined __cplusplus
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#pragma GCC diagnostic error "-Wint-conversion"
#pragma GCC diagnostic error "-Wimplicit-function-declaration"
#endif

#ifndef typed_NUMBERS
#define typed_NUMBERS 0xd6474c3472fec738u

enum typed_modes {
  TYPED_MODE_DEFAULT = 0
};

enum typed_actors {
  TYPED_ACTOR_CLOCK = 0,
  TYPED_ACTOR_USER = 1,
  TYPED_ACTOR_CLERK = 2
};

enum typed_processes {
  TYPED_PROCESS_PARCEL = 0,
  TYPED_PROCESS_NOTE = 1
};

enum typed_states_parcel {
  TYPED_STATE_PARCEL_START = 0,
  TYPED_STATE_PARCEL_HERE = 1,
  TYPED_STATE_PARCEL_DONE = 2
};

enum typed_actions_parcel {
  TYPED_ACTION_PARCEL_HAND_IN = 0,
  TYPED_ACTION_PARCEL_OPEN = 1,
  TYPED_ACTION_PARCEL_SWITCH = 2
};

enum typed_states_note {
  TYPED_STATE_NOTE_START = 0,
  TYPED_STATE_NOTE_LEFT = 1
};

enum typed_actions_note {
  TYPED_ACTION_NOTE_LEAVE = 0
};

enum typed_facts {
  TYPED_FACT_WEIGHT = 0,
  TYPED_FACT_PRICE = 1,
  TYPED_FACT_REBATE = 2,
  TYPED_FACT_SIZE = 3,
  TYPED_FACT_URGENT = 4,
  TYPED_FACT_PICKUP = 5,
  TYPED_FACT_NOTE = 6
};

enum typed_options_size {
  TYPED_CHOICE_SIZE_SMALL = 0,
  TYPED_CHOICE_SIZE_LARGE = 1
};

enum typed_effects {
  TYPED_EFFECT_CHARGE = 0,
  TYPED_EFFECT_DELETE = 1
};

#elif typed_NUMBERS != 0xd6474c3472fec738u
#error "the tables and the header of typed are of different rules"
#endif

#define TYPED_SLOTS 7
#define TYPED_EVENTS_MAX 1
#define TYPED_EFFECTS_MAX 1

/* A case of any process of this policy. The functions of ombud.h take its .head. */
typedef union typed_case {
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + TYPED_SLOTS];
} typed_case;

/* Room for whatever one call brings about. */
typedef struct typed_out {
  ombud_out out;
  ombud_event events[TYPED_EVENTS_MAX];
  ombud_effect effects[TYPED_EFFECTS_MAX];
} typed_out;

/* Makes ROOM ready for a call of ombud.h; the answers are in what is returned. */
static inline ombud_out *typed_prepare(typed_out *room) {
  room->out.events = room->events;
  room->out.effects = room->effects;
  room->out.events_max = TYPED_EVENTS_MAX;
  room->out.effects_max = TYPED_EFFECTS_MAX;
  room->out.n_events = 0;
  room->out.n_effects = 0;
  room->out.rule = OMBUD_NO_RULE;
  room->out.reason = OMBUD_REASON_NONE;
  return &room->out;
}

#ifdef __cplusplus
extern "C" {
#endif

extern const ombud_policy typed_policy;
extern const ombud_words typed_words;

#ifdef __cplusplus
}
#endif

/* ---- values, each kind of a type of its own ---- */

typedef struct typed_actor { uint8_t number; } typed_actor;
static const typed_actor typed_actor_user = {TYPED_ACTOR_USER};
static const typed_actor typed_actor_clerk = {TYPED_ACTOR_CLERK};

typedef struct typed_choice_size { uint16_t number; } typed_choice_size;
static const typed_choice_size typed_choice_size_small = {TYPED_CHOICE_SIZE_SMALL};
static const typed_choice_size typed_choice_size_large = {TYPED_CHOICE_SIZE_LARGE};

typedef struct typed_money { int64_t minor; } typed_money;
static inline typed_money typed_money_of(int64_t minor) { /* in minor units of EUR */
  typed_money it = {minor};
  return it;
}

typedef struct typed_number { int64_t value; } typed_number;
static inline typed_number typed_number_of(int64_t value) { /* a whole number */
  typed_number it = {value};
  return it;
}

typedef struct typed_moment { ombud_time ms; } typed_moment;
static inline typed_moment typed_moment_of(ombud_time ms) { /* milliseconds, as NOW is */
  typed_moment it = {ms};
  return it;
}

/* Facts, which are parameters below. Outside of its range a value is OMBUD_BAD_VALUE. Of a text only that
 * it was given is kept; NULL: it was not.
 *   weight: number, 1 to 40; Weight in kg
 *   price: money, 1 or more; 价格 / Price
 *   rebate: money, 0 or more, less than price
 *   size: choice size
 *   urgent: yes or no
 *   pickup: moment
 *   note: text
 */

/* Facts that an action gives in some states or modes only, or by some actors: with, or without. */
typedef struct typed_optional_urgent { bool given; bool value; } typed_optional_urgent;
static const typed_optional_urgent typed_without_urgent = {false, false};
static inline typed_optional_urgent typed_with_urgent(bool value) {
  typed_optional_urgent it = {true, value};
  return it;
}

/* Who does what, and the facts given: the last call, kept beside what came of it. */
typedef struct typed_call {
  ombud_input in; /* points to .given */
  ombud_given given[4];
  const char *contents[4]; /* of those that are texts; the caller's. NULL: none */
} typed_call;

static inline void typed_begin(typed_call *call, typed_actor actor, uint16_t action) {
  call->in.given = call->given;
  call->in.n_given = 0;
  call->in.actor = actor.number;
  call->in.action = action;
}

static inline void typed_give(typed_call *call, bool given, uint16_t fact, int64_t value) {
  if (!given) return;
  call->contents[call->in.n_given] = NULL;
  call->given[call->in.n_given].fact = fact;
  call->given[call->in.n_given++].value = value;
}

static inline void typed_say(typed_call *call, uint16_t fact, const char *text) {
  typed_give(call, text != NULL, fact, 1);
  if (text) call->contents[call->in.n_given - 1] = text;
}

/* ---- effects: what the host is to carry out ---- */

typedef struct typed_effect_charge { /* Charge */
  typed_money amount;
  typed_choice_size size;
  typed_actor this_;
} typed_effect_charge;

typedef struct typed_effect_delete { /* delete */
  char nothing;
} typed_effect_delete;

typedef struct typed_effect {
  enum typed_effects kind;
  union {
    typed_effect_charge charge;
    typed_effect_delete delete_;
  } as;
} typed_effect;

static inline typed_effect typed_effect_read(const ombud_effect *e) {
  typed_effect it;
  it.kind = (enum typed_effects)e->effect;
  switch (it.kind) {
  case TYPED_EFFECT_CHARGE:
    it.as.charge.amount.minor = e->args[0];
    it.as.charge.size.number = (uint16_t)e->args[1];
    it.as.charge.this_.number = (uint8_t)e->args[2];
    break;
  case TYPED_EFFECT_DELETE:
    it.as.delete_.nothing = 0;
    break;
  }
  return it;
}

/* ---- names and texts ---- */

/* _label: the text in LANG ("en", "zh_CN", …), chosen as ombud_text_in does; the name where there is none.
 * _name: as in the rule file. A reason may be of the policy or built in; there may be no advice: NULL. */

static inline const char *typed_actor_label(typed_actor actor, const char *lang) {
  return ombud_label(&typed_words.actors[actor.number], lang);
}
static inline const char *typed_actor_name(typed_actor actor) {
  return typed_words.actors[actor.number].name;
}

static inline const char *typed_fact_label(enum typed_facts fact, const char *lang) {
  return ombud_label(&typed_words.facts[fact], lang);
}
static inline const char *typed_fact_name(enum typed_facts fact) {
  return typed_words.facts[fact].name;
}

static inline const char *typed_choice_size_label(typed_choice_size choice, const char *lang) {
  return ombud_label(&typed_words.choices[0].options[choice.number], lang);
}
static inline const char *typed_choice_size_name(typed_choice_size choice) {
  return typed_words.choices[0].options[choice.number].name;
}

static inline const char *typed_effect_name(enum typed_effects effect) {
  return typed_words.effects[effect].name;
}
static inline const char *typed_effect_label(enum typed_effects effect, const char *lang) {
  const char *text = ombud_text_in(typed_words.effects[effect].texts, lang);
  return text ? text : typed_effect_name(effect);
}

static inline const char *typed_reason_label(uint16_t reason, const char *lang) {
  return ombud_reason_text(&typed_policy, &typed_words, reason, lang);
}
static inline const char *typed_reason_name(uint16_t reason) {
  return ombud_reason_name(&typed_policy, &typed_words, reason);
}
static inline const char *typed_reason_advice(uint16_t reason, const char *lang) {
  return ombud_reason_advice(&typed_policy, &typed_words, reason, lang);
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

/* ---- process parcel: Parcel ---- */

typedef union typed_parcel_case { /* 88 bytes */
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + 7];
} typed_parcel_case;

typedef struct typed_parcel_out {
  typed_out room;
  typed_call call;
} typed_parcel_out;

static inline ombud_status typed_parcel_open(typed_parcel_case *c, const ombud_input *in,
    ombud_time now, typed_parcel_out *out) {
  return ombud_open(&typed_policy, &c->head, TYPED_PROCESS_PARCEL, 0, in, now, typed_prepare(&out->room));
}
static inline ombud_status typed_parcel_step(typed_parcel_case *c, const ombud_input *in, ombud_time now,
    typed_parcel_out *out) {
  return ombud_step(&typed_policy, &c->head, in, now, typed_prepare(&out->room));
}
static inline ombud_status typed_parcel_catch_up(typed_parcel_case *c, ombud_time now, typed_parcel_out *out) {
  return ombud_catch_up(&typed_policy, &c->head, now, typed_prepare(&out->room));
}

OMBUD_INLINE uint32_t typed_parcel_take(typed_parcel_case *c, const ombud_folded *in, ombud_time now) {
  return ombud_take_inline(&typed_policy, 24, &c->head, in, now);
}

static inline enum typed_states_parcel typed_parcel_state(const typed_parcel_case *c) {
  return (enum typed_states_parcel)c->head.state;
}
static inline ombud_time typed_parcel_due(const typed_parcel_case *c) {
  return ombud_due(&c->head);
}
static inline int typed_parcel_ended(const typed_parcel_case *c) {
  return ombud_ended(&typed_policy, &c->head);
}
static inline ombud_status typed_parcel_why(const typed_parcel_case *c, const typed_parcel_out *out, ombud_time now,
    ombud_why *why) {
  return ombud_explain(&typed_policy, &c->head, &out->call.in, now, why);
}

/* hand in */
static inline const ombud_input *typed_parcel_ask_open_hand_in(typed_actor actor, typed_number weight,
    typed_money price, typed_money rebate, typed_choice_size size, typed_call *call) {
  typed_begin(call, actor, TYPED_ACTION_PARCEL_HAND_IN);
  typed_give(call, true, TYPED_FACT_WEIGHT, weight.value);
  typed_give(call, true, TYPED_FACT_PRICE, price.minor);
  typed_give(call, true, TYPED_FACT_REBATE, rebate.minor);
  typed_give(call, true, TYPED_FACT_SIZE, size.number);
  return &call->in;
}
static inline ombud_status typed_parcel_open_hand_in(typed_parcel_case *c, typed_actor actor,
    typed_number weight, typed_money price, typed_money rebate, typed_choice_size size, ombud_time now,
    typed_parcel_out *out) {
  return typed_parcel_open(c, typed_parcel_ask_open_hand_in(actor, weight, price, rebate, size, &out->call),
    now, out);
}
/* open */
static inline const ombud_input *typed_parcel_ask_open(typed_actor actor, typed_optional_urgent urgent,
    typed_moment pickup, const char *note, typed_call *call) {
  typed_begin(call, actor, TYPED_ACTION_PARCEL_OPEN);
  typed_give(call, urgent.given, TYPED_FACT_URGENT, urgent.value);
  typed_give(call, true, TYPED_FACT_PICKUP, pickup.ms);
  typed_say(call, TYPED_FACT_NOTE, note);
  return &call->in;
}
static inline ombud_status typed_parcel_open_(typed_parcel_case *c, typed_actor actor,
    typed_optional_urgent urgent, typed_moment pickup, const char *note, ombud_time now,
    typed_parcel_out *out) {
  return typed_parcel_step(c, typed_parcel_ask_open(actor, urgent, pickup, note, &out->call), now, out);
}
static inline const ombud_input *typed_parcel_ask_switch(typed_actor actor, typed_call *call) {
  typed_begin(call, actor, TYPED_ACTION_PARCEL_SWITCH);
  return &call->in;
}
static inline ombud_status typed_parcel_switch(typed_parcel_case *c, typed_actor actor, ombud_time now,
    typed_parcel_out *out) {
  return typed_parcel_step(c, typed_parcel_ask_switch(actor, &out->call), now, out);
}

static inline void typed_parcel_visit(const typed_parcel_out *out, void *host,
    void (*on_charge)(void *host, const ombud_event *event, const typed_effect_charge *effect),
    void (*on_delete)(void *host, const ombud_event *event, const typed_effect_delete *effect)) {
  for (uint32_t i = 0; i < out->room.out.n_events; i++) {
    const ombud_event *event = &out->room.events[i];
    for (uint32_t k = 0; k < event->n_effects; k++) {
      typed_effect e = typed_effect_read(&out->room.effects[event->first_effect + k]);
      switch (e.kind) {
      case TYPED_EFFECT_CHARGE: on_charge(host, event, &e.as.charge); break;
      case TYPED_EFFECT_DELETE: on_delete(host, event, &e.as.delete_); break;
      default: break; /* not of this process */
      }
    }
  }
}

static inline const char *typed_parcel_state_label(enum typed_states_parcel state, const char *lang) {
  return ombud_label(&typed_words.processes[TYPED_PROCESS_PARCEL].states[state], lang);
}
static inline const char *typed_parcel_state_name(enum typed_states_parcel state) {
  return typed_words.processes[TYPED_PROCESS_PARCEL].states[state].name;
}

static inline const char *typed_parcel_action_label(uint16_t action, const char *lang) {
  return ombud_label(&typed_words.processes[TYPED_PROCESS_PARCEL].names[action], lang);
}
static inline const char *typed_parcel_action_name(uint16_t action) {
  return typed_words.processes[TYPED_PROCESS_PARCEL].names[action].name;
}

/* ---- process note: note ---- */

typedef union typed_note_case { /* 32 bytes */
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + 0];
} typed_note_case;

typedef struct typed_note_out {
  typed_out room;
  typed_call call;
} typed_note_out;

static inline ombud_status typed_note_open(typed_note_case *c, const ombud_input *in,
    ombud_time now, typed_note_out *out) {
  return ombud_open(&typed_policy, &c->head, TYPED_PROCESS_NOTE, 0, in, now, typed_prepare(&out->room));
}
static inline ombud_status typed_note_step(typed_note_case *c, const ombud_input *in, ombud_time now,
    typed_note_out *out) {
  return ombud_step(&typed_policy, &c->head, in, now, typed_prepare(&out->room));
}
static inline ombud_status typed_note_catch_up(typed_note_case *c, ombud_time now, typed_note_out *out) {
  return ombud_catch_up(&typed_policy, &c->head, now, typed_prepare(&out->room));
}

OMBUD_INLINE uint32_t typed_note_take(typed_note_case *c, const ombud_folded *in, ombud_time now) {
  return ombud_take_inline(&typed_policy, 24, &c->head, in, now);
}

static inline enum typed_states_note typed_note_state(const typed_note_case *c) {
  return (enum typed_states_note)c->head.state;
}
static inline ombud_time typed_note_due(const typed_note_case *c) {
  return ombud_due(&c->head);
}
static inline int typed_note_ended(const typed_note_case *c) {
  return ombud_ended(&typed_policy, &c->head);
}
static inline ombud_status typed_note_why(const typed_note_case *c, const typed_note_out *out, ombud_time now,
    ombud_why *why) {
  return ombud_explain(&typed_policy, &c->head, &out->call.in, now, why);
}

static inline const ombud_input *typed_note_ask_open_leave(typed_actor actor, typed_call *call) {
  typed_begin(call, actor, TYPED_ACTION_NOTE_LEAVE);
  return &call->in;
}
static inline ombud_status typed_note_open_leave(typed_note_case *c, typed_actor actor, ombud_time now,
    typed_note_out *out) {
  return typed_note_open(c, typed_note_ask_open_leave(actor, &out->call), now, out);
}

static inline void typed_note_visit(const typed_note_out *out, void *host) {
  (void)out;
  (void)host;
}

static inline const char *typed_note_state_label(enum typed_states_note state, const char *lang) {
  return ombud_label(&typed_words.processes[TYPED_PROCESS_NOTE].states[state], lang);
}
static inline const char *typed_note_state_name(enum typed_states_note state) {
  return typed_words.processes[TYPED_PROCESS_NOTE].states[state].name;
}

static inline const char *typed_note_action_label(uint16_t action, const char *lang) {
  return ombud_label(&typed_words.processes[TYPED_PROCESS_NOTE].names[action], lang);
}
static inline const char *typed_note_action_name(uint16_t action) {
  return typed_words.processes[TYPED_PROCESS_NOTE].names[action].name;
}

#endif
