/* A store as a whole. */
#include <string.h>

#include "host.h"

static int stats(host *h) {
  ombud_store_stats s;
  int status = ombud_store_look_around(h->store, &s);
  if (status) return host_wrong(h, status);
  host_tell_stats(h, &s);
  return EXIT_FINE;
}

static int resume(host *h) {
  int status = ombud_store_resume(h->store, h->o->who);
  return status ? host_wrong(h, status) : EXIT_FINE;
}

int cmd_store(const options *o) {
  host h;
  const char *what = o->operands[0];
  bool tells = strcmp(what, "stats") == 0, resumes = strcmp(what, "resume") == 0;
  if (!tells && !resumes)
    return options_wrong("a store has `stats`, and can `resume`; there is no '%s'", what);
  int status = host_open(&h, o, o->operands + 1, o->n_operands - 1);
  if (status == EXIT_FINE) status = tells ? stats(&h) : resume(&h);
  host_end(&h);
  return status;
}
