/* The language in which ombud itself speaks: its messages and its help.
 *
 * Everything is written in English where it is said, and looked up there. */
#ifndef TRANSLATE_H
#define TRANSLATE_H

/* ENGLISH in the reader's language; ENGLISH itself where it has no translation. */
__attribute__((format_arg(1))) const char *tr(const char *english);

#define _(english)  tr(english) /* says it here */
#define N_(english) english     /* marks what is said elsewhere, as in a table */

/* The reader's language: OMBUD_LANG, or else the locale (POSIX, 8.2), such as "zh" or "zh_CN.UTF-8"; "en"
 * where nothing is said or the locale is C. */
const char *translate_language(void);

/* What errno says. */
const char *translate_error(int error);

#endif
