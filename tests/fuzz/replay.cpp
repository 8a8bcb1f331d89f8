// A table or a log through the map and the rules for fines, act by act.
#include <sstream>

#include "recourse/exchange.h"
#include "tests/fuzz/fuzz.h"

namespace recourse::fuzz {
namespace {

struct Fines {
  Policy policy;
  LogMap map;
};

const Fines& fines() {
  static const Fines fines = [] {
    const auto loader = disk_loader(RECOURSE_SOURCE_DIR "/rules/traffic-fines");
    Policy policy = load_policy(*loader, "").policy.value();
    std::vector<Diagnostic> wrong;
    LogMap map = LogMap::load(policy, *loader, "log.map.yaml", wrong).value();
    return Fines{std::move(policy), std::move(map)};
  }();
  return fines;
}

}  // namespace
}  // namespace recourse::fuzz

void recourse::fuzz::read(const std::string& text) {
  const LogFormat format = text.starts_with('<') ? LogFormat::xes : LogFormat::csv;
  std::istringstream input(text);
  const auto replayed = replay_log(
      fines().policy, fines().map, input, format, "input", std::nullopt, [](const ReplayedCase&) {},
      [](const Rejection& rejection) { show({rejection.reason}); });
  if (!replayed) {
    show({replayed.error()});
  }
}
