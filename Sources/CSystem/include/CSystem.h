/* System calls that Swift's own C library modules lack, with a fallback where the system has none. */
#ifndef WAIVER_CSYSTEM_H
#define WAIVER_CSYSTEM_H

/// Exchanges two paths atomically. 0, or -1 with errno (ENOSYS where the system cannot).
int waiver_exchange(const char *first, const char *second);

/// Writes everything of the file system that holds the open descriptor to its disk. 0, or -1 with errno.
int waiver_sync_filesystem(int descriptor);

#endif
