/* Searches in bytes, sixteen at a time. They stand in a header, so that they become part of the loops that call them. */
#ifndef WAIVER_BYTE_SCAN_H
#define WAIVER_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The first place from `start` on where one of two bytes stands; `end` where there is none.
static inline size_t waiver_place_of(const uint8_t *bytes, size_t start, size_t end, uint8_t one, uint8_t other) {
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8((char)one), second = _mm_set1_epi8((char)other);
  for (; start + 16 <= end; start += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + start));
    const int found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, first), _mm_cmpeq_epi8(block, second)));
    if (found) return start + (size_t)__builtin_ctz((unsigned)found);
  }
#endif
  while (start < end && bytes[start] != one && bytes[start] != other) start++;
  return start;
}

#endif
