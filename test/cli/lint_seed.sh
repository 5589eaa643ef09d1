#!/bin/bash
# The plan read by hand, as text and as documents that LibreOffice made of it:
# what is certainly wrong is found in each, at the words in question.
# test/lint/seed.c judges the text in detail.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
# the text as HTML: headings, emphasis and the calls of notes are kept
{
	echo '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
	sed -E -e 's/&/\&amp;/g' -e 's/<sup>/\x01/g; s/<\/sup>/\x02/g; s/</\&lt;/g; s/\x01/<sup>/g; s/\x02/<\/sup>/g' \
		-e 's/\*+//g; s/^#+ //; s/^---$//' test/data/lint/seed.txt |
		awk 'BEGIN { RS = ""; FS = "\n" } { gsub(/ *\n/, " "); print "<p>" $0 "</p>" }'
	echo '</body></html>'
} >"$TMP/ke-hoach.html"
office() {
	soffice "-env:UserInstallation=file://$TMP/office" --headless --infilter="HTML (StarWriter)" \
		--convert-to "$1" --outdir "$TMP" "$TMP/ke-hoach.html" >"$TMP/office.log" 2>&1
}
office odt:writer8
office docx:"MS Word 2007 XML"
office pdf:writer_pdf_Export

# found FILE RULE PART...: a finding of the rule has a part of each of these words
found() {
	local file=$1 rule=$2 want
	shift 2
	want=$(printf '%s\n' "$@" | jq -R . | jq -sc .)
	[ "$(jq --arg r "$rule" --argjson w "$want" '[.findings[] | select(.rule == $r) | [.parts[].text] | select(. as $p | $w | all(. as $x | $p | any(contains($x))))] | length' "$TMP/$file.json")" -gt 0 ] &&
		ok || fail "$file: no $rule with ${*}"
}
for f in test/data/lint/seed.txt "$TMP"/ke-hoach.html "$TMP"/ke-hoach.odt "$TMP"/ke-hoach.docx "$TMP"/ke-hoach.pdf; do
	name=$(basename "$f")
	run $HOPTAC lint --format json "$f"
	is "$name has errors" "$status" 1
	echo "$out" >"$TMP/$name.json"
	is "$name: positions are those of --text" "$($HOPTAC lint --text "$f" | jq -Rs --slurpfile j "$TMP/$name.json" \
		'. as $t | [$j[0].findings[].parts[] | select(($t[.start:.end] | gsub("\\s+"; " ") | gsub("^ | $"; "")) != (.text | gsub("^ | $"; "")))] | length')" 0
	found "$name" sum-mismatch 46 56 09 420
	found "$name" implied-plan-disjoint 5.409 115 5.630 88
	found "$name" citation-number-conflict 1084 1804
	found "$name" citation-date-conflict 2/2/2021 03/02/2021
	found "$name" citation-period-conflict 2021-2025
	found "$name" citation-malformed-symbol 134/-CP
	found "$name" text-footnote-year-conflict 2022
	found "$name" target-date-before-plan-year 30/9/2023
	found "$name" blank-field "Số:"
	found "$name" unbalanced-bracket "("
	found "$name" unit-label-mismatch 40
	found "$name" abbreviation-undefined KTHT
	found "$name" annex-numbering IV
	found "$name" repeated-sentence "71%"
	found "$name" obsolete-term "xã viên"
done
finish
