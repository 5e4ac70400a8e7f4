#!/bin/bash
# Pack what an autograding platform needs to grade a chapter by itself.
#
# usage: grading/desk/export/pack.sh gradescope|autolab NN-name [RUBRIC]        (SANDBOX=no: see below)
#
#   gradescope   build/gradescope/NN-name.zip: setup.sh and run_autograder at its root
#   autolab      build/autolab/NN-name/autograde.tar and autograde-Makefile
#
# In both stand the course's sources for that chapter, with its solution: they belong to instructors. Only
# files under version control are packed. The same files give the same bytes.
#
# Hand-ins run in the same sandbox as on the desk, and where the platform's containers do not allow it,
# nothing is graded and the log says which layer is missing. With SANDBOX=no they run with all rights of
# the container, which then holds the solution before their eyes.
set -euo pipefail
cd "$(dirname "$0")/../../.."
platform=${1?'usage: grading/desk/export/pack.sh gradescope|autolab NN-name [RUBRIC]'}
chapter=${2?'usage: grading/desk/export/pack.sh gradescope|autolab NN-name [RUBRIC]'}
rubric=${3-}
[ -f "grading/$chapter/cases.c" ] || { echo "pack: $chapter: there is no such chapter" >&2; exit 2; }
if [ -n "$rubric" ] && [ ! -f "$rubric" ]; then
  echo "pack: $rubric: there is no such file, expected a rubric" >&2
  exit 2
fi
case ${SANDBOX:-yes} in
  yes | no) ;;
  *) echo "pack: SANDBOX=$SANDBOX: expected yes or no" >&2 && exit 2 ;;
esac

paths=(Makefile LICENSE harness datasets docs/dependencies.md docs/install-packages.sh
  "chapters/$chapter" ':(glob)grading/*' grading/desk ":(glob)grading/$chapter/*" ':(glob)solutions/*.awk'
  ":(glob)solutions/$chapter/*.c")
for before in $(cat "chapters/$chapter/builds-on" 2>/dev/null || true); do
  paths+=("chapters/$before/builds-on" ":(glob)chapters/$before/*.h" ":(glob)chapters/$before/*.c"
    ":(glob)chapters/$before/lab/*.[ch]" ":(glob)solutions/$before/*.c")
done

staged=build/$platform/$chapter
rm -rf "$staged"
mkdir -p "$staged/unrolled"
git ls-files -z -- "${paths[@]}" | tar --null -T - -cf - | tar -xf - -C "$staged/unrolled"
printf 'chapter=%s\nsandbox=%s\n' "$chapter" "${SANDBOX:-yes}" >"$staged/settings"
[ -z "$rubric" ] || cp "$rubric" "$staged/rubric.cfg"
case $platform in
  gradescope) cp grading/desk/export/gradescope/{setup.sh,run_autograder} "$staged/" ;;
  autolab) cp grading/desk/export/autolab/run.sh "$staged/" ;;
  *) echo "pack: $platform: expected gradescope or autolab" >&2 && exit 2 ;;
esac
chmod -R u=rwX,go=rX "$staged"
find "$staged" -exec touch -h -d "@${SOURCE_DATE_EPOCH:-1767225600}" {} +

if [ "$platform" = gradescope ]; then
  rm -f "$staged.zip"
  (cd "$staged" && find . -type f | sed 's,^\./,,' | LC_ALL=C sort | TZ=UTC zip -q -X -@ "../$chapter.zip")
  rm -r "$staged"
  echo "packed $staged.zip: $(du -k "$staged.zip" | cut -f 1) KiB"
else
  mv "$staged" "$staged.autograde"
  mkdir "$staged"
  tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner -C build/autolab \
    --transform="s,^$chapter.autograde,autograde," -cf "$staged/autograde.tar" "$chapter.autograde"
  rm -r "$staged.autograde"
  cp grading/desk/export/autolab/autograde-Makefile "$staged/"
  echo "packed $staged: autograde.tar ($(du -k "$staged/autograde.tar" | cut -f 1) KiB) and autograde-Makefile"
fi
[ "${SANDBOX:-yes}" = yes ] ||
  echo 'SANDBOX=no: hand-ins will run with all rights of the container, and can read the solution in it.'
