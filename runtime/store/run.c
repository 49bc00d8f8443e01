#include "run.h"

#include <string.h>

#include "row.h"

/* ---- cases ---- */

/* One that fails again and again is set aside, so that it is in nobody's way. */
static void count_failure(work *w, int status) {
  w->failed = status;
  if (++w->row.failures < OMBUD_TRIES_MAX) return;
  w->row.aside = ombud_store_status_text(status);
  w->row.wake = OMBUD_NEVER;
}

int run_take(run *r, work *w) {
  if (w->c) return 0;
  if (w->failed) return w->failed;
  if (!w->row.body.at) return OMBUD_STORE_NO_CASE;
  if (w->row.aside) return OMBUD_STORE_ASIDE;
  w->known = store_known(r->s, w->row.policy);
  if (!w->known) return OMBUD_STORE_NO_TABLES;
  const ombud_policy *policy = w->known->linked.policy;
  ombud_case *c = pool_take(&r->s->pool, ombud_case_size(policy));
  if (!c) return OMBUD_STORE_MEMORY;
  int status = ombud_decode(policy, c, w->row.body.at, w->row.body.n);
  if (status)
    count_failure(w, status);
  else
    w->c = c;
  return status;
}

/* ---- events ---- */

static pending *push(run *r) {
  if (r->n_events == r->cap_events) {
    size_t cap = r->cap_events ? 2 * r->cap_events : 64;
    pending *bigger = pool_take(&r->s->pool, cap * sizeof *bigger);
    if (!bigger) return NULL;
    if (r->n_events) memcpy(bigger, r->events, r->n_events * sizeof *bigger);
    r->events = bigger;
    r->cap_events = cap;
  }
  pending *p = &r->events[r->n_events++];
  memset(p, 0, sizeof *p);
  return p;
}

/* The facts are copied: they are the caller's until the transaction ends, but answers are read later. */
static int give(run *r, pending *p, const ombud_command *by) {
  p->row.who = by->who ? by->who : "";
  p->given = by->in->given;
  p->n = by->in->n_given;
  p->says = by->contents;
  for (size_t i = 0; p->says && i < p->n; i++) r->n_contents += p->says[i] != NULL;
  return row_put_given(&r->s->pool, p->given, p->n, &p->row.given);
}

static int record_event(run *r, work *w, const known *k, const ombud_event *e, const ombud_command *by) {
  pending *p = push(r);
  if (!p) return 0;
  p->of = w;
  p->row = (row_event){.policy = k->row,
                       .at = e->at,
                       .rule = e->rule,
                       .reminded = e->reminded,
                       .name = e->name,
                       .from = e->from,
                       .to = e->to,
                       .process = w->c->process,
                       .mode = w->c->mode,
                       .kind = e->kind,
                       .actor = e->actor,
                       .who = ""};
  p->n_effects = e->n_effects;
  r->n_effects += e->n_effects;
  if (by && e->kind == OMBUD_ACTED && !give(r, p, by)) return 0;
  return row_put_effects(&r->s->pool, r->s->out.effects + e->first_effect, e->n_effects, &p->row.effects);
}

static int record_refusal(run *r, work *w, const known *k, const ombud_command *by) {
  pending *p = push(r);
  if (!p) return 0;
  uint16_t state = w ? w->c->state : 0;
  p->of = w;
  p->row = (row_event){.policy = k->row,
                       .at = w ? w->c->now : r->now,
                       .rule = r->s->out.rule,
                       .name = by->in->action,
                       .from = state,
                       .to = state,
                       .reason = r->s->out.reason,
                       .process = w ? w->c->process : by->process,
                       .mode = w ? w->c->mode : by->mode,
                       .kind = OMBUD_RECORD_REFUSED,
                       .actor = by->in->actor};
  return give(r, p, by);
}

int run_record(run *r, work *w, const known *k, const ombud_command *by, int status) {
  const ombud_out *out = &r->s->out;
  for (uint32_t i = 0; i < out->n_events; i++)
    if (!record_event(r, w, k, &out->events[i], by)) return 0;
  return status != OMBUD_REFUSED || record_refusal(r, w, k, by);
}

int run_note(run *r, work *of, uint8_t kind, const char *who) {
  pending *p = push(r);
  if (!p) return 0;
  p->of = of;
  p->row = (row_event){.policy = of->row.policy,
                       .at = r->now,
                       .rule = OMBUD_NO_RULE,
                       .name = OMBUD_NONE,
                       .from = OMBUD_NONE,
                       .to = OMBUD_NONE,
                       .kind = kind,
                       .who = who ? who : ""};
  of->changed = 1;
  return 1;
}

/* ---- writing ---- */

typedef struct writing {
  row_case *opened, *changed, *marked;
  row_event *events;
  row_content *contents;
  row_waiting *waiting;
  size_t n_opened, n_changed, n_marked, n_contents, n_waiting;
} writing;

static int make_room(run *r, writing *w, size_t n_works) {
  pool *p = &r->s->pool;
  w->opened = pool_take(p, n_works * sizeof *w->opened);
  w->changed = pool_take(p, n_works * sizeof *w->changed);
  w->marked = pool_take(p, n_works * sizeof *w->marked);
  w->events = pool_take(p, r->n_events * sizeof *w->events);
  w->contents = pool_take(p, r->n_contents * sizeof *w->contents);
  w->waiting = pool_take(p, r->n_effects * sizeof *w->waiting);
  return w->opened && w->changed && w->marked && w->events && w->contents && w->waiting;
}

/* The numbers of cases that are opened, and of events, in the order in which they happened. */
static int number(run *r, work *works, size_t n_works) {
  const engine_calls *calls = r->s->e->calls;
  size_t n_opened = 0;
  for (size_t i = 0; i < n_works; i++) n_opened += works[i].opened != 0;
  int64_t next_case = 0, next_event = 0;
  int status = n_opened ? calls->reserve(r->s->e, 0, n_opened, &next_case) : 0;
  if (!status && r->n_events) status = calls->reserve(r->s->e, 1, r->n_events, &next_event);
  for (size_t i = 0; !status && i < n_works; i++)
    if (works[i].opened) works[i].row.id = next_case++;
  for (size_t i = 0; !status && i < r->n_events; i++) {
    pending *p = &r->events[i];
    p->row.id = next_event++;
    if (!p->of) continue;
    row_case *of = &p->of->row;
    p->row.case_id = of->id;
    p->row.number = ++of->number;
    p->row.prev = of->last;
    of->last = p->row.id;
  }
  return status;
}

static void write_event(writing *w, const pending *p, size_t at) {
  w->events[at] = p->row;
  for (size_t i = 0; p->says && i < p->n; i++)
    if (p->says[i]) w->contents[w->n_contents++] = (row_content){p->row.id, p->given[i].fact, p->says[i]};
  for (uint16_t i = 0; i < p->n_effects; i++)
    w->waiting[w->n_waiting++] = (row_waiting){p->row.id, p->row.case_id, p->row.number, i, p->row.at};
}

/* As it is from now on: the bytes, and when it is due. */
static int encode(run *r, work *of) {
  const ombud_policy *policy = of->known->linked.policy;
  size_t size = ombud_encoded_size(policy);
  void *body = pool_take(&r->s->pool, size);
  int status = OMBUD_STORE_MEMORY;
  if (body) status = ombud_encode(policy, of->c, body, size);
  of->row.body = (bytes){body, size};
  of->row.wake = ombud_due(of->c);
  return status;
}

static int write_case(run *r, writing *w, work *of) {
  int written = of->opened || of->changed;
  int status = written && of->c ? encode(r, of) : 0;
  if (of->failed || of->released) w->marked[w->n_marked++] = of->row;
  if (of->opened)
    w->opened[w->n_opened++] = of->row;
  else if (of->changed)
    w->changed[w->n_changed++] = of->row;
  return status;
}

int run_finish(run *r, work *works, size_t n_works, row_key *keys, size_t n_keys) {
  writing w = {0};
  if (!make_room(r, &w, n_works)) return OMBUD_STORE_MEMORY;
  int status = number(r, works, n_works);
  for (size_t i = 0; !status && i < n_works; i++) status = write_case(r, &w, &works[i]);
  if (status) return status;
  for (size_t i = 0; i < r->n_events; i++) write_event(&w, &r->events[i], i);
  for (size_t i = 0; i < n_keys; i++) {
    const row_event *last = &r->events[keys[i].event].row;
    keys[i].case_id = last->case_id;
    keys[i].event = last->id;
  }
  engine_batch batch = {.opened = w.opened,
                        .changed = w.changed,
                        .marked = w.marked,
                        .events = w.events,
                        .contents = w.contents,
                        .waiting = w.waiting,
                        .keys = keys,
                        .n_opened = w.n_opened,
                        .n_changed = w.n_changed,
                        .n_marked = w.n_marked,
                        .n_events = r->n_events,
                        .n_contents = w.n_contents,
                        .n_waiting = w.n_waiting,
                        .n_keys = n_keys};
  return r->s->e->calls->write(r->s->e, &batch);
}
