// The codes of the messages and terms of docket.
#pragma once
#include "engine/base/message.h"

#define ROOM docket
#define CATALOGUE "engine/base/messages/docket.def"
#include "engine/base/messages/codes.inc"
