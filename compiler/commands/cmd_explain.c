#include "cmd.h"

int cmd_explain(const options *o) {
  const diag_info *info = diag_find(o->explain);
  if (!info)
    return options_wrong("no diagnostic is called '%s'; their codes stand in brackets, such as E203",
                         o->explain);
  printf("%s: %s\n", info->id, info->brief);
  if (info->warning)
    printf("A warning, %s by default: -W %s, -Wno-%s.\n", info->on ? "on" : "off", info->name, info->name);
  printf("\n%s", info->explain);
  return EXIT_FINE;
}
