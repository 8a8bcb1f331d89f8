// offices.yaml → Directory. Two passes, since offices name one another: what each is, then whom it names. Door:
// read_offices() in build.h.
#include <algorithm>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/base/text.h"
#include "engine/model/build.h"
#include "engine/model/yaml.h"

namespace recourse::model {
namespace {

using calendar::Day;
using offices::Office;
using offices::OfficeIndex;
using offices::Validity;
using yaml::Node;
using yaml::Reader;

/// Open ends as days, so that validities can be compared.
Day first_day(const Validity& valid) {
  return valid.from == calendar::kUnknownTime ? calendar::Calendar::kFirstDay : valid.from;
}
Day last_day(const Validity& valid) {
  return valid.to == calendar::kUnknownTime ? calendar::Calendar::kLastDay : valid.to;
}
bool overlap(const Validity& one, const Validity& other) {
  return first_day(one) <= last_day(other) && first_day(other) <= last_day(one);
}

class OfficesReader {
public:
  OfficesReader(const std::vector<Choice>& choices, base::DiagnosticList& diagnostics)
      : choices_(choices), reader_(diagnostics) {}

  void read(const Node& root) {
    if (!reader_.map(root, {"levels", "offices"})) {
      return;
    }
    if (const Node* levels = reader_.require(root, "levels")) {
      read_levels(*levels);
    }
    const Node* list = reader_.require(root, "offices");
    if (list == nullptr || !reader_.sequence(*list)) {
      return;
    }
    for (const Node& node : list->items) {
      read_itself(node);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      read_relations(*nodes_[i], offices_[i]);
    }
    refuse_rings();
  }

  offices::Directory directory() { return offices::Directory(std::move(offices_), std::move(levels_)); }

private:
  template <typename... Arguments>
  Diagnostic& report(MessageCode code, const Node& node, Arguments&&... arguments) {
    return reader_.diagnostics().add(code, node.span, {std::forward<Arguments>(arguments)...});
  }

  /// Reports a name that is none of `known`, with the one that was probably meant.
  template <typename Names>
  void report_unknown(TermCode kind, const Node& node, const Names& known) {
    if (const auto meant = base::nearest(node.text, known)) {
      report(messages::unknown_name_similar, node, Argument(kind), Argument(node.text), Argument(*meant));
    } else if (kind != terms::kind_office || !doubled_) {  // of two offices with one id one is what is missed
      report(messages::unknown_name, node, Argument(kind), Argument(node.text));
    }
  }

  void read_levels(const Node& node) {
    if (!reader_.sequence(node)) {
      return;
    }
    for (const Node& item : node.items) {
      const std::string level = reader_.text(item).value_or("");
      if (std::find(levels_.begin(), levels_.end(), level) != levels_.end()) {
        report(messages::given_twice, item, Argument(level));
      }
      levels_.push_back(level);
    }
  }

  std::string optional_text(const Node& node, std::string_view key) {
    const Node* found = Reader::find(node, key);
    return found == nullptr ? std::string() : reader_.text(*found).value_or("");
  }

  Validity read_validity(const Node& node) {
    Validity valid;
    if (const Node* from = Reader::find(node, "from")) {
      valid.from = reader_.date(*from).value_or(calendar::kUnknownTime);
    }
    if (const Node* to = Reader::find(node, "to")) {
      valid.to = reader_.date(*to).value_or(calendar::kUnknownTime);
    }
    if (first_day(valid) > last_day(valid)) {
      report(messages::yaml_ends_before_it_begins, node);
      return {};
    }
    return valid;
  }

  void read_itself(const Node& node) {
    if (!reader_.map(node, {"id", "name", "english", "level", "superior", "from", "to", "successors",
                            "competences", "posts"})) {
      return;
    }
    Office office;
    if (const Node* id = reader_.require(node, "id")) {
      office.id = reader_.text(*id).value_or("");
      const auto [first, is_new] =
          by_id_.emplace(office.id, Known{static_cast<OfficeIndex>(offices_.size()), id});
      if (!is_new) {
        doubled_ = true;
        report(messages::name_twice, *id, Argument(office.id))
            .related.push_back({messages::first_given_here, first->second.id->span, {office.id}});
      }
    }
    office.name = optional_text(node, "name");
    office.name = office.name.empty() ? office.id : office.name;
    office.name_english = optional_text(node, "english");
    if (const Node* level = reader_.require(node, "level")) {
      const auto found = std::find(levels_.begin(), levels_.end(), level->text);
      if (found == levels_.end()) {
        report_unknown(terms::kind_level, *level, levels_);
      } else {
        office.level = static_cast<std::int32_t>(found - levels_.begin()) + 1;
      }
    }
    office.valid = read_validity(node);
    offices_.push_back(std::move(office));
    nodes_.push_back(&node);
  }

  OfficeIndex named_office(const Node& node) {
    const auto found = by_id_.find(node.text);
    if (found != by_id_.end()) {
      return found->second.index;
    }
    std::vector<std::string_view> known;
    for (const auto& [id, entry] : by_id_) {
      known.push_back(id);
    }
    report_unknown(terms::kind_office, node, known);
    return offices::kNoOffice;
  }

  void read_relations(const Node& node, Office& office) {
    if (const Node* superior = Reader::find(node, "superior")) {
      read_superiors(*superior, office);
    }
    if (const Node* successors = Reader::find(node, "successors");
        successors != nullptr && reader_.sequence(*successors)) {
      for (const Node& item : successors->items) {
        read_successor(item, office);
      }
    }
    if (const Node* rows = Reader::find(node, "competences"); rows != nullptr && reader_.sequence(*rows)) {
      for (const Node& row : rows->items) {
        read_competences(row, office);
      }
    }
    if (const Node* posts = Reader::find(node, "posts"); posts != nullptr && reader_.sequence(*posts)) {
      for (const Node& post : posts->items) {
        read_post(post, office);
      }
    }
  }

  void read_superiors(const Node& node, Office& office) {
    if (node.kind == Node::Kind::scalar) {
      if (const OfficeIndex above = named_office(node); above != offices::kNoOffice) {
        office.superiors.push_back({above, {}});
      }
      return;
    }
    if (!reader_.sequence(node)) {
      return;
    }
    for (const Node& item : node.items) {
      if (!reader_.map(item, {"office", "from", "to"})) {
        continue;
      }
      const Node* name = reader_.require(item, "office");
      const Validity valid = read_validity(item);
      const OfficeIndex above = name != nullptr ? named_office(*name) : offices::kNoOffice;
      if (std::any_of(office.superiors.begin(), office.superiors.end(),
                      [&](const auto& other) { return overlap(other.valid, valid); })) {
        report(messages::offices_dates_overlap, item, Argument(office.id));
      }
      if (above != offices::kNoOffice) {
        office.superiors.push_back({above, valid});
      }
    }
  }

  void read_successor(const Node& node, Office& office) {
    if (!reader_.map(node, {"office", "from"})) {
      return;
    }
    const Node* name = reader_.require(node, "office");
    const OfficeIndex next = name != nullptr ? named_office(*name) : offices::kNoOffice;
    Day from = calendar::kUnknownTime;
    if (const Node* date = Reader::find(node, "from")) {
      from = reader_.date(*date).value_or(from);
    }
    if (office.valid.to == calendar::kUnknownTime) {
      report(messages::offices_successor_of_standing, node, Argument(office.id));
    }
    if (next != offices::kNoOffice) {
      office.successors.push_back({next, from});
    }
  }

  void read_competences(const Node& node, Office& office) {
    if (node.kind != Node::Kind::map) {
      report(messages::yaml_expected, node, Argument(terms::yaml_map));
      return;
    }
    reader_.unique_keys(node);
    std::vector<Office::Competence> row;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      const auto choice = std::find_if(choices_.begin(), choices_.end(), [&](const Choice& candidate) {
        return candidate.name == node.keys[i].text;
      });
      if (choice == choices_.end()) {
        std::vector<std::string_view> known;
        std::transform(choices_.begin(), choices_.end(), std::back_inserter(known),
                       [](const Choice& candidate) { return std::string_view(candidate.name); });
        if (told_.insert(node.keys[i].text).second) {
          report_unknown(terms::kind_choice, node.keys[i], known);
        }
        continue;
      }
      Office::Competence restriction{static_cast<std::int32_t>(choice - choices_.begin()), {}};
      if (node.items[i].kind == Node::Kind::scalar) {
        read_value(node.items[i], *choice, restriction);
      } else if (reader_.sequence(node.items[i])) {
        for (const Node& item : node.items[i].items) {
          read_value(item, *choice, restriction);
        }
      }
      row.push_back(std::move(restriction));
    }
    office.competences.push_back(std::move(row));
  }

  void read_value(const Node& node, const Choice& choice, Office::Competence& restriction) {
    const auto value =
        std::find_if(choice.values.begin(), choice.values.end(),
                     [&](const ChoiceValue& candidate) { return candidate.name == node.text; });
    if (value != choice.values.end()) {
      restriction.values.push_back(static_cast<std::int32_t>(value - choice.values.begin()));
      return;
    }
    std::vector<Argument::Item> known;
    std::transform(choice.values.begin(), choice.values.end(), std::back_inserter(known),
                   [](const ChoiceValue& candidate) { return Argument::Item(candidate.name); });
    report(messages::not_a_value, node, Argument(node.text), Argument(choice.name),
           Argument(std::move(known)));
  }

  void read_post(const Node& node, Office& office) {
    if (!reader_.map(node, {"post", "holder", "from", "to"})) {
      return;
    }
    const Node* kind = reader_.require(node, "post");
    const Node* holder = reader_.require(node, "holder");
    Office::Post post{kind != nullptr ? reader_.text(*kind).value_or("") : "",
                      holder != nullptr ? reader_.text(*holder).value_or("") : "", read_validity(node)};
    // An office has one head at a time but any number of officers.
    const bool taken = std::any_of(office.posts.begin(), office.posts.end(), [&](const Office::Post& other) {
      return other.kind == post.kind && post.kind != "officer" && overlap(other.valid, post.valid);
    });
    if (taken) {
      report(messages::offices_dates_overlap, node, Argument(post.kind));
    }
    office.posts.push_back(std::move(post));
  }

  /// No office may stand above itself on any day, nor take over from itself.
  void refuse_rings() {
    std::set<Day> days = {calendar::Calendar::kFirstDay};
    for (const Office& office : offices_) {
      for (const Office::Superior& above : office.superiors) {
        days.insert(first_day(above.valid));
      }
    }
    for (const Day day : days) {
      const auto superior = [day](const Office& office) {
        const auto above = std::find_if(office.superiors.begin(), office.superiors.end(),
                                        [day](const auto& entry) { return entry.valid.covers(day); });
        return above == office.superiors.end() ? std::vector<OfficeIndex>() : std::vector{above->office};
      };
      if (refuse_ring(superior, messages::offices_superior_ring)) {
        return;
      }
    }
    refuse_ring(
        [](const Office& office) {
          std::vector<OfficeIndex> next;
          for (const Office::Successor& successor : office.successors) {
            next.push_back(successor.office);
          }
          return next;
        },
        messages::offices_successor_ring);
  }

  /// Walks the relation from each office, without recursion; reports the first ring.
  template <typename Next>
  bool refuse_ring(Next&& next, MessageCode code) {
    enum class Mark : std::uint8_t { unseen, open, closed };
    std::vector<Mark> marks(offices_.size(), Mark::unseen);
    for (std::size_t start = 0; start < offices_.size(); ++start) {
      std::vector<std::size_t> path = {start};
      while (!path.empty()) {
        const std::size_t here = path.back();
        if (marks[here] != Mark::unseen) {
          marks[here] = Mark::closed;
          path.pop_back();
          continue;
        }
        marks[here] = Mark::open;
        for (const OfficeIndex other : next(offices_[here])) {
          const auto index = static_cast<std::size_t>(other);
          if (marks[index] == Mark::open) {
            report(code, *nodes_[index], Argument(offices_[index].id));
            return true;
          }
          if (marks[index] == Mark::unseen) {
            path.push_back(index);
          }
        }
      }
    }
    return false;
  }

  struct Known {
    OfficeIndex index;
    const Node* id;
  };
  const std::vector<Choice>& choices_;
  std::set<std::string> told_;  // choices that are not declared
  Reader reader_;
  bool doubled_ = false;  // two offices have one id
  std::vector<std::string> levels_;
  std::vector<Office> offices_;
  std::vector<const Node*> nodes_;  // by office
  std::map<std::string, Known, std::less<>> by_id_;
};

}  // namespace

std::optional<offices::Directory> read_offices(const std::shared_ptr<const SourceText>& source,
                                               const std::vector<Choice>& choices,
                                               base::DiagnosticList& diagnostics) {
  base::DiagnosticList found;
  const auto root = yaml::read(source, found);
  OfficesReader reader(choices, found);
  if (root) {
    reader.read(*root);
  }
  for (const Diagnostic& item : found.items()) {
    diagnostics.add(item);
  }
  return found.has_errors() ? std::nullopt : std::optional(reader.directory());
}

}  // namespace recourse::model
