#define _POSIX_C_SOURCE 200809L /* popen */
#include "xstate.h"

#include "reference.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 20000, CASES = 1000, PATH_SIZE = 600, RECORD = 24 };

static const bench_contender ways[] = {{.name = "transition", .title = "XState 5, transition"},
                                       {.name = "actor", .title = "XState 5, actor"}};

static unsigned process_of(const bench_workload *w) {
  return w->n_processes - 1u;
}

static void put(unsigned char *to, uint64_t v, unsigned bytes) {
  for (unsigned i = 0; i < bytes; i++) to[i] = (unsigned char)(v >> 8 * i);
}

/* What came of an input beside its token, added up: xstate.mjs does the same. */
static uint32_t digest(const bench_workload *w, const bench_out *out, const bench_view *v) {
  int64_t sum = v->state + (v->wake == BENCH_NEVER ? 0 : v->wake);
  for (uint32_t i = 0; i < out->n_fired; i++) sum += out->fired[i].at + out->fired[i].row;
  for (uint32_t i = 0; i < out->n_effects; i++)
    sum += out->effects[i].effect + out->effects[i].args[0] + out->effects[i].args[1];
  for (unsigned i = 0; i < w->n_facts; i++)
    if (v->facts[i] != BENCH_UNSET) sum += v->facts[i] + 1;
  return (uint32_t)(uint64_t)sum;
}

/* Answers how many were of the process. */
static unsigned write_inputs(FILE *to, const bench_workload *w, reference_case *cases, const bench_input *in,
                             size_t n) {
  unsigned count = 0;
  for (size_t i = 0; i < n; i++) {
    if ((in[i].where >> 1 & 1) != process_of(w)) continue;
    bench_out out;
    unsigned char record[RECORD];
    double now = (double)in[i].now;
    uint64_t bits;
    reference_case *c = &cases[in[i].target];
    uint32_t row = reference_step(w, c, &in[i], &out);
    memcpy(&bits, &now, sizeof bits);
    put(record, bits, 8);
    put(record + 8, in[i].target, 4);
    put(record + 12, digest(w, &out, &c->view), 4);
    put(record + 16, bench_token(row, &out), 4);
    record[20] = in[i].where;
    record[21] = in[i].action;
    record[22] = in[i].actor;
    record[23] = in[i].facts;
    count += (unsigned)fwrite(record, sizeof record, 1, to);
  }
  return count;
}

static void write_rows(FILE *to, const bench_workload *w, unsigned openings) {
  const char *comma = "";
  fprintf(to, "{\"workload\":\"%s\",\"openings\":%u,\"rows\":[", w->name, openings);
  for (uint32_t i = 1; i < w->n_rows; i++) {
    const bench_row *r = &w->rows[i];
    if (r->process != process_of(w)) continue;
    fprintf(to, "%s\n{\"row\":%" PRIu32 ",\"name\":\"%s\",\"kind\":%u,\"after\":%" PRId64 ",\"modes\":%u,",
            comma, i, r->name, r->kind, r->after, r->modes);
    fprintf(to,
            "\"from\":%u,\"to\":%u,\"happens\":%u,\"actor\":%u,\"mask\":%u,\"facts\":%u,\"gives\":%" PRIu32
            "}",
            r->from, r->to, r->happens, r->actor, r->fact_mask, r->facts,
            r->kind == BENCH_ACT ? w->gives(r->process, r->happens, r->actor) : 0);
    comma = ",";
  }
  fprintf(to, "\n]}\n");
}

static FILE *file_in(const char *folder, const char *name) {
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  if (!file) perror(path);
  return file;
}

static int write_stream(const bench_workload *w, const char *folder, const bench_stream *s) {
  reference_case *cases = calloc(s->n_cases, sizeof *cases);
  FILE *inputs = file_in(folder, "inputs.bin"), *rows = file_in(folder, "rows.json");
  int good = cases && inputs && rows;
  if (good) {
    write_rows(rows, w, write_inputs(inputs, w, cases, s->openings, s->n_cases));
    write_inputs(inputs, w, cases, s->inputs, s->n);
  }
  if (rows && fclose(rows) != 0) good = 0;
  if (inputs && fclose(inputs) != 0) good = 0;
  free(cases);
  return good;
}

static int run_way(bench_field *f, const bench_contender *way, const char *folder, unsigned rounds) {
  char command[2 * PATH_SIZE];
  bench_result *r = &f->results[f->n];
  snprintf(command, sizeof command, "node '%s/xstate.mjs' '%s' %s %u", folder, folder, way->name, rounds);
  FILE *from = popen(command, "r");
  unsigned n = 0;
  r->contender = way;
  while (from && n < rounds && fscanf(from, "%lf", &r->ns[n]) == 1) n++;
  if (!from || pclose(from) != 0 || n != rounds) {
    fprintf(stderr, "bench: %s, %s: node failed\n", f->workload->name, way->title);
    return 0;
  }
  field_sum_up(f, f->n++, rounds);
  return 1;
}

int xstate_add(bench_field *f, const char *folder, unsigned stream, unsigned rounds) {
  bench_stream s;
  if (!stream_make(&s, f->workload, stream, INPUTS, CASES)) return 0;
  int good = write_stream(f->workload, folder, &s);
  stream_free(&s);
  for (unsigned i = 0; good && i < sizeof ways / sizeof ways[0]; i++)
    good = run_way(f, &ways[i], folder, rounds);
  return good;
}
