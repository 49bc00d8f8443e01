/* A host of the Douyin policy: plays stories of its four sections and prints what happens.
 *
 * It has no rules of its own. What may be done, by when, and what follows from silence comes out of
 * douyin.ombud: change 48h to 72h there, and the stories (stories.h) wait longer. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "douyin.h"
#include "ombud.h"
#include "stories.h"

/* 1 May 2021, 10 o'clock in Beijing. */
#define OPENING INT64_C(1619834400000)
#define BEIJING (8 * HOUR)

/* ---- language ---- */

typedef struct teller { /* one case and how it is told */
  const char *lang;
  const story *story;
  const ombud_process_word *words;
  douyin_case c;
  douyin_out room;
  ombud_time now;
} teller;

/* POSIX, 8.2: the first of these that is set and not empty. A program without locales can still read them. */
static const char *user_language(void) {
  static const char *const names[] = {"OMBUD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return strncmp(value, "zh", 2) == 0 ? "zh" : "en";
  }
  return "en";
}

static const char *say(const teller *t, const char *zh, const char *en) {
  return strcmp(t->lang, "zh") == 0 ? zh : en;
}

static const char *label(const teller *t, const ombud_word *word) {
  return ombud_label(word, t->lang);
}

static const char *actor_label(const teller *t, unsigned actor) {
  return actor == OMBUD_CLOCK ? say(t, "（到期）", "(time)") : label(t, &douyin_words.actors[actor]);
}

/* Prints TEXT in a field of WIDTH columns. Chinese characters and signs take two each; here everything from
 * U+2E80 on is one of them. */
static void field(const char *text, int width) {
  int columns = 0;
  for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
    if ((*c & 0xc0) == 0x80) continue;
    columns += *c > 0xe2 || (*c == 0xe2 && c[1] >= 0xba) ? 2 : 1;
  }
  printf("%s%*s", text, columns < width ? width - columns : 0, "");
}

#define MARGIN 25 /* what is done stands behind the instant and the actor */

static void instant(ombud_time at) {
  char text[32];
  time_t seconds = (time_t)((at + BEIJING) / 1000);
  strftime(text, sizeof text, "%m-%d %H:%M", gmtime(&seconds));
  fputs(text, stdout);
}

static void money(int64_t fen) {
  printf("¥%" PRId64 ".%02" PRId64, fen / 100, fen % 100);
}

static void origin(uint32_t rule) {
  if (rule == OMBUD_NO_RULE) return;
  const char *clauses = douyin_words.rules[rule].clauses;
  if (*clauses) printf("  [%s]", clauses);
}

/* ---- what happened ---- */

static void value(const teller *t, uint8_t type, uint16_t choice, int64_t v) {
  switch ((ombud_type)type) {
  case OMBUD_MONEY: money(v); break;
  case OMBUD_ACTOR: fputs(actor_label(t, (unsigned)v), stdout); break;
  case OMBUD_CHOICE: fputs(label(t, &douyin_words.choices[choice].options[v]), stdout); break;
  case OMBUD_MOMENT: instant(v); break;
  case OMBUD_YES_NO: fputs(v ? say(t, "是", "yes") : say(t, "否", "no"), stdout); break;
  case OMBUD_NUMBER:
  case OMBUD_TEXT: printf("%" PRId64, v); break;
  }
}

static void facts(const teller *t, const step *s) {
  for (size_t i = 0; i < s->n_given; i++) {
    uint16_t fact = s->given[i].fact;
    fputs(i ? say(t, "，", ", ") : say(t, "（", " ("), stdout);
    fputs(label(t, &douyin_words.facts[fact]), stdout);
    if (douyin_policy.facts[fact].type == OMBUD_TEXT) continue; /* that it was given is all there is to it */
    fputs(say(t, "：", ": "), stdout);
    value(t, douyin_policy.facts[fact].type, douyin_words.fact_choices[fact], s->given[i].value);
  }
  if (s->n_given) fputs(say(t, "）", ")"), stdout);
}

static void effect(const teller *t, const ombud_effect *e) {
  const ombud_effect_word *word = &douyin_words.effects[e->effect];
  printf("%*s» %s", MARGIN, "", label(t, &(ombud_word){word->name, word->texts}));
  for (size_t i = 0; i < e->n_args; i++) {
    fputs(i ? say(t, "，", ", ") : say(t, "：", ": "), stdout);
    value(t, word->params[i].type, word->params[i].choice, e->args[i]);
  }
  putchar('\n');
}

static void line(const teller *t, ombud_time at, unsigned actor) {
  fputs("  ", stdout);
  instant(at);
  fputs("  ", stdout);
  field(actor_label(t, actor), MARGIN - 15);
}

static void reminder(const teller *t, const ombud_event *e) {
  const char *before = say(t, "提醒", "reminder to ");
  for (unsigned actor = 0; actor < douyin_policy.n_actors; actor++)
    if (e->reminded >> actor & 1u) {
      printf("%s%s", before, actor_label(t, actor));
      before = say(t, "、", ", ");
    }
  printf("%s%s", say(t, "：", ": "), label(t, &t->words->names[e->name]));
}

static void event(const teller *t, const ombud_event *e, const step *s) {
  line(t, e->at, e->actor);
  if (e->kind == OMBUD_REMINDED)
    reminder(t, e);
  else
    fputs(label(t, &t->words->names[e->name]), stdout);
  if (e->kind == OMBUD_DEEMED) fputs(say(t, "（逾期视为已办）", ", deemed done"), stdout);
  if (e->kind == OMBUD_ACTED) facts(t, s);
  if (e->to != e->from) printf(" → %s", label(t, &t->words->states[e->to]));
  origin(e->rule);
  putchar('\n');
  for (size_t i = 0; i < e->n_effects; i++) effect(t, &t->room.effects[e->first_effect + i]);
}

/* The demo's own calls are right; if one is not, nothing after it means anything. */
static void insist(ombud_status status) {
  if (status >= 0) return;
  fprintf(stderr, "demo: %s\n", ombud_status_text(status));
  exit(2);
}

/* ---- who must do what now ---- */

#define ACTIONS_MAX 32

/* The alternatives of one obligation have one deadline. */
static ombud_time obligation(const teller *t, uint8_t actor, ombud_option *options, size_t *n) {
  ombud_time by = OMBUD_NEVER;
  insist(ombud_can(&douyin_policy, &t->c.head, actor, t->now, options, ACTIONS_MAX, n));
  if (*n > ACTIONS_MAX) *n = ACTIONS_MAX;
  for (size_t i = 0; i < *n; i++)
    if (options[i].verdict == OMBUD_MUST && options[i].by < by) by = options[i].by;
  return by;
}

static void obligations(const teller *t) {
  ombud_option options[ACTIONS_MAX];
  size_t n = 0;
  for (uint8_t actor = 1; actor < douyin_policy.n_actors; actor++) {
    ombud_time by = obligation(t, actor, options, &n);
    if (by == OMBUD_NEVER) continue;
    const char *before = say(t, "须", " must ");
    printf("%*s%s", MARGIN, "", actor_label(t, actor));
    for (size_t i = 0; i < n; i++)
      if (options[i].verdict == OMBUD_MUST && options[i].by == by) {
        printf("%s%s", before, label(t, &t->words->names[options[i].action]));
        before = say(t, "或", " or ");
      }
    fputs(say(t, "，截止 ", " before "), stdout);
    instant(by);
    putchar('\n');
  }
}

/* What came of a call: its events, and the obligations of a state that is new. */
static void outcome(teller *t, const step *s) {
  bool moved = false;
  for (size_t i = 0; i < t->room.out.n_events; i++) {
    event(t, &t->room.events[i], s);
    moved = moved || t->room.events[i].from != t->room.events[i].to;
  }
  if (moved) obligations(t);
}

/* ---- refusals ---- */

static void help_list(const teller *t, const char *zh, const char *en, uint32_t mask,
                      const ombud_word *words) {
  if (mask == 0) return;
  const char *before = say(t, "", " ");
  printf("%*s  %s", MARGIN, "", say(t, zh, en));
  for (unsigned i = 0; i < 32; i++)
    if (mask >> i & 1u) {
      printf("%s%s", before, label(t, &words[i]));
      before = say(t, "、", ", ");
    }
  putchar('\n');
}

static void help_time(const teller *t, const char *zh, const char *en, ombud_time at) {
  printf("%*s  %s ", MARGIN, "", say(t, zh, en));
  instant(at);
  putchar('\n');
}

/* What would have been accepted instead. */
static void help(const teller *t, const ombud_why *why) {
  help_list(t, "可由：", "possible for:", why->actors, douyin_words.actors);
  help_list(t, "可用支付方式：", "possible under:", why->modes, douyin_words.modes);
  if (why->earlier != OMBUD_UNSET) help_time(t, "曾经可以，直到", "possible until", why->earlier);
  if (why->later != OMBUD_NEVER) help_time(t, "将来可以，自", "possible from", why->later);
  if (why->fact == OMBUD_NONE) return;
  printf("%*s  %s%s\n", MARGIN, "", say(t, "需要：", "needs: "), label(t, &douyin_words.facts[why->fact]));
}

static void refusal(teller *t, const step *s, const ombud_input *in) {
  ombud_why why;
  uint16_t reason = t->room.out.reason;
  line(t, t->now, s->actor);
  fputs(label(t, &t->words->names[s->action]), stdout);
  facts(t, s);
  printf("\n%*s✗ %s", MARGIN, "", ombud_reason_text(&douyin_policy, &douyin_words, reason, t->lang));
  origin(t->room.out.rule);
  putchar('\n');
  const char *advice = ombud_reason_advice(&douyin_policy, &douyin_words, reason, t->lang);
  if (advice) printf("%*s  %s\n", MARGIN, "", advice);
  if (ombud_explain(&douyin_policy, &t->c.head, in, t->now, &why) == OMBUD_OK) help(t, &why);
}

/* ---- playing ---- */

static void catch_up(teller *t, ombud_time to) {
  if (to < t->now) return; /* the minute before a time that was shorter than a minute */
  insist(ombud_catch_up(&douyin_policy, &t->c.head, to, douyin_prepare(&t->room)));
  t->now = to;
  outcome(t, NULL);
}

static void act(teller *t, const step *s) {
  ombud_input in = {.given = s->given, .n_given = s->n_given, .actor = s->actor, .action = s->action};
  ombud_out *out = douyin_prepare(&t->room);
  bool opening = t->c.head.fingerprint == 0;
  ombud_status status =
      opening ? ombud_open(&douyin_policy, &t->c.head, t->story->process, t->story->mode, &in, t->now, out)
              : ombud_step(&douyin_policy, &t->c.head, &in, t->now, out);
  insist(status);
  outcome(t, s);
  if (status == OMBUD_REFUSED) refusal(t, s, &in);
}

/* The host sleeps until something falls due, and looks whether that has changed the state. */
static void silence(teller *t) {
  uint16_t state = t->c.head.state;
  while (t->c.head.state == state && ombud_due(&t->c.head) != OMBUD_NEVER) catch_up(t, ombud_due(&t->c.head));
}

static void last_minute(teller *t) {
  ombud_option options[ACTIONS_MAX];
  size_t n = 0;
  ombud_time by = OMBUD_NEVER;
  for (uint8_t actor = 1; actor < douyin_policy.n_actors; actor++) {
    ombud_time own = obligation(t, actor, options, &n);
    if (own < by) by = own;
  }
  if (by != OMBUD_NEVER) catch_up(t, by - MINUTE);
}

static void play(const char *lang, const story *s) {
  teller t = {.lang = lang, .story = s, .words = &douyin_words.processes[s->process], .now = OPENING};
  printf("\n  %s\n\n", say(&t, s->zh, s->en));
  for (size_t i = 0; i < s->n_steps; i++) {
    switch (s->steps[i].kind) {
    case ACT: act(&t, &s->steps[i]); break;
    case WAIT: catch_up(&t, t.now + s->steps[i].wait); break;
    case LAST_MINUTE: last_minute(&t); break;
    case SILENCE: silence(&t); break;
    }
  }
}

int main(void) {
  const char *lang = user_language();
  int section = 0;
  printf("%s\n", ombud_text_in(douyin_words.title, lang));
  for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
    if (stories[i].section != section) {
      section = stories[i].section;
      printf("\n%d. %s\n", section, sections[section][strcmp(lang, "zh") == 0 ? 0 : 1]);
    }
    play(lang, &stories[i]);
  }
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
