/* The demo's cases in SQLite. In the middle of a story the program is killed and begins anew: nothing is
 * lost, and nothing happens twice. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "demo.h"
#include "ombud_store.h"

#define KILLED_IN     5 /* the sixth story: the merchant refunds in time, but only just */
#define KILLED_BEFORE 5 /* its sixth step */

/* The store is the demo's own; if it fails, nothing after it means anything. */
static void insist(const teller *t, int status) {
  if (status >= 0) return;
  const char *message = ombud_store_message(t->keeper);
  fprintf(stderr, "demo: %s\n", *message ? message : ombud_store_status_text(status));
  exit(2);
}

bool keep_is_alive(const teller *t) {
  world *w = t->world;
  if (w->killed || w->story != KILLED_IN || w->step != KILLED_BEFORE) return true;
  fflush(stdout);
  w->killed = true;
  raise(SIGKILL);
  return false;
}

void keep_look(teller *t) {
  ombud_stored found;
  insist(t, ombud_store_look(t->keeper, t->id, &found));
  size_t slots = douyin_policy.processes[t->process].n_slots;
  memcpy(demo_case(t), found.head, sizeof(ombud_case) + slots * sizeof(int64_t));
}

/* ---- what is new in the case ---- */

/* What the history has that was not told yet, as ombud_step would have left it. */
static int take_news(void *context, const ombud_record *r) {
  teller *t = context;
  douyin_out *to = demo_room(t);
  ombud_out *out = &to->out;
  if (r->number <= t->known) return 0;
  t->known = r->number;
  if (r->kind == OMBUD_RECORD_REFUSED) {
    out->reason = r->reason;
    out->rule = r->rule;
    return 0;
  }
  if (out->n_events == DOUYIN_EVENTS_MAX || out->n_effects + r->n_effects > DOUYIN_EFFECTS_MAX)
    return OMBUD_NO_SPACE;
  to->events[out->n_events++] = (ombud_event){.at = r->at,
                                              .rule = r->rule,
                                              .reminded = r->reminded,
                                              .name = r->name,
                                              .from = r->from,
                                              .to = r->to,
                                              .first_effect = (uint16_t)out->n_effects,
                                              .n_effects = r->n_effects,
                                              .kind = r->kind,
                                              .actor = r->actor};
  for (uint16_t i = 0; i < r->n_effects; i++) to->effects[out->n_effects++] = r->effects[i];
  return 0;
}

static void learn(teller *t) {
  ombud_out *out = douyin_prepare(demo_room(t));
  out->n_events = out->n_effects = 0;
  out->reason = OMBUD_REASON_NONE;
  out->rule = OMBUD_NO_RULE;
  insist(t, ombud_store_history(t->keeper, t->id, take_news, t));
  keep_look(t);
}

void keep_command(teller *t, douyin_mode mode, const ombud_input *in, const douyin_call *call) {
  ombud_command command = {.case_id = t->id,
                           .policy = &douyin_policy,
                           .in = in,
                           .contents = call->contents,
                           .process = (uint8_t)t->process,
                           .mode = mode.number};
  ombud_answer answer;
  insist(t, ombud_store_do(t->keeper, &command, 1, &answer));
  insist(t, answer.status);
  t->id = answer.case_id;
  learn(t);
}

void keep_sweep(teller *t) {
  ombud_sweep sweep;
  insist(t, ombud_store_tick(t->keeper, 0, &sweep));
  learn(t);
}

/* What has been carried out is acknowledged, so that it is not told of again. */
void keep_done(teller *t) {
  ombud_delivery list[16];
  size_t n;
  do {
    insist(t, ombud_store_effects(t->keeper, NULL, list, sizeof list / sizeof list[0], &n));
    insist(t, ombud_store_acknowledge(t->keeper, list, n));
  } while (n);
}

/* ---- the program, and who starts it again ---- */

/* The stories' time, not the machine's. */
static ombud_time tell_time(void *context) {
  const teller *t = context;
  return t->now;
}

static void run(const char *lang, world *w, const char *url) {
  static const ombud_linked linked = {&douyin_policy, &douyin_words};
  teller t = {.lang = lang, .world = w};
  const ombud_store_clock clock = {tell_time, tell_time, &t};
  char message[512];
  ombud_store *store;
  ombud_store_options o = {.url = url, .linked = &linked, .n_linked = 1, .clock = &clock};
  if (ombud_store_open(&store, &o, message, sizeof message)) {
    fprintf(stderr, "demo: %s\n", message);
    exit(2);
  }
  t.keeper = store;
  demo_run(&t);
  ombud_store_close(store);
  exit(fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2);
}

/* Starts the program again when it is killed; its exit status. */
static int watch(const char *lang, world *w, const char *url) {
  const teller t = {.lang = lang};
  for (;;) {
    int how = 0;
    fflush(stdout);
    pid_t program = fork();
    if (program == 0) run(lang, w, url);
    if (program < 0 || waitpid(program, &how, 0) < 0) return 2;
    if (!WIFSIGNALED(how) || WTERMSIG(how) != SIGKILL) return WIFEXITED(how) ? WEXITSTATUS(how) : 2;
    printf("\n  %s\n\n", demo_say(&t, "—— 程序在此被强行终止，又重新启动 ——",
                                  "-- here the program is killed, and begins anew --"));
  }
}

int main(void) {
  const char *lang = demo_language(), *folder = getenv("TMPDIR");
  char path[4096], url[4200];
  snprintf(path, sizeof path, "%s/ombud-demo-XXXXXX", folder && *folder ? folder : "/tmp");
  world *w = mmap(NULL, sizeof *w, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int file = w == MAP_FAILED ? -1 : mkstemp(path);
  if (file < 0) {
    perror("demo");
    return 2;
  }
  close(file);
  snprintf(url, sizeof url, "sqlite:%s", path);
  demo_title(lang);
  int status = watch(lang, w, url);
  unlink(path);
  return fflush(stdout) == 0 && !ferror(stdout) ? status : 2;
}
