// A case that goes over to a policy that is the same but for its version goes on as if nothing had been: random policies, random acts.
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/cases/past.h"
#include "engine/cases/translate.h"
#include "engine/graph/policy_internal.h"
#include "tests/reference/act_generator.h"
#include "tests/reference/differential.h"
#include "tests/reference/engine.h"
#include "tests/reference/policy_generator.h"

namespace recourse::reference {
namespace {

using Files = std::map<std::string, std::string>;

/// The files with another version, and a block by which all cases of the first go over.
Files next_version(Files files) {
  std::string& rules = files.at("policy.rules");
  for (const auto& [version, next] :
       {std::pair<std::string_view, std::string_view>{"version \"1\"", "version \"2\""},
        {"版本 “1”", "版本 “2”"},
        {"版本 \"1\"", "版本 \"2\""}}) {
    if (const std::size_t at = rules.find(version); at != std::string::npos)
      rules.replace(at, version.size(), next);
  }
  rules += "\nmigrate from \"Random\" version \"1\" { others -> same stage }\n";
  return files;
}

std::optional<Policy> public_policy(const Files& files) {
  const auto loader = memory_loader(files);
  return graph::load_unchecked(*loader, "policy.rules").policy;
}

recourse::Act public_act(const model::Model& model, const Act& act) {
  const model::Act& declared = model[act.act];
  recourse::Act given;
  given.name = declared.name;
  given.effective = cases::to_instant(act.time);
  given.actor.person = act.actor.person;
  if (act.actor.kind == Actor::Kind::party) {
    given.actor.kind = recourse::Actor::Kind::party;
    given.actor.role = model[act.actor.role].name;
  } else if (act.actor.kind == Actor::Kind::office) {
    given.actor.office = model.offices.offices()[static_cast<std::size_t>(act.actor.office)].id;
    given.actor.post = act.actor.post;
  } else {
    given.actor.kind = recourse::Actor::Kind::clock;
  }
  for (std::size_t i = 0; i < act.arguments.size(); ++i) {
    const std::int64_t argument = act.arguments[i];
    if (argument == base::kUnknown) continue;
    const model::ActParameter& parameter = declared.parameters[i];
    const bool is_text = parameter.type.type == base::Type::text || parameter.type.type == base::Type::person;
    given.arguments[parameter.name] = is_text ? Value{act.texts[static_cast<std::size_t>(argument)]}
                                              : cases::to_value(model, parameter.type, argument);
  }
  return given;
}

/// Somebody of no office is nobody who could send an act.
bool can_be_said(const Act& act) {
  return act.actor.kind != Actor::Kind::office || act.actor.office != offices::kNoOffice;
}

/// What a case holds, but for the digest of its policy.
std::string state(const Case& subject) {
  const std::string text = subject.snapshot();
  return text.substr(text.find('\n'));
}

class Trial {
public:
  Trial(const Policy& first, const Policy& second) : second_(second), stayed_(first), moved_(first) {}

  /// False when the case is over: a fault, or what random acts cannot be said in public.
  bool happen(const model::Model& model, const Happening& happening) {
    if (const Act* act = std::get_if<Act>(&happening)) {
      const recourse::Act given = public_act(model, *act);
      const auto outcome = stayed_.apply(given);
      const auto other = moved_.apply(given);
      if (!outcome || !other) return false;
      EXPECT_EQ(outcome->reason, other->reason);
      if (other->verdict == recourse::Verdict::accepted) {
        past_.note(*other, &given);
        now_ = act->time;
      }
    } else if (const Minute* until = std::get_if<Minute>(&happening)) {
      if (!advance(*until)) return false;
    } else {
      return false;
    }
    return true;
  }

  /// Goes over; true when that was possible. Conditions are looked at once more by it, as when the calendar is exchanged: the other case
  /// gets the calendar that it has.
  bool migrate() {
    if (!moved_.begun() || moved_.policy().version() == second_.version()) return false;
    const auto looked_at = stayed_.adopt(Policy(stayed_.policy()), cases::to_instant(now_));
    const auto migrated = moved_.migrate(second_, cases::to_instant(now_), past_);
    EXPECT_EQ(looked_at.ok(), migrated.ok());
    if (!migrated || migrated->outcome.verdict != recourse::Verdict::accepted) return false;
    EXPECT_TRUE(migrated->moved) << migrated->stage;
    EXPECT_EQ(state(stayed_), state(moved_));
    return migrated->moved;
  }

  [[nodiscard]] bool same() const { return state(stayed_) == state(moved_); }
  [[nodiscard]] std::string both() const { return state(stayed_) + "\n---" + state(moved_); }

private:
  bool advance(Minute until) {
    const auto one = stayed_.advance(cases::to_instant(until));
    const auto other = moved_.advance(cases::to_instant(until));
    if (!one || !other) {
      EXPECT_EQ(one.ok(), other.ok());
      return false;
    }
    for (const recourse::Outcome& outcome : *other) {
      past_.note(outcome, nullptr);
      now_ = cases::to_minute(outcome.time);
    }
    return true;
  }

  const Policy& second_;
  Case stayed_, moved_;
  Case::Past past_;
  Minute now_ = 0;
};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

TEST(Migration, ToTheSamePolicyChangesNothing) {
  const std::uint64_t wanted = from_environment("RECOURSE_MIGRATIONS", 300);
  std::uint64_t seed = from_environment("RECOURSE_DIFFERENTIAL_SEED", 1), migrations = 0;
  const std::uint64_t last = seed + wanted;
  for (; migrations < wanted && seed < last; ++seed) {
    const Files files = generate_policy(seed, Language::english);
    const LoadedPolicy policy = load_policy(files);
    if (!policy.model) continue;
    const auto first = public_policy(files), second = public_policy(next_version(files));
    if (!first) continue;  // of which the check says more than the model
    ASSERT_TRUE(second);
    ASSERT_NE(first->digest(), second->digest());
    Random random(seed);
    for (int count = 0; count < 6; ++count) {
      ReferenceEngine reference(*policy.model);
      ActGenerator generator(reference.interpreter(), random);
      Trial trial(*first, *second);
      const int when = random.between(2, 25);
      for (int number = 0; number < 40; ++number) {
        if (number >= when && trial.migrate()) ++migrations;
        const Happening happening = generator.next(reference.state());
        if (const Act* act = std::get_if<Act>(&happening)) {
          if (!can_be_said(*act)) continue;
          reference.apply(*act);
        } else if (const Minute* until = std::get_if<Minute>(&happening)) {
          if (reference.advance(*until).fault != Fault::none) break;
        } else {
          continue;
        }
        if (!trial.happen(*policy.model, happening)) break;
        ASSERT_TRUE(trial.same()) << "seed " << seed << trial.both();
      }
      ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
    }
  }
  EXPECT_GT(migrations, wanted / 2);
}

}  // namespace
}  // namespace recourse::reference
