#define _POSIX_C_SOURCE 200809L
#include "room.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void broken(const char *what) {
  perror(what);
  exit(3);
}

char *room_read(const char *path, size_t *len) {
  FILE *in = fopen(path, "rb");
  if (in == NULL || fseek(in, 0, SEEK_END) != 0) broken(path);
  long size = ftell(in);
  char *bytes = malloc((size_t)size + 1);
  if (bytes == NULL) broken(path);
  rewind(in);
  *len = fread(bytes, 1, (size_t)size, in);
  bytes[*len] = '\0';
  fclose(in);
  return bytes;
}

static int by_name(const void *left, const void *right) {
  return strcmp(((const room_file *)left)->name, ((const room_file *)right)->name);
}

room room_look(void) {
  room r = {.n = 0};
  DIR *folder = opendir(".");
  if (folder == NULL) broken("opendir");
  for (const struct dirent *e; (e = readdir(folder)) != NULL;) {
    if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
    if (r.n == ROOM_FILES_MAX) broken("too many files");
    room_file *f = &r.files[r.n++];
    snprintf(f->name, sizeof f->name, "%s", e->d_name);
    f->bytes = room_read(f->name, &f->len);
  }
  closedir(folder);
  qsort(r.files, r.n, sizeof *r.files, by_name);
  return r;
}

void room_free(room *r) {
  for (size_t i = 0; i < r->n; i++) free(r->files[i].bytes);
  r->n = 0;
}

static const room_file *find(const room *r, const char *name) {
  for (size_t i = 0; i < r->n; i++)
    if (strcmp(r->files[i].name, name) == 0) return &r->files[i];
  return NULL;
}

static bool same_file(const room_file *left, const room_file *right) {
  return right != NULL && left->len == right->len && memcmp(left->bytes, right->bytes, left->len) == 0;
}

bool room_same(const room *left, const room *right) {
  bool same = left->n == right->n;
  for (size_t i = 0; same && i < left->n; i++)
    same = same_file(&left->files[i], find(right, left->files[i].name));
  return same;
}

void room_restore(const room *r) {
  room now = room_look();
  for (size_t i = 0; i < now.n; i++)
    if (!same_file(&now.files[i], find(r, now.files[i].name))) unlink(now.files[i].name);
  for (size_t i = 0; i < r->n; i++) {
    const room_file *f = &r->files[i], *is = find(&now, f->name);
    if (is != NULL && same_file(f, is)) continue;
    FILE *out = fopen(f->name, "wb");
    if (out == NULL || fwrite(f->bytes, 1, f->len, out) != f->len || fclose(out) != 0) broken(f->name);
  }
  room_free(&now);
}

static bool is_temporary(const char *name) {
  size_t len = strlen(name);
  return len > 4 && strcmp(name + len - 4, ".tmp") == 0;
}

bool room_whole(const room *now, const room *before, const room *after, bool left) {
  for (size_t i = 0; i < now->n; i++) {
    const room_file *f = &now->files[i];
    if (!same_file(f, find(before, f->name)) && !same_file(f, find(after, f->name)) &&
        !(left && is_temporary(f->name)))
      return false;
  }
  for (size_t i = 0; i < before->n; i++)
    if (find(now, before->files[i].name) == NULL) return false;
  return true;
}
