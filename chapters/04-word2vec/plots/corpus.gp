# Questions of proportion answered, as the text grows: PPMI with SVD, and skip-gram after 1, 5, 20 passes.
load prelude
set logscale x
set xlabel "sentences"
set ylabel "questions answered, %"
set xrange [900:110000]
set yrange [0:100]
set xtics (1000, 3000, 10000, 30000, 100000)
set rmargin 20
end(name) = real(system(sprintf("awk -F, '$1 == 100000 && $2 == \"%s\" { print $6 }' '%s'", name, data)))
set label "skip-gram, 20 passes" at graph 1.015, first end("twenty") + 3 textcolor lt 2
set label "skip-gram, 5 passes" at graph 1.015, first end("five") - 2.5 textcolor lt 3
set label "PPMI + SVD" at graph 1.015, first end("svd") + 0.5 textcolor lt 1
set label "skip-gram, 1 pass" at graph 1.015, first end("one") - 5 textcolor lt 4
# four rows for each size of text: svd, one, five, twenty
plot data using 1:6 every 4::1 with linespoints lt 1 lw 1.6, \
	data using 1:6 every 4::4 with linespoints lt 2, \
	data using 1:6 every 4::3 with linespoints lt 3, \
	data using 1:6 every 4::2 with linespoints lt 4
