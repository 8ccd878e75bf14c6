/*
 * Loaded in front of the C library (LD_PRELOAD), for tests only: a disk that is slow or full, and a clock that is wrong. What is bent now stands in a
 * file that VOLANO_BEND names, as 64-bit numbers: what to add to the clock (ms), to each synchronisation (ms), and to each write at a place (us); and
 * whether the disk is full: then what lies in files may be written anew, and no file grows.
 * The clock is the one that JavaScript's Date reads; what waits is measured by others, which stay right.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { CLOCK_MS, SYNC_MS, WRITE_US, DISK_FULL, COUNT };

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

int statfs(const char *path, struct statfs *said) {
  REAL(int, "statfs", const char *, struct statfs *);
  int result = real(path, said);
  if (result == 0 && bent[DISK_FULL]) said->f_bfree = said->f_bavail = 0;
  return result;
}

int statvfs(const char *path, struct statvfs *said) {
  REAL(int, "statvfs", const char *, struct statvfs *);
  int result = real(path, said);
  if (result == 0 && bent[DISK_FULL]) said->f_bfree = said->f_bavail = 0;
  return result;
}

/* Whether there is no room for so many bytes at that place; at -1: where the file stands. */
static int no_room(int file, off64_t at, size_t count) {
  if (!bent[DISK_FULL]) return 0;
  struct stat known;
  if (fstat(file, &known) != 0 || !S_ISREG(known.st_mode)) return 0;
  if (at < 0) at = fcntl(file, F_GETFL) & O_APPEND ? known.st_size : lseek(file, 0, SEEK_CUR);
  if (at + (off64_t)count <= known.st_size) return 0;
  errno = ENOSPC;
  return 1;
}

static size_t total(const struct iovec *parts, int count) {
  size_t bytes = 0;
  for (int i = 0; i < count; i++) bytes += parts[i].iov_len;
  return bytes;
}

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  return no_room(file, -1, count) ? -1 : real(file, bytes, count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return no_room(file, -1, total(parts, count)) ? -1 : real(file, parts, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  rest(bent[WRITE_US]);
  return no_room(file, at, count) ? -1 : real(file, bytes, count, at);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  return no_room(file, at, count) ? -1 : real(file, bytes, count, at);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) {
  REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
  return no_room(file, at, total(parts, count)) ? -1 : real(file, parts, count, at);
}

int posix_fallocate(int file, off_t from, off_t length) {
  REAL(int, "posix_fallocate", int, off_t, off_t);
  return no_room(file, from, (size_t)length) ? ENOSPC : real(file, from, length);
}
