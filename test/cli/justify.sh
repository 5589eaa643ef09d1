#!/bin/bash
# Comply or explain: reasons for broken warnings, void when the figures change,
# remembered next year, carried into the appendices of a plan that is final
# only then.  Tests src/check/reason_cmd.c and the options of src/plan/cmd.c.
. "$(dirname "$0")/lib.sh"
# an outline in which every paragraph was filled in, else no plan is final
mkdir "$TMP/share"
cp -r "$ROOT/packs" "$ROOT/demo" "$TMP/share"
sed -i 's/\[Đơn vị bổ sung: .*\]/Đã bổ sung./' "$TMP/share/packs/vn-htx-2012/outline.yaml"
export HOPTAC_SHARE=$TMP/share
d=$TMP/data
H="$HOPTAC -d $d"
mean=htx_revenue_weighted_mean
new=supported_new_within_new
now() { sleep 0.01; TZ=UTC-7 date +%Y-%m-%dT%H:%M:%S.%3N+07:00; sleep 0.01; }
# of CHECK JQ: from the broken findings of the plan of 2024
of() { $H check --year "${3:-2024}" --format json ${4:+--known "$4"} | jq -r --arg c "$1" "[.broken[] | select(.check == \$c)][0] | $2"; }

run $H demo
is "demo" "$status" 0

# --- what waits -----------------------------------------------------------------
run $H justify --year 2024
is "the list" "$status" 0
has "four warnings wait" "$out" "4 cảnh báo, 4 chờ giải trình"
run $H check --year 2024
has "check says what to do" "$out" "Cần giải trình: hoptac justify $new --year 2024"
has "and counts" "$out" "4 cảnh báo chờ giải trình"
refuses "an error is not explained" "mức lỗi" $H justify htx_by_status --year 2024 --reason "vì"
has "but repaired" "$err" "hoptac check --repair"
refuses "a note needs nothing" "lưu ý" $H justify fostering_unit_cost --year 2024 --reason "vì"
refuses "what holds needs nothing" "không sai" $H justify htx_minimum_members --year 2024 --reason "vì"
refuses "what is unknown" "không có kiểm tra" $H justify no_such_check --reason "vì"
refuses "an empty reason" "để trống" $H justify $new --year 2024 --reason "  "
refuses "a reason without a check" "chưa nêu kiểm tra" $H justify --reason "vì"
refuses "a reason in the past" "thời điểm đã qua" $H justify $new --year 2024 --reason "vì" --known 2026-01-01
refuses "a context that is not checked" "không xét" $H justify $new --year 2024 --basis plan --reason "vì"
refuses "nothing to take back" "chưa có giải trình" $H justify $new --year 2024 --withdraw
run $H justify --year 2024 --format json
is "nothing was written by all that" "$(echo "$out" | jq -r '[.[].standing] | unique | join(" ")')" waiting

# --- a reason, and what makes it void ---------------------------------------------
run $H -u "bà An" justify $mean --year 2024 --reason "số của lĩnh vực là mức phổ biến"
is "a reason" "$status" 0
has "says what is left" "$out" "Còn 3 cảnh báo"
is "who" "$(of $mean .reason.who)" "bà An"
is "why" "$(of $mean .reason.text)" "số của lĩnh vực là mức phổ biến"
is "it stands" "$(of $mean .reason.void)" false
is "three are left" "$($H check --year 2024 --format json | jq .unjustified)" 3
before=$(now)
printf 'indicator,breakdown,period,basis,value\nhtx_operating,sector=trade_service_env,2023,estimate,47\n' >"$TMP/fix.csv"
run $H import figures "$TMP/fix.csv"
is "a correction" "$status" 0
is "the reason is void" "$(of $mean .reason.void)" true
is "for what changed" "$(of $mean '.reason.changed | map(.figure.indicator + " " + .from + " " + .to) | join(";")')" "htx_operating 46 47"
run $H check --year 2024
has "officers read it" "$out" "đã hết giá trị (bà An"
has "and what changed" "$out" "thương mại - dịch vụ - vệ sinh môi trường (ước thực hiện, năm 2023): 46 → 47"
is "as known before it still stands" "$(of $mean .reason.void 2024 "$before")" false
run $H justify --year 2024 --known "$before" --format csv
has "also in the list" "$out" "$mean,20,2023,estimate,,valid,bà An"
run $H -u "bà An" justify $mean --year 2024 --reason "Mức phổ biến, không phải bình quân số học"
is "a newer reason" "$(of $mean .reason.void)" false

# --- the plan ----------------------------------------------------------------------
refuses "no final plan yet" "chưa có số văn bản (--number)" $H plan --year 2024 --final --out "$TMP/plan"
has "errors are named" "$err" "1 kiểm tra mức lỗi chưa đạt (hoptac check --year 2024)"
has "warnings are named" "$err" "3 cảnh báo chưa giải trình (hoptac justify --year 2024)"
[ ! -e "$TMP/plan" ] && ok || fail "a refused plan left files"
printf 'indicator,period,basis,percent_of_plan\nhtx_members,2023-H1,actual,"84,5"\n' >"$TMP/fix2.csv"
run $H import figures "$TMP/fix2.csv"
final=(--year 2024 --final --number 15 --day 15/7/2023 --signer "Người ký thử" --out "$TMP/plan")
refuses "warnings alone block it" "3 cảnh báo chưa giải trình" $H plan "${final[@]}"
for c in $new htx_profit_not_above_sectors income_target_above_baseline; do
	run $H justify $c --year 2024 --reason "Lý do thử của $c"
	is "a reason for $c" "$status" 0
done
has "nothing waits any more" "$out" "Không còn cảnh báo nào"
run $H plan "${final[@]}"
is "the final plan is granted" "$status" 0
hasnt "it is no draft" "$out" "Dự thảo"
hasnt "nor says so on its pages" "$(unzip -p "$TMP/plan/ke-hoach-2024.docx" 'word/header*.xml')" "DỰ THẢO"
refuses "an empty number" "để trống" $H plan --year 2024 --number " "

# --- notes, read by LibreOffice ------------------------------------------------------
office() { soffice "-env:UserInstallation=file://$TMP/office" --headless "$@" >"$TMP/office.log" 2>&1; }
office --convert-to txt:Text --outdir "$TMP/txt" "$TMP/plan/ke-hoach-2024.docx"
text=$(cat "$TMP/txt/ke-hoach-2024.txt")
has "a figure of the document has a mark" "$text" "308(1)"
has "the note stands under the table" "$text" "(1) Mức phổ biến, không phải bình quân số học (Giải trình cảnh báo “Doanh thu bình quân chung"
has "number, day and signer" "$text" "Số: 15/KH-UBND"
has "the day" "$text" "ngày 15 tháng 7 năm 2023"
has "the signer" "$text" "Người ký thử"
office --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76,1,,0,false,true,true,false,false,-1 --outdir "$TMP/csv" "$TMP/plan/phu-luc-2024.xlsx"
first=$(cat "$TMP/csv/phu-luc-2024-Phụ lục 1.csv")
has "a figure of the appendix has a mark" "$first" "900⁽²⁾"
has "each reason its own" "$first" "20⁽¹⁾"
has "a qualified figure too" "$first" "trên 40⁽⁴⁾"
has "the notes of the appendix" "$first" "(1) Lý do thử của $new (Giải trình cảnh báo"
has "and of the other one" "$(cat "$TMP/csv/phu-luc-2024-Phụ lục 3.csv")" "(1) Lý do thử của $new"
is "the cells are still numbers" "$(unzip -p "$TMP/plan/phu-luc-2024.xlsx" xl/worksheets/sheet1.xml | grep -oE '<v>420</v>' | wc -l)" 1
html=$TMP/plan/ke-hoach-2024.html
is "every link of the page leads somewhere" "$(comm -23 <(grep -oE 'href="#[^"]+"' "$html" | sed 's/href="#//;s/"//' | sort -u) <(grep -oE ' id="[^"]+"' "$html" | sed 's/ id="//;s/"//' | sort -u) | wc -l)" 0
is "no id stands twice" "$(grep -oE ' id="[^"]+"' "$html" | sort | uniq -d | wc -l)" 0
is "the trace carries the reasons" "$(jq -r '[.numbers[] | select(.paragraph == "phu-luc-1.htx_new.C") | .reasons[] | .check + " " + .who] | join(";")' "$TMP/plan/trace.json")" "$new test"

# --- the same knowledge, the same bytes; a reason taken back ---------------------------
granted=$(now)
bytes=$(cd "$TMP/plan" && sha256sum ./*)
run $H justify $new --year 2024 --withdraw
is "a reason is taken back" "$status" 0
refuses "the plan is blocked again" "1 cảnh báo chưa giải trình" $H plan "${final[@]}"
is "and nothing was written over it" "$(cd "$TMP/plan" && sha256sum ./*)" "$bytes"
run $H plan "${final[@]}" --known "$granted"
is "as known then it is final" "$status" 0
is "byte for byte" "$(cd "$TMP/plan" && sha256sum ./*)" "$bytes"
run $H justify $new --year 2024 --reason "Gồm HTX thành lập cuối năm 2022"

# --- next year -----------------------------------------------------------------------
printf 'indicator,period,basis,value\nsupport_new_htx_count,2024-H1,actual,9\n' >"$TMP/next.csv"
run $H import figures "$TMP/next.csv"
is "next year's figure" "$status" 0
is "last year's reason is a reminder" "$(of $new '.reminder.text + " " + (.reminder.year | tostring)' 2025)" "Gồm HTX thành lập cuối năm 2022 2024"
is "and no justification" "$(of $new .reason 2025)" null
run $H check --year 2025
has "officers read it" "$out" "Năm trước giải trình (test, "

# --- the same check in two contexts ------------------------------------------------------
printf 'indicator,period,basis,value\nsupport_new_htx_count,2024,estimate,50\nhtx_new,2024,estimate,40\n' >"$TMP/both.csv"
run $H import figures "$TMP/both.csv"
refuses "which of the two" "sai ở nhiều nơi" $H justify $new --year 2025 --reason "vì"
has "the commands are given" "$err" "hoptac justify $new --year 2025 --period 2024-H1 --basis actual"
run $H justify $new --year 2025 --period h1 --reason "nửa năm"
is "a word of period names it" "$status" 0
run $H justify $new --year 2025 --basis estimate --reason "cả năm"
is "and the basis the other" "$status" 0
is "each has its own" "$($H check --year 2025 --format json | jq -r --arg c $new '[.broken[] | select(.check == $c) | .reason.text] | join(", ")')" "nửa năm, cả năm"
run $H verify
is "verify is clean" "$status" 0
finish
