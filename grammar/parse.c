#define _POSIX_C_SOURCE 200809L
#include "parse.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "reader.h"

/* Files are told apart by what they are, not by how their path is written. */
typedef struct opened {
  dev_t device;
  ino_t inode;
} opened;

typedef struct chain { /* the files that include one another, the innermost first */
  const struct chain *outer;
  opened file;
} chain;

typedef struct driver {
  ast *tree;
  sources *sources;
  diags *diags;
  const char *const *dirs;
  size_t n_dirs;
  size_t errors_max;
  AST_LIST(opened) done;
} driver;

static bool same_file(opened a, opened b) {
  return a.device == b.device && a.inode == b.inode;
}

/* ---- one file ---- */

static reader *new_reader(const ast *tree, const sources *src, diags *out, uint32_t file) {
  reader *r = ARENA_NEW(tree->arena, reader);
  r->arena = tree->arena;
  r->names = tree->names;
  r->diags = out;
  r->source = &src->files[file];
  r->file = file;
  r->fresh = true;
  r->synced = r->deep = UINT32_MAX;
  return r;
}

static void parse_source(driver *d, uint32_t file, ast_items *items) {
  reader *r = new_reader(d->tree, d->sources, d->diags, file);
  r->errors_max = d->errors_max;
  scanner_open(r);
  yyparse(r);
  scanner_close(r);
  *items = r->items;
}

/* WHERE is the text of the `include`, or NULL for the file that the policy begins with. */
static bool load(driver *d, const char *path, const ast_text *where, uint32_t *file) {
  size_t bad = 0;
  source_status status = source_load(d->sources, path, file, &bad);
  const char *why = NULL;
  diag_code code = DIAG_E001;
  switch (status) {
  case SOURCE_OK: return true;
  case SOURCE_UNREADABLE: why = translate_error(errno); break;
  case SOURCE_TOO_LARGE:
    code = DIAG_E003;
    why = d->sources->len >= SOURCE_FILES_MAX ? _("there are 1000 files already")
                                              : _("it has more than 64 MiB");
    break;
  case SOURCE_NOT_UTF8: {
    unsigned byte = (unsigned char)d->sources->files[*file].text[bad];
    span at = {*file, (uint32_t)bad, (uint32_t)bad + 1};
    if (byte) diag_report(d->diags, DIAG_E002, at, "this file is not UTF-8: here is the byte 0x%02X", byte);
    if (bad == 0 && byte >= 0xFE) /* its byte order mark */
      diag_remark(d->diags, "it looks like UTF-16: iconv -f UTF-16 -t UTF-8 OLD > NEW");
    if (!byte) diag_report(d->diags, DIAG_E002, at, "this file is no text: here is a NUL byte");
    return false;
  }
  }
  if (where)
    diag_report(d->diags, code, where->span, "cannot read '%s': %s", path, why);
  else
    diag_report_file(d->diags, code, path, "cannot read this file: %s", why);
  return false;
}

/* ---- includes ---- */

/* DIR, as far as its last slash if it is the path of a file, and NAME behind it. */
static const char *join(driver *d, const char *dir, size_t len, const char *name) {
  const char *slash = len && dir[len - 1] != '/' ? "/" : "";
  return arena_printf(d->tree->arena, "%.*s%s%s", (int)len, dir, slash, name);
}

static const char *find_include(driver *d, const char *from, const char *name, opened *file) {
  struct stat s;
  const char *slash = strrchr(from, '/');
  const char *path = *name == '/' ? name : join(d, from, slash ? (size_t)(slash - from) + 1 : 0, name);
  size_t next = 0;
  while (stat(path, &s) != 0) {
    if (*name == '/' || next == d->n_dirs) return NULL;
    path = join(d, d->dirs[next], strlen(d->dirs[next]), name);
    next++;
  }
  *file = (opened){s.st_dev, s.st_ino};
  return path;
}

static void parse_file(driver *d, const char *path, const ast_text *where, const chain *outer, opened file);

static void parse_include(driver *d, const char *from, const ast_text *include, const chain *self) {
  opened file;
  const char *path = find_include(d, from, include->text, &file);
  if (!path) {
    diag_report(d->diags, DIAG_E004, include->span, "no file '%s' here or in the folders given with -I",
                include->text);
    return;
  }
  for (const chain *c = self; c; c = c->outer)
    if (same_file(c->file, file)) {
      diag_report(d->diags, DIAG_E005, include->span,
                  c == self ? N_("'%s' includes itself") : N_("'%s' includes itself through others"),
                  include->text);
      return;
    }
  for (size_t i = 0; i < d->done.len; i++)
    if (same_file(d->done.at[i], file)) return;
  parse_file(d, path, include, self, file);
}

/* An included file is read when the one that includes it has been: so yyparse never runs within yyparse, and
 * a long chain of files needs little stack. */
static void parse_file(driver *d, const char *path, const ast_text *where, const chain *outer, opened file) {
  uint32_t index;
  ast_items items = {0};
  *ARENA_PUSH(d->tree->arena, d->done.at, d->done.len, d->done.cap) = file;
  if (!load(d, path, where, &index)) return;
  parse_source(d, index, &items);
  chain self = {outer, file};
  for (size_t i = 0; i < items.len; i++) {
    ast_item *item = items.at[i];
    *ARENA_PUSH(d->tree->arena, d->tree->items.at, d->tree->items.len, d->tree->items.cap) = item;
    if (item->kind == ITEM_INCLUDE) parse_include(d, path, &item->include, &self);
  }
}

void parse_policy(ast *tree, sources *src, diags *out, const char *path, const char *const *dirs,
                  size_t n_dirs) {
  struct stat s = {0};
  driver d = {.tree = tree, .sources = src, .diags = out, .dirs = dirs, .n_dirs = n_dirs};
  d.errors_max = diag_errors(out) + READER_ERRORS_MAX;
  if (stat(path, &s) != 0) {
    diag_report_file(out, DIAG_E001, path, "cannot read this file: %s", translate_error(errno));
    return;
  }
  parse_file(&d, path, NULL, NULL, (opened){s.st_dev, s.st_ino});
}

bool parse_alone(ast *tree, sources *src, diags *out, const char *path, uint32_t *file) {
  driver d = {.tree = tree, .sources = src, .diags = out};
  size_t errors = diag_errors(out);
  d.errors_max = errors + READER_ERRORS_MAX;
  if (load(&d, path, NULL, file)) parse_source(&d, *file, &tree->items);
  return diag_errors(out) == errors;
}

/* ---- one step ---- */

/* What stands before a step in a file, as if it had been read. The brace behind it is put in at the end, in
 * silence. */
static void put_header(reader *r, const char *process) {
  const span at = {r->file, 0, 0};
  tokens_put(r, (token){.kind = T_LBRACE, .span = at});
  tokens_put(r, (token){.kind = T_NAME, .span = at, .value.T_NAME = process});
  tokens_put(r, (token){.kind = T_OF, .span = at});
  tokens_put(r, (token){.kind = T_SCENARIO, .span = at});
  r->open[r->n_open++] = (open_brace){at, 0};
  r->n_inserted = 2; /* one is left at the end; none where a brace that was typed closed it (tokens.c) */
  r->alone = true;
}

ast_scenario *parse_step(ast *tree, const sources *src, diags *out, uint32_t file, const char *process) {
  size_t errors = diag_errors(out);
  reader *r = new_reader(tree, src, out, file);
  r->errors_max = errors + READER_ERRORS_MAX;
  put_header(r, names_intern(tree->names, process, strlen(process)));
  scanner_open(r);
  yyparse(r);
  scanner_close(r);
  if (diag_errors(out) > errors) return NULL;
  const ast_item *first = r->items.len > 0 ? r->items.at[0] : NULL;
  const ast_steps *steps = first != NULL ? &first->scenario.steps : NULL;
  bool whole = r->items.len == 1 && steps != NULL && steps->len == 1 && r->n_inserted == 1;
  if (whole) return &r->items.at[0]->scenario;
  uint32_t behind = steps != NULL && steps->len > 0 ? steps->at[0].span.end : 0;
  diag_report(out, DIAG_E120, (span){file, behind, (uint32_t)r->source->len}, "one step was expected here");
  return NULL;
}
