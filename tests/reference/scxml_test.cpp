// Every script of ../shared/data/scxml-tests, but those about history or about document order, leads to the configurations that it
// names: through the parser, the checker and the machine as a host uses them, and in the reference interpreter.
#include "tests/reference/scxml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "recourse/case.h"
#include "tests/reference/differential.h"
#include "tests/reference/scxml_policy.h"

namespace recourse::reference::scxml {
namespace {

constexpr int kLeast = 55;
constexpr calendar::Minute kTime = 29'540'000;  // 2026-03-01, in the zone of the policies, which is UTC

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return "{" + text + "}";
}

/// One of the two engines with a case of the policy.
class Player {
public:
  virtual ~Player() = default;
  /// What went wrong; empty when the act was accepted.
  virtual std::string act(const std::string& name) = 0;
  [[nodiscard]] virtual std::set<std::string> stages() const = 0;
};

class HostPlayer : public Player {
public:
  explicit HostPlayer(const Policy& policy) : case_(policy) {}

  std::string act(const std::string& name) override {
    recourse::Act act;
    act.name = name;
    act.actor.kind = recourse::Actor::Kind::party;
    act.actor.role = kParty;
    act.effective = Instant(std::chrono::minutes(kTime));
    auto outcome = case_.apply(act);
    if (!outcome) return "an error";
    return outcome->verdict == recourse::Verdict::accepted ? "" : outcome->reason;
  }

  [[nodiscard]] std::set<std::string> stages() const override {
    auto stages = case_.stages();
    return {stages.begin(), stages.end()};
  }

private:
  Case case_;
};

class ReferencePlayer : public Player {
public:
  explicit ReferencePlayer(const model::Model& model) : model_(model), engine_(model) {}

  std::string act(const std::string& name) override {
    reference::Act act;
    act.act = {index_of(model_.acts, name)};
    act.time = kTime;
    act.actor.kind = reference::Actor::Kind::party;
    act.actor.role = {index_of(model_.roles, kParty)};
    reference::Outcome outcome = engine_.apply(act);
    return outcome.verdict == reference::Verdict::accepted ? "" : describe(model_, outcome);
  }

  [[nodiscard]] std::set<std::string> stages() const override {
    std::set<std::string> names;
    for (const auto& [region, stage] : engine_.view().current) names.insert(model_[stage].name);
    return names;
  }

private:
  template <typename Named>
  static std::int32_t index_of(const std::vector<Named>& all, const std::string& name) {
    return static_cast<std::int32_t>(std::ranges::find(all, name, &Named::name) - all.begin());
  }

  const model::Model& model_;
  ReferenceEngine engine_;
};

std::set<std::string> configuration(const Player& player, const WrittenPolicy& written) {
  std::set<std::string> states;
  for (const std::string& stage : player.stages()) {
    auto found = written.state_of.find(stage);
    if (found != written.state_of.end()) states.insert(found->second);
  }
  return states;
}

/// Where the script and the engine part; empty: nowhere.
std::string play(const Script& script, const WrittenPolicy& written, Player& player) {
  std::string wrong = player.act(kBegins);
  if (!wrong.empty()) return std::string("beginning: ") + wrong;
  if (configuration(player, written) != script.initial)
    return "begins in " + joined(configuration(player, written)) + " and not in " + joined(script.initial);
  for (const Script::Step& step : script.steps) {
    wrong = player.act(act_of(step.event));
    if (!wrong.empty()) return step.event + ": " + wrong;
    if (configuration(player, written) != step.next)
      return step.event + " leads to " + joined(configuration(player, written)) + " and not to " +
             joined(step.next);
  }
  return "";
}

/// Through the checker and the machine, and in the reference interpreter; empty when both go as the script says.
std::string run(const Script& script, const WrittenPolicy& written) {
  auto loader = memory_loader(written.files);
  recourse::LoadedPolicy loaded = recourse::load_policy(*loader, "policy.rules");
  if (!loaded.policy) {
    std::string text;
    for (const Diagnostic& each : loaded.diagnostics)
      if (severity(each.code) == Severity::error) text += render(each, Language::english);
    return text;
  }
  HostPlayer host(*loaded.policy);
  std::string wrong = play(script, written, host);
  if (!wrong.empty()) return "machine: " + wrong;
  LoadedPolicy model = load_policy(written.files);
  ReferencePlayer reference(*model.model);
  wrong = play(script, written, reference);
  return wrong.empty() ? "" : "reference: " + wrong;
}

TEST(Scxml, EveryScriptButThoseOfHistoryAndDocumentOrderPasses) {
  std::map<std::string, int> left_out;
  int passed = 0, say_order = 0, all = 0;
  for (const Script& script : read_scripts(RECOURSE_SHARED_DIR "/data/scxml-tests")) {
    ++all;
    WrittenPolicy written = write_policy(script.chart);
    if (written.left_out) {
      EXPECT_THAT(*written.left_out, testing::AnyOf("history", "document order")) << script.name;
      ++left_out[*written.left_out];
      continue;
    }
    std::string wrong = run(script, written);
    EXPECT_EQ(wrong, "") << script.name << "\n" << written.files["policy.rules"];
    if (!wrong.empty()) continue;
    ++passed;
    say_order += written.says_order ? 1 : 0;
  }
  std::cout << passed << " of " << all << " scripts pass";
  for (const auto& [reason, count] : left_out) std::cout << "; " << count << " are about " << reason;
  std::cout << "; in " << say_order << " that pass the policy says what document order decides\n";
  EXPECT_GE(passed, kLeast);
}

}  // namespace
}  // namespace recourse::reference::scxml
