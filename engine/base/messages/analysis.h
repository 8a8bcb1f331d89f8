// The codes of the messages and terms of analysis.
#pragma once
#include "engine/base/message.h"

#define ROOM analysis
#define CATALOGUE "engine/base/messages/analysis.def"
#include "engine/base/messages/codes.inc"
