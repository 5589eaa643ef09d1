#!/bin/bash
# Hostile rules through the program: ten thousand of them, rules that go in a
# circle, division by zero, numbers past 10^15, tables of missing cells.  The
# answer is a clear message or a bounded one, and never a wrong "minimal".
. "$(dirname "$0")/lib.sh"
cd "$TMP" || exit 2

# repair NAME: hoptac repair t.csv with t.rules, cut off when it hangs; JSON in
# $out, and what it says as text in $text
repair() {
	run timeout 300 "$HOPTAC" repair t.csv --rules t.rules
	text=$out
	[ "$status" -lt 2 ] && ok || fail "$1: exit status $status: $err"
	run timeout 300 "$HOPTAC" repair t.csv --rules t.rules --format json
	[ "$status" -lt 2 ] && ok || fail "$1, JSON: exit status $status"
}
# says NAME JQ WANT
says() { is "$1" "$(jq -r "$2" <<<"$out")" "$3"; }
table() { printf '%s\n' "$@" >t.csv; }
rules() { printf '%s\n' "$@" >t.rules; }

# --- any table

# 7000 + 1 is not 7002; the other 9,999 lines hold
awk 'BEGIN {
	print "a,b,c"
	for (i = 1; i <= 10000; i++) {
		print i ",1," i + 1 + (i == 7000)
		print "A" i + 1 " + B" i + 1 " = C" i + 1 >"t.rules"
	}
}' >t.csv
repair "10,000 rules"
says "10,000 rules: proven" .repair.status minimal
says "10,000 rules: one figure" .repair.weight 1
has "10,000 rules: the line" "$text" "A7001"
# one cell against all others; 5 of 10,001 is wrong, or all others are
awk 'BEGIN {
	print "a"
	print 5
	for (i = 3; i <= 10002; i++) {
		print 6
		print "A2 >= A" i >"t.rules"
	}
}' >t.csv
repair "10,000 rules about one cell"
says "10,000 about one: proven" .repair.status minimal
says "10,000 about one: that cell" .repair.weight 1
has "10,000 about one: named" "$text" "A2 (a)"
# more than there may be
awk 'BEGIN { for (i = 1; i <= 20001; i++) print "A2 >= A3" }' >t.rules
refuses "too many rules" "quá nhiều quan hệ" timeout 300 "$HOPTAC" repair t.csv --rules t.rules

table a,b,c 5,5,5
rules 'A2 = B2 + 1' 'B2 = A2 + 1'
repair "a = b + 1, b = a + 1"
says "a circle of sums" .repair.status impossible
has "a circle: both rules" "$text" "theo quan hệ: B2 = A2 + 1"
rules 'A2 > B2' 'B2 > C2' 'C2 > A2'
repair "a > b > c > a"
says "a circle of orders" .repair.status impossible
rules 'A2 = A2 + 1'
repair "a = a + 1"
says "a rule against itself" .repair.status impossible

table a,b,c 5,0,100
rules 'A2 / B2 = C2' '100 * A2 / B2 = C2' 'A2 / 0 = C2'
repair "division by zero"
has "division by zero" "$text" "chia cho 0"
hasnt "division by zero: nothing is made up" "$text" "→"

table a,b,c 9999999999999999,1,1
rules 'A2 + B2 = C2'
refuses "past 10^15" "10^15" "$HOPTAC" repair t.csv --rules t.rules
# 10^15 - 1 twice: 1,999,999,999,999,998 is a sum that can be written
table a,b,c 999999999999999,999999999999999,1999999999999
rules 'A2 + B2 = C2'
repair "large sums"
says "large sums are exact" .repair.status minimal
has "large sums: the value" "$text" "1.999.999.999.999.998"
# A2 = 5 makes C2 5 x 10^24, and no A2 makes B2 or C2 5: both are wrong, and
# what C2 must be is too large to say
table a,b,c 5,5,5
rules 'A2 * 999999999999 = B2' 'B2 * 999999999999 = C2' 'A2 > 0'
repair "overflow by multiplying"
says "overflow: two figures" '[.repairs[0].changes[].figure.cell] | join(" ")' "B2 C2"
has "overflow: no value is made up" "$text" "chưa tính được thành bao nhiêu"
rules 'A2 * 99999999999999999999999999999999999999999999 = C2'
refuses "a constant past all bounds" "quá lớn" "$HOPTAC" repair t.csv --rules t.rules

table a,b,c,d x,,,
rules 'B2 + C2 = D2' 'B2 + C2 = 2 * D2'
repair "only missing cells"
says "only missing cells: nothing to change" .repair.status none
has "only missing cells: said" "$text" "2 chưa xét được"
rules 'B2 + C2 = D2' 'B2 + C2 = D2 + 1'
repair "missing cells, and rules that contradict each other"
says "missing cells cannot help" .repair.status impossible

# --- rule packs

# pack FORMULA...: the pack of the project with these checks besides
pack() {
	rm -rf pack
	cp -r "$ROOT/packs/vn-htx-2012" pack
	local i=0 f
	for f in "$@"; do
		i=$((i + 1))
		printf '  - code: hostile_%d\n    title: Quan hệ thử %d\n    formula: "%s"\n    basis: Thử\n    severity: error\n    in: [{ period: year, basis: estimate }]\n' \
			$i $i "$f"
	done >>pack/checks.yaml
}
pack 'htx_total = htx_new + 1 htx' 'htx_new = htx_total + 1 htx'
refuses "pack: a = b + 1, b = a + 1" "hostile_1" timeout 300 "$HOPTAC" pack check pack
has "pack: the other one" "$err" "hostile_2"
pack 'htx_total > htx_new' 'htx_new > htx_dissolved' 'htx_dissolved > htx_total'
refuses "pack: a > b > c > a" "hostile_3" timeout 300 "$HOPTAC" pack check pack
pack 'htx_total / 0 <= htx_new'
run timeout 300 "$HOPTAC" pack check pack
is "pack: division by zero is left out" "$status" 0
has "pack: division by zero is said" "$(grep hostile_1 <<<"$out")" "chia cho 0"
pack 'htx_total <= 99999999999999999999999999999999999999999999 htx'
refuses "pack: a constant past all bounds" "dòng" "$HOPTAC" pack check pack

# many N: the pack with N short checks besides
many() {
	pack
	awk -v n="$1" 'BEGIN {
		for (i = 1; i <= n; i++)
			printf "  - {code: h%d, title: t, formula: htx_total<=%d htx, basis: b, severity: error, in: [{period: year, basis: estimate}]}\n", i, i
	}' >>pack/checks.yaml
}
many 500
run timeout 300 "$HOPTAC" pack check pack
is "pack: 500 checks, all implied by the first" "$status" 0
has "pack: 500 checks: the last one is implied" "$out" "h500"
many 10000
refuses "pack: 10,000 checks" "quá" timeout 300 "$HOPTAC" pack check pack
finish
