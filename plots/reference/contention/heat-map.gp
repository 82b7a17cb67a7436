# heat-map.svg again: gnuplot heat-map.gp
reset session
set encoding utf8
set terminal svg size 894,244 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'heat-map.svg'
set datafile separator tab
DATA = 'heat-map.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 8.75
TOP = 65.0; BOTTOM = 148.75 # the same in pixels, of panels too
set label 101 'Rate in percent of the best of each setting' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Zoomed: 95 % and less have the darkest colour. ‡ other work: fewer IOs in flight than the others kept. Median of the valid rounds, 8 to 11 of' at screen 0.012, character 2.9000000000000004 left font ',12' textcolor rgb '#555555' noenhanced
set label 111 '11. striped:2:4096, polled, randread, bs 8k, iodepth 16, numjobs 2, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux' at screen 0.012, character 1.85 left font ',12' textcolor rgb '#555555' noenhanced
set label 112 '6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',12' textcolor rgb '#555555' noenhanced
set xrange [0.5:15.5]; set yrange [2.5:0.5]
set xtics ('iterate-all' 1, 'root-list' 2, 'bio-array' 3, 'queue-bitmap' 4, 'busy-skip' 5, 'busy-array' 6, 'cookie-v3' 7, 'cookie' 8, 'sync-submit' 9, 'task-fifo' 10, 'task-groups' 11, 'dm-io-list' 12, 'child-counter' 13, 'hand-back' 14, 'interrupt' 15) rotate by 40 right scale 0
set ytics ('poll queues 1' 1, 'poll queues 2' 2) scale 0
unset grid; set border 0; set rmargin 10
set palette defined (0 '#00224e', 0.25 '#35456c', 0.5 '#7b7b78', 0.75 '#bcae6c', 1 '#fee838')
set cbrange [95.0:100]; set cbtics ('95 %%' 95.0, '97.5 %%' 97.5, '100 %%' 100.0); set colorbox
plot DATA using 1:2:(0.48):(0.46):3 with boxxyerror fillcolor palette fillstyle solid 1 noborder, \
  DATA using 1:2:4:($3 > 98.0 ? 0x010101 : 0xfefefe) with labels font ',13' textcolor rgb variable
set output
