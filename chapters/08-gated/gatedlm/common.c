/* What gatedlm's commands share: options, kinds, trained models. */
#include <stdio.h>
#include <string.h>

#include "gatedlm.h"

void gatedlm_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options)
{
	const cli_program program = {name, NULL, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
}

const layer_kind *gatedlm_kind(const char *name)
{
	const layer_kind *found[16];
	int n = kinds_named(all_kinds, name, found);
	if (n > 1) n = error_set("'%s' is more than one kind of layer", name);
	if (n < 0) error_exit();
	return found[0];
}

network_shape gatedlm_network(const gatedlm_shape *s, int batch, int steps)
{
	return (network_shape){.kind = all_kinds[s->kind],
	        .vocabulary = s->symbols,
	        .inputs = s->embedding,
	        .hidden = s->hidden,
	        .layers = s->layers,
	        .outputs = s->symbols,
	        .batch = batch,
	        .steps = steps,
	        .carry = true};
}

int gatedlm_units(network_shape s, bool tied, long weights)
{
	int low = 0, high = 1 << 14; // low units are not too many, high are
	while (high - low > 1) {
		s.hidden = (low + high) / 2;
		if (tied) s.inputs = s.hidden;
		if (network_parameters(&s) <= weights)
			low = s.hidden;
		else
			high = s.hidden;
	}
	return low;
}

/* --- trained models ---------------------------------------------------------------------------------- */

static bool possible(const gatedlm_shape *s)
{
	int kinds = 0;
	while (all_kinds[kinds]) kinds++;
	return s->kind >= 0 && s->kind < kinds && (s->unit == LETTERS || s->unit == WORDS) &&
	       s->symbols > 0 && s->embedding > 0 && s->embedding <= 1 << 14 && s->hidden > 0 &&
	       s->hidden <= 1 << 14 && s->layers > 0 && s->layers <= NETWORK_LAYERS && s->threads > 0;
}

/* Of a network with the shape that the file names, before there is memory for one. */
static bool has_weights(const gatedlm *g, const checkpoint *file)
{
	const network_shape s = gatedlm_network(&g->shape, 1, 1);
	size_t bytes;
	return checkpoint_find(file, "parameters", &bytes) &&
	       bytes / sizeof(real) == (size_t)network_parameters(&s);
}

static int read_shape(gatedlm *g, const checkpoint *file)
{
	size_t bytes;
	const void *shape = checkpoint_find(file, "gatedlm", &bytes);
	if (!shape || bytes != sizeof g->shape)
		return error_set("%s: is not a checkpoint of gatedlm", file->path);
	memcpy(&g->shape, shape, bytes);
	g->known.unit = (symbols_unit)g->shape.unit;
	const void *block = checkpoint_find(file, "symbols", &bytes);
	if (!possible(&g->shape) || !block || !has_weights(g, file) ||
	        symbols_unpack(&g->a, &g->known, g->shape.symbols, block, bytes) < 0)
		return error_set("%s: has a shape that no model of gatedlm has", file->path);
	return 0;
}

int gatedlm_load(gatedlm *g, const char *path, int nsteps)
{
	arena scratch = {0};
	checkpoint file;
	*g = (gatedlm){0};
	int status = path ? checkpoint_open(&scratch, path, &file)
	                  : error_set("which model? --checkpoint FILE names one that was trained");
	if (status == 0) status = read_shape(g, &file);
	if (status == 0) {
		status = shared_batch_model(&g->a, gatedlm_network(&g->shape, 1, nsteps), 0, 1, &g->m);
		const checkpoint_field fields[] = {
		        {"parameters", g->m.w.p, (size_t)count(g->m.w) * sizeof(real)}, {0}};
		if (status == 0) status = checkpoint_load(path, file.model, fields);
	}
	arena_free(&scratch);
	return status;
}
