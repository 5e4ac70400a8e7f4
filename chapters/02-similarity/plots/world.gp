# How well the order of cosines agrees with planted similarities, as the text grows: counts, and PPMI
# with two exponents.
load prelude
set logscale x
set xlabel "sentences"
set ylabel "Spearman's ρ"
set xrange [900:100000]
set yrange [0:1]
set xtics (1000, 3000, 10000, 30000, 100000)
set rmargin 14
stats data using 2 every ::1 nooutput name "counts"
stats data using 3 every ::1 nooutput name "plain"
stats data using 4 every ::1 nooutput name "smooth"
set label sprintf("PPMI, α ¾: %.2f", smooth_max) at graph 1.015,first smooth_max + 0.035 textcolor lt 2
set label sprintf("PPMI, α 1: %.2f", plain_max) at graph 1.015,first plain_max - 0.035 textcolor lt 3
set label sprintf("counts: %.2f", counts_max) at graph 1.015,first counts_max textcolor lt 1
plot data using 1:2 every ::1 with linespoints lt 1, \
	data using 1:4 every ::1 with linespoints lt 2, \
	data using 1:3 every ::1 with linespoints lt 3
