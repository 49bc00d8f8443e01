/* Durations as authors write them: 2d12h, 47h59m.  */
#ifndef DURATION_H
#define DURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum duration_status {
  DURATION_OK,
  DURATION_BAD_UNIT,  /* *bad is the offset of the unit, *bad_len its length */
  DURATION_BAD_ORDER, /* the unit at *bad is not smaller than the one before */
  DURATION_ZERO,
  DURATION_TOO_LONG /* over PARSE_DURATION_MAX */
} duration_status;

/* TEXT begins with a digit and has no blanks. *ms is set where the status is DURATION_OK. */
duration_status duration_read(const char *text, size_t len, int64_t *ms, size_t *bad, size_t *bad_len);

/* The digits at TEXT as a number, and how many they are; false where it is over 2^63-1. */
bool duration_digits(const char *text, size_t len, int64_t *number, size_t *digits);

/* All of TEXT, digits and perhaps a - before them, as a number. */
bool duration_whole(const char *text, int64_t *number);

/* What somebody who writes "days", "小时" or "d" means: "d", "h", "d"; NULL where nothing is near. */
const char *duration_unit_meant(const char *word, size_t len);

/* A duration in Chinese numerals, 七天 or 四十八小时, the way it is written here: "7d", "48h". False where
 * TEXT is none. */
bool duration_in_chinese(const char *text, size_t len, char buf[32]);

/* A duration the way an author writes it: 172800000 is "2d", 90000 "1m30s". BUF needs 48 bytes. */
const char *duration_write(int64_t ms, char *buf);

#endif
