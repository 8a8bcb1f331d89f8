#include "engine/docket/envelope.h"

#include <charconv>

#include "engine/base/digest.h"

namespace recourse::docket {
namespace {

/// A list of texts as netstrings ("5:hello,"): no two lists have the same bytes, and any language writes it
/// in a line.
class Serialisation {
public:
  Serialisation& add(std::string_view text) {
    add_number(text.size());
    bytes_ += ':';
    bytes_ += text;
    bytes_ += ',';
    return *this;
  }
  Serialisation& add(std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return add(std::string_view(digits, end));
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
  void add_number(std::size_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    bytes_.append(digits, end);
  }
  std::string bytes_;
};

}  // namespace

std::string entry_hash(const EntryRow& entry, const std::string& case_number, const Digests& digests) {
  Serialisation list;
  list.add("recourse entry 1")
      .add(case_number)
      .add(entry.number)
      .add(std::int64_t{entry.kind})
      .add(entry.key);
  list.add(entry.act).add(entry.arguments).add(entry.actor).add(entry.effective).add(entry.recorded);
  list.add(entry.cause).add(entry.corrects);
  list.add(digests.policy).add(digests.calendar).add(digests.offices).add(std::int64_t{entry.semantics});
  list.add(entry.context).add(entry.effects).add(entry.state_hash).add(entry.previous_hash);
  return base::sha256(list.bytes());
}

std::string bundle_digest(const Bundle& bundle) {
  Serialisation list;
  list.add("recourse bundle 1")
      .add(bundle.digests.policy)
      .add(bundle.digests.calendar)
      .add(bundle.digests.offices);
  list.add(bundle.path);
  for (const auto& [name, text] : bundle.files) {
    list.add(name).add(base::sha256(text));
  }
  return base::sha256(list.bytes());
}

}  // namespace recourse::docket
