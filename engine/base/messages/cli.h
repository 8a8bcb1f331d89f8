// The codes of the messages and terms of cli.
#pragma once
#include "engine/base/message.h"

#define ROOM cli
#define CATALOGUE "engine/base/messages/cli.def"
#include "engine/base/messages/codes.inc"
