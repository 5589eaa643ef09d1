#!/bin/bash
# Rule packs from the command line: what is in one, what is wrong in one.
# Tests src/pack/cmd.c.
. "$(dirname "$0")/lib.sh"

run "$HOPTAC" pack check "$ROOT/packs/vn-htx-2012"
is "the pack of the 2012 law loads" "$status" 0
has "says what it holds" "$out" "chỉ tiêu"
has "its worked cases were run" "$out" "ca mẫu"
has "says how many checks" "$out" "67 kiểm tra"

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
broken "a bracket too many" checks.yaml '0,/sum(/s/sum(/sum((/' "“(”"

refuses "no argument" "thiếu tham số" "$HOPTAC" pack check
refuses "no such pack" "" "$HOPTAC" pack check "$TMP/nowhere"
rm "$TMP/pack/cases.yaml"
refuses "a pack without cases" "cases.yaml" "$HOPTAC" pack check "$TMP/pack"
finish
