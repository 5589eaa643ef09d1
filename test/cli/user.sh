# Users on the command line (src/admin/cmd.c).
. "$(dirname "$0")/lib.sh"

D=$TMP/data
run "$HOPTAC" -d "$D" init
is "init" "$status" 0

run sh -c "echo 'mùa hồi tháng bảy' | $HOPTAC -d $D user add hoa --role officer --name 'Người thử' --place 183"
is "added" "$status" 0
has "says the role" "$out" "Chuyên viên"
refuses "a name twice" "đã có người dùng" sh -c "echo 'mùa hồi tháng bảy' | $HOPTAC -d $D user add hoa --role officer"
refuses "no password" "không có mật khẩu" sh -c "$HOPTAC -d $D user add lan --role unit </dev/null"
refuses "a unit that is not there" "999999" sh -c "echo 'mùa hồi tháng bảy' | $HOPTAC -d $D user add lan --role unit --place 999999"
refuses "no role" "vai trò" sh -c "echo 'mùa hồi tháng bảy' | $HOPTAC -d $D user add lan"

run "$HOPTAC" -d "$D" user list --format csv
has "listed" "$out" "hoa,Người thử,Chuyên viên,183"
hasnt "no secret in sight" "$out" "argon2"

run "$HOPTAC" -d "$D" user change hoa --disable
is "locked" "$status" 0
run "$HOPTAC" -d "$D" user list
has "shown as locked" "$out" "đã khoá"
refuses "unknown" "không có người dùng" "$HOPTAC" -d "$D" user change nobody --disable
run sh -c "echo 'một câu khác hẳn' | $HOPTAC -d $D user password hoa"
is "new password" "$status" 0
run "$HOPTAC" -d "$D" verify
is "verify is clean" "$status" 0
finish
