#!/bin/bash
# The checks on the demonstration province find exactly what is wrong in the
# published plan.  Tests src/check/cmd.c.
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
run $H demo
is "demo" "$status" 0

run $H check --year 2024 --format json
is "errors give status 1" "$status" 1
echo "$out" >"$TMP/c.json"
# sides CHECK: severity, left and right
sides() { jq -r --arg c "$1" '.broken[] | select(.check == $c) | [.severity, .left, .right] | join(" | ")' "$TMP/c.json"; }
is "46 + 9 against 56" "$(sides htx_by_status)" "error | 56 | 55"
is "308 + 54 + 46 + 11 against 420" "$(sides htx_operating_by_sector)" "error | 420 | 419"
# 5 409 / [114,5 %, 115,5 %) and 5 630 / [87,5 %, 88,5 %)
is "the two plans of members" "$(sides htx_members_one_plan)" "error | 4.703 (4.684 - 4.724) | 6.398 (6.362 - 6.434)"
is "23 supported, 20 founded" "$(sides supported_new_within_new)" "warning | 23 | 20"
is "no other error" "$(jq '[.broken[] | select(.severity == "error")] | length' "$TMP/c.json")" 3
is "the sector is named" "$(jq -r '[.broken[] | select(.check == "htx_by_status") | .figures[].breakdown.sector] | unique | join(" ")' "$TMP/c.json")" "trade_service_env"
is "checks are counted" "$(jq '.checks > 60' "$TMP/c.json")" true

run $H check --year 2024
has "officers read both sides" "$out" "hai bên là 56 và 55"

# repaired, the two sums are silent
printf 'indicator,breakdown,period,basis,value\nhtx_operating,sector=trade_service_env,2023,estimate,47\n' >"$TMP/fix.csv"
run $H import figures "$TMP/fix.csv"
is "a revision" "$status" 0
run $H check --year 2024 --format json
is "one error is left" "$(echo "$out" | jq -r '[.broken[] | select(.severity == "error") | .check] | join(" ")')" htx_members_one_plan
# the other one too: warnings alone give status 0
printf 'indicator,period,basis,percent_of_plan\nhtx_members,2023-H1,actual,"84,5"\n' >"$TMP/fix2.csv"
run $H import figures "$TMP/fix2.csv"
run $H check --year 2024
is "warnings alone give status 0" "$status" 0
has "warnings are told" "$out" "CẢNH BÁO"
hasnt "no error" "$out" "LỖI"
hasnt "what is undecided is not told" "$out" "CHƯA XÉT ĐƯỢC"
run $H check --year 2024 --all
has "but with --all" "$out" "CHƯA XÉT ĐƯỢC"
# also for years of which the seed says little, where 0 stands over 0
for y in 2023 2025 2026; do
	run $H check --year $y
	is "a year of which little is said, $y" "$status" 0
done
run $H check --year 2031
is "what nobody has said breaks nothing" "$status" 0
finish
