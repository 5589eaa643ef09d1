#!/bin/bash
# sanitizers: no
# The server as the system sees it: without root, sealed in every thread, one
# listening socket; and it answers.
. "$(dirname "$0")/lib.sh"

# serve DATA [COMMAND...]: starts it; $pid, $base
serve() {
	local data=$1
	shift
	: >"$TMP/.serve"
	"$@" "$HOPTAC" -d "$data" serve --listen 127.0.0.1:0 >"$TMP/.serve" 2>"$TMP/.log" &
	pid=$!
	for _ in $(seq 100); do
		base=$(grep -oE 'http://127[0-9.:]+' "$TMP/.serve" | head -n 1)
		[ -n "$base" ] && return
		kill -0 $pid 2>/dev/null || return
		sleep 0.05
	done
}
stop() {
	kill -TERM "$pid"
	wait "$pid"
	is "$1: stops when told" "$?" 0
}
# every NAME FIELD WANT: a field of the status of all its threads
every() {
	is "$1" "$(sed -n "s/^$2:[[:space:]]*//p" /proc/"$pid"/task/*/status | sort -u)" "$3"
}

run "$HOPTAC" -d "$TMP/data" demo
is "demo" "$status" 0
echo 'mùa hồi tháng bảy' | "$HOPTAC" -d "$TMP/data" user add hoa --role officer >/dev/null
token=$("$HOPTAC" -d "$TMP/data" user token hoa thu)
cat >"$TMP/t.pdf" <<'PDF'
%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 43>>stream
BT /F 12 Tf 50 700 Td (Hop tac xa) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
PDF
serve "$TMP/data"
is "answers" "$(curl -s -o /dev/null -w '%{http_code}' "$base/dang-nhap")" 200
[ "$(ls /proc/$pid/task | wc -l)" -gt 5 ] && ok || fail "threads: $(ls /proc/$pid/task | wc -l)"
every "a filter of system calls on every thread" Seccomp 2
every "no new privileges" NoNewPrivs 1
every "no capability in force" CapEff 0000000000000000
every "none to take" CapPrm 0000000000000000
every "none ever" CapBnd 0000000000000000
is "one socket, and it listens" "$(ss -Htunlp | grep -c "pid=$pid,")" 1
is "no connection of its own" "$(ss -Htunp | grep -c "pid=$pid,")" 0
port=${base##*:}
is "where it was told" "$(ss -Htnlp | grep "pid=$pid," | awk '{ print $4 }')" "127.0.0.1:$port"
# the one that reads PDFs, which the server may not start itself any more
child=$(cat /proc/$pid/task/*/children)
child=${child% }
case $child in *[!0-9]* | '') fail "one child: «$child»" ;; *) ok ;; esac
is "it may gain nothing" "$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' "/proc/$child/status")" 1
is "it is not root" "$(sed -n 's/^Uid:[[:space:]]*//p' "/proc/$child/status" | tr '\t' '\n' | sort -u | grep -cx 0)" 0
for _ in 1 2; do
	is "a PDF is read under the seal" "$(curl -s -H "Authorization: Bearer $token" \
		-F "file=@$TMP/t.pdf" "$base/api/v1/lint" | jq -r '.findings | type')" array
done
stop "plain"

refuses "no data" "không có dữ liệu" "$HOPTAC" -d "$TMP/none" serve
[ ! -e "$TMP/none" ] && ok || fail "a refused start made a directory"
refuses "clear text off the loopback only when said" "trình duyệt dùng" \
	"$HOPTAC" -d "$TMP/data" serve --listen 0.0.0.0:0

if [ "$(id -u)" -eq 0 ]; then
	has "root's own data: says so" "$(cat "$TMP/.log")" "chown"
	chmod 755 "$TMP"
	chown -R 65534:65534 "$TMP/data"
	serve "$TMP/data"
	is "as the owner: answers" "$(curl -s -o /dev/null -w '%{http_code}' "$base/dang-nhap")" 200
	every "as the owner, for good" Uid "65534	65534	65534	65534"
	every "and his group" Gid "65534	65534	65534	65534"
	every "and no other" Groups ""
	hasnt "nothing to say" "$(cat "$TMP/.log")" "chown"
	stop "as the owner"
	is "leaves nothing of root's" "$(find "$TMP/data" ! -uid 65534 | wc -l)" 0
	# somebody who is not root from the start
	serve "$TMP/data" setpriv --reuid 65534 --regid 65534 --clear-groups
	every "never root" Uid "65534	65534	65534	65534"
	every "never root: sealed" Seccomp 2
	stop "never root"
fi
finish
