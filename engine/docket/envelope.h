// What a digest is taken over: the one serialisation of an entry and of a bundle. docs/docket.md describes it
// for those who want to check a docket with other tools.
#pragma once

#include <string>

#include "engine/docket/store.h"

namespace recourse::docket {

/// Of these tables' entries; written into each.
inline constexpr int kSemanticsVersion = 1;

/// The hash of an entry: SHA-256 over all its fields but `hash`, with the case's number and the bundle's
/// digests in place of their row ids. It holds previous_hash, so the entries of a case are a chain.
std::string entry_hash(const EntryRow& entry, const std::string& case_number, const Digests& digests);

/// SHA-256 over the bundle's digests, path, and each file's name and digest in order of name.
std::string bundle_digest(const Bundle& bundle);

}  // namespace recourse::docket
