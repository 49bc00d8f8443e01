/* Writes what a shell completes calls of ombud with. */
#include <string.h>

#include "cmd.h"
#include "completion.h"
#include "diag.h"

static const struct {
  const char *shell;
  void (*write)(const options *o, FILE *out);
} shells[] = {{"bash", completion_bash}, {"zsh", completion_zsh}, {"fish", completion_fish}};

int cmd_completion(const options *o) {
  const char *wanted = o->operands[0];
  nearest n = {0};
  for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
    if (strcmp(shells[i].shell, wanted) == 0) return shells[i].write(o, stdout), EXIT_FINE;
    nearest_offer(&n, wanted, shells[i].shell);
  }
  if (n.name) return options_wrong("no completion for '%s'; did you mean '%s'?", wanted, n.name);
  return options_wrong("no completion for '%s'; there is bash, zsh and fish", wanted);
}
