#ifndef BYTE_SCAN_H
#define BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// What `byte_scan` found: how many positions it wrote, and among them ends of rows; and whether the block holds a byte
/// of 128 or more, a NUL, a carriage return, which a reader then looks for. Told so coarsely it costs a tenth of the scan.
typedef struct {
  size_t positions;
  size_t rows;
  uint8_t has_high;
  uint8_t has_nul;
  uint8_t has_return;
} byte_scan_count;

/// Indexes the separators and line feeds of a block of text.
///
/// `positions` receives the offset of every `separator` and every line feed, in order; `row_ends` receives, for every
/// line feed, its index in `positions`. Both must have room for `length` entries, and `positions` for 8 more.
byte_scan_count byte_scan(
  const uint8_t *bytes, size_t length, uint8_t separator, uint32_t *positions, uint32_t *row_ends);

/// The same, a byte at a time: what other processors run, and what tests compare with.
byte_scan_count byte_scan_scalar(
  const uint8_t *bytes, size_t length, uint8_t separator, uint32_t *positions, uint32_t *row_ends);

/// The number of line feeds in a text.
size_t count_lines(const uint8_t *bytes, size_t length);

/// The same, a byte at a time.
size_t count_lines_scalar(const uint8_t *bytes, size_t length);

/// The first place of a word in a text, or NULL.
const void *find_word(const void *text, size_t length, const void *word, size_t count);

#endif
