# heat-map.svg again: gnuplot heat-map.gp
reset session
set encoding utf8
set terminal svg size 760,464 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'heat-map.svg'
set datafile separator tab
DATA = 'heat-map.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 7.699999999999999
TOP = 65.0; BOTTOM = 130.89999999999998 # the same in pixels, of panels too
set label 101 'Rate in percent of the best of each setting' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Zoomed: 80 % and less have the darkest colour. Median of the valid rounds, 5 to 9 of 9. striped:2:4096, polled, randread, bs 8k,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'iodepth 1, poll queues 1, lock blocking, modelled on xeon-8375c-2x32; 2026-11-28.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set xrange [0.5:3.5]; set yrange [12.5:0.5]
set xtics ('iterate-all' 1, 'dm-io-list' 2, 'hand-back' 3) rotate by 40 right scale 0
set ytics ('numjobs 2, spin bounded:1ms' 1, 'numjobs 2, spin one-shot' 2, 'numjobs 2, spin until-done' 3, 'numjobs 2, spin until-found' 4, 'numjobs 4, spin bounded:1ms' 5, 'numjobs 4, spin one-shot' 6, 'numjobs 4, spin until-done' 7, 'numjobs 4, spin until-found' 8, 'numjobs 8, spin bounded:1ms' 9, 'numjobs 8, spin one-shot' 10, 'numjobs 8, spin until-done' 11, 'numjobs 8, spin until-found' 12) scale 0
unset grid; set border 0; set rmargin 10
set palette defined (0 '#00224e', 0.25 '#35456c', 0.5 '#7b7b78', 0.75 '#bcae6c', 1 '#fee838')
set cbrange [80.0:100]; set cbtics ('80 %%' 80.0, '90 %%' 90.0, '100 %%' 100.0); set colorbox
plot DATA using 1:2:(0.48):(0.46):3 with boxxyerror fillcolor palette fillstyle solid 1 noborder, \
  DATA using 1:2:4:($3 > 92.0 ? 0x010101 : 0xfefefe) with labels font ',13' textcolor rgb variable
set output
