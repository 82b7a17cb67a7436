# heat-map.svg again: gnuplot heat-map.gp
reset session
set encoding utf8
set terminal svg size 760,992 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'heat-map.svg'
set datafile separator tab
DATA = 'heat-map.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 7.699999999999999
TOP = 65.0; BOTTOM = 130.89999999999998 # the same in pixels, of panels too
set label 101 'Rate in percent of the best of each setting' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Zoomed: 75 % and less have the darkest colour. Median of 9 rounds. striped:2:8192, randread, bs 8k, spin one-shot, lock blocking,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'modelled on xeon-8375c-2x32; 2026-11-28.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set xrange [0.5:5.5]; set yrange [36.5:0.5]
set xtics ('iterate-all' 1, 'root-list' 2, 'dm-io-list' 3, 'hand-back' 4, 'interrupt' 5) rotate by 40 right scale 0
set ytics ('dies64-p99-80us, iodepth 32, numjobs 1, poll qu…' 1, 'dies64-p99-80us, iodepth 128, numjobs 1, poll q…' 2, 'dies64-p99-80us, iodepth 128, numjobs 4, poll q…' 3, 'dies64-p99-80us, iodepth 128, numjobs 4, poll q…' 4, 'dies64-p99-500us, iodepth 32, numjobs 1, poll q…' 5, 'dies64-p99-500us, iodepth 128, numjobs 1, poll …' 6, 'dies64-p99-500us, iodepth 128, numjobs 4, poll …' 7, 'dies64-p99-500us, iodepth 128, numjobs 4, poll …' 8, 'p99-80us, iodepth 32, numjobs 1, poll queues 1' 9, 'p99-80us, iodepth 128, numjobs 1, poll queues 1' 10, 'p99-80us, iodepth 128, numjobs 4, poll queues 1' 11, 'p99-80us, iodepth 128, numjobs 4, poll queues 4' 12, 'p99-120us, iodepth 32, numjobs 1, poll queues 1' 13, 'p99-120us, iodepth 128, numjobs 1, poll queues 1' 14, 'p99-120us, iodepth 128, numjobs 4, poll queues 1' 15, 'p99-120us, iodepth 128, numjobs 4, poll queues 4' 16, 'p99-240us, iodepth 32, numjobs 1, poll queues 1' 17, 'p99-240us, iodepth 128, numjobs 1, poll queues 1' 18, 'p99-240us, iodepth 128, numjobs 4, poll queues 1' 19, 'p99-240us, iodepth 128, numjobs 4, poll queues 4' 20, 'p99-320us, iodepth 32, numjobs 1, poll queues 1' 21, 'p99-320us, iodepth 128, numjobs 1, poll queues 1' 22, 'p99-320us, iodepth 128, numjobs 4, poll queues 1' 23, 'p99-320us, iodepth 128, numjobs 4, poll queues 4' 24, 'p99-400us, iodepth 32, numjobs 1, poll queues 1' 25, 'p99-400us, iodepth 128, numjobs 1, poll queues 1' 26, 'p99-400us, iodepth 128, numjobs 4, poll queues 1' 27, 'p99-400us, iodepth 128, numjobs 4, poll queues 4' 28, 'p99-500us, iodepth 32, numjobs 1, poll queues 1' 29, 'p99-500us, iodepth 128, numjobs 1, poll queues 1' 30, 'p99-500us, iodepth 128, numjobs 4, poll queues 1' 31, 'p99-500us, iodepth 128, numjobs 4, poll queues 4' 32, 'p99-700us, iodepth 32, numjobs 1, poll queues 1' 33, 'p99-700us, iodepth 128, numjobs 1, poll queues 1' 34, 'p99-700us, iodepth 128, numjobs 4, poll queues 1' 35, 'p99-700us, iodepth 128, numjobs 4, poll queues 4' 36) scale 0
unset grid; set border 0; set rmargin 10
set palette defined (0 '#00224e', 0.25 '#35456c', 0.5 '#7b7b78', 0.75 '#bcae6c', 1 '#fee838')
set cbrange [75.0:100]; set cbtics ('75 %%' 75.0, '87.5 %%' 87.5, '100 %%' 100.0); set colorbox
plot DATA using 1:2:(0.48):(0.46):3 with boxxyerror fillcolor palette fillstyle solid 1 noborder, \
  DATA using 1:2:4:($3 > 90.0 ? 0x010101 : 0xfefefe) with labels font ',13' textcolor rgb variable
set output
