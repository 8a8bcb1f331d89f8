// A policy as files that a docket keeps, and back.
#pragma once

#include "engine/docket/store.h"
#include "recourse/policy.h"

namespace recourse::docket {

Bundle bundle_of(const Policy& policy);

/// Throws docket_bundle_damaged when the files no longer make the policy that the digests name.
Policy policy_of(const Bundle& bundle, const std::string& docket);

}  // namespace recourse::docket
