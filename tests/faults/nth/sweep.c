/* Runs a command once for every allocation, or every call that changes a file, that it makes, and lets this
 * one fail.
 *
 * usage: sweep LIBRARY KIND RUNS NAME VERIFY COMMAND…
 *
 *   LIBRARY  inject.so
 *   KIND     allocation, allocations (that one and all after it), call, calls, or kill
 *   RUNS     at most so many, evenly spread; 0, all
 *   VERIFY   '', or a command for the shell that tells what is in files whose bytes say little
 *
 * In the current folder, which each run finds as it was. A run is fine that ends as the undisturbed one does,
 * in every byte; or that ends with status 2 and a message and leaves the files as they were or as they should
 * be. A killed one may leave a temporary file beside. Prints one line of TAP. */
#define _GNU_SOURCE /* memfd_create */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"
#include "room.h"

enum { SECONDS = 120, TOLD_MAX = 5 };

typedef struct ending {
  int status; /* as of wait */
  char *out, *err;
  char *verified; /* what VERIFY said */
  size_t n_out, n_err;
  room left;
} ending;

typedef struct sweep {
  const char *name, *verify;
  char **command;
  fault_page *page;
  room before;
  char *verified_before;
  ending whole; /* undisturbed */
} sweep;

static void end_free(ending *e) {
  free(e->out);
  free(e->err);
  free(e->verified);
  room_free(&e->left);
}

static void to_file(const char *path, int fd) {
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
  if (file < 0 || dup2(file, fd) < 0) _exit(3);
  close(file);
}

static int run(char *const *command, const char *library) {
  pid_t child = fork();
  if (child == 0) {
    to_file("../out", STDOUT_FILENO);
    to_file("../err", STDERR_FILENO);
    if (library != NULL) setenv("LD_PRELOAD", library, 1);
    alarm(SECONDS);
    execvp(command[0], command);
    _exit(3);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) exit(3);
  return status;
}

/* The status, and what it says. */
static char *verify(const sweep *s) {
  if (*s->verify == '\0') return NULL;
  char line[4096];
  snprintf(line, sizeof line, "%s; echo $?", s->verify);
  run((char *[]){"sh", "-c", line, NULL}, NULL);
  size_t len;
  return room_read("../out", &len);
}

static ending end_of(sweep *s, uint64_t at, const char *library) {
  room_restore(&s->before);
  s->page->at = at;
  s->page->count = 0;
  s->page->pid = 0;
  s->page->fired = s->page->on_stderr = false;
  ending e = {.status = run(s->command, library)};
  e.out = room_read("../out", &e.n_out);
  e.err = room_read("../err", &e.n_err);
  if (*s->verify != '\0')
    e.verified = verify(s);
  else
    e.left = room_look();
  return e;
}

static bool as_before(const sweep *s, const ending *e) {
  return e->verified != NULL ? strcmp(e->verified, s->verified_before) == 0 : room_same(&e->left, &s->before);
}

static bool as_after(const sweep *s, const ending *e) {
  return e->verified != NULL ? strcmp(e->verified, s->whole.verified) == 0
                             : room_same(&e->left, &s->whole.left);
}

/* What is told of a store has the moment in it. */
static bool same_answer(const sweep *s, const ending *e) {
  if (e->status != s->whole.status || !as_after(s, e) || e->n_out != s->whole.n_out) return false;
  return e->verified != NULL || memcmp(e->out, s->whole.out, e->n_out) == 0;
}

/* NULL, or what is wrong. */
static const char *wrong(const sweep *s, const ending *e) {
  const ending *w = &s->whole;
  if (strstr(e->err, "Sanitizer") != NULL || strstr(e->err, "runtime error") != NULL)
    return "the sanitizer objects";
  if (s->page->kind == FAULT_KILL && WIFSIGNALED(e->status) && WTERMSIG(e->status) == 9) {
    if (e->verified != NULL)
      return as_before(s, e) || as_after(s, e) ? NULL : "killed, it left neither old nor new";
    return room_whole(&e->left, &s->before, &w->left, true) ? NULL : "killed, it left half a file";
  }
  if (WIFSIGNALED(e->status)) return "a signal ended it";
  if (same_answer(s, e)) return strcmp(e->err, w->err) == 0 ? NULL : "it says something else";
  if (WEXITSTATUS(e->status) != 2) return "it does not end with status 2";
  if (e->n_err == 0 && !s->page->on_stderr) return "it says nothing";
  if (as_before(s, e) || as_after(s, e)) return NULL;
  /* Where nothing can be renamed any more, nothing can be put back. */
  bool stuck = s->page->onwards && e->verified == NULL && room_whole(&e->left, &s->before, &w->left, false);
  return stuck ? NULL : "it leaves neither the old files nor the new ones";
}

static void tell(const char *what, uint64_t at, const ending *e) {
  printf("# at %llu: %s (status %d, signal %d)\n", (unsigned long long)at, what, WEXITSTATUS(e->status),
         WIFSIGNALED(e->status) ? WTERMSIG(e->status) : 0);
  for (size_t i = 0; i < e->left.n; i++)
    printf("#   %s, %zu bytes\n", e->left.files[i].name, e->left.files[i].len);
  if (e->verified != NULL) printf("#   %s\n", e->verified);
  printf("#   it said: %.300s\n", e->err);
}

/* Returns how many were wrong. */
static unsigned go(sweep *s, const char *library, uint64_t all, uint64_t runs) {
  unsigned bad = 0;
  for (uint64_t i = 0; i < runs; i++) {
    uint64_t at = runs == all ? i + 1 : 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1);
    ending e = end_of(s, at, library);
    const char *what = s->page->fired ? wrong(s, &e) : "it was never met";
    if (what != NULL && bad++ < TOLD_MAX) tell(what, at, &e);
    end_free(&e);
  }
  return bad;
}

static fault_page *new_page(const char *kind) {
  int fd = memfd_create("faults", 0);
  if (fd < 0 || ftruncate(fd, sizeof(fault_page)) != 0) exit(3);
  char number[16];
  snprintf(number, sizeof number, "%d", fd);
  setenv(FAULT_PAGE, number, 1);
  fault_page *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) exit(3);
  p->kind = *kind == 'a' ? FAULT_ALLOCATION : *kind == 'c' ? FAULT_CALL : FAULT_KILL;
  p->onwards = kind[strlen(kind) - 1] == 's';
  return p;
}

int main(int argc, char **argv) {
  if (argc < 7) return 3;
  const char *library = argv[1], *kind = argv[2];
  uint64_t runs = strtoull(argv[3], NULL, 10);
  sweep s = {
      .name = argv[4], .verify = argv[5], .command = argv + 6, .page = new_page(kind), .before = room_look()};
  s.verified_before = verify(&s);
  room_restore(&s.before);
  s.whole = end_of(&s, 0, library);
  uint64_t all = s.page->count;
  if (runs == 0 || runs > all) runs = all;
  bool fine = all > 0 && !WIFSIGNALED(s.whole.status) && WEXITSTATUS(s.whole.status) < 2;
  if (!fine) tell("undisturbed", 0, &s.whole);
  unsigned bad = fine ? go(&s, library, all, runs) : 1;
  room_restore(&s.before);
  printf("%sok - %s, %s: %llu of %llu tried, %u wrong\n", bad > 0 ? "not " : "", s.name, kind,
         (unsigned long long)runs, (unsigned long long)all, bad);
  return bad > 0;
}
