#define _XOPEN_SOURCE 700 /* realpath */
#include "cover_report.h"

#include <stdlib.h>
#include <string.h>

#include "cover_part.h"

typedef struct entry { /* a point of one suite, by what it is in the others as well */
  cover_item item;
  cover_part part;
  size_t policy, file; /* in the order in which they were met */
} entry;

typedef struct gathering {
  arena *arena;
  const char **paths; /* true ones: two suites may come to a file on different ways */
  const source **files;
  size_t n_files, cap_paths, cap_files;
  entry *at;
  size_t len, cap;
} gathering;

/* ---- points of all suites ---- */

static size_t file_of(gathering *g, const source *f) {
  char *real = realpath(f->path, NULL);
  const char *path = real ? real : f->path;
  size_t i = 0, n = g->n_files;
  while (i < n && strcmp(g->paths[i], path) != 0) i++;
  if (i == n) {
    *ARENA_PUSH(g->arena, g->paths, n, g->cap_paths) = arena_copy(g->arena, path, strlen(path));
    *ARENA_PUSH(g->arena, g->files, g->n_files, g->cap_files) = f;
  }
  free(real);
  return i;
}

static size_t add_suite(gathering *g, const cover_suite *s) {
  const cover *v = s->of;
  const sources *src = &v->of->sources;
  size_t *files = ARENA_ARRAY(g->arena, src->len, size_t);
  for (size_t i = 0; i < src->len; i++) files[i] = file_of(g, &src->files[i]);
  size_t header = files[v->of->model->policy->name.span.file];
  for (size_t i = 0; i < v->n + v->n_left_out; i++) {
    bool left = i >= v->n;
    entry *e = ARENA_PUSH(g->arena, g->at, g->len, g->cap);
    *e = (entry){.item = {.of = v, .index = left ? i - v->n : i, .why = COVER_CAN_BE}};
    cover_item *x = &e->item;
    x->point = left ? &v->left_out[x->index].point : &v->points[i];
    x->at = source_position(&src->files[x->point->at.file], x->point->at.begin);
    if (left)
      x->why = v->left_out[x->index].why;
    else
      x->count = s->counts[i];
    e->part = left ? v->in->left[x->index] : v->in->parts[i];
    e->policy = header;
    e->file = files[x->point->at.file];
  }
  return header;
}

/* ---- the same point in several suites ---- */

static int compare(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

static const char *actor_name(const entry *e) {
  return e->item.of->of->words->actors[e->item.point->actor].name;
}

static const char *action_name(const entry *e) {
  const cover_point *p = e->item.point;
  return p->action == OMBUD_NONE ? "" : e->item.of->of->words->processes[p->process].names[p->action].name;
}

/* What it is about comes after its place, in the order of cover_new. */
static int by_place(const void *a, const void *b) {
  const entry *x = a, *y = b;
  const cover_point *p = x->item.point, *q = y->item.point;
  int less = compare(x->policy, y->policy);
  if (less == 0) less = compare(x->file, y->file);
  if (less == 0) less = compare(p->at.begin, q->at.begin);
  if (less == 0 && p->kind >= COVER_BEFORE) less = compare(x->part.kind, y->part.kind);
  if (less == 0) less = compare(p->kind, q->kind);
  if (less == 0) less = strcmp(actor_name(x), actor_name(y));
  return less != 0 ? less : strcmp(action_name(x), action_name(y));
}

/* The first stands for all. What one suite's policy leaves out may be possible in another's, which includes
 * more: then it is looked at there. */
static void merge(gathering *g) {
  size_t n = 0;
  if (g->len > 0) qsort(g->at, g->len, sizeof *g->at, by_place);
  for (size_t i = 0; i < g->len; i++) {
    const entry *e = &g->at[i];
    if (n == 0 || by_place(&g->at[n - 1], e) != 0) {
      g->at[n++] = *e;
      continue;
    }
    entry *first = &g->at[n - 1];
    uint64_t count = first->item.count + e->item.count;
    if (e->item.why > first->item.why) first->item = e->item;
    first->item.count = count;
  }
  g->len = n;
}

/* ---- policies ---- */

static cover_policy policy_of(gathering *g, size_t begin, size_t end) {
  cover_item *items = ARENA_ARRAY(g->arena, end - begin, cover_item);
  const source **files = ARENA_ARRAY(g->arena, end - begin, const source *);
  cover_policy p = {.header = g->at[begin].policy,
                    .name = g->at[begin].item.of->of->words->name,
                    .items = items,
                    .n_items = end - begin,
                    .files = files};
  for (size_t i = begin; i < end; i++) {
    cover_item *x = &items[i - begin];
    *x = g->at[i].item;
    if (i == begin || g->at[i].file != g->at[i - 1].file) files[p.n_files++] = g->files[g->at[i].file];
    x->file = (uint32_t)p.n_files - 1;
    p.n += x->why == COVER_CAN_BE;
    p.n_shown += x->why == COVER_CAN_BE && x->count > 0;
    p.n_left_out += x->why != COVER_CAN_BE;
  }
  return p;
}

const cover_report *cover_report_new(arena *a, const cover_suite *suites, size_t n) {
  gathering g = {.arena = a};
  cover_report *r = ARENA_NEW(a, cover_report);
  cover_policy *policies = ARENA_ARRAY(a, n, cover_policy);
  size_t *headers = ARENA_ARRAY(a, n, size_t);
  for (size_t i = 0; i < n; i++) headers[i] = add_suite(&g, &suites[i]);
  merge(&g);
  *r = (cover_report){.arena = a, .suites = suites, .headers = headers, .n_suites = n, .policies = policies};
  for (size_t i = 0, end; i < g.len; i = end) {
    for (end = i + 1; end < g.len && g.at[end].policy == g.at[i].policy;) end++;
    policies[r->n++] = policy_of(&g, i, end);
  }
  return r;
}

const cover_policy *cover_policy_of(const cover_report *r, const compilation *c) {
  for (size_t i = 0; i < r->n_suites; i++)
    for (size_t k = 0; r->suites[i].of->of == c && k < r->n; k++)
      if (r->policies[k].header == r->headers[i]) return &r->policies[k];
  return NULL;
}

/* ---- counts ---- */

cover_group cover_group_of(cover_kind kind) {
  switch (kind) {
  case COVER_ACCEPTED:
  case COVER_OTHERWISE: return GROUP_PERMISSIONS;
  case COVER_REFUSED: return GROUP_PROHIBITIONS;
  case COVER_TOO_OFTEN: return GROUP_LIMITS;
  case COVER_FELL_DUE: return GROUP_CONSEQUENCES;
  case COVER_REMINDED: return GROUP_REMINDERS;
  case COVER_BEFORE:
  case COVER_AT: return GROUP_TIMES;
  case COVER_TRUE:
  case COVER_FALSE: break;
  }
  return GROUP_CONDITIONS;
}

cover_tally cover_count(const cover_policy *p, cover_group group) {
  cover_tally t = {0};
  for (size_t i = 0; i < p->n_items; i++) {
    const cover_item *x = &p->items[i];
    if (x->why != COVER_CAN_BE || cover_group_of(x->point->kind) != group) continue;
    t.n++;
    t.shown += x->count > 0;
  }
  return t;
}

const char *cover_percent(arena *a, size_t shown, size_t n) {
  size_t tenths = n == 0 ? 1000 : shown * 1000 / n;
  return arena_printf(a, "%zu.%zu", tenths / 10, tenths % 10);
}

bool cover_reaches(const cover_policy *p, uint32_t min) {
  return (uint64_t)p->n_shown * 1000000 >= (uint64_t)min * p->n;
}
