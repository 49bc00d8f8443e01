/* A page of lines that is shown once it is whole, so that equal pages can be put together. */
#ifndef PAGE_H
#define PAGE_H

#include <stdio.h>

#include "arena.h"

typedef struct page {
  arena *arena;
  char *text; /* every line with its newline, and a NUL behind them all */
  size_t len, cap;
} page;

page page_new(arena *a);

/* Adds a line, INDENT steps to the right; a text of several lines becomes as many. */
__attribute__((format(printf, 3, 4))) void page_line(page *p, unsigned indent, const char *format, ...);

void page_append(page *p, const page *more);

/* Shows it without anything that could steer a terminal. */
void page_show(const page *p, FILE *out);

#endif
