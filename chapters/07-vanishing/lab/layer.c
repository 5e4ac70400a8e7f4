/* What all kinds of layers have in common. */
#include <string.h>

#include "layer.h"

void layer_cut(layer *l, int T)
{
	l->h.T = l->dh.T = T + 1;
	if (l->kind->cell) l->c.T = T + 1;
	if (l->kind->in_place) {
		l->a = steps(l->h, 1, T);
		l->da = steps(l->dh, 1, T);
	} else
		l->a.T = l->da.T = T;
	if (l->kind->product) l->u.T = l->du.T = T;
}

static const layer_kind *kind_named(const layer_kind *const *known, const char *name, size_t n)
{
	for (; *known; known++)
		if (strlen((*known)->name) == n && !memcmp((*known)->name, name, n)) return *known;
	return NULL;
}

int kinds_named(const layer_kind *const *known, const char *list, const layer_kind **found)
{
	int n = 0;
	if (!strcmp(list, "all")) {
		while ((found[n] = known[n])) n++;
		return n;
	}
	for (const char *name = list;; name++) {
		size_t length = strcspn(name, ",");
		const layer_kind *kind = kind_named(known, name, length);
		if (!kind) return error_set("there is no kind '%.*s' of layer", (int)length, name);
		for (int i = 0; i < n; i++)
			if (found[i] == kind) return error_set("the kind %s is named twice", kind->name);
		found[n++] = kind;
		found[n] = NULL;
		name += length;
		if (!*name) return n;
	}
}
