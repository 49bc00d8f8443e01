#include <stdlib.h>
#include <string.h>

#include "boxes.h"
#include "duration.h"

/* ---- the space: which facts, cut where ---- */

static dim *new_dim(space *s, uint16_t fact, const instant *since, int64_t first, int64_t last) {
  if (s->n_dims == BOXES_FACTS_MAX) {
    s->too_large = true;
    return NULL;
  }
  dim *d = &s->dims[s->n_dims++];
  d->fact = fact;
  d->since = since;
  d->n_cells = 1;
  d->from[0] = first;
  d->last = last;
  return d;
}

static dim *dim_of(space *s, uint16_t fact) {
  for (size_t i = 0; i < s->n_dims; i++)
    if (s->dims[i].fact == fact) return &s->dims[i];
  return new_dim(s, fact, NULL, s->m->facts[fact].lo, s->m->facts[fact].hi);
}

static dim *known_time(space *s, const instant *i) {
  for (size_t k = 0; k < s->n_dims; k++)
    if (s->dims[k].since != NULL && instant_same_anchor(s->dims[k].since, i)) return &s->dims[k];
  return NULL;
}

static dim *time_of(space *s, const instant *i) {
  dim *d = known_time(s, i);
  return d != NULL ? d : new_dim(s, OMBUD_NONE, i, -INT64_MAX, INT64_MAX);
}

/* Makes VALUE the first of a cell. */
static void cut(space *s, dim *d, int64_t value) {
  if (value <= d->from[0] || value > d->last) return;
  uint8_t i = d->n_cells;
  while (d->from[i - 1] > value) i--;
  if (d->from[i - 1] == value) return;
  if (d->n_cells == BOXES_CELLS_MAX) {
    s->too_large = true;
    return;
  }
  memmove(&d->from[i + 1], &d->from[i], (size_t)(d->n_cells - i) * sizeof d->from[0]);
  d->from[i] = value;
  d->n_cells++;
}

static void cut_by(space *s, const cond *c) {
  if (c == NULL) return;
  if (c->kind != COND_IS) {
    cut_by(s, c->left);
    cut_by(s, c->right);
    return;
  }
  dim *d = dim_of(s, c->fact);
  if (d == NULL) return;
  bool begins = c->compare != CMP_LE && c->compare != CMP_GT;
  bool ends = c->compare != CMP_LT && c->compare != CMP_GE;
  if (begins) cut(s, d, c->value);
  if (ends && c->value < INT64_MAX) cut(s, d, c->value + 1);
}

/* What follows from several bounds together is a bound of its own by now (resolve_bounds). */
static void relate(space *s) {
  int8_t *number = ARENA_ARRAY(s->arena, s->m->n_facts, int8_t);
  memset(number, -1, s->m->n_facts);
  for (size_t i = 0; i < s->n_dims; i++) number[s->dims[i].fact] = (int8_t)i;
  for (size_t k = 0; k < s->m->n_orders; k++) {
    const model_order *o = &s->m->orders[k];
    if (number[o->less] < 0 || number[o->more] < 0) continue;
    int8_t *gap = &s->gap[number[o->less]][number[o->more]];
    if (*gap < (int8_t)o->strict) *gap = (int8_t)o->strict;
  }
}

void space_init(space *s, const model *m, arena *a, const cond *const *guards, size_t n) {
  memset(s, 0, sizeof *s);
  s->m = m;
  s->arena = a;
  for (size_t i = 0; i < n; i++) cut_by(s, guards[i]);
  memset(s->gap, -1, sizeof s->gap);
  if (m->n_orders > 0) relate(s);
}

void space_cut_windows(space *s, const say *const *says, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const instant *ends[] = {says[i]->from, says[i]->until};
    for (size_t k = 0; k < 2; k++) {
      dim *d = ends[k] == NULL ? NULL : time_of(s, ends[k]);
      if (d != NULL) cut(s, d, ends[k]->offset);
    }
  }
}

/* ---- sets ---- */

static uint64_t whole(const dim *d) {
  return d->n_cells == 64 ? UINT64_MAX : (UINT64_C(1) << d->n_cells) - 1;
}

static bool box_within(const space *s, const box *inner, const box *outer) {
  for (size_t i = 0; i < s->n_dims; i++)
    if (inner->mask[i] & ~outer->mask[i]) return false;
  return true;
}

/* Adds B unless it is empty or within another; drops what lies within it. */
static void add(space *s, boxes *set, const box *b) {
  for (size_t i = 0; i < s->n_dims; i++)
    if (b->mask[i] == 0) return;
  size_t kept = 0;
  s->work += (uint32_t)set->len;
  if (s->work > BOXES_WORK_MAX) s->too_large = true;
  if (s->too_large) return;
  for (size_t i = 0; i < set->len; i++)
    if (box_within(s, b, &set->at[i])) return;
  for (size_t i = 0; i < set->len; i++)
    if (!box_within(s, &set->at[i], b)) set->at[kept++] = set->at[i];
  set->len = kept;
  if (set->len == BOXES_MAX) {
    s->too_large = true;
    return;
  }
  *ARENA_PUSH(s->arena, set->at, set->len, set->cap) = *b;
}

boxes boxes_all(space *s) {
  boxes r = {0};
  box b = {0};
  for (size_t i = 0; i < s->n_dims; i++) b.mask[i] = whole(&s->dims[i]);
  *ARENA_PUSH(s->arena, r.at, r.len, r.cap) = b;
  return r;
}

/* The cells whose values all satisfy the comparison; the cuts see to it that the others have none that does.
 */
static uint64_t mask_of(const dim *d, const cond *c, bool negate) {
  uint64_t mask = 0;
  for (uint8_t i = 0; i < d->n_cells; i++) {
    int64_t v = d->from[i];
    bool holds = false;
    switch (c->compare) {
    case CMP_EQ: holds = v == c->value; break;
    case CMP_NE: holds = v != c->value; break;
    case CMP_LT: holds = v < c->value; break;
    case CMP_LE: holds = v <= c->value; break;
    case CMP_GT: holds = v > c->value; break;
    case CMP_GE: holds = v >= c->value; break;
    }
    if (holds != negate) mask |= UINT64_C(1) << i;
  }
  return mask;
}

static boxes build(space *s, const cond *c, bool negate) {
  if (s->too_large) return (boxes){0};
  if (c->kind == COND_NO) return build(s, c->left, !negate);
  if (c->kind == COND_IS) {
    boxes r = boxes_all(s), none = {0};
    for (size_t i = 0; i < s->n_dims; i++)
      if (s->dims[i].fact == c->fact) r.at[0].mask[i] = mask_of(&s->dims[i], c, negate);
    for (size_t i = 0; i < s->n_dims; i++)
      if (r.at[0].mask[i] == 0) return none;
    return r;
  }
  boxes left = build(s, c->left, negate), right = build(s, c->right, negate);
  return (c->kind == COND_BOTH) != negate ? boxes_and(s, &left, &right) : boxes_or(s, &left, &right);
}

boxes boxes_of(space *s, const cond *guard) {
  return guard == NULL ? boxes_all(s) : build(s, guard, false);
}

static uint64_t cells_before(const dim *d, int64_t value) {
  uint64_t mask = 0;
  for (uint8_t i = 0; i < d->n_cells && d->from[i] < value; i++) mask |= UINT64_C(1) << i;
  return mask;
}

/* Half open: from its beginning on, and before its end (time 1). */
boxes boxes_of_window(space *s, const say *rule) {
  boxes r = boxes_all(s), none = {0};
  const dim *from = rule->from == NULL ? NULL : known_time(s, rule->from),
            *until = rule->until == NULL ? NULL : known_time(s, rule->until);
  if (from != NULL) r.at[0].mask[from - s->dims] &= ~cells_before(from, rule->from->offset);
  if (until != NULL) r.at[0].mask[until - s->dims] &= cells_before(until, rule->until->offset);
  if (from != NULL && r.at[0].mask[from - s->dims] == 0) return none;
  return until != NULL && r.at[0].mask[until - s->dims] == 0 ? none : r;
}

boxes boxes_and(space *s, const boxes *a, const boxes *b) {
  boxes r = {0};
  for (size_t i = 0; i < a->len && !s->too_large; i++)
    for (size_t k = 0; k < b->len && !s->too_large; k++) {
      box x;
      for (size_t d = 0; d < s->n_dims; d++) x.mask[d] = a->at[i].mask[d] & b->at[k].mask[d];
      add(s, &r, &x);
    }
  return r;
}

boxes boxes_or(space *s, const boxes *a, const boxes *b) {
  boxes r = {0};
  for (size_t i = 0; i < a->len; i++) add(s, &r, &a->at[i]);
  for (size_t i = 0; i < b->len; i++) add(s, &r, &b->at[i]);
  return r;
}

/* A box less another: one piece for each fact in which they differ. */
static void subtract(space *s, boxes *out, const box *a, const box *b) {
  for (size_t d = 0; d < s->n_dims; d++)
    if ((a->mask[d] & b->mask[d]) == 0) {
      add(s, out, a);
      return;
    }
  box rest = *a;
  for (size_t d = 0; d < s->n_dims; d++) {
    box piece = rest;
    piece.mask[d] = rest.mask[d] & ~b->mask[d];
    add(s, out, &piece);
    rest.mask[d] &= b->mask[d];
  }
}

boxes boxes_minus(space *s, const boxes *a, const boxes *b) {
  boxes left = *a;
  for (size_t k = 0; k < b->len && !s->too_large; k++) {
    boxes next = {0};
    for (size_t i = 0; i < left.len; i++) subtract(s, &next, &left.at[i], &b->at[k]);
    left = next;
  }
  return left;
}

/* ---- forgetting ---- */

typedef struct forgetting {
  space *s;
  uint32_t free;                                /* bits of dims */
  int8_t far[BOXES_FACTS_MAX][BOXES_FACTS_MAX]; /* dim i + far <= dim j, by way of free ones; -1: unrelated */
  boxes left;
} forgetting;

static bool is_free(const forgetting *f, size_t d) {
  return f->free >> d & 1;
}

static forgetting forgetting_of(space *s, const uint16_t *free_facts, size_t n) {
  forgetting f = {.s = s};
  for (size_t d = 0; d < s->n_dims; d++)
    for (size_t k = 0; k < n; k++)
      if (s->dims[d].fact == free_facts[k]) f.free |= UINT32_C(1) << d;
  memcpy(f.far, s->gap, sizeof f.far);
  for (size_t k = 0; k < s->n_dims; k++)
    for (size_t i = 0; is_free(&f, k) && i < s->n_dims; i++)
      for (size_t j = 0; j < s->n_dims; j++) {
        if (f.far[i][k] < 0 || f.far[k][j] < 0) continue;
        int8_t both = (int8_t)(f.far[i][k] + f.far[k][j]);
        if (both > f.far[i][j]) f.far[i][j] = both;
      }
  return f;
}

static int64_t end_of(const dim *d, unsigned cell) {
  return cell + 1 < d->n_cells ? d->from[cell + 1] - 1 : d->last;
}

void space_cut_free(space *s, const uint16_t *free_facts, size_t n) {
  forgetting f = forgetting_of(s, free_facts, n);
  for (size_t i = 0; i < s->n_dims; i++)
    for (size_t j = 0; j < s->n_dims; j++) {
      if (!is_free(&f, i) || is_free(&f, j)) continue;
      const dim *d = &s->dims[i];
      int8_t up = f.far[i][j], down = f.far[j][i];
      for (uint8_t k = 0; k < d->n_cells; k++) {
        if (up >= 0 && d->from[k] <= INT64_MAX - up) cut(s, &s->dims[j], d->from[k] + up);
        if (down >= 0 && end_of(d, k) < INT64_MAX) cut(s, &s->dims[j], end_of(d, k) + 1 - down);
      }
    }
}

/* The cells from VALUE + GAP on, and those up to VALUE - GAP, where cells have been cut there. */
static uint64_t cells_above(const dim *d, int64_t value, int8_t gap) {
  return value > INT64_MAX - gap ? 0 : whole(d) & ~cells_before(d, value + gap);
}

static uint64_t cells_below(const dim *d, int64_t value, int8_t gap) {
  if (value < gap - INT64_MAX) return 0;
  return value - gap == INT64_MAX ? whole(d) : cells_before(d, value - gap + 1);
}

/* What B leaves of the other facts, as if free ones took all values from their least to their greatest. */
static void project(forgetting *f, const box *b) {
  const space *s = f->s;
  box r = *b;
  int64_t least[BOXES_FACTS_MAX], greatest[BOXES_FACTS_MAX];
  for (size_t i = 0; i < s->n_dims; i++) {
    least[i] = s->dims[i].from[__builtin_ctzll(b->mask[i])];
    greatest[i] = end_of(&s->dims[i], 63u - (unsigned)__builtin_clzll(b->mask[i]));
  }
  for (size_t i = 0; i < s->n_dims; i++) {
    if (!is_free(f, i)) continue;
    r.mask[i] = whole(&s->dims[i]);
    for (size_t j = 0; j < s->n_dims; j++) {
      int8_t up = f->far[i][j], down = f->far[j][i];
      if (is_free(f, j)) {
        if (up >= 0 && (least[i] > INT64_MAX - up || least[i] + up > greatest[j])) return;
        continue;
      }
      if (up >= 0) r.mask[j] &= cells_above(&s->dims[j], least[i], up);
      if (down >= 0) r.mask[j] &= cells_below(&s->dims[j], greatest[i], down);
    }
  }
  add(f->s, &f->left, &r);
}

/* Bounded from one side only, a free fact may lie as far to the other as it can. */
static bool lies_between(const forgetting *f, size_t d) {
  bool above = false, below = false;
  for (size_t i = 0; i < f->s->n_dims; i++) {
    above |= f->far[i][d] >= 0;
    below |= f->far[d][i] >= 0;
  }
  return is_free(f, d) && above && below;
}

/* From dim D on, every choice of one run of cells for each free fact that lies between others. */
static void split(forgetting *f, const box *b, size_t d) {
  while (d < f->s->n_dims && !lies_between(f, d)) d++;
  if (d == f->s->n_dims) {
    f->s->work += BOXES_FACTS_MAX;
    if (f->s->work > BOXES_WORK_MAX) f->s->too_large = true;
    project(f, b);
    return;
  }
  for (uint64_t rest = b->mask[d]; rest != 0 && !f->s->too_large;) {
    uint64_t beyond = rest + (rest & -rest); /* its lowest run becomes the bit behind it */
    box part = *b;
    part.mask[d] = rest & ~beyond;
    rest &= beyond;
    split(f, &part, d + 1);
  }
}

boxes boxes_forget(space *s, const boxes *a, const uint16_t *free_facts, size_t n) {
  forgetting f = forgetting_of(s, free_facts, n);
  for (size_t i = 0; i < a->len && !s->too_large; i++) split(&f, &a->at[i], 0);
  return f.left;
}

/* ---- points ---- */

/* The least value >= FLOOR in the cells of MASK. */
static bool least_from(const dim *d, uint64_t mask, int64_t floor, int64_t *value) {
  for (uint8_t i = 0; i < d->n_cells; i++) {
    if (!(mask >> i & 1)) continue;
    int64_t end = i + 1 < d->n_cells ? d->from[i + 1] - 1 : d->last;
    if (end < floor) continue;
    *value = floor > d->from[i] ? floor : d->from[i];
    return true;
  }
  return false;
}

/* Values that keep the bounds between facts: each starts as low as its mask lets it, from FLOOR on where that
 * can be, and is raised where a bound asks for more. Only raises are ever needed, so from the lowest floor a
 * point is found if there is one. */
static bool point_from(const space *s, const box *b, int64_t floor, int64_t *v) {
  for (size_t i = 0; i < s->n_dims; i++) {
    const dim *d = &s->dims[i];
    if (least_from(d, b->mask[i], floor, &v[i])) continue;
    if (!least_from(d, b->mask[i], d->from[0], &v[i])) return false;
  }
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t i = 0; i < s->n_dims; i++)
      for (size_t j = 0; j < s->n_dims; j++) {
        if (s->gap[i][j] < 0 || v[j] - s->gap[i][j] >= v[i]) continue;
        if (v[i] > INT64_MAX - s->gap[i][j]) return false;
        if (!least_from(&s->dims[j], b->mask[j], v[i] + s->gap[i][j], &v[j])) return false;
        moved = true;
      }
  }
  return true;
}

/* Numbers read better near 0 than at the end of their range. */
static bool point_of(const space *s, const box *b, int64_t *v) {
  return point_from(s, b, 0, v) || point_from(s, b, INT64_MIN, v);
}

bool boxes_is_empty(space *s, const boxes *a, int64_t *values) {
  int64_t own[BOXES_FACTS_MAX] = {0};
  for (size_t i = 0; i < a->len; i++)
    if (point_of(s, &a->at[i], values == NULL ? own : values)) return false;
  return true;
}

bool boxes_contain(space *s, const boxes *outer, const boxes *inner) {
  boxes rest = boxes_minus(s, inner, outer);
  return boxes_is_empty(s, &rest, NULL);
}

static const char *value_words(space *s, const dim *d, int64_t value) {
  const model_fact *f = &s->m->facts[d->fact];
  if (f->type == OMBUD_YES_NO) return arena_printf(s->arena, "%s = %s", f->sym.name, value ? "yes" : "no");
  if (f->type == OMBUD_CHOICE)
    return arena_printf(s->arena, "%s = %s", f->sym.name, s->m->choices[f->choice].options[value].name);
  return arena_printf(s->arena, "%s = %lld", f->sym.name, (long long)value);
}

static const char *time_words(space *s, const model_process *process, const instant *since, int64_t value) {
  const char *of = "";
  for (uint16_t i = 0; i < since->n_anchors; i++) {
    const anchor *a = &since->anchors[i];
    const char *name = a->kind == AT_ENTRY  ? _("entry")
                       : a->kind == AT_NAME ? process->names[a->index].sym.name
                                            : s->m->facts[a->index].sym.name;
    of = arena_printf(s->arena, "%s%s%s", of, i ? ", " : "", name);
  }
  if (since->n_anchors > 1)
    of = arena_printf(s->arena, "%s(%s)", since->earliest ? "earliest" : "latest", of);
  char buf[48];
  if (value == 0) return arena_printf(s->arena, _("at %s"), of);
  return arena_printf(s->arena, value < 0 ? _("%s before %s") : _("%s after %s"),
                      duration_write(value < 0 ? -value : value, buf), of);
}

const char *boxes_words(space *s, const model_process *process, const int64_t *values) {
  const char *text = "";
  for (size_t i = 0; i < s->n_dims; i++) {
    const dim *d = &s->dims[i];
    const char *one =
        d->since != NULL ? time_words(s, process, d->since, values[i]) : value_words(s, d, values[i]);
    text = arena_printf(s->arena, "%s%s%s", text, *text ? _(", ") : "", one);
  }
  return text;
}
