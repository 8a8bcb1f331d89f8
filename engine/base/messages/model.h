// The codes of the messages and terms of model.
#pragma once
#include "engine/base/message.h"

#define ROOM model
#define CATALOGUE "engine/base/messages/model.def"
#include "engine/base/messages/codes.inc"
