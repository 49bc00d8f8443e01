#include "duration.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ast.h"
#include "diag.h"
#include "parse.h"

typedef struct unit {
  const char *name;
  int64_t ms;
} unit;

/* From large to small, the order in which they are written. */
static const unit units[] = {
    {"w", INT64_C(604800000)}, {"d", 86400000}, {"h", 3600000}, {"m", 60000}, {"s", 1000}, {"ms", 1}};
#define UNITS (sizeof units / sizeof *units)

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool duration_digits(const char *text, size_t len, int64_t *number, size_t *digits) {
  bool fits = true;
  *number = 0;
  for (*digits = 0; *digits < len && is_digit(text[*digits]); ++*digits)
    fits = fits && !__builtin_mul_overflow(*number, 10, number) &&
           !__builtin_add_overflow(*number, text[*digits] - '0', number);
  return fits;
}

duration_status duration_read(const char *text, size_t len, int64_t *ms, size_t *bad, size_t *bad_len) {
  int64_t sum = 0;
  bool fits = true;
  size_t next_unit = 0;
  for (size_t i = 0; i < len;) {
    int64_t number;
    size_t n, u = 0;
    fits = duration_digits(text + i, len - i, &number, &n) && fits;
    i += n;
    for (n = 0; i + n < len && !is_digit(text[i + n]); n++) {
    }
    while (u < UNITS && (strlen(units[u].name) != n || memcmp(units[u].name, text + i, n) != 0)) u++;
    *bad = i;
    *bad_len = n;
    if (u == UNITS) return DURATION_BAD_UNIT;
    if (u < next_unit) return DURATION_BAD_ORDER;
    fits = fits && !__builtin_mul_overflow(number, units[u].ms, &number) &&
           !__builtin_add_overflow(sum, number, &sum);
    next_unit = u + 1;
    i += n;
  }
  if (!fits || sum > PARSE_DURATION_MAX) return DURATION_TOO_LONG;
  if (sum == 0) return DURATION_ZERO;
  *ms = sum;
  return DURATION_OK;
}

const char *duration_unit_meant(const char *word, size_t len) {
  static const struct {
    const char *word, *unit;
  } words[] = {{"day", "d"},    {"days", "d"},    {"天", "d"},      {"日", "d"},     {"hour", "h"},
               {"hours", "h"},  {"hr", "h"},      {"hrs", "h"},     {"小时", "h"},   {"时", "h"},
               {"minute", "m"}, {"minutes", "m"}, {"min", "m"},     {"mins", "m"},   {"分钟", "m"},
               {"分", "m"},     {"second", "s"},  {"seconds", "s"}, {"sec", "s"},    {"secs", "s"},
               {"秒", "s"},     {"week", "w"},    {"weeks", "w"},   {"周", "w"},     {"星期", "w"},
               {"msec", "ms"},  {"msecs", "ms"},  {"millis", "ms"}, {"毫秒", "ms"},  {"D", "d"},
               {"H", "h"},      {"W", "w"},       {"S", "s"},       {"MS", "ms"},    {"milliseconds", "ms"},
               {"天内", "d"},   {"日内", "d"},    {"小时内", "h"},  {"分钟内", "m"}, {"个小时", "h"},
               {"周内", "w"}};
  char copy[32];
  if (len >= sizeof copy) return NULL;
  memcpy(copy, word, len);
  copy[len] = '\0';
  for (size_t u = 0; u < UNITS; u++)
    if (strcmp(copy, units[u].name) == 0) return units[u].name;
  nearest best = {0};
  const char *meant = NULL;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const char *before = best.name;
    nearest_offer(&best, copy, words[i].word);
    if (best.name != before) meant = words[i].unit;
  }
  return meant;
}

/* The numeral that TEXT begins with, up to 999, and in *used how many bytes it has. */
static unsigned chinese_number(const char *text, size_t len, size_t *used) {
  static const char digits[] = "零一二三四五六七八九";
  enum { CHARACTER = 3 };
  unsigned sum = 0, digit = 0;
  for (*used = 0; *used + CHARACTER <= len; *used += CHARACTER) {
    const char *c = text + *used;
    unsigned d = 0;
    while (d < 10 && memcmp(digits + d * CHARACTER, c, CHARACTER) != 0) d++;
    unsigned power = memcmp(c, "十", CHARACTER) == 0 ? 10 : memcmp(c, "百", CHARACTER) == 0 ? 100 : 0;
    if (memcmp(c, "两", CHARACTER) == 0) d = 2;
    if (d == 10 && !power) break;
    if (power) sum += (digit ? digit : 1) * power;
    digit = power ? 0 : d;
  }
  return sum + digit;
}

bool duration_in_chinese(const char *text, size_t len, char buf[32]) {
  static const char *const halves[][2] = {
      {"半天", "12h"}, {"半日", "12h"}, {"半小时", "30m"}, {"半个小时", "30m"}};
  for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
    if (strlen(halves[i][0]) == len && memcmp(halves[i][0], text, len) == 0) {
      snprintf(buf, 32, "%s", halves[i][1]);
      return true;
    }
  size_t used;
  unsigned n = chinese_number(text, len, &used);
  const char *in = n > 0 && n < 1000 && used < len ? duration_unit_meant(text + used, len - used) : NULL;
  if (in) snprintf(buf, 32, "%u%s", n, in);
  return in;
}

const char *duration_write(int64_t ms, char *buf) {
  size_t used = 0;
  buf[0] = '\0';
  if (ms < 0) used = (size_t)snprintf(buf, 48, "-"), ms = -ms;
  for (size_t u = 1; u < UNITS; u++) { /* weeks would make 18d of policies into 2w4d */
    int64_t n = ms / units[u].ms;
    if (n) used += (size_t)snprintf(buf + used, 48 - used, "%" PRId64 "%s", n, units[u].name);
    ms -= n * units[u].ms;
  }
  if (!used) snprintf(buf, 48, "0ms");
  return buf;
}

bool duration_whole(const char *text, int64_t *number) {
  bool negative = *text == '-';
  size_t len = strlen(text + negative), digits;
  if (!duration_digits(text + negative, len, number, &digits) || digits != len || len == 0) return false;
  if (negative) *number = -*number;
  return true;
}
