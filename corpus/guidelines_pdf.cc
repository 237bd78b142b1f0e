// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to poppler: bytes of a PDF to the text of its pages.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <climits>
#include <memory>

#include "corpus/guidelines.h"
#include "corpus/text.h"

namespace codelex {
namespace {

constexpr int kMaxPages = 5'000;             // the official guidelines have 121
constexpr std::size_t kMaxText = 64u << 20;  // bytes of text of all pages; theirs have 0.4 MB
constexpr std::size_t kMagicWithin = 1024;   // readers of PDF allow other bytes before the signature
constexpr std::string_view kHint = "expected the PDF of the official guidelines as the publisher offers it";

Error bad(const Input& in, std::string_view what, std::string_view hint = kHint) {
    return Error{Errc::bad_source, std::string(in.name) + ": " + std::string(what), std::string(hint)};
}

// The text of the first `most` pages, or of all.
Result<std::vector<std::string>> pages_of(const Input& in, int most = kMaxPages) {
    // Poppler reports to stderr unless told otherwise. The setting is the whole program's, hence once.
    [[maybe_unused]] static const bool quiet =
        (poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr), true);
    if (in.bytes.substr(0, kMagicWithin).find("%PDF-") == std::string_view::npos) return bad(in, "no PDF");
    if (in.bytes.size() > INT_MAX)
        return Error{Errc::too_large, std::string(in.name) + ": a PDF over 2 GB", std::string(kHint)};
    try {
        const std::unique_ptr<poppler::document> pdf(
            poppler::document::load_from_raw_data(in.bytes.data(), static_cast<int>(in.bytes.size())));
        if (!pdf) return bad(in, "the PDF is damaged", "fetch the file again");
        if (pdf->is_locked()) return bad(in, "the PDF asks for a password", "save it without one");
        if (pdf->pages() > kMaxPages)
            return Error{Errc::too_large, std::string(in.name) + ": a PDF of more than 5000 pages",
                         std::string(kHint)};
        std::vector<std::string> out;
        std::size_t size = 0;
        for (int n = 0; n < std::min(most, pdf->pages()); ++n) {
            const std::unique_ptr<poppler::page> page(pdf->create_page(n));
            const auto text =
                page ? page->text({}, poppler::page::physical_layout).to_utf8() : poppler::byte_array();
            size += text.size();
            if (size > kMaxText)
                return Error{Errc::too_large, std::string(in.name) + ": a PDF of more than 64 MB of text",
                             std::string(kHint)};
            out.emplace_back(text.begin(), text.end());
        }
        return out;
    } catch (const std::exception&) {
        return bad(in, "the PDF cannot be read", "fetch the file again");
    }
}

}  // namespace

Result<void> read_guidelines_pdf(const Input& in, std::vector<GuidelineSection>* out, Diagnostics* diag) {
    const auto pages = pages_of(in);
    if (!pages) return pages.error();
    return read_guidelines_pages(*pages, in, out, diag);
}

bool looks_like_guidelines_pdf(std::string_view bytes) {
    const auto pages = pages_of({bytes, ""}, 10);
    if (!pages) return false;
    bool guidelines = false, section = false;
    for (const std::string& page : *pages) {
        guidelines |= page.find("uideline") != page.npos || page.find("UIDELINE") != page.npos;
        section |= page.find("Section I.") != page.npos;
    }
    return guidelines && section;
}

}  // namespace codelex
