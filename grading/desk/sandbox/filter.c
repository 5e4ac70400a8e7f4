/* The filters as lists of names: libseccomp knows their numbers on every processor, and names that a
 * processor does not have are passed over.
 *
 * What the lists know of the sanitizers: LeakSanitizer looks for leaks from a task of its own, which
 * it clones with these flags and no others, and which stops the process with ptrace. So that clone and
 * those requests are allowed, and no request that changes another process. prlimit64 would let a
 * worker set limits for process 1, the runner: only its own may be touched. */
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>

#include "error.h"
#include "filter.h"

enum {
	LEAK_TASK = 0x800700,      // CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_UNTRACED
	SET_PTRACER = 0x59616d61,  // PR_SET_PTRACER, where Yama asks for it
	GET_REGISTERS = 12,        // PTRACE_GETREGS
	GET_REGISTER_SET = 0x4204, // PTRACE_GETREGSET
	FILE_MODE = O_ACCMODE
};

static const char *const worker_allows[] = {"read", "readv", "write", "writev", "close", "fstat",
        "newfstatat", "lseek", "pread64", "mmap", "mprotect", "munmap", "mremap", "madvise", "brk",
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "access", "readlink",
        "readlinkat", "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid",
        "getpgrp", "sched_getaffinity", "sched_yield", "arch_prctl", "futex", "set_tid_address",
        "set_robust_list", "rseq", "getrandom", "clock_gettime", "clock_getres", "clock_nanosleep",
        "nanosleep", "gettimeofday", "times", "getrusage", "getdents", "getdents64", "uname",
        "sysinfo", "mbind", "wait4", "tgkill", "execve", "exit", "exit_group", "restart_syscall",
        "getrlimit", NULL};

static const char *const worker_refuses[] = {"fork", "vfork", "socket", "socketpair", "kill",
        "unlink", "unlinkat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "symlink",
        "symlinkat", "link", "linkat", "chmod", "fchmod", "fchmodat", "pipe", "pipe2", "ftruncate",
        "truncate", "ioctl", "setuid", "setgid", "setsid", "setpgid", "dup", "dup2", "dup3",
        "getcwd", "creat", "statfs", "fstatfs", "setrlimit", NULL};

/* What no compiler and no runner asks for. */
static const char *const cell_refuses[] = {"socket", "socketpair", "connect", "bind", "listen",
        "accept", "accept4", "sendto", "sendmsg", "recvmsg", "mount", "umount2", "pivot_root",
        "chroot", "unshare", "setns", "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key",
        "request_key", "io_uring_setup", "io_uring_enter", "io_uring_register", "process_vm_readv",
        "process_vm_writev", "init_module", "finit_module", "delete_module", "kexec_load",
        "kexec_file_load", "reboot", "swapon", "swapoff", "acct", "quotactl", "syslog",
        "open_by_handle_at", "name_to_handle_at", "fanotify_init", "fsopen", "fsmount", "fsconfig",
        "fspick", "move_mount", "open_tree", "mount_setattr", "shmget", "shmat", "shmctl", "msgget",
        "semget", "mq_open", "memfd_create", "memfd_secret", "mknod", "mknodat", "kcmp",
        "lookup_dcookie", "modify_ldt", "vhangup", "iopl", "ioperm", "settimeofday",
        "clock_settime", "adjtimex", "clock_adjtime", "sethostname", "setdomainname", NULL};

/* Adding to the list of rules: the first failure is kept. */
typedef struct {
	scmp_filter_ctx context;
	int failed;
} rules;

static void add(
        rules *r, uint32_t action, const char *name, unsigned n, const struct scmp_arg_cmp *args)
{
	const int number = seccomp_syscall_resolve_name(name);
	if (number == __NR_SCMP_ERROR || number < 0 || r->failed) return;
	r->failed = seccomp_rule_add_array(r->context, action, number, n, args);
}

static void add_list(rules *r, uint32_t action, const char *const *names)
{
	for (; *names; names++) add(r, action, *names, 0, NULL);
}

/* Allowed only if the argument is one of these. */
static void add_choice(rules *r, const char *name, unsigned arg, const uint64_t *values, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct scmp_arg_cmp equal = {
		        .arg = arg, .op = SCMP_CMP_MASKED_EQ, .datum_a = UINT32_MAX, .datum_b = values[i]};
		add(r, SCMP_ACT_ALLOW, name, 1, &equal);
	}
}

/* Opening: for reading, else "permission denied". */
static void add_open(rules *r, const char *name, unsigned arg)
{
	static const uint64_t reading = O_RDONLY, others[] = {O_WRONLY, O_RDWR};
	const struct scmp_arg_cmp read_only = {.arg = arg,
	        .op = SCMP_CMP_MASKED_EQ,
	        .datum_a = O_ACCMODE | O_CREAT | O_TRUNC,
	        .datum_b = reading};
	add(r, SCMP_ACT_ALLOW, name, 1, &read_only);
	for (int i = 0; i < 2; i++) {
		const struct scmp_arg_cmp writing = {
		        .arg = arg, .op = SCMP_CMP_MASKED_EQ, .datum_a = O_ACCMODE, .datum_b = others[i]};
		add(r, SCMP_ACT_ERRNO(EACCES), name, 1, &writing);
	}
}

static void add_worker(rules *r)
{
	static const uint64_t leak_task[] = {LEAK_TASK}, self[] = {0},
	                      prctl_choices[] = {PR_SET_DUMPABLE, PR_GET_DUMPABLE, PR_SET_NAME,
	                              PR_SET_PDEATHSIG, SET_PTRACER},
	                      ptrace_choices[] = {PTRACE_ATTACH, PTRACE_DETACH, PTRACE_CONT,
	                              PTRACE_KILL, GET_REGISTERS, GET_REGISTER_SET},
	                      fcntl_choices[] = {F_GETFD, F_SETFD, F_GETFL};
	add_list(r, SCMP_ACT_ALLOW, worker_allows);
	add_list(r, SCMP_ACT_ERRNO(EPERM), worker_refuses);
	add(r, SCMP_ACT_ERRNO(ENOSYS), "clone3", 0, NULL);
	add_choice(r, "clone", 0, leak_task, sizeof leak_task / sizeof *leak_task);
	add_choice(r, "prlimit64", 0, self, sizeof self / sizeof *self);
	add_choice(r, "prctl", 0, prctl_choices, sizeof prctl_choices / sizeof *prctl_choices);
	add_choice(r, "ptrace", 0, ptrace_choices, sizeof ptrace_choices / sizeof *ptrace_choices);
	add_choice(r, "fcntl", 1, fcntl_choices, sizeof fcntl_choices / sizeof *fcntl_choices);
	add_open(r, "openat", 2);
	add_open(r, "open", 1);
}

int filter_write(filter_kind kind, int fd)
{
	const uint32_t otherwise = kind == FILTER_WORKER ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ALLOW;
	rules r = {.context = seccomp_init(otherwise)};
	if (!r.context) return error_set("seccomp: no memory for a filter");
	if (kind == FILTER_WORKER)
		add_worker(&r);
	else
		add_list(&r, SCMP_ACT_ERRNO(EPERM), cell_refuses);
	if (!r.failed) r.failed = seccomp_export_bpf(r.context, fd);
	seccomp_release(r.context);
	return r.failed ? error_set("seccomp: %s", strerror(-r.failed)) : 0;
}
