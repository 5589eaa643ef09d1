# What every test/cli/*.sh sources.
#
#	. "$(dirname "$0")/lib.sh"
#	run $HOPTAC -d "$TMP/data" verify
#	is "verify is clean" "$status" 0
#	has "says so" "$out" "không có sai lệch"
#	finish
#
# $HOPTAC is the program under test, $TMP a fresh directory, $ROOT the project.
set -u
export LC_ALL=C.UTF-8
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HOPTAC=${HOPTAC:-$ROOT/build/hoptac}
TMP=$(mktemp -d "${TMPDIR:-/tmp}/hoptac-cli-XXXXXX")
trap 'rm -rf "$TMP"' EXIT
export HOPTAC_USER=test
passed=0
failed=0

ok() { passed=$((passed + 1)); }
fail() {
	failed=$((failed + 1))
	echo "not ok $(basename "$0"): $1"
}
# run COMMAND...: sets $status, $out (standard output), $err (standard error)
run() {
	"$@" >"$TMP/.out" 2>"$TMP/.err"
	status=$?
	out=$(cat "$TMP/.out")
	err=$(cat "$TMP/.err")
}
# is NAME GOT WANT
is() { [ "$2" = "$3" ] && ok || fail "$1: got «$2», want «$3»"; }
# has NAME TEXT PART; hasnt
has() { case "$2" in *"$3"*) ok ;; *) fail "$1: «$3» is not in: ${2:0:400}" ;; esac; }
hasnt() { case "$2" in *"$3"*) fail "$1: «$3» is in: ${2:0:400}" ;; *) ok ;; esac; }
# refuses NAME PART COMMAND...: exits non-zero, and says PART on standard error
refuses() {
	local name=$1 part=$2
	shift 2
	run "$@"
	[ "$status" -ne 0 ] && [ "$status" -lt 100 ] || fail "$name: exit status $status"
	has "$name" "$err" "$part"
}
finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
