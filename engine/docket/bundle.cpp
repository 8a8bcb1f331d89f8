#include "engine/docket/bundle.h"

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/envelope.h"

namespace recourse::docket {

Bundle bundle_of(const Policy& policy) {
  return {
      0, {policy.digest(), policy.calendar_digest(), policy.offices_digest()}, policy.path(), policy.files()};
}

Policy policy_of(const Bundle& bundle, const std::string& docket) {
  const auto loader = memory_loader(bundle.files);
  LoadedPolicy loaded = load_policy(*loader, bundle.path);
  const Digests& named = bundle.digests;
  if (!loaded.policy || loaded.policy->digest() != named.policy ||
      loaded.policy->calendar_digest() != named.calendar ||
      loaded.policy->offices_digest() != named.offices) {
    throw Failure{{messages::docket_bundle_damaged, {}, {docket, named.policy}, {}}};
  }
  return std::move(*loaded.policy);
}

}  // namespace recourse::docket
