#include "desk_words.h"

#include <string.h>

#include "course_words.h"
#include "plan_words.h"
#include "translate.h"

/* ---- names ---- */

const char *desk_label(const desk *d, const ombud_word *word) {
  const char *text = ombud_text_in(word->texts, d->lang);
  bool same = text == NULL || *text == '\0' || strcmp(text, word->name) == 0;
  return same ? word->name : arena_printf(d->c.arena, "%s \"%s\"", word->name, text);
}

const char *desk_states(const desk *d, const uint16_t *states, size_t n) {
  const char *text = "";
  for (size_t i = 0; i < n; i++)
    text = arena_printf(d->c.arena, "%s%s%s", text, i ? _(", ") : "",
                        desk_label(d, &d->c.words->processes[d->process].states[states[i]]));
  return text;
}

const char *desk_reason(const desk *d, uint16_t reason) {
  const char *name = ombud_reason_name(d->c.policy, d->c.words, reason);
  const char *text = ombud_reason_text(d->c.policy, d->c.words, reason, d->lang);
  return text && strcmp(text, name) != 0 ? arena_printf(d->c.arena, "%s \"%s\"", name, text) : name;
}

const char *desk_when(const desk *d, const hypothesis *h, ombud_time t) {
  arena *a = d->c.arena;
  const char *since = course_time(a, t < 0 ? -t : t);
  const char *off = course_time(a, t < h->after ? h->after - t : t - h->after);
  if (h->state == 0) return t == 0 ? _("at once") : arena_printf(a, _("%s from now"), off);
  if (t < 0) return arena_printf(a, _("%s before the entry"), since);
  if (t == 0) return _("at the entry");
  if (h->after == 0 || t == h->after) return arena_printf(a, _("%s after the entry"), since);
  return t < h->after ? arena_printf(a, _("%s after the entry, %s ago"), since, off)
                      : arena_printf(a, _("%s after the entry, %s from now"), since, off);
}

const char *desk_outcome(const desk *d, const outcome *o) {
  const char *text = "";
  if (o->target != OMBUD_NONE) text = arena_printf(d->c.arena, " -> %s", desk_states(d, &o->target, 1));
  return o->n_calls ? arena_printf(d->c.arena, "%s do %s", text, plan_calls_words(d->c.plan, o)) : text;
}

/* ---- deadlines ---- */

const plan_timer *desk_deadline(const hypothesis *h, const ombud_case *c, uint32_t rule, ombud_time *due) {
  const plan_row *row = hypothesis_row(h, h->stands);
  for (uint16_t i = 0; c != NULL && i < row->n_timers; i++) {
    if (row->timers[i].rule != rule || row->timers[i].kind == OMBUD_REMINDED || !(c->armed >> i & 1))
      continue;
    *due = hypothesis_due(h, c, i);
    return &row->timers[i];
  }
  return NULL;
}

const char *desk_consequence(const desk *d, const plan_timer *t) {
  const ombud_word *name = &d->c.words->processes[d->process].names[t->name];
  return arena_printf(d->c.arena, "%s%s%s", t->kind == OMBUD_DEEMED ? "deemed " : "", desk_label(d, name),
                      desk_outcome(d, &t->out));
}

/* What else would meet an obligation. */
static const char *alternatives(const desk *d, const hypothesis *h, const finding *v, uint32_t rule) {
  const char *text = "";
  for (uint16_t k = 0; k < d->c.policy->processes[d->process].n_actions; k++) {
    const plan_cell *cell = k == v->action ? NULL : hypothesis_cell(h, h->stands, v->actor, k);
    for (uint32_t i = 0; cell != NULL && i < cell->n_entries; i++)
      if (cell->entries[i].kind == OMBUD_ENTRY_MUST && cell->entries[i].rule == rule)
        text = arena_printf(d->c.arena, "%s or %s", text, d->c.words->processes[d->process].names[k].name);
  }
  return text;
}

/* A deadline that counts from a moment which was not told has no instant. */
static bool is_known(ombud_time t) {
  return t < HYPOTHESIS_FAR / 2 && t > -HYPOTHESIS_FAR / 2;
}

/* ---- verdicts ---- */

static const char *action_words(const desk *d, const hypothesis *h, const finding *v) {
  const plan_cell *cell = hypothesis_cell(h, h->stands, v->actor, v->action);
  const char *text = d->c.words->processes[d->process].names[v->action].name;
  for (uint16_t i = 0; cell != NULL && i < cell->n_gives; i++)
    text = arena_printf(d->c.arena, "%s%s%s", text, i ? ", " : "(", d->c.words->facts[cell->gives[i]].name);
  return cell != NULL && cell->n_gives > 0 ? arena_printf(d->c.arena, "%s)", text) : text;
}

/* The facts that the action would give are not given yet: the deadline counts from those stored. */
static const plan_timer *deadline_of(const hypothesis *h, const finding *v, const answer *a,
                                     ombud_time *due) {
  const plan_entry *e = a->reason == OMBUD_REASON_NONE ? finding_entry(h, v, a) : NULL;
  if (e == NULL || e->kind != OMBUD_ENTRY_MUST) return NULL;
  return desk_deadline(h, finding_case(h, v, a->facts), e->rule, due);
}

const char *desk_verdict(const desk *d, const hypothesis *h, const finding *v, const answer *a) {
  arena *m = d->c.arena;
  const char *who = d->c.words->actors[v->actor].name;
  if (a->reason != OMBUD_REASON_NONE)
    return arena_printf(m, _("%s may not %s, because %s"), who,
                        d->c.words->processes[d->process].names[v->action].name, desk_reason(d, a->reason));
  const plan_entry *e = finding_entry(h, v, a);
  ombud_time due;
  const plan_timer *t = deadline_of(h, v, a, &due);
  const char *what = arena_printf(m, "%s%s", action_words(d, h, v), desk_outcome(d, &e->out));
  if (t == NULL) return arena_printf(m, _("%s may %s"), who, what);
  return arena_printf(m, _("%s must %s%s"), who, what, alternatives(d, h, v, e->rule));
}

void desk_obligation(const desk *d, const hypothesis *h, const finding *v, const answer *a, page *p,
                     unsigned indent) {
  ombud_time due;
  const plan_timer *t = deadline_of(h, v, a, &due);
  if (t == NULL) return;
  const char *words = plan_instant_words(d->c.plan, d->process, &t->due);
  if (!is_known(due))
    page_line(p, indent, t->due.offset > 0 ? _("within: %s") : _("by: %s"), words);
  else if (t->due.offset > 0)
    page_line(p, indent, _("within: %s, until %s"), words, desk_when(d, h, due));
  else
    page_line(p, indent, _("by: %s, that is %s"), words, desk_when(d, h, due));
  page_line(p, indent, _("else: %s"), desk_consequence(d, t));
}

/* ---- what stands behind it all ---- */

void desk_moved(const desk *d, const hypothesis *h, page *p, unsigned indent) {
  const ombud_process_word *w = &d->c.words->processes[d->process];
  if (h->state != 0 && !hypothesis_row(h, h->state)->reachable)
    page_line(p, indent, "%s", _("no case gets here; if one did:"));
  if (h->n_events == 0) return;
  page_line(p, indent,
            h->stands == h->state ? _("by then this has happened by itself:")
                                  : _("by then the case has moved on:"));
  for (uint32_t i = 0; i < h->n_events; i++) {
    const ombud_event *e = &h->events[i];
    const char *led =
        e->to == e->from ? "" : arena_printf(d->c.arena, " -> %s", desk_label(d, &w->states[e->to]));
    page_line(p, indent + 1, e->kind == OMBUD_DEEMED ? _("%s: %s, deemed done%s  [%s]") : _("%s: %s%s  [%s]"),
              desk_when(d, h, e->at), desk_label(d, &w->names[e->name]), led,
              plan_rule_words(d->c.plan, e->rule));
  }
  if (h->stands != h->state)
    page_line(p, indent, _("what follows is about the case as it then is, in %s"),
              desk_states(d, &h->stands, 1));
}

typedef struct untold { /* [action or event], [fact]: something counts from it, and nobody told when it was */
  bool *names, *moments;
} untold;

static void note(const desk *d, const instant *i, untold *u) {
  for (uint16_t k = 0; i != NULL && k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    if (a->kind == AT_NAME && d->since[a->index] == OMBUD_UNSET) u->names[a->index] = true;
    if (a->kind == AT_FACT && d->facts[a->index] == OMBUD_UNSET) u->moments[a->index] = true;
  }
}

static const char *list(const desk *d, const ombud_word *words, const bool *which, size_t n) {
  const char *text = "";
  for (size_t i = 0; i < n; i++)
    if (which[i]) text = arena_printf(d->c.arena, "%s%s%s", text, *text ? _(", ") : "", words[i].name);
  return text;
}

/* Windows that count from an untold moment are told as cases of it, and need no assumption. */
void desk_assumed(const desk *d, const hypothesis *h, uint16_t actor, uint16_t action, page *p,
                  unsigned indent) {
  const ombud_process *q = &d->c.policy->processes[d->process];
  const plan_row *row = hypothesis_row(h, h->state);
  untold u = {ARENA_ARRAY(d->c.arena, q->n_names, bool), ARENA_ARRAY(d->c.arena, d->c.policy->n_facts, bool)};
  untold in_windows = {u.names, ARENA_ARRAY(d->c.arena, d->c.policy->n_facts, bool)};
  if (h->state == 0 || row->end) return;
  for (uint16_t i = 0; i < row->n_timers; i++) note(d, &row->timers[i].due, &u);
  for (uint16_t a = 1; a < d->c.plan->n_actors; a++)
    for (uint16_t k = 0; k < q->n_actions; k++) {
      const plan_cell *cell = hypothesis_cell(h, h->state, a, k);
      bool asked = actor == OMBUD_NONE || (a == actor && k == action);
      for (uint32_t i = 0; asked && cell != NULL && i < cell->n_entries; i++) {
        note(d, cell->entries[i].from, &in_windows);
        note(d, cell->entries[i].until, &in_windows);
      }
    }
  const char *occurred = list(d, d->c.words->processes[d->process].names, u.names, q->n_names);
  const char *moments = list(d, d->c.words->facts, u.moments, d->c.policy->n_facts);
  if (*occurred)
    page_line(p, indent, _("taken to have been at the entry, since --since does not tell: %s"), occurred);
  if (*moments) page_line(p, indent, _("taken to lie ahead, since --given does not tell: %s"), moments);
}

void desk_moments(const hypothesis *h, page *p, unsigned indent) {
  page_line(p, indent, "%s",
            h->state == 0 ? _("moments are counted from now")
                          : _("moments are counted from the entry to the state"));
}

/* ---- rules ---- */

static void clause_lines(const desk *d, const char *number, page *p, unsigned indent) {
  bool found = false;
  for (size_t i = 0; i < d->cited.len; i++) {
    const clause *k = &d->cited.at[i];
    if (strcmp(k->number, number) != 0) continue;
    const char *text = d->c.sources.files[k->text.file].text + k->text.begin;
    int len = (int)(k->text.end - k->text.begin);
    size_t n = strlen(number);
    bool begins = strncmp(text, number, n) == 0; /* else it stands for a range of them */
    if (begins) {
      n += strspn(text + n, "*_"); /* Markdown's emphasis, which ends here */
      page_line(p, indent, _("clause %s%.*s"), number, len - (int)n, text + n);
    } else {
      page_line(p, indent, _("clause %s: %.*s"), number, len, text);
    }
    found = true;
  }
  if (!found) page_line(p, indent, _("clause %s"), number);
}

void desk_rule(const desk *d, uint32_t rule, page *p, unsigned indent, const char *format) {
  const ombud_rule_word *r = &d->c.words->rules[rule];
  page_line(p, indent, format, r->sentence);
  page_line(p, indent + 1, "%s:%u", r->file, (unsigned)r->line);
  for (const char *c = r->clauses; *c != '\0';) {
    size_t n = strcspn(c, " ");
    clause_lines(d, arena_copy(d->c.arena, c, n), p, indent + 1);
    c += n + (c[n] == ' ');
  }
  if (*r->assumption) page_line(p, indent + 1, _("assumption: %s"), r->assumption);
}
