# A row of cells a line, named by its first column; the first line names the columns. Each cell has
# its number, so nothing depends on the colours.
stats data matrix rowheaders columnheaders using 3 nooutput
low = STATS_min
span = STATS_max > STATS_min ? STATS_max - STATS_min : 1
if (!exists("digits")) {
	digits = "%.2f"
}
set rmargin 3
unset grid
unset colorbox
set border 0
set tics scale 0
set yrange [*:*] reverse
set cbrange [low:low+span]
plot data matrix rowheaders columnheaders using 1:2:3 with image pixels, \
	data matrix rowheaders columnheaders using 1:2:(sprintf(digits, $3)):(over(($3-low)/span)) \
	with labels textcolor rgb variable
