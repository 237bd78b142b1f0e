// SPDX-License-Identifier: GPL-3.0-or-later
// What clinicians write in shapes of their own, which a word breaker tears apart or leaves whole.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "analyzers/analyzer.h"
#include "analyzers/filters.h"

namespace codelex {
namespace {

// Two short words with a slash between them, and the words that they stand for: one or two.
struct Shorthand {
    std::string_view first, second, word, other;
};
constexpr Shorthand kShorthand[] = {
    {"w", "o", "without", ""},        {"w", "out", "without", ""}, {"s", "p", "status", "post"},
    {"h", "o", "history", ""},        {"r", "o", "rule", "out"},   {"b", "l", "bilateral", ""},
    {"c", "o", "complains", ""},      {"f", "u", "follow", "up"},  {"d", "t", "due", ""},
    {"a", "w", "associated", "with"}, {"y", "o", "year", "old"},   {"p", "o", "by", "mouth"},
};

// What may touch the digits before it: "10mg".
constexpr std::string_view kUnits[] = {
    "mg",    "mcg",     "ug",   "g",    "gm",  "gms", "kg",   "lb",     "lbs", "oz",  "ml",   "l",
    "cc",    "dl",      "cm",   "mm",   "m",   "in",  "inch", "inches", "ft",  "sq",  "iu",   "u",
    "units", "unit",    "meq",  "mmol", "mci", "uci", "hr",   "hrs",    "h",   "min", "mins", "sec",
    "wk",    "wks",     "w",    "d",    "mo",  "mos", "yo",   "yr",     "yrs", "y",   "fr",   "ga",
    "gauge", "percent", "kcal", "mmhg", "bpm", "ohm", "watt", "watts",  "v",   "hz",  "khz",
};

// After these words a roman numeral is a number: type II, stage IIIB.
constexpr std::string_view kNumbered[] = {"type",     "types",  "grade",   "grades",   "stage",      "stages",
                                          "class",    "level",  "degree",  "factor",   "phase",      "group",
                                          "category", "zone",   "region",  "diabetes", "dm",         "figo",
                                          "nyha",     "tanner", "gustilo", "mobitz",   "mallampati", "axis"};
// These are hardly anything else, wherever they stand.
constexpr std::string_view kAlwaysRoman[] = {"ii", "iii", "vii", "viii", "xii", "xiii"};
constexpr std::string_view kRoman[] = {"i",    "ii", "iii", "iv", "v",   "vi",  "vii",
                                       "viii", "ix", "x",   "xi", "xii", "xiii"};
// Between the numerals of a list.
constexpr std::string_view kListWords[] = {"or", "and", "to", "through", "thru"};
constexpr std::string_view kOrdinals[] = {"first",   "second", "third", "fourth", "fifth",    "sixth",
                                          "seventh", "eighth", "ninth", "tenth",  "eleventh", "twelfth"};

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool all(std::string_view s, bool (*test)(char)) {
    return !s.empty() && std::all_of(s.begin(), s.end(), test);
}
template <class List>
bool in(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// A vertebra: the letter of its region, and how many of them there are.
unsigned vertebrae(char region) {
    return region == 'c' ? 8 : region == 't' ? 12 : region == 'l' || region == 's' ? 5 : 0;
}
unsigned small_number(std::string_view s) {
    if (s.size() > 2 || !all(s, digit) || s[0] == '0') return 0;
    unsigned n = 0;
    for (char c : s) n = n * 10 + static_cast<unsigned>(c - '0');
    return n;
}
bool is_vertebra(std::string_view s) {
    if (s.size() < 2) return false;
    const unsigned n = small_number(s.substr(1));
    return n >= 1 && n <= vertebrae(s[0]);
}

// "3" of "iii", "3b" of "iiib"; empty when it is no roman numeral.
std::string arabic(std::string_view s) {
    std::string suffix;
    for (int with_letter = 0; with_letter < 2; ++with_letter) {
        for (std::size_t i = 0; i < std::size(kRoman); ++i)
            if (kRoman[i] == s) return std::to_string(i + 1) + suffix;
        if (s.size() < 2 || s.back() < 'a' || s.back() > 'c') break;
        suffix = s.back();
        s.remove_suffix(1);
    }
    return {};
}

// The digits, with one point at most, that the word begins with.
std::size_t number_length(std::string_view s) {
    std::size_t n = 0;
    bool point = false;
    while (n < s.size() &&
           (digit(s[n]) || (s[n] == '.' && !point && n > 0 && n + 1 < s.size() && digit(s[n + 1])))) {
        point |= s[n] == '.';
        ++n;
    }
    return n;
}

// Whether each comma has three digits behind it: 1,000 and 12,345.5 are numbers, 1,2 and 16,17 are lists.
bool commas_group(std::string_view s) {
    const std::size_t first = s.find(','), end = std::min(s.find('.'), s.size());
    if (first == 0 || first > 3 || (end - first) % 4 != 0) return false;
    for (std::size_t i = 0; i < s.size(); ++i)
        if ((s[i] == ',') != (i >= first && i < end && (i - first) % 4 == 0)) return false;
    return true;
}

// 1,000 -> 1000, 2.50 -> 2.5, 0.50 -> 0.5; what is no plain number stays.
void plain_number(std::string* s) {
    if (!std::all_of(s->begin(), s->end(), [](char c) { return digit(c) || c == '.' || c == ','; })) return;
    std::erase(*s, ',');
    if (std::count(s->begin(), s->end(), '.') != 1) return;
    while (s->back() == '0') s->pop_back();
    if (s->back() == '.') s->pop_back();
    if (s->empty()) *s = "0";
}

class Shapes final : public TokenFilter {
  public:
    std::string_view name() const override { return "shapes-2"; }

    void apply(std::string_view text, Tokens* tokens) override {
        text_ = text;
        in_ = tokens;
        out_.clear();
        in_list_ = false;
        for (at_ = 0; at_ < in_->size(); ++at_) {
            ampersand();
            fracture_sign();
            leading_point();
            if (shorthand() || level() || units() || several()) continue;
            Token t = (*in_)[at_];
            word(&t);
            out_.push_back(std::move(t));
        }
        for (std::size_t i = 0; i < out_.size(); ++i) out_[i].position = static_cast<std::uint32_t>(i);
        compounds();
        capitals();
        std::swap(*tokens, out_);
    }

  private:
    // The token is written in ASCII just as it reads, so that its offsets can be cut.
    bool plain(const Token& t) const {
        if (t.end - t.begin != t.text.size()) return false;
        for (std::size_t i = 0; i < t.text.size(); ++i) {
            const char c = text_[t.begin + i];
            if (t.text[i] != (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)) return false;
        }
        return true;
    }
    // So many characters on from an offset. Folded digits and x have one character each, as a rule.
    std::uint32_t characters_on(std::size_t at, std::size_t n) const {
        for (; n > 0 && at < text_.size(); --n) {
            ++at;
            while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
        }
        return static_cast<std::uint32_t>(at);
    }
    // So many characters back from an offset.
    std::uint32_t characters_back(std::size_t at, std::size_t n) const {
        for (; n > 0 && at > 0; --n) {
            --at;
            while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) --at;
        }
        return static_cast<std::uint32_t>(at);
    }
    // The one character between two tokens, a hyphen or an en dash as '-', or 0.
    char between(const Token& a, const Token& b) const {
        if (b.begin == a.end + 1) return text_[a.end];
        if (b.begin != a.end + 3) return '\0';
        const std::string_view c = text_.substr(a.end, 3);
        return c == "\u2010" || c == "\u2011" || c == "\u2013" ? '-' : '\0';
    }
    void put(const Token& like, std::string_view word, std::uint32_t begin, std::uint32_t end,
             Token::Kind kind = Token::Kind::shorthand) {
        Token t = like;
        t.text = word;
        t.begin = begin;
        t.end = end;
        t.kind = kind;
        out_.push_back(std::move(t));
        in_list_ = false;
    }

    // "nausea & vomiting" has its words as far apart as "nausea and vomiting".
    void ampersand() {
        if (out_.empty()) return;
        const Token& t = (*in_)[at_];
        const std::size_t begin = out_.back().end, at = text_.substr(0, t.begin).find('&', begin);
        if (at == text_.npos) return;
        const bool in_list = in_list_;
        put(t, "and", static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1), Token::Kind::word);
        in_list_ = in_list;
    }

    // "#NOF", "# femur": a fracture.
    void fracture_sign() {
        const Token& t = (*in_)[at_];
        std::size_t b = t.begin;
        if (b > 0 && text_[b - 1] == ' ') --b;
        if (b == 0 || text_[b - 1] != '#' || !letter(t.text[0])) return;
        if (!out_.empty() && out_.back().end >= b) return;
        put(t, "fracture", static_cast<std::uint32_t>(b - 1), static_cast<std::uint32_t>(b));
    }

    // ".5 mg" is half a milligram; a word breaker reads 5.
    void leading_point() {
        Token& t = (*in_)[at_];
        pointed_ = false;
        const std::size_t n = number_length(t.text);
        if (n == 0 || n > 8 || t.begin == 0 || text_[t.begin - 1] != '.') return;
        if (t.text.find('.') != t.text.npos) return;
        if (n < t.text.size() && !in(kUnits, std::string_view(t.text).substr(n))) return;
        if (t.begin > 1 && text_[t.begin - 2] != ' ' && text_[t.begin - 2] != '(') return;
        if (!out_.empty() && out_.back().end > t.begin - 1) return;
        t.text.insert(0, "0.");
        --t.begin;
        pointed_ = true;
    }

    bool shorthand() {
        const Token& t = (*in_)[at_];
        const bool slash = t.end < text_.size() && text_[t.end] == '/';
        if (!slash || t.text.size() > 1 || !plain(t)) return false;
        if (at_ + 1 < in_->size()) {
            const Token& next = (*in_)[at_ + 1];
            if (between(t, next) == '/' && plain(next))
                for (const Shorthand& s : kShorthand) {
                    if (s.first != t.text || s.second != next.text) continue;
                    if (s.other.empty()) {
                        put(t, s.word, t.begin, next.end);
                    } else {
                        put(t, s.word, t.begin, t.end);
                        put(next, s.other, next.begin, next.end);
                    }
                    ++at_;
                    return true;
                }
        }
        if (t.text != "w") return false;
        put(t, "with", t.begin, t.end + 1);  // may touch the next word: w/stent
        return true;
    }

    // L4-5, C5/6: both vertebrae.
    bool level() {
        const Token& t = (*in_)[at_];
        if (at_ + 1 >= in_->size() || !is_vertebra(t.text) || !plain(t)) return false;
        const Token& next = (*in_)[at_ + 1];
        const char c = between(t, next);
        if ((c != '-' && c != '/') || !plain(next)) return false;
        const unsigned to = small_number(next.text);
        if (to == 0 || to > vertebrae(t.text[0])) return false;
        Token first = t;
        out_.push_back(std::move(first));
        put(next, std::string(1, t.text[0]) + std::to_string(to), next.begin, next.end, Token::Kind::word);
        ++at_;
        return true;
    }

    // 10mg, 2.5ml, 24w; not 0001U, a code
    bool units() {
        const Token& t = (*in_)[at_];
        const std::size_t n = number_length(t.text);
        if (n == 0 || n == t.text.size()) return false;
        const std::string_view unit = std::string_view(t.text).substr(n);
        if (!in(kUnits, unit) || (n > 2 && t.text[0] == '0' && t.text[1] != '.')) return false;
        const std::uint32_t middle = characters_on(t.begin, n - (pointed_ ? 1 : 0));
        if (middle >= t.end) return false;
        std::string number = t.text.substr(0, n);
        plain_number(&number);
        put(t, number, t.begin, middle, Token::Kind::number);
        if (unit == "y" && at_ + 1 < in_->size()) {
            const Token& next = (*in_)[at_ + 1];
            if (next.text == "o" && between(t, next) == '/') {  // 65y/o
                put(t, "year", middle, t.end);
                put(next, "old", next.begin, next.end);
                ++at_;
                return true;
            }
        }
        put(t, unit, middle, t.end, Token::Kind::word);
        return true;
    }

    // 3x5, 2x2.5x4; 1,2 and C5,6, which a word breaker takes for numbers with thousands.
    bool several() {
        const Token& t = (*in_)[at_];
        const std::string_view s = t.text;
        const bool commas = s.find(',') != s.npos;
        if (!commas && s.find('x') == s.npos) return false;
        if (commas && commas_group(s)) return false;
        const char sign = commas ? ',' : 'x';
        for (std::size_t begin = 0; begin <= s.size();) {
            const std::string_view part = s.substr(begin, s.find(sign, begin) - begin);
            const bool first = begin == 0 && commas && !part.empty() && letter(part[0]);
            if (part.empty() || (!first && number_length(part) != part.size())) return false;
            begin += part.size() + 1;
        }
        // Counted from the end: the first part may have letters, of which one may have been folded to three.
        if (characters_back(t.end, s.size() - s.find(sign)) <= t.begin) return false;
        const Token like = t;
        for (std::size_t begin = 0; begin < s.size();) {
            const std::size_t end = std::min(s.find(sign, begin), s.size());
            std::string part(s.substr(begin, end - begin));
            const bool number = number_length(part) == part.size();
            if (number) plain_number(&part);
            put(like, part, begin == 0 ? like.begin : characters_back(like.end, s.size() - begin),
                characters_back(like.end, s.size() - end), number ? Token::Kind::number : Token::Kind::word);
            begin = end + 1;
        }
        return true;
    }

    void word(Token* t) {
        std::string& s = t->text;
        if (t->kind == Token::Kind::number) {
            plain_number(&s);
            in_list_ = false;
            return;
        }
        // 1st to 12th.
        if (s.size() <= 4 && digit(s[0])) {
            for (std::size_t i = 0; i < std::size(kOrdinals); ++i) {
                const std::string end = i == 0 ? "st" : i == 1 ? "nd" : i == 2 ? "rd" : "th";
                if (s == std::to_string(i + 1) + end) s = kOrdinals[i];
            }
            return;
        }
        // C.O.P.D.
        if (s.size() >= 3 && s[1] == '.') {
            bool dotted = true;
            for (std::size_t i = 0; i < s.size(); ++i) dotted &= i % 2 == 0 ? letter(s[i]) : s[i] == '.';
            if (dotted) std::erase(s, '.');
        }
        const bool numeral = in(kAlwaysRoman, s) || (!out_.empty() && numbered(out_.back(), *t));
        if (std::string number = numeral ? arabic(s) : ""; !number.empty()) {
            in_list_ = true;
            t->kind = all(number, digit) ? Token::Kind::number : Token::Kind::word;
            s = std::move(number);
        } else if (!in(kListWords, s)) {
            in_list_ = false;
        }
    }

    // A roman numeral is to be expected: after "stage", or after another one in "IIIA, IIIB, or IIIC".
    bool numbered(const Token& before, const Token& t) const {
        if (in(kNumbered, before.text)) return true;
        if (!in_list_) return false;
        if (!digit(before.text[0])) return true;  // a word of the list
        for (const char c : text_.substr(before.end, t.begin - before.end))
            if (c != ' ') return true;  // "type II IV antibiotics" are no list
        return false;
    }

    // x-ray, non-small-cell, covid-19, n/v: the same in one word.
    void compounds() {
        for (std::size_t i = 0; i < out_.size(); ++i) {
            std::string whole = out_[i].text;
            std::size_t last = i;
            while (last + 1 < out_.size() && last - i < 3) {
                const Token &a = out_[last], &b = out_[last + 1];
                const char c = between(a, b);
                const bool hyphen = c == '-' && (all(a.text, letter) || all(b.text, letter));
                const bool slash = c == '/' && a.text.size() <= 3 && b.text.size() <= 3 &&
                                   all(a.text, letter) && all(b.text, letter);
                if (!(hyphen || slash) || a.kind == Token::Kind::shorthand ||
                    b.kind == Token::Kind::shorthand)
                    break;
                whole += b.text;
                ++last;
            }
            if (last == i || whole.size() > Analyzer::kMaxWord) continue;
            out_[i].compound = std::move(whole);
            out_[i].parts = static_cast<std::uint32_t>(last - i + 1);
            i = last;
        }
    }

    void capitals() {
        bool small = false;
        for (const char c : text_) small |= letter(c);
        if (!small) return;
        for (Token& t : out_) {
            if (t.kind != Token::Kind::word || t.end - t.begin < 2) continue;
            t.capitals = true;
            for (std::size_t i = t.begin; i < t.end; ++i) t.capitals &= !letter(text_[i]);
            t.capitals &= all(t.text, letter);
        }
    }

    std::string_view text_;
    Tokens* in_ = nullptr;
    Tokens out_;
    std::size_t at_ = 0;
    bool in_list_ = false;  // of roman numerals
    bool pointed_ = false;  // the token at hand got its 0 before the point
};

}  // namespace

std::unique_ptr<TokenFilter> make_shapes() {
    return std::make_unique<Shapes>();
}

}  // namespace codelex
