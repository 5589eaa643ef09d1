#!/bin/bash
# Figures from the command line, on the demonstration province: computed,
# reported, traced, imported.  Golden values are those of the published plan.
# Tests src/figure/cmd.c, src/figure/question.c, src/figure/trace.c and
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

run $H trace "htx_dormant_on_books" --period 2023-H1 --format json
is "48 records behind 48" "$(echo "$out" | jq '.operands[0].records | length')" 48
run $H trace "htx_total + " --period 2023-H1
is "half a formula is refused" "$status" 1
run $H trace "htx_totl" --period 2023-H1
has "an unknown indicator is named" "$err" "htx_totl"

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
finish
