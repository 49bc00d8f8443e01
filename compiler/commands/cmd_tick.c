/* What is due in cases that are kept, once. */
#include "host.h"

int cmd_tick(const options *o) {
  host h;
  ombud_sweep s;
  int status = host_open(&h, o, o->operands, o->n_operands);
  if (status == EXIT_FINE) {
    int swept = host_sweep(&h, NULL, &s);
    if (swept)
      status = host_wrong(&h, swept);
    else
      host_tell_sweep(&h, &s);
  }
  host_end(&h);
  return status;
}
