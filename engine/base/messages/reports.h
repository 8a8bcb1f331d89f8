// The codes of the messages and terms of reports.
#pragma once
#include "engine/base/message.h"

#define ROOM reports
#define CATALOGUE "engine/base/messages/reports.def"
#include "engine/base/messages/codes.inc"
