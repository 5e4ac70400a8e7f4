/* A team waits on one condition for a new round and on another for its end; see team.h. A round
 * has a number, so that a thread which wakes up knows whether it has done this one. */
#include <pthread.h>
#include <signal.h>

#include "error.h"
#include "team.h"

typedef struct {
	team *of;
	int who;
	pthread_t thread;
} member;

struct team {
	int n;
	member *members; // 1 … n-1
	pthread_mutex_t lock;
	pthread_cond_t begin, end;
	long round;
	int busy;       // threads that are not done with this round
	team_work work; // NULL: go home
	void *context;
};

static void *live(void *argument)
{
	const member *m = argument;
	team *t = m->of;
	for (long done = 0;; done++) {
		pthread_mutex_lock(&t->lock);
		while (t->round == done) pthread_cond_wait(&t->begin, &t->lock);
		pthread_mutex_unlock(&t->lock);
		if (!t->work) return NULL;
		t->work(t->context, m->who);
		pthread_mutex_lock(&t->lock);
		if (--t->busy == 0) pthread_cond_signal(&t->end);
		pthread_mutex_unlock(&t->lock);
	}
}

static void begin_round(team *t, team_work work, void *context)
{
	pthread_mutex_lock(&t->lock);
	t->work = work;
	t->context = context;
	t->busy = t->n - 1;
	t->round++;
	pthread_cond_broadcast(&t->begin);
	pthread_mutex_unlock(&t->lock);
}

team *team_new(arena *a, int n)
{
	team *t = arena_alloc(a, 1, sizeof *t);
	sigset_t all, before;
	t->members = arena_alloc(a, (size_t)n, sizeof *t->members);
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->begin, NULL);
	pthread_cond_init(&t->end, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (t->n = 1; t->n < n; t->n++) {
		member *m = &t->members[t->n];
		*m = (member){.of = t, .who = t->n};
		if (pthread_create(&m->thread, NULL, live, m)) break;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (t->n == n) return t;
	error_set("%d threads cannot be started, only %d", n, t->n);
	team_end(t);
	return NULL;
}

void team_run(team *t, team_work work, void *context)
{
	begin_round(t, work, context);
	work(context, 0);
	pthread_mutex_lock(&t->lock);
	while (t->busy) pthread_cond_wait(&t->end, &t->lock);
	pthread_mutex_unlock(&t->lock);
}

void team_end(team *t)
{
	begin_round(t, NULL, NULL);
	for (int i = 1; i < t->n; i++) pthread_join(t->members[i].thread, NULL);
	pthread_mutex_destroy(&t->lock);
	pthread_cond_destroy(&t->begin);
	pthread_cond_destroy(&t->end);
}
