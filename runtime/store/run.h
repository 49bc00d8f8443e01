/* A transaction under way: the cases in hand, and what it will write. */
#ifndef OMBUD_RUN_H
#define OMBUD_RUN_H

#include "store.h"

typedef struct work { /* a case in hand */
  row_case row;       /* body.at NULL: there is none */
  const known *known; /* NULL: its tables are absent */
  ombud_case *c;      /* NULL: not decoded yet */
  int opened, changed, failed, released;
} work;

typedef struct pending { /* an event that has no number yet */
  row_event row;
  work *of;                /* NULL: of no case */
  const char *const *says; /* [n]: contents of the facts given */
  const ombud_given *given;
  size_t n;
  uint16_t n_effects;
} pending;

typedef struct run {
  ombud_store *s;
  ombud_time now;
  int alarm;
  pending *events;
  size_t n_events, cap_events;
  size_t n_effects, n_contents;
} run;

/* Has the case decoded: 0, or why it cannot be used. */
int run_take(run *r, work *w);

/* Keeps what S->out tells of the case, which is WORK's, or of an opening that was refused, and then NULL:
 * events, and where STATUS is OMBUD_REFUSED that it was. BY is NULL where nobody did anything. False: no
 * memory. */
int run_record(run *r, work *w, const known *k, const ombud_command *by, int status);

/* Keeps an event of another kind, of a case or (OF has the id 0) the store itself. */
int run_note(run *r, work *of, uint8_t kind, const char *who);

/* Numbers all that is new and writes it, with the keys, whose .event is an index into r->events until then.
 * WORKS are all that are in hand. Does not commit. */
int run_finish(run *r, work *works, size_t n_works, row_key *keys, size_t n_keys);

#endif
