# Words on a map made by locally linear embedding; drawn as the other map is.
load prelude[1:strlen(prelude)-strlen("harness/plot.gp")]."chapters/03-svd/plots/map.gp"
