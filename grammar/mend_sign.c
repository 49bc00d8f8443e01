/* Commas, colons and arrows that are too many, too few, or others than are meant. */
#include "mend.h"

/* ---- commas ---- */

/* Of blocks whose entries stand without commas, what to say of one. */
static const char *entries(const reader *r) {
  switch (r->item) {
  case T_FACTS: return N_("facts stand without commas between them: leave them out");
  case T_EFFECTS: return N_("effects stand without commas between them: leave them out");
  case T_REASONS: return N_("reasons stand without commas between them: leave them out");
  case T_POLICY: return N_("the lines of the header stand without commas between them: leave them out");
  }
  return NULL;
}

static bool is_bound(int kind) {
  return kind == T_LT || kind == T_LE || kind == T_GT || kind == T_GE;
}

/* What can follow no comma inside a process: a list goes on with a name, a number or a parenthesis. */
static bool ends_list(const token *t) {
  return !word_may_be_name(t->kind) && t->kind != T_NUMBER && t->kind != T_DURATION && t->kind != T_LPAREN &&
         t->kind != T_MINUS;
}

/* Where they are left out as a habit, or put in as one, it is said once an item. */
static bool is_news(reader *r, const token *t) {
  bool news = !r->said_comma && !t->marred;
  r->said_comma = true;
  return news;
}

bool mend_comma(reader *r, token *t) {
  if (t->kind != T_COMMA) return true;
  const char *what = r->depth == 1 && r->n_parens == 0 ? entries(r) : NULL;
  if (!what && !mend_in_process(r) && r->last.kind != T_CITE) return true;
  token next = tokens_peek(r);
  if (r->item == T_FACTS && is_bound(next.kind)) {
    diag_report(r->diags, DIAG_E132, t->span, "bounds are joined by 'and'");
    mend_become(t, T_AND);
    return true;
  }
  if (what) {
    if (is_news(r, t)) diag_report(r->diags, DIAG_E132, t->span, "%s", _(what));
    return false;
  }
  if (r->last.kind == T_CITE && next.kind == T_CITE) {
    if (!t->marred)
      diag_report(r->diags, DIAG_E132, t->span,
                  "citations stand side by side, without a comma: leave it out");
    return false;
  }
  bool in_list = r->last.kind != T_CITE && (r->last.kind != T_TEXT || r->listing);
  if (!mend_in_process(r) || (in_list && !ends_list(&next)) || r->last.kind == T_LPAREN) return true;
  if (!t->marred) diag_report(r->diags, DIAG_E132, t->span, "no comma belongs here: leave it out");
  next = tokens_take(r);
  next.marred = true;
  tokens_put(r, next);
  return false;
}

/* `actors user zh"用户" shop`: names stand with commas. A word at the margin begins the next item. */
void mend_list(reader *r, token *t) {
  bool labels = (r->item == T_ACTORS || r->item == T_MODES) && r->depth == 0;
  bool options = r->item == T_CHOICE && r->depth == 1;
  if (!(labels || options || (mend_in_process(r) && r->listing)) || t->kind != T_NAME) return;
  if (r->last.kind != T_NAME && r->last.kind != T_TEXT) return;
  if (labels && t->first && (t->indent == 0 || word_near_item(t))) return;
  token next = tokens_peek(r);
  if (r->listing && (mend_after_actors(&next) || (t->first && next.kind != T_TEXT))) return;
  if (is_news(r, t))
    diag_report(r->diags, DIAG_E132, mend_behind(&r->last), "a comma is missing here, between two names");
  mend_insert(r, t, T_COMMA);
}

/* ---- signs ---- */

/* `actors: user`, `title = "x"`, `process order: {`: nothing stands between a word and what it introduces. */
static bool is_colon_wrong(reader *r) {
  int before = r->last.kind;
  bool named = r->item == T_POLICY || r->item == T_CHOICE || r->item == T_PROCESS;
  if (r->depth == 0 && word_begins_item(before)) return before != T_PROMISE && before != T_SCENARIO;
  if (r->depth == 0) return named && tokens_peek(r).kind != T_NAME;
  return r->depth == 1 && (r->item == T_POLICY || r->item == T_REASONS);
}

bool mend_colon(reader *r, const token *t) {
  if ((t->kind != T_COLON && t->kind != T_EQ) || !is_colon_wrong(r)) return true;
  if (!t->marred)
    diag_report(r->diags, DIAG_E120, t->span, "no '%s' belongs here: leave it out",
                parser_token_name(t->kind));
  return false;
}

void mend_sign(reader *r, token *t, int wrong, int meant) {
  if (t->kind != wrong) return;
  const char *sign = parser_token_name(meant);
  if (!t->marred)
    diag_report(r->diags, DIAG_E113, t->span, "'%s' where '%s' is meant", parser_token_name(wrong), sign);
  mend_become(t, meant);
}
