#!/bin/bash
# What is behind a figure: its formula, the records or the report, what was
# reported before, and the checks that name it.  Tests src/check/explain.c.
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
run $H demo
is "demo" "$status" 0
trade="htx_operating[sector = trade_service_env, period = 2023, basis = estimate]"

# from the register
run $H explain htx_dormant_on_books --period 2023-H1 --format json
is "48 records behind 48" "$(echo "$out" | jq '.operands[0].records | length')" 48
is "its unit, its value" "$(echo "$out" | jq -r '.unit + " " + .value')" "htx 48"
run $H explain htx_dormant_on_books
has "the half-year is what is asked" "$out" "thực hiện, 6 tháng đầu năm 2023): 48 HTX"
has "where it was counted" "$out" "sổ đăng ký: count(htx where status = dormant)"
has "organisations are named with their number" "$out" "- #"
has "not all of them" "$out" "và 28 tổ chức khác"
run $H explain htx_members
has "with what each has" "$out" "HTX minh hoạ 002, số MH-000002: "
has "a per cent of plan is another figure" "$($H explain 'pct(htx_members)')" "Tỷ lệ so với kế hoạch của Số thành viên HTX (thực hiện, 6 tháng đầu năm 2023): 115%"

# from a report, with its checks: the broken ones first
run $H explain "$trade"
is "explain" "$status" 0
has "the figure" "$out" "Số HTX đang hoạt động, thương mại - dịch vụ - vệ sinh môi trường (ước thực hiện, năm 2023): 46 HTX"
has "who reported it" "$out" "báo cáo: demo ghi ngày"
has "and from where" "$out" "xuất xứ: F097"
has "what is wrong with it" "$out" "SAI (lỗi): Tổng số HTX bằng số đang hoạt động cộng số không hoạt động: 56 so với 55 (htx_by_status)"
run $H explain "$trade" --format json
is "the checks that name it" "$(echo "$out" | jq -r '[.checks[] | .check + " " + .severity + " " + .verdict] | join(",")')" \
	"htx_by_status error broken,htx_operating_by_sector error broken,htx_revenue_weighted_mean warning broken"
is "one report" "$(echo "$out" | jq -r '[.history[].value] | join(" ")')" 46
# options say what the formula does not
is "by options" "$($H explain 'htx_operating[sector = trade_service_env]' --period 2023 --basis estimate)" "$($H explain "$trade")"
run $H explain "htx_operating" --place 181
has "a district" "$out" "tổ chức khác"
has "a figure that nobody gave" "$($H explain 'htx_total[period = 2019, basis = plan]')" "chưa có số liệu"

# a formula of several figures: down to each
run $H explain "htx_total - htx_operating"
has "its value" "$out" "htx_total - htx_operating = 74 HTX"
has "its operands" "$out" "Tổng số HTX (thực hiện, 6 tháng đầu năm 2023): 474 HTX"
hasnt "no checks of a sum" "$out" "phép kiểm tra"
# 100 * 338 / 474 = 71,308...
run $H explain 'htx_share_by_sector[sector = agri]'
has "a formula over figures" "$out" "71,3%"
has "is told" "$out" "công thức: 100 * htx_total / htx_total[sector = all]"
has "with its operands under it" "$out" "    sổ đăng ký: count(htx)"
is "half a formula is refused" "$($H explain "htx_total + " >/dev/null 2>&1; echo $?)" 1
refuses "an unknown indicator is named" "htx_totl" $H explain "htx_totl"
refuses "an unknown period" "nay" $H explain htx_total --period nay

# revised: what stood before stays, and is what was known before
before=$($H explain "$trade" --format json | jq -r '.history[0].when')
printf 'indicator,breakdown,period,basis,value,note\nhtx_operating,sector=trade_service_env,2023,estimate,47,đếm lại\n' >"$TMP/fix.csv"
run $H import figures "$TMP/fix.csv"
is "a revision" "$status" 0
run $H explain "$trade"
has "the new figure" "$out" "2023): 47 HTX"
has "its note" "$out" "ghi chú: đếm lại"
has "the old one" "$out" "46: demo ghi ngày"
has "a check that held again" "$out" "đúng: Tổng số HTX bằng số đang hoạt động cộng số không hoạt động: 56 so với 56"
is "both in JSON, newest first" "$($H explain "$trade" --format json | jq -r '[.history[] | .value + " " + .who] | join(",")')" "47 test,46 demo"
run $H explain "$trade" --known "$before"
has "as known before" "$out" "2023): 46 HTX"
hasnt "which did not know better" "$out" "47"
finish
