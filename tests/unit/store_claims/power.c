#include "power.h"

#ifdef OMBUD_WITH_SQLITE
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 8, SECTOR = 512 };

typedef struct bytes {
  unsigned char *at;
  size_t n, cap;
} bytes;

typedef struct waiting_write { /* DATA NULL: it is cut to AT */
  size_t at, n;
  unsigned char *data;
} waiting_write;

typedef struct disk_file {
  char name[64];
  bytes now, safe;
  int there, safely_there;
  waiting_write *waiting;
  size_t n_waiting, cap_waiting;
} disk_file;

typedef struct opened_file {
  sqlite3_file base;
  disk_file *of;
} opened_file;

static disk_file files[FILES];
static power_fault fault;
static unsigned long calls_left;
static int came;
static uint32_t seed;

static uint32_t roll(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (uint32_t)((uint64_t)(seed >> 4) * sides >> 28);
}

/* ---- bytes ---- */

static void put(bytes *b, size_t at, const unsigned char *data, size_t n) {
  if (at + n > b->cap) {
    size_t cap = 2 * (at + n);
    b->at = realloc(b->at, cap);
    if (!b->at) abort();
    b->cap = cap;
  }
  if (at > b->n) memset(b->at + b->n, 0, at - b->n);
  if (n) memcpy(b->at + at, data, n);
  if (at + n > b->n) b->n = at + n;
}

static void cut(bytes *b, size_t n) {
  if (n < b->n) b->n = n;
}

static void carry_out(bytes *b, const waiting_write *w) {
  if (w->data)
    put(b, w->at, w->data, w->n);
  else
    cut(b, w->at);
}

static void wait_with(disk_file *f, size_t at, const void *data, size_t n) {
  if (f->n_waiting == f->cap_waiting) {
    f->cap_waiting = f->cap_waiting ? 2 * f->cap_waiting : 32;
    f->waiting = realloc(f->waiting, f->cap_waiting * sizeof *f->waiting);
    if (!f->waiting) abort();
  }
  waiting_write w = {at, n, NULL};
  if (data) {
    w.data = malloc(n + 1);
    if (!w.data) abort();
    memcpy(w.data, data, n);
  }
  f->waiting[f->n_waiting++] = w;
  carry_out(&f->now, &w);
}

static void forget_waiting(disk_file *f) {
  for (size_t i = 0; i < f->n_waiting; i++) free(f->waiting[i].data);
  f->n_waiting = 0;
}

/* ---- faults ---- */

/* SQLITE_OK, or what goes wrong with this call. */
static int strike(int writes) {
  if (fault == POWER_FINE) return SQLITE_OK;
  if (fault == POWER_FULL && !writes) return SQLITE_OK;
  if (calls_left) {
    calls_left--;
    return SQLITE_OK;
  }
  if (came && fault == POWER_ERROR_ONCE) return SQLITE_OK;
  came = 1;
  return fault == POWER_FULL ? SQLITE_FULL : SQLITE_IOERR;
}

void power_set(power_fault now, unsigned long calls) {
  fault = now;
  calls_left = calls;
  came = 0;
}

int power_came(void) {
  return came;
}

/* Some of the writes, each sector for itself. */
static void keep_sectors(disk_file *f) {
  for (size_t i = 0; i < f->n_waiting; i++) {
    const waiting_write *w = &f->waiting[i];
    if (!w->data && roll(2)) carry_out(&f->safe, w);
    for (size_t at = 0; w->data && at < w->n;) {
      size_t n = SECTOR - (w->at + at) % SECTOR;
      if (n > w->n - at) n = w->n - at;
      if (roll(2)) put(&f->safe, w->at + at, w->data + at, n);
      at += n;
    }
  }
}

static void keep_first(disk_file *f) {
  size_t n = roll((uint32_t)f->n_waiting + 1);
  for (size_t i = 0; i < n; i++) carry_out(&f->safe, &f->waiting[i]);
  if (n == f->n_waiting || !f->waiting[n].data) return;
  put(&f->safe, f->waiting[n].at, f->waiting[n].data, roll((uint32_t)f->waiting[n].n + 1));
}

void power_returns(void) {
  int sectors = roll(2) != 0;
  for (disk_file *f = files; f < files + FILES; f++) {
    if (f->there != f->safely_there && roll(2)) f->safely_there = f->there;
    if (sectors)
      keep_sectors(f);
    else
      keep_first(f);
    forget_waiting(f);
    f->there = f->safely_there;
    f->now.n = 0;
    put(&f->now, 0, f->safe.at, f->safe.n);
  }
}

void power_format(unsigned from) {
  seed = from;
  for (disk_file *f = files; f < files + FILES; f++) {
    forget_waiting(f);
    free(f->waiting);
    free(f->now.at);
    free(f->safe.at);
    *f = (disk_file){.n_waiting = 0};
  }
}

/* ---- files, as SQLite asks for them ---- */

static disk_file *of(sqlite3_file *file) {
  return ((opened_file *)(void *)file)->of;
}

static int file_close(sqlite3_file *file) {
  (void)file;
  return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at) {
  const bytes *b = &of(file)->now;
  if (strike(0)) return SQLITE_IOERR_READ;
  size_t from = (size_t)at, wanted = (size_t)n, left = from < b->n ? b->n - from : 0;
  size_t come = left < wanted ? left : wanted;
  if (come) memcpy(to, b->at + from, come);
  memset((char *)to + come, 0, wanted - come);
  return come == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *file, const void *data, int n, sqlite3_int64 at) {
  int status = strike(1);
  if (status && fault != POWER_LOSS) wait_with(of(file), (size_t)at, data, roll((uint32_t)n));
  if (!status) wait_with(of(file), (size_t)at, data, (size_t)n);
  return status == SQLITE_IOERR ? SQLITE_IOERR_WRITE : status;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 n) {
  if (strike(0)) return SQLITE_IOERR_TRUNCATE;
  wait_with(of(file), (size_t)n, NULL, 0);
  return SQLITE_OK;
}

/* With a file that is new its folder is synced, and with it the names of all. */
static int file_sync(sqlite3_file *file, int flags) {
  disk_file *f = of(file);
  (void)flags;
  if (strike(0)) return SQLITE_IOERR_FSYNC;
  for (size_t i = 0; i < f->n_waiting; i++) carry_out(&f->safe, &f->waiting[i]);
  forget_waiting(f);
  if (!f->safely_there)
    for (size_t i = 0; i < FILES; i++) files[i].safely_there = files[i].there;
  return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *n) {
  if (strike(0)) return SQLITE_IOERR_FSTAT;
  *n = (sqlite3_int64)of(file)->now.n;
  return SQLITE_OK;
}

static int file_lock(sqlite3_file *file, int level) {
  (void)file, (void)level;
  return SQLITE_OK;
}

static int file_check_lock(sqlite3_file *file, int *locked) {
  (void)file;
  *locked = 0;
  return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int what, void *argument) {
  (void)file, (void)what, (void)argument;
  return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *file) {
  (void)file;
  return SECTOR;
}

static int file_traits(sqlite3_file *file) {
  (void)file;
  return 0;
}

static const sqlite3_io_methods methods = {.iVersion = 1,
                                           .xClose = file_close,
                                           .xRead = file_read,
                                           .xWrite = file_write,
                                           .xTruncate = file_truncate,
                                           .xSync = file_sync,
                                           .xFileSize = file_size,
                                           .xLock = file_lock,
                                           .xUnlock = file_lock,
                                           .xCheckReservedLock = file_check_lock,
                                           .xFileControl = file_control,
                                           .xSectorSize = file_sector,
                                           .xDeviceCharacteristics = file_traits};

/* ---- the disk ---- */

static disk_file *find(const char *name) {
  for (disk_file *f = files; f < files + FILES; f++)
    if (strcmp(f->name, name) == 0) return f;
  return NULL;
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  opened_file *o = (opened_file *)(void *)file;
  (void)vfs;
  o->base.pMethods = NULL;
  if (!name || strike(0)) return SQLITE_CANTOPEN;
  o->of = find(name);
  if (!o->of) o->of = find("");
  if (!o->of || (!o->of->there && !(flags & SQLITE_OPEN_CREATE))) return SQLITE_CANTOPEN;
  snprintf(o->of->name, sizeof o->of->name, "%s", name);
  o->of->there = 1;
  o->base.pMethods = &methods;
  if (out) *out = flags;
  return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int synced) {
  disk_file *f = find(name);
  (void)vfs;
  if (strike(0)) return SQLITE_IOERR_DELETE;
  if (!f || !f->there) return SQLITE_IOERR_DELETE_NOENT;
  f->there = 0;
  if (!synced) return SQLITE_OK;
  for (size_t i = 0; i < FILES; i++) files[i].safely_there = files[i].there;
  return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *there) {
  const disk_file *f = find(name);
  (void)vfs, (void)flags;
  if (strike(0)) return SQLITE_IOERR_ACCESS;
  *there = f && f->there && (flags != SQLITE_ACCESS_EXISTS || f->now.n);
  return SQLITE_OK;
}

static int disk_path(sqlite3_vfs *vfs, const char *name, int n, char *path) {
  (void)vfs;
  snprintf(path, (size_t)n, "%s", name);
  return SQLITE_OK;
}

static int disk_randomness(sqlite3_vfs *vfs, int n, char *to) {
  (void)vfs;
  for (int i = 0; i < n; i++) to[i] = (char)roll(256);
  return n;
}

static int disk_sleep(sqlite3_vfs *vfs, int us) {
  (void)vfs;
  return us;
}

static int disk_time(sqlite3_vfs *vfs, double *days) {
  (void)vfs;
  *days = 2460000;
  return SQLITE_OK;
}

static int disk_error(sqlite3_vfs *vfs, int n, char *message) {
  (void)vfs, (void)n, (void)message;
  return 0;
}

int power_register(void) {
  static sqlite3_vfs vfs = {.iVersion = 1,
                            .szOsFile = sizeof(opened_file),
                            .mxPathname = 60,
                            .zName = "power",
                            .xOpen = disk_open,
                            .xDelete = disk_delete,
                            .xAccess = disk_access,
                            .xFullPathname = disk_path,
                            .xRandomness = disk_randomness,
                            .xSleep = disk_sleep,
                            .xCurrentTime = disk_time,
                            .xGetLastError = disk_error};
  return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
}
#endif
