/* One store, those who use it, and what is known of it by somebody who sees everything. */
#ifndef SIMULATION_H
#define SIMULATION_H

#include "../naive/generate.h"
#include "../naive/naive.h"
#include "compile.h"
#include "fake.h"
#include "ombud_store.h"

enum { WORKERS = 3, COMMANDS = 96, EFFECTS = 2048, TOGETHER = 4 };

typedef struct command {
  naive_input in; /* and the same in numbers */
  ombud_input x;
  ombud_given given[OMBUD_GIVEN_MAX];
  const char *contents[OMBUD_GIVEN_MAX];
  char key[16]; /* "": it has none, and is sent only while nothing can go wrong */
  char who[16];
  uint8_t mode;
  int64_t case_id; /* 0: opens one */

  int settled;         /* the client has its answer, and sends it again only by mistake */
  int sent, under_way; /* UNDER_WAY: not to be sent, since it has no key */
  int done; /* an answer that something was done was given, whether or not the client got it: this one */
  int status;
  uint32_t number;
  int64_t came_to; /* the case */
  ombud_time at;
  char *says;
} command;

typedef struct carried { /* an effect that the receiver has carried out */
  int64_t case_id;
  uint32_t number;
  uint16_t ordinal;
  ombud_effect effect;
  int acknowledged, expected;
} carried;

typedef struct worker {
  ombud_store *store;
  engine *e;
  int busy;
} worker;

typedef struct simulation {
  compilation made;
  naive_policy naive;
  dice d;
  fake_world *world;
  ombud_linked linked;
  ombud_store_clock clock;
  int64_t monotonic;
  ombud_time latest; /* that the clock ever told */
  worker workers[WORKERS];
  command commands[COMMANDS];
  size_t n_commands;
  carried carried[EFFECTS];
  size_t n_carried;
  int64_t damaged;  /* a case; 0: none */
  unsigned resumed; /* how often */
  int calm;         /* nothing goes wrong any more */
  int quiet;        /* nobody sweeps */
  char wrong[512];  /* "": nothing */
  unsigned long n_events, n_deaths, n_again, n_done;
} simulation;

unsigned roll(simulation *s, unsigned sides);
int chance(simulation *s, unsigned percent);

/* Keeps the first complaint, in one line. */
__attribute__((format(printf, 2, 3))) void complain(simulation *s, const char *format, ...);

/* test_simulator.c: one of the workers that is not at work; NULL: all are. Before a call something may be set
 * to go wrong in it, and after it one that died is replaced. */
worker *begin_work(simulation *s, int safely);
void end_work(simulation *s, worker *w);

/* client.c */
void client_ask(simulation *s);               /* thinks of a command, and sends it sooner or later */
void client_send(simulation *s, int repeats); /* some that wait for an answer, or did */
int client_insists(simulation *s);            /* one after the other; 0: all are answered */

/* receiver.c */
void receiver_works(simulation *s);
void receiver_turns_pages(simulation *s); /* the list is the same in pages of one */
int receiver_waits(simulation *s);        /* effects that nobody has acknowledged */

/* reference.c: everything that the store has against the naive interpreter */
void compare_all(simulation *s);

#endif
