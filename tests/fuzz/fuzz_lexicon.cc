// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the lexicon and as the vocabulary of a snapshot, and what a searcher then asks of them.
#include "synonyms/spelling.h"
#include "synonyms/vocabulary.h"
#include "synonyms/word_parts.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

namespace {

void hold_lexicon(const Lexicon& x) {
    for (Lexicon::PhraseId id = 0; id < x.phrases(); ++id) {
        for (const Lexicon::Reading& r : x.readings(x.phrase(id))) {
            hold(r.weight > 0 && r.weight <= 1, "a weight beyond its bounds");
            hold(!info(r.kind).name.empty() && !x.rule_place(r.rule).empty(), "a reading without a rule");
            for (const auto target : r.targets) hold(target < x.phrases(), "a target that is not there");
            for (const auto& want : r.wants) {
                hold(want.position < 8, "an axis that no code has");
                for (const auto label : want.labels) hold(label < x.phrases(), "a label that is not there");
            }
        }
        for (const Lexicon::Part* p : take_apart(x, x.written(id)))
            hold(!x.rule_place(p->rule).empty(), "a part without a rule");
    }
    const ConceptFinder finder(x);
    std::vector<const std::string*> found;
    finder.find({"a", "heart"}, &found);
    const std::string once = x.bytes();
    const auto again = Lexicon::parse(once);
    hold(again.ok() && again->bytes() == once, "a lexicon that does not come back");
}

void hold_vocabulary(const Vocabulary& v, const std::vector<std::string>& extra) {
    for (const Vocabulary::Word& w : v.words()) hold(v.find(w.text) == &w, "a word that is not found");
    for (const std::string_view s : v.family("heart"))
        hold(s.size() <= v.bytes().size(), "a stem from nowhere");
    const Speller speller(&v, &extra);
    for (const char* word : {"hart", "pneumonia"})
        for (const Suggestion& s : speller.suggest(word, 3)) hold(!s.word.empty(), "an empty suggestion");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    std::vector<std::string> words;
    if (const auto x = Lexicon::parse(bytes)) {
        hold_lexicon(*x);
        words = x->words();
    } else {
        hold(x.error().code == Errc::io && !x.error().hint.empty(), "an error without advice");
    }
    if (const auto v = Vocabulary::parse(std::string(bytes)))
        hold_vocabulary(*v, words);
    else
        hold(v.error().code == Errc::io && !v.error().hint.empty(), "an error without advice");
    return 0;
}
