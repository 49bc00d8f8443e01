#define _XOPEN_SOURCE 700 /* realpath */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "translate.h"

#define WRITE_FAILED (-1) /* some write did, and what it met is forgotten by now */

static bool failed(const char *path, int error) {
  fprintf(stderr, _("ombud: cannot write %s: %s\n"), path,
          error == WRITE_FAILED ? _("the disk is full, or the reader has gone") : translate_error(error));
  return false;
}

/* ---- those that are not finished ---- */

/* Who is out of memory exits from wherever that is: see arena.h. */
static output *unfinished;

static void remove_unfinished(void) {
  for (const output *o = unfinished; o; o = o->next) remove(o->temporary);
}

static void begin(output *o) {
  static bool asked;
  if (!asked) asked = atexit(remove_unfinished) == 0;
  o->next = unfinished;
  unfinished = o;
}

static void end(const output *o) {
  output **at = &unfinished;
  while (*at && *at != o) at = &(*at)->next;
  if (*at) *at = o->next;
}

/* ---- opening ---- */

/* O_EXCL and the process's number: nobody else's file is overwritten, and no link is followed. */
static FILE *open_temporary(output *o, arena *a) {
  for (unsigned i = 0; i < 100; i++) {
    o->temporary = arena_printf(a, "%s.%ld.%u.tmp", o->path, (long)getpid(), i);
    o->old = arena_printf(a, "%s.%ld.%u.old.tmp", o->path, (long)getpid(), i);
    int fd = open(o->temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd >= 0) {
      FILE *file = fdopen(fd, "wb");
      if (file) return file;
      int error = errno;
      close(fd);
      remove(o->temporary);
      errno = error;
      break;
    }
    if (errno != EEXIST) break;
  }
  o->temporary = NULL;
  return NULL;
}

bool output_open(output *o, arena *a, const char *path) {
  struct stat info;
  *o = (output){.path = path, .exists = stat(path, &info) == 0};
  if (o->exists && S_ISDIR(info.st_mode)) return failed(path, EISDIR);
  if (o->exists && !S_ISREG(info.st_mode))
    o->file = fopen(path, "wb"); /* a rename would put a file in the place of the device */
  else
    o->file = open_temporary(o, a);
  if (!o->file) return failed(path, errno);
  if (o->temporary) begin(o);
  return true;
}

/* ---- finishing ---- */

static bool close_one(output *o) {
  int error = ferror(o->file) ? WRITE_FAILED : 0;
  if (fflush(o->file) != 0 && error == 0) error = errno;
  if (fclose(o->file) != 0 && error == 0) error = errno;
  o->file = NULL;
  return error == 0 || failed(o->path, error);
}

/* The old file gets a second name, where the system has such, so that it can be put back. */
static void keep_old(output *o) {
  if (!o->temporary || !o->exists) return;
  remove(o->old);
  o->kept = link(o->path, o->old) == 0;
}

static bool rename_one(output *o) {
  if (!o->temporary) return true;
  if (rename(o->temporary, o->path) != 0) return failed(o->path, errno);
  end(o);
  o->temporary = NULL;
  o->renamed = true;
  return true;
}

static void abandon_one(output *o) {
  if (o->file) fclose(o->file);
  if (o->temporary) {
    end(o);
    remove(o->temporary);
  }
  if (o->renamed && !o->exists) remove(o->path);
  if (o->kept && (!o->renamed || rename(o->old, o->path) != 0)) remove(o->old);
}

void output_abandon(output *outputs, size_t n) {
  for (size_t i = 0; i < n; i++) abandon_one(&outputs[i]);
}

bool output_finish(output *outputs, size_t n) {
  bool good = true;
  for (size_t i = 0; i < n; i++) good = close_one(&outputs[i]) && good;
  for (size_t i = 0; i < n && good; i++) {
    if (i + 1 < n) keep_old(&outputs[i]);
    good = rename_one(&outputs[i]);
  }
  if (!good) output_abandon(outputs, n);
  for (size_t i = 0; i < n && good; i++) {
    if (outputs[i].kept) remove(outputs[i].old);
    outputs[i].kept = false;
  }
  return good;
}

/* ---- paths ---- */

/* The folder's true path and the name in it: the file itself need not be there. */
static const char *place(arena *a, const char *path) {
  const char *slash = strrchr(path, '/');
  const char *folder = slash ? arena_copy(a, path, (size_t)(slash - path) + 1) : ".";
  char *real = realpath(folder, NULL);
  const char *made = arena_printf(a, "%s/%s", real ? real : folder, slash ? slash + 1 : path);
  free(real);
  return made;
}

bool output_same_file(arena *a, const char *left, const char *right) {
  struct stat l, r;
  if (stat(left, &l) == 0 && stat(right, &r) == 0)
    return S_ISREG(l.st_mode) && l.st_dev == r.st_dev && l.st_ino == r.st_ino;
  return strcmp(place(a, left), place(a, right)) == 0;
}

bool output_flush_stdout(void) {
  int error = ferror(stdout) ? WRITE_FAILED : 0;
  if (fflush(stdout) != 0 && error == 0) error = errno;
  return error == 0 || failed(_("to standard output"), error);
}
