#include "lexemes.h"

#include <string.h>

/* ---- reading ---- */

/* What stands between two tokens are blanks, line ends and comments. */
static void read_gap(lexemes *l, const char *text, uint32_t begin, uint32_t end, lexeme *next) {
  bool fresh = begin == 0; /* nothing stands on this line yet */
  unsigned lines = 0;
  next->first_remark = l->n_remarks;
  for (uint32_t i = begin; i < end; i++) {
    if (text[i] == '\n') {
      fresh = true;
      lines++;
    }
    if (text[i] != '#') continue;
    uint32_t last = i;
    while (last < end && text[last] != '\n') last++;
    uint32_t stop = last;
    while (strchr(" \t\r", text[stop - 1]) != NULL) stop--;
    remark *r = ARENA_PUSH(l->arena, l->remarks, l->n_remarks, l->cap_remarks);
    *r =
        (remark){.text = arena_copy(l->arena, text + i, stop - i), .own = fresh, .apart = lines > 1 && i > 0};
    lines = 0;
    i = last - 1;
  }
  next->n_remarks = l->n_remarks - next->first_remark;
  next->apart = lines > 1 && l->n + next->n_remarks > 0;
}

lexemes lexemes_read(arena *a, const sources *src, uint32_t file) {
  lexemes l = {.arena = a};
  reader *r = ARENA_NEW(a, reader);
  *r = (reader){.arena = a, .names = names_new(a), .diags = diag_new(a, src), .source = &src->files[file]};
  r->file = file;
  r->fresh = true;
  const char *text = r->source->text;
  uint32_t end = 0;
  scanner_open(r);
  for (bool more = true; more;) {
    token t = scanner_token(r);
    more = t.kind != T_END;
    lexeme next = {.kind = t.kind, .begin = t.span.begin};
    read_gap(&l, text, end, t.span.begin, &next);
    next.text = arena_copy(a, text + t.span.begin, t.span.end - t.span.begin);
    end = t.span.end;
    *ARENA_PUSH(a, l.at, l.n, l.cap) = next;
  }
  scanner_close(r);
  return l;
}

/* ---- what begins where ---- */

static lexeme *at(lexemes *l, uint32_t begin) {
  size_t low = 0, high = l->n - 1;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (l->at[mid].begin < begin)
      low = mid + 1;
    else
      high = mid;
  }
  return &l->at[low];
}

static void mark(lexemes *l, span where, unit u) {
  at(l, where.begin)->unit = u;
}

static void mark_labels(lexemes *l, const ast_labels *labels, unit u) {
  for (size_t i = 0; i < labels->len; i++) mark(l, labels->at[i].name.span, u);
}

/* Every word of the header's block begins a field: the rest are texts. */
static void mark_fields(lexemes *l, const ast_item *item) {
  lexeme *t = at(l, item->span.begin);
  while (t->kind != T_LBRACE) t++;
  for (t++; t->kind != T_RBRACE; t++)
    if (t->kind != T_TEXT) t->unit = UNIT_FIELD;
}

static void mark_nodes(lexemes *l, const ast_nodes *nodes) {
  for (size_t i = 0; i < nodes->len; i++) {
    const ast_node *n = nodes->at[i];
    switch (n->kind) {
    case NODE_ENDS:
    case NODE_ACTIONS:
    case NODE_EVENTS:
      mark(l, n->span, UNIT_LIST);
      mark_labels(l, &n->labels, UNIT_LISTED);
      break;
    case NODE_START:
    case NODE_STATE:
    case NODE_IN:
    case NODE_FOR: {
      lexeme *first = at(l, n->span.begin);
      if (n->kind == NODE_FOR && first->kind != T_FOR)
        first--; /* behind `ends` it is known by its modes alone */
      first->unit = UNIT_BLOCK;
      mark_nodes(l, &n->body);
      break;
    }
    case NODE_RULE: mark(l, n->span, n->rule->kind == RULE_MUST ? UNIT_MUST : UNIT_RULE); break;
    }
  }
}

static void mark_item(lexemes *l, const ast_item *item) {
  mark(l, item->span, UNIT_ITEM);
  switch (item->kind) {
  case ITEM_POLICY: mark_fields(l, item); break;
  case ITEM_ACTORS:
  case ITEM_MODES:
    mark(l, item->span, UNIT_LIST);
    mark_labels(l, &item->labels, UNIT_LISTED);
    break;
  case ITEM_CHOICE: mark_labels(l, &item->choice.options, UNIT_OPTION); break;
  case ITEM_FACTS:
    for (size_t i = 0; i < item->facts.len; i++) mark(l, item->facts.at[i].name.span, UNIT_FACT);
    break;
  case ITEM_EFFECTS:
    for (size_t i = 0; i < item->effects.len; i++) mark(l, item->effects.at[i].name.span, UNIT_EFFECT);
    break;
  case ITEM_REASONS:
    for (size_t i = 0; i < item->reasons.len; i++) mark(l, item->reasons.at[i].name.span, UNIT_REASON);
    break;
  case ITEM_PROCESS: mark_nodes(l, &item->process.body); break;
  case ITEM_PROMISE: mark(l, item->span, UNIT_PROMISE); break;
  case ITEM_SCENARIO:
    for (size_t i = 0; i < item->scenario.steps.len; i++) mark(l, item->scenario.steps.at[i].span, UNIT_STEP);
    break;
  case ITEM_INCLUDE: break;
  }
}

void lexemes_mark(lexemes *l, const ast *tree, uint32_t file) {
  for (size_t i = 0; i < tree->items.len; i++)
    if (tree->items.at[i]->span.file == file) mark_item(l, tree->items.at[i]);
}
