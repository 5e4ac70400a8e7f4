/* scenes: write captions of scenes of coloured shapes, and their pictures side by side. */
#include <math.h>
#include <stdio.h>

#include "error.h"
#include "generator.h"
#include "scenes.h"
#include "scenes_png.h"

enum { SCALE = 4, GAP = 4, FRAMES = 5, COLUMNS = 10 };

static long seed = 1, scenes = 20;
static int wordings = 1;
static bool held_out, films;
static const char *pictures;

static const cli_program program = {"scenes", NULL,
        "Writes captions of scenes, one on each line after the scene's number and a tab.",
        GENERATOR_VERSION};
static const cli_option options[] = {cli_long("seed", &seed, 0, 1e15, "which scenes"),
        cli_long("scenes", &scenes, 1, 1e9, "how many"),
        cli_int("wordings", &wordings, 1, 1000, "captions of each"),
        cli_flag("held-out", &held_out, "scenes with a pair of colour and shape that is held out"),
        cli_flag("films", &films, "films instead of pictures"),
        cli_file("pictures", &pictures, "also a PNG: scenes row by row, or each film a row"),
        cli_end};

static void paint(png_picture *sheet, const scene *s, double time, int column, int line)
{
	enum { PLANE = SCENES_SIDE * SCENES_SIDE };
	static real rgb[3][PLANE];
	scene_paint(s, time, (real *const[3]){rgb[0], rgb[1], rgb[2]});
	for (int y = 0; y < SCENES_SIDE * SCALE; y++)
		for (int x = 0; x < SCENES_SIDE * SCALE; x++) {
			const int left = GAP + column * (SCENES_SIDE * SCALE + GAP) + x;
			const int top = GAP + line * (SCENES_SIDE * SCALE + GAP) + y;
			unsigned char *pixel = sheet->rgb + 3 * (top * sheet->width + left);
			for (int c = 0; c < 3; c++)
				pixel[c] = (unsigned char)lround(
				        255 * (double)rgb[c][y / SCALE * SCENES_SIDE + x / SCALE]);
		}
}

static png_picture new_sheet(arena *a)
{
	const int columns = films ? FRAMES : COLUMNS;
	const int lines = films ? (int)scenes : ((int)scenes + COLUMNS - 1) / COLUMNS;
	png_picture p = png_new(a, GAP + columns * (SCENES_SIDE * SCALE + GAP),
	        GAP + lines * (SCENES_SIDE * SCALE + GAP));
	for (long i = 0; i < 3L * p.width * p.height; i++) p.rgb[i] = 255;
	return p;
}

static void write_captions(const scene *s, long n, rng *r)
{
	for (int k = 0; k < wordings; k++) {
		int word[SCENES_LONGEST];
		const int length = scene_caption(s, r, word);
		printf("%ld\t", n + 1);
		for (int i = 0; i < length; i++)
			printf("%s%c", scenes_word(word[i]), i < length - 1 ? ' ' : '\n');
	}
}

int main(int argc, char **argv)
{
	arena a = {0};
	generator_options(argc, argv, &program, options);
	if (pictures && scenes > 1000) {
		error_set("--scenes %ld: a picture of at most 1000 scenes", scenes);
		error_exit();
	}
	png_picture sheet = pictures ? new_sheet(&a) : (png_picture){0};
	rng r = rng_new((uint64_t)seed, SCENES_STREAM);
	const scenes_kind kind = held_out ? SCENES_HELD_OUT : SCENES_SEEN;
	for (long n = 0; n < scenes && !ferror(stdout); n++) {
		scene s;
		if (films)
			scene_draw_film(&r, kind, &s);
		else
			scene_draw(&r, kind, 0, &s);
		write_captions(&s, n, &r);
		for (int f = 0; pictures && f < (films ? FRAMES : 1); f++)
			paint(&sheet, &s, f / (FRAMES - 1.0), films ? f : (int)n % COLUMNS,
			        (int)(films ? n : n / COLUMNS));
	}
	if (pictures && png_write(&sheet, pictures) < 0) error_exit();
	arena_free(&a);
	return generator_done();
}
