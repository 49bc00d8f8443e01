/* A case's history against the naive interpreter, to which the commands alone are told. */
#include <stdlib.h>
#include <string.h>

#include "../naive/said.h"
#include "simulation.h"

enum { LINES = 2048 };

typedef struct line {
  ombud_event event;
  uint16_t reason;
  uint8_t kind;
} line;

typedef struct story {
  simulation *s;
  int64_t case_id;
  line lines[LINES];
  ombud_event events[LINES];
  ombud_effect effects[EFFECTS];
  uint32_t n, n_effects;
} story;

/* Each effect of the history was carried out, and nothing else. */
static void expect(simulation *s, const ombud_record *r, uint16_t ordinal) {
  for (size_t i = 0; i < s->n_carried; i++) {
    carried *c = &s->carried[i];
    if (c->case_id != r->case_id || c->number != r->number || c->ordinal != ordinal) continue;
    const ombud_effect *e = &r->effects[ordinal];
    c->expected = 1;
    if (c->effect.effect == e->effect && memcmp(c->effect.args, e->args, sizeof e->args) == 0) return;
  }
  complain(s, "case %lld, event %u: effect %u was never delivered", (long long)r->case_id, r->number,
           ordinal);
}

static int take(void *context, const ombud_record *r) {
  story *t = context;
  if (r->number != t->n + 1 || t->n == LINES || t->n_effects + r->n_effects > EFFECTS) {
    complain(t->s, "case %lld: event %u comes after %u", (long long)r->case_id, r->number, t->n);
    return 1;
  }
  t->lines[t->n++] = (line){{.at = r->at,
                             .rule = r->rule,
                             .reminded = r->reminded,
                             .name = r->name,
                             .from = r->from,
                             .to = r->to,
                             .first_effect = (uint16_t)t->n_effects,
                             .n_effects = r->n_effects,
                             .kind = r->kind,
                             .actor = r->actor},
                            r->reason,
                            r->kind};
  for (uint16_t i = 0; i < r->n_effects; i++) {
    t->effects[t->n_effects++] = r->effects[i];
    expect(t->s, r, i);
  }
  return t->s->wrong[0] != 0;
}

/* What happened from one command to the next, in words; answers how many things were done or tried. */
static unsigned tell(story *t, uint32_t from, uint32_t to, naive_text *text) {
  ombud_out out = {.events = t->events, .effects = t->effects};
  ombud_status status = OMBUD_OK;
  unsigned n = 0;
  for (uint32_t i = from; i < to; i++) {
    const line *l = &t->lines[i];
    if (l->kind == OMBUD_RECORD_FORGOTTEN || l->kind == OMBUD_RECORD_RELEASED) continue;
    n += l->kind == OMBUD_ACTED || l->kind == OMBUD_RECORD_REFUSED;
    if (l->kind == OMBUD_RECORD_REFUSED) {
      status = OMBUD_REFUSED;
      out.rule = l->event.rule;
      out.reason = l->reason;
    } else
      out.events[out.n_events++] = l->event;
  }
  said_by_tables(t->s->made.policy, t->s->made.words, status, &out, text);
  return n;
}

static int by_number(const void *a, const void *b) {
  const command *x = *(command *const *)a, *y = *(command *const *)b;
  return (x->number > y->number) - (x->number < y->number);
}

static void compare_words(simulation *s, int64_t id, const char *said, const char *naive) {
  if (said_same(said, naive) || said_with_caution(said, naive)) return;
  complain(s, "case %lld: the store says\n%sthe naive one\n%s", (long long)id, said, naive);
}

static int ends_with(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);
  return m <= n && strcmp(text + n - m, end) == 0;
}

static void compare_command(story *t, naive_case *c, const command *by, uint32_t from) {
  naive_text said = {.len = 0}, naive = {.len = 0};
  if (by->number <= from || by->number > t->n) {
    complain(t->s, "case %lld: %s is said to be event %u", (long long)t->case_id, by->key, by->number);
    return;
  }
  if (tell(t, from, by->number, &said) != 1)
    complain(t->s, "case %lld: not one thing was done up to event %u", (long long)t->case_id, by->number);
  naive_step(&t->s->naive, c, &by->in, by->at, &naive);
  compare_words(t->s, t->case_id, said.at, naive.at);
  if (!ends_with(said.at, by->says))
    complain(t->s, "case %lld: %s was answered\n%sand the history says\n%s", (long long)t->case_id, by->key,
             by->says, said.at);
}

/* What has happened by itself since the last command, and where it led. */
static void compare_end(story *t, naive_case *c, const ombud_case *head, uint32_t from) {
  simulation *s = t->s;
  naive_text said = {.len = 0}, naive = {.len = 0};
  naive_input nothing = {.actor = NULL};
  if (tell(t, from, t->n, &said))
    complain(s, "case %lld: something was done that nobody asked for", (long long)t->case_id);
  naive_step(&s->naive, c, &nothing, head->now, &naive);
  compare_words(s, t->case_id, said.at, naive.at);
  if (strcmp(s->made.words->processes[0].states[head->state].name, s->naive.states[c->state]) != 0 ||
      ombud_due(head) != naive_due(&s->naive, c) || head->now != c->now)
    complain(s, "case %lld is in another state, or waits for another instant", (long long)t->case_id);
}

static void compare_case(simulation *s, worker *w, const command *opening) {
  static story t; /* of one thread */
  static naive_case c;
  const command *list[COMMANDS];
  size_t n = 0;
  ombud_stored found;
  int64_t id = opening->came_to;
  t.s = s;
  t.case_id = id;
  t.n = t.n_effects = 0;
  memset(&c, 0, sizeof c);
  c.mode = opening->mode;
  for (size_t i = 0; i < s->n_commands; i++)
    if (s->commands[i].done && s->commands[i].came_to == id) list[n++] = &s->commands[i];
  qsort(list, n, sizeof *list, by_number);
  if (ombud_store_verify(w->store, id)) complain(s, "verify: %s", ombud_store_message(w->store));
  if (ombud_store_history(w->store, id, take, &t)) complain(s, "history: %s", ombud_store_message(w->store));
  uint32_t from = 0;
  for (size_t i = 0; i < n && !s->wrong[0]; from = list[i++]->number) compare_command(&t, &c, list[i], from);
  if (!s->wrong[0] && ombud_store_look(w->store, id, &found)) complain(s, "case %lld is gone", (long long)id);
  if (!s->wrong[0]) compare_end(&t, &c, found.head, from);
  s->n_events += t.n;
}

static void compare_refusal(simulation *s, const command *c) {
  naive_text naive = {.len = 0};
  naive_case nothing = {.mode = c->mode};
  naive_step(&s->naive, &nothing, &c->in, c->at, &naive);
  compare_words(s, 0, c->says, naive.at);
}

/* What is in the store that nothing of all this speaks of. */
static void count(simulation *s, worker *w, int64_t cases, int64_t events) {
  ombud_store_stats stats;
  if (ombud_store_look_around(w->store, &stats)) complain(s, "stats: %s", ombud_store_message(w->store));
  if (s->wrong[0]) return;
  if (stats.cases != cases || stats.events != events || stats.effects || stats.set_aside)
    complain(s, "%lld cases, %lld events, %lld effects wait; not %lld, %lld", (long long)stats.cases,
             (long long)stats.events, (long long)stats.effects, (long long)cases, (long long)events);
  for (size_t i = 0; i < s->n_carried; i++)
    if (!s->carried[i].expected)
      complain(s, "case %lld, event %u: an effect that never was is delivered",
               (long long)s->carried[i].case_id, s->carried[i].number);
}

void compare_all(simulation *s) {
  worker *w = begin_work(s, 1);
  int64_t cases = 0, refused = 0;
  for (size_t i = 0; i < s->n_commands && !s->wrong[0]; i++) {
    const command *c = &s->commands[i];
    if (c->case_id || !c->done) continue;
    if (c->status == OMBUD_OK) {
      cases++;
      compare_case(s, w, c);
    } else {
      refused++;
      compare_refusal(s, c);
    }
  }
  count(s, w, cases, (int64_t)s->n_events + s->resumed + refused);
  end_work(s, w);
}
