#include "scan.h"

#include <stdint.h>
#include <string.h>

#include "duration.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static span part(span at, size_t begin, size_t len) {
  return (span){at.file, at.begin + (uint32_t)begin, at.begin + (uint32_t)(begin + len)};
}

static bool starts(const char *text, size_t len, const char *sign) {
  size_t n = strlen(sign);
  return n <= len && memcmp(text, sign, n) == 0;
}

/* ---- signs that should not be there ---- */

void scan_wrong_sign(reader *r, diag_code code, span at, const char *text, size_t len, const char *meant) {
  uint32_t c;
  source_char(text, len, &c);
  bool wide = (c >= 0x3000 && c < 0x3100) || (c >= 0xFF00 && c < 0xFFF0);
  diag_report(r->diags, code, at,
              wide ? N_("full-width '%.*s' where '%s' is meant") : N_("'%.*s' where '%s' is meant"), (int)len,
              text, meant);
}

static bool is_control(uint32_t c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void scan_control(reader *r, span at, const char *text, size_t len) {
  uint32_t c;
  source_char(text, len, &c);
  if (c == '\r' && r->said_return) return;
  diag_report(r->diags, DIAG_E102, at, "control character U+%04X", (unsigned)c);
  if (c != '\r') return;
  diag_remark(r->diags, "lines end with a line feed, U+000A, alone or behind this one");
  r->said_return = true; /* where lines end like this, they all do */
}

/* Reports the first control character in a text or a comment: where there is one there tend to be many. */
static bool has_control(reader *r, span at, const char *text, size_t len) {
  uint32_t c;
  for (size_t i = 0, n; i < len; i += n) {
    n = source_char(text + i, len - i, &c);
    if (!is_control(c)) continue;
    scan_control(r, part(at, i, n), text + i, n);
    return true;
  }
  return false;
}

bool scan_comment(reader *r, span at, const char *text, size_t len) {
  if (len && text[len - 1] == '\r') len--;
  return !has_control(r, at, text, len);
}

/* ---- names ---- */

int scan_name(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  if (len > PARSE_NAME_MAX) {
    diag_report(r->diags, DIAG_E107, at, "a name may have %u letters, this one has %zu", PARSE_NAME_MAX, len);
    len = PARSE_NAME_MAX;
  }
  value->T_NAME = names_intern(r->names, text, len);
  return T_NAME;
}

int scan_bare_text(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  diag_report(r->diags, DIAG_E120, at, "a text in quotes is expected here");
  diag_suggest(r->diags, arena_printf(r->arena, "\"%.*s\"", (int)len, text));
  value->T_TEXT = (ast_text){names_intern(r->names, "", 0), arena_copy(r->arena, text, len), at};
  return T_TEXT;
}

int scan_dotted(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  if (r->scanned == T_INCLUDE && len <= PARSE_NAME_MAX) return scan_bare_text(r, value, at, text, len);
  size_t dot = (size_t)((const char *)memchr(text, '.', len) - text);
  diag_report(r->diags, DIAG_E101, part(at, dot, 1), "a name has no '.' in it");
  return scan_name(r, value, at, text, len);
}

size_t scan_contraction(const char *text) {
  return strlen("can") + (text[strlen("can")] == '\'' ? strlen("'t") : strlen("’t"));
}

/* What an author may write where the language has an English word. Those without a kind are two words, or
 * stand for two. */
static int chinese_word(const char *text, size_t len, const char **meant) {
  static const struct {
    const char *word, *meant;
    int kind;
  } words[] = {{"可以", "may", T_MAY},         {"可", "may", T_MAY},
               {"必须", "must", T_MUST},       {"须", "must", T_MUST},
               {"应", "must", T_MUST},         {"应当", "must", T_MUST},
               {"如果", "when", T_WHEN},       {"如", "when", T_WHEN},
               {"当", "when", T_WHEN},         {"除非", "unless", T_UNLESS},
               {"因为", "because", T_BECAUSE}, {"或", "or", T_OR},
               {"或者", "or", T_OR},           {"且", "and", T_AND},
               {"并且", "and", T_AND},         {"任何人", "nobody", T_NOBODY},
               {"不得", "may not", 0},         {"不能", "may not", 0},
               {"不可", "may not", 0},         {"不可以", "may not", 0},
               {"禁止", "may not", 0},         {"否则", "else", 0},
               {"逾期", "else", T_ELSE},       {"视为", "deemed", T_DEEMED},
               {"状态", "state", T_STATE},     {"直到", "until", T_UNTIL}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strlen(words[i].word) != len || memcmp(words[i].word, text, len) != 0) continue;
    *meant = words[i].meant;
    return words[i].kind ? words[i].kind : T_NAME;
  }
  return 0;
}

/* The ASCII form of full-width digits and letters, or NULL where other letters are among them. */
static char *narrow(reader *r, const char *text, size_t len, size_t *narrow_len) {
  char *copy = arena_alloc(r->arena, len + 1);
  *narrow_len = 0;
  for (size_t i = 0; i < len;) {
    uint32_t c;
    i += source_char(text + i, len - i, &c);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c > 0x7E) return NULL;
    copy[(*narrow_len)++] = (char)c;
  }
  return copy;
}

/* `zh"用户, shop zh"商家"`: the word at AT stands between two quotes, both of which it touches, and an odd
 * number of them is left in its line. So the text before it has swallowed what follows its own end. The line
 * is passed over up to its last quote, which is the end of a text. */
static bool is_unpaired(reader *r, span at) {
  const char *text = r->source->text;
  if (r->text.end != at.begin || r->text.end == r->text.begin || at.end >= r->source->len) return false;
  if (text[at.end] != '"') return false;
  uint32_t n = 0, last = at.end;
  for (uint32_t i = at.end; i < r->source->len && text[i] != '\n'; i++)
    if (text[i] == '"') last = i, n++;
  if (n % 2 == 0) return false;
  diag_report(r->diags, DIAG_E105, r->text,
              "this text does not end where it should: a quote is missing in it");
  r->skip = last + 1;
  return true;
}

int scan_foreign_name(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  size_t n;
  if (is_unpaired(r, at)) return T_JUNK;
  char *ascii = len <= PARSE_NAME_MAX * 3 ? narrow(r, text, len, &n) : NULL;
  if (ascii) {
    diag_report(r->diags, DIAG_E103, at, "full-width '%.*s' where '%s' is meant", (int)len, text, ascii);
    return is_digit(*ascii) ? scan_number(r, value, at, ascii, n) : scan_name(r, value, at, ascii, n);
  }
  if (scan_wants_duration(r) && r->scanned != T_NAME) {
    char meant[32];
    diag_report(r->diags, DIAG_E110, at, "a duration is a number and its unit, such as 7d or 48h");
    if (duration_in_chinese(text, len, meant)) diag_suggest(r->diags, arena_printf(r->arena, "%s", meant));
    value->T_DURATION = 1;
    return T_DURATION;
  }
  const char *meant;
  int kind = chinese_word(text, len, &meant);
  if (kind == T_ELSE && (r->scanned == T_ELSE || r->scanned == T_THEN)) kind = 0; /* `else 逾期 -> gone` */
  if (kind) {
    diag_report(r->diags, DIAG_E104, at, "the words of the language are English");
    diag_suggest(r->diags, meant);
    value->T_NAME = meant;
    return kind;
  }
  if (r->scanned == T_NUMBER) {
    diag_report(r->diags, DIAG_E110, at, "a number has no unit: money is counted in its smallest one");
    return T_JUNK;
  }
  diag_report(r->diags, DIAG_E104, at, "a name is written in ASCII letters, digits and '_'");
  if (len <= PARSE_NAME_MAX * 3)
    diag_remark(r->diags, "Chinese goes into the label behind the name: zh\"%.*s\"", (int)len, text);
  value->T_NAME = names_intern(r->names, text, len < PARSE_NAME_MAX * 3 ? len : 3);
  return T_NAME;
}

/* ---- texts ---- */

/* Quotes: the first is right, the others are what other keyboards have. */
static const char *const quotes[] = {"\"", "“", "”", "＂", "「", "」", "'", "‘", "’", "＇"};

/* The quote that TEXT begins with, or NULL. */
static const char *quote_at(const char *text, size_t len) {
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
    if (starts(text, len, quotes[i])) return quotes[i];
  return NULL;
}

static const char *quote_before(const char *text, size_t len) {
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
    size_t n = strlen(quotes[i]);
    if (n <= len && memcmp(text + len - n, quotes[i], n) == 0) return quotes[i];
  }
  return NULL;
}

size_t scan_open_text(const char *text, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (starts(text + i, len - i, "”") || starts(text + i, len - i, "＂")) return i + strlen("”");
  const char *brace = memchr(text, '{', len);
  if (!brace) brace = memchr(text, '}', len);
  return brace ? (size_t)(brace - text) : len;
}

size_t scan_text_in_lines(const char *text, size_t len) {
  while (text[len - 1] != '"') len--;
  return len;
}

/* Replaces the escapes. Of those that are unknown the first is reported. */
static const char *unescape(reader *r, span at, const char *text, size_t begin, size_t end) {
  char *copy = arena_alloc(r->arena, end - begin + 1), *to = copy;
  bool reported = false;
  for (size_t i = begin; i < end; i++) {
    char c = text[i];
    if (c == '\\' && i + 1 < end) {
      uint32_t next;
      size_t n = source_char(text + i + 1, end - i - 1, &next);
      if (next != '"' && next != '\\' && next != 'n' && !reported) {
        diag_report(r->diags, DIAG_E106, part(at, i, 1 + n),
                    "a text has the escapes \\\", \\\\ and \\n only");
        reported = true;
      }
      c = text[++i];
      if (next == 'n') c = '\n';
    }
    *to++ = c;
  }
  return copy;
}

/* Where a backslash stands before a quote at the end of TEXT, the quote does not close it. */
static bool is_escaped(const char *text, size_t end) {
  size_t n = 0;
  while (n < end && text[end - 1 - n] == '\\') n++;
  return n % 2 != 0;
}

/* `cn"用户"`: the code of the country for that of the language. */
static const char *language(reader *r, span at, const char *tag, size_t len) {
  static const char *const countries[][2] = {{"cn", "zh"}, {"jp", "ja"}};
  for (size_t i = 0; len == 2 && i < sizeof countries / sizeof *countries; i++) {
    const char *country = countries[i][0];
    if ((tag[0] | 0x20) != country[0] || (tag[1] | 0x20) != country[1]) continue;
    diag_report(r->diags, DIAG_E117, part(at, 0, len), "'%.2s' is a country, and no language", tag);
    diag_suggest(r->diags, countries[i][1]);
    return names_intern(r->names, countries[i][1], 2);
  }
  return names_intern(r->names, tag, len);
}

int scan_text(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  size_t tag = 0;
  while (!quote_at(text + tag, len - tag)) tag++;
  const char *open = quote_at(text + tag, len - tag);
  size_t begin = tag + strlen(open), end = len;
  const char *close = quote_before(text + begin, len - begin);
  if (close && is_escaped(text + begin, len - begin - strlen(close))) close = NULL;
  if (close && open == quotes[0] && (*close == '\'' || starts(close, strlen(close), "’"))) close = NULL;
  if (close) end -= strlen(close);
  if (open != quotes[0])
    scan_wrong_sign(r, DIAG_E103, part(at, tag, strlen(open)), text + tag, strlen(open), "\"");
  bool in_lines = memchr(text, '\n', len);
  if (in_lines)
    diag_report(r->diags, DIAG_E105, part(at, tag, 1),
                "a text stands on one line: a line break in it is \\n");
  else if (!close)
    diag_report(r->diags, DIAG_E105, part(at, tag, strlen(open)), "this text does not end on its line");
  else if (open == quotes[0] && close != quotes[0])
    scan_wrong_sign(r, DIAG_E103, part(at, end, strlen(close)), close, strlen(close), "\"");
  if (end - begin > PARSE_STRING_MAX)
    diag_report(r->diags, DIAG_E108, at, "a text may have %u bytes, this one has %zu", PARSE_STRING_MAX,
                end - begin);
  if (!in_lines) has_control(r, part(at, begin, end - begin), text + begin, end - begin);
  value->T_TEXT = (ast_text){language(r, at, text, tag), unescape(r, at, text, begin, end), at};
  return T_TEXT;
}
