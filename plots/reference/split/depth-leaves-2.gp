# depth-leaves-2.svg again: gnuplot depth-leaves-2.gp
reset session
set encoding utf8
set terminal svg size 760,620 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'depth-leaves-2.svg'
set datafile separator tab
DATA = 'depth-leaves-2.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.9; set bmargin 6.75
TOP = 95.4; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Rate and latency against depth' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'leaves-2' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Lines: rate; grey and dashed: 99th percentile of latency. ‡ other work: fewer IOs in flight than the others kept. Median of the' at screen 0.012, character 2.9000000000000004 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'valid rounds, 8 to 9 of 9; bars: 95 % intervals. polled, randread, numjobs 1, poll queues 1, spin one-shot, lock blocking, numa' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 112 'local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-25.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set label 120 'thousand IOs per second' at screen 0.02, screen 0.55 rotate center
set label 121 'p99 latency, µs' at screen 0.988, screen 0.55 rotate by -90 center textcolor rgb '#666666'
set label 122 'depth' at screen 0.5, screen (BOTTOM - 42)/620. center
set logscale x 2; set logscale y2
set xrange [0.7142857142857143:22.4]; set xtics ('1' 1.0, '16' 16.0)
set yrange [0:1582.218086276271]; set ytics 500.0
set y2range [18.177692307692308:93.2659]
set border 11
set multiplot layout 3,5 margins 0.095,0.895,BOTTOM/620.,1-TOP/620. \
  spacing 0.014,0.04838709677419355
set title 'iterate-all' font ',12' offset 0,-0.6 textcolor rgb '#0072B2'
set format y '%g'; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 0 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 0 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#0072B2' \
  pt 5 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'root-list' font ',12' offset 0,-0.6 textcolor rgb '#D55E00'
set format y ''; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 1 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 1 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#D55E00' \
  pt 7 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'bio-array' font ',12' offset 0,-0.6 textcolor rgb '#009E73'
set format y ''; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 2 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 2 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#009E73' \
  pt 9 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'queue-bitmap' font ',12' offset 0,-0.6 textcolor rgb '#CC79A7'
set format y ''; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 3 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 3 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#CC79A7' \
  pt 11 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'busy-skip' font ',12' offset 0,-0.6 textcolor rgb '#56B4E9'
set format y ''; set format x ''
set y2tics ('20' 20.0, '50' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 4 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 4 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#56B4E9' \
  pt 13 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'busy-array' font ',12' offset 0,-0.6 textcolor rgb '#E69F00'
set format y '%g'; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 5 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 5 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#E69F00' \
  pt 15 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'cookie-v3' font ',12' offset 0,-0.6 textcolor rgb '#882255'
set format y ''; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 6 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 6 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#882255' \
  pt 2 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'cookie' font ',12' offset 0,-0.6 textcolor rgb '#0072B2'
set format y ''; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 7 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 7 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#0072B2' \
  pt 4 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'sync-submit ‡' font ',12' offset 0,-0.6 textcolor rgb '#D55E00'
set format y ''; set format x ''
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 8 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 8 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#D55E00' \
  pt 6 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'task-fifo' font ',12' offset 0,-0.6 textcolor rgb '#009E73'
set format y ''; set format x ''
set y2tics ('20' 20.0, '50' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('' 1.0, '' 16.0)
plot DATA index 9 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 9 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#009E73' \
  pt 8 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'task-groups' font ',12' offset 0,-0.6 textcolor rgb '#CC79A7'
set format y '%g'; set format x '%g'
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('1' 1.0, '16' 16.0)
plot DATA index 10 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 10 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#CC79A7' \
  pt 10 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'dm-io-list' font ',12' offset 0,-0.6 textcolor rgb '#56B4E9'
set format y ''; set format x '%g'
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('1' 1.0, '16' 16.0)
plot DATA index 11 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 11 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#56B4E9' \
  pt 12 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'child-counter' font ',12' offset 0,-0.6 textcolor rgb '#E69F00'
set format y ''; set format x '%g'
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('1' 1.0, '16' 16.0)
plot DATA index 12 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 12 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#E69F00' \
  pt 14 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'hand-back' font ',12' offset 0,-0.6 textcolor rgb '#882255'
set format y ''; set format x '%g'
set y2tics ('' 20.0, '' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('1' 1.0, '16' 16.0)
plot DATA index 13 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 13 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#882255' \
  pt 3 ps 0.7 lw 1.6
unset for [i=101:130] label i
set title 'interrupt' font ',12' offset 0,-0.6 textcolor rgb '#000000'
set format y ''; set format x '%g'
set y2tics ('20' 20.0, '50' 50.0) font ',12' textcolor rgb '#666666'
set xtics ('1' 1.0, '16' 16.0)
plot DATA index 14 using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \
  pt 6 ps 0.5 dt 2, '' index 14 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorlines lc rgb '#000000' \
  pt 1 ps 0.7 lw 1.6
unset for [i=101:130] label i
unset multiplot
set output
