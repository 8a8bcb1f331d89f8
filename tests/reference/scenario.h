// Scenarios as text: what happens to a case by date, and what is then to be seen. One text runs on any engine.
//
//   2026-03-02 09:00 receive(letter, 3) by petitioner     an act; a date alone means 23:59; time passes up to it first
//   2026-03-05 accept by head(town) : refused window-closed      also: late, behind, fault two-moves, refused forbidden NAME
//   2026-03-09                                            time passes; what is due at 23:59 of that day has not fired
//   ! 2026-03-09 accept by town : behind                  time does not pass first
//   expect stage s1 | clock NAME due 2026-03-05 23:59 | clock NAME lapsed | clock NAME done | clock NAME paused
//   expect clock NAME undated | clock NAME none | field = 3 | field unknown | set NAME = a b | next 2026-03-05 23:59
//   expect clock NAME of OFFICE …                         that of one member of a set
//   expect next none | told TEXT | told nothing           of the line before; told TEXT of OFFICE: where it is about a member
#pragma once

#include <string>

#include "tests/reference/engine.h"

namespace recourse::reference {

/// What differs from what the steps expect, a line each with the state then; empty when nothing does.
std::string run_scenario(const model::Model& model, const std::string& steps, Engine& engine);

}  // namespace recourse::reference
