#!/bin/bash
# Asking a unit about a broken check and answering; nothing of it makes the
# check less broken.  Tests src/check/ask_cmd.c and src/check/select.c.
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
check=htx_by_status
# figures INDICATOR=VALUE...: of district 183
figures() {
	echo indicator,place,period,basis,value
	for x in "$@"; do echo "${x%=*},183,2023,estimate,${x#*=}"; done
}
enter() { figures "$@" >"$TMP/f.csv"; $H -u "ông Bình" import figures "$TMP/f.csv" >/dev/null; }
# of JQ: from the inquiries
of() { $H ask --format json ${2:+--known "$2"} | jq -r "$1"; }
now() { sleep 0.01; TZ=UTC-7 date +%Y-%m-%dT%H:%M:%S.%3N+07:00; sleep 0.01; }

run $H demo
is "demo" "$status" 0
enter htx_total=20 htx_operating=14 htx_suspended=5
run $H ask
is "the list" "$status" 0
has "nothing is asked" "$out" "0 yêu cầu rà soát"
errors=$($H check --year 2024 --format json | jq '[.broken[] | select(.severity == "error")] | length')

# --- what cannot be asked ---------------------------------------------------------
refuses "which of the places" "sai ở nhiều nơi" $H ask $check --question "?"
has "the commands are given" "$err" "hoptac ask $check --place 183 --year 2024"
refuses "what holds" "không sai" $H ask htx_minimum_members --question "?"
refuses "what is unknown" "không có kiểm tra" $H ask no_such_check --question "?"
refuses "an empty question" "để trống" $H ask $check --place 183 --question " "
refuses "a unit that reported nothing" "không báo cáo số nào" $H ask $check --place 183 --unit 181 --question "?"
refuses "a day that has passed" "đã qua" $H ask $check --place 183 --question "?" --due 1/1/2020
refuses "in the past" "thời điểm đã qua" $H ask $check --question "?" --known 2026-01-01
refuses "about nothing" "chưa nêu" $H ask --question "?"
refuses "both at once" "không đi cùng" $H ask 1 --question "?" --close
refuses "no such inquiry" "không có yêu cầu rà soát số “9”" $H answer 9 --text "x"
is "nothing was written by all that" "$(of length)" 0

# --- asked, answered in words ------------------------------------------------------
run $H -u "bà An" ask $check --place 183 --question "14 + 5 là 19, biểu ghi 20" --due 31/12/2999
is "asked" "$status" 0
has "who is asked" "$out" "số 1 cho Huyện Cao Lộc"
is "it waits" "$(of '.[0].standing')" waits
is "about three figures" "$(of '.[0].figures | map(.was) | join(" ")')" "20 14 5"
refuses "the same unit twice" "chưa đóng" $H ask $check --place 183 --question "?"
run $H check --year 2024
has "the check says who is asked" "$out" "Yêu cầu rà soát số 1, Huyện Cao Lộc, chờ đơn vị trả lời (bà An, "
has "until when" "$out" "trả lời chậm nhất ngày 31/12/2999): 14 + 5 là 19, biểu ghi 20"
is "and fails as before" "$($H check --year 2024 --format json | jq '[.broken[] | select(.severity == "error")] | length')" "$errors"
refuses "the plan is blocked as before" "kiểm tra mức lỗi chưa đạt" $H plan --year 2024 --final --number 1 --day 15/7/2023 --signer "X" --out "$TMP/plan"
asked=$(now)
run $H -u "ông Bình" answer 1 --text "Một HTX chưa rõ tình trạng"
is "answered" "$status" 0
is "in words" "$(of '.[0].standing')" replied
is "the conversation" "$(of '.[0].said | map(.who + ": " + .state) | join(", ")')" "bà An: asked, ông Bình: answered"
is "as known before it waits" "$(of '.[0].standing' "$asked")" waits
refuses "about an older version" "đã ghi thêm" $H ask 1 --question "?" --version 1

# --- asked again, answered by a figure ------------------------------------------------
run $H -u "bà An" ask 1 --question "HTX ấy tính vào số nào?"
is "asked again" "$status" 0
is "it waits again" "$(of '.[0].standing')" waits
is "without a day" "$(of '.[0].due')" null
enter htx_operating=15
is "the figure answers" "$(of '.[0].standing')" corrected
is "old and new" "$(of '.[0].changed | map(.from + " " + .to) | join(";")')" "14 15"
run $H ask
has "the list says so" "$out" "đơn vị đã sửa số"
has "what is left" "$out" "1 yêu cầu rà soát, 0 chờ đơn vị trả lời"
enter htx_operating=14
is "taken back, it waits" "$(of '.[0].standing')" waits
enter htx_operating=15
run $H -u "bà An" ask 1 --close --remark "đã đối chiếu"
is "closed" "$status" 0
refuses "closed is closed" "đã đóng" $H answer 1 --text "x"
refuses "not asked again either" "đã đóng" $H ask 1 --question "x"

# --- a new one; files ------------------------------------------------------------------
enter htx_operating=13
run $H ask $check --place 183 --unit "Huyện Cao Lộc" --question "lại sai"
is "a new one, the unit by its name" "$status" 0
is "beside the old one" "$(of 'map(.standing) | join(" ")')" "done waits"
run $H ask --format csv
has "as a table" "$out" "2,$check,183,2023,estimate,,waits,"
run $H ask htx_stock_flow --format json
is "only those of a check" "$(echo "$out" | jq length)" 0
run $H verify
is "verify is clean" "$status" 0
finish
