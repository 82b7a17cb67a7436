# scaling-lag-spin-until-found.svg again: gnuplot scaling-lag-spin-until-found.gp
reset session
set encoding utf8
set terminal svg size 760,430 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'scaling-lag-spin-until-found.svg'
set datafile separator tab
DATA = 'scaling-lag-spin-until-found.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 '99th percentile of the lag against jobs' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'spin until-found' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Median of the valid rounds, 5 to 9 of 9. striped:2:4096, polled, randread, bs 8k, iodepth 1, poll queues 1, lock blocking, modelled' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'on xeon-8375c-2x32; 2026-11-28.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set label 120 'µs' at screen 0.018421052631578946, screen 0.55 rotate center
set label 122 'jobs' at screen 0.4243421052631579, screen (BOTTOM - 42)/430. center
set logscale x 2; set logscale y
set xrange [1.5384615384615383:10.4]
set xtics ('2' 2, '4' 4, '8' 8) font ',11'; set yrange [48.0525:4868.5044]
set multiplot layout 1,1   margins 0.09868421052631579,0.75,BOTTOM/430.,1-(TOP+22)/430.   spacing 0.014,0
set title 'all jobs on one queue' font ',12' offset 0,-0.6; set ytics ('50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0, '1000' 1000.0, '2000' 2000.0)
set key at screen 0.995, screen 1-(TOP+22)/430. right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 font ',12'
plot DATA index 0 using 1:($2/1000.0) with linespoints lc rgb '#0072B2' lw 1.5 dt 1 pt 5 ps 0.7 title 'iterate-all', \
  DATA index 1 using 1:($2/1000.0) with linespoints lc rgb '#56B4E9' lw 1.5 dt 2 pt 12 ps 0.7 title 'dm-io-list', \
  DATA index 2 using 1:($2/1000.0) with linespoints lc rgb '#882255' lw 1.5 dt 2 pt 3 ps 0.7 title 'hand-back'
unset for [i=101:130] label i
unset multiplot
set output
