// Sources from a folder and from memory behave alike.
#include <filesystem>
#include <fstream>

#include "engine/base/message.h"
#include "engine/base/messages/base.h"
#include "recourse/source.h"

namespace recourse {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// A fresh folder that goes away with the test.
class Folder {
public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "recourse-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

private:
  fs::path path_;
};

void expect_the_three_files(SourceLoader& loader) {
  for (const std::string name : {"a.rules", "./a.rules", "parts/../a.rules", "parts//../a.rules"}) {
    const auto found = loader.load(name);
    ASSERT_TRUE(found.ok()) << name;
    EXPECT_EQ((*found)->text, std::string("a\r\n\0b", 5));
    EXPECT_EQ((*found)->name, "a.rules");
  }
  EXPECT_EQ((*loader.load("parts/条例.rules"))->text, "条");
  EXPECT_THAT(*loader.list(""), ElementsAre("a.rules", "parts"));
  EXPECT_THAT(*loader.list("."), ElementsAre("a.rules", "parts"));
  EXPECT_THAT(*loader.list("parts/"), ElementsAre("b.rules", "条例.rules"));
  for (const std::string missing : {"c.rules", "parts", "parts/c.rules", ""}) {
    const auto found = loader.load(missing);
    ASSERT_FALSE(found.ok()) << missing;
    EXPECT_EQ(found.error().code, messages::file_not_found);
    EXPECT_THAT(message(found.error(), Language::english), HasSubstr(missing));
  }
  EXPECT_EQ(loader.list("nowhere").error().code, messages::file_not_found);
  EXPECT_EQ(loader.list("a.rules").error().code, messages::file_not_found);
}

TEST(Loader, ReadsAFolder) {
  const Folder folder;
  folder.write("a.rules", std::string("a\r\n\0b", 5));
  folder.write("parts/b.rules", "");
  folder.write("parts/条例.rules", "条");
  expect_the_three_files(*disk_loader(folder.path()));
  const auto absolute = disk_loader("elsewhere")->load(folder.path() + "/a.rules");
  ASSERT_TRUE(absolute.ok());
  EXPECT_EQ((*absolute)->name, folder.path() + "/a.rules");
}

TEST(Loader, HoldsTextsInMemory) {
  expect_the_three_files(*memory_loader(
      {{"./a.rules", std::string("a\r\n\0b", 5)}, {"parts/b.rules", ""}, {"parts/条例.rules", "条"}}));
}

TEST(Loader, RefusesWhatIsTooLarge) {
  const Folder folder;
  folder.write("just", std::string(64UL * 1024 * 1024, 'x'));
  folder.write("over", std::string(64UL * 1024 * 1024 + 1, 'x'));
  const auto loader = disk_loader(folder.path());
  EXPECT_TRUE(loader->load("just").ok());
  const auto over = loader->load("over");
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().code, messages::file_too_large);
  EXPECT_THAT(message(over.error(), Language::chinese), HasSubstr("over”超过 64 MB"));
  EXPECT_EQ(loader->load("/dev/zero").error().code, messages::file_too_large)
      << "a device has no size to trust";
}

}  // namespace
}  // namespace recourse
