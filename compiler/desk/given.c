/* The facts and times that a command line supposes. */
#include <inttypes.h>
#include <string.h>

#include "desk.h"
#include "duration.h"

/* ---- text ---- */

static const char *trimmed(const desk *d, const char *text, size_t len) {
  while (len > 0 && (*text == ' ' || *text == '\t')) text++, len--;
  while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t')) len--;
  return arena_copy(d->c.arena, text, len);
}

/* "NAME=VALUE"; *value is NULL where there is no '='. */
static const char *split(const desk *d, const char *text, const char **value) {
  const char *equals = strchr(text, '=');
  *value = equals ? trimmed(d, equals + 1, strlen(equals + 1)) : NULL;
  return trimmed(d, text, equals ? (size_t)(equals - text) : strlen(text));
}

/* "2d12h", "0", and where it may be signed "-2d". */
static bool read_time(const char *text, bool may_be_signed, int64_t *ms) {
  bool negative = may_be_signed && *text == '-';
  size_t bad, bad_len;
  text += negative;
  *ms = 0;
  if (strcmp(text, "0") == 0) return true;
  if (*text < '0' || *text > '9' || duration_read(text, strlen(text), ms, &bad, &bad_len) != DURATION_OK)
    return false;
  if (negative) *ms = -*ms;
  return true;
}

/* ---- facts ---- */

static bool find_fact(const desk *d, const char *name, uint16_t *fact) {
  const ombud_policy *p = d->c.policy;
  nearest near = {0};
  for (*fact = 0; *fact < p->n_facts; ++*fact) {
    const char *known = d->c.words->facts[*fact].name;
    bool used = p->processes[d->process].facts[*fact] != OMBUD_NONE;
    if (strcmp(known, name) == 0) {
      if (!used)
        options_wrong("process '%s' does not use the fact '%s'", d->c.words->processes[d->process].name,
                      name);
      return used;
    }
    nearest_offer(&near, name, known);
  }
  options_wrong("no fact is called '%s'%s", name, options_meant(d->c.arena, near.name));
  return false;
}

static bool read_option(const desk *d, uint16_t fact, const char *text, int64_t *value) {
  const ombud_choice_word *c = &d->c.words->choices[d->c.words->fact_choices[fact]];
  nearest near = {0};
  const char *all = "";
  for (uint16_t i = 0; i < c->n_options; i++) {
    *value = i;
    if (strcmp(c->options[i].name, text) == 0) return true;
    nearest_offer(&near, text, c->options[i].name);
    all = arena_printf(d->c.arena, "%s%s%s", all, i ? ", " : "", c->options[i].name);
  }
  options_wrong(
      "the choice '%s' of fact '%s' has no option '%s'%s", c->name, d->c.words->facts[fact].name, text,
      near.name ? options_meant(d->c.arena, near.name) : arena_printf(d->c.arena, "; there are %s", all));
  return false;
}

/* That the name stands alone says `yes`, as in a scenario; of a text it says that it was given. */
static bool read_value(const desk *d, uint16_t fact, const char *text, int64_t *value) {
  const char *name = d->c.words->facts[fact].name;
  uint8_t type = d->c.policy->facts[fact].type;
  *value = 1;
  if (type == OMBUD_TEXT) return true;
  if (text == NULL && type == OMBUD_YES_NO) return true;
  if (text == NULL || *text == '\0') {
    options_wrong("--given %s wants a value: %s=…", name, name);
    return false;
  }
  switch ((ombud_type)type) {
  case OMBUD_YES_NO:
    *value = strcmp(text, "yes") == 0;
    if (*value || strcmp(text, "no") == 0) return true;
    options_wrong("the fact '%s' is yes or no, not '%s'", name, text);
    return false;
  case OMBUD_CHOICE: return read_option(d, fact, text, value);
  case OMBUD_MOMENT:
    *value = HYPOTHESIS_NEVER;
    if (strcmp(text, "never") == 0 || read_time(text, true, value)) return true;
    options_wrong(
        "'%s' is no time for the moment '%s': write how long after the entry to the state it lies, such as "
        "2d12h; -2d for before it, never where it was not given",
        text, name);
    return false;
  case OMBUD_MONEY:
    if (duration_whole(text, value)) return true;
    options_wrong(
        "'%s' is no amount for the fact '%s': money is a whole number of its smallest unit, such as 9950",
        text, name);
    return false;
  case OMBUD_NUMBER:
  case OMBUD_TEXT:
  case OMBUD_ACTOR: break;
  }
  if (duration_whole(text, value)) return true;
  options_wrong("'%s' is no whole number for the fact '%s'", text, name);
  return false;
}

static bool check_bounds(const desk *d, uint16_t fact, int64_t value) {
  const ombud_fact *f = &d->c.policy->facts[fact];
  const char *name = d->c.words->facts[fact].name;
  bool numeric = f->type == OMBUD_NUMBER || f->type == OMBUD_MONEY;
  if (!numeric || (f->lo <= value && value <= f->hi)) return true;
  if (value < f->lo)
    options_wrong("%s = %" PRId64 " is out of bounds: it is %" PRId64 " at least", name, value, f->lo);
  else
    options_wrong("%s = %" PRId64 " is out of bounds: it is %" PRId64 " at most", name, value, f->hi);
  return false;
}

static bool check_orders(const desk *d) {
  const ombud_policy *p = d->c.policy;
  const ombud_word *w = d->c.words->facts;
  for (uint16_t i = 0; i < p->n_orders; i++) {
    const ombud_order *o = &p->orders[i];
    int64_t less = d->facts[o->less], more = d->facts[o->more];
    if (less == OMBUD_UNSET || more == OMBUD_UNSET || (o->gap ? less < more : less <= more)) continue;
    options_wrong("%s = %" PRId64 " and %s = %" PRId64 " are against the bound %s %s %s", w[o->less].name,
                  less, w[o->more].name, more, w[o->less].name, o->gap ? "<" : "<=", w[o->more].name);
    return false;
  }
  return true;
}

static bool read_given(desk *d, const char *text) {
  const char *value;
  const char *name = split(d, text, &value);
  uint16_t fact;
  int64_t number;
  if (!find_fact(d, name, &fact) || !read_value(d, fact, value, &number) || !check_bounds(d, fact, number))
    return false;
  if (d->facts[fact] != OMBUD_UNSET) {
    options_wrong("the fact '%s' is given twice", name);
    return false;
  }
  d->facts[fact] = number;
  return true;
}

/* ---- what has occurred ---- */

static bool read_past(const char *text, int64_t *ms) {
  *ms = HYPOTHESIS_NEVER;
  return text != NULL && (strcmp(text, "never") == 0 || read_time(text, false, ms));
}

static bool read_since(desk *d, const char *text) {
  const ombud_process *q = &d->c.policy->processes[d->process];
  const ombud_word *w = d->c.words->processes[d->process].names;
  const char *value;
  const char *name = split(d, text, &value);
  nearest near = {0};
  uint16_t i = 0;
  for (; i < q->n_names && strcmp(w[i].name, name) != 0; i++) nearest_offer(&near, name, w[i].name);
  if (i == q->n_names)
    options_wrong("no action or event is called '%s' in process '%s'%s", name,
                  d->c.words->processes[d->process].name, options_meant(d->c.arena, near.name));
  else if (q->occurs[i] == OMBUD_NONE)
    options_wrong("no time is counted from '%s': leave out --since %s", name, name);
  else if (d->since[i] != OMBUD_UNSET)
    options_wrong("--since tells of '%s' twice", name);
  else if (!read_past(value, &d->since[i]))
    options_wrong("--since %s wants how long before the entry to the state it was: %s=2d12h, or never", name,
                  name);
  else
    return true;
  return false;
}

static int64_t *untold(const desk *d, size_t n) {
  int64_t *list = ARENA_ARRAY(d->c.arena, n, int64_t);
  for (size_t i = 0; i < n; i++) list[i] = OMBUD_UNSET;
  return list;
}

bool given_read(desk *d) {
  const options *o = d->o;
  d->facts = untold(d, d->c.policy->n_facts);
  d->since = untold(d, d->c.policy->processes[d->process].n_names);
  for (size_t i = 0; i < o->n_given; i++)
    if (!read_given(d, o->given[i])) return false;
  for (size_t i = 0; i < o->n_since; i++)
    if (!read_since(d, o->since[i])) return false;
  if (o->after != NULL && !read_time(o->after, false, &d->after)) {
    options_wrong("--after wants a duration since the entry to the state, such as 2d12h, not '%s'", o->after);
    return false;
  }
  return check_orders(d);
}
