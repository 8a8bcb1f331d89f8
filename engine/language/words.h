// A line of rules being written: words, marks, and whether a blank stands between two of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::language {

/// How rules are written.
enum class Writing : std::uint8_t {
  english,
  chinese,        // without spaces where both sides are Chinese
  chinese_apart,  // with spaces between words, where without them they would be read otherwise
};

class Words {
public:
  explicit Words(Writing writing) : writing_(writing) {}

  /// A word: a blank before and behind it in English.
  Words& word(std::string_view text) { return add({std::string(text), Side::open, Side::open}); }
  /// A word that stands apart in Chinese, too.
  Words& apart(std::string_view text) { return add({std::string(text), Side::apart, Side::apart}); }
  /// A number with a unit: no blank between it and Chinese words.
  Words& literal(std::string_view text) { return add({std::string(text), Side::literal, Side::literal}); }
  /// A mark without blanks around it.
  Words& mark(std::string_view text) { return add({std::string(text), Side::tight, Side::tight}); }
  /// A mark that opens something: no blank behind it.
  Words& opening(std::string_view text) { return add({std::string(text), Side::open, Side::tight}); }
  /// A mark that ends something: no blank before it.
  Words& closing(std::string_view text) { return add({std::string(text), Side::tight, Side::open}); }
  Words& append(const Words& other);
  /// A line may end here when it grows too long; `inside` brackets only when what stands around them would not fit otherwise.
  Words& allow_break(bool inside = false);

  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  [[nodiscard]] Writing writing() const { return writing_; }
  [[nodiscard]] std::string text() const;
  /// The text parted where lines may end, blanks kept at the starts.
  struct Stretch {
    std::string text;
    bool is_inside = false;  // begins behind a break inside brackets
  };
  [[nodiscard]] std::vector<Stretch> stretches() const;

private:
  enum class Side : std::uint8_t { open, apart, literal, tight };
  struct Piece {
    std::string text;
    Side left, right;
    enum class Break : std::uint8_t { none, inside, outside } behind = Break::none;
  };
  Words& add(Piece piece);
  [[nodiscard]] bool blank_between(const Piece& before, const Piece& behind) const;

  Writing writing_;
  std::vector<Piece> pieces_;
};

}  // namespace recourse::language
