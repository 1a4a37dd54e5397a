#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { highest = 8 };

static int add_descriptors(posix_spawn_file_actions_t *actions, const int *descriptors, const int *copies, int count) {
  for (int target = 0; target < count; target++) {
    int number = descriptors[target] < 0
        ? posix_spawn_file_actions_addopen(actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
        : posix_spawn_file_actions_adddup2(actions, copies[target], target);
    if (number != 0) return number;
  }
  return 0;
}

static int spawn_with(const char *program, char *const arguments[], char *const environment[],
                      posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int *process) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(attributes, 0);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setsigmask(attributes, &none);
  pid_t pid = 0;
  int number = posix_spawn(&pid, program, actions, attributes, arguments, environment);
  *process = (int)pid;
  return number;
}

int waiver_spawn(const char *program, char *const arguments[], char *const environment[], const int *descriptors,
                 int count, int *process) {
  if (count > highest) return EINVAL;
  // Copies out of the way of the numbers that the child is to have.
  int copies[highest];
  int number = 0;
  for (int index = 0; index < count; index++) {
    copies[index] = descriptors[index] < 0 ? -1 : fcntl(descriptors[index], F_DUPFD_CLOEXEC, highest);
    if (copies[index] < 0 && descriptors[index] >= 0) number = errno;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (number == 0) number = posix_spawn_file_actions_init(&actions);
  if (number == 0) {
    number = posix_spawnattr_init(&attributes);
    if (number == 0) {
      number = add_descriptors(&actions, descriptors, copies, count);
      if (number == 0) number = spawn_with(program, arguments, environment, &actions, &attributes, process);
      posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  for (int index = 0; index < count; index++) {
    if (copies[index] >= 0) close(copies[index]);
  }
  return number;
}

int waiver_wait(int process, int milliseconds, int *status) {
  for (int waited = 0;; waited += 10) {
    int state = 0;
    pid_t done = waitpid(process, &state, WNOHANG);
    if (done == process) {
      *status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
      return 0;
    }
    if (done < 0 && errno != EINTR) return errno;
    if (milliseconds >= 0 && waited >= milliseconds) return ETIMEDOUT;
    struct timespec pause = {0, 10 * 1000 * 1000};
    nanosleep(&pause, NULL);
  }
}

int waiver_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe(ends) != 0) return errno;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  *reading = ends[0];
  *writing = ends[1];
  return 0;
}

static int remove_one(const char *path, const struct stat *facts, int kind, struct FTW *place) {
  (void)facts, (void)kind, (void)place;
  // What cannot be removed is told by the folder above it, which is not empty then.
  remove(path);
  return 0;
}

int waiver_remove_tree(const char *path) {
  if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0) return errno;
  return access(path, F_OK) == 0 ? ENOTEMPTY : 0;
}
