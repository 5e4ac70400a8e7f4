# Agreement with planted similarity by how often the rarer word of a pair came: skip-gram and CBOW.
load prelude
set ylabel "Spearman's ρ"
set xlabel "occurrences of the rarer word"
set yrange [0:1]
set xrange [-0.6:3.6]
set boxwidth 0.36
set rmargin 2
set style fill solid 0.35 border
name(a, b) = sprintf("%d to %d", a, b - 1)
set key top left horizontal samplen 1.5 textcolor rgb ink
plot data using ($0-0.2):4 every ::1 with boxes lt 1 dt 1 fs solid 0.45 title "skip-gram", \
	data using ($0+0.2):7 every ::1 with boxes lt 2 dt 1 fs pattern 5 title "CBOW", \
	data using ($0-0.2):($4+0.035):(sprintf("%.2f", $4)) every ::1 with labels textcolor rgb ink notitle, \
	data using ($0+0.2):($7+0.035):(sprintf("%.2f", $7)) every ::1 with labels textcolor rgb ink notitle, \
	data using 0:(0):xticlabels(name($1,$2)) every ::1 with points ps 0 notitle
