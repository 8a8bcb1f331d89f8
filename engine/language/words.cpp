#include "engine/language/words.h"

namespace recourse::language {
namespace {

bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}

}  // namespace

Words& Words::append(const Words& other) {
  pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
  return *this;
}

Words& Words::allow_break(bool inside) {
  if (!pieces_.empty()) {
    pieces_.back().behind = inside ? Piece::Break::inside : Piece::Break::outside;
  }
  return *this;
}

std::string Words::text() const {
  std::string result;
  for (const Stretch& stretch : stretches()) {
    result += stretch.text;
  }
  return result;
}

std::vector<Words::Stretch> Words::stretches() const {
  std::vector<Stretch> result;
  for (std::size_t at = 0; at < pieces_.size(); ++at) {
    if (at == 0 || pieces_[at - 1].behind != Piece::Break::none) {
      result.push_back({"", at > 0 && pieces_[at - 1].behind == Piece::Break::inside});
    }
    if (at > 0 && blank_between(pieces_[at - 1], pieces_[at])) {
      result.back().text += ' ';
    }
    result.back().text += pieces_[at].text;
  }
  return result;
}

Words& Words::add(Piece piece) {
  if (!piece.text.empty()) {
    pieces_.push_back(std::move(piece));
  }
  return *this;
}

bool Words::blank_between(const Piece& before, const Piece& behind) const {
  if (before.right == Side::tight || behind.left == Side::tight) {
    return false;
  }
  if (writing_ != Writing::chinese || before.right == Side::apart || behind.left == Side::apart) {
    return true;
  }
  // A number with a unit is parted from Latin words only.
  const bool is_chinese_before = before.right == Side::literal || !is_ascii(before.text.back());
  const bool is_chinese_behind = behind.left == Side::literal || !is_ascii(behind.text.front());
  return !is_chinese_before || !is_chinese_behind;
}

}  // namespace recourse::language
