#!/bin/bash
# Reports: what is told is right, what is secret is not told, what is hostile does not act, and hand-ins
# that resemble each other are found, whoever was renamed.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
# shellcheck source=tests/desk/_site.sh
. tests/desk/_site.sh
grade=build/bin/grade
make_site "$scratch" >"$scratch/out" 2>&1 || fail "there are no reports: $(cat "$scratch/out")"
pages=$scratch/pages students=$scratch/pages/students
evil='=2E.=2F..=2F..=2Fescape=3Cb=3E'

tells() { # FILE PATTERN
  grep -qE -- "$2" "$1" || fail "${1##*/}: expected a line like '$2'"
}

hides() { # FILE PATTERN
  ! grep -E -- "$2" "$1" || fail "${1##*/}: '$2' should not be there"
}

# The text of a page without its tags, spaces made single.
text_of() {
  sed -E 's,</(tr|li|p|h2|h3)>,&\n,g' "$1" | sed -E 's/<[^>]*>/ /g; s/&quot;/"/g; s/ +/ /g'
}

# --- files -----------------------------------------------------------------------------------------------
[ "$(find "$students" -name '*.html' | wc -l)" = 13 ] || fail 'not every student has a page'
[ "$(find "$students" -name '*.txt' | wc -l)" = 13 ] || fail 'not every student has a text'
[ -e "$students/$evil.html" ] || fail 'the page of an id with .. in it has another name'
[ "$(find "$scratch" -name '*escape*' | wc -l)" = 2 ] || fail 'an id has left the folder'
[ "$(find "$students" -name 'nobody*' -printf '%f\n' | awk 'length > 120' | wc -l)" = 0 ] || fail 'a name is too long'
[ -z "$(find "$pages" -perm /0077 -type d)" ] || fail 'others may look into the folders'

# --- what is told ------------------------------------------------------------------------------------------
tells "$students/ada.txt" '^Mark: 18 of 18$'
tells "$students/bo.txt" '^6\.2 +rnn_step_backward +wrong +4 of 8$'
tells "$students/bo.txt" 'dW is wrong: relative error 0\.31 \(cases small, gradient\); the gradient$'
tells "$students/bo.txt" 'db is wrong .*derivative of your own forward$'
tells "$students/bo.txt" 'dx is missing \(case small\)'
tells "$students/bo.txt" 'Hint: A sum over time'
tells "$students/dan.txt" 'outside of an array\) at rnn\.c:42 in f …'
tells "$students/dan.txt" 'TODO at rnn\.c:50: one product'
tells "$students/eve.txt" 'its input x was changed by the call'
tells "$students/eve.txt" 'never freed at rnn.c:7'
tells "$students/NaN.txt" 'could not be graded, and it costs no attempt'
tells "$students/NaN.txt" '^  rnn\.c:3: error$'
tells "$students/=3D1=2B1.txt" '^Mark: none$'
tells "$students/=3D1=2B1.txt" 'not your fault'
hides "$students/=3D1=2B1.txt" '^Mark: 0|disk was full'
tells "$students/tom.txt" 'handed in by tim'
tells "$students/tom.txt" '^Mark: 18 of 18$'
awk 'length > 79 && !/^  / { exit 1 }' "$students"/*.txt || fail 'a text has lines of more than 79 columns'
for page in "$students"/*.html; do
  number=$(sed -nE 's,.*<p class="mark"><b>(no mark|[^<]*)</b>.*,\1,p' "$page")
  same=$(sed -n 's/^Mark: //p' "${page%.html}.txt" | sed 's/none/no mark/')
  [ "$number" = "$same" ] || fail "${page##*/} says $number, the text $same"
done
tells "$students/bo.html" '<svg role="img" aria-label="errors of [0-9]+ gradients: [0-9]+ right, 2 wrong: dW of 6\.2, db of 6\.2"'
hides "$students/zero.html" '<svg'

text_of "$pages/index.html" >"$scratch/class"
tells "$scratch/class" '13 students; 12 handed in, 10 of these hand-ins could be graded, 1 not gradable'
tells "$scratch/class" '1 grader errors: these students have no mark yet'
tells "$scratch/class" '10 marks: median 78 %, mean 58 % of the points'
tells "$scratch/class" '^ *6\.1 rnn_step_forward 6 of 10 '
tells "$scratch/class" '^ *6\.2 rnn_step_backward 3 of 10 '
[ "$(grep -nE '^ *6\.(2|10) ' "$scratch/class" | head -n 2 | grep -c '6\.10')" = 1 ] || fail '6.10 does not follow 6.2'
tells "$scratch/class" '^ *2 6\.2 backward-last-step-only A sum over time'
tells "$scratch/class" '^ *cy Çiğdem 6\.2 rnn_step_backward not passed in 3 of 3 hand-ins'
tells "$scratch/class" '^ *dan دان 0 of 18'
tells "$scratch/class" 'has handed in nothing'
tells "$scratch/class" '^ *compiling \(processor\) 0\.50 0\.50 0\.50 7\.0'
tells "$scratch/class" '^ *bo otto \(2025\.sqlite\) 100 % 100 %'
tells "$scratch/class" '^ *ada eve 9[0-9] % '

# --- what is secret ----------------------------------------------------------------------------------------
for secret in $(python3 -B -c 'import sys; sys.path.insert(0, "tests/desk"); from fill_book import SECRET; print(*SECRET)'); do
  ! grep -rlF -- "$secret" "$pages" || fail "$secret is told"
  ! grep -rlF -- "${secret:0:7}" "$pages" || fail "the beginning of $secret is told"
done
! grep -rlE '(yours|expected) -?[0-9]' "$students" || fail 'values are told'
for student in bo cy dan; do
  hides "$students/$student.html" '\<(ada|eve|Lovelace)\>|index\.html'
done

# --- what is hostile ----------------------------------------------------------------------------------------
python3 -B - "$pages" <<'END' || fail 'a page is not what it should be'
"""Pages hold only the elements and attributes that the reports print, properly nested."""
import html.parser, pathlib, sys

EMPTY = {"meta", "br", "path", "rect", "circle"}
TAGS = EMPTY | set("html head title style body a header h1 h2 h3 p main section ul li table caption thead tbody tr th td div "
                   "code b bdi i span pre figure figcaption svg text details summary nav".split())
ATTRIBUTES = set("lang charset name content http-equiv class href id role aria-label aria-hidden tabindex scope style "
                 "viewbox x y width height d cx cy r text-anchor".split())

class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, f"<{tag}>"
        for name, value in attrs:
            assert name in ATTRIBUTES, f"{tag} {name}={value}"
            assert name != "href" or value.startswith(("#", "students/")), f"{tag} {name}={value}"
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            assert self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}"

    def handle_decl(self, decl):
        assert decl == "DOCTYPE html"

    def handle_comment(self, data):
        raise AssertionError("a comment")

pages = sorted(pathlib.Path(sys.argv[1]).rglob("*.html"))
for path in pages:
    page = Page()
    page.open = []
    try:
        page.feed(path.read_text())
        page.close()
        assert not page.open, f"left open: {page.open}"
    except AssertionError as error:
        sys.exit(f"{path.name}: {error}")
assert len(pages) == 14
END
LC_ALL=C.UTF-8 grep -rlP '[\x00-\x08\x0b-\x1f\x7f-\x9f\x{202a}-\x{202e}\x{2066}-\x{2069}]' "$pages" &&
  fail 'control characters are left in a report'
tells "$students/$evil.txt" '<script>alert\(1\)'
tells "$students/$evil.html" '&lt;script&gt;alert\(1\)&lt;/script&gt;.*⟨U\+001B⟩.*⟨U\+202E⟩'

# --- hand-ins that resemble each other -----------------------------------------------------------------------
similar() { $grade similar --book "$scratch/book.sqlite" --chapter 06 "$@"; }
similar "$scratch/2025.sqlite" >"$scratch/similar" || fail 'grade similar'
[ "$(grep -c '^ *[0-9]* %' "$scratch/similar")" = 4 ] || fail "expected four pairs: $(cat "$scratch/similar")"
tells "$scratch/similar" '^( 99|100) %, rare +(100|9[0-9]) %  ada and the course \(solutions\)$'
tells "$scratch/similar" '^ 9[0-9] %, rare  9[0-9] %  eve and the course \(solutions\)$'
tells "$scratch/similar" '^100 %, rare 100 %  bo and otto \(2025\.sqlite\)$'
tells "$scratch/similar" '^ 9[0-9] %, rare  9[0-9] %  ada and eve$'
similar --least 0 >"$scratch/similar" || fail 'grade similar without earlier years'
hides "$scratch/similar" 'otto'
hides "$scratch/similar" 'tim and tom|zero and zoe' # partners; nothing but the skeleton

# A class that copied from one: found, though nothing of it is rare.
mkdir "$scratch/ring"
build/f64/tests/desk/write_book "$scratch/ring.sqlite"
sqlite3 "$scratch/ring.sqlite" "ATTACH '$scratch/2025.sqlite' AS old; INSERT INTO run SELECT * FROM old.run;
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
    INSERT INTO submission SELECT i, '06-rnn', 's' || i, 1, 'x', 1, 's' || i FROM n;
  INSERT INTO file SELECT s.number, f.kind, f.name, f.content FROM submission s, old.file f;"
$grade similar --book "$scratch/ring.sqlite" --chapter 06 --most 3 >"$scratch/similar" || fail 'sixty copies'
tells "$scratch/similar" "^60 hand-ins, and 1 of earlier years and the course; 1770 pairs have 40 %"
tells "$scratch/similar" '^100 %, rare   0 %  s[0-9]+ and s[0-9]+$'
tells "$scratch/similar" '^and 1767 pairs more$'

# --- as it should be, or not at all -----------------------------------------------------------------------------
report() { $grade report --book "$scratch/book.sqlite" --chapter 06 "$@"; }
report --out "$scratch/again" "$scratch/2025.sqlite" >/dev/null || fail 'a second time'
diff -r "$pages" "$scratch/again" || fail 'the second time is not as the first'
report --out "$scratch/one" --student ada >/dev/null || fail 'a single student'
[ "$(find "$scratch/one" -type f | wc -l)" = 2 ] || fail "a single student has more: $(find "$scratch/one" -type f)"
mkdir "$scratch/bin"
for tool in ls cat; do ln -s "$(command -v $tool)" "$scratch/bin/"; done
PATH=$scratch/bin report --out "$scratch/without" >/dev/null || fail 'without sim_c'
tells "$scratch/without/index.html" 'Not looked for: sim_c is not installed'

refuse() { # PATTERN COMMAND...
  local status=0 text pattern=$1
  shift
  text=$("$@" 2>&1 >/dev/null) || status=$?
  [ $status = 2 ] || fail "$*: exit status $status"
  if ! grep -qE "$pattern" <<<"$text" || [ "$(wc -l <<<"$text")" != 1 ]; then
    fail "$*: expected one line '$pattern', found: $text"
  fi
}
refuse 'expected --book, --chapter and --out' $grade report --book "$scratch/book.sqlite"
refuse 'no student is called nemo' report --out "$scratch/no" --student nemo
refuse 'nowhere' $grade report --book "$scratch/nowhere.sqlite" --chapter 06 --out "$scratch/no"
refuse '66' $grade report --book "$scratch/book.sqlite" --chapter 66 --out "$scratch/no"
refuse 'nowhere' similar "$scratch/nowhere.sqlite"
refuse 'package similarity-tester' env PATH="$scratch/bin" $grade similar --book "$scratch/book.sqlite" --chapter 06
sqlite3 "$scratch/ring.sqlite" "UPDATE file SET content = substr(content, 1, 50) WHERE submission = 7"
refuse 'of submission 7 is damaged' $grade similar --book "$scratch/ring.sqlite" --chapter 06
finish "$(find "$pages" -name '*.html' | wc -l) pages tell what they should and nothing else; copies are found"
