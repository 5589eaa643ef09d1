#!/bin/bash
# Figures from the command line, on the demonstration province: computed,
# reported, imported.  Golden values are those of the published plan.
# Tests src/figure/cmd.c, src/figure/question.c and
# src/figure/import.c.
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
run $H demo
is "demo" "$status" 0

# value INDICATOR PERIOD BASIS [jq condition on breakdown]
run $H figures --year 2024 --format json
is "figures" "$status" 0
echo "$out" >"$TMP/f.json"
value() {
	jq -r --arg i "$1" --arg p "$2" --arg b "$3" \
		".[] | select(.indicator == \$i and .period == \$p and .basis == \$b and .breakdown == ${4:-{\}}) | [.value, .value_max, .qualifier, .percent_of_plan, .source] | map(. // \"-\") | join(\" \")" "$TMP/f.json"
}
is "474 cooperatives" "$(value htx_total 2023-H1 actual)" "474 - exact - register"
is "338 of them in farming" "$(value htx_total 2023-H1 actual '{"sector":"agri"}')" "338 - exact - register"
is "36,48 tỷ of new capital" "$(value htx_new_registered_capital 2023-H1 actual)" "36.48 - exact - register"
is "991,5 tỷ of capital" "$(value htx_registered_capital 2023-H1 actual)" "991.5 - exact - register"
is "20 new, 50 % of plan" "$(value htx_new 2023-H1 actual)" "20 - exact 50 register"
is "300 managers of lower schooling" "$(value htx_managers 2023-H1 actual '{"qualification":"primary_intermediate"}')" "300 - exact - register"
is "about 500 at the end of the year" "$(value htx_total 2023 estimate)" "500 - approx 108 reported"
is "a range" "$(value htx_avg_labour_income 2023 estimate '{"sector":"transport"}')" "4 4.5 range - reported"
is "an open word" "$(value htx_new 2024 plan)" "50 - at_least - reported"
is "central investment" "$(value support_capital_need 2024 plan '{"funding_kind":"investment","funding_source":"central"}')" "6000 - exact - reported"
is "numbers are texts" "$(jq -r '[.[].value | type] | unique | join(" ")' "$TMP/f.json" | sed 's/null //')" "string"

# the districts add up to the province
run $H figures --year 2024 --below --indicator htx_operating --format json
is "districts add up" "$(echo "$out" | jq '[.[] | select(.place | length == 3) | select(.breakdown == {} and .period == "2023-H1") | .value | tonumber] | add')" 400
run $H figures --on 31/12/2022 --indicator htx_total --format csv
has "460 at the beginning of 2023" "$out" "htx_total,20,,2022-12-31,actual,460,"

# import of reported figures: all or nothing, revision, knowledge
printf 'indicator,period,basis,value\nhtx_total,2023,estimate,501\nhtx_new,2023,estimate,hai\n' >"$TMP/bad.csv"
refuses "a text where a number belongs" "hai" $H import figures "$TMP/bad.csv"
has "its cell is named" "$err" "D3"
has "nothing was stored" "$($H figures --indicator htx_total --format csv)" "htx_total,20,,2023,estimate,500,"
printf 'indicator,period,basis,value\nhtx_total,2023,estimate,501\n' >"$TMP/good.csv"
run $H import figures --dry-run "$TMP/good.csv"
is "dry run" "$status" 0
has "a dry run stores nothing" "$($H figures --indicator htx_total --format csv)" "htx_total,20,,2023,estimate,500,"
run $H import figures "$TMP/good.csv"
is "import" "$status" 0
has "the revision stands" "$($H figures --indicator htx_total --format csv)" "htx_total,20,,2023,estimate,501,"
has "what was known before stays" "$($H figures --indicator htx_total --known '#3' --format csv)" "htx_total,20,,2023,estimate,500,"
refuses "an indicator that does not exist" "khong_co" $H figures --indicator khong_co
refuses "a place that does not exist" "999" $H figures --place 999
row() { printf '%s\n' "$csv" | grep "^$1,"; }
# import: Vietnamese headers and names, every faulty cell, what figures printed
cat >"$TMP/new.csv" <<'CSV'
Chỉ tiêu;Địa bàn;Phân tổ;Kỳ;Loại số liệu;Số liệu;So với kế hoạch;Ghi chú
Tổng số HTX;Tỉnh Lạng Sơn;;2023;ước thực hiện;khoảng 510;110%;sửa lần 2
htx_avg_revenue;;vận tải;2023;estimate;650,5;;
CSV
run $H import figures "$TMP/new.csv" --dry-run
is "dry run" "$status" 0
hasnt "a dry run changes nothing" "$($H figures --format csv)" ",510,"
run $H import figures "$TMP/new.csv"
is "import" "$status" 0
csv=$($H figures --format csv | tr -d '\r')
is "revised" "$(row htx_total,20,,2023,estimate)" \
	"htx_total,20,,2023,estimate,510,,approx,110,value,htx,reported"
is "by the name of a category" "$(row htx_avg_revenue,20,sector=transport)" \
	"htx_avg_revenue,20,sector=transport,2023,estimate,\"650,5\",,exact,,value,million_vnd_per_org_year,reported"
run $H figures --known '#3' --format csv
has "as known before" "$out" "htx_total,20,,2023,estimate,500,"

cat >"$TMP/bad.csv" <<'CSV'
indicator,place,breakdown,period,basis,value,value_max,state
htx_total,20,,2023,estimate,511,,
htx_totals,20,,2023,estimate,1,,
htx_total,21,,2023,estimate,1,,
htx_total,20,sector=fish,2023,estimate,1,,
htx_total,20,,2023-H3,estimate,1,,
htx_total,20,,2023,guess,1,,
htx_total,20,,2022,estimate,"1,5",,
htx_total,20,,2021,estimate,1.5,,
htx_total,20,,2021,estimate,,,
htx_total,20,,2021,estimate,5,4,
htx_total,20,,2020,estimate,5,,refused
htx_total,20,,2023,estimate,512,,
CSV
run $H import figures "$TMP/bad.csv"
is "refused" "$status" 1
for cell in A3 B4 C5 D6 E7 F8 F9 F10 G11 H12; do
	has "names the cell $cell" "$err" "$cell"
done
has "the same figure twice" "$err" "hàng 13"
hasnt "nothing changed" "$($H figures --format csv)" ",511,"
printf 'indicator,period,value\nhtx_total,2023,1\n' >"$TMP/short.csv"
refuses "a missing column" "Loại số liệu" $H import figures "$TMP/short.csv"

# what figures prints, import reads: nothing changes by it
$H figures --format csv | tr -d '\r' | grep -E '^indicator|,reported$' >"$TMP/again.csv"
run $H import figures "$TMP/again.csv"
is "import of what was printed" "$status" 0
is "the same figures" "$($H figures --format csv | tr -d '\r')" "$csv"
run $H verify
is "verify" "$status" 0
finish
