#include <cxex/pack.h>

#include <string.h>

#include <sys/types.h>

#include <sha2.h>

/* libmd's SHA-256 takes 0.4 s for the 86 MB of a million answers, longer than reading and counting
 * them. Where the processor has instructions for it (since 2016–2019), they are used. */
#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_SHA_PATH 1
#include <cpuid.h>
#include <immintrin.h>
#else
#define HAS_SHA_PATH 0
#endif

static void write_hex(const uint8_t digest[32], char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < 32; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[64] = '\0';
}

#if HAS_SHA_PATH

/* FIPS 180-4 §4.2.2 */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static bool cpu_has_sha(void)
{
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_SSE4_1) == 0)
        return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1) != 0;
}

typedef struct ShaState { /* as the instructions want it */
    __m128i abef, cdgh;
} ShaState;

__attribute__((target("sha,sse4.1"))) static ShaState hash_blocks(ShaState state, const char *at,
                                                                  ptrdiff_t count)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (; count > 0; count--, at += 64) {
        ShaState before = state;
        __m128i words[16];
        for (int i = 0; i < 16; i++) { /* four rounds each; message schedule of FIPS 180-4 §6.2.2 */
            if (i < 4) {
                __m128i raw = _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
                words[i] = _mm_shuffle_epi8(raw, swap);
            } else {
                __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(words[i - 4], words[i - 3]),
                                            _mm_alignr_epi8(words[i - 1], words[i - 2], 4));
                words[i] = _mm_sha256msg2_epu32(sum, words[i - 1]);
            }
            const void *constants = round_constants + 4 * i;
            __m128i input = _mm_add_epi32(words[i], _mm_loadu_si128((const __m128i *)constants));
            state.cdgh = _mm_sha256rnds2_epu32(state.cdgh, state.abef, input);
            state.abef =
                _mm_sha256rnds2_epu32(state.abef, state.cdgh, _mm_shuffle_epi32(input, 0x0E));
        }
        state.abef = _mm_add_epi32(state.abef, before.abef);
        state.cdgh = _mm_add_epi32(state.cdgh, before.cdgh);
    }
    return state;
}

static void hash_by_instructions(Str bytes, uint8_t digest[32])
{
    /* FIPS 180-4 §5.3.3, the high words first: A B E F and C D G H. */
    ShaState state = {.abef =
                          _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
                      .cdgh = _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
    state = hash_blocks(state, bytes.s, bytes.len / 64);

    char tail[128] = {0};
    ptrdiff_t left = bytes.len % 64;
    if (left > 0)
        memcpy(tail, bytes.s + bytes.len - left, (size_t)left);
    tail[left] = (char)0x80;
    ptrdiff_t tail_len = left < 56 ? 64 : 128;
    uint64_t bits = (uint64_t)bytes.len * 8;
    for (int i = 0; i < 8; i++)
        tail[tail_len - 1 - i] = (char)(bits >> 8 * i);
    state = hash_blocks(state, tail, tail_len / 64);

    uint32_t abef[4], cdgh[4];
    _mm_storeu_si128((__m128i *)(void *)abef, state.abef);
    _mm_storeu_si128((__m128i *)(void *)cdgh, state.cdgh);
    uint32_t words[8] = {abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0]};
    for (int i = 0; i < 32; i++)
        digest[i] = (uint8_t)(words[i / 4] >> (24 - 8 * (i % 4)));
}
#endif

static void hash_by_library(Str bytes, uint8_t digest[32])
{
    SHA2_CTX context;
    SHA256Init(&context);
    if (bytes.len > 0)
        SHA256Update(&context, (const uint8_t *)bytes.s, (size_t)bytes.len);
    SHA256Final(digest, &context);
}

void pack_sha256(Str bytes, char hex[65])
{
    uint8_t digest[32];
#if HAS_SHA_PATH
    if (cpu_has_sha())
        hash_by_instructions(bytes, digest);
    else
        hash_by_library(bytes, digest);
#else
    hash_by_library(bytes, digest);
#endif
    write_hex(digest, hex);
}
