# Lines over the first column, one for each further column; colour, dash and key tell them apart.
stats data using 1 skip 1 nooutput
columns = STATS_columns
set rmargin 3
if (columns > 2) {
	set key above left horizontal samplen 3 textcolor rgb ink
}
plot for [k=2:columns] data using 1:k with lines lt k-1 title columnheader(k)
