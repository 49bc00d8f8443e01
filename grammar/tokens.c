/* The token stream between scanner and grammar. It does what needs a look at the lines of the file:
 *
 * - Braces. Where a word that begins an item stands inside a block and is indented no more than the line that
 *   opened the block, the block's `}` has been forgotten: it is reported and put in. The same goes for
 *   `state`, `start` and `ends` inside another block than the process. So a forgotten brace costs one error.
 * - Slips that are clear without the grammar are put right by mend.c.
 * - Recovery. After a syntax error it skips to where reading can go on: the next rule, the next field, the
 *   end of the block, the next item. There it hands out RESYNC, for which the grammar waits behind `error`.
 */
#include "reader.h"

/* ---- limits ---- */

static void give_up(reader *r) {
  r->gave_up = true;
  r->n_pushed = 0;
  r->has_held = false;
}

static void too_deep(reader *r, span at) {
  diag_report(r->diags, DIAG_E128, at, "nested deeper than %u", PARSE_DEPTH_MAX);
  give_up(r);
}

static token end_token(const reader *r) {
  return (token){.kind = T_END, .span = {r->file, r->offset, r->offset}};
}

/* The grammar's stack grows with parentheses and with signs in front, such as `not not not`. */
static void count_nesting(reader *r, const token *t) {
  r->n_prefixes = t->kind == T_NOT || t->kind == T_MINUS ? r->n_prefixes + 1 : 0;
  if (t->kind == T_LPAREN)
    r->n_parens++;
  else if (t->kind == T_RPAREN && r->n_parens)
    r->n_parens--;
  if (r->n_prefixes > PARSE_DEPTH_MAX || r->n_parens > PARSE_DEPTH_MAX) too_deep(r, t->span);
}

/* ---- braces ---- */

static void open_block(reader *r, const token *t) {
  r->n_parens = 0;
  if (r->n_open == PARSE_DEPTH_MAX) {
    too_deep(r, t->span);
    return;
  }
  r->open[r->n_open++] = (open_brace){t->span, t->indent};
}

/* A brace alone in another column than the line that it closes: an earlier one may be missing. */
static void close_block(reader *r, const token *t) {
  const open_brace *b = &r->open[--r->n_open];
  r->n_parens = 0;
  if (t->first && t->indent < b->indent && r->suspect.begin == r->suspect.end) r->suspect = b->span;
  if (r->n_open == 0) r->suspect = (span){0};
  if (r->n_open == 0) r->n_inserted = 0;
}

/* Whether T cannot stand in the innermost open block, but can where that is closed. */
static bool is_outside(const reader *r, const token *t) {
  if (r->n_open == 0) return false;
  if (t->kind == T_END) return true;
  if (!t->first || t->indent > r->open[r->n_open - 1].indent) return false;
  if (word_begins_item(t->kind)) return true;
  return r->n_open > 1 && (t->kind == T_STATE || t->kind == T_START || t->kind == T_ENDS);
}

static token insert_close(reader *r, const token *before) {
  const open_brace *b = &r->open[--r->n_open];
  span blamed = r->suspect.begin != r->suspect.end ? r->suspect : b->span;
  r->suspect = (span){0};
  if (r->n_inserted)
    r->n_inserted--; /* neither of the two braces is there: one message says so */
  else if (before->kind == T_END)
    diag_report(r->diags, DIAG_E122, blamed, "this '{' is never closed");
  else {
    diag_report(r->diags, DIAG_E122, blamed, "this '{' is not closed");
    diag_note(r->diags, before->span, "a '}' is missing before this");
  }
  span at = {r->file, before->span.begin, before->span.begin};
  return (token){.kind = T_RBRACE, .span = at};
}

/* `title"x"`: only a language touches a text, and those have two or three letters. */
static void check_touching(reader *r, const token *t) {
  if (t->kind == T_TEXT && r->word.end == t->span.begin && r->word.end > r->word.begin)
    diag_report(r->diags, DIAG_E117, r->word,
                "only a language such as zh or pt-BR touches a text: write this apart");
  r->word = t->kind >= T_POLICY || t->kind == T_NAME ? t->span : (span){0};
}

/* The next token of the file with its braces in order. */
static token fetch(reader *r) {
  size_t errors = diag_errors(r->diags);
  for (;;) {
    if (!r->gave_up && diag_errors(r->diags) >= r->errors_max) {
      diag_report(r->diags, DIAG_E006, (span){r->file, r->offset, r->offset},
                  N_("too many errors: reading stops here"));
      give_up(r);
    }
    if (r->gave_up) return end_token(r);
    token t = r->has_held ? r->held : scanner_token(r);
    if (t.kind == T_JUNK) continue;
    t.marred = diag_errors(r->diags) > errors;
    check_touching(r, &t);
    r->has_held = is_outside(r, &t);
    if (r->has_held) {
      r->held = t;
      return insert_close(r, &t);
    }
    count_nesting(r, &t);
    if (t.kind == T_LBRACE) open_block(r, &t);
    if (t.kind != T_RBRACE) return t;
    if (r->n_open) {
      close_block(r, &t);
      return t;
    }
    if (!r->early_close) diag_report(r->diags, DIAG_E123, t.span, "this '}' closes nothing");
    r->early_close = false;
  }
}

token tokens_take(reader *r) {
  return r->n_pushed ? r->pushed[--r->n_pushed] : fetch(r);
}

void tokens_put(reader *r, token t) {
  r->pushed[r->n_pushed++] = t;
}

token tokens_peek(reader *r) {
  token t = tokens_take(r);
  tokens_put(r, t);
  return t;
}

/* ---- what the grammar is given ---- */

/* `state s for cod` is one header, and so is `for cod`; that of `ends s for cod` begins none. */
static void follow_header(reader *r, const token *t) {
  bool begins = t->kind == T_STATE || t->kind == T_START || t->kind == T_IN ||
                (t->kind == T_FOR && (t->first || !r->listing));
  if (begins && !r->in_header) r->header_first = t->first;
  if (begins) r->in_header = true;
  if (t->kind == T_LBRACE || t->kind == T_RBRACE) r->in_header = false;
}

static void follow_list(reader *r, const token *t) {
  bool begins = r->depth == 1 && (t->kind == T_ENDS || t->kind == T_ACTIONS || t->kind == T_EVENTS);
  bool goes_on = t->kind == T_TEXT || t->kind == T_COMMA; /* on the next line too */
  bool apart = t->first && !goes_on && (r->before_last.kind == T_NAME || r->before_last.kind == T_TEXT);
  bool part = word_may_be_name(t->kind) || t->kind == T_TEXT || t->kind == T_COMMA || t->kind == T_FOR;
  if (begins) r->said_comma = false;
  r->listing = begins || (r->listing && part && !apart);
}

static void follow_parens(reader *r, const token *t) {
  if (t->kind == T_LPAREN && r->parens++ == 0) r->paren = t->span;
  if (t->kind == T_RPAREN && r->parens) r->parens--;
}

static void deliver(reader *r, const token *t) {
  bool begins_item = r->depth == 0 && word_begins_item(t->kind);
  r->before_name = r->before_last.kind;
  r->before_last = r->last;
  r->last = *t;
  if (begins_item) r->item = t->kind;
  if (begins_item) r->said_comma = false;
  follow_header(r, t);
  follow_list(r, t);
  follow_parens(r, t);
  if (t->kind == T_LBRACE) r->depth++;
  if (t->kind == T_RBRACE) r->depth--;
}

static void take_back(reader *r) {
  if (r->last.kind == T_LBRACE) r->depth--;
  if (r->last.kind == T_RBRACE) r->depth++;
}

/* ---- recovery ---- */

/* NAME may, NAME must: the beginning of a rule, which need not begin a line. Any other name is one where it
 * begins a line that is indented no more than the one with the error. */
static bool begins_rule(reader *r, const token *t, const token *before) {
  bool is_wrong = t->span.begin == r->last.span.begin; /* `user may after` begins no rule with `after` */
  if (!word_may_be_name(t->kind)) return word_begins_node(t->kind) && (t->first || !is_wrong);
  if (t->kind == T_ACTIONS || t->kind == T_EVENTS) return t->first;
  if (before->kind == T_COMMA) return false;
  token next = tokens_peek(r);
  bool outdented = t->indent <= r->last.indent;
  return next.kind == T_MAY || next.kind == T_MUST || (t->first && (outdented || next.kind == T_COMMA));
}

static bool is_sync(reader *r, const token *t, const token *before) {
  if (t->kind == T_END) return true;
  if (r->depth == 0) {
    bool has_body = r->item == T_PROCESS || r->item == T_SCENARIO;
    return (t->first && word_near_item(t)) || (has_body && t->kind == T_LBRACE);
  }
  if (t->kind == T_RBRACE) return true;
  bool starts_line = t->first && word_may_be_name(t->kind);
  switch (r->item) {
  case T_PROCESS: return t->kind == T_LBRACE || begins_rule(r, t, before);
  case T_POLICY:
    return t->kind == T_VERSION || t->kind == T_TITLE || t->kind == T_CURRENCY || t->kind == T_SOURCE;
  case T_SCENARIO: return starts_line || (t->first && t->kind == T_AT);
  case T_CHOICE: return false;
  }
  return starts_line;
}

/* The block that begins with the token taken last, which is not read. */
static void skip_block(reader *r) {
  for (size_t depth = 1; depth > 0;) {
    token t = tokens_take(r);
    if (t.kind == T_END) {
      tokens_put(r, t);
      return;
    }
    depth += t.kind == T_LBRACE;
    depth -= t.kind == T_RBRACE;
  }
}

/* Where the header of a block breaks off and T stands on the next line or begins a rule, its `{` has been
 * forgotten. It is put in, so that the `}` has its match. */
static bool insert_open(reader *r, const token *t, const token *before) {
  bool is_brace = t->kind == T_LBRACE || t->kind == T_RBRACE;
  if (!r->wants_brace || is_brace || t->kind == T_END || r->has_held || r->gave_up) return false;
  if (!t->first && !begins_rule(r, t, before)) return false;
  if (r->in_header && !r->header_first && t->indent <= before->indent) return false; /* `… -> gone for cod` */
  span at = {r->file, before->span.end, before->span.end};
  r->retry = (token){.kind = T_LBRACE, .indent = before->indent, .span = at};
  open_block(r, &r->retry);
  r->n_inserted++;
  return true;
}

/* Skips from the token that was wrong to where reading can go on. A place where that did not help the last
 * time is not taken again. */
static void recover(reader *r) {
  token before = r->before_last, t = r->last;
  take_back(r);
  bool inserted = !r->has_retry && insert_open(r, &t, &before);
  if (r->has_retry || inserted) {
    if (inserted || t.span.begin != r->retry.span.begin) tokens_put(r, t);
    t = r->retry;
  } else if (t.span.begin == r->synced && t.kind != T_END) {
    if (t.kind == T_LBRACE) skip_block(r);
    before = t;
    t = tokens_take(r);
  }
  r->panic = r->has_retry = r->wants_brace = r->in_header = false;
  r->n_parens = r->parens = 0;
  bool misplaced = r->depth > 0 && word_begins_item(t.kind); /* its block holds no rules */
  while (!is_sync(r, &t, &before) || (misplaced && t.kind == T_LBRACE)) {
    if (t.kind == T_LBRACE) skip_block(r);
    before = t;
    t = tokens_take(r);
  }
  r->synced = t.span.begin;
  tokens_put(r, t);
}

int tokens_next(reader *r, YYSTYPE *value, span *at) {
  if (r->panic) {
    recover(r);
    *at = (span){r->file, r->synced, r->synced};
    return T_RESYNC;
  }
  token t = tokens_take(r);
  while (!mend(r, &t)) t = tokens_take(r);
  deliver(r, &t);
  *value = t.value;
  *at = t.span;
  return t.kind;
}
