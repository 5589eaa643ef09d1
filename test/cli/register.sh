#!/bin/bash
# The register by its commands: list, show, event, correct, on both time axes.
# Tests src/register/list.c, src/register/show.c and src/register/cmd.c on the
# binary.
. "$(dirname "$0")/lib.sh"
d="$TMP/data"
H="$HOPTAC -d $d"
run $HOPTAC -d "$d" init
is "init" "$status" 0
cat >"$TMP/f.csv" <<'END'
kind,name,tax,founded,sector,commune,capital_vnd,members
htx,HTX Đình Lập,4900000001,2019-05-20,agri,06619,1500000000,12
htx,Hợp tác xã nông nghiệp An Sơn,4900000002,2020-02-01,agri,06553,,7
htx,HTX Ăn Sơn,,2020-02-01,transport,06529,,7
tht,Tổ hợp tác trồng na,,2020-02-01,agri,06553,,5
END
run $H import organisations "$TMP/f.csv"
is "import" "$status" 0
# names ARGUMENT...: the names listed, in order
names() { $H register list "$@" --on 2023-06-30 --format csv | tail -n +2 | cut -d, -f3 | paste -sd'|'; }

is "all, in dictionary order" "$(names)" "Hợp tác xã nông nghiệp An Sơn|HTX Ăn Sơn|HTX Đình Lập|Tổ hợp tác trồng na"
is "without diacritics" "$(names "dinh lap")" "HTX Đình Lập"
is "long and short form" "$(names "hop tac xa")" "Hợp tác xã nông nghiệp An Sơn|HTX Ăn Sơn|HTX Đình Lập"
is "htx an son" "$(names "htx an son")" "Hợp tác xã nông nghiệp An Sơn|HTX Ăn Sơn"
is "by place" "$(names "loc binh")" "Hợp tác xã nông nghiệp An Sơn|HTX Ăn Sơn|Tổ hợp tác trồng na"
is "by place and kind" "$(names "to hop tac dong buc")" "Tổ hợp tác trồng na"
is "names before places" "$(names "bac xa")" "HTX Đình Lập"
is "no mixture of places" "$(names "dong binh")" ""
is "by number" "$(names 4900000002)" "Hợp tác xã nông nghiệp An Sơn"
is "kind" "$(names --kind tht)" "Tổ hợp tác trồng na"
is "sector" "$(names --sector transport)" "HTX Ăn Sơn"
is "sector roll-up" "$(names --sector nonagri)" "HTX Ăn Sơn"
is "district" "$(names --place 188)" "Hợp tác xã nông nghiệp An Sơn|HTX Ăn Sơn|Tổ hợp tác trồng na"
is "commune" "$(names --place 06529)" "HTX Ăn Sơn"
is "province" "$(names --place 20 --kind htx | tr '|' '\n' | wc -l)" 3
is "before it was founded" "$($H register list --on 2019-12-31 --format csv | tail -n +2 | wc -l)" 1
is "before the first pack" "$($H register list --on 1/1/1990)" "0 tổ chức, ngày 01/01/1990"
refuses "unknown place" "188x" $H register list --place 188x
refuses "unknown status" "không có tình trạng “x”" $H register list --status x
refuses "unknown kind" "không có loại hình “x”" $H register list --kind x
refuses "unknown sector" "không có lĩnh vực “x”" $H register list --sector x
has "table counts" "$($H register list --on 30/6/2023)" "4 tổ chức, ngày 30/6/2023"
run $H register list --on 2023-06-30 --format json
has "json" "$out" '"capital_vnd": 1500000000'

# --- events -----------------------------------------------------------------------
run $H register event 4900000001 suspended --day 1/3/2022 --decision "12/QĐ"
is "event" "$status" 0
has "says the status after it" "$out" "tạm ngừng hoạt động"
event=$(sed -n 's/^Đã ghi sự kiện \([0-9]*\):.*/\1/p' <<<"$out")
is "status" "$(names --status not_operating)" "HTX Đình Lập"
refuses "twice" "Không thể có sự kiện “Tạm ngừng hoạt động” ngày 01/4/2022" $H register event 4900000001 suspended --day 1/4/2022
has "the basis of the rule" "$err" "Căn cứ: "
refuses "no day" "thiếu ngày" $H register event 4900000001 resumed
refuses "no such event" "không có loại sự kiện" $H register event 4900000001 fly --day 1/4/2022
refuses "no such organisation" "Không có tổ chức nào là “sông”" $H register event sông resumed --day 1/4/2022
refuses "which one?" "có thể là 2 tổ chức" $H register event "an son" dissolved --day 1/4/2022
run $H register event "dinh lap" "Kết nạp thành viên" --day 1/3/2023 --quantity 5
is "event by name" "$status" 0
refuses "quantity out of place" "không có số lượng" $H register event "dinh lap" resumed --day 1/4/2023 --quantity 5

# --- corrections --------------------------------------------------------------------
before=$($H register list --on 2022-06-30 --format csv)
last=$($H verify | sed -n 's/.*: \([0-9]*\) giao dịch.*/\1/p')
refuses "no reason" "phải có lý do" $H register correct "$event" --day 1/1/2023
refuses "nothing to correct" "không có gì để đính chính" $H register correct "$event" --reason x
refuses "no such event" "không có sự kiện số 999" $H register correct 999 --void --reason x
refuses "an illegal life" "tổ chức chưa thành lập" $H register correct "$event" --day 1/1/2010 --reason x
run $H register correct "$event" --day 1/1/2023 --reason "ghi nhầm năm"
is "correct" "$status" 0
is "as known now" "$($H register list --on 2022-06-30 --status operating --format csv | grep -c 'Đình Lập,4900')" 1
is "as known then" "$($H register list --on 2022-06-30 --format csv --known "#$last")" "$before"
show=$($H register show "#1" --on 30/6/2023)
has "show: the name" "$show" "#1 HTX Đình Lập – Hợp tác xã"
has "show: status" "$show" "Tình trạng ngày 30/6/2023: tạm ngừng hoạt động"
# entry DAY: what the history says of the event of that day
entry() { awk -v day="$1" '/^[0-9]/ { on = $1 == day && /sự kiện/ } on' <<<"$show"; }
has "show: what was corrected" "$(entry 01/3/2022)" "ĐÃ ĐÍNH CHÍNH"
has "show: why" "$(entry 01/3/2022)" "test: ghi nhầm năm"
has "show: what holds now" "$(entry 01/01/2023)" "Tạm ngừng hoạt động; văn bản 12/QĐ [sự kiện $event]"
hasnt "show: it holds" "$(entry 01/01/2023)" "ĐÃ"
show=$($H register show "#1" --on 30/6/2023 --known "#$last")
has "show as known then" "$(entry 01/3/2022)" "Tạm ngừng"
hasnt "nothing of the correction" "$show" "ghi nhầm năm"
run $H register correct "$event" --void --reason "không có việc này"
is "void" "$status" 0
show=$($H register show "#1")
has "show: withdrawn" "$(entry 01/01/2023)" "ĐÃ HỦY"
has "show: why it was withdrawn" "$(entry 01/01/2023)" "test: không có việc này"
is "nothing suspended" "$(names --status suspended)" ""
refuses "void twice" "đã bị hủy" $H register correct "$event" --void --reason x
refuses "show: nothing asked" "Không có tổ chức nào là “”" $H register show ""
refuses "show: only signs" "Không có tổ chức nào" $H register show " - "
refuses "an event to come" "ngày 01/01/2999 là ngày chưa đến" \
	$H register event "#1" dissolved --day 1/1/2999
run $H register event "#1" dissolved --day 1/5/2023
is "dissolved" "$status" 0
is "no longer listed" "$(names --kind htx)" "Hợp tác xã nông nghiệp An Sơn|HTX Ăn Sơn"
is "but found by name" "$(names "dinh lap")" "HTX Đình Lập"
is "and by status" "$(names --status ended)" "HTX Đình Lập"
run $H verify
is "verify is clean" "$status" 0
finish
