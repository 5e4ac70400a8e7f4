# Two panels with two arrows each: the captions "a circle" and "a red circle" as vectors. Counts alone leave 35
# degrees between them; weighted by idf "a" is worth nothing, "red" twice "circle", and 63 degrees are between.
load prelude
unset grid
set xlabel "a and circle together"
set ylabel "red"
set size ratio -1
set xrange [0:2.1]
set yrange [-0.12:1.75]
set xtics 0.5
set ytics 0.5
set rmargin 2
array names[2] = ["times alone", "times idf"]
array titles[2] = ["counts: 35°, cosine .82", "counts times idf: 63°, cosine .45"]
array right_x[2] = [1.5, 0.75]
array up_x[2] = [0.9, 0.78]
array up_y[2] = [1.15, 1.45]
set multiplot layout 1,2
do for [i = 1:2] {
	set title titles[i]
	unset label
	set label "a circle" at right_x[i],0.09 left textcolor lt 2
	set label "a red circle" at up_x[i],up_y[i] left textcolor lt 1
	plot data using (strcol(1) eq names[i] && strcol(2) eq "a circle" ? 0 : 1/0):(0):3:4 every ::1 with vectors lt 2 dt 1 lw 1.8, \
		data using (strcol(1) eq names[i] && strcol(2) eq "a red circle" ? 0 : 1/0):(0):3:4 every ::1 with vectors lt 1 lw 1.8
}
unset multiplot
