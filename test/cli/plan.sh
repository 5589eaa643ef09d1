#!/bin/bash
# The plan of the demonstration province: the four files, LibreOffice as a
# second reader of them, the same bytes for the same knowledge.
# Tests src/plan/cmd.c; test/plan/ holds the parts.
# sanitizers: no, a thousand corrections are a thousand processes
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
run $H demo
is "demo" "$status" 0
run $H plan --year 2024
is "plan" "$status" 0
has "says why it is a draft" "$out" "chưa có số văn bản"
p=$d/plan-2024
is "four files" "$(ls "$p" | paste -sd' ')" "ke-hoach-2024.docx ke-hoach-2024.html phu-luc-2024.xlsx trace.json"

# --- the document, read by LibreOffice ---------------------------------------
office() { soffice "-env:UserInstallation=file://$TMP/office" --headless "$@" >"$TMP/office.log" 2>&1; }
office --convert-to txt:Text --outdir "$TMP/txt" "$p/ke-hoach-2024.docx"
is "LibreOffice reads the document" "$?" 0
text=$(cat "$TMP/txt/ke-hoach-2024.txt")
for n in 474 400 74 991,5 23.720 11.120 12.600 36,48 "06" "khoảng 600" "3,5 - 4,5" "96,4%" "KẾ HOẠCH" "Nơi nhận"; do
	has "the document holds $n" "$text" "$n"
done
hasnt "no formula is left in the text" "$text" "{{"
unzip -p "$p/ke-hoach-2024.docx" word/header*.xml >"$TMP/head.xml"
has "every page says that it is a draft" "$(cat "$TMP/head.xml")" "DỰ THẢO"
has "and that the figures are invented" "$(cat "$TMP/head.xml")" "MINH HOẠ"
# wrong citations of the published plan do not come back
hasnt "1804, not 1084" "$text" "1084/QĐ-TTg"
hasnt "03/02/2021, not 2/2/2021" "$text" "167/QĐ-TTg ngày 2/2/2021"
hasnt "134/NQ-CP has its type" "$text" "134/-CP"

# --- the appendices, computed again by LibreOffice -----------------------------
# cells FOLDER: "sheet cell value" of every cell with a formula
cells() {
	local s
	for s in "$1"/xl/worksheets/sheet*.xml; do
		grep -oE '<c r="[A-Z]+[0-9]+"[^>]*><f[^>]*>[^<]*</f><v>[^<]*</v>' "$s" |
			sed -E "s|<c r=\"([A-Z]+[0-9]+)\".*<v>([^<]*)</v>|$(basename "$s") \1 \2|"
	done
}
mkdir "$TMP/ours" "$TMP/bare" "$TMP/theirs"
unzip -q "$p/phu-luc-2024.xlsx" -d "$TMP/ours"
unzip -q "$p/phu-luc-2024.xlsx" -d "$TMP/bare"
# without our cached values there is nothing to do but compute
sed -i -E 's|(</f>)<v>[^<]*</v>|\1|g' "$TMP/bare"/xl/worksheets/sheet*.xml
(cd "$TMP/bare" && zip -q -r ../bare.xlsx .)
office --convert-to xlsx --outdir "$TMP/again" "$TMP/bare.xlsx"
unzip -q "$TMP/again/bare.xlsx" -d "$TMP/theirs"
cells "$TMP/ours" | sort >"$TMP/ours.txt"
cells "$TMP/theirs" | sort >"$TMP/theirs.txt"
n=$(wc -l <"$TMP/ours.txt")
[ "$n" -ge 40 ] && ok || fail "only $n live formulas"
is "LibreOffice computes every live formula as we did" "$(join -j 1 <(sed 's/ /:/' "$TMP/ours.txt" | sort) <(sed 's/ /:/' "$TMP/theirs.txt" | sort) |
	awk '{ d = $2 - $3; if (d < 0) d = -d; if (d < 0.0000005) same++; else print } END { print same + 0 }')" "$n"
has "the published total that is no sum shows its difference" "$(cat "$TMP/ours.txt")" " -1"

# --- the page and the trace ------------------------------------------------------
html=$p/ke-hoach-2024.html
office --convert-to txt:Text --outdir "$TMP/html" "$html"
has "LibreOffice reads the page" "$(cat "$TMP/html/ke-hoach-2024.txt")" "23.720"
is "every link leads somewhere" "$(comm -23 <(grep -oE 'href="#[^"]+"' "$html" | sed 's/href="#//;s/"//' | sort -u) <(grep -oE ' id="[^"]+"' "$html" | sed 's/ id="//;s/"//' | sort -u) | wc -l)" 0
is "no id stands twice" "$(grep -oE ' id="[^"]+"' "$html" | sort | uniq -d | wc -l)" 0
has "the page says its language" "$(head -c 300 "$html")" 'lang="vi"'
trace=$p/trace.json
is "the trace is JSON" "$(jq -r 'type' "$trace")" object
is "it lists the numbers" "$(jq '.numbers | length > 300' "$trace")" true
is "each number has operands" "$(jq '[.numbers[] | select((.operands | length) == 0)] | length' "$trace")" 0
is "474 leads to 474 records" "$(jq -c '[.numbers[] | select(.text == "474") | .operands[0].records | length] | unique' "$trace")" "[474]"

# --- the same knowledge, the same bytes ---------------------------------------------
before=$(cd "$p" && sha256sum ./*)
moment=$(TZ=UTC-7 date +%Y-%m-%dT%H:%M:%S.%3N+07:00)
sleep 0.1
# 940 revisions of reported figures in ten imports, 60 corrections of events
$H figures --year 2024 --format csv |
	awk -F, 'NR == 1 || ($NF ~ /reported/ && $5 != "")' >"$TMP/all.csv"
for i in 1 2 3 4 5 6 7 8 9 10; do
	awk -F, -v i="$i" 'BEGIN { OFS = ","; print "indicator,place,breakdown,period,basis,value" }
		NR > 1 && $4 ~ /^20/ && $6 ~ /^[0-9]+$/ && n < 94 { n++; print $1, $2, $3, $4, $5, $6 + i }' "$TMP/all.csv" >"$TMP/rev.csv"
	run $H import figures "$TMP/rev.csv"
	is "revisions $i" "$status" 0
done
revised=$(($(wc -l <"$TMP/rev.csv") * 10 - 10))
for ((i = 1; revised + i <= 1000; i++)); do
	$H register correct $((2 * i)) --decision "QĐ thử $i" --reason "thử đính chính" >/dev/null 2>&1 || break
done
is "a thousand corrections" $((revised + i - 1)) 1000
run $H plan --year 2024
[ "$before" != "$(cd "$p" && sha256sum ./*)" ] && ok || fail "a thousand corrections change nothing"
run $H plan --year 2024 --known "$moment"
is "printed again as known then" "$status" 0
is "the four files are the same, byte for byte" "$(cd "$p" && sha256sum ./*)" "$before"
run env TZ=America/Lima LC_ALL=C $H plan --year 2024 --known "$moment" --out "$TMP/elsewhere"
is "also elsewhere, in another time zone and locale" "$(cd "$TMP/elsewhere" && sha256sum ./*)" "$before"
run $H verify
is "verify is clean" "$status" 0

refuses "a folder that cannot be made" "" $H plan --year 2024 --out /proc/nowhere
refuses "a time before all knowledge" "chưa ghi nhận" $H plan --year 2024 --known 2001-01-01
finish
