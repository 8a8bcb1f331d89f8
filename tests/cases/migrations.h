// How people come to see what is said of cases that cannot go over to another policy.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "recourse/case.h"

namespace recourse::cases {

std::map<std::string, std::function<Diagnostic()>> migrations();

}  // namespace recourse::cases
