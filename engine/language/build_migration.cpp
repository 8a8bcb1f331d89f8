// Which running cases go over from an older version.
#include "engine/base/text.h"
#include "engine/language/builder.h"

namespace recourse::language {

void Builder::migration(At node) {
  Migration made;
  made.title = label_of(node).value_or("");
  made.span = span(node);
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::version:
        made.version = label_of(part).value_or("");
        made.span.end = last_token(part).end;
        break;
      case Node::for_case:
        made.case_type = name_of(part);
        made.span.end = last_token(part).end;
        break;
      case Node::moved_stages:
        made.stages.push_back(moved_stages(part));
        break;
      case Node::moved_field:
        made.fields.push_back({old_names(part).front(), name_of(part)});
        break;
      case Node::dropped:
        for (Name& name : old_names(part)) {
          made.dropped.push_back(std::move(name));
        }
        break;
      case Node::effect:
        made.effects.push_back(effect(part));
        break;
      default:
        break;
    }
  });
  file_.migrations.push_back(std::move(made));
}

Migration::Stages Builder::moved_stages(At node) {
  Migration::Stages made;
  made.span = span(node);
  made.from = old_names(node);
  made.others = child(node, Node::others).has_value();
  made.stay = child(node, Node::stay).has_value();
  if (const auto then = child(node, Node::then)) {
    if (!child(*then, Node::same_stage)) {
      made.target = name_of(*then);
    }
    if (const auto braces = child(*then, Node::effects)) {
      made.effects = effects(*braces);
    }
  }
  return made;
}

std::vector<Name> Builder::old_names(At parent) const {
  std::vector<Name> names;
  each(parent, [&](At part) {
    if (kind(part) == Node::old_name) {
      names.push_back(old_name(part));
    }
  });
  return names;
}

/// PROCESS.STAGE is one name; quotes say where a name ends and are no part of it.
Name Builder::old_name(At node) const {
  const Tree::Entry& entry = entries_[node];
  std::string text;
  for (std::uint32_t at = entry.begin; at < entry.end; ++at) {
    text += without_quotes(tokens_[at]);
  }
  return {base::normalised(text), span(node)};
}

}  // namespace recourse::language
