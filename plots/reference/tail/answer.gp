# answer.svg again: gnuplot answer.gp
reset session
set encoding utf8
set terminal svg size 900,270 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'answer.svg'
set datafile separator tab
DATA = 'answer.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Which design: rate behind the best of each setting' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'modelled on xeon-8375c-2x32' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Green: nothing separates these from the fastest. A point is a setting. Zoomed: designs that are more than 1 % behind stand at the right edge.' at screen 0.012, character 1.85 left font ',12' textcolor rgb '#555555' noenhanced
set label 111 'Median of 9 rounds. striped:2:8192, randread, bs 8k, spin one-shot, lock blocking, modelled on xeon-8375c-2x32; 2026-11-28.' at screen 0.012, character 0.8 left font ',12' textcolor rgb '#555555' noenhanced
clip(x) = x * 100 > 1.0 ? 1.0 : x * 100
set xrange [-0.03:1.02]
set yrange [5.6:0.4]; set ytics ('hand-back' 1, 'dm-io-list' 2, 'interrupt' 3, 'iterate-all' 4, 'root-list' 5) scale 0
set xlabel 'behind the best, %'; set rmargin 16; set border 1; set grid xtics ytics
set object 1 rectangle from graph 0, first 0.5 to graph 1, first 1.5 fillcolor rgb '#d9f0e3' fillstyle solid 1 noborder behind
set label 200 'at most 0.81 %' at graph 1.02, first 1 left font ',12' noenhanced
set label 201 '→ at most 32 %' at graph 1.02, first 2 left font ',12' noenhanced
set label 202 '→ at most 32 %' at graph 1.02, first 3 left font ',12' noenhanced
set label 203 '→ at most 41 %' at graph 1.02, first 4 left font ',12' noenhanced
set label 204 '→ at most 74 %' at graph 1.02, first 5 left font ',12' noenhanced
plot DATA index 0 using (clip($3)):1 with linespoints lc rgb '#882255' pt 3 ps 1.2 lw 1.4, \
  DATA index 1 using (clip($3)):1 with linespoints lc rgb '#56B4E9' pt 12 ps 1.2 lw 1.4, \
  DATA index 2 using (clip($3)):1 with linespoints lc rgb '#000000' pt 1 ps 1.2 lw 1.4, \
  DATA index 3 using (clip($3)):1 with linespoints lc rgb '#0072B2' pt 5 ps 1.2 lw 1.4, \
  DATA index 4 using (clip($3)):1 with linespoints lc rgb '#D55E00' pt 7 ps 1.2 lw 1.4
set output
