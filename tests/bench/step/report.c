#include "report.h"

#include <string.h>

/* Ratios to the nested switch that are aimed at: one case mixed, one case uniform, many cases mixed. */
static const struct target {
  const char *contender;
  double ratio[BENCH_STREAMS];
} targets[] = {
    {"inline", {0.35, 1.0, 0.8, 0}}, {"take", {0.75, 1.3, 1.0, 0}}, {"batch", {0.35, 0.8, 0.35, 0}}};

/* 0: none. */
static double target_of(const char *contender, unsigned stream) {
  for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
    if (!strcmp(targets[i].contender, contender)) return targets[i].ratio[stream];
  return 0;
}

static double percent(size_t part, size_t all) {
  return 100 * (double)part / (double)all;
}

int report_begin(bench_report *r, const char *json, unsigned long inputs, unsigned long cases,
                 unsigned long rounds) {
  *r = (bench_report){0};
  if (!json) return 1;
  r->json = fopen(json, "w");
  if (!r->json) {
    perror(json);
    return 0;
  }
  fprintf(r->json, "{\"unit\":\"ns per step\",\"inputs\":%lu,\"cases\":%lu,\"rounds\":%lu,\"streams\":[\n",
          inputs, cases, rounds);
  return 1;
}

static void row_text(const bench_result *r, double target) {
  printf("  %-26s %8.2f %8.2f %8.2f  %7.2f  ", r->contender->title, r->min, r->median, r->max, r->ratio);
  if (r->contender->case_size)
    printf("%zu", r->contender->case_size);
  else
    printf("-"); /* nobody knows */
  if (target > 0) printf("  %s: target %.2f", r->ratio <= target ? "met" : "MISSED", target);
  printf("\n");
}

/* One line, so that a line is all that a small reader has to look at. No name has anything to escape. */
static void row_json(FILE *to, const bench_result *r, double target, unsigned rounds) {
  fprintf(to, "{\"name\":\"%s\",\"title\":\"%s\",", r->contender->name, r->contender->title);
  if (r->contender->case_size) fprintf(to, "\"case_bytes\":%zu,", r->contender->case_size);
  fprintf(to, "\"min\":%.3f,\"median\":%.3f,\"max\":%.3f,\"ratio\":%.4f,", r->min, r->median, r->max,
          r->ratio);
  if (target > 0) fprintf(to, "\"target\":%.2f,\"met\":%s,", target, r->ratio <= target ? "true" : "false");
  fprintf(to, "\"rounds\":[");
  for (unsigned i = 0; i < rounds; i++) fprintf(to, "%s%.3f", i ? "," : "", r->ns[i]);
  fprintf(to, "]}");
}

static void head(const bench_report *r, const bench_field *f, const bench_stream *s) {
  const char *name = f->workload->name;
  double accepted = percent(s->accepted, s->n), opened = percent(s->opened, s->n),
         fired = percent(s->fired, s->n);
  printf("\n%s, %s: %.0f %% accepted, %.1f %% open a case; %.2f deadlines fired in a hundred steps\n", name,
         s->name, accepted, opened, fired);
  printf("  %-26s %8s %8s %8s  %7s  %s\n", "ns per step", "min", "median", "max", "ratio", "bytes of a case");
  if (!r->json) return;
  fprintf(r->json, "%s{\"workload\":\"%s\",\"stream\":\"%s\",", r->streams ? ",\n" : "", name, s->name);
  fprintf(r->json,
          "\"accepted_percent\":%.2f,\"opened_percent\":%.2f,\"fired_percent\":%.2f,\"contenders\":[",
          accepted, opened, fired);
}

void report_field(bench_report *r, const bench_field *f, const bench_stream *s, unsigned stream,
                  unsigned rounds) {
  head(r, f, s);
  for (unsigned k = 0; k < f->n; k++) {
    const bench_result *result = &f->results[k];
    double target = target_of(result->contender->name, stream);
    row_text(result, target);
    if (r->json) {
      fprintf(r->json, "%s\n", k ? "," : "");
      row_json(r->json, result, target, rounds);
    }
    r->missed += target > 0 && result->ratio > target;
  }
  if (r->json) fprintf(r->json, "\n]}");
  r->streams++;
}

int report_end(bench_report *r) {
  printf(
      "\nEvery outcome was compared with a plain search through the rules. All hand over an accepted step's\n"
      "effects with their arguments worked out. Ombud's inputs were folded before anything was\n"
      "timed, but where a row says that it folds, and in a step with a report. Ratios are to the nested "
      "switch, the median over the rounds.\nXState, "
      "where it is listed, ran on a shorter stream in a process of its own; of douyin, only "
      "the return.\n");
  if (r->missed) printf("MISSED: %u targets\n", r->missed);
  if (!r->json) return 1;
  fprintf(r->json, "\n],\"missed\":%u}\n", r->missed);
  int failed = ferror(r->json) != 0;
  failed |= fclose(r->json) != 0;
  if (failed) fprintf(stderr, "bench: the JSON could not be written\n");
  return !failed;
}
