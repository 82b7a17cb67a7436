# cost-poll-queues-1.svg again: gnuplot cost-poll-queues-1.gp
reset session
set encoding utf8
set terminal svg size 760,466 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'cost-poll-queues-1.svg'
set datafile separator tab
DATA = 'cost-poll-queues-1.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 5.4; set bmargin 6.75
TOP = 103.4; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Cost of an IO' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'poll queues 1' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 '‡ other work: fewer IOs in flight than the others kept. Median of the valid rounds, 8 to 11 of 11. striped:2:4096, polled,' at screen 0.012, character 2.9000000000000004 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'randread, bs 8k, iodepth 16, numjobs 2, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657;' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 112 '2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set multiplot
set yrange [13.6:0.4]; set border 1; set style fill solid 1 noborder
set key at graph 0, graph 1 left bottom horizontal maxrows 1 Left reverse noenhanced samplen 0.8 width -1 font ',12'
set lmargin at screen 0.17; set rmargin at screen 0.4675
set ytics ('iterate-all' 1, 'root-list' 2, 'bio-array' 3, 'queue-bitmap' 4, 'busy-skip' 5, 'busy-array' 6, 'cookie-v3' 7, 'cookie' 8, 'sync-submit ‡' 9, 'task-fifo' 10, 'task-groups' 11, 'dm-io-list' 12, 'hand-back' 13) scale 0
set xlabel 'CPU time, ns per IO'; set xrange [0:1136.8801291691416]; set xtics 500.0
plot DATA index 0 using ($3 > 1136.8801291691416 ? 1136.8801291691416 : $3):1:($2 > 1136.8801291691416 ? 1136.8801291691416 : $2):($3 > 1136.8801291691416 ? 1136.8801291691416 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#0072B2' title 'user', \
  DATA index 1 using ($3 > 1136.8801291691416 ? 1136.8801291691416 : $3):1:($2 > 1136.8801291691416 ? 1136.8801291691416 : $2):($3 > 1136.8801291691416 ? 1136.8801291691416 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#E69F00' title 'system', \
  DATA index 2 using 3:1:4 with labels left offset char 0.6,0 font ',12' notitle
unset for [i=101:130] label i
set lmargin at screen 0.5775; set rmargin at screen 0.875
set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7, '' 8, '' 9, '' 10, '' 11, '' 12, '' 13) scale 0
set xlabel 'times per IO'; set xrange [0:19.577195552410245]; set xtics 5.0
plot DATA index 3 using ($3 > 19.577195552410245 ? 19.577195552410245 : $3):1:($2 > 19.577195552410245 ? 19.577195552410245 : $2):($3 > 19.577195552410245 ? 19.577195552410245 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#999999' title 'empty polls', \
  DATA index 4 using ($3 > 19.577195552410245 ? 19.577195552410245 : $3):1:($2 > 19.577195552410245 ? 19.577195552410245 : $2):($3 > 19.577195552410245 ? 19.577195552410245 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#882255' title 'lock waits', \
  DATA index 5 using 3:1:4 with labels left offset char 0.6,0 font ',12' notitle
unset multiplot
set output
