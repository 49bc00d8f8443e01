/* Columns, and lines that are not too long. */
#include <string.h>

#include "diag_show.h"
#include "play_show.h"
#include "play_words.h"

void show_in(const play *p, int style, const char *text) {
  show_color(stdout, p->color, (show_style)style);
  show_safe(stdout, text);
  show_color(stdout, p->color, SHOW_PLAIN);
}

void show_padded(const char *text, size_t columns) {
  size_t width = source_width(text, strlen(text), 0);
  show_safe(stdout, text);
  for (; width < columns; width++) fputc(' ', stdout);
}

/* What is too long for the margin has a line of its own. */
void show_at(const play *p, ombud_time at) {
  const char *text = play_time(p, at);
  fputs("  ", stdout);
  show_padded(text, SHOW_MARGIN - 2);
  if (strlen(text) > SHOW_MARGIN - 3) printf("\n%*s", (int)SHOW_MARGIN, "");
}

static bool is_wide(const char *text, size_t n) {
  return source_width(text, n, 0) == 2;
}

/* Does no line begin with it? Chinese signs that end or part a sentence. */
static bool is_tied(uint32_t c) {
  static const uint32_t signs[] = {0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B,
                                   0xFF09, 0x300D, 0x201D, 0xFF1F, 0xFF01};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (signs[i] == c) return true;
  return false;
}

/* How many bytes at TEXT stay on one line: a word, or a Chinese character and the signs behind it. */
static size_t piece_of(const char *text, size_t len) {
  uint32_t c;
  size_t n = source_char(text, len, &c);
  bool wide = is_wide(text, n);
  while (n < len && text[n] != ' ') {
    size_t more = source_char(text + n, len - n, &c);
    if (!is_tied(c) && (wide || is_wide(text + n, more))) break;
    n += more;
  }
  return n;
}

size_t show_wrapped(const play *p, const char *text, size_t from) {
  size_t len = strlen(text), column = from;
  for (size_t i = 0; i < len;) {
    size_t blank = strspn(text + i, " ");
    size_t n = i + blank < len ? piece_of(text + i + blank, len - i - blank) : 0;
    size_t width = source_width(text + i + blank, n, 0);
    if (column + blank + width > PLAY_COLUMNS && column > from) {
      printf("\n%*s", (int)from, "");
      column = from;
    } else {
      printf("%*s", (int)blank, "");
      column += blank;
    }
    show_safe(stdout, arena_copy(p->scratch, text + i + blank, n));
    column += width;
    i += blank + n;
  }
  return column;
}

void show_rule(const play *p, uint32_t rule, size_t column) {
  if (rule != OMBUD_NO_RULE) {
    const char *text = arena_printf(p->scratch, "[%s]", play_rule(p, rule));
    if (column + 2 + source_width(text, strlen(text), 0) <= PLAY_COLUMNS)
      fputs("  ", stdout);
    else
      printf("\n%*s", (int)SHOW_MARGIN, "");
    show_in(p, SHOW_GREY, text);
  }
  fputc('\n', stdout);
}
