#!/bin/bash
# Accepting a proposal: a correction with its reason, and nothing else.
# Tests src/check/accept.c and src/check/accept_cmd.c.
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
run $H demo
is "demo" "$status" 0
trade="htx_operating[sector = trade_service_env, period = 2023, basis = estimate]"
# id CONDITION: of the proposals that meet it
id() { $H check --year 2024 --repair --format json | jq -r "[.repairs[] | select($1) | .id] | join(\" \")"; }
value() { $H explain "$trade" "$@" --format json | jq -r .value; }
state() { $H figures --format csv | sha256sum; }
sum=$(id '.satisfies | index("htx_by_status")')
has "the id is printed before the proposal" "$($H check --repair)" "$sum  Số HTX đang hoạt động"
has "and how to accept" "$($H check --repair)" "hoptac accept MÃ --year 2024 --reason"
known=$($H explain "$trade" --format json | jq -r '.history[0].when')

# refusals write nothing
before=$(state)
refuses "no reason" "phải có lý do" $H accept "$sum"
refuses "an empty reason" "phải có lý do" $H accept "$sum" --reason " "
refuses "no such proposal" "không có đề xuất “00000000”" $H accept 00000000 --reason "x"
refuses "not another year's" "không có đề xuất" $H accept "$sum" --year 2023 --reason "x"
counted=$(id '.acceptable | not')
is "one of them is counted in the register" "$(echo "$counted" | wc -w)" 1
refuses "it is corrected there" "đếm từ sổ đăng ký" $H accept "$counted" --reason "x"
has "whose events to look at" "$err" "HTX minh hoạ"
has "with which command" "$err" "hoptac register correct"
is "nothing was written" "$(state)" "$before"

# 46 -> 47
run $H accept "$sum" --reason "Đối chiếu danh sách HTX ngày 12/7/2023"
is "accepted" "$status" 0
has "what was changed" "$out" "46 → 47"
has "errors before and after" "$out" "trước 3, nay 1"
is "47 stands" "$(value)" 47
is "46 stood before" "$(value --known "$known")" 46
run $H check --year 2024 --format json
is "no sum is broken" "$(echo "$out" | jq -r '[.broken[] | select(.severity == "error") | .check] | join(" ")')" htx_members_one_plan
run $H explain "$trade" --format json
is "who and why" "$(echo "$out" | jq -r '.history[0] | .who + ": " + .note')" "test: Đối chiếu danh sách HTX ngày 12/7/2023"
has "that it came from a proposal" "$(echo "$out" | jq -r '.history[0].origin')" "đề xuất $sum của phép kiểm tra: 46 → 47"
has "the reason is that of the transaction too" "$(echo "$out" | jq -r '.history[0].why')" "Đối chiếu danh sách"
refuses "once is enough" "số liệu đã đổi" $H accept "$sum" --reason "x"
run $H verify
is "the chain holds" "$status" 0

# a proposal that has gone: the figure became another in between
first=$(id '.rank == "minimal"')
is "two per cents" "$(echo "$first" | wc -w)" 2
printf 'indicator,period,basis,percent_of_plan\nhtx_members,2023,estimate,89\n' >"$TMP/fix.csv"
run $H import figures "$TMP/fix.csv"
refuses "88 is not 88 any more" "không có đề xuất" $H accept "${first#* }" --reason "x"
# a second choice is accepted too, and nothing is left
second=$(id '.rank == "second" and .acceptable')
run $H accept "$second" --reason "Số thành viên ghi nhầm"
is "a count" "$status" 0
has "all errors are gone" "$out" "nay 0"
run $H check --year 2024
is "check is content" "$status" 0
finish
