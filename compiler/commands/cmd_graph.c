#include "cmd.h"

int cmd_graph(const options *o) {
  (void)o;
  return options_wrong("not there yet");
}
