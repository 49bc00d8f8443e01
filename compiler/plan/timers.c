/* Deadlines and reminders: which run in each state of each mode, and in what order they fire at a tie. */
#include <stdlib.h>

#include "timers.h"

typedef struct armed { /* a timer of some row */
  uint32_t row;
  plan_timer timer;
  span at;
  bool reminder;
} armed;

typedef struct clockwork {
  model *m;
  const model_process *p;
  plan_process *q;
  uint16_t process;
  armed *list;
  size_t len, cap;
} clockwork;

static bool is_excluded(const instant *i, uint16_t state) {
  for (uint16_t k = 0; k < i->n_excluded; k++)
    if (i->excluded[k] == state) return true;
  return false;
}

/* In a state whose time does not count a deadline stands still: it is not armed there. */
static void place_deadline(clockwork *c, const deadline *d) {
  plan_timer t = {.kind = d->deemed ? OMBUD_DEEMED : OMBUD_FELL_DUE,
                  .name = d->name,
                  .rule = d->rule,
                  .due = d->due,
                  .out = d->out};
  bool anywhere = false;
  for (uint16_t k = 0; k < d->scope->n_states; k++) {
    uint16_t s = d->scope->states[k];
    if (is_excluded(&d->due, s)) continue;
    anywhere = true;
    for (uint32_t modes = d->scope->modes & c->p->states[s].modes; modes != 0; modes &= modes - 1) {
      uint32_t row = (uint32_t)__builtin_ctz(modes) * (uint32_t)c->p->n_states + s;
      *ARENA_PUSH(c->m->arena, c->list, c->len, c->cap) = (armed){row, t, d->at, false};
    }
  }
  if (!anywhere && d->scope->n_states > 0)
    diag_report(c->m->diags, DIAG_E262, d->at,
                "this deadline never comes: time in the states where it runs does not count");
}

static const char *state_words(const clockwork *c, uint32_t row) {
  return arena_printf(c->m->arena, _("state '%s'"), c->p->states[row % c->p->n_states].sym.name);
}

/* The mode is a remark, so that what is wrong in each mode is told once. */
static void remark_mode(clockwork *c, uint32_t row) {
  if (c->m->has_modes) diag_remark(c->m->diags, "for %s", c->m->modes[row / c->p->n_states].name);
}

/* First in LIST, which is sorted by row. */
static size_t first_of(const armed *list, size_t n, uint32_t row) {
  size_t lo = 0, hi = n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (list[mid].row < row)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

static void add_reminder(clockwork *c, const reminder *r, uint32_t row, plan_timer t) {
  t.kind = OMBUD_REMINDED;
  t.rule = r->rule;
  t.reminded = r->actors;
  t.out = (outcome){.target = OMBUD_NONE};
  t.due.offset -= r->before; /* two durations of at most 100 years */
  if (t.due.offset < 0 && t.due.anchors[0].kind == AT_ENTRY)
    diag_report(c->m->diags, DIAG_W309, r->at,
                "this reminder is never sent: it would come before the deadline is set");
  *ARENA_PUSH(c->m->arena, c->list, c->len, c->cap) = (armed){row, t, r->at, true};
}

/* Rule 15: by the consequence's name, or the only deadline that there is. False where it is not clear which.
 */
static bool remind_in(clockwork *c, const reminder *r, uint32_t row, size_t n_deadlines) {
  size_t found = 0, first = first_of(c->list, n_deadlines, row);
  for (size_t i = first; i < n_deadlines && c->list[i].row == row; i++)
    found += r->of == OMBUD_NONE || c->list[i].timer.name == r->of;
  if (found == 0 || (found > 1 && r->of == OMBUD_NONE)) return false;
  for (size_t i = first; i < n_deadlines && c->list[i].row == row; i++)
    if (r->of == OMBUD_NONE || c->list[i].timer.name == r->of) add_reminder(c, r, row, c->list[i].timer);
  return true;
}

static void report_unclear(clockwork *c, const reminder *r, uint32_t row, size_t n_deadlines) {
  size_t first = first_of(c->list, n_deadlines, row), n = 0;
  while (first + n < n_deadlines && c->list[first + n].row == row) n++;
  if (n == 0)
    diag_report(c->m->diags, DIAG_E261, r->at, "no deadline runs in %s, of which one could remind",
                state_words(c, row));
  else if (r->of != OMBUD_NONE)
    diag_report(c->m->diags, DIAG_E261, r->at, "no deadline with the consequence '%s' runs in %s",
                c->p->names[r->of].sym.name, state_words(c, row));
  else
    diag_report(c->m->diags, DIAG_E261, r->at, "several deadlines run in %s: say which with 'of NAME'",
                state_words(c, row));
  for (size_t i = first; i < first + n; i++)
    diag_note(c->m->diags, c->list[i].at, "one is '%s'", c->p->names[c->list[i].timer.name].sym.name);
}

static void place_reminder(clockwork *c, const reminder *r, size_t n_deadlines) {
  bool told = false;
  for (uint16_t k = 0; k < r->scope->n_states; k++) {
    uint16_t s = r->scope->states[k];
    for (uint32_t modes = r->scope->modes & c->p->states[s].modes; modes != 0; modes &= modes - 1) {
      uint32_t row = (uint32_t)__builtin_ctz(modes) * (uint32_t)c->p->n_states + s;
      if (remind_in(c, r, row, n_deadlines) || told) continue;
      report_unclear(c, r, row, n_deadlines);
      told = true;
    }
  }
}

/* At a tie the longer duration fires first (time 3); a reminder after the deadlines of its instant. */
static int by_firing(const void *a, const void *b) {
  const armed *x = a, *y = b;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  if (x->timer.due.offset != y->timer.due.offset) return x->timer.due.offset > y->timer.due.offset ? -1 : 1;
  if (x->reminder != y->reminder) return x->reminder - y->reminder;
  if (x->timer.rule != y->timer.rule) return x->timer.rule < y->timer.rule ? -1 : 1;
  return (int)x->timer.name - (int)y->timer.name;
}

static void sort(clockwork *c) {
  if (c->len > 0) qsort(c->list, c->len, sizeof *c->list, by_firing);
}

static void check_tie(clockwork *c, const armed *a, const armed *b) {
  if (a->reminder || b->reminder || a->timer.due.offset != b->timer.due.offset) return;
  bool same = a->timer.name == b->timer.name && a->timer.kind == b->timer.kind &&
              outcome_equal(&a->timer.out, &b->timer.out);
  if (same) return;
  diag_report(c->m->diags, DIAG_E254, b->at,
              "two deadlines of the same length run in %s, and lead to different things",
              state_words(c, a->row));
  remark_mode(c, a->row);
  diag_note(c->m->diags, a->at, "the other one");
  diag_remark(c->m->diags,
              "if both fall due at one instant, nothing says which goes first: make one of them longer");
}

static void fill_rows(clockwork *c) {
  for (size_t i = 0, end; i < c->len; i = end) {
    plan_row *r = &c->q->rows[c->list[i].row];
    for (end = i + 1; end < c->len && c->list[end].row == c->list[i].row; end++)
      check_tie(c, &c->list[end - 1], &c->list[end]);
    if (end - i > OMBUD_TIMERS_MAX)
      diag_report(c->m->diags, DIAG_E260, c->list[i].at, "more than %u deadlines and reminders run in %s",
                  OMBUD_TIMERS_MAX, state_words(c, c->list[i].row));
    r->n_timers = (uint16_t)(end - i < OMBUD_TIMERS_MAX ? end - i : OMBUD_TIMERS_MAX);
    r->timers = ARENA_ARRAY(c->m->arena, r->n_timers, plan_timer);
    for (size_t k = 0; k < r->n_timers; k++) r->timers[k] = c->list[i + k].timer;
  }
}

void timers_settle(model *m, uint16_t process, plan *out) {
  clockwork c = {.m = m, .p = &m->processes[process], .q = &out->processes[process], .process = process};
  for (size_t i = 0; i < c.p->n_deadlines; i++) place_deadline(&c, &c.p->deadlines[i]);
  sort(&c);
  size_t n_deadlines = c.len;
  for (size_t i = 0; i < c.p->n_reminders; i++) place_reminder(&c, &c.p->reminders[i], n_deadlines);
  sort(&c);
  fill_rows(&c);
  chain_settle(m, process, out);
}

/* The modes in which a case that gets to state S never leaves it by itself. */
static uint32_t silent_in(const clockwork *c, uint16_t s) {
  uint32_t silent = 0;
  if (c->p->states[s].kind != STATE_WAY) return 0;
  for (uint32_t modes = c->p->states[s].modes; modes != 0; modes &= modes - 1) {
    uint32_t mode = (uint32_t)__builtin_ctz(modes);
    const plan_row *r = &c->q->rows[mode * (uint32_t)c->p->n_states + s];
    bool leaves = !r->reachable;
    for (uint16_t i = 0; i < r->n_timers; i++) leaves |= r->timers[i].out.target != OMBUD_NONE;
    if (!leaves) silent |= UINT32_C(1) << mode;
  }
  return silent;
}

static bool is_reached(const clockwork *c, uint16_t s, uint32_t modes) {
  for (modes &= c->p->states[s].modes; modes != 0; modes &= modes - 1)
    if (c->q->rows[(uint32_t)__builtin_ctz(modes) * (uint32_t)c->p->n_states + s].reachable) return true;
  return false;
}

/* Rule 13: silence is defined. A state that nothing leaves by itself says that this is meant. */
void timers_check_waits(model *m, uint16_t process, const plan *out) {
  const clockwork c = {
      .m = m, .p = &m->processes[process], .q = &out->processes[process], .process = process};
  uint32_t *silent = ARENA_ARRAY(m->arena, c.p->n_states, uint32_t),
           *meant = ARENA_ARRAY(m->arena, c.p->n_states, uint32_t);
  for (uint16_t s = 0; s < c.p->n_states; s++) silent[s] = silent_in(&c, s);
  for (size_t i = 0; i < c.p->n_waits; i++) {
    const scope *w = c.p->waits[i].scope;
    bool needed = false;
    for (uint16_t k = 0; k < w->n_states; k++) {
      meant[w->states[k]] |= w->modes;
      needed |= (silent[w->states[k]] & w->modes) != 0 || !is_reached(&c, w->states[k], w->modes);
    }
    if (!needed)
      diag_report(m->diags, DIAG_W309, m->rules[c.p->waits[i].rule].at,
                  "a deadline leads on from here: 'waits' has no effect");
  }
  for (uint16_t s = 0; s < c.p->n_states; s++) {
    uint32_t left = silent[s] & ~meant[s];
    if (left == 0) continue;
    diag_report(m->diags, DIAG_W306, c.p->states[s].sym.at, "if nobody acts, state '%s' is never left%s",
                c.p->states[s].sym.name,
                left == c.p->states[s].modes
                    ? ""
                    : arena_printf(m->arena, _(", for %s"), resolve_mode_list(m, left)));
    diag_remark(m->diags, "add a deadline, or say why this is meant with 'waits \"…\"'");
  }
}
