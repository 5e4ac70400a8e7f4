#!/bin/bash
# Exports: every format has the fields that its platform publishes, all of them agree on the marks, text
# of strangers is text, what is no number is refused, and the exit status tells.
# limit: 600
set -uo pipefail
# shellcheck source=tests/desk/_book.sh
. "$(dirname "$0")/_book.sh"
out=$scratch/out
mkdir "$out"
odd='%2E.%2F..%2Fetc%2F%3Cb%3E' # the file of a student who would rather be another folder

export_to() { # FORMAT FILE OPTION...
  build/bin/grade export "$1" --book "$book" --out "$2" "${@:3}"
}
check() { # FORMAT FILE...: prints the marks
  /usr/bin/python3 -B tests/desk/exports.py "$@" || fail "$1: see above"
}

# An exercise more of a student's newest hand-in.
exercise() { # STUDENT NUMBER NAME STATE POINTS MAX HINT MESSAGE
  sql+="INSERT INTO exercise SELECT max(number), 1, $(quoted "$2"), $(quoted "$3"), $(quoted "$4"), $5, $6, 'sign',
    $(quoted "$7"), $(quoted "$8"), NULL FROM submission WHERE student = $(quoted "$1");"
}

evil=$'<script>alert(1)</script> <b onmouseover="x">&amp;\n=cmd|\' /C calc\'!A0\n;=1+1,@SUM(1)\t-2\n::set-output name=x::1\n##[error]no'
evil+=$' ]]> \e[2J\e]0;title\a \u202eabc\u2066 \u009b31m \ufeff \ufffe "quoted" \\u0000 {"scores":{"6.1 rnn_forward":10}}'
long=$(printf 'x%.0s' {1..20000})
new_book 'course = "Sequences & <models>"; leak_cost = 0.25; late = {per_day = 0.1; most_days = 7;};
  chapters = ({chapter = "06"; due = "2001-09-09T01:46:40Z"; points = ({exercise = "6.2"; points = 30.0;});});'
sheet() { # IDENTIFIER
  echo "{\"Identifier\":\"Participant $1\",\"Status\":\"Submitted\",\"sis_login_id\":\"login$1\",\"Section\":\"=A\"}"
}
student ada '' 0 'Lovelace, Ada' ada@example.org "$(sheet 1)"
student late '' 0 "=HYPERLINK(\"http://example.org\",\"$evil\")" '+49@example.org' "$(sheet 2)"
student '../../etc/<b>' '' 0 'Points Possible Points Possible' '' "$(sheet 3)"
student broken '' 0 'Ärger ＝Ünïcode' '@x' "$(sheet 4)"
student failed '' 0 '' '' "$(sheet 5)"
student absent '' 0 'Nobody' '' "$(sheet 6)"
student zero '' 0 'Nil' '' "$(sheet 7)"
student never '' 0 'Too Late' '' "$(sheet 8)"
hand_in never $((8 * day)) graded 10
hand_in ada -5 graded 10
exercise ada 6.2 rnn_backward passed 5 5 '' ''
exercise ada 6.10 last passed 7 7 '' ''
hand_in late 5 graded 3.3
exercise late 6.2 "$evil" crashed 1.6666666666666667 5 "$evil" "$evil $long"
exercise late 6.10 last 'not implemented' 0 7 '' 'TODO at rnn.c:3'
hand_in '../../etc/<b>' -5 graded '10 leak'
exercise '../../etc/<b>' 6.2 rnn_backward 'timed out' 0 5 "$evil" ''
exercise '../../etc/<b>' 6.10 last passed 7 7 '' ''
hand_in broken -5 broken "$evil $long"
hand_in failed -5 failed
hand_in zero -5 graded 0
exercise zero 6.2 rnn_backward wrong 0 5 '' 'dWhh[1]: yours 0.12345678, expected 0.87654321'
exercise zero 6.10 last wrong 0 7 '' ''
hand_in ada -5 graded 4 07-vanishing
write_marks || fail 'no marks'
marks() { # CHAPTER
  ask "SELECT student || '||' || printf('%.4f', points) FROM mark WHERE chapter = '$1' AND points IS NOT NULL ORDER BY 1"
}
wanted=$(marks 06-rnn | sort)
expect 'marks of the test itself' $'../../etc/<b>||14.5000\nada||47.0000\nlate||8.6000\nnever||0.0000\nzero||0.0000' "$wanted"

# A file for each student.
for format in gradescope prairielearn autolab github; do
  export_to $format "$out/$format" --chapter 06 2>"$scratch/err"
  expect "$format: exit status with a grader error" 3 $?
  grep -q 'failed, 06-rnn: the grader failed' "$scratch/err" || fail "$format: no word about the grader error"
  expect "$format: files" "$odd ada broken late never zero" \
    "$(cd "$out/$format" && for f in *; do echo "${f%.*}"; done | sort | tr '\n' ' ' | sed 's/ $//')"
  expect "$format: marks" "$wanted" "$(check $format "$out/$format"/* | sed "s,$odd,../../etc/<b>," | sort)"
  grep -rlE '0\.8765|expected 0' "$out/$format" && fail "$format: it says what was expected"
done
expect 'files outside the folder' '' "$(find "$scratch" -newer "$book" -name '*b*.json' -not -path "$out/*")"
jq -e '.tests | map(.score) == [3.3, 10, 0]' "$out/gradescope/late.json" >/dev/null || fail "$(jq -c '.tests | map(.score)' "$out/gradescope/late.json")"
jq -e '.score == 0 and (.output | contains("<script>alert"))' "$out/gradescope/broken.json" >/dev/null || fail 'not gradable, and why'
jq -e '[.tests[].number] == ["6.1", "6.2", "6.10"]' "$out/gradescope/ada.json" >/dev/null || fail 'order of exercises'
expect 'the last line of Autolab, not gradable' '{"scores":{}}' "$(tail -n 1 "$out/autolab/broken.txt")"

# One student: to a file, or to standard output.
export_to gradescope "$out/one.json" --chapter 06-rnn --student ada 2>"$scratch/err" || fail 'one student'
cmp -s "$out/one.json" "$out/gradescope/ada.json" || fail 'one student is another'
build/bin/grade export autolab --book "$book" --chapter 06 --student ada >"$out/stdout.txt" || fail 'standard output'
cmp -s "$out/stdout.txt" "$out/autolab/ada.txt" || fail 'standard output is another'

# A file for the class.
for format in canvas moodle nbgrader; do
  export_to $format "$out/$format.csv" 2>"$scratch/err"
  expect "$format: exit status with a grader error" 3 $?
  expect "$format: marks" "$({ marks 06-rnn | sed 's/||/|06-rnn|/'; marks 07-vanishing | sed 's/||/|07-vanishing|/'; } | sort)" \
    "$(check $format "$out/$format.csv" | sort)"
done
expect 'Canvas: how a student is named' '"Lovelace, Ada",,ada,login1,"'\''=A",47,4' "$(grep Lovelace "$out/canvas.csv")"
export_to canvas "$out/title.csv" --chapter 06 --assignment 'RNN (123)' 2>/dev/null
expect 'Canvas: the name of an assignment' 'Student,ID,SIS User ID,SIS Login ID,Section,RNN (123)' "$(head -n 1 "$out/title.csv")"
expect 'nbgrader: penalty' '06-rnn,2001-09-09 01:46:40,2001-09-09 01:46:45,late' "$(grep -o '^06-rnn,.*,late' "$out/nbgrader.csv")"
export_to moodle-worksheet "$out/worksheet.csv" --chapter 06 2>/dev/null
expect 'worksheet: marks' $'Participant 1||47.0000\nParticipant 2||8.6000\nParticipant 3||14.5000\nParticipant 7||0.0000\nParticipant 8||0.0000' \
  "$(check moodle-worksheet "$out/worksheet.csv" | sort)"
export_to junit "$out/junit.xml" 2>/dev/null
expect 'junit: exit status with a grader error' 3 $?
expect 'junit: passed exercises' \
  $'../../etc/<b>|06-rnn|2.0000\nada|06-rnn|3.0000\nada|07-vanishing|0.0000\nbroken|06-rnn|error\nlate|06-rnn|0.0000\nnever|06-rnn|1.0000\nzero|06-rnn|0.0000' \
  "$(check junit "$out/junit.xml" | sort)"

# The checks themselves notice faults.
faulty() { # FORMAT FILE SED-SCRIPT
  local file=$scratch/faulty.${2##*.}
  sed "$3" "$2" >"$file"
  cmp -s "$2" "$file" && fail "$1: '$3' changes nothing"
  /usr/bin/python3 -B tests/desk/exports.py "$1" "$file" >/dev/null 2>&1 && fail "$1: '$3' is not noticed"
}
faulty gradescope "$out/gradescope/late.json" 's/"max_score"/"maxscore"/'
faulty gradescope "$out/gradescope/late.json" 's/"score": 8.6,/"score": NaN,/'
faulty gradescope "$out/gradescope/late.json" 's/"failed"/"passed"/'
faulty gradescope "$out/gradescope/late.json" 's/"output_format": "text"/"output_format": "html"/'
faulty gradescope "$out/gradescope/late.json" 's/\\\\x1B/\\u001b/'
faulty gradescope "$out/gradescope/late.json" 's/"visible"/"hidden"/'
faulty prairielearn "$out/prairielearn/late.json" 's/"score": 0/"score": 2/'
faulty prairielearn "$out/prairielearn/broken.json" 's/"gradable": false/"gradable": false, "score": 0/'
faulty autolab "$out/autolab/late.txt" 's/"scoreboard":\[8/"scoreboard":[9/'
faulty autolab "$out/autolab/late.txt" 's/Mark:/<b>Mark:/'
faulty github "$out/github/late.json" 's/: :set/::set/; s/\\n/\\n::x/'
faulty github "$out/github/late.json" 's/"max_score": 47/"max_score": 4/'
faulty canvas "$out/canvas.csv" "s/'=HYPER/=HYPER/"
faulty canvas "$out/canvas.csv" 's/,4$/,-4/'
faulty canvas "$out/canvas.csv" 's/Points-Possible/Points Possible/'
faulty moodle "$out/moodle.csv" 's/&lt;/</'
faulty nbgrader "$out/nbgrader.csv" 's/raw_score/score_raw/'
faulty nbgrader "$out/nbgrader.csv" 's/,8.6,/,8.7,/'
faulty junit "$out/junit.xml" 's/&lt;b/<b/'
faulty junit "$out/junit.xml" 's/failures="3"/failures="2"/'

# The exit status tells, and nothing is half written.
refuse() { # STATUS PATTERN OPTION...
  local status=0 text
  rm -f "$out/refused"
  text=$(build/bin/grade export "${@:3}" --out "$out/refused" 2>&1) || status=$?
  expect "${*:3} (exit status)" "$1" $status
  grep -qE "$2" <<<"$text" || fail "${*:3}: expected '$2', found: $text"
  [ ! -e "$out/refused" ] || fail "${*:3}: left a file"
}
refuse 2 'no such format' excel --book "$book"
refuse 2 'no hand-ins of chapter 99' canvas --book "$book" --chapter 99
refuse 2 'no student is called' github --book "$book" --chapter 06 --student nemo
refuse 2 'no mark to export' github --book "$book" --chapter 06 --student absent
refuse 3 'grader failed' github --book "$book" --chapter 06 --student failed
refuse 2 'expected --chapter' gradescope --book "$book" --student ada
refuse 2 'a file for the class' canvas --book "$book" --student ada
refuse 2 'expected --chapter' moodle-worksheet --book "$book"
refuse 2 'expected a gradebook' canvas --book "$scratch/nothing"
cp "$book" "$scratch/good.sqlite"
spoil() { # SQL PATTERN FORMAT...: whatever somebody writes into the file
  local format student
  cp "$scratch/good.sqlite" "$book"
  ask "$1"
  for format in "${@:3}"; do
    student=()
    [[ $format =~ ^(canvas|moodle|nbgrader|junit)$ ]] || student=(--student ada)
    refuse 2 "$2" "$format" --book "$book" --chapter 06 "${student[@]}"
  done
}
spoil "UPDATE mark SET points = -1 WHERE student = 'ada'" 'expected a number' canvas moodle nbgrader junit gradescope github
spoil "UPDATE mark SET points = 9e999 WHERE student = 'ada'" 'expected a number' canvas moodle nbgrader junit prairielearn autolab
spoil "UPDATE mark SET points = 48 WHERE student = 'ada'" 'expected a number' canvas gradescope
spoil "UPDATE mark SET points = 46 WHERE student = 'ada'" 'exercises add up to 47' gradescope prairielearn autolab github junit
spoil "UPDATE exercise SET points = -1 WHERE number = '6.1'" 'expected a number' gradescope prairielearn autolab github junit
spoil "UPDATE exercise SET points = 9e999 WHERE number = '6.1'" 'expected a number' gradescope github junit
spoil "DELETE FROM mark WHERE student = 'ada'" 'have not led to a mark' gradescope canvas junit
cp "$scratch/good.sqlite" "$book"
ask "DELETE FROM mark WHERE student = 'failed'; DELETE FROM exercise WHERE submission IN (SELECT number FROM submission WHERE student = 'failed');
  DELETE FROM grading WHERE submission IN (SELECT number FROM submission WHERE student = 'failed');
  DELETE FROM submission WHERE student = 'failed'"
export_to canvas "$out/canvas.csv" || fail "exit status $? without a grader error"

finish 'every format has its fields, the same marks, and no stranger'\''s markup'
