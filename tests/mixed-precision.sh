#!/bin/sh
# The f32 and f64 builds must not meet in one program: linking an object of the one kind with the
# harness of the other has to fail, with the name of the symbol that tells them apart; objects of
# one kind have to link. Run from anywhere; CC chooses the compiler.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cc=${CC:-gcc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/program.c" <<'EOF'
#include "rng.h"
int main(void)
{
	rng r = rng_new(1, 1);
	return rng_below(&r, 1) != 0;
}
EOF

for kind in f32 f64; do
	flag=
	[ $kind = f32 ] || flag=-DREAL64
	for source in "$root"/harness/error.c "$root"/harness/arena.c "$root"/harness/mat.c \
		"$root"/harness/rng.c "$work"/program.c; do
		name=$(basename "$source" .c)
		# shellcheck disable=SC2086 # an empty flag must vanish
		"$cc" -std=c17 -D_POSIX_C_SOURCE=200809L $flag -I"$root"/harness -c "$source" \
			-o "$work/$name.$kind.o"
	done
done

status=0
for program in f32 f64; do
	for harness in f32 f64; do
		linked=yes
		"$cc" "$work/program.$program.o" "$work"/[emar]*."$harness.o" -lopenblas -lm \
			-o "$work/program" 2>"$work/complaint" || linked=no
		if [ $program = $harness ]; then
			[ $linked = yes ] && "$work/program" && continue
			echo "mixed-precision: $program with $harness: expected a program that runs"
			status=1
		elif [ $linked = yes ]; then
			echo "mixed-precision: $program with $harness: expected the link to fail"
			status=1
		elif ! grep -q "undefined reference to .harness_is_built_for_$program" "$work/complaint"; then
			echo "mixed-precision: $program with $harness: expected the symbol's name, found:"
			cat "$work/complaint"
			status=1
		fi
	done
done
[ $status -ne 0 ] || echo "mixed-precision: 2 pure programs link, 2 mixed ones are refused by name"
exit $status
