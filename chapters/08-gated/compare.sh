#!/bin/sh
# One text, many models: chapter 05's Kneser-Ney n-grams, and recurrent networks with equally many
# weights: chapter 06's tanh, chapter 07's IRNN, and all cells of chapter 08.
#
# usage: chapters/08-gated/compare.sh [OPTION VALUE]... TEXT
#   --unit words|letters|both   what is predicted [both]
#   --parameters N              weights of each network that reads letters, at most [100000]
#   --word-parameters N         and of each that reads words: most of them are embeddings [1000000]
#   --updates N                 chunks of 32 times 50 symbols to learn from [2000]
#   --min-count N               words that come less often are <unk>, for all models [2]
#   --rate X                    learning rate of Adam [0.002]
#   --cells A,B                 kinds of layers [tanh,irnn,lstm,lstm-peephole,lstm-coupled,gru,phased-lstm]
#   --csv FILE                  write unit,model,units,weights,bits,perplexity here as well
#
# For all models the same: empty lines are left out; the last twentieth of the lines is held out and
# nobody learns from it; the vocabulary is that of the rest. Line ends are predicted, and <unk>. An
# n-gram model begins every line afresh, a network reads on.
# Run it from the top of the project, after `make programs`.
set -eu

unit=both parameters=100000 word_parameters=1000000 updates=2000 min_count=2 rate=0.002 csv=
cells=tanh,irnn,lstm,lstm-peephole,lstm-coupled,gru,phased-lstm
stop() {
	echo "compare.sh: $*" >&2
	exit 2
}
while [ $# -gt 1 ]; do
	case $1 in
		--unit) unit=$2 ;;
		--parameters) parameters=$2 ;;
		--word-parameters) word_parameters=$2 ;;
		--updates) updates=$2 ;;
		--min-count) min_count=$2 ;;
		--rate) rate=$2 ;;
		--cells) cells=$2 ;;
		--csv) csv=$2 ;;
		*) stop "there is no option $1" ;;
	esac
	shift 2
done
[ $# = 1 ] || stop "one text is needed, after options and their values"
[ -f "$1" ] || stop "$1: no such file"
case $unit in words | letters | both) ;; *) stop "--unit $unit: it is words, letters or both" ;; esac
bin=build/bin
for program in gatedlm ngram; do
	[ -x $bin/$program ] || stop "no $bin/$program: run make programs first, and this from the project's folder"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

grep '[^[:space:]]' "$1" >"$work/all"
lines=$(wc -l <"$work/all")
[ "$lines" -ge 40 ] || stop "$1: has $lines lines with words; a twentieth of them is held out, so 40 are needed"
held=$((lines / 20))
head -n $((lines - held)) "$work/all" >"$work/learn"
tail -n $held "$work/all" >"$work/held"
[ -z "$csv" ] || echo 'unit,model,units,weights,bits,perplexity' >"$csv"

# The part of the n-gram program's answer that counts every prediction.
predictions() {
	awk '/unknown words counted/ { print $4 }'
}

# A line of the table from the perplexity of one prediction.
report() { # MODEL UNITS WEIGHTS PERPLEXITY
	bits=$(awk -v p="$4" 'BEGIN { printf "%.4f", log(p) / log(2) }')
	printf '%-22s %6s %9s %9s %11.2f\n' "$1" "$2" "$3" "$bits" "$4"
	[ -z "$csv" ] || echo "$now,$1,$2,$3,$bits,$4" >>"$csv"
}

# Letters for the n-gram program: every letter a word, a blank is ␣; the end of a line is </s>.
spelt() {
	sed 's/\t/ /g; s/ /␣/g' "$1" | LC_ALL=C.UTF-8 sed 's/./& /g'
}

network() { # CELL
	if [ "$now" = letters ]; then
		set -- "$1" --parameters "$parameters"
	else
		set -- "$1" --parameters "$word_parameters" --words --vocab "$work/vocabulary"
	fi
	cell=$1
	shift
	rm -f "$work/model"
	said=$($bin/gatedlm train --cell "$cell" "$@" --text "$work/learn" --valid "$work/held" --updates "$updates" --rate "$rate" --sample 0 --checkpoint "$work/model") ||
		{ echo "$cell does not learn this"; return; }
	size=$(echo "$said" | sed -n 's/.*; [^ ]* 1x\([0-9]*\) .*, \([0-9]*\) weights$/\1 \2/p')
	perplexity=$($bin/gatedlm eval --checkpoint "$work/model" --text "$work/held" |
		sed 's/.*perplexity \([0-9.]*\).*/\1/')
	report "$cell" "${size% *}" "${size#* }" "$perplexity"
}

table() {
	now=$1
	echo
	echo "$now: $(wc -l <"$work/learn") lines to learn, $(wc -l <"$work/held") held out, $2"
	printf '%-22s %6s %9s %9s %11s\n' model units weights "bits each" perplexity
}

networks() {
	for cell in $(echo "$cells" | tr , ' '); do network "$cell"; done
}

if [ "$unit" != letters ]; then
	awk -v n="$min_count" '{ for (i = 1; i <= NF; i++) count[$i]++ }
		END { for (word in count) if (count[word] >= n && word != "<unk>") print word }' "$work/learn" |
		LC_ALL=C sort >"$work/vocabulary"
	table words "$(wc -l <"$work/vocabulary") words known, and </s> and <unk>"
	for order in 3 5; do
		report "Kneser-Ney $order-grams" - - "$($bin/ngram train --order $order --vocab "$work/vocabulary" \
			--test "$work/held" "$work/learn" | predictions)"
	done
	networks
fi
if [ "$unit" != words ]; then
	spelt "$work/learn" >"$work/learn.spelt"
	spelt "$work/held" >"$work/held.spelt"
	table letters "line ends are letters"
	for order in 3 6; do
		report "Kneser-Ney $order-grams" - - "$($bin/ngram train --order $order \
			--test "$work/held.spelt" "$work/learn.spelt" | predictions)"
	done
	networks
fi
