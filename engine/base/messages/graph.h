// The codes of the messages and terms of graph.
#pragma once
#include "engine/base/message.h"

#define ROOM graph
#define CATALOGUE "engine/base/messages/graph.def"
#include "engine/base/messages/codes.inc"
