#include "cmd.h"

int cmd_suggest(const options *o) {
  (void)o;
  return options_wrong("not there yet");
}
