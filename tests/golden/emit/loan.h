/* Policy loan. Written by ombud 0.1.0; changes belong in the rule file. */
#ifndef LOAN_H
#define LOAN_H

#include "ombud.h"

#ifndef loan_NUMBERS
#define loan_NUMBERS 0xb3f5bf2b852bd79cu

enum loan_mode {
  LOAN_MODE_HALL = 0,
  LOAN_MODE_HOME = 1
};

enum loan_actor {
  LOAN_ACTOR_CLOCK = 0,
  LOAN_ACTOR_READER = 1,
  LOAN_ACTOR_DESK = 2
};

enum loan_process {
  LOAN_PROCESS_LOAN = 0
};

enum loan_state_loan {
  LOAN_STATE_LOAN_START = 0,
  LOAN_STATE_LOAN_OUT = 1,
  LOAN_STATE_LOAN_BACK = 2
};

enum loan_action_loan {
  LOAN_ACTION_LOAN_BORROW = 0,
  LOAN_ACTION_LOAN_RENEW = 1,
  LOAN_ACTION_LOAN_GIVE_BACK = 2,
  LOAN_ACTION_LOAN_RECALL = 3
};

enum loan_event_loan {
  LOAN_EVENT_LOAN_LATE = 4
};

enum loan_fact {
  LOAN_FACT_FEE = 0
};

enum loan_effect {
  LOAN_EFFECT_CHARGE = 0
};

enum loan_reason {
  LOAN_REASON_FULL = 16
};

#elif loan_NUMBERS != 0xb3f5bf2b852bd79cu
#error "the tables and the header of loan are of different rules"
#endif

#define LOAN_SLOTS 3
#define LOAN_EVENTS_MAX 3
#define LOAN_EFFECTS_MAX 2

/* A case of this policy. The functions of ombud.h take its .head. */
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

#endif
