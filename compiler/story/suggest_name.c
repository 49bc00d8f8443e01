/* What a suggestion is called: what it shows, in the languages that the policy has texts in. */
#include <ctype.h>
#include <string.h>

#include "parse.h"
#include "source.h"
#include "suggest_part.h"
#include "words.h"

#define PARTS_MAX 3u   /* in one name; of more, the first */
#define PART_MAX  120u /* bytes of a condition that is quoted */

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
  SAY_BEFORE,
  SAY_AT,
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
    [SAY_REMINDED] = {"{3}：提醒", "{3}: a reminder"},
    [SAY_WAITING] = {"{3}：到期前一毫秒", "{3}: 1 ms before a time limit"},
    [SAY_BEFORE] = {"时限前一毫秒：{1}{2}", "1 ms before a time limit: {1}: {2}"},
    [SAY_AT] = {"恰到时限：{1}{2}", "at a time limit: {1}: {2}"},
    [SAY_TRUE] = {"“{3}”成立：{1}{2}", "'{3}' holds: {1}: {2}"},
    [SAY_FALSE] = {"“{3}”不成立：{1}{2}", "'{3}' does not hold: {1}: {2}"},
};

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

static const char *cut(arena *a, const char *text) {
  size_t len = strlen(text), used = 0, n;
  uint32_t c;
  if (len <= PART_MAX) return text;
  for (; used < PART_MAX; used += n) n = source_char(text + used, len - used, &c);
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
    text = join(n->arena, text, cut(n->arena, what));
    f += 3;
  }
  return text;
}

/* The part for a point that a step shows; from what is most to be told about to what is least. */
static bool phrase_of(cover_kind kind, bool acts, phrase *out, int *rank) {
  static const int ranks[] = {
      [COVER_OTHERWISE] = 0, [COVER_REFUSED] = 1,  [COVER_TOO_OFTEN] = 2, [COVER_ACCEPTED] = 3,
      [COVER_FELL_DUE] = 4,  [COVER_REMINDED] = 6, [COVER_TRUE] = 7,      [COVER_FALSE] = 8,
      [COVER_BEFORE] = 10,   [COVER_AT] = 9};
  *rank = ranks[kind];
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
  *out = SAY_AT;
  return acts;
}

static bool part_of(suggest_names *n, const suggest_story *s, size_t i, const bool *shows,
                    const story_step *came, saying *out) {
  const cover *v = n->s->of;
  const suggest_step *step = &s->steps[i];
  int best = 100;
  for (size_t k = 0; k < v->n; k++) {
    const cover_point *p = &v->points[k];
    int rank;
    phrase said;
    if (!shows[k] || !n->s->missing[k] || n->told[k]) continue;
    n->told[k] = true;
    if (!phrase_of(p->kind, step->acts, &said, &rank) || rank >= best) continue;
    best = rank;
    *out = (saying){said, s->process, came[i].state, step->actor, step->action, NULL};
    if (p->kind == COVER_REFUSED && came[i].state == 0) out->phrase = SAY_NOT_OPENED;
    if (p->kind == COVER_FELL_DUE) out->name = p->action;
    if (p->kind == COVER_REMINDED && came[i].n_events > 0) out->state = came[i].events[0].from;
    if (p->kind == COVER_TRUE || p->kind == COVER_FALSE)
      out->condition = words_sentence(n->arena, &v->of->sources, p->at);
  }
  return best < 100;
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

/* A text of the language: what would end it is escaped, and what is none of its letters is left out. */
static const char *quoted(const suggest_names *n, const char *text) {
  size_t len = strlen(text), used = 0, size;
  char *out = ARENA_ARRAY(n->arena, 2 * len + 1, char);
  for (size_t i = 0; i < len; i += size) {
    uint32_t c;
    size = source_char(text + i, len - i, &c);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || used + size + 2 > PARSE_STRING_MAX) continue;
    if (c == '"' || c == '\\') out[used++] = '\\';
    memcpy(out + used, text + i, size);
    used += size;
  }
  return out;
}

typedef struct naming {
  const saying *parts;
  size_t len;
  bool more;
  const ombud_word *last; /* the state that it ends in; NULL: it does not open */
} naming;

static const char *name_in(suggest_names *n, const naming *as, int language, const char *lang) {
  const char *text = "";
  for (size_t i = 0; i < as->len; i++)
    text = arena_printf(n->arena, "%s%s%s", text,
                        i == 0                ? ""
                        : language == CHINESE ? "；"
                                              : "; ",
                        say_part(n, &as->parts[i], language, lang));
  if (as->more) text = arena_printf(n->arena, "%s%s", text, language == CHINESE ? "；……" : "; …");
  return quoted(n, unused(n, text, as->last ? ombud_label(as->last, lang) : ""));
}

static bool is_same(const saying *a, const saying *b) {
  return a->phrase == b->phrase && a->state == b->state && a->actor == b->actor && a->name == b->name &&
         a->condition == b->condition;
}

const char *suggest_name(suggest_names *n, const suggest_story *s, const bool *steps,
                         const story_step *came) {
  saying parts[PARTS_MAX], part;
  size_t len = 0;
  bool more = false;
  for (size_t i = 0; i < s->n; i++) {
    if (!part_of(n, s, i, steps + i * n->s->of->n, came, &part)) continue;
    bool same = false;
    for (size_t k = 0; k < len; k++) same |= is_same(&parts[k], &part);
    if (same) continue;
    bool came_true = part.phrase == SAY_DUE || part.phrase == SAY_REMINDED;
    if (came_true && len > 0 && parts[len - 1].phrase == SAY_WAITING) len--; /* that goes without saying */
    if (len < PARTS_MAX)
      parts[len++] = part;
    else
      more = true;
  }
  uint16_t last = s->n > 0 ? came[s->n - 1].state : 0;
  naming as = {parts, len, more, last ? &n->s->of->of->words->processes[s->process].states[last] : NULL};
  const char *lang = n->s->of->of->lang, *text = "";
  bool chinese = lang != NULL && strncmp(lang, "zh", 2) == 0;
  if (!n->has[CHINESE] && !n->has[ENGLISH])
    return arena_printf(n->arena, "\"%s\"", name_in(n, &as, chinese ? CHINESE : ENGLISH, lang));
  for (int k = 0; k < LANGUAGES; k++)
    if (n->has[k])
      text = arena_printf(n->arena, "%s%s%s\"%s\"", text, *text ? " " : "", codes[k],
                          name_in(n, &as, k, codes[k]));
  return text;
}
