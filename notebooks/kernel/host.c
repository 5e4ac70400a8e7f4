/* host: the process in which cells run.
 *
 * The kernel (kernel.py) compiles each cell to a shared object and names it here; the object is
 * loaded and its entry called, so functions and variables of earlier cells are simply there. What
 * keeps a crash from taking them along is fork():
 *
 *     root ── state ── state with one cell more ── …
 *
 * Before each cell the state forks. The child runs the cell; if it comes through, the child *is*
 * the new state and its parent leaves. If it crashes, calls exit() or is killed because it does not
 * end, the parent is still there, with every variable as before the cell, and waits for the next
 * one. Memory is copied page by page and only where it changes, so this costs about a millisecond.
 *
 * The root only waits: for the end of its standard input, which is the end of the kernel. Then it
 * ends all others and removes the folder with the cells. States that leave have their orphaned
 * children adopted by the root.
 *
 * A new definition of a function or variable replaces the old one for everybody: calls and
 * accesses go through the tables that the dynamic linker has filled with addresses (the objects are
 * position independent, and symbols may be interposed), so the old address is looked for in the
 * tables of all objects and the new one put in its place.
 *
 * Messages are packets. In: lines "path of the object", "entry", and three words for every
 * definition that replaces one (old symbol, new symbol, a constant that says whether the types are
 * the same). Out: "run PID"; any number of "picture PATH…", each answered by PLOT_SHOWN; one of
 * "ok", "exit STATUS", "signal NUMBER", with "link WHY" before when the object cannot be loaded.
 * The first "ok" says that the chapter's code is loaded. */
#define _GNU_SOURCE // dl_iterate_phdr()
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blas.h"
#include "error.h"
#include "notebook.h"

enum { PACKET = 1 << 16 };

/* What rebind_object() looks for, and what it puts there. */
typedef struct {
	uintptr_t old, new;
} rebinding;

/* Every address in a table of relocations that is the old one becomes the new one. The tables lie
 * where the sanitizer lets nobody look. */
__attribute__((no_sanitize("address"))) static void rebind_table(
        const ElfW(Rela) * entry, size_t bytes, uintptr_t base, const rebinding *change)
{
	for (size_t i = 0; entry && i < bytes / sizeof *entry; i++) {
		if (!(entry[i].r_info >> 32)) continue; // it names no symbol
		uintptr_t *address = (uintptr_t *)(base + entry[i].r_offset);
		if (*address == change->old) *address = change->new;
	}
}

/* Only objects of ours: others have made their tables read-only. */
static int rebind_object(struct dl_phdr_info *object, size_t size, void *context)
{
	(void)size;
	const ElfW(Rela) *data = NULL, *calls = NULL;
	size_t data_bytes = 0, calls_bytes = 0;
	const ElfW(Dyn) *d = NULL;
	for (int i = 0; i < object->dlpi_phnum; i++) {
		if (object->dlpi_phdr[i].p_type == PT_GNU_RELRO) return 0;
		if (object->dlpi_phdr[i].p_type == PT_DYNAMIC)
			d = (const ElfW(Dyn) *)(object->dlpi_addr + object->dlpi_phdr[i].p_vaddr);
	}
	for (; d && d->d_tag != DT_NULL; d++) {
		if (d->d_tag == DT_RELA) data = (const ElfW(Rela) *)d->d_un.d_ptr;
		if (d->d_tag == DT_RELASZ) data_bytes = d->d_un.d_val;
		if (d->d_tag == DT_JMPREL) calls = (const ElfW(Rela) *)d->d_un.d_ptr;
		if (d->d_tag == DT_PLTRELSZ) calls_bytes = d->d_un.d_val;
	}
	rebind_table(data, data_bytes, object->dlpi_addr, context);
	rebind_table(calls, calls_bytes, object->dlpi_addr, context);
	return 0;
}

/* "old new same": see the head of this file. */
static void rebind(void *cell, char *words)
{
	const char *old = strtok(words, " "), *new = strtok(NULL, " "), *same = strtok(NULL, " ");
	if (!old || !new || !same) bug("expected three words");
	const int *agree = dlsym(cell, same);
	rebinding change = {(uintptr_t)dlsym(RTLD_DEFAULT, old), (uintptr_t)dlsym(cell, new)};
	if (agree && *agree && change.old && change.new) dl_iterate_phdr(rebind_object, &change);
}

static void tell(int control, const char *text)
{
	if (send(control, text, strlen(text), MSG_NOSIGNAL) < 0) _exit(0); // nobody listens any more
}

/* Load a cell and run it. */
static void run(int control, char *message)
{
	char *rest = message, *path = strsep(&rest, "\n"), *entry = strsep(&rest, "\n"), text[2000];
	void *cell = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
	void *start = cell && entry ? dlsym(cell, entry) : NULL;
	if (!start) {
		snprintf(text, sizeof text, "link %s", dlerror());
		tell(control, text);
		_exit(EXIT_FAILURE);
	}
	for (char *words; (words = strsep(&rest, "\n"));)
		if (*words) rebind(cell, words);
	void (*call)(void);
	memcpy(&call, &start, sizeof call);
	call();
	fflush(NULL);
}

/* Wait until the child is the new state, which is this process's end, or has ended. */
static void watch(int control, pid_t child, int success)
{
	char byte, text[40];
	int status = 0;
	if (read(success, &byte, 1) == 1) _exit(0);
	close(success);
	waitpid(child, &status, 0);
	if (WIFSIGNALED(status))
		snprintf(text, sizeof text, "signal %d", WTERMSIG(status));
	else
		snprintf(text, sizeof text, "exit %d", WEXITSTATUS(status));
	tell(control, text);
}

static void serve(int control)
{
	static char message[PACKET];
	for (;;) {
		ssize_t n = recv(control, message, sizeof message - 1, 0);
		if (n <= 0) _exit(0);
		message[n] = 0;
		if (!strcmp(message, PLOT_SHOWN)) continue; // meant for a cell that has ended meanwhile
		int ends[2];
		if (pipe2(ends, O_CLOEXEC)) bug("no pipe");
		pid_t child = fork();
		if (child < 0) tell(control, "exit 1");
		if (child < 0) continue;
		if (child) {
			close(ends[1]);
			watch(control, child, ends[0]);
			continue;
		}
		char text[40];
		const pid_t self = getpid();
		close(ends[0]);
		snprintf(text, sizeof text, "run %ld", (long)self);
		tell(control, text);
		run(control, message);
		if (getpid() != self) _exit(0); // the cell has forked; one of the two goes on
		if (write(ends[1], "", 1) != 1) _exit(EXIT_FAILURE);
		close(ends[1]);
		tell(control, "ok");
	}
}

/* The first state: the chapter's code is loaded, no cell yet. */
static void begin(int control, char **libraries)
{
	setpgid(0, 0);
	signal(SIGCHLD, SIG_DFL);
	if (!freopen("/dev/null", "r", stdin)) bug("no /dev/null");
	setvbuf(stdout, NULL, _IONBF, 0); // what was printed before a crash must not be lost
	for (; *libraries; libraries++)
		if (!dlopen(*libraries, RTLD_NOW | RTLD_GLOBAL)) {
			fprintf(stderr, "%s\n", dlerror());
			_exit(EXIT_FAILURE);
		}
	tell(control, "ok");
	serve(control);
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("cell");
	if (argc < 3) bug("usage: host CONTROL FOLDER LIBRARY...");
	int control = atoi(argv[1]);
	fcntl(control, F_SETFD, FD_CLOEXEC);
	plot_begin(control, argv[2]);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signal(SIGCHLD, SIG_IGN);
	pid_t state = fork();
	if (state < 0) return EXIT_FAILURE;
	if (!state) begin(control, argv + 3);
	setpgid(state, state); // all states are one group; both sides see to it, whoever is first
	close(control);
	char byte;
	while (read(STDIN_FILENO, &byte, 1) > 0) {
	}
	kill(-state, SIGKILL);
	char *command[] = {"rm", "-rf", "--", argv[2], NULL};
	execvp("rm", command);
	return EXIT_FAILURE;
}
