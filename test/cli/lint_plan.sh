#!/bin/bash
# The plan that hoptac itself writes, once its figures are repaired and it has
# its number, day and signer: the draft audit finds no error in it.  Before, it
# finds the broken sums.
. "$(dirname "$0")/lib.sh"
d=$TMP/data
H="$HOPTAC -d $d"
run $H demo
is "demo" "$status" 0
# rules FILE: the rules of its errors, each with how often
rules() {
	$HOPTAC lint --format json "$1" |
		jq -r '[.findings[] | select(.severity == "error") | .rule] | sort | join(" ")'
}
run $H plan --year 2024 --out "$TMP/draft"
has "the broken sum is found in the draft" "$(rules "$TMP/draft/ke-hoach-2024.docx")" sum-mismatch
has "and the blank number" "$(rules "$TMP/draft/ke-hoach-2024.docx")" blank-field
for check in htx_by_status htx_members_one_plan; do
	id=$($H check --year 2024 --repair --format json |
		jq -r "[.repairs[] | select((.satisfies | index(\"$check\")) and .acceptable) | .id][0]")
	run $H accept "$id" --year 2024 --reason "Đối chiếu với báo cáo gốc"
	is "$check is repaired" "$status" 0
done
run $H plan --year 2024 --number 145/KH-UBND --day 2023-07-14 --signer "Người ký minh hoạ" --out "$TMP/plan"
is "the plan" "$status" 0
for f in ke-hoach-2024.docx ke-hoach-2024.html; do
	run $HOPTAC lint "$TMP/plan/$f"
	is "no error in $f" "$status $(rules "$TMP/plan/$f")" "0 "
done
run soffice -env:UserInstallation="file://$TMP/office" --headless --convert-to odt:writer8 --outdir "$TMP/odt" "$TMP/plan/ke-hoach-2024.docx"
is "no error as LibreOffice wrote it again" "$(rules "$TMP/odt/ke-hoach-2024.odt")" ""
finish
