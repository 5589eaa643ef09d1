#!/bin/bash
# Imports as an officer makes them: what is taken, what is refused, and that a
# refusal changes nothing.  Tests src/register/import.c,
# src/register/import_org.c, src/register/import_event.c, src/register/rules.c
# and src/main.c on the binary.
. "$(dirname "$0")/lib.sh"
data=$ROOT/test/data/import
d="$TMP/data"
H="$HOPTAC -d $d"

run $HOPTAC -d "$d" init
is "init" "$status" 0

head="Tên HTX,Mã số thuế,Ngày thành lập,Lĩnh vực,Huyện,Xã,Vốn (triệu đồng),Thành viên"
good="HTX A,4900000009,1/2/2020,agri,Đình Lập,Bắc Xa,100,7"
# file LINE...: a CSV of the header and these lines
file() { printf '%s\n' "$head" "$@" >"$TMP/f.csv"; }
state() { $H register list --status operating --format csv; $H register list --status not_operating --format csv; }
before=$(state)
# bad NAME PART: importing f.csv is refused, saying PART, and changes nothing
bad() {
	refuses "$1" "$2" $H import htx "${3:-$TMP/f.csv}"
	is "$1: nothing changed" "$(state)" "$before"
}

# --- whole files -----------------------------------------------------------
printf '%s\n' "$head" "$good" | iconv -t UTF-16 >"$TMP/f.csv"
bad "UTF-16" "UTF-16"
printf 'T\xaan HTX,Ng\xb5y th\xb5nh l\xcbp,LÜnh v\xf9c,X\xb7\nHTX \xa7\xd7nh L\xcbp,1/2/2020,agri,B\xbe\xd0c Xa\n' >"$TMP/f.csv"
bad "TCVN3" "UTF-8"
printf 'T\xean HTX,Ng\xe0y,X\xe3\nHTX \xd0\xecnh,1/2/2020,B\xe3\n' >"$TMP/f.csv"
bad "windows-1258" "UTF-8"
bad "ZIP bomb" "nén" "$data/bomb.xlsx"
head -c 3000 "$data/htx.xlsx" >"$TMP/short.xlsx"
bad "truncated XLSX" "short.xlsx" "$TMP/short.xlsx"
bad "no such file" "Không có tệp" "$TMP/none.csv"
: >"$TMP/f.csv"
bad "empty file" "không có hàng nào"
file
bad "only headers" "chỉ có hàng tiêu đề"

# --- columns -----------------------------------------------------------------
printf 'Tên HTX,Lĩnh vực,Xã\nHTX A,agri,Bắc Xa\n' >"$TMP/f.csv"
bad "missing column" "thiếu cột “Ngày đăng ký”"
has "lists the headers found" "$err" "“Tên HTX”, “Lĩnh vực”, “Xã”"
printf 'Tên HTX,Ngày thành lập,Lĩnh vực,Xã,Vốn\nHTX A,1/2/2020,agri,Bắc Xa,5\n' >"$TMP/f.csv"
bad "money without unit" "không nói đơn vị tiền"
printf 'Tên HTX,Ten,Ngày thành lập,Lĩnh vực,Xã\nHTX A,B,1/2/2020,agri,Bắc Xa\n' >"$TMP/f.csv"
bad "a column twice" "Hai cột đều là “Tên tổ chức”"

# --- cells -------------------------------------------------------------------
file "$good" "HTX Zeta,,31/6/2023,agri,Đình Lập,Bắc Xa,100,7"
bad "31/6/2023" "hàng 3, ô C3 (Ngày đăng ký): “31/6/2023” – không phải ngày có thật"
file "HTX Zeta,,1/6/2223,agri,Đình Lập,Bắc Xa,100,7"
bad "a day to come" "ô C2 (Ngày đăng ký): “1/6/2223” – là ngày chưa đến"
file "HTX Zeta,,1/6/2023,agri,Đình Lập,Bắc Xa,một trăm,7"
bad "text for money" "ô G2 (Vốn điều lệ): “một trăm” – phải là một số"
file "HTX Zeta,,1/6/2023,agri,Đình Lập,Bắc Xa,1.5,7"
bad "1.5 is not guessed" "ô G2 (Vốn điều lệ): “1.5”"
file "HTX Zeta,,1/6/2023,agri,Đình Lập,Bắc Xa,15,\"7,5\""
bad "half a member" "ô H2 (Số thành viên): “7,5” – phải là số nguyên"
file "HTX Zeta,,1/6/2023,agri,Đình Lập,Bắc Xa,15,-7"
bad "minus members" "không thể là số âm"
file ",,1/6/2023,agri,Đình Lập,Bắc Xa,15,7"
bad "no name" "ô A2 (Tên tổ chức) – không được để trống"
file "HTX Zeta,,1/6/2023,đánh cá,Đình Lập,Bắc Xa,15,7"
bad "unknown sector" "không có lĩnh vực này; ghi một trong: nông, lâm, ngư nghiệp (agri)"
file "HTX Zeta,,1/6/2023,agri,Đình Lập,Bắc Xá Xa,15,7"
bad "unknown commune" "“Bắc Xá Xa” – không có xã, phường, thị trấn này ở Huyện Đình Lập"
has "suggests the nearest" "$err" "gần giống: Xã Bắc Xa"
file "HTX Zeta,,1/6/2023,agri,Đình Lấp Lánh,Bắc Xa,15,7"
bad "unknown district" "ô E2 (Huyện): “Đình Lấp Lánh” – không có huyện, thành phố này"
file "HTX Zeta,,1/6/2023,agri,,Hồng Phong,15,7"
bad "a name of several communes" "nơi cùng tên"

# --- identifiers twice ---------------------------------------------------------
file "$good" "HTX Zeta,,1/2/2020,agri,Đình Lập,Bắc Xa,100,7" "HTX C,4900000009,1/2/2020,agri,Đình Lập,Bắc Xa,100,7"
bad "identifier twice in the file" "hàng 4, ô B4 (Mã số thuế): “4900000009” – đã có ở hàng 2 của tệp này"

# --- all faults at once, at most a hundred ----------------------------------------
file "$good" ",,x,y,z,t,u,v" "HTX D,,1/2/2020,agri,Đình Lập,Bắc Xa,100,v"
bad "all faults" "có 6 lỗi ở 2 hàng trong 3 hàng; chưa ghi gì"
{ echo "$head"; for i in $(seq 250); do echo "HTX $i,,1/2/2020,agri,Đình Lập,Bắc Xa,100,x"; done; } >"$TMP/f.csv"
bad "many faults" "... và 150 lỗi khác"
is "a hundred are listed" "$(grep -c 'ô H' <<<"$err")" 100

# --- what is taken ------------------------------------------------------------------
run $H import htx "$data/htx.csv" --dry-run
is "dry run" "$status" 0
has "dry run says what would be" "$out" "Sẽ nhập 3 tổ chức"
is "dry run stores nothing" "$(state)" "$before"
run $H import htx "$data/htx.csv"
is "import" "$status" 0
has "import says so" "$out" "Đã nhập 3 tổ chức"
csv=$($H register list --on 30/6/2023 --format csv)
has "money in triệu" "$csv" ",1500000000,12,20,3,"
has "decimals" "$csv" ",36480000,7,9,3,"
has "status by event" "$csv" ",suspended,2022-05-01,"
has "commune by code" "$csv" "06553,Xã Đồng Bục"
has "commune by name" "$csv" "06529,Thị trấn Lộc Bình"
run $HOPTAC -d "$TMP/x" init
run $HOPTAC -d "$TMP/x" import htx "$data/htx.xlsx"
is "XLSX" "$status" 0
is "XLSX and CSV give the same" "$($HOPTAC -d "$TMP/x" register list --on 30/6/2023 --format csv)" "$csv"
before=$(state)

# --- against the register --------------------------------------------------------------
file "HTX Mới,4900000001,1/2/2020,agri,Đình Lập,Bắc Xa,100,7"
bad "identifier in use" "Mã số thuế 4900000001 đã thuộc về tổ chức #1 “HTX Đình Lập”"
file "HTX dịch vụ Đình Lâp,,1/2/2020,agri,Đình Lập,Bắc Xa,100,7"
run $H import htx "$TMP/f.csv" --dry-run
has "likely duplicate" "$out" "hàng 2 “HTX dịch vụ Đình Lâp” có thể trùng với #1 “HTX Đình Lập” trong sổ"

# --- partial ------------------------------------------------------------------------------
file "$good" "HTX Zeta,,31/6/2023,agri,Đình Lập,Bắc Xa,100,7" "HTX C,4900000001,1/2/2020,agri,Đình Lập,Bắc Xa,100,7"
run $H import htx "$TMP/f.csv" --partial
is "partial exits with 1" "$status" 1
has "partial stores the good" "$out" "Đã nhập 1 tổ chức"
has "partial counts the bad" "$out" "2 hàng có lỗi không nhập"
has "partial lists the bad" "$err" "ô C3"
has "the good one is there" "$(state)" "HTX A"
hasnt "the bad one is not" "$(state)" "HTX Zeta"

# --- kinds -----------------------------------------------------------------------------------
printf 'name,kind,founded,sector,commune\nTHT Một,tht,2020-01-01,agri,06553\n' >"$TMP/k.csv"
refuses "wrong kind" "lệnh này chỉ nhập loại hình htx" $H import htx "$TMP/k.csv"
run $H import organisations "$TMP/k.csv"
is "kind column" "$status" 0
has "tht listed" "$($H register list --kind tht --format csv)" "THT Một"
printf 'name,founded,sector,commune\nTHT Hai,2020-01-01,agri,06553\n' >"$TMP/k.csv"
refuses "no kind" "phải ghi loại hình" $H import organisations "$TMP/k.csv"
run $H import tht "$TMP/k.csv"
is "tht" "$status" 0
printf 'Danh sách THT năm 2023;;;;\n;;;;\nSTT;Tên THT;Ngày thành lập;Lĩnh vực;Xã\n1;THT Ba;1/1/2020;agri;06553\n' >"$TMP/k.csv"
run $H import tht "$TMP/k.csv"
is "titles above the header" "$status" 0
has "unused column is named" "$out" "Cột không dùng đến: “STT”"

# --- events ------------------------------------------------------------------------------------
printf 'Mã số thuế,Sự kiện,Ngày,Số lượng\n4900000001,members_joined,1/3/2023,5\n4900000002,Hoạt động trở lại,1/3/2023,\n' >"$TMP/e.csv"
run $H import events "$TMP/e.csv"
is "events" "$status" 0
has "resumed" "$($H register list 4900000002 --format csv)" ",operating,2023-03-01,"
before=$(state)
printf 'Tên HTX,Sự kiện,Ngày\nHTX Đình Lập,dissolved,1/4/2023\nHTX Đình Lập,suspended,1/5/2023\n' >"$TMP/e.csv"
refuses "an illegal event" "ô B3 (Sự kiện): “suspended” – Không thể có sự kiện" $H import events "$TMP/e.csv"
has "with its basis" "$err" "Căn cứ: "
is "nothing of the file is kept" "$(state)" "$before"
printf 'Tên HTX,Sự kiện,Ngày\nHTX A,dissolved,1/4/2999\n' >"$TMP/e.csv"
refuses "an event to come" "ô C2 (Ngày): “1/4/2999” – là ngày chưa đến" $H import events "$TMP/e.csv"
printf 'Tên HTX,Sự kiện,Ngày\nHTX Không Có,dissolved,1/4/2023\n' >"$TMP/e.csv"
refuses "an unknown organisation" "Không có tổ chức nào là “HTX Không Có”" $H import events "$TMP/e.csv"

# --- out and in again ---------------------------------------------------------------------------------
# (before the one that resumed did: an import knows the last status only)
$H register list --on 28/2/2023 --format csv >"$TMP/all.csv"
run $HOPTAC -d "$TMP/y" init
run $HOPTAC -d "$TMP/y" import organisations "$TMP/all.csv" --on 28/2/2023
is "round trip" "$status" 0
$HOPTAC -d "$TMP/y" register list --on 28/2/2023 --format csv >"$TMP/again.csv"
is "the same comes back" "$(cut -d, -f2- "$TMP/again.csv")" "$(cut -d, -f2- "$TMP/all.csv")"

run $H verify
is "verify is clean" "$status" 0
finish
