#include "cmd.h"

int cmd_can(const options *o) {
  (void)o;
  return options_wrong("not there yet");
}
