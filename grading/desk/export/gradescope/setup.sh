#!/bin/bash
# Gradescope runs this once, as root, when the container is built: packages, then the grader.
set -euo pipefail
# shellcheck source=/dev/null
. "${AUTOGRADER:-/autograder}/source/settings"
cd "${AUTOGRADER:-/autograder}/source/unrolled"
docs/install-packages.sh desk
make -s -j2 desk CH="${chapter:?}"
