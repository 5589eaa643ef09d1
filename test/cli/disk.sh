#!/bin/bash
# A full disk: the message says so, nothing is changed, and the work goes on
# when there is room again.
# sanitizers: no, their shadow needs more room than the small disk has
. "$(dirname "$0")/lib.sh"
small=$TMP/small
mkdir "$small"
mount -t tmpfs -o size=12m tmpfs "$small" 2>/dev/null || {
	# without the right to mount there is still a limit on file size
	echo "no small disk here: mount needs root"
	ok
	finish
	exit
}
trap 'umount "$small"; rm -rf "$TMP"' EXIT
d=$small/data
run "$HOPTAC" -d "$d" init
is "init fits" "$status" 0
before=$("$HOPTAC" -d "$d" register list --format csv | sha256sum)
awk 'BEGIN {
	print "ten,huyen,xa,linh vuc,ngay dang ky,von (trieu dong)"
	for (i = 1; i <= 40000; i++)
		printf "HTX thu %d,Thành phố Lạng Sơn,Phường Tam Thanh,agri,1/2/2020,100\n", i
}' >"$TMP/many.csv"
refuses "import on a full disk" "đầy" "$HOPTAC" -d "$d" import htx "$TMP/many.csv"
is "nothing changed" "$("$HOPTAC" -d "$d" register list --format csv | sha256sum)" "$before"
run "$HOPTAC" -d "$d" verify
is "verify is clean" "$status" 0
dd if=/dev/zero of="$small/filler" bs=64k 2>/dev/null
refuses "backup on a full disk" "" "$HOPTAC" -d "$d" backup "$small/copy"
[ ! -e "$small/copy" ] && ok || fail "half a backup was left"
rm "$small/filler"
head -n 21 "$TMP/many.csv" >"$TMP/few.csv"
run "$HOPTAC" -d "$d" import htx "$TMP/few.csv"
is "import when there is room" "$status" 0
finish
