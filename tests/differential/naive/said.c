#include "said.h"

#include <string.h>

static void say_line(const ombud_words *w, uint32_t rule, naive_text *out) {
  if (rule != OMBUD_NO_RULE) naive_say(out, " %u", w->rules[rule].line);
}

static void say_event(const ombud_words *w, const ombud_event *e, const ombud_out *out, naive_text *text) {
  const ombud_process_word *q = &w->processes[0];
  static const char *const kinds[] = {"", "deemed", "due", "remind"};
  const char *kind = e->kind == OMBUD_ACTED ? w->actors[e->actor].name : kinds[e->kind];
  naive_say(text, "%lld %s %s %s>%s", (long long)e->at, kind, q->names[e->name].name, q->states[e->from].name,
            q->states[e->to].name);
  say_line(w, e->rule, text);
  for (uint32_t a = 1; a < OMBUD_ACTORS_MAX; a++)
    if (e->reminded >> a & 1) naive_say(text, " %s", w->actors[a].name);
  for (uint32_t i = e->first_effect; i < (uint32_t)e->first_effect + e->n_effects; i++) {
    const ombud_effect *f = &out->effects[i];
    naive_say(text, " %s(", w->effects[f->effect].name);
    for (unsigned k = 0; k < f->n_args; k++) naive_say(text, "%s%lld", k ? ", " : "", (long long)f->args[k]);
    naive_say(text, ")");
  }
  naive_say(text, "\n");
}

void said_by_tables(const ombud_policy *policy, const ombud_words *words, ombud_status status,
                    const ombud_out *out, naive_text *text) {
  if (status < 0) {
    naive_say(text, "%s\n", status == OMBUD_BAD_VALUE ? "bad value" : ombud_status_text(status));
    return;
  }
  for (uint32_t i = 0; i < out->n_events; i++) say_event(words, &out->events[i], out, text);
  if (status != OMBUD_REFUSED) return;
  naive_say(text, "refused because %s", ombud_reason_name(policy, words, out->reason));
  say_line(words, out->rule, text);
  naive_say(text, "\n");
}

bool said_same(const char *said, const char *naive) {
  for (; *naive; said++, naive++) {
    if (*naive == '*') {
      said += strcspn(said, "\n");
      naive++;
    } else if (*naive == '?') {
      said += strspn(said, "0123456789");
      naive++;
    }
    if (*said != *naive) return false;
    if (!*naive) return true;
  }
  return !*said;
}

bool said_with_caution(const char *said, const char *naive) {
  static const char *const reasons[] = {"fact_missing\n", "too_early\n", "too_late\n"};
  static const char refused[] = "refused because ";
  const char *end = strstr(said, refused);
  if (!end) return false;
  size_t n = (size_t)(end - said) + sizeof refused - 1;
  bool cautious = false;
  for (size_t i = 0; i < 3; i++) cautious |= strcmp(said + n, reasons[i]) == 0;
  return cautious && strncmp(said, naive, n) == 0;
}
