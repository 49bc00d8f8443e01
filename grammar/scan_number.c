/* Numbers, durations, citations. */
#include "scan.h"

#include <stdint.h>
#include <string.h>

#include "duration.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static span part(span at, size_t begin, size_t len) {
  return (span){at.file, at.begin + (uint32_t)begin, at.begin + (uint32_t)(begin + len)};
}

/* ---- where a token stands ---- */

/* Behind a name, too: `remind user 12h before`. */
bool scan_wants_duration(const reader *r) {
  static const int before[] = {T_WITHIN, T_UNTIL, T_FROM, T_BY, T_AFTER, T_WAIT, T_AT, T_NAME};
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (r->scanned == before[i]) return true;
  return false;
}

/* Behind a name or a duration a rule is complete, and at the beginning of a block none has begun. */
static bool wants_citation(const reader *r) {
  static const int before[] = {T_NAME, T_DURATION, T_CITE, T_RPAREN, T_TEXT, T_LBRACE, T_RBRACE, T_TIMES};
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (r->scanned == before[i]) return r->item == T_PROCESS;
  return false;
}

/* ---- numbers ---- */

static bool ends_with(const char *text, size_t len, const char *end) {
  size_t n = strlen(end);
  return n <= len && memcmp(text + len - n, end, n) == 0;
}

/* Units of the calendar, of which none has a fixed length. */
static void remark_calendar(reader *r, const char *unit, size_t len) {
  static const char *const calendar[] = {"月", "月内", "年", "年内", "month", "months", "year", "years"};
  for (size_t i = 0; i < sizeof calendar / sizeof *calendar; i++)
    if (ends_with(unit, len, calendar[i]))
      diag_remark(r->diags, "months and years have no fixed length: count in days");
  if (ends_with(unit, len, "工作日") || ends_with(unit, len, "工作日内"))
    diag_remark(r->diags, "a day is 24 hours: working days are not known here");
}

static void report_touching(reader *r, span at, const char *text, size_t bad, size_t bad_len) {
  diag_report(r->diags, DIAG_E110, at, "a number may only touch the units of a duration: w d h m s ms");
  const char *unit = duration_unit_meant(text + bad, bad_len);
  if (unit && bad <= 40) diag_suggest(r->diags, arena_printf(r->arena, "%.*s%s", (int)bad, text, unit));
  if (!unit) remark_calendar(r, text + bad, bad_len);
}

/* `paid <= 1万`, `at most 3次`: a number with a unit, where no duration can stand. The latter is
 * mend_count's. */
static bool is_counted(const reader *r, const char *unit) {
  bool compared = r->scanned >= T_EQ && r->scanned <= T_GE;
  return (compared || r->scanned == T_MOST) && (unsigned char)*unit >= 0x80;
}

static int scan_counted(reader *r, YYSTYPE *value, span at, const char *text, size_t digits, size_t len) {
  if (r->scanned != T_MOST) {
    diag_report(r->diags, DIAG_E110, at, "a number has no unit: money is counted in its smallest one");
    if (len - digits == strlen("万") && memcmp(text + digits, "万", len - digits) == 0 && digits <= 40)
      diag_suggest(r->diags, arena_printf(r->arena, "%.*s0000", (int)digits, text));
  }
  return scan_number(r, value, at, text, digits);
}

static int scan_duration(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  size_t bad, bad_len;
  value->T_DURATION = 1; /* where it is wrong: anything that does not lead to further errors */
  switch (duration_read(text, len, &value->T_DURATION, &bad, &bad_len)) {
  case DURATION_OK: break;
  case DURATION_BAD_UNIT: report_touching(r, at, text, bad, bad_len); break;
  case DURATION_BAD_ORDER:
    diag_report(r->diags, DIAG_E110, part(at, bad, bad_len),
                "the units of a duration go from large to small, each at most once: w d h m s ms");
    break;
  case DURATION_ZERO: diag_report(r->diags, DIAG_E111, at, "a duration is greater than zero"); break;
  case DURATION_TOO_LONG:
    diag_report(r->diags, DIAG_E112, at, "a duration may have 100 years at most, which are 36525d");
    break;
  }
  return T_DURATION;
}

#define JOINED_MAX 40u

/* `2 days 12 h` as 2d12h: how long that is, or 0 where there is more in it than numbers and units. */
static size_t join_duration(const char *text, size_t len, char *to, size_t cap) {
  size_t n = 0;
  for (size_t i = 0; i < len;) {
    while (i < len && is_digit(text[i]) && n < cap) to[n++] = text[i++];
    while (i < len && is_blank(text[i])) i++;
    size_t begin = i;
    while (i < len && !is_digit(text[i]) && !is_blank(text[i])) i++;
    const char *unit = duration_unit_meant(text + begin, i - begin);
    if (!unit || n + strlen(unit) > cap) return 0;
    while (*unit) to[n++] = *unit++;
    while (i < len && is_blank(text[i])) i++;
  }
  return n;
}

static bool is_apart(const char *text, size_t len) {
  return memchr(text, ' ', len) || memchr(text, '\t', len);
}

size_t scan_apart(const reader *r, const char *text, size_t len) {
  char joined[JOINED_MAX];
  if (scan_wants_duration(r) && join_duration(text, len, joined, sizeof joined)) return len;
  size_t n = 0;
  while (n < len && !is_blank(text[n])) n++;
  return n;
}

static bool is_grouped(const char *text, size_t len) {
  return memchr(text, ',', len);
}

size_t scan_grouped(const reader *r, const char *text, size_t len) {
  bool compared = r->scanned >= T_EQ && r->scanned <= T_GE;
  return compared ? len : (size_t)((const char *)memchr(text, ',', len) - text);
}

static int scan_groups(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  char *digits = arena_alloc(r->arena, len + 1);
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    if (text[i] != ',') digits[n++] = text[i];
  digits[n] = '\0';
  diag_report(r->diags, DIAG_E132, at, "a number has no commas in it");
  diag_suggest(r->diags, digits);
  return scan_number(r, value, at, digits, n);
}

/* One word, but for what scan_apart and scan_grouped have let pass. */
int scan_number(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  if (is_grouped(text, len)) return scan_groups(r, value, at, text, len);
  char joined[JOINED_MAX];
  size_t digits, n = is_apart(text, len) ? join_duration(text, len, joined, sizeof joined) : 0;
  if (n) {
    size_t bad, bad_len;
    value->T_DURATION = 1;
    diag_report(r->diags, DIAG_E110, at, "a duration is one word, with no blank in it");
    if (duration_read(joined, n, &value->T_DURATION, &bad, &bad_len) == DURATION_OK)
      diag_suggest(r->diags, arena_printf(r->arena, "%.*s", (int)n, joined));
    return T_DURATION;
  }
  int64_t number;
  bool fits = duration_digits(text, len, &number, &digits);
  if (digits < len && is_counted(r, text + digits)) return scan_counted(r, value, at, text, digits, len);
  if (digits < len) return scan_duration(r, value, at, text, len);
  if (!fits) diag_report(r->diags, DIAG_E109, at, "a number may be 9223372036854775807 at most");
  value->T_NUMBER = fits ? number : 1;
  return T_NUMBER;
}

void scan_share(reader *r) {
  diag_remark(r->diags, "a share of an amount, 5 in a hundred say: paid * 5 / 100 rounded down");
}

int scan_fraction(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  size_t digits = 0;
  if (r->scanned == T_VERSION && len <= PARSE_NAME_MAX) return scan_bare_text(r, value, at, text, len);
  if (is_letter(text[len - 1])) {
    diag_report(r->diags, DIAG_E116, at, "numbers are whole, in durations too: 1h30m instead of 1.5h");
    value->T_DURATION = 1;
    return T_DURATION;
  }
  if (wants_citation(r)) {
    diag_report(r->diags, DIAG_E115, at, "a citation begins with '@'");
    diag_suggest(r->diags, arena_printf(r->arena, "@%.*s", (int)len, text));
    value->T_CITE = names_intern(r->names, text, len);
    return T_CITE;
  }
  diag_report(r->diags, DIAG_E116, at, "numbers are whole: money is counted in its smallest unit");
  if (text[0] == '0') scan_share(r);
  while (digits < len && is_digit(text[digits])) digits++;
  return scan_number(r, value, at, text, digits);
}

/* ---- citations ---- */

/* The clause meant by something like `@第3.2条`: where it begins, and *len how much of it there is. */
static const char *clause_meant(const char *text, size_t *len) {
  size_t begin = 0, end, all = *len;
  while (begin < all && !is_digit(text[begin])) begin++;
  for (end = begin;
       end < all && (is_digit(text[end]) || (text[end] == '.' && end + 1 < all && is_digit(text[end + 1])));)
    end++;
  *len = end - begin;
  return *len == 0 || *len > PARSE_NAME_MAX || (end < all && is_letter(text[end])) ? NULL : text + begin;
}

/* Digits, then points with digits and letters. */
static bool is_clause(const char *text, size_t len) {
  size_t i = 0;
  while (i < len && is_digit(text[i])) i++;
  if (i == 0) return false;
  while (i < len && text[i] == '.') {
    size_t begin = ++i;
    while (i < len && (is_digit(text[i]) || is_letter(text[i]))) i++;
    if (i == begin) return false;
  }
  return i == len;
}

int scan_cited_range(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  size_t n = 1;
  while (n < len && (is_digit(text[n]) || text[n] == '.')) n++;
  diag_report(r->diags, DIAG_E115, at, "each clause is cited by itself, such as @4.1 @4.2 @4.3");
  value->T_CITE = names_intern(r->names, text + 1, n - 1);
  return T_CITE;
}

int scan_citation(reader *r, YYSTYPE *value, span at, const char *text, size_t len) {
  bool section = memcmp(text, "§", strlen("§")) == 0;
  size_t sign = text[0] == '@' ? 1 : section ? strlen("§") : strlen("＠"), begin = sign;
  if (sign > 1 && !section) scan_wrong_sign(r, DIAG_E103, part(at, 0, sign), text, sign, "@");
  while (begin < len && (text[begin] == ' ' || text[begin] == '\t')) begin++;
  if (section || begin > sign || !is_clause(text + begin, len - begin)) {
    diag_report(r->diags, DIAG_E115, at,
                "a citation is '@' and the number of a clause, such as @3.2 or @9.1.a");
    size_t n = len - begin;
    const char *meant = clause_meant(text + begin, &n);
    if (meant) {
      diag_suggest(r->diags, arena_printf(r->arena, "@%.*s", (int)n, meant));
      value->T_CITE = names_intern(r->names, meant, n);
      return T_CITE;
    }
  }
  while (len > begin && text[len - 1] == '.') len--;
  if (len - begin > PARSE_NAME_MAX) {
    diag_report(r->diags, DIAG_E107, at, "a citation may have %u letters, this one has %zu", PARSE_NAME_MAX,
                len - begin);
    len = begin + PARSE_NAME_MAX;
  }
  value->T_CITE = names_intern(r->names, text + begin, len - begin);
  return T_CITE;
}
