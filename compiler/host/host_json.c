#include "host_json.h"

#include <inttypes.h>

#include "diag_show.h"

/* ---- pieces ---- */

static void text(const char *before, const char *name, const char *value) {
  printf("%s\"%s\":", before, name);
  if (value)
    show_json(stdout, value);
  else
    fputs("null", stdout);
}

static void number(const char *before, const char *name, int64_t value) {
  printf("%s\"%s\":%" PRId64, before, name, value);
}

static void instant(const char *before, const char *name, ombud_time t) {
  if (t == OMBUD_NEVER)
    printf("%s\"%s\":null", before, name);
  else
    number(before, name, t);
}

/* A value by its type: yes and no as booleans, options and actors by their names, else a number. */
static void typed(const ombud_linked *l, uint8_t type, uint16_t choice, int64_t value) {
  const char *name = NULL;
  if (type == OMBUD_CHOICE && value >= 0 && value < l->words->choices[choice].n_options)
    name = l->words->choices[choice].options[value].name;
  if (type == OMBUD_ACTOR && value >= 0 && value < l->policy->n_actors) name = l->words->actors[value].name;
  if (name)
    show_json(stdout, name);
  else if (type == OMBUD_YES_NO)
    fputs(value ? "true" : "false", stdout);
  else
    printf("%" PRId64, value);
}

static void effect(const char *before, const ombud_linked *l, const ombud_effect *e) {
  const ombud_effect_word *word = &l->words->effects[e->effect];
  printf("%s{", before);
  text("", "effect", word->name);
  fputs(",\"arguments\":{", stdout);
  for (unsigned i = 0; i < e->n_args; i++) {
    printf("%s\"%s\":", i ? "," : "", word->params[i].name);
    typed(l, word->params[i].type, word->params[i].choice, e->args[i]);
  }
  fputs("}}", stdout);
}

static void effects(const ombud_linked *l, const ombud_effect *list, unsigned n) {
  fputs(",\"effects\":[", stdout);
  for (unsigned i = 0; i < n; i++) effect(i ? "," : "", l, &list[i]);
  putchar(']');
}

static void rule(const ombud_linked *l, uint32_t at) {
  if (at >= l->words->n_rules) return;
  const ombud_rule_word *word = &l->words->rules[at];
  text(",", "file", word->file);
  number(",", "line", word->line);
  text(",", "clauses", word->clauses);
}

static void reason(const host *h, const ombud_linked *l, uint16_t at) {
  text(",", "reason", ombud_reason_name(l->policy, l->words, at));
  text(",", "text", ombud_reason_text(l->policy, l->words, at, h->lang));
}

static const char *kind_of(uint8_t kind) {
  static const char *const kinds[] = {[OMBUD_ACTED] = "acted",
                                      [OMBUD_DEEMED] = "deemed",
                                      [OMBUD_FELL_DUE] = "fell_due",
                                      [OMBUD_REMINDED] = "reminded",
                                      [OMBUD_RECORD_REFUSED] = "refused",
                                      [OMBUD_RECORD_FORGOTTEN] = "forgotten",
                                      [OMBUD_RECORD_RESUMED] = "resumed",
                                      [OMBUD_RECORD_RELEASED] = "released"};
  return kind < sizeof kinds / sizeof kinds[0] && kinds[kind] ? kinds[kind] : "unknown";
}

static void happening(const ombud_linked *l, uint16_t process, uint8_t kind, uint8_t actor, uint16_t name,
                      uint16_t from, uint16_t to) {
  const ombud_process_word *w = &l->words->processes[process];
  text(",", "kind", kind_of(kind));
  text(",", "actor", l->words->actors[actor].name);
  text(",", "name", w->names[name].name);
  text(",", "from", w->states[from].name);
  text(",", "to", w->states[to].name);
}

/* ---- objects ---- */

void json_answer(const host *h, const ombud_linked *l, uint16_t process, const ombud_answer *a) {
  text("{", "status", a->status == OMBUD_REFUSED ? "refused" : "ok");
  number(",", "case", a->case_id);
  number(",", "number", a->number);
  instant(",", "at", a->at);
  printf(",\"again\":%s", a->again ? "true" : "false");
  if (a->status == OMBUD_REFUSED) {
    reason(h, l, a->out.reason);
    rule(l, a->out.rule);
  }
  fputs(",\"events\":[", stdout);
  for (uint32_t i = 0; i < a->out.n_events; i++) {
    const ombud_event *e = &a->out.events[i];
    instant(i ? ",{" : "{", "at", e->at);
    happening(l, process, e->kind, e->actor, e->name, e->from, e->to);
    rule(l, e->rule);
    effects(l, a->out.effects + e->first_effect, e->n_effects);
    putchar('}');
  }
  puts("]}");
}

void json_case(const host *h, const ombud_stored *found) {
  number("{", "case", found->id);
  number(",", "number", found->number);
  text(",", "fingerprint", arena_printf(h->arena, "%016" PRIx64, found->fingerprint));
  text(",", "aside", found->aside);
  const ombud_case *c = found->head;
  const ombud_linked *l = found->linked;
  if (c) {
    const ombud_process_word *w = &l->words->processes[c->process];
    text(",", "policy", l->words->name);
    text(",", "version", l->words->version);
    text(",", "process", w->name);
    text(",", "mode", l->words->modes[c->mode].name);
    text(",", "state", w->states[c->state].name);
    printf(",\"ended\":%s", ombud_ended(l->policy, c) == 1 ? "true" : "false");
    instant(",", "due", ombud_due(c));
    fputs(",\"facts\":{", stdout);
    const char *before = "";
    for (uint16_t f = 0; f < l->policy->n_facts; f++) {
      int64_t value = ombud_fact_value(l->policy, c, f);
      if (value == OMBUD_UNSET) continue;
      printf("%s\"%s\":", before, l->words->facts[f].name);
      typed(l, l->policy->facts[f].type == OMBUD_TEXT ? OMBUD_YES_NO : l->policy->facts[f].type,
            l->words->fact_choices[f], value);
      before = ",";
    }
    putchar('}');
  }
  puts("}");
}

static void facts(const ombud_record *r) {
  const ombud_linked *l = r->linked;
  fputs(",\"facts\":{", stdout);
  for (uint16_t i = 0; i < r->n_given; i++) {
    uint16_t f = r->given[i].fact;
    printf("%s\"%s\":", i ? "," : "", l->words->facts[f].name);
    if (l->policy->facts[f].type != OMBUD_TEXT)
      typed(l, l->policy->facts[f].type, l->words->fact_choices[f], r->given[i].value);
    else if (r->contents[i])
      show_json(stdout, r->contents[i]);
    else
      fputs(r->who ? "true" : "{\"forgotten\":\"text\"}", stdout);
  }
  putchar('}');
}

void json_record(const host *h, const ombud_record *r) {
  number("{", "case", r->case_id);
  number(",", "number", r->number);
  instant(",", "at", r->at);
  text(",", "fingerprint", arena_printf(h->arena, "%016" PRIx64, r->fingerprint));
  if (r->who)
    text(",", "who", r->who);
  else
    fputs(",\"who\":{\"forgotten\":\"text\"}", stdout);
  if (r->linked && r->kind <= OMBUD_RECORD_REFUSED) {
    happening(r->linked, r->process, r->kind, r->actor, r->name, r->from, r->to);
    if (r->kind == OMBUD_RECORD_REFUSED) reason(h, r->linked, r->reason);
    rule(r->linked, r->rule);
    facts(r);
    effects(r->linked, r->effects, r->n_effects);
  } else {
    text(",", "kind", kind_of(r->kind));
  }
  puts("}");
}

void json_options(const host *h, const ombud_stored *found, ombud_time now) {
  static const char *const verdicts[] = {
      [OMBUD_MAY_NOT] = "may_not", [OMBUD_MAY_IF] = "may_if", [OMBUD_MAY] = "may", [OMBUD_MUST] = "must"};
  const ombud_linked *l = found->linked;
  const ombud_process_word *w = &l->words->processes[found->head->process];
  size_t max = l->policy->processes[found->head->process].n_actions, n = 0;
  ombud_option *list = ARENA_ARRAY(h->arena, max, ombud_option);
  for (uint8_t actor = 1; actor < l->policy->n_actors; actor++) {
    if (ombud_can(l->policy, found->head, actor, now, list, max, &n)) continue;
    for (size_t i = 0; i < n; i++) {
      number("{", "case", found->id);
      text(",", "actor", l->words->actors[actor].name);
      text(",", "action", w->names[list[i].action].name);
      text(",", "verdict", verdicts[list[i].verdict]);
      instant(",", "until", list[i].until);
      instant(",", "by", list[i].by);
      if (list[i].verdict == OMBUD_MAY_NOT) reason(h, l, list[i].reason);
      rule(l, list[i].rule);
      puts("}");
    }
  }
}

void json_sweep(const ombud_sweep *s) {
  number("{", "cases", (int64_t)s->cases);
  number(",", "events", (int64_t)s->events);
  number(",", "failed", (int64_t)s->failed);
  number(",", "set_aside", (int64_t)s->set_aside);
  instant(",", "next", s->next);
  puts("}");
}

void json_delivery(const host *h, const ombud_delivery *d) {
  text("{", "key",
       arena_printf(h->arena, "%" PRId64 ".%" PRIu32 ".%u", d->case_id, d->number, (unsigned)d->ordinal));
  number(",", "case", d->case_id);
  instant(",", "at", d->at);
  text(",", "fingerprint", arena_printf(h->arena, "%016" PRIx64, d->fingerprint));
  if (d->linked) effects(d->linked, &d->effect, 1);
  puts("}");
}

void json_stats(const ombud_store_stats *s) {
  number("{", "cases", s->cases);
  number(",", "open", s->open);
  number(",", "events", s->events);
  fputs(",\"overdue\":[", stdout);
  for (unsigned i = 0; i < OMBUD_OVERDUE_BINS; i++) printf("%s%" PRId64, i ? "," : "", s->overdue[i]);
  instant("],", "next", s->next);
  number(",", "set_aside", s->set_aside);
  number(",", "no_tables", s->no_tables);
  number(",", "effects", s->effects);
  instant(",", "oldest_effect", s->oldest_effect);
  number(",", "oldest_snapshot_ms", s->oldest_snapshot_ms);
  printf(",\"alarm\":%s", s->alarm ? "true" : "false");
  instant(",", "now", s->now);
  puts("}");
}
