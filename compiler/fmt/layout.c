#include "layout.h"

#include <string.h>

#include "lines.h"

#define SENTENCE_WIDE (LINES_CITES - 2) /* so that what it cites fits behind it */
#define YIELDS        47u               /* the column of `=>` in stories, where their steps are not longer */
#define YIELDS_MAX    72u

typedef struct layouter {
  arena *a;
  lexemes l;
  lines out;
  size_t at; /* the next token */
  size_t yields;
} layouter;

/* ---- tokens as text ---- */

static const lexeme *token_at(const layouter *y, size_t i) {
  return &y->l.at[i];
}

static bool is_sign_before_number(const layouter *y, size_t i) {
  if (token_at(y, i)->kind != T_MINUS || i == 0) return false;
  switch (token_at(y, i - 1)->kind) {
  case T_LPAREN:
  case T_COMMA:
  case T_EQ:
  case T_NE:
  case T_LT:
  case T_LE:
  case T_GT:
  case T_GE:
  case T_PLUS:
  case T_MINUS:
  case T_STAR:
  case T_SLASH: return true;
  default: return false;
  }
}

/* Whether a blank stands before token I, of which DEPTH parentheses are open. */
static bool is_spaced(const layouter *y, size_t i, size_t depth) {
  const lexeme *t = token_at(y, i), *before = token_at(y, i - 1);
  if (t->kind == T_COMMA || t->kind == T_RPAREN || before->kind == T_LPAREN) return false;
  if (t->kind == T_COLON) return depth == 0;
  if (t->kind == T_LPAREN) return !word_may_be_name(before->kind);
  return !is_sign_before_number(y, i - 1);
}

static const char *text(const layouter *y, size_t from, size_t to) {
  size_t size = 1, depth = 0;
  for (size_t i = from; i < to; i++) size += strlen(token_at(y, i)->text) + 1;
  char *out = arena_alloc(y->a, size), *end = out;
  for (size_t i = from; i < to; i++) {
    const lexeme *t = token_at(y, i);
    if (i > from && is_spaced(y, i, depth)) *end++ = ' ';
    if (t->kind == T_LPAREN) depth++;
    if (t->kind == T_RPAREN && depth > 0) depth--;
    size_t n = strlen(t->text);
    memcpy(end, t->text, n);
    end += n;
  }
  *end = '\0';
  return out;
}

static bool has_remarks(const layouter *y, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (token_at(y, i)->n_remarks > 0) return true;
  return false;
}

/* ---- lines ---- */

static line *put(layouter *y, size_t indent, const char *words) {
  line *k = ARENA_PUSH(y->a, y->out.at, y->out.n, y->out.cap);
  *k = (line){.indent = indent, .cells = {words}, .n_cells = words == NULL ? 0 : 1};
  return k;
}

/* Comments before token I: the first may belong to the line above. FIRST: nothing stands above in its block.
 */
static void put_remarks(layouter *y, size_t i, size_t indent, bool first) {
  const lexeme *t = token_at(y, i);
  for (size_t k = 0; k < t->n_remarks; k++) {
    const remark *r = &y->l.remarks[t->first_remark + k];
    if (!r->own && y->out.n > 0) {
      y->out.at[y->out.n - 1].comment = r->text;
      continue;
    }
    line *alone = put(y, indent, NULL);
    alone->comment = r->text;
    alone->apart = r->apart && !first;
    first = false;
  }
}

/* ---- sentences ---- */

typedef struct piece { /* of a sentence, that stays together */
  const char *words;
  size_t first, width;
  int level; /* 1: a part of the sentence, 2: what follows from it, 3: where there is no room else */
} piece;

/* At which level a line can be broken before token I; 0: not at all. INNER: a part has begun already. */
static int level_of(const layouter *y, size_t i, bool inner) {
  int before = token_at(y, i - 1)->kind;
  switch (token_at(y, i)->kind) {
  case T_WITHIN:
  case T_BY:
  case T_FROM:
  case T_UNTIL:
  case T_WHEN:
  case T_UNLESS:
  case T_BECAUSE:
  case T_AT:
  case T_YIELDS: return before == T_OTHERWISE || before == T_DENIED ? 0 : 1;
  case T_ELSE:
  case T_THEN:
  case T_OTHERWISE: return 2;
  case T_OR: return inner ? 3 : 2;
  case T_DO: return before == T_OTHERWISE || before == T_NOT || before == T_COMMA ? 0 : 3;
  case T_AND:
  case T_FOR:
  case T_CITE:
  case T_ASSUME: return 3;
  case T_TEXT: return before == T_ASSUME || before == T_WAITS ? 0 : 3;
  default: return before == T_COMMA ? 3 : 0;
  }
}

static piece *pieces_of(const layouter *y, size_t from, size_t to, size_t *n) {
  piece *list = NULL;
  size_t cap = 0, begin = from, depth = 0;
  int level = 0;
  bool inner = false;
  *n = 0;
  for (size_t i = from; i <= to; i++) {
    int next = i == to || i == from || depth > 0 ? 0 : level_of(y, i, inner);
    bool cut = i == to || (i > from && (next > 0 || token_at(y, i)->n_remarks > 0));
    if (cut && i > begin) {
      const char *words = text(y, begin, i);
      *ARENA_PUSH(y->a, list, *n, cap) = (piece){words, begin, lines_width(words), level};
      begin = i;
      level = next > 0 ? next : 3;
    }
    if (i == to) break;
    if (next == 1) inner = true;
    if (token_at(y, i)->kind == T_LPAREN) depth++;
    if (token_at(y, i)->kind == T_RPAREN && depth > 0) depth--;
  }
  return list;
}

/* How wide it is from piece I to the next one of its level, or of a greater one. */
static size_t width_from(const piece *list, size_t n, size_t i) {
  size_t width = list[i].width;
  for (size_t k = i + 1; k < n && list[k].level > list[i].level; k++) width += 1 + list[k].width;
  return width;
}

static bool breaks_before(const piece *list, size_t n, size_t i, size_t column, bool first_part) {
  if (list[i].level == 1 && first_part) return true;
  size_t limit = list[i].level == 3 ? LINES_WIDE : SENTENCE_WIDE;
  return column + 1 + (list[i].level == 3 ? list[i].width : width_from(list, n, i)) > limit;
}

/* Tokens FROM … TO, broken where need be; MUST: before the time limit in any case. */
static void put_sentence(layouter *y, size_t from, size_t to, size_t indent, bool must) {
  size_t n, whole = indent;
  const piece *list = pieces_of(y, from, to, &n);
  for (size_t i = 0; i < n; i++) whole += list[i].width + (i > 0);
  bool broken = must || whole > SENTENCE_WIDE || has_remarks(y, from + 1, to);
  bool parted = false;
  line *now = put(y, indent, list[0].words);
  size_t column = indent + list[0].width;
  for (size_t i = 1; i < n; i++) {
    bool first_part = list[i].level == 1 && !parted;
    parted |= first_part;
    bool forced = token_at(y, list[i].first)->n_remarks > 0;
    if (!forced && !(broken && breaks_before(list, n, i, column, first_part))) {
      now->cells[0] = arena_printf(y->a, "%s %s", now->cells[0], list[i].words);
      column += 1 + list[i].width;
      continue;
    }
    size_t deeper = indent + (list[i].level == 3 && !forced ? 4 : 2);
    put_remarks(y, list[i].first, deeper, true);
    now = put(y, deeper, list[i].words);
    column = deeper + list[i].width;
  }
}

/* Where the citations begin that end the sentence. */
static size_t citations_of(const layouter *y, size_t from, size_t to) {
  size_t i = to;
  while (i > from + 1) {
    if (token_at(y, i - 1)->kind == T_CITE)
      i--;
    else if (token_at(y, i - 1)->kind == T_TEXT && token_at(y, i - 2)->kind == T_ASSUME)
      i -= 2;
    else
      break;
  }
  return i;
}

/* Behind the last line, in their column; on lines of their own where there is no room. */
static void put_citations(layouter *y, size_t from, size_t to, size_t indent) {
  size_t clauses = from;
  while (clauses < to && token_at(y, clauses)->kind == T_CITE) clauses++;
  size_t width = y->out.at[y->out.n - 1].indent + lines_width(y->out.at[y->out.n - 1].cells[0]);
  const char *all = text(y, from, to);
  bool room = width <= SENTENCE_WIDE, fits = LINES_CITES + lines_width(all) <= LINES_WIDE;
  if (!room && clauses > from) put(y, 0, "");
  line *last = &y->out.at[y->out.n - 1];
  if (fits && (room || clauses > from)) {
    last->cites = all;
    return;
  }
  if (clauses > from) last->cites = text(y, from, clauses);
  if (clauses < to) put_sentence(y, clauses, to, indent + 2, false);
}

static void put_rule(layouter *y, size_t from, size_t to, size_t indent, bool must) {
  size_t citations = has_remarks(y, from + 1, to) ? to : citations_of(y, from, to);
  put_sentence(y, from, citations, indent, must);
  if (citations < to) put_citations(y, citations, to, indent);
}

/* ---- rows of tables ---- */

/* The first token of that kind outside of parentheses; TO where there is none. */
static size_t find(const layouter *y, size_t from, size_t to, int kind) {
  size_t depth = 0;
  for (size_t i = from; i < to; i++) {
    if (depth == 0 && token_at(y, i)->kind == kind) return i;
    if (token_at(y, i)->kind == T_LPAREN) depth++;
    if (token_at(y, i)->kind == T_RPAREN && depth > 0) depth--;
  }
  return to;
}

/* Cells FROM … CUT, CUT … CUT2 and CUT2 … TO; those that are empty are left out. */
static void put_row(layouter *y, unit table, size_t indent, size_t from, size_t cut, size_t cut2, size_t to) {
  if (has_remarks(y, from + 1, to)) {
    put_sentence(y, from, to, indent, false);
    return;
  }
  line *k = put(y, indent, text(y, from, cut));
  k->table = table;
  if (cut < cut2) k->cells[k->n_cells++] = text(y, cut, cut2);
  if (cut2 < to) k->cells[k->n_cells++] = text(y, cut2, to);
}

static void put_reason(layouter *y, size_t from, size_t to, size_t indent) {
  size_t advise = find(y, from, to, T_ADVISE);
  put_row(y, UNIT_REASON, indent, from, find(y, from, advise, T_TEXT), advise, advise);
  if (advise == to) return;
  put_remarks(y, advise, indent + 2, true);
  put_row(y, UNIT_REASON, indent + 2, advise, advise + 1, to, to);
}

static void put_promise(layouter *y, size_t from, size_t to) {
  size_t citations = citations_of(y, from, to), colon = find(y, from, citations, T_COLON);
  if (has_remarks(y, from + 1, to)) {
    put_sentence(y, from, to, 0, false);
    return;
  }
  put_row(y, UNIT_PROMISE, 0, from, colon, citations, citations);
  if (citations < to) y->out.at[y->out.n - 1].cites = text(y, citations, to);
}

/* `actors a "A", b "B"`: in one line where it fits, else a line for each. */
static void put_list(layouter *y, size_t from, size_t to, size_t indent) {
  const char *whole = text(y, from, to);
  size_t limit = token_at(y, from)->kind == T_ENDS ? LINES_WIDE : SENTENCE_WIDE;
  if (!has_remarks(y, from + 1, to) && indent + lines_width(whole) <= limit) {
    put(y, indent, whole);
    return;
  }
  put(y, indent, token_at(y, from)->text)->table = UNIT_LIST;
  for (size_t i = from + 1; i < to;) {
    size_t next = i + 1;
    while (next < to && token_at(y, next)->unit != UNIT_LISTED) next++;
    put_remarks(y, i, indent + 2, true);
    put_row(y, UNIT_LISTED, indent + 2, i, find(y, i, next, T_TEXT), next, next);
    i = next;
  }
}

/* ---- stories ---- */

/* Words behind the last line, or on a new one, INDENT deep, where there is no room. */
static void put_more(layouter *y, const char *words, size_t indent) {
  line *now = &y->out.at[y->out.n - 1];
  if (now->indent + lines_width(now->cells[0]) + 1 + lines_width(words) > LINES_WIDE)
    put(y, indent, words);
  else
    now->cells[0] = arena_printf(y->a, "%s %s", now->cells[0], words);
}

/* What a step yields stands in a column, or below the step where it is too long for that. */
static void put_step(layouter *y, size_t from, size_t to, size_t indent) {
  size_t yields = find(y, from, to, T_YIELDS);
  if (has_remarks(y, from + 1, to) || yields == to) {
    put_sentence(y, from, to, indent, false);
    return;
  }
  const char *left = text(y, from, yields), *right = text(y, yields, to);
  size_t width = indent + lines_width(left), pad = y->yields > width ? y->yields - width : 1;
  if (width + pad + lines_width(right) <= LINES_WIDE) {
    put(y, indent, arena_printf(y->a, "%s%*s%s", left, (int)pad, "", right));
    return;
  }
  size_t n;
  const piece *list = pieces_of(y, yields, to, &n);
  put(y, indent, left);
  put(y, indent + 2, list[0].words);
  for (size_t i = 1; i < n; i++) put_more(y, list[i].words, indent + 5);
}

/* ---- units and blocks ---- */

static size_t unit_end(const layouter *y, size_t i) {
  do i++;
  while (token_at(y, i)->unit <= UNIT_LISTED && token_at(y, i)->kind != T_LBRACE &&
         token_at(y, i)->kind != T_RBRACE && token_at(y, i)->kind != T_END);
  return i;
}

/* The column of the arrows of a story whose first step is token I. */
static size_t yields_of(const layouter *y, size_t i, size_t indent) {
  size_t column = YIELDS;
  for (; token_at(y, i)->unit == UNIT_STEP; i = unit_end(y, i)) {
    size_t to = unit_end(y, i), yields = find(y, i, to, T_YIELDS);
    size_t width = yields < to ? indent + lines_width(text(y, i, yields)) + 2 : 0;
    if (width > column && width <= YIELDS_MAX) column = width;
  }
  return column;
}

/* A block with one short rule in it, or a choice without texts, in one line. BRACE is its `{`. */
static bool put_short_block(layouter *y, size_t from, size_t brace, size_t indent) {
  size_t inner = brace + 1, end = inner;
  bool block = token_at(y, from)->unit == UNIT_BLOCK && token_at(y, inner)->unit == UNIT_RULE;
  bool choice = token_at(y, from)->kind == T_CHOICE;
  if (block) end = unit_end(y, inner);
  while (choice && token_at(y, end)->kind != T_RBRACE) end++;
  if ((!block && !choice) || token_at(y, end)->kind != T_RBRACE || has_remarks(y, from + 1, end + 1))
    return false;
  if (choice && find(y, inner, end, T_TEXT) < end) return false;
  size_t citations = block ? citations_of(y, inner, end) : end;
  const char *head = text(y, from, brace), *body = text(y, brace, citations);
  if (indent + lines_width(head) + 1 + lines_width(body) > SENTENCE_WIDE) return false;
  if (citations < end && LINES_CITES + lines_width(text(y, citations, end)) + 2 > LINES_WIDE) return false;
  line *k = put(y, indent, head);
  k->table = UNIT_BLOCK;
  k->cells[k->n_cells++] = body;
  if (citations < end) k->cites = text(y, citations, end);
  k->close = " }";
  y->at = end + 1;
  return true;
}

static void put_body(layouter *y, size_t indent);

static void put_block(layouter *y, size_t from, size_t brace, size_t indent) {
  if (put_short_block(y, from, brace, indent)) return;
  bool empty = token_at(y, brace + 1)->kind == T_RBRACE && token_at(y, brace + 1)->n_remarks == 0;
  y->at = brace + (empty ? 2 : 1);
  put_sentence(y, from, y->at, indent, false);
  if (empty) return;
  if (token_at(y, y->at)->unit == UNIT_STEP) y->yields = yields_of(y, y->at, indent + 2);
  put_body(y, indent + 2);
  put(y, indent, "}");
  y->at++;
}

static void put_unit(layouter *y, size_t indent) {
  size_t from = y->at, to = unit_end(y, from);
  if (token_at(y, to)->kind == T_LBRACE) {
    put_block(y, from, to, indent);
    return;
  }
  y->at = to;
  switch (token_at(y, from)->unit) {
  case UNIT_LIST: put_list(y, from, to, indent); break;
  case UNIT_FIELD: put_row(y, UNIT_FIELD, indent, from, from + 1, to, to); break;
  case UNIT_FACT: put_row(y, UNIT_FACT, indent, from, from + 1, find(y, from, to, T_TEXT), to); break;
  case UNIT_EFFECT: put_row(y, UNIT_EFFECT, indent, from, find(y, from, to, T_TEXT), to, to); break;
  case UNIT_OPTION: put_row(y, UNIT_OPTION, indent, from, find(y, from, to, T_TEXT), to, to); break;
  case UNIT_REASON: put_reason(y, from, to, indent); break;
  case UNIT_PROMISE: put_promise(y, from, to); break;
  case UNIT_RULE: put_rule(y, from, to, indent, false); break;
  case UNIT_MUST: put_rule(y, from, to, indent, true); break;
  case UNIT_STEP: put_step(y, from, to, indent); break;
  case UNIT_NONE:
  case UNIT_LISTED:
  case UNIT_ITEM:
  case UNIT_BLOCK: put_sentence(y, from, to, indent, false); break;
  }
}

static void put_body(layouter *y, size_t indent) {
  bool first = true;
  while (token_at(y, y->at)->kind != T_RBRACE && token_at(y, y->at)->kind != T_END) {
    bool apart = token_at(y, y->at)->apart && !(first && token_at(y, y->at)->n_remarks == 0);
    put_remarks(y, y->at, indent, first);
    size_t line_of_unit = y->out.n;
    put_unit(y, indent);
    y->out.at[line_of_unit].apart = apart;
    first = false;
  }
  put_remarks(y, y->at, indent, first);
}

const char *layout(const ast *tree, const sources *src, uint32_t file, size_t *len) {
  layouter y = {.a = tree->arena, .l = lexemes_read(tree->arena, src, file), .out = {.arena = tree->arena}};
  lexemes_mark(&y.l, tree, file);
  put_body(&y, 0);
  return lines_write(&y.out, len);
}
