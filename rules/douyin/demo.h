/* What the demo's parts share. demo.c tells the stories; keep_store.c keeps the cases in SQLite, and
 * keep_memory.c, for machines that have no files, nowhere. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>

#include "douyin.h"

/* What goes on whether the program runs or not. */
typedef struct world {
  ombud_time now;
  int64_t id;
  uint32_t known;
  unsigned story, step;
  bool killed;
} world;

typedef struct teller { /* one case, of an order or of a return, and how it is told */
  const char *lang;
  world *world;
  void *keeper; /* keep_store.c's store */
  ombud_time now;
  enum douyin_processes process;
  int64_t id; /* of the case; 0: not open yet */
  struct {
    douyin_order_case c;
    douyin_order_out out;
  } order;
  struct {
    douyin_return_case c;
    douyin_return_out out;
  } back;
  uint32_t known;     /* number of the last event of the case that has been told */
  uint32_t told;      /* events of the last call that have their line */
  unsigned next_step; /* of the story; those that the world has seen are not taken again */
} teller;

/* demo.c */
const char *demo_language(void);
const char *demo_say(const teller *t, const char *zh, const char *en);
ombud_case *demo_case(teller *t); /* of the process that the story is about */
douyin_out *demo_room(teller *t);
void demo_run(teller *t); /* goes on where the world stands, to the end of all stories */
void demo_title(const char *lang);

/* keep_….c */
bool keep_is_alive(const teller *t); /* before each step */
void keep_look(teller *t);           /* fills demo_case */
/* What comes of it, to demo_room. */
void keep_command(teller *t, douyin_mode mode, const ombud_input *in, const douyin_call *call);
void keep_sweep(teller *t); /* at t->now */
void keep_done(teller *t);  /* the effects have been carried out */

#endif
