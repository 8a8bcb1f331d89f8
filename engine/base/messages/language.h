// The codes of the messages and terms of language.
#pragma once
#include "engine/base/message.h"

#define ROOM language
#define CATALOGUE "engine/base/messages/language.def"
#include "engine/base/messages/codes.inc"
