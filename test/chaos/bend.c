/*
 * Loaded in front of the C library (LD_PRELOAD), for tests only: a disk that is slow, and a clock that is wrong. What is bent now stands in a file
 * that VOLANO_BEND names, as 64-bit numbers: what to add to the clock (ms), to each synchronisation (ms), and to each write at a place (us).
 * The clock is the one that JavaScript's Date reads; what waits is measured by others, which stay right.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { CLOCK_MS, SYNC_MS, WRITE_US, COUNT };

static const int64_t nothing[COUNT];
static const volatile int64_t *bent = nothing;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("VOLANO_BEND");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *map = mmap(NULL, sizeof nothing, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (map != MAP_FAILED) bent = map;
}

static void rest(int64_t us) {
  if (us <= 0) return;
  struct timespec left = {us / 1000000, us % 1000000 * 1000};
  nanosleep(&left, NULL);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  REAL(int, "gettimeofday", struct timeval *, void *);
  int result = real(now, zone);
  int64_t ms = bent[CLOCK_MS];
  if (result == 0 && now && ms != 0) {
    int64_t us = now->tv_sec * INT64_C(1000000) + now->tv_usec + ms * 1000;
    now->tv_sec = us / 1000000;
    now->tv_usec = us % 1000000;
  }
  return result;
}

int fsync(int file) {
  REAL(int, "fsync", int);
  rest(bent[SYNC_MS] * 1000);
  return real(file);
}

int fdatasync(int file) {
  REAL(int, "fdatasync", int);
  rest(bent[SYNC_MS] * 1000);
  return real(file);
}

int msync(void *from, size_t length, int flags) {
  REAL(int, "msync", void *, size_t, int);
  if (flags & MS_SYNC) rest(bent[SYNC_MS] * 1000);
  return real(from, length, flags);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  rest(bent[WRITE_US]);
  return real(file, bytes, count, at);
}
