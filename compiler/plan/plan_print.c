#include <inttypes.h>

#include "plan.h"
#include "plan_words.h"

static void print_outcome(const plan *p, uint16_t process, const outcome *o, FILE *out) {
  if (o->deny) {
    fprintf(out, " because %s", p->words->reasons[o->reason].name);
    return;
  }
  if (o->target != OMBUD_NONE) fprintf(out, " -> %s", p->words->processes[process].states[o->target].name);
  if (o->n_calls > 0) fprintf(out, " do %s", plan_calls_words(p, o));
}

static void print_entry(const plan *p, uint16_t process, const plan_entry *e, FILE *out) {
  static const char *const kinds[] = {"may", "must", "may not"};
  fprintf(out, "        %s", kinds[e->kind]);
  print_outcome(p, process, &e->out, out);
  if (e->from != NULL) fprintf(out, " from %s", plan_instant_words(p, process, e->from));
  if (e->until != NULL) fprintf(out, " until %s", plan_instant_words(p, process, e->until));
  if (e->guard != NULL) fprintf(out, " when %s", plan_guard_words(p, e->guard));
  if (e->limit > 0) fprintf(out, " at most %u times", e->limit);
  fprintf(out, "  # %s", plan_rule_dumped(p, e->rule));
  for (uint32_t i = 0; i < e->n_wider; i++)
    fprintf(out, "%s%s", i ? ", " : "; overrides ", plan_rule_dumped(p, e->wider[i]));
  fputc('\n', out);
}

static void print_place(const plan *p, uint16_t process, const plan_place *at, FILE *out) {
  const plan_cell *c = at->cell;
  fprintf(out, "      %s %s", p->words->actors[at->actor].name,
          p->words->processes[process].names[at->action].name);
  for (uint16_t i = 0; i < c->n_gives; i++)
    fprintf(out, "%s%s", i ? ", " : "(", p->words->facts[c->gives[i]].name);
  fprintf(out, "%s%s\n", c->n_gives ? ")" : "", c->counted ? " counted" : "");
  for (uint32_t i = 0; i < c->n_entries; i++) print_entry(p, process, &c->entries[i], out);
}

static void print_timer(const plan *p, uint16_t process, const plan_timer *t, FILE *out) {
  static const char *const kinds[] = {
      [OMBUD_DEEMED] = "deemed", [OMBUD_FELL_DUE] = "event", [OMBUD_REMINDED] = "remind"};
  fprintf(out, "      at %s %s", plan_instant_words(p, process, &t->due), kinds[t->kind]);
  for (uint8_t a = 1, n = 0; t->kind == OMBUD_REMINDED && a < p->n_actors; a++)
    if (t->reminded >> a & 1) fprintf(out, "%s%s", n++ ? ", " : " ", p->words->actors[a].name);
  fprintf(out, "%s%s", t->kind == OMBUD_REMINDED ? " of " : " ",
          p->words->processes[process].names[t->name].name);
  print_outcome(p, process, &t->out, out);
  fprintf(out, "  # %s\n", plan_rule_dumped(p, t->rule));
}

static void print_process(const plan *p, uint16_t process, FILE *out) {
  const plan_process *q = &p->processes[process];
  const ombud_process_word *w = &p->words->processes[process];
  fprintf(out, "process %s\n", w->name);
  size_t place = 0;
  for (uint32_t row = 0; row < (uint32_t)p->n_modes * q->n_states; row++) {
    const plan_row *r = &q->rows[row];
    if (row % q->n_states == 0) fprintf(out, "  for %s\n", p->words->modes[row / q->n_states].name);
    if (r->exists)
      fprintf(out, "    %s%s%s\n", r->end ? "end " : "", w->states[row % q->n_states].name,
              r->reachable ? "" : " unreachable");
    for (; place < q->n_places && q->places[place].row == row; place++)
      print_place(p, process, &q->places[place], out);
    for (uint16_t i = 0; i < r->n_timers; i++) print_timer(p, process, &r->timers[i], out);
  }
}

void plan_print(const plan *p, FILE *out) {
  fprintf(out, "policy %s\nat most %" PRIu32 " events, %" PRIu32 " effects a call\n", p->words->name,
          p->max_events, p->max_effects);
  for (uint16_t i = 0; i < p->n_processes; i++) print_process(p, i, out);
}
