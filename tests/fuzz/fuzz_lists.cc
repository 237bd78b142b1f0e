// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a list: what list_file.h promises, and what the lexicon made of it holds.
#include "synonyms/lint.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

namespace {

bool is_good_phrase(const std::string& p) {
    return is_phrase(p) && is_utf8(p) && collapsed(p) == p;
}

void hold_rule(const Rule& r, std::size_t lines) {
    hold(r.file == "list" && r.line >= 1 && r.line <= lines, "a rule without its place");
    hold(!r.phrases.empty(), "a rule without a phrase");
    for (const std::string& p : r.phrases) hold(is_good_phrase(p), "a phrase that is none");
    hold(r.senses.empty() == (r.kind == RuleKind::same || r.kind == RuleKind::ignore),
         "senses of the wrong kind");
    for (const Sense& s : r.senses) {
        hold(s.weight > 0 && s.weight <= 1, "a weight beyond its bounds");
        hold(!s.to.empty() || !s.axes.empty(), "a sense of nothing");
        for (const std::string& p : s.to) hold(is_good_phrase(p), "a target that is none");
        for (const AxisWant& a : s.axes)
            hold(a.position >= 1 && a.position <= 7 && !a.labels.empty(), "an axis that no code has");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Result<Analyzer> analyzer = Analyzer::make();
    hold(analyzer.ok(), "ICU cannot be used");
    const std::string_view bytes = text_of(data, size);
    Lists lists;
    Diagnostics diag;
    const auto read = read_list(bytes, "list", &lists, &diag);
    hold(useless_report(diag, Input{bytes, "list", 0}));
    if (!read) {
        hold(useless_error(read.error(), "list"));
        return 0;
    }
    const auto lines = static_cast<std::size_t>(std::count_if(
                           bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; })) +
                       1;
    for (const Rule& r : lists.rules) hold_rule(r, lines);
    const Lexicon lexicon = Lexicon::compile(lists, &*analyzer);
    const ConceptFinder finder(lexicon);
    const std::string once = lexicon.bytes();
    const auto again = Lexicon::parse(once);
    hold(again.ok() && again->bytes() == once, "a lexicon that does not come back");
    for (const Finding& f : lint(lists, &*analyzer))
        hold(f.file == "list" && f.line >= 1 && !f.what.empty() && !f.advice.empty(), "a useless finding");
    return 0;
}
