#define _XOPEN_SOURCE 700 /* lstat, opendir */
#include "story_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compile.h"
#include "options.h"
#include "parse.h"

typedef struct rule_file {
  const char *path;
  dev_t device;
  ino_t inode;
  AST_LIST(size_t) includes;      /* others that were found, directly or through others */
  bool included, covered, chosen; /* by another one; by a chosen one, or chosen itself */
} rule_file;

typedef struct search {
  arena *arena;
  const char *const *dirs; /* of -I */
  size_t n_dirs;
  AST_LIST(const char *) folders; /* still to be read, and those that were */
  AST_LIST(rule_file) found;
  AST_LIST(const char *) files;
} search;

#define PUSH(s, list) (*ARENA_PUSH((s)->arena, (list).at, (list).len, (list).cap))

/* ---- what lies below a folder ---- */

static bool is_rule_file(const char *name) {
  size_t len = strlen(name), end = strlen(".ombud");
  return len > end && strcmp(name + len - end, ".ombud") == 0;
}

static void look_at(search *s, const char *folder, const char *name) {
  struct stat own, target;
  const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
  const char *path = arena_printf(s->arena, "%s%s%s", folder, slash, name);
  if (*name == '.' || lstat(path, &own) != 0 || stat(path, &target) != 0) return;
  if (S_ISDIR(own.st_mode))
    PUSH(s, s->folders) = path;
  else if (is_rule_file(name) && S_ISREG(target.st_mode))
    PUSH(s, s->found) = (rule_file){.path = path, .device = target.st_dev, .inode = target.st_ino};
}

static bool read_folder(search *s, const char *folder) {
  DIR *dir = opendir(folder);
  if (dir == NULL) {
    options_wrong("cannot read the folder %s: %s", folder, translate_error(errno));
    return false;
  }
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) look_at(s, folder, entry->d_name);
  closedir(dir);
  return true;
}

static int by_path(const void *left, const void *right) {
  return strcmp(((const rule_file *)left)->path, ((const rule_file *)right)->path);
}

/* ---- which of them stand for themselves ---- */

static void find_includes(search *s, rule_file *file) {
  compilation c;
  compile_begin(&c);
  parse_policy(c.tree, &c.sources, c.diags, file->path, s->dirs, s->n_dirs);
  for (size_t k = 1; k < c.sources.len; k++) {
    struct stat info;
    if (stat(c.sources.files[k].path, &info) != 0) continue;
    for (size_t i = 0; i < s->found.len; i++) {
      rule_file *other = &s->found.at[i];
      if (other == file || other->inode != info.st_ino || other->device != info.st_dev) continue;
      other->included = true;
      PUSH(s, file->includes) = i;
    }
  }
  compile_end(&c);
}

static void choose(search *s, rule_file *file) {
  file->chosen = file->covered = true;
  for (size_t i = 0; i < file->includes.len; i++) s->found.at[file->includes.at[i]].covered = true;
}

/* Of files that include each other, which is an error, the first is taken, so that it is told. */
static void choose_all(search *s) {
  for (size_t i = 0; i < s->found.len; i++) find_includes(s, &s->found.at[i]);
  for (size_t i = 0; i < s->found.len; i++)
    if (!s->found.at[i].included) choose(s, &s->found.at[i]);
  for (size_t i = 0; i < s->found.len; i++)
    if (!s->found.at[i].covered) choose(s, &s->found.at[i]);
  for (size_t i = 0; i < s->found.len; i++)
    if (s->found.at[i].chosen) PUSH(s, s->files) = s->found.at[i].path;
}

static bool add_folder(search *s, const char *folder) {
  s->folders.len = s->found.len = 0;
  PUSH(s, s->folders) = folder;
  for (size_t i = 0; i < s->folders.len; i++)
    if (!read_folder(s, s->folders.at[i])) return false;
  if (s->found.len == 0) {
    options_wrong("there is no rule file, *.ombud, below %s", folder);
    return false;
  }
  qsort(s->found.at, s->found.len, sizeof *s->found.at, by_path);
  choose_all(s);
  return true;
}

const char **story_files(arena *a, const char *const *operands, size_t n_operands, const char *const *dirs,
                         size_t n_dirs, size_t *n) {
  search s = {.arena = a, .dirs = dirs, .n_dirs = n_dirs};
  for (size_t i = 0; i < n_operands; i++) {
    struct stat info;
    if (stat(operands[i], &info) != 0 || !S_ISDIR(info.st_mode))
      PUSH(&s, s.files) = operands[i];
    else if (!add_folder(&s, operands[i]))
      return NULL;
  }
  *n = s.files.len;
  return s.files.at;
}
