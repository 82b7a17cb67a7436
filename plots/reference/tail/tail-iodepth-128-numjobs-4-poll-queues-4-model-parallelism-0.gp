# tail-iodepth-128-numjobs-4-poll-queues-4-model-parallelism-0.svg again: gnuplot tail-iodepth-128-numjobs-4-poll-queues-4-model-parallelism-0.gp
reset session
set encoding utf8
set terminal svg size 760,440 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'tail-iodepth-128-numjobs-4-poll-queues-4-model-parallelism-0.svg'
set datafile separator tab
DATA = 'tail-iodepth-128-numjobs-4-poll-queues-4-model-parallelism-0.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Rate against the tail of the service time' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'iodepth 128, numjobs 4, poll queues 4, model_parallelism 0' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Median of 9 rounds; bars: 95 % intervals. striped:2:8192, randread, bs 8k, spin one-shot, lock blocking, modelled on' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'xeon-8375c-2x32; 2026-11-28.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set key outside right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 font ',12'
set xtics ('80us' 1, '120us' 2, '240us' 3, '320us' 4, '400us' 5, '500us' 6, '700us' 7); set xrange [0.5:7.5]
set xlabel '99th percentile of the service time'
set ylabel 'thousand IOs per second'; set yrange [0:*]
plot DATA index 0 using 1:($2/1000.0) with lines lc rgb '#000000' lw 1.5 dt 2 notitle, \
  DATA index 0 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#000000' pt 1 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#000000' lw 1.5 dt 2 pt 1 ps 0.9 title 'interrupt'
set output
