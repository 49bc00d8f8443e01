/* (g) Boost.Statechart in the workload douyin. */
#include "statechart.hpp"
#include "douyin.hpp"

namespace {

typedef bench::statechart_case<bench::douyin> statechart_case;

} // namespace

BENCH_CONTENDER("statechart", "Boost.Statechart", dy_statechart, statechart_case, bench::open<bench::douyin>,
                bench::step<bench::douyin>, bench::view<bench::douyin>)
