#define _POSIX_C_SOURCE 200809L /* isatty, fileno, sigaction */
#include "play_lines.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "diag_show.h"
#include "source.h"
#include "translate.h"

#define PROMPT "> "

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number) {
  (void)signal_number;
  interrupted = 1;
}

/* Without SA_RESTART, so that a read which is waiting for a line comes back. */
void lines_begin(lines *in, arena *a, bool color) {
  bool typed = isatty(fileno(stdin)) == 1, seen = isatty(fileno(stdout)) == 1;
  *in = (lines){.arena = a, .asks = typed && seen, .echoes = !(typed && seen), .color = color};
  struct sigaction action = {.sa_handler = interrupt};
  sigemptyset(&action.sa_mask);
  if (typed) sigaction(SIGINT, &action, NULL);
}

/* ---- one line ---- */

/* Of a line that is too long no more is kept than shows that it is. */
static bool read_line(lines *in) {
  in->len = 0;
  int c = EOF;
  while (!interrupted && (c = getc(stdin)) != EOF && c != '\n')
    if (in->len <= LINE_MAX_BYTES) *ARENA_PUSH(in->arena, in->text, in->len, in->cap) = (char)c;
  if (interrupted || (c == EOF && in->len == 0)) return false;
  *ARENA_PUSH(in->arena, in->text, in->len, in->cap) = '\0';
  in->len--;
  in->number++;
  return true;
}

/* Blanks around it, the rest of another system's line end, and the mark that some editors begin a file with.
 */
static void trim(lines *in) {
  static const char byte_order_mark[] = "\xEF\xBB\xBF";
  size_t from = in->number == 1 && strncmp(in->text, byte_order_mark, 3) == 0 ? 3 : 0;
  from += strspn(in->text + from, " \t");
  while (in->len > from && strchr(" \t\r", in->text[in->len - 1]) != NULL) in->len--;
  in->text[in->len] = '\0';
  if (from == 0) return;
  in->len = in->len > from ? in->len - from : 0;
  memmove(in->text, in->text + from, in->len + 1);
}

/* Whether it is a text at all. */
static bool is_text(lines *in) {
  size_t bad = source_bad_utf8(in->text, in->len);
  if (in->len > LINE_MAX_BYTES) {
    in->text[0] = '\0';
    lines_wrong(in, _("this line has more than %u bytes"), LINE_MAX_BYTES);
  } else if (bad < in->len && in->text[bad] == '\0') {
    lines_wrong(in, _("this line is no text: byte %zu of it is NUL"), bad + 1);
  } else if (bad < in->len) {
    lines_wrong(in, _("this line is not UTF-8: byte %zu of it is 0x%02X"), bad + 1,
                (unsigned)(unsigned char)in->text[bad]);
  } else {
    return true;
  }
  return false;
}

/* The shell's own prompt begins a line. */
static const char *end(lines *in) {
  in->ended = true;
  if (in->asks) fputc('\n', stdout);
  return NULL;
}

static void show_prompt(const lines *in, const char *prompt, bool command) {
  if (command) fputc('\n', stdout);
  show_color(stdout, in->color, SHOW_BOLD);
  show_safe(stdout, prompt);
  show_color(stdout, in->color, SHOW_PLAIN);
}

/* What nobody types is shown together with its prompt, once it is known that there is something. */
static const char *next(lines *in, const char *prompt, bool command) {
  for (;;) {
    if (!in->echoes) show_prompt(in, prompt, command);
    fflush(stdout);
    if (!read_line(in)) return end(in);
    if (is_text(in))
      trim(in);
    else if (command)
      continue;
    else
      in->text[in->len = 0] = '\0';
    if (in->text[0] == '#' || (command && in->len == 0)) continue;
    if (!in->echoes) return in->text;
    show_prompt(in, prompt, command);
    show_safe(stdout, in->text);
    fputc('\n', stdout);
    return in->text;
  }
}

const char *lines_command(lines *in) {
  return in->ended ? NULL : next(in, PROMPT, true);
}

const char *lines_answer(lines *in, const char *question) {
  return in->ended ? NULL : next(in, question, false);
}

void lines_wrong(lines *in, const char *format, ...) {
  in->failed = true;
  va_list args;
  va_start(args, format);
  const char *text = arena_vprintf(in->arena, format, args);
  va_end(args);
  if (!in->asks) {
    show_color(stdout, in->color, SHOW_BOLD);
    printf("stdin:%u: ", (unsigned)in->number);
  }
  show_color(stdout, in->color, SHOW_RED);
  fputs(_("error: "), stdout);
  show_color(stdout, in->color, SHOW_PLAIN);
  show_safe(stdout, text);
  fputc('\n', stdout);
}
