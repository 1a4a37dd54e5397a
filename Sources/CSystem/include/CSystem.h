/* System calls that Swift's own C library modules lack or import poorly, with a fallback where the system has none.
 * Every function that can fail returns 0 or an errno value, so that no caller reads errno. */
#ifndef WAIVER_CSYSTEM_H
#define WAIVER_CSYSTEM_H

#include <stddef.h>
#include <stdint.h>

/// Exchanges two paths atomically. 0, or -1 with errno (ENOSYS where the system cannot).
int waiver_exchange(const char *first, const char *second);

/// Writes everything of the file system that holds the open descriptor to its disk. 0, or -1 with errno.
int waiver_sync_filesystem(int descriptor);

/// Lets the memory that is allocated grow by large steps: by default each thread but the first asks the system for every page of it, which
/// takes a twentieth of the time of loading a large portal.
void waiver_prepare_memory(void);

/// What there is to know of a file; times in nanoseconds since 1970.
struct waiver_info {
  uint64_t device, inode, size;
  int64_t modified, changed;
  uint32_t permissions, kind;
};

/// The values of `waiver_info.kind` and `waiver_entry.kind`.
enum { waiver_other = 0, waiver_file = 1, waiver_folder = 2, waiver_symlink = 3, waiver_unknown = 4 };

/// Facts of the file at a path relative to the open folder `at`; of a symbolic link itself unless `follows`.
int waiver_stat(int at, const char *path, int follows, struct waiver_info *info);
int waiver_stat_open(int descriptor, struct waiver_info *info);

/// Whether a file system is mounted at this very path. 0 where the system cannot tell.
int waiver_is_mount_point(const char *path);

/// The folder at a path, opened for relative paths and listing; a symbolic link is refused unless `follows`.
int waiver_open_folder(int at, const char *path, int follows, int *descriptor);

/// Creates a file that must not exist, with exactly these bytes and mode 0644 whatever the umask. A file that could not
/// be written whole is removed again.
int waiver_create(int at, const char *path, const void *bytes, size_t size, struct waiver_info *info);

/// Gives a file new bytes, and mode 0644, where it has no other name and nobody else has it open: that takes neither another inode nor
/// other blocks, which some disks give back very slowly. Any problem means that the file has to be replaced.
int waiver_rewrite(int at, const char *path, const void *bytes, size_t size, struct waiver_info *info);

/// Makes a folder with mode 0755 whatever the umask. EEXIST where there is something. `as_asked` gets whether the system gave it that
/// mode by itself, as it then does with folders below; may be null.
int waiver_make_folder(int at, const char *path, int *as_asked);
/// The same where the system is known to do that.
int waiver_make_folder_below(int at, const char *path);

/// Whether the file at the path is a regular one with exactly these bytes: sets `equal`, and `info` where it is.
/// A file that is not there, or not to be opened, is not equal.
int waiver_equals(int at, const char *path, const void *bytes, size_t size, int *equal, struct waiver_info *info);

/// Copies a regular file with its permissions and modification time to a path that must not exist.
int waiver_copy(int from, const char *source, int to, const char *target);

/// One entry of a listing. `name` holds until the next one.
struct waiver_entry {
  const char *name;
  size_t length;
  uint64_t inode;
  uint32_t kind;
};

/// Calls `found` with every entry but `.` and `..` of the folder at a path relative to the open folder `at`; a symbolic link is refused.
int waiver_list(int at, const char *path, void (*found)(void *context, const struct waiver_entry *entry), void *context);

/// Takes an exclusive lock on an open file without waiting: EWOULDBLOCK where another process or descriptor has it.
int waiver_lock(int descriptor);

/// Whether this processor has instructions for SHA-256.
int waiver_sha256_is_fast(void);
/// Takes `blocks` blocks of 64 bytes into the state, with those instructions. Only to be called where they exist.
void waiver_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);
/// Does the same for two messages at once, with their states one after the other: it takes little longer than for one.
void waiver_sha256_two(uint32_t states[16], const uint8_t *first, const uint8_t *second, size_t blocks);

/// Starts a program in a process group of its own, with all signals as by default. The child's descriptor `n` is
/// `descriptors[n]`, or `/dev/null` where that is negative, for `n` below `count` (at most 8); it has no others.
int waiver_spawn(const char *program, char *const arguments[], char *const environment[], const int *descriptors,
                 int count, int *process);

/// Waits for a child to end: its exit code, or 128 and the signal that ended it. ETIMEDOUT where it still runs after so
/// many milliseconds; a negative number of them waits for ever.
int waiver_wait(int process, int milliseconds, int *status);

/// A pipe that children do not inherit unless it is given to them.
int waiver_pipe(int *reading, int *writing);

/// Removes a folder with all that is in it, and follows no link. ENOTEMPTY where something stayed.
int waiver_remove_tree(const char *path);

#endif
