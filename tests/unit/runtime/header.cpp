// The core's header as C++17, linked with the core as C.
#include "ombud.h"

#include <type_traits>

static_assert(std::is_trivially_copyable<ombud_case>::value, "saving a case is copying its bytes");
static_assert(sizeof(ombud_case) == 32, "a small head, and no padding that a comparison would trip on");

int main() {
  ombud_case c{};
  bool fine = ombud_due(&c) == OMBUD_NEVER;
  ombud_text texts[] = {{"en", "yes"}, {nullptr, nullptr}};
  fine = fine && ombud_text_in(texts, "zh") == texts[0].text;
  unsigned char bytes[OMBUD_ENCODED_SIZE(1)] = {};
  uint64_t fingerprint = 0;
  fine = fine && ombud_encoded_fingerprint(bytes, sizeof bytes, &fingerprint) == OMBUD_BAD_CASE;
  return fine && ombud_status_text(OMBUD_BAD_CASE)[0] == 'O' ? 0 : 1;
}
