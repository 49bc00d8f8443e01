/* The demo's cases in memory, for machines that have no files: what is there is gone with the program. */
#include <stdio.h>
#include <stdlib.h>

#include "demo.h"

bool keep_is_alive(const teller *t) {
  (void)t;
  return true;
}

void keep_look(teller *t) {
  (void)t;
}

void keep_done(teller *t) {
  (void)t;
}

/* The demo's own calls are right; if one is not, nothing after it means anything. */
static void insist(ombud_status status) {
  if (status >= 0) return;
  fprintf(stderr, "demo: %s\n", ombud_status_text(status));
  exit(2);
}

void keep_command(teller *t, douyin_mode mode, const ombud_input *in, const douyin_call *call) {
  ombud_case *c = demo_case(t);
  ombud_out *out = douyin_prepare(demo_room(t));
  (void)call;
  if (t->id)
    insist(ombud_step(&douyin_policy, c, in, t->now, out));
  else
    insist(ombud_open(&douyin_policy, c, (uint8_t)t->process, mode.number, in, t->now, out));
  t->id = 1;
}

void keep_sweep(teller *t) {
  insist(ombud_catch_up(&douyin_policy, demo_case(t), t->now, douyin_prepare(demo_room(t))));
}

int main(void) {
  world w = {.step = 0};
  teller t = {.lang = demo_language(), .world = &w};
  demo_title(t.lang);
  demo_run(&t);
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
