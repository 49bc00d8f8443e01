#include "translate.h"

const char *tr(const char *english) {
  return english;
}
