/* Says what is wrong where the grammar cannot go on, in the words of an author. */
#include <string.h>

#include "reader.h"

/* More than so many possibilities are no help. */
#define LISTED_MAX 4u

bool word_begins_item(int kind) {
  return kind >= T_POLICY && kind <= T_INCLUDE;
}

bool word_begins_node(int kind) {
  static const int words[] = {T_START, T_STATE, T_ENDS, T_IN, T_FOR, T_NOBODY, T_AFTER, T_REMIND, T_WAITS};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (kind == words[i]) return true;
  return false;
}

/* The three groups of words in parser.y, in their order. */
bool word_may_be_name(int kind) {
  return kind == T_NAME || (kind >= T_ACTIONS && kind <= T_WAIT);
}

static bool is_reserved(int kind) {
  return kind >= T_POLICY && kind <= T_WITHIN;
}

typedef struct expected {
  const int *kinds;
  size_t n;
} expected;

static bool has(expected e, int kind) {
  for (size_t i = 0; i < e.n; i++)
    if (e.kinds[i] == kind) return true;
  return false;
}

/* ---- words that are nearly right ---- */

typedef bool word_test(int kind, expected e);

static bool is_expected(int kind, expected e) {
  return has(e, kind);
}

static bool is_item_word(int kind, expected e) {
  (void)e;
  return word_begins_item(kind);
}

static bool is_node_word(int kind, expected e) {
  (void)e;
  return word_begins_node(kind);
}

static bool is_claim_word(int kind, expected e) {
  (void)e;
  return kind == T_ENDS || kind == T_NEVER || kind == T_ONCE || kind == T_CAN;
}

static bool is_time_word(int kind, expected e) {
  (void)e;
  return kind == T_WAIT || kind == T_AT;
}

/* What may follow in the middle of a rule. */
static bool is_inner_word(int kind, expected e) {
  (void)e;
  return is_reserved(kind) && !word_begins_node(kind) && !word_begins_item(kind);
}

static bool is_rule_word(int kind, expected e) {
  (void)e;
  return is_reserved(kind) && !word_begins_item(kind);
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The word nearest to a name among those that pass the test, or 0. */
static int nearest_word(const token *name, word_test *test, expected e) {
  nearest best = {0};
  int kind = 0;
  char small[PARSE_NAME_MAX + 1];
  if (name->kind != T_NAME || strlen(name->value.T_NAME) > PARSE_NAME_MAX) return 0;
  for (size_t i = 0; i <= strlen(name->value.T_NAME); i++) small[i] = lower(name->value.T_NAME[i]);
  for (int k = T_POLICY; k <= T_WAIT; k++) {
    const char *before = best.name;
    if (test(k, e)) nearest_offer(&best, small, parser_token_name(k));
    if (best.name != before) kind = k;
  }
  return kind;
}

bool word_near_item(const token *t) {
  return word_begins_item(t->kind) || nearest_word(t, is_item_word, (expected){0});
}

int word_meant_inside(const token *t) {
  int kind = nearest_word(t, is_rule_word, (expected){0});
  return word_begins_node(kind) ? 0 : kind;
}

/* Where a block or an item begins, reading goes on with the word that was meant. */
static void retry_with(reader *r, const token *t, int kind) {
  bool restarts = r->depth == 0 ? word_begins_item(kind) : r->item == T_PROCESS && word_begins_node(kind);
  if (!restarts) return;
  r->retry = *t;
  r->retry.kind = kind;
  r->has_retry = true;
}

static void report_meant(reader *r, const token *t, int kind) {
  diag_report(r->diags, DIAG_E120, t->span, "'%s' is not a word of the language", t->value.T_NAME);
  diag_suggest(r->diags, parser_token_name(kind));
  retry_with(r, t, kind);
}

static bool report_misspelled(reader *r, expected e) {
  const token *t = &r->last, *before = &r->before_last;
  int kind = nearest_word(t, is_expected, e);
  if (!kind && before->kind == T_NAME) {
    t = before;
    if (r->item == T_PROCESS && r->depth && has(e, T_MAY) && t->first)
      kind = nearest_word(t, is_node_word, e);
    if (r->item == T_PROMISE && has(e, T_NEVER) && has(e, T_ONLY)) kind = nearest_word(t, is_claim_word, e);
    if (r->item == T_SCENARIO && r->last.kind == T_DURATION) kind = nearest_word(t, is_time_word, e);
  }
  if (!kind) return false;
  report_meant(r, t, kind);
  return true;
}

/* ---- tokens in words ---- */

/* Tokens whose alias is a description are named by it, the others by themselves, in quotes. */
static const char *describe(reader *r, int kind) {
  const char *name = parser_token_name(kind);
  if (kind == T_END || (kind >= T_NAME && kind <= T_CITE)) return name;
  return arena_printf(r->arena, "'%s'", name);
}

static const char *found(reader *r) {
  const token *t = &r->last;
  int len = (int)(t->span.end - t->span.begin);
  if (t->kind == T_TEXT && *t->value.T_TEXT.lang)
    return arena_printf(r->arena, _("a text in the language '%.20s'"), t->value.T_TEXT.lang);
  if (t->kind == T_NAME) return arena_printf(r->arena, "'%s'", t->value.T_NAME);
  if (t->kind == T_CITE) return arena_printf(r->arena, "'@%s'", t->value.T_CITE);
  if ((t->kind == T_NUMBER || t->kind == T_DURATION) && len <= 40)
    return arena_printf(r->arena, "'%.*s'", len, r->source->text + t->span.begin);
  if (r->alone && t->kind == T_RBRACE && len == 0) return _("the end of the line");
  return describe(r, t->kind);
}

/* ---- what is missing ---- */

static span behind_last(const reader *r) {
  return (span){r->file, r->before_last.span.end, r->before_last.span.end};
}

/* What is missing belongs behind the token before, unless the next stands on the same line. */
static span gap(const reader *r) {
  const token *t = &r->last;
  return !t->first && t->kind != T_END ? t->span : behind_last(r);
}

/* Where the next line begins, something belongs at the end of the one before. */
static void report_expected(reader *r, const char *wanted) {
  if (r->last.first || r->last.kind == T_END)
    diag_report(r->diags, DIAG_E120, gap(r), "expected %s here, but %s follows", wanted, found(r));
  else
    diag_report(r->diags, DIAG_E120, r->last.span, "expected %s, found %s", wanted, found(r));
}

/* Whether the rules of a block begin with the token handed out last. */
static bool begins_body(reader *r) {
  if (r->last.first || !word_may_be_name(r->last.kind)) return r->last.first;
  int next = tokens_peek(r).kind;
  return next == T_MAY || next == T_MUST;
}

static bool report_open(reader *r) {
  bool colon = r->wants_brace && r->last.kind == T_COLON;
  if (colon) report_expected(r, "'{'");
  if (colon || !r->wants_brace || !begins_body(r)) return colon;
  bool trails = r->last.first && r->in_header && !r->header_first && r->last.indent <= r->before_last.indent;
  if (!trails) {
    diag_report(r->diags, DIAG_E120, behind_last(r), "a '{' is missing here");
    return true;
  }
  diag_report(r->diags, DIAG_E120, behind_last(r),
              "a block is missing here: '{', the rules that it is about, '}'");
  diag_remark(r->diags, "'for' and 'in' stand before their rules: for MODE { user may … }");
  return true;
}

static bool report_missing(reader *r, expected e) {
  if (report_open(r)) return true;
  if (has(e, T_WITHIN) && has(e, T_BY)) {
    diag_report(r->diags, DIAG_E125, gap(r), "a 'must' says by when: add 'within …' or 'by …'");
    diag_remark(r->diags, "for example: within 48h");
  } else if (has(e, T_ELSE)) {
    diag_report(r->diags, DIAG_E124, gap(r), "a 'must' says what follows if it is not done: add 'else …'");
    diag_remark(r->diags, "'else deemed ACTION', or 'else NAME -> STATE' for an event of its own");
  } else if (r->last.kind == T_OTHERWISE && has(e, T_WHEN)) {
    if (!r->conditional)
      diag_report(r->diags, DIAG_E120, gap(r),
                  "'otherwise' stands behind the condition of a 'when' or 'unless'");
    r->conditional = false;
  } else if (r->item == T_SCENARIO && r->last.kind == T_EQ) {
    diag_report(r->diags, DIAG_E120, r->last.span,
                "what is given stands in parentheses: ACTION(FACT = VALUE)");
  } else if (e.n == 1 && has(e, T_ROUNDED)) {
    diag_report(r->diags, DIAG_E126, gap(r),
                "a division says how it rounds: add 'rounded down', 'rounded up', "
                "'rounded half_up' or 'rounded half_even'");
  } else {
    return false;
  }
  return true;
}

/* ---- parts in the wrong place ---- */

/* `else -> gone`, `after 3d -> gone` */
static bool report_nameless(reader *r, expected e) {
  const token *t = &r->last;
  bool then = has(e, T_THEN) && !has(e, T_NAME);
  if ((t->kind != T_ARROW && t->kind != T_DO) || (!then && !has(e, T_DEEMED))) return false;
  const char *word = then || r->before_last.kind == T_THEN ? "then" : "else";
  diag_report(r->diags, DIAG_E133, t->span,
              "what happens by itself has a name, as it will stand in the history");
  diag_remark(r->diags, "for example: %s lapse -> STATE", word);
  return true;
}

/* `until 3d -> gone`, `do note -> gone` */
static bool report_late(reader *r, expected e) {
  const token *t = &r->last;
  bool late = has(e, T_WHEN) || has(e, T_ELSE) || has(e, T_WITHIN);
  if ((t->kind != T_ARROW && t->kind != T_DO) || !late) return false;
  if (t->kind == T_ARROW)
    diag_report(r->diags, DIAG_E134, t->span, "'-> STATE' stands right behind the action");
  else
    diag_report(r->diags, DIAG_E134, t->span, "'do …' stands right behind the action or its '-> STATE'");
  diag_remark(r->diags, "a rule goes: user may ACTION -> STATE do EFFECT(…) when …");
  return true;
}

/* ---- lists ---- */

/* `-> open or done`; but `-> open or cancel -> done` is about two actions. */
static bool is_last_state(reader *r) {
  token name = tokens_take(r);
  int next = tokens_peek(r).kind;
  tokens_put(r, name);
  return word_may_be_name(name.kind) && next != T_ARROW && next != T_LPAREN && next != T_DO;
}

static const char *joined_by(reader *r, expected e) {
  const token *t = &r->last;
  bool comma = t->kind == T_COMMA, word = t->kind == T_AND || t->kind == T_OR;
  if (comma && has(e, T_OR) && has(e, T_AND)) return N_("conditions are joined by 'and' or 'or'");
  if (comma && has(e, T_OR)) return N_("several actions are joined by 'or'");
  if (comma && r->before_last.kind == T_NAME && r->wants_brace) return N_("one 'state' declares one state");
  if (comma && has(e, T_WHEN) && tokens_peek(r).first) return N_("no comma belongs here: leave it out");
  if (word && has(e, T_WHEN) && r->before_name == T_ARROW && is_last_state(r))
    return N_("a rule leads to one state: write one for each, each with its condition");
  if ((comma || word) && has(e, T_WHEN) && !has(e, T_COMMA))
    return N_("a rule permits one action: write one for each");
  if (word && has(e, T_COMMA)) return N_("these are joined by ','");
  return NULL;
}

static bool report_joint(reader *r, expected e) {
  const char *how = joined_by(r, e);
  if (how) diag_report(r->diags, DIAG_E132, r->last.span, "%s", _(how));
  return how;
}

/* `for cod online`. Behind the actors of a rule it is the verb that is missing. */
static bool report_unjoined(reader *r, expected e) {
  const token *t = &r->last;
  bool both = word_may_be_name(t->kind) && word_may_be_name(r->before_last.kind);
  if (!both || !has(e, T_COMMA) || has(e, T_NAME) || has(e, T_MAY) || has(e, T_NEVER) || has(e, T_SILENT))
    return false;
  diag_report(r->diags, DIAG_E132, behind_last(r), "a comma is missing here, between two names");
  return true;
}

/* ---- names ---- */

/* Only where nothing but a name can stand is it about names; not at the beginning of a rule or an item. */
static bool report_reserved(reader *r, expected e) {
  const token *t = &r->last;
  bool behind_comma = r->before_last.kind == T_COMMA;
  if (!is_reserved(t->kind) || t->first || !has(e, T_NAME) || has(e, T_WAITS)) return false;
  if (has(e, T_END) && !behind_comma) return false;
  diag_report(r->diags, DIAG_E121, t->span, "'%s' is a word of the language and can't be a name here",
              parser_token_name(t->kind));
  if (t->kind == T_ALL && has(e, T_ANY)) diag_suggest(r->diags, "any");
  return true;
}

/* A name behind a rule that is complete has begun the next one, and only then the sentence breaks off. */
static bool report_stray_name(reader *r, expected e) {
  const token *name = &r->before_last;
  if (!has(e, T_MAY) || !has(e, T_MUST) || !word_may_be_name(name->kind) || name->first) return false;
  if (name->marred) return true;
  int kind = nearest_word(name, is_inner_word, e);
  if (kind) {
    report_meant(r, name, kind);
    return true;
  }
  diag_report(r->diags, DIAG_E120, name->span, "expected 'may' or 'must' after '%s'", name->value.T_NAME);
  if (r->before_name != T_NAME && r->before_name != T_RPAREN) return true;
  if (r->last.kind == T_LPAREN)
    diag_remark(r->diags, "if '%s' is an effect, write 'do %s(…)'", name->value.T_NAME, name->value.T_NAME);
  else
    diag_remark(r->diags, "if '%s' is a state, write '-> %s'", name->value.T_NAME, name->value.T_NAME);
  return true;
}

/* `cod"货到付款"`: three letters are taken for a language. `because zh"不得取消"` is a text indeed. */
static bool report_touching(reader *r, expected e) {
  const token *t = &r->last;
  if (t->kind != T_TEXT || !*t->value.T_TEXT.lang || !has(e, T_NAME)) return false;
  if (strncmp(t->value.T_TEXT.lang, "zh", 2) == 0 || strncmp(t->value.T_TEXT.lang, "en", 2) == 0)
    return false;
  diag_report(r->diags, DIAG_E117, t->span,
              "'%.20s' touches the text and so counts as its language: write it apart", t->value.T_TEXT.lang);
  return true;
}

/* `assume silence`, `because "locked"` */
static bool report_quotes(reader *r, expected e) {
  const token *t = &r->last, *before = &r->before_last;
  if (e.n == 1 && has(e, T_TEXT)) {
    report_expected(r, _("a text in quotes"));
    diag_remark(r->diags, "for example: %s \"…\"", parser_token_name(before->kind));
  } else if (t->kind == T_TEXT && has(e, T_NAME) && !has(e, T_TEXT)) {
    report_expected(r, _("a name"));
    diag_remark(r->diags, "a name has no quotes: ASCII letters, digits and '_'");
  } else {
    return false;
  }
  return true;
}

static bool report_misplaced(reader *r, expected e) {
  (void)e;
  const token *t = &r->last;
  if (r->depth == 0 && r->item == 0 && word_begins_node(t->kind)) {
    diag_report(r->diags, DIAG_E129, t->span, "'%s' stands in a process, and none is open here",
                parser_token_name(t->kind));
    diag_remark(r->diags, "a '}' before this may be one too many");
    r->early_close = true;
    return true;
  }
  if (r->depth == 0 || !word_begins_item(t->kind)) return false;
  const char *word = parser_token_name(t->kind);
  diag_report(r->diags, DIAG_E129, t->span, "'%s' stands at the top of the file, in no block", word);
  return true;
}

/* `user may cancel` behind the end of the process */
static bool report_rule_outside(reader *r, expected e) {
  if (r->depth != 0 || r->item != 0 || !has(e, T_POLICY) || !word_may_be_name(r->last.kind)) return false;
  int next = tokens_peek(r).kind;
  if (next != T_MAY && next != T_MUST) return false;
  diag_report(r->diags, DIAG_E129, r->last.span, "a rule stands in a process, and none is open here");
  diag_remark(r->diags, "a '}' before this may be one too many");
  r->early_close = true;
  return true;
}

/* `when agreed user may cancel`, `if agreed { … }` */
static bool report_in_front(reader *r, expected e) {
  const token *t = &r->last, *before = &r->before_last;
  bool when = (t->kind == T_WHEN || t->kind == T_UNLESS) && has(e, T_STATE) && !has(e, T_WHEN);
  bool in_if = before->kind == T_IF && has(e, T_MAY) && has(e, T_COMMA);
  if (r->item != T_PROCESS || (!when && !in_if)) return false;
  diag_report(r->diags, DIAG_E134, when ? t->span : before->span,
              "a condition stands behind what it is about: user may ACTION when …");
  if (in_if)
    diag_remark(r->diags, "what follows if nobody acts: ACTOR must ACTION -> STATE within 48h else …");
  r->conditional = true;
  return true;
}

/* `may cancel before checkin`, `must confirm -> done before checkin` */
static bool report_before(reader *r, expected e) {
  bool due = has(e, T_BY) && has(e, T_WITHIN), window = has(e, T_UNTIL) && has(e, T_WHEN);
  if (r->last.kind != T_BEFORE || (!due && !window)) return false;
  diag_report(r->diags, DIAG_E120, r->last.span, "'before' stands behind a duration: 2d before MOMENT");
  diag_suggest(r->diags, due ? "by" : "until");
  return true;
}

/* `when 100 <= paid` */
static bool report_constant_first(reader *r, expected e) {
  bool cond = has(e, T_NOT) && has(e, T_LPAREN) && has(e, T_NAME);
  if (!cond || (r->last.kind != T_NUMBER && r->last.kind != T_DURATION)) return false;
  diag_report(r->diags, DIAG_E120, r->last.span, "a comparison begins with its fact: FACT >= 100");
  return true;
}

/* `refund(paid }` */
static bool report_open_paren(reader *r, expected e) {
  int kind = r->last.kind;
  bool ends = kind == T_RBRACE || kind == T_END || kind == T_ARROW || kind == T_YIELDS || kind == T_DO ||
              r->last.first;
  if (r->parens == 0 || !has(e, T_RPAREN) || !ends) return false;
  diag_report(r->diags, DIAG_E122, r->paren, "this '(' is not closed");
  diag_note(r->diags, behind_last(r), "a ')' is missing here");
  return true;
}

/* ---- anything else ---- */

/* "a, b or c": words that could only be names are passed over where names are expected. */
static const char *list(reader *r, expected e) {
  int kinds[LISTED_MAX];
  size_t n = 0;
  for (size_t i = 0; i < e.n; i++) {
    int kind = e.kinds[i];
    if (kind == T_RESYNC || (kind != T_NAME && word_may_be_name(kind) && has(e, T_NAME))) continue;
    if (n == LISTED_MAX) return NULL;
    kinds[n++] = kind;
  }
  const char *text = NULL;
  for (size_t i = 0; i < n; i++) {
    const char *one = describe(r, kinds[i]);
    text = !text ? one : arena_printf(r->arena, "%s%s%s", text, i + 1 < n ? _(", ") : _(" or "), one);
  }
  return text;
}

static void report_unexpected(reader *r, expected e) {
  const char *wanted = list(r, e);
  if (wanted)
    report_expected(r, wanted);
  else
    diag_report(r->diags, DIAG_E120, r->last.span, "%s cannot stand here", found(r));
  if (r->last.kind == T_NUMBER && has(e, T_DURATION))
    diag_remark(r->diags, "a duration has a unit: w d h m s ms");
  if (r->last.kind == T_DURATION && r->before_last.kind == T_REMIND)
    diag_remark(r->diags, "for example: remind ACTOR 12h before");
}

void syntax_report(reader *r, const int *kinds, size_t n) {
  r->panic = true;
  expected e = {kinds, n};
  r->wants_brace = has(e, T_LBRACE) && !has(e, T_RBRACE);
  if (r->gave_up || r->last.marred) return;
  static bool (*const reports[])(reader *, expected) = {
      report_misplaced,  report_rule_outside,   report_in_front, report_open_paren,
      report_misspelled, report_nameless,       report_late,     report_joint,
      report_before,     report_constant_first, report_missing,  report_reserved,
      report_touching,   report_quotes,         report_unjoined, report_stray_name};
  for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
    if (reports[i](r, e)) return;
  report_unexpected(r, e);
}
