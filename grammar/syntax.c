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

/* What may follow in the middle of a rule. */
static bool is_inner_word(int kind, expected e) {
  (void)e;
  return is_reserved(kind) && !word_begins_node(kind) && !word_begins_item(kind);
}

/* The word nearest to a name among those that pass the test, or 0. */
static int nearest_word(const token *name, word_test *test, expected e) {
  nearest best = {0};
  int kind = 0;
  if (name->kind != T_NAME) return 0;
  for (int k = T_POLICY; k <= T_WAIT; k++) {
    const char *before = best.name;
    if (test(k, e)) nearest_offer(&best, name->value.T_NAME, parser_token_name(k));
    if (best.name != before) kind = k;
  }
  return kind;
}

bool word_near_item(const token *t) {
  return word_begins_item(t->kind) || nearest_word(t, is_item_word, (expected){0});
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
  if (!kind && r->item == T_PROCESS && r->depth && has(e, T_MAY) && before->kind == T_NAME && before->first) {
    kind = nearest_word(before, is_node_word, e);
    t = before;
  }
  if (!kind) return false;
  report_meant(r, t, kind);
  return true;
}

/* ---- what is missing ---- */

/* What is missing belongs behind the token before, unless the next stands on the same line. */
static span gap(const reader *r) {
  const token *t = &r->last;
  if (!t->first && t->kind != T_END) return t->span;
  return (span){r->file, r->before_last.span.end, r->before_last.span.end};
}

static bool report_missing(reader *r, expected e) {
  if (r->wants_brace && r->last.first) {
    diag_report(r->diags, DIAG_E120, gap(r), "a '{' is missing here");
  } else if (has(e, T_WITHIN) && has(e, T_BY)) {
    diag_report(r->diags, DIAG_E125, gap(r), "a 'must' says by when: add 'within …' or 'by …'");
    diag_remark(r->diags, "for example: within 48h");
  } else if (has(e, T_ELSE)) {
    diag_report(r->diags, DIAG_E124, gap(r), "a 'must' says what follows if it is not done: add 'else …'");
    diag_remark(r->diags, "'else deemed ACTION', or 'else NAME -> STATE' for an event of its own");
  } else if (e.n == 1 && has(e, T_ROUNDED)) {
    diag_report(r->diags, DIAG_E126, gap(r),
                "a division says how it rounds: add 'rounded down', 'rounded up', "
                "'rounded half_up' or 'rounded half_even'");
  } else {
    return false;
  }
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
  return true;
}

/* A name behind a rule that is complete has begun the next one, and only then the sentence breaks off. */
static bool report_stray_name(reader *r, expected e) {
  const token *name = &r->before_last;
  if (!has(e, T_MAY) || !has(e, T_MUST) || !word_may_be_name(name->kind) || name->first) return false;
  int kind = nearest_word(name, is_inner_word, e);
  if (kind) {
    report_meant(r, name, kind);
    return true;
  }
  diag_report(r->diags, DIAG_E120, name->span, "expected 'may' or 'must' after '%s'", name->value.T_NAME);
  if (r->last.kind == T_LPAREN)
    diag_remark(r->diags, "if '%s' is an effect, write 'do %s(…)'", name->value.T_NAME, name->value.T_NAME);
  else
    diag_remark(r->diags, "if '%s' is a state, write '-> %s'", name->value.T_NAME, name->value.T_NAME);
  return true;
}

/* `cod"货到付款"`: three letters are taken for a language. */
static bool report_touching(reader *r, expected e) {
  const token *t = &r->last;
  if (t->kind != T_TEXT || !*t->value.T_TEXT.lang || !has(e, T_NAME)) return false;
  diag_report(r->diags, DIAG_E117, t->span,
              "'%.20s' touches the text and so counts as its language: write it apart", t->value.T_TEXT.lang);
  return true;
}

static bool report_misplaced(reader *r) {
  const token *t = &r->last;
  if (r->depth == 0 || !word_begins_item(t->kind)) return false;
  const char *word = parser_token_name(t->kind);
  diag_report(r->diags, DIAG_E129, t->span, "'%s' stands at the top of the file, in no block", word);
  return true;
}

/* ---- anything else ---- */

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
    return arena_printf(r->arena, "a text in the language '%.20s'", t->value.T_TEXT.lang);
  if (t->kind == T_NAME) return arena_printf(r->arena, "'%s'", t->value.T_NAME);
  if (t->kind == T_CITE) return arena_printf(r->arena, "'@%s'", t->value.T_CITE);
  if ((t->kind == T_NUMBER || t->kind == T_DURATION) && len <= 40)
    return arena_printf(r->arena, "'%.*s'", len, r->source->text + t->span.begin);
  return describe(r, t->kind);
}

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
    text = !text ? one : arena_printf(r->arena, "%s%s%s", text, i + 1 < n ? ", " : " or ", one);
  }
  return text;
}

static void report_unexpected(reader *r, expected e) {
  const token *t = &r->last;
  const char *wanted = list(r, e);
  if (wanted)
    diag_report(r->diags, DIAG_E120, t->span, "expected %s, found %s", wanted, found(r));
  else
    diag_report(r->diags, DIAG_E120, t->span, "%s cannot stand here", found(r));
}

void syntax_report(reader *r, const int *kinds, size_t n) {
  r->panic = true;
  expected e = {kinds, n};
  r->wants_brace = has(e, T_LBRACE) && !has(e, T_RBRACE);
  if (r->gave_up || r->last.marred) return;
  if (report_misplaced(r) || report_misspelled(r, e) || report_missing(r, e) || report_reserved(r, e) ||
      report_touching(r, e) || report_stray_name(r, e))
    return;
  report_unexpected(r, e);
}
