#!/bin/bash
# sanitizers: no
# kill -9 at a random moment of an import of 10,000 organisations, 50 times:
# each time the data are whole, and all or nothing of the import is there.
. "$(dirname "$0")/lib.sh"
RANDOM=20230630
times=50
n=10000

run $HOPTAC -d "$TMP/empty" init
is "init" "$status" 0
communes=$(awk -F, 'length($1) == 5 && $4 >= 178 && $4 <= 189 { print $1 }' \
	"$ROOT/packs/vn-units/units-2023.csv" | paste -sd,)
awk -v n=$n -v communes="$communes" 'BEGIN {
	k = split(communes, c, ",")
	print "kind,name,tax,founded,sector,commune,members"
	for (i = 1; i <= n; i++)
		printf "htx,HTX minh hoạ %05d,49%08d,2020-01-%02d,agri,%s,7\n",
			i, i, 1 + i % 28, c[1 + i % k]
}' >"$TMP/f.csv"

# Without a kill: it is all there, and how long it takes.
cp -r "$TMP/empty" "$TMP/data"
start=$(date +%s%N)
run $HOPTAC -d "$TMP/data" import organisations "$TMP/f.csv"
took=$((($(date +%s%N) - start) / 1000000))
is "import" "$status" 0
count() { $HOPTAC -d "$TMP/data" register list --format csv | tail -n +2 | wc -l; }
is "all there" "$(count)" $n

whole=0
none=0
for i in $(seq $times); do
	rm -rf "$TMP/data"
	cp -r "$TMP/empty" "$TMP/data"
	$HOPTAC -d "$TMP/data" import organisations "$TMP/f.csv" >/dev/null 2>&1 &
	pid=$!
	# anywhere in it, a third of the times in the last quarter, where it
	# commits
	wait_ms=$((RANDOM % took))
	[ $((i % 3)) -eq 0 ] && wait_ms=$((took * 3 / 4 + RANDOM % (took / 3 + 1)))
	sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	run $HOPTAC -d "$TMP/data" verify
	is "verify after kill $i at $wait_ms ms" "$status" 0
	case $(count) in
	0) none=$((none + 1)); ok ;;
	"$n") whole=$((whole + 1)); ok ;;
	*) fail "kill $i at $wait_ms ms: $(count) organisations" ;;
	esac
done
echo "an import takes $took ms; killed $times times: $none times nothing was kept, $whole times all"
# The last state, whatever it is, takes an import again.
[ "$(count)" = 0 ] && run $HOPTAC -d "$TMP/data" import organisations "$TMP/f.csv"
is "and then all is there" "$(count)" $n
finish
