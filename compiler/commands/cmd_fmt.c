#include "cmd.h"

int cmd_fmt(const options *o) {
  (void)o;
  return options_wrong("not there yet");
}
