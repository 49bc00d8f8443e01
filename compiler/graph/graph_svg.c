#define _POSIX_C_SOURCE 200809L /* posix_spawnp, fileno, strsignal */
#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

#include "graph.h"
#include "options.h"
#include "translate.h"

extern char **environ;

/* All that is in FILE, which is dot's or our own, as one string of the arena; NULL where it cannot be read.
 */
static char *read_all(arena *a, FILE *file) {
  if (fseek(file, 0, SEEK_END) != 0) return NULL;
  long size = ftell(file);
  rewind(file);
  if (size < 0) return NULL;
  char *text = arena_alloc(a, (size_t)size + 1);
  size_t n = fread(text, 1, (size_t)size, file);
  return n == (size_t)size ? text : NULL;
}

/* With the first line of what dot has to say. */
static void tell_failure(arena *a, FILE *said, int status) {
  char *text = read_all(a, said);
  if (text == NULL) text = arena_copy(a, "", 0);
  text[strcspn(text, "\r\n")] = '\0';
  if (WIFSIGNALED(status))
    options_wrong("dot was ended by a signal: %s", strsignal(WTERMSIG(status)));
  else
    options_wrong("dot failed with exit status %d: %s", WEXITSTATUS(status), text);
}

/* Files, not pipes: neither side can wait for the other then. One that dot would not have stops it: in its
 * place it would read or write our own. */
static int start_dot(pid_t *child, FILE *in, FILE *drawn, FILE *said) {
  char *const argv[] = {"dot", "-Tsvg", NULL};
  FILE *const its[] = {in, drawn, said};
  posix_spawn_file_actions_t files;
  int failed = posix_spawn_file_actions_init(&files);
  if (failed != 0) return failed;
  for (int i = 0; i < 3 && failed == 0; i++)
    failed = posix_spawn_file_actions_adddup2(&files, fileno(its[i]), i);
  if (failed == 0) failed = posix_spawnp(child, "dot", &files, NULL, argv, environ);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

static bool run_dot(arena *a, FILE *in, FILE *drawn, FILE *said) {
  pid_t child;
  int failed = start_dot(&child, in, drawn, said);
  if (failed == ENOENT)
    return options_wrong("the program 'dot' is missing, which draws SVG: install the package graphviz; "
                         "--format=dot and --format=mermaid do without it"),
           false;
  if (failed != 0)
    return options_wrong("the program 'dot' cannot be run: %s", translate_error(failed)), false;
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return options_wrong("dot was lost: %s", translate_error(errno)), false;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  tell_failure(a, said, status);
  return false;
}

/* ---- one picture of several ---- */

#define GAP 24.0 /* between two diagrams, in points */

typedef struct picture {          /* as dot writes it, from `<svg width="…pt" height="…pt"` to `</svg>` */
  const char *begin, *rest, *end; /* the rest is what follows its size, from `viewBox` */
  double width, height;
} picture;

static bool next_picture(const char **at, picture *p) {
  p->begin = strstr(*at, "<svg");
  if (p->begin == NULL ||
      sscanf(p->begin, "<svg width=\"%lfpt\" height=\"%lfpt\"", &p->width, &p->height) != 2)
    return false;
  p->end = strstr(p->begin, "</svg>");
  p->rest = strstr(p->begin, "viewBox");
  if (p->end == NULL || p->rest == NULL || p->rest > p->end) return false;
  *at = p->end += strlen("</svg>");
  return true;
}

static bool join(arena *a, const char *drawn, size_t n, FILE *out) {
  picture *all = ARENA_ARRAY(a, n, picture);
  double width = GAP * (double)(n - 1), height = 0, x = 0;
  for (size_t i = 0; i < n; i++) {
    if (!next_picture(&drawn, &all[i])) return options_wrong("what dot has drawn is not understood"), false;
    width += all[i].width;
    if (all[i].height > height) height = all[i].height;
  }
  fprintf(out,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg width=\"%.2fpt\" height=\"%.2fpt\" "
          "viewBox=\"0 0 %.2f %.2f\" xmlns=\"http://www.w3.org/2000/svg\">\n",
          width, height, width, height);
  for (size_t i = 0; i < n; i++) {
    fprintf(out, "<svg x=\"%.2f\" width=\"%.2f\" height=\"%.2f\" ", x, all[i].width, all[i].height);
    fwrite(all[i].rest, 1, (size_t)(all[i].end - all[i].rest), out); /* in the units of the whole */
    fputc('\n', out);
    x += all[i].width + GAP;
  }
  fputs("</svg>\n", out);
  return true;
}

static bool draw(arena *a, const graph *list, size_t n, FILE *in, FILE *drawn, FILE *said, FILE *out) {
  graph_dot(list, n, in);
  bool written = fflush(in) == 0 && !ferror(in);
  rewind(in);
  if (!written)
    return options_wrong("there is no room for a temporary file: %s", translate_error(errno)), false;
  if (!run_dot(a, in, drawn, said)) return false;
  const char *text = read_all(a, drawn);
  if (text == NULL)
    return options_wrong("what dot has drawn cannot be read: %s", translate_error(errno)), false;
  return join(a, text, n, out);
}

bool graph_svg(arena *a, const graph *list, size_t n, FILE *out) {
  FILE *files[3];
  size_t open = 0;
  while (open < 3 && (files[open] = tmpfile()) != NULL) open++;
  bool fine = open == 3 && draw(a, list, n, files[0], files[1], files[2], out);
  if (open < 3) options_wrong("a temporary file cannot be made: %s", translate_error(errno));
  while (open > 0) fclose(files[--open]);
  return fine;
}
