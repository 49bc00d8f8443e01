/* (g) Boost.MSM in the workload machine12. */
#include "msm.hpp"
#include "machine12.hpp"

namespace {

typedef bench::msm_case<bench::machine12> msm_case;

} // namespace

BENCH_CONTENDER("msm", "Boost.MSM", m12_msm, msm_case, bench::open<bench::machine12>,
                bench::step<bench::machine12>, bench::view<bench::machine12>)
