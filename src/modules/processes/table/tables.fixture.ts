import { COLUMNS, EMPTY_ROW, type TypedRow } from './table.ts'

/** Rows written as `key | name | duty | work | time | column: value | …`. */
const rows = (text: string): TypedRow[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [key = '', name = '', duty = '', work = '', time = '', ...more] = line.split('|').map((part) => part.trim())
      const extra = more.map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1).trim()] as const)
      for (const [column] of extra) if (!COLUMNS.some((one) => one === column)) throw new Error(`No column ${column}.`)
      return { ...EMPTY_ROW, key, name, duty, work, time, ...Object.fromEntries(extra) }
    })

const SIGN = `KY | Ký duyệt | Lãnh đạo | sign | 2 giờ | returnTo: TD | product: Quyết định`
const LAST = `SO | Cấp số, đóng dấu, phát hành | Văn thư | number | 1 giờ
TRA | Trả kết quả, thu phí | Cán bộ một cửa | return | 0`

/** Internal processes as decisions print them (procedures.md sections 1 to 19). */
export const INTERNAL_PROCESSES: Readonly<Record<string, TypedRow[]>> = {
  '2.000908 sổ gốc, QĐ 663': rows(`TD | Thẩm định | Chuyên viên | appraise | 3 giờ
${SIGN}
PH | Phát hành | Văn thư | number | 1 giờ
TRA | Trả kết quả | Cán bộ một cửa | return | 0`),
  '1.013225 giấy phép xây dựng 7/5/3 ngày': rows(`PC | Phân công thụ lý | Lãnh đạo | assign | 2 giờ | unit: Phòng Kinh tế, Hạ tầng và Đô thị
TD | Thẩm định hồ sơ, kiểm tra thực địa | Chuyên viên | appraise | 7 ngày | product: Biên bản kiểm tra thực địa | paths: thieu → HD
YK1 | Lấy ý kiến cơ quan phòng cháy | Chuyên viên | consult | 12 ngày | group: A | silence: coi như đồng ý | condition: fee > 0
YK2 | Lấy ý kiến cơ quan quản lý đất đai | Chuyên viên | consult | 12 ngày | group: A | silence: coi như đồng ý
TH | Tổng hợp, dự thảo giấy phép | Chuyên viên | draft | 1 ngày
KY | Ký giấy phép | Lãnh đạo | sign | 4 giờ | returnTo: TH | paths: tu-choi → TB
${LAST} | next: Kết thúc
HD | Hướng dẫn hoàn thiện lại | Chuyên viên | supplement | 5 ngày | paths: van-thieu → TB | next: TD
TB | Thông báo từ chối cấp phép | Lãnh đạo | refuse | 3 ngày | product: Văn bản từ chối | next: SO`),
  '1.014027 hưu trí xã hội, hai phòng phối hợp': rows(`TD | Thẩm định | Chuyên viên | appraise | 3 ngày | unit: Phòng Văn hóa - Xã hội
A1 | Rà soát danh sách hưởng lương hưu | Chuyên viên | consult | 2 ngày | group: A.1 | unit: BHXH
A2 | Đối chiếu kết quả rà soát | Chuyên viên | compare | 4 giờ | group: A.1
B1 | Xác minh nơi cư trú | Chuyên viên | verify | 2 ngày | group: A.2 | unit: Công an xã
DT | Dự thảo quyết định | Chuyên viên | draft | 1 ngày
KY | Chủ tịch ký | Lãnh đạo | sign | 4 giờ | returnTo: TD | paths: sua-du-thao → DT
${LAST}`),
  '3.000333 lý lịch tư pháp, xác minh khi cần': rows(`TD | Tra cứu | Chuyên viên | appraise | 2 ngày
XM1 | Xác minh tại tòa án | Chuyên viên | verify | 5 ngày | group: X | condition: outcome = "toa-an"
XM2 | Xác minh tại công an | Chuyên viên | verify | 5 ngày | group: X | condition: outcome = "cong-an"
LP | Lập phiếu | Chuyên viên | draft | 1 ngày
${SIGN}
${LAST}`),
  '1.001612 hộ kinh doanh, mã số thuế tự động': rows(`TD | Kiểm tra tên, ngành nghề | Chuyên viên | appraise | 1 ngày | paths: khi fee > 100 → KY; khong-dat → HET
MST | Lấy mã số từ hệ thống thuế | Hệ thống | tax-code |
KY | Ký giấy chứng nhận | Lãnh đạo | sign | 4 giờ | returnTo: TD | condition: trừ khi fee = 0
${LAST} | next: Kết thúc
HET | Thông báo không đạt | Chuyên viên | refuse | 4 giờ | next: Kết thúc`),
  '1.004859 cải chính hộ tịch': rows(`TD | Thẩm tra | Chuyên viên | appraise | 1,5 ngày
XM | Xác minh | Chuyên viên | verify | 3 ngày | condition: outcome = "xac-minh"
DT | Dự thảo trích lục | Chuyên viên | draft | 0,5 ngày
XN | Người dân xác nhận dự thảo | Chuyên viên | confirm-draft | 1 ngày | silence: coi như đồng ý | condition: trừ khi channel = "counter" | paths: sua → DT
${SIGN}
${LAST}`),
}
