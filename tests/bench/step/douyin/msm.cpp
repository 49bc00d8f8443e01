/* (g) Boost.MSM in the workload douyin. */
#include "msm.hpp"
#include "douyin.hpp"

namespace {

typedef bench::msm_case<bench::douyin> msm_case;

} // namespace

BENCH_CONTENDER("msm", "Boost.MSM", dy_msm, msm_case, bench::open<bench::douyin>, bench::step<bench::douyin>,
                bench::view<bench::douyin>)
