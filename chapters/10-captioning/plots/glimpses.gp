# Left the picture of 16×16 pixels with four numbered squares of 5×5 on it, one of them partly outside; right
# what the four glimpses see, the fourth with zeros where there is no picture.
load prelude
unset grid
unset border
unset tics
unset colorbox
set size ratio -1
set lmargin 0.5
set rmargin 0.5
set tmargin 0.5
set bmargin 0.5
set cbrange [0:1]
set xrange [-2.5:31]
set yrange [18.5:-1.5]
array at_row[4] = [4, 8, 12, 15]
array at_col[4] = [4, 10, 12, 1]
array to_row[4] = [1, 1, 10, 10]
array to_col[4] = [18, 25, 18, 25]
do for [t = 1:4] {
	set object rectangle from at_col[t]-2.5,at_row[t]-2.5 to at_col[t]+2.5,at_row[t]+2.5 fs empty border rgb "#D55E00" lw 2 front
	set object rectangle from to_col[t]-0.5,to_row[t]-0.5 to to_col[t]+4.5,to_row[t]+4.5 fs empty border rgb "#D55E00" lw 2 front
	set object rectangle from at_col[t]-2.3,at_row[t]-2.3 to at_col[t]-1,at_row[t]-0.8 fc rgb "#FFFFFF" fs solid noborder front
	set label sprintf("%d", t) at at_col[t]-1.65,at_row[t]-1.55 center textcolor rgb ink front
	set label sprintf("x%d", t) at to_col[t]+2,to_row[t]+5.4 center textcolor rgb ink
}
plot data using 3:2:4 every ::1::256 with image pixels, \
	for [t = 1:4] data using ($3+to_col[t]):($2+to_row[t]):4 every ::(232 + 25 * t)::(256 + 25 * t) with image pixels
