# Instructions per IO in two kernels: gnuplot cost.gp
set terminal svg size 900,480 font "DejaVu Sans,11" background "white"
set output "cost.svg"
set style data histograms
set style histogram clustered gap 1
set style fill solid border -1
set boxwidth 0.9
set ylabel "instructions per IO"
set yrange [0:*]
set grid y
set key top left
set xtics rotate by -35 scale 0
plot "cost.dat" using 2:xtic(1) title "Linux 6.1" lc rgb "#0072b2", "" using 3 title "Linux 6.12" lc rgb "#e69f00"
