/* The tables as text, with names: what --dump=tables prints. */
#ifndef DUMP_TABLES_H
#define DUMP_TABLES_H

#include <stdio.h>

#include "arena.h"
#include "ombud.h"

/* Complete: two policies of which this says the same do the same. */
void dump_tables(arena *a, const ombud_policy *policy, const ombud_words *words, FILE *out);

#endif
