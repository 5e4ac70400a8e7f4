/* caption train: learn to caption pictures or films, and keep what was learnt. */
#include <stdio.h>
#include <string.h>

#include "caption.h"
#include "output.h"
#include "stopwatch.h"

static struct {
	const char *checkpoint, *curve;
	int tell, film, frames, width, blocks, hidden, embedding, batch, updates, shapes, test;
	bool films, resume;
	double rate, clip;
	long seed;
} o = {.tell = TELL_ATTEND,
        .film = FILM_RECURRENT,
        .frames = 3,
        .width = 8,
        .hidden = 128,
        .embedding = 64,
        .batch = 32,
        .updates = 30000,
        .test = 1000,
        .rate = 0.003,
        .clip = 1,
        .seed = 1};

static const cli_option options[] = {
        cli_choice("tell", &o.tell, "start|steps|attend",
                "a picture is the first state, is seen at every step, or is looked at"),
        cli_flag("films", &o.films, "films instead of pictures"),
        cli_choice("film", &o.film, "mean|recurrent|apart",
                "one of all frames; apart: each is looked at, only with attend"),
        cli_int("frames", &o.frames, 2, 64, "frames of a film"),
        cli_int("shapes", &o.shapes, 0, SCENES_OBJECTS, "in a picture; 0: one to three"),
        cli_int("width", &o.width, 1, 1024, "kernels of the first layer; then twice, four times"),
        cli_int("blocks", &o.blocks, 0, CONVNET_BLOCKS, "residual ones, behind the last layer"),
        cli_int("hidden", &o.hidden, 1, 4096, "units of the layer that speaks"),
        cli_int("embedding", &o.embedding, 1, 4096, "numbers of a word"),
        cli_int("batch", &o.batch, 1, 4096, "pictures side by side"),
        cli_int("updates", &o.updates, 0, 1e9, "batches to learn from"),
        cli_real_above(
                "rate", &o.rate, 0, HUGE_VAL, "learning rate of Adam, falling to a fiftieth"),
        cli_real("clip", &o.clip, 0, HUGE_VAL, "longest gradient; 0: as it comes"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the scenes"),
        cli_int("test", &o.test, 0, 1e7, "new scenes to describe at the end"),
        cli_file("checkpoint", &o.checkpoint, "where to keep the model"),
        cli_flag("resume", &o.resume, "go on from the checkpoint"),
        cli_file("curve", &o.curve, "CSV: update,loss,seconds"), cli_end};

/* A picture has nothing to be put together. */
static int film_of_picture(void)
{
	return o.tell == TELL_ATTEND ? FILM_APART : FILM_MEAN;
}

static captioner_shape shape(void)
{
	return (captioner_shape){
	        .picture = {3, SCENES_SIDE, {o.width, 2 * o.width, 4 * o.width}, o.blocks},
	        .frames = o.films ? o.frames : 1,
	        .tell = o.tell,
	        .film = o.films ? o.film : film_of_picture(),
	        .vocabulary = scenes_words(),
	        .start = SCENES_START,
	        .end = SCENES_END,
	        .embedding = o.embedding,
	        .hidden = o.hidden,
	        .batch = o.batch,
	        .steps = SCENES_LONGEST + 1};
}

/* A lesson with the files it leaves behind. */
typedef struct {
	caption_lesson l;
	output curve;
} session;

static int save(session *s, bool load)
{
	caption_lesson *l = &s->l;
	const size_t bytes = (size_t)count(l->slot[0]) * sizeof(real);
	const checkpoint_field more[] = {{"mean", l->slot[0].p, bytes}, {"square", l->slot[1].p, bytes},
	        {"scenes", &l->r, sizeof l->r}, {"done", &l->done, sizeof l->done}, {0}};
	checkpoint_field fields[8];
	caption_fields(fields, l->c, more);
	if (!load) return checkpoint_save(o.checkpoint, caption_of, fields);
	captioner_shape asked = l->c->shape;
	const int status = checkpoint_load(o.checkpoint, caption_of, fields);
	if (status == 0 && memcmp(&asked, &l->c->shape, sizeof asked) != 0)
		return error_set("%s: was trained with other options", o.checkpoint);
	return status;
}

static void every(void *context, long update, double loss)
{
	session *s = context;
	if (s->curve.f) fprintf(s->curve.f, "%ld,%.5f,%.1f\n", update, loss, stopwatch_cpu());
	if (o.checkpoint && update % 1000 == 0 && save(s, false) < 0) error_exit();
}

static void report(captioner *c)
{
	static const struct {
		const char *name;
		scenes_kind kind;
	} kinds[] = {{"seen", SCENES_SEEN}, {"held out", SCENES_HELD_OUT}};
	if (!o.test) return;
	caption_heading();
	for (int k = 0; k < 2; k++) {
		const caption_marks m =
		        caption_judge(c, kinds[k].kind, o.test, o.shapes, 1, false, o.seed + 1000000);
		caption_print(kinds[k].name, &m);
	}
}

int caption_train(int argc, char **argv)
{
	arena a = {0};
	session s = {0};
	caption_options(
	        argc, argv, "caption train", "Learn to caption generated pictures or films.", options);
	int status = 0;
	if (o.resume && !o.checkpoint) status = error_set("--resume: from which --checkpoint FILE?");
	if (o.films && o.film == FILM_APART && o.tell != TELL_ATTEND)
		status = error_set("--film apart: only --tell attend can look at frames one by one");
	if (status < 0) error_exit();
	s.l = (caption_lesson){.c = captioner_new(&a, shape(), (uint64_t)o.seed),
	        .updates = o.updates,
	        .shapes = o.shapes,
	        .rate = o.rate,
	        .clip = o.clip,
	        .seed = o.seed,
	        .every = every,
	        .context = &s};
	caption_lesson_begin(&a, &s.l);
	if (o.resume) status = save(&s, true);
	if (status == 0 && o.checkpoint && !o.resume) status = save(&s, false); // before the work
	if (status == 0 && o.curve) status = output_open(&s.curve, o.curve);
	if (status < 0) error_exit();
	if (s.curve.f) fprintf(s.curve.f, "update,loss,seconds\n");
	printf("%d weights, %d pictures a batch\n", s.l.c->w.cols, o.batch);
	caption_lesson_run(&s.l);
	if (o.checkpoint && save(&s, false) < 0) error_exit();
	if (s.curve.f && output_commit(&s.curve) < 0) error_exit();
	if (s.l.done < o.updates) return caption_interrupted(s.l.done, o.checkpoint);
	printf("%ld updates, %.1f s of the processor, loss %.4f nats a word\n", s.l.done,
	        stopwatch_cpu(), s.l.loss);
	report(s.l.c);
	arena_free(&a);
	return 0;
}
