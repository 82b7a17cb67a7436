# heat-map.svg again: gnuplot heat-map.gp
reset session
set encoding utf8
set terminal svg size 760,244 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'heat-map.svg'
set datafile separator tab
DATA = 'heat-map.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 7.699999999999999
TOP = 65.0; BOTTOM = 130.89999999999998 # the same in pixels, of panels too
set label 101 'Rate in percent of the best of each setting' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Zoomed: 95 % and less have the darkest colour. Median of 11 rounds. striped:2:4096, polled, randread, bs 8k, iodepth 32, numjobs 1,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'poll queues 1, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set xrange [0.5:7.5]; set yrange [2.5:0.5]
set xtics ('iterate-all' 1, 'root-list' 2, 'busy-skip' 3, 'cookie' 4, 'dm-io-list' 5, 'hand-back' 6, 'interrupt' 7) rotate by 40 right scale 0
set ytics ('counts atomic' 1, 'counts plain' 2) scale 0
unset grid; set border 0; set rmargin 10
set palette defined (0 '#00224e', 0.25 '#35456c', 0.5 '#7b7b78', 0.75 '#bcae6c', 1 '#fee838')
set cbrange [95.0:100]; set cbtics ('95 %%' 95.0, '97.5 %%' 97.5, '100 %%' 100.0); set colorbox
plot DATA using 1:2:(0.48):(0.46):3 with boxxyerror fillcolor palette fillstyle solid 1 noborder, \
  DATA using 1:2:4:($3 > 98.0 ? 0x010101 : 0xfefefe) with labels font ',13' textcolor rgb variable
set output
