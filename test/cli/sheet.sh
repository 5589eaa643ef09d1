#!/bin/bash
# hoptac repair on tables: the published line of Đồng Nai, a workbook made by
# LibreOffice, the marked copy read again by LibreOffice, hostile files.
# Tests src/sheet/cmd.c and src/sheet/copy.c.
. "$(dirname "$0")/lib.sh"
data=$ROOT/test/data/sheet
office() { soffice "-env:UserInstallation=file://$TMP/office" --headless "$@" >"$TMP/office.log" 2>&1; }
cp "$data"/dong-nai.* "$data"/thu-nhap.* "$TMP"
cd "$TMP" || exit 1

# --- the line of Đồng Nai: 1.092 = 738 + 321 + 28 + 95, 67,6 / 21,2 / 2,6 / 8,7 %
run "$HOPTAC" repair dong-nai.csv --rules dong-nai.rules
is "something is wrong" "$status" 1
has "321 is 231" "$out" "B4 (Công nghiệp - tiểu thủ công nghiệp, Số HTX): 321 → 231"
has "swapped digits" "$out" "đảo hai chữ số"
has "proven" "$out" "Đề xuất duy nhất, không có cách nào sửa ít hơn"
has "where the copy is" "$out" "dong-nai.repair.xlsx"
is "the table is untouched" "$(cmp dong-nai.csv "$data/dong-nai.csv" && echo same)" same
run "$HOPTAC" repair dong-nai.csv --rules dong-nai.rules --format json --out two.xlsx
is "the same in JSON" "$(jq -r '[.repair.status, .repairs[0].cause, (.repairs[0].changes[0] | .figure.cell, .from, .to)] | join(" ")' <<<"$out")" \
	"minimal swapped_digits B4 321 231"
is "satisfied by it" "$(jq -c '[.repairs[0].satisfies[] | .line]' <<<"$out")" "[2,3]"
is "the copy is named" "$(jq -r .copy <<<"$out")" two.xlsx
sed -i 's/321/231/' dong-nai.csv
run "$HOPTAC" repair dong-nai.csv --rules dong-nai.rules --out none.xlsx
is "corrected, nothing is wrong" "$status" 0
is "and no copy is made" "$(ls none.xlsx 2>/dev/null)" ""

# --- an average: (4.120 x 42,5 + 610 x 54,0 + 480 x 51,2 + 420 x 48,6) / 5.630
# = 253.028 / 5.630 = 44,94; with 45,0 it is 247.538 / 5.630 = 43,97.  44,85 to
# 44,95 of 5.630 less the others is 32.415,5 to 32.978,5 for 610: 53,14 to 54,06
run "$HOPTAC" repair thu-nhap.csv --rules thu-nhap.rules
is "an average is wrong" "$status" 1
has "the income of a group is swapped digits" "$(sed -n '/Một trong 5/,$p' <<<"$out" | sed -n 2p)" \
	"C4 (Công nghiệp - tiểu thủ công nghiệp, Thu nhập bình quân): 45,0 → 54,0 (số đúng nằm giữa 53,2 và 54)"
has "or the average itself" "$out" "C2 (Toàn tỉnh, Thu nhập bình quân): 44,9 → 44,0
"
hasnt "every rule is understood" "$out" "Chưa đưa vào tính"
# and the incomes of the groups in all, of which 610 x 54 = 32.940
paste -d, thu-nhap.csv - >tong.csv <<'X'
Tổng thu nhập
253.028
175.100
32.940
24.576
20.412
X
cat thu-nhap.rules - >tong.rules <<'X'
each row 3..6: $D = round($B * $C, 0)
D2 = sum(D3:D6)
X
run "$HOPTAC" repair tong.csv --rules tong.rules
has "one figure mends both" "$out" "Đề xuất duy nhất, không có cách nào sửa ít hơn:
    C4 (Công nghiệp - tiểu thủ công nghiệp, Thu nhập bình quân): 45,0 → 54,0"
has "alone" "$out" "chỉ sửa ô này thì cả 2 quan hệ đang sai cùng đúng"
sed -i 's/"45,0"/"54,0"/' tong.csv
run "$HOPTAC" repair tong.csv --rules tong.rules
is "corrected, the average is right" "$status" 0
# a mean without weights: (1 + 2 + 6) / 3 = 3
printf 'a,b\n1,3\n2,\n6,\n' >mean.csv
echo 'B2 = mean(A2:A4)' >mean.rules
run "$HOPTAC" repair mean.csv --rules mean.rules
is "a mean" "$status" 0
sed -i 's/6/9/' mean.csv
run "$HOPTAC" repair mean.csv --rules mean.rules --format json
is "3 or 4: 1 or 2 three less, 9 to 6, 3 to 4" \
	"$(jq -r '[.repairs[].changes[0] | "\(.figure.cell) \(.from) \(.to)"] | sort | join(", ")' <<<"$out")" \
	"A4 9 6, B2 3 4"

# notes FILE.xlsx: "cell colour comment" of every commented cell, by LibreOffice
notes() {
	office --convert-to fods --outdir "$TMP/fods" "$1"
	awk -v RS='<' -v FS='>' '
		/^style:style style:name="ce[0-9]+"/ { match($1, /ce[0-9]+/); name = substr($1, RSTART, RLENGTH) }
		/^style:table-cell-properties/ && name && match($1, /fo:background-color="#[0-9a-f]+"/) {
			colour[name] = substr($1, RSTART + 21, RLENGTH - 22) }
		/^\/style:style/ { name = "" }
		/^table:table / { row = 0 }
		/^table:table-row/ { row++; column = 0 }
		/^table:(covered-)?table-cell/ { column++; style = ""
			if (match($1, /table:style-name="[^"]*"/)) style = substr($1, RSTART + 18, RLENGTH - 19) }
		/^office:annotation / { note = ""; inside = 1 }
		inside && /^text:(p|span|s)/ { note = note " " $2 }
		/^\/office:annotation/ { inside = 0; print sprintf("%c", 64 + column) row, colour[style], note }
		match($1, /table:number-rows-repeated="[0-9]+"/) && /^table:table-row/ { row += substr($1, RSTART + 28, RLENGTH - 29) - 1 }
		match($1, /table:number-columns-repeated="[0-9]+"/) && /^table:table-cell/ { column += substr($1, RSTART + 31, RLENGTH - 32) - 1 }
	' "$TMP/fods/$(basename "${1%.xlsx}").fods" | tr -s ' '
}
notes two.xlsx >two.txt
has "LibreOffice shows the proposal at its cell, red" "$(cat two.txt)" "B4 #ff9c9c Đề xuất: 321 → 231"
has "and what it contradicts, yellow" "$(grep '^B2 ' two.txt)" "B2 #fff2cc Không thể cùng đúng:"
has "with the reason to keep it" "$(grep '^C4 ' two.txt)" "Đề xuất giữ ô này và sửa B4: 321 → 231"
is "nothing at cells in order" "$(grep -c '^[BC]1 ' two.txt)" 0

# --- a workbook of LibreOffice: formulas, two sheets, a comment, a format
cat >book.fods <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Biểu 1">
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Số HTX</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Nông nghiệp</text:p></table:table-cell><table:table-cell table:style-name="b" office:value-type="float" office:value="738"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Công nghiệp</text:p></table:table-cell><table:table-cell table:style-name="b" office:value-type="float" office:value="321"><office:annotation><text:p>số của huyện</text:p></office:annotation></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Tổng</text:p></table:table-cell><table:table-cell table:formula="of:=SUM([.B2:.B3])" office:value-type="float" office:value="1059"/></table:table-row>
</table:table>
<table:table table:name="Biểu 2">
<table:table-row><table:table-cell office:value-type="float" office:value="969"/><table:table-cell table:formula="of:=[.A1]*2" office:value-type="float" office:value="1938"/></table:table-row>
</table:table>
</office:spreadsheet></office:body></office:document>
X
office --convert-to xlsx book.fods
is "LibreOffice makes a workbook" "$?" 0
cat >book.rules <<'X'
"Tổng hai lĩnh vực" B4 = sum(B2:B3)
"Biểu 1 như biểu 2" B4 = 'Biểu 2'!A1
X
run "$HOPTAC" repair book.xlsx --rules book.rules
is "two sheets disagree" "$status" 1
has "the digits of one cell are swapped" "$out" "B3 (Công nghiệp, Số HTX): 321 → 231"
hasnt "a computed cell is not proposed" "$(grep '→' <<<"$out")" "B4"
[ -s book.repair.xlsx ] && ok || fail "no copy beside the workbook"
mkdir was is
unzip -q book.xlsx -d was
unzip -q book.repair.xlsx -d is
changed=$(diff -rq was is | sed -E 's/.* (was|is)\/([^ ]*).*/\2/; s/^Only in is\/?(.*): (.*)/\1\/\2/' | sort | paste -sd' ')
hasnt "the workbook part is the same" "$changed" "workbook.xml"
hasnt "the strings are the same" "$changed" "sharedStrings"
hasnt "the theme is the same" "$changed" "theme"
notes book.repair.xlsx >book.txt
has "the proposal follows the old comment" "$(cat book.txt)" "B3 #ff9c9c số của huyện Đề xuất"
has "the other sheet has its note" "$(grep "^A1 " book.txt)" "Đề xuất 3 trong 3"
office --convert-to xlsx --outdir again book.repair.xlsx
unzip -p again/book.repair.xlsx xl/worksheets/sheet1.xml >again.xml
has "the formula lives" "$(cat again.xml)" "SUM(B2:B3)"
office --convert-to pdf --outdir again book.repair.xlsx
[ -s again/book.repair.pdf ] && ok || fail "LibreOffice prints no PDF of the copy"
has "bold cells stay bold" "$(grep -o '<style:text-properties[^>]*font-weight="bold"' fods/book.repair.fods | head -n 1)" bold

# --- refusals ------------------------------------------------------------------
R="$HOPTAC repair book.xlsx --rules"
refuses "no rules" "thiếu tệp quy tắc" "$HOPTAC" repair book.xlsx
is "is a mistake of usage" "$status" 2
refuses "no table" "thiếu tham số" "$HOPTAC" repair
is "is one too" "$status" 2
refuses "no such table" "nowhere.xlsx" "$HOPTAC" repair nowhere.xlsx --rules book.rules
refuses "no such rules" "nowhere.rules" $R nowhere.rules
refuses "over the table" "không ghi đè" $R book.rules --out ./book.xlsx
echo "Biểu9!B2 = 1" >bad.rules
refuses "no such sheet" "không có trang tính “Biểu9”" $R bad.rules
has "with the sheets there are" "$err" "“Biểu 1”, “Biểu 2”"
has "and the place" "$err" "tệp “bad.rules”, dòng 1, cột 1"
echo "B2 = B99" >bad.rules
refuses "outside the table" "“B99” nằm ngoài bảng Biểu 1, bảng có A1:B4" $R bad.rules
echo "A2 = B2" >bad.rules
refuses "a text for a number" "ô A2 phải là một số, nhưng ghi “Nông nghiệp”" $R bad.rules
printf 'B2 = \xff\n' >bad.rules
refuses "rules that are no text" "bad.rules" $R bad.rules
head -c 3000 book.xlsx >cut.xlsx
refuses "a workbook cut short" "cắt cụt" "$HOPTAC" repair cut.xlsx --rules book.rules
{ printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'; printf 'EncryptedPackage' | iconv -t UTF-16LE; } >locked.xlsx
refuses "a workbook with a password" "mật khẩu" "$HOPTAC" repair locked.xlsx --rules book.rules
mkdir full
chmod 555 full
if [ "$(id -u)" -ne 0 ]; then
	refuses "a folder that cannot be written" "Không" $R book.rules --out full/x.xlsx
fi
refuses "a folder that is not there" "Không" $R book.rules --out nowhere/x.xlsx

# --- ten thousand rules, and rules against each other ------------------------------
awk 'BEGIN { print "a;b;c"; for (i = 1; i <= 10000; i++) print i ";" i % 7 ";" i + i % 7 + (i == 5000) }' >big.csv
awk 'BEGIN { for (i = 2; i <= 10001; i++) print "A" i " + B" i " = C" i }' >big.rules
run timeout 300 "$HOPTAC" repair big.csv --rules big.rules
is "ten thousand rules" "$status" 1
has "one is broken" "$out" "9999 đúng, 1 sai"
has "and proven" "$out" "không có cách nào sửa ít hơn"
printf 'A2 = B2\nA2 = B2 + 1\n' >against.rules
run "$HOPTAC" repair big.csv --rules against.rules
is "rules against each other" "$status" 1
has "are named, and no cell is blamed" "$out" "các quan hệ trái nhau"
hasnt "nothing is called minimal" "$out" "không có cách nào sửa ít hơn"
finish
