#include "diag_show.h"

#include <string.h>

#include "translate.h"

/* A longer line is shown as a window of so many columns around the caret. */
#define COLUMNS_MAX 160u

void show_color(FILE *out, bool color, show_style style) {
  static const char *const codes[] = {"\033[0m",    "\033[0;1m",  "\033[1;31m",
                                      "\033[1;35m", "\033[1;32m", "\033[90m"};
  if (color) fputs(codes[style], out);
}

/* C0 and C1 controls, and characters that are invisible or change the direction of a line: with them a rule
 * can be made to look like another (CVE-2021-42574). A byte that is not UTF-8 counts as well. */
static bool is_unsafe(uint32_t c, size_t n) {
  bool control = c < 0x20 || c == 0x7F || (c >= 0x80 && (n == 1 || c < 0xA0));
  bool invisible = c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
  return control || invisible || (c >= 0x2028 && c <= 0x202E);
}

/* Writes the character at TEXT, returns its bytes. Tabs pass. */
static size_t show_char(FILE *out, const char *text, size_t len) {
  uint32_t c;
  size_t n = source_char(text, len, &c);
  if (c != '\t' && is_unsafe(c, n))
    fputs("\xEF\xBF\xBD", out);
  else
    fwrite(text, 1, n, out);
  return n;
}

static size_t char_width(const char *text, size_t len, size_t column) {
  uint32_t c;
  size_t n = source_char(text, len, &c);
  return c != '\t' && is_unsafe(c, n) ? 1 : source_width(text, n, column);
}

void show_safe(FILE *out, const char *text) {
  size_t len = strlen(text);
  for (size_t i = 0; i < len; i += show_char(out, text + i, len - i)) {
  }
}

/* Bad bytes become U+FFFD: what is written is UTF-8 whatever was read. */
void show_json(FILE *out, const char *text) {
  size_t len = strlen(text);
  fputc('"', out);
  for (size_t i = 0; i < len;) {
    uint32_t c;
    size_t n = source_char(text + i, len - i, &c);
    if (c == '"' || c == '\\')
      fprintf(out, "\\%c", (int)c);
    else if (c == '\n')
      fputs("\\n", out);
    else if (c < 0x20 || c == 0x7F)
      fprintf(out, "\\u%04x", (unsigned)c);
    else if (n == 1 && c >= 0x80)
      fputs("\\ufffd", out);
    else
      fwrite(text + i, 1, n, out);
    i += n;
  }
  fputc('"', out);
}

void show_path(FILE *out, const char *path, const show_place *place, bool color) {
  show_color(out, color, SHOW_BOLD);
  show_safe(out, path);
  if (place) {
    position p = source_position(&place->sources->files[place->at.file], place->at.begin);
    fprintf(out, ":%u:%u", (unsigned)p.line, (unsigned)p.column);
  }
  fputs(": ", out);
  show_color(out, color, SHOW_PLAIN);
}

/* ---- the window of a long line ---- */

typedef struct window {
  size_t begin, end; /* byte offsets in the line */
} window;

static size_t next_char(const char *line, size_t len, size_t i) {
  uint32_t c;
  return i + source_char(line + i, len - i, &c);
}

/* From the caret backwards for a third of the room, then forwards for what is left. */
static window find_window(const char *line, size_t len, size_t caret) {
  window w = {0, len};
  if (len <= COLUMNS_MAX || source_width(line, len, 0) <= COLUMNS_MAX) return w;
  size_t room = COLUMNS_MAX / 3;
  w.begin = caret;
  while (w.begin > 0 && room) {
    do w.begin--;
    while (w.begin > 0 && ((unsigned char)line[w.begin] & 0xC0) == 0x80);
    size_t width = char_width(line + w.begin, len - w.begin, 0);
    room = width < room ? room - width : 0;
  }
  size_t width = 0;
  for (w.end = w.begin; w.end < len; w.end = next_char(line, len, w.end)) {
    width += char_width(line + w.end, len - w.end, width);
    if (width > COLUMNS_MAX) break;
  }
  return w;
}

/* Blanks as wide as LINE from FROM to TO. Tabs stay tabs, so that any tab stop works. */
static void show_blank(FILE *out, const char *line, size_t from, size_t to) {
  for (size_t i = from; i < to; i = next_char(line, to, i)) {
    if (line[i] == '\t')
      fputc('\t', out);
    else
      for (size_t w = char_width(line + i, to - i, 0); w; w--) fputc(' ', out);
  }
}

static void show_caret(FILE *out, const char *line, size_t from, size_t to) {
  size_t width = 0;
  for (size_t i = from; i < to; i = next_char(line, to, i)) width += char_width(line + i, to - i, width);
  fputc('^', out);
  while (width-- > 1) fputc('~', out);
}

/* FORMAT with TEXT in the place of its one %s. */
static void show_filled(FILE *out, const char *format, const char *text) {
  const char *hole = strstr(format, "%s");
  if (!hole) return;
  fwrite(format, 1, (size_t)(hole - format), out);
  show_safe(out, text);
  fputs(hole + strlen("%s"), out);
}

void show_snippet(FILE *out, const show_place *place, const char *suggestion, bool color) {
  const source *f = &place->sources->files[place->at.file];
  uint32_t number = source_position(f, place->at.begin).line;
  size_t len, from = place->at.begin - f->lines[number - 1];
  const char *line = source_line(f, number, &len);
  if (from > len) from = len; /* the place is the line end itself */
  window w = find_window(line, len, from);
  size_t to = place->at.end > place->at.begin ? from + (place->at.end - place->at.begin) : from;
  if (to > w.end) to = w.end;
  fprintf(out, "%5u | %s", (unsigned)number, w.begin ? "…" : "");
  for (size_t i = w.begin; i < w.end;) i += show_char(out, line + i, w.end - i);
  fprintf(out, "%s\n      | %s", w.end < len ? "…" : "", w.begin ? " " : "");
  show_blank(out, line, w.begin, from);
  show_color(out, color, SHOW_GREEN);
  show_caret(out, line, from, to);
  show_color(out, color, SHOW_PLAIN);
  if (suggestion) {
    fputc(' ', out);
    show_filled(out, _("did you mean '%s'?"), suggestion);
  }
  fputc('\n', out);
}
