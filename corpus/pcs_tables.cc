// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_map>
#include <unordered_set>

#include "corpus/pcs_dom.h"
#include "corpus/pcs_xml.h"
#include "corpus/text.h"

namespace codelex {
namespace pcs {
namespace {

constexpr std::size_t kMaxXml = 96u << 20;  // bytes; a tree takes some eight times that in memory
constexpr std::size_t kMaxText = 8'192;     // bytes of one text; the longest of the publisher has 500
constexpr int kMaxDepth = 64;
constexpr std::string_view kRoots[] = {"", "ICD10PCS.tabular", "ICD10PCS.index", "ICD10PCS.definitions"};

void gather(pugi::xml_node node, int depth, std::string* out) {
    for (pugi::xml_node c : node.children()) {
        if (out->size() > kMaxText) return;
        if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) {
            *out += c.value();
        } else if (depth < kMaxDepth) {
            const auto name = local(c);
            if (name != "code" && name != "codes" && name != "tab") gather(c, depth + 1, out);
        }
    }
}

}  // namespace

std::string_view local(pugi::xml_node node) {
    const char* colon = std::strchr(node.name(), ':');
    return colon ? colon + 1 : node.name();
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (pugi::xml_node c : node.children())
        if (local(c) == name) return c;
    return {};
}

bool is_value(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O');
}

std::string plain(std::string_view text) {
    std::string out(text);
    for (std::string_view sign : {"(R)", "(tm)", "(TM)"})
        for (std::size_t at = 0; (at = out.find(sign, at)) != out.npos;) out.erase(at, sign.size());
    return collapsed(out);
}

Result<void> Dom::load(PcsXmlKind kind) {
    const std::string_view root = kRoots[static_cast<std::size_t>(kind)];
    if (in_.bytes.size() > kMaxXml)
        return Error{Errc::too_large, std::string(in_.name) + ": over " + std::to_string(kMaxXml) + " bytes",
                     "the publisher's file has some 3 MB"};
    for (std::size_t i = 0; (i = in_.bytes.find('\n', i)) != in_.bytes.npos; ++i) line_ends_.push_back(i);
    const auto parsed =
        doc_.load_buffer(in_.bytes.data(), in_.bytes.size(),
                         pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
    root_ = doc_.document_element();
    if (!root_ || local(root_) != root)
        return Error{Errc::bad_source,
                     std::string(in_.name) + ": no XML with root element " + std::string(root),
                     "give the file as CMS publishes it, or the archive that it comes in"};
    if (!parsed) {
        const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
        diag_->skip(in_.name,
                    static_cast<std::size_t>(std::lower_bound(line_ends_.begin(), line_ends_.end(), at) -
                                             line_ends_.begin()) +
                        1,
                    std::string("the XML is damaged, and what follows is lost: ") + parsed.description());
    }
    return {};
}

std::size_t Dom::line(pugi::xml_node node) const {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    return static_cast<std::size_t>(std::lower_bound(line_ends_.begin(), line_ends_.end(), at) -
                                    line_ends_.begin()) +
           1;
}

SourceLine Dom::place(pugi::xml_node node) const {
    return {in_.source, static_cast<std::uint32_t>(line(node))};
}

std::string Dom::readable(pugi::xml_node node, const char** why) {
    std::string out;
    gather(node, 0, &out);
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    out = collapsed(out);
    const char* bad = out.size() > kMaxText ? "a text of over 8 KiB"
                      : is_utf8(out)        ? nullptr
                                            : "a text that is no UTF-8";
    if (bad) out.clear();
    if (why) *why = bad;
    return out;
}

std::string Dom::text(pugi::xml_node node) const {
    const char* why = nullptr;
    std::string out = readable(node, &why);
    if (why) skip(node, "<" + excerpt(node.name()) + ">: " + why);
    return out;
}

Error Dom::nothing(std::string_view what) const {
    return {Errc::bad_source, std::string(in_.name) + ": no " + std::string(what) + " in it",
            "is it empty or cut off? Download it from CMS again"};
}

}  // namespace pcs

namespace {

using pcs::Dom;
using Table = PcsTables::Table;

constexpr std::size_t kMaxRows = 2'000;  // of a table; the longest of the publisher has 186

// @pos of an axis, 0 when it is none.
int position_of(pugi::xml_node axis) {
    const char* pos = axis.attribute("pos").value();
    return pos[0] >= '1' && pos[0] <= '7' && !pos[1] ? pos[0] - '0' : 0;
}

// True unless the attribute states another count.
bool counts(pugi::xml_node node, const char* attribute, std::size_t n) {
    const std::string_view stated = node.attribute(attribute).value();
    return stated.empty() || stated == std::to_string(n);
}

// One axis of a table while its rows are read.
struct AxisBuilder {
    Axis axis;
    std::unordered_map<std::string, std::uint16_t> places;  // by character and label

    std::uint16_t place(char value, std::string label) {
        const auto [it, fresh] =
            places.emplace(value + label, static_cast<std::uint16_t>(axis.values.size()));
        if (fresh) axis.values.push_back({value, std::move(label)});
        return it->second;
    }
};

class TableReader {
  public:
    TableReader(const Dom& dom, PcsTables* out) : dom_(dom), out_(out) {}

    void read(pugi::xml_node node) {
        for (int p = 1; p <= 7; ++p) builders_[p - 1] = {Axis{p, {}, {}}, {}};
        Table t;
        for (pugi::xml_node n : node.children()) {
            if (pcs::local(n) != "axis") continue;
            std::string values;
            std::vector<std::uint16_t> names;
            if (position_of(n) != static_cast<int>(t.code.size()) + 1 || t.code.size() == 3 ||
                !read_axis(n, &values, &names) || values.size() != 1)
                return dom_.skip(n, "not the one value of axis " + std::to_string(t.code.size() + 1) +
                                        ": the table is left out");
            t.code += values;
        }
        if (t.code.size() != 3) return dom_.skip(node, "a table without its three axes");
        if (!seen_.insert(t.code).second) return dom_.skip(node, "table " + t.code + " again");
        for (pugi::xml_node n : node.children())
            if (pcs::local(n) == "pcsRow") read_row(n, &t);
        if (t.rows.empty()) return dom_.skip(node, "table " + t.code + " has no row");
        finish(&t);
        out_->tables.push_back(std::move(t));
    }

  private:
    bool read_axis(pugi::xml_node node, std::string* values, std::vector<std::uint16_t>* names) {
        AxisBuilder& b = builders_[static_cast<std::size_t>(position_of(node) - 1)];
        std::string title = dom_.text(pcs::child(node, "title"));
        if (title.empty()) return false;
        if (b.axis.title.empty())
            b.axis.title = std::move(title);
        else if (title != b.axis.title)
            dom_.suspect(node,
                         "an axis is called " + excerpt(title) + " and before " + excerpt(b.axis.title));
        std::size_t labels = 0;
        for (pugi::xml_node n : node.children()) {
            if (pcs::local(n) != "label") continue;
            ++labels;
            const std::string_view code = n.attribute("code").value();
            std::string label = dom_.text(n);
            if (code.size() != 1 || !pcs::is_value(code[0]) || label.empty())
                dom_.skip(n, "no label of a value: \"" + excerpt(code) + "\" " + excerpt(label));
            else if (values->find(code[0]) != values->npos)
                dom_.skip(n, "the value " + std::string(code) + " again in one axis");
            else if (b.axis.values.size() >= UINT16_MAX)
                dom_.skip(n, "more labels than an axis can have");
            else
                *values += code[0], names->push_back(b.place(code[0], std::move(label)));
        }
        if (!counts(node, "values", labels))
            dom_.suspect(node, "an axis of " + std::to_string(labels) + " labels that says it has " +
                                   excerpt(node.attribute("values").value()));
        if (!values->empty() && b.axis.values[names->front()].definition.empty())
            b.axis.values[names->front()].definition = dom_.text(pcs::child(node, "definition"));
        return !values->empty();
    }

    void read_row(pugi::xml_node node, Table* t) {
        if (t->rows.size() == kMaxRows) return dom_.skip(node, "more rows than a table can have");
        PcsTables::Row row;
        std::size_t codes = 1;
        for (pugi::xml_node n : node.children()) {
            if (pcs::local(n) != "axis") continue;
            const int p = position_of(n);
            if (p < 4 || !row.values[static_cast<std::size_t>(p - 4)].empty() ||
                !read_axis(n, &row.values[static_cast<std::size_t>(p - 4)],
                           &row.names[static_cast<std::size_t>(p - 4)]))
                return dom_.skip(n,
                                 "no readable axis of a row of table " + t->code + ": the row is left out");
        }
        for (const std::string& v : row.values) codes *= v.size();
        if (codes == 0) return dom_.skip(node, "a row of table " + t->code + " lacks one of its four axes");
        if (!counts(node, "codes", codes))
            dom_.suspect(node, "a row of " + std::to_string(codes) + " codes that says it has " +
                                   excerpt(node.attribute("codes").value()));
        auto meet = [](const std::string& a, const std::string& b) { return a.find_first_of(b) != a.npos; };
        for (const PcsTables::Row& r : t->rows)
            if (std::equal(r.values.begin(), r.values.end(), row.values.begin(), meet)) {
                dom_.suspect(node, "a row of table " + t->code + " repeats codes of another");
                break;
            }
        t->rows.push_back(std::move(row));
    }

    // Values in the order of their characters; the rows follow.
    void finish(Table* t) {
        for (std::size_t a = 0; a < 7; ++a) {
            Axis& axis = builders_[a].axis;
            std::vector<std::uint16_t> order(axis.values.size()), place(axis.values.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint16_t>(i);
            std::stable_sort(order.begin(), order.end(), [&](std::uint16_t x, std::uint16_t y) {
                return axis.values[x].value < axis.values[y].value;
            });
            std::vector<Axis::Value> sorted;
            sorted.reserve(order.size());
            for (std::size_t i = 0; i < order.size(); ++i) {
                place[order[i]] = static_cast<std::uint16_t>(i);
                sorted.push_back(std::move(axis.values[order[i]]));
            }
            axis.values = std::move(sorted);
            if (a >= 3)
                for (PcsTables::Row& r : t->rows)
                    for (std::uint16_t& n : r.names[a - 3]) n = place[n];
            t->axes.push_back(std::move(axis));
        }
    }

    const Dom& dom_;
    PcsTables* out_;
    std::unordered_set<std::string> seen_;
    std::array<AxisBuilder, 7> builders_;
};

// Axis values by section, position and label; a label of several tables has as many places.
class Labels {
  public:
    struct Place {
        const Table* table;
        Axis::Value* value;
    };
    explicit Labels(PcsTables* tables) {
        for (Table& t : tables->tables)
            for (Axis& axis : t.axes)
                for (Axis::Value& v : axis.values)
                    at_[key(t.code[0], axis.position, v.label)].push_back({&t, &v});
    }

    // What a title names at one axis of a section.
    std::vector<Place> find(char section, int position, std::string_view title) const {
        if (const auto* all = exactly(section, position, title)) return *all;
        if (const auto in = title.rfind(" in "); in != title.npos) {
            const auto place = title.substr(in + 4);
            auto named = title.substr(0, in);
            auto lies_in = [&](const Place& p) { return label(p, 2) == place || label(p, 1) == place; };
            if (auto some = chosen(section, position, named, lies_in); !some.empty()) return some;
            if (const auto by = named.rfind(" for "); by != named.npos) {
                const auto operation = named.substr(by + 5);
                return chosen(section, position, named.substr(0, by),
                              [&](const Place& p) { return lies_in(p) && label(p, 3) == operation; });
            }
        }
        if (const auto open = title.rfind(" ("); open != title.npos && title.back() == ')') {
            const auto word = title.substr(open + 2, title.size() - open - 3);
            return chosen(section, position, title.substr(0, open),
                          [&](const Place& p) { return label(p, 3).find(word) != std::string_view::npos; });
        }
        return {};
    }

  private:
    // "Serum, Toxoid, and Vaccine" of the index is "Serum, Toxoid and Vaccine" in the tables.
    static std::string key(char section, int position, std::string_view label) {
        std::string k{section, static_cast<char>('0' + position)};
        for (const char c : label) {
            const bool capital = c >= 'A' && c <= 'Z';
            if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0)
                k += static_cast<char>(capital ? c + ('a' - 'A') : c);
            else if (k.back() != ' ')
                k += ' ';
        }
        return k;
    }
    static std::string_view label(const Place& p, std::size_t position) {
        return p.table->axes[position - 1].values[0].label;
    }
    const std::vector<Place>* exactly(char section, int position, std::string_view label) const {
        const auto it = at_.find(key(section, position, label));
        return it == at_.end() ? nullptr : &it->second;
    }
    template <class F>
    std::vector<Place> chosen(char section, int position, std::string_view label, F wanted) const {
        std::vector<Place> out;
        if (const auto* all = exactly(section, position, label))
            std::copy_if(all->begin(), all->end(), std::back_inserter(out), wanted);
        return out;
    }

    std::unordered_map<std::string, std::vector<Place>> at_;
};

void add_word(const std::string& word, std::vector<std::string>* words) {
    if (std::find(words->begin(), words->end(), word) == words->end()) words->push_back(word);
}

}  // namespace

Result<void> read_icd10pcs_tables(const Input& in, PcsTables* out, Diagnostics* diag) {
    Dom dom(in, diag);
    if (auto ok = dom.load(PcsXmlKind::tables); !ok) return ok;
    const std::size_t first = out->tables.size();
    TableReader reader(dom, out);
    for (pugi::xml_node n : dom.root().children())
        if (pcs::local(n) == "pcsTable") reader.read(n);
    if (out->tables.size() == first) return dom.nothing("table");
    return {};
}

std::size_t count_codes(const Table& table) {
    std::size_t n = 0;
    for (const PcsTables::Row& r : table.rows)
        n += r.values[0].size() * r.values[1].size() * r.values[2].size() * r.values[3].size();
    return n;
}

std::vector<const Axis::Value*> values_of(const Table& table, std::string_view code) {
    if (code.size() != 7 || !code.starts_with(table.code)) return {};
    for (const PcsTables::Row& r : table.rows) {
        std::vector<const Axis::Value*> out;
        for (std::size_t i = 0; i < 3; ++i) out.push_back(&table.axes[i].values[0]);
        for (std::size_t i = 0; i < 4; ++i) {
            const auto at = r.values[i].find(code[3 + i]);
            if (at == std::string::npos) break;
            out.push_back(&table.axes[3 + i].values[r.names[i][at]]);
        }
        if (out.size() == 7) return out;
    }
    return {};
}

Result<void> read_icd10pcs_definitions(const Input& in, std::vector<PcsDefinition>* out, Diagnostics* diag) {
    Dom dom(in, diag);
    if (auto ok = dom.load(PcsXmlKind::definitions); !ok) return ok;
    const std::size_t first = out->size();
    for (pugi::xml_node section : dom.root().children()) {
        if (pcs::local(section) != "section") continue;
        const std::string_view code = section.attribute("code").value();
        if (code.size() != 1 || !pcs::is_value(code[0])) {
            dom.skip(section, "no section: \"" + excerpt(code) + "\"");
            continue;
        }
        for (pugi::xml_node axis : section.children()) {
            if (pcs::local(axis) != "axis") continue;
            const int position = position_of(axis);
            if (position == 0) {
                dom.skip(axis, "no axis: \"" + excerpt(axis.attribute("pos").value()) + "\"");
                continue;
            }
            for (pugi::xml_node terms : axis.children()) {
                if (pcs::local(terms) != "terms") continue;
                PcsDefinition d{code[0], position, {}};
                for (pugi::xml_node n : terms.children()) {
                    if (n.type() != pugi::node_element) continue;
                    std::string text = dom.text(n);
                    if (text.empty()) continue;
                    const auto name = pcs::local(n);
                    if (name == "title")
                        d.labels.push_back(std::move(text));
                    else if (name == "definition")
                        d.definition = std::move(text);
                    else if (name == "explanation")
                        d.explanation = std::move(text);
                    else if (name == "includes")
                        if (std::string plain = pcs::plain(text); !plain.empty())
                            d.includes.push_back(std::move(plain));
                }
                if (d.labels.empty())
                    dom.skip(terms, "terms without a title");
                else
                    out->push_back(std::move(d));
            }
        }
    }
    if (out->size() == first) return dom.nothing("definition");
    return {};
}

std::size_t apply_definitions(const std::vector<PcsDefinition>& definitions, PcsTables* tables) {
    const Labels labels(tables);
    std::size_t found = 0;
    for (const PcsDefinition& d : definitions)
        for (const std::string& title : d.labels) {
            std::vector<Labels::Place> places;
            for (int p = d.position; p <= 7 && places.empty(); ++p) places = labels.find(d.section, p, title);
            found += !places.empty();
            for (const Labels::Place& p : places) {
                if (p.value->definition.empty()) p.value->definition = d.definition;
                if (p.value->explanation.empty()) p.value->explanation = d.explanation;
                for (const std::string& word : d.includes) add_word(word, &p.value->includes);
            }
        }
    return found;
}

std::size_t apply_synonyms(const std::vector<PcsSynonym>& synonyms, PcsTables* tables) {
    const Labels labels(tables);
    std::string sections;
    for (const Table& t : tables->tables)
        if (sections.find(t.code[0]) == sections.npos) sections += t.code[0];
    std::size_t found = 0;
    for (const PcsSynonym& s : synonyms) {
        bool any = false;
        for (const char section : sections)
            for (int position = 1; position <= 7; ++position)
                for (const Labels::Place& p : labels.find(section, position, s.label)) {
                    if (!s.table.empty() && p.table->code != s.table) continue;
                    any = true;
                    add_word(s.word, &p.value->includes);
                }
        found += any;
    }
    return found;
}

PcsXmlKind pcs_xml_kind(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    while (!(head = trimmed(head)).empty() && head[0] == '<') {
        const bool comment = head.starts_with("<!--");
        if (comment || head.starts_with("<?") || head.starts_with("<!")) {
            const auto end = head.find(comment ? "-->" : ">");
            if (end == head.npos) break;
            head.remove_prefix(end + (comment ? 3 : 1));
            continue;
        }
        auto name = head.substr(1, head.find_first_of(" \t\r\n/>") - 1);
        name = name.substr(name.find(':') + 1);  // npos + 1 is 0
        for (std::size_t k = 1; k < std::size(pcs::kRoots); ++k)
            if (name == pcs::kRoots[k]) return static_cast<PcsXmlKind>(k);
        break;
    }
    return PcsXmlKind::none;
}

}  // namespace codelex
