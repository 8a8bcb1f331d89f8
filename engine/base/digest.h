// Digests that name contents: bundles of a policy, documents of the log.
#pragma once

#include <string>
#include <string_view>

namespace recourse::base {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits. Cost: linear.
std::string sha256(std::string_view bytes);

}  // namespace recourse::base
