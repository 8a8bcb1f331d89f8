// The English keywords. First spelling of a kind: the one that the formatter prints.
#include <array>

#include "engine/language/keywords.h"

namespace recourse::language {
namespace {

constexpr bool kNeverBegins = true;

constexpr std::array kTable = {
    Keyword{"policy", Kind::policy},
    Keyword{"version", Kind::version, kNeverBegins},
    Keyword{"in force", Kind::in_force, kNeverBegins},
    Keyword{"use", Kind::use},
    Keyword{"source", Kind::source},
    Keyword{"calendar", Kind::calendar},
    Keyword{"offices", Kind::offices},
    Keyword{"choice", Kind::choice},
    Keyword{"parameter", Kind::parameter},
    Keyword{"case", Kind::case_type},
    Keyword{"act", Kind::act},
    Keyword{"role", Kind::role},
    Keyword{"process", Kind::process},
    Keyword{"rule", Kind::rule},
    Keyword{"table", Kind::table},
    Keyword{"test", Kind::test},
    Keyword{"for", Kind::for_case, kNeverBegins},
    Keyword{"cites", Kind::cites, kNeverBegins},
    Keyword{"stage", Kind::stage},
    Keyword{"start", Kind::start},
    Keyword{"final", Kind::final},
    Keyword{"parallel", Kind::parallel},
    Keyword{"branch", Kind::branch},
    Keyword{"party", Kind::party},

    Keyword{"owner", Kind::owner},
    Keyword{"must", Kind::must},
    Keyword{"may", Kind::may},
    Keyword{"must not", Kind::must_not},
    Keyword{"on", Kind::on},
    Keyword{"opens on", Kind::opens_on},
    Keyword{"after", Kind::after},
    Keyword{"when", Kind::when, kNeverBegins},
    Keyword{"pause", Kind::pause},
    Keyword{"at", Kind::at},

    Keyword{"within", Kind::within, kNeverBegins},
    Keyword{"until", Kind::until, kNeverBegins},
    Keyword{"from", Kind::from, kNeverBegins},
    Keyword{"extendable", Kind::extendable, kNeverBegins},
    Keyword{"up to", Kind::up_to, kNeverBegins},
    Keyword{"to at most", Kind::to_at_most, kNeverBegins},
    Keyword{"through", Kind::through, kNeverBegins},
    Keyword{"aim", Kind::aim, kNeverBegins},
    Keyword{"statutory", Kind::statutory, kNeverBegins},
    Keyword{"assumed", Kind::assumed, kNeverBegins},
    Keyword{"exactly", Kind::exactly, kNeverBegins},
    Keyword{"as", Kind::as, kNeverBegins},
    Keyword{"else", Kind::otherwise_then, kNeverBegins},
    Keyword{"unless", Kind::unless, kNeverBegins},
    Keyword{"unless approved by", Kind::unless_approved, kNeverBegins},
    Keyword{"by", Kind::by, kNeverBegins},
    Keyword{"once", Kind::once, kNeverBegins},
    Keyword{"times", Kind::times},
    Keyword{"overrides", Kind::overrides, kNeverBegins},
    Keyword{"all", Kind::all},
    Keyword{"any", Kind::any},
    Keyword{"while", Kind::while_, kNeverBegins},

    Keyword{"set", Kind::set},
    Keyword{"add", Kind::add},
    Keyword{"to", Kind::to},
    Keyword{"remove", Kind::remove},
    Keyword{"notify", Kind::notify},
    Keyword{"of", Kind::of},
    Keyword{"charge", Kind::charge},
    Keyword{"open", Kind::open},
    Keyword{"submit", Kind::submit},
    Keyword{"with", Kind::with},
    Keyword{"same matter when", Kind::same_matter},
    Keyword{"agree", Kind::agree},
    Keyword{"confirmed by", Kind::confirmed_by},

    Keyword{"or", Kind::logical_or, kNeverBegins},
    Keyword{"and", Kind::logical_and, kNeverBegins},
    Keyword{"not", Kind::logical_not},
    Keyword{"in", Kind::in, kNeverBegins},
    Keyword{"not in", Kind::not_in, kNeverBegins},
    Keyword{"each of", Kind::each_of},
    Keyword{"any of", Kind::any_of},
    Keyword{"except", Kind::except, kNeverBegins},
    Keyword{"otherwise", Kind::otherwise, kNeverBegins},
    Keyword{"first", Kind::first},
    Keyword{"is known", Kind::is_known, kNeverBegins},
    Keyword{"is unknown", Kind::is_unknown, kNeverBegins},
    Keyword{"is not known", Kind::is_unknown, kNeverBegins},
    Keyword{"is overdue", Kind::is_overdue, kNeverBegins},
    Keyword{"is not overdue", Kind::is_not_overdue, kNeverBegins},
    Keyword{"is done", Kind::is_done, kNeverBegins},
    Keyword{"is not done", Kind::is_not_done, kNeverBegins},
    Keyword{"unknown", Kind::unknown},
    Keyword{"yes", Kind::yes},
    Keyword{"no", Kind::no},
    Keyword{"set of", Kind::set_of},
    Keyword{"approve", Kind::approve},

    Keyword{"expect", Kind::expect},
    Keyword{"overdue", Kind::overdue},
    Keyword{"done", Kind::done},
    Keyword{"entered", Kind::entered},
    Keyword{"due", Kind::due},
    Keyword{"owed", Kind::owed},
    Keyword{"allowed", Kind::allowed},
    Keyword{"not allowed", Kind::not_allowed},
    Keyword{"refused", Kind::refused},

    Keyword{"gives", Kind::gives, kNeverBegins},
    Keyword{"unique", Kind::unique},
    Keyword{"collect", Kind::collect},
    Keyword{"sum", Kind::sum},
    Keyword{"least", Kind::least},
    Keyword{"greatest", Kind::greatest},

    Keyword{"ladder", Kind::later},
    Keyword{"assessment", Kind::later},
    Keyword{"property", Kind::later},
    Keyword{"migrate", Kind::later},
    Keyword{"protect", Kind::later},
    Keyword{"each", Kind::later},
};

}  // namespace

std::span<const Keyword> keywords_en() {
  return kTable;
}

}  // namespace recourse::language
