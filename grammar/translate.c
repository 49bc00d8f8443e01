/* Translations come from catalogues that msgfmt has made (the GNU gettext manual, "The Format of GNU MO
 * Files"), but not through gettext(). That one answers nothing in the locale C, and to set another one it has
 * to be installed: in a bare container there is none. Nor would a compiler that has been built and not
 * installed know where its catalogues are. So the bytes of the catalogue are part of the program, and are
 * searched here. */
#define _POSIX_C_SOURCE 200809L /* ELOOP */
#include "translate.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Nothing but the 0 where the system on which ombud was built has no msgfmt. */
static const unsigned char chinese[] = {
#include "share/po/zh.inc"
    0};

enum { MO_COUNT = 8, MO_ENGLISH = 12, MO_TRANSLATED = 16, MO_HEADER = 28, MO_ENTRY = 8, MO_OFFSET = 4 };
#define MO_MAGIC UINT32_C(0x950412de)

/* Little-endian, as the Makefile asks of msgfmt. */
static uint32_t word(size_t at) {
  const unsigned char *b = chinese + at;
  return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static const char *text(uint32_t table, uint32_t i) {
  return (const char *)chinese + word(table + (size_t)i * MO_ENTRY + MO_OFFSET);
}

/* The English texts are sorted, byte by byte. */
static const char *look_up(const char *english) {
  if (sizeof chinese <= MO_HEADER || word(0) != MO_MAGIC) return NULL;
  uint32_t low = 0, high = word(MO_COUNT);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = strcmp(english, text(word(MO_ENGLISH), middle));
    if (order == 0) return text(word(MO_TRANSLATED), middle);
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const char *translate_language(void) {
  static const char *const variables[] = {"OMBUD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    const char *value = getenv(variables[i]);
    if (value && *value) return strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0 ? "en" : value;
  }
  return "en";
}

/* zh, zh_CN.UTF-8, zh-Hant and so on. */
static bool is_chinese(const char *language) {
  return strncmp(language, "zh", 2) == 0 && (language[2] == '\0' || strchr("_-.@", language[2]));
}

const char *tr(const char *english) {
  if (*english == '\0' || !is_chinese(translate_language()))
    return english; /* "" is the catalogue's own header */
  const char *found = look_up(english);
  return found ? found : english;
}

/* The C library's own words are English, as no locale has been set. */
const char *translate_error(int error) {
  switch (error) {
  case ENOENT: return _("No such file or directory");
  case EACCES: return _("Permission denied");
  case EISDIR: return _("Is a directory");
  case ENOTDIR: return _("Not a directory");
  case EROFS: return _("Read-only file system");
  case ENOSPC: return _("No space left on device");
  case EPIPE: return _("Broken pipe");
  case ENAMETOOLONG: return _("File name too long");
  case ELOOP: return _("Too many levels of symbolic links");
  }
  return strerror(error);
}
