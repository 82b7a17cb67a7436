# cost.svg again: gnuplot cost.gp
reset session
set encoding utf8
set terminal svg size 760,334 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'cost.svg'
set datafile separator tab
DATA = 'cost.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Cost of an IO' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Median of 11 rounds. striped:2:4096, polled, randread, bs 8k, iodepth 32, numjobs 1, poll queues 1, spin one-shot, lock blocking,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set multiplot
set yrange [7.6:0.4]; set border 1; set style fill solid 1 noborder
set key at graph 0, graph 1 left bottom horizontal maxrows 1 Left reverse noenhanced samplen 0.8 width -1 font ',12'
set lmargin at screen 0.17; set rmargin at screen 0.4675
set ytics ('iterate-all' 1, 'root-list' 2, 'busy-skip' 3, 'cookie' 4, 'dm-io-list' 5, 'hand-back' 6, 'interrupt' 7) scale 0
set xlabel 'CPU time, ns per IO'; set xrange [0:1309.0015252384412]; set xtics 500.0
plot DATA index 0 using ($3 > 1309.0015252384412 ? 1309.0015252384412 : $3):1:($2 > 1309.0015252384412 ? 1309.0015252384412 : $2):($3 > 1309.0015252384412 ? 1309.0015252384412 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#0072B2' title 'user', \
  DATA index 1 using ($3 > 1309.0015252384412 ? 1309.0015252384412 : $3):1:($2 > 1309.0015252384412 ? 1309.0015252384412 : $2):($3 > 1309.0015252384412 ? 1309.0015252384412 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#E69F00' title 'system', \
  DATA index 2 using 3:1:4 with labels left offset char 0.6,0 font ',12' notitle
unset for [i=101:130] label i
set lmargin at screen 0.5775; set rmargin at screen 0.875
set ytics ('' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7) scale 0
set xlabel 'times per IO'; set xrange [0:18.301229749965966]; set xtics 5.0
plot DATA index 3 using ($3 > 18.301229749965966 ? 18.301229749965966 : $3):1:($2 > 18.301229749965966 ? 18.301229749965966 : $2):($3 > 18.301229749965966 ? 18.301229749965966 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#999999' title 'empty polls', \
  DATA index 4 using ($3 > 18.301229749965966 ? 18.301229749965966 : $3):1:($2 > 18.301229749965966 ? 18.301229749965966 : $2):($3 > 18.301229749965966 ? 18.301229749965966 : $3):($1-0.36):($1+0.36) with boxxyerror lc rgb '#882255' title 'lock waits', \
  DATA index 5 using 3:1:4 with labels left offset char 0.6,0 font ',12' notitle
unset multiplot
set output
