/* What a store tells, as lines for people. host_json.c has the same for programs. */
#include <inttypes.h>

#include "host.h"
#include "host_json.h"
#include "page.h"

/* "2026-11-27T12:05:00.250Z" */
static const char *instant(arena *a, ombud_time t) {
  if (t == OMBUD_NEVER) return _("never");
  int64_t ms = t % 86400000, days = t / 86400000;
  if (ms < 0) ms += 86400000, days--;
  /* the civil date, years beginning in March */
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t day = of_era - (365 * year + year / 4 - year / 100), month = (5 * day + 2) / 153;
  day -= (153 * month + 2) / 5 - 1;
  month += month < 10 ? 3 : -9;
  year += era * 400 + (month <= 2);
  int64_t s = ms / 1000;
  return arena_printf(
      a, "%04" PRId64 "-%02" PRId64 "-%02" PRId64 "T%02" PRId64 ":%02" PRId64 ":%02" PRId64 ".%03" PRId64 "Z",
      year, month, day, s / 3600, s / 60 % 60, s % 60, ms % 1000);
}

static const char *typed(arena *a, const ombud_linked *l, uint8_t type, uint16_t choice, int64_t value) {
  if (type == OMBUD_YES_NO) return value ? "yes" : "no";
  if (type == OMBUD_MOMENT) return instant(a, value);
  if (type == OMBUD_CHOICE && value >= 0 && value < l->words->choices[choice].n_options)
    return l->words->choices[choice].options[value].name;
  if (type == OMBUD_ACTOR && value >= 0 && value < l->policy->n_actors) return l->words->actors[value].name;
  return arena_printf(a, "%" PRId64, value);
}

static const char *fact_value(arena *a, const ombud_linked *l, uint16_t fact, int64_t value) {
  return typed(a, l, l->policy->facts[fact].type, l->words->fact_choices[fact], value);
}

static const char *argument(arena *a, const ombud_linked *l, const ombud_effect *e, unsigned i) {
  const ombud_param_word *p = &l->words->effects[e->effect].params[i];
  return typed(a, l, p->type, p->choice, e->args[i]);
}

/* ---- pieces ---- */

static const char *label(const host *h, const ombud_word *word) {
  return ombud_label(word, h->lang);
}

static const char *effect_text(const host *h, const ombud_linked *l, const ombud_effect *e) {
  const ombud_effect_word *word = &l->words->effects[e->effect];
  const char *list = "";
  for (unsigned i = 0; i < e->n_args; i++)
    list = arena_printf(h->arena, "%s%s%s = %s", list, i ? ", " : "", word->params[i].name,
                        argument(h->arena, l, e, i));
  return arena_printf(h->arena, "%s(%s)", word->name, list);
}

static const char *reason_text(const host *h, const ombud_linked *l, uint16_t reason) {
  const char *name = ombud_reason_name(l->policy, l->words, reason);
  const char *text = ombud_reason_text(l->policy, l->words, reason, h->lang);
  return arena_printf(h->arena, "%s%s%s%s", name ? name : "?", text ? " \"" : "", text ? text : "",
                      text ? "\"" : "");
}

/* "rules.ombud:12, clause 3.1" */
static const char *rule_text(const host *h, const ombud_linked *l, uint32_t rule) {
  if (rule >= l->words->n_rules) return "";
  const ombud_rule_word *word = &l->words->rules[rule];
  if (!*word->clauses) return arena_printf(h->arena, "%s:%u", word->file, word->line);
  return arena_printf(h->arena, _("%s:%u, clause %s"), word->file, word->line, word->clauses);
}

typedef struct happening { /* an event, from an answer or from the history */
  ombud_time at;
  uint32_t rule;
  uint16_t name, from, to, reason;
  uint8_t kind, actor;
} happening;

static const char *what_happened(const host *h, const ombud_linked *l, uint16_t process, const happening *x) {
  const ombud_process_word *p = &l->words->processes[process];
  const char *name = label(h, &p->names[x->name]), *actor = label(h, &l->words->actors[x->actor]);
  switch (x->kind) {
  case OMBUD_REMINDED: return arena_printf(h->arena, _("reminder of %s"), name);
  case OMBUD_DEEMED: return arena_printf(h->arena, _("%s is deemed done"), name);
  case OMBUD_FELL_DUE: return name;
  case OMBUD_RECORD_REFUSED:
    return arena_printf(h->arena, _("%s %s: refused, %s"), actor, name, reason_text(h, l, x->reason));
  default: return arena_printf(h->arena, "%s %s", actor, name);
  }
}

static const char *happening_text(const host *h, const ombud_linked *l, uint16_t process,
                                  const happening *x) {
  const ombud_word *states = l->words->processes[process].states;
  const char *rule = rule_text(h, l, x->rule);
  const char *moved = x->from != x->to ? arena_printf(h->arena, " -> %s", label(h, &states[x->to])) : "";
  return arena_printf(h->arena, "%s  %s%s%s%s%s", instant(h->arena, x->at), what_happened(h, l, process, x),
                      moved, *rule ? "  [" : "", rule, *rule ? "]" : "");
}

static page begin(const host *h) {
  return page_new(h->arena);
}

static void end(const page *p) {
  page_show(p, stdout);
}

/* ---- what there is to tell ---- */

void host_tell_answer(const host *h, const ombud_linked *l, uint16_t process, const ombud_answer *a) {
  if (h->o->store_format == STORE_JSON) {
    json_answer(h, l, process, a);
    return;
  }
  page p = begin(h);
  if (a->case_id)
    page_line(&p, 0, a->again ? _("case %" PRId64 ", as answered before") : _("case %" PRId64), a->case_id);
  for (uint32_t i = 0; i < a->out.n_events; i++) {
    const ombud_event *e = &a->out.events[i];
    happening x = {e->at, e->rule, e->name, e->from, e->to, 0, e->kind, e->actor};
    page_line(&p, 0, "%s", happening_text(h, l, process, &x));
    for (uint16_t k = 0; k < e->n_effects; k++)
      page_line(&p, 1, "%s", effect_text(h, l, &a->out.effects[e->first_effect + k]));
  }
  if (a->status == OMBUD_REFUSED) {
    const char *rule = rule_text(h, l, a->out.rule),
               *advice = ombud_reason_advice(l->policy, l->words, a->out.reason, h->lang);
    page_line(&p, 0, *rule ? _("refused: %s  [%s]") : _("refused: %s"), reason_text(h, l, a->out.reason),
              rule);
    if (advice) page_line(&p, 1, "%s", advice);
  }
  end(&p);
}

void host_tell_case(const host *h, const ombud_stored *found) {
  if (h->o->store_format == STORE_JSON) {
    json_case(h, found);
    return;
  }
  page p = begin(h);
  page_line(&p, 0, _("case %" PRId64 "; events: %" PRIu32), found->id, found->number);
  if (found->aside) page_line(&p, 1, _("set aside: %s"), found->aside);
  if (found->linked && !found->head) page_line(&p, 1, _("its bytes are damaged"));
  if (!found->linked)
    page_line(&p, 1, _("of a policy that none of these files is; fingerprint %016" PRIx64),
              found->fingerprint);
  if (found->linked && found->head) {
    const ombud_case *c = found->head;
    const ombud_linked *l = found->linked;
    const ombud_process_word *w = &l->words->processes[c->process];
    page_line(&p, 1, _("%s %s, process %s"), l->words->name, l->words->version, w->name);
    if (l->policy->n_modes > 1) page_line(&p, 1, _("mode: %s"), label(h, &l->words->modes[c->mode]));
    page_line(&p, 1, _("state: %s"), label(h, &w->states[c->state]));
    page_line(&p, 1, _("next due: %s"), instant(h->arena, ombud_due(c)));
    for (uint16_t f = 0; f < l->policy->n_facts; f++) {
      int64_t value = ombud_fact_value(l->policy, c, f);
      if (value != OMBUD_UNSET && l->policy->facts[f].type != OMBUD_TEXT)
        page_line(&p, 1, "%s = %s", l->words->facts[f].name, fact_value(h->arena, l, f, value));
      else if (value != OMBUD_UNSET)
        page_line(&p, 1, _("%s was given"), l->words->facts[f].name);
    }
  }
  end(&p);
}

static void tell_facts(const host *h, const ombud_record *r, page *p) {
  const ombud_linked *l = r->linked;
  for (uint16_t i = 0; i < r->n_given; i++) {
    const char *name = l->words->facts[r->given[i].fact].name;
    if (l->policy->facts[r->given[i].fact].type != OMBUD_TEXT)
      page_line(p, 1, "%s = %s", name, fact_value(h->arena, l, r->given[i].fact, r->given[i].value));
    else if (r->contents[i])
      page_line(p, 1, "%s = \"%s\"", name, r->contents[i]);
    else
      page_line(p, 1, r->who ? _("%s was given") : _("%s: forgotten"), name);
  }
}

void host_tell_record(const host *h, const ombud_record *r) {
  if (h->o->store_format == STORE_JSON) {
    json_record(h, r);
    return;
  }
  page p = begin(h);
  static const char *const notes[] = {N_("contents and names were forgotten"),
                                      N_("the clock is believed again"), N_("it is no longer set aside")};
  if (r->kind >= OMBUD_RECORD_FORGOTTEN) {
    page_line(&p, 0, "%" PRIu32 "  %s  %s", r->number, instant(h->arena, r->at),
              _(notes[r->kind - OMBUD_RECORD_FORGOTTEN]));
  } else if (!r->linked) {
    page_line(&p, 0, _("%" PRIu32 "  %s  an event of a policy that none of these files is"), r->number,
              instant(h->arena, r->at));
  } else {
    happening x = {r->at, r->rule, r->name, r->from, r->to, r->reason, r->kind, r->actor};
    page_line(&p, 0, "%" PRIu32 "  %s", r->number, happening_text(h, r->linked, r->process, &x));
    tell_facts(h, r, &p);
    for (uint16_t i = 0; i < r->n_effects; i++)
      page_line(&p, 1, "%s", effect_text(h, r->linked, &r->effects[i]));
  }
  if (r->who && *r->who) page_line(&p, 1, _("by %s"), r->who);
  if (!r->who) page_line(&p, 1, _("by somebody: forgotten"));
  end(&p);
}

void host_tell_options(const host *h, const ombud_stored *found, ombud_time now) {
  if (h->o->store_format == STORE_JSON) {
    json_options(h, found, now);
    return;
  }
  const ombud_linked *l = found->linked;
  const ombud_process_word *w = &l->words->processes[found->head->process];
  static const char *const verdicts[] = {[OMBUD_MAY_IF] = N_("%s may %s, if the facts allow it"),
                                         [OMBUD_MAY] = N_("%s may %s"),
                                         [OMBUD_MUST] = N_("%s must %s by %s")};
  size_t max = l->policy->processes[found->head->process].n_actions, n = 0;
  ombud_option *list = ARENA_ARRAY(h->arena, max, ombud_option);
  page p = begin(h);
  page_line(&p, 0, _("case %" PRId64 ", %s"), found->id, label(h, &w->states[found->head->state]));
  for (uint8_t actor = 1; actor < l->policy->n_actors; actor++) {
    if (ombud_can(l->policy, found->head, actor, now, list, max, &n)) continue;
    for (size_t i = 0; i < n; i++) {
      if (list[i].verdict == OMBUD_MAY_NOT) continue;
      page_line(&p, 1, _(verdicts[list[i].verdict]), label(h, &l->words->actors[actor]),
                label(h, &w->names[list[i].action]), instant(h->arena, list[i].by));
    }
  }
  end(&p);
}

void host_tell_sweep(const host *h, const ombud_sweep *s) {
  if (h->o->store_format == STORE_JSON) {
    json_sweep(s);
    return;
  }
  page p = begin(h);
  page_line(&p, 0, _("cases: %zu, events: %zu; next due: %s"), s->cases, s->events,
            instant(h->arena, s->next));
  if (s->failed)
    page_line(&p, 0, _("cases that failed: %zu, of which were set aside: %zu"), s->failed, s->set_aside);
  end(&p);
}

void host_tell_delivery(const host *h, const ombud_delivery *d) {
  if (h->o->store_format == STORE_JSON) {
    json_delivery(h, d);
    return;
  }
  page p = begin(h);
  const char *what =
      d->linked ? effect_text(h, d->linked, &d->effect) : _("of a policy that none of these files is");
  page_line(&p, 0, "%" PRId64 ".%" PRIu32 ".%u  %s  %s", d->case_id, d->number, (unsigned)d->ordinal,
            instant(h->arena, d->at), what);
  end(&p);
}

void host_tell_stats(const host *h, const ombud_store_stats *s) {
  if (h->o->store_format == STORE_JSON) {
    json_stats(s);
    return;
  }
  static const char *const bins[OMBUD_OVERDUE_BINS] = {"< 1 s",    "< 10 s", "< 1 min",
                                                       "< 10 min", "< 1 h",  ">= 1 h"};
  page p = begin(h);
  page_line(&p, 0, _("cases: %" PRId64 ", with something due ahead: %" PRId64 "; events: %" PRId64), s->cases,
            s->open, s->events);
  for (unsigned i = 0; i < OMBUD_OVERDUE_BINS; i++)
    if (s->overdue[i]) page_line(&p, 0, _("overdue %s: %" PRId64), bins[i], s->overdue[i]);
  page_line(&p, 0, _("next due: %s"), instant(h->arena, s->next));
  page_line(&p, 0, _("set aside: %" PRId64 "; of other policies: %" PRId64), s->set_aside, s->no_tables);
  page_line(&p, 0, _("effects that wait: %" PRId64), s->effects);
  if (s->effects) page_line(&p, 1, _("the oldest since %s"), instant(h->arena, s->oldest_effect));
  if (s->oldest_snapshot_ms >= 0)
    page_line(&p, 0, _("oldest snapshot: %" PRId64 " ms"), s->oldest_snapshot_ms);
  if (s->alarm)
    page_line(&p, 0, _("ALARM: the clock has jumped ahead; no deadline fires until `ombud store resume`"));
  end(&p);
}
