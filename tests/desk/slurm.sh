#!/bin/bash
# A class on a real Slurm, which this test starts on this machine alone: the same marks as at home, a task
# that is killed is submitted again, a hand-in that kills its tasks is given up, a run that is
# killed takes up its tasks, one that is stopped cancels them, and nothing is left behind.
# shellcheck disable=SC2016 # conditions are evaluated where they are waited for
set -uo pipefail
# shellcheck source=tests/desk/_desk.sh
. "$(dirname "$0")/_desk.sh"
for tool in munged mungekey slurmctld slurmd sbatch; do
  PATH=$PATH:/usr/sbin command -v $tool >/dev/null || skip "there is no $tool here (slurm-wlm, munge)"
done
PATH=$PATH:/usr/sbin
host=$(hostname -s)
spool=$(mktemp -d /tmp/slurm-XXXXXX) # its sockets want a short name
export SLURM_CONF=$spool/slurm.conf
pids=()

# --- a cluster of one machine ---
free_ports() { # HOW MANY
  /usr/bin/python3 -B - "$1" <<'END'
import socket, sys
taken = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in taken: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in taken])
END
}

# Whatever was started for this Slurm or by it has the name of its folder in its environment.
ours() {
  local process
  for process in /proc/[0-9]*; do
    [ "${process#/proc/}" = $$ ] || [ "${process#/proc/}" = "$BASHPID" ] && continue
    grep -qsF "SLURM_CONF=$SLURM_CONF" "$process/environ" && ! grep -qs '^State:.Z' "$process/status" &&
      echo "${process#/proc/}"
  done
}

stop_cluster() {
  local i
  scancel --user="$(id -un)" 2>/dev/null
  for i in "${!pids[@]}"; do kill "${pids[-1-i]}" 2>/dev/null; done
  for i in "${!pids[@]}"; do wait "${pids[-1-i]}" 2>/dev/null; done
  pids=()
}
trap 'stop_cluster; rm -rf "$scratch" "$spool"' EXIT
trap 'exit 130' INT TERM HUP

start() { # NAME COMMAND...
  "${@:2}" >"$spool/$1.out" 2>&1 &
  pids+=($!)
}

wait_for() { # SECONDS CONDITION
  local i
  for i in $(seq $(($1 * 10))); do
    eval "$2" >/dev/null 2>&1 && return
    sleep 0.1
  done
  return 1
}

read -r port1 port2 <<<"$(free_ports 2)"
mkdir "$spool/state" "$spool/slurmd"
cat >"$SLURM_CONF" <<END
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port1
SlurmdPort=$port2
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$spool/munge.socket
CredType=cred/munge
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
StateSaveLocation=$spool/state
SlurmdSpoolDir=$spool/slurmd
SlurmctldPidFile=$spool/slurmctld.pid
SlurmdPidFile=$spool/slurmd.pid
SlurmctldLogFile=$spool/slurmctld.log
SlurmdLogFile=$spool/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0
ReturnToService=2
MpiDefault=none
MailProg=/bin/true
KillWait=3
MinJobAge=5
NodeName=$host NodeAddr=127.0.0.1 CPUs=3 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
mungekey --create --keyfile="$spool/munge.key" || skip 'no key of munge can be made'
start munged munged --foreground --force --key-file="$spool/munge.key" --socket="$spool/munge.socket" \
  --pid-file="$spool/munged.pid" --log-file="$spool/munged.log" --seed-file="$spool/munged.seed" --num-threads=2
wait_for 10 '[ -S "$spool/munge.socket" ]' || skip "munged does not start here: $(tail -n 1 "$spool/munged.out")"
start slurmctld slurmctld -D
start slurmd slurmd -D
wait_for 30 '[ "$(sinfo --noheader --format=%T)" = idle ]' || skip "Slurm does not start here: $(grep -h error: "$spool"/slurm*.log | tail -n 1)"

# --- programs that the runs use, and what they did ---
mkdir "$scratch/bin"
cat >"$scratch/bin/sbatch" <<END
#!/bin/sh
echo "\$*" >>"$scratch/submitted"
exec $(command -v sbatch) "\$@"
END
chmod +x "$scratch/bin/sbatch"
PATH=$scratch/bin:$PATH
: >"$scratch/submitted"
submitted() { wc -l <"$scratch/submitted"; }
begin() { # OPTIONS...
  $program run "$class" --chapter 06 --book "$book" --engine slurm "$@" >"$scratch/out" 2>"$scratch/err" &
  run=$!
}
slurm() { # OPTIONS...
  begin "$@"
  wait "$run"
}
tasks() { # [NUMBER]: processes of tasks at work
  local process words
  for process in /proc/[0-9]*; do
    { mapfile -d '' -t words <"$process/cmdline"; } 2>/dev/null || continue
    [[ "${words[1]-}" == shard && "${words[2]-}" == "$book"* && "${words[3]-}" == "${1-}"* ]] && echo "${process#/proc/}"
  done
}
graded() { ask 'SELECT count(*) FROM grading' 2>/dev/null || echo 0; }
wait_for_more_than() { # HAND-INS
  wait_for 20 "[ \"\$(graded)\" -gt $1 ]" || fail 'nothing was graded'
}
nothing_left() { # AFTER WHAT
  if [ -e "$book.slurm" ] || [ -e "$book.work" ]; then fail "$1: folders are left: $(ls -d "$book".*)"; fi
  wait_for 10 '[ -z "$(squeue --noheader)" ]' || fail "$1: Slurm still has $(squeue --noheader | wc -l) tasks"
  [ -z "$(tasks)" ] || fail "$1: tasks are left: $(tasks)"
}
results="SELECT student, outcome, coalesce(reason, ''), points FROM current JOIN submission ON number = submission ORDER BY 1"
new_class() { rm -rf "$book"* "$class" && mkdir "$class"; }

# --- the same outcomes as at home ---
for i in $(seq 18); do hand_in "$class/u$i" "points $((i % 6))"; done
hand_in "$class/broken" broken
hand_in "$class/fails" fails
hand_in "$class/once" 'fails once'
hand_in "$class/dies" crashes
: >"$class/empty.zip"
$program run "$class" --chapter 06 --book "$scratch/home.sqlite" >/dev/null 2>&1
expect 'exit status at home' 3 $?
slurm --jobs 3
expect 'exit status with grader errors' 3 $?
expect 'what Slurm made of it' "$(sqlite3 "$scratch/home.sqlite" "$results")" "$(ask "$results")"
expect 'arrays' 1 "$(submitted)"
grep -q -- '--array=1,2,3%3' "$scratch/submitted" || fail "it submitted $(cat "$scratch/submitted")"
nothing_left 'a whole class'
rm -r "$class/fails" "$class/dies"
slurm
expect 'exit status when all is known' 0 $?
expect 'arrays when all is known' 1 "$(submitted)"

# --- a killed task is submitted again; a hand-in that kills its tasks is given up ---
new_class
for i in $(seq 14); do hand_in "$class/a$i" 'slow'; done
for i in $(seq 13); do hand_in "$class/b$i" 'points 2'; done
hand_in "$class/bad" 'takes all'
begin --jobs 2
wait_for_more_than 0
victim=$(tasks 1 | sort -n | head -n 1) # its children die with it
kill -9 "$victim" || fail "there was no task 1 to kill"
wait "$run"
expect 'exit status with a hand-in that kills' 3 $?
grep -q 'task 1 was lost with .* submitted again' "$scratch/err" || fail "no word about task 1: $(cat "$scratch/err")"
grep -q 'task 2 was lost with .* submitted again' "$scratch/err" || fail "no word about task 2: $(cat "$scratch/err")"
expect 'hand-ins' 28 "$(graded)"
expect 'right points' 27 "$(ask "SELECT count(*) FROM current JOIN submission ON number = submission
  WHERE points = CASE WHEN student LIKE 'a%' THEN 10 ELSE 4 END")"
expect 'what was given up' 'bad|grader error|3 tasks ended in the midst of it|' "$(ask "$results" | grep '^bad')"
nothing_left 'killed tasks'

# --- a run that is killed leaves its tasks at work, and takes them up ---
new_class
for i in $(seq 40); do hand_in "$class/u$i" 'slow'; done
: >"$scratch/submitted"
for least in 0 5; do
  begin --jobs 2
  wait_for_more_than $least
  kill -9 "$run"
  wait "$run" 2>/dev/null
  expect 'integrity' ok "$(ask 'PRAGMA integrity_check')"
  [ "$(graded)" -lt 40 ] || fail 'it was killed too late'
done
slurm --jobs 2
expect 'exit status after two kills' 0 $?
expect 'gradings, each once' '40 40 1' "$(ask 'SELECT count(*), count(DISTINCT submission), max(revision) FROM grading' | tr '|' ' ')"
expect 'runs, finished' '1 1' "$(ask 'SELECT count(*), count(ended) FROM run' | tr '|' ' ')"
expect 'arrays of three runs' 1 "$(submitted)"
nothing_left 'killed runs'

# --- asked to stop, it cancels; elsewhere it goes on ---
rm -rf "$book"*
begin --jobs 1
wait_for_more_than 0
kill -INT "$run"
wait "$run"
expect 'exit status after SIGINT' 130 $?
scontrol --oneliner show jobs | grep -q JobState=CANCELLED || fail 'no task was cancelled'
[ "$(graded)" -lt 40 ] || fail 'it was stopped too late'
nothing_left 'a run that was stopped'
grade run "$class" --chapter 06 --book "$book" --jobs 2 >/dev/null || fail 'it does not go on at home'
expect 'gradings, each once' '40 40' "$(ask 'SELECT count(*), count(DISTINCT submission) FROM grading' | tr '|' ' ')"

# --- what Slurm refuses is one line, and changes nothing ---
hand_in "$class/new" ''
mkdir "$scratch/none"
common=("$class" --chapter 06 --book "$book" --engine slurm)
refuse 2 'sbatch: .*nvalid partition' env SBATCH_PARTITION=nowhere $program run "${common[@]}"
nothing_left 'no such partition'
refuse 2 'squeue: .*expected Slurm.s programs' env PATH="$scratch/none" $program run "${common[@]}"
nothing_left 'no Slurm'
expect 'gradings' 40 "$(graded)"

# --- two real hand-ins, in the sandbox on the cluster ---
if make -s build/bin/grade build/bin/runner build/bin/judge build/desk/$chapter/ready && build/bin/grade check >"$scratch/log" 2>&1; then
  new_class
  cp -r solutions/$chapter "$class/right"
  cp -r chapters/$chapter "$class/untouched"
  build/bin/grade run "$class" --chapter 06 --book "$book" --engine slurm --jobs 2 >"$scratch/out" 2>"$scratch/err"
  expect 'exit status with real hand-ins' 0 $?
  expect 'all points and none' 'right|graded|1 untouched|graded|0' \
    "$(ask 'SELECT student, outcome, points / max FROM current JOIN submission ON number = submission ORDER BY 1' | sed 's/\.0$//' | paste -sd ' ')"
  nothing_left 'real hand-ins'
  real='two real hand-ins graded'
else
  echo "no real hand-ins are tried, the sandbox does not work here: $(tail -n 1 "$scratch/log")"
  real='real hand-ins not tried'
fi

stop_cluster
sleep 0.5
[ -z "$(ours)" ] || fail "processes are left: $(ours | while read -r p; do tr '\0' ' ' <"/proc/$p/cmdline"; done)"
finish "as at home; killed tasks and runs lose nothing, nothing is left; $real"
