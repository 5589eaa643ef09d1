#!/bin/bash
# Tests src/pack/cmd.c: pack check.
. "$(dirname "$0")/lib.sh"
cd "$ROOT" || exit 2

run "$HOPTAC" pack check packs/vn-htx-2012
is "the pack loads" "$status" 0
has "says its name" "$out" "vn-htx-2012"
has "says how many checks" "$out" "67 kiểm tra"

refuses "no such folder" "$TMP/none" "$HOPTAC" pack check "$TMP/none"
refuses "no argument" "" "$HOPTAC" pack check

cp -r packs/vn-htx-2012 "$TMP/bad"
sed -i 's/formula: htx_total = sum(htx_total by sector)/formula: htx_registered_capital + htx_members = htx_total/' "$TMP/bad/checks.yaml"
refuses "adding đồng to người" "người" "$HOPTAC" pack check "$TMP/bad"
has "names the other unit" "$err" "tỷ đồng"
has "says where" "$err" "checks.yaml, dòng "

run "$HOPTAC" help pack check
is "help" "$status" 0

finish
