/* Policy loan. Written by ombud 0.1.0; changes belong in the rule file.
 *
 * First what the functions of ombud.h take, which know policies, processes and actions by number. Then
 * the same with types, for a program that names them: a wrong call does not compile. */
#ifndef LOAN_H
#define LOAN_H

#include <stdbool.h>

#include "ombud.h"

/* Wrong pointers and missing functions are errors from here on, as in C++ and in newer compilers. */
#if defined __GNUC__ && !defined __cplusplus
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#pragma GCC diagnostic error "-Wint-conversion"
#pragma GCC diagnostic error "-Wimplicit-function-declaration"
#endif

#ifndef loan_NUMBERS
#define loan_NUMBERS 0x25f3b104bd610dbfu

enum loan_modes {
  LOAN_MODE_HALL = 0,
  LOAN_MODE_HOME = 1
};

enum loan_actors {
  LOAN_ACTOR_CLOCK = 0,
  LOAN_ACTOR_READER = 1,
  LOAN_ACTOR_DESK = 2
};

enum loan_processes {
  LOAN_PROCESS_LOAN = 0
};

enum loan_states_loan {
  LOAN_STATE_LOAN_START = 0,
  LOAN_STATE_LOAN_OUT = 1,
  LOAN_STATE_LOAN_BACK = 2
};

enum loan_actions_loan {
  LOAN_ACTION_LOAN_BORROW = 0,
  LOAN_ACTION_LOAN_RENEW = 1,
  LOAN_ACTION_LOAN_GIVE_BACK = 2,
  LOAN_ACTION_LOAN_RECALL = 3
};

enum loan_events_loan {
  LOAN_EVENT_LOAN_LATE = 4
};

enum loan_facts {
  LOAN_FACT_FEE = 0
};

enum loan_effects {
  LOAN_EFFECT_CHARGE = 0
};

enum loan_reasons {
  LOAN_REASON_FULL = 16
};

#elif loan_NUMBERS != 0x25f3b104bd610dbfu
#error "the tables and the header of loan are of different rules"
#endif

#define LOAN_SLOTS 3
#define LOAN_EVENTS_MAX 3
#define LOAN_EFFECTS_MAX 2

/* A case of any process of this policy. The functions of ombud.h take its .head. */
typedef union loan_case {
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + LOAN_SLOTS];
} loan_case;

/* Room for whatever one call brings about. */
typedef struct loan_out {
  ombud_out out;
  ombud_event events[LOAN_EVENTS_MAX];
  ombud_effect effects[LOAN_EFFECTS_MAX];
} loan_out;

/* Makes ROOM ready for a call of ombud.h; the answers are in what is returned. */
static inline ombud_out *loan_prepare(loan_out *room) {
  room->out.events = room->events;
  room->out.effects = room->effects;
  room->out.events_max = LOAN_EVENTS_MAX;
  room->out.effects_max = LOAN_EFFECTS_MAX;
  room->out.n_events = 0;
  room->out.n_effects = 0;
  room->out.rule = OMBUD_NO_RULE;
  room->out.reason = OMBUD_REASON_NONE;
  return &room->out;
}

#ifdef __cplusplus
extern "C" {
#endif

extern const ombud_policy loan_policy;
extern const ombud_words loan_words;

#ifdef __cplusplus
}
#endif

/* ---- values, each kind of a type of its own ---- */

typedef struct loan_actor { uint8_t number; } loan_actor;
static const loan_actor loan_actor_reader = {LOAN_ACTOR_READER};
static const loan_actor loan_actor_desk = {LOAN_ACTOR_DESK};

typedef struct loan_mode { uint8_t number; } loan_mode;
static const loan_mode loan_mode_hall = {LOAN_MODE_HALL};
static const loan_mode loan_mode_home = {LOAN_MODE_HOME};

typedef struct loan_money { int64_t minor; } loan_money;
static inline loan_money loan_money_of(int64_t minor) { /* in minor units */
  loan_money it = {minor};
  return it;
}

/* Facts, which are parameters below. Outside of its range a value is OMBUD_BAD_VALUE. Of a text only that
 * it was given is kept; NULL: it was not.
 *   fee: money, 0 to 500
 */

/* Who does what, and the facts given: the last call, kept beside what came of it. */
typedef struct loan_call {
  ombud_input in; /* points to .given */
  ombud_given given[1];
} loan_call;

static inline void loan_begin(loan_call *call, loan_actor actor, uint16_t action) {
  call->in.given = call->given;
  call->in.n_given = 0;
  call->in.actor = actor.number;
  call->in.action = action;
}

static inline void loan_give(loan_call *call, bool given, uint16_t fact, int64_t value) {
  if (!given) return;
  call->given[call->in.n_given].fact = fact;
  call->given[call->in.n_given++].value = value;
}

/* ---- effects: what the host is to carry out ---- */

typedef struct loan_effect_charge { /* charge */
  loan_money amount;
} loan_effect_charge;

typedef struct loan_effect {
  enum loan_effects kind;
  union {
    loan_effect_charge charge;
  } as;
} loan_effect;

static inline loan_effect loan_effect_read(const ombud_effect *e) {
  loan_effect it;
  it.kind = (enum loan_effects)e->effect;
  switch (it.kind) {
  case LOAN_EFFECT_CHARGE:
    it.as.charge.amount.minor = e->args[0];
    break;
  }
  return it;
}

/* ---- names and texts ---- */

/* _label: the text in LANG ("en", "zh_CN", …), chosen as ombud_text_in does; the name where there is none.
 * _name: as in the rule file. A reason may be of the policy or built in; there may be no advice: NULL. */

static inline const char *loan_actor_label(loan_actor actor, const char *lang) {
  return ombud_label(&loan_words.actors[actor.number], lang);
}
static inline const char *loan_actor_name(loan_actor actor) {
  return loan_words.actors[actor.number].name;
}

static inline const char *loan_mode_label(loan_mode mode, const char *lang) {
  return ombud_label(&loan_words.modes[mode.number], lang);
}
static inline const char *loan_mode_name(loan_mode mode) {
  return loan_words.modes[mode.number].name;
}

static inline const char *loan_fact_label(enum loan_facts fact, const char *lang) {
  return ombud_label(&loan_words.facts[fact], lang);
}
static inline const char *loan_fact_name(enum loan_facts fact) {
  return loan_words.facts[fact].name;
}

static inline const char *loan_effect_name(enum loan_effects effect) {
  return loan_words.effects[effect].name;
}
static inline const char *loan_effect_label(enum loan_effects effect, const char *lang) {
  const char *text = ombud_text_in(loan_words.effects[effect].texts, lang);
  return text ? text : loan_effect_name(effect);
}

static inline const char *loan_reason_label(uint16_t reason, const char *lang) {
  return ombud_reason_text(&loan_policy, &loan_words, reason, lang);
}
static inline const char *loan_reason_name(uint16_t reason) {
  return ombud_reason_name(&loan_policy, &loan_words, reason);
}
static inline const char *loan_reason_advice(uint16_t reason, const char *lang) {
  return ombud_reason_advice(&loan_policy, &loan_words, reason, lang);
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

/* ---- process loan: loan ---- */

typedef union loan_loan_case { /* 56 bytes */
  ombud_case head;
  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + 3];
} loan_loan_case;

typedef struct loan_loan_out {
  loan_out room;
  loan_call call;
} loan_loan_out;

static inline ombud_status loan_loan_open(loan_loan_case *c, loan_mode mode, const ombud_input *in,
    ombud_time now, loan_loan_out *out) {
  return ombud_open(&loan_policy, &c->head, LOAN_PROCESS_LOAN, mode.number, in, now, loan_prepare(&out->room));
}
static inline ombud_status loan_loan_step(loan_loan_case *c, const ombud_input *in, ombud_time now,
    loan_loan_out *out) {
  return ombud_step(&loan_policy, &c->head, in, now, loan_prepare(&out->room));
}
static inline ombud_status loan_loan_catch_up(loan_loan_case *c, ombud_time now, loan_loan_out *out) {
  return ombud_catch_up(&loan_policy, &c->head, now, loan_prepare(&out->room));
}

OMBUD_INLINE uint32_t loan_loan_take(loan_loan_case *c, const ombud_folded *in, ombud_time now) {
  return ombud_take_inline(&loan_policy, 29, &c->head, in, now);
}

static inline enum loan_states_loan loan_loan_state(const loan_loan_case *c) {
  return (enum loan_states_loan)c->head.state;
}
static inline ombud_time loan_loan_due(const loan_loan_case *c) {
  return ombud_due(&c->head);
}
static inline int loan_loan_ended(const loan_loan_case *c) {
  return ombud_ended(&loan_policy, &c->head);
}
static inline ombud_status loan_loan_why(const loan_loan_case *c, const loan_loan_out *out, ombud_time now,
    ombud_why *why) {
  return ombud_explain(&loan_policy, &c->head, &out->call.in, now, why);
}

static inline const ombud_input *loan_loan_ask_open_borrow(loan_actor actor, loan_money fee,
    loan_call *call) {
  loan_begin(call, actor, LOAN_ACTION_LOAN_BORROW);
  loan_give(call, true, LOAN_FACT_FEE, fee.minor);
  return &call->in;
}
static inline ombud_status loan_loan_open_borrow(loan_loan_case *c, loan_mode mode, loan_actor actor,
    loan_money fee, ombud_time now, loan_loan_out *out) {
  return loan_loan_open(c, mode, loan_loan_ask_open_borrow(actor, fee, &out->call), now, out);
}
static inline const ombud_input *loan_loan_ask_renew(loan_actor actor, loan_call *call) {
  loan_begin(call, actor, LOAN_ACTION_LOAN_RENEW);
  return &call->in;
}
static inline ombud_status loan_loan_renew(loan_loan_case *c, loan_actor actor, ombud_time now,
    loan_loan_out *out) {
  return loan_loan_step(c, loan_loan_ask_renew(actor, &out->call), now, out);
}
static inline const ombud_input *loan_loan_ask_give_back(loan_actor actor, loan_call *call) {
  loan_begin(call, actor, LOAN_ACTION_LOAN_GIVE_BACK);
  return &call->in;
}
static inline ombud_status loan_loan_give_back(loan_loan_case *c, loan_actor actor, ombud_time now,
    loan_loan_out *out) {
  return loan_loan_step(c, loan_loan_ask_give_back(actor, &out->call), now, out);
}
static inline const ombud_input *loan_loan_ask_recall(loan_actor actor, loan_call *call) {
  loan_begin(call, actor, LOAN_ACTION_LOAN_RECALL);
  return &call->in;
}
static inline ombud_status loan_loan_recall(loan_loan_case *c, loan_actor actor, ombud_time now,
    loan_loan_out *out) {
  return loan_loan_step(c, loan_loan_ask_recall(actor, &out->call), now, out);
}

static inline void loan_loan_visit(const loan_loan_out *out, void *host,
    void (*on_charge)(void *host, const ombud_event *event, const loan_effect_charge *effect)) {
  for (uint32_t i = 0; i < out->room.out.n_events; i++) {
    const ombud_event *event = &out->room.events[i];
    for (uint32_t k = 0; k < event->n_effects; k++) {
      loan_effect e = loan_effect_read(&out->room.effects[event->first_effect + k]);
      switch (e.kind) {
      case LOAN_EFFECT_CHARGE: on_charge(host, event, &e.as.charge); break;
      default: break; /* not of this process */
      }
    }
  }
}

static inline const char *loan_loan_state_label(enum loan_states_loan state, const char *lang) {
  return ombud_label(&loan_words.processes[LOAN_PROCESS_LOAN].states[state], lang);
}
static inline const char *loan_loan_state_name(enum loan_states_loan state) {
  return loan_words.processes[LOAN_PROCESS_LOAN].states[state].name;
}

static inline const char *loan_loan_action_label(uint16_t action, const char *lang) {
  return ombud_label(&loan_words.processes[LOAN_PROCESS_LOAN].names[action], lang);
}
static inline const char *loan_loan_action_name(uint16_t action) {
  return loan_words.processes[LOAN_PROCESS_LOAN].names[action].name;
}

#endif
