#!/bin/bash
# Reading drafts of every format, as LibreOffice writes them: the same text
# gives the same findings; the copy with comments has them at the right words;
# files that cannot be read say why.
# sanitizers: no
. "$(dirname "$0")/lib.sh"

office() { # office FORMAT FILE
	soffice -env:UserInstallation="file://$TMP/office" --headless \
		--convert-to "$1" --outdir "$TMP" "$2" >"$TMP/office.log" 2>&1
}

# the seed as a page: blocks apart by empty lines, marks of Markdown as tags
page() {
	printf '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
	sed -e 's/&/\&amp;/g' -e 's/\r//' -e 's/  $/<br>/' \
		-e 's/\*\*\*\([^*]*\)\*\*\*/<b><i>\1<\/i><\/b>/g' \
		-e 's/\*\*\([^*]*\)\*\*/<b>\1<\/b>/g' -e 's/\*\*//g' \
		-e 's/\*\([^* ][^*]*\)\*/<i>\1<\/i>/g' "$1" |
		awk 'BEGIN { RS = ""; FS = "\n" }
			/^---$/ { print "<hr>"; next }
			/^- Như/ { for (i = 1; i <= NF; i++)
				printf "%s%s", (i > 1 && $i !~ /^-/ ? " " : "</p><p>"), $i
				next }
			/^#/ { n = index($0, " ") - 1
				print "<h" n ">" substr($0, n + 2) "</h" n ">"; next }
			{ print "<p>" $0 "</p>" }'
	printf '</body></html>\n'
}

# the findings of a draft: severity, rule, words, message
findings() {
	"$HOPTAC" lint --format json "$1" |
		jq -r '.findings[] | [.severity, .rule, .parts[0].text, .message] |
			@tsv' | sort
}

cp "$ROOT/test/data/lint/seed.txt" "$TMP/seed.md"
page "$TMP/seed.md" >"$TMP/seed.html"
office 'docx:MS Word 2007 XML' "$TMP/seed.html"
office odt "$TMP/seed.docx"
office pdf "$TMP/seed.docx"
findings "$TMP/seed.md" >"$TMP/want"
[ "$(wc -l <"$TMP/want")" -gt 20 ] && ok || fail "few findings: $(wc -l <"$TMP/want")"
for f in html docx odt; do
	is "findings of .$f" "$(findings "$TMP/seed.$f" | diff "$TMP/want" -)" ""
done
# a PDF knows no styles of headings, and not for sure where a bracket is closed
for f in md pdf; do
	findings "$TMP/seed.$f" | sed -e '/unbalanced-bracket/s/^[a-z]*//' \
		-e '/\theading-level\t/d' -e '/\tmissing-heading-markup\t/d' |
		sort >"$TMP/$f.f"
done
is "findings of .pdf" "$(diff "$TMP/md.f" "$TMP/pdf.f")" ""

# the printed text is what positions refer to
run "$HOPTAC" lint --text "$TMP/seed.docx"
text=$out
run "$HOPTAC" lint --format json "$TMP/seed.docx"
is "positions are code points" "$(jq -rn --arg t "$text" --argjson j "$out" \
	'[$j.findings[].parts[] | select((.text | contains(" ") | not) and
		$t[.start:.end] != .text)] | length')" 0

# the copy with comments
run "$HOPTAC" lint --annotate "$TMP/copy.docx" "$TMP/seed.docx"
is "annotated" "$status" 1
office fodt "$TMP/copy.docx"
# each comment in the flat file: its range's words, its first words
python3 - "$TMP/copy.fodt" >"$TMP/ranges" <<'PY'
import re, sys
t = open(sys.argv[1], encoding="utf8").read()
for m in re.finditer(r'<office:annotation [^>]*office:name="([^"]*)"', t):
    end = t.find("</office:annotation>", m.end()) + len("</office:annotation>")
    stop = t.find('<office:annotation-end office:name="%s"/>' % m[1])
    inside = re.sub(r"<office:annotation .*?</office:annotation>", "", t[end:stop], flags=re.S)
    rule = re.findall(r"\[([a-z0-9-]+)\]", re.sub("<[^>]*>", "", t[m.start():end]))[-1]
    print(rule, re.sub(r"\s+", " ", re.sub("<[^>]*>", "", inside)).strip(), sep="\t")
PY
is "a comment for each finding" "$(wc -l <"$TMP/ranges")" "$(wc -l <"$TMP/want")"
"$HOPTAC" lint --format json "$TMP/seed.docx" |
	jq -r '.findings[] | [.rule, (.parts[0].text |
		gsub("\\s+"; " ") | gsub("^ | $"; ""))] | @tsv' |
	sort >"$TMP/parts"
is "comments at their words" "$(sort "$TMP/ranges" | diff "$TMP/parts" - )" ""
run "$HOPTAC" lint --text "$TMP/copy.docx"
is "the text is as it was" "$out" "$text"
run "$HOPTAC" lint --annotate "$TMP/copy2.docx" "$TMP/seed.docx"
cmp -s "$TMP/copy.docx" "$TMP/copy2.docx" && ok || fail "the copy depends on the run"
refuses "a copy of a PDF" ".docx" "$HOPTAC" lint --annotate "$TMP/x.docx" "$TMP/seed.pdf"

# a real table, letter head and footnotes, as the plan writer makes them, are
# tested in justify.sh; here: what cannot be read
head -c 9000 "$TMP/seed.docx" >"$TMP/cut.docx"
refuses "a truncated file" "cắt cụt" "$HOPTAC" lint "$TMP/cut.docx"
head -c 3000 "$TMP/seed.pdf" >"$TMP/cut.pdf"
refuses "a truncated PDF" "cắt cụt" "$HOPTAC" lint "$TMP/cut.pdf"
printf '\320\317\021\340\241\261\032\341%s' "$(head -c 600 /dev/zero | tr '\0' x)" >"$TMP/old.doc"
refuses "an old .doc" "Office cũ" "$HOPTAC" lint "$TMP/old.doc"
: >"$TMP/empty.txt"
refuses "an empty file" "không có chữ" "$HOPTAC" lint "$TMP/empty.txt"
yes 'The province has forty cooperatives.' | head -n 50 >"$TMP/english.txt"
refuses "an English text" "không phải tiếng Việt" "$HOPTAC" lint "$TMP/english.txt"
printf 'H\356p t\270c x\267 \320\271\n' >"$TMP/tcvn.txt"
refuses "a legacy encoding" "không phải UTF-8" "$HOPTAC" lint "$TMP/tcvn.txt"

# bombs: a part that unpacks to 400 MB, entities that unfold
mkdir -p "$TMP/bomb/word"
{
	printf '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
	head -c 400000000 /dev/zero | tr '\0' a
	printf '</w:t></w:r></w:p></w:body></w:document>'
} >"$TMP/bomb/word/document.xml"
(cd "$TMP/bomb" && zip -q ../bomb.docx word/document.xml)
rm "$TMP/bomb/word/document.xml"
refuses "a ZIP bomb" "nở ra quá lớn" bash -c \
	"ulimit -v 1000000; exec '$HOPTAC' lint '$TMP/bomb.docx'"
{
	printf '<!DOCTYPE x [<!ENTITY a "%s">' "$(head -c 1000 /dev/zero | tr '\0' a)"
	printf '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
	printf '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
} >"$TMP/bomb/word/document.xml"
(cd "$TMP/bomb" && zip -q ../entity.docx word/document.xml)
refuses "an entity bomb" "DTD" "$HOPTAC" lint "$TMP/entity.docx"
finish
