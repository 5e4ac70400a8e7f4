# Accuracy on training and validation documents after each pass, above the majority class.
load prelude
set xlabel "passes over the training documents"
set ylabel "accuracy"
set yrange [0:1]
set xrange [0:*]
set rmargin 15
stats data using 1 every ::1 nooutput name "epoch"
stats data using 4 every ::epoch_max+1 nooutput name "train"
stats data using 5 every ::epoch_max+1 nooutput name "valid"
stats data using 6 every ::1 nooutput name "most"
set label sprintf("training %.2f", train_max) at graph 1.015,first train_max textcolor lt 1
set label sprintf("validation %.2f", valid_max) at graph 1.015,first valid_max textcolor lt 2
set label sprintf("majority %.2f", most_max) at graph 1.015,first most_max textcolor rgb ink
plot data using 1:4 every ::1 with linespoints lt 1, \
	data using 1:5 every ::1 with linespoints lt 2, \
	data using 1:6 every ::1 with lines dt 3 lc rgb ink
