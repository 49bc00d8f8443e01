#include "cmd.h"

int cmd_explain(const options *o) {
  const diag_info *info = diag_find(o->explain);
  if (!info)
    return options_wrong("no diagnostic is called '%s'; their codes stand in brackets, such as E203",
                         o->explain);
  printf("%s: %s\n", info->id, _(info->brief));
  if (info->warning)
    printf(info->on ? _("A warning, on by default: -W %s, -Wno-%s.\n")
                    : _("A warning, off by default: -W %s, -Wno-%s.\n"),
           info->name, info->name);
  printf("\n%s", _(info->explain));
  return EXIT_FINE;
}
