/* What the tests of the Douyin policy share. */
#ifndef SHOP_H
#define SHOP_H

#include "../play/play.h"
#include "douyin.h"

#define PAYMENT "(paid = 9900, postage = 800)"

static inline play order_for(const char *mode) {
  return opened((play_tables){&douyin_policy, &douyin_words}, "order", mode, "user submit" PAYMENT);
}

static inline play return_for(const char *mode) {
  return opened((play_tables){&douyin_policy, &douyin_words}, "return", mode, "user apply" PAYMENT);
}

/* An order on its way: confirmed after an hour, and shipped after a day where SHIPPED says so. */
static inline play stocked_order_for(const char *mode, int is_shipped) {
  play p = order_for(mode);
  if (p.mode == DOUYIN_MODE_ONLINE) did(&p, 0, "user pay", "user pay -> confirming");
  did(&p, HOUR, "merchant confirm", "merchant confirm -> stocking");
  if (is_shipped) did(&p, DAY, "merchant ship", "merchant ship -> shipped");
  return p;
}

/* A return whose goods were sent back after a day. */
static inline play sent_return_for(const char *mode) {
  play p = return_for(mode);
  did(&p, HOUR, "merchant approve", "merchant approve -> sending");
  did(&p, DAY, "user send_back(tracking)", "user send_back -> returning");
  return p;
}

#endif
