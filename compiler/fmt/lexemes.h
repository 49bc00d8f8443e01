/* The tokens of a file and the comments between them, as they stand. */
#ifndef LEXEMES_H
#define LEXEMES_H

#include "reader.h"

typedef struct remark { /* a comment, from its `#` to the last character that is no blank */
  const char *text;
  bool own;   /* alone on its line, and not behind a token */
  bool apart; /* a blank line stands before it */
} remark;

typedef enum unit { /* what begins with a token; LISTED ones are parts of another one */
                    UNIT_NONE,
                    UNIT_LISTED,
                    UNIT_ITEM,
                    UNIT_LIST,
                    UNIT_FIELD,
                    UNIT_FACT,
                    UNIT_EFFECT,
                    UNIT_REASON,
                    UNIT_OPTION,
                    UNIT_PROMISE,
                    UNIT_RULE,
                    UNIT_MUST,
                    UNIT_BLOCK,
                    UNIT_STEP
} unit;

typedef struct lexeme {
  int kind; /* of the grammar's tokens; T_END for the last one, behind all others */
  uint32_t begin;
  const char *text;
  bool apart; /* a blank line stands before it, and no comment between */
  unit unit;
  size_t first_remark, n_remarks; /* that stand before it */
} lexeme;

typedef struct lexemes {
  arena *arena;
  size_t n, cap; /* with the T_END */
  lexeme *at;
  size_t n_remarks, cap_remarks;
  remark *remarks;
} lexemes;

lexemes lexemes_read(arena *a, const sources *src, uint32_t file);

/* Marks with which token each unit of the tree begins. */
void lexemes_mark(lexemes *l, const ast *tree, uint32_t file);

#endif
