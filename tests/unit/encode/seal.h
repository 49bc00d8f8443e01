/* The check sum of a case's encoding a second time, bit by bit from its definition, so that bytes can be
 * altered and sealed again. */
#ifndef SEAL_H
#define SEAL_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t crc32c(const uint8_t *bytes, size_t n) {
  uint32_t rest = UINT32_MAX;
  for (size_t i = 0; i < 8 * n; i++) {
    uint32_t bit = (rest ^ (uint32_t)(bytes[i / 8] >> i % 8)) & 1;
    rest = rest >> 1 ^ (bit ? UINT32_C(0x82F63B78) : 0); /* 1EDC6F41, reflected */
  }
  return ~rest;
}

static inline void write_number(uint8_t *to, size_t n, uint64_t x) {
  for (size_t i = 0; i < n; i++) to[i] = (uint8_t)(x >> 8 * i);
}

static inline uint64_t read_number(const uint8_t *from, size_t n) {
  uint64_t x = 0;
  for (size_t i = 0; i < n; i++) x |= (uint64_t)from[i] << 8 * i;
  return x;
}

static inline void seal(uint8_t *bytes, size_t size) {
  if (size >= 4) write_number(bytes + size - 4, 4, crc32c(bytes, size - 4));
}

#endif
