// The codes of the messages and terms of machine.
#pragma once
#include "engine/base/message.h"

#define ROOM machine
#define CATALOGUE "engine/base/messages/machine.def"
#include "engine/base/messages/codes.inc"
