# Groups named by the first column, a bar for each further column; colour, pattern and key tell
# bars apart.
stats data using 2 skip 1 nooutput
columns = STATS_columns
set rmargin 3
set style data histogram
set style histogram clustered gap 1
set xtics scale 0
if (columns > 2) {
	set key above left horizontal samplen 1.5 textcolor rgb ink
}
set yrange [*<0:0<*]
filling(k) = k == 2 ? 3 : k == 3 ? 5 : k == 4 ? 2 : k == 5 ? 1 : 6
plot for [k=2:columns] data using k:xtic(1) lt k-1 lw 0.6 dt 1 fs pattern filling(k) border \
	title columnheader(k)
