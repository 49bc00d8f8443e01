/* What the tables say, in the words of the naive interpreter. */
#ifndef SAID_H
#define SAID_H

#include "naive.h"
#include "ombud.h"

void said_by_tables(const ombud_policy *policy, const ombud_words *words, ombud_status status,
                    const ombud_out *out, naive_text *text);

/* In what the naive one says "?" stands for a number, and "*" for the rest of a line. */
bool said_same(const char *tables, const char *naive);

/* Where facts are missing, the tables may take for possible what the bounds between facts rule out. */
bool said_with_caution(const char *tables, const char *naive);

#endif
