#!/bin/bash
# Rule packs from the command line: what is in one, what is wrong in one.
# Tests src/pack/cmd.c.
. "$(dirname "$0")/lib.sh"

run "$HOPTAC" pack check "$ROOT/packs/vn-htx-2012"
is "the pack of the 2012 law loads" "$status" 0
has "says what it holds" "$out" "chỉ tiêu"
has "its worked cases were run" "$out" "ca mẫu"
has "says what the first page shows" "$out" "6 thẻ chỉ tiêu, 2 bảng; đạt từ 95% kế hoạch, chậm từ 70%"
has "says how many checks" "$out" "81 kiểm tra"
has "its rules do not contradict each other" "$out" "Bộ quy tắc không mâu thuẫn"
has "nothing unexplained" "$out" "0 nhận xét, 3 kiểm tra thừa giữ lại có lý do"
has "what was left out, and why" "$out" "“htx_revenue_weighted_mean” (dòng"

# broken NAME FILE SED PART: the pack with one edit is refused, naming the place
broken() {
	rm -rf "$TMP/pack"
	cp -r "$ROOT/packs/vn-htx-2012" "$TMP/pack"
	sed -i "$3" "$TMP/pack/$2"
	cmp -s "$TMP/pack/$2" "$ROOT/packs/vn-htx-2012/$2" && fail "$1: nothing was edited"
	refuses "$1" "$4" "$HOPTAC" pack check "$TMP/pack"
	has "$1: file and line" "$err" "$2, dòng"
}
# adding đồng to người
broken "money and people" indicators.yaml \
	's/sum(capital of htx)/sum(capital of htx) + sum(members of htx)/' "đồng"
has "money and people: the other unit" "$err" "người"
broken "money and organisations" checks.yaml \
	's/formula: htx_total = sum(htx_total by sector)/formula: htx_registered_capital + htx_total = htx_total/' "tỷ đồng"
broken "unknown field" indicators.yaml 's/sum(members of htx)/sum(membres of htx)/' "membres"
broken "unknown key" measures.yaml '0,/name:/s/name:/nane:/' "nane"
broken "a headline that is no indicator" overview.yaml 's/indicator: tht_total/indicator: tht_totals/' "tht_totals"
has "a headline that is no indicator: the near one" "$err" "tht_total”?"
broken "bounds out of order" overview.yaml 's/on_course: 95/on_course: 65/' "“on_course” là 65, phải lớn hơn “behind” là 70"
broken "a bracket too many" checks.yaml '0,/sum(/s/sum(/sum((/' "“(”"

# extra CHECK: the pack with one more check, given as its keys
extra() {
	rm -rf "$TMP/pack"
	cp -r "$ROOT/packs/vn-htx-2012" "$TMP/pack"
	cat >>"$TMP/pack/checks.yaml"
}
extra <<END
  - code: against
    title: Trái với các kiểm tra khác
    formula: htx_suspended > htx_total
    basis: không có
    severity: error
    in: [{ period: h1, basis: actual }]
END
refuses "contradicting checks" "mâu thuẫn" "$HOPTAC" pack check "$TMP/pack"
has "contradicting checks: one of them" "$err" "“htx_by_status” (checks.yaml, dòng 9)"
has "contradicting checks: the other" "$err" "“against” (checks.yaml, dòng"
has "contradicting checks: an example" "$err" "Thử với htx_total[h1, actual] = 20"
is "contradicting checks: nothing else" "$out" ""

# redundant and never-firing checks are remarks: exit 0
extra <<END
  - code: twice
    title: Thừa
    formula: htx_new_members <= htx_members + 1 person
    basis: không có
    severity: error
    in: [{ period: h1, basis: actual }]
  - code: never
    title: Không bao giờ sai
    formula: htx_members >= 0
    basis: không có
    severity: note
    in: [{ period: h1, basis: actual }]
END
run "$HOPTAC" pack check "$TMP/pack"
is "remarks do not refuse a pack" "$status" 0
has "redundant: by what" "$out" "Thừa: “twice”"
has "redundant: the proof" "$out" "“new_members_within_members” (checks.yaml, dòng"
has "never firing" "$out" "Không bao giờ báo: không số liệu nào làm sai “never”"

refuses "no argument" "thiếu tham số" "$HOPTAC" pack check
refuses "no such pack" "" "$HOPTAC" pack check "$TMP/nowhere"
rm "$TMP/pack/cases.yaml"
refuses "a pack without cases" "cases.yaml" "$HOPTAC" pack check "$TMP/pack"

# --- putting a pack into force -------------------------------------------------
D=$TMP/data
run "$HOPTAC" -d "$D" init
is "init" "$status" 0
rm -rf "$TMP/pack"
cp -r "$ROOT/packs/vn-htx-2012" "$TMP/pack"
refuses "a version that stands already" "đang ở phiên bản 1, gói trong thư mục là phiên bản 1" \
	"$HOPTAC" -d "$D" pack install "$TMP/pack"
sed -i 's/^version: 1/version: 2/' "$TMP/pack/pack.yaml"
sed -i 's/on_course: 95/on_course: 60/' "$TMP/pack/overview.yaml"
refuses "a pack with a mistake" "on_course" "$HOPTAC" -d "$D" pack install "$TMP/pack"
rm "$TMP/pack/overview.yaml"
run "$HOPTAC" pack check "$TMP/pack"
has "says that the first page has nothing to show" "$out" "Không có overview.yaml"
run "$HOPTAC" -d "$D" pack install "$TMP/pack"
is "a newer version goes into force" "$status" 0
has "says which" "$out" "Đã nạp gói vn-htx-2012, phiên bản 2"
run "$HOPTAC" -d "$D" pack list --format csv
has "the new one stands" "$out" "vn-htx-2012,2,"
hasnt "the old one does not" "$out" "vn-htx-2012,1,"
run "$HOPTAC" -d "$D" verify
is "verify is clean" "$status" 0
finish
