/* What somebody knows of a store who works with it: which commands were sent and what was answered, which
 * effects were carried out and acknowledged. Several may work at once, each with an account of its own that
 * the others' notes are taken into later. However the store was left, it can be held against that. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "fixture.h"

enum { ACCOUNT_MOST = 16384, ACCOUNT_TOGETHER = 4, ACCOUNT_WORKERS = 2 };

typedef enum note_kind { SENDS, ANSWERED, CARRIED, ACKNOWLEDGED } note_kind;

typedef struct note { /* told before and after each call */
  note_kind kind;
  unsigned worker, command; /* SENDS, ANSWERED: the worker's n-th */
  int status;
  uint32_t number;
  uint16_t ordinal; /* CARRIED, ACKNOWLEDGED */
  int64_t case_id;
} note;

typedef struct account_line { /* a command, or an effect */
  note sent, told;
  int done; /* answered; acknowledged */
} account_line;

typedef struct account {
  fixture *f;
  uint32_t seed;
  unsigned worker; /* who works by this account */
  account_line commands[ACCOUNT_WORKERS][ACCOUNT_MOST], effects[ACCOUNT_MOST];
  unsigned n_commands[ACCOUNT_WORKERS], n_effects, n_answered;
  unsigned n_cases, n_done; /* by the histories */
  uint32_t number;          /* of the event before */
  size_t n_brought;         /* effects, by the histories */
  size_t n_gone;            /* … that were carried out */
} account;

void account_begin(account *a, fixture *f, uint32_t seed);
unsigned account_roll(account *a, unsigned sides);

void account_take(account *a, const note *n);

/* Sends some commands, or carries out some effects, or sweeps. What TELL hears must be taken. Answers the
 * store's error. */
int account_work(account *a, void (*tell)(void *context, const note *n), void *context);

/* Sweeps, and asserts that nothing that is due was forgotten. */
void account_sweep(account *a);

/* Asserts that the store, which is open and at rest, has all that was answered, and nothing twice or in
 * halves. */
void account_check(account *a);

#endif
