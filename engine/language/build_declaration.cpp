// Declarations, processes, rules and their stages.
#include "engine/base/messages/language.h"
#include "engine/calendar/calendar.h"
#include "engine/language/builder.h"

namespace recourse::language {

File Builder::build() {
  file_.source = reporter_.source();
  for (At node = 0; node < entries_.size(); node = next(node)) {
    declare(node);
  }
  for (const auto& [begin, end] : left_out_) {
    if (begin < end) {
      file_.skipped.push_back(reporter_.span(tokens_[begin].begin, tokens_[end - 1].end));
    }
  }
  return std::move(file_);
}

void Builder::declare(At node) {
  switch (kind(node)) {
    case Node::policy:
      policy(node);
      break;
    case Node::file_reference:
      file_reference(node);
      break;
    case Node::source: {
      const auto quoted = child(node, Node::text);
      const auto title = child(node, Node::title);
      file_.sources.push_back({name_of(node), quoted ? text(*quoted) : name(*title).text, span(node)});
      break;
    }
    case Node::choice:
      choice(node);
      break;
    case Node::parameter:
      parameter(node);
      break;
    case Node::case_type:
      case_type(node);
      break;
    case Node::act_declaration:
      act_declaration(node);
      break;
    case Node::role:
      role(node);
      break;
    case Node::chart:
      chart(node);
      break;
    case Node::table:
      table(node);
      break;
    case Node::migration:
      migration(node);
      break;
    default:
      test(node);
      break;
  }
}

void Builder::policy(At node) {
  if (file_.header) {
    report(messages::header_twice, node, {}, {{messages::first_stands_here, file_.header->span, {}}});
    return;
  }
  Header header;
  header.title = label_of(node).value_or("");
  header.span = span(node);
  const auto version = child(node, Node::version);
  const auto in_force = child(node, Node::in_force);
  if (!version || !in_force) {
    report(messages::policy_incomplete, node, {version ? terms::word_in_force : terms::word_version});
  }
  header.version = version ? label_of(*version).value_or("") : "";
  if (const auto date = in_force ? child(*in_force, Node::date) : std::nullopt) {
    header.in_force = calendar::parse_day(spelling(*date)).value_or(0);
  }
  file_.header = std::move(header);
}

void Builder::file_reference(At node) {
  FileReference reference{label_of(node).value_or(""), span(node)};
  auto& list = token(node).kind == Kind::use        ? file_.uses
               : token(node).kind == Kind::calendar ? file_.calendars
                                                    : file_.offices;
  list.push_back(std::move(reference));
}

void Builder::choice(At node) {
  Choice made{name_of(node), label_of(node), {}, span(node)};
  each(node, [&](At part) {
    if (kind(part) == Node::choice_value) {
      made.values.push_back({name_of(part), label_of(part)});
    }
  });
  file_.choices.push_back(std::move(made));
}

void Builder::parameter(At node) {
  Parameter made;
  made.name = name_of(node);
  made.value = expression_of(node);
  made.label = label_of(node);
  made.cites = citation_of(node);
  made.span = span(node);
  each(node, [&](At part) {
    if (kind(part) == Node::limit_mark) {
      made.assumed = made.assumed || token(part).kind == Kind::assumed;
      if (token(part).kind != Kind::assumed) {
        report(messages::phrase_not_here, part, {spelling(part), spelling(node)});
      }
    }
  });
  file_.parameters.push_back(std::move(made));
}

void Builder::case_type(At node) {
  CaseType made;
  made.name = name_of(node);
  made.label = label_of(node);
  made.span = span(node);
  each(node, [&](At part) {
    if (kind(part) == Node::field) {
      made.fields.push_back(declaration(part));
    } else if (kind(part) == Node::derived) {
      made.derived.push_back({name_of(part), expression_of(part), label_of(part), span(part)});
    } else if (kind(part) == Node::same_matter) {
      made.same_matter = same_matter(part);
    }
  });
  file_.cases.push_back(std::move(made));
}

SameMatter Builder::same_matter(At node) {
  SameMatter made;
  made.span = span(node);
  made.cites = citation_of(node);
  each(node, [&](At part) {
    if (kind(part) == Node::name) {
      made.fields.push_back(name(part));
    } else if (kind(part) == Node::by) {
      made.by = expression_of(part);
    }
  });
  return made;
}

void Builder::act_declaration(At node) {
  if (const auto declared = child(node, Node::act)) {
    file_.acts.push_back({act(*declared), label_of(node), citation_of(node), span(node)});
  }
}

void Builder::role(At node) {
  Role made;
  made.name = name_of(node);
  made.label = label_of(node);
  made.span = span(node);
  made.party = child(node, Node::party).has_value();
  if (!made.party) {
    made.who = expression_of(node);
  }
  file_.roles.push_back(std::move(made));
}

void Builder::chart(At node) {
  const bool named = child(node, Node::name).has_value();  // else its head failed, which was reported
  Chart made;
  made.process = token(node).kind == Kind::process;
  made.name = name_of(node);
  made.label = label_of(node);
  made.cites = citation_of(node);
  made.span = span(node);
  if (const auto period = child(node, Node::office_period)) {
    made.each = office_period(*period, made.process ? child(node, Node::when) : std::nullopt);
    made.case_type = made.process ? made.name : Name{};
  }
  if (const auto when = child(node, Node::when); when && !(made.process && made.each)) {
    report(messages::phrase_not_here, *when, {spelling(*when), spelling(node)});
  }
  if (const auto for_case = child(node, Node::for_case)) {
    made.case_type = name_of(*for_case);
  } else if (named && !made.each) {
    reporter_.add(messages::chart_without_case, token(node).begin, made.name.span.end, {spelling(node)});
  }
  if (const auto body = child(node, Node::body)) {
    each(*body, [&](At part) {
      if (is_stage(part)) {
        add_stage(part, made.stages);
      } else if (kind(part) == Node::clause) {
        made.clauses.push_back(clause(part));
      } else {
        declare(part);
      }
    });
  }
  if (named) {
    file_.charts.push_back(std::move(made));
  }
}

OfficePeriod Builder::office_period(At node, std::optional<At> when) {
  const auto cycle = static_cast<int>(last_token(node).kind) - static_cast<int>(Kind::office_each_day);
  OfficePeriod made{static_cast<calendar::Cycle>(cycle), std::nullopt, span(node)};
  if (when) {
    made.when = expression_of(*when);
  }
  return made;
}

bool Builder::is_stage(At node) const {
  return kind(node) == Node::stage || kind(node) == Node::branch;
}

// A stage whose head failed, which was reported, has no name and is left out.
void Builder::add_stage(At node, std::vector<Stage>& stages) {
  Stage made = stage(node);  // for its own errors too
  if (child(node, Node::name)) {
    stages.push_back(std::move(made));
  }
}

Stage Builder::stage(At node) {
  Stage made;
  made.branch = kind(node) == Node::branch;
  made.name = name_of(node);
  made.label = label_of(node);
  made.cites = citation_of(node);
  made.span = span(node);
  made.head = made.span;
  each(node, [&](At part) {
    if (kind(part) == Node::stage_mark) {
      const Kind mark = token(part).kind;
      (mark == Kind::start ? made.start : mark == Kind::final ? made.final : made.parallel) = true;
    } else if (kind(part) == Node::body) {
      made.head.end = tokens_[entries_[part].begin - 1].end;
      each(part, [&](At inner) {
        if (is_stage(inner)) {
          add_stage(inner, made.children);
        } else if (kind(inner) == Node::clause) {
          made.clauses.push_back(clause(inner));
        } else {
          declare(inner);
        }
      });
    }
  });
  return made;
}

}  // namespace recourse::language
