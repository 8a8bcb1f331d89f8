// Tables as spreadsheets write them: quotes, line ends, encodings, rows of another length.
#include <gmock/gmock.h>
#include <unicode/ucnv.h>

#include <sstream>

#include "engine/base/message.h"
#include "engine/exchange/row.h"

namespace recourse::exchange {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Read {
  std::string encoding, error;
  std::vector<std::string> header;
  std::vector<std::string> rows;  // "LINE cell|cell"
};

Read read(const std::string& text) {
  Read found;
  std::istringstream input(text);
  auto source = open_csv(input, "log.csv");
  if (!source) {
    found.error = code_name(source.error().code);
    return found;
  }
  found.header = *(*source)->header();
  Row row;
  while (true) {
    const auto next = (*source)->next(row);
    if (!next) found.error = code_name(next.error().code);
    if (!next || !*next) break;
    std::string line = std::to_string(row.line) + " ";
    for (std::size_t i = 0; i < row.cells.size(); ++i) line += (i == 0 ? "" : "|") + row.cells[i].second;
    found.rows.push_back(line);
  }
  found.encoding = (*source)->encoding();
  EXPECT_EQ((*source)->position(),
            found.error.empty() ? static_cast<std::int64_t>(text.size()) : (*source)->position());
  return found;
}

struct Written {
  std::string name, text;
  std::vector<std::string> rows;
};

void PrintTo(const Written& row, std::ostream* output) {
  *output << row.text;
}

class Csv : public testing::TestWithParam<Written> {};

TEST_P(Csv, IsReadRowByRow) {
  const Read found = read(GetParam().text);
  EXPECT_EQ(found.error, "");
  EXPECT_THAT(found.header, ElementsAre("a", "b"));
  EXPECT_EQ(found.rows, GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    Tables, Csv,
    testing::Values(Written{"Plain", "a,b\n1,2\n3,4\n", {"2 1|2", "3 3|4"}}, Written{"HeaderOnly", "a,b", {}},
                    Written{"NoLineEndAtTheEnd", "a,b\n1,2", {"2 1|2"}},
                    Written{"CarriageReturnAndLineFeed", "a,b\r\n1,2\r\n3,4\r\n", {"2 1|2", "3 3|4"}},
                    Written{"CarriageReturnAlone", "a,b\r1,2\r3,4", {"2 1|2", "3 3|4"}},
                    Written{"CarriageReturnAloneWithSemicolonsInCells", "a,b\r1;;;,2\r", {"2 1;;;|2"}},
                    Written{"EmptyLinesBetween", "\n\na,b\n\n1,2\n\r\n\n3,4\n\n", {"5 1|2", "8 3|4"}},
                    Written{"Semicolons", "a;b\n1,5;2\n", {"2 1,5|2"}},
                    Written{"Tabs", "a\tb\n1 ,\t2\n", {"2 1 ,|2"}},
                    Written{"Quotes", "\"a\",\"b\"\n\"1,5\",\"say \"\"no\"\"\"\n", {"2 1,5|say \"no\""}},
                    Written{"LineBreaksInQuotes", "a,b\n\"1\n2\r\n3\",4\n5,6\n", {"2 1\n2\r\n3|4", "5 5|6"}},
                    Written{"CarriageReturnsInQuotes", "a,b\r\"1\r2\",3\r4,5\r", {"2 1\r2|3", "4 4|5"}},
                    Written{"EmptyCells", "a,b\n,\n\"\",\"\"\n", {"2 |", "3 |"}},
                    Written{"QuoteInsideACell", "a,b\n5\" disk,2\n", {"2 5\" disk|2"}},
                    Written{"TextBehindAQuotedCell", "a,b\n\"1\"st,2\n", {"2 1st|2"}},
                    Written{"MissingCellsAreEmpty", "a,b\n1\n", {"2 1|"}},
                    Written{"MoreCellsThanColumns", "a,b\n1,2,3\n", {"2 1|2|3"}},
                    Written{"SeparatorsInAQuotedHeader", "a,\"b\"\n1,2\n", {"2 1|2"}},
                    Written{"SpacesStay", "a,b\n 1 , 2\n", {"2  1 | 2"}}),
    [](const auto& row) { return row.param.name; });

TEST(CsvRow, HasNamedCellsAndIsWrittenAsItStood) {
  std::istringstream input("a,b\n\"x, \"\"y\"\"\",2,3\n");
  auto source = open_csv(input, "log.csv");
  ASSERT_TRUE(source);
  Row row;
  ASSERT_TRUE((*source)->next(row).value());
  EXPECT_EQ(row.cell("a"), "x, \"y\"");
  EXPECT_EQ(row.cell("c"), "");
  EXPECT_EQ(row.columns, 2U);
  EXPECT_EQ(row.text(), "\"x, \"\"y\"\"\",2,3");
}

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const auto size = ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                 utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  return bytes.substr(0, static_cast<std::size_t>(size));
}

constexpr int kLongTable = 60'000;

/// A table longer than what is looked at, read and kept at once, with characters of one, two, three and four bytes at every
/// place of a piece.
std::string long_table() {
  std::string text = "编号,内容\n";
  for (int i = 0; i < kLongTable; ++i)
    text += std::to_string(i) + ",é信访𠀀" + std::string(static_cast<std::size_t>(i % 7), 'x') + "\n";
  return text;
}

TEST(Encodings, AreToldFromTheBytes) {
  const std::string table = long_table();
  const Read plain = read(table);
  EXPECT_EQ(plain.encoding, "UTF-8");
  EXPECT_EQ(plain.rows.size(), std::size_t{kLongTable});
  EXPECT_EQ(plain.rows[8], "10 8|é信访𠀀x");
  struct Encoding {
    std::string name, bytes;
  };
  for (const Encoding& row :
       {Encoding{"UTF-8", "\xEF\xBB\xBF" + table}, Encoding{"GB18030", encoded(table, "GB18030")},
        Encoding{"UTF-16LE", "\xFF\xFE" + encoded(table, "UTF-16LE")},
        Encoding{"UTF-16BE", "\xFE\xFF" + encoded(table, "UTF-16BE")}}) {
    const Read found = read(row.bytes);
    EXPECT_EQ(found.encoding, row.name);
    EXPECT_EQ(found.error, "") << row.name;
    EXPECT_THAT(found.header, ElementsAre("编号", "内容")) << row.name;
    EXPECT_EQ(found.rows, plain.rows) << row.name;
  }
}

TEST(Encodings, BytesThatAreNoTextAreMarkedAndTheRestIsRead) {
  std::string table = "列,b\n";
  while (table.size() < 70'000) table += "1,2\n";
  const Read found = read(table + "3,\xCE\xD2\n4,5\n");
  EXPECT_EQ(found.encoding, "UTF-8");
  ASSERT_GT(found.rows.size(), 2U);
  EXPECT_THAT(found.rows[found.rows.size() - 2], testing::HasSubstr("|\uFFFD"));
  EXPECT_THAT(found.rows.back(), testing::EndsWith(" 4|5"));
  EXPECT_THAT(read(std::string("\xFF\xFE") + encoded("a,b\n1,2", "UTF-16LE") + "x").rows,
              ElementsAre("2 1|2\uFFFD"));
}

TEST(Encodings, AFewWrongBytesDoNotDecide) {
  // An even number of characters in every cell: all of it could be GB18030.
  const std::string table = "编号,内容\n1,信访\n2,\xFF\n3,沙岭镇政府\n";
  Read found = read(table);
  EXPECT_EQ(found.encoding, "UTF-8");
  EXPECT_THAT(found.rows, ElementsAre("2 1|信访", "3 2|\uFFFD", "4 3|沙岭镇政府"));
  // The header itself may hold it.
  found = read("编号,内容,\xFF\n1,信访,2\n");
  EXPECT_EQ(found.encoding, "UTF-8");
  EXPECT_THAT(found.rows, ElementsAre("2 1|信访|2"));
  found = read(encoded("编号,内容\n1,信访\n", "GB18030") + "2,\xFF\n3," + encoded("沙岭镇\n", "GB18030"));
  EXPECT_EQ(found.encoding, "GB18030");
  EXPECT_THAT(found.rows, ElementsAre("2 1|信访", "3 2|\uFFFD", "4 3|沙岭镇"));
}

TEST(Encodings, AreTakenFromWhereTheTextIsMoreThanAscii) {
  std::string table = "a,b\n";
  while (table.size() < 200'000) table += "1,2\n";
  for (const char* encoding : {"UTF-8", "GB18030"}) {
    const Read found = read(table + encoded("3,信访\n4,我", encoding));
    EXPECT_EQ(found.encoding, encoding);
    EXPECT_THAT(found.rows[found.rows.size() - 2], testing::EndsWith("|信访"));
    EXPECT_THAT(found.rows.back(), testing::EndsWith("|我"));
  }
}

TEST(Separator, IsNotCountedInQuotes) {
  const Read found = read("\"a;b;c\",\"say \"\";;\"\"\",5\" disk\n1,2,3\n");
  EXPECT_THAT(found.header, ElementsAre("a;b;c", "say \";;\"", "5\" disk"));
}

TEST(Damage, EndsTheReadingWithAnError) {
  EXPECT_EQ(read("\x1F\x8B\b").error, "log-compressed");
  EXPECT_EQ(read("PK\x03\x04xl/workbook.xml").error, "log-compressed");

  EXPECT_EQ(read("").error, "log-empty");
  EXPECT_EQ(read("\n\r\n\n").error, "log-empty");
  EXPECT_EQ(read("\xEF\xBB\xBF").error, "log-empty");
  const Read open = read("a,b\n1,2\n\"3,4\n");
  EXPECT_EQ(open.error, "csv-open-quote");
  EXPECT_THAT(open.rows, ElementsAre("2 1|2"));  // what stood before it was given
  EXPECT_EQ(read("\"a,b\n").error, "csv-open-quote");
}

TEST(Damage, ARowWithoutEndIsNotReadToItsEnd) {
  // A stream that never ends: a gigabyte and more would be asked for, were the row read whole.
  class Endless : public std::streambuf {
  public:
    explicit Endless(std::string piece) : piece_(std::move(piece)) {}
    std::int64_t given = 0;

  protected:
    int_type underflow() override {
      if (given > (1 << 30)) return traits_type::eof();
      given += static_cast<std::int64_t>(piece_.size());
      setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
      return traits_type::to_int_type(piece_[0]);
    }

  private:
    std::string piece_;
  };
  for (const std::string piece : {"xxxxxxxx", "\"quoted\",", ",,,,,,,,", "\"\"\"\"\"\"\"\""}) {
    std::string block;
    for (int i = 0; i < 8192; ++i) block += piece;
    Endless buffer(block);
    std::istream input(&buffer);
    const auto source = open_csv(input, "log.csv");
    ASSERT_FALSE(source) << piece;
    EXPECT_LT(buffer.given, 64 << 20) << piece;
  }
}

}  // namespace
}  // namespace recourse::exchange
