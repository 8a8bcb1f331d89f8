// SHA-256 of OpenSSL. Its functions of this one algorithm are "deprecated" in favour of ones that look algorithms up by name
// in providers, which takes two milliseconds when first asked and the whole library: more than checking a short policy.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "engine/base/digest.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>

namespace recourse::base {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest.data(), &context);
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace recourse::base
