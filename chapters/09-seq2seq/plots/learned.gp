# Words said right against the length of the sentence, for three small translators of one size that say a
# sentence backwards: with attention nearly all at every length; with weights by place and with one vector
# ever fewer as sentences grow. Bars reach from the worst to the best of five seeds.
load prelude
set xlabel "words of the sentence"
set ylabel "words right, %"
set xrange [3.7:12.3]
set yrange [0:104]
set xtics 4,1
set rmargin 15
do for [i = 2:4] {
	stats data using (column(3 * i - 4)) every ::9::9 nooutput name sprintf("last%d", i)
}
set label "keys asked" at graph 1.015,first last2_max textcolor lt 1
set label "weights by\nplace" at graph 1.015,first last3_max textcolor lt 2
set label "one vector" at graph 1.015,first last4_max textcolor lt 3
plot data using 1:2:3:4 every ::1 with yerrorbars lt 1 dt 1 pt 7, \
	data using 1:2 every ::1 with lines lt 1, \
	data using 1:5:6:7 every ::1 with yerrorbars lt 2 dt 1 pt 5, \
	data using 1:5 every ::1 with lines lt 2, \
	data using 1:8:9:10 every ::1 with yerrorbars lt 3 dt 1 pt 9, \
	data using 1:8 every ::1 with lines lt 3
