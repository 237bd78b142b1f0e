// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/reader.h"

namespace codelex {

// What a publisher's other files say about a code: a text to be joined to its record. Whether the code exists
// is for the official list to say: an attachment to a code that it does not hold is *dangling*, counted and
// dropped.
struct Attachment {
    std::string code;  // canonical
    Text text;         // kind, scope and where it stands
};

// Readers of such files append attachments in file order. What they append always has a code of the system's
// shape and a text that is not empty, valid UTF-8, trimmed, with inner blanks collapsed. Else as Reader
// (corpus/reader.h).
using AttachmentReader = Result<void> (*)(const Input&, std::vector<Attachment>*, Diagnostics*);

}  // namespace codelex
