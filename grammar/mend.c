/* Slips that would break a sentence off, though it is clear what is meant: `user can cancel`, `=>` for `->`,
 * a comma too many. Each is reported here and put right before the grammar sees it, so that the rule is read
 * to its end and one slip costs one message.
 *
 * It looks at the token, at the one before and at the one behind. That is enough to tell a slip for certain:
 * inside a process, for example, a name behind a name begins a rule, and so `may`, `must` or `,` follows. */
#include "mend.h"

#include <string.h>

static span join(const token *first, const token *last) {
  return (span){first->span.file, first->span.begin, last->span.end};
}

span mend_behind(const token *t) {
  return (span){t->span.file, t->span.end, t->span.end};
}

void mend_become(token *t, int kind) {
  t->kind = kind;
  t->marred = true; /* whatever else is wrong here follows from it */
}

/* A token that has been left out, to be read before T, which is read after it. */
void mend_insert(reader *r, token *t, int kind) {
  tokens_put(r, *t);
  *t = (token){.kind = kind, .marred = true, .span = mend_behind(&r->last)};
}

bool mend_in_process(const reader *r) {
  return r->item == T_PROCESS && r->depth > 0;
}

bool mend_after_actors(const token *t) {
  return t->kind == T_COMMA || t->kind == T_MAY || t->kind == T_MUST;
}

/* ---- verbs: can, cannot, must not ---- */

typedef struct verb {
  const char *word;
  int kind;
  bool negated;
} verb;

static const verb *find_verb(const token *t) {
  static const verb verbs[] = {
      {"can", T_MAY, false},      {"could", T_MAY, false},    {"cannot", T_MAY, true},
      {"can't", T_MAY, true},     {"can’t", T_MAY, true},     {"couldn't", T_MAY, true},
      {"couldn’t", T_MAY, true},  {"shall", T_MUST, false},   {"should", T_MUST, false},
      {"shouldn't", T_MAY, true}, {"shouldn’t", T_MAY, true}, {"will", T_MUST, false},
      {"mustn't", T_MAY, true},   {"mustn’t", T_MAY, true},   {"never", T_MAY, true}};
  if (t->kind != T_NAME && t->kind != T_CAN && t->kind != T_NEVER) return NULL;
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    if (strcmp(t->value.T_NAME, verbs[i].word) == 0) return &verbs[i];
  return NULL;
}

static void report_verb(reader *r, span at, const char *first, const char *second, const verb *v) {
  diag_report(r->diags, DIAG_E131, at, "'%s%s%s' is no verb of the language", first, *second ? " " : "",
              second);
  diag_suggest(r->diags, v->negated ? "may not" : parser_token_name(v->kind));
  if (v->negated) diag_remark(r->diags, "a prohibition has a reason: 'may not ACTION because REASON'");
}

/* `may never`, `must not`, `can not` are two words, and `cannot` becomes two. */
static void mend_verb(reader *r, token *t) {
  bool may = t->kind == T_MAY, must = t->kind == T_MUST, nobody = r->last.kind == T_NOBODY;
  const verb *known = find_verb(t);
  if (!mend_in_process(r) || (r->last.kind != T_NAME && !nobody) || (!may && !must && !known)) return;
  token next = tokens_peek(r);
  bool negates = next.kind == T_NEVER || (next.kind == T_NOT && !may);
  if (!negates && (may || must || next.first || mend_after_actors(&next))) return;
  verb v = known ? *known : (verb){NULL, T_MAY, true};
  v.negated = v.negated || negates;
  if (nobody && v.negated) return;
  if (v.negated) v.kind = T_MAY;
  if (negates) next = tokens_take(r);
  report_verb(r, negates ? join(t, &next) : t->span, t->value.T_NAME, negates ? next.value.T_NAME : "", &v);
  mend_become(t, v.kind);
  if (!negates) next = *t;
  mend_become(&next, T_NOT);
  if (v.negated) tokens_put(r, next);
}

/* `is allowed to`, `has to`: verbs of several words. */
static void mend_verb_of_words(reader *r, token *t) {
  static const struct {
    const char *first, *second;
    verb verb;
  } phrases[] = {{"is", "allowed", {"is allowed to", T_MAY, false}},
                 {"are", "allowed", {"are allowed to", T_MAY, false}},
                 {"is", "permitted", {"is permitted to", T_MAY, false}},
                 {"is", "able", {"is able to", T_MAY, false}},
                 {"is", "required", {"is required to", T_MUST, false}},
                 {"is", "obliged", {"is obliged to", T_MUST, false}},
                 {"has", "to", {"has to", T_MUST, false}},
                 {"have", "to", {"have to", T_MUST, false}},
                 {"needs", "to", {"needs to", T_MUST, false}}};
  if (!mend_in_process(r) || t->kind != T_NAME || r->last.kind != T_NAME || t->first) return;
  token next = tokens_peek(r);
  if (next.kind != T_NAME) return;
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
    if (strcmp(t->value.T_NAME, phrases[i].first) != 0 || strcmp(next.value.T_NAME, phrases[i].second) != 0)
      continue;
    token last = tokens_take(r), to = tokens_peek(r);
    bool has_to =
        strcmp(phrases[i].second, "to") != 0 && to.kind == T_NAME && strcmp(to.value.T_NAME, "to") == 0;
    if (has_to) last = tokens_take(r);
    report_verb(r, join(t, &last), phrases[i].verb.word, "", &phrases[i].verb);
    mend_become(t, phrases[i].verb.kind);
    return;
  }
}

/* ---- names ---- */

static bool touches(const token *t, const token *next, int kind) {
  return next->kind == kind && next->span.begin == t->span.end;
}

/* `place-order`. In parentheses that is a difference. */
static void mend_hyphen(reader *r, token *t) {
  if (t->kind != T_NAME || r->parens) return;
  const char *joined = t->value.T_NAME;
  span whole = t->span;
  for (token sign = tokens_peek(r), name; touches(t, &sign, T_MINUS); sign = tokens_peek(r)) {
    sign = tokens_take(r);
    name = tokens_peek(r);
    if (!touches(&sign, &name, T_NAME)) {
      tokens_put(r, sign);
      break;
    }
    name = tokens_take(r);
    joined = arena_printf(r->arena, "%s_%s", joined, name.value.T_NAME);
    whole.end = t->span.end = name.span.end;
  }
  if (joined == t->value.T_NAME) return;
  diag_report(r->diags, DIAG_E101, whole, "a name has no '-' in it");
  diag_suggest(r->diags, joined);
  t->value.T_NAME = names_intern(r->names, joined, strlen(joined));
}

/* `user chinese"用户"`: behind a name or a text, what touches a text was meant as its language. */
static bool mend_language(reader *r, const token *t) {
  int before = r->last.kind;
  if (t->kind != T_NAME || t->first || (before != T_NAME && before != T_TEXT && before != T_TITLE))
    return true;
  token next = tokens_peek(r);
  return !touches(t, &next, T_TEXT);
}

/* ---- other words: becuase, if, to ---- */

/* Words of English that stand for one of the language. */
static int meant_by(const token *t) {
  static const struct {
    const char *word;
    int kind;
  } words[] = {{"if", T_WHEN},    {"is", T_EQ},         {"to", T_ARROW},     {"reason", T_BECAUSE},
               {"till", T_UNTIL}, {"except", T_UNLESS}, {"since", T_BECAUSE}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(t->value.T_NAME, words[i].word) == 0) return words[i].kind;
  return word_meant_inside(t);
}

/* T is no word of the language, but that of KIND was meant. */
static void report_word(reader *r, token *t, int kind) {
  if (t->kind == T_IF)
    diag_report(r->diags, DIAG_E120, t->span, "'if' cannot stand here");
  else
    diag_report(r->diags, DIAG_E120, t->span, "'%s' is not a word of the language", t->value.T_NAME);
  diag_suggest(r->diags, parser_token_name(kind));
  mend_become(t, kind);
}

static bool may_end_phrase(int kind) {
  static const int kinds[] = {T_NAME, T_RPAREN, T_DURATION, T_NUMBER, T_CITE, T_TEXT, T_TIME, T_TIMES};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (kind == kinds[i]) return true;
  return false;
}

static bool is_near(const token *t, int kind) {
  nearest near = {0};
  if (t->kind == T_NAME) nearest_offer(&near, t->value.T_NAME, parser_token_name(kind));
  return near.name;
}

/* `may nod user may …` and `else deem user may …` are two rules each. */
static bool begins_rule_behind(reader *r) {
  token next = tokens_take(r), after = tokens_peek(r);
  tokens_put(r, next);
  return mend_after_actors(&after);
}

/* `order may be cancelled by user` */
static void mend_passive(reader *r, token *t) {
  bool behind_verb = r->last.kind == T_MAY || r->last.kind == T_MUST;
  if (!mend_in_process(r) || !behind_verb || t->kind != T_NAME || strcmp(t->value.T_NAME, "be") != 0) return;
  token next = tokens_peek(r);
  if (next.first || next.kind != T_NAME || begins_rule_behind(r)) return;
  diag_report(r->diags, DIAG_E131, t->span, "a rule says who does what: no action is called 'be'");
  diag_remark(r->diags, "who acts stands first: ACTOR %s ACTION", parser_token_name(r->last.kind));
  next = tokens_take(r);
  t->marred = next.marred = true;
  tokens_put(r, next);
}

/* `may nto cancel`, `else demeed cancel`, `state s fro cod`: words that stand where a name can, too. */
static int meant_after(reader *r, const token *t) {
  int before = r->last.kind, kind = 0;
  if (r->in_header && is_near(t, T_FOR)) return T_FOR;
  if (before == T_MAY && is_near(t, T_NOT)) kind = T_NOT;
  if ((before == T_ELSE || before == T_THEN) && is_near(t, T_DEEMED)) kind = T_DEEMED;
  return kind && !begins_rule_behind(r) ? kind : 0;
}

static void mend_name(reader *r, token *t) {
  if (!mend_in_process(r) || t->kind != T_NAME || t->marred) return;
  token next = tokens_peek(r);
  if (next.first || !word_may_be_name(next.kind)) return;
  int kind = meant_after(r, t);
  if (kind) report_word(r, t, kind);
}

static void mend_word(reader *r, token *t) {
  if (!mend_in_process(r) || t->marred || (t->kind != T_NAME && t->kind != T_IF) ||
      !may_end_phrase(r->last.kind))
    return;
  token next = tokens_peek(r);
  if (next.first || mend_after_actors(&next)) return;
  int kind = meant_by(t);
  if (!kind || (kind == T_EQ && next.kind == T_NOT)) return;
  report_word(r, t, kind);
}

/* `paid between 100 and 500`, of which `paid >= 100` is left. */
static void mend_between(reader *r, token *t) {
  if (!mend_in_process(r) || t->kind != T_NAME || strcmp(t->value.T_NAME, "between") != 0) return;
  const token *fact = &r->last;
  if (fact->kind != T_NAME || tokens_peek(r).kind != T_NUMBER) return;
  token low = tokens_take(r), and = tokens_take(r), high = tokens_peek(r);
  if (and.kind == T_AND && high.kind == T_NUMBER) {
    diag_report(r->diags, DIAG_E120, join(t, &high), "a range is two comparisons");
    diag_suggest(r->diags, arena_printf(r->arena, "%s >= %lld and %s <= %lld", fact->value.T_NAME,
                                        (long long)low.value.T_NUMBER, fact->value.T_NAME,
                                        (long long)high.value.T_NUMBER));
    tokens_take(r);
    mend_become(t, T_GE);
  } else {
    tokens_put(r, and);
  }
  tokens_put(r, low);
}

/* ---- at most twice ---- */

static int64_t count_meant(const token *t) {
  static const struct {
    const char *word;
    int64_t n;
  } counts[] = {{"once", 1}, {"one", 1}, {"twice", 2}, {"two", 2}, {"thrice", 3}, {"three", 3}};
  if (t->kind != T_NAME && t->kind != T_ONCE) return 0;
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    if (strcmp(t->value.T_NAME, counts[i].word) == 0) return counts[i].n;
  return 0;
}

static void mend_count(reader *r, token *t) {
  if (r->last.kind != T_MOST || r->before_last.kind != T_AT) return;
  int64_t n = t->kind == T_NUMBER ? t->value.T_NUMBER : count_meant(t);
  if (t->kind != T_NUMBER && !n) return;
  token next = tokens_peek(r);
  nearest near = {0};
  if (next.kind == T_NAME && !next.first) nearest_offer(&near, next.value.T_NAME, "times");
  bool is_times = next.kind == T_TIMES || next.kind == T_TIME, has_times = is_times || near.name;
  if (t->kind == T_NUMBER && is_times) return;
  diag_report(r->diags, DIAG_E120, has_times ? join(t, &next) : t->span,
              "'at most' is followed by 'N times'");
  diag_suggest(r->diags, arena_printf(r->arena, "%lld time%s", (long long)n, n == 1 ? "" : "s"));
  mend_become(t, T_NUMBER);
  t->value.T_NUMBER = n;
  if (has_times) next = tokens_take(r);
  tokens_put(r, (token){.kind = T_TIMES, .marred = true, .span = has_times ? next.span : mend_behind(t)});
}

/* ---- effects ---- */

/* `do refund paid` */
static void mend_argument(reader *r, token *t) {
  if (!mend_in_process(r) || t->kind != T_NAME || r->last.kind != T_NAME || r->before_last.kind != T_DO)
    return;
  token next = tokens_peek(r);
  if (t->first || word_meant_inside(t) || mend_after_actors(&next)) return;
  diag_report(r->diags, DIAG_E120, t->span, "what an effect is given stands in parentheses");
  diag_suggest(r->diags, arena_printf(r->arena, "%s(%s)", r->last.value.T_NAME, t->value.T_NAME));
  tokens_put(r, (token){.kind = T_RPAREN, .marred = true, .span = mend_behind(t)});
  mend_insert(r, t, T_LPAREN);
}

/* ---- time ---- */

/* `within 7d after place`, `7d since place`; `from` there is a second window, and says so. */
static void mend_anchor(reader *r, token *t) {
  bool since = t->kind == T_NAME && strcmp(t->value.T_NAME, "since") == 0;
  if (!mend_in_process(r) || (t->kind != T_AFTER && !since) || t->first) return;
  if (r->last.kind != T_DURATION || (r->before_last.kind != T_WITHIN && !since)) return;
  if (!word_may_be_name(tokens_peek(r).kind)) return;
  diag_report(r->diags, DIAG_E135, t->span, "what a duration counts from stands behind 'of'");
  diag_suggest(r->diags, "of");
  mend_become(t, T_OF);
}

/* ---- scenarios ---- */

/* What is expected is a list with commas, in which each may be negated. */
static bool is_joined(int before) {
  return before == T_YIELDS || before == T_COMMA || before == T_NOT;
}

static void mend_expected(reader *r, token *t) {
  if (t->kind == T_AND) {
    diag_report(r->diags, DIAG_E132, t->span, "what is expected is joined by ','");
    mend_become(t, T_COMMA);
  } else if ((t->kind == T_DO || t->kind == T_BY || t->kind == T_NOT) && !is_joined(r->last.kind)) {
    diag_report(r->diags, DIAG_E132, mend_behind(&r->last), "a comma is missing before '%s'",
                t->value.T_NAME);
    mend_insert(r, t, T_COMMA);
  }
}

/* `=> refused because R`, `=> denied becuase R`, `=> denied R`. A state may be called denied, too. */
static void mend_denied(reader *r, token *t) {
  bool behind_denied = r->last.kind == T_DENIED && is_joined(r->before_last.kind) && !t->first;
  if (t->kind != T_NAME || (!is_joined(r->last.kind) && !behind_denied)) return;
  token next = tokens_peek(r);
  if (is_joined(r->last.kind) && next.kind == T_BECAUSE)
    report_word(r, t, T_DENIED);
  else if (behind_denied && word_may_be_name(next.kind) && !next.first && meant_by(t) == T_BECAUSE)
    report_word(r, t, T_BECAUSE);
  else if (behind_denied) {
    diag_report(r->diags, DIAG_E120, mend_behind(&r->last), "'because' is missing here");
    mend_insert(r, t, T_BECAUSE);
  }
}

/* `user may open`: in a story the user does. */
static bool mend_step(reader *r, const token *t) {
  if ((t->kind != T_MAY && t->kind != T_MUST) || !word_may_be_name(r->last.kind)) return true;
  diag_report(r->diags, DIAG_E120, t->span, "a scenario tells what is done, not what may be: leave '%s' out",
              t->value.T_NAME);
  return false;
}

bool mend(reader *r, token *t) {
  if (r->gave_up) return true;
  mend_hyphen(r, t);
  if (r->item == T_SCENARIO && r->depth > 0) {
    if (!mend_step(r, t)) return false;
    mend_sign(r, t, T_ARROW, T_YIELDS);
    mend_expected(r, t);
    mend_denied(r, t);
    return true;
  }
  if (!mend_comma(r, t) || !mend_colon(r, t) || !mend_language(r, t)) return false;
  mend_list(r, t);
  mend_verb(r, t);
  mend_verb_of_words(r, t);
  mend_passive(r, t);
  mend_between(r, t);
  mend_anchor(r, t);
  mend_argument(r, t);
  mend_name(r, t);
  mend_word(r, t);
  mend_count(r, t);
  if (mend_in_process(r)) mend_sign(r, t, T_YIELDS, T_ARROW);
  return true;
}
