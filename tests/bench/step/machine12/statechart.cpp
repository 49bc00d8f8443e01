/* (g) Boost.Statechart in the workload machine12. */
#include "statechart.hpp"
#include "machine12.hpp"

namespace {

typedef bench::statechart_case<bench::machine12> statechart_case;

} // namespace

BENCH_CONTENDER("statechart", "Boost.Statechart", m12_statechart, statechart_case,
                bench::open<bench::machine12>, bench::step<bench::machine12>, bench::view<bench::machine12>)
