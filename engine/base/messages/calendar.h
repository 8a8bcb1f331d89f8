// The codes of the messages and terms of calendar.
#pragma once
#include "engine/base/message.h"

#define ROOM calendar
#define CATALOGUE "engine/base/messages/calendar.def"
#include "engine/base/messages/codes.inc"
