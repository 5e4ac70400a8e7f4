/* A process is watched through its pipes and its clocks: at most every 20 ms somebody looks whether it
 * has used too much of something. Its own limits (setrlimit) stand behind that, a little further out. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "process.h"

enum {
	LOG_FLOOD = 4 << 20,    // a worker that prints more is stopped
	MEMORY_MOST = 896 << 10 // KiB in memory
};

bool loose;
struct sock_fprog filter;

_Noreturn void die(const char *what)
{
	fprintf(stderr, "runner: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds_of(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       1e-6 * (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec);
}

/* --- what a process writes ---------------------------------------------------------------------- */

static void keep_tail(stream *s, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) s->tail[(s->seen + i) % LOG_TAIL] = bytes[i];
}

/* Read what is there. Closes the descriptor at the end of the stream. */
static void take(stream *s)
{
	static char bytes[65536];
	const ssize_t n = read(s->fd, bytes, sizeof bytes);
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
	if (n <= 0) {
		close(s->fd);
		s->fd = -1;
		return;
	}
	size_t kept = (size_t)n;
	if (kept > s->most - s->size) kept = s->most - s->size;
	memcpy(s->bytes + s->size, bytes, kept);
	s->size += kept;
	if (s->tail) keep_tail(s, bytes, (size_t)n);
	s->seen += (size_t)n;
}

/* What is left in the pipes of processes that are dead. */
static void drain(stream *s)
{
	while (s->fd >= 0) {
		const size_t before = s->seen;
		take(s);
		if (s->seen == before && s->fd >= 0) { // a descendant that nobody could kill holds it open
			close(s->fd);
			s->fd = -1;
		}
	}
}

/* --- one process -------------------------------------------------------------------------------- */

enum { READY_FD = TRANSCRIPT_FD + 1 };

/* In the child: it never became the program, which is our fault and must not look like its own end. */
static _Noreturn void give_up(void)
{
	const int why = errno;
	if (write(READY_FD, &why, sizeof why) < 0) _exit(125);
	_exit(126);
}

static void limit(enum __rlimit_resource what, rlim_t soft, rlim_t hard)
{
	const struct rlimit l = {soft, hard};
	if (setrlimit(what, &l)) give_up();
}

static void set_limits(const job *j)
{
	const rlim_t cpu = (rlim_t)j->cpu + 1;
	limit(RLIMIT_CPU, cpu, cpu + 1);
	limit(RLIMIT_AS, j->memory, j->memory);
	limit(RLIMIT_FSIZE, j->file, j->file);
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_STACK, 8 << 20, 8 << 20);
	limit(RLIMIT_NOFILE, j->strict ? 32 : 256, j->strict ? 32 : 256);
	limit(RLIMIT_MEMLOCK, 0, 0);
	limit(RLIMIT_MSGQUEUE, 0, 0);
	if (!loose) limit(RLIMIT_NPROC, 64, 64); // outside it would count all of the user's processes
}

static _Noreturn void become(const job *j, int input, int log, int out, int ready)
{
	if (loose) setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (dup2(input, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) _exit(126);
	if (out >= 0 && dup2(out, TRANSCRIPT_FD) < 0) _exit(126);
	if (dup3(ready, READY_FD, O_CLOEXEC) < 0) _exit(126);
	closefrom(READY_FD + 1);
	if (out < 0) close(TRANSCRIPT_FD);
	set_limits(j);
	signal(SIGPIPE, SIG_DFL);
	if (j->strict) {
		personality(ADDR_NO_RANDOMIZE); // an address is no coin to toss
		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) give_up();
		if (filter.len && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter)) give_up();
	}
	execve(j->command[0], j->command, j->environment);
	give_up();
}

/* A pipe whose ends are not below 5, so that become() can put descriptors in their places. */
static void new_pipe(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC)) die("pipe");
	for (int i = 0; i < 2; i++) {
		if (ends[i] > READY_FD) continue;
		const int moved = fcntl(ends[i], F_DUPFD_CLOEXEC, READY_FD + 1);
		if (moved < 0) die("pipe");
		close(ends[i]);
		ends[i] = moved;
	}
}

static pid_t start(const job *j)
{
	int nothing[2], log[2], out[2] = {-1, -1}, ready[2], why;
	new_pipe(nothing);
	new_pipe(log);
	new_pipe(ready);
	if (j->out) new_pipe(out);
	const pid_t pid = fork();
	if (pid < 0) die("fork");
	if (!pid) {
		close(nothing[1]);
		become(j, nothing[0], log[1], out[1], ready[1]);
	}
	close(ready[1]);
	if (read(ready[0], &why, sizeof why) == sizeof why) { // else it is closed: the program runs
		errno = why;
		die(j->command[0]);
	}
	close(ready[0]);
	close(nothing[0]);
	close(nothing[1]);
	close(log[1]);
	j->log->fd = log[0];
	fcntl(log[0], F_SETFL, O_NONBLOCK);
	if (j->out) {
		close(out[1]);
		j->out->fd = out[0];
		fcntl(out[0], F_SETFL, O_NONBLOCK);
	}
	return pid;
}

static double cpu_of(pid_t pid)
{
	clockid_t clock;
	struct timespec t;
	if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &t)) return 0;
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* KiB of a process in memory, 0 where /proc is not. */
static long memory_of(pid_t pid)
{
	char path[40], text[100] = "";
	long pages = 0;
	snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return 0;
	if (read(fd, text, sizeof text - 1) > 0) sscanf(text, "%*d %ld", &pages);
	close(fd);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* Has it gone too far? Says so in `e`. */
static bool too_far(const job *j, pid_t pid, double began, ending *e)
{
	const double cpu = cpu_of(pid);
	e->end = "timeout";
	if (cpu > j->cpu)
		e->note = "out of processor time";
	else if (now() - began > j->wall)
		e->note = "out of time";
	else if (j->strict && memory_of(pid) > MEMORY_MOST) {
		e->note = "out of memory";
		e->end = "signal";
		e->status = SIGKILL;
	} else if ((j->out && j->out->seen > j->out->most) || j->log->seen > LOG_FLOOD) {
		e->note = "too much output";
		e->end = "signal";
		e->status = SIGXFSZ;
	} else
		e->end = NULL;
	return e->end;
}

static void read_some(const job *j, int milliseconds)
{
	struct pollfd fds[2] = {{j->log->fd, POLLIN, 0}, {j->out ? j->out->fd : -1, POLLIN, 0}};
	if (poll(fds, 2, milliseconds) <= 0) return;
	if (fds[0].revents) take(j->log);
	if (fds[1].revents) take(j->out);
}

/* Nothing that it started may live on. Their time counts, too. */
static void kill_rest(pid_t pid, ending *e)
{
	struct rusage usage;
	pid_t dead;
	kill(loose ? -pid : -1, SIGKILL);
	while ((dead = wait4(-1, NULL, loose ? WNOHANG : 0, &usage)) > 0 ||
	        (dead < 0 && errno == EINTR))
		if (dead > 0) e->cpu += seconds_of(&usage);
}

ending run(const job *j)
{
	ending e = {0};
	int status = 0, pause = 0;
	bool killed = false;
	struct rusage usage;
	const double began = now();
	const pid_t pid = start(j);
	for (;;) {
		const bool open = j->log->fd >= 0 || (j->out && j->out->fd >= 0);
		read_some(j, open ? 20 : pause);
		if (!open && pause < 20) pause++; // closed its pipes, so it is about to end, or hides
		const pid_t dead = wait4(pid, &status, WNOHANG, &usage);
		if (dead == pid) break;
		if (killed || !too_far(j, pid, began, &e)) continue;
		killed = true;
		kill(pid, SIGKILL);
	}
	e.wall = now() - began;
	e.cpu = seconds_of(&usage);
	e.rss = usage.ru_maxrss;
	kill_rest(pid, &e);
	drain(j->log);
	if (j->out) drain(j->out);
	if (!killed && ((j->out && j->out->seen > j->out->most) || j->log->seen > LOG_FLOOD)) {
		e = (ending){"signal", SIGXFSZ, e.cpu, e.wall, e.rss, "too much output"};
	} else if (!killed) {
		e.end = WIFSIGNALED(status) ? "signal" : "exit";
		e.status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	}
	if (e.end[0] == 's' && e.status == SIGXCPU) e.end = "timeout";
	return e;
}

bool ended_well(const ending *e)
{
	return e->end[0] == 'e' && e->status == 0;
}
