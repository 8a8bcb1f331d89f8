// Where lines begin. Door: lay_out_items().
#include "engine/language/format_layout.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"

namespace recourse::language {
namespace {

constexpr std::size_t kWidth = 120;  // columns of a line
constexpr std::size_t kStep = 2;     // of indentation

using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct Line {
  std::string text;
  std::uint32_t origin = 0;  // where what it says stood
  bool blank_before = false;
};

std::size_t width(std::string_view text) {
  return base::display_width(text);
}

class Layout {
public:
  Layout(Writing writing, std::string_view source, const std::vector<Stretch>& stretches,
         const Places& comments)
      : chinese_(writing != Writing::english), source_(source), stretches_(stretches), comments_(comments) {}

  std::string lay_out(const std::vector<Item>& items, std::string_view source) {
    place(items, 0, static_cast<std::uint32_t>(source_.size()));
    return assembled(source);
  }

private:
  // --- comments and blank lines of the source

  [[nodiscard]] std::string_view comment(std::size_t number) const {
    const auto [begin, end] = comments_[number];
    return source_.substr(begin, end - begin);
  }

  [[nodiscard]] bool begins_line(std::uint32_t place) const {
    const std::size_t last =
        place == 0 ? std::string_view::npos : source_.find_last_not_of(" \t\r", place - 1);
    return last == std::string_view::npos || source_[last] == '\n';
  }

  /// Whether an empty line stands above the one on which the place is.
  [[nodiscard]] bool is_below_blank(std::uint32_t place) const {
    const std::size_t line = source_.rfind('\n', place == 0 ? 0 : place - 1);
    if (place == 0 || line == std::string_view::npos || line == 0) {
      return false;
    }
    const std::size_t last = source_.find_last_not_of(" \t\r", line - 1);
    return last == std::string_view::npos || source_[last] == '\n';
  }

  [[nodiscard]] bool stands_apart(std::uint32_t place) const {
    return begins_line(place) && is_below_blank(place);
  }

  [[nodiscard]] bool is_on_line_of(std::uint32_t earlier, std::uint32_t later) const {
    return source_.substr(earlier, later - earlier).find('\n') == std::string_view::npos;
  }

  [[nodiscard]] bool has_comment(std::uint32_t begin, std::uint32_t end) const {
    const auto first =
        std::lower_bound(comments_.begin(), comments_.end(), std::pair(begin, std::uint32_t{0}));
    return first != comments_.end() && first->first < end;
  }

  [[nodiscard]] bool is_parted(std::uint32_t begin, std::uint32_t end) const {
    return std::any_of(stretches_.begin(), stretches_.end(),
                       [&](const Stretch& stretch) { return begin < stretch.begin && stretch.begin < end; });
  }

  // --- one line

  [[nodiscard]] bool must_expand(const Block& block) const {
    if (block.items.empty()) {
      return has_comment(block.open, block.close);
    }
    const bool too_many = block.shape == Block::Shape::inline_if_single && block.items.size() > 1;
    if (block.shape == Block::Shape::lines || too_many || has_comment(block.open, block.close) ||
        is_parted(block.open, block.close)) {
      return true;
    }
    return std::any_of(block.items.begin(), block.items.end(), [&](const Item& item) {
      return (&item != &block.items.front() && stands_apart(item.begin)) || must_expand(item);
    });
  }

  [[nodiscard]] bool must_expand(const Item& item) const {
    return std::any_of(item.phrases.begin(), item.phrases.end(),
                       [&](const Phrase& phrase) { return phrase.block && must_expand(*phrase.block); });
  }

  [[nodiscard]] std::string on_one_line(const Block& block) const {
    if (block.items.empty()) {
      return chinese_ ? "｛｝" : "{}";
    }
    std::string text = chinese_ ? "｛" : "{ ";
    for (const Item& item : block.items) {
      text += &item == &block.items.front() ? "" : block.separator;
      text += on_one_line(item);
    }
    return text + (chinese_ ? "｝" : " }");
  }

  [[nodiscard]] std::string on_one_line(const Item& item) const {
    std::string text;
    for (const Phrase& phrase : item.phrases) {
      text += joint(text, phrase) + phrase.words.text();
      if (phrase.block) {
        text += space_before_brace(text) + on_one_line(*phrase.block);
      }
    }
    return text;
  }

  [[nodiscard]] std::string space_before_brace(const std::string& text) const {
    return chinese_ || text.empty() ? "" : " ";
  }

  [[nodiscard]] std::string joint(const std::string& before, const Phrase& phrase) const {
    if (before.empty() || (phrase.words.empty() && (!chinese_ || !phrase.is_separate))) {
      return "";
    }
    return !chinese_ ? " " : phrase.is_separate ? "，" : " ";
  }

  // --- lines

  void put(std::string text, std::uint32_t origin, bool blank_before, std::size_t indentation) {
    lines_.push_back({std::string(indentation, ' ') + std::move(text), origin, blank_before});
  }

  /// Comments that stand before `end`, on lines of their own; `first`: nothing stands above them in the block.
  void place_comments(std::uint32_t end, std::size_t indentation, bool& first) {
    for (; next_comment_ < comments_.size() && comments_[next_comment_].first < end; ++next_comment_) {
      const std::uint32_t begin = comments_[next_comment_].first;
      put(std::string(comment(next_comment_)), begin, !first && stands_apart(begin), indentation);
      first = false;
    }
  }

  void place(const std::vector<Item>& items, std::size_t indentation, std::uint32_t end) {
    bool first = true;
    for (std::size_t number = 0; number < items.size(); ++number) {
      const Item& item = items[number];
      place_comments(item.begin, indentation, first);
      const bool is_below = !first && stands_apart(item.begin);
      place(item, indentation, lift_comments(item, indentation, is_below));
      place_behind(item, number + 1 < items.size() ? items[number + 1].begin : end);
      first = false;
    }
    place_comments(end, indentation, first);
  }

  /// A comment within an item, but in a block of it, is put above it. Gives whether the item still wants an empty line before it.
  bool lift_comments(const Item& item, std::size_t indentation, bool is_below) {
    while (next_comment_ < comments_.size() && comments_[next_comment_].first < item.end) {
      const std::uint32_t begin = comments_[next_comment_].first;
      const bool is_inside = std::any_of(item.phrases.begin(), item.phrases.end(), [&](const Phrase& phrase) {
        return phrase.block && phrase.block->open < begin && begin < phrase.block->close;
      });
      if (is_inside) {
        break;
      }
      put(std::string(comment(next_comment_++)), item.begin, std::exchange(is_below, false), indentation);
    }
    return is_below;
  }

  /// A comment behind the item on its last line.
  void place_behind(const Item& item, std::uint32_t next) {
    if (next_comment_ < comments_.size() && comments_[next_comment_].first < next &&
        is_on_line_of(item.end, comments_[next_comment_].first)) {
      lines_.back().text += "  " + std::string(comment(next_comment_++));
    }
  }

  void place(const Item& item, std::size_t indentation, bool is_below) {
    if (!must_expand(item)) {
      std::string whole = on_one_line(item);
      if (indentation + width(whole) <= kWidth) {
        put(std::move(whole), item.begin, is_below, indentation);
        return;
      }
    }
    Filling filling{{}, item.begin, is_below, indentation, indentation, indentation + kStep};
    for (const Phrase& phrase : item.phrases) {
      fill(filling, phrase);
    }
    put(filling);
  }

  /// The line that is being filled.
  struct Filling {
    std::string line;
    std::uint32_t origin = 0;
    bool is_below = false;
    std::size_t indentation = 0;
    std::size_t first = 0, continued = 0;  // of the item's first line, and of those below
  };

  void put(Filling& filling) {
    put(std::move(filling.line), filling.origin, std::exchange(filling.is_below, false), filling.indentation);
    filling.line.clear();
  }

  [[nodiscard]] static bool fits(const Filling& filling, std::string_view added) {
    return filling.indentation + width(filling.line) + width(added) <= kWidth;
  }

  void go_on_below(Filling& filling, std::string_view words) {
    put(filling);
    filling.indentation = filling.continued;
    filling.line = words.substr(std::min(words.find_first_not_of(' '), words.size()));
  }

  void fill(Filling& filling, const Phrase& phrase) {
    const std::string words = phrase.words.text();
    const std::string between = joint(filling.line, phrase);
    std::string whole = words;
    if (phrase.block) {
      const bool is_short = !must_expand(*phrase.block);
      whole += is_short ? space_before_brace(whole) + on_one_line(*phrase.block) : "{ ";
    }
    const bool fits_below = filling.continued + width(whole) <= kWidth;
    const bool fits_here =
        fits(filling, between + whole) || (!fits_below && fits(filling, between + words + " {"));
    const bool begins_line = phrase.begins_line && filling.line.size() > std::string_view("｝").size();
    if (phrase.is_separate && !filling.line.empty() && !words.empty() && (begins_line || !fits_here)) {
      filling.line += chinese_ ? "，" : "";
      go_on_below(filling, "");
    } else {
      filling.line += between;
    }
    fill(filling, phrase.words.stretches(), phrase.block ? 2 : 0);
    if (phrase.block) {
      fill(filling, *phrase.block);
    }
  }

  /// `behind`: columns that what follows needs on the same line.
  void fill(Filling& filling, const std::vector<Words::Stretch>& stretches, std::size_t behind) {
    for (std::size_t at = 0; at < stretches.size();) {
      std::size_t next = at + 1;
      std::string together = stretches[at].text;
      for (; next < stretches.size() && stretches[next].is_inside; ++next) {
        together += stretches[next].text;
      }
      const std::string room(next == stretches.size() ? behind : 0, ' ');
      if (!filling.line.empty() && at > 0 && !fits(filling, together + room)) {
        go_on_below(filling, "");
        together.erase(0, std::min(together.find_first_not_of(' '), together.size()));
      }
      if (fits(filling, together + room)) {
        filling.line += together;
      } else {
        fill_inside(filling, stretches, at, next);
      }
      at = next;
    }
  }

  void fill_inside(Filling& filling, const std::vector<Words::Stretch>& stretches, std::size_t first,
                   std::size_t end) {
    for (std::size_t at = first; at < end; ++at) {
      const std::string& text = stretches[at].text;
      if (at > first && !fits(filling, text)) {
        go_on_below(filling, text);
      } else {
        const bool begins = filling.line.empty();
        filling.line += text.substr(begins ? std::min(text.find_first_not_of(' '), text.size()) : 0);
      }
    }
  }

  void fill(Filling& filling, const Block& block) {
    const std::string space = space_before_brace(filling.line);
    if (!must_expand(block)) {
      const std::string inside = space + on_one_line(block);
      if (block.items.empty() || fits(filling, inside)) {
        filling.line += inside;
        return;
      }
    }
    filling.line += space + (chinese_ ? "｛" : "{");
    put(filling);
    if (block.shape == Block::Shape::filled && !must_expand(block)) {
      place_filled(block, filling.first + kStep);
    } else {
      place(block.items, filling.first + kStep, block.close);
    }
    filling.line = chinese_ ? "｝" : "}";
    filling.origin = block.close;
    filling.indentation = filling.first;
  }

  /// As many items a line as fit.
  void place_filled(const Block& block, std::size_t indentation) {
    Filling filling{{}, block.items.front().begin, false, indentation, indentation, indentation};
    for (const Item& item : block.items) {
      const bool is_last = &item == &block.items.back();
      const std::string text = on_one_line(item) + (is_last ? "" : block.separator);
      if (!filling.line.empty() && !fits(filling, text.substr(0, text.find_last_not_of(' ') + 1))) {
        filling.line.erase(filling.line.find_last_not_of(' ') + 1);
        go_on_below(filling, "");
        filling.origin = item.begin;
      }
      filling.line += text;
    }
    put(filling);
  }

  // --- the text

  [[nodiscard]] std::string assembled(std::string_view source) const {
    const std::size_t first_end = source.find('\n');
    const bool has_returns =
        first_end != std::string_view::npos && first_end > 0 && source[first_end - 1] == '\r';
    const std::string end_of_line = has_returns ? "\r\n" : "\n";
    std::string text;
    std::size_t line = 0, copied = 0;
    for (std::size_t number = 0; number < stretches_.size(); ++number) {
      const Stretch& stretch = stretches_[number];
      const bool is_last = number + 1 == stretches_.size();
      const std::string empty_line = stretch.prefix.substr(0, stretch.prefix.find_last_not_of(" \t") + 1);
      text += source.substr(copied, stretch.begin - copied);
      for (bool first = true; line < lines_.size() && (is_last || lines_[line].origin < stretch.end);
           ++line, first = false) {
        text += lines_[line].blank_before && !first ? empty_line + end_of_line : "";
        text += stretch.prefix + lines_[line].text + end_of_line;
      }
      copied = stretch.end;
    }
    return text + std::string(source.substr(copied));
  }

  bool chinese_;
  std::string_view source_;
  const std::vector<Stretch>& stretches_;
  const Places& comments_;
  std::size_t next_comment_ = 0;
  std::vector<Line> lines_;
};

}  // namespace

std::string lay_out_items(const std::vector<Item>& items, Writing writing, std::string_view rules,
                          std::string_view source, const std::vector<Stretch>& stretches,
                          const Places& comments) {
  return Layout(writing, rules, stretches, comments).lay_out(items, source);
}

}  // namespace recourse::language
