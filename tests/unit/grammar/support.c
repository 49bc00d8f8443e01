#define _XOPEN_SOURCE 700
#include "support.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

world *world_new(void) {
  world *w = calloc(1, sizeof *w);
  assert_non_null(w);
  w->arena = arena_new();
  w->sources.arena = w->arena;
  w->diags = diag_new(w->arena, &w->sources);
  w->tree = (ast){.arena = w->arena, .names = names_new(w->arena)};
  return w;
}

static void remove_folder(const char *folder) {
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (struct dirent *e; (e = readdir(dir));) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    if (*e->d_name != '.' && remove(path) != 0) remove_folder(path);
  }
  closedir(dir);
  rmdir(folder);
}

void world_free(world *w) {
  if (*w->folder) remove_folder(w->folder);
  arena_free(w->arena);
  free(w);
}

uint32_t world_text(world *w, const char *text) {
  uint32_t file;
  size_t bad;
  assert_int_equal(source_add(&w->sources, "a.ombud", text, strlen(text), &file, &bad), SOURCE_OK);
  return file;
}

const char *world_bytes(world *w, const char *name, const void *bytes, size_t len) {
  if (!*w->folder) {
    snprintf(w->folder, sizeof w->folder, "%s/ombud-test-XXXXXX", P_tmpdir);
    assert_non_null(mkdtemp(w->folder));
  }
  char *path = arena_printf(w->arena, "%s/%s", w->folder, name);
  FILE *out = fopen(path, "wb");
  assert_non_null(out);
  assert_int_equal(fwrite(bytes, 1, len, out), len);
  assert_int_equal(fclose(out), 0);
  return path;
}

const char *world_file(world *w, const char *name, const char *text) {
  return world_bytes(w, name, text, strlen(text));
}

void world_parse_file(world *w, const char *path, const char *dir) {
  parse_policy(&w->tree, &w->sources, w->diags, path, &dir, dir ? 1 : 0);
}

void world_parse(world *w, const char *text) {
  world_parse_file(w, world_file(w, "a.ombud", text), NULL);
}

static char *slurp(world *w, FILE *in) {
  long len = ftell(in);
  assert_true(len >= 0);
  char *text = arena_alloc(w->arena, (size_t)len + 1);
  rewind(in);
  assert_int_equal(fread(text, 1, (size_t)len, in), (size_t)len);
  fclose(in);
  return text;
}

const char *world_tree(world *w) {
  FILE *out = tmpfile();
  assert_non_null(out);
  ast_print(&w->tree, out);
  return slurp(w, out);
}

const char *world_diags(world *w, diag_format format, bool color) {
  FILE *out = tmpfile();
  assert_non_null(out);
  if (format == DIAG_JSON)
    diag_print_json(&(const diags *){w->diags}, 1, out);
  else
    diag_print_text(w->diags, out, color);
  return slurp(w, out);
}

void assert_codes(world *w, const char *codes) {
  const char *text = world_diags(w, DIAG_TEXT, false);
  char found[1024] = "";
  for (const char *at = text; (at = strstr(at, ": error[")); at++) {
    assert_true(strlen(found) + 8 < sizeof found);
    snprintf(found + strlen(found), 8, "%s%.4s", *found ? " " : "", at + strlen(": error["));
  }
  assert_string_equal(found, codes);
}

void assert_parse(const char *text, const char *codes) {
  world *w = world_new();
  world_parse(w, text);
  assert_codes(w, codes);
  world_free(w);
}
