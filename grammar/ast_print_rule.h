/* The lines of ast_print.c, and the rules among them. */
#ifndef AST_PRINT_RULE_H
#define AST_PRINT_RULE_H

#include "ast.h"

typedef struct print {
  FILE *out;
  unsigned depth; /* of the next line */
  bool begun;     /* a line is waiting for its end */
} print;

/* Ends the line before and begins one. */
__attribute__((format(printf, 2, 3))) void print_line(print *p, const char *format, ...);
__attribute__((format(printf, 2, 3))) void print_more(print *p, const char *format, ...);

void print_quoted(print *p, const char *text);
void print_texts(print *p, ast_texts texts);
void print_names(print *p, const char *before, ast_refs names); /* nothing where there are none */
void print_value(print *p, const ast_value *value);
void print_call(print *p, const ast_call *call);
void print_cite(print *p, const ast_cite *cite);
const char *print_compare_sign(ast_compare compare);

void print_rule(print *p, const ast_rule *rule);

#endif
