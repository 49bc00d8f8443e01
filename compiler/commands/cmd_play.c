#include "cmd.h"

int cmd_play(const options *o) {
  (void)o;
  return options_wrong("not there yet");
}
