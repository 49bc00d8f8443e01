// Several policies as a C++17 program meets them: every header in one file, linked with the tables as C.
#include "autumn.h"
#include "douyin.h"
#include "spring.h"
#include "withdrawal.h"

#include <type_traits>

static_assert(std::is_trivially_copyable<douyin_case>::value &&
                  std::is_trivially_copyable<withdrawal_case>::value,
              "saving a case is copying its bytes");
static_assert(sizeof(spring_case) == sizeof(autumn_case), "the versions differ in nothing but a time limit");

int main() {
  const ombud_given fee{SPRING_FACT_FEE, 300};
  const ombud_input leave{&fee, 1, SPRING_ACTOR_COURIER, SPRING_ACTION_PARCEL_LEAVE};
  spring_case s;
  autumn_case a;
  spring_out room;
  ombud_out *out = spring_prepare(&room);
  bool fine = ombud_open(&spring_policy, &s.head, SPRING_PROCESS_PARCEL, 0, &leave, 0, out) == OMBUD_OK;
  fine = fine && ombud_open(&autumn_policy, &a.head, AUTUMN_PROCESS_PARCEL, 0, &leave, 0, out) == OMBUD_OK;
  fine = fine && ombud_due(&s.head) < ombud_due(&a.head);
  fine = fine && ombud_catch_up(&autumn_policy, &s.head, 0, out) == OMBUD_BAD_POLICY;
  fine = fine && ombud_ended(&douyin_policy, &s.head) == OMBUD_BAD_POLICY;
  return fine && withdrawal_policy.fingerprint == withdrawal_words.fingerprint ? 0 : 1;
}
