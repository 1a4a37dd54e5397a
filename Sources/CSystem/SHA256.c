/* SHA-256 (FIPS 180-4, section 6.2) with the SHA extensions of x86 processors (Intel SDM, volume 2: SHA256RNDS2, SHA256MSG1,
 * SHA256MSG2). Whether they exist is asked at run time; the plain Swift version serves everywhere else. */
#include "CSystem.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

int waiver_sha256_is_fast(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
}

static const uint32_t constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
  0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
  0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
  0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
  0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
  0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The instructions keep the eight words of a state as ABEF and CDGH. Each turn of the loop over groups does four rounds; the message
 * schedule of the four after next is made on the way. Each instruction waits for the one before of its own message, so several
 * messages ("lanes") take little longer than one. */
__attribute__((target("sha,ssse3,sse4.1"), always_inline))
static inline void take_blocks(int lanes, uint32_t *states, const uint8_t *const *bytes, size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i abef[2], cdgh[2], abef_before[2], cdgh_before[2], w[2][4];
#pragma clang loop unroll(full)
  for (int lane = 0; lane < lanes; lane++) {
    const __m128i *words = (const __m128i *)(states + 8 * lane);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
    abef[lane] = _mm_alignr_epi8(low, high, 8);
    cdgh[lane] = _mm_blend_epi16(high, low, 0xF0);
  }
  for (size_t block = 0; block < blocks; block++) {
#pragma clang loop unroll(full)
    for (int lane = 0; lane < lanes; lane++) {
      const __m128i *text = (const __m128i *)(bytes[lane] + 64 * block);
      abef_before[lane] = abef[lane];
      cdgh_before[lane] = cdgh[lane];
#pragma clang loop unroll(full)
      for (int i = 0; i < 4; i++) w[lane][i] = _mm_shuffle_epi8(_mm_loadu_si128(text + i), swap);
    }
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) {
#pragma clang loop unroll(full)
      for (int lane = 0; lane < lanes; lane++) {
        const __m128i now = w[lane][group & 3];
        __m128i round = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)(constants + 4 * group)));
        cdgh[lane] = _mm_sha256rnds2_epu32(cdgh[lane], abef[lane], round);
        abef[lane] = _mm_sha256rnds2_epu32(abef[lane], cdgh[lane], _mm_shuffle_epi32(round, 0x0E));
        if (group < 12) {
          /* w[t] = s1(w[t-2]) + w[t-7] + s0(w[t-15]) + w[t-16], for the four words that come 16 after `now`. */
          const __m128i second = w[lane][(group + 1) & 3], third = w[lane][(group + 2) & 3];
          const __m128i fourth = w[lane][(group + 3) & 3];
          __m128i next = _mm_add_epi32(_mm_sha256msg1_epu32(now, second), _mm_alignr_epi8(fourth, third, 4));
          w[lane][group & 3] = _mm_sha256msg2_epu32(next, fourth);
        }
      }
    }
#pragma clang loop unroll(full)
    for (int lane = 0; lane < lanes; lane++) {
      abef[lane] = _mm_add_epi32(abef[lane], abef_before[lane]);
      cdgh[lane] = _mm_add_epi32(cdgh[lane], cdgh_before[lane]);
    }
  }
#pragma clang loop unroll(full)
  for (int lane = 0; lane < lanes; lane++) {
    __m128i *words = (__m128i *)(states + 8 * lane);
    __m128i low = _mm_shuffle_epi32(abef[lane], 0x1B);
    __m128i high = _mm_shuffle_epi32(cdgh[lane], 0xB1);
    _mm_storeu_si128(words, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128(words + 1, _mm_alignr_epi8(high, low, 8));
  }
}

__attribute__((target("sha,ssse3,sse4.1")))
void waiver_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  take_blocks(1, state, &bytes, blocks);
}

__attribute__((target("sha,ssse3,sse4.1")))
void waiver_sha256_two(uint32_t states[16], const uint8_t *first, const uint8_t *second, size_t blocks) {
  const uint8_t *const bytes[2] = {first, second};
  take_blocks(2, states, bytes, blocks);
}

#else

int waiver_sha256_is_fast(void) { return 0; }

void waiver_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  (void)state;
  (void)bytes;
  (void)blocks;
}

void waiver_sha256_two(uint32_t states[16], const uint8_t *first, const uint8_t *second, size_t blocks) {
  (void)states;
  (void)first;
  (void)second;
  (void)blocks;
}

#endif
