#!/bin/bash
# Making, verifying, backing up and restoring a data directory; also tests
# src/admin/cmd.c and src/main.c as a user meets them.
. "$(dirname "$0")/lib.sh"
d=$TMP/data

run "$HOPTAC" -d "$d" init
is "init" "$status" 0
run "$HOPTAC" -d "$d" verify
is "verify after init" "$status" 0
has "verify says so" "$out" "không có sai lệch"

before=$(sha256sum "$d/hoptac.db")
refuses "a second init" "đã có cơ sở dữ liệu" "$HOPTAC" -d "$d" init
is "a second init changes nothing" "$(sha256sum "$d/hoptac.db")" "$before"

# in use: a reader holds the database open while another tries to init
"$HOPTAC" -d "$d" register list --format csv >/dev/null &
refuses "init on a directory in use" "đã có cơ sở dữ liệu" "$HOPTAC" -d "$d" init
wait

refuses "no data directory" "không có dữ liệu" "$HOPTAC" -d "$TMP/none" verify
[ ! -e "$TMP/none" ] && ok || fail "a refused command made a directory"
refuses "no such command" "không có lệnh" "$HOPTAC" -d "$d" frobnicate
is "usage is status 2" "$status" 2
refuses "no such option" "không có tùy chọn “-x”" "$HOPTAC" -d "$d" units -x
refuses "an argument that is no text" "không phải chữ UTF-8" \
	"$HOPTAC" -d "$d" register show $'\xff\xfe'
refuses "an endless argument" "tham số thứ 5 dài quá" \
	"$HOPTAC" -d "$d" register list "$(head -c 9000 /dev/zero | tr '\0' a)"
refuses "init in a file" "không phải thư mục" "$HOPTAC" -d "$ROOT/README.md" init
for c in help "help units" "units --help" units; do
	# shellcheck disable=SC2086
	"$HOPTAC" -d "$d" $c >/dev/full 2>"$TMP/.err"
	is "$c on a full disk" "$?" 1
	has "$c on a full disk says so" "$(cat "$TMP/.err")" "không ghi được kết quả"
done
run "$HOPTAC" help
is "help" "$status" 0
is "help is at most 79 wide" "$("$HOPTAC" help units | sed '/^Options/,$d' | grep -c '.\{80\}')" 0
for c in init demo units "import htx" "register list" "register show" "register event" \
	"register correct" figures check plan explain accept verify backup restore "pack check"; do
	has "help lists $c" "$out" "  $c "
	# shellcheck disable=SC2086
	has "help $c" "$("$HOPTAC" help $c)" "hoptac $c"
done

run "$HOPTAC" -d "$d" backup "$TMP/copy.hoptac"
is "backup" "$status" 0
refuses "backup does not overwrite" "" "$HOPTAC" -d "$d" backup "$TMP/copy.hoptac"
run "$HOPTAC" -d "$TMP/again" restore "$TMP/copy.hoptac"
is "restore" "$status" 0
run "$HOPTAC" -d "$TMP/again" verify
is "verify after restore" "$status" 0
refuses "restore onto data" "đã có" "$HOPTAC" -d "$d" restore "$TMP/copy.hoptac"
head -c 300000 "$TMP/copy.hoptac" >"$TMP/cut.hoptac"
refuses "restore of a truncated file" "" "$HOPTAC" -d "$TMP/cut" restore "$TMP/cut.hoptac"
[ ! -e "$TMP/cut/hoptac.db" ] && ok || fail "a refused restore left a database"

# a change behind hoptac's back shows
sqlite3 "$TMP/again/hoptac.db" "UPDATE unit SET name = 'Xã Khác' WHERE row = 1"
run "$HOPTAC" -d "$TMP/again" verify
is "tampering is found" "$status" 1
has "tampering is named" "$out" "giao dịch"

sqlite3 "$TMP/again/hoptac.db" "DROP TABLE tx"
refuses "a table is gone" "bị hỏng" "$HOPTAC" -d "$TMP/again" verify

finish
