/* A host of the Douyin policy: plays stories of its four sections and prints what happens. Its cases are kept
 * in SQLite, and in the middle of a story it is killed and begins anew: nothing is lost, and nothing happens
 * twice.
 *
 * It has no rules of its own. What may be done, by when, and what follows from silence comes out of
 * douyin.ombud: change 48h to 72h there, and the stories (stories.h) wait longer. Change what an action has
 * to be given, or give a process an effect that nobody here carries out, and this does not compile any
 * longer. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stories.h"

/* 1 May 2021, 10 o'clock in Beijing. */
#define OPENING INT64_C(1619834400000)
#define BEIJING (8 * HOUR)

/* ---- language ---- */

/* POSIX, 8.2: the first of these that is set and not empty. A program without locales can still read them. */
const char *demo_language(void) {
  static const char *const names[] = {"OMBUD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return strncmp(value, "zh", 2) == 0 ? "zh" : "en";
  }
  return "en";
}

const char *demo_say(const teller *t, const char *zh, const char *en) {
  return strcmp(t->lang, "zh") == 0 ? zh : en;
}

static const char *label(const teller *t, const ombud_word *word) {
  return ombud_label(word, t->lang);
}

static const char *actor_label(const teller *t, unsigned actor) {
  return actor == OMBUD_CLOCK ? demo_say(t, "（到期）", "(time)") : label(t, &douyin_words.actors[actor]);
}

/* ---- what both processes have in common: the functions of ombud.h know them by number ---- */

static bool is_order(const teller *t) {
  return t->process == DOUYIN_PROCESS_ORDER;
}

static const ombud_case *head(const teller *t) {
  return is_order(t) ? &t->order.c.head : &t->back.c.head;
}

static const ombud_out *answer(const teller *t) {
  return is_order(t) ? &t->order.out.room.out : &t->back.out.room.out;
}

static const ombud_input *asked(const teller *t) {
  return is_order(t) ? &t->order.out.call.in : &t->back.out.call.in;
}

static const char *action_label(const teller *t, uint16_t action) {
  return is_order(t) ? douyin_order_action_label(action, t->lang)
                     : douyin_return_action_label(action, t->lang);
}

static const char *state_label(const teller *t, uint16_t state) {
  return is_order(t) ? douyin_order_state_label((enum douyin_states_order)state, t->lang)
                     : douyin_return_state_label((enum douyin_states_return)state, t->lang);
}

/* ---- lines ---- */

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

/* Of the types that facts of this policy have. */
static void value(const teller *t, uint16_t fact, int64_t v) {
  if (douyin_policy.facts[fact].type == OMBUD_MONEY)
    money(v);
  else
    fputs(v ? demo_say(t, "是", "yes") : demo_say(t, "否", "no"), stdout);
}

static void facts(const teller *t) {
  const ombud_input *in = asked(t);
  for (size_t i = 0; i < in->n_given; i++) {
    uint16_t fact = in->given[i].fact;
    fputs(i ? demo_say(t, "，", ", ") : demo_say(t, "（", " ("), stdout);
    fputs(douyin_fact_label((enum douyin_facts)fact, t->lang), stdout);
    if (douyin_policy.facts[fact].type == OMBUD_TEXT) continue; /* that it was given is all there is to it */
    fputs(demo_say(t, "：", ": "), stdout);
    value(t, fact, in->given[i].value);
  }
  if (in->n_given) fputs(demo_say(t, "）", ")"), stdout);
}

static void line(const teller *t, ombud_time at, unsigned actor) {
  fputs("  ", stdout);
  instant(at);
  fputs("  ", stdout);
  field(actor_label(t, actor), MARGIN - 15);
}

static void reminder(const teller *t, const ombud_event *e) {
  const char *before = demo_say(t, "提醒", "reminder to ");
  for (unsigned actor = 0; actor < douyin_policy.n_actors; actor++)
    if (e->reminded >> actor & 1u) {
      printf("%s%s", before, actor_label(t, actor));
      before = demo_say(t, "、", ", ");
    }
  printf("%s%s", demo_say(t, "：", ": "), action_label(t, e->name));
}

static void event(const teller *t, const ombud_event *e) {
  line(t, e->at, e->actor);
  if (e->kind == OMBUD_REMINDED)
    reminder(t, e);
  else
    fputs(action_label(t, e->name), stdout);
  if (e->kind == OMBUD_DEEMED) fputs(demo_say(t, "（逾期视为已办）", ", deemed done"), stdout);
  if (e->kind == OMBUD_ACTED) facts(t);
  if (e->to != e->from) printf(" → %s", state_label(t, e->to));
  origin(e->rule);
  putchar('\n');
}

/* Lines for the events up to E that have none yet. */
static void events_to(teller *t, const ombud_event *e) {
  while (t->told < answer(t)->n_events && &answer(t)->events[t->told] <= e)
    event(t, &answer(t)->events[t->told++]);
}

/* ---- what the shop's program has to do: here it says so ---- */

static teller *effect(void *host, const ombud_event *e, enum douyin_effects kind) {
  teller *t = host;
  events_to(t, e);
  printf("%*s» %s%s", MARGIN, "", douyin_effect_label(kind, t->lang), demo_say(t, "：", ": "));
  return t;
}

static void refund(void *host, const ombud_event *e, const douyin_effect_refund *what) {
  effect(host, e, DOUYIN_EFFECT_REFUND);
  money(what->amount.minor);
  putchar('\n');
}

static void compensate(void *host, const ombud_event *e, const douyin_effect_compensate *what) {
  effect(host, e, DOUYIN_EFFECT_COMPENSATE);
  money(what->amount.minor);
  putchar('\n');
}

static void penalise(void *host, const ombud_event *e, const douyin_effect_penalise *whom) {
  const teller *t = effect(host, e, DOUYIN_EFFECT_PENALISE);
  printf("%s%s%s\n", douyin_actor_label(whom->who, t->lang), demo_say(t, "，", ", "),
         douyin_choice_fault_label(whom->what, t->lang));
}

/* An effect without a handler would not compile. */
static void effects(teller *t) {
  if (is_order(t))
    douyin_order_visit(&t->order.out, t, refund, penalise);
  else
    douyin_return_visit(&t->back.out, t, refund, compensate, penalise);
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
  insist(ombud_can(&douyin_policy, head(t), actor, t->now, options, ACTIONS_MAX, n));
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
    const char *before = demo_say(t, "须", " must ");
    printf("%*s%s", MARGIN, "", actor_label(t, actor));
    for (size_t i = 0; i < n; i++)
      if (options[i].verdict == OMBUD_MUST && options[i].by == by) {
        printf("%s%s", before, action_label(t, options[i].action));
        before = demo_say(t, "或", " or ");
      }
    fputs(demo_say(t, "，截止 ", " before "), stdout);
    instant(by);
    putchar('\n');
  }
}

/* ---- refusals ---- */

static void help_list(const teller *t, const char *zh, const char *en, uint32_t mask,
                      const ombud_word *words) {
  if (mask == 0) return;
  const char *before = demo_say(t, "", " ");
  printf("%*s  %s", MARGIN, "", demo_say(t, zh, en));
  for (unsigned i = 0; i < 32; i++)
    if (mask >> i & 1u) {
      printf("%s%s", before, label(t, &words[i]));
      before = demo_say(t, "、", ", ");
    }
  putchar('\n');
}

static void help_time(const teller *t, const char *zh, const char *en, ombud_time at) {
  printf("%*s  %s ", MARGIN, "", demo_say(t, zh, en));
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
  printf("%*s  %s%s\n", MARGIN, "", demo_say(t, "需要：", "needs: "),
         douyin_fact_label((enum douyin_facts)why->fact, t->lang));
}

static void refusal(const teller *t) {
  ombud_why why;
  line(t, t->now, asked(t)->actor);
  fputs(action_label(t, asked(t)->action), stdout);
  facts(t);
  printf("\n%*s✗ %s", MARGIN, "", douyin_reason_label(answer(t)->reason, t->lang));
  origin(answer(t)->rule);
  putchar('\n');
  const char *advice = douyin_reason_advice(answer(t)->reason, t->lang);
  if (advice) printf("%*s  %s\n", MARGIN, "", advice);
  ombud_status status = is_order(t) ? douyin_order_why(&t->order.c, &t->order.out, t->now, &why)
                                    : douyin_return_why(&t->back.c, &t->back.out, t->now, &why);
  if (status == OMBUD_OK) help(t, &why);
}

/* ---- the case ---- */

ombud_case *demo_case(teller *t) {
  return is_order(t) ? &t->order.c.head : &t->back.c.head;
}

douyin_out *demo_room(teller *t) {
  return is_order(t) ? &t->order.out.room : &t->back.out.room;
}

/* ---- playing ---- */

/* What came of it: events and effects, the obligations of a state that is new, a refusal. */
static void tell(teller *t) {
  const ombud_out *out = answer(t);
  bool moved = false;
  t->told = 0;
  effects(t);
  if (out->n_events) events_to(t, &out->events[out->n_events - 1]);
  for (size_t i = 0; i < out->n_events; i++) moved = moved || out->events[i].from != out->events[i].to;
  if (moved) obligations(t);
  if (out->reason) refusal(t);
  keep_done(t);
}

/* The world remembers how far the story has come; the program may be killed at any time. */
static bool is_next(teller *t) {
  world *w = t->world;
  if (t->next_step++ < w->step) return false;
  w->now = t->now;
  w->id = t->id;
  w->known = t->known;
  w->step = t->next_step - 1;
  return keep_is_alive(t);
}

static void hand_over(teller *t, douyin_mode mode, const ombud_input *in, const douyin_call *call) {
  keep_command(t, mode, in, call);
  tell(t);
}

static void catch_up(teller *t, ombud_time to) {
  if (to < t->now) return; /* the minute before a time that was shorter than a minute */
  t->now = to;
  keep_sweep(t);
  tell(t);
}

/* The host sleeps until something falls due, and looks whether that has changed the state. */
static void nobody_does_anything(teller *t) {
  if (!is_next(t)) return;
  uint16_t state = head(t)->state;
  while (head(t)->state == state && ombud_due(head(t)) != OMBUD_NEVER) catch_up(t, ombud_due(head(t)));
}

static void at_the_last_minute(teller *t) {
  if (!is_next(t)) return;
  ombud_option options[ACTIONS_MAX];
  size_t n = 0;
  ombud_time by = OMBUD_NEVER;
  for (uint8_t actor = 1; actor < douyin_policy.n_actors; actor++) {
    ombud_time own = obligation(t, actor, options, &n);
    if (own < by) by = own;
  }
  if (by != OMBUD_NEVER) catch_up(t, by - MINUTE);
}

static void later(teller *t, ombud_time wait) {
  if (is_next(t)) catch_up(t, t->now + wait);
}

/* ---- all of them ---- */

#define STORIES (sizeof stories / sizeof stories[0])

void demo_title(const char *lang) {
  printf("%s\n", ombud_text_in(douyin_words.title, lang));
}

static void head_of(const teller *t, const story *s, const story *before) {
  if (!before || before->section != s->section)
    printf("\n%d. %s\n", s->section, sections[s->section][strcmp(t->lang, "zh") == 0 ? 0 : 1]);
  printf("\n  %s\n\n", demo_say(t, s->zh, s->en));
}

/* Where the world stands in the story. */
static void stand(teller *t) {
  const world *w = t->world;
  t->process = stories[w->story].process;
  t->next_step = 0;
  t->now = w->step ? w->now : OPENING;
  t->id = w->step ? w->id : 0;
  t->known = w->step ? w->known : 0;
}

void demo_run(teller *t) {
  world *w = t->world;
  for (; w->story < STORIES; w->story++) {
    const story *s = &stories[w->story];
    stand(t);
    if (w->step)
      keep_look(t);
    else
      head_of(t, s, w->story ? s - 1 : NULL);
    s->play(t);
    w->step = 0;
  }
}
