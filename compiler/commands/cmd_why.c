#include "cmd.h"

int cmd_why(const options *o) {
  (void)o;
  return options_wrong("not there yet");
}
