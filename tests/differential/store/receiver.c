/* Carries out effects, each once, however often it is delivered; and acknowledges some of them. */
#include <string.h>

#include "simulation.h"

static carried *find(simulation *s, const ombud_delivery *d) {
  for (size_t i = 0; i < s->n_carried; i++) {
    carried *c = &s->carried[i];
    if (c->case_id == d->case_id && c->number == d->number && c->ordinal == d->ordinal) return c;
  }
  return NULL;
}

static int same(const ombud_effect *a, const ombud_effect *b) {
  return a->effect == b->effect && a->n_args == b->n_args &&
         memcmp(a->args, b->args, a->n_args * sizeof *a->args) == 0;
}

static carried *carry_out(simulation *s, const ombud_delivery *d) {
  carried *c = find(s, d);
  if (!c && s->n_carried < EFFECTS) {
    c = &s->carried[s->n_carried++];
    *c = (carried){d->case_id, d->number, d->ordinal, d->effect, 0, 0};
  } else if (!c || !same(&c->effect, &d->effect))
    complain(s, "case %lld, event %u: effect %u is delivered as another", (long long)d->case_id, d->number,
             d->ordinal);
  else if (c->acknowledged)
    complain(s, "case %lld, event %u: effect %u was acknowledged, and is delivered", (long long)d->case_id,
             d->number, d->ordinal);
  return c;
}

/* Of one page; LAST is where it ends. */
static size_t work_on(simulation *s, worker *w, const ombud_delivery *after, ombud_delivery *last) {
  ombud_delivery list[8], acknowledged[8];
  size_t n = 0, m = 0;
  if (ombud_store_effects(w->store, after, list, 1 + roll(s, 8), &n)) return 0;
  for (size_t i = 0; i < n && !s->wrong[0]; i++) {
    if (!s->calm && chance(s, 20)) continue;
    carry_out(s, &list[i]);
    if (s->calm || chance(s, 70)) acknowledged[m++] = list[i];
  }
  if (n) *last = list[n - 1];
  if (m && !s->wrong[0] && ombud_store_acknowledge(w->store, acknowledged, m) == 0)
    for (size_t i = 0; i < m; i++) find(s, &acknowledged[i])->acknowledged = 1;
  return n;
}

void receiver_works(simulation *s) {
  worker *w = begin_work(s, 0);
  ombud_delivery last;
  if (!w) return;
  size_t n = work_on(s, w, NULL, &last);
  if (n && chance(s, 50)) work_on(s, w, &last, &last);
  end_work(s, w);
}

void receiver_turns_pages(simulation *s) {
  static ombud_delivery list[EFFECTS];
  worker *w = begin_work(s, 1);
  ombud_delivery one;
  size_t n = 0, found = 0;
  int status = ombud_store_effects(w->store, NULL, list, EFFECTS, &n);
  for (size_t i = 0; i <= n && !status; i++) {
    status = ombud_store_effects(w->store, i ? &list[i - 1] : NULL, &one, 1, &found);
    if (found != (i < n) || (found && (one.record != list[i].record || one.ordinal != list[i].ordinal)))
      complain(s, "effect %zu of %zu is not on its page", i, n);
  }
  if (status) complain(s, "effects: %s", ombud_store_message(w->store));
  end_work(s, w);
}

int receiver_waits(simulation *s) {
  worker *w = begin_work(s, 1);
  ombud_delivery one;
  size_t n = 0;
  int status = ombud_store_effects(w->store, NULL, &one, 1, &n);
  if (status) complain(s, "effects: %s", ombud_store_message(w->store));
  end_work(s, w);
  return n != 0;
}
