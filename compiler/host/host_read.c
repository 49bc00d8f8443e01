/* Commands from the words of a call. */
#include <string.h>
#include <time.h>

#include "duration.h"
#include "host.h"

bool host_read_number(const char *text, int64_t *number) {
  if (duration_whole(text, number) && *number > 0) return true;
  options_wrong("'%s' is no case: cases have numbers, such as 17", text);
  return false;
}

bool host_read_effect(const char *text, ombud_delivery *key) {
  int64_t parts[3];
  const char *at = text;
  for (int i = 0; i < 3; i++) {
    size_t len = strcspn(at, "."), digits;
    bool last = i == 2;
    if (!len || !duration_digits(at, len, &parts[i], &digits) || digits != len || (at[len] == '.') == last) {
      options_wrong(
          "'%s' is no effect: write CASE.EVENT.EFFECT as `ombud effects list` shows it, such as 17.3.0",
          text);
      return false;
    }
    at += len + !last;
  }
  *key = (ombud_delivery){.case_id = parts[0], .number = (uint32_t)parts[1], .ordinal = (uint16_t)parts[2]};
  return true;
}

/* ---- 'ACTOR ACTION' ---- */

static const char *next_word(const host *h, const char **text) {
  *text += strspn(*text, " \t");
  size_t n = strcspn(*text, " \t");
  const char *word = arena_copy(h->arena, *text, n);
  *text += n;
  return word;
}

/* Which of N words is called WANTED; OMBUD_NONE after the message UNKNOWN. */
static uint16_t find(const host *h, const char *unknown, const char *wanted, const ombud_word *words,
                     size_t n) {
  nearest near = {0};
  for (size_t i = 0; i < n; i++) {
    if (!words[i].name) continue;
    if (strcmp(words[i].name, wanted) == 0) return (uint16_t)i;
    nearest_offer(&near, wanted, words[i].name);
  }
  options_wrong(unknown, wanted, options_meant(h->arena, near.name));
  return OMBUD_NONE;
}

static bool read_sentence(const host *h, const ombud_linked *l, uint16_t process, const char *text,
                          ombud_input *in) {
  const char *actor = next_word(h, &text), *action = next_word(h, &text), *rest = next_word(h, &text);
  if (!*action || *rest) {
    options_wrong("say who does what, in one pair of quotes, such as 'user cancel'");
    return false;
  }
  uint16_t who = find(h, N_("no actor is called '%s'%s"), actor, l->words->actors, l->policy->n_actors);
  if (who == OMBUD_NONE) return false;
  if (who == OMBUD_CLOCK) {
    options_wrong("nobody acts as '%s': it is what happens by itself", actor);
    return false;
  }
  in->actor = (uint8_t)who;
  in->action = find(h, N_("no action is called '%s'%s"), action, l->words->processes[process].names,
                    l->policy->processes[process].n_actions);
  return in->action != OMBUD_NONE;
}

/* ---- facts ---- */

/* "2026-11-27T12:05:00Z", with or without fractions of a second. */
static bool read_instant(const char *text, int64_t *ms) {
  int year, month, day, hour, minute, second, n = 0;
  if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &n) != 6)
    return false;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return false;
  int64_t thousandths = 0, unit = 100;
  if (text[n] == '.')
    for (n++; text[n] >= '0' && text[n] <= '9'; n++, unit /= 10) thousandths += unit * (text[n] - '0');
  if (strcmp(text + n, "Z") != 0) return false;
  /* days from the civil date, years beginning in March */
  int64_t y = year - (month <= 2), era = y / 400, of_era = y - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  *ms = ((days * 24 + hour) * 60 + minute) * 60000 + second * 1000 + thousandths;
  return true;
}

static bool read_value(const host *h, const ombud_linked *l, uint16_t fact, const char *text,
                       int64_t *value) {
  const char *name = l->words->facts[fact].name;
  const ombud_choice_word *choice;
  *value = 1;
  switch ((ombud_type)l->policy->facts[fact].type) {
  case OMBUD_YES_NO:
    if (!text || strcmp(text, "yes") == 0) return true;
    *value = 0;
    if (strcmp(text, "no") == 0) return true;
    options_wrong("the fact '%s' is yes or no, not '%s'", name, text);
    return false;
  case OMBUD_TEXT: return true;
  case OMBUD_CHOICE:
    choice = &l->words->choices[l->words->fact_choices[fact]];
    *value = find(h, N_("no option is called '%s'%s"), text ? text : "", choice->options, choice->n_options);
    return *value != OMBUD_NONE;
  case OMBUD_MOMENT:
    if (text && read_instant(text, value)) return true;
    options_wrong("the moment '%s' wants an instant such as %s=2026-11-27T12:05:00Z", name, name);
    return false;
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_ACTOR: break;
  }
  if (text && duration_whole(text, value)) return true;
  options_wrong("the fact '%s' wants a whole number: %s=9950", name, name);
  return false;
}

/* "NAME=VALUE": adds the fact; its place among those given, or OMBUD_GIVEN_MAX after a message. */
static unsigned add_given(const host *h, const ombud_linked *l, const char *text, ombud_given *given,
                          uint8_t *n, const char **value) {
  const char *equals = strchr(text, '=');
  const char *name = equals ? arena_copy(h->arena, text, (size_t)(equals - text)) : text;
  *value = equals ? equals + 1 : NULL;
  uint16_t fact = find(h, N_("no fact is called '%s'%s"), name, l->words->facts, l->policy->n_facts);
  if (fact == OMBUD_NONE) return OMBUD_GIVEN_MAX;
  for (unsigned i = 0; i < *n; i++)
    if (given[i].fact == fact) {
      options_wrong("the fact '%s' is given twice", name);
      return OMBUD_GIVEN_MAX;
    }
  if (*n == OMBUD_GIVEN_MAX) {
    options_wrong("no action gives so many facts");
    return OMBUD_GIVEN_MAX;
  }
  given[*n] = (ombud_given){fact, 1};
  return (*n)++;
}

static bool read_facts(const host *h, const ombud_linked *l, ombud_given *given, uint8_t *n,
                       const char **contents) {
  const options *o = h->o;
  const char *value;
  for (size_t i = 0; i < o->n_given; i++) {
    unsigned at = add_given(h, l, o->given[i], given, n, &value);
    if (at == OMBUD_GIVEN_MAX || !read_value(h, l, given[at].fact, value, &given[at].value)) return false;
    if (l->policy->facts[given[at].fact].type == OMBUD_TEXT) contents[at] = value;
  }
  return true;
}

bool host_read_command(const host *h, const ombud_linked *l, uint16_t process, const char *sentence,
                       ombud_command *asked) {
  ombud_input *in = ARENA_NEW(h->arena, ombud_input);
  ombud_given *given = ARENA_ARRAY(h->arena, OMBUD_GIVEN_MAX, ombud_given);
  const char **contents = ARENA_ARRAY(h->arena, OMBUD_GIVEN_MAX, const char *);
  *in = (ombud_input){.given = given};
  for (unsigned i = 0; i < OMBUD_GIVEN_MAX; i++) contents[i] = NULL;
  if (!read_sentence(h, l, process, sentence, in) || !read_facts(h, l, given, &in->n_given, contents))
    return false;
  asked->in = in;
  asked->contents = contents;
  asked->key = h->o->key;
  asked->who = h->o->who;
  return true;
}
