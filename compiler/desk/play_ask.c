/* Questions: which process, which mode, and the facts of an action one by one. */
#include <inttypes.h>
#include <string.h>

#include "diag_show.h"
#include "duration.h"
#include "play_show.h"
#include "play_words.h"
#include "translate.h"

/* ---- one of several ---- */

static bool is_number(const char *text, size_t max, size_t *n) {
  int64_t number;
  size_t digits, len = strlen(text);
  if (strspn(text, "0123456789") != len || len == 0) return false;
  if (!duration_digits(text, len, &number, &digits) || number < 1 || (uint64_t)number > max) return false;
  *n = (size_t)number - 1;
  return true;
}

/* By its number, its name or its label. False, after that was told, where it is none of them. */
static bool find_word(play *p, const char *answer, const ombud_word *words, size_t n, size_t *found) {
  nearest near = {0};
  if (is_number(answer, n, found)) return true;
  for (size_t i = 0; i < n; i++) {
    *found = i;
    if (strcmp(answer, words[i].name) == 0 || strcmp(answer, play_label(p, &words[i])) == 0) return true;
    nearest_offer(&near, answer, words[i].name);
  }
  if (near.name != NULL)
    lines_wrong(&p->in, _("'%s' is none of these; did you mean '%s'?"), answer, near.name);
  else
    lines_wrong(&p->in, _("'%s' is none of these: give a number from 1 to %zu, or a name"), answer, n);
  return false;
}

static void list_words(const play *p, const ombud_word *words, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const char *label = play_label(p, &words[i]);
    printf("  %3zu  ", i + 1);
    show_safe(stdout, label);
    if (strcmp(label, words[i].name) != 0)
      show_in(p, SHOW_GREY, arena_printf(p->scratch, "  %s", words[i].name));
    fputc('\n', stdout);
  }
}

/* Who is asked may have had enough as well. */
static bool is_quit(const char *answer, const ombud_word *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(words[i].name, "quit") == 0) return false;
  return strcmp(answer, "quit") == 0;
}

static bool ask_word(play *p, const char *question, const ombud_word *words, size_t n, size_t *found) {
  list_words(p, words, n);
  for (;;) {
    const char *answer = lines_answer(&p->in, question);
    if (answer == NULL) return false;
    if (is_quit(answer, words, n)) p->in.ended = true;
    if (p->in.ended) return false;
    if (find_word(p, answer, words, n, found)) return true;
  }
}

bool play_ask_case(play *p, uint16_t *process, uint8_t *mode) {
  const ombud_policy *policy = p->of->policy;
  const ombud_words *w = p->of->words;
  size_t found = p->process == OMBUD_NONE ? 0 : p->process;
  ombud_word *processes = ARENA_ARRAY(p->scratch, policy->n_processes, ombud_word);
  for (size_t i = 0; i < policy->n_processes; i++)
    processes[i] = (ombud_word){w->processes[i].name, w->processes[i].texts};
  if (p->process == OMBUD_NONE && policy->n_processes > 1 &&
      !ask_word(p, _("Which process? "), processes, policy->n_processes, &found))
    return false;
  *process = (uint16_t)found;
  found = p->mode == OMBUD_NONE ? 0 : p->mode;
  if (p->mode == OMBUD_NONE && policy->n_modes > 1 &&
      !ask_word(p, _("Which mode? "), w->modes, policy->n_modes, &found))
    return false;
  *mode = (uint8_t)found;
  return true;
}

/* ---- facts ---- */

typedef struct answer {
  uint16_t fact;
  int64_t value;    /* OMBUD_UNSET: left out */
  const char *text; /* as a step says it */
} answer;

typedef struct asking { /* the facts of one action */
  play *p;
  answer *answers;
  size_t n;
} asking;

/* What is known of another fact: by an answer, or by the case. */
static int64_t known(const asking *a, uint16_t fact) {
  for (size_t i = 0; i < a->n; i++)
    if (a->answers[i].fact == fact) return a->answers[i].value;
  const ombud_case *c = stage_case(a->p->case_.stage);
  return c == NULL ? OMBUD_UNSET : ombud_fact_value(a->p->of->policy, c, fact);
}

/* The fact's own bounds, and those that other facts set it. */
static void bounds_of(const asking *a, uint16_t fact, int64_t *lo, int64_t *hi) {
  const ombud_policy *p = a->p->of->policy;
  *lo = p->facts[fact].lo;
  *hi = p->facts[fact].hi;
  for (uint16_t i = 0; i < p->n_orders; i++) {
    const ombud_order *o = &p->orders[i];
    int64_t other, bound;
    if (o->less == fact && (other = known(a, o->more)) != OMBUD_UNSET &&
        !__builtin_sub_overflow(other, o->gap, &bound) && bound < *hi)
      *hi = bound;
    if (o->more == fact && (other = known(a, o->less)) != OMBUD_UNSET &&
        !__builtin_add_overflow(other, o->gap, &bound) && bound > *lo)
      *lo = bound;
  }
}

/* So far out, a bound is that of the type. */
#define FAR INT64_C(1000000000000000)

/* Money is never negative. */
static const char *number_hint(const asking *a, uint16_t fact) {
  arena *m = a->p->scratch;
  int64_t lo, hi;
  bounds_of(a, fact, &lo, &hi);
  bool money = a->p->of->policy->facts[fact].type == OMBUD_MONEY;
  if (lo > hi) return _("no value fits any more");
  if (lo <= -FAR) return hi >= FAR ? _("a whole number") : arena_printf(m, _("up to %" PRId64), hi);
  if (hi >= FAR)
    return arena_printf(m, money ? _("money in its smallest unit, from %" PRId64) : _("from %" PRId64), lo);
  return arena_printf(m,
                      money ? _("money in its smallest unit, from %" PRId64 " to %" PRId64)
                            : _("from %" PRId64 " to %" PRId64),
                      lo, hi);
}

static const char *hint_of(const asking *a, uint16_t fact) {
  switch ((ombud_type)a->p->of->policy->facts[fact].type) {
  case OMBUD_YES_NO: return _("yes or no");
  case OMBUD_CHOICE: return _("one of these");
  case OMBUD_MOMENT: return _("a time from the start: 5d, or -5d before it");
  case OMBUD_TEXT: return _("anything: only that it is given counts");
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_ACTOR: break;
  }
  return number_hint(a, fact);
}

static bool read_number(asking *a, answer *out, const char *text) {
  play *p = a->p;
  bool minus = *text == '-';
  const char *digits = text + minus;
  size_t len = strlen(digits), used;
  int64_t lo, hi;
  if (len == 0 || strspn(digits, "0123456789") != len) {
    lines_wrong(&p->in, _("'%s' is no whole number"), text);
    return false;
  }
  bounds_of(a, out->fact, &lo, &hi);
  bool fits = duration_digits(digits, len, &out->value, &used);
  if (minus) out->value = -out->value;
  if (!fits || out->value < lo || out->value > hi) {
    lines_wrong(&p->in, _("%s is out of range: %s"), text, number_hint(a, out->fact));
    return false;
  }
  out->text = arena_printf(p->scratch, "%s = %" PRId64, out->text, out->value);
  return true;
}

static bool read_moment(asking *a, answer *out, const char *text) {
  play *p = a->p;
  bool minus = *text == '-';
  size_t bad, bad_len;
  const char *digits = text + minus;
  bool begins = *digits >= '0' && *digits <= '9';
  if (strcmp(digits, "0") == 0)
    out->value = 0;
  else if (!begins || duration_read(digits, strlen(digits), &out->value, &bad, &bad_len) != DURATION_OK) {
    lines_wrong(&p->in, _("'%s' is no time from the start: write 2d12h, or -5d for before it, or 0"), text);
    return false;
  }
  if (minus) out->value = -out->value;
  out->text = arena_printf(p->scratch, "%s = %s", out->text, play_time(p, out->value));
  return true;
}

static bool read_yes_no(asking *a, answer *out, const char *text) {
  bool yes = strcmp(text, "yes") == 0 || strcmp(text, "y") == 0 || strcmp(text, _("yes")) == 0;
  bool no = strcmp(text, "no") == 0 || strcmp(text, "n") == 0 || strcmp(text, _("no")) == 0;
  if (!yes && !no) {
    lines_wrong(&a->p->in, _("'%s' is neither yes nor no"), text);
    return false;
  }
  out->value = yes;
  if (no) out->text = arena_printf(a->p->scratch, "%s = no", out->text);
  return true;
}

static bool read_choice(asking *a, answer *out, const char *text) {
  const ombud_words *w = a->p->of->words;
  const ombud_choice_word *choice = &w->choices[w->fact_choices[out->fact]];
  size_t found;
  if (!find_word(a->p, text, choice->options, choice->n_options, &found)) return false;
  out->value = (int64_t)found;
  out->text = arena_printf(a->p->scratch, "%s = %s", out->text, choice->options[found].name);
  return true;
}

static bool read_answer(asking *a, answer *out, const char *text) {
  switch ((ombud_type)a->p->of->policy->facts[out->fact].type) {
  case OMBUD_YES_NO: return read_yes_no(a, out, text);
  case OMBUD_CHOICE: return read_choice(a, out, text);
  case OMBUD_MOMENT: return read_moment(a, out, text);
  case OMBUD_NUMBER:
  case OMBUD_MONEY: return read_number(a, out, text);
  case OMBUD_TEXT:
  case OMBUD_ACTOR: break;
  }
  out->value = 1;
  return true;
}

/* Nobody is there to be asked again in a pipe: what comes next is no answer to this. */
static bool ask_fact(asking *a, uint16_t fact) {
  play *p = a->p;
  const ombud_words *w = p->of->words;
  const char *question = arena_printf(p->scratch, _("  %s (%s): "), play_fact(p, fact), hint_of(a, fact));
  answer out = {.fact = fact, .value = OMBUD_UNSET, .text = w->facts[fact].name};
  if (p->of->policy->facts[fact].type == OMBUD_CHOICE) {
    const ombud_choice_word *choice = &w->choices[w->fact_choices[fact]];
    list_words(p, choice->options, choice->n_options);
  }
  for (;;) {
    answer try = out;
    const char *text = lines_answer(&p->in, question);
    if (text == NULL) return false;
    if (*text == '\0') return true;
    if (read_answer(a, &try, text)) {
      a->answers[a->n++] = try;
      return true;
    }
    if (!p->in.asks) return false;
  }
}

const char *play_ask_facts(play *p, const play_item *item) {
  const ombud_case *c = stage_case(p->case_.stage);
  const uint16_t *facts = NULL;
  const ombud_words *w = p->of->words;
  uint16_t n = ombud_gives(p->of->policy, (uint8_t)p->case_.process, p->case_.mode, c ? c->state : 0,
                           item->actor, item->action, &facts);
  asking a = {.p = p, .answers = ARENA_ARRAY(p->scratch, n, answer)};
  if (n > 0 && p->in.asks) {
    show_in(p, SHOW_GREY, _("  An empty answer leaves a fact out."));
    fputc('\n', stdout);
  }
  for (uint16_t i = 0; i < n; i++)
    if (!ask_fact(&a, facts[i])) return NULL;
  const char *text = arena_printf(p->scratch, "%s %s", w->actors[item->actor].name,
                                  w->processes[p->case_.process].names[item->action].name);
  for (size_t i = 0; i < a.n; i++)
    text = arena_printf(p->scratch, "%s%s%s", text, i ? ", " : "(", a.answers[i].text);
  return a.n ? arena_printf(p->scratch, "%s)", text) : text;
}
