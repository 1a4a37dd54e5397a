/* Questions about blocks of bytes: sixteen on x86-64, whose processors all can (SSE2), and eight elsewhere. There is only this header, so
 * that they become part of the loops that ask. */
#ifndef WAIVER_CBYTES_H
#define WAIVER_CBYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Eight bytes as a number, the first one the lowest. */
static inline uint64_t waiver_eight(const uint8_t *bytes) {
  uint64_t eight;
  memcpy(&eight, bytes, sizeof eight);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  eight = __builtin_bswap64(eight);
#endif
  return eight;
}

/* The same of fewer than eight, with zeros in place of those that are missing: the first ones, and over some of these the last ones. */
static inline uint64_t waiver_fewer(const uint8_t *bytes, size_t count) {
  if (count == 0) return 0;
  if (count < 4) {
    const size_t middle = count / 2, last = count - 1;
    return bytes[0] | (uint64_t)bytes[middle] << 8 * middle | (uint64_t)bytes[last] << 8 * last;
  }
  uint32_t first, last;
  memcpy(&first, bytes, sizeof first);
  memcpy(&last, bytes + count - 4, sizeof last);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  first = __builtin_bswap32(first);
  last = __builtin_bswap32(last);
#endif
  return first | (uint64_t)last << 8 * (count - 4);
}

/* With WAIVER_PLAIN_BLOCKS defined, blocks are those of other processors on all. */
#if defined(__SSE2__) && !defined(WAIVER_PLAIN_BLOCKS)

#include <emmintrin.h>

typedef __m128i waiver_bytes;

/// How many bytes a block has.
enum { waiver_block = 16 };

static inline waiver_bytes waiver_load(const uint8_t *block) { return _mm_loadu_si128((const __m128i *)block); }
static inline void waiver_store(uint8_t *to, waiver_bytes block) { _mm_storeu_si128((__m128i *)to, block); }

/* All bits of those bytes that are this one, or at least, or at most. */
static inline waiver_bytes waiver_are(waiver_bytes block, uint8_t byte) { return _mm_cmpeq_epi8(block, _mm_set1_epi8((char)byte)); }
static inline waiver_bytes waiver_from(waiver_bytes block, uint8_t byte) {
  return _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8((char)byte)), block);
}
static inline waiver_bytes waiver_to(waiver_bytes block, uint8_t byte) {
  return _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8((char)byte)), block);
}

/* A block of nothing else. */
static inline waiver_bytes waiver_repeated(uint8_t byte) { return _mm_set1_epi8((char)byte); }

/* One bit for each byte, the first one lowest. */
static inline uint32_t waiver_bits(waiver_bytes bytes) { return (uint32_t)_mm_movemask_epi8(bytes); }

/* A block of fewer bytes than it has, with zeros in place of those that are missing. */
static inline waiver_bytes waiver_load_fewer(const uint8_t *bytes, size_t count) {
  if (count < 8) return _mm_cvtsi64_si128((long long)waiver_fewer(bytes, count));
  /* The last eight, without those that are among the first. */
  const uint64_t last = count == 8 ? 0 : waiver_eight(bytes + count - 8) >> 8 * (16 - count);
  return _mm_set_epi64x((long long)last, (long long)waiver_eight(bytes));
}

#else

typedef uint64_t waiver_bytes;

/// How many bytes a block has.
enum { waiver_block = 8 };

/* A block of nothing else. */
static inline waiver_bytes waiver_repeated(uint8_t byte) { return byte * 0x0101010101010101u; }

static inline waiver_bytes waiver_load(const uint8_t *block) { return waiver_eight(block); }
static inline void waiver_store(uint8_t *to, waiver_bytes block) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  block = __builtin_bswap64(block);
#endif
  memcpy(to, &block, sizeof block);
}

/* The highest bit of those bytes that are at least, or at most, or just this one. What is added to the lower bits of a byte reaches its highest
 * bit, and never the next byte, where they are large enough. */
static inline waiver_bytes waiver_from(waiver_bytes block, uint8_t byte) {
  const waiver_bytes sum = (block & waiver_repeated(0x7F)) + waiver_repeated(0x80 - (byte & 0x7F));
  return (byte < 0x80 ? block | sum : block & sum) & waiver_repeated(0x80);
}
static inline waiver_bytes waiver_to(waiver_bytes block, uint8_t byte) {
  return ~waiver_from(block, (uint8_t)(byte + 1)) & waiver_repeated(0x80);
}
static inline waiver_bytes waiver_are(waiver_bytes block, uint8_t byte) { return waiver_to(block ^ waiver_repeated(byte), 0); }

/* One bit for each byte, the first one lowest. */
static inline uint32_t waiver_bits(waiver_bytes bytes) { return (uint32_t)((bytes >> 7) * 0x0102040810204080u >> 56); }

/* A block of fewer bytes than it has, with zeros in place of those that are missing. */
static inline waiver_bytes waiver_load_fewer(const uint8_t *bytes, size_t count) { return waiver_fewer(bytes, count); }

#endif

/// The first place from `start` on where one of two bytes stands; `end` where there is none.
static inline size_t waiver_place_of(const uint8_t *bytes, size_t start, size_t end, uint8_t one, uint8_t other) {
  for (; start + waiver_block <= end; start += waiver_block) {
    const waiver_bytes block = waiver_load(bytes + start);
    const uint32_t found = waiver_bits(waiver_are(block, one) | waiver_are(block, other));
    if (found) return start + (size_t)__builtin_ctz(found);
  }
  while (start < end && bytes[start] != one && bytes[start] != other) start++;
  return start;
}

/// Whether no attribute of HTML holds an address or an id whose name ends before this equals sign (`href`, `src`, `id`, `name`, `cite`, `poster`,
/// `action`). "No" may be wrong, "yes" never is. Three bytes have to stand before the sign.
static inline int waiver_matters_not(const uint8_t *sign) {
  const uint8_t last = sign[-1] | 0x20, before = sign[-2] | 0x20;
  /* White space may stand between the name and the sign. */
  if (sign[-1] <= 0x20) return 0;
  switch (last) {
    case 'c': return before != 'r';
    case 'd': return before != 'i';
    case 'f': case 'r': return before != 'e';
    case 'n': return before != 'o';
    /* `datetime` ends as `name` does, but for one letter. */
    case 'e': return before != 't' && (before != 'm' || (sign[-3] | 0x20) == 'i');
    default: return 1;
  }
}

/// The place behind a quoted value, where nothing in it looks like markup; else 0. It may also give up where the value is long, or stands near
/// the end.
static inline size_t waiver_behind_value(const uint8_t *bytes, size_t start, size_t end) {
  for (; start + waiver_block <= end; start += waiver_block) {
    const waiver_bytes block = waiver_load(bytes + start);
    const uint32_t found = waiver_bits(waiver_are(block, '"') | waiver_are(block, '<') | waiver_are(block, '>'));
    if (!found) continue;
    const size_t place = start + (size_t)__builtin_ctz(found);
    return bytes[place] == '"' ? place + 1 : 0;
  }
  return 0;
}

/// Whether no script, style or comment begins at a `<` before `!` or `s`. "No" may be wrong, "yes" never is.
static inline int waiver_begins_no_text(const uint8_t *bytes, size_t place, size_t end) {
  if (bytes[place] != '<' || bytes[place + 1] == '!' || place + 2 >= end) return 0;
  /* Most of these are `span`. */
  const uint8_t third = bytes[place + 2] | 0x20;
  return third != 'c' && third != 't';
}

/// The first place from `start` on of an equals sign that may matter, or of a `<` with which a comment, script or style may begin; `end` where
/// there is none. A tag of which it passes over all before that sign has neither `<` nor `>` there.
static inline size_t waiver_place_of_markup(const uint8_t *bytes, size_t start, size_t end) {
  size_t place = start;
  while (place + waiver_block < end) {
    const waiver_bytes block = waiver_load(bytes + place), next = waiver_load(bytes + place + 1);
    const waiver_bytes begins = waiver_are(next, '!') | waiver_are(next | waiver_repeated(0x20), 's');
    const uint32_t found = waiver_bits(waiver_are(block, '=') | (waiver_are(block, '<') & begins));
    if (!found) {
      place += waiver_block;
      continue;
    }
    place += (size_t)__builtin_ctz(found);
    if (waiver_begins_no_text(bytes, place, end)) {
      place++;
      continue;
    }
    if (bytes[place] != '=' || bytes[place + 1] != '"' || place < start + 3 || !waiver_matters_not(bytes + place)) return place;
    const size_t behind = waiver_behind_value(bytes, place + 2, end);
    if (!behind) return place;
    place = behind;
  }
  for (; place < end; place++) {
    if (bytes[place] == '=') return place;
    if (bytes[place] == '<' && place + 1 < end && (bytes[place + 1] == '!' || (bytes[place + 1] | 0x20) == 's')) return place;
  }
  return end;
}

/// How many bytes before `end` the last `<` or `>` of the block that ends there stands; 0 where there is none.
static inline size_t waiver_back_to_bracket(const uint8_t *end) {
  const waiver_bytes block = waiver_load(end - waiver_block);
  const uint32_t found = waiver_bits(waiver_are(block, '<') | waiver_are(block, '>'));
  return found ? (size_t)__builtin_clz(found) - (32 - waiver_block) + 1 : 0;
}

/// Bits of the bytes of a block that end a run of text in a string of JSON: quotes, backslashes and control characters. From the 17th on, bits
/// of those that are not U+0020 to U+007E.
static inline uint32_t waiver_ends_of_text(const uint8_t *bytes) {
  const waiver_bytes block = waiver_load(bytes);
  const uint32_t ends = waiver_bits(waiver_are(block, '"') | waiver_are(block, '\\') | waiver_to(block, 0x1F));
  return ends | waiver_bits(waiver_from(block, 0x7F) | waiver_to(block, 0x1F)) << 16;
}

/// Bits of the bytes of a block that may begin, or be, a character that texts cannot have, that is shown in another way or that ends a line; and
/// of backslashes. 0xC2, 0xE2 and 0xEF begin some of those characters, and from 0xF0 on they are rare.
static inline uint32_t waiver_rare_in_text(const uint8_t *bytes) {
  const waiver_bytes block = waiver_load(bytes);
  const waiver_bytes rare = waiver_to(block, 0x1F) | waiver_are(block, '\\') | waiver_are(block, 0x7F);
  return waiver_bits(rare | waiver_are(block, 0xC2) | waiver_are(block, 0xE2) | waiver_from(block, 0xEF));
}

/* A block of bytes, of which there may be fewer, and the bits of those that there are. */
static inline waiver_bytes waiver_load_first(const uint8_t *bytes, size_t count) {
  return count < waiver_block ? waiver_load_fewer(bytes, count) : waiver_load(bytes);
}
static inline uint32_t waiver_first_bits(waiver_bytes bytes, size_t count) {
  return waiver_bits(bytes) & (count < waiver_block ? (1u << count) - 1 : UINT32_MAX);
}

/* Copies a block of bytes, or as many as there are; a whole block is written. Gives the block. */
static inline waiver_bytes waiver_copy_first(uint8_t *to, const uint8_t *from, size_t count) {
  const waiver_bytes block = waiver_load_first(from, count);
  waiver_store(to, block);
  return block;
}

static inline waiver_bytes waiver_are_markup(waiver_bytes block) {
  return waiver_are(block, '&') | waiver_are(block, '<') | waiver_are(block, '>') | waiver_are(block, '"') | waiver_are(block, '\'');
}

/// Copies a block of bytes, or as many as there are; a whole block is written. Gives bits of those that need an entity in HTML.
static inline uint32_t waiver_copy_html(uint8_t *to, const uint8_t *from, size_t count) {
  const waiver_bytes block = waiver_copy_first(to, from, count);
  return waiver_first_bits(waiver_are_markup(block) | waiver_are(block, 0), count);
}

/// The same of those that may not stand in XML as they are: also control characters of ASCII, and 0xEF, which U+FFFE and U+FFFF begin with.
static inline uint32_t waiver_copy_xml(uint8_t *to, const uint8_t *from, size_t count) {
  const waiver_bytes block = waiver_copy_first(to, from, count);
  return waiver_first_bits(waiver_are_markup(block) | waiver_to(block, 0x1F) | waiver_are(block, 0xEF), count);
}

/// The same of those that may not stand in a string of JSON that stands in a script: quotes, backslashes, `<`, control characters of ASCII, and
/// 0xE2, which U+2028 and U+2029 begin with.
static inline uint32_t waiver_copy_json(uint8_t *to, const uint8_t *from, size_t count) {
  const waiver_bytes block = waiver_copy_first(to, from, count);
  const waiver_bytes specials = waiver_are(block, '"') | waiver_are(block, '\\') | waiver_are(block, '<');
  return waiver_first_bits(specials | waiver_to(block, 0x1F) | waiver_are(block, 0xE2), count);
}

/// The same of those that may not stand in a text of a calendar: backslashes, semicolons, commas and control characters of ASCII.
static inline uint32_t waiver_copy_calendar(uint8_t *to, const uint8_t *from, size_t count) {
  const waiver_bytes block = waiver_copy_first(to, from, count);
  const waiver_bytes specials = waiver_are(block, '\\') | waiver_are(block, ';') | waiver_are(block, ',');
  return waiver_first_bits(specials | waiver_to(block, 0x1F) | waiver_are(block, 0x7F), count);
}

/// Bits of those of the first bytes of a text that can begin anything but text within a line of Markdown (CommonMark 0.30, section 6):
/// backslashes, backticks, `*`, `_`, brackets, `<`, `&`; and of control characters.
static inline uint32_t waiver_marks_of_markdown(const uint8_t *bytes, size_t count) {
  const waiver_bytes block = waiver_load_first(bytes, count);
  const waiver_bytes brackets = waiver_from(block, '[') & waiver_to(block, ']');
  const waiver_bytes lines = waiver_from(block, '_') & waiver_to(block, '`');
  const waiver_bytes others = waiver_are(block, '*') | waiver_are(block, '<') | waiver_are(block, '&');
  return waiver_first_bits(brackets | lines | others | waiver_to(block, 0x1F), count);
}

/// Bits of the bytes of a block that are one of four.
static inline uint32_t waiver_places_of(const uint8_t *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const waiver_bytes block = waiver_load(bytes);
  return waiver_bits(waiver_are(block, a) | waiver_are(block, b) | waiver_are(block, c) | waiver_are(block, d));
}

#endif
