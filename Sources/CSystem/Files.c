#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <sys/uio.h>
#include <unistd.h>

#ifdef __APPLE__
#define MODIFIED st_mtimespec
#define CHANGED st_ctimespec
#else
#define MODIFIED st_mtim
#define CHANGED st_ctim
#endif

static uint32_t kind_of(mode_t mode) {
  if (S_ISREG(mode)) return waiver_file;
  if (S_ISDIR(mode)) return waiver_folder;
  return S_ISLNK(mode) ? waiver_symlink : waiver_other;
}

static void fill(struct waiver_info *info, const struct stat *facts) {
  info->device = (uint64_t)facts->st_dev;
  info->inode = (uint64_t)facts->st_ino;
  info->size = (uint64_t)facts->st_size;
  info->modified = (int64_t)facts->MODIFIED.tv_sec * 1000000000 + facts->MODIFIED.tv_nsec;
  info->changed = (int64_t)facts->CHANGED.tv_sec * 1000000000 + facts->CHANGED.tv_nsec;
  info->permissions = (uint32_t)(facts->st_mode & 07777);
  info->kind = kind_of(facts->st_mode);
}

int waiver_stat(int at, const char *path, int follows, struct waiver_info *info) {
  struct stat facts;
  if (fstatat(at, path, &facts, follows ? 0 : AT_SYMLINK_NOFOLLOW)) return errno;
  fill(info, &facts);
  return 0;
}

int waiver_stat_open(int descriptor, struct waiver_info *info) {
  struct stat facts;
  if (fstat(descriptor, &facts)) return errno;
  fill(info, &facts);
  return 0;
}

int waiver_is_mount_point(const char *path) {
#if defined(__linux__) && defined(STATX_ATTR_MOUNT_ROOT)
  struct statx facts;
  if (statx(AT_FDCWD, path, AT_NO_AUTOMOUNT, STATX_TYPE, &facts)) return 0;
  return (facts.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
  (void)path;
  return 0;
#endif
}

int waiver_open_folder(int at, const char *path, int follows, int *descriptor) {
  *descriptor = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follows ? 0 : O_NOFOLLOW));
  return *descriptor < 0 ? errno : 0;
}

/* Writes everything, or tells why not. */
static int write_all(int descriptor, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(descriptor, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes += count;
    size -= (size_t)count;
  }
  return 0;
}

int waiver_create(int at, const char *path, const void *bytes, size_t size, struct waiver_info *info) {
  int descriptor = openat(at, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (descriptor < 0) return errno;
  struct stat facts;
  int problem = write_all(descriptor, bytes, size);
  if (!problem && fstat(descriptor, &facts)) problem = errno;
  if (!problem && (facts.st_mode & 07777) != 0644) {
    if (fchmod(descriptor, 0644) || fstat(descriptor, &facts)) problem = errno;
  }
  if (close(descriptor) && !problem) problem = errno;
  if (problem) unlinkat(at, path, 0);
  else fill(info, &facts);
  return problem;
}

/* Whether the open file has one name, is the user's own, and is open nowhere else. Until it is closed, who opens it waits. */
static int is_held_alone(int descriptor, const struct stat *facts) {
  if (!S_ISREG(facts->st_mode) || facts->st_nlink != 1 || facts->st_uid != geteuid()) return 0;
#if defined(__linux__)
  /* A write lease is given only where nobody else has the file open (fcntl(2)). That somebody waits is told by a signal, which
   * would end the process; SIGURG is ignored. */
  return !fcntl(descriptor, F_SETSIG, SIGURG) && !fcntl(descriptor, F_SETLEASE, F_WRLCK);
#else
  (void)descriptor;
  return 0;
#endif
}

int waiver_rewrite(int at, const char *path, const void *bytes, size_t size, struct waiver_info *info) {
  static const char zeros[4096];
  struct stat facts;
  int descriptor = openat(at, path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int problem = fstat(descriptor, &facts) ? errno : 0;
  if (!problem && !is_held_alone(descriptor, &facts)) problem = EBUSY;
  /* Whole blocks are written, for of a part the rest would have to be read first. */
  struct iovec parts[2] = {{(void *)bytes, size}, {(void *)zeros, -size % sizeof zeros}};
  ssize_t count = problem ? 0 : writev(descriptor, parts, 2);
  if (!problem && count < 0) problem = errno;
  if (!problem && (size_t)count < size) problem = EIO;
  if (!problem && ftruncate(descriptor, (off_t)size)) problem = errno;
  if (!problem && (facts.st_mode & 07777) != 0644 && fchmod(descriptor, 0644)) problem = errno;
  if (!problem && fstat(descriptor, &facts)) problem = errno;
  if (close(descriptor) && !problem) problem = errno;
  if (!problem) fill(info, &facts);
  return problem;
}

int waiver_make_folder(int at, const char *path, int *as_asked) {
  struct stat facts;
  if (mkdirat(at, path, 0755)) return errno;
  if (fstatat(at, path, &facts, AT_SYMLINK_NOFOLLOW)) return errno;
  int is_right = (facts.st_mode & 0777) == 0755;
  if (as_asked) *as_asked = is_right;
  return !is_right && fchmodat(at, path, 0755 | (facts.st_mode & S_ISGID), 0) ? errno : 0;
}

int waiver_make_folder_below(int at, const char *path) { return mkdirat(at, path, 0755) ? errno : 0; }

int waiver_equals(int at, const char *path, const void *bytes, size_t size, int *equal, struct waiver_info *info) {
  char buffer[65536];
  struct stat facts;
  *equal = 0;
  int descriptor = openat(at, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) {
    int is_shortage = errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == EIO;
    return is_shortage ? errno : 0;
  }
  int problem = fstat(descriptor, &facts) ? errno : 0;
  if (!problem && S_ISREG(facts.st_mode) && (size_t)facts.st_size == size) {
    size_t done = 0;
    *equal = 1;
    while (done < size) {
      ssize_t count = read(descriptor, buffer, sizeof buffer);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) problem = errno;
      if (count <= 0 || (size_t)count > size - done || memcmp(buffer, (const char *)bytes + done, (size_t)count)) {
        *equal = 0;
        break;
      }
      done += (size_t)count;
    }
    fill(info, &facts);
  }
  close(descriptor);
  return problem;
}

int waiver_copy(int from, const char *source, int to, const char *target) {
  char buffer[65536];
  struct stat facts;
  int input = openat(from, source, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (input < 0) return errno;
  int problem = fstat(input, &facts) ? errno : 0;
  if (!problem && !S_ISREG(facts.st_mode)) problem = EINVAL;
  int output = problem ? -1 : openat(to, target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (!problem && output < 0) problem = errno;
  while (!problem) {
    ssize_t count = read(input, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) problem = errno;
    if (count <= 0) break;
    problem = write_all(output, buffer, (size_t)count);
  }
  if (!problem) {
    struct timespec times[2] = {facts.MODIFIED, facts.MODIFIED};
    if (fchmod(output, facts.st_mode & 07777) || futimens(output, times)) problem = errno;
  }
  close(input);
  if (output >= 0 && close(output) && !problem) problem = errno;
  if (problem && output >= 0) unlinkat(to, target, 0);
  return problem;
}

/* Tells of an entry, whose kind is that of readdir(3). */
static void tell(int folder, const char *name, uint64_t inode, unsigned char type,
                 void (*found)(void *, const struct waiver_entry *), void *context) {
  if (name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]))) return;
  struct waiver_entry entry = {name, strlen(name), inode, waiver_other};
  struct stat facts;
  switch (type) {
    case DT_REG: entry.kind = waiver_file; break;
    case DT_DIR: entry.kind = waiver_folder; break;
    case DT_LNK: entry.kind = waiver_symlink; break;
    case DT_UNKNOWN:
      entry.kind = fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) ? waiver_unknown : kind_of(facts.st_mode);
      break;
    default: break;
  }
  found(context, &entry);
}

#if defined(__linux__)
/* As getdents64(2) gives it. readdir(3) takes memory for each folder, and asks for more facts. */
struct entry64 {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

static int list(int folder, void (*found)(void *, const struct waiver_entry *), void *context) {
  _Alignas(struct entry64) char buffer[32768];
  while (1) {
    long size = syscall(SYS_getdents64, folder, buffer, sizeof buffer);
    /* A folder that was removed meanwhile has no more entries. */
    if (size < 0) return errno == ENOENT ? 0 : errno;
    if (size == 0) return 0;
    for (long at = 0; at < size;) {
      const struct entry64 *entry = (const struct entry64 *)(buffer + at);
      tell(folder, entry->name, entry->inode, entry->type, found, context);
      at += entry->length;
    }
  }
}
#else
static int list(int folder, void (*found)(void *, const struct waiver_entry *), void *context) {
  int copy = dup(folder);
  DIR *listing = copy < 0 ? NULL : fdopendir(copy);
  if (!listing) {
    int problem = errno;
    if (copy >= 0) close(copy);
    return problem;
  }
  struct dirent *entry;
  while (errno = 0, entry = readdir(listing)) tell(folder, entry->d_name, entry->d_ino, entry->d_type, found, context);
  int problem = errno;
  closedir(listing);
  return problem;
}
#endif

int waiver_list(int at, const char *path, void (*found)(void *, const struct waiver_entry *), void *context) {
  int folder;
  int problem = waiver_open_folder(at, path, 0, &folder);
  if (problem) return problem;
  problem = list(folder, found, context);
  close(folder);
  return problem;
}

int waiver_lock(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB) ? errno : 0; }
