// The codes of the messages and terms of cases.
#pragma once
#include "engine/base/message.h"

#define ROOM cases
#define CATALOGUE "engine/base/messages/cases.def"
#include "engine/base/messages/codes.inc"
