// Acts and actors as somebody writes them on a line.
#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/base/messages/reports.h"
#include "engine/graph/policy_internal.h"
#include "recourse/explain.h"

namespace recourse {
namespace {

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// Full-width signs and quotes outside of quoted texts as ASCII has them; empty inner quotes stay as they are.
std::string with_plain_signs(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kSigns[] = {{"（", '('}, {"）", ')'}, {"：", ':'},
                                                                 {"，", ','}, {"“", '"'},  {"”", '"'}};
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const auto& known) {
      return text.substr(at).starts_with(known.first);
    });
    if (sign == std::end(kSigns)) {
      plain += text[at++];
    } else {
      plain += sign->second;
      at += sign->first.size();
    }
  }
  return plain;
}

/// Parts between commas that stand in no quotes.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (const char sign : text) {
    quoted = quoted != (sign == '"');
    if (sign == ',' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += sign;
    }
  }
  return parts;
}

std::string unquoted(std::string text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

bool is_act(const Policy& policy, const std::string& name) {
  return std::any_of(policy.acts().begin(), policy.acts().end(), [&](const Policy::Act& act) {
    return act.name == name || (!act.label.empty() && act.label == name);
  });
}

std::string office_id(const Policy& policy, const std::string& name) {
  const offices::Directory& directory = graph::internals(policy).model.offices;
  const offices::OfficeIndex office = directory.find(name);
  return office == offices::kNoOffice ? "" : directory.offices()[static_cast<std::size_t>(office)].id;
}

}  // namespace

Result<Act> parse_act(const Policy& policy, std::string_view text) {
  const std::string plain = trimmed(with_plain_signs(text));
  Act act;
  act.name = plain;
  // approve(shout) is an act of this name.
  if (is_act(policy, plain)) return act;
  const std::size_t open = plain.find('(');
  act.name = trimmed(plain.substr(0, open));
  if (!is_act(policy, act.name)) return Diagnostic{messages::unknown_act_given, {}, {act.name}, {}};
  if (open == std::string::npos || plain.back() != ')')
    return Diagnostic{messages::not_an_act, {}, {std::string(text)}, {}};
  const std::string inside = trimmed(plain.substr(open + 1, plain.size() - open - 2));
  if (inside.empty()) return act;
  for (const std::string& part : parts_of(inside)) {
    const std::size_t colon = part.find(':');
    if (colon == std::string::npos) return Diagnostic{messages::not_an_act, {}, {std::string(text)}, {}};
    const Value value{unquoted(trimmed(part.substr(colon + 1)))};
    // Given twice under one name: which of the two is meant cannot be told.
    if (!act.arguments.emplace(trimmed(part.substr(0, colon)), value).second)
      return Diagnostic{messages::not_an_act, {}, {std::string(text)}, {}};
  }
  return act;
}

Result<Actor> parse_actor(const Policy& policy, std::string_view text) {
  const std::string plain = trimmed(with_plain_signs(text));
  for (const Policy::Role& role : policy.roles()) {
    if (role.party && (role.name == plain || role.label == plain))
      return Actor{Actor::Kind::party, role.name, {}, {}, {}};
  }
  if (const std::string id = office_id(policy, plain); !id.empty())
    return Actor{Actor::Kind::office, {}, id, {}, {}};
  const std::size_t open = plain.find('(');
  if (open != std::string::npos && plain.back() == ')') {
    const std::string id = office_id(policy, trimmed(plain.substr(open + 1, plain.size() - open - 2)));
    if (!id.empty()) return Actor{Actor::Kind::office, {}, id, trimmed(plain.substr(0, open)), {}};
  }
  return Diagnostic{messages::not_an_actor, {}, {std::string(text)}, {}};
}

}  // namespace recourse
