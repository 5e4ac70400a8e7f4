#!/bin/bash
# What compilers do not see: layout, likely bugs, shell scripts, and that the project names no
# folder of the machine that it was written on.
# limit: 900
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
failed=0

complain() { # TITLE TEXT: nothing when the text is empty
  [ -z "$2" ] && return
  printf '== %s\n%s\n' "$1" "$2"
  failed=1
}

mapfile -t c_files < <(git ls-files '*.c' '*.h')
mapfile -t c_sources < <(printf '%s\n' "${c_files[@]}" | grep '\.c$' | grep -v ^tests/grading/toy/) # faulty on purpose
mapfile -t chapters < <(git ls-files 'chapters/*.h' | xargs -n 1 dirname | sort -u)
desk=(grading/desk grading/desk/*/)
mapfile -t scripts < <(git grep -lE '^#!/bin/(ba)?sh' -- '*.sh' .ci)

# Other versions lay out some lines differently, and suspect other lines. Debian 12's decide.
if clang-format --version | grep -q 'version 14\.'; then
  complain 'not in the form of .clang-format (make format mends it)' \
    "$(clang-format --dry-run -Werror "${c_files[@]}" 2>&1 | grep 'error:' | sed 's/:[0-9]*:[0-9]*: error.*//' | uniq)"
else
  echo "layout is not checked: $(clang-format --version) is not version 14"
fi

# Suppressed, because cppcheck does not know what the code does:
#   nullPointerRedundantCheck  "if (!p) bug(...)" and then p: it misses that bug() does not return
#   invalidFunctionArg         "log(sum) with sum = 0": the sum holds exp(0) = 1
#   duplicateAssignExpression  two variables that begin with the same value
#   uninitvar in cases        a struct that is returned before its last member is set
if cppcheck --version | grep -q ' 2\.10'; then
  complain 'cppcheck' "$(cppcheck --quiet -j "$(nproc)" --std=c11 --enable=warning,performance,portability \
    --suppress=nullPointerRedundantCheck --suppress=invalidFunctionArg \
    --suppress=duplicateAssignExpression --suppress='uninitvar:grading/*/*.c' \
    --template='{file}:{line}: {message} [{id}]' \
    -Iharness -Igrading -Idatasets "${desk[@]/#/-I}" "${chapters[@]/#/-I}" "${c_sources[@]}" 2>&1)"
else
  echo "likely bugs are not looked for: $(cppcheck --version) is not version 2.10"
fi

# SC2153 is "did you mean": the capitals are variables that the Makefile hands over.
complain 'shellcheck' "$(shellcheck -x --format=gcc --exclude=SC2153 "${scripts[@]}" tests/_lib.sh)"

complain 'folders of one machine' \
  "$(git grep -nE '(^|[^a-z.])/(wor[k]|tm[p]/(bash_jobs|studio))(/|\b)|\.\./share[d]\b|\.librar[y]' -- .)"

help=$(make -s help)
while read -r target; do
  grep -q "make $target " <<<"$help" || complain 'missing in make help' "$target"
done < <(grep -E -h '^[^#[:space:]].*## ' Makefile grading/desk/desk.mk | sed 's/[: ].*//')

[ $failed = 0 ] && echo "${#c_files[@]} C files and ${#scripts[@]} scripts are clean"
exit $failed
