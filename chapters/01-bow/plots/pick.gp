# A one-hot row and a row of counts, stood on end beside the table: what each picks out of it.
load prelude
stats data using ($4*$5) every ::1 nooutput name "one"
stats data using ($4*$6) every ::1 nooutput name "two"
stats data using 4 every ::1 nooutput name "words"
set termoption enhanced
unset grid
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 0
set bmargin 0
set xrange [-1.6:8.6]
set yrange [10.6:-1.3]
minus(x) = sprintf("%s%g", x < 0 ? "−" : "", abs(x))
set label "e(person)" at 1,-0.8 center textcolor rgb ink
set label "counts" at 2.5,-0.8 center textcolor rgb ink
set label "table C" at 4.5,-0.8 center textcolor rgb ink
set label "e(person) C\n\nthe row of person:\n(0, 1)" at 5.75,1.3 left textcolor lt 2
set label sprintf("counts · C\n\n%g words, their rows\nadded: (%g, %g)\n\ndivided by %g:\n(%g, %g)", words_sum, one_sum, \
	two_sum, words_sum, one_sum / words_sum, two_sum / words_sum) at 5.75,5.1 left textcolor lt 1
set style fill solid 0.35
plot data using (1):1:(0.5):(0.45):($3 > 0 ? 0xF3B88F : 0xF2F2F2) every ::1 with boxxyerror lc rgb variable dt 1, \
	data using (2.5):1:(0.5):(0.45):($4 > 0 ? 0x8DBDE0 : 0xF2F2F2) every ::1 with boxxyerror lc rgb variable dt 1, \
	data using (4):1:(0.5):(0.45):($4 > 0 ? 0x8DBDE0 : 0xF2F2F2) every ::1 with boxxyerror lc rgb variable dt 1, \
	data using (5):1:(0.5):(0.45):($4 > 0 ? 0x8DBDE0 : 0xF2F2F2) every ::1 with boxxyerror lc rgb variable dt 1, \
	data using (0.3):1:2 every ::1 with labels right textcolor rgb ink, \
	data using (1):1:(sprintf("%g", $3)) every ::1 with labels textcolor rgb ink, \
	data using (2.5):1:(sprintf("%g", $4)) every ::1 with labels textcolor rgb ink, \
	data using (4):1:(minus($5)) every ::1 with labels textcolor rgb ink, \
	data using (5):1:(minus($6)) every ::1 with labels textcolor rgb ink
