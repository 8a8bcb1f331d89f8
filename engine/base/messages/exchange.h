// The codes of the messages and terms of exchange.
#pragma once
#include "engine/base/message.h"

#define ROOM exchange
#define CATALOGUE "engine/base/messages/exchange.def"
#include "engine/base/messages/codes.inc"
