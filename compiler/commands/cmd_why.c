/* Whether an actor may do an action in a hypothetical case: the verdict, the rule that governs with the text
 * that it implements, what it overrides, and what would change it. */
#include <string.h>

#include "changes.h"
#include "cmd.h"
#include "desk_words.h"
#include "follows.h"
#include "plan_words.h"
#include "together.h"
#include "translate.h"

typedef struct question {
  desk d;
  uint16_t actor, action;
  bool opens; /* about the start */
} question;

/* ---- the call ---- */

static const char *next_word(const question *q, const char **text) {
  *text += strspn(*text, " \t");
  size_t n = strcspn(*text, " \t");
  const char *word = arena_copy(q->d.c.arena, *text, n);
  *text += n;
  return word;
}

static bool find_actor(question *q, const char *wanted) {
  nearest near = {0};
  if (strcmp(wanted, "nobody") == 0) {
    options_wrong("ask about one actor at a time; `ombud can` tells of all of them");
    return false;
  }
  for (q->actor = 0; q->actor < q->d.c.plan->n_actors; q->actor++) {
    const char *name = q->d.c.words->actors[q->actor].name;
    if (q->actor == OMBUD_CLOCK && strcmp(name, wanted) == 0) {
      options_wrong("nobody acts as '%s': it is what happens by itself", wanted);
      return false;
    }
    if (strcmp(name, wanted) == 0) return true;
    if (q->actor != OMBUD_CLOCK) nearest_offer(&near, wanted, name);
  }
  options_wrong("no actor is called '%s'%s", wanted, options_meant(q->d.c.arena, near.name));
  return false;
}

static bool find_action(question *q, const char *wanted) {
  const ombud_process *p = &q->d.c.policy->processes[q->d.process];
  const ombud_process_word *w = &q->d.c.words->processes[q->d.process];
  nearest near = {0};
  for (q->action = 0; q->action < p->n_actions; q->action++) {
    if (strcmp(w->names[q->action].name, wanted) == 0) return true;
    nearest_offer(&near, wanted, w->names[q->action].name);
  }
  for (uint16_t i = p->n_actions; i < p->n_names; i++)
    if (strcmp(w->names[i].name, wanted) == 0) {
      options_wrong("'%s' is no action: it happens by itself", wanted);
      return false;
    }
  options_wrong("no action is called '%s' in process '%s'%s", wanted, w->name,
                options_meant(q->d.c.arena, near.name));
  return false;
}

static bool read_sentence(question *q, const char *text) {
  const char *actor = next_word(q, &text), *action = next_word(q, &text), *rest = next_word(q, &text);
  if (*action == '\0' || *rest != '\0') {
    options_wrong("ask with an actor and an action in one pair of quotes, such as 'user cancel'");
    return false;
  }
  return find_actor(q, actor) && find_action(q, action);
}

/* Whether somebody's action of this name opens cases. */
static bool is_opening(const question *q) {
  const plan_process *p = &q->d.c.plan->processes[q->d.process];
  for (size_t i = 0; i < p->n_places; i++)
    if (p->places[i].row % p->n_states == 0 && p->places[i].action == q->action) return true;
  return false;
}

static bool opening_takes(const question *q, uint16_t fact) {
  for (uint8_t m = 0; m < q->d.c.plan->n_modes; m++) {
    const uint16_t *gives;
    uint16_t n =
        ombud_gives(q->d.c.policy, (uint8_t)q->d.process, m, 0, (uint8_t)q->actor, q->action, &gives);
    for (uint16_t i = 0; i < n; i++)
      if (gives[i] == fact) return true;
  }
  return false;
}

/* Before the case there is nothing but what the opening action itself gives. */
static bool check_opening(const question *q) {
  if (!desk_check_opening_time(&q->d)) return false;
  for (uint16_t f = 0; f < q->d.c.policy->n_facts; f++) {
    if (q->d.facts[f] == OMBUD_UNSET || opening_takes(q, f)) continue;
    options_wrong("'%s %s' opens a case and does not give '%s'", q->d.c.words->actors[q->actor].name,
                  q->d.c.words->processes[q->d.process].names[q->action].name, q->d.c.words->facts[f].name);
    return false;
  }
  return true;
}

/* ---- the answer ---- */

static bool is_same_rule(const plan_entry *a, const plan_entry *b) {
  if (a == NULL || b == NULL || a->rule != b->rule || a->n_wider != b->n_wider) return false;
  return a->n_wider == 0 || memcmp(a->wider, b->wider, a->n_wider * sizeof *a->wider) == 0;
}

/* Windows and limits stand in the sentence, in the author's words. */
static void tell_rules(question *q, const hypothesis *h, const finding *v, const answer *a, page *p) {
  const plan_entry *e = finding_entry(h, v, a);
  bool told = false; /* by an answer before this one */
  for (const answer *b = v->answers; b < a; b++) told |= is_same_rule(e, finding_entry(h, v, b));
  const char *advice = a->reason == OMBUD_REASON_NONE
                           ? NULL
                           : ombud_reason_advice(q->d.c.policy, q->d.c.words, a->reason, q->d.lang);
  if (advice != NULL && *advice) page_line(p, 2, _("advice: %s"), advice);
  if (e == NULL && a->reason == OMBUD_ENDED) return;
  if (e == NULL) {
    page_line(p, 2, "%s", _("no rule says so: it is refused because none permits it"));
    return;
  }
  desk_obligation(&q->d, h, v, a, p, 2);
  if (a->reason == OMBUD_REASON_NONE) follows_tell(&q->d, h, v, a, p, 2);
  if (told) {
    page_line(p, 2, _("rule: %s, as above"), plan_rule_words(q->d.c.plan, e->rule));
    return;
  }
  desk_rule(&q->d, e->rule, p, 2, _("rule: %s"));
  for (uint32_t i = 0; i < e->n_wider; i++) desk_rule(&q->d, e->wider[i], p, 2, _("overrides: %s"));
}

static void tell_changes(const page *lines, page *p) {
  if (lines->len <= 1) return;
  page_line(p, 2, "%s", _("what would change it:"));
  page_append(p, lines);
}

/* What would change each of the answers; told once at the end where it is the same. */
static void tell_answers(question *q, const hypothesis *h, const finding *v, page *p) {
  page *changes = ARENA_ARRAY(q->d.c.arena, v->n_answers, page);
  bool same = true;
  for (size_t i = 0; i < v->n_answers; i++) {
    changes[i] = changes_of(&q->d, h, v, &v->answers[i], 3);
    same = same && strcmp(changes[i].text, changes[0].text) == 0;
  }
  for (size_t i = 0; i < v->n_answers; i++) {
    const char *condition = finding_condition(h, v, &v->answers[i]),
               *says = desk_verdict(&q->d, h, v, &v->answers[i]);
    if (*condition != '\0')
      page_line(p, 1, _("if %s: %s"), condition, says);
    else
      page_line(p, 1, "%s", says);
    tell_rules(q, h, v, &v->answers[i], p);
    if (!same || i + 1 == v->n_answers) tell_changes(&changes[i], p);
  }
}

static page answer_in(void *context, uint16_t state, uint8_t mode) {
  question *q = context;
  page p = page_new(q->d.c.arena);
  hypothesis h = desk_suppose(&q->d, state, mode);
  finding v;
  finding_ask(&h, q->actor, q->action, &v);
  desk_moved(&q->d, &h, &p, 1);
  if (v.too_many) page_line(&p, 1, "%s", _("it hangs on too many facts: tell some of them with --given"));
  tell_answers(q, &h, &v, &p);
  if (finding_speaks_of_moments(&h, &v)) desk_moments(&h, &p, 1);
  desk_assumed(&q->d, &h, q->actor, q->action, &p, 1);
  return p;
}

int cmd_why(const options *o) {
  question q = {0};
  int status = desk_open(&q.d, o);
  if (status == EXIT_FINE && !read_sentence(&q, o->operands[2])) status = EXIT_CALL;
  if (status == EXIT_FINE) {
    q.opens = q.d.state == 0 || (q.d.state == OMBUD_NONE && is_opening(&q));
    if (q.opens && !check_opening(&q)) status = EXIT_CALL;
  }
  if (status == EXIT_FINE) {
    const char *subject = arena_printf(q.d.c.arena, "%s %s", q.d.c.words->actors[q.actor].name,
                                       q.d.c.words->processes[q.d.process].names[q.action].name);
    together_show(&q.d, subject, q.opens, answer_in, &q, stdout);
  }
  compile_end(&q.d.c);
  return status;
}
