/* Pieces of C that every emitter writes: literals, comments, numbers. */
#ifndef EMIT_TEXT_H
#define EMIT_TEXT_H

#include <stdio.h>

#include "ombud.h"

/* TEXT as a C string literal: UTF-8 stays readable, everything that does not print, or that a compiler
 * would take for something else, is escaped. */
void text_literal(FILE *out, const char *text);

/* TEXT inside a comment: what would end the comment, or warn, is spaced out. */
void text_comment(FILE *out, const char *text);

/* A 64-bit number; the outermost by name. */
void text_int64(FILE *out, int64_t value);

/* 48 hours as `2 * DAY`, in the largest unit that goes into it, with BEFORE before the unit. */
void text_duration(FILE *out, int64_t ms, const char *before);

/* OMBUD_MONEY and the like; TYPE is an ombud_type. */
const char *text_type(uint8_t type);

/* A list of texts as an expression: OMBUD_NO_TEXTS, or OMBUD_TEXTS({"zh", "…"}, …). */
void text_list(FILE *out, const ombud_text *texts);

/* Where a rule comes from, as a comment: douyin.ombud:41 @1.2 @1.3. */
void text_origin(FILE *out, const ombud_words *words, uint32_t rule);

#endif
