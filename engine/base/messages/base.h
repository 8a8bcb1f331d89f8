// The codes of the messages and terms of base.
#pragma once
#include "engine/base/message.h"

#define ROOM base
#define CATALOGUE "engine/base/messages/base.def"
#include "engine/base/messages/codes.inc"
