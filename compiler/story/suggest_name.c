/* What a suggestion is called: what it shows, in the languages that the policy has texts in. */
#include <ctype.h>
#include <string.h>

#include "source.h"
#include "story_write.h"
#include "suggest_part.h"
#include "words.h"

#define PARTS_MAX    3u  /* in one name: the most telling ones */
#define NAME_COLUMNS 60u /* for which there is room */
#define PART_COLUMNS 48u /* of a condition or a text that is quoted */

enum { CHINESE, ENGLISH, LANGUAGES };
static const char *const codes[LANGUAGES] = {"zh", "en"};

/* How a part of a name is said: who does it, what, and what else there is to say. */
typedef enum phrase {
  SAY_ACCEPTED,
  SAY_OTHERWISE,
  SAY_REFUSED,
  SAY_NOT_OPENED,
  SAY_TOO_OFTEN,
  SAY_DUE,
  SAY_REMINDED,
  SAY_WAITING,
  SAY_LOOKING,
  SAY_BEFORE,
  SAY_AT,
  SAY_AROUND,
  SAY_TRUE,
  SAY_FALSE,
  PHRASES
} phrase;

/* {1} is who, {2} what, {3} the state or the condition. They go into scenarios, in all languages that a
 * policy has, whatever its reader's is: so they are not translated. */
static const char *const phrases[PHRASES][LANGUAGES] = {
    [SAY_ACCEPTED] = {"{1}{2}", "{1}: {2}"},
    [SAY_OTHERWISE] = {"{1}{2}，条件不成立", "{1}: {2}, otherwise"},
    [SAY_REFUSED] = {"{3}：{1}不可{2}", "{3}: {1} may not {2}"},
    [SAY_NOT_OPENED] = {"{1}不可{2}", "{1} may not {2}"},
    [SAY_TOO_OFTEN] = {"{1}{2}次数过多", "{1}: {2}, once too often"},
    [SAY_DUE] = {"到期：{2}", "falls due: {2}"},
    [SAY_REMINDED] = {"提醒{1}", "{1} is reminded"},
    [SAY_WAITING] = {"{3}：期限前一刻", "{3}: just before a time limit"},
    [SAY_LOOKING] = {"{3}：恰到期限", "{3}: at a time limit"},
    [SAY_BEFORE] = {"{1}{2}，期限前一刻", "{1}: {2}, just before a time limit"},
    [SAY_AT] = {"{1}{2}，恰到期限", "{1}: {2}, at a time limit"},
    [SAY_AROUND] = {"{1}{2}，期限前后", "{1}: {2}, around a time limit"},
    [SAY_TRUE] = {"{1}{2}，“{3}”成立", "{1}: {2}, when '{3}'"},
    [SAY_FALSE] = {"{1}{2}，“{3}”不成立", "{1}: {2}, when not '{3}'"},
};

/* From what is most to be told about to what is least. */
static const int ranks[PHRASES] = {
    [SAY_OTHERWISE] = 0, [SAY_REFUSED] = 1,  [SAY_NOT_OPENED] = 1, [SAY_TOO_OFTEN] = 2, [SAY_ACCEPTED] = 3,
    [SAY_DUE] = 4,       [SAY_REMINDED] = 6, [SAY_TRUE] = 7,       [SAY_FALSE] = 8,     [SAY_AROUND] = 9,
    [SAY_AT] = 9,        [SAY_BEFORE] = 10,  [SAY_WAITING] = 11,   [SAY_LOOKING] = 12};

struct suggest_names {
  const suggestions *s;
  arena *arena;
  bool has[LANGUAGES];
  bool *told; /* [of->n]: points that an earlier story is named after */
  size_t n_used, cap_used;
  const char **used;
};

/* ---- which languages ---- */

static void see_texts(suggest_names *n, const ombud_text *t) {
  for (; t->lang != NULL; t++)
    for (int k = 0; k < LANGUAGES; k++) n->has[k] |= strncmp(t->lang, codes[k], 2) == 0;
}

static void see_words(suggest_names *n, const ombud_word *list, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (list[i].name != NULL) see_texts(n, list[i].texts);
}

suggest_names *suggest_names_new(const suggestions *s) {
  const compilation *c = s->of->of;
  suggest_names *n = ARENA_NEW(c->arena, suggest_names);
  *n = (suggest_names){.s = s, .arena = c->arena, .told = ARENA_ARRAY(c->arena, s->of->n, bool)};
  see_words(n, c->words->actors + 1, c->policy->n_actors - 1u); /* the clock has texts of its own */
  for (uint16_t i = 0; i < c->policy->n_processes; i++) {
    const ombud_process *q = &c->policy->processes[i];
    see_words(n, c->words->processes[i].states + 1, q->n_states - 1u);
    see_words(n, c->words->processes[i].names, q->n_names);
  }
  for (size_t i = 0; i < c->tree->items.len; i++) {
    const ast_item *it = c->tree->items.at[i];
    for (size_t k = 0; it->kind == ITEM_SCENARIO && k < it->scenario.texts.len; k++)
      *ARENA_PUSH(n->arena, n->used, n->n_used, n->cap_used) = it->scenario.texts.at[k].text;
  }
  return n;
}

/* ---- one part ---- */

typedef struct saying {
  phrase phrase;
  uint16_t process, state, actor, name;
  const char *condition; /* NULL: {3} is the state */
} saying;

static size_t width_of(const char *text) {
  return source_width(text, strlen(text), 0);
}

static const char *cut(arena *a, const char *text, size_t columns) {
  size_t len = strlen(text), used = 0;
  uint32_t c;
  if (width_of(text) <= columns) return text;
  for (;;) {
    size_t n = source_char(text + used, len - used, &c);
    if (source_width(text, used + n, 0) >= columns) break;
    used += n;
  }
  return arena_printf(a, "%s…", arena_copy(a, text, used));
}

/* Between words that are not Chinese, and between them and Chinese, is a space. */
static const char *join(arena *a, const char *text, const char *more) {
  size_t len = strlen(text);
  bool chinese = len > 0 && (unsigned char)text[len - 1] >= 0x80, next = (unsigned char)*more >= 0x80;
  bool letter = len > 0 && (isalnum((unsigned char)text[len - 1]) || text[len - 1] == '_');
  bool space = ((chinese || letter) && isalnum((unsigned char)*more)) || (letter && next);
  bool mark = len >= 3 && (strcmp(text + len - 3, "：") == 0 || strcmp(text + len - 3, "“") == 0);
  mark |= strncmp(more, "，", 3) == 0 || strncmp(more, "”", 3) == 0 || strncmp(more, "：", 3) == 0;
  return arena_printf(a, "%s%s%s", text, space && !mark ? " " : "", more);
}

static const char *say_part(const suggest_names *n, const saying *s, int language, const char *lang) {
  const ombud_words *w = n->s->of->of->words;
  const ombud_process_word *p = &w->processes[s->process];
  const char *text = "";
  for (const char *f = phrases[s->phrase][language]; *f != '\0';) {
    size_t plain = strcspn(f, "{");
    text = join(n->arena, text, arena_copy(n->arena, f, plain));
    f += plain;
    if (*f == '\0') break;
    const char *what = f[1] == '1'    ? ombud_label(&w->actors[s->actor], lang)
                       : f[1] == '2'  ? ombud_label(&p->names[s->name], lang)
                       : s->condition ? s->condition
                                      : ombud_label(&p->states[s->state], lang);
    text = join(n->arena, text, cut(n->arena, what, PART_COLUMNS));
    f += 3;
  }
  return text;
}

/* The part for a point that a step shows. */
static bool phrase_of(cover_kind kind, bool acts, phrase *out) {
  switch (kind) {
  case COVER_ACCEPTED: *out = SAY_ACCEPTED; return acts;
  case COVER_OTHERWISE: *out = SAY_OTHERWISE; return acts;
  case COVER_REFUSED: *out = SAY_REFUSED; return acts;
  case COVER_TOO_OFTEN: *out = SAY_TOO_OFTEN; return acts;
  case COVER_FELL_DUE: *out = SAY_DUE; return true;
  case COVER_REMINDED: *out = SAY_REMINDED; return true;
  case COVER_TRUE: *out = SAY_TRUE; return acts;
  case COVER_FALSE: *out = SAY_FALSE; return acts;
  case COVER_BEFORE: *out = acts ? SAY_BEFORE : SAY_WAITING; return true;
  case COVER_AT: break;
  }
  *out = acts ? SAY_AT : SAY_LOOKING;
  return true;
}

static uint8_t first_reminded(const story_step *came) {
  for (uint32_t i = 0; i < came->n_events; i++)
    for (uint8_t k = 0; k < 32; k++)
      if (came->events[i].kind == OMBUD_REMINDED && (came->events[i].reminded >> k & 1u)) return k;
  return 0;
}

static bool part_of(suggest_names *n, const suggest_story *s, size_t i, const bool *shows,
                    const story_step *came, saying *out) {
  const cover *v = n->s->of;
  const suggest_step *step = &s->steps[i];
  bool any = false;
  for (size_t k = 0; k < v->n; k++) {
    const cover_point *p = &v->points[k];
    phrase said;
    if (!shows[k] || !n->s->missing[k] || n->told[k]) continue;
    n->told[k] = true;
    if (!phrase_of(p->kind, step->acts, &said)) continue;
    if (said == SAY_REFUSED && came[i].state == 0) said = SAY_NOT_OPENED;
    if (any && ranks[said] >= ranks[out->phrase]) continue;
    any = true;
    *out = (saying){said, s->process, came[i].state, step->actor, step->action, NULL};
    if (said == SAY_DUE) out->name = p->action;
    if (said == SAY_LOOKING && came[i].n_events > 0) out->state = came[i].events[0].from;
    if (said == SAY_REMINDED) out->actor = first_reminded(&came[i]);
    if (said == SAY_TRUE || said == SAY_FALSE)
      out->condition = words_sentence(n->arena, &v->of->sources, p->at);
  }
  return any;
}

/* ---- the name ---- */

static bool is_used(const suggest_names *n, const char *text) {
  for (size_t i = 0; i < n->n_used; i++)
    if (strcmp(n->used[i], text) == 0) return true;
  return false;
}

/* Of two that would be called the same, the later says where it leads, or else is numbered. */
static const char *unused(suggest_names *n, const char *text, const char *last) {
  const char *name = text;
  if (is_used(n, name) && *last != '\0') name = text = arena_printf(n->arena, "%s → %s", text, last);
  for (unsigned i = 2; is_used(n, name); i++) name = arena_printf(n->arena, "%s (%u)", text, i);
  *ARENA_PUSH(n->arena, n->used, n->n_used, n->cap_used) = name;
  return name;
}

typedef struct naming {
  saying *parts;
  size_t len, cap;
  const ombud_word *last; /* the state that it ends in; NULL: it does not open */
} naming;

/* The parts that are chosen, in the story's order. */
static const char *parts_in(const suggest_names *n, const naming *as, const bool *chosen, int language,
                            const char *lang) {
  const char *text = "", *between = language == CHINESE ? "；" : "; ";
  bool more = false;
  for (size_t i = 0; i < as->len; i++) {
    more |= !chosen[i];
    if (chosen[i])
      text = arena_printf(n->arena, "%s%s%s", text, *text ? between : "",
                          say_part(n, &as->parts[i], language, lang));
  }
  return more ? arena_printf(n->arena, "%s%s", text, language == CHINESE ? "等" : "; and more") : text;
}

/* The most telling part in any case, and of the others as many as there is room for. */
static const char *name_in(suggest_names *n, const naming *as, int language, const char *lang) {
  bool *chosen = ARENA_ARRAY(n->arena, as->len, bool), *seen = ARENA_ARRAY(n->arena, as->len, bool);
  const char *text = "";
  size_t n_chosen = 0;
  for (size_t round = 0; round < as->len && n_chosen < PARTS_MAX; round++) {
    size_t best = as->len;
    for (size_t i = 0; i < as->len; i++)
      if (!seen[i] && (best == as->len || ranks[as->parts[i].phrase] < ranks[as->parts[best].phrase]))
        best = i;
    seen[best] = chosen[best] = true;
    const char *longer = parts_in(n, as, chosen, language, lang);
    if (n_chosen == 0 || width_of(longer) <= NAME_COLUMNS) {
      text = cut(n->arena, longer, NAME_COLUMNS);
      n_chosen++;
    } else {
      chosen[best] = false;
    }
  }
  return story_quoted(n->arena, unused(n, text, as->last ? ombud_label(as->last, lang) : ""));
}

/* ---- what there is to say ---- */

static bool is_limit(phrase p) {
  return p == SAY_BEFORE || p == SAY_AT || p == SAY_AROUND;
}

/* That somebody did it, however it came about. */
static bool is_done(phrase p) {
  return p == SAY_ACCEPTED || p == SAY_OTHERWISE || p == SAY_TRUE || p == SAY_FALSE || is_limit(p);
}

/* Whether the two are about the same thing, so that saying one of them is enough. */
static bool is_same(const saying *a, const saying *b) {
  if (a->phrase != b->phrase && !(is_done(a->phrase) && is_done(b->phrase))) return false;
  switch (a->phrase) {
  case SAY_WAITING:
  case SAY_LOOKING: return a->state == b->state;
  case SAY_REMINDED: return a->actor == b->actor;
  case SAY_DUE: return a->name == b->name;
  case SAY_REFUSED: return a->actor == b->actor && a->name == b->name && a->state == b->state;
  default: return a->actor == b->actor && a->name == b->name;
  }
}

/* Each thing is said once, in its most telling way. */
static void add_part(const suggest_names *n, naming *as, const saying *part) {
  bool came_true = part->phrase == SAY_DUE || part->phrase == SAY_REMINDED;
  if (came_true && as->len > 0 && as->parts[as->len - 1].phrase == SAY_WAITING)
    as->len--; /* that goes without saying */
  for (size_t i = 0; i < as->len; i++) {
    saying *there = &as->parts[i];
    if (!is_same(there, part)) continue;
    if (is_limit(there->phrase) && is_limit(part->phrase) && there->phrase != part->phrase)
      there->phrase = SAY_AROUND;
    else if (ranks[part->phrase] < ranks[there->phrase])
      *there = *part;
    return;
  }
  *ARENA_PUSH(n->arena, as->parts, as->len, as->cap) = *part;
}

const char *suggest_name(suggest_names *n, const suggest_story *s, const bool *steps,
                         const story_step *came) {
  uint16_t last = s->n > 0 ? came[s->n - 1].state : 0;
  naming as = {.last = last ? &n->s->of->of->words->processes[s->process].states[last] : NULL};
  saying part;
  for (size_t i = 0; i < s->n; i++)
    if (part_of(n, s, i, steps + i * n->s->of->n, came, &part)) add_part(n, &as, &part);
  const char *lang = n->s->of->of->lang, *text = "";
  bool chinese = lang != NULL && strncmp(lang, "zh", 2) == 0;
  if (!n->has[CHINESE] && !n->has[ENGLISH]) return name_in(n, &as, chinese ? CHINESE : ENGLISH, lang);
  for (int k = 0; k < LANGUAGES; k++)
    if (n->has[k])
      text =
          arena_printf(n->arena, "%s%s%s%s", text, *text ? " " : "", codes[k], name_in(n, &as, k, codes[k]));
  return text;
}
