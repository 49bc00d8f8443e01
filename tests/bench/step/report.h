/* What was measured, as a table on standard output and as JSON for other programs. */
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "measure.h"

#include <stdio.h>

typedef struct bench_report {
  FILE *json; /* NULL: none */
  unsigned streams, missed;
} bench_report;

/* JSON: the file's path, or NULL. 0: it cannot be written, which stderr tells. */
int report_begin(bench_report *r, const char *json, unsigned long inputs, unsigned long cases,
                 unsigned long rounds);
void report_field(bench_report *r, const bench_field *f, const bench_stream *s, unsigned stream,
                  unsigned rounds);
/* 0: the file is not whole, which stderr tells. */
int report_end(bench_report *r);

#endif
