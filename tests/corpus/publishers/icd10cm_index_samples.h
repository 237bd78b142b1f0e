// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/icd10cm_index.h"
#include "tests/corpus/promises.h"

// Invented indexes and tables in the publisher's layout, and what holds for whatever is read from them.
namespace codelex::test {

inline constexpr std::string_view kDiseaseIndex = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2099</version>
  <title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
  <letter>
    <title>M</title>
    <mainTerm>
      <title>Moonglow<nemod>(chronic) (of   the ear)</nemod> NEC</title>
      <code>Z0Z.1</code>
      <term level="1">
        <title>with</title>
        <term level="2">
          <title>glimmer, glimmering</title>
          <code>Z0Z.2-</code>
          <manif>Y9Y.8-</manif>
        </term>
      </term>
      <term level="1">
        <title><nemod>(blue)</nemod></title>
        <code>Z0Z.-</code>
      </term>
      <term level="1">
        <title>nightly</title>
        <see>Shimmer,  nightly</see>
      </term>
    </mainTerm>
    <mainTerm>
      <title>Mooning</title>
      <seeAlso>Moonglow</seeAlso>
      <code>Z0Z.3</code>
    </mainTerm>
  </letter>
  <letter>
    <title>S</title>
    <mainTerm>
      <title>Shimmer, shimmering</title>
      <seecat>Z1Z</seecat>
      <term level="1">
        <title>by moon &amp; stars</title>
        <subcat>Z1Z.4-</subcat>
      </term>
      <term level="1">
        <title>nightly NEC</title>
        <code>Z1Z.5</code>
      </term>
    </mainTerm>
    <mainTerm>
      <title>Sparkle(s)</title>
      <see>Shimmer, by site</see>
    </mainTerm>
  </letter>
</ICD10CM.index>
)";

inline constexpr std::string_view kExternalIndex = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2099</version>
  <title>ICD-10-CM EXTERNAL CAUSE of INJURIES INDEX</title>
  <letter>
    <title>T</title>
    <mainTerm>
      <title>Tickled<nemod>(by)</nemod></title>
      <code>Z2Z</code>
      <term level="1"><title>feather</title><code>Z2Z.01</code></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
)";

inline constexpr std::string_view kNeoplasmTable = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2099</version>
  <indexHeading>
    <head col="1">Neoplasm</head>
    <head col="2">Malignant Primary</head>
  </indexHeading>
  <letter>
    <title>N</title>
    <mainTerm>
      <title>Neoplasm, neoplastic</title>
      <cell col="2">Z3Z.1</cell>
      <cell col="7">Z3Z.9</cell>
      <term level="1">
        <title>antler, antlers</title>
        <cell col="2">Z4Z.2-</cell>
        <cell col="3">Z4Z.3</cell>
        <cell col="4">-</cell>
        <cell col="5">Z4Z.5</cell>
        <cell col="6">Z4Z.6</cell>
        <cell col="7">Z4Z.-</cell>
        <term level="2">
          <title>tip<nemod>(left)</nemod></title>
          <manif>points of the antler</manif>
          <cell col="4">Z4Z.41</cell>
        </term>
      </term>
      <term level="1"><title>horn</title><see>Neoplasm, antler</see></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
)";

inline constexpr std::string_view kDrugTable = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2099</version>
  <indexHeading>
    <head col="1">Substance</head>
    <head col="2">Poisoning Accidental (unintentional)</head>
  </indexHeading>
  <letter>
    <title>#</title>
    <mainTerm>
      <title>2-glitter</title>
      <cell col="2">Z5Z.1X1</cell>
      <cell col="6">--</cell>
    </mainTerm>
  </letter>
  <letter>
    <title>S</title>
    <mainTerm>
      <title>Stardust<nemod>(fine)</nemod></title>
      <cell col="2">Z5Z.2X1</cell>
      <cell col="3">Z5Z.2X2</cell>
      <cell col="4">Z5Z.2X3</cell>
      <cell col="5">Z5Z.2X4</cell>
      <cell col="6">Z5Z.2X5</cell>
      <cell col="7">Z5Z.2X6</cell>
      <term level="1"><title>SPF</title><cell col="6">Z5Z.3X5</cell></term>
    </mainTerm>
    <mainTerm>
      <title>Sunbeam</title>
      <see>Stardust, SPF</see>
    </mainTerm>
  </letter>
</ICD10CM.index>
)";

struct IndexSample {
    const char* name;
    AttachmentReader reader;
    std::string_view bytes;
    Icd10cmIndexKind kind;
};
inline constexpr IndexSample kIndexSamples[] = {
    {"index to diseases", read_icd10cm_index, kDiseaseIndex, Icd10cmIndexKind::diseases},
    {"external cause index", read_icd10cm_external, kExternalIndex, Icd10cmIndexKind::external},
    {"neoplasm table", read_icd10cm_neoplasms, kNeoplasmTable, Icd10cmIndexKind::neoplasms},
    {"table of drugs", read_icd10cm_drugs, kDrugTable, Icd10cmIndexKind::drugs},
};

struct IndexReading {
    std::vector<Attachment> attachments;
    Diagnostics diag;
    bool failed = false;
    Error error;
    // "Z0Z1 [scope] text" a line each
    std::string printed() const {
        std::string out;
        for (const Attachment& a : attachments)
            out += a.code + (a.text.scope.empty() ? " " : " [" + a.text.scope + "] ") + a.text.text + "\n";
        return out;
    }
};

// Reads, and names the first promise of attachment.h or icd10cm_index.h that is broken.
inline std::string read_index(AttachmentReader reader, std::string_view bytes, IndexReading* out) {
    const Input in{bytes, "sample.xml", 3};
    *out = {};
    const auto ok = reader(in, &out->attachments, &out->diag);
    out->failed = !ok.ok();
    if (!ok) {
        out->error = ok.error();
        if (!out->attachments.empty()) return "it failed and left texts behind";
        if (auto useless = useless_error(ok.error(), in.name); !useless.empty()) return "an error " + useless;
    }
    if (auto useless = useless_report(out->diag, in); !useless.empty()) return "a report " + useless;
    const auto clean = [](const std::string& t) {
        return is_utf8(t) && collapsed(t) == t && std::none_of(t.begin(), t.end(), [](char c) {
                   return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
               });
    };
    std::uint32_t last = 1;
    for (const Attachment& a : out->attachments) {
        if (const auto code = canonical_code("icd10cm", a.code); !code || *code != a.code)
            return a.code + ": the code is not canonical";
        if (a.text.kind != TextKind::index_path) return a.code + ": another kind of text";
        if (a.text.text.empty() || !clean(a.text.text)) return a.code + ": a bad text";
        if (!clean(a.text.scope)) return a.code + ": a bad scope";
        if (a.text.source.source != 3 || a.text.source.line < last) return a.code + ": a bad source";
        last = a.text.source.line;
    }
    return {};
}

}  // namespace codelex::test
