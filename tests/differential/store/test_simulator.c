/* The store on an engine in memory, with everything going wrong that may, against the naive interpreter. One
 * thread, one seed.
 *
 * usage: test_simulator              the seeds that every run of the tests goes through
 *        test_simulator SEED         one again
 *        test_simulator FROM COUNT   as many as there is time for */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "simulation.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define SEEDS 700 /* the same as below takes seven times as long there */
#else
#define SEEDS 2000
#endif
#define TURNS 150
#define HOUR  INT64_C(3600000)
#define BEGIN INT64_C(1619834400123)

unsigned roll(simulation *s, unsigned sides) {
  return dice_roll(&s->d, sides);
}

int chance(simulation *s, unsigned percent) {
  return roll(s, 100) < percent;
}

void complain(simulation *s, const char *format, ...) {
  va_list arguments;
  if (s->wrong[0]) return;
  va_start(arguments, format);
  vsnprintf(s->wrong, sizeof s->wrong, format, arguments);
  va_end(arguments);
  for (char *at = s->wrong; (at = strchr(at, '\n')) != NULL;) *at = ';';
}

/* ---- workers ---- */

static void start(simulation *s, worker *w) {
  char message[256];
  ombud_store_options o = {.url = "fake:", .linked = &s->linked, .n_linked = 1, .clock = &s->clock};
  if (w->store) s->n_deaths++;
  ombud_store_close(w->store);
  if (fake_open(s->world, &w->store, &w->e, &o, message, sizeof message)) complain(s, "%s", message);
}

worker *begin_work(simulation *s, int safely) {
  static const fake_fault faults[] = {FAKE_FULL, FAKE_CONFLICT, FAKE_DIES, FAKE_DIES, FAKE_DIES_COMMITTED};
  worker *w = &s->workers[roll(s, WORKERS)];
  if (w->busy) return NULL;
  w->busy = 1;
  fake_fail(w->e, !safely && !s->calm && chance(s, 20) ? faults[roll(s, 5)] : FAKE_NONE, roll(s, 10));
  return w;
}

void end_work(simulation *s, worker *w) {
  fake_fail(w->e, FAKE_NONE, 0);
  if (fake_is_dead(w->e)) start(s, w);
  w->busy = 0;
}

/* ---- time ---- */

static void pass(simulation *s, int64_t ms) {
  s->world->now += ms;
  s->monotonic += ms;
}

static void go_on(simulation *s) {
  ombud_time wake = fake_wake(s->world);
  switch (roll(s, 12)) {
  case 0:
  case 1:
  case 2:
    if (wake != OMBUD_NEVER && wake > s->world->now) pass(s, wake - s->world->now - 1 + (int64_t)roll(s, 3));
    break;
  case 3: pass(s, 1); break;
  case 4: pass(s, (int64_t)roll(s, 30) * HOUR); break;
  case 5:
  case 6: pass(s, (int64_t)roll(s, 9) * HOUR / 2); break;
  case 7:
    if (chance(s, 20)) s->world->now += 6000 + (int64_t)roll(s, 20) * HOUR;
    break;
  case 8:
    if (chance(s, 20)) s->world->now -= (int64_t)roll(s, 20) * HOUR;
    break;
  default: break;
  }
  if (s->world->now > s->latest) s->latest = s->world->now;
}

static int64_t tell_monotonic(void *context) {
  return ((simulation *)context)->monotonic;
}

/* ---- what else happens ---- */

static int sweep_with(simulation *s, worker *w) {
  ombud_sweep told;
  size_t written = s->world->n_written;
  int alarm = s->world->alarm, alone = !s->world->between;
  int status = ombud_store_tick(w->store, 1 + roll(s, 4), &told);
  if (alone && (alarm || status == OMBUD_STORE_ALARM) && s->world->n_written > written)
    complain(s, "deadlines fire during an alarm");
  if (s->calm && (status || told.next != fake_wake(s->world)))
    complain(s, "a sweep answers %d, %s", status, ombud_store_message(w->store));
  if (s->calm && !told.more && told.next <= s->world->now) complain(s, "a sweep leaves what is due");
  return !status && told.more;
}

static int sweep(simulation *s) {
  worker *w = begin_work(s, 0);
  if (!w) return 0;
  void (*between)(void *) = s->world->between;
  if (chance(s, 50)) s->world->between = NULL;
  int more = sweep_with(s, w);
  s->world->between = between;
  end_work(s, w);
  return more;
}

static void resume(simulation *s, worker *w) {
  uint32_t before = s->world->cases[0].row.number;
  int status = ombud_store_resume(w->store, "ops");
  s->resumed += s->world->cases[0].row.number != before;
  if (!status && !s->world->between && s->world->alarm) complain(s, "resumed, and the alarm stands");
}

static void resume_one(simulation *s) {
  worker *w = begin_work(s, 0);
  if (!w) return;
  void (*between)(void *) = s->world->between;
  s->world->between = NULL;
  resume(s, w);
  s->world->between = between;
  end_work(s, w);
}

/* An operator's belief that comes to nothing leaves the alarm that it was about. */
static void believe_in_vain(simulation *s) {
  worker *w = begin_work(s, 1);
  ombud_store_stats stats;
  ombud_sweep told;
  if (!w) return;
  void (*between)(void *) = s->world->between;
  s->world->between = NULL;
  int looked = ombud_store_look_around(w->store, &stats);
  s->world->now += OMBUD_JUMP_MS + 1;
  fake_fail(w->e, FAKE_FULL, roll(s, 9));
  int status = ombud_store_resume(w->store, "ops");
  fake_fail(w->e, FAKE_NONE, 0);
  s->resumed += !status;
  if (!looked && status == OMBUD_STORE_FULL && !ombud_store_tick(w->store, 1, &told))
    complain(s, "resuming failed, and the alarm is gone");
  s->world->between = between;
  if (s->world->now > s->latest) s->latest = s->world->now;
  end_work(s, w);
}

static void forget(simulation *s) {
  worker *w = begin_work(s, 0);
  if (!w) return;
  int64_t id = 1 + (int64_t)roll(s, 4);
  int status = ombud_store_forget(w->store, id, "ops");
  if (status < 0 && status > OMBUD_STORE_BAD_URL) complain(s, "forgetting is answered with %d", status);
  end_work(s, w);
}

static void verify(simulation *s) {
  worker *w = begin_work(s, 1);
  if (!w) return;
  int64_t id = 1 + (int64_t)roll(s, 4);
  int status = ombud_store_verify(w->store, id);
  if (status && status != OMBUD_STORE_NO_CASE && id != s->damaged)
    complain(s, "verify: %s", ombud_store_message(w->store));
  end_work(s, w);
}

/* A case is damaged, until it is mended. It may have been set aside meanwhile. */
static void damage_or_mend(simulation *s) {
  int64_t id = s->damaged ? s->damaged : 1 + (int64_t)roll(s, 4);
  if (fake_damage(s->world, id)) s->damaged = s->damaged ? 0 : id;
}

static void release(simulation *s, int64_t id) {
  worker *w = begin_work(s, 0);
  if (!w) return;
  int status = ombud_store_release(w->store, id, "ops");
  if (s->calm && status && status != OMBUD_STORE_NO_CASE)
    complain(s, "case %lld is not released: %s", (long long)id, ombud_store_message(w->store));
  end_work(s, w);
}

static void turn(simulation *s) {
  unsigned what = roll(s, 100);
  if (what < 25)
    client_ask(s);
  else if (what < 58)
    client_send(s, 0);
  else if (what < 66)
    client_send(s, 1);
  else if (what < 80 && !s->quiet)
    sweep(s);
  else if (what < 90)
    receiver_works(s);
  else if (what < 92)
    forget(s);
  else if (what < 94)
    verify(s);
  else if (what < 97)
    resume_one(s);
  else if (what < 98)
    believe_in_vain(s);
  else if (what < 99)
    damage_or_mend(s);
  else
    release(s, 1 + (int64_t)roll(s, 4));
}

/* While a transaction is under way others work, and time goes on. */
static void meanwhile(void *context) {
  simulation *s = context;
  if (!chance(s, 6)) return;
  if (chance(s, 30)) pass(s, 1 + (int64_t)roll(s, 3));
  if (s->world->now > s->latest) s->latest = s->world->now;
  turn(s);
}

/* ---- one seed ---- */

static void settle(simulation *s) {
  s->calm = 1;
  s->world->between = NULL;
  if (s->world->now < s->latest) pass(s, s->latest - s->world->now);
  for (size_t i = 0; i < WORKERS; i++) resume(s, &s->workers[i]);
  if (s->damaged) damage_or_mend(s);
  for (int64_t id = 1; id < FAKE_CASES; id++) release(s, id);
  for (unsigned i = 0; i < 2 * COMMANDS && client_insists(s); i++) {
  }
  for (int day = 0; day < 4 && !s->quiet; day++, pass(s, 24 * HOUR)) {
    for (unsigned i = 0; i < 200 && sweep(s); i++) {
    }
  }
  receiver_turns_pages(s);
  for (unsigned i = 0; i < EFFECTS && receiver_waits(s) && !s->wrong[0]; i++) receiver_works(s);
  if (client_insists(s)) complain(s, "a command is never answered");
}

static void play(simulation *s) {
  s->world = fake_new();
  s->world->now = s->latest = BEGIN;
  s->world->lazy = chance(s, 50);
  s->linked = (ombud_linked){s->made.policy, s->made.words};
  s->clock = (ombud_store_clock){NULL, tell_monotonic, s};
  s->quiet = chance(s, 15);
  for (size_t i = 0; i < WORKERS; i++) start(s, &s->workers[i]);
  s->world->between = meanwhile;
  s->world->context = s;
  for (unsigned i = 0; i < TURNS && !s->wrong[0]; i++) {
    go_on(s);
    turn(s);
  }
  if (!s->wrong[0]) settle(s);
  if (!s->wrong[0]) compare_all(s);
  if (s->world->wrong) complain(s, "%s", s->world->wrong);
  for (size_t i = 0; i < WORKERS; i++) ombud_store_close(s->workers[i].store);
  for (size_t i = 0; i < s->n_commands; i++) free(s->commands[i].says);
  fake_free(s->world);
}

static int is_accepted(simulation *s, uint64_t seed, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) return 0;
  generate_policy(seed, file);
  fclose(file);
  compile_begin(&s->made);
  int fine = compile_run(&s->made, path, NULL, 0) && !naive_read(&s->naive, s->made.tree, &s->made.sources);
  if (!fine) compile_end(&s->made);
  return fine;
}

int main(int argc, char **argv) {
  static simulation s;
  uint64_t from = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : argc > 1 ? 1 : SEEDS;
  const char *folder = getenv("WORK") ? getenv("WORK") : "/tmp";
  unsigned long failed = 0, events = 0, deaths = 0, again = 0, done = 0;
  char path[4096];
  snprintf(path, sizeof path, "%s/ombud-XXXXXX", folder);
  int file = mkstemp(path);
  if (file < 0) return 77;
  close(file);
  for (uint64_t seed = from; seed < from + count && failed < 5; seed++) {
    memset(&s, 0, sizeof s);
    s.d = dice_from(seed ^ 0x570E);
    for (uint64_t policy = seed * 16; !is_accepted(&s, policy, path); policy++) {
    }
    play(&s);
    compile_end(&s.made);
    if (s.wrong[0]) printf("# seed %llu: %s\n", (unsigned long long)seed, s.wrong);
    failed += s.wrong[0] != 0;
    events += s.n_events, deaths += s.n_deaths, again += s.n_again, done += s.n_done;
  }
  remove(path);
  printf("%s 1 - %llu seeds: %lu commands done, %lu answered again, %lu events, %lu workers died\n",
         failed ? "not ok" : "ok", (unsigned long long)count, done, again, events, deaths);
  return failed ? 1 : 0;
}
