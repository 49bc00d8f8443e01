#include "emit_text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

/* The longest string literal that every C11 compiler has to accept (5.2.4.1), without the NUL. */
#define LITERAL_MAX 4095u

/* How many bytes of TEXT are one character that a reader can be shown: not a control character, nor one
 * that changes the direction of writing and makes code look like other code (gcc's -Wbidi-chars). 0: none. */
static size_t printable(const char *text) {
  const unsigned char *t = (const unsigned char *)text;
  if (t[0] < 0x20 || t[0] == 0x7f) return 0;
  if (t[0] < 0x80) return 1;
  size_t len = t[0] >= 0xf0 ? 4 : t[0] >= 0xe0 ? 3 : t[0] >= 0xc2 ? 2 : 0;
  for (size_t i = 1; i < len; i++)
    if ((t[i] & 0xc0) != 0x80) return 0;
  if (t[0] == 0xc2 && t[1] < 0xa0) return 0;                                  /* U+0080 … U+009F */
  if (t[0] == 0xe2 && t[1] == 0x80 && (t[2] & 0xfe) == 0x8e) return 0;        /* U+200E, U+200F */
  if (t[0] == 0xe2 && t[1] == 0x80 && t[2] >= 0xa8 && t[2] <= 0xae) return 0; /* U+2028 … U+202E */
  if (t[0] == 0xe2 && t[1] == 0x81 && t[2] >= 0xa6 && t[2] <= 0xa9) return 0; /* U+2066 … U+2069 */
  if (t[0] == 0xef && t[1] == 0xbb && t[2] == 0xbf) return 0;                 /* U+FEFF */
  return len;
}

/* How many bytes at the beginning mean themselves, in a literal and in a comment: most of most texts. */
static size_t plain(const char *text) {
  size_t n = 0;
  while (text[n] >= ' ' && text[n] <= '~' && text[n] != '"' && text[n] != '\\' && text[n] != '?' &&
         text[n] != '/' && text[n] != '*')
    n++;
  return n;
}

/* Three octal digits end by themselves; a hexadecimal escape would swallow digits that follow. */
static void escaped(FILE *out, unsigned char c) {
  fprintf(out, "\\%03o", c);
}

/* A text too long for a literal, letter by letter. */
static void text_as_array(FILE *out, const char *text) {
  fputs("(const char[]){", out);
  for (; *text; text++) {
    putc('\'', out);
    escaped(out, (unsigned char)*text);
    fputs("',", out);
  }
  fputs("0}", out);
}

void text_literal(FILE *out, const char *text) {
  if (strlen(text) > LITERAL_MAX) {
    text_as_array(out, text);
    return;
  }
  putc('"', out);
  for (const char *t = text; *t;) {
    size_t as_is = plain(t), len = as_is ? as_is : printable(t);
    bool trigraph = t[0] == '?' && t > text && t[-1] == '?'; /* ??= would be # (5.2.1.1) */
    if (t[0] == '"' || t[0] == '\\' || trigraph) putc('\\', out);
    if (len == 0)
      escaped(out, (unsigned char)*t);
    else
      fwrite(t, 1, len, out);
    t += len ? len : 1;
  }
  putc('"', out);
}

void text_comment(FILE *out, const char *text) {
  for (const char *t = text; *t;) {
    size_t as_is = plain(t), len = as_is ? as_is : printable(t);
    bool slash_star = t > text && (t[0] == '/' || t[0] == '*') && (t[-1] == '/' || t[-1] == '*');
    bool trigraph = t > text && t[0] == '?' && t[-1] == '?';
    if (slash_star || trigraph) putc(' ', out);
    if (len == 0)
      putc('?', out);
    else
      fwrite(t, 1, len, out);
    t += len ? len : 1;
  }
}

void text_int64(FILE *out, int64_t value) {
  if (value == INT64_MIN)
    fputs("INT64_MIN", out);
  else if (value == INT64_MAX || value == -INT64_MAX)
    fputs(value > 0 ? "INT64_MAX" : "-INT64_MAX", out);
  else
    fprintf(out, "%" PRId64, value);
}

void text_duration(FILE *out, int64_t ms, const char *before) {
  static const struct {
    int64_t ms;
    const char *name;
  } units[] = {{86400000, "DAY"}, {3600000, "HOUR"}, {60000, "MINUTE"}, {1000, "SECOND"}};
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
    if (ms && ms % units[i].ms == 0) {
      fprintf(out, "%" PRId64 " * %s%s", ms / units[i].ms, before, units[i].name);
      return;
    }
  text_int64(out, ms);
}

const char *text_type(uint8_t type) {
  static const char *const names[] = {
      [OMBUD_YES_NO] = "OMBUD_YES_NO", [OMBUD_NUMBER] = "OMBUD_NUMBER", [OMBUD_MONEY] = "OMBUD_MONEY",
      [OMBUD_CHOICE] = "OMBUD_CHOICE", [OMBUD_MOMENT] = "OMBUD_MOMENT", [OMBUD_TEXT] = "OMBUD_TEXT",
      [OMBUD_ACTOR] = "OMBUD_ACTOR"};
  return names[type];
}

void text_list(FILE *out, const ombud_text *texts) {
  if (!texts->lang) {
    fputs("OMBUD_NO_TEXTS", out);
    return;
  }
  fputs("OMBUD_TEXTS(", out);
  for (const ombud_text *t = texts; t->lang; t++) {
    fputs(t == texts ? "{" : ", {", out);
    text_literal(out, t->lang);
    fputs(", ", out);
    text_literal(out, t->text);
    putc('}', out);
  }
  putc(')', out);
}

void text_origin(FILE *out, const ombud_words *words, uint32_t rule) {
  if (rule >= words->n_rules) return;
  const ombud_rule_word *r = &words->rules[rule];
  text_comment(out, r->file);
  fprintf(out, ":%" PRIu32, r->line);
  for (const char *c = r->clauses; *c;) {
    size_t len = strcspn(c, " ");
    fprintf(out, " @%.*s", (int)len, c);
    c += len + strspn(c + len, " ");
  }
  if (r->assumption[0]) fputs(" assumption", out);
}
