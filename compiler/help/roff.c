#include "roff.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define LINE_MAX_BYTES 72u

static bool is_letter(char c) {
  return isalpha((unsigned char)c) != 0;
}

/* A hyphen of an option must stay what the reader types, and so must quotes that are no apostrophes; one
 * within a word may become what looks better. */
static void put_word(FILE *out, const char *word, size_t len) {
  bool typed = memchr(word, '-', len) != NULL && (word[0] == '-' || word[0] == '`' || word[0] == '[');
  if (len > 0 && (word[0] == '.')) fputs("\\&", out);
  for (size_t i = 0; i < len; i++) {
    bool inside = i > 0 && i + 1 < len && is_letter(word[i - 1]) && is_letter(word[i + 1]);
    switch (word[i]) {
    case '\\': fputs("\\e", out); break;
    case '`': fputs("\\(ga", out); break;
    case '\'': fputs(inside ? "'" : "\\(aq", out); break;
    case '-': fputs(typed || !inside ? "\\-" : "-", out); break;
    default: putc(word[i], out);
    }
  }
}

void roff_text(FILE *out, const char *text) {
  for (size_t len; *text; text += len) {
    len = strcspn(text, " ");
    put_word(out, text, len);
    for (; text[len] == ' '; len++) putc(' ', out);
  }
}

void roff_fill(FILE *out, const char *text) {
  size_t column = 0;
  for (size_t len; *text; text += len + strspn(text + len, " ")) {
    len = strcspn(text, " ");
    if (column > 0) {
      bool over = column + 1 + len > LINE_MAX_BYTES || strchr(".!?", text[-2]) != NULL;
      putc(over ? '\n' : ' ', out);
      column = over ? 0 : column + 1;
    }
    put_word(out, text, len);
    column += len;
  }
  putc('\n', out);
}

void roff_heading(FILE *out, const char *text) {
  fputs(".SH \"", out);
  roff_text(out, text);
  fputs("\"\n", out);
}
